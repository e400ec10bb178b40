// Style sheets moved into elements: by our own cases, and against what the authors of real templates moved by hand.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/text.h"
#include "email/css_cascade.h"
#include "email/css_colour.h"
#include "email/css_inliner.h"
#include "email/html_edit.h"
#endif
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <map>

using namespace audience;
using namespace audience::email;

class CssInlinerTest : public QObject {
    Q_OBJECT

    static std::string fileText(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }
    static QByteArray inlined(const QByteArray &html, InlineOptions options = {}) {
        const auto result = inlineCss(html.toStdString(), options);
        return result ? QByteArray::fromStdString(result->html) : QByteArray();
    }
    using Styles = std::map<std::string, std::string>;
    // Property by property as a browser would hold them, letter case and blanks made the same.
    static Styles stylesOf(const HtmlElement &element) {
        Styles styles;
        if (const std::string *style = element.attribute("style"))
            for (const CssDeclaration &one : cssDeclarations(*style)) {
                std::string value;
                for (const char c : toLowerAscii(one.value))
                    if (c != ' ' && c != '\n' && c != '\t')
                        value += c == '"' ? '\'' : c;
                const bool isBorder = one.property == "border" || one.property == "border-top" || one.property == "border-bottom";
                if (isBorder) // some wrote it out
                    for (const QByteArray &word : QByteArray::fromStdString(one.value).simplified().split(' '))
                        styles[one.property + (word == "solid" ? "-style" : word[0] >= '0' && word[0] <= '9' ? "-width" : "-color")] = word.toLower().toStdString();
                else
                    styles[one.property] = value;
            }
        return styles;
    }
    static std::vector<HtmlElement> bodyOf(const std::string &html) {
        const auto all = htmlElements(html);
        std::vector<HtmlElement> out;
        bool inBody = false;
        for (const HtmlElement &one : *all) {
            inBody = inBody || one.tag == "body";
            if (inBody && one.tag != "meta" && one.tag != "link" && one.tag != "style")
                out.push_back(one);
        }
        return out;
    }
    // Empty where every element has the same styles.
    static QByteArray differences(const std::string &ours, const std::string &theirs) {
        const auto a = bodyOf(ours), b = bodyOf(theirs);
        if (a.size() != b.size() || a.empty())
            return "elements: " + QByteArray::number(static_cast<int>(a.size())) + " and " + QByteArray::number(static_cast<int>(b.size()));
        QByteArray out;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const Styles one = stylesOf(a[i]), other = stylesOf(b[i]);
            for (const auto &[property, value] : one)
                if (const auto found = other.find(property); found == other.end() || found->second != value)
                    out += QByteArray::fromStdString(a[i].tag + ' ' + std::to_string(a[i].line) + ": " + property + ": " + value + " and " +
                                                     (found == other.end() ? "nothing" : found->second) + '\n');
            for (const auto &[property, value] : other)
                if (one.count(property) == 0)
                    out += QByteArray::fromStdString(a[i].tag + ' ' + std::to_string(a[i].line) + ": " + property + ": nothing and " + value + '\n');
        }
        return out;
    }

