// The verbs about events and blocked addresses, against a local service.
#include "cli/cli.h"
#include "cli/sending.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

const char *const kAppleOpen = "{\"eventType\":\"Open\",\"mail\":{\"timestamp\":\"2026-09-21T14:13:20.000Z\",\"messageId\":\"m1\",\"destination\":[\"p1@example.com\"]},"
                               "\"open\":{\"timestamp\":\"2026-09-21T14:20:00.000Z\",\"userAgent\":\"Mozilla/5.0\",\"ipAddress\":\"192.0.2.1\"}}";

std::int64_t opensOf(const Json &list, const char *rule) {
    for (const Json &one : list.at("rules"))
        if (one.at("id") == rule)
            return one.at("opens").get<std::int64_t>();
    return -1;
}

} // namespace

class EventsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rulesAreShownChangedAndApplied() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString file = cli.write(QStringLiteral("event.json"), kAppleOpen);
        RAN(cli.run(words("events import") << file));
        QCOMPARE(opensOf(cli.json(words("events rules list")), "apple-privacy"), 1);
        const Json judged = cli.json(words("events rules test") << file);
        QVERIFY(judged.at("by") == Json("machine"));
        QVERIFY(judged.at("rule") == Json("apple-privacy"));
        RAN(cli.run(words("events rules set --off apple-privacy")));
        QVERIFY(cli.json(words("events rules list")).at("apply_due") == Json(true));
        QVERIFY(cli.json(words("events rules apply --preview")).at("opens_back") == Json(1));
        QCOMPARE(opensOf(cli.json(words("events rules list")), "apple-privacy"), 1);
        QVERIFY(cli.json(words("events rules apply")).at("opens_back") == Json(1));
        const Json after = cli.json(words("events rules list"));
        QCOMPARE(opensOf(after, "apple-privacy"), 0);
        QVERIFY(after.at("opens") == Json(1));
        QVERIFY(after.at("apply_due") == Json(false));
        // What is shown can be set again.
        const CliResult shown = cli.run(words("events rules show"));
        RAN(shown);
        RAN(cli.run(words("events rules set") << cli.write(QStringLiteral("rules.json"), shown.out)));
        REFUSED(cli.run(words("events rules set") << cli.write(QStringLiteral("bad.json"), "{\"version\":1,\"rules\":[{\"id\":\"A\"}]}")), 1);
        REFUSED(cli.run(words("events rules set --on nothing")), 1);
        RAN(cli.run(words("events rules set --default")));
        QVERIFY(cli.json(words("events rules list")).at("built_in") == Json(true));
    }

    void whatHoldsForAllSendingIsKept() {
        Cli cli;
        RAN(cli.run(words("init")));
        QVERIFY(cli.json(words("setting sending")) == Json::object());
        const Json changed = cli.json(words("setting sending --hours 08:00-21:30 --days mon,tue,sun --not-on 2026-12-25,2026-12-24 --cap 3 --zone-field zone"));
        QVERIFY(changed.at("hours") == (Json{{"from", 480}, {"to", 1290}, {"weekdays", 0x43}}));
        QVERIFY(changed.at("not_on") == Json::array({"2026-12-24", "2026-12-25"}));
        QVERIFY(changed.at("cap") == (Json{{"messages", 3}, {"days", 7}}));
        QVERIFY(cli.json(words("setting sending --cap-days 30")).at("cap") == (Json{{"messages", 3}, {"days", 30}}));
        QVERIFY(cli.json(words("setting sending")).at("zone_field") == Json("zone"));
        for (const char *wrong : {"--hours 8-21", "--hours 08:00-25:00", "--days monday", "--not-on tomorrow", "--cap-days 0", "--cap -1"})
            REFUSED(cli.run(words("setting sending") << words(wrong)), 1);
        QVERIFY(cli.json(words("setting sending --hours always --days all --not-on none --cap 0 --zone-field auto")) == Json::object());
        RAN(cli.run(words("setting sending --cap 2")));
        QVERIFY(cli.json(words("setting sending --default")) == Json::object());
    }

    void limitsAreKept() {
        Cli cli;
        RAN(cli.run(words("init")));
        QVERIFY(cli.json(words("events limits")).at("bounce") == Json(0.05));
        const Json changed = cli.json(words("events limits --bounce 2 --soft off"));
        QVERIFY(changed.at("bounce") == Json(0.02));
        QVERIFY(cli.json(words("events limits")).at("soft").at("on") == Json(false));
        REFUSED(cli.run(words("events limits --bounce 300")), 1);
        QVERIFY(cli.json(words("events limits --default")).at("bounce") == Json(0.05));
    }

    void damagedEventsAreListed() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("events import") << cli.write(QStringLiteral("poison.txt"), "this is no event\n")));
        const Json list = cli.json(words("events damaged list"));
        QCOMPARE(list.size(), std::size_t(1));
        QVERIFY(list.at(0).at("body") == Json("this is no event"));
        RAN(cli.run(words("events import") << cli.write(QStringLiteral("bytes.txt"), "\xff\xfe")));
        const QString file = cli.file(QStringLiteral("damaged.jsonl"));
        QVERIFY(cli.json(words("events damaged export") << file).at("written") == Json(2));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(parseJson(written.readLine().toStdString())->at("body") == Json("this is no event"));
        QVERIFY(parseJson(written.readLine().toStdString())->at("body_base64") == Json("//4="));
        QVERIFY(cli.json(words("events damaged retry")).at("kept") == Json(2));
    }

    void blockedAddressesComeAndGo() {
        Cli cli;
        RAN(cli.run(words("init")));
        QVERIFY(cli.json(words("suppression add Ada@Example.com --why phone")).at("added") == Json(true));
        QCOMPARE(cli.json(words("suppression list ada@example.com")).at("addresses").size(), std::size_t(1));
        QCOMPARE(cli.run(words("suppression list bob@example.com")).exit, 1);
        REFUSED(cli.run(words("suppression add nobody --why x")), 1);
        const QString rejects = cli.file(QStringLiteral("rejects.csv"));
        const Json imported = cli.json(words("suppression import") << cli.write(QStringLiteral("list.csv"), "email,name\ncarl@example.com,Carl\nnothing here\ndora@example.com,Dora\n")
                                                                   << QStringLiteral("--rejects") << rejects);
        QVERIFY(imported.at("added") == Json(2));
        QVERIFY(imported.at("rejects").at(0).at("line") == Json(3));
        QFile written(rejects);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray("line,text\n3,\"nothing here\"\n"));
        QVERIFY(cli.json(words("suppression remove ada@example.com")).at("reason") == Json("manual"));
        QVERIFY(cli.json(words("suppression list")).at("total") == Json(2));
        REFUSED(cli.run(words("suppression sync")), 1); // no account to keep in step with
    }

    void theAccountIsKeptInStep() {
        FakeAws server;
        server.update([](FakeAwsConfig &config) { config.suppressed = {{"Gone@Example.com", "COMPLAINT"}}; });
        Cli cli;
        fillWithPeople(cli, 3);
        connectTo(cli, server, QStringLiteral("account"));
        RAN(cli.run(words("suppression add p2@example.com --why asked")));
        const Json synced = cli.json(words("suppression sync --push manual"));
        QVERIFY(synced.at(0).at("added") == Json(1));
        QVERIFY(synced.at(0).at("put") == Json(1));
        std::map<std::string, std::string> account;
        server.update([&](FakeAwsConfig &config) { account = config.suppressed; });
        QVERIFY(account.contains("p2@example.com"));
        const Json removed = cli.json(words("suppression remove gone@example.com --account"));
        QVERIFY(removed.at("accounts") == Json::array({"shop"}));
        server.update([&](FakeAwsConfig &config) { account = config.suppressed; });
        QVERIFY(!account.contains("Gone@Example.com"));
        server.update([](FakeAwsConfig &config) { config.productionAccess = false; });
        RAN(cli.run(words("suppression add p3@example.com --why asked")));
        REFUSED(cli.run(words("suppression sync --push manual")), 1);
    }
};

AUDIENCE_TEST(EventsTest)
#include "events_test.moc"
