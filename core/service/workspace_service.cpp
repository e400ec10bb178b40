#include "service/workspace_service.h"

#include "base/json.h"
#include "delivery/invariants.h"
#include "delivery/ledger.h"
#include "delivery/reconcile.h"
#include "delivery/send_journal.h"
#include "model/campaign.h"
#include "qbase/convert.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/runner_kit.h"
#include "service/session.h"
#include "service/today_service.h"
#include "store/read_guard.h"
#include "workspace/consent_repository.h"
#include "workspace/definition_repository.h"

#include <QSysInfo>

#include <algorithm>
#include <array>
#include <filesystem>

namespace audience::service {

using workspace::ConsentRepository;
using workspace::Topic;

Result<WorkspaceInfo> WorkspaceService::info() const {
    workspace::Workspace &file = m_session.workspace();
    WorkspaceInfo info;
    info.path = file.path();
    info.name = m_session.displayName();
    info.uuid = file.uuid();
    info.createdAt = file.createdAt();
    const workspace::Standing standing = file.standing();
    info.standing = toText(standing.kind);
    info.mayWork = file.mayRunWork();
    info.isReadOnly = file.isReadOnly();
    if (standing.kind != workspace::StandingKind::Normal)
        info.standingReason = standing.asError(file.path());
    {
        // Asked of SQLite: the file itself must not be opened by anybody else while a connection is open.
        TRY_ASSIGN(const auto reader, file.reader());
        TRY_ASSIGN(const std::int64_t pages, reader->scalar("PRAGMA page_count"));
        TRY_ASSIGN(const std::int64_t size, reader->scalar("PRAGMA page_size"));
        info.bytes = pages * size;
    }
    TRY_ASSIGN(info.datasets, DataService(m_session).datasets());
    for (const DatasetView &dataset : info.datasets)
        if (dataset.role == "profiles")
            info.people = dataset.rows;
    info.warnings = file.warnings();
    return info;
}

Result<std::vector<FindingView>> WorkspaceService::doctor(Progress *progress, const CancelToken &cancel) const {
    constexpr int kSteps = 2; // the file, then what it says
    const auto tell = [&](int done) {
        if (progress)
            progress->set({done, kSteps, -1});
    };
    tell(0);
    std::vector<FindingView> findings;
    workspace::Workspace &file = m_session.workspace();
    TRY_ASSIGN(auto problems, file.checkFile(cancel));
    {
        tell(1);
        TRY_ASSIGN(const auto reader, file.reader());
        const store::ReadGuard guard(*reader, cancel);
        TRY_ASSIGN(const auto breaches, delivery::checkInvariants(*reader));
        problems.insert(problems.end(), breaches.begin(), breaches.end());
    }
    for (const Error &problem : problems)
        findings.push_back({problem.id, problem.args, {}, 0, 0, true});
    return findings;
}

// What another copy has sent is not sent again: its rows become doubts before this file may work, and the
// runs stay blocked until a person resumes them. Of a file that another computer has had no journal here can
// say what was sent there: its open rows are unknown until a person decides.
static Result<void> reconcileRuns(workspace::Workspace &file) {
    std::int64_t unknown = 0;
    TRY_ASSIGN(const auto journal, delivery::SendJournal::read(file.sendJournalPath()));
    TRY(file.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const std::int64_t blocked, delivery::blockRuns(connection, file.clock(), "reconciled"));
        (void)blocked;
        TRY_ASSIGN(const auto reconciled, delivery::reconcile(connection, file.clock(), file.uuid(), journal));
        unknown = reconciled.unknownRuns;
        if (file.standing().journalTellsAll)
            return {};
        delivery::Ledger ledger(connection, file.clock());
        TRY_ASSIGN(const auto runs, ledger.runs());
        for (const delivery::Run &run : runs)
            TRY(ledger.markUnanswerable(run.id));
        return {};
    }));
    if (unknown == 0)
        return {};
    // A campaign that was armed after the backup looks like a draft again: Today tells that its emails went out.
    return file.keepFigures(kUnknownSends, Json{{"emails", unknown}, {"at", toIso(file.clock().now())}});
}

