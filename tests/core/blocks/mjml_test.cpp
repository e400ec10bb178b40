// MJML out and in, and the npm compiler's opinion of what goes out.
#include "blocks/compile.h"
#include "blocks/mjml.h"
#ifndef Q_MOC_RUN
#include "email_rules.h"
#include "liquid/json_source.h"
#include "liquid/liquid.h"
#include "random_document.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::blocks;

#ifndef Q_MOC_RUN
namespace {

model::BlockDocument documentOf(const Json &json) {
    model::Findings findings;
    auto document = model::blockDocumentFromJson(json, findings);
    if (!document)
        qFatal("%s %s", findings[0].id.c_str(), findings[0].path.c_str());
    return *document;
}

std::string imported(const std::string &inside) {
    const MjmlImport in = fromMjml("<mjml><mj-body><mj-section><mj-column>" + inside + "</mj-column></mj-section></mj-body></mjml>");
    return in.document ? dumpJson(in.document->sections()[0].at("columns")[0].at("blocks")) : "not read: " + in.findings.at(0).id;
}

bool has(const std::string &text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string letter() {
    QFile file(QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/fuzz/seeds/mjml/letter.mjml"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace
#endif

class MjmlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLetterComesInWhole();
    void partsComeIn();
    void nothingConditionalComesToAll_data();
    void nothingConditionalComesToAll();
    void conditionsGoToTheBlocks();
    void attributesAreMerged();
    void classesStandInOneAttribute();
    void wrongMjmlIsRefused_data();
    void wrongMjmlIsRefused();
    void damagedLettersAreReadOrRefused();
    void roundTripsAreSteady();
    void theSharedPartComesBack();
    void theCompilerOfMjmlTakesIt();
};

#ifndef Q_MOC_RUN // which cannot read raw strings
void MjmlTest::aLetterComesInWhole() {
    const MjmlImport in = fromMjml(letter());
    QVERIFY(in.document);
    const Json &page = in.document->page(), &sections = in.document->sections();
    QCOMPARE(jsonText(page, "title"), std::string("Spring & more"));
    QCOMPARE(jsonText(page, "language"), std::string("de"));
    QCOMPARE(jsonInt(page, "width"), std::int64_t(640));
    QVERIFY(has(jsonText(page, "mjml_head"), "<mj-font name=\"Inter\""));
    QCOMPARE(sections.size(), std::size_t(4));
    QCOMPARE(jsonText(sections[0], "background"), std::string("#ffffff"));
    const Json &image = sections[0].at("columns")[0].at("blocks")[0], &text = sections[0].at("columns")[1].at("blocks")[0];
    const Json &button = sections[0].at("columns")[1].at("blocks")[1];
    QCOMPARE(jsonText(image, "alt"), std::string("A \"cup\""));
    QCOMPARE(jsonInt(sections[0].at("columns")[0], "width"), std::int64_t(40));
    QCOMPARE(dumpJson(text.at("content")),
             std::string("[{\"spans\":[{\"text\":\"Hello \"},{\"liquid\":\"{{ name }}\"},{\"text\":\",\\nit is \"},{\"text\":\"spring\",\"bold\":true},"
                         "{\"text\":\"\xc2\xa0\xe2\x80\x94 \"},{\"text\":\"look\",\"link\":\"https://example.org/?a=1&b=2\"},{\"text\":\".\"}]}]"));
    QCOMPARE(jsonInt(text, "size"), std::int64_t(24));
    QCOMPARE(jsonText(text, "color"), std::string("#000080"));
    QCOMPARE(jsonText(text, "font"), std::string("Arial, sans-serif"));
    QCOMPARE(jsonInt(text, "padding"), std::int64_t(4));
    QCOMPARE(jsonText(button, "when"), std::string("vip"));
    QCOMPARE(jsonText(button, "text"), std::string("Buy now"));
    QCOMPARE(dumpJson(button.at("mjml")), std::string("{\"rel\":\"nofollow\",\"css-class\":\"cta\"}"));
    QCOMPARE(jsonText(sections[1], "stack"), std::string("keep"));
    QCOMPARE(jsonText(sections[1].at("columns")[0].at("blocks")[0], "kind"), std::string("spacer")); // the other way round
    QCOMPARE(jsonInt(sections[2].at("picture"), "height"), std::int64_t(300));
    QCOMPARE(jsonText(sections[2].at("columns")[0].at("blocks")[0], "kind"), std::string("heading"));
    std::string kinds;
    for (const Json &block : sections[3].at("columns")[0].at("blocks"))
        kinds += jsonText(block, "kind") + ' ';
    QCOMPARE(kinds, std::string("social menu html html html html "));
    QVERIFY(has(dumpJson(sections[3]), "Because") && has(dumpJson(sections[3]), "<p>raw</p>"));
    std::string said;
    for (const model::Finding &finding : in.findings)
        said += finding.id.substr(7) + ':' + finding.args[0].second + ' ';
    QCOMPARE(said, std::string("mjml_kept:mj-font mjml_kept:mj-button rel mjml_as_sections:mj-wrapper mjml_as_html:mj-table mjml_as_html:mj-text mjml_as_html:mj-accordion "));
    QVERIFY(has(toMjml(*in.document, model::defaultBrandKit()).mjml, "rel=\"nofollow\""));
    QVERIFY(has(toMjml(*in.document, model::defaultBrandKit()).mjml, "<mj-font name=\"Inter\""));
}

void MjmlTest::partsComeIn() {
    QVERIFY(has(imported("<mj-text><ul><li>a</li><li><i>b</i></li></ul></mj-text>"), R"("content":[{"list":"bullet","items":[[{"text":"a"}],[{"text":"b","italic":true}]]}])"));
    QVERIFY(has(imported("<mj-text><p class='x'>a</p></mj-text>"), "\"kind\":\"html\""));
    QVERIFY(has(imported("<mj-text><h2>a</h2><p>b</p></mj-text>"), "\"kind\":\"html\"")); // two things in one
    QVERIFY(has(imported("<mj-raw>{% for a in b %}</mj-raw><mj-spacer/><mj-raw>{% endfor %}</mj-raw>"), R"("repeat":{"list":"b","as":"a"})"));
    QVERIFY(has(imported("<mj-raw>{% if a %}</mj-raw><mj-spacer/><mj-spacer/><mj-raw>{% endif %}</mj-raw>"), R"("html":"{% if a %}")")); // around two: kept as it is
    QVERIFY(has(imported("<mj-text>a < b</mj-text>"), "a < b"));
}

// Every "ONLY" stands in a condition that is false, every "TWICE" in a loop over two.
void MjmlTest::nothingConditionalComesToAll_data() {
    QTest::addColumn<QByteArray>("body");
    const QByteArray open = "<mj-raw>{% if vip %}</mj-raw>", close = "<mj-raw>{% endif %}</mj-raw>";
    const QByteArray only = "<mj-column><mj-text>ONLY</mj-text></mj-column>", all = "<mj-column><mj-text>ALL</mj-text></mj-column>";
    const auto section = [](const QByteArray &inside, const QByteArray &more = {}) { return QByteArray("<mj-section" + more + ">" + inside + "</mj-section>"); };
    const auto wrapper = [](const QByteArray &inside) { return QByteArray("<mj-wrapper>" + inside + "</mj-wrapper>"); };
    const auto row = [](const char *name, const QByteArray &body) { QTest::newRow(name) << body; };
    row("a column", section(all + open + only + close));
    row("two columns", section(open + only + only + close + all));
    row("columns the other way round", section(open + only + only + close + all, " direction=\"rtl\""));
    row("two cases the other way round", section(open + only + "<mj-raw>{% else %}</mj-raw>" + all + close, " direction=\"rtl\""));
    row("a column with its own", section(all + open + "<mj-column><mj-raw>{% if true %}</mj-raw><mj-text>ONLY</mj-text><mj-raw>{% endif %}</mj-raw></mj-column>" + close));
    row("a group", section(open + "<mj-group>" + only + only + "</mj-group>" + close + all));
    row("within a group", section("<mj-group>" + all + open + only + close + "</mj-group>"));
    row("six columns", section(all + all + all + all + open + only + only + close));
    row("a profile", section("<mj-column><mj-social><mj-social-element name=\"web\" href=\"https://example.org\">ALL</mj-social-element>" + open +
                             "<mj-social-element name=\"web\" href=\"https://example.org\">ONLY</mj-social-element>" + close + "</mj-social></mj-column>"));
    row("a link of a menu", section("<mj-column><mj-navbar>" + open + "<mj-navbar-link href=\"https://example.org\">ONLY</mj-navbar-link>" + close +
                                    "<mj-navbar-link href=\"https://example.org\">ALL</mj-navbar-link></mj-navbar></mj-column>"));
    row("a wrapper", open + wrapper(section(only) + section(only)) + close + section(all));
    row("a wrapper and its section", open + wrapper("<mj-raw>{% if true %}</mj-raw>" + section(only) + "<mj-raw>{% endif %}</mj-raw>") + close + section(all));
    row("a section in a wrapper", wrapper(open + section(only) + close + section(all)));
    row("a loop around a wrapper", "<mj-raw>{% for one in list %}</mj-raw>" + wrapper(section("<mj-column><mj-text>TWICE{{ one }}</mj-text></mj-column>") + section("<mj-column><mj-text>TWICE</mj-text></mj-column>")) +
                                       "<mj-raw>{% endfor %}</mj-raw>" + section(all));
    row("a loop around a column of two", section("<mj-raw>{% for one in list %}</mj-raw><mj-column><mj-text>TWICE{{ one }}</mj-text><mj-text>TWICE</mj-text></mj-column><mj-raw>{% endfor %}</mj-raw>" + all));
}

void MjmlTest::nothingConditionalComesToAll() {
    QFETCH(QByteArray, body);
    const MjmlImport in = fromMjml("<mjml><mj-body>" + body.toStdString() + "</mj-body></mjml>");
    QVERIFY(in.document);
    const CompiledEmail email = compile(*in.document, model::defaultBrandKit());
    QVERIFY2(email.findings.empty(), email.findings.empty() ? "" : email.findings[0].id.c_str());
    const auto said = [&](const char *data) {
        const liquid::Parsed parsed = liquid::parse(email.html);
        const Json json = *parseJson(data);
        std::string out;
        return parsed.program && parsed.program->render(liquid::JsonSource(json), {}, out) ? out : std::string("ONLY: not rendered");
    };
    const std::string others = said(R"({"vip":false,"list":["A","B"]})"), few = said(R"({"vip":true,"list":["A","B"]})");
    QVERIFY2(!has(others, "ONLY"), others.c_str());
    QVERIFY(has(others, "ALL"));
    QCOMPARE(test::brokenRule(others), std::string());
    QCOMPARE(test::brokenRule(few), std::string());
    QCOMPARE(has(few, "ONLY"), body.contains("ONLY"));
    if (body.contains("TWICE")) { // in the order of the loop, not each part on its own
        const std::size_t a = few.find("TWICEA"), b = few.find("TWICEB"), between = few.find("TWICE<", a);
        QVERIFY(a != std::string::npos && b != std::string::npos && few.find("TWICE<", b) != std::string::npos);
        QVERIFY(a < between && between < b);
    }
}

void MjmlTest::conditionsGoToTheBlocks() {
    const auto sections = [](const std::string &inside) {
        const MjmlImport in = fromMjml("<mjml><mj-body>" + inside + "</mj-body></mjml>");
        return in.document ? in.document->sections() : Json::array();
    };
    const Json two = sections("<mj-section><mj-raw>{% if vip %}</mj-raw><mj-column><mj-spacer/><mj-divider/></mj-column><mj-column><mj-spacer/></mj-column><mj-raw>{% endif %}</mj-raw></mj-section>");
    QCOMPARE(two[0].at("columns").size(), std::size_t(2)); // side by side as they were
    for (const Json &column : two[0].at("columns"))
        for (const Json &block : column.at("blocks"))
            QCOMPARE(jsonText(block, "when"), std::string("vip"));
    const Json around = sections("<mj-raw>{% if vip %}</mj-raw><mj-wrapper><mj-section></mj-section><mj-section></mj-section></mj-wrapper><mj-raw>{% endif %}</mj-raw>");
    QCOMPARE(around.size(), std::size_t(2));
    QCOMPARE(jsonText(around[0], "when") + jsonText(around[1], "when"), std::string("vipvip"));
}

void MjmlTest::attributesAreMerged() {
    const MjmlImport in = fromMjml("<mjml><mj-body><mj-wrapper css-class=\"outer as-mobile\" border=\"1px\"><mj-section css-class=\"inner\" border=\"2px\"></mj-section></mj-wrapper></mj-body></mjml>");
    QVERIFY(in.document);
    const Json &section = in.document->sections()[0];
    QCOMPARE(jsonText(section.at("mjml"), "css-class"), std::string("inner outer"));
    QCOMPARE(jsonText(section.at("mjml"), "border"), std::string("2px"));
    QCOMPARE(jsonText(section, "show"), std::string("mobile"));
    QVERIFY(has(imported("<mj-button href=\"https://example.org\"><img src=\"x\"> Buy</mj-button>"), "\"text\":\"Buy\""));
    QVERIFY(has(imported("<mj-button href=\"https://example.org\"><h1>Buy</h1></mj-button>"), "\"text\":\"Buy\""));
    const MjmlImport button = fromMjml("<mjml><mj-body><mj-section><mj-column><mj-button><img src=\"x\"> Buy</mj-button></mj-column></mj-section></mj-body></mjml>");
    QCOMPARE(button.findings.size(), std::size_t(1));
    QCOMPARE(button.findings[0].id, std::string("blocks.mjml_words"));
}

void MjmlTest::classesStandInOneAttribute() {
    const Json json = *parseJson(R"({"audience_blocks":1,"page":{},"sections":[{"id":"s","columns":[{"id":"c","blocks":[
        {"id":"a","kind":"html","html":"x","show":"mobile","mjml":{"css-class":"own as-mobile","rel":"y"}},
        {"id":"b","kind":"coupon","code":"TEA","show":"mobile","when":"vip"}]}]}]})");
    const std::string mjml = toMjml(documentOf(json), model::defaultBrandKit()).mjml;
    QVERIFY2(has(mjml, "css-class=\"as-html as-mobile own\" rel=\"y\""), mjml.c_str());
    // A phone shows what is for phones: by the class alone, nothing in it is hidden.
    QVERIFY(has(mjml, "<mj-raw>{% if vip %}</mj-raw>") && has(mjml, "<mj-text padding=\"0px\" css-class=\"as-html as-mobile\">"));
    QVERIFY(has(mjml, "TEA") && !has(mjml, "display:none;"));
}

