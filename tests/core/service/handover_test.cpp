// Sending is handed over to a copy on another computer, and comes back: nobody is written to twice, nothing that was
// planned is lost, and the file it went from sends nothing.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/runner_kit.h"
#include "service/today_service.h"
#include "service/workspace_service.h"
#include "support/sending_shop.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <filesystem>

using namespace audience;
using namespace audience::service;
using namespace audience::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr const char *kElsewhere = "workspace.handed_over";

std::string doctor(const Open &session) {
    const auto findings = WorkspaceService(*session).doctor();
    if (!findings)
        return findings.error().id;
    std::string all;
    for (const FindingView &finding : *findings)
        all += finding.id + '\n';
    return all;
}

std::int64_t stateOf(const Result<CampaignStatus> &status, const char *state) { return status ? status->states.at(state) : -1; }

template <class T> std::string refusal(const Result<T> &result) { return result ? "it was done" : result.error().id; }

Instant soon(const Open &session) { return session->workspace().clock().now() + 1h; }

Result<CampaignView> scheduled(const Shop &shop, const Open &session, const char *name, const std::string &via = "ses") {
    CampaignService campaigns(*session);
    TRY_ASSIGN(CampaignView made, campaigns.duplicate(shop.campaign(), name));
    made.campaign.connection = via;
    TRY_ASSIGN(made, campaigns.save(made));
    TRY(campaigns.schedule(made.id, soon(session), "UTC"));
    return campaigns.find(made.id);
}

} // namespace

class SendingHandoverTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aHalfSentCampaignEndsInTheCopy() {
        Shop shop;
        auto origin = shop.make();
        NEED(origin);
        const auto later = scheduled(shop, *origin, "Summer");
        NEED(later);
        const auto draft = CampaignService(**origin).duplicate(shop.campaign(), "Autumn");
        NEED(draft);
        NEED(shop.sendUntil(*origin, kPeople / 5));
        const int sentBefore = shop.aws().sendCount();
        QVERIFY(sentBefore < kPeople);
        const std::string copy = shop.file("server.audience");
        NEED(WorkspaceService(**origin).handOver(copy, "the-server"));

        // The origin: nothing starts, goes on, is armed, read or changed, and it says who does.
        CampaignService here(**origin);
        QCOMPARE(refusal(here.run(shop.campaign())), std::string(kElsewhere));
        QCOMPARE(refusal(here.resume(shop.campaign())), std::string(kElsewhere));
        QCOMPARE(refusal(here.pause(shop.campaign())), std::string(kElsewhere));
        QCOMPARE(refusal(here.arm(draft->id)), std::string(kElsewhere));
        QCOMPARE(refusal(here.schedule(draft->id, soon(*origin), "UTC")), std::string(kElsewhere));
        QCOMPARE(refusal(here.unschedule(later->id)), std::string(kElsewhere));
        QCOMPARE(refusal(here.reschedule(later->id, soon(*origin) + 1h)), std::string(kElsewhere));
        QCOMPARE(refusal(ConnectionService(**origin).pollEvents(true)), std::string(kElsewhere));
        QCOMPARE(refusal(SendingDesk::make(**origin, (*origin)->workspace().clock())), std::string(kElsewhere));
        QCOMPARE(refusal(WorkspaceService(**origin).handOver(shop.file("second.audience"), "x")), std::string(kElsewhere));
        QVERIFY(here.startDue()->empty());
        QCOMPARE(here.find(later->id)->state, model::CampaignState::Scheduled);
        const auto machine = here.sendingMachine();
        NEED(machine);
        QCOMPARE(machine->name, std::string("the-server"));
        QVERIFY(machine->isHandedOver && !machine->isThis);
        QCOMPARE(shop.aws().sendCount(), sentBefore);
        QCOMPARE(doctor(*origin), std::string());
        NEED(WorkspaceService(**origin).verifyAudit());

