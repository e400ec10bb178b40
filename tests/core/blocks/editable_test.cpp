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
    void nothingElseIsTakenForText();
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
    QVERIFY(shown && shown->kind == EditableKind::Flow && shown->property == "content");
    const auto read = textFromEditable(shown->html, shown->kind);
    QVERIFY(read);
    QCOMPARE(nlohmann::json(*read).dump(), nlohmann::json(text.at("content")).dump());
    // Liquid among the words of a piece becomes a piece of its own, which compiles to the same.
    const auto heading = editableText(json(R"({"kind":"heading","content":[{"text":"Hi {{ name }}!","bold":true}]})"));
    QVERIFY(heading);
    QCOMPARE(back(heading->html, heading->kind), std::string(R"([{"text":"Hi ","bold":true},{"liquid":"{{ name }}","bold":true},{"text":"!","bold":true}])"));
    const auto button = editableText(json(R"({"kind":"button","text":"Go, {{ name }}","href":""})"));
    QVERIFY(button && button->property == "text");
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

void EditableTest::nothingElseIsTakenForText() {
    QCOMPARE(back("<table><tr><td>a</td></tr></table>", EditableKind::Flow), std::string("blocks.not_text"));
    QCOMPARE(back("a<img src=\"x\">", EditableKind::Spans), std::string("blocks.not_text"));
    QCOMPARE(back("<ul><li>a</li></ul>", EditableKind::Spans), std::string("blocks.not_text"));
    QCOMPARE(back("<div>a</div><div>b</div>", EditableKind::Spans), std::string(R"([{"text":"a\nb"}])"));
}

void EditableTest::everyRandomBlockComesBackOrIsRefused() {
    SeededRng rng(8);
    int asked = 0;
    for (int i = 0; i < 300; ++i) {
        const char *kind = i % 3 == 0 ? "heading" : i % 3 == 1 ? "text" : "button";
        const Json block = test::randomBlock(rng, kind, 0.9, "b");
        const auto text = editableText(block);
        if (!text)
            continue;
        const auto once = textFromEditable(text->html, text->kind);
        QVERIFY(once);
        Json again = block;
        again[text->property] = *once;
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
