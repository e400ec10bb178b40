// Words of blocks as HTML to write in: nothing is lost on the way there and back, and Liquid stays whole.
#include "blocks/editable.h"
#ifndef Q_MOC_RUN
#include "blocks/compile.h"
#include "random_document.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::blocks;

#ifndef Q_MOC_RUN
namespace {

Json json(const char *text) { return *parseJson(text); }

std::string back(const std::string &html, EditableKind kind) {
    const auto read = textFromEditable(html, kind);
    return read ? dumpJson(*read) : read.error().id;
}

} // namespace
#endif

class EditableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chipsSayWhatTheyStandFor();
    void marksAndLiquidComeBack();
    void whatABrowserMakesOfTyping_data();
    void whatABrowserMakesOfTyping();
    void whatIsNoTextIsReducedToItsWords_data();
    void whatIsNoTextIsReducedToItsWords();
    void everyKindIsWrittenInWhereItsWordsStand_data();
    void everyKindIsWrittenInWhereItsWordsStand();
    void noOtherPlaceHasWords();
    void everyRandomBlockComesBackOrIsRefused();
};

#ifndef Q_MOC_RUN // which cannot read raw strings
void EditableTest::chipsSayWhatTheyStandFor() {
    QCOMPARE(chipWords("{{ first_name }}"), std::string("first name"));
    QCOMPARE(chipWords("{{ person.first_name | default: 'there' }}"), std::string("first name or there"));
    QCOMPARE(chipWords("{{ a | default: \"\" }}"), std::string("a"));
    QCOMPARE(chipWords("{{ a | default: name }}"), std::string("a"));
    QCOMPARE(chipWords("{% if vip %}"), std::string("if vip"));
    QCOMPARE(chipWords("{{}}"), std::string("{{}}"));
    QCOMPARE(chip("{{ a | append: \"<b>\" }}"),
             std::string("<span class=\"as-chip\" contenteditable=\"false\" data-liquid=\"{{ a | append: &quot;&lt;b&gt;&quot; }}\">a</span>"));
}

void EditableTest::marksAndLiquidComeBack() {
    const Json text = json(R"({"kind":"text","content":[
        {"spans":[{"text":"It is "},{"liquid":"{{ days }}","bold":true},{"text":" since, & <so>\non. "},
                  {"text":"More","link":"https://example.org/?a=1&b=\"2\"","color":{"light":"#112233","dark":"#ffeedd"},"italic":true,"of_the_future":1}]},
        {"list":"number","items":[[{"text":"one"}],[{"text":"two","strike":true,"underline":true}]]},{"spans":[]}]})");
    const auto shown = editableText(text);
    QVERIFY(shown && shown->kind == EditableKind::Flow && shown->path == "/content");
    const auto read = textFromEditable(shown->html, shown->kind);
    QVERIFY(read);
    QCOMPARE(nlohmann::json(*read).dump(), nlohmann::json(text.at("content")).dump());
    // Liquid among the words of a piece becomes a piece of its own, which compiles to the same.
    const auto heading = editableText(json(R"({"kind":"heading","content":[{"text":"Hi {{ name }}!","bold":true}]})"));
    QVERIFY(heading);
    QCOMPARE(back(heading->html, heading->kind), std::string(R"([{"text":"Hi ","bold":true},{"liquid":"{{ name }}","bold":true},{"text":"!","bold":true}])"));
    const auto button = editableText(json(R"({"kind":"button","text":"Go, {{ name }}","href":""})"));
    QVERIFY(button && button->path == "/text");
    QCOMPARE(back(button->html, button->kind), std::string("\"Go, {{ name }}\""));
    QVERIFY(!editableText(json(R"({"kind":"image","src":""})")));
}

