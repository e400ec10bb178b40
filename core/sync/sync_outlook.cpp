// The plan of a sync before it reads: the dataset it wants, what it asks of the source, and whether that is affordable.
#include "sync/sync_steps.h"

#include "base/json.h"
#include "ingest/import_plan.h"
#include "store/dataset_reader.h"
#include "sync/shape_drift.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace audience::sync {

using model::SyncMode;
using store::DatasetRole;

namespace {

DatasetRole roleOf(const model::SyncPlan &plan) {
    return plan.role == "profiles" ? DatasetRole::Profiles : plan.role == "events" ? DatasetRole::Events : DatasetRole::Table;
}

} // namespace

bool repeats(const model::SyncPlan &plan) { return plan.mode == SyncMode::Incremental || plan.mode == SyncMode::Mirror; }

Result<store::DatasetInfo> datasetOf(const model::SyncPlan &plan) {
    store::DatasetInfo info;
    info.name = plan.dataset;
    info.role = roleOf(plan);
    for (const model::SyncColumn &column : plan.columns) {
        TRY_ASSIGN(engine::Field field, fieldOf(column));
        info.fields.push_back(std::move(field));
    }
    info.profileField = info.role == DatasetRole::Profiles ? plan.key : plan.profile;
    info.keyField = info.role == DatasetRole::Events ? std::string() : plan.key;
    info.timeField = plan.time;
    info.nameField = plan.nameColumn;
    info.fixedEventName = plan.eventName;
    info.emailField = plan.email;
    info.consentField = plan.consent;
    info.zone = plan.zone;
    return info;
}

bool replaces(const SyncRequest &request, const SyncState &state) {
    return request.keys.empty() && (request.plan.mode == SyncMode::Full || request.everything || state.reload);
}

warehouse::ReadRequest readOf(const SyncRequest &request, const SyncState &state, const warehouse::TableShape &shape,
                              const store::DatasetInfo &dataset) {
    const model::SyncPlan &plan = request.plan;
    warehouse::ReadRequest read;
    read.table = shape.table.name;
    read.zone = plan.zone;
    for (std::size_t i = 0; i < plan.columns.size(); ++i)
        read.columns.push_back({plan.columns[i].source, shape.find(plan.columns[i].source)->base, dataset.fields[i]});
    const auto need = [&](const std::string &field, std::string_view reason) {
        if (const auto at = dataset.fieldIndex(field); at && !field.empty())
            read.required.emplace_back(*at, reason);
    };
    if (dataset.role != DatasetRole::Events)
        need(dataset.keyField, "ingest.reject.no_key");
    else
        need(dataset.timeField, "ingest.reject.no_time");
    if (dataset.role == DatasetRole::Events)
        need(dataset.nameField, "ingest.reject.no_name");
    read.keyColumn = dataset.fieldIndex(dataset.profileField.empty() ? dataset.keyField : dataset.profileField).value_or(SIZE_MAX);
    if (!dataset.keyField.empty())
        read.rowKey = dataset.fieldIndex(dataset.keyField).value_or(SIZE_MAX);
    if (!request.keys.empty()) {
        read.keys.assign(request.keys.begin(), request.keys.begin() + static_cast<std::ptrdiff_t>(std::min(request.keys.size(), kKeysAtOnce)));
        return read;
    }
    read.order = plan.cursor;
    if (!plan.cursor.empty() && !replaces(request, state)) {
        read.after = state.position;
        read.withAfter = repeats(plan) && !shape.isUnique(plan.cursor);
        read.lookBackSeconds = plan.lookBackSeconds;
    }
    if (const warehouse::ColumnInfo *order = shape.find(read.order)) {
        read.orderBase = order->base;
        read.withAfter = read.withAfter && order->base != "_file"; // which knows what it has read
    }
    return read;
}

Result<ReplacedFiles> replacedFiles(const model::SyncPlan &plan, const warehouse::ReadRequest &read, warehouse::Connector &connector, const CancelToken &cancel) {
    ReplacedFiles replaced;
    TRY_ASSIGN(replaced.names, connector.replaced(read, cancel));
    for (const model::SyncColumn &column : plan.columns)
        if (column.source == plan.cursor)
            replaced.field = column.name;
    if (!replaced.names.empty() && replaced.field.empty())
        return Error(ErrorKind::Conflict, "sync.file_replaced").with("file", replaced.names.front()).with("name", plan.name);
    return replaced;
}

Result<std::optional<store::DatasetInfo>> existingOf(const workspace::Workspace &workspace, const store::DatasetInfo &wanted) {
    TRY_ASSIGN(const workspace::Reader reader, workspace.reader());
    ingest::ImportSpec spec;
    spec.name = wanted.name;
    spec.role = wanted.role;
    return ingest::findExisting(*reader, spec);
}

