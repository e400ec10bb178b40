// Review, versions, translations and variants of emails on the command line, by two people.
#include "cli/cli.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

// Once: RAN() evaluates its command twice, and each of these is a step of its own.
#define DID(expression)                                                                            \
    do {                                                                                           \
        const CliResult did = (expression);                                                        \
        RAN(did);                                                                                  \
    } while (false)

class TemplateVersionsCommandTest : public QObject {
    Q_OBJECT

    static void be(Cli &cli, const char *name) {
        for (const char *variable : {"USER", "USERNAME", "LOGNAME"})
            cli.setVariable(QLatin1String(variable), QLatin1String(name));
    }
    static void begin(Cli &cli) {
        be(cli, "ada");
        DID(cli.run(words("init")));
        const QString people = cli.write(QStringLiteral("people.csv"), "id,email,newsletter,first_name,language\n1,a@example.com,yes,Ada,en\n2,b@example.com,yes,Bea,de-AT\n");
        DID(cli.run(words("import") << people << words("--as people --role profiles --key id --email email --consent newsletter")));
        const QString html = cli.write(QStringLiteral("a.html"), "<p>Hello {{ first_name }}</p>\n<p>{{ postal_address }} <a href=\"{{ unsubscribe_url }}\">Leave</a></p>\n");
        DID(cli.run(words("template save --name News --subject Hello --html") << html));
    }
    static QString text(const Json &json, const char *name) { return QString::fromStdString(json.value(name, std::string())); }

private Q_SLOTS:
    void review() {
        Cli cli;
        begin(cli);
        REFUSED(cli.run(words("template review News --approve")), 1);
        DID(cli.run(words("template review News --ask --note Please")));
        REFUSED(cli.run(words("template review News --approve")), 1); // one's own
        be(cli, "ida");
        DID(cli.run(words("template review News --return --note Shorter")));
        QVERIFY(cli.run(words("template review News")).out.contains("Shorter"));
        DID(cli.run(words("template review News --ask")));
        const Json approved = cli.json(words("template review News --approve"));
        QCOMPARE(text(approved, "state"), QStringLiteral("approved"));
        QCOMPARE(text(approved, "author"), QStringLiteral("ada"));
        QCOMPARE(text(approved["steps"][0], "by"), QStringLiteral("ida"));
        DID(cli.run(words("template review News --withdraw")));
        QCOMPARE(text(cli.json(words("template review News")), "state"), QStringLiteral("in_review"));
        QCOMPARE(cli.run(words("template review News --ask --approve")).exit, 2);
        REFUSED(cli.run(words("template review Nothing")), 1);
        DID(cli.run(words("audit verify")));
    }

    void versions() {
        Cli cli;
        begin(cli);
        const QString html = cli.write(QStringLiteral("b.html"), "<p>Good day {{ first_name }}</p>\n<p>{{ postal_address }} <a href=\"{{ unsubscribe_url }}\">Leave</a></p>\n");
        be(cli, "ida");
        DID(cli.run(words("template save --name News --subject Fresh --html") << html));
        const Json versions = cli.json(words("template versions News"));
        QCOMPARE(versions.size(), std::size_t(2));
        QCOMPARE(text(versions[0], "by"), QStringLiteral("ida"));
        QCOMPARE(text(versions[1], "by"), QStringLiteral("ada"));
        QCOMPARE(versions[0]["changes"].size(), std::size_t(2));
        const Json changes = cli.json(words("template diff News 1 2"));
        QCOMPARE(text(changes[0], "part"), QStringLiteral("subject"));
        QCOMPARE(text(changes[0], "after"), QStringLiteral("Fresh"));
        QCOMPARE(changes[1]["lines"].size(), std::size_t(2));
        const CliResult told = cli.run(words("template diff News 1 2"));
        QVERIFY2(told.out.contains("- <p>Hello {{ first_name }}</p>") && told.out.contains("+ <p>Good day"), qPrintable(told.told()));
        REFUSED(cli.run(words("template diff News 1 7")), 1);
        DID(cli.run(words("template restore News 1")));
        QCOMPARE(cli.json(words("template versions News")).size(), std::size_t(3));
        QCOMPARE(cli.json(words("template diff News 1 3")).size(), std::size_t(0));
    }

