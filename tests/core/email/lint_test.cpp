#include "email/links.h"
#include "email/lint.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <map>

using namespace audience::email;

class LintTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findings_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<int>("stage");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray leave = "<a href='https://a.org/unsubscribe'>x</a>";
        const int draft = static_cast<int>(LintStage::Template),
                  ready = static_cast<int>(LintStage::Rendered);
        QTest::newRow("clean") << leave << draft << QByteArray();
        QTest::newRow("words") << QByteArray("<a href='https://a.org/x'><b>Unsub</b>scribe</a>")
                               << draft << QByteArray();
        QTest::newRow("variable") << QByteArray("<p>{{ unsubscribe_link }}</p>") << draft
                                  << QByteArray();
        QTest::newRow("no way out") << QByteArray("<p>Hello, do not unsubscribe</p>") << draft
                                    << QByteArray("lint.unsubscribe_missing 0:0");
        QTest::newRow("picture") << leave + "\n <img src=x>" << draft
                                 << QByteArray("lint.image_alt_missing 2:2,lint.image_width_missing 2:2,lint.images_heavy 2:2");
        QTest::newRow("decoration") << leave + QByteArray("word ").repeated(20) + "<img alt='' width=20 src=x>" << draft << QByteArray();
        QTest::newRow("http") << leave + "\n<a href=' HTTP://a.org'>y</a>" << draft
                              << QByteArray("lint.link_insecure 2:1");
        QTest::newRow("empty link")
            << leave + "<a href='#'>y</a><a href=''>z</a><a name=q></a>" << draft
            << QByteArray("lint.link_empty 1:42,lint.link_empty 1:59");
        QTest::newRow("filler") << leave + "\n\n<p>Lorem Ipsum dolor</p>" << draft
                                << QByteArray("lint.filler_text 3:4");
        QTest::newRow("draft variables") << leave + "{{ name }}{% if x %}" << draft << QByteArray();
        QTest::newRow("left variables")
            << leave + "\n{{ name }} {% if x %} {{ open" << ready
            << QByteArray("lint.placeholder_left 2:1,lint.placeholder_left 2:12");
        QTest::newRow("large") << leave + QByteArray(102 * 1024, 'x') << draft
                               << QByteArray("lint.html_too_large 0:0");
        QTest::newRow("crafted") << QByteArray("<div>").repeated(5000) << draft
                                 << QByteArray("lint.html_unreadable 0:0");
    }
    void findings() {
        QFETCH(QByteArray, html);
        QFETCH(int, stage);
        QFETCH(QByteArray, expected);
        const auto found = lintEmail(
            {"Subject", std::string_view(html.constData(), static_cast<std::size_t>(html.size())),
             "Text", static_cast<LintStage>(stage)});
        QByteArrayList list;
        for (const LintFinding &finding : found)
            list << QByteArray::fromStdString(finding.id + ' ' + std::to_string(finding.line) +
                                              ':' + std::to_string(finding.column));
        QCOMPARE(list.join(','), expected);
    }
    void fixesTakeNoMoreThanTheyMust() {
        const auto fixed = [](const char *html) { return QByteArray::fromStdString(withFixes(html)); };
        QCOMPARE(fixed("<p title=\"x\"onclick=\"y()\">a</p>"), QByteArray("<p title=\"x\">a</p>"));
        QCOMPARE(fixed("<p>a</p><script>x()</script>"), QByteArray("<p>a</p>"));
        for (const char *html : {"<script type=\"application/ld+json\">{}</script><p>a</p>", "{% if a %}<script>{% else %}<script>{% endif %}x</script>"})
            QCOMPARE(fixed(html), QByteArray(html));
    }

    void manyOfAKindAreCut() {
        std::string html = "<a href='https://a.org/unsubscribe'>x</a>";
        for (int i = 0; i < 20'000; ++i)
            html += "\n<a href='//a.org/b'>y</a> *|A|* {{ {% [[";
        QElapsedTimer timer;
        timer.start();
        const auto found = lintEmail({"Subject", html, "Text", LintStage::Template, {}, {}});
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
        std::map<std::string, int> counts;
        for (const LintFinding &one : found)
            QVERIFY(++counts[one.id] <= 200);
        std::string links = "<a href='https://a.org/unsubscribe'>x</a>";
        for (int i = 0; i < 300; ++i)
            links += "<a href='//a.org/b'>y</a>";
        std::size_t made = 0;
        withFixes(links, &made);
        QCOMPARE(made, std::size_t(300)); // all of them
    }

    void missingParts() {
        const auto found =
            lintEmail({" ", "<a href='https://a.org/unsubscribe'>x</a>", "", LintStage::Rendered});
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].id, std::string("lint.subject_missing"));
        QCOMPARE(found[1].id, std::string("lint.text_missing"));
        const auto subject = lintEmail(
            {"Hi {{ name }}", "<p>x", "To unsubscribe: https://a.org", LintStage::Rendered});
        QCOMPARE(subject.size(), std::size_t(1));
        QCOMPARE(subject[0].args.front().second, std::string("{{ name }}"));
    }
    void links() {
        const auto found =
            emailLinks("<p><a href=' https://a.org/?a=1&amp;b=2 '> our\n <b>shop</b><img "
                       "alt=Logo></a>\n<a href='#top'>top</a><a>none</a>"
                       "<a href='{{ url }}'></a><map><area href='https://b.org' alt='Spot'></map>");
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t(3));
        QCOMPARE((*found)[0].href, std::string("https://a.org/?a=1&b=2"));
        QCOMPARE((*found)[0].text, std::string("our shop Logo"));
        QCOMPARE((*found)[0].line, 1u);
        QCOMPARE((*found)[0].column, 4u);
        QCOMPARE((*found)[1].href, std::string("{{ url }}"));
        QCOMPARE((*found)[2].text, std::string("Spot"));
        QCOMPARE((*found)[2].index, std::size_t(2));
    }
    void linksOfARealTemplate() {
        AUDIENCE_NEED_SHARED("data/email_html");
        QFile file(audience::test::sharedPath(
            QStringLiteral("data/email_html/postmark/basic-inlined/receipt/content.html")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray html = file.readAll();
        const auto found = emailLinks(html.toStdString());
        QVERIFY(found);
        QCOMPARE(found->size(), static_cast<std::size_t>(html.count("<a href=")));
        const QList<QByteArray> lines = html.split('\n');
        for (const EmailLink &link : *found)
            QVERIFY(lines[static_cast<int>(link.line) - 1].contains("<a href="));
    }
};

AUDIENCE_TEST(LintTest)
#include "lint_test.moc"
