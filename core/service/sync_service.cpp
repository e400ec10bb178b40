#include "service/sync_service.h"

#include "base/digest.h"
#include "base/json.h"
#include "delivery/runner_lock.h"
#include "ingest/import_plan.h"
#include "service/quality_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "store/kept_load.h"
#include "sync/sync_schedule.h"

#include <algorithm>

namespace audience::service {

namespace {

constexpr int kRunsThatTell = 10; // whether it failed again and again

std::string lockPath(Session &session) { return delivery::runnerLockPath(session.workspace().path()) + "-sync"; }

// A run that nobody is at any more was killed, though it had no time to say so.
void settle(Session &session, sync::SyncRun &run) {
    if (run.state != sync::RunState::Running)
        return;
    delivery::RunnerLock lock(lockPath(session));
    if (const auto isFree = lock.tryLock(); isFree && *isFree)
        run.state = sync::RunState::Interrupted;
}

Result<SyncView> viewOf(const sync::SavedPlan &saved, const store::Connection &connection) {
    SyncView view;
    view.id = saved.id;
    view.revision = saved.revision;
    view.plan = saved.plan;
    const sync::SyncRunRepository runs(connection);
    TRY_ASSIGN(view.state, runs.state(view.id));
    TRY_ASSIGN(const auto newest, runs.runs(view.id, kRunsThatTell));
    view.next = sync::dueAt(view.plan.schedule, newest);
    if (!newest.empty())
        view.last = newest.front();
    TRY_ASSIGN(view.lastDone, runs.lastDone(view.id));
    return view;
}

// What was read by the one is of no use to the other.
bool isOther(const model::SyncPlan &a, const model::SyncPlan &b) {
    const auto fields = [](const model::SyncPlan &plan) {
        std::vector<std::string> all;
        for (const model::SyncColumn &column : plan.columns)
            all.push_back(column.source + '\n' + column.name + '\n' + column.type + '\n' + std::to_string(column.scale));
        return all;
    };
    return a.connection != b.connection || a.schema != b.schema || a.table != b.table || a.cursor != b.cursor || a.dataset != b.dataset ||
           a.role != b.role || a.key != b.key || a.profile != b.profile || a.time != b.time || a.nameColumn != b.nameColumn || a.eventName != b.eventName ||
           a.email != b.email || a.consent != b.consent || a.consentYes != b.consentYes || a.zone != b.zone || fields(a) != fields(b);
}

Result<void> chooseColumns(SyncDraft &draft, const warehouse::TableShape &shape) {
    model::SyncPlan &plan = draft.plan;
    for (const std::string &name : plan.ignored)
        if (!shape.find(name))
            return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", name).with("table", plan.source());
    for (const auto &[name, field] : draft.types)
        if (!shape.find(name))
            return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", name).with("table", plan.source());
    for (const warehouse::ColumnInfo &column : shape.columns) {
        if (std::find(plan.ignored.begin(), plan.ignored.end(), column.name) != plan.ignored.end())
            continue;
        model::SyncColumn taken = sync::columnFor(column);
        if (const auto wanted = draft.types.find(column.name); wanted != draft.types.end()) {
            taken.type = engine::toText(wanted->second.type);
            taken.scale = wanted->second.scale;
        }
        plan.columns.push_back(std::move(taken));
    }
    return {};
}

} // namespace

Result<std::vector<SyncView>> SyncService::list() const {
    TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto plans, sync::SyncRunRepository(*reader).plans());
    std::vector<SyncView> views;
    for (const sync::SavedPlan &plan : plans) {
        TRY_ASSIGN(SyncView view, viewOf(plan, *reader));
        if (view.last)
            settle(m_session, *view.last);
        views.push_back(std::move(view));
    }
    return views;
}

Result<SyncView> SyncService::find(const std::string &name) const {
    TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto found, sync::SyncRunRepository(*reader).findPlan(name));
    if (!found)
        return Error(ErrorKind::NotFound, "sync.unknown").with("name", name);
    TRY_ASSIGN(SyncView view, viewOf(*found, *reader));
    if (view.last)
        settle(m_session, *view.last);
    return view;
}

Result<SyncView> SyncService::keep(const model::SyncPlan &plan, bool anew) {
    workspace::Workspace &file = m_session.workspace();
    return file.write([&](const store::Connection &connection) -> Result<SyncView> {
        const sync::SyncRunRepository runs(connection);
        TRY_ASSIGN(const sync::SavedPlan saved, runs.savePlan(plan, file.clock().now()));
        if (anew)
            TRY(runs.saveState(saved.id, {{}, true}, file.clock().now()));
        store::AuditEntry entry;
        entry.kind = "sync.planned";
        entry.subject = "sync " + saved.plan.name;
        entry.facts = Json{{"source", plan.connection + " " + plan.source()}, {"dataset", plan.dataset}, {"revision", saved.revision}};
        TRY(file.audit().append(connection, entry));
        return viewOf(saved, connection);
    });
}