    void translationsAndVariants() {
        Cli cli;
        begin(cli);
        const Json missing = cli.json(words("template translate News de"));
        QCOMPARE(text(missing[0], "key"), QStringLiteral("subject"));
        QVERIFY(missing[0]["missing"].get<bool>());
        DID(cli.run(words("template translate News de --subject Hallo")));
        QCOMPARE(text(cli.json(words("template show News --as 2")), "subject"), QStringLiteral("Hallo"));
        QCOMPARE(text(cli.json(words("template show News --as 1")), "subject"), QStringLiteral("Hello"));
        QCOMPARE(text(cli.json(words("template show News --as 1 --language de")), "subject"), QStringLiteral("Hallo"));
        const QString texts = cli.write(QStringLiteral("texts.json"), R"({"subject": "Guten Tag"})");
        DID(cli.run(words("template translate News de --texts") << texts));
        QCOMPARE(text(cli.json(words("template show News --as 2")), "subject"), QStringLiteral("Guten Tag"));
        REFUSED(cli.run(words("template translate News de --texts") << cli.write(QStringLiteral("none.json"), "[]")), 2);
        REFUSED(cli.run(words("template translate News fr --remove")), 1);
        REFUSED(cli.run(words("template translate News x --subject Y")), 1);
        DID(cli.run(words("template variant News B --subject Today")));
        QCOMPARE(text(cli.json(words("template show News --as 1 --variant B")), "subject"), QStringLiteral("Today"));
        REFUSED(cli.run(words("template show News --variant C")), 1);
        DID(cli.run(words("segment save --name All --text") << QStringLiteral("email is not empty")));
        REFUSED(cli.run(words("campaign create --name Spring --segment All --template News --variant C")), 1);
        const Json campaign = cli.json(words("campaign create --name Spring --segment All --template News --variant B"));
        const QString id = QString::number(campaign["id"].get<int>());
        QCOMPARE(text(cli.json(words("campaign set --variant") << QString() << id), "variant"), QString());
        QCOMPARE(text(cli.json(words("campaign set --variant B") << id), "variant"), QStringLiteral("B"));
        DID(cli.run(words("template translate News de --remove")));
        QCOMPARE(cli.json(words("template translate News")).size(), std::size_t(0));
    }

    void namesOfOthersAreChecked() {
        Cli cli;
        begin(cli);
        for (const char *name : {"A", "a", "b; drop", "BB", "1", " "}) {
            const CliResult refused = cli.run(words("template variant News --subject X") << QLatin1String(name));
            REFUSED(refused, 1);
            QVERIFY2(refused.err.contains(QByteArray("\"") + name + "\""), qPrintable(refused.told()));
            REFUSED(cli.run(words("template variant News") << QLatin1String(name)), 1);
        }
        REFUSED(cli.run(words("template translate News") << QStringLiteral("no such language!!")), 1);
        QVERIFY(cli.json(words("template variant News")).empty());
        DID(cli.run(words("template variant News c --subject Third")));
        DID(cli.run(words("template variant News C --subject Again")));
        QCOMPARE(cli.json(words("template variant News")).size(), std::size_t(1));
        DID(cli.run(words("template translate News fr")));
    }

    void savingTakesWhatImportingTakes() {
        Cli cli;
        begin(cli);
        const QString file = cli.write(QStringLiteral("bad.html"), {});
        for (const auto &[bytes, said] : {std::pair(QByteArray("<p>\xff\xfe</p>"), "UTF-8"), std::pair(QByteArray("<p>a\0b</p>", 10), "no text"),
                                          std::pair(QByteArray("{\"a\": 1}"), "no HTML"), std::pair("<p>" + QByteArray(2'000'000, 'x'), "too large"),
                                          std::pair(QByteArray(20'000'001, 'x'), "20 MB")}) {
            cli.write(QStringLiteral("bad.html"), bytes);
            for (const QStringList &command : {words("template save --name News --html") << file, words("template variant News B --html") << file,
                                               words("template import --name News") << file}) {
                const CliResult refused = cli.run(command);
                REFUSED(refused, bytes.size() > 20'000'000 ? 2 : 1); // such a file is not even read
                QVERIFY2(refused.err.contains(said), qPrintable(refused.told()));
            }
        }
#ifndef _WIN32
        REFUSED(cli.run(words("template import --name News /dev/zero")), 2);
#endif
        const CliResult broken = cli.run(words("template save --name News --subject") << QStringLiteral("Hello\r\nBcc: x@example.org"));
        REFUSED(broken, 1);
        QVERIFY2(broken.err.contains("line break"), qPrintable(broken.told()));
        QCOMPARE(cli.json(words("template versions News")).size(), std::size_t(1));
    }