        // The copy goes on where the origin stopped, without a question.
        const auto there = shop.open(copy, "server");
        NEED(there);
        QCOMPARE((*there)->workspace().uuid(), (*origin)->workspace().uuid());
        QCOMPARE(CampaignService(**there).find(later->id)->state, model::CampaignState::Scheduled);
        QCOMPARE(CampaignService(**there).status(shop.campaign())->state, model::CampaignState::Sending);
        const auto ended = shop.run(*there);
        NEED(ended);
        QCOMPARE(ended->state, model::CampaignState::Finished);
        QCOMPARE(shop.aws().sendCount(), kPeople);
        QCOMPARE(shop.twice(), QString());
        NEED(ConnectionService(**there).pollEvents(true));
        QCOMPARE(stateOf(CampaignService(**there).status(shop.campaign()), "accepted"), kPeople);
        QCOMPARE(doctor(*there), std::string());
        // Opened again here: what was sent there is not known, and nothing is sent.
        origin->reset();
        origin = shop.open(shop.path());
        NEED(origin);
        QCOMPARE(CampaignService(**origin).status(shop.campaign())->state, model::CampaignState::Sending);
        QCOMPARE(refusal(shop.run(*origin)), std::string(kElsewhere));
        QVERIFY(CampaignService(**origin).leftBehind(CampaignService::Left::Fresh)->empty());
        const auto right = WorkspaceService(**origin).sendingRight();
        NEED(right);
        QVERIFY(!right->isHere && !right->isUnfinished && right->machine == "the-server" && right->copy == copy);
    }

    void whatIsInDoubtStaysInDoubt() {
        Shop shop;
        auto origin = shop.make();
        NEED(origin);
        NEED(shop.sendUntil(*origin, kPeople / 5));
        // As a program that was killed leaves it: a request on the wire, its answer never read.
        NEED((*origin)->workspace().write([](const store::Connection &connection) {
            return connection.execute("UPDATE message SET state = 'intent', message_id = NULL WHERE id = (SELECT min(id) FROM message WHERE state = 'accepted'); "
                                      "UPDATE attempt SET outcome = NULL, message_id = NULL, finished_at = NULL WHERE id = (SELECT max(id) FROM attempt WHERE message = (SELECT id FROM message WHERE state = 'intent'))");
        }));
        const std::string copy = shop.file("server.audience");
        NEED(WorkspaceService(**origin).handOver(copy, "the-server"));
        const auto there = shop.open(copy, "server");
        NEED(there);
        QCOMPARE(stateOf(CampaignService(**there).status(shop.campaign()), "in_doubt"), 1);
        NEED(shop.run(*there));
        QCOMPARE(shop.twice(), QString());
        // Its event says so, as it would have at home: the queue went along.
        NEED(ConnectionService(**there).pollEvents(true));
        QCOMPARE(stateOf(CampaignService(**there).status(shop.campaign()), "in_doubt"), 0);
        QCOMPARE(stateOf(CampaignService(**there).status(shop.campaign()), "accepted"), kPeople);
    }

    void whoeverSendsGoesFirst() {
        Shop shop;
        const auto origin = shop.make();
        NEED(origin);
        const std::string copy = shop.file("server.audience");
        {
            const auto desk = SendingDesk::make(**origin, (*origin)->workspace().clock());
            NEED(desk);
            const auto refused = WorkspaceService(**origin).handOver(copy, "the-server");
            QCOMPARE(refusal(refused), std::string("handover.sending"));
            QVERIFY(!refused.error().arg("machine").empty());
            QVERIFY((*origin)->workspace().mayRunWork() && !fs::exists(copy));
        }
        NEED(WorkspaceService(**origin).handOver(copy, "the-server"));
    }

    void takenBackItsSchedulesAreDrafts() {
        Shop shop;
        const auto origin = shop.make();
        NEED(origin);
        NEED(shop.sendUntil(*origin, kPeople / 5));
        const auto later = scheduled(shop, *origin, "Summer");
        NEED(later);
        WorkspaceService service(**origin);
        QCOMPARE(refusal(service.takeBackSending()), std::string("handover.not_given"));
        NEED(service.handOver(shop.file("server.audience"), "the-server"));
        const int sent = shop.aws().sendCount();
        {
            const auto there = shop.open(shop.file("server.audience"), "server");
            NEED(there);
            NEED(shop.sendUntil(*there, kPeople / 2)); // then it burns down
        }
        const int sentThere = shop.aws().sendCount();
        QVERIFY(sentThere > sent && sentThere < kPeople);
        const auto drafts = service.takeBackSending();
        NEED(drafts);
        QCOMPARE(*drafts, 1);
        QCOMPARE(CampaignService(**origin).find(later->id)->state, model::CampaignState::Draft);
        QVERIFY(service.sendingRight()->isHere && (*origin)->workspace().mayRunWork());
        // Who of the rest got it there nobody here knows: a person decides.
        const auto status = CampaignService(**origin).status(shop.campaign());
        QCOMPARE(status->state, model::CampaignState::Blocked);
        QCOMPARE(stateOf(status, "unknown"), kPeople - sent);
        NEED(CampaignService(**origin).resume(shop.campaign()));
        NEED(shop.run(*origin));
        QCOMPARE(shop.aws().sendCount(), sentThere);
        QCOMPARE(shop.twice(), QString());
        QCOMPARE(doctor(*origin), std::string());
        NEED(service.verifyAudit());
        const std::string log = *service.exportAudit();
        for (const char *entry : {"handover.given", "handover.taken_back"})
            QVERIFY2(log.find(entry) != std::string::npos, entry);
    }

    void takenBackASeriesThatWasUnderWayStartsNoMore() {
        Shop shop;
        const auto clock = std::make_shared<FakeClock>(Instant{1'795'262'400'000'000});
        Session::Options options = shop.options();
        options.environment.clock = clock;
        NEED(shop.make());
        const auto origin = Session::open(shop.path(), options);
        NEED(origin);
        CampaignService campaigns(**origin);
        auto series = campaigns.duplicate(shop.campaign(), "Every day");
        NEED(series);
        series->campaign.connection = std::string(model::kPracticeConnection);
        series->campaign.plan.recurrence.repeat = model::Repeat::Daily;
        series = campaigns.save(*series);
        NEED(series);
        NEED(campaigns.schedule(series->id, soon(*origin), "UTC"));
        clock->advance(61min);
        const auto due = campaigns.startDue();
        NEED(due);
        QVERIFY(due->size() == 1 && due->front().isStarted);
        QCOMPARE(campaigns.find(series->id)->state, model::CampaignState::Sending);
        WorkspaceService service(**origin);
        NEED(service.handOver(shop.file("server.audience"), "the-server"));
        const auto drafts = service.takeBackSending();
        NEED(drafts);
        QCOMPARE(*drafts, 1);
        QCOMPARE(campaigns.find(series->id)->state, model::CampaignState::Blocked);
        // Once the start that was under way is settled, none follows by itself.
        NEED(campaigns.stop(series->id));
        clock->advance(24h);
        QVERIFY(campaigns.find(series->id)->state != model::CampaignState::Scheduled);
        QVERIFY(campaigns.startDue()->empty());
    }

    void anOldBackupOfItSendsNothing() {
        Shop shop;
        auto origin = shop.make();
        NEED(origin);
        NEED(WorkspaceService(**origin).backup(shop.file("backup")));
        NEED(WorkspaceService(**origin).handOver(shop.file("server.audience"), "the-server"));
        origin->reset();
        fs::rename(shop.file("backup"), shop.path());
        origin = shop.open(shop.path());
        NEED(origin);
        QCOMPARE(refusal(shop.run(*origin)), std::string(kElsewhere));
        QCOMPARE(refusal(ConnectionService(**origin).pollEvents(true)), std::string(kElsewhere));
        QCOMPARE(refusal(WorkspaceService(**origin).acknowledge()), std::string("workspace.not_moved_or_restored"));
        QCOMPARE(shop.aws().sendCount(), 0);
        NEED(WorkspaceService(**origin).takeBackSending());
        QCOMPARE(stateOf(CampaignService(**origin).status(shop.campaign()), "unknown"), kPeople);
    }

    void itComesHomeWithItsResults() {
        Shop shop;
        const auto origin = shop.make();
        NEED(origin);
        NEED(WorkspaceService(**origin).handOver(shop.file("server.audience"), "the-server"));
        const std::string home = shop.file("home.audience");
        {
            const auto there = shop.open(shop.file("server.audience"), "server");
            NEED(there);
            NEED(shop.run(*there));
            NEED(WorkspaceService(**there).handOver(home, "the-laptop"));
            QCOMPARE(refusal(ConnectionService(**there).pollEvents(true)), std::string(kElsewhere));
        }
        const auto back = shop.open(home);
        NEED(back);
        QVERIFY((*back)->workspace().mayRunWork());
        QCOMPARE(WorkspaceService(**back).sendingRight()->from.empty(), false);
        QCOMPARE(stateOf(CampaignService(**back).status(shop.campaign()), "accepted"), kPeople);
        NEED(ConnectionService(**back).pollEvents(true));
        QCOMPARE(doctor(*back), std::string());
        // The file of before sends nothing, and cannot be made to.
        QCOMPARE(refusal(shop.run(*origin)), std::string("workspace.came_home"));
        QCOMPARE(refusal(WorkspaceService(**origin).takeBackSending()), std::string("workspace.came_home"));
    }

    void whatIsLateHereWasNotMissed() {
        Shop shop;
        const auto clock = std::make_shared<FakeClock>(Instant{1'795'262'400'000'000});
        Session::Options options = shop.options();
        options.environment.clock = clock;
        NEED(shop.make());
        const auto origin = Session::open(shop.path(), options);
        NEED(origin);
        const auto later = scheduled(shop, *origin, "Summer", std::string(model::kPracticeConnection));
        NEED(later);
        NEED(WorkspaceService(**origin).handOver(shop.file("server.audience"), "the-server"));
        clock->advance(24h);
        QCOMPARE(CampaignService(**origin).find(later->id)->state, model::CampaignState::Scheduled);
        const auto today = TodayService(**origin).today();
        NEED(today);
        for (const Remark &remark : today->needsYou)
            QVERIFY2(remark.id != "today.missed" && remark.id != "today.cannot_start", remark.id.c_str());
    }
};

AUDIENCE_TEST(SendingHandoverTest)
#include "handover_test.moc"
