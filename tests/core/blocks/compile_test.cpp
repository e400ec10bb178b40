// What mail programs need of the HTML, one by one.
#include "blocks/compile.h"
#ifndef Q_MOC_RUN
#include "blocks/html_text.h"
#include "email_rules.h"
#include "liquid/json_source.h"
#include "liquid/liquid.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::blocks;

#ifndef Q_MOC_RUN
namespace {

model::BlockDocument documentOf(const Json &section, const Json &page = Json::object()) {
    model::Findings findings;
    auto document = model::blockDocumentFromJson(Json{{"audience_blocks", 1}, {"page", page}, {"sections", Json::array({section})}}, findings);
    if (!document)
        qFatal("%s %s", findings[0].id.c_str(), findings[0].path.c_str());
    return *document;
}

Json sectionOf(const std::string &blocks, const std::string &more = {}) {
    return *parseJson("{\"id\":\"s\"" + (more.empty() ? "" : "," + more) + ",\"columns\":[{\"id\":\"c\",\"blocks\":[" + blocks + "]}]}");
}

CompiledEmail compiled(const std::string &blocks, const std::string &more = {}, const Json &page = Json::object()) {
    return compile(documentOf(sectionOf(blocks, more), page), model::defaultBrandKit());
}

std::string rendered(const std::string &liquid, const std::string &data) {
    const liquid::Parsed parsed = liquid::parse(liquid);
    const Json json = *parseJson(data);
    std::string out;
    if (!parsed.program || !parsed.program->render(liquid::JsonSource(json), {}, out))
        return "cannot be rendered";
    return out;
}

bool has(const std::string &text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t count(const std::string &text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
        ++found;
    return found;
}

constexpr const char *kText = R"({"id":"t","kind":"text","content":[{"spans":[{"text":"Hello"}]}]})";

} // namespace
#endif

class CompileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFrameTellsMailPrograms();
    void columnsAreGhostTablesInOutlook();
    void rightToLeft();
    void outlookDrawsButtonsAndBackgroundsItself();
    void devices();
    void conditionsAndRepeatsBecomeTags();
    void productsOfALoopFillRowsInOutlook();
    void wordsStayWords();
    void addressesThatRunAreLeftOut();
    void tagsEndWhereTheEngineEndsThem();
    void addressesThatBeginWithLiquid_data();
    void addressesThatBeginWithLiquid();
    void brandColours();
    void sizes();
    void theTextPartReadsWell();
    void partsCarryTheirIdsForACanvas();
};

#ifndef Q_MOC_RUN // which cannot read raw strings
void CompileTest::theFrameTellsMailPrograms() {
    const std::string html = compiled(kText, {}, Json{{"language", "de"}, {"title", "A & B"}, {"preheader", "Soon <over>"}}).html;
    QVERIFY(has(html, "<html lang=\"de\" dir=\"ltr\""));
    QVERIFY(has(html, "<o:PixelsPerInch>96</o:PixelsPerInch>"));
    QVERIFY(has(html, "<meta name=\"color-scheme\" content=\"light dark\">"));
    QVERIFY(has(html, "<title>A &amp; B</title>"));
    QVERIFY(has(html, "Soon &lt;over&gt;&#8199;&#847;"));
    QVERIFY(has(html, "mso-hide:all"));
    QVERIFY(has(html, "@media (prefers-color-scheme:dark)"));
    QVERIFY(has(html, "[data-ogsc] .as-d"));
    QVERIFY(has(html, "[data-ogsb] .as-d"));
}

void CompileTest::columnsAreGhostTablesInOutlook() {
    const Json section = *parseJson(R"({"id":"s","padding":[0,20,0,20],"gap":10,"columns":[{"id":"a","width":33,"blocks":[]},{"id":"b","width":67,"blocks":[]}]})");
    const std::string html = compile(documentOf(section), model::defaultBrandKit()).html;
    QVERIFY(has(html, "<!--[if mso]><table role=\"presentation\" width=\"560\""));
    QVERIFY(has(html, "<td width=\"184\" valign=\"top\"") && has(html, "<td width=\"376\" valign=\"top\""));
    QVERIFY(has(html, "max-width:184px") && has(html, "max-width:376px"));
    QCOMPARE(test::brokenRule(html), std::string());
    Json kept = section;
    kept["stack"] = "keep";
    const std::string cells = compile(documentOf(kept), model::defaultBrandKit()).html;
    QVERIFY(has(cells, "padding:0px 0px 0px 0px;font-family:Helvetica, Arial, sans-serif;font-size:16px;line-height:24px")); // for HTML of one's own
    QVERIFY(has(cells, "<td width=\"184\"") && !has(cells, "max-width:184px"));
    Json reversed = section;
    reversed["stack"] = "reverse";
    const std::string other = compile(documentOf(reversed), model::defaultBrandKit()).html;
    QVERIFY(other.find("max-width:376px") < other.find("max-width:184px"));
    QVERIFY(has(other, "<div dir=\"rtl\">"));
}

