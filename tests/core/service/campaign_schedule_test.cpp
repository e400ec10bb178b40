// A campaign that starts by itself: what is counted when, what stays as it was, who starts it, and what
// happens when nobody was awake.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/list_service.h"
#include "service/safety.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#endif
#include "support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace audience;
using namespace audience::service;
using namespace std::chrono_literals;

namespace {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

const Instant kNoon{1'795'262'400'000'000}; // 2026-11-21 12:00 UTC

class Shop {
public:
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>(kNoon);

    Session::Options options() const {
        Session::Options options;
        options.environment.stateDirectory = file("state");
        options.environment.actor = "tester";
        options.environment.clock = clock;
        return options;
    }
    std::string file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    std::string path() const { return file("shop.audience"); }

    Result<void> import(const Session &session, int people, int without = 0) const {
        QByteArray lines = "id,email,country,newsletter\n";
        for (int i = 0; i < people; ++i)
            lines += QStringLiteral("%1,c%1@example.com,%2,%3\n").arg(i).arg(i % 2 == 0 ? QStringLiteral("DE") : QStringLiteral("AT"),
                                                                          i < without ? QStringLiteral("no") : QStringLiteral("yes")).toUtf8();
        return import(session, lines);
    }
    Result<void> import(const Session &session, const QByteArray &lines) const {
        QFile csv(QString::fromStdString(file("people.csv")));
        if (!csv.open(QIODevice::WriteOnly) || csv.write(lines) != lines.size())
            return Error(ErrorKind::Io, "test.csv");
        csv.close();
        ingest::ImportSpec import;
        import.path = file("people.csv");
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "newsletter";
        TRY(DataService(const_cast<Session &>(session)).importFile(import));
        return {};
    }

    Result<SegmentId> segment(Session &session, const std::string &name, const std::string &rule) const {
        SegmentView view;
        view.name = name;
        TRY_ASSIGN(view.rule, SegmentService(session).fromText(rule));
        TRY_ASSIGN(const SegmentView saved, SegmentService(session).save(view));
        return saved.id;
    }

    // A workspace of 20 people and a draft for all of them.
    Result<std::shared_ptr<Session>> make() {
        TRY_ASSIGN(auto session, Session::create(path(), options()));
        TRY(import(*session, 20));
        CampaignView view;
        TRY_ASSIGN(view.campaign.segment, segment(*session, "Everybody", "email is not empty"));
        TemplateView hello;
        hello.email.name = "Hello";
        hello.email.subject = "First words";
        hello.email.html = "<p>{{ postal_address }}</p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
        TRY_ASSIGN(email, TemplateService(*session).save(hello));
        view.campaign.name = "Spring";
        view.campaign.emailTemplate = email.id;
        TRY_ASSIGN(const CampaignView saved, CampaignService(*session).save(view));
        id = saved.id;
        return session;
    }

    // Subjects of what practice mode wrote.
    QStringList subjects() const {
        QStringList found;
        QDirIterator files(QString::fromStdString(path() + ".practice"), {QStringLiteral("*.eml")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray &line : file.readAll().split('\n'))
                if (line.startsWith("Subject: "))
                    found << QString::fromUtf8(line.mid(9).trimmed());
        }
        return found;
    }

    CampaignId id;
    TemplateView email;

private:
    QTemporaryDir m_folder;
};

} // namespace

class CampaignScheduleTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsThePeopleAtTheStart() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "Europe/Berlin"));
        const auto planned = campaigns.find(shop.id);
        QCOMPARE(planned->state, model::CampaignState::Scheduled);
        QCOMPARE(planned->audience, 0);
        QCOMPARE(campaigns.startText(planned->campaign), std::string("2026-11-21 14:00"));
        QCOMPARE(campaigns.calendar()->size(), std::size_t{1});
        QVERIFY(campaigns.startDue()->empty());
        NEED(shop.import(**session, 30)); // ten more people by then
        shop.clock->advance(1h);
        const auto due = campaigns.startDue();
        NEED(due);
        QCOMPARE(due->size(), std::size_t{1});
        QVERIFY2(due->front().isStarted, due->front().problem ? due->front().problem->id.c_str() : "");
        QCOMPARE(campaigns.status(shop.id)->audience, 30);
        QVERIFY(campaigns.calendar()->empty());
        QVERIFY(campaigns.startDue()->empty());
        const auto ended = campaigns.run(shop.id);
        NEED(ended);
        QCOMPARE(ended->states.at("accepted"), 30);
        QCOMPARE(ended->wantedAt, kNoon + 1h);
        QVERIFY(WorkspaceService(**session).doctor()->empty());
    }

    // Whoever comes into a safety set after the audience was frozen gets nothing, and where it cannot be
    // counted nobody does.
    void safetySetsHoldUntilTheLastRow() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "UTC"));
        shop.clock->advance(1h);
        NEED(campaigns.startDue());
        QCOMPARE(campaigns.status(shop.id)->audience, 20);
        const auto press = shop.segment(**session, "Press", "id in (4, 5)");
        NEED(press);
        NEED(ListService(**session).paste("Staff", "0\n1\n5"));
        NEED(saveSafetySets(**session, {{std::to_string(press->value)}, {"Staff"}}));
        NEED(SegmentService(**session).remove(*press));
        const auto refused = campaigns.run(shop.id);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("safety.unreadable"));
        QVERIFY(shop.subjects().isEmpty());
        NEED(saveSafetySets(**session, {{}, {"Staff"}}));
        const auto ended = campaigns.run(shop.id);
        NEED(ended);
        QCOMPARE(ended->states.at("accepted"), 17);
        QCOMPARE(ended->states.at("skipped"), 3);
        QVERIFY(WorkspaceService(**session).doctor()->empty());
    }

    void sendsTheEmailThatWasLookedAt() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "UTC"));
        shop.email.email.subject = "Other words";
        NEED(TemplateService(**session).save(shop.email));
        shop.clock->advance(1h);
        NEED(campaigns.startDue());
        NEED(campaigns.run(shop.id));
        QCOMPARE(shop.subjects(), QStringList(20, QStringLiteral("First words")));
    }

    void theCampaignsOwnSubjectWins() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        auto view = campaigns.find(shop.id);
        NEED(view);
        view->campaign.subject = "Hello {{ id }}";
        NEED(campaigns.save(*view));
        NEED(campaigns.arm(shop.id));
        NEED(campaigns.run(shop.id));
        QVERIFY(shop.subjects().contains(QStringLiteral("Hello 7")));
    }

    void whatIsScheduledStaysAsItIs() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        QCOMPARE(campaigns.unschedule(shop.id).error().id, std::string("campaign.not_scheduled"));
        QCOMPARE(campaigns.schedule(shop.id, kNoon - 1h, "UTC").error().id, std::string("check.start_passed"));
        QCOMPARE(campaigns.schedule(shop.id, kNoon + 1h, "Mars/Olympus").error().id, std::string("zone.unknown"));
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "UTC"));
        QCOMPARE(campaigns.schedule(shop.id, kNoon + 2h, "UTC").error().id, std::string("campaign.scheduled"));
        auto view = campaigns.find(shop.id);
        view->campaign.name = "Summer";
        QCOMPARE(campaigns.save(*view).error().id, std::string("campaign.scheduled"));
        NEED(campaigns.unschedule(shop.id));
        shop.clock->advance(1h);
        QVERIFY(campaigns.startDue()->empty());
        view = campaigns.find(shop.id);
        QCOMPARE(view->state, model::CampaignState::Draft);
        view->campaign.name = "Summer";
        view->campaign.startAt = {};
        NEED(campaigns.save(*view));
        NEED(campaigns.arm(shop.id));
        QCOMPARE(campaigns.find(shop.id)->state, model::CampaignState::Sending);
        view = campaigns.find(shop.id);
        view->campaign.name = "Autumn";
        QCOMPARE(campaigns.save(*view).error().id, std::string("campaign.already_started"));
    }

    void tooLateAsksAPerson() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "UTC"));
        shop.clock->advance(3h + 1s);
        QVERIFY(campaigns.startDue()->empty());
        const auto missed = campaigns.find(shop.id);
        QCOMPARE(missed->state, model::CampaignState::Paused);
        QCOMPARE(missed->reason, std::string("missed_start"));
        QCOMPARE(campaigns.calendar()->size(), std::size_t{1}); // a person has to see it
        NEED(campaigns.resume(shop.id));
        QCOMPARE(campaigns.find(shop.id)->state, model::CampaignState::Sending);
        QCOMPARE(campaigns.run(shop.id)->states.at("accepted"), 20);
    }

    void lateWithinTwoHoursStarts() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "UTC"));
        shop.clock->advance(2h + 59min);
        QVERIFY(campaigns.startDue()->front().isStarted);
        const auto status = campaigns.status(shop.id);
        QCOMPARE(status->startedAt - status->wantedAt, std::chrono::microseconds(119min));
    }

    void whatForbidsTheStartIsSaidAndAskedAgain() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        const SegmentId segment = campaigns.find(shop.id)->campaign.segment;
        auto everybody = SegmentService(**session).find(segment);
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "UTC"));
        const model::SegmentRule rule = everybody->rule;
        everybody->rule = *SegmentService(**session).fromText("country = \"XX\"");
        everybody = SegmentService(**session).save(*everybody);
        NEED(everybody);
        shop.clock->advance(1h);
        const auto due = campaigns.startDue();
        QCOMPARE(due->size(), std::size_t{1});
        QVERIFY(due->front().problem.has_value());
        QCOMPARE(due->front().problem->id, std::string("check.nobody"));
        QCOMPARE(campaigns.find(shop.id)->state, model::CampaignState::Scheduled);
        everybody->rule = rule;
        NEED(SegmentService(**session).save(*everybody));
        shop.clock->advance(10s);
        QVERIFY(campaigns.startDue()->front().isStarted);
    }

    void twoStartersStartItOnce() {
        Shop shop;
        const auto first = shop.make();
        NEED(first);
        const auto second = Session::open(shop.path(), shop.options());
        NEED(second);
        NEED(CampaignService(**first).schedule(shop.id, kNoon + 1h, "UTC"));
        shop.clock->advance(1h);
        int started = 0;
        std::vector<std::thread> threads;
        std::mutex mutex;
        for (Session *session : {first->get(), second->get()})
            threads.emplace_back([&, session] {
                const auto due = CampaignService(*session).startDue();
                const std::lock_guard lock(mutex);
                for (const DueStart &one : *due)
                    started += one.isStarted ? 1 : 0;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(started, 1);
        QCOMPARE((*first)->workspace().reader().value()->scalar("SELECT count(*) FROM run").value(), 1);
        QVERIFY(WorkspaceService(**first).doctor()->empty());
    }

    void oneIsStartedWhileAnotherTakesItBack() {
        Shop shop;
        const auto first = shop.make();
        NEED(first);
        const auto second = Session::open(shop.path(), shop.options());
        NEED(second);
        NEED(CampaignService(**first).schedule(shop.id, kNoon + 1h, "UTC"));
        shop.clock->advance(1h);
        Result<std::vector<DueStart>> due = std::vector<DueStart>{};
        Result<void> back;
        std::thread starter([&] { due = CampaignService(**first).startDue(); });
        std::thread taker([&] { back = CampaignService(**second).unschedule(shop.id); });
        starter.join();
        taker.join();
        NEED(due);
        const bool isStarted = !due->empty() && due->front().isStarted;
        QCOMPARE(isStarted, !back.has_value()); // one or the other, never both, never neither
        QCOMPARE(CampaignService(**first).find(shop.id)->state, isStarted ? model::CampaignState::Sending : model::CampaignState::Draft);
    }

    void quietWhileAnotherMachineSends() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "UTC"));
        shop.clock->advance(1h);
        const auto says = [&](Instant beat) {
            return (*session)->workspace().write([&](const store::Connection &connection) {
                return connection.execute("INSERT OR REPLACE INTO runner VALUES (1, 5, 'i', 'the-server', 1, 0, " + std::to_string(beat.micros) + ")");
            });
        };
        NEED(says(shop.clock->now()));
        QCOMPARE(campaigns.sendingMachine()->name, std::string("the-server"));
        QVERIFY(!campaigns.sendingMachine()->isThis);
        QVERIFY(campaigns.startDue()->empty());
        shop.clock->advance(16s); // it is silent: this machine takes over
        QVERIFY(campaigns.sendingMachine()->isThis);
        QVERIFY(campaigns.startDue()->front().isStarted);
    }

    void whatACrashLeftIsTakenOver() {
        using Left = CampaignService::Left;
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(campaigns.arm(shop.id));
        QVERIFY(campaigns.leftBehind(Left::Fresh)->empty()); // who has started it may be about to run it
        shop.clock->advance(16s);
        QCOMPARE(campaigns.leftBehind(Left::Fresh)->size(), std::size_t{1});
        QVERIFY(campaigns.leftBehind(Left::Old)->empty());
        const auto says = [&](Instant beat) {
            return (*session)->workspace().write([&](const store::Connection &connection) {
                return connection.execute("INSERT OR REPLACE INTO runner VALUES (1, 5, 'i', 'the-server', 1, 0, " + std::to_string(beat.micros) + ")");
            });
        };
        NEED(says(shop.clock->now())); // another machine is at it
        QVERIFY(campaigns.leftBehind(Left::Fresh)->empty());
        shop.clock->advance(1h); // and is not any more
        QCOMPARE(campaigns.leftBehind(Left::Fresh)->size(), std::size_t{1});
        shop.clock->advance(2h); // a person's to decide by now
        QVERIFY(campaigns.leftBehind(Left::Fresh)->empty());
        QCOMPARE(campaigns.leftBehind(Left::Old)->front().id, shop.id);
        const auto status = campaigns.run(shop.id);
        NEED(status);
        QCOMPARE(status->state, model::CampaignState::Finished);
        QVERIFY(campaigns.leftBehind(Left::Old)->empty());
    }

    void severalSegmentsAndSomeLeftOut() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        auto view = campaigns.find(shop.id);
        const auto german = shop.segment(**session, "German", "country = \"DE\""), few = shop.segment(**session, "Few", "email = \"c0@example.com\" or email = \"c1@example.com\" or email = \"c2@example.com\"");
        NEED(german);
        NEED(few);
        view->campaign.butNot = {*german};
        QCOMPARE(campaigns.count(view->campaign)->count, 10);
        view->campaign.segment = *few;
        QCOMPARE(campaigns.count(view->campaign)->count, 1); // 1; not 0 and 2
        view->campaign.butNot.clear();
        view->campaign.alsoSegments = {*german};
        QCOMPARE(campaigns.count(view->campaign)->count, 11);
        const auto saved = campaigns.save(*view);
        NEED(saved);
        QCOMPARE(campaigns.find(shop.id)->campaign, view->campaign); // all of it is kept
        NEED(campaigns.arm(shop.id));
        QCOMPARE(campaigns.status(shop.id)->audience, 11);
    }

    void keptBackIsNotDone() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(shop.import(**session, 24, 5)); // five of them do not want it
        std::vector<ProgressState> seen;
        NEED(campaigns.arm(shop.id));
        Progress progress([&](ProgressState state) { seen.push_back(state); });
        const auto status = campaigns.run(shop.id, &progress);
        NEED(status);
        QCOMPARE(status->audience, 24);
        QVERIFY(status->states.at("skipped") > 0);
        QCOMPARE(seen.front().done, 0);
        QCOMPARE(seen.back().total, status->audience - status->states.at("skipped"));
        QCOMPARE(seen.back().done, seen.back().total);
    }

    // Of people who share an address one gets it, also where the first of them may not: counted before as it is frozen.
    void whatIsCountedIsFrozen() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        QString people = QStringLiteral("id,email,newsletter\n");
        for (int i = 0; i < 60; ++i) // three share each address; of them nobody, the last, the last two or all agreed
            people += QStringLiteral("%1,C%2@example.com,%3\n").arg(i).arg(i / 3).arg(i % 3 >= 3 - i / 3 % 4 ? QStringLiteral("yes") : QStringLiteral("no"));
        NEED(shop.import(**session, people.toUtf8()));
        CampaignService campaigns(**session);
        const auto counted = campaigns.count(campaigns.find(shop.id)->campaign);
        NEED(counted);
        QCOMPARE(counted->count, 60);
        QCOMPARE(counted->reachable, 15);
        NEED(campaigns.arm(shop.id));
        const auto frozen = campaigns.status(shop.id);
        NEED(frozen);
        const auto reasons = [](const std::vector<ReasonCount> &counts) {
            std::map<std::string, std::int64_t> of;
            for (const ReasonCount &one : counts)
                of[one.reason] = one.count;
            return of;
        };
        QVERIFY(reasons(frozen->keptBack) == reasons(counted->keptBack));
        QCOMPARE(frozen->audience - frozen->states.at("skipped"), counted->reachable);
        const auto ended = campaigns.run(shop.id);
        NEED(ended);
        QCOMPARE(ended->states.at("accepted"), counted->reachable);
        QVERIFY(WorkspaceService(**session).doctor()->empty());
    }

    void aChosenRateIsKeptFromTheFirstSecond() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        auto view = campaigns.find(shop.id);
        NEED(view);
        view->campaign.ratePerSecond = 4;
        NEED(campaigns.save(*view));
        NEED(campaigns.arm(shop.id));
        const Instant start = shop.clock->now();
        NEED(campaigns.run(shop.id));
        const auto log = campaigns.log(shop.id, {}, 0, 100);
        NEED(log);
        QCOMPARE(log->size(), std::size_t{20});
        for (int second = 1; second <= 4; ++second) {
            const auto sent = std::count_if(log->begin(), log->end(), [&](const LogRow &row) { return row.at < start + std::chrono::seconds(second); });
            QVERIFY2(sent <= 4 * second + 1, std::to_string(sent).c_str());
        }
    }

    void ratesThatCannotBeKeptAreRefused() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        auto view = campaigns.find(shop.id);
        NEED(view);
        for (const double bad : {-1.0, 0.001, 10'001.0}) {
            view->campaign.ratePerSecond = bad;
            const auto saved = campaigns.save(*view);
            QVERIFY(!saved);
            QCOMPARE(saved.error().id, std::string("campaign.bad_rate"));
        }
        for (const double good : {0.0, 0.01, 0.5, 1'000.0, 10'000.0}) {
            view->campaign.ratePerSecond = good;
            auto saved = campaigns.save(*view);
            NEED(saved);
            QCOMPARE(saved->campaign.ratePerSecond, good);
            view = std::move(saved);
        }
    }

    void aCopyIsADraftOfItsOwn() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        NEED(campaigns.schedule(shop.id, kNoon + 1h, "UTC"));
        const auto copy = campaigns.duplicate(shop.id, "Spring");
        NEED(copy);
        QCOMPARE(copy->campaign.name, std::string("Spring 2"));
        QCOMPARE(copy->state, model::CampaignState::Draft);
        QCOMPARE(copy->campaign.startAt.micros, 0);
    }

    void timesAreMeantInTheZone() {
        Shop shop;
        const auto session = shop.make();
        NEED(session);
        CampaignService campaigns(**session);
        QCOMPARE(toIso(*campaigns.startFromText("2026-07-01T09:00", "Europe/Berlin")), std::string("2026-07-01T07:00:00Z"));
        QCOMPARE(toIso(*campaigns.startFromText("2026-12-01T09:00", "Europe/Berlin")), std::string("2026-12-01T08:00:00Z"));
        QCOMPARE(toIso(*campaigns.startFromText("2026-12-01T09:00Z", "Europe/Berlin")), std::string("2026-12-01T09:00:00Z"));
        QCOMPARE(campaigns.startFromText("tomorrow", "UTC").error().id, std::string("campaign.bad_time"));
    }
};
AUDIENCE_TEST(CampaignScheduleTest)

#include "campaign_schedule_test.moc"
