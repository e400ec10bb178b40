#include "sync/continuation.h"

#include "base/digest.h"
#include "base/json.h"

namespace audience::sync {

std::string toText(const Continuation &value) {
    return dumpJson(Json{{"sync", value.sync}, {"run", value.run}, {"plan", value.plan}, {"columns", value.columns}, {"source", value.source}, {"mark", value.mark},
                         {"position", value.position}, {"rows", value.rows}, {"kept", value.kept}, {"rejected", value.rejected}});
}

Result<Continuation> continuationFromText(std::string_view text) {
    TRY_ASSIGN(const Json json, parseJson(text));
    Continuation value;
    value.sync = jsonInt(json, "sync");
    value.run = jsonInt(json, "run");
    value.plan = jsonText(json, "plan");
    value.columns = jsonText(json, "columns");
    value.source = jsonText(json, "source");
    value.mark = jsonText(json, "mark");
    value.position = jsonText(json, "position");
    value.rows = jsonInt(json, "rows");
    value.kept = jsonInt(json, "kept");
    value.rejected = jsonInt(json, "rejected");
    if (value.run <= 0 || value.position.empty() || value.rows <= 0 || value.kept < 0 || value.rejected < 0 || value.kept > value.rows || value.rejected > value.rows - value.kept)
        return Error(ErrorKind::Corrupt, "sync.bad_continuation");
    return value;
}

std::string digestOf(const model::SyncPlan &plan) {
    model::SyncPlan same = plan;
    same.name.clear();
    same.connection.clear(); // known by what it leads to
    same.ignored.clear();
    same.maxBytes = same.monthBytes = same.lookBackSeconds = 0;
    same.maxRejects = -1;
    same.maxRemovedPercent = 0;
    same.schedule = {};
    return toHex(sha256(dumpJson(model::toJson(same))));
}

std::string digestOf(const warehouse::ReadRequest &read) {
    std::string text = read.table.schema + '\n' + read.table.name + '\n' + read.order + '\t' + read.orderBase;
    for (const warehouse::ReadColumn &column : read.columns)
        text += '\n' + column.name + '\t' + column.base;
    return toHex(sha256(text));
}

std::string reasonAgainst(const Continuation &was, const Continuation &now) {
    if (was.source != now.source)
        return "sync.anew_connection";
    if (was.plan != now.plan)
        return "sync.anew_plan";
    if (was.columns != now.columns)
        return "sync.anew_columns";
    return was.mark == now.mark ? "" : "sync.anew_source";
}

} // namespace audience::sync
