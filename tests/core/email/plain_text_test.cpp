#include "email/plain_text.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

using namespace audience;
using namespace audience::email;

class PlainTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rendering_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *html, const char *text) {
            QTest::newRow(name) << QByteArray(html) << QByteArray(text);
        };
        row("empty", "", "");
        row("blanks", "  a \n\t b  ", "a b");
        row("paragraphs", "<h1>Big</h1><p>one<p>two", "Big\n\none\n\ntwo");
        row("divs", "<div>a</div><div>b<br>c</div>", "a\nb\nc");
        row("entities", "&lt;Tom &amp; J&eacute;r&ocirc;me&gt; &euro;&nbsp;5",
            "<Tom & J\xc3\xa9r\xc3\xb4me> \xe2\x82\xac 5");
        row("link", "See <a href='https://a.org/?a=1&amp;b=2'>our shop</a>.",
            "See our shop (https://a.org/?a=1&b=2).");
        row("bare link", "<a href='https://a.org'>https://a.org</a>", "https://a.org");
        row("mail link", "<a href='mailto:a@b.org'>a@b.org</a> <a href='mailto:a@b.org'>us</a>",
            "a@b.org us (a@b.org)");
        row("dead links", "<a href='#x'>x</a> <a>y</a> <a href='javascript:z()'>z</a>", "x y z");
        row("picture link", "<a href='https://a.org'><img src='x.png' alt='Logo'></a>",
            "Logo (https://a.org)");
        row("picture link without words", "<a href='https://a.org'><img src='x.png'></a>",
            "https://a.org");
        row("list", "<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n\n  - c");
        row("numbers", "<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b");
        row("data table", "<table><tr><th>Item<th>Price<tr><td>Tea<td>4.50</table>",
            "Item | Price\nTea | 4.50");
        row("layout table", "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>",
            "a\n\nb\n\nc");
        row("quote", "<blockquote>a<br>b</blockquote>", "> a\n> b");
        row("pre", "<pre>a  b\n  c</pre>", "a  b\n  c");
        row("rule", "a<hr>b", "a\n\n----------\n\nb");
        row("hidden",
            "<style>p{}</style><script>x</script><title>t</title><p style='DISPLAY : "
            "none'>h</p>v<!-- c -->",
            "v");
    }
    void rendering() {
        QFETCH(QByteArray, html);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(*plainText(html.toStdString())), text);
    }
    // The authors wrote the text version of each template by hand: its words must be in ours.
    void realTemplates() {
        AUDIENCE_NEED_SHARED("data/email_html");
        int words = 0, found = 0;
        for (const char *name : {"comment-notification", "dunning", "invoice", "password-reset",
                                 "receipt", "welcome"}) {
            const auto read = [&](const char *file) {
                QFile f(test::sharedPath(QStringLiteral("data/email_html/postmark/basic-inlined/") +
                                         QLatin1String(name) + QLatin1Char('/') +
                                         QLatin1String(file)));
                return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
            };
            const QByteArray html = read("content.html");
            QVERIFY(!html.isEmpty());
            const auto text = plainText(html.toStdString());
            QVERIFY(text);
            QVERIFY(text->find('<') == std::string::npos);
            for (const QByteArray &word : read("content.txt").simplified().split(' ')) {
                ++words;
                found += word.isEmpty() || QByteArray::fromStdString(*text).contains(word) ? 1 : 0;
            }
        }
        QVERIFY(words > 500);
        QVERIFY2(found * 100 >= words * 85, std::to_string(found * 100 / words).c_str());
    }
    void craftedInputEndsSoon_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::newRow("deep") << QByteArray("<div>").repeated(200'000);
        QTest::newRow("deep and closed")
            << QByteArray("<div>").repeated(50'000) + QByteArray("</p>").repeated(50'000);
        QByteArray fonts;
        for (int i = 0; i < 10'000; ++i)
            fonts += "<font a=" + QByteArray::number(i) + '>';
        QTest::newRow("reopened") << fonts + QByteArray("</p><p>x").repeated(50'000);
        QByteArray attributes;
        for (int i = 0; i < 150'000; ++i)
            attributes += " a" + QByteArray::number(i);
        QTest::newRow("attributes") << "<p" + attributes + ">";
        QTest::newRow("tables") << QByteArray("<table><tr><td>").repeated(20'000);
        QTest::newRow("huge") << QByteArray(3'000'000, 'x');
    }
    void craftedInputEndsSoon() {
        QFETCH(QByteArray, html);
        QElapsedTimer timer;
        timer.start();
        const auto text = plainText(html.toStdString());
        QVERIFY2(timer.elapsed() < 10'000, std::to_string(timer.elapsed()).c_str());
        QVERIFY(!text);
        QCOMPARE(text.error().id, std::string("email.html_too_complex"));
    }
};

AUDIENCE_TEST(PlainTextTest)
#include "plain_text_test.moc"
