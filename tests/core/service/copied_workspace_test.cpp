// A workspace file that is copied, restored or carried off in mid-campaign must not send twice.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/send_journal.h"
#include "service/today_service.h"
#include "service/workspace_service.h"
#include "support/sending_shop.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace audience;
using namespace audience::service;
using namespace audience::test;
namespace fs = std::filesystem;

namespace {

std::string doctor(const Open &session) {
    const auto findings = WorkspaceService(*session).doctor();
    if (!findings)
        return findings.error().id;
    std::string all;
    for (const FindingView &finding : *findings)
        all += finding.id + '\n';
    return all;
}

std::int64_t stateOf(const Result<CampaignStatus> &status, const char *state) {
    return status ? status->states.at(state) : -1;
}

void copyPlainly(const std::string &from, const std::string &to) {
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

} // namespace

class CopiedWorkspaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCopyLeavesTheSendingToTheOriginal_data() {
        QTest::addColumn<bool>("throughApi");
        QTest::newRow("copied by the program while open") << true;
        QTest::newRow("copied as a file after closing") << false;
    }
    void aCopyLeavesTheSendingToTheOriginal() {
        QFETCH(bool, throughApi);
        Shop shop;
        auto original = shop.make();
        NEED(original);
        NEED(shop.sendUntil(*original, kPeople / 5));
        const std::string copyPath = shop.file("copy.audience");
        if (throughApi)
            NEED((*original)->workspace().copyTo(copyPath));
        original->reset();
        if (!throughApi)
            copyPlainly(shop.path(), copyPath);
        const int sentBefore = shop.aws().sendCount();
        original = shop.open(shop.path());
        NEED(original);
        NEED(shop.sendUntil(*original, kPeople / 2));
        const int sentByOriginal = shop.aws().sendCount();
        QVERIFY2(sentByOriginal > sentBefore && sentByOriginal < kPeople,
                 qPrintable(QString::number(sentByOriginal)));

        {
            const auto copy = shop.open(copyPath);
            NEED(copy);
            NEED(isBlocked(shop, *copy, "workspace.copied"));
            NEED(WorkspaceService(**copy).adopt());
            QVERIFY((*copy)->workspace().uuid() != (*original)->workspace().uuid());
            // What the original may still send is not the copy's business any more.
            const auto adopted = CampaignService(**copy).status(shop.campaign());
            NEED(adopted);
            QCOMPARE(adopted->state, model::CampaignState::Stopped);
            QCOMPARE(stateOf(adopted, "accepted"), sentBefore);
            QCOMPARE(stateOf(adopted, "in_doubt"), sentByOriginal - sentBefore);
            QCOMPARE(stateOf(adopted, "skipped"), kPeople - sentByOriginal);
            QVERIFY(!CampaignService(**copy).resume(shop.campaign()));
            QVERIFY(!CampaignService(**copy).resumeUnanswered(shop.campaign()));
            NEED(shop.run(*copy));
            QCOMPARE(shop.aws().sendCount(), sentByOriginal);
            QCOMPARE(doctor(*copy), std::string());
        }
        // Opened again, the copy is a workspace like any other.
        NEED(shop.open(copyPath));
        QVERIFY((*shop.open(copyPath))->workspace().mayRunWork());

        const auto ended = shop.run(*original);
        NEED(ended);
        QCOMPARE(ended->state, model::CampaignState::Finished);
        QCOMPARE(stateOf(ended, "accepted"), kPeople);
        QCOMPARE(shop.aws().sendCount(), kPeople);
        QCOMPARE(shop.twice(), QString());
        QCOMPARE(doctor(*original), std::string());
    }

    void aRestoredBackupSendsOnlyTheRest_data() {
        QTest::addColumn<bool>("throughApi");
        QTest::newRow("backup by the program") << true;
        QTest::newRow("copy of the closed file") << false;
    }
    void aRestoredBackupSendsOnlyTheRest() {
        QFETCH(bool, throughApi);
        Shop shop;
        auto session = shop.make();
        NEED(session);
        NEED(shop.sendUntil(*session, kPeople / 5));
        const std::string backup = shop.file("backup");
        if (throughApi)
            NEED(WorkspaceService(**session).backup(backup));
        session->reset();
        if (!throughApi)
            copyPlainly(shop.path(), backup);
        const int sentBefore = shop.aws().sendCount();
        session = shop.open(shop.path());
        NEED(session);
        NEED(shop.sendUntil(*session, kPeople / 2));
        session->reset();
        const int sentLater = shop.aws().sendCount();
        QVERIFY(sentLater > sentBefore && sentLater < kPeople);
        fs::rename(backup, shop.path());

        session = shop.open(shop.path());
        NEED(session);
        NEED(isBlocked(shop, *session, "workspace.restored"));
        NEED(WorkspaceService(**session).acknowledge());
        const auto reconciled = CampaignService(**session).status(shop.campaign());
        NEED(reconciled);
        QCOMPARE(reconciled->state, model::CampaignState::Blocked);
        QCOMPARE(stateOf(reconciled, "in_doubt"), sentLater - sentBefore);
        QCOMPARE(stateOf(reconciled, "planned"), kPeople - sentLater);
        // Allowed to work again, but a person says when.
        NEED(shop.run(*session));
        QCOMPARE(shop.aws().sendCount(), sentLater);
        NEED(CampaignService(**session).resume(shop.campaign()));
        const auto ended = shop.run(*session);
        NEED(ended);
        QCOMPARE(shop.aws().sendCount(), kPeople);
        QCOMPARE(shop.twice(), QString());
        QCOMPARE(doctor(*session), std::string());

        // The events of what the lost file sent settle every doubt.
        const auto events = ConnectionService(**session).pollEvents(true);
        NEED(events);
        const auto settled = CampaignService(**session).status(shop.campaign());
        NEED(settled);
        QCOMPARE(stateOf(settled, "accepted"), kPeople);
        QCOMPARE(stateOf(settled, "in_doubt"), 0);
        QCOMPARE(doctor(*session), std::string());
    }

