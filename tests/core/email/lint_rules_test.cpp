// Each rule of the linter once where it holds and once where it does not.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "email/lint.h"
#endif
#include "support/test_main.h"

#include <QSet>
#include <QTest>

using namespace audience::email;

namespace {

struct Case {
    const char *id, *bad, *good;
};

// HTML; "<leave>" stands for a way out, so that nothing else is found.
const Case kHtmlCases[] = {
    {"lint.unsubscribe_missing", "<p>Hello</p>", "<leave>"},
    {"lint.unsubscribe_missing", "<meta name=audience-purpose content=marketing><p>Hello</p>", "<meta name=audience-purpose content=service><p>Hello</p>"},
    {"lint.filler_text", "<leave><p>Lorem ipsum</p>", "<leave><p>Todo lists are back</p>"},
    {"lint.filler_text", "<leave><p>TODO: write this</p>", "<leave><p>TODOS</p>"},
    {"lint.filler_text", "<leave><p>Price XXX</p>", "<leave><p>TODO NUEVO: tarjeta XXXX XXXX XXXX 1234</p>"},
    {"lint.placeholder_left", "<leave><p>{{ name }}</p>", "<leave><p>{ name }</p>"},
    {"lint.not_liquid", "<leave>{{#each items}}x{{/each}}", "<leave><p># each</p>"},
    {"lint.merge_tag_foreign", "<leave><p>Dear *|FNAME|*,</p>", "<leave><p>5 * 4 | 3</p>"},
    {"lint.merge_tag_foreign", "<leave><p>Dear %%first%%,</p>", "<leave><p>100%% 50%%</p>"},
    {"lint.merge_tag_foreign", "<leave><p>Dear [[name]],</p>", "<leave><style>/* [[name]] */</style><p>[1]</p>"},
    {"lint.active_content", "<leave><script>1</script>", "<leave><p>script</p>"},
    {"lint.active_content", "<leave><a href=' javascript:x()'>Go</a>", "<leave><p title='javascript: a course'>Hello</p>"},
    {"lint.active_content", "<leave><script type='text/javascript'>1</script>", "<leave><script type='application/ld+json'>{}</script>"},
    {"lint.active_content", "<leave><p onclick='x()'>Hello</p>", "<leave><p title='on'>Hello</p>"},
    {"lint.active_content", "<leave><form></form>", "<leave><p>form</p>"},
    {"lint.image_alt_missing", "<leave><img width=20 src=x>", "<leave><img width=20 alt='' src=x>"},
    {"lint.image_width_missing", "<leave><img alt='' src=x>", "<leave><img alt='' width=20 src=x>"},
    {"lint.images_heavy", "<leave><p>Few words</p><img alt='' width=20 src=x>", "<leave><p><words></p><img alt='' width=20 src=x>"},
    {"lint.images_heavy", "<leave><p>Few words</p><img alt='' width=20 src=x>", "<leave><p>Few words</p><img alt='' width=1 height=1 src=x>"},
    {"lint.contrast_low", "<leave><p style='color:#888;background-color:#fff'>Hello</p>", "<leave><p style='color:#666;background-color:#fff'>Hello</p>"},
    {"lint.contrast_low", "<style>.a { color: #999 }</style><leave><table bgcolor='white'><tr><td class=a>Hello</td></tr></table>",
     "<style>.a { color: #999; font-size: 24px } .b { color: #bbb }</style><leave><table bgcolor='black'><tr><td class=a>Hello</td></tr></table><p class=b>x</p>"},
    {"lint.contrast_low", "<leave><div style='background:#fff'><b style='color:#888'>Hello</b></div>",
     "<leave><div style='background:#fff url(x.png)'><b style='color:#888'>Hello</b></div><div style='display:none;color:#fff;background:#fff'>Hello</div>"},
    {"lint.too_wide", "<leave><table width='700'><tr><td>x</td></tr></table>", "<leave><table width='100%' style='max-width:700px'><tr><td>x</td></tr></table>"},
    {"lint.too_wide", "<style>.w { width: 900px }</style><leave><div class=w>x</div>", "<leave><div style='width:640px'>x</div>"},
    {"lint.link_empty", "<leave><a href=''>x</a>", "<leave><a href='#top'>x</a>"},
    {"lint.link_malformed", "<leave><a href='https//shop.org'>x</a>", "<leave><a href='https://shop.org'>x</a>"},
    {"lint.link_malformed", "<leave><a href='https://https://shop.org'>x</a>", "<leave><a href='mailto:a@shop.org'>x</a>"},
    {"lint.link_malformed", "<leave><a href='file:///C:/x.png'>x</a>", "<leave><a href='{{ page }}'>x</a>"},
    {"lint.link_no_scheme", "<leave><a href='www.shop.org/x'>x</a>", "<leave><a href='tel:+49 431 1'>x</a>"},
    {"lint.link_no_scheme", "<leave><a href='/x'>x</a>", "<leave><a href='https://shop.org/{{ a | url_encode }}'>x</a>"},
    {"lint.link_blank", "<leave><a href='https://shop.org/a b'>x</a>", "<leave><a href=' https://shop.org/a%20b '>x</a>"},
    {"lint.link_example", "<leave><a href='https://www.example.com/x'>x</a>", "<leave><a href='https://shop.example.com/x'>x</a>"},
    {"lint.link_insecure", "<leave><a href='http://shop.org'>x</a>", "<leave><a href='https://shop.org'>x</a>"},
    {"lint.link_duplicate", "<leave><a href='https://shop.org/a'>one</a> <a href='https://shop.org/a'>two</a>",
     "<leave><a href='https://shop.org/a'>one</a> <a href='https://shop.org/a'>One</a>"},
    {"lint.link_ambiguous", "<leave><a href='https://shop.org/a'>More</a> <a href='https://shop.org/b'>more</a>",
     "<leave><a href='https://shop.org/a'>More tents</a> <a href='https://shop.org/b'>More boots</a>"},
    {"lint.link_ambiguous", "<leave><words><a href='https://shop.org/a'><img width=9 alt='' src=x></a> <a href='https://shop.org/b'><img width=9 alt='' src=x></a>",
     "<leave><words><words><a href='https://shop.org/a'><img width=9 alt='' src=x></a> <a href='https://shop.org/b'><img width=9 alt='' src=y></a>"},
    {"lint.utm_missing", "<leave><a href='https://shop.org/a?utm_source=news'>one</a> <a href='https://shop.org/b'>two</a>",
     "<leave><a href='https://shop.org/a?utm_source=news'>one</a> <a href='https://other.org/b'>two</a>"},
    {"lint.utm_differs", "<leave><a href='https://shop.org/a?utm_source=news'>one</a> <a href='https://shop.org/b?utm_source=mail'>two</a>",
     "<leave><a href='https://shop.org/a?utm_source=news'>one</a> <a href='https://shop.org/b?x=1&amp;utm_source=news#y'>two</a>"},
    {"lint.spam_phrase", "<leave><p>Click  here!</p>", "<leave><p>Click hereafter</p>"},
    {"lint.spam_phrase", "<leave><p>Sie haben gewonnen.</p>", "<leave><p>Sie haben Zeit gewonnen.</p>"},
    {"lint.lang_missing", "<html><head><title>x</title></head><body><leave></body></html>", "<html lang=en><head><title>x</title></head><body><leave></body></html>"},
    {"lint.title_missing", "<html lang=en><body><leave></body></html>", "<html lang=en><head><title>x</title></head><body><leave></body></html>"},
    {"lint.heading_order", "<leave><h1>a</h1><h3>b</h3>", "<leave><h1>a</h1><h2>b</h2><h3>c</h3><h1>d</h1>"},
};

std::string filled(std::string html) {
    const auto put = [&](const std::string &mark, const std::string &text) {
        for (std::size_t at = html.find(mark); at != std::string::npos; at = html.find(mark, at))
            html.replace(at, mark.size(), text);
    };
    std::string words;
    for (int i = 0; i < 30; ++i)
        words += "word ";
    put("<leave>", "<a href=\"https://a.org/unsubscribe\">Leave</a>");
    put("<words>", words);
    return html;
}

bool has(const std::vector<LintFinding> &findings, const std::string &id) {
    for (const LintFinding &one : findings)
        if (one.id == id)
            return true;
    return false;
}

QByteArray told(const std::vector<LintFinding> &findings) {
    QByteArray out;
    for (const LintFinding &one : findings)
        out += QByteArray::fromStdString(one.id + ' ' + std::to_string(one.line) + ':' + std::to_string(one.column) + ' ' + one.excerpt + '\n');
    return out;
}

} // namespace

class LintRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void html_data() {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QByteArray>("good");
        int number = 0;
        for (const Case &one : kHtmlCases)
            QTest::addRow("%s %d", one.id, ++number) << QByteArray(one.id) << QByteArray::fromStdString(filled(one.bad)) << QByteArray::fromStdString(filled(one.good));
    }
    void html() {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, bad);
        QFETCH(QByteArray, good);
        // Only placeholder_left is about an email as somebody gets it.
        const LintStage stage = id == "lint.placeholder_left" ? LintStage::Rendered : LintStage::Template;
        const std::string wrong = bad.toStdString(), right = good.toStdString();
        const auto found = lintEmail({"Subject", wrong, "Text", stage});
        QVERIFY2(has(found, id.toStdString()), told(found).constData());
        const auto none = lintEmail({"Subject", right, "Text", stage});
        QVERIFY2(none.empty() || !has(none, id.toStdString()), told(none).constData());
    }

    // A phrase is found across tags, and told where it begins.
    void phrasesHaveAPlace() {
        const auto found = lintEmail({"Subject", "<p>Tea</p>\n<p>So <b>act</b>\n now</p><img alt=\"Free gift\" src=\"https://a.org/x.png\" width=\"9\">", "Text", LintStage::Template});
        int phrases = 0;
        for (const LintFinding &one : found)
            if (one.id == "lint.spam_phrase") {
                ++phrases;
                const bool isAct = one.args.front().second == "act now";
                QVERIFY2(one.part == "html" && one.line == (isAct ? 2u : 3u) && one.column == (isAct ? 10u : 9u), told(found).constData());
            }
        QCOMPARE(phrases, 2);
    }

    void lines_data() {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QByteArray>("good");
        QTest::newRow("line break") << QByteArray("lint.subject_line_break") << QByteArray("News\r\nBcc: a@example.org") << QByteArray("News Bcc: a@example.org");
        QTest::newRow("missing") << QByteArray("lint.subject_missing") << QByteArray(" ") << QByteArray("News");
        QTest::newRow("long") << QByteArray("lint.subject_long") << QByteArray(61, 'x') << QByteArray("{{ first_name | default: 'a name that is a good deal longer than it looks' }}, news");
        QTest::newRow("long by characters") << QByteArray("lint.subject_long") << QByteArray("\xc3\xa4").repeated(61) << QByteArray("a\xcc\x88").repeated(60);
        QTest::newRow("capitals") << QByteArray("lint.subject_capitals") << QByteArray("GROSSE AKTION HEUTE") << QByteArray("NASA visits IBM today");
        QTest::newRow("marks") << QByteArray("lint.subject_marks") << QByteArray("Now!!") << QByteArray("Now! Really?");
        QTest::newRow("phrase") << QByteArray("lint.spam_phrase") << QByteArray("Act now, friend") << QByteArray("Actual news");
        QTest::newRow("merge tag") << QByteArray("lint.merge_tag_foreign") << QByteArray("Dear *|FNAME|*") << QByteArray("Dear {{ first_name }}");
    }
    void lines() {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, bad);
        QFETCH(QByteArray, good);
        const std::string html = filled("<leave>");
        const auto with = [&](const QByteArray &subject) {
            return lintEmail({std::string_view(subject.constData(), static_cast<std::size_t>(subject.size())), html, "Text", LintStage::Template});
        };
        QVERIFY2(has(with(bad), id.toStdString()), told(with(bad)).constData());
        QVERIFY2(!has(with(good), id.toStdString()), told(with(good)).constData());
        for (const LintFinding &one : with(bad))
            QCOMPARE(one.part, std::string("subject"));
    }

    void envelope() {
        const std::string html = filled("<leave>"), shown = filled("<leave><p>1 Quay,<br>24103 Kiel</p>");
        LintInput input{"News", html, "Text"};
        QVERIFY(lintEmail(input).empty()); // neither is asked about
        input.preheader = "";
        QVERIFY(has(lintEmail(input), "lint.preheader_missing"));
        input.preheader = "Short";
        QVERIFY(lintEmail(input).empty());
        const std::string longLine(91, 'x');
        input.preheader = longLine;
        QVERIFY(has(lintEmail(input), "lint.preheader_long"));
        input.preheader = "Short";
        input.postalAddress = "";
        QVERIFY(has(lintEmail(input), "lint.postal_address_missing"));
        const std::string variable = html + "{{ postal_address }}";
        input.html = variable;
        QVERIFY(lintEmail(input).empty());
        input.stage = LintStage::Rendered;
        input.html = shown;
        input.postalAddress = "1 Quay, 24103 Kiel";
        QVERIFY2(lintEmail(input).empty(), told(lintEmail(input)).constData());
        input.html = html;
        QVERIFY(has(lintEmail(input), "lint.postal_address_missing"));
        input.text = {};
        QVERIFY(has(lintEmail(input), "lint.text_missing"));
        const std::string large = html + std::string(kClipBytes, 'x');
        input.html = large;
        QVERIFY(has(lintEmail(input), "lint.html_too_large"));
        std::string deep;
        for (int i = 0; i < 5000; ++i)
            deep += "<div>";
        input.html = deep;
        QVERIFY(has(lintEmail(input), "lint.html_unreadable"));
    }

    // Every id has a case above or in envelope().
    void allHaveCases() {
        QSet<QByteArray> tried{"lint.subject_missing", "lint.subject_line_break",   "lint.subject_long",    "lint.subject_capitals",        "lint.subject_marks", "lint.preheader_missing",
                               "lint.preheader_long",    "lint.text_missing",    "lint.postal_address_missing",  "lint.html_too_large", "lint.html_unreadable"};
        for (const Case &one : kHtmlCases)
            tried.insert(one.id);
        for (const std::string_view id : lintIds())
            QVERIFY2(tried.contains(QByteArray(id.data(), static_cast<int>(id.size()))), std::string(id).c_str());
        QCOMPARE(static_cast<std::size_t>(tried.size()), lintIds().size());
    }

    void fixes_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("mended");
        const auto row = [](const char *name, const char *html, const char *mended) { QTest::newRow(name) << QByteArray(html) << QByteArray(mended); };
        row("blank", "<a href=\" https://shop.org/a b \">x</a>", "<a href=\"https://shop.org/a%20b\">x</a>");
        row("www", "<A HREF=www.shop.org>x</A>", "<A HREF=https://www.shop.org>x</A>");
        row("no scheme, unknown site", "<a href='shop.org'>x</a>", "<a href='shop.org'>x</a>");
        row("two slashes", "<a href='//shop.org'>x</a>", "<a href='https://shop.org'>x</a>");
        row("colon", "<a href='https//shop.org'>x</a>", "<a href='https://shop.org'>x</a>");
        row("handler", "<p  class=a onclick=\"x()\" id=b>x</p>", "<p  class=a id=b>x</p>");
        row("script", "<p>a</p><script>if (a < b) x()</script><p>b</p>", "<p>a</p><p>b</p>");
        row("width", "<img src=x alt='' style='width: 120px'>", "<img width=\"120\" src=x alt='' style='width: 120px'>");
        row("dot", "<img src=x width=1 height=1>", "<img alt=\"\" src=x width=1 height=1>");
        row("picture", "<img src=x width=100>", "<img src=x width=100>");
        row("liquid", "<a href='www.{{ site }}'>x</a>", "<a href='www.{{ site }}'>x</a>");
        row("nothing", "<P ALIGN = center>odd   <b>mark</i>up</p>\r\n<!-- kept -->", "<P ALIGN = center>odd   <b>mark</i>up</p>\r\n<!-- kept -->");
        row("no utf-8", "<a href='www.shop.org'>\xff</a>", "<a href='www.shop.org'>\xff</a>");
    }
    void fixes() {
        QFETCH(QByteArray, html);
        QFETCH(QByteArray, mended);
        std::size_t made = 0;
        QCOMPARE(QByteArray::fromStdString(withFixes(html.toStdString(), &made)), mended);
        QCOMPARE(made > 0, html != mended);
    }
};

AUDIENCE_TEST(LintRulesTest)
#include "lint_rules_test.moc"