// What is scheduled here may be scheduled in another copy as well, or have been sent since by it: it is a draft
// again, so that a person says which of them sends it. Only a file that was moved is the one it was. Asked is what is
// still to start, not how it looks: a series whose last start was blocked just now would go on once that is settled. A
// run that was frozen when it was armed is blocked and starts by nobody but a person.
static Result<int> takeBackSchedules(Session &session) {
    if (session.workspace().standing().kind == workspace::StandingKind::Moved)
        return 0;
    TRY_ASSIGN(const auto campaigns, CampaignService(session).list());
    int drafts = 0;
    for (const CampaignView &one : campaigns) {
        TRY_ASSIGN(const auto run, newestRun(session, one.id));
        if (!nextStart(session, one.campaign, run))
            continue;
        TRY(makeDraftAgain(session, one.id));
        ++drafts;
    }
    return drafts;
}

Result<void> WorkspaceService::trust() {
    TRY(reconcileRuns(m_session.workspace()));
    TRY(takeBackSchedules(m_session));
    return m_session.workspace().trust();
}

Result<void> WorkspaceService::acknowledge() {
    TRY(reconcileRuns(m_session.workspace()));
    TRY(takeBackSchedules(m_session));
    return m_session.workspace().acknowledge();
}

// The original is still there and may go on with what it has begun; the copy must not send the same rest,
// so its unfinished runs end here.
Result<void> WorkspaceService::adopt() {
    workspace::Workspace &file = m_session.workspace();
    TRY(reconcileRuns(file));
    TRY(takeBackSchedules(m_session));
    TRY(file.write([&](const store::Connection &connection) -> Result<void> {
        delivery::Ledger ledger(connection, file.clock());
        TRY_ASSIGN(const auto runs, ledger.runs());
        for (const delivery::Run &run : runs)
            if (run.status == delivery::RunStatus::Blocked || run.status == delivery::RunStatus::Paused)
                TRY(ledger.stop(run.id));
        return {};
    }));
    return file.adopt();
}

Result<SendingRight> WorkspaceService::sendingRight() const {
    const workspace::Standing standing = m_session.workspace().standing();
    const bool isHere = standing.kind != workspace::StandingKind::HandedOver || standing.cameHome;
    const workspace::Handover last = isHere ? m_session.workspace().handover() : standing.handover;
    const bool isTaken = isHere && last.state == workspace::Handover::State::Taken;
    SendingRight right;
    if (isHere && standing.kind != workspace::StandingKind::Normal)
        right.problem = standing.asError(m_session.workspace().path());
    right.isHere = isHere;
    right.isUnfinished = !isHere && last.step != workspace::Handover::Step::Done;
    right.isUnused = m_session.workspace().isHandoverUnused();
    right.machine = isHere ? toUtf8(QSysInfo::machineHostName()) : last.to;
    right.from = isTaken ? last.from : std::string();
    right.copy = isHere ? std::string() : last.copy;
    right.at = isHere && !isTaken ? Instant{} : last.at;
    return right;
}

Result<void> WorkspaceService::handOver(const std::string &copy, const std::string &machine, const CancelToken &cancel) {
    workspace::Workspace &file = m_session.workspace();
    TRY_ASSIGN(const SendingRight right, sendingRight());
    if (right.isUnfinished)
        return file.finishHandover(cancel);
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    {
        // Whoever has this sends, or could: it goes first, so that nothing is on the wire when the right goes.
        const auto desk = SendingDesk::make(m_session, file.clock());
        if (!desk && desk.error().id == "delivery.runner_busy")
            return Error(ErrorKind::Conflict, "handover.sending").with("machine", desk.error().arg("host"));
        if (!desk)
            return desk.error();
        TRY(file.giveRight(machine, right.machine, copy));
    }
    return file.finishHandover(cancel);
}

Result<int> WorkspaceService::takeBackSending() {
    workspace::Workspace &file = m_session.workspace();
    int drafts = 0;
    TRY(file.takeBackRight([&]() -> Result<void> {
        if (file.isHandoverUnused())
            return {};
        TRY(reconcileRuns(file));
        TRY_ASSIGN(drafts, takeBackSchedules(m_session));
        return {};
    }));
    return drafts;
}