void MjmlTest::wrongMjmlIsRefused_data() {
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("html") << QByteArray("<html><body>x</body></html>") << 1;
    QTest::newRow("open") << QByteArray("<mjml>\n<mj-body>\n<mj-section></mj-body></mjml>") << 3;
    QTest::newRow("text open") << QByteArray("<mjml><mj-body>\n<mj-text>x</mj-body></mjml>") << 2;
    QTest::newRow("attribute") << QByteArray("<mjml>\n\n<mj-body width=600></mj-body></mjml>") << 3;
    QTest::newRow("comment") << QByteArray("<mjml><!-- ") << 1;
}

void MjmlTest::wrongMjmlIsRefused() {
    QFETCH(QByteArray, source);
    QFETCH(int, line);
    const MjmlImport in = fromMjml(source.toStdString());
    QVERIFY(!in.document);
    QCOMPARE(in.findings.size(), std::size_t(1));
    QCOMPARE(in.findings[0].id, std::string("blocks.mjml_syntax"));
    QCOMPARE(in.findings[0].args[0].second, std::to_string(line));
    const MjmlImport deep = fromMjml([] {
        std::string out;
        for (int i = 0; i < 1000; ++i)
            out += "<mj-section>";
        return out;
    }());
    QCOMPARE(deep.findings[0].id, std::string("blocks.mjml_too_large"));
}

