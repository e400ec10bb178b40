#include "warehouse/connector.h"

#include <algorithm>

namespace audience::warehouse {

std::string_view toText(TableKind kind) {
    switch (kind) {
    case TableKind::Table:
        return "table";
    case TableKind::View:
        return "view";
    case TableKind::Materialised:
        return "materialised view";
    case TableKind::Foreign:
        return "foreign table";
    case TableKind::File:
        return "file";
    case TableKind::FileSet:
        return "files";
    case TableKind::Sheet:
        return "sheet";
    case TableKind::HiddenSheet:
        return "hidden sheet";
    }
    return {};
}

const ColumnInfo *TableShape::find(std::string_view column) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ColumnInfo &one) { return one.name == column; });
    return found == columns.end() ? nullptr : &*found;
}

bool TableShape::isUnique(std::string_view column) const {
    return std::any_of(keys.begin(), keys.end(), [&](const KeyInfo &key) {
        return key.kind != KeyInfo::Kind::Foreign && key.columns.size() == 1 && key.columns.front() == column;
    });
}

Result<std::string> Connector::mark(const TableName &, const CancelToken &) { return std::string(); }
Result<std::vector<std::string>> Connector::replaced(const ReadRequest &, const CancelToken &) { return std::vector<std::string>(); }

Result<OrderFacts> Connector::orderFacts(const ReadRequest &, const CancelToken &) { return OrderFacts(); }
bool Connector::readsByKey(const ColumnInfo &, const engine::Field &) const { return false; }

Result<std::int64_t> Connector::materialise(const TableName &, const std::vector<engine::Field> &, const NextRows &, const CancelToken &) {
    return Error(ErrorKind::Invalid, "source.writes_nothing");
}

Result<std::int64_t> Connector::materialiseQuery(const TableName &, const std::string &, const CancelToken &) {
    return Error(ErrorKind::Invalid, "source.writes_nothing");
}

Result<QueryAnswer> Connector::query(const std::string &, std::int64_t, const CancelToken &) {
    return Error(ErrorKind::Invalid, "source.runs_no_queries");
}

} // namespace audience::warehouse