Result<SyncProposal> SyncService::plan(SyncDraft draft, const CancelToken &cancel) {
    TRY(model::checkPlan(draft.plan));
    TRY_ASSIGN(const auto connector, SourceService(m_session).connector(draft.plan.connection));
    TRY_ASSIGN(const auto shape, connector->shape({draft.plan.schema, draft.plan.table}, warehouse::Sampling::Yes, cancel));
    if (draft.plan.columns.empty())
        TRY(chooseColumns(draft, shape));
    TRY(sync::checkAgainst(draft.plan, shape, *connector));
    if (draft.plan.role == "profiles") { // its first run would be refused
        TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
        ingest::ImportSpec spec;
        spec.name = draft.plan.dataset;
        spec.role = store::DatasetRole::Profiles;
        TRY(ingest::findExisting(*reader, spec));
    }
    const auto before = find(draft.plan.name);
    if (!before && before.error().id != "sync.unknown")
        return before.error();
    SyncProposal proposal;
    if (before && draft.plan.schedule.kind == model::SyncSchedule::Kind::None)
        draft.plan.schedule = before->plan.schedule; // said once
    TRY_ASSIGN(proposal.saved, keep(draft.plan, before && isOther(before->plan, draft.plan)));
    const auto outlook = sync::lookAhead(m_session.workspace(), {proposal.saved.id, draft.plan}, *connector, cancel);
    if (outlook) {
        proposal.estimate = outlook->estimate;
        proposal.findings = outlook->findings;
    } else if (outlook.error().kind == ErrorKind::Limit) { // kept, and told before the first run already
        proposal.findings.push_back({outlook.error().id, outlook.error().args});
    } else {
        return outlook.error();
    }
    return proposal;
}

Result<SyncProposal> SyncService::look(const std::string &name, bool accept, const CancelToken &cancel) {
    SyncProposal proposal;
    TRY_ASSIGN(proposal.saved, find(name));
    const model::SyncPlan plan = proposal.saved.plan;
    std::vector<ingest::Finding> added;
    TRY_ASSIGN(const auto connector, SourceService(m_session).connector(plan.connection));
    TRY_ASSIGN(const auto shape, connector->shape({plan.schema, plan.table}, accept ? warehouse::Sampling::Yes : warehouse::Sampling::No, cancel));
    if (accept) {
        TRY_ASSIGN(const sync::Decided decided, sync::acceptDrift(plan, shape, *connector));
        TRY(sync::checkAgainst(decided.plan, shape, *connector));
        const bool isWider = std::any_of(decided.plan.columns.begin(), decided.plan.columns.end(), [&](const model::SyncColumn &column) {
            return std::none_of(plan.columns.begin(), plan.columns.end(), [&](const model::SyncColumn &one) { return one.source == column.source; });
        });
        TRY_ASSIGN(proposal.saved, keep(decided.plan, decided.needsReload));
        if (isWider && !decided.needsReload && plan.mode != model::SyncMode::Full)
            added.push_back({"sync.new_columns_empty", {{"name", name}}});
    }
    proposal.drift = sync::findDrift(proposal.saved.plan, shape, *connector);
    proposal.findings = sync::remarks(proposal.saved.plan, shape);
    proposal.findings.insert(proposal.findings.end(), added.begin(), added.end());
    if (std::any_of(proposal.drift.begin(), proposal.drift.end(), [](const sync::Drift &one) { return one.blocks; }))
        return proposal;
    const auto outlook = sync::lookAhead(m_session.workspace(), {proposal.saved.id, proposal.saved.plan}, *connector, cancel);
    if (outlook)
        proposal.estimate = outlook->estimate;
    else if (outlook.error().kind == ErrorKind::Limit)
        proposal.findings.push_back({outlook.error().id, outlook.error().args});
    else
        return outlook.error();
    return proposal;
}

Result<sync::SyncReport> SyncService::run(const std::string &name, const SyncRunOptions &options, Progress *progress, const CancelToken &cancel) {
    delivery::RunnerLock alone(lockPath(m_session));
    TRY_ASSIGN(const bool isAlone, alone.tryLock());
    if (!isAlone)
        return Error(ErrorKind::Conflict, "sync.busy");
    TRY_ASSIGN(const SyncView view, find(name));
    TRY_ASSIGN(const auto connector, SourceService(m_session).connector(view.plan.connection));
    sync::SyncRequest request;
    request.id = view.id;
    request.plan = view.plan;
    request.everything = options.everything;
    request.mayRemoveMany = options.mayRemoveMany;
    request.bytesRead = options.bytesRead;
    TRY_ASSIGN(auto connection, SourceService(m_session).find(view.plan.connection));
    if (connection) {
        connection->name.clear(); // another name for the same place is no other place
        request.source = toHex(sha256(dumpJson(model::toJson(*connection))));
    }
    QualityService checks(m_session);
    request.beforeSwitch = checks.gate(quality::Cause::Sync, cancel);
    auto report = sync::runSync(m_session.workspace(), request, *connector, progress, cancel);
    if (report && report->run.generation > 0)
        for (ingest::Finding &finding : checks.afterSwitch(view.plan.dataset, quality::Cause::Sync, cancel))
            report->findings.push_back(std::move(finding));
    return report;
}

Result<std::vector<sync::SyncRun>> SyncService::runs(const std::string &name, int limit) const {
    TRY_ASSIGN(const SyncView view, find(name));
    TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
    TRY_ASSIGN(std::vector<sync::SyncRun> runs, sync::SyncRunRepository(*reader).runs(view.id, limit));
    for (sync::SyncRun &run : runs)
        settle(m_session, run);
    return runs;
}

Result<std::vector<ingest::RowReject>> SyncService::rejects(const std::string &name, std::int64_t run) const {
    TRY_ASSIGN(const auto all, runs(name));
    TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
    for (const sync::SyncRun &one : all)
        if (run == 0 ? one.rejected > 0 || one.fault : one.id == run) {
            TRY_ASSIGN(auto found, sync::SyncRunRepository(*reader).rejects(one.id));
            if (!found.empty() || run != 0)
                return found;
        }
    return std::vector<ingest::RowReject>();
}

Result<void> SyncService::remove(const std::string &name) {
    TRY_ASSIGN(const SyncView view, find(name));
    return m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY(sync::SyncRunRepository(connection).remove(view.id));
        TRY(store::dropKept(connection, view.plan.dataset));
        TRY(m_session.workspace().audit().append(connection, {"sync.removed", "sync " + view.plan.name, Json::object(), {}, {}}));
        return {};
    });
}

} // namespace audience::service
