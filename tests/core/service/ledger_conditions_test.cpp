// Conditions on consent, suppression and emails: against a random ledger counted by hand, member for member.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/sql.h"
#include "email/address.h"
#include "segment/rule_text.h"
#include "service/data_service.h"
#include "service/demo_service.h"
#include "service/definition_store.h"
#include "qbase/time_zone.h"
#include "service/people.h"
#include "service/segment_advice.h"
#include "service/segment_behaviour.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "workspace/consent_repository.h"
#include "workspace/suppression_repository.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <map>
#include <set>

using namespace audience;
using namespace audience::service;

class LedgerConditionsTest : public QObject {
    Q_OBJECT

    struct Happening {
        std::string name; // as model::messageFacts()
        std::int64_t message = 0, run = 0;
        Ordinal person = 0;
        std::int64_t at = 0;
        std::string link;
        bool isMachine = false, isHard = false, isPractice = false;
    };
    static constexpr std::int64_t kDay = kMicrosPerDay, kRun = 9000;

    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;
    std::vector<Happening> m_happened;
    std::vector<Ordinal> m_people;
    std::map<std::int64_t, std::int64_t> m_campaignOf; // by run
    std::int64_t m_now = 0, m_template = 0;
    std::map<std::string, Ordinal> m_ordinalOf; // by key
    int m_compared = 0;

    void change(const std::string &sql) {
        const auto done = m_session->workspace().write([&](const store::Connection &c) { return c.execute(sql); });
        QVERIFY2(done, sql.c_str());
    }

    void addRun(std::int64_t run, const std::string &transport, const std::string &topic) {
        const auto saved = DefinitionStore(*m_session, "campaign")
                               .save({0, 0, "Campaign " + std::to_string(run), Json{{"audience_campaign", 1}, {"template", m_template}}, {}});
        QVERIFY(saved);
        m_campaignOf[run] = saved->id;
        change("INSERT INTO run(id, uid, campaign, name, transport, connection, status, reason, topics, permission, legal_basis, resend, "
               "wait_seconds, cap_messages, cap_seconds, audience, created_at, changed_at) VALUES(" + std::to_string(run) + ", 'run" +
               std::to_string(run) + "', " + std::to_string(saved->id) + ", 'n', '" + transport + "', 'c', 'finished', '', '[\"" + topic +
               "\"]', 'consent', '', 'never', 60, 0, 0, 1, 1, 1)");
    }

