// What somebody new to audiencectl stumbles over: names and files that mean something else than they seem, lists with nothing in
// them, and words that were never written.
#include "cli/cli.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

class PlainWordsTest : public QObject {
    Q_OBJECT

    static QByteArray documentOf(const QByteArray &words) {
        return "{\"audience_blocks\":1,\"page\":{\"title\":\"Sale\"},\"sections\":[{\"id\":\"s\",\"columns\":[{\"id\":\"c\",\"blocks\":["
               "{\"id\":\"h\",\"kind\":\"heading\",\"content\":[{\"text\":\"" +
               words + "\"}]},{\"id\":\"f\",\"kind\":\"footer\",\"unsubscribe\":\"Leave\",\"address\":\"{{ postal_address }}\"}]}]}]}";
    }

private Q_SLOTS:
    void importReplacesNoOtherKindUnasked() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString mjml = cli.write(QStringLiteral("news.mjml"), "<mjml><mj-body><mj-section><mj-column><mj-text>Blocks</mj-text></mj-column></mj-section></mj-body></mjml>");
        const QString html = cli.write(QStringLiteral("news.html"), "<p>By hand</p><img src=\"a.png\">");
        RAN(cli.run(words("template import") << html));
        const CliResult refused = cli.run(words("template import") << mjml);
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("--replace") && refused.err.contains("\"news\" is an HTML email"), qPrintable(refused.told()));
        QVERIFY(cli.run(words("template export news")).out.contains("By hand"));
        RAN(cli.run(words("template import --replace") << mjml));
        QVERIFY(cli.run(words("template export news")).out.contains("Blocks"));
        QVERIFY(cli.run(words("template import") << html).err.contains("made of blocks"));
        RAN(cli.run(words("template import") << mjml)); // the same kind again
        RAN(cli.run(words("template import --name other") << html));
        QVERIFY(cli.json(words("template list")).size() == 2);
    }

    void settingsAreKnown() {
        Cli cli;
        RAN(cli.run(words("init")));
        const CliResult refused = cli.run(words("setting set requireapproval true"));
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("\"requireapproval\"") && refused.err.contains("require_approval") && refused.err.contains("zone"), qPrintable(refused.told()));
        REFUSED(cli.run(words("setting set handover given")), 1);
        RAN(cli.run(words("setting set require_approval true")));
    }

    void whatIsNoEmailOfBlocksIsSaid() {
        Cli cli;
        RAN(cli.run(words("init")));
        const CliResult refused = cli.run(words("template import") << cli.write(QStringLiteral("a.json"), "{\"audience_blocks\":1,\"page\":[],\"sections\":[]}"));
        REFUSED(refused, 1);
        const CliResult list = cli.run(words("template save --name X --blocks") << cli.write(QStringLiteral("b.json"), "[1]"));
        REFUSED(list, 1);
        QVERIFY2(list.err.contains("b.json"), qPrintable(list.told()));
        const CliResult part = cli.run(words("template block save --name X") << cli.file(QStringLiteral("b.json")));
        REFUSED(part, 1);
        QVERIFY2(part.err.contains("A saved block is"), qPrintable(part.told()));
    }

    void emptyListsSayThatTheyAre() {
        Cli cli;
        RAN(cli.run(words("init")));
        for (const auto &[command, said] : {std::pair("template list", "No templates yet."), std::pair("template block list", "No saved blocks yet."), std::pair("asset list", "No pictures yet."),
                                            std::pair("list list", "No lists yet."), std::pair("campaign list", "No campaigns yet."), std::pair("data list", "No datasets yet."),
                                            std::pair("trait list", "No traits yet."), std::pair("connection list", "No connections yet."), std::pair("topic list", "No topics yet."), std::pair("segment list", "No segments yet.")}) {
            const CliResult done = cli.run(words(command));
            RAN(done);
            QCOMPARE(done.out.trimmed(), QByteArray(said));
            QVERIFY(cli.json(words(command)).empty());
        }
        RAN(cli.run(words("template save --name X --html") << cli.write(QStringLiteral("x.html"), "<p>x</p>")));
        QCOMPARE(cli.run(words("template translate X")).out.trimmed(), QByteArray("No translations yet."));
        QCOMPARE(cli.run(words("template variant X")).out.trimmed(), QByteArray("No variants yet."));
    }

    void aCleanLintSaysWhatItLookedAt() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("setting set imprint") << QStringLiteral("{\"name\":\"Nordwind\",\"postal_address\":\"1 Quay, Kiel\"}")));
        const QString good = cli.write(QStringLiteral("good.html"),
                                       "<!doctype html><html lang=\"en\"><head><title>News of the week</title></head><body><p>Hello, this is what is new in our shop this week.</p>"
                                       "<p>{{ postal_address }}</p><p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></p></body></html>");
        const CliResult done = cli.run(words("template lint") << good);
        RAN(done);
        QVERIFY2(done.out.startsWith("Nothing found; ") && done.out.contains(" checks passed."), qPrintable(done.told()));
        QVERIFY(cli.json(words("template lint") << good).empty());
    }

    void theRestOfABrandStays() {
        Cli cli;
        RAN(cli.run(words("init")));
        const Json before = Json::parse(cli.run(words("template brand show")).out.toStdString());
        REFUSED(cli.run(words("template brand set") << cli.write(QStringLiteral("n.json"), "{}")), 1);
        RAN(cli.run(words("template brand set") << cli.write(QStringLiteral("n.json"), "{\"name\":\"Nordwind\",\"colours\":{\"primary\":\"#ab12cd\"},\"footer\":{\"company\":\"Nordwind\"}}")));
        RAN(cli.run(words("template brand set") << cli.write(QStringLiteral("n.json"), "{\"tone\":\"calm\",\"colours\":{\"accent\":null}}")));
        const Json now = Json::parse(cli.run(words("template brand show")).out.toStdString());
        QVERIFY(now["name"] == "Nordwind" && now["tone"] == "calm" && now["footer"]["company"] == "Nordwind");
        QVERIFY(now["colours"]["primary"] == "#ab12cd" && now["colours"]["text"] == before["colours"]["text"] && !now["colours"].contains("accent"));
        QVERIFY(now["fonts"] == before["fonts"] && now["colours"].size() == before["colours"].size() - 1);
    }

    // Whatever language the block was put in with.
    void wordsOfNewBlocksAreNotAskedApprovalFor() {
        Cli cli;
        RAN(cli.run(words("init")));
        for (const QByteArray &filler : {QByteArray("A heading that says what is in it"), QByteArray("Eine \xC3\x9C" "berschrift, die sagt, worum es geht")}) {
#ifndef AUDIENCE_HAS_TRANSLATIONS
            if (filler.startsWith("Eine"))
                continue;
#endif
            RAN(cli.run(words("template save --name Sale --blocks") << cli.write(QStringLiteral("sale.json"), documentOf(filler))));
            QVERIFY2(cli.run(words("template lint Sale")).out.contains(filler), filler.constData());
            const CliResult refused = cli.run(words("template review Sale --ask"));
            REFUSED(refused, 1);
            QVERIFY2(refused.err.contains(filler), qPrintable(refused.told()));
        }
        RAN(cli.run(words("template save --name Sale --blocks") << cli.write(QStringLiteral("sale.json"), documentOf("Everything must go"))));
        QVERIFY(cli.json(words("template review Sale --ask"))["state"] == "in_review");
    }

    void aRemovedPictureComesBackByName() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString picture = cli.write(QStringLiteral("dot.png"), QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        RAN(cli.run(words("asset add --name Dot") << picture));
        RAN(cli.run(words("asset remove Dot.png")));
        RAN(cli.run(words("asset restore Dot.png")));
        QVERIFY(cli.json(words("asset list")).size() == 1);
    }
};

AUDIENCE_TEST(PlainWordsTest)
#include "plain_words_test.moc"