    // In the backup the campaign is a draft still: nothing but this would keep a person from sending it again.
    void whatWasSentAfterTheBackupIsTold() {
        Shop shop;
        auto session = shop.make();
        NEED(session);
        NEED(CampaignService(**session).stop(shop.campaign()));
        const auto later = CampaignService(**session).duplicate(shop.campaign(), "Summer");
        NEED(later);
        const std::string backup = shop.file("backup");
        NEED(WorkspaceService(**session).backup(backup));
        const auto before = TodayService(**session).today();
        NEED(before);
        const auto isTold = [](const TodayView &view) {
            return std::count_if(view.needsYou.begin(), view.needsYou.end(), [](const Remark &one) { return one.id == "today.unknown_sends"; });
        };
        QCOMPARE(isTold(*before), 0);
        NEED(CampaignService(**session).arm(later->id));
        NEED(CampaignService(**session).run(later->id));
        const int sent = shop.aws().sendCount();
        QCOMPARE(sent, kPeople);
        session->reset();
        fs::rename(backup, shop.path());
        session = shop.open(shop.path());
        NEED(session);
        NEED(WorkspaceService(**session).acknowledge());
        QCOMPARE(CampaignService(**session).find(later->id)->state, model::CampaignState::Draft);
        const auto view = TodayService(**session).today();
        NEED(view);
        QCOMPARE(isTold(*view), 1);
        const auto told = std::find_if(view->needsYou.begin(), view->needsYou.end(), [](const Remark &one) { return one.id == "today.unknown_sends"; });
        QCOMPARE(told->args.front().second, std::to_string(sent));
    }

    void onAnotherComputerAPersonDecides() {
        Shop shop;
        auto session = shop.make();
        NEED(session);
        NEED(shop.sendUntil(*session, kPeople / 5));
        session->reset();
        const int sentHere = shop.aws().sendCount();
        QVERIFY(sentHere < kPeople);
        fs::rename(shop.path(), shop.file("carried.audience"));
        {
            const auto there = shop.open(shop.file("carried.audience"), "there");
            NEED(there);
            NEED(isBlocked(shop, *there, "workspace.untrusted"));
            NEED(WorkspaceService(**there).trust());
            const auto trusted = CampaignService(**there).status(shop.campaign());
            QCOMPARE(stateOf(trusted, "unknown"), kPeople - sentHere);
            NEED(CampaignService(**there).resumeUnanswered(shop.campaign()));
            NEED(shop.sendUntil(*there, kPeople / 2));
            QVERIFY(shop.aws().sendCount() > sentHere);
        }
        // Back home its journal is missing what was sent there; the file knows it, though.
        const int sentThere = shop.aws().sendCount();
        QVERIFY(sentThere < kPeople);
        fs::rename(shop.file("carried.audience"), shop.path());
        session = shop.open(shop.path());
        NEED(session);
        NEED(isBlocked(shop, *session, "workspace.restored"));
        NEED(WorkspaceService(**session).acknowledge());
        NEED(CampaignService(**session).resume(shop.campaign()));
        NEED(shop.run(*session));
        QCOMPARE(shop.aws().sendCount(), sentThere);
        QCOMPARE(shop.twice(), QString());
        QCOMPARE(doctor(*session), std::string());
    }

private:
    // Nothing runs and nothing leaves, whatever is asked of it.
    static Result<void> isBlocked(Shop &shop, const Open &session, const std::string &why) {
        const auto unexpected = [](const char *what) {
            return Error(ErrorKind::Refused, "test.not_blocked").because(what);
        };
        const int sent = shop.aws().sendCount();
        CampaignService campaigns(*session);
        TRY_ASSIGN(const CampaignStatus status, campaigns.status(shop.campaign()));
        if (status.state != model::CampaignState::Blocked || status.reason != why)
            return unexpected("state");
        const auto run = campaigns.run(shop.campaign());
        if (run || run.error().id != why)
            return unexpected("run");
        const auto resumed = campaigns.resume(shop.campaign());
        if (resumed || resumed.error().id != why)
            return unexpected("resume");
        const auto events = ConnectionService(*session).pollEvents(false);
        if (events || events.error().id != why)
            return unexpected("events");
        if (shop.aws().sendCount() != sent)
            return unexpected("sent");
        return {};
    }
};

AUDIENCE_TEST(CopiedWorkspaceTest)
#include "copied_workspace_test.moc"
