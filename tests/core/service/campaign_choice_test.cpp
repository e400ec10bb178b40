// Whom a campaign chooses of its audience and what it puts on its emails: the most by a field, one of a household, domains,
// caps per topic, each one's best hour, link parameters, a crontab line, and notes that change nothing.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/definition_service.h"
#include "service/pressure_map.h"
#include "service/segment_service.h"
#include "service/send_cost.h"
#include "service/sending_loop.h"
#include "service/sending_rules.h"
#include "service/session.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::service;
using namespace std::chrono_literals;
using model::CampaignState;

namespace {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

const Instant kNoon{1'795'262'400'000'000}; // 2026-11-21 12:00 UTC, a Saturday

// 12 people: scores 0, 10, ... and none for the last two; three to a household and none for the last three; three domains.
class Shop {
public:
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>(kNoon);
    std::shared_ptr<Session> session;
    SegmentId everybody;
    TemplateId email;

    Shop() {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        options.environment.actor = "tester";
        options.environment.clock = clock;
        session = *Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QFile csv(m_folder.filePath(QStringLiteral("people.csv")));
        if (!csv.open(QIODevice::WriteOnly))
            qFatal("no file");
        csv.write("id,email,newsletter,score,household\n");
        static const char *const kDomains[] = {"example.com", "Example.org", "b\xc3\xbc" "cher.example"};
        for (int i = 0; i < 12; ++i)
            csv.write(QStringLiteral("%1,c%1@%2,yes,%3,%4\n")
                          .arg(i)
                          .arg(QString::fromUtf8(kDomains[i % 3]), i < 10 ? QString::number(i * 10) : QString(), i < 9 ? QStringLiteral("H%1").arg(i / 3) : QString())
                          .toUtf8());
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "newsletter";
        SegmentView all;
        all.name = "Everybody";
        TemplateView hello;
        hello.email.name = "Hello";
        hello.email.subject = "Hello";
        hello.email.html = "<p>{{ postal_address }}</p><a href=\"https://shop.example.com/{{ id }}?a=1#top\">New</a><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
        if (!DataService(*session).importFile(import))
            qFatal("no people");
        all.rule = *SegmentService(*session).fromText("email is not empty");
        everybody = SegmentService(*session).save(all)->id;
        email = TemplateService(*session).save(hello)->id;
    }

    CampaignService campaigns() const { return CampaignService(*session); }
    model::Campaign draft(const model::DeliveryPlan &plan, const char *name = "Spring") const {
        model::Campaign campaign;
        campaign.name = name;
        campaign.segment = everybody;
        campaign.emailTemplate = email;
        campaign.plan = plan;
        return campaign;
    }
    CampaignId make(const model::DeliveryPlan &plan, const char *name = "Spring") const {
        CampaignView view;
        view.campaign = draft(plan, name);
        const auto saved = campaigns().save(view);
        return saved ? saved->id : CampaignId{};
    }
    QStringList got(CampaignId id, const char *filter = "accepted") const {
        QStringList people;
        const auto rows = campaigns().log(id, filter, 0, 100);
        for (const LogRow &row : *rows)
            people << QString::fromStdString(row.person);
        std::sort(people.begin(), people.end(), [](const QString &a, const QString &b) { return a.toInt() < b.toInt(); });
        return people;
    }
    bool has(CampaignId id, const char *check) const {
        const auto checks = campaigns().check(id);
        return checks && std::any_of(checks->begin(), checks->end(), [&](const CheckView &one) { return one.id == check; });
    }
    static std::int64_t count(const std::vector<ReasonCount> &reasons, const char *reason) {
        for (const ReasonCount &one : reasons)
            if (one.reason == reason)
                return one.count;
        return 0;
    }

private:
    QTemporaryDir m_folder;
};

QStringList list(const char *numbers) { return QString::fromLatin1(numbers).split(QLatin1Char(' ')); }

} // namespace

class CampaignChoiceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMostByAField_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QStringList>("who");
        QTest::newRow("highest") << QStringLiteral("score") << list("6 7 8 9");
        QTest::newRow("lowest") << QStringLiteral("-score") << list("0 1 2 3");
        QTest::newRow("text") << QStringLiteral("email") << list("6 7 8 9");
    }
    void theMostByAField() {
        QFETCH(const QString, field);
        QFETCH(const QStringList, who);
        Shop shop;
        model::DeliveryPlan plan;
        plan.maxPeople = 4;
        plan.mostBy = field.toStdString();
        const CampaignId id = shop.make(plan);
        NEED(shop.campaigns().arm(id));
        const auto ended = shop.campaigns().run(id);
        NEED(ended);
        QCOMPARE(shop.got(id), who);
        QCOMPARE(Shop::count(ended->keptBack, "over_limit"), 8);
    }
    void whoHasNoValueComesLast() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.maxPeople = 11;
        plan.mostBy = "-score";
        const CampaignId id = shop.make(plan);
        NEED(shop.campaigns().arm(id));
        NEED(shop.campaigns().run(id));
        const QStringList got = shop.got(id);
        QCOMPARE(got.size(), 11);
        QVERIFY(got.contains(QStringLiteral("9")));
    }
    void aFieldThatIsNotThereIsAnError() {
        Shop shop;
        model::DeliveryPlan most, once;
        most.maxPeople = 4;
        most.mostBy = "-gone";
        once.oncePer = "gone";
        const CampaignId a = shop.make(most), b = shop.make(once, "Other");
        for (const CampaignId id : {a, b}) {
            QVERIFY(shop.has(id, "data.unknown_column"));
            const auto armed = shop.campaigns().arm(id);
            QVERIFY(!armed);
            QCOMPARE(armed.error().id, std::string("data.unknown_column"));
        }
    }

    void oneOfAHousehold() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.oncePer = "household";
        const auto counted = shop.campaigns().count(shop.draft(plan));
        NEED(counted);
        QCOMPARE(counted->reachable, 6);
        QCOMPARE(Shop::count(counted->keptBack, "once_per"), 6);
        QCOMPARE((*shop.campaigns().keptBack(shop.draft(plan), "once_per"))->people.size(), std::size_t{6});
        const CampaignId id = shop.make(plan);
        NEED(shop.campaigns().arm(id));
        const auto ended = shop.campaigns().run(id);
        NEED(ended);
        QCOMPARE(shop.got(id), list("0 3 6 9 10 11"));
        QCOMPARE(Shop::count(ended->keptBack, "once_per"), 6);
        QCOMPARE(shop.got(id, "reason:once_per"), list("1 2 4 5 7 8"));
        QVERIFY(WorkspaceService(*shop.session).doctor()->empty());
    }
    // Of each household the one with the highest score, and not one of a domain that is left out.
    void theBestOfAHousehold() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.oncePer = "household";
        plan.mostBy = "score";
        plan.notDomains = {"xn--bcher-kva.example"}; // bücher.example
        const CampaignId id = shop.make(plan);
        NEED(shop.campaigns().arm(id));
        const auto ended = shop.campaigns().run(id);
        NEED(ended);
        QCOMPARE(shop.got(id), list("1 4 7 9 10"));
        QCOMPARE(shop.got(id, "reason:domain"), list("2 5 8 11"));
    }
    void onlySomeDomains() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.onlyDomains = {"example.org"};
        const auto counted = shop.campaigns().count(shop.draft(plan));
        NEED(counted);
        QCOMPARE(counted->reachable, 4);
        QCOMPARE(Shop::count(counted->keptBack, "domain"), 8);
        plan.onlyDomains = {"mail.example.org"}; // exact
        QCOMPARE(shop.campaigns().count(shop.draft(plan))->reachable, 0);
    }
    // In the settings of all campaigns; also where it comes after the start.
    void deniedDomains() {
        Shop shop;
        const CampaignId id = shop.make({});
        NEED(shop.campaigns().arm(id));
        SendingRules rules;
        rules.deniedDomains = {"b\xc3\xbc" "cher.example"};
        NEED(saveSendingRules(*shop.session, rules));
        QCOMPARE(sendingRulesOf(*shop.session)->deniedDomains, rules.deniedDomains);
        const auto ended = shop.campaigns().run(id);
        NEED(ended);
        QCOMPARE(shop.got(id, "reason:denied_domain"), list("2 5 8 11"));
        model::DeliveryPlan receipt;
        receipt.stream = model::Stream::Transactional;
        QCOMPARE(Shop::count(shop.campaigns().count(shop.draft(receipt))->keptBack, "denied_domain"), 4);
        rules.deniedDomains = {"no domain"};
        QVERIFY(!saveSendingRules(*shop.session, rules));
    }
    void aCapPerTopic() {
        Shop shop;
        const CampaignId first = shop.make({});
        NEED(shop.campaigns().arm(first));
        NEED(shop.campaigns().run(first));
        const auto topics = WorkspaceService(*shop.session).topics();
        NEED(topics);
        SendingRules rules;
        rules.topicCaps = {{topics->front().key, {1, 7 * 86'400}}, {"other", {1, 86'400}}};
        const auto unknown = saveSendingRules(*shop.session, rules);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().id, std::string("delivery.unknown_topic"));
        NEED(WorkspaceService(*shop.session).saveTopic({"other", "Other", "opt-in"}));
        NEED(saveSendingRules(*shop.session, rules));
        QVERIFY(sendingRulesOf(*shop.session)->topicCaps == rules.topicCaps);
        QCOMPARE(Shop::count(shop.campaigns().count(shop.draft({}))->keptBack, "over_topic_cap"), 12);
        model::DeliveryPlan receipt;
        receipt.stream = model::Stream::Transactional;
        QCOMPARE(shop.campaigns().count(shop.draft(receipt))->reachable, 12);
        shop.clock->advance(24h * 8);
        QCOMPARE(shop.campaigns().count(shop.draft({}))->reachable, 12);
    }

    // Rules that nobody can read hold everything back, and can be set anew.
    void damagedRulesSendNothing() {
        Shop shop;
        const CampaignId id = shop.make({});
        SendingRules rules;
        rules.deniedDomains = {"example.org"};
        NEED(saveSendingRules(*shop.session, rules));
        Json broken = toJson(rules);
        broken["hours"] = Json{{"from", 600}, {"to", 600}};
        for (const Json &stored : {broken, Json("none")}) {
            NEED(shop.session->workspace().setSetting("sending_rules", stored));
            const auto read = sendingRulesOf(*shop.session);
            QVERIFY(!read);
            QCOMPARE(read.error().id, std::string("sending_rules.damaged"));
            QVERIFY(shop.has(id, "sending_rules.damaged"));
            QVERIFY(!shop.campaigns().arm(id));
        }
        NEED(saveSendingRules(*shop.session, rules));
        QCOMPARE(sendingRulesOf(*shop.session)->deniedDomains, rules.deniedDomains);
    }
    // Whom the first one leaves out may have the other one, also of a topic's cap.
    void priorityReservesWhomItReaches() {
        Shop shop;
        const auto topics = WorkspaceService(*shop.session).topics();
        NEED(topics);
        SendingRules rules;
        rules.topicCaps = {{topics->front().key, {1, 7 * 86'400}}};
        NEED(saveSendingRules(*shop.session, rules));
        model::DeliveryPlan first, last;
        first.priority = 1;
        first.onlyDomains = {"example.org"};
        last.priority = 5;
        NEED(shop.campaigns().schedule(shop.make(first, "First"), kNoon + 6h, "UTC"));
        const CampaignId other = shop.make(last, "Last");
        NEED(shop.campaigns().arm(other));
        NEED(shop.campaigns().run(other));
        QCOMPARE(shop.got(other, "reason:higher_priority"), list("1 4 7 10"));
        QCOMPARE(shop.got(other), list("0 2 3 5 6 8 9 11"));
    }

    void linkParameters() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.utm = {{"utm_source", "news letter"}, {"utm_campaign", "{{ campaign_name }}"}};
        plan.followClicks = false;
        const auto preview = shop.campaigns().preview(shop.draft(plan, "Hello"));
        NEED(preview);
        const std::string query = "https://shop.example.com/0?a=1&utm_campaign=Hello&utm_source=news%20letter#top";
        QVERIFY2(preview->text.find(query) != std::string::npos, preview->text.c_str());
        QVERIFY2(preview->text.find("utm_", preview->text.find(query) + query.size()) == std::string::npos, preview->text.c_str());
        const auto test = shop.campaigns().sendTest(shop.draft(plan, "Hello"), "me@example.com");
        NEED(test);
        const CampaignId id = shop.make(plan, "Hello");
        NEED(shop.campaigns().arm(id));
        NEED(shop.campaigns().run(id));
        QVERIFY(shop.has(id, "check.clicks_not_followed"));
        plan.utm = {{"source", "x"}};
        CampaignView bad;
        bad.campaign = shop.draft(plan, "Bad");
        const auto refused = shop.campaigns().save(bad);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("campaign.bad_utm"));
        const auto again = shop.campaigns().resend(id, CampaignService::ResendTo::NonClickers, "Again", "Did not click");
        QVERIFY(!again);
        QCOMPARE(again.error().id, std::string("campaign.clicks_not_followed"));
    }

    void aCrontabLine() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.recurrence.repeat = model::Repeat::Cron;
        plan.recurrence.cron = "30 9 * * 1-5";
        CampaignView view;
        view.campaign = shop.draft(plan);
        view.campaign.startZone = "Europe/Berlin";
        const auto saved = shop.campaigns().save(view);
        NEED(saved);
        const CampaignId id = saved->id;
        NEED(shop.campaigns().arm(id)); // a Saturday: nothing starts now
        auto armed = shop.campaigns().find(id);
        NEED(armed);
        QCOMPARE(armed->state, CampaignState::Scheduled);
        QCOMPARE(armed->nextStart, *instantFromIso("2026-11-23T08:30:00Z"));
        QCOMPARE(shop.campaigns().starts(*armed, 6).back(), *instantFromIso("2026-11-30T08:30:00Z"));
        QVERIFY(shop.campaigns().startDue()->empty());
        shop.clock->set(*instantFromIso("2026-11-23T08:30:10Z"));
        QCOMPARE(shop.campaigns().startDue()->size(), std::size_t{1});
        NEED(shop.campaigns().run(id));
        armed = shop.campaigns().find(id);
        QCOMPARE(armed->nextStart, *instantFromIso("2026-11-24T08:30:00Z"));
        QCOMPARE(shop.campaigns().runs(id)->size(), std::size_t{1});
        view.campaign.name = "Bad";
        view.campaign.plan.recurrence.cron = "30 9 * *";
        const auto bad = shop.campaigns().save(view);
        QVERIFY(!bad);
        QCOMPARE(bad.error().id, std::string("campaign.bad_cron"));
    }

    void notesChangeNothing() {
        Shop shop;
        const CampaignId id = shop.make({});
        auto campaigns = shop.campaigns();
        NEED(campaigns.approve(id));
        const auto note = [&](const char *text, bool isArchived = false) {
            auto view = campaigns.find(id);
            view->campaign.notes = text;
            view->campaign.tags = {"spring", text};
            view->campaign.budget = "12.50";
            view->campaign.isArchived = isArchived;
            return campaigns.save(*view);
        };
        const auto approved = note("approved", true);
        NEED(approved);
        QCOMPARE(approved->state, CampaignState::Approved);
        NEED(campaigns.schedule(id, kNoon + 1h, "UTC"));
        QVERIFY(!campaigns.find(id)->campaign.isArchived); // what is to send is in the lists
        const auto away = note("scheduled", true);
        QVERIFY(!away);
        QCOMPARE(away.error().id, std::string("campaign.archive_active"));
        const auto scheduled = note("scheduled");
        NEED(scheduled);
        QCOMPARE(scheduled->state, CampaignState::Scheduled);
        shop.clock->advance(1h);
        QCOMPARE(campaigns.startDue()->size(), std::size_t{1});
        const auto sending = note("sending");
        NEED(sending);
        QCOMPARE(sending->state, CampaignState::Sending);
        QVERIFY(!note("sending", true));
        NEED(campaigns.run(id));
        const auto finished = note("finished", true);
        NEED(finished);
        QCOMPARE(finished->state, CampaignState::Finished);
        QCOMPARE(finished->accepted, 12);
        QCOMPARE(campaigns.find(id)->campaign.notes, std::string("finished"));
        auto other = campaigns.find(id);
        other->campaign.subject = "Another";
        QVERIFY(!campaigns.save(*other)); // what is sent stays
        auto budget = campaigns.find(id);
        budget->campaign.budget = "much";
        const auto bad = campaigns.save(*budget);
        QVERIFY(!bad);
        QCOMPARE(bad.error().id, std::string("campaign.bad_budget"));
        QVERIFY(!campaigns.duplicate(id, "Copy")->campaign.isArchived);
    }

    void theBudget() {
        Shop shop;
        QCOMPARE(toText(costOf({}, 12'345)), std::string("1.24"));
        QCOMPARE(toText(costOf({}, 0)), std::string("0.00"));
        QCOMPARE(toText(costOf({{1'234'567, 3}, "EUR", {}}, 1'000)), std::string("1234.57"));
        auto view = shop.campaigns().find(shop.make({}));
        view->campaign.budget = "0.01";
        NEED(shop.campaigns().save(*view));
        QVERIFY(shop.has(view->id, "check.in_budget"));
        NEED(saveEmailPrice(*shop.session, "2.5", "USD", "a contract"));
        QVERIFY(shop.has(view->id, "check.over_budget"));
        QCOMPARE(emailPriceOf(*shop.session)->source, std::string("a contract"));
        QVERIFY(!saveEmailPrice(*shop.session, "-1", "USD", {}));
        QVERIFY(!saveEmailPrice(*shop.session, "1", "dollars", {}));
    }

    // Who opened at one hour again and again gets it then; all others at the start.
    void eachOnesBestHour() {
        Shop shop;
        const auto openAt = [&](int person, const char *at) {
            return shop.session->workspace().write([&](const store::Connection &connection) -> Result<void> {
                TRY_ASSIGN(store::Statement add,
                           connection.prepare("INSERT INTO message_event (dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, link, machine, at, received_at, body) "
                                              "SELECT ?1, 'open', '', m.run, m.id, '', '', '', '', 0, ?2, ?2, '' FROM message m WHERE m.ordinal = ?3 ORDER BY m.id DESC LIMIT 1"));
                add.bind(1, std::string(at) + std::to_string(person)).bind(2, instantFromIso(at)->micros).bind(3, person);
                return add.run();
            });
        };
        const char *const kDays[] = {"2026-11-22", "2026-11-23", "2026-11-24"};
        for (const char *day : kDays) {
            const CampaignId past = shop.make({}, day);
            NEED(shop.campaigns().arm(past));
            NEED(shop.campaigns().run(past));
            NEED(openAt(1, (std::string(day) + "T18:20:00Z").c_str()));
            if (day == kDays[0])
                NEED(openAt(2, (std::string(day) + "T18:20:00Z").c_str()));
        }
        // What practice readers opened on their own is no matter here.
        NEED(shop.session->workspace().write([](const store::Connection &connection) { return connection.execute("DELETE FROM event_verdict; DELETE FROM message_event WHERE dedupe_key NOT LIKE '2026%'"); }));
        shop.clock->set(*instantFromIso("2026-11-25T12:00:00Z"));
        model::DeliveryPlan plan;
        plan.atBestHour = true;
        const CampaignId id = shop.make(plan, "Now");
        QVERIFY(shop.has(id, "check.best_hours"));
        NEED(shop.campaigns().arm(id));
        SendingLoop loop(*shop.session);
        while (shop.clock->now() < *instantFromIso("2026-11-25T17:59:00Z")) {
            const auto turn = loop.turn();
            NEED(turn);
            shop.clock->advance(std::clamp<std::chrono::microseconds>(turn->wait, 20ms, 10min));
        }
        QCOMPARE(shop.campaigns().status(id)->states.at("accepted"), 11);
        while (shop.clock->now() < *instantFromIso("2026-11-25T18:10:00Z")) {
            const auto turn = loop.turn();
            NEED(turn);
            shop.clock->advance(std::clamp<std::chrono::microseconds>(turn->wait, 20ms, 10min));
        }
        QCOMPARE(shop.campaigns().status(id)->states.at("accepted"), 12);
    }

    void theForecastKnowsTopicCaps() {
        Shop shop;
        NEED(WorkspaceService(*shop.session).saveTopic({"receipts", "Receipts", "required"}));
        const auto topics = WorkspaceService(*shop.session).topics();
        NEED(topics);
        SendingRules rules;
        for (const auto &topic : *topics)
            rules.topicCaps.push_back({topic.key, {1, 7 * 86'400}});
        NEED(saveSendingRules(*shop.session, rules));
        NEED(shop.campaigns().schedule(shop.make({}, "A"), kNoon + 1h, "UTC"));
        NEED(shop.campaigns().schedule(shop.make({}, "B"), kNoon + 2h, "UTC"));
        auto map = PressureMap::make(*shop.session, 2);
        NEED(map);
        QCOMPARE((*map)->withEmails(1), 12);
        QCOMPARE((*map)->overCap(), 12);
        // What somebody waits for comes all the same.
        CampaignView receipt;
        receipt.campaign = shop.draft({}, "Receipt");
        receipt.campaign.plan.stream = model::Stream::Transactional;
        receipt.campaign.topics = {"receipts"};
        const auto saved = shop.campaigns().save(receipt);
        NEED(saved);
        NEED(shop.campaigns().schedule(saved->id, kNoon + 3h, "UTC"));
        map = PressureMap::make(*shop.session, 2);
        NEED(map);
        QCOMPARE((*map)->withEmails(2), 12);
        QCOMPARE((*map)->cutAt(), Instant{});
    }
    void aForecastSaysWhereItIsCut() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.recurrence.repeat = model::Repeat::Cron;
        plan.recurrence.cron = "* * * * *";
        NEED(shop.campaigns().schedule(shop.make(plan), kNoon + 1h, "UTC"));
        const auto map = PressureMap::make(*shop.session, 2);
        NEED(map);
        QCOMPARE((*map)->sends().size(), std::size_t{400});
        QCOMPARE((*map)->cutAt(), kNoon + 1h + 400min);
    }

    void theForecastKnowsThePeriod() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.mostInPeriod = 4;
        plan.periodMinutes = 24 * 60;
        const CampaignId id = shop.make(plan);
        NEED(shop.campaigns().schedule(id, kNoon + 1h, "UTC"));
        const auto map = PressureMap::make(*shop.session, 5);
        NEED(map);
        std::vector<std::int64_t> days;
        for (const PressureMap::Day &day : (*map)->days())
            days.push_back(day.emails);
        QCOMPARE(days, (std::vector<std::int64_t>{4, 4, 4, 0, 0}));
    }
};
AUDIENCE_TEST(CampaignChoiceTest)

#include "campaign_choice_test.moc"
