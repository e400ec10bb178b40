// Setting up Amazon on the command line: check, build, prove, take down; killed on the way it goes on where it stood.
#include "cli/sending.h"
#include "support/test_main.h"

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include <algorithm>
#endif

#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

FakeAwsConfig freshAccount() {
    FakeAwsConfig config;
    config.configurationSets.clear();
    return config;
}

// A workspace with the SES connection "shop", which names no configuration set yet.
void connectFresh(Cli &cli, const FakeAws &server) {
    const FakeAwsConfig keys;
    cli.setVariable(QStringLiteral("AWS_ACCESS_KEY_ID"), QString::fromStdString(keys.accessKeyId));
    cli.setVariable(QStringLiteral("AWS_SECRET_ACCESS_KEY"), QString::fromStdString(keys.secretKey));
    RAN(cli.run(words("init")));
    RAN(cli.run(words("connection add ses shop --region eu-west-1 --from news@example.com --credentials env --unsubscribe mailto:leave@example.com "
                      "--postal-address Street --endpoint")
                << QString::fromStdString(server.url())));
}

std::string stateOfStep(const Json &report, const char *id) {
    if (report.is_object())
        for (const Json &step : report["steps"])
            if (jsonText(step, "id") == id)
                return jsonText(step, "state");
    return {};
}

} // namespace

class SetupTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fromAFreshAccountToNothingAgain() {
        FakeAws server(freshAccount());
        Cli cli;
        connectFresh(cli, server);
        const Json looked = cli.json(words("connection setup shop --check"), 1);
        QCOMPARE(stateOfStep(looked, "queue"), std::string("missing"));
        QCOMPARE(server.sendCount(), 0);

        const Json made = cli.json(words("connection setup shop"));
        QVERIFY(made.is_object() && jsonBool(made, "ok") && jsonBool(made, "saved") && jsonBool(made, "proven"));
        QCOMPARE(jsonText(made, "events_connection"), std::string("shop-events"));
        QCOMPARE(jsonText(made, "account"), std::string("123456789012"));
        QCOMPARE(stateOfStep(made, "simulator"), std::string("ok"));
        QCOMPARE(cli.json(words("connection list")).size(), std::size_t(2));
        QVERIFY(jsonBool(cli.json(words("connection setup shop --check")), "ok"));
        QVERIFY(jsonBool(cli.json(words("connection test shop --simulator")), "proven"));
        RAN(cli.run(words("connection test shop-events")));
        REFUSED(cli.run(words("connection setup nothing")), 1);

        const Json removed = cli.json(words("connection setup shop --remove"));
        QCOMPARE(stateOfStep(removed, "queue"), std::string("missing"));
        QCOMPARE(stateOfStep(removed, "topic"), std::string("missing"));
        QCOMPARE(cli.json(words("connection list")).size(), std::size_t(1));
        REFUSED(cli.run(words("connection test shop --simulator")), 1);
    }

    void killedOnTheWayItGoesOn_data() {
        QTest::addColumn<int>("steps");
        for (const int steps : {1, 3, 6, 8})
            QTest::addRow("after %d", steps) << steps;
    }
    void killedOnTheWayItGoesOn() {
        QFETCH(int, steps);
        FakeAws server(freshAccount());
        Cli cli;
        connectFresh(cli, server);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), QStringLiteral("setup.step_written:%1").arg(steps));
        QVERIFY(cli.run(words("connection setup shop")).exit != 0);
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), QString());
        const Json made = cli.json(words("connection setup shop"));
        QVERIFY(jsonBool(made, "saved"));
        const auto operations = server.operations();
        for (const char *once : {"sns:CreateTopic", "sns:Subscribe", "ses:CreateConfigurationSet", "ses:CreateConfigurationSetEventDestination"})
            QCOMPARE(std::count(operations.begin(), operations.end(), once), std::ptrdiff_t(1));
    }

    void aMissingRightIsSaidInOneSentence() {
        FakeAwsConfig config = freshAccount();
        config.faults = {{"sns:CreateTopic", "AuthorizationError", 403, 1, 0, {}}};
        FakeAws server(config);
        Cli cli;
        connectFresh(cli, server);
        const CliResult refused = cli.run(words("connection setup shop --quiet"));
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("sns:CreateTopic"), refused.err.constData());
    }

    void identityAndPolicy() {
        FakeAwsConfig config = freshAccount();
        config.dkimStatus = "PENDING";
        FakeAws server(config);
        Cli cli;
        connectFresh(cli, server);
        const Json identity = cli.json(words("connection identity shop --no-dns"));
        QCOMPARE(jsonText(identity["dkim"], "status"), std::string("PENDING"));
        QCOMPARE(identity["dkim"]["records"].size(), std::size_t(3));
        QCOMPARE(jsonText(identity["dmarc"], "verdict"), std::string("unknown"));
        const Json whole = cli.json(words("connection policy shop")), daily = cli.json(words("connection policy shop --without-setup"));
        QVERIFY(whole["Statement"].size() > daily["Statement"].size());
        QCOMPARE(server.sendCount(), 0);
    }
};

AUDIENCE_TEST(SetupTest)
#include "setup_test.moc"
