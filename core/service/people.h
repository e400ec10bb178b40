// The people of a snapshot, person by person: their columns, keys and addresses. Immutable; any thread.
#pragma once

#include "engine/snapshot.h"
#include "service/views.h"
#include "store/dataset_info.h"

#include <memory>
#include <optional>

namespace audience::service {

class Session;

// The value of one row; nothing where it has none.
engine::Cell cellOf(const engine::DenseColumn &column, std::size_t row);

class People {
public:
    // Error "data.no_people" before any profiles were imported.
    static Result<People> load(Session &session);

    const engine::Snapshot &snapshot() const { return *m_snapshot; }
    const store::DatasetInfo &dataset() const { return m_dataset; }
    bool hasField(const std::string &name) const { return m_dataset.fieldIndex(name).has_value(); }
    Result<std::shared_ptr<const engine::DenseColumn>> column(const std::string &field) const;
    // Display text; "" for an empty cell.
    Result<std::string> text(const std::string &field, Ordinal person) const;
    Result<std::string> keyOf(Ordinal person) const { return text(m_dataset.keyField, person); }
    // "" where the data carry no addresses.
    Result<std::string> addressOf(Ordinal person) const;
    // Error "data.no_such_person" {key}.
    Result<Ordinal> find(const std::string &key) const;
    // Error "data.no_people".
    Result<Ordinal> first() const;

private:
    People(std::shared_ptr<const engine::Snapshot> snapshot, store::DatasetInfo dataset)
        : m_snapshot(std::move(snapshot)), m_dataset(std::move(dataset)) {}
    std::shared_ptr<const engine::Snapshot> m_snapshot;
    store::DatasetInfo m_dataset;
};

} // namespace audience::service
