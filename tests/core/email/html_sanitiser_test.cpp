#include "base/text.h"
#include "email/css_tokens.h"
#include "email/html_document.h"
#include "email/html_sanitiser.h"
#include "email/plain_text.h"
#include "support/attack_vectors.h"
#include "support/html_judge.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <set>

using namespace audience;
using namespace audience::email;

using audience::test::attackVectors;
using Judge = audience::test::HtmlJudge;

class HtmlSanitiserTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingActiveGetsThrough() {
        const auto vectors = attackVectors();
        QVERIFY(vectors.size() >= 2000);
        for (const RemoteImages images : {RemoteImages::Block, RemoteImages::Allow}) {
            Judge judge(images == RemoteImages::Allow);
            for (const std::string &vector : vectors) {
                const auto clean = sanitiseHtml(vector, {images});
                QVERIFY2(clean, vector.c_str());
                const std::string verdict = judge.verdict(clean->html);
                QVERIFY2(verdict.empty(),
                         (vector + "\n -> " + clean->html + "\n: " + verdict).c_str());
                const auto again = sanitiseHtml(clean->html, {images});
                QVERIFY2(again && again->html == clean->html, vector.c_str());
            }
        }
    }
    void nothingIsLeftToFetch() {
        const auto vectors = test::loadingVectors("http://127.0.0.1:9", "file:///tmp/canary.png");
        QVERIFY(vectors.size() >= 300);
        Judge judge(false);
        for (const std::string &vector : vectors)
            for (const std::string &around : {std::string("%"), std::string("<table><tr><td>%</td></tr></table>"), std::string("<!--[if mso]>%<![endif]-->"), std::string("<p title=\"%\">%")}) {
                std::string html = around;
                for (std::size_t at = html.find('%'); at != std::string::npos; at = html.find('%', at + vector.size()))
                    html.replace(at, 1, vector);
                const auto clean = sanitiseHtml(html);
                QVERIFY2(clean, html.c_str());
                const std::string verdict = judge.verdict(clean->html);
                QVERIFY2(verdict.empty(), (html + "\n -> " + clean->html + "\n: " + verdict).c_str());
            }
    }
    // The judge must be able to find something, or the test above proves nothing.
    void theJudgeSeesAttacks() {
        Judge judge(false);
        for (const char *html : {"<p onclick=x>", "<script>x</script>", "<a href='javascript:x'>",
                                 "<img src='https://a.org/x'>", "<svg></svg>",
                                 "<p style='width:expression(x)'>", "<style>@import 'x';</style>",
                                 "<p style='background:url(https://a.org)'>", "<!-- x -->"})
            QVERIFY2(!judge.verdict(html).empty(), html);
    }
    void layoutStays() {
        const char *html =
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><style "
            "media=\"screen\">\n"
            "p#x.y>a:hover,td[class='z']{color:#fff;font:12px/1.5 'A B',serif!important}\n"
            "@media only screen and (max-width: "
            "600px){.w{width:100%!important}\n}\n</style></head><body bgcolor=\"#eee\">"
            "<table width=\"600\" cellpadding=\"0\" role=\"presentation\" style=\"border:1px solid "
            "#ccc;mso-table-lspace:0pt\"><tbody><tr>"
            "<td align=\"center\" colspan=\"2\" "
            "style=\"background:linear-gradient(red,blue)\">a&nbsp;&lt;b&gt; &amp; c<a "
            "href=\"https://a.org/?a=1&amp;b=2\">"
            "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"&quot;x&quot;\" "
            "width=\"10\"></a></td></tr></tbody></table></body></html>";
        const auto clean = sanitiseHtml(html);
        QVERIFY(clean);
        QCOMPARE(clean->html, std::string(html));
        QCOMPARE(clean->removed, std::size_t(0));
    }
    void remotePicturesAreCounted() {
        const char *html =
            "<img src='https://a.org/x.png' alt=a><p "
            "style=\"background-image:url('https://a.org/y.png')\">x<script>y</script>";
        const auto blocked = sanitiseHtml(html);
        QCOMPARE(blocked->blockedRemote, std::size_t(2));
        QVERIFY(blocked->html.find("a.org") == std::string::npos);
        QVERIFY(blocked->html.find("alt=\"a\"") != std::string::npos);
        const auto allowed = sanitiseHtml(html, {RemoteImages::Allow});
        QCOMPARE(allowed->blockedRemote, std::size_t(0));
        QVERIFY(allowed->html.find("src=\"https://a.org/x.png\"") != std::string::npos);
        QVERIFY(allowed->html.find("url('https://a.org/y.png')") != std::string::npos);
        QCOMPARE(allowed->removed, std::size_t(1));
    }
    void realTemplatesKeepTheirWords() {
        AUDIENCE_NEED_SHARED("data/email_html");
        QDirIterator files(test::sharedPath(QStringLiteral("data/email_html")),
                           {QStringLiteral("*.html")}, QDir::Files, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string html = file.readAll().toStdString();
            const auto clean = sanitiseHtml(html);
            QVERIFY2(clean, qPrintable(file.fileName()));
            QCOMPARE(wordsOf(clean->html), wordsOf(html));
            QVERIFY(clean->html.find("<table") != std::string::npos);
            QVERIFY(clean->html.find("style=\"") != std::string::npos ||
                    clean->html.find("<style") != std::string::npos);
            const std::string verdict = Judge(false).verdict(clean->html);
            QVERIFY2(verdict.empty(), verdict.c_str());
            ++count;
        }
        QCOMPARE(count, 14);
    }
    void craftedInputIsRefused() {
        const std::string deep = QByteArray("<div>").repeated(5000).toStdString();
        QCOMPARE(sanitiseHtml(deep).error().id, std::string("email.html_too_complex"));
    }

private:
    // All text outside head, style and script, blanks aside.
    static QString wordsOf(const std::string &html) {
        const auto document = HtmlDocument::parse(html);
        std::string text;
        collect(document->document(), text);
        return QString::fromStdString(text).simplified();
    }
    static void collect(const GumboNode *node, std::string &text) {
        if (isText(node))
            text += node->v.text.text;
        if (isElement(node) &&
            (tagName(node) == "head" || tagName(node) == "style" || tagName(node) == "script"))
            return;
        for (const GumboNode *child : childrenOf(node))
            collect(child, text);
    }
};

AUDIENCE_TEST(HtmlSanitiserTest)
#include "html_sanitiser_test.moc"
