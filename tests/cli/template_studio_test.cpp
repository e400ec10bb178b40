// Templates made of blocks on the command line: in, out, the brand, saved blocks, and what stops them.
#include "cli/cli.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

using namespace audience;
using namespace audience::test;

class TemplateStudioTest : public QObject {
    Q_OBJECT

    static QByteArray documentOf(const QByteArray &block) {
        return "{\"audience_blocks\":1,\"page\":{\"title\":\"Spring sale\",\"preheader\":\"Until Sunday\"},\"sections\":[{\"id\":\"s\",\"columns\":[{\"id\":\"c\",\"blocks\":[" + block +
               ",{\"id\":\"f\",\"kind\":\"footer\",\"unsubscribe\":\"Leave\",\"address\":\"{{ postal_address }}\"}]}]}]}";
    }
    static QByteArray button(const QByteArray &label, const QByteArray &more = {}) {
        return "{\"id\":\"b\",\"kind\":\"button\",\"text\":\"" + label + "\",\"href\":\"https://example.com/a\"" + more + "}";
    }

private Q_SLOTS:
    void savesAndExportsBlocks() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString file = cli.write(QStringLiteral("sale.json"), documentOf(button("Go on")));
        const Json saved = cli.json(words("template save --name Sale --utm utm_source=news --utm utm_medium=email --language de --blocks") << file);
        QVERIFY(saved["revision"] == 1 && saved["source"] == "blocks");
        QVERIFY(cli.json(words("template list"))[0]["source"] == "blocks");
        QVERIFY(cli.json(words("template list"))[0]["subject"] == "Spring sale");
        const QByteArray html = cli.run(words("template export Sale")).out;
        QVERIFY(html.contains("Go on") && html.contains("<!--[if mso]>") && html.contains("lang=\"de\"") && !html.contains("data-part"));
        const Json json = Json::parse(cli.run(words("template export Sale --format json")).out.toStdString());
        QVERIFY(json["audience_template"] == 2 && json["link_query"]["utm_source"] == "news" && json["html"] == html.toStdString());
        const QByteArray blocks = cli.run(words("template export Sale --format blocks")).out;
        QVERIFY(Json::parse(blocks.toStdString()) == Json::parse(documentOf(button("Go on")).toStdString()));
        const QByteArray mjml = cli.run(words("template export Sale --format mjml")).out;
        QVERIFY(mjml.startsWith("<mjml") && mjml.contains("<mj-preview>Until Sunday</mj-preview>") && mjml.contains("Go on"));
        QVERIFY(cli.run(words("template export Sale --format text")).out.contains("Go on: https://example.com/a"));
        // And back, each way.
        const Json fromMjml = cli.json(words("template import --name Again") << cli.write(QStringLiteral("sale.mjml"), mjml));
        QVERIFY(fromMjml["format"] == "mjml" && fromMjml["revision"] == 1);
        QVERIFY(cli.run(words("template export Again")).out.contains("Go on"));
        const Json fromJson = cli.json(words("template import --name Copy") << cli.write(QStringLiteral("whole.json"), cli.run(words("template export Sale --format json")).out));
        QVERIFY(fromJson["format"] == "json");
        QCOMPARE(cli.run(words("template export Copy --format blocks")).out, blocks);
        QVERIFY(cli.json(words("template import") << file)["format"] == "blocks"); // its name is that of the file
        RAN(cli.run(words("template save --name Sale --mjml") << cli.file(QStringLiteral("sale.mjml"))));
        RAN(cli.run(words("template save --name Sale --utm utm_medium= --html") << cli.write(QStringLiteral("a.html"), "<p>By hand</p>")));
        QCOMPARE(cli.run(words("template export Sale")).out, QByteArray("<p>By hand</p>"));
        QVERIFY(Json::parse(cli.run(words("template export Sale --format json")).out.toStdString())["link_query"].size() == 1);
    }

    void refusesWithOneSentence() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("template save --name Plain --html") << cli.write(QStringLiteral("a.html"), "<p>Hello</p>")));
        REFUSED(cli.run(words("template export Plain --format mjml")), 1);
        REFUSED(cli.run(words("template export Plain --format blocks")), 1);
        REFUSED(cli.run(words("template save --name X --blocks") << cli.write(QStringLiteral("b.json"), "{\"audience_blocks\": 1}")), 1);
        REFUSED(cli.run(words("template save --name X --blocks") << cli.write(QStringLiteral("c.json"), "{\"a\": 1}")), 1);
        REFUSED(cli.run(words("template save --name X --blocks") << cli.write(QStringLiteral("d.json"), "{")), 1);
        REFUSED(cli.run(words("template save --name X --mjml") << cli.write(QStringLiteral("e.mjml"), "<mjml><mj-body>")), 1);
        REFUSED(cli.run(words("template import") << cli.write(QStringLiteral("f.json"), documentOf(button("x", ",\"fill\":\"red\"")))), 1);
        REFUSED(cli.run(words("template save --name X --utm source=x --html") << cli.file(QStringLiteral("a.html"))), 1);
        REFUSED(cli.run(words("template save --name X --utm utm_source --html") << cli.file(QStringLiteral("a.html"))), 2);
        REFUSED(cli.run(words("template save --name X --language d --html") << cli.file(QStringLiteral("a.html"))), 1);
        REFUSED(cli.run(words("template save --name X --mjml a --blocks b")), 2);
        REFUSED(cli.run(words("template brand set") << cli.write(QStringLiteral("g.json"), "{\"audience_brand\":1,\"colours\":{\"text\":\"red\"}}")), 1);
        REFUSED(cli.run(words("template brand")), 2);
        REFUSED(cli.run(words("template block show nothing")), 1);
        REFUSED(cli.run(words("template block remove nothing")), 1);
        REFUSED(cli.run(words("template block save --name Bad") << cli.write(QStringLiteral("h.json"), "[]")), 1);
        QVERIFY(cli.json(words("template list")).size() == 1);
    }

    void lintsAndRendersBlocks() {
        Cli cli;
        cli.setWorkspace({});
        const QString good = cli.write(QStringLiteral("good.json"), documentOf(button("Hello {{ name }}"))),
                      bad = cli.write(QStringLiteral("bad.json"), documentOf(button("Few", ",\"when\":\"|\"")));
        const CliResult rendered = cli.run(words("template render") << good << QStringLiteral("--data") << cli.write(QStringLiteral("data.json"), "{\"name\": \"<Ada>\"}"));
        RAN(rendered);
        QVERIFY(rendered.out.contains("Hello &lt;Ada&gt;"));
        QCOMPARE(cli.run(words("template render") << cli.write(QStringLiteral("liquid.json"), "{\"a\": {{ a | default: 1 }}}")).out, QByteArray("{\"a\": 1}")); // Liquid, whatever it is called
        QVERIFY(cli.json(words("template check") << good)["fields"].dump().find("name") != std::string::npos);
        cli.setWorkspace(cli.file(QStringLiteral("w.audience")));
        RAN(cli.run(words("init")));
        RAN(cli.run(words("template save --name Bad --blocks") << bad)); // kept, so that it can be mended
        const Json told = cli.json(words("template lint Bad"), 1);
        bool found = false;
        for (const Json &one : told)
            if (one["id"] == "blocks.bad_condition") {
                found = true;
                QVERIFY(one["error"] == true && one["part"] == "blocks/sections/0/columns/0/blocks/0/when");
            }
        QVERIFY(found);
        RAN(cli.run(words("import --as people --role profiles --key id --email email --consent consent")
                    << cli.write(QStringLiteral("people.csv"), "id,email,consent\n1,a@example.org,yes\n")));
        RAN(cli.run(words("segment save --name everyone --text everybody")));
        const Json campaign = cli.json(words("campaign create --name Spring --segment everyone --template Bad"));
        const CliResult refused = cli.run(words("campaign send") << QString::number(campaign["id"].get<int>()));
        REFUSED(refused, 1);
        QVERIFY2(refused.err.contains("cannot be read as a condition"), qPrintable(refused.told()));
    }

    void theBrandIsSetAndFollowed() {
        Cli cli;
        RAN(cli.run(words("init")));
        RAN(cli.run(words("template save --name Sale --blocks") << cli.write(QStringLiteral("sale.json"), documentOf(button("Go")))));
        QByteArray kit = cli.run(words("template brand show")).out; // the neutral one
        QVERIFY(Json::parse(kit.toStdString())["audience_brand"] == 1);
        QVERIFY(cli.json(words("template brand show"))["revision"] == 0);
        Json changed = Json::parse(kit.toStdString());
        changed["colours"]["primary"] = "#ab12cd";
        const QString file = cli.write(QStringLiteral("brand.json"), QByteArray::fromStdString(changed.dump()));
        const Json set = cli.json(words("template brand set") << file);
        QVERIFY(set["revision"] == 1 && set["recompiled"].size() == 1 && set["recompiled"][0] == "Sale");
        QVERIFY(cli.run(words("template export Sale")).out.contains("#ab12cd"));
        QVERIFY(cli.json(words("template brand set") << file)["recompiled"].empty()); // the same again
        QVERIFY(cli.json(words("template brand show"))["used_by"][0] == "Sale");
        RAN(cli.run(words("doctor")));
    }

    void savedBlocksAreKeptAndFollowed() {
        Cli cli;
        RAN(cli.run(words("init")));
        const Json block = cli.json(words("template block save --name Button") << cli.write(QStringLiteral("b.json"), button("Go")));
        QVERIFY(block["kind"] == "button" && block["revision"] == 1);
        const QByteArray link = ",\"saved\":{\"id\":\"" + QByteArray::number(block["id"].get<int>()) + "\",\"linked\":true}";
        RAN(cli.run(words("template save --name Sale --blocks") << cli.write(QStringLiteral("sale.json"), documentOf(button("Go", link)))));
        QVERIFY(cli.json(words("template block list"))[0]["used_by"][0] == "Sale");
        QVERIFY(Json::parse(cli.run(words("template block show Button")).out.toStdString())["text"] == "Go");
        const Json again = cli.json(words("template block save --name Button") << cli.write(QStringLiteral("b.json"), button("Go further")));
        QVERIFY(again["id"] == block["id"] && again["revision"] == 2 && again["recompiled"][0] == "Sale");
        QVERIFY(cli.run(words("template export Sale")).out.contains("Go further"));
        QVERIFY(cli.json(words("template block remove Button"))["kept_by"][0] == "Sale");
        QVERIFY(cli.run(words("template export Sale")).out.contains("Go further"));
        QVERIFY(cli.json(words("template block list")).empty());
    }

    void whatIsNoBrandChangesNothing() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QByteArray before = cli.run(words("template brand show")).out;
        for (const auto &[source, said] : {std::pair(R"({"nokey":"x"})", "\"nokey\""), std::pair(R"({"logo":{"source":"x"}})", "\"logo.source\""),
                                           std::pair("[1,2]", "A brand is a JSON object"), std::pair("\"blue\"", "A brand is a JSON object")}) {
            const CliResult refused = cli.run(words("template brand set") << cli.write(QStringLiteral("brand.json"), source));
            REFUSED(refused, 1);
            QVERIFY2(refused.err.contains(said), qPrintable(refused.told()));
            QCOMPARE(cli.run(words("template brand show")).out, before);
        }
        RAN(cli.run(words("template brand set") << cli.write(QStringLiteral("brand.json"), before)));
    }

    void killedWhileTemplatesFollowIsAllOrNothing() {
        Cli cli;
        RAN(cli.run(words("init")));
        const QString file = cli.write(QStringLiteral("sale.json"), documentOf(button("Go")));
        for (const char *name : {"One", "Two", "Three"})
            RAN(cli.run(words("template save --name") << QString::fromLatin1(name) << QStringLiteral("--blocks") << file));
        Json kit = Json::parse(cli.run(words("template brand show")).out.toStdString());
        kit["colours"]["primary"] = "#ab12cd";
        const QStringList set = words("template brand set") << cli.write(QStringLiteral("brand.json"), QByteArray::fromStdString(kit.dump()));
        for (const auto &[point, isDone] : {std::pair("studio.recompile.one:2", false), std::pair("studio.recompile.all", false), std::pair("studio.saved", true)}) {
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), QString::fromLatin1(point));
            QCOMPARE(cli.run(set).exit, -1);
            cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
            for (const char *name : {"One", "Two", "Three"})
                QCOMPARE(cli.run(words("template export") << QString::fromLatin1(name)).out.contains("#ab12cd"), isDone);
            QVERIFY(cli.json(words("template brand show"))["revision"] == (isDone ? 1 : 0));
            RAN(cli.run(words("doctor")));
        }
    }
};

AUDIENCE_TEST(TemplateStudioTest)
#include "template_studio_test.moc"
