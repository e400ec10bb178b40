#include "service/analytic_service.h"

#include "segment/compile_query.h"
#include "service/audience_question.h"
#include "service/saved_sets.h"
#include "service/session.h"

namespace audience::service {

namespace {

segment::QueryCompilation compiled(Session &session, const engine::Snapshot &snapshot, const model::AnalyticQuery &query) {
    const SavedSets sets(session);
    return segment::compileQuery(query, snapshot.schema(), {countingNow(session), workspaceZone(session), &sets});
}

FieldView viewOf(const engine::Field &field) {
    using engine::ColumnType;
    const bool isNumber = field.type == ColumnType::Int64 || field.type == ColumnType::Decimal || field.type == ColumnType::Double;
    return {field.name, std::string(engine::toText(field.type)), isNumber};
}

// Whole numbers, truth values and doubles as such; all else as text, decimals with every digit.
Json jsonOf(const engine::Cell &cell) {
    if (std::holds_alternative<std::monostate>(cell))
        return nullptr;
    if (const auto *flag = std::get_if<bool>(&cell))
        return *flag;
    if (const auto *number = std::get_if<std::int64_t>(&cell))
        return *number;
    if (const auto *number = std::get_if<double>(&cell))
        return *number;
    return engine::toText(cell);
}

Json jsonOf(const std::vector<engine::Cell> &cells) {
    Json list = Json::array();
    for (const engine::Cell &cell : cells)
        list.push_back(jsonOf(cell));
    return list;
}

} // namespace

Result<AnalyticTable> AnalyticService::run(const model::AnalyticQuery &query, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto snapshot, m_session.snapshot());
    segment::QueryCompilation compilation = compiled(m_session, *snapshot, query);
    if (!compilation.query)
        return segment::asError(compilation.findings);
    engine::GroupQuery &grouping = *compilation.query;
    TRY_ASSIGN(engine::GroupTable grouped, m_session.evaluator().evaluate(grouping, *snapshot, cancel));
    AnalyticTable table;
    table.groupColumns = grouping.keys.size();
    for (const engine::Field &field : grouped.columns)
        table.columns.push_back(viewOf(field));
    for (const auto &width : grouped.widths)
        table.binWidths.push_back(width.value_or(engine::Cell()));
    table.groups = static_cast<std::int64_t>(grouped.groups);
    table.counted = static_cast<std::int64_t>(grouped.counted);
    if (query.totals && grouping.keys.empty() && !grouped.rows.empty()) {
        table.totals = grouped.rows.front();
    } else if (query.totals) {
        grouping.keys.clear();
        grouping.order.clear();
        grouping.fill = false;
        TRY_ASSIGN(engine::GroupTable all, m_session.evaluator().evaluate(grouping, *snapshot, cancel));
        table.totals = std::move(all.rows.front());
    }
    table.rows = std::move(grouped.rows);
    m_session.localAnswers().note(datasetsIn(snapshot->schema(), model::toJson(query)));
    return table;
}

Result<AnalyticTable> AnalyticService::runText(const std::string &json, const CancelToken &cancel) const {
    model::Findings findings;
    const auto query = model::analyticQueryFromText(json, findings);
    if (!query)
        return segment::asError(findings);
    return run(*query, cancel);
}

std::vector<FindingView> AnalyticService::check(const model::AnalyticQuery &query) const {
    std::vector<FindingView> views;
    if (const auto snapshot = m_session.snapshot())
        for (const model::Finding &finding : compiled(m_session, **snapshot, query).findings)
            views.push_back({finding.id, finding.args, finding.path, 0, 0, finding.severity == model::Finding::Severity::Error});
    return views;
}

Json toJson(const AnalyticTable &table) {
    Json columns = Json::array(), rows = Json::array();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        Json column{{"name", table.columns[i].name}, {"type", table.columns[i].type}};
        if (i < table.groupColumns && !std::holds_alternative<std::monostate>(table.binWidths[i]))
            column["bin_width"] = jsonOf(table.binWidths[i]);
        columns.push_back(std::move(column));
    }
    for (const auto &row : table.rows)
        rows.push_back(jsonOf(row));
    Json json{{"columns", columns}, {"rows", rows}};
    if (!table.totals.empty())
        json["totals"] = jsonOf(table.totals);
    json["groups"] = table.groups;
    json["counted"] = table.counted;
    json["cut"] = table.isCut();
    return json;
}

} // namespace audience::service
