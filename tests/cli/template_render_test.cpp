// `template render` prints exactly the bytes that a template gives, and nothing else.
#include "cli/cli.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace audience::test;

class TemplateRenderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void printsTheGoldenBytes_data() {
        QTest::addColumn<QJsonObject>("golden");
        AUDIENCE_NEED_SHARED("data/liquid_golden/golden_liquid_even.json");
        QFile file(sharedPath(QStringLiteral("data/liquid_golden/golden_liquid_even.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray all =
            QJsonDocument::fromJson(file.readAll())[QStringLiteral("tests")].toArray();
        constexpr int kEvery = 9; // the engine's own tests take them all
        for (int i = 0; i < all.size(); i += kEvery)
            QTest::newRow(qPrintable(all[i][QStringLiteral("name")].toString())) << all[i].toObject();
    }
    void printsTheGoldenBytes() {
        QFETCH(QJsonObject, golden);
        const Cli cli;
        const QString source =
            cli.write(QStringLiteral("case.liquid"), golden[QStringLiteral("template")].toString().toUtf8());
        const QString data = cli.write(QStringLiteral("data.json"),
                                       QJsonDocument(golden[QStringLiteral("data")].toObject()).toJson());
        const QJsonObject snippets = golden[QStringLiteral("templates")].toObject();
        for (auto it = snippets.begin(); it != snippets.end(); ++it)
            cli.write(QStringLiteral("snippets/") + it.key(), it.value().toString().toUtf8());
        QStringList arguments = words("template render --escape none --data") << data << source;
        if (!snippets.isEmpty())
            arguments << QStringLiteral("--snippets") << cli.file(QStringLiteral("snippets"));
        const bool isInvalid = golden[QStringLiteral("invalid")].toBool();
        if (isInvalid || golden[QStringLiteral("tags")].toArray().contains(QStringLiteral("strict")))
            arguments << QStringLiteral("--strict");
        const CliResult result = cli.run(arguments);
        if (isInvalid) {
            QCOMPARE(result.exit, 1);
            QVERIFY2(!result.err.isEmpty(), qPrintable(result.told()));
            return;
        }
        QStringList wanted;
        for (const QJsonValue &one : golden[QStringLiteral("results")].toArray())
            wanted << one.toString();
        if (golden.contains(QStringLiteral("result")))
            wanted << golden[QStringLiteral("result")].toString();
        QVERIFY2(wanted.contains(QString::fromUtf8(result.out)), qPrintable(result.told()));
        QCOMPARE(result.exit, 0);
    }

    void aStrictErrorSaysWhere() {
        const Cli cli;
        const QString source = cli.write(QStringLiteral("bad.liquid"), "Hello\n  {% if %}x{% endif %}\n");
        const CliResult result = cli.run(words("template render --strict") << source);
        QCOMPARE(result.exit, 1);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(result.err.startsWith(source.toUtf8() + ":2:"), qPrintable(result.told()));
        const CliResult unclosed =
            cli.run(words("template check") << cli.write(QStringLiteral("open.liquid"), "a\nb {% if x %}\n"));
        QCOMPARE(unclosed.exit, 1);
        QVERIFY2(unclosed.out.contains("open.liquid:2:3: error: "), qPrintable(unclosed.told()));
    }

    void theFirstErrorOfAStrictRenderIsFatal() {
        const Cli cli;
        const QString source = cli.write(QStringLiteral("t.liquid"), "a\n {{ 1 | divided_by: 0 }}{{ nobody }}b");
        const CliResult shown = cli.run(words("template render --escape none") << source);
        QCOMPARE(shown.out, QByteArray("a\n Liquid error: divided by 0b"));
        QCOMPARE(shown.exit, 0);
        const CliResult fatal = cli.run(words("template render --escape none --strict") << source);
        QCOMPARE(fatal.exit, 1);
        QCOMPARE(fatal.out, QByteArray());
        QVERIFY2(fatal.err.startsWith(source.toUtf8() + ":2:"), qPrintable(fatal.told()));
        // Without the strict grammar the same slip is read over.
        const QString sloppy = cli.write(QStringLiteral("s.liquid"), "{{ 'a' | upcase & }}{{ nobody }}");
        QCOMPARE(cli.run(words("template render") << sloppy).out, QByteArray("A"));
        QCOMPARE(cli.run(words("template render --strict") << sloppy).exit, 1);
    }

    void aBrokenSnippetIsNamedWhereItIsReached() {
        const Cli cli;
        cli.write(QStringLiteral("in/bad.liquid"), "one\n{% if %}");
        const QString data = cli.write(QStringLiteral("d.json"), R"({"go": true})");
        const QString source = cli.write(QStringLiteral("t.liquid"), "{% if go %}\n{% render 'bad' %}{% endif %}ok");
        const QStringList strict = words("template render --strict --snippets") << cli.file(QStringLiteral("in"));
        QCOMPARE(cli.run(strict + QStringList{source}).out, QByteArray("ok"));
        const CliResult reached = cli.run(strict + QStringList{QStringLiteral("--data"), data, source});
        QCOMPARE(reached.exit, 1);
        QCOMPARE(reached.out, QByteArray());
        QVERIFY2(reached.err.startsWith("bad:2:") && reached.err.contains(source.toUtf8() + ":2:1: "), qPrintable(reached.told()));
    }

    void datesAreShownInTheZone() {
        const Cli cli;
        const QString source = cli.write(QStringLiteral("t.liquid"), "{{ 1782907200 | date: '%F %H:%M %z %Z' }}");
        QCOMPARE(cli.run(words("template render --escape none") << source).out, QByteArray("2026-07-01 12:00 +0000 UTC"));
        QCOMPARE(cli.run(words("template render --escape none --zone Europe/Berlin") << source).out,
                 QByteArray("2026-07-01 14:00 +0200 CEST"));
        QCOMPARE(cli.run(words("template render --escape none --zone America/New_York") << source).out,
                 QByteArray("2026-07-01 08:00 -0400 EDT"));
    }

    void aBombIsStoppedAndNamed() {
        const Cli cli;
        cli.write(QStringLiteral("in/again.liquid"), "{% include 'again' %}");
        const QString loops = cli.write(QStringLiteral("loops.liquid"),
                                        "{% for a in (1..9999) %}{% for b in (1..9999) %}{% endfor %}{% endfor %}");
        const CliResult stopped = cli.run(words("template render --escape none") << loops);
        QCOMPARE(stopped.exit, 1);
        QVERIFY2(stopped.err.startsWith(loops.toUtf8() + ":1:"), qPrintable(stopped.told()));
        const CliResult endless = cli.run(words("template render --snippets") << cli.file(QStringLiteral("in"))
                                                                             << QStringLiteral("--escape") << QStringLiteral("none")
                                                                             << cli.write(QStringLiteral("t.liquid"), "{% include 'again' %}"));
        QCOMPARE(endless.exit, 1);
        QVERIFY2(endless.err.startsWith("again:1:"), qPrintable(endless.told()));
    }

    void checkTellsPlacesFieldsAndFilters() {
        const Cli cli;
        const QString source = cli.write(QStringLiteral("t.liquid"),
                                         "{{ person.city | upcase }}\n{{ name | shout }}{% render 'none' %}");
        const CliResult result = cli.run(words("template check") << source);
        QCOMPARE(result.exit, 0);
        for (const char *line : {":2:11: ", ":2:29: ", "field   name\n", "field   person.city\n", "filter  shout\n", "filter  upcase\n"})
            QVERIFY2(result.out.contains(line), qPrintable(result.told()));
        const CliResult json = cli.run(words("template check --json") << source);
        const QJsonDocument document = QJsonDocument::fromJson(json.out);
        QCOMPARE(document[QStringLiteral("fields")].toArray().size(), 2);
        QCOMPARE(document[QStringLiteral("findings")][0][QStringLiteral("line")].toInt(), 2);
    }

    void aMissingFieldIsAnErrorWhenAsked() {
        const Cli cli;
        const QString source = cli.write(QStringLiteral("t.liquid"), "Hi {{ name }}!");
        QCOMPARE(cli.run(words("template render") << source).out, QByteArray("Hi !"));
        const CliResult result = cli.run(words("template render --missing error") << source);
        QCOMPARE(result.exit, 1);
        QVERIFY2(result.err.contains("t.liquid:1:"), qPrintable(result.told()));
    }

    void escapesAsTold() {
        const Cli cli;
        const QString source = cli.write(QStringLiteral("t.liquid"), "{{ a }}");
        const QString data = cli.write(QStringLiteral("d.json"), R"({"a": "<b>&"})");
        QCOMPARE(cli.run(words("template render --escape html --data") << data << source).out,
                 QByteArray("&lt;b&gt;&amp;"));
        QCOMPARE(cli.run(words("template render --escape none --data") << data << source).out, QByteArray("<b>&"));
        QCOMPARE(cli.run(words("template render --escape none --data -") << source, R"({"a": 1})").out,
                 QByteArray("1"));
    }

    void snippetsStayInTheirFolder() {
        const Cli cli;
        cli.write(QStringLiteral("secret.liquid"), "SECRET");
        cli.write(QStringLiteral("secret"), "SECRET");
        cli.write(QStringLiteral("in/ok.liquid"), "fine");
        cli.write(QStringLiteral("in/sub/deep.liquid"), "deep");
        QVERIFY(QFile::link(cli.file(QStringLiteral("secret.liquid")), cli.file(QStringLiteral("in/link.liquid"))));
        const QString absolute = cli.file(QStringLiteral("secret.liquid"));
        const auto render = [&](const QString &name) {
            const QString source =
                cli.write(QStringLiteral("t.liquid"), "{% render '" + name.toUtf8() + "' %}");
            return cli.run(words("template render --strict --snippets") << cli.file(QStringLiteral("in")) << source);
        };
        QCOMPARE(render(QStringLiteral("ok")).out, QByteArray("fine"));
        QCOMPARE(render(QStringLiteral("sub/deep")).out, QByteArray("deep"));
        for (const QString &name : {QStringLiteral("../secret"), QStringLiteral("../secret.liquid"), absolute,
                                    QStringLiteral("sub/../../secret"), QStringLiteral("link")}) {
            const CliResult result = render(name);
            QVERIFY2(result.exit == 1 && !result.out.contains("SECRET"), qPrintable(name + result.told()));
        }
    }

    void badDataIsOneSentence() {
        const Cli cli;
        const QString source = cli.write(QStringLiteral("t.liquid"), "x");
        REFUSED(cli.run(words("template render --data") << cli.write(QStringLiteral("d.json"), "{") << source), 1);
        REFUSED(cli.run(words("template render --data") << cli.write(QStringLiteral("d.json"), "[1]") << source), 1);
        REFUSED(cli.run(words("template render") << cli.file(QStringLiteral("none"))), 1);
        REFUSED(cli.run(words("template render") << cli.folder()), 1);
        REFUSED(cli.run(words("template render --zone Nowhere/Land") << source), 1);
        REFUSED(cli.run(words("template render --escape some") << source), 2);
    }
};

AUDIENCE_TEST(TemplateRenderTest)
#include "template_render_test.moc"
