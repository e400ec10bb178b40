// A workspace file that is copied, restored or carried off in mid-campaign must not send twice.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/send_journal.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/today_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "support/fake_aws.h"
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
using Open = std::shared_ptr<Session>;

namespace {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

constexpr int kPeople = 150;

// A shop with a campaign that is sent through the fake service until about `wanted` have left.
class Shop {
public:
    Shop() {
        m_aws.update([](FakeAwsConfig &config) { config.maxSendRate = 150; });
        qputenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        qputenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        qunsetenv("AWS_SESSION_TOKEN");
    }

    FakeAws &aws() { return m_aws; }
    std::string file(const char *name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    std::string path() const { return file("shop.audience"); }

    Session::Options options(const char *machine = "here") const {
        Session::Options options;
        options.environment.stateDirectory = file(machine);
        options.environment.actor = "tester";
        return options;
    }
    Result<Open> open(const std::string &path, const char *machine = "here") const {
        return Session::open(path, options(machine));
    }

    // The workspace with its armed campaign.
    Result<Open> make() {
        TRY_ASSIGN(const Open session, Session::create(path(), options()));
        m_aws.createQueue("events-" + session->workspace().uuid());
        QFile csv(QString::fromStdString(file("people.csv")));
        if (!csv.open(QIODevice::WriteOnly))
            return Error(ErrorKind::Io, "test.csv");
        csv.write("id,email,newsletter\n");
        for (int i = 0; i < kPeople; ++i)
            csv.write(QStringLiteral("%1,c%1@example.com,yes\n").arg(i).toUtf8());
        csv.close();
        ingest::ImportSpec import;
        import.path = file("people.csv");
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "newsletter";
        TRY(DataService(*session).importFile(import));

        model::SesConnection ses;
        ses.name = "ses";
        ses.region = "eu-west-1";
        ses.endpoint = m_aws.url();
        ses.fromAddress = "Shop <news@example.com>";
        ses.postalAddress = "Shop, 1 Street";
        ses.unsubscribe = {model::UnsubscribeKind::Url, "https://u.example.com/u?t={token}"};
        ses.configurationSet = "audience-sync"; // without one the service reports no events
        ses.credentials = "env";
        TRY(ConnectionService(*session).save(ses));
        model::SqsConnection sqs;
        sqs.name = "events";
        sqs.region = "eu-west-1";
        sqs.endpoint = m_aws.url();
        sqs.queueUrl = m_aws.queueUrl("events-" + session->workspace().uuid());
        sqs.credentials = "env";
        TRY(ConnectionService(*session).save(sqs));

        CampaignView campaign;
        SegmentView everybody;
        everybody.name = "Everybody";
        TRY_ASSIGN(everybody.rule, SegmentService(*session).fromText("email is not empty"));
        TRY_ASSIGN(const SegmentView segment, SegmentService(*session).save(everybody));
        TemplateView hello;
        hello.email.name = "Hello";
        hello.email.subject = "Hello {{ id }}";
        hello.email.html = "<p>Hello</p><p>{{ postal_address }}</p>"
                           "<a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
        TRY_ASSIGN(const TemplateView email, TemplateService(*session).save(hello));
        campaign.campaign.name = "Spring";
        campaign.campaign.segment = segment.id;
        campaign.campaign.emailTemplate = email.id;
        campaign.campaign.connection = "ses";
        TRY_ASSIGN(const CampaignView saved, CampaignService(*session).save(campaign));
        m_campaign = saved.id;
        TRY(CampaignService(*session).arm(m_campaign));
        return session;
    }

    // Sends until the service has taken about that many, as if the program were ended then.
    Result<void> sendUntil(const Open &session, int wanted) {
        CancelSource cancel;
        Progress progress([&](ProgressState) {
            if (m_aws.sendCount() >= wanted)
                cancel.cancel();
        });
        auto ended = CampaignService(*session).run(m_campaign, &progress, cancel.token());
        if (!ended && ended.error().id != "cancelled")
            return std::move(ended).error();
        return {};
    }
    Result<CampaignStatus> run(const Open &session) {
        return CampaignService(*session).run(m_campaign);
    }
    CampaignId campaign() const { return m_campaign; }

    QString twice() const {
        std::map<std::string, int> counts;
        for (const ReceivedSend &send : m_aws.sends())
            ++counts[send.to];
        QString twice;
        for (const auto &[address, count] : counts)
            if (count > 1)
                twice += QString::fromStdString(address) + QLatin1Char(' ');
        return twice;
    }

private:
    FakeAws m_aws;
    QTemporaryDir m_folder;
    CampaignId m_campaign;
};

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