void MjmlTest::damagedLettersAreReadOrRefused() {
    const std::string whole = letter();
    QVERIFY(whole.size() > 1000);
    int read = 0;
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        SeededRng rng(seed);
        std::string text = whole;
        for (std::uint64_t n = 1 + rng.below(3); n > 0; --n) {
            const std::size_t at = rng.below(text.size());
            if (rng.chance(0.5))
                text.erase(at, 1 + rng.below(20));
            else
                text.insert(at, 1, "<>/\"'{%}&; \xff\n0-"[rng.below(16)]);
        }
        const MjmlImport in = fromMjml(text);
        QVERIFY2(in.document || model::hasErrors(in.findings), std::to_string(seed).c_str());
        if (!in.document) {
            QVERIFY2(in.findings[0].id == "blocks.mjml_syntax", (std::to_string(seed) + in.findings.back().id + in.findings.back().path).c_str());
            continue;
        }
        ++read;
        (void)compile(*in.document, model::defaultBrandKit());
        QVERIFY(fromMjml(toMjml(*in.document, model::defaultBrandKit()).mjml).document);
    }
    QVERIFY(read > 100);
}

// Once out and in, a document is in MJML's form: from there on nothing changes any more.
void MjmlTest::roundTripsAreSteady() {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        SeededRng rng(seed);
        const model::BlockDocument first = documentOf(test::randomDocument(rng));
        const MjmlImport in = fromMjml(toMjml(first, model::defaultBrandKit()).mjml);
        QVERIFY2(in.document, std::to_string(seed).c_str());
        const std::string mjml = toMjml(*in.document, model::defaultBrandKit()).mjml;
        const MjmlImport again = fromMjml(mjml);
        QVERIFY2(again.document, std::to_string(seed).c_str());
        QCOMPARE(QByteArray::fromStdString(dumpJsonPretty(again.document->json())), QByteArray::fromStdString(dumpJsonPretty(in.document->json())));
        QCOMPARE(QByteArray::fromStdString(toMjml(*again.document, model::defaultBrandKit()).mjml), QByteArray::fromStdString(mjml));
        QCOMPARE(test::brokenRule(compile(*in.document, model::defaultBrandKit()).html), std::string());
    }
}