    void importingSaysWhatItReplaced() {
        Cli cli;
        begin(cli);
        const QString other = cli.write(QStringLiteral("News.html"), "<p>Other</p>");
        const CliResult first = cli.run(words("template import --name Fresh") << other);
        RAN(first);
        QVERIFY(!first.out.contains("replaced"));
        const CliResult done = cli.run(words("template import") << other);
        RAN(done);
        QVERIFY2(done.out.contains("It replaced the earlier version 1 of \"News\"; `template restore \"News\" 1` brings it back."), qPrintable(done.told()));
        DID(cli.run(words("template restore News 1")));
        QVERIFY(cli.run(words("template export News")).out.contains("Good day") || cli.run(words("template export News")).out.contains("Hello"));
    }

    void sendsWaitForApproval() {
        Cli cli;
        begin(cli);
        DID(cli.run(words("segment save --name All --text") << QStringLiteral("email is not empty")));
        const QString id = QString::number(cli.json(words("campaign create --name Spring --segment All --template News"))["id"].get<int>());
        DID(cli.run(words("setting set require_template_approval true")));
        const CliResult refused = cli.run(words("campaign send") << id);
        QVERIFY2(refused.exit == 1 && refused.err.contains("wants emails approved"), qPrintable(refused.told()));
        DID(cli.run(words("template review News --ask")));
        be(cli, "ida");
        DID(cli.run(words("template review News --approve")));
        DID(cli.run(words("campaign send --wait") << id));
    }

    void campaignsAreApprovedBySomebodyElse() {
        Cli cli;
        begin(cli);
        DID(cli.run(words("segment save --name All --text") << QStringLiteral("email is not empty")));
        const QString id = QString::number(cli.json(words("campaign create --name Spring --segment All --template News"))["id"].get<int>());
        DID(cli.run(words("setting set require_approval true")));
        const CliResult own = cli.run(words("campaign approve") << id);
        QVERIFY2(own.exit == 1 && own.err.contains("You (ada) wrote"), qPrintable(own.told()));
        const Json asked = cli.json(words("campaign approve --ask") << id);
        QCOMPARE(text(asked, "state"), QStringLiteral("in_review"));
        QCOMPARE(text(asked, "asked_by"), QStringLiteral("ada"));
        const CliResult refused = cli.run(words("campaign send") << id);
        QVERIFY2(refused.exit == 1 && refused.err.contains("ada asked for approval"), qPrintable(refused.told()));
        be(cli, "ida");
        const Json approved = cli.json(words("campaign approve") << id);
        QCOMPARE(text(approved, "state"), QStringLiteral("approved"));
        QCOMPARE(text(approved, "approved_by"), QStringLiteral("ida"));
        QVERIFY(approved.value("done", false));
        DID(cli.run(words("campaign approve --withdraw") << id));
        QCOMPARE(text(cli.json(words("campaign status") << id)["approval"], "asked_by"), QStringLiteral("ada"));
        QVERIFY(cli.run(words("campaign approve") << id).out.contains("Approved by ida"));
        QCOMPARE(text(cli.json(words("campaign status") << id)["approval"], "approved_by"), QStringLiteral("ida"));
        QCOMPARE(cli.run(words("campaign approve --ask --withdraw") << id).exit, 2);
        DID(cli.run(words("campaign send --wait") << id));
        DID(cli.run(words("audit verify")));
    }
};

AUDIENCE_TEST(TemplateVersionsCommandTest)
#include "template_versions_test.moc"