Error tooManyRejects(std::int64_t count, const model::SyncPlan &plan, const ingest::RowReject &first) {
    return Error(ErrorKind::Refused, "ingest.too_many_rejects")
        .with("count", std::to_string(count))
        .with("limit", std::to_string(plan.maxRejects))
        .with("reason", first.reason)
        .with("row", std::to_string(first.row));
}

Result<void> checkRemoved(const SyncRequest &request, std::int64_t before, std::int64_t removed, bool isEmpty) {
    const model::SyncPlan &plan = request.plan;
    if (request.mayRemoveMany || before == 0 || removed <= 0)
        return {};
    if (isEmpty && removed >= before)
        return Error(ErrorKind::Refused, "sync.source_empty").with("table", plan.source()).with("rows", std::to_string(before));
    if (removed * 100 <= before * plan.maxRemovedPercent)
        return {};
    return Error(ErrorKind::Refused, "sync.too_many_removed")
        .with("count", std::to_string(removed))
        .with("rows", std::to_string(before))
        .with("limit", std::to_string(plan.maxRemovedPercent));
}

bool orderToGoOn(warehouse::ReadRequest &read, const model::SyncPlan &plan, const warehouse::TableShape &shape, const warehouse::Connector &connector) {
    if (connector.capabilities().holdsToOrder) // a whole table in memory is no price for that
        return false;
    const warehouse::ColumnInfo *chosen = nullptr;
    const auto isPrimary = [&](const std::string &column) {
        return std::any_of(shape.keys.begin(), shape.keys.end(), [&](const warehouse::KeyInfo &key) {
            return key.kind == warehouse::KeyInfo::Kind::Primary && key.columns == std::vector{column};
        });
    };
    for (const model::SyncColumn &taken : plan.columns) {
        const warehouse::ColumnInfo *column = shape.find(taken.source);
        if (!column || column->nullable || !shape.isUnique(column->name) || !connector.checkOrder(*column))
            continue;
        if (taken.name == plan.key || !chosen || isPrimary(column->name))
            chosen = column;
        if (taken.name == plan.key)
            break;
    }
    if (chosen) {
        read.order = chosen->name;
        read.orderBase = chosen->base;
    } else if (connector.capabilities().keepsPlaces) {
        read.order = read.orderBase = warehouse::kPlaceOrder;
    }
    return !read.order.empty();
}

std::vector<ingest::Finding> cursorNotes(const SyncRequest &request, const warehouse::ReadRequest &read, warehouse::Connector &connector, const CancelToken &cancel) {
    std::vector<ingest::Finding> notes;
    if (read.order.empty() || read.order != request.plan.cursor)
        return notes;
    const auto facts = connector.orderFacts(read, cancel);
    if (!facts) // no reason not to run
        return notes;
    const model::SyncPlan &plan = request.plan;
    if (facts->leftOut > 0)
        notes.push_back({facts->example.empty() ? "sync.cursor_empty" : "sync.cursor_left_out",
                         {{"column", plan.cursor}, {"table", plan.source()}, {"count", std::to_string(facts->leftOut)}, {"value", facts->example}}});
    if (!facts->highest.empty())
        notes.push_back({"sync.cursor_set_back", {{"column", plan.cursor}, {"table", plan.source()}, {"value", facts->highest}, {"last", read.after}, {"name", plan.name}}});
    return notes;
}

Result<void> noteEstimate(workspace::Workspace &workspace, const SyncRequest &request, const SyncOutlook &outlook, warehouse::Connector &connector,
                          const CancelToken &cancel) {
    const Instant now = workspace.clock().now();
    warehouse::Estimate whole = outlook.estimate;
    if (!replaces(request, outlook.state) && !outlook.state.position.empty()) {
        {
            TRY_ASSIGN(const workspace::Reader reader, workspace.reader());
            TRY_ASSIGN(const auto known, SyncRunRepository(*reader).estimate(request.id));
            if (known && now - known->at < std::chrono::hours(24))
                return {};
        }
        SyncRequest everything = request;
        everything.everything = true;
        TRY_ASSIGN(const store::DatasetInfo dataset, datasetOf(request.plan));
        TRY_ASSIGN(whole, connector.estimate(readOf(everything, {}, outlook.shape, dataset), cancel));
    }
    if (whole.rows <= 0 && whole.bytes <= 0 && !whole.credits)
        return {};
    return workspace.write(workspace::Durability::Normal, [&](const store::Connection &connection) {
        return SyncRunRepository(connection).saveEstimate(request.id, {whole.rows, whole.bytes, whole.credits, now});
    });
}

