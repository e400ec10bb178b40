// Templates come in as files, are looked at, mended, checked for everybody and go out again.
#include "cli/cli.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

using namespace audience;
using namespace audience::test;

class TemplateFilesTest : public QObject {
    Q_OBJECT

    static QByteArray read(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // Whether one of the findings has this id.
    static bool has(const Json &findings, const char *id) {
        for (const Json &one : findings)
            if (one["id"] == id)
                return true;
        return false;
    }

private Q_SLOTS:
    void lintsFilesWithoutAWorkspace() {
        Cli cli;
        cli.setWorkspace({});
        const QString file = cli.write(QStringLiteral("a.html"), "<p>Hello *|FNAME|*</p>\n<a href=\"www.shop.org/unsubscribe\">Leave</a>\n");
        const CliResult told = cli.run(words("template lint") << file);
        QCOMPARE(told.exit, 0); // nothing of it is an error
        QVERIFY2(told.out.contains(":1:10: *|FNAME|* is a placeholder of another tool"), qPrintable(told.told()));
        QVERIFY2(told.out.contains(":2:1: ") && told.out.contains("[--fix]"), qPrintable(told.told()));
        const Json json = cli.json(words("template lint") << file);
        QVERIFY(has(json, "lint.link_no_scheme") && !has(json, "lint.subject_missing"));
        RAN(cli.run(words("template lint --fix") << file));
        QCOMPARE(read(file), QByteArray("<p>Hello *|FNAME|*</p>\n<a href=\"https://www.shop.org/unsubscribe\">Leave</a>\n"));
        REFUSED(cli.run(words("template lint - --fix")), 2);
        QVERIFY(!QFile::exists(QStringLiteral("-")) && !QFile::exists(file + QStringLiteral(".part")));
        const QString bad = cli.write(QStringLiteral("b.html"), "<p>Hello</p>");
        QCOMPARE(cli.run(words("template lint") << bad).exit, 1); // no way out
        REFUSED(cli.run(words("template lint") << cli.file(QStringLiteral("none.html"))), 2);
        REFUSED(cli.run(words("template lint")), 2);
    }

    void importsAndExportsByteForByte() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QByteArray html = "<!DOCTYPE HTML>\r\n<TITLE>Your  receipt</TITLE><style>p { color: red }</style>\r\n<p  class=a>{{name}} {{#each lines}}{{title}}{{/each}}\t</p>";
        const QString file = cli.write(QStringLiteral("receipt.html"), html);
        const Json made = cli.json(words("template import") << file);
        QCOMPARE(QString::fromStdString(made["name"]), QStringLiteral("receipt"));
        QCOMPARE(QString::fromStdString(made["subject"]), QStringLiteral("Your receipt"));
        QCOMPARE(QString::fromStdString(made["dialect"]), QStringLiteral("handlebars"));
        QCOMPARE(made["variables"].size(), std::size_t(3));
        QVERIFY(made["variables"][1]["name"] == "lines" && made["variables"][1]["use"] == "list");
        QVERIFY(has(made["findings"], "lint.not_liquid"));
        QCOMPARE(cli.run(words("template export receipt")).out, html);
        QCOMPARE(cli.run(words("template export receipt --format html --inline")).out,
                 QByteArray(html).replace("<style>p { color: red }</style>", "").replace("<p  class", "<p style=\"color: red\"  class"));
        QVERIFY(cli.run(words("template export receipt --format text")).out.startsWith("{{name}}"));
        const Json json = Json::parse(cli.run(words("template export receipt --format json")).out.toStdString());
        QVERIFY(json["html"] == html.toStdString());
        const QString out = cli.file(QStringLiteral("out.html"));
        RAN(cli.run(words("template export receipt --out") << out));
        QCOMPARE(read(out), html);
        QVERIFY(cli.json(words("template import") << file)["revision"] == 2); // the same name: a new revision
        REFUSED(cli.run(words("template export receipt --out") << cli.workspace()), 1);
        REFUSED(cli.run(words("template export nothing")), 1);
        REFUSED(cli.run(words("template import") << cli.write(QStringLiteral("c.html"), "\xff\xfe")), 1);
    }

    void checksForEverybody() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("import --as people --role profiles --key id --email email --consent consent")
                    << cli.write(QStringLiteral("people.csv"), "id,email,city,consent\n1,a@example.org,Kiel,yes\n2,b@example.org,,yes\n3,c@example.org,Bonn,no\n")));
        RAN(cli.run(words("segment save --name everyone --text everybody")));
        const QString html = cli.write(QStringLiteral("news.html"), "<p>Shops in {{ city }}</p><a href=\"{{ unsubscribe_url }}\">Leave</a>");
        RAN(cli.run(words("template save --name news --subject News --html") << html));
        const QString csv = cli.file(QStringLiteral("list.csv"));
        const Json report = cli.json(words("template preflight news --segment everyone --csv") << csv);
        QVERIFY(report["in_segment"] == 3 && report["checked"] == 2 && report["fine"] == 1);
        QVERIFY(report["kept_back"]["no_consent"] == 1);
        QCOMPARE(report["findings"].size(), std::size_t(1));
        const Json &gap = report["findings"][0];
        QVERIFY(gap["id"] == "preflight.gap" && gap["people"] == 1 && gap["level"] == "flaw" && gap["part"] == "html" && gap["line"] == 1);
        QVERIFY(gap["first"][0]["key"] == "2");
        QVERIFY(read(csv).contains("2,b@example.org,flaw,preflight.gap,html,1,13,,"));
        const CliResult via = cli.run(words("template preflight news --segment everyone --via nope"));
        REFUSED(via, 1);
        QVERIFY(via.err.contains("\"nope\""));
        const CliResult told = cli.run(words("template preflight news --segment everyone --everybody"));
        RAN(told);
        QVERIFY2(told.out.contains("3 of 3 people checked, 2 without a finding"), qPrintable(told.told()));
        QVERIFY2(told.out.contains("city is empty for these people"), qPrintable(told.told()));
        RAN(cli.run(words("template save --name news --missing stop --subject News --html") << html));
        QCOMPARE(cli.run(words("template preflight news --segment everyone")).exit, 1); // the send would stop
        REFUSED(cli.run(words("template preflight news")), 2);
        REFUSED(cli.run(words("template preflight")), 2);
        REFUSED(cli.run(words("template preflight news --segment nobody")), 1);
    }
};

AUDIENCE_TEST(TemplateFilesTest)
#include "template_files_test.moc"
