// One place of an email changed, and nothing else; what imported emails are written in.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "email/html_edit.h"
#include "email/html_tags.h"
#include "email/leftovers.h"
#include "email/link_faults.h"
#include "email/template_dialect.h"
#include "email/text_length.h"
#endif
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::email;

class HtmlEditTest : public QObject {
    Q_OBJECT

    static const HtmlElement *find(const std::vector<HtmlElement> &elements, const std::string &tag) {
        const auto found = std::find_if(elements.begin(), elements.end(), [&](const HtmlElement &one) { return one.tag == tag; });
        return found == elements.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void attributes_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("value"); // "-": taken out
        QTest::addColumn<QByteArray>("edited");
        const auto row = [](const char *name, const char *html, const char *value, const char *edited) {
            QTest::newRow(name) << QByteArray(html) << QByteArray(value) << QByteArray(edited);
        };
        row("double", "<p><A  HREF = \"x\" id=y>t</A>", "z&w", "<p><A  HREF = \"z&amp;w\" id=y>t</A>");
        row("single", "<a href='x'>t</a>", "it's", "<a href='it&#39;s'>t</a>");
        row("bare", "<a href=x>t</a>", "a b", "<a href=\"a b\">t</a>");
        row("no value", "<a href>t</a>", "x", "<a href=\"x\">t</a>");
        row("absent", "<a\n id=y>t</a>", "x", "<a href=\"x\"\n id=y>t</a>");
        row("out", "<a href='x' id=y>t</a>", "-", "<a id=y>t</a>");
        row("out, no blank", "<a id=\"y\"href='x'>t</a>", "-", "<a id=\"y\">t</a>");
        row("out, bare", "<a id=y href=x>t</a>", "-", "<a id=y>t</a>");
        row("liquid stays", "<a href='x'>t</a>", "https://a.org/{{ id | append: '&' }}?a&b", "<a href='https://a.org/{{ id | append: '&' }}?a&amp;b'>t</a>");
        row("in a loop", "{% for x in y %}<a {{ more }} href=\"{{ x.url | default: \"a\" }}\">t</a>{% endfor %}", "q", "{% for x in y %}<a {{ more }} href=\"q\">t</a>{% endfor %}");
    }
    void attributes() {
        QFETCH(QByteArray, html);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, edited);
        const std::string source = html.toStdString();
        const auto elements = htmlElements(source);
        QVERIFY(elements.has_value());
        const HtmlElement *link = find(*elements, "a");
        QVERIFY(link);
        const std::string wanted = value.toStdString();
        const SourceEdit edit = attributeEdit(source, *link, "href", wanted == "-" ? std::nullopt : std::optional<std::string_view>(wanted));
        QCOMPARE(QByteArray::fromStdString(withEdits(source, {edit})), edited);
    }

    void texts() {
        const std::string source = "<div>\r\n <h1 CLASS=x>Hello {{ name }}</h1><p>a <b>b</b></p><P>open</div>";
        const auto elements = htmlElements(source);
        QVERIFY(elements.has_value());
        const auto heading = textEdit(*find(*elements, "h1"), "You & {{ name | default: \"<you>\" }} < me");
        QVERIFY(heading.has_value());
        QCOMPARE(withEdits(source, {*heading}), std::string("<div>\r\n <h1 CLASS=x>You &amp; {{ name | default: \"<you>\" }} &lt; me</h1><p>a <b>b</b></p><P>open</div>"));
        QCOMPARE(find(*elements, "h1")->line, 2u);
        QCOMPARE(find(*elements, "h1")->column, 2u);
        QVERIFY(!textEdit(*find(*elements, "p"), "x").has_value());
        QCOMPARE(textEdit(*find(*elements, "p"), "x").error().id, std::string("email.not_text"));
        QVERIFY(!htmlElements("<p>\xff</p>").has_value());
    }

    void editsTogether() {
        QCOMPARE(withEdits("abcdef", {{4, 1, "X"}, {0, 0, "<"}, {6, 0, ">"}}), std::string("<abcdXf>"));
        QCOMPARE(withEdits("abcdef", {{1, 3, "X"}, {2, 1, "Y"}, {9, 1, "Z"}}), std::string("aXef"));
    }

    // Every real template opens, one link of it is changed, and nothing but that differs.
    void realTemplatesKeepEveryOtherByte() {
        AUDIENCE_NEED_SHARED("data/email_html");
        QDirIterator files(test::sharedPath(QStringLiteral("data/email_html")), {QStringLiteral("*.html")}, QDir::Files, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string source = file.readAll().toStdString();
            const auto elements = htmlElements(source);
            QVERIFY2(elements.has_value(), qPrintable(file.fileName()));
            QCOMPARE(withEdits(source, {}), source);
            for (const HtmlElement &one : *elements) {
                // As it is written again: its tag, and every attribute as it is.
                QCOMPARE(source[one.at], '<');
                if (const std::string *href = one.attribute("href")) {
                    const SourceEdit edit = attributeEdit(source, one, "href", "https://shop.org/x");
                    const std::string edited = withEdits(source, {edit});
                    QCOMPARE(edited.substr(0, edit.at), source.substr(0, edit.at));
                    QCOMPARE(edited.substr(edit.at + edit.text.size()), source.substr(edit.at + edit.size));
                    const auto again = htmlElements(edited);
                    QVERIFY(again.has_value());
                    QCOMPARE(again->size(), elements->size());
                    const auto same = std::find_if(again->begin(), again->end(), [&](const HtmlElement &other) { return other.at == one.at; });
                    QVERIFY(same != again->end());
                    QCOMPARE(*same->attribute("href"), std::string("https://shop.org/x"));
                    QVERIFY(!href->empty() || edit.size == 0);
                }
                if (one.content) {
                    const auto edit = textEdit(one, "Words");
                    const std::string edited = withEdits(source, {*edit});
                    QCOMPARE(edited.size(), source.size() - edit->size + 5);
                }
            }
            ++count;
        }
        QCOMPARE(count, 14);
    }

    void dialects() {
        const TemplateMarks marks = templateMarks("<p>{{name}} {{#each items}}{{title}}{{/each}}{{#if vip}}x{{else}}y{{/if}}{{#note}}{{.}}{{/note}} {{{raw}}} {{name}}");
        QVERIFY(marks.dialect == TemplateDialect::Handlebars);
        QByteArray told;
        for (const TemplateVariable &one : marks.variables)
            told += QByteArray::fromStdString(one.name + ':' + std::string(toText(one.use)) + ':' + std::to_string(one.count) + ' ');
        QCOMPARE(told.trimmed(), QByteArray("name:value:2 items:list:1 title:value:1 vip:section:1 note:section:1 raw:value:1"));
        QVERIFY(templateMarks("<p>{{ name }}{% if x %}").dialect == TemplateDialect::Liquid);
        QVERIFY(templateMarks("<p>*|FNAME|*").dialect == TemplateDialect::OtherTool);
        QCOMPARE(templateMarks("<p>*|FNAME|*").variables.front().name, std::string("FNAME"));
        QVERIFY(templateMarks("<p>Hello").dialect == TemplateDialect::None);
    }
    void dialectOfRealTemplates() {
        AUDIENCE_NEED_SHARED("data/email_html/postmark");
        QFile file(test::sharedPath(QStringLiteral("data/email_html/postmark/basic-inlined/receipt/content.html")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string source = file.readAll().toStdString();
        const TemplateMarks marks = templateMarks(source);
        QVERIFY(marks.dialect == TemplateDialect::Handlebars);
        const auto has = [&](const char *name, TemplateVariable::Use use) {
            return std::any_of(marks.variables.begin(), marks.variables.end(), [&](const TemplateVariable &one) { return one.name == name && one.use == use; });
        };
        QVERIFY(has("name", TemplateVariable::Use::Value) && has("receipt_details", TemplateVariable::Use::List));
        QVERIFY(!has("each", TemplateVariable::Use::Value) && !has("each", TemplateVariable::Use::Section));
    }

    void linkFaults_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("id");
        const auto row = [](const char *url, const char *id) { QTest::newRow(*url ? url : "nothing") << QByteArray(url) << QByteArray(id); };
        row("", "lint.link_empty");
        row("#", "lint.link_empty");
        row("#top", "");
        row("{{ url }}", "");
        row("https://{{ host }}/x", "");
        row("https://shop.org", "");
        row("https://shop.org:8080/x?y=a:b", "");
        row("https://user@shop.org/", "");
        row("whatsapp://send?text=hi", "");
        row("mailto:a@b.org?subject=two words", "");
        row("mailto:a @b.org", "lint.link_blank");
        row("https://shop.org/two words", "lint.link_blank");
        row("htp://shop.org", "lint.link_malformed");
        row("http:/shop.org", "lint.link_malformed");
        row("https://", "lint.link_malformed");
        row("https://shop", "lint.link_malformed");
        row("https://shop..org", "lint.link_malformed");
        row("shop.org/x", "lint.link_no_scheme");
        row("//shop.org", "lint.link_no_scheme");
        row("http://example", "lint.link_example");
        row("https://example.com", "lint.link_example");
        row("http://localhost:3000", "lint.link_example");
        row("http://shop.org", "lint.link_insecure");
    }
    void linkFaults() {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, id);
        const std::string_view found = toLintId(linkFault(url.toStdString()));
        QCOMPARE(QByteArray(found.data(), static_cast<int>(found.size())), id);
    }

    void tags() {
        QByteArray told;
        scanTags("<!doctype html><A href=x CLASS='a > b'>t</a><!-- <b> --><!--[if mso]><v:rect href=\"y\"><![endif]--><style>p > a { }</style>"
                 "<i {% if a > b %}title{% endif %} alt=\"{{ x | default: \"a > b\" }}\"><br/><",
                 [&](const HtmlTag &tag) {
                     told += (tag.isEnd ? "/" : "") + QByteArray(tag.name.data(), static_cast<int>(tag.name.size()));
                     for (const TagAttribute &one : tag.attributes)
                         told += ' ' + QByteArray(one.name.data(), static_cast<int>(one.name.size())) + '=' + QByteArray(one.value.data(), static_cast<int>(one.value.size()));
                     told += '\n';
                 });
        QCOMPARE(told, QByteArray("A href=x CLASS=a > b\n/a\nv:rect href=y\nstyle\n/style\ni title= alt={{ x | default: \"a > b\" }}\nbr\n"));
    }

    void readersCountCharacters() {
        QCOMPARE(graphemes(""), std::size_t(0));
        QCOMPARE(graphemes("a\xcc\x88" "b"), std::size_t(2));                                     // a letter with a mark
        QCOMPARE(graphemes("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"), std::size_t(1)); // a family
        QCOMPARE(graphemes("\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab\xf0\x9f\x87\xb7"), std::size_t(2));         // two flags
        QCOMPARE(graphemes("\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"), std::size_t(1));                  // a skin tone
    }
};

AUDIENCE_TEST(HtmlEditTest)
#include "html_edit_test.moc"
