#include "service/sync_service.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/text.h"
#include "delivery/runner_lock.h"
#include "ingest/import_plan.h"
#include "ingest/import_run_repository.h"
#include "service/quality_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "store/dataset_reader.h"
#include "store/kept_load.h"
#include "sync/sync_schedule.h"
#include "warehouse/files_connector.h"

#include <algorithm>
#include <functional>

namespace audience::service {

namespace {

constexpr int kRunsThatTell = 10; // whether it failed again and again
constexpr int kRunsToFind = 1'000; // one of them by its number

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

// `before`: the plan that was there; what it called a column of the same table it is called further on.
Result<void> chooseColumns(SyncDraft &draft, const warehouse::TableShape &shape, const std::optional<sync::SavedPlan> &before) {
    model::SyncPlan &plan = draft.plan;
    for (const std::string &name : plan.ignored)
        if (!shape.find(name))
            return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", name).with("table", plan.source());
    for (const auto &[name, field] : draft.types)
        if (!shape.find(name))
            return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", name).with("table", plan.source());
    for (const auto &[name, called] : draft.names)
        if (!shape.find(name))
            return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", name).with("table", plan.source());
    if (before && before->plan.connection == plan.connection && before->plan.schema == plan.schema && before->plan.table == plan.table)
        for (const model::SyncColumn &column : before->plan.columns)
            if (column.name != column.source)
                draft.names.emplace(column.source, column.name);
    for (const warehouse::ColumnInfo &column : shape.columns) {
        if (std::find(plan.ignored.begin(), plan.ignored.end(), column.name) != plan.ignored.end())
            continue;
        model::SyncColumn taken = sync::columnFor(column);
        if (const auto wanted = draft.types.find(column.name); wanted != draft.types.end()) {
            taken.type = engine::toText(wanted->second.type);
            taken.scale = wanted->second.scale;
        }
        if (const auto called = draft.names.find(column.name); called != draft.names.end())
            taken.name = called->second;
        plan.columns.push_back(std::move(taken));
    }
    // What a column is for is said by its name there or here.
    for (std::string *role : {&plan.key, &plan.profile, &plan.time, &plan.nameColumn, &plan.id, &plan.email, &plan.consent})
        if (const auto called = draft.names.find(*role); called != draft.names.end())
            *role = called->second;
    return {};
}

// Its rows would go with the next run, and those of the other with that of the other.
Result<void> checkDataset(const store::Connection &connection, const SyncDraft &draft, const std::optional<sync::SavedPlan> &before) {
    const std::string &dataset = draft.plan.dataset;
    TRY_ASSIGN(const auto plans, sync::SyncRunRepository(connection).plans());
    for (const sync::SavedPlan &one : plans)
        if (equalsAscii(one.plan.dataset, dataset) && !equalsAscii(one.plan.name, draft.plan.name))
            return Error(ErrorKind::Conflict, "sync.dataset_of_sync").with("dataset", dataset).with("sync", one.plan.name);
    if (draft.takesOver || (before && equalsAscii(before->plan.dataset, dataset)))
        return {};
    TRY_ASSIGN(const auto there, store::DatasetReader::find(connection, dataset));
    TRY_ASSIGN(const auto imports, ingest::ImportRunRepository(connection).runs(dataset, 1));
    if (there && !imports.empty())
        return Error(ErrorKind::Conflict, "sync.dataset_of_file").with("dataset", dataset).with("file", imports.front().path);
    return {};
}

// What a change makes of the plan that is there, if any; and whether what was read by that one is of no use any more.
struct Changed {
    model::SyncPlan plan;
    bool anew = false;
};
using Change = std::function<Result<Changed>(const std::optional<sync::SavedPlan> &before)>;

// Read and written at once, so that what others save in between is not lost.
Result<SyncView> keep(Session &session, const std::string &name, const Change &change) {
    workspace::Workspace &file = session.workspace();
    return file.write([&](const store::Connection &connection) -> Result<SyncView> {
        const sync::SyncRunRepository runs(connection);
        TRY_ASSIGN(const auto before, runs.findPlan(name));
        TRY_ASSIGN(const Changed now, change(before));
        TRY_ASSIGN(const sync::SavedPlan saved, runs.savePlan(now.plan, file.clock().now()));
        if (now.anew)
            TRY(runs.saveState(saved.id, {{}, true}, file.clock().now()));
        store::AuditEntry entry;
        entry.kind = "sync.planned";
        entry.subject = "sync " + saved.plan.name;
        entry.facts = Json{{"source", now.plan.connection + " " + now.plan.source()}, {"dataset", now.plan.dataset}, {"revision", saved.revision}};
        TRY(file.audit().append(connection, entry));
        return viewOf(saved, connection);
    });
}

Error unknown(const std::string &name) { return Error(ErrorKind::NotFound, "sync.unknown").with("name", name); }

Error stale(const sync::SavedPlan &theirs, std::int64_t mine) {
    return Error(ErrorKind::Conflict, "definition.stale").with("kind", "sync").with("name", theirs.plan.name).with("mine", std::to_string(mine)).with("theirs", std::to_string(theirs.revision));
}

// Whether the plan that is there is the one that the draft was made from.
Result<void> checkCurrent(const SyncDraft &draft, const std::optional<sync::SavedPlan> &there) {
    if (draft.id == SyncDraft::kAny)
        return {};
    if (draft.id == 0)
        return there ? Result<void>(Error(ErrorKind::Conflict, "sync.name_taken").with("name", draft.plan.name)) : Result<void>();
    if (!there)
        return unknown(draft.plan.name);
    if (there->id != draft.id || there->revision != draft.revision)
        return stale(*there, draft.revision);
    return {};
}

// The types do not tell any more how the days of files are written, which the checks ask. Without it they ask for less.
void noteNotations(Session &session, const model::SyncPlan &plan, const CancelToken &cancel) {
    const auto connection = SourceService(session).find(plan.connection);
    if (!connection || !*connection || (*connection)->kind != "files")
        return;
    const auto known = warehouse::notationsOfFiles(**connection, plan.table, cancel);
    if (!known)
        return;
    std::map<std::string, std::string> notations;
    for (const model::SyncColumn &column : plan.columns)
        if (const auto found = known->find(column.source); found != known->end())
            notations.emplace(column.name, found->second);
    (void)QualityService(session).noteNotations(plan.dataset, notations);
}

// A run that ended before anything could be asked.
Result<void> keepFault(workspace::Workspace &file, const SyncView &view, const SyncRunOptions &options, const Error &fault) {
    return file.write([&](const store::Connection &connection) -> Result<void> {
        const sync::SyncRunRepository runs(connection);
        sync::SyncRun run;
        run.sync = view.id;
        run.mode = options.keys.empty() ? std::string(model::toText(view.plan.mode)) : std::string(sync::kRetryMode);
        run.startedAt = file.clock().now();
        TRY(runs.start(run));
        run.state = sync::RunState::Failed;
        run.finishedAt = run.startedAt;
        run.fault = fault;
        return runs.save(run);
    });
}

model::SyncSchedule fromNow(model::SyncSchedule schedule, Instant now) {
    if (schedule.kind != model::SyncSchedule::Kind::None)
        schedule.since = now;
    return schedule;
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
        return unknown(name);
    TRY_ASSIGN(SyncView view, viewOf(*found, *reader));
    if (view.last)
        settle(m_session, *view.last);
    return view;
}

Result<SyncProposal> SyncService::plan(SyncDraft draft, const CancelToken &cancel) {
    TRY(model::checkPlan(draft.plan));
    std::optional<sync::SavedPlan> there;
    {
        TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
        TRY_ASSIGN(there, sync::SyncRunRepository(*reader).findPlan(draft.plan.name));
        TRY(checkCurrent(draft, there)); // before anybody waits for the source
        TRY(checkDataset(*reader, draft, there));
    }
    TRY_ASSIGN(const auto connector, SourceService(m_session).connector(draft.plan.connection));
    TRY_ASSIGN(const auto shape, connector->shape({draft.plan.schema, draft.plan.table}, warehouse::Sampling::Yes, cancel));
    if (draft.plan.columns.empty())
        TRY(chooseColumns(draft, shape, there));
    TRY(sync::checkAgainst(draft.plan, shape, *connector));
    if (draft.plan.role == "profiles") { // its first run would be refused
        TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
        ingest::ImportSpec spec;
        spec.name = draft.plan.dataset;
        spec.role = store::DatasetRole::Profiles;
        TRY(ingest::findExisting(*reader, spec));
    }
    SyncProposal proposal;
    TRY_ASSIGN(proposal.saved, keep(m_session, draft.plan.name, [&](const std::optional<sync::SavedPlan> &before) -> Result<Changed> {
        TRY(checkCurrent(draft, before));
        if (draft.reschedules)
            draft.plan.schedule = fromNow(draft.plan.schedule, m_session.workspace().clock().now());
        else if (before && draft.plan.schedule.kind == model::SyncSchedule::Kind::None)
            draft.plan.schedule = before->plan.schedule; // said once
        return Changed{draft.plan, before && isOther(before->plan, draft.plan)};
    }));
    noteNotations(m_session, draft.plan, cancel);
    const auto outlook = sync::lookAhead(m_session.workspace(), {proposal.saved.id, draft.plan}, *connector, cancel);
    if (outlook) {
        proposal.estimate = outlook->estimate;
        proposal.findings = outlook->findings;
    } else if (outlook.error().kind == ErrorKind::Limit) { // kept, and told before the first run already
        proposal.findings.push_back({outlook.error().id, outlook.error().args});
    } else {
        return outlook.error();
    }
    const warehouse::ColumnInfo *cursor = shape.find(draft.plan.cursor);
    if (const bool isTime = !cursor || cursor->field.type == engine::ColumnType::Instant || cursor->field.type == engine::ColumnType::Date; draft.plan.lookBackSeconds > 0 && !isTime)
        proposal.findings.push_back({"sync.look_back_of_times", {{"column", draft.plan.cursor}}});
    for (ingest::Finding &one : sync::numberRemarks(draft.plan, shape))
        proposal.findings.push_back(std::move(one));
    return proposal;
}

Result<SyncView> SyncService::schedule(const std::string &name, const model::SyncSchedule &schedule) {
    return keep(m_session, name, [&](const std::optional<sync::SavedPlan> &before) -> Result<Changed> {
        if (!before)
            return unknown(name);
        model::SyncPlan plan = before->plan;
        plan.schedule = fromNow(schedule, m_session.workspace().clock().now());
        return Changed{std::move(plan)};
    });
}

Result<SyncView> SyncService::leaveOut(const std::string &name, const std::vector<std::string> &columns) {
    return keep(m_session, name, [&](const std::optional<sync::SavedPlan> &before) -> Result<Changed> {
        if (!before)
            return unknown(name);
        model::SyncPlan plan = before->plan;
        for (const std::string &column : columns) {
            const bool isTaken = std::any_of(plan.columns.begin(), plan.columns.end(), [&](const model::SyncColumn &one) { return one.source == column; });
            if (!isTaken && std::find(plan.ignored.begin(), plan.ignored.end(), column) == plan.ignored.end())
                plan.ignored.push_back(column);
        }
        return Changed{std::move(plan)};
    });
}

Result<SyncProposal> SyncService::look(const std::string &name, bool accept, const CancelToken &cancel, std::int64_t revision) {
    SyncProposal proposal;
    TRY_ASSIGN(proposal.saved, find(name));
    const model::SyncPlan plan = proposal.saved.plan;
    const SyncDraft known{plan, {}, proposal.saved.id, revision > 0 ? revision : proposal.saved.revision};
    std::vector<ingest::Finding> added;
    TRY_ASSIGN(const auto connector, SourceService(m_session).connector(plan.connection));
    TRY_ASSIGN(const auto shape, connector->shape({plan.schema, plan.table}, accept ? warehouse::Sampling::Yes : warehouse::Sampling::No, cancel));
    if (accept) {
        TRY_ASSIGN(const sync::Decided decided, sync::acceptDrift(plan, shape, *connector));
        TRY(sync::checkAgainst(decided.plan, shape, *connector));
        const bool isWider = std::any_of(decided.plan.columns.begin(), decided.plan.columns.end(), [&](const model::SyncColumn &column) {
            return std::none_of(plan.columns.begin(), plan.columns.end(), [&](const model::SyncColumn &one) { return one.source == column.source; });
        });
        TRY_ASSIGN(proposal.saved, keep(m_session, name, [&](const std::optional<sync::SavedPlan> &before) -> Result<Changed> {
            TRY(checkCurrent(known, before));
            return Changed{decided.plan, decided.needsReload};
        }));
        if (isWider && !decided.needsReload && plan.mode != model::SyncMode::Full)
            added.push_back({"sync.new_columns_empty", {{"name", name}}});
    }
    proposal.drift = sync::findDrift(proposal.saved.plan, shape, *connector);
    proposal.findings = sync::remarks(proposal.saved.plan, shape);
    proposal.findings.insert(proposal.findings.end(), added.begin(), added.end());
    for (ingest::Finding &one : sync::numberRemarks(proposal.saved.plan, shape)) // where they were looked at
        proposal.findings.push_back(std::move(one));
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
    auto made = SourceService(m_session).connector(view.plan.connection);
    if (!made) { // a run by schedule that finds no password is not to fail unseen; where nothing can be kept the cause is what counts
        (void)keepFault(m_session.workspace(), view, options, made.error());
        return std::move(made).error();
    }
    const auto connector = *std::move(made);
    sync::SyncRequest request;
    request.id = view.id;
    request.plan = view.plan;
    request.everything = options.everything;
    request.mayRemoveMany = options.mayRemoveMany;
    request.bytesRead = options.bytesRead;
    request.keys = options.keys;
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
    TRY_ASSIGN(std::vector<sync::SyncRun> runs, sync::SyncRunRepository(*reader).runs(view.id, limit, sync::SyncRunRepository::Of::All));
    for (sync::SyncRun &run : runs)
        settle(m_session, run);
    return runs;
}

Result<std::vector<ingest::RowReject>> SyncService::rejects(const std::string &name, std::int64_t run) const {
    TRY_ASSIGN(const SyncView view, find(name));
    TRY_ASSIGN(const workspace::Reader reader, m_session.workspace().reader());
    const sync::SyncRunRepository repository(*reader);
    std::vector<ingest::RowReject> found;
    if (run == 0) {
        TRY_ASSIGN(auto open, repository.openRejects(view.id));
        for (sync::KeptReject &one : open)
            found.push_back(std::move(one.row));
        return found;
    }
    TRY_ASSIGN(const auto all, repository.runs(view.id, kRunsToFind, sync::SyncRunRepository::Of::All));
    if (std::any_of(all.begin(), all.end(), [&](const sync::SyncRun &one) { return one.id == run; }))
        return repository.rejects(run);
    return found;
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