void EditableTest::whatABrowserMakesOfTyping_data() {
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("flow");
    QTest::newRow("words alone") << "Hello" << R"([{"spans":[{"text":"Hello"}]}])";
    QTest::newRow("a new paragraph") << "<p>a</p><p><br></p>" << R"([{"spans":[{"text":"a"}]},{"spans":[]}])";
    QTest::newRow("divs") << "a<div>b</div><div>c<br></div>" << R"([{"spans":[{"text":"a"}]},{"spans":[{"text":"b"}]},{"spans":[{"text":"c"}]}])";
    QTest::newRow("a line end inside") << "<p>a<br>b</p>" << R"([{"spans":[{"text":"a\nb"}]}])";
    QTest::newRow("bold by key") << "<p>a<b>b</b><strong>c</strong></p>" << R"([{"spans":[{"text":"a"},{"text":"bc","bold":true}]}])";
    QTest::newRow("merged paragraphs") << "<p>a<span style=\"font-size:12px\">b</span></p>" << R"([{"spans":[{"text":"ab"}]}])";
    QTest::newRow("typed Liquid") << "<p>a {{ b }} c</p>" << R"([{"spans":[{"text":"a "},{"liquid":"{{ b }}"},{"text":" c"}]}])";
    QTest::newRow("unfinished Liquid") << "<p>a {{ b</p>" << R"([{"spans":[{"text":"a {{ b"}]}])";
    QTest::newRow("a list in a paragraph") << "<p><ul><li>a</li><li><br></li></ul></p>" << R"([{"spans":[]},{"list":"bullet","items":[[{"text":"a"}],[]]},{"spans":[]}])";
    QTest::newRow("a list in a div") << "<div><ul><li>a</li></ul></div>" << R"([{"list":"bullet","items":[[{"text":"a"}]]}])";
    QTest::newRow("a link") << "<p><a data-link=\"https://a.example/\">x</a></p>" << R"([{"spans":[{"text":"x","link":"https://a.example/"}]}])";
    QTest::newRow("nothing") << "" << "[]";
}

void EditableTest::whatABrowserMakesOfTyping() {
    QFETCH(QString, html);
    QFETCH(QString, flow);
    QCOMPARE(QString::fromStdString(back(html.toStdString(), EditableKind::Flow)), flow);
}

void EditableTest::whatIsNoTextIsReducedToItsWords_data() {
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("spans");
    QTest::addColumn<QString>("flow");
    QTest::addColumn<QString>("items");
    const auto row = [](const char *name, const char *html, const char *line, const char *spans, const char *flow, const char *items) {
        QTest::newRow(name) << html << line << spans << flow << items;
    };
    row("a table", "<table><tr><td>a</td><td><b>b</b></td></tr><tr><td>c</td></tr></table>", R"("a b\nc")", R"([{"text":"a "},{"text":"b","bold":true},{"text":"\nc"}])",
        R"([{"spans":[{"text":"a "},{"text":"b","bold":true}]},{"spans":[{"text":"c"}]}])", R"([[{"text":"a "},{"text":"b","bold":true}],[{"text":"c"}]])");
    row("pictures and scripts", "a<img src=\"x\" onerror=\"y()\"><script>b()</script><style>c{}</style><svg><title>d</title></svg>", R"("a")", R"([{"text":"a"}])", R"([{"spans":[{"text":"a"}]}])", R"([[{"text":"a"}]])");
    row("a list", "<ul>\n<li>a</li>\n<li><em>b</em></li></ul>", R"("a\nb")", R"([{"text":"a\n"},{"text":"b","italic":true}])",
        R"([{"list":"bullet","items":[[{"text":"a"}],[{"text":"b","italic":true}]]}])", R"([[{"text":"a"}],[{"text":"b","italic":true}]])");
    row("lines", "<div>a</div>\n<div>b</div>c", R"("a\nb\nc")", R"([{"text":"a\nb\nc"}])", R"([{"spans":[{"text":"a"}]},{"spans":[{"text":"b"}]},{"spans":[{"text":"c"}]}])", R"([[{"text":"a"}],[{"text":"b"}],[{"text":"c"}]])");
    row("links", "<a href=\"https://a.example/x\" onclick=\"y()\">a</a><a href=\"javascript:b()\">b</a>", R"("ab")", R"([{"text":"a","link":"https://a.example/x"},{"text":"b"}])",
        R"([{"spans":[{"text":"a","link":"https://a.example/x"},{"text":"b"}]}])", R"([[{"text":"a","link":"https://a.example/x"},{"text":"b"}]])");
    row("marks of others", "<font size=\"7\"><mark><span style=\"color:red\" data-marks='{\"text\":\"z\",\"liquid\":\"{{ z }}\"}'>a</span></mark></font>", R"("a")", R"([{"text":"a"}])", R"([{"spans":[{"text":"a"}]}])", R"([[{"text":"a"}]])");
}

void EditableTest::whatIsNoTextIsReducedToItsWords() {
    QFETCH(QString, html);
    QFETCH(QString, line);
    QFETCH(QString, spans);
    QFETCH(QString, flow);
    QFETCH(QString, items);
    for (const auto &[kind, wanted] : {std::pair{EditableKind::Line, line}, {EditableKind::Spans, spans}, {EditableKind::Flow, flow}, {EditableKind::Items, items}})
        QCOMPARE(QString::fromStdString(back(html.toStdString(), kind)), wanted);
}

void EditableTest::everyKindIsWrittenInWhereItsWordsStand_data() {
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("path");
    const char *list = R"({"kind":"list","marks":"check","items":[[{"text":"One "},{"text":"two","bold":true}],[{"liquid":"{{ city }}","italic":true},{"text":" three"}],[]],"mark_color":"brand.primary","align":"center"})";
    const char *quote = R"({"kind":"quote","content":[{"spans":[{"text":"So "},{"text":"good","italic":true}]},{"spans":[{"liquid":"{{ city }}"}]}],"author":"Ann & <Bo>","role":"Tea, {{ city }}"})";
    const char *footer = R"({"kind":"footer","content":[{"spans":[{"text":"Why, "},{"text":"here","link":"https://example.org/why"}]}],"address":"Shop\n1 High Street","unsubscribe":"Leave","preferences":"Choose"})";
    const char *products = R"({"kind":"products","columns":2,"items":[{"src":"","title":"Tea","text":"Green {{ city }}","price":"1.00","old_price":"2.00","href":"https://example.org","button":"Buy"},{"title":"Cup","future":[1]}]})";
    const char *looped = R"({"kind":"products","loop":{"list":"person.cart","as":"item"},"item":{"title":"{{ item.title }}!","price":"{{ item.price | money }}"}})";
    const auto row = [](const char *block, const char *path) { QTest::addRow("%s%.12s", path, block + 9) << block << path; };
    row(list, "/items");
    for (const char *path : {"/content", "/author", "/role"})
        row(quote, path);
    for (const char *path : {"/content", "/address", "/unsubscribe", "/preferences"})
        row(footer, path);
    for (const char *path : {"/items/0/title", "/items/0/text", "/items/0/price", "/items/0/old_price", "/items/0/button", "/items/1/title", "/items/1/text"})
        row(products, path);
    row(looped, "/item/title");
    row(looped, "/item/price");
    row(R"({"kind":"table","head":["a","b"],"rows":[["c","d"],["e"]]})", "/rows/0/1");
    row(R"({"kind":"table","head":["a","b"],"rows":[["c","d"],["e"]]})", "/head/1");
    row(R"({"kind":"signature","person":"Ann","lines":["one","two"]})", "/lines/1");
    row(R"({"kind":"coupon","title":"For you","code":"A{{ city }}"})", "/code");
    row(R"({"kind":"view_in_browser","text":"Read"})", "/text");
}

void EditableTest::everyKindIsWrittenInWhereItsWordsStand() {
    QFETCH(QString, block);
    QFETCH(QString, path);
    const Json before = *parseJson(block.toStdString());
    const Json::json_pointer place(path.toStdString());
    const auto shown = editableText(before, path.toStdString());
    QVERIFY(shown);
    QCOMPARE(shown->path, path.toStdString());
    // As it was: nothing is changed.
    const auto same = textFromEditable(shown->html, shown->kind);
    QVERIFY(same);
    if (before.contains(place))
        QCOMPARE(dumpJson(withEditable(before, shown->path, *same)), dumpJson(before));
    // Written in: that place says it, and nothing else of the block has changed.
    std::string html = shown->html;
    const std::size_t end = html.rfind(shown->kind == EditableKind::Line ? "" : shown->kind == EditableKind::Items ? "</li>" : "</p>");
    html.insert(end, "<b>!</b>");
    const auto written = textFromEditable(html, shown->kind);
    QVERIFY(written);
    const Json after = withEditable(before, shown->path, *written);
    QVERIFY(dumpJson(after.at(place)).find('!') != std::string::npos);
    QCOMPARE(dumpJson(after.at(place)).find("bold") != std::string::npos, shown->kind != EditableKind::Line);
    Json others = after, others0 = before;
    others[place] = others0[place] = nullptr;
    QCOMPARE(dumpJson(others), dumpJson(others0));
    // Its fields are still there.
    QCOMPARE(dumpJson(after).find("{{ city }}") != std::string::npos, dumpJson(before).find("{{ city }}") != std::string::npos);
    const auto again = editableText(after, path.toStdString());
    QVERIFY(again);
    QCOMPARE(dumpJson(*textFromEditable(again->html, again->kind)), dumpJson(*written));
}

void EditableTest::noOtherPlaceHasWords() {
    const Json products = json(R"({"kind":"products","items":[{"title":"Tea"}],"columns":2})");
    for (const char *path : {"", "/", "/items", "/items/1/title", "/items/00/title", "/items/-/title", "/items/0", "/items/0/src", "/items/0/title/x", "/item/title", "/columns", "/id", "/kind", "items/0/title", "/items/99999999999999999999/title"})
        QVERIFY2(!editableText(products, path), path);
    QVERIFY(!editableText(json(R"({"kind":"image","src":""})")));
    QVERIFY(!editableText(json(R"({"kind":"of_the_future","text":"a"})"), "/text"));
    QVERIFY(!editableText(json(R"({"kind":"quote","author":7})"), "/author"));
    QCOMPARE(dumpJson(withEditable(products, "/items/5/title", "x")), dumpJson(products));
    QCOMPARE(chip("{{ city }}", [](std::string_view) { return std::string("Leeds \"<>"); }),
             std::string("<span class=\"as-chip\" contenteditable=\"false\" title=\"city\" data-liquid=\"{{ city }}\">Leeds &quot;&lt;&gt;</span>"));
}

void EditableTest::everyRandomBlockComesBackOrIsRefused() {
    SeededRng rng(8);
    int asked = 0;
    for (int i = 0; i < 300; ++i) {
        static constexpr const char *kKinds[] = {"heading", "text", "button", "list", "quote", "footer"};
        const Json block = test::randomBlock(rng, kKinds[i % 6], 0.9, "b");
        const auto text = editableText(block);
        if (!text)
            continue;
        const auto once = textFromEditable(text->html, text->kind);
        QVERIFY(once);
        const Json again = withEditable(block, text->path, *once);
        const auto twice = editableText(again);
        QVERIFY2(twice, dumpJson(again).c_str());
        QCOMPARE(dumpJson(*textFromEditable(twice->html, twice->kind)), dumpJson(*once));
        ++asked;
    }
    QVERIFY2(asked > 150, qPrintable(QString::number(asked)));
}
#endif

AUDIENCE_TEST(EditableTest)
#include "editable_test.moc"