private Q_SLOTS:
    void moves_data() {
        QTest::addColumn<QByteArray>("css");
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("expected"); // of the body
        const auto row = [](const char *name, const char *css, const char *html, const char *expected) {
            QTest::newRow(name) << QByteArray(css) << QByteArray(html) << QByteArray(expected);
        };
        row("tag", "p { color: red }", "<p>a</p>", "<p style=\"color: red\">a</p>");
        row("class and id", ".a{color:red} #b{color:blue}", "<p class=a id='b'>a</p>", "<p style=\"color: blue\" class=a id='b'>a</p>");
        row("specificity before order", "p.a { color: red } p { color: blue; margin: 0 }", "<p class=a>a</p>", "<p style=\"margin: 0; color: red\" class=a>a</p>");
        row("own style wins", "p { color: red; margin: 0 }", "<p style=\"color:blue\">a</p>", "<p style=\"margin: 0; color:blue\">a</p>");
        row("important wins", "p { color: red !important }", "<p style='color:blue'>a</p>", "<p style='color:blue; color: red'>a</p>");
        row("own important wins", "p { color: red !important }", "<p style='color:blue!important'>a</p>", "<p style='color:blue!important'>a</p>");
        row("important before specificity", "p { color: red !important } p.a { color: blue }", "<p class=a>a</p>", "<p style=\"color: red\" class=a>a</p>");
        row("child", "div > p { color: red }", "<div><p>a</p><i><p>b</p></i></div>", "<div><p style=\"color: red\">a</p><i><p>b</p></i></div>");
        row("below", "div b { color: red }", "<div><p><b>a</b></p></div><b>c</b>", "<div><p><b style=\"color: red\">a</b></p></div><b>c</b>");
        row("next", "h1 + p { color: red } h1 ~ i { color: blue }", "<h1>a</h1><p>b</p><i>c</i>", "<h1>a</h1><p style=\"color: red\">b</p><i style=\"color: blue\">c</i>");
        row("attribute", "a[href^='https'] { color: red } [data-x] { margin: 0 }", "<a href='https://a.org'>a</a><i data-x>b</i>",
            "<a style=\"color: red\" href='https://a.org'>a</a><i style=\"margin: 0\" data-x>b</i>");
        row("first and last", "p:first-child { color: red } p:last-child { margin: 0 }", "<div><p>a</p><p>b</p></div>",
            "<div><p style=\"color: red\">a</p><p style=\"margin: 0\">b</p></div>");
        row("implied tbody", "table > tbody > tr > td { color: red }", "<table><tr><td>a</td></tr></table>", "<table><tr><td style=\"color: red\">a</td></tr></table>");
        row("list", "h1, .x, p { color: red }", "<h1>a</h1><p>b</p>", "<h1 style=\"color: red\">a</h1><p style=\"color: red\">b</p>");
        row("quotes", "p { font-family: \"Helvetica Neue\", Arial }", "<p>a</p>", "<p style=\"font-family: 'Helvetica Neue', Arial\">a</p>");
        row("quotes of its own", "p { font-family: \"Helvetica Neue\" }", "<p style='margin:0'>a</p>", "<p style='font-family: \"Helvetica Neue\"; margin:0'>a</p>");
        row("no value", "p { color: red }", "<p style class=a>a</p>", "<p style=\"color: red\" class=a>a</p>");
        row("bare value", "p { margin: 0 }", "<p style=color:red>a</p>", "<p style=\"margin: 0; color:red\">a</p>");
        row("both quotes", "p { font-family: \"A\", 'B' }", "<p>a</p>", "<p style=\"font-family: &quot;A&quot;, 'B'\">a</p>");
        row("said twice", "p { color: red; color: rgba(1,2,3,.5) } b { color: blue } b { color: green }", "<p>a</p><b>c</b>",
            "<p style=\"color: red; color: rgba(1,2,3,.5)\">a</p><b style=\"color: green\">c</b>");
        row("comment", "/* p { color: blue } */ p { color: red /* ; margin: 0 */ }", "<p>a</p>", "<p style=\"color: red\">a</p>");
        row("mirrors", "table { width: 100%; background-color: #fff } td { text-align: center; vertical-align: top } img { width: 20px; height: 1em }",
            "<table><tr><td><img src=x></td></tr></table>",
            "<table style=\"width: 100%; background-color: #fff\" width=\"100%\" bgcolor=\"#fff\"><tr><td style=\"text-align: center; vertical-align: top\" align=\"center\" "
            "valign=\"top\"><img style=\"width: 20px; height: 1em\" width=\"20\" src=x></td></tr></table>");
        row("keeps attributes", "table { width: 100% }", "<table width=600></table>", "<table style=\"width: 100%\" width=600></table>");
        row("liquid", "p { color: {{ brand | default: 'red' }} }", "{% for x in y %}<p {{ more }}>{{ x }}</p>{% endfor %}",
            "{% for x in y %}<p style=\"color: {{ brand | default: 'red' }}\" {{ more }}>{{ x }}</p>{% endfor %}");
        row("untouched bytes", "b { color: red }", "<P  ALIGN = left >odd &amp\n<b>mark</i></b>\r\n\t<br/></P>", "<P  ALIGN = left >odd &amp\n<b style=\"color: red\">mark</i></b>\r\n\t<br/></P>");
    }
    void moves() {
        QFETCH(QByteArray, css);
        QFETCH(QByteArray, html);
        QFETCH(QByteArray, expected);
        const QByteArray head = "<!doctype html><html><head><title>x</title></head><body>", foot = "</body></html>";
        QByteArray withSheet = head + html + foot;
        withSheet.replace("</head>", "<style>" + css + "</style></head>");
        QCOMPARE(inlined(withSheet), head + expected + foot);
        QCOMPARE(inlined(head + html + foot), head + html + foot); // nothing to move
    }

    void keepsWhatElementsCannotSay() {
        const QByteArray html = "<html><head>\n<style>\n@font-face { font-family: X; src: url(x) }\np { color: red }\na:hover { color: blue }\n"
                                ".never { color: green }\n@media (max-width: 600px) {\n  p { color: blue !important }\n}\n</style>\n</head><body>\n<p>a</p></body></html>";
        const auto result = inlineCss(html.toStdString());
        QVERIFY(result.has_value());
        QByteArray expected = html;
        expected.replace("p { color: red }\n", "");
        expected.replace("<p>a", "<p style=\"color: red\">a");
        QCOMPARE(QByteArray::fromStdString(result->html), expected);
        QCOMPARE(result->moved, std::size_t(1));
        QCOMPARE(result->kept, std::size_t(3));
        QCOMPARE(result->elements, std::size_t(1));
        QByteArray both = html;
        both.replace("<p>a", "<p style=\"color: red\">a");
        QCOMPARE(inlined(html, {true, true}), both);
        QCOMPARE(inlined(inlined(html)), inlined(html)); // done once is done
    }

    void sheetsThatAreLeftAlone_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::newRow("style in a condition") << QByteArray("<style>b{margin:0}</style><b {% if x %}style=\"color:red\"{% endif %}>a</b>");
        QTest::newRow("print") << QByteArray("<style media=print>p{color:red}</style><p>a</p>");
        QTest::newRow("liquid tag") << QByteArray("<style>{% if dark %}p{color:red}{% endif %}</style><p>a</p>");
        QTest::newRow("outlook") << QByteArray("<!--[if mso]><style>p{color:red}</style><![endif]--><p>a</p>");
        QTest::newRow("not closed") << QByteArray("<style>p{color:red</style><p>a</p>");
        QTest::newRow("no utf-8") << QByteArray("<style>p{color:red}</style><p>\xff</p>");
        QTest::newRow("implied body") << QByteArray("<style>body{color:red}</style><p>a</p>");
        QTest::newRow("unknown") << QByteArray("<style>p:nth-of-type(2){color:red} p::before{color:red} p:not(.a){color:red}</style><p>a</p>");
    }
    void sheetsThatAreLeftAlone() {
        QFETCH(QByteArray, html);
        QCOMPARE(inlined(html), html);
    }

    void tooComplex() { QVERIFY(!inlineCss(std::string(3'000'000, 'x')).has_value()); }

    // They end quickly, whatever comes of them.
    void hostileSheets_data() {
        QTest::addColumn<QByteArray>("html");
        const auto repeated = [](const char *text, int count) { return QByteArray(text).repeated(count); };
        QTest::newRow("siblings") << QByteArray("<style>q~i~i~i~i~i~i~i{color:red}</style>") + repeated("<i></i>", 200);
        QTest::newRow("many siblings") << QByteArray("<style>q~i~i~i~i~i~i~i{color:red}</style>") + repeated("<i></i>", 20'000);
        QTest::newRow("next and later") << QByteArray("<style>p+i~i+i~i+i~i{color:red}</style>") + repeated("<i></i>", 400);
        QTest::newRow("deep") << QByteArray("<style>q>i i>i i>i i>i{color:red}</style>") + repeated("<i>", 190);
        QTest::newRow("very many rules") << "<style>" + repeated("p{color:red}", 20'000) + "</style>" + repeated("<p>a</p>", 20'000);
        QTest::newRow("very many classes") << "<style>" + repeated(".a{color:red}", 20'000) + "</style>" + "<p class='" + repeated("a ", 20'000) + "'>a</p>";
        QTest::newRow("one long rule") << "<style>p{" + repeated("color:red;", 50'000) + "}</style>" + repeated("<p>a</p>", 2000);
        QTest::newRow("one long list") << "<style>" + repeated("*,", 50'000) + "*{color:red}</style>" + repeated("<p>a</p>", 2000);
        QTest::newRow("many to the left") << QByteArray("<style>p:first-child{color:red}</style>") + repeated("<!---->", 50'000) + repeated("<p>a</p>", 2000);
    }
    void hostileSheets() {
        QFETCH(QByteArray, html);
        const std::string source = html.toStdString();
        QElapsedTimer timer;
        timer.start();
        const auto result = inlineCss(source);
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
        QVERIFY(result.has_value() || result.error().id == "email.html_too_complex");
        if (source.size() < 4000) // those are no more than a selector that takes long by the book
            QVERIFY(result.has_value() && result->elements == 0);
    }

    void staysForOutlook() {
        const QByteArray comment = "<!--[if mso]><table class=\"ghost\"><tr><td id='x'><![endif]--><p class=a>a</p><!--[if mso]></td></tr></table><![endif]-->";
        const auto sheetOf = [&](const char *css) {
            const QByteArray out = inlined("<style>" + QByteArray(css) + "</style>" + comment + "<table><tr><td id=x>b</td></tr></table><b class=ghost>c</b>");
            return out.contains("<style>");
        };
        QVERIFY(sheetOf("td { color: red }"));
        QVERIFY(sheetOf(".ghost { color: red }"));
        QVERIFY(sheetOf("td#x { color: red }"));
        QVERIFY(!sheetOf(".a { color: red }"));
        QVERIFY(!sheetOf("b.ghost { color: red }"));
        // A sheet that Outlook is not to read must not reach it through the elements.
        const QByteArray hidden = "<!--[if !mso]><!--><style>p{color:red}</style><!--<![endif]--><p>a</p>";
        QCOMPARE(inlined(hidden), hidden);
        QVERIFY(inlined("<!--[if !mso]><!--><i></i><!--<![endif]--><style>p{color:red}</style><p>a</p>").contains("<p style="));
    }

    // The source and what its author made of it.
    void leemunroe() {
        AUDIENCE_NEED_SHARED("data/email_html/leemunroe");
        const QString folder = test::sharedPath(QStringLiteral("data/email_html/leemunroe")) + QLatin1Char('/');
        const auto ours = inlineCss(fileText(folder + QStringLiteral("email.html")));
        QVERIFY(ours.has_value());
        const QByteArray different = differences(ours->html, fileText(folder + QStringLiteral("email-inlined.html")));
        QVERIFY2(different.isEmpty(), different.left(4000).constData());
        QVERIFY(ours->html.find("@media only screen and (max-width: 640px)") != std::string::npos);
        QVERIFY(ours->html.find("GLOBAL RESETS") == std::string::npos || ours->kept > 0);
    }

    // The results of the authors, their styles taken out again and their sheet put in.
    void mailgun_data() {
        QTest::addColumn<QString>("name");
        for (const char *name : {"action", "alert", "billing"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void mailgun() {
        AUDIENCE_NEED_SHARED("data/email_html/mailgun");
        QFETCH(QString, name);
        const QString folder = test::sharedPath(QStringLiteral("data/email_html/mailgun/templates")) + QLatin1Char('/');
        const std::string theirs = fileText(folder + QStringLiteral("inlined/") + name + QStringLiteral(".html"));
        std::vector<SourceEdit> edits;
        const auto elements = htmlElements(theirs);
        QVERIFY(elements.has_value());
        for (const HtmlElement &one : *elements)
            if (one.attribute("style"))
                edits.push_back(attributeEdit(theirs, one, "style", std::nullopt));
        std::string bare = withEdits(theirs, edits);
        const std::size_t head = bare.find("</head>");
        QVERIFY(head != std::string::npos);
        bare.insert(head, "<style>" + fileText(folder + QStringLiteral("styles.css")) + "</style>");
        const auto ours = inlineCss(bare);
        QVERIFY(ours.has_value());
        const QByteArray different = differences(ours->html, theirs);
        QVERIFY2(different.isEmpty(), different.left(6000).constData());
    }

    void contrasts() {
        QCOMPARE(qRound(contrast(*colourOf("#000"), *colourOf("white")) * 100), 2100);
        QCOMPARE(qRound(contrast(*colourOf("#777777"), *colourOf("rgb(255, 255, 255)")) * 100), 448);
        QVERIFY(colourOf("rgba(0, 0, 0, 1)").has_value() && !colourOf("rgba(0, 0, 0, .5)").has_value());
        for (const char *none : {"", "#12", "#ggg", "{{ brand }}", "linear-gradient(red, blue)", "url(x)", "transparent"})
            QVERIFY2(!colourOf(none).has_value(), none);
    }
};

AUDIENCE_TEST(CssInlinerTest)
#include "css_inliner_test.moc"
