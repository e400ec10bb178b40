#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/fault_point.h"
#include "base/json.h"
#include "delivery/event_damaged.h"
#include "delivery/event_intake.h"
#include "delivery/event_judge.h"
#include "ledger_fixture.h"
#include "sending_kit.h"
#endif
#include "support/test_main.h"

#include <algorithm>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

constexpr const char *kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

struct Happening {
    const char *type, *member;
    int message = 0;
    double second = 0;
    std::string agent = kFirefox, ip = "192.0.2.7", link = {};
    bool bot = false;
};

std::string body(const Happening &what) {
    const Instant at{1'790'000'000'000'000 + static_cast<std::int64_t>(what.second * 1e6)};
    Json facts{{"timestamp", toIso(at)}};
    const std::string type(what.type);
    if (type == "Open" || type == "Click") {
        facts["userAgent"] = what.agent;
        facts["ipAddress"] = what.ip;
        if (what.bot)
            facts["isBotEvent"] = "Likely";
    }
    if (type == "Click")
        facts["link"] = what.link;
    return dumpJson(Json{{"eventType", type},
                         {"mail", Json{{"timestamp", "2026-09-21T14:13:20.000Z"}, {"messageId", "ses-" + std::to_string(what.message)}, {"destination", Json::array({"a@example.com"})}}},
                         {what.member, facts}});
}

Happening open(int message, double second, std::string agent = kFirefox) {
    return {"Open", "open", message, second, std::move(agent)};
}
Happening click(int message, double second, std::string link) {
    return {"Click", "click", message, second, kFirefox, "192.0.2.7", std::move(link)};
}
Happening delivered(int message, double second) { return {"Delivery", "delivery", message, second}; }

struct Ledger2 {
    LedgerFixture f{":memory:"};
    EventIntake intake{f.connection, f.clock, kWorkspaceUuid, nullptr};
    Result<IntakeReport> take(const std::vector<Happening> &all, std::size_t batch = 100) {
        IntakeReport sum;
        for (std::size_t at = 0; at < all.size(); at += batch) {
            std::vector<RawEvent> raw;
            for (std::size_t i = at; i < std::min(all.size(), at + batch); ++i)
                raw.push_back({"test", body(all[i])});
            TRY_ASSIGN(const IntakeReport part, intake.take(raw));
            sum.add(part);
        }
        return sum;
    }
    // Of each opening and click, in an order of its own: which rule took it out.
    std::string state() {
        return f.text("SELECT group_concat(line, ' ') FROM (SELECT e.kind || e.at || e.link || '=' || e.machine || coalesce(v.rule, '-') AS line FROM message_event e "
                      "LEFT JOIN event_verdict v ON v.event = e.id WHERE e.kind IN ('open', 'click') ORDER BY 1)");
    }
    std::int64_t by(const char *rule) { return f.scalar("SELECT count(*) FROM event_verdict WHERE rule = '" + std::string(rule) + "'"); }
    void setRules(const Json &rules) {
        auto insert = f.connection.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('event_rules', ?)");
        insert->bind(1, dumpJson(rules));
        QVERIFY(insert->run());
    }
};

Json onlyRule(const char *verdict, Json when) {
    return Json{{"version", 1}, {"rules", Json::array({Json{{"id", "mine"}, {"name", "Mine"}, {"on", true}, {"verdict", verdict}, {"when", std::move(when)}}})}};
}

std::vector<Happening> someDay() {
    std::vector<Happening> all;
    for (int m = 0; m < 20; ++m) {
        const double start = 100.0 * m;
        all.push_back(delivered(m, start));
        all.push_back(open(m, start + 1, m % 3 == 0 ? "Mozilla/5.0" : kFirefox));
        all.push_back({"Open", "open", m, start + 4, "GoogleImageProxy"});
        all.push_back({"Open", "open", m, start + 40, "GoogleImageProxy"});
        all.push_back(click(m, start + (m % 2 == 0 ? 2 : 9), "https://example.com/0"));
        for (int i = 0; i < 3 + m % 3; ++i)
            all.push_back(click(m, start + 30 + 0.7 * i, "https://example.com/" + std::to_string(i)));
        all.push_back({"Click", "click", m, start + 60, "Barracuda Sentinel (EE)", "192.0.2.9", "https://example.com/s"});
        all.push_back({"Click", "click", m, start + 70, kFirefox, "148.163.140.2", "https://example.com/n"});
        all.push_back({"Click", "click", m, start + 80, kFirefox, "192.0.2.9", "https://example.com/b", true});
    }
    return all;
}

} // namespace

class EventRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void networksAreReadExactly_data() {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("inside");
        QTest::addColumn<QString>("outside");
        QTest::newRow("v4") << "192.0.2.0/24" << "192.0.2.255" << "192.0.3.0";
        QTest::newRow("odd bits") << "10.0.0.0/9" << "10.127.255.255" << "10.128.0.0";
        QTest::newRow("one") << "192.0.2.7" << "192.0.2.7" << "192.0.2.8";
        QTest::newRow("v6") << "2001:db8::/33" << "2001:db8:7fff::1" << "2001:db8:8000::1";
        QTest::newRow("v4 in v6") << "192.0.2.0/24" << "::ffff:192.0.2.9" << "2001:db8::1";
        QTest::newRow("all") << "0.0.0.0/0" << "255.255.255.255" << "::1";
    }
    void networksAreReadExactly() {
        QFETCH(QString, network);
        QFETCH(QString, inside);
        QFETCH(QString, outside);
        const auto read = ipNetwork(network.toStdString());
        QVERIFY(read);
        const auto in = ipAddress(inside.toStdString()), out = ipAddress(outside.toStdString());
        QVERIFY(in && out);
        QVERIFY(read->contains(*in));
        QVERIFY(!read->contains(*out));
    }
    void badNetworksAreRefused() {
        for (const char *bad : {"", "192.0.2", "192.0.2.256", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "1.2.3.4.5", "::1::", ":", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "example.com", "2001:db8::/129", "1:"})
            QVERIFY2(!ipNetwork(bad), bad);
    }
    void theBuiltInRulesReadTheirOwnJson() {
        const EventRules rules = builtInEventRules();
        const auto again = eventRulesFromJson(toJson(rules));
        NEED(again);
        QCOMPARE(hashOf(*again), hashOf(rules));
        QCOMPARE(again->rules.size(), std::size_t(7));
    }
    void badRulesSayWhatIsWrong_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *name, const char *when, const char *reason, const char *verdict = "both") {
            QTest::newRow(name) << QByteArray("{\"version\":1,\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"on\":true,\"verdict\":\"") + verdict + "\",\"when\":" + when + "}]}" << QString::fromLatin1(reason);
        };
        row("empty", "{}", "when");
        row("unknown", "{\"moon\":1}", "moon");
        row("network", "{\"networks\":[\"300.1.1.1\"]}", "300.1.1.1");
        row("seconds", "{\"seconds_after_delivery\":-1}", "seconds_after_delivery");
        row("fraction", "{\"seconds_after_delivery\":1.5}", "seconds_after_delivery");
        row("burst of opens", "{\"links_within\":{\"links\":3,\"seconds\":2}}", "links_within");
        row("one link", "{\"links_within\":{\"links\":1,\"seconds\":2}}", "links_within", "bot_click");
        row("verdict", "{\"amazon_says_bot\":true}", "verdict", "maybe");
        QTest::newRow("version") << QByteArray("{\"rules\":[]}") << "version";
        QTest::newRow("twice") << QByteArray("{\"version\":1,\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"on\":true,\"verdict\":\"both\",\"when\":{\"amazon_says_bot\":true}},"
                                             "{\"id\":\"r\",\"name\":\"R\",\"on\":true,\"verdict\":\"both\",\"when\":{\"amazon_says_bot\":true}}]}") << "id";
    }
    void badRulesSayWhatIsWrong() {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        const auto json = parseJson(text.toStdString());
        NEED(json);
        const auto rules = eventRulesFromJson(*json);
        QVERIFY(!rules);
        QCOMPARE(QString::fromStdString(std::string(rules.error().arg("reason"))), reason);
    }

    void eachBuiltInRuleTakesItsOwn() {
        Ledger2 l;
        NEED(l.take(someDay()));
        QCOMPARE(l.by("apple-privacy"), 7);
        QCOMPARE(l.by("google-proxy"), 20); // not the later one: a person in Gmail
        QCOMPARE(l.by("scanners"), 20);
        QCOMPARE(l.by("scanner-networks"), 20);
        QCOMPARE(l.by("amazon"), 20);
        QCOMPARE(l.by("quick-click"), 10);
        QCOMPARE(l.by("many-links"), 7 * 4 + 6 * 5);
        QCOMPARE(l.f.scalar("SELECT count(*) FROM message_event WHERE machine = 1"), l.f.scalar("SELECT count(*) FROM event_verdict"));
    }

    // Whatever order the events come in, and however often: the same verdicts.
    void everyOrderEndsTheSame() {
        Ledger2 first;
        NEED(first.take(someDay()));
        const std::string wanted = first.state();
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            std::vector<Happening> events = someDay();
            const auto once = events;
            events.insert(events.end(), once.begin(), once.end());
            SeededRng rng(seed);
            for (std::size_t i = events.size(); i > 1; --i)
                std::swap(events[i - 1], events[rng.below(i)]);
            Ledger2 l;
            NEED(l.take(events, 1 + rng.below(40)));
            QCOMPARE(l.state(), wanted);
        }
    }

    void thePastIsCountedAgain() {
        Ledger2 l;
        NEED(l.take(someDay()));
        const std::string before = l.state();
        QVERIFY(!*isPassDue(l.f.connection));
        l.setRules(onlyRule("bot_click", Json{{"networks", Json::array({"192.0.2.0/28"})}}));
        QVERIFY(*isPassDue(l.f.connection));
        const auto preview = previewRules(l.f.connection, *storedEventRules(l.f.connection));
        NEED(preview);
        QCOMPARE(l.state(), before); // a preview writes nothing
        const auto pass = applyRules(l.f.connection);
        NEED(pass);
        QVERIFY(!*isPassDue(l.f.connection));
        QCOMPARE(pass->opensBack, preview->opensBack);
        QCOMPARE(pass->clicksOut, preview->clicksOut);
        QCOMPARE(pass->clicksBack, preview->clicksBack);
        QCOMPARE(pass->opensOut, 0);
        QCOMPARE(pass->opensBack, 27 + 0);
        QVERIFY(pass->after == preview->after);
        QCOMPARE(pass->before.at("many-links").clicks, 58);
        QCOMPARE(pass->after.at("mine").clicks, l.by("mine"));
        // And back: as it was.
        NEED(l.f.connection.execute("DELETE FROM setting WHERE name = 'event_rules'"));
        NEED(applyRules(l.f.connection));
        QCOMPARE(l.state(), before);
    }

    // Cut short at any batch and called again: the sums and the end are those of one pass.
    void aPassGoesOnWhereItWasCut() {
        std::vector<Happening> many;
        for (int m = 0; m < 2200; ++m)
            many.push_back(open(m, m, m % 2 == 0 ? "Mozilla/5.0" : kFirefox));
        Ledger2 l;
        NEED(l.take(many, 500));
        l.setRules(onlyRule("machine_open", Json{{"user_agent_contains", Json::array({"firefox"})}}));
        int cuts = 0;
        for (;;) {
            CancelSource stop;
            Progress progress([&](ProgressState) { stop.cancel(); });
            const auto pass = applyRules(l.f.connection, &progress, stop.token());
            if (pass) {
                QCOMPARE(pass->opensOut, 1100);
                QCOMPARE(pass->opensBack, 1100);
                QCOMPARE(pass->before.at("apple-privacy").opens, 1100);
                break;
            }
            QCOMPARE(pass.error().kind, ErrorKind::Cancelled);
            ++cuts;
        }
        QCOMPARE(cuts, 4);
        QCOMPARE(l.by("mine"), 1100);
    }

    // What a person should look at is kept, listed, and read once the program can.
    void damagedEventsAreReadAgain() {
        Ledger2 l;
        const std::vector<RawEvent> raw{{"sqs", "no json at all \xff"}, {"sqs", body(open(1, 1))}};
        NEED(l.intake.take(raw));
        // As an older version would have kept it.
        NEED(l.f.connection.execute("INSERT INTO event_malformed (dedupe_key, source, received_at, reason, body) VALUES ('x', 'sqs', 5, 'event.unknown_type', CAST('" +
                                    body(open(2, 2)) + "' AS BLOB))"));
        QCOMPARE(*damagedCount(l.f.connection), 2);
        const auto listed = damagedEvents(l.f.connection, 0, 10);
        NEED(listed);
        QCOMPARE(listed->at(0).body, std::string("no json at all \xff"));
        const auto report = l.intake.retryMalformed();
        NEED(report);
        QCOMPARE(report->unmatched, 1);
        QCOMPARE(report->malformed, 1);
        QCOMPARE(*damagedCount(l.f.connection), 1);
        QCOMPARE(l.f.scalar("SELECT count(*) FROM message_event WHERE message_id = 'ses-2'"), 1);
    }
};

AUDIENCE_TEST(EventRulesTest)
#include "event_rules_test.moc"