void CompileTest::rightToLeft() {
    const std::string html = compiled(R"({"id":"q","kind":"quote","author":"x"},{"id":"h","kind":"heading","align":"end","content":[{"text":"x"}]})", {}, Json{{"direction", "rtl"}}).html;
    QVERIFY(has(html, "dir=\"rtl\""));
    QVERIFY(has(html, "border-right:4px solid"));
    QVERIFY(has(html, "text-align:right"));
    QVERIFY(has(html, "font-weight:bold;text-align:left")); // the end of a line from right to left
}

void CompileTest::outlookDrawsButtonsAndBackgroundsItself() {
    const std::string html = compiled(R"({"id":"b","kind":"button","text":"Go","href":"https://example.org/?a=1&b=2","width":200})",
                                      R"("picture":{"src":"https://example.org/b.jpg","height":300},"background":"#112233")").html;
    QVERIFY(has(html, "<v:roundrect") && has(html, "href=\"https://example.org/?a=1&amp;b=2\" style=\"height:44px;v-text-anchor:middle;width:200px\""));
    QVERIFY(has(html, "<v:rect") && has(html, "<v:fill type=\"frame\" src=\"https://example.org/b.jpg\" color=\"#112233\" />"));
    QVERIFY(has(html, "background-image:url('https://example.org/b.jpg')"));
    const std::string plain = compiled(R"({"id":"b","kind":"button","text":"Go","href":"https://example.org"})").html;
    QVERIFY(!has(plain, "<v:roundrect") && has(plain, "mso-padding-alt:12px 24px 12px 24px"));
}

void CompileTest::devices() {
    const std::string html = compiled(R"({"id":"a","kind":"spacer","show":"desktop"},{"id":"b","kind":"button","text":"Go","href":"https://example.org","width":200,"show":"mobile"},
        {"id":"t","kind":"text","content":[{"spans":[{"text":"x"}]}],"mobile":{"padding":4,"size":20,"align":"center"}})").html;
    QVERIFY(has(html, "<div class=\"as-desktop\">"));
    QVERIFY(has(html, "<!--[if !mso]><!--><div class=\"as-mobile\" style=\"display:none;"));
    QVERIFY(!has(html, "<v:roundrect")); // Outlook skips the whole of it
    QVERIFY(has(html, "padding:4px 4px 4px 4px!important;text-align:center!important"));
    QVERIFY(has(html, "font-size:20px!important"));
    QCOMPARE(test::brokenRule(html), std::string());
}

void CompileTest::conditionsAndRepeatsBecomeTags() {
    const CompiledEmail email = compiled(R"({"id":"t","kind":"text","when":"vip","repeat":{"list":"orders","as":"order","limit":2},"content":[{"spans":[{"liquid":"{{ order.name }}"}]}]})", R"("when":"age > 3")");
    QVERIFY(email.findings.empty());
    const std::string all = rendered(email.html, R"({"vip":true,"age":4,"orders":[{"name":"Tea <1>"},{"name":"Cup"},{"name":"Pot"}]})");
    QVERIFY(has(all, "Tea &lt;1&gt;") && has(all, "Cup") && !has(all, "Pot"));
    QCOMPARE(test::brokenRule(all), std::string());
    QVERIFY(!has(rendered(email.html, R"({"vip":true,"age":3,"orders":[{"name":"Tea"}]})"), "Tea"));
    QVERIFY(!has(rendered(email.html, R"({"vip":false,"age":4,"orders":[{"name":"Tea"}]})"), "Tea"));
    const CompiledEmail wrong = compiled("{\"id\":\"t\",\"kind\":\"spacer\",\"when\":\"|\"}");
    QCOMPARE(wrong.findings.size(), std::size_t(1));
    QCOMPARE(wrong.findings[0].id, std::string("blocks.bad_condition"));
    QCOMPARE(wrong.findings[0].path, std::string("/sections/0/columns/0/blocks/0/when"));
    QVERIFY(!has(wrong.html, "{% if"));
    // Without its condition it would go to everybody: it goes to nobody, and the email must not go at all.
    const CompiledEmail part = compiled(kText, R"("when":"|")");
    QVERIFY(model::hasErrors(part.findings) && !has(part.html, "Hello"));
    const CompiledEmail loop = compiled("{\"id\":\"t\",\"kind\":\"button\",\"text\":\"Hello\",\"href\":\"https://example.org\",\"repeat\":{\"list\":\"|\",\"as\":\"x\"}}");
    QVERIFY(model::hasErrors(loop.findings) && !has(loop.html, "Hello"));
}

void CompileTest::productsOfALoopFillRowsInOutlook() {
    const CompiledEmail email = compiled(R"({"id":"p","kind":"products","columns":2,"loop":{"list":"items","as":"item"},
        "item":{"src":"{{ item.image }}","alt":"","title":"{{ item.name }}","price":"{{ item.price }}","href":"{{ item.url }}","button":"Buy"}})");
    QVERIFY(email.findings.empty());
    const std::string html = rendered(email.html, R"({"items":[{"name":"A","image":"https://a/1.png","url":"https://a/1"},{"name":"B"},{"name":"C"}]})");
    QCOMPARE(test::brokenRule(html), std::string());
    QCOMPARE(count(html, "<!--[if mso]></tr><tr><![endif]-->"), std::size_t(1));
    QVERIFY(has(html, "href=\"https://a/1\""));
}

void CompileTest::wordsStayWords() {
    const CompiledEmail email = compiled(R"({"id":"t","kind":"text","content":[{"spans":[{"text":"<script>x</script> {{ name | default: \"you\" }} {{ open {% if"}]}]},
        {"id":"i","kind":"image","src":"https://example.org/x.png?n={{ \"a b\" | url_encode }}","alt":"\" onload=\"x() {{ \"q\" }}"})");
    QVERIFY(email.findings.empty());
    QVERIFY(has(email.html, "&lt;script&gt;") && has(email.html, "{{ name | default: \"you\" }}"));
    QVERIFY(has(email.html, "alt=\"&quot; onload=&quot;x() {{ 'q' }}\""));
    QVERIFY(has(email.html, "{{ 'a b' | url_encode }}"));
    const std::string html = rendered(email.html, R"({"name":"<b>"})");
    QVERIFY(has(html, "&lt;b&gt; {{ open {% if"));
    QCOMPARE(test::brokenRule(html), std::string());
    QCOMPARE(*plainTextOf(email), std::string("<script>x</script> {{ name | default: \"you\" }} {{ '{' }}{ open {{ '{' }}% if\n\n\" onload=\"x() {{ 'q' }}"));
}

