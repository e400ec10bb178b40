// What a template says about a field that somebody lacks is obeyed by the send, and told in words.
#include "cli/sending.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

class MissingFieldTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isObeyedByTheSend_data() {
        QTest::addColumn<QString>("missing");
        QTest::addColumn<int>("exit");
        QTest::addColumn<int>("accepted");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("use the default") << QStringLiteral("empty") << 0 << 3 << QByteArray();
        QTest::newRow("skip the person") << QStringLiteral("skip") << 0 << 2 << QByteArray("b@example.com\tskipped");
        QTest::newRow("stop") << QStringLiteral("stop") << 1 << 0 << QByteArray("The campaign was stopped by its email \"news\".");
    }
    void isObeyedByTheSend() {
        QFETCH(QString, missing);
        QFETCH(int, exit);
        QFETCH(int, accepted);
        QFETCH(QByteArray, told);
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("import --as people --role profiles --key id --email email --consent consent")
                    << cli.write(QStringLiteral("people.csv"), "id,email,city,consent\n1,a@example.com,Kiel,yes\n"
                                                               "2,b@example.com,,yes\n3,c@example.com,Bonn,yes\n")));
        RAN(cli.run(words("segment save --name everyone --text everybody")));
        const QString html = cli.write(QStringLiteral("news.html"), "<p>Shops in {{ city }}</p><a href=\"{{ unsubscribe_url }}\">Leave</a>");
        RAN(cli.run(words("template save --name news --subject News --html") << html << QStringLiteral("--missing") << missing));
        const QString id = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("practice"));
        const CliResult sent = cli.run(words("campaign send --wait") << id);
        QCOMPARE(sent.exit, exit);
        const Json status = cli.json(words("campaign status") << id);
        QCOMPARE(stateOf(status, "accepted"), accepted);
        QCOMPARE(sumOfStates(status), 3);
        const CliResult log = cli.run(words("campaign log") << id);
        QVERIFY2((sent.out + log.out).contains(told), qPrintable(sent.told() + log.told()));
        if (missing == QLatin1String("stop"))
            QVERIFY2(sent.out.contains("'city'"), qPrintable(sent.told()));
        if (missing == QLatin1String("skip"))
            QVERIFY2(log.out.contains("a field that the email needs is empty"), qPrintable(log.told()));
    }
};

AUDIENCE_TEST(MissingFieldTest)
#include "missing_field_test.moc"
