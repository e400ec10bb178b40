#include "sync/shape_drift.h"

#include "qbase/time_zone.h"
#include "warehouse/decimal_scale.h"

#include <algorithm>
#include <array>
#include <set>

namespace audience::sync {

using warehouse::ColumnInfo;

std::string_view toText(Drift::Kind kind) {
    switch (kind) {
    case Drift::Kind::NewColumn:
        return "sync.drift_new";
    case Drift::Kind::ColumnGone:
        return "sync.drift_gone";
    case Drift::Kind::TypeChanged:
        return "sync.drift_type";
    }
    return {};
}

Result<engine::Field> fieldOf(const model::SyncColumn &column) {
    const auto type = engine::columnTypeFromText(column.type);
    const bool isDecimal = type == engine::ColumnType::Decimal;
    if (!type || column.scale < 0 || column.scale > (isDecimal ? Decimal::kMaxScale : 0))
        return Error(ErrorKind::Invalid, "sync.bad_plan").with("what", column.name).with("value", column.type);
    return engine::Field{column.name, *type, static_cast<std::uint8_t>(column.scale)};
}

model::SyncColumn columnFor(const ColumnInfo &column) {
    return {column.name, column.type, column.name, std::string(engine::toText(column.field.type)), column.field.scale};
}

namespace {

bool reads(const model::SyncColumn &taken, const ColumnInfo &column, const warehouse::Connector &connector) {
    const auto field = fieldOf(taken);
    return field && connector.checkField(column, *field).has_value();
}

} // namespace

std::vector<Drift> findDrift(const model::SyncPlan &plan, const warehouse::TableShape &shape, const warehouse::Connector &connector) {
    std::vector<Drift> found;
    std::set<std::string> known(plan.ignored.begin(), plan.ignored.end());
    for (const model::SyncColumn &taken : plan.columns) {
        known.insert(taken.source);
        const ColumnInfo *column = shape.find(taken.source);
        if (!column)
            found.push_back({Drift::Kind::ColumnGone, taken.source, taken.sourceType, {}, true});
        else if (column->type != taken.sourceType)
            found.push_back({Drift::Kind::TypeChanged, taken.source, taken.sourceType, column->type, !reads(taken, *column, connector)});
    }
    if (!plan.cursor.empty() && known.count(plan.cursor) == 0 && !shape.find(plan.cursor))
        found.push_back({Drift::Kind::ColumnGone, plan.cursor, {}, {}, true});
    for (const ColumnInfo &column : shape.columns)
        if (known.count(column.name) == 0)
            found.push_back({Drift::Kind::NewColumn, column.name, {}, column.type, false});
    return found;
}

Result<Decided> acceptDrift(const model::SyncPlan &plan, const warehouse::TableShape &shape, const warehouse::Connector &connector) {
    Decided decided{plan, false};
    decided.plan.columns.clear();
    const std::array roles{&plan.key, &plan.profile, &plan.time, &plan.nameColumn, &plan.id, &plan.email, &plan.consent};
    for (const model::SyncColumn &taken : plan.columns) {
        const ColumnInfo *column = shape.find(taken.source);
        if (!column) {
            if (std::any_of(roles.begin(), roles.end(), [&](const std::string *role) { return *role == taken.name; }) || plan.cursor == taken.source)
                return Error(ErrorKind::Refused, "sync.needs_column").with("column", taken.source);
            continue; // what came from it stays with the rows that have it
        }
        model::SyncColumn now = taken;
        if (!reads(taken, *column, connector)) {
            now = columnFor(*column);
            now.name = taken.name;
            decided.needsReload = true;
        }
        now.sourceType = column->type;
        decided.plan.columns.push_back(std::move(now));
    }
    for (const Drift &drift : findDrift(plan, shape, connector))
        if (drift.kind == Drift::Kind::NewColumn)
            decided.plan.columns.push_back(columnFor(*shape.find(drift.column)));
    return decided;
}

Result<void> checkAgainst(const model::SyncPlan &plan, const warehouse::TableShape &shape, const warehouse::Connector &connector) {
    TRY(model::checkPlan(plan));
    if (!isKnownZone(plan.zone))
        return Error(ErrorKind::Invalid, "zone.unknown").with("zone", plan.zone);
    if (!shape.table.readable)
        return Error(ErrorKind::Refused, "source.table_not_readable").with("table", plan.source());
    std::set<std::string> names;
    for (const model::SyncColumn &taken : plan.columns) {
        const ColumnInfo *column = shape.find(taken.source);
        if (!column)
            return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", taken.source).with("table", plan.source());
        TRY_ASSIGN(const engine::Field field, fieldOf(taken));
        TRY(connector.checkField(*column, field));
        if (!names.insert(taken.name).second)
            return Error(ErrorKind::Invalid, "sync.column_twice").with("column", taken.name);
    }
    for (const std::string *role : {&plan.key, &plan.profile, &plan.time, &plan.nameColumn, &plan.id, &plan.email, &plan.consent})
        if (!role->empty() && names.count(*role) == 0)
            return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", *role).with("table", plan.source());
    if (plan.role == "events") {
        const auto time = std::find_if(plan.columns.begin(), plan.columns.end(), [&](const auto &column) { return column.name == plan.time; });
        if (time->type != "instant" && time->type != "date")
            return Error(ErrorKind::Invalid, "ingest.not_a_time").with("column", plan.time).with("type", time->type);
    }
    if (plan.cursor.empty())
        return {};
    const ColumnInfo *cursor = shape.find(plan.cursor);
    if (!cursor)
        return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", plan.cursor).with("table", plan.source());
    return connector.checkOrder(*cursor);
}

std::vector<ingest::Finding> remarks(const model::SyncPlan &plan, const warehouse::TableShape &shape) {
    std::vector<ingest::Finding> found;
    const ColumnInfo *cursor = plan.cursor.empty() ? nullptr : shape.find(plan.cursor);
    if (cursor && cursor->nullable)
        found.push_back({"sync.cursor_nullable", {{"column", plan.cursor}}});
    if (cursor && plan.mode == model::SyncMode::Append && !shape.isUnique(plan.cursor))
        found.push_back({"sync.cursor_not_unique", {{"column", plan.cursor}}});
    for (const model::SyncColumn &column : plan.columns)
        if (column.name == plan.key && plan.role != "events" && !shape.isUnique(column.source))
            found.push_back({"sync.key_not_unique", {{"column", column.source}}});
    return found;
}

std::vector<ingest::Finding> numberRemarks(const model::SyncPlan &plan, const warehouse::TableShape &shape) {
    std::vector<ingest::Finding> found;
    for (const model::SyncColumn &taken : plan.columns) {
        const ColumnInfo *column = shape.find(taken.source);
        const auto field = fieldOf(taken);
        if (!column || !field || column->digits.empty())
            continue;
        int before = 0, behind = 0;
        std::int64_t seen = 0;
        for (const warehouse::DigitCount &one : column->digits) {
            before = std::max(before, one.before);
            behind = std::max(behind, one.behind);
            seen += one.values;
        }
        const std::int64_t count = warehouse::misfits(column->digits, *field);
        const bool isWide = before + behind > Decimal::kMaxScale;
        if (field->type == engine::ColumnType::Text && isWide)
            found.push_back({"sync.digits_as_text", {{"column", taken.source}, {"before", std::to_string(before)}}});
        else if (field->type == engine::ColumnType::Double && isWide)
            found.push_back({"sync.digits_nearest", {{"column", taken.source}, {"before", std::to_string(before)}, {"behind", std::to_string(behind)},
                                                     {"count", std::to_string(count)}, {"seen", std::to_string(seen)}}});
        else if (field->type != engine::ColumnType::Double && count > 0)
            found.push_back({"sync.digits_refused", {{"column", taken.source}, {"count", std::to_string(count)}, {"seen", std::to_string(seen)}}});
    }
    return found;
}

} // namespace audience::sync
