// From an analytic query to what the engine groups and measures, as compile.h does it for rules.
#pragma once

#include "engine/group_query.h"
#include "model/analytic_query.h"
#include "segment/compile.h"

namespace audience::segment {

struct QueryCompilation {
    std::optional<engine::GroupQuery> query; // absent when there are error findings
    model::Findings findings;                // paths point into the query
};
QueryCompilation compileQuery(const model::AnalyticQuery &query, const engine::Schema &schema, const CompileOptions &options);

} // namespace audience::segment