Result<std::int64_t> WorkspaceService::verifyAudit(const CancelToken &cancel) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    const store::ReadGuard guard(*reader, cancel);
    TRY_ASSIGN(const auto report, store::AuditChain::verify(*reader));
    if (!report.breaches.empty())
        return report.breaches.front();
    return report.entries;
}

Result<std::string> WorkspaceService::exportAudit(const CancelToken &cancel) const {
    TRY(m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const auto head, m_session.workspace().audit().signHead(connection));
        (void)head;
        return {};
    }));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    const store::ReadGuard guard(*reader, cancel);
    return store::AuditChain::exportLines(*reader);
}

Result<void> WorkspaceService::backup(const std::string &path, const CancelToken &cancel) {
    return m_session.workspace().copyTo(path, cancel);
}

static TopicView viewOf(const Topic &topic) {
    return {topic.key, topic.name, std::string(workspace::toText(topic.kind))};
}

Result<std::vector<TopicView>> WorkspaceService::topics() const {
    TRY_ASSIGN(const auto topics, ConsentRepository(m_session.workspace()).topics());
    std::vector<TopicView> views;
    for (const Topic &topic : topics)
        views.push_back(viewOf(topic));
    return views;
}

Result<TopicView> WorkspaceService::saveTopic(const TopicView &topic) {
    const auto kind = workspace::topicKindFromText(topic.kind);
    if (!kind)
        return Error(ErrorKind::Invalid, "topic.bad_kind").with("kind", topic.kind);
    Topic wanted;
    wanted.key = topic.key;
    wanted.name = topic.name;
    wanted.kind = *kind;
    TRY_ASSIGN(const Topic saved, ConsentRepository(m_session.workspace()).saveTopic(wanted));
    return viewOf(saved);
}

Result<TopicView> WorkspaceService::changeTopic(const TopicView &read, const TopicView &wanted) {
    workspace::Workspace &file = m_session.workspace();
    return file.write([&](const store::Connection &) -> Result<TopicView> {
        TRY_ASSIGN(const auto found, ConsentRepository(file).findTopic(read.key));
        if (!found)
            return Error(ErrorKind::NotFound, "topic.gone").with("name", read.name);
        TopicView now = viewOf(*found);
        for (const auto part : {&TopicView::name, &TopicView::kind}) {
            if (read.*part == wanted.*part)
                continue;
            if (now.*part != read.*part && now.*part != wanted.*part)
                return Error(ErrorKind::Conflict, "topic.changed_elsewhere").with("name", now.name);
            now.*part = wanted.*part;
        }
        return saveTopic(now);
    });
}

Result<void> WorkspaceService::removeTopic(const std::string &key) {
    using namespace workspace;
    TRY_ASSIGN(const auto campaigns, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Campaign));
    for (const Definition &one : campaigns)
        if (const auto campaign = model::campaignFromJson(one.body); campaign && std::count(campaign->topics.begin(), campaign->topics.end(), key) > 0)
            return Error(ErrorKind::Conflict, "topic.in_use").with("name", key);
    return ConsentRepository(m_session.workspace()).removeTopic(key);
}

Result<std::string> WorkspaceService::setting(const std::string &name) const {
    TRY_ASSIGN(const Json value, m_session.workspace().setting(name));
    return dumpJson(value);
}

// What people decide; what else is kept as a setting belongs to the program.
constexpr std::array<std::string_view, 17> kSettings{"data_checks_off", "dataset_links", "definition", "delivery_limits", "email_price", "event_rules", "imprint", "name", "now",
                                                     "picture_address", "require_approval", "require_template_approval", "safety", "sending_rules", "usual_connection", "user", "zone"};

Result<void> WorkspaceService::setSetting(const std::string &name, const std::string &jsonText) {
    if (std::find(kSettings.begin(), kSettings.end(), name) == kSettings.end()) {
        std::string known;
        for (const std::string_view one : kSettings)
            known += (known.empty() ? "" : ", ") + std::string(one);
        return Error(ErrorKind::Invalid, "setting.unknown").with("name", name).with("known", known);
    }
    TRY_ASSIGN(const Json value, parseJson(jsonText));
    return m_session.workspace().setSetting(name, value);
}

} // namespace audience::service