    // Of everyone some emails, and of each email what may have come of it.
    void fillLedger() {
        SeededRng rng(4711);
        std::int64_t message = 1'000'000, event = 1'000'000; // beyond those of the demo
        std::string sql;
        const auto happen = [&](bool isReal, Happening one, const char *kind, const char *subtype) {
            if (kind) {
                ++event;
                sql += "INSERT INTO message_event(id, dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, link, machine, at, received_at, body) VALUES(" +
                       std::to_string(event) + ", 'k" + std::to_string(event) + "', '" + kind + "', '" + subtype + "', " + std::to_string(one.run) + ", " +
                       std::to_string(one.message) + ", 'x', '', '', '" + one.link + "', " + (one.isMachine ? "1" : "0") + ", " + std::to_string(one.at) + ", 0, '');\n";
            }
            one.isPractice = !isReal;
            m_happened.push_back(std::move(one));
        };
        for (std::int64_t run = kRun; run < kRun + 4; ++run) {
            const bool isReal = run != kRun + 3; // the last one was practice
            for (const Ordinal person : m_people) {
                if (rng.below(3) == 0)
                    continue;
                ++message;
                const std::int64_t sent = m_now - static_cast<std::int64_t>(rng.below(60)) * kDay;
                const bool isAccepted = rng.below(10) != 0;
                sql += "INSERT INTO message(id, run, step, ordinal, address, address_key, variant, state, reason, due_at, attempts, resends, message_id, changed_at) VALUES(" +
                       std::to_string(message) + ", " + std::to_string(run) + ", '', " + std::to_string(person) + ", 'a', 'a', '', '" +
                       (isAccepted ? "accepted" : "skipped") + "', '', 0, 1, 0, " + (isAccepted ? "'m'" : "NULL") + ", " + std::to_string(sent) + ");\n";
                if (!isAccepted)
                    continue;
                const Happening base{"", message, run, person, sent, "", false, false, false};
                const auto with = [&](const char *name, std::int64_t after) {
                    Happening one = base;
                    one.name = name;
                    one.at = sent + after;
                    return one;
                };
                happen(isReal, with("sent", 0), nullptr, "");
                if (rng.below(8) == 0) {
                    Happening bounce = with("bounced", 1000);
                    bounce.isHard = rng.below(2) == 0;
                    happen(isReal, bounce, "bounce", bounce.isHard ? "Permanent/General" : "Transient/MailboxFull");
                    continue;
                }
                happen(isReal, with("delivered", 2000), "delivery", "");
                for (std::uint64_t i = rng.below(4); i > 0; --i) {
                    Happening open = with("opened", static_cast<std::int64_t>(rng.below(20)) * kDay / 2);
                    open.isMachine = rng.below(3) == 0;
                    happen(isReal, open, "open", "");
                }
                for (std::uint64_t i = rng.below(3); i > 0; --i) {
                    Happening click = with("clicked", static_cast<std::int64_t>(rng.below(20)) * kDay / 2);
                    click.link = rng.below(2) == 0 ? "https://shop.example/sale" : "https://shop.example/new";
                    happen(isReal, click, "click", "");
                }
                if (rng.below(12) == 0)
                    happen(isReal, with("complained", kDay), "complaint", "abuse");
                if (rng.below(12) == 0)
                    happen(isReal, with("unsubscribed", kDay), "subscription", "");
            }
        }
        change(sql);
    }

