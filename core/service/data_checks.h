// Faults that data of customers have, each looked for by one written rule: ages above 110, addresses that
// are none, the same address twice. A check applies to a column by its type, its role or its name.
// Synchronous; run it in the background.
#pragma once

#include "async/cancel.h"
#include "service/table_source.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct DataCheck {
    std::string id, column; // the rule's stable id; ui/text has its words
    std::int64_t count = 0; // rows found; 0: passed
    std::vector<std::string> examples;
    std::vector<std::pair<std::string, std::string>> args; // "other": the dataset a key points at
    bool isOff = false; // not looked at because somebody said so
};

class DataChecks {
public:
    explicit DataChecks(Session &session) : m_session(session) {}

    // Those that apply, faults first. Error "dataset.unknown".
    Result<std::vector<DataCheck>> run(const std::string &dataset, const CancelToken &cancel = {}) const;
    // Of one column only; quick enough for a pane beside the table.
    Result<std::vector<DataCheck>> run(const std::string &dataset, const std::string &column, const CancelToken &cancel = {}) const;
    // The rows a check finds fault with.
    Result<std::shared_ptr<const engine::Bitmap>> rowsOf(const TableSource &source, const std::string &check, const std::string &column,
                                                         const CancelToken &cancel = {}) const;
    Result<void> turn(const std::string &dataset, const std::string &check, const std::string &column, bool isOn);

private:
    Result<std::vector<DataCheck>> runSome(const std::string &dataset, const std::string *column, const CancelToken &cancel) const;
    Session &m_session;
};

} // namespace audience::service