namespace {

Instant monthOf(Instant now) {
    YearMonthDay day = ymdFromCivil(CivilDate{static_cast<std::int32_t>(now.micros / kMicrosPerDay)});
    day.day = 1;
    return Instant{civilFromYmd(day).days * kMicrosPerDay};
}

Result<void> checkBudget(const workspace::Workspace &workspace, const SyncRequest &request, const warehouse::Estimate &estimate) {
    const auto megabytes = [](std::int64_t bytes) { return std::to_string((bytes + 999'999) / 1'000'000); };
    const model::SyncPlan &plan = request.plan;
    if (plan.maxBytes > 0 && estimate.bytes > plan.maxBytes)
        return Error(ErrorKind::Limit, "sync.over_budget").with("estimate", megabytes(estimate.bytes)).with("limit", megabytes(plan.maxBytes));
    if (plan.monthBytes <= 0)
        return {};
    TRY_ASSIGN(const workspace::Reader reader, workspace.reader());
    TRY_ASSIGN(const std::int64_t spent, SyncRunRepository(*reader).bytesSince(monthOf(workspace.clock().now())));
    if (spent + estimate.bytes > plan.monthBytes)
        return Error(ErrorKind::Limit, "sync.month_spent")
            .with("spent", megabytes(spent))
            .with("estimate", megabytes(estimate.bytes))
            .with("limit", megabytes(plan.monthBytes));
    return {};
}

// Whether single rows can be asked for, and come into what is here.
Result<void> checkRetry(const SyncRequest &request, const SyncOutlook &outlook, const store::DatasetInfo &dataset, const warehouse::Connector &connector) {
    if (request.keys.empty())
        return {};
    if (outlook.state.reload)
        return Error(ErrorKind::Conflict, "sync.retry_anew").with("name", request.plan.name);
    const auto key = dataset.fieldIndex(dataset.keyField);
    if (dataset.keyField.empty() || !key)
        return Error(ErrorKind::Invalid, "sync.retry_no_key").with("table", request.plan.source()).with("name", request.plan.name);
    const warehouse::ColumnInfo *column = outlook.shape.find(request.plan.columns[*key].source);
    if (!column || !connector.readsByKey(*column, dataset.fields[*key]))
        return Error(ErrorKind::Invalid, "sync.retry_not_by_key").with("table", request.plan.source()).with("name", request.plan.name);
    return {};
}

} // namespace

Result<std::int64_t> bytesAllowed(const workspace::Workspace &workspace, const model::SyncPlan &plan) {
    if (plan.monthBytes <= 0)
        return std::max<std::int64_t>(plan.maxBytes, 0);
    TRY_ASSIGN(const workspace::Reader reader, workspace.reader());
    TRY_ASSIGN(const std::int64_t spent, SyncRunRepository(*reader).bytesSince(monthOf(workspace.clock().now())));
    const std::int64_t left = std::max<std::int64_t>(plan.monthBytes - spent, 1);
    return plan.maxBytes > 0 ? std::min(plan.maxBytes, left) : left;
}

Result<SyncOutlook> lookAhead(workspace::Workspace &workspace, const SyncRequest &request, warehouse::Connector &connector, const CancelToken &cancel) {
    TRY(model::checkPlan(request.plan));
    SyncOutlook outlook;
    TRY_ASSIGN(outlook.shape, connector.shape({request.plan.schema, request.plan.table}, warehouse::Sampling::No, cancel));
    std::string blocking;
    for (const Drift &drift : findDrift(request.plan, outlook.shape, connector)) {
        outlook.findings.push_back({std::string(toText(drift.kind)), {{"column", drift.column}, {"was", drift.was}, {"is", drift.is}}});
        if (drift.blocks)
            blocking += (blocking.empty() ? "" : ", ") + drift.column;
    }
    if (!blocking.empty())
        return Error(ErrorKind::Conflict, "sync.drift").with("name", request.plan.name).with("columns", blocking);
    TRY(checkAgainst(request.plan, outlook.shape, connector));
    {
        TRY_ASSIGN(const workspace::Reader reader, workspace.reader());
        TRY_ASSIGN(outlook.state, SyncRunRepository(*reader).state(request.id));
    }
    const auto more = remarks(request.plan, outlook.shape);
    outlook.findings.insert(outlook.findings.end(), more.begin(), more.end());
    TRY_ASSIGN(const store::DatasetInfo dataset, datasetOf(request.plan));
    TRY(checkRetry(request, outlook, dataset, connector));
    TRY_ASSIGN(outlook.estimate, connector.estimate(readOf(request, outlook.state, outlook.shape, dataset), cancel));
    if (request.keys.size() > kKeysAtOnce) {
        const auto reads = static_cast<std::int64_t>((request.keys.size() + kKeysAtOnce - 1) / kKeysAtOnce);
        outlook.estimate = {outlook.estimate.rows * reads, outlook.estimate.bytes * reads};
    }
    TRY(checkBudget(workspace, request, outlook.estimate));
    return outlook;
}

} // namespace audience::sync