// A tag ends where the engine ends it, not where quotes would have it.
void CompileTest::tagsEndWhereTheEngineEndsThem() {
    for (const std::string text : {R"({% if a == "%}<img src=x onerror=y>" %}{% endif %})", R"({{ "}}<img src=x onerror=y>" }})", R"({{ a } }<img src=x onerror=y> }})"}) {
        const std::string html = escapedText(text);
        QVERIFY2(!has(html, "<img"), html.c_str());
    }
    QCOMPARE(escapedText("{{ a | append: \"<b>\" }}"), std::string("{{ a | append: \"<b>\" }}"));
    const std::string open(200'000, '{');
    QCOMPARE(liquidPieces(open).size(), std::size_t(1));
    QCOMPARE(liquidPieces(open + " }").size(), std::size_t(1));
    std::string tags;
    for (int i = 0; i < 100'000; ++i)
        tags += "{% ";
    QCOMPARE(liquidPieces(tags).size(), std::size_t(1)); // in no time: what closes is looked for once
}

void CompileTest::addressesThatBeginWithLiquid_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("stands");
    const auto row = [](const char *url, bool stands) { QTest::newRow(url) << QByteArray(url) << stands; };
    row("{{ link }}", true);
    row("{{ base }}/tea?x=a:b", true);
    row("{{ base }}tea/1", true);
    row("{{ base }}?a=1", true);
    row("{{ base }}#top", true);
    row("{{ base }}{{ path }}", true);
    row("{% if a %}https://example.org{% else %}http://example.org/{{ b }}{% endif %}", true);
    row("{{ '' }}javascript:alert(1)", false);
    row("{{ '' }} JavaScript:alert(1)", false);
    row("{{ '' }}java{{ '' }}script:alert(1)", false);
    row("{{ '' }}:alert(1)", false);
    row("{% if a %}https://example.org{% else %}javascript:alert(1){% endif %}", false);
    row("{% if a %}/{% endif %}javascript:alert(1)", false);
    row("{{ '' }}data:text/html,x", false);
}

void CompileTest::addressesThatBeginWithLiquid() {
    QFETCH(QByteArray, url);
    QFETCH(bool, stands);
    QCOMPARE(QByteArray::fromStdString(safeUrl(url.toStdString(), UrlUse::Link)), stands ? url : QByteArray());
}

void CompileTest::addressesThatRunAreLeftOut() {
    const CompiledEmail email = compiled(R"x({"id":"b","kind":"button","text":"Go","href":"java\tscript:alert(1)"},{"id":"i","kind":"image","src":"/local.png","alt":""})x");
    QCOMPARE(email.findings.size(), std::size_t(2));
    QCOMPARE(email.findings[0].id, std::string("blocks.bad_address"));
    QCOMPARE(email.findings[0].path, std::string("/sections/0/columns/0/blocks/0/href"));
    QVERIFY(!has(email.html, "alert(1)") && !has(email.html, "local.png"));
    QCOMPARE(safeUrl(" https://x.org ", UrlUse::Link), std::string("https://x.org"));
    QCOMPARE(safeUrl("data:image/svg+xml;base64,x", UrlUse::Picture), std::string());
    QCOMPARE(safeUrl("x{{ a }}", UrlUse::Link), std::string());
}

void CompileTest::brandColours() {
    model::BrandKit kit = model::defaultBrandKit();
    kit.colours.push_back({"spark", "#ab0000", "#ff8888"});
    const std::string block = R"({"id":"t","kind":"text","color":"brand.spark","content":[{"spans":[{"text":"x"}]}]})";
    const CompiledEmail email = compile(documentOf(sectionOf(block)), kit);
    QVERIFY(has(email.html, "color:#ab0000") && has(email.html, "color:#ff8888!important"));
    const CompiledEmail other = compile(documentOf(sectionOf(block)), model::defaultBrandKit());
    QCOMPARE(other.findings.size(), std::size_t(1));
    QCOMPARE(other.findings[0].id, std::string("blocks.unknown_token"));
    QCOMPARE(other.findings[0].path, std::string("/sections/0/columns/0/blocks/0/color"));
}

void CompileTest::sizes() {
    const CompiledEmail email = compiled(kText);
    QCOMPARE(email.sections.size(), std::size_t(1));
    QCOMPARE(email.sections[0].id, std::string("s"));
    QVERIFY(email.sections[0].bytes > 500 && email.sections[0].bytes < email.bytes);
    QVERIFY(!email.clipped());
    std::string many = kText;
    for (int i = 0; i < 400; ++i)
        many += ",{\"id\":\"m" + std::to_string(i) + "\"" + std::string(kText).substr(9);
    QVERIFY(compiled(many).clipped());
}

void CompileTest::theTextPartReadsWell() {
    const CompiledEmail email = compiled(R"({"id":"h","kind":"heading","content":[{"text":"Sale"}]},{"id":"t","kind":"text","content":[{"spans":[{"text":"Up to "},{"text":"half","bold":true},{"text":" off."}]},{"list":"bullet","items":[[{"text":"Tea"}],[{"text":"Cups"}]]}]},
        {"id":"b","kind":"button","text":"Shop now","href":"https://example.org/sale"},{"id":"f","kind":"footer","unsubscribe":"Unsubscribe","address":"Shop, 1 High Street"})");
    QCOMPARE(QByteArray::fromStdString(*plainTextOf(email)),
             QByteArray("Sale\n\nUp to half off.\n\n- Tea\n- Cups\n\nShop now: https://example.org/sale\n\nShop, 1 High Street\n\nUnsubscribe ({{ unsubscribe_url }})"));
}

void CompileTest::partsCarryTheirIdsForACanvas() {
    const model::BlockDocument document = documentOf(sectionOf(std::string(kText) + R"(,{"id":"i","kind":"image","src":""},{"id":"w","kind":"text","when":"vip","content":[{"spans":[{"text":"For few"}]}]},
        {"id":"bad","kind":"text","when":"|","content":[{"spans":[{"text":"Broken"}]}]})",
                                                               R"("repeat":{"list":"cart","as":"item"})"));
    const CompiledEmail plain = compile(document, model::defaultBrandKit());
    QVERIFY(!has(plain.html, "data-part"));
    QVERIFY(has(plain.html, "{% if vip %}"));
    QVERIFY(has(plain.html, "{% for item in cart %}"));
    QVERIFY(!has(plain.html, "Broken"));
    CompileOptions options;
    options.marksParts = true;
    const CompiledEmail marked = compile(document, model::defaultBrandKit(), options);
    for (const char *id : {"s", "c", "t", "i", "w", "bad"})
        QCOMPARE(count(marked.html, "data-part=\"" + std::string(id) + '"'), std::size_t(1));
    QVERIFY(!has(marked.html, "{% if") && !has(marked.html, "{% for") && has(marked.html, "Broken"));
    QCOMPARE(marked.findings.size(), plain.findings.size());
}
#endif

AUDIENCE_TEST(CompileTest)
#include "compile_test.moc"
