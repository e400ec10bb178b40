// Texts, links and pictures of an HTML email changed in place: nothing else of it differs by a byte.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "email/html_places.h"
#endif
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace audience;
using namespace audience::email;

class HtmlPlacesTest : public QObject {
    Q_OBJECT

    static QByteArray told(const std::string &html) {
        const auto found = htmlPlaces(html);
        if (!found)
            return QByteArray::fromStdString(found.error().id);
        QByteArray out;
        for (const HtmlPlace &place : found->places) {
            out += out.isEmpty() ? "" : " ";
            out += place.kind == HtmlPlace::Kind::Text ? "T" : place.kind == HtmlPlace::Kind::Link ? "L" : "P";
            out += place.isHeading ? "h" : "";
            if (place.link)
                out += QByteArray::number(int(*place.link));
            out += "(" + QByteArray::fromStdString(place.text) + (place.address.empty() ? QByteArray() : "|" + QByteArray::fromStdString(place.address)) + ")";
        }
        return out;
    }
    // What the email becomes, or the id of the error.
    static QByteArray edited(const std::string &html, std::size_t index, PlacePart part, const std::string &value) {
        const auto places = htmlPlaces(html);
        if (!places)
            return QByteArray::fromStdString(places.error().id);
        const auto edit = placeEdit(html, *places, index, part, value);
        return QByteArray::fromStdString(edit ? withEdits(html, {*edit}) : edit.error().id);
    }

private Q_SLOTS:
    void found_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("places");
        const auto row = [](const char *name, const char *html, const char *places) { QTest::newRow(name) << QByteArray(html) << QByteArray(places); };
        row("words", "<P>Hello <b>you</b>, all", "T(Hello) T(you) T(, all)");
        row("byte order mark", "\xef\xbb\xbf<p>a</p>\r\n", "T(a)");
        row("blanks", "<p>\r\n  two\r\n  words &nbsp;</p> <td>&nbsp;&zwnj; &#8203;</td>", "T(two words \xc2\xa0)");
        row("entities", "<p>&lt;b&gt; &AMP; &eacute;&copy2 &nope; &#x41; a & b</p>", "T(<b> & \xc3\xa9\xc2\xa9""2 &nope; A a & b)");
        row("remarks", "<p>a<!-- <p>no --> b<!--> c<!doctype x> d</ e> f", "T(a) T(b) T(c) T(d) T(f)");
        row("outlook", "<!--[if mso]><p>no</p><![endif]--><!--[if !mso]><!--><p>yes</p><!--<![endif]-->", "T(yes)");
        row("unread", "<title>a</title><style>p { x } </style><SCRIPT>a<b</script><p>b</p><textarea>c", "T(b)");
        row("headings", "<H1>a <i>b</i></H1><p>c</p>", "Th(a) Th(b) T(c)");
        row("links", "<a name=x>a</a><A HREF='https://a.org/?b&amp;c=1&copy=2'>b <img src=\"i.png\" alt=\"&quot;i&quot;\"></A>c", "T(a) L(|https://a.org/?b&c=1&copy=2) T1(b) P1(\"i\"|i.png) T(c)");
        row("open links", "<td><a href=x>a<td>b<a href=y>c<a href=z>d", "L(|x) T0(a) T(b) L(|y) T3(c) L(|z) T5(d)");
        row("liquid", "<p {% if a > b %}class=\"x\"{% endif %}>Hi {{ name | default: \"<you>\" }}</p>{% for x in y %}<tr>{% endfor %}", "T(Hi {{ name | default: \"<you>\" }})");
        row("liquid in values", "<a href=\"{{ x.url | default: \"a\" }}?b\">c</a>", "L(|{{ x.url | default: \"a\" }}?b) T0(c)");
        row("liquid comments", "<p>{%- comment -%}<b>no</b>{{ no }}{% endcomment %}</p>{% comment %}a", "T({% comment %}a)");
        row("handlebars", "{{#each items}}<p>{{{raw}}}</p>{{/each}}", "T({{{raw}}})");
        row("pre", "<pre>\na\r\n  b</pre><p>c\n d", "T(a\n  b) T(c d)");
        row("angles", "1 < 2 <3 </> <p", "T(1 < 2 <3)");
        row("nothing", "", "");
    }
    void found() {
        QFETCH(QByteArray, html);
        QFETCH(QByteArray, places);
        QCOMPARE(told(html.toStdString()), places);
    }
    void unreadable() {
        QCOMPARE(told("<p>\xff</p>"), QByteArray("email.body_not_utf8"));
        QCOMPARE(told(std::string(2'000'001, 'a')), QByteArray("email.html_too_complex"));
    }

    void edits_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<int>("place");
        QTest::addColumn<QByteArray>("value"); // "@": an address
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char *name, const char *html, int place, const char *value, const char *result) {
            QTest::newRow(name) << QByteArray(html) << place << QByteArray(value) << QByteArray(result);
        };
        row("a word", "<P CLASS=x>Hello&nbsp;you &mdash; all<BR>\r\n", 0, "Hello\xc2\xa0me \xe2\x80\x94 all", "<P CLASS=x>Hello&nbsp;me &mdash; all<BR>\r\n");
        row("as it is", "<p>a &amp;\r\n b</p>", 0, "a & b", "<p>a &amp;\r\n b</p>");
        row("blanks stay", "<p>\r\n one\r\n  two </p>", 0, "one new two", "<p>\r\n one\r\n  new two </p>");
        row("marks of HTML", "<p>a</p>", 0, "<b> & \"c\" > d", "<p>&lt;b&gt; &amp; \"c\" &gt; d</p>");
        row("a blank that does not break", "<p>a</p>", 0, "a\xc2\xa0" "b", "<p>a&nbsp;b</p>");
        row("a script", "<p>a</p>", 0, "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        row("bare angle", "<p>1 < 2</p>", 0, "1 <b", "<p>1 &lt;b</p>");
        row("bare and", "<p>a & b</p>", 0, "a &lt; b", "<p>a &amp;lt; b</p>");
        row("a field", "<p>Hi {{ name | default: \"<you>\" }}, bye</p>", 0, "Dear {{ name | default: \"<you>\" }}, bye", "<p>Dear {{ name | default: \"<you>\" }}, bye</p>");
        row("a field more", "<p>Hi</p>", 0, "Hi {{ name }}", "<p>Hi {{ name }}</p>");
        row("a field less", "<p>Hi {{ name }}</p>", 0, "Hi", "<p>Hi</p>");
        row("an open field", "<p>Hi</p>{{ name }}", 0, "Hi {{ na", "email.mark_not_closed");
        row("an open tag", "<p>Hi</p>", 0, "Hi {% if", "email.mark_not_closed");
        row("a tag less", "<p>{% if x %}Hi{% endif %}</p>", 0, "{% if x %}Hi", "email.tags_differ");
        row("words in tags", "<p>{% if x %}Hi{% endif %}</p>", 0, "{% if x %}Hello{% endif %}", "<p>{% if x %}Hello{% endif %}</p>");
        row("beside an open brace", "<p>{</p>{{ x }}", 0, "{ {", "<p>{ {</p>{{ x }}");
        row("no words", "<p>Hi<b>a</b>", 0, "", "<p><b>a</b>");
        row("a link", "<A  HREF = 'x' id=y>t</A>", 0, "@it's&", "<A  HREF = 'it&#39;s&amp;' id=y>t</A>");
        row("words of a link", "<a href=x>t</a>", 0, "u", "email.not_text");
        row("an open field in a link", "<a href=\"x\">t</a>", 0, "@{{ a", "email.mark_not_closed");
        row("a link with a field", "<a href=\"x\">t</a>", 0, "@https://a.org/{{ id | append: \"&\" }}?a&b", "<a href=\"https://a.org/{{ id | append: \"&\" }}?a&amp;b\">t</a>");
        row("an alternative", "<IMG SRC=a.png>", 0, "A \"b\"", "<IMG alt=\"A &quot;b&quot;\" SRC=a.png>");
        row("a source", "<img alt=\"\" src=\"a.png\"/>", 0, "@asset:1/b.png", "<img alt=\"\" src=\"asset:1/b.png\"/>");
        row("out of a link", "<a href=\"x\">t</a>", 0, "@\"><script>", "<a href=\"&quot;>&lt;script>\">t</a>");
        row("a text has no address", "<p>t</p>", 0, "@x", "email.not_text");
        row("not there", "<p>t</p>", 7, "x", "email.cannot_stand");
    }
    void edits() {
        QFETCH(QByteArray, html);
        QFETCH(int, place);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, result);
        const bool isAddress = value.startsWith('@');
        QCOMPARE(edited(html.toStdString(), std::size_t(place), isAddress ? PlacePart::Address : PlacePart::Words, value.mid(isAddress ? 1 : 0).toStdString()), result);
    }

    // Everything that can be changed in real templates is, one by one.
    void realTemplatesKeepEveryOtherByte() {
        AUDIENCE_NEED_SHARED("data/email_html");
        QDirIterator files(test::sharedPath(QStringLiteral("data/email_html")), {QStringLiteral("*.html")}, QDir::Files, QDirIterator::Subdirectories);
        int count = 0, texts = 0, links = 0, pictures = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string source = file.readAll().toStdString();
            const auto places = htmlPlaces(source);
            QVERIFY2(places.has_value(), qPrintable(file.fileName()));
            for (std::size_t i = 0; i < places->places.size(); ++i) {
                const HtmlPlace &place = places->places[i];
                const bool isText = place.kind == HtmlPlace::Kind::Text;
                (isText ? texts : place.kind == HtmlPlace::Kind::Link ? links : pictures) += 1;
                const std::string wanted = isText ? "<New> & " + place.text : "https://shop.org/?a=1&b=\"2\"";
                const auto edit = placeEdit(source, *places, i, isText ? PlacePart::Words : PlacePart::Address, wanted);
                QVERIFY2(edit.has_value(), qPrintable(file.fileName() + QString::fromStdString(" " + place.text)));
                QVERIFY(edit->at >= place.at && edit->at + edit->size <= place.at + place.size);
                const std::string result = withEdits(source, {*edit});
                QVERIFY(result.compare(0, edit->at, source, 0, edit->at) == 0);
                QVERIFY(result.compare(edit->at + edit->text.size(), std::string::npos, source, edit->at + edit->size) == 0);
                const auto after = htmlPlaces(result);
                QVERIFY(after && after->places.size() == places->places.size());
                QCOMPARE(isText ? after->places[i].text : after->places[i].address, wanted);
                // And back: the very file again.
                const auto back = placeEdit(result, *after, i, isText ? PlacePart::Words : PlacePart::Address, isText ? place.text : place.address);
                QVERIFY(back.has_value());
                if (isText)
                    QVERIFY(withEdits(result, {*back}) == source);
            }
            ++count;
        }
        QCOMPARE(count, 14);
        qInfo("%d texts, %d links, %d pictures in %d files", texts, links, pictures, count);
        QVERIFY(texts > 100 && links > 20);
    }
};

AUDIENCE_TEST(HtmlPlacesTest)
#include "html_places_test.moc"