void MjmlTest::theSharedPartComesBack() {
    const Json blocks = *parseJson(R"([
        {"id":"b1","kind":"heading","level":2,"color":"#111111","font":"Arial, sans-serif","size":20,"content":[{"text":"Hi "},{"liquid":"{{ name }}"}],"align":"center","padding":[1,2,3,4],"background":"#fefefe"},
        {"id":"b2","kind":"text","color":"#222222","font":"Arial, sans-serif","size":16,"line_height":1.5,"content":[{"spans":[{"text":"a\nb","bold":true},{"text":" <c> & d"}]},{"list":"number","items":[[{"text":"x"}]]}],"align":"start","padding":10},
        {"id":"b3","kind":"button","text":"Go","href":"https://example.org/?a=1&b=2","fill":"#333333","color":"#ffffff","font":"Arial, sans-serif","size":14,"radius":4,"inner":[8,16,8,16],"border":"#444444","width":120,"align":"end","padding":5,"when":"vip"},
        {"id":"b4","kind":"image","src":"https://example.org/a.png","alt":"A \"b\"","href":"https://example.org","width":200,"radius":3,"align":"center","padding":0,"show":"mobile"},
        {"id":"b5","kind":"divider","thickness":2,"line":"dashed","color":"#555555","width":50,"align":"center","padding":8},
        {"id":"b6","kind":"spacer","height":33,"padding":0,"repeat":{"limit":2,"list":"a.b","as":"c"}}])");
    const Json json{{"audience_blocks", 1},
                    {"page", *parseJson(R"({"language":"de","direction":"ltr","title":"T & t","preheader":"P","breakpoint":480,"width":600,"background":"#eeeeee","content":"#eeeeee"})")},
                    {"sections", Json::array({Json{{"id", "s1"}, {"background", "#ffffff"}, {"padding", 12}, {"columns", Json::array({Json{{"id", "c1"}, {"width", 100}, {"padding", 0}, {"blocks", blocks}}})}}})}};
    const MjmlImport in = fromMjml(toMjml(documentOf(json), model::defaultBrandKit()).mjml);
    QVERIFY(in.document);
    QVERIFY2(in.findings.empty(), in.findings.empty() ? "" : (in.findings[0].id + in.findings[0].args[0].second).c_str());
    // The order of members is the reader's own.
    QCOMPARE(QByteArray::fromStdString(nlohmann::json::parse(in.document->json().dump()).dump(1)), QByteArray::fromStdString(nlohmann::json::parse(json.dump()).dump(1)));
}

void MjmlTest::theCompilerOfMjmlTakesIt() {
    const QString peers = qEnvironmentVariable("AUDIENCE_PEERS", QStringLiteral(AUDIENCE_SOURCE_DIR "/build/peers"));
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (node.isEmpty() || !QFile::exists(peers + QStringLiteral("/mjml.mjs")) || !QFile::exists(peers + QStringLiteral("/node_modules/mjml")))
        QSKIP("npm's mjml is not installed (./dev test installs it)");
    QTemporaryDir dir;
    QStringList files;
    const auto put = [&](const Json &json) {
        const QString path = dir.filePath(QString::number(files.size()) + QStringLiteral(".mjml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(toMjml(documentOf(json), model::defaultBrandKit()).mjml));
        files << path;
    };
    const QDir golden(QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/core/blocks/golden"));
    for (const QString &name : golden.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(golden.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Json json = *parseJson(file.readAll().toStdString());
        put(json.contains("sections") ? json
                                      : Json{{"audience_blocks", 1}, {"page", Json::object()}, {"sections", Json::array({Json{{"id", "s"}, {"columns", Json::array({Json{{"id", "c"}, {"blocks", Json::array({json})}}})}}})}});
    }
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        SeededRng rng(seed);
        put(test::randomDocument(rng));
    }
    QProcess process;
    process.setWorkingDirectory(peers);
    process.start(node, QStringList{QStringLiteral("mjml.mjs")} + files);
    QVERIFY(process.waitForFinished(100'000));
    const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), files.size());
    for (int i = 0; i < lines.size(); ++i) {
        const auto answer = parseJson(lines[i].toStdString());
        QVERIFY(answer);
        QVERIFY2(answer->at("errors").empty(), qPrintable(files[i] + QString::fromStdString(answer->at("errors").dump())));
        QVERIFY(jsonText(*answer, "html").size() > 500);
    }
}
#endif

AUDIENCE_TEST(MjmlTest)
#include "mjml_test.moc"
