// Which columns of the datasets hold values of a column of another: kept with the workspace, guessed at the
// import, said by hand where the guess is wrong. Conditions on related rows follow them.
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct DatasetLink {
    std::string fromDataset, fromColumn, toDataset, toColumn;
    friend bool operator==(const DatasetLink &, const DatasetLink &) = default;
};

class DatasetLinks {
public:
    explicit DatasetLinks(Session &session) : m_session(session) {}

    Result<std::vector<DatasetLink>> list() const;
    // Both columns as "dataset.column". Error "links.unknown_column" {dataset, column}.
    Result<void> add(const std::string &from, const std::string &to);
    // The same error; fine when they are not linked.
    Result<void> remove(const std::string &from, const std::string &to);
    // Links a dataset that has no link yet where its values say so; people aside, only where tables are involved.
    Result<void> guess(const std::string &dataset);

private:
    Result<DatasetLink> linkOf(const std::string &from, const std::string &to) const;
    Session &m_session;
};

} // namespace audience::service
