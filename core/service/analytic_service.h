// Analytic queries over people and events, answered on the columns in memory: what charts, cohorts and key figures are
// made of. The question is a model::AnalyticQuery, the answer one table of typed cells.
#pragma once

#include "async/cancel.h"
#include "engine/column.h"
#include "model/analytic_query.h"
#include "service/views.h"

#include <vector>

namespace audience::service {

class Session;

struct AnalyticTable {
    std::vector<FieldView> columns; // groups, then measures
    std::size_t groupColumns = 0;
    std::vector<engine::Cell> binWidths; // by group column; empty where it has no bins
    std::vector<std::vector<engine::Cell>> rows;
    std::vector<engine::Cell> totals; // by measure, over all rows; empty unless the query asks for them
    std::int64_t groups = 0;  // all there are; more than rows where the limit cut some off
    std::int64_t counted = 0; // people or events that were looked at
    bool isCut() const { return groups > static_cast<std::int64_t>(rows.size()); }
};

class AnalyticService {
public:
    explicit AnalyticService(Session &session) : m_session(session) {}

    // Errors: the first finding of the query with its path, "data.no_people", "query.too_many_groups" {limit},
    // "query.too_many_values", "engine.number_too_large" {field}, "cancelled".
    Result<AnalyticTable> run(const model::AnalyticQuery &query, const CancelToken &cancel = {}) const;
    // The same from JSON text.
    Result<AnalyticTable> runText(const std::string &json, const CancelToken &cancel = {}) const;
    std::vector<FindingView> check(const model::AnalyticQuery &query) const;

private:
    Session &m_session;
};

Json toJson(const AnalyticTable &table); // "columns", "rows" (exact decimals as texts), "totals", "groups", "counted", "cut"

} // namespace audience::service