    static model::SegmentRule rule(const Json &condition) {
        model::SegmentRule rule;
        rule.root = model::conditionNode(condition);
        return rule;
    }
    std::set<Ordinal> members(const Json &condition) {
        const auto list = SegmentService(*m_session).memberList(rule(condition));
        if (!list) {
            qWarning("%s: %s at %s", dumpJson(condition).c_str(), list.error().id.c_str(), std::string(list.error().arg("path")).c_str());
            return {99999};
        }
        const std::set<Ordinal> found((*list)->people.begin(), (*list)->people.end());
        // The same rule as SQL over the workspace's own tables.
        const auto sql = SegmentService(*m_session).sql(rule(condition), "sqlite");
        const auto rows = sql ? DataService(*m_session).query(*sql, 100'000) : Result<RowsPage>(sql.error());
        if (!rows) {
            qWarning("%s: %s %s", dumpJson(condition).c_str(), rows.error().id.c_str(), std::string(rows.error().arg("reason")).c_str());
            return {99998};
        }
        std::set<Ordinal> asked;
        for (const auto &row : rows->rows)
            asked.insert(m_ordinalOf.at(row[0]));
        ++m_compared;
        if (asked == found)
            return found;
        qWarning("%s\n%s\nengine %zu, SQLite %zu", dumpJson(condition).c_str(), sql->c_str(), found.size(), asked.size());
        return {99997};
    }
    std::string finding(const Json &condition) {
        for (const FindingView &one : SegmentService(*m_session).check(rule(condition)))
            return one.id + " " + one.path;
        return {};
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261121);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_session = *session;
        DemoShopOptions shop;
        shop.people = 300;
        shop.events = 500;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_session->now().micros / kMicrosPerDay - 1)};
        QVERIFY(DemoService(*m_session).fill(shop));
        m_session->setNow(Instant{m_session->now().micros / (60 * kMicrosPerSecond) * 60 * kMicrosPerSecond});
        m_now = m_session->now().micros;
        const auto snapshot = m_session->snapshot();
        QVERIFY(snapshot);
        (*snapshot)->members().forEach([&](Ordinal person) {
            m_people.push_back(person);
            return true;
        });
        const auto people = People::load(*m_session);
        QVERIFY(people);
        for (const Ordinal person : m_people)
            m_ordinalOf[people->keyOf(person).value()] = person;
        workspace::ConsentRepository consent(m_session->workspace());
        QVERIFY(consent.saveTopic({{}, "offers", "Offers", workspace::TopicKind::OptOut}));
        const auto saved = DefinitionStore(*m_session, "template").save({0, 0, "Spring", Json::object(), {}});
        QVERIFY(saved);
        m_template = saved->id;
        addRun(kRun, "ses", "offers");
        addRun(kRun + 1, "ses", "receipts");
        addRun(kRun + 2, "ses", "offers");
        addRun(kRun + 3, "practice", "offers");
        fillLedger();
    }
    void cleanupTestCase() {
        m_session.reset();
        qInfo("%d rules compared with SQLite", m_compared);
    }

    void messagesAsCountedByHand() {
        SeededRng rng(99);
        const auto pick = [&](std::initializer_list<const char *> words) { return std::string(words.begin()[rng.below(words.size())]); };
        int interesting = 0;
        for (int i = 0; i < 400; ++i) {
            Json json = Json::object({{"type", "message"}});
            const std::string what = pick({"sent", "delivered", "opened", "clicked", "engaged", "bounced", "complained", "unsubscribed"});
            json["what"] = what;
            std::vector<std::function<bool(const Happening &)>> tests{[&](const Happening &one) {
                return one.name == what || (what == "engaged" && (one.name == "opened" || one.name == "clicked"));
            }};
            std::string by;
            if (what == "opened" && rng.below(2) == 0)
                json["by"] = by = pick({"person", "machine", "anyone"});
            if (what == "opened" || what == "engaged")
                tests.push_back([=](const Happening &one) { return by == "anyone" || one.isMachine == (by == "machine"); });
            if (what == "bounced" && rng.below(2) == 0) {
                const bool isHard = rng.below(2) == 0;
                json["bounce"] = isHard ? "hard" : "soft";
                tests.push_back([=](const Happening &one) { return one.isHard == isHard; });
            }
            if (rng.below(3) == 0) {
                const std::int64_t run = kRun + static_cast<std::int64_t>(rng.below(4));
                json["campaign"] = std::to_string(m_campaignOf[run]);
                tests.push_back([=](const Happening &one) { return one.run == run; }); // practice as well, where it is named
            } else if (rng.below(4) == 0) {
                json["topic"] = "offers";
                tests.push_back([](const Happening &one) { return one.run != kRun + 1; });
            } else if (rng.below(4) == 0) {
                json["template"] = m_template;
            }
            if (!json.contains("campaign"))
                tests.push_back([](const Happening &one) { return !one.isPractice; });
            if (what == "clicked" && rng.below(2) == 0) {
                json["link"] = Json{{"op", "contains"}, {"value", "SALE"}, {"ignore_case", true}};
                tests.push_back([](const Happening &one) { return one.link.find("sale") != std::string::npos; });
            }
            std::int64_t from = INT64_MIN;
            if (rng.below(2) == 0) {
                const auto days = static_cast<std::int64_t>(rng.below(50) + 1);
                json["window"] = Json{{"last", days}, {"unit", "days"}};
                from = m_now - days * kDay;
            }
            std::map<Ordinal, std::vector<const Happening *>> of, all;
            for (const Happening &one : m_happened) {
                if (!std::all_of(tests.begin(), tests.end(), [&](const auto &test) { return test(one); }))
                    continue;
                all[one.person].push_back(&one);
                if (from == INT64_MIN || (one.at >= from && one.at <= m_now))
                    of[one.person].push_back(&one);
            }
            std::set<Ordinal> expected;
            const std::uint64_t kind = rng.below(4);
            if (kind == 0) { // the last one lies in the window
                json["which"] = "last";
                for (const auto &[person, list] : all) {
                    std::int64_t last = INT64_MIN;
                    for (const Happening *one : list)
                        last = std::max(last, one->at);
                    if (from == INT64_MIN || (last >= from && last <= m_now))
                        expected.insert(person);
                }
            } else {
                const bool did = rng.below(3) != 0;
                if (!did)
                    json["do"] = "did_not";
                std::int64_t least = 1;
                std::string counted = "emails";
                if (kind == 1) {
                    least = static_cast<std::int64_t>(rng.below(4));
                    counted = what == "clicked" ? pick({"emails", "times", "campaigns", "links"}) : pick({"emails", "times", "campaigns"});
                    json["count"] = Json{{"of", counted}, {"op", ">="}, {"value", least}};
                }
                for (const Ordinal person : m_people) {
                    std::set<std::string> distinct;
                    for (const Happening *one : of[person])
                        distinct.insert(counted == "emails"      ? std::to_string(one->message)
                                        : counted == "campaigns" ? std::to_string(one->run)
                                        : counted == "links"     ? one->link
                                                                 : std::to_string(distinct.size()));
                    if ((static_cast<std::int64_t>(distinct.size()) >= least) == did)
                        expected.insert(person);
                }
            }
            const std::set<Ordinal> found = members(json);
            QVERIFY2(found == expected, (dumpJson(json) + " engine " + std::to_string(found.size()) + " by hand " + std::to_string(expected.size())).c_str());
            const std::string text = segment::toText(rule(json));
            const auto back = segment::ruleFromText(text);
            QVERIFY2(back, text.c_str());
            QVERIFY2(members(back->root.condition) == expected, text.c_str());
            QVERIFY2(text.find("json {") == std::string::npos, text.c_str());
            interesting += !expected.empty() && expected.size() < m_people.size();
        }
        QVERIFY(interesting > 150);
    }

    // What a segment does with emails beside everyone else, counted one by one.
    void emailsBesideEveryoneElse() {
        const Json german{{"type", "attribute"}, {"field", "country"}, {"op", "="}, {"value", "DE"}};
        const std::set<Ordinal> inside = members(german);
        std::map<std::string, std::map<Ordinal, std::set<std::int64_t>>> emails; // by what happened
        std::vector<std::int64_t> in(24), out(24);
        const auto zone = m_session->workspace().setting("zone");
        for (const Happening &one : m_happened) {
            if (one.isPractice || one.isMachine || one.at > m_now || one.at < m_now - kEmailDays * kDay)
                continue;
            emails[one.name][one.person].insert(one.message);
            if (one.name == "opened")
                ++(inside.count(one.person) > 0 ? in : out)[static_cast<std::size_t>(
                    civilAt(Instant{one.at}, zone && zone->is_string() ? zone->get<std::string>() : "UTC")->secondOfDay / 3600)];
        }
        const auto told = behaviourOf(*m_session, rule(german));
        QVERIFY(told);
        QVERIFY(told->hours.inside == in && told->hours.outside == out);
        const auto &sent = emails["sent"];
        const auto count = [&](bool isInside, const std::function<bool(Ordinal)> &meets) {
            return std::count_if(m_people.begin(), m_people.end(), [&](Ordinal person) { return (inside.count(person) > 0) == isInside && meets(person); });
        };
        int shares = 0;
        for (const auto &share : told->shares) {
            if (share.id == "bought")
                continue;
            const auto &of = emails[share.id == "emailed" ? "sent" : share.id];
            const auto meets = [&](Ordinal person) { return sent.count(person) > 0 && of.count(person) > 0; };
            QCOMPARE(share.inside, count(true, meets));
            QCOMPARE(share.outside, count(false, meets));
            ++shares;
        }
        QCOMPARE(shares, 3);
        const auto opened = breakDown(*m_session, rule(german), "email:opened");
        QVERIFY(opened);
        for (const BreakdownRow &row : opened->rows) {
            const auto meets = [&](Ordinal person) {
                const auto at = emails["opened"].find(person);
                const std::size_t number = at == emails["opened"].end() ? 0 : at->second.size();
                if (row.kind == BreakdownRow::Kind::Nothing)
                    return sent.count(person) == 0;
                const auto wanted = static_cast<std::size_t>(std::stoi(row.from));
                return sent.count(person) > 0 && (row.kind == BreakdownRow::Kind::Value ? number == wanted : number >= wanted);
            };
            QCOMPARE(row.inside, count(true, meets));
            QCOMPARE(row.outside, count(false, meets));
        }
        const auto advice = adviceFor(*m_session, rule(german));
        QVERIFY(advice);
        std::set<std::string> ids;
        for (const SegmentAdvice &one : *advice) {
            ids.insert(one.id);
            if (one.id != "best_hour")
                continue;
            const auto best = std::max_element(in.begin(), in.end());
            QCOMPARE(one.args[0].second, std::to_string(best - in.begin()));
            QCOMPARE(one.args[1].second, std::to_string(*best));
        }
        QVERIFY(ids.count("best_hour") > 0 && ids.count("not_opening") > 0);
    }

    void whatComesLaterCounts() {
        const Json never = Json{{"type", "message"}, {"what", "complained"}, {"do", "did_not"}};
        const std::set<Ordinal> before = members(never);
        QVERIFY(!before.empty());
        const Ordinal one = *before.begin();
        const auto sent = std::find_if(m_happened.begin(), m_happened.end(), [&](const Happening &h) { return h.person == one && !h.isPractice; });
        QVERIFY(sent != m_happened.end());
        change("INSERT INTO message_event(id, dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, link, machine, at, received_at, body) "
               "VALUES(3000000, 'later', 'complaint', 'abuse', " + std::to_string(sent->run) + ", " + std::to_string(sent->message) + ", 'x', '', '', '', 0, 1, 0, '')");
        const std::set<Ordinal> after = members(never);
        QCOMPARE(after.size() + 1, before.size());
        QVERIFY(after.count(one) == 0);
        change("DELETE FROM message_event WHERE id = 3000000");
        QVERIFY(members(never) == before);
    }

    void consentAsOnRecord() {
        workspace::ConsentRepository consent(m_session->workspace());
        const auto topic = consent.saveTopic({{}, "letters", "Letters", workspace::TopicKind::OptIn});
        QVERIFY(topic);
        using workspace::ConsentState;
        engine::Bitmap many(m_people.back() + 1);
        std::map<Ordinal, workspace::Consent> expected;
        SeededRng rng(5);
        for (const Ordinal person : m_people)
            if (rng.below(2) == 0) {
                many.add(person);
                expected[person] = {ConsentState::Granted, Instant{m_now - 20 * kDay}, "import customers.csv", ""};
            }
        QVERIFY(consent.setMany(topic->id, many, {ConsentState::Granted, Instant{m_now - 20 * kDay}, "import customers.csv", ""}));
        for (const Ordinal person : m_people)
            if (rng.below(5) == 0) {
                expected[person] = {rng.below(3) == 0 ? ConsentState::Granted : ConsentState::Withdrawn,
                                    Instant{m_now - static_cast<std::int64_t>(rng.below(40)) * kDay}, "unsubscribe link", ""};
                QVERIFY(consent.set(topic->id, person, expected[person]));
            }
        for (const auto &[word, state] : {std::pair<const char *, ConsentState>{"opted_in", ConsentState::Granted},
                                          {"opted_out", ConsentState::Withdrawn}, {"unknown", ConsentState::Unknown}})
            for (const int days : {0, 10, 30})
                for (const bool byLink : {false, true}) {
                    std::set<Ordinal> wanted;
                    for (const Ordinal person : m_people) {
                        const auto found = expected.find(person);
                        const workspace::Consent has = found == expected.end() ? workspace::Consent() : found->second;
                        if (has.state == state && (days == 0 || (found != expected.end() && has.at.micros >= m_now - days * kDay)) &&
                            (!byLink || has.source == "unsubscribe link"))
                            wanted.insert(person);
                    }
                    Json json = Json{{"type", "consent"}, {"topic", "letters"}, {"state", word}};
                    if (days > 0)
                        json["window"] = Json{{"last", days}, {"unit", "days"}};
                    if (byLink)
                        json["source"] = Json{{"op", "="}, {"value", "unsubscribe link"}};
                    QVERIFY2(members(json) == wanted, dumpJson(json).c_str());
                    const auto back = segment::ruleFromText(segment::toText(rule(json)));
                    QVERIFY2(back && members(back->root.condition) == wanted, segment::toText(rule(json)).c_str());
                }
    }

    void suppressedAndReachable() {
        const auto people = People::load(*m_session);
        QVERIFY(people);
        workspace::SuppressionRepository list(m_session->workspace(), email::addressKey);
        const Json any = Json{{"type", "suppressed"}}, reachable = Json{{"type", "reachable"}, {"topics", {"offers"}}};
        const std::set<Ordinal> before = members(any), reached = members(reachable);
        QVERIFY(reached.size() > 10);
        const Ordinal first = *reached.begin(), second = *std::next(reached.begin(), 5);
        QVERIFY(list.add(*people->addressOf(first), workspace::SuppressionReason::Complaint, "t"));
        QVERIFY(list.add(*people->addressOf(second), workspace::SuppressionReason::Manual, "t"));
        std::set<Ordinal> after = before;
        after.insert({first, second});
        QVERIFY(members(any) == after);
        const std::set<Ordinal> complaints = members(Json{{"type", "suppressed"}, {"reasons", {"complaint"}}, {"window", {{"from", "2000-01-01"}}}});
        QVERIFY(complaints.count(first) != 0 && complaints.count(second) == 0);
        std::set<Ordinal> left = reached;
        for (const Ordinal person : {first, second})
            left.erase(person);
        QVERIFY(members(reachable) == left);
        // What the rule finds is what the policy says of everybody.
        const auto counted = SegmentService(*m_session).count(rule(reachable), {"offers"});
        QVERIFY(counted);
        QCOMPARE(counted->count, static_cast<std::int64_t>(left.size()));
        const auto back = segment::ruleFromText("is suppressed for (\"complaint\", manual) and not is reachable about (offers)");
        QVERIFY(back);
        const auto both = SegmentService(*m_session).size(*back);
        QVERIFY(both);
        QVERIFY(*both >= 2);
        QVERIFY(list.remove(*people->addressOf(first)));
        QVERIFY(list.remove(*people->addressOf(second)));
    }

    void whatIsUnknownIsTold_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("finding");
        QTest::newRow("topic") << QByteArray(R"({"type":"consent","topic":"nothing"})") << QByteArray("segment.unknown_topic /rule/topic");
        QTest::newRow("no topic") << QByteArray(R"({"type":"consent"})") << QByteArray("segment.id_expected /rule/topic");
        QTest::newRow("state") << QByteArray(R"({"type":"consent","topic":"offers","state":"maybe"})") << QByteArray("segment.unknown_word /rule/state");
        QTest::newRow("reason") << QByteArray(R"({"type":"suppressed","reasons":["bounce","mood"]})") << QByteArray("segment.unknown_word /rule/reasons/1");
        QTest::newRow("reachable topic") << QByteArray(R"({"type":"reachable","topics":["offers","nothing"]})") << QByteArray("segment.unknown_topic /rule/topics/1");
        QTest::newRow("campaign") << QByteArray(R"({"type":"message","what":"sent","campaign":987654})") << QByteArray("segment.unknown_campaign /rule/campaign");
        QTest::newRow("template") << QByteArray(R"({"type":"message","what":"sent","template":"x"})") << QByteArray("segment.unknown_template /rule/template");
        QTest::newRow("message topic") << QByteArray(R"({"type":"message","what":"sent","topic":"nothing"})") << QByteArray("segment.unknown_topic /rule/topic");
        QTest::newRow("what") << QByteArray(R"({"type":"message","what":"replied"})") << QByteArray("segment.unknown_word /rule/what");
        QTest::newRow("not of it") << QByteArray(R"({"type":"message","what":"sent","link":{"op":"=","value":"x"}})") << QByteArray("segment.not_of_fact /rule/link");
        QTest::newRow("count") << QByteArray(R"({"type":"message","what":"sent","count":{"op":"contains","value":1}})") << QByteArray("segment.unknown_op /rule/count/op");
        QTest::newRow("window") << QByteArray(R"({"type":"message","what":"sent","window":{"anniversary":"next","days":3}})") << QByteArray("segment.bad_window /rule/window");
        QTest::newRow("member") << QByteArray(R"({"type":"message","what":"sent","journey":"x"})") << QByteArray("segment.unknown_member /rule");
    }
    void whatIsUnknownIsTold() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, finding);
        QCOMPARE(QByteArray::fromStdString(this->finding(*parseJson(json.toStdString()))), finding);
    }

    // Other databases have none of these facts, and SQLite only where the workspace's own tables are asked.
    void otherDatabasesAreRefusedHonestly() {
        const model::SegmentRule sent = rule(Json{{"type", "message"}, {"what", "sent"}});
        SqlRequest request;
        for (const char *dialect : {"postgresql", "redshift", "snowflake", "bigquery", "databricks", "fabric"}) {
            request.dialect = dialect;
            const auto sql = SegmentService(*m_session).sql(sent, request);
            QVERIFY(!sql);
            QCOMPARE(QString::fromStdString(sql.error().id), QStringLiteral("segment.no_sql_facts"));
            QCOMPARE(QByteArray::fromStdString(std::string(sql.error().arg("path"))), QByteArray("/rule"));
        }
        request.dialect = "sqlite";
        QVERIFY(SegmentService(*m_session).sql(sent, request));
        request.dbtModel = true;
        QCOMPARE(SegmentService(*m_session).sql(sent, request).error().id, std::string("segment.no_sql_facts"));
        request.dbtModel = false;
        request.tables = Json{{"customers", {{"table", "people"}}}};
        QCOMPARE(SegmentService(*m_session).sql(sent, request).error().id, std::string("segment.no_sql_facts"));
    }

    // The ledgers as tables, and a rule that asks them.
    void ledgersAsTables() {
        const auto counts = DataService(*m_session).query("SELECT name, count(*) FROM audience_messages GROUP BY name ORDER BY name", 100);
        QVERIFY2(counts, counts ? "" : counts.error().id.c_str());
        std::map<std::string, std::int64_t> expected;
        for (const Happening &one : m_happened)
            ++expected[one.name];
        for (const auto &row : counts->rows)
            QCOMPARE(QByteArray::fromStdString(row[0] + ' ' + row[1]), QByteArray::fromStdString(row[0] + ' ' + std::to_string(expected[row[0]])));
        QCOMPARE(counts->rows.size(), expected.size());
        const Json asked{{"type", "query"},
                         {"sql", "SELECT customer_id FROM customers JOIN audience_messages m ON m._ordinal = customers._ordinal WHERE m.name = 'complained' AND NOT m.practice"}};
        QVERIFY(members(asked) == members(Json{{"type", "message"}, {"what", "complained"}}));
        QVERIFY(!members(asked).empty());
        const Json reached{{"type", "query"}, {"sql", R"(SELECT customer_id FROM customers JOIN audience_people p ON p._ordinal = customers._ordinal WHERE p."reachable offers")"}};
        QVERIFY(members(reached) == members(Json{{"type", "reachable"}, {"topics", {"offers"}}}));
        QCOMPARE(DataService(*m_session).query("DROP TABLE audience_people", 1).error().id, std::string("query.not_reading"));
    }
};

AUDIENCE_TEST(LedgerConditionsTest)
#include "ledger_conditions_test.moc"
