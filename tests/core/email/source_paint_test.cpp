// What the pieces of a source are, and how an email looks in other mail programs.
#include "email/html_sanitiser.h"
#include "email/preview_look.h"
#include "email/source_paint.h"
#include "support/attack_vectors.h"
#include "support/html_judge.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

using namespace audience;
using namespace audience::email;

class SourcePaintTest : public QObject {
    Q_OBJECT
    // "T<p>" for every piece: a letter for what it is, and its words.
    static std::string painted(const std::string &source, const SourcePaint &paint) {
        static const char kLetters[] = "xTASECcOLlFV";
        std::string out;
        std::size_t at = 0;
        for (const SourceToken &one : paint.tokens) {
            if (one.at != at)
                return "a gap";
            at += one.size;
            out += (out.empty() ? "" : " ") + std::string(1, kLetters[std::size_t(one.style)]) + "[" + source.substr(one.at, one.size) + "]";
        }
        return at == source.size() ? out : "not all";
    }
    static std::string folds(const SourcePaint &paint) {
        std::string out;
        for (const SourceFold &one : paint.folds)
            out += std::to_string(one.first) + "-" + std::to_string(one.last) + " ";
        return out;
    }

private Q_SLOTS:
    void html_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("pieces");
        const auto row = [](const char *source, const char *pieces) { QTest::newRow(source) << QString::fromLatin1(source) << QString::fromLatin1(pieces); };
        row("<p class=\"a\">Hi</p>", "T[<p ] A[class] T[=] S[\"a\"] T[>] x[Hi] T[</p>]");
        row("a &nbsp;b & c", "x[a ] E[&nbsp;] x[b & c]");
        row("{{ name | upcase | default: \"x\" }}", "O[{{ name | ] F[upcase] O[ | ] F[default] O[: ] l[\"x\"] O[ }}]");
        row("{% if a == 'b' %}c{% endif %}", "L[{% if] O[ a == ] l['b'] O[ ] L[%}] x[c] L[{% endif] O[ ] L[%}]");
        row("<a href=\"{{ url }}\">", "T[<a ] A[href] T[=] S[\"] O[{{ url }}] S[\"] T[>]");
        row("<td width=600 nowrap>", "T[<td ] A[width] T[=] S[600] T[ ] A[nowrap] T[>]");
        row("<!-- x --><!--[if mso]><p><![endif]-->", "C[<!-- x --><!--[if mso]>] T[<p>] C[<![endif]-->]");
        row("<style>p{color:{{ c }}}</style>", "T[<style>] c[p{color:] O[{{ c }}] c[}] T[</style>]");
        row("{% comment %}<b>{{ x }}{% endcomment %}", "L[{% comment] O[ ] L[%}] C[<b>{{ x }}] L[{% endcomment] O[ ] L[%}]");
        row("{% raw %}{{ x }}{% endraw %}", "L[{% raw] O[ ] L[%}] x[{{ x }}] L[{% endraw] O[ ] L[%}]");
        row("a {{ b", "x[a {{ b]");
        row("a < b {% c", "x[a < b {% c]");
        row("<p title='x", "T[<p ] A[title] T[=] S['x]");
    }
    void html() {
        QFETCH(QString, source);
        QFETCH(QString, pieces);
        const std::string text = source.toStdString();
        QCOMPARE(QString::fromStdString(painted(text, paintHtml(text))), pieces);
    }
    void textAndJson() {
        const std::string words = "Hi {{ a }} <b>";
        QCOMPARE(painted(words, paintText(words)), std::string("x[Hi ] O[{{ a }}] x[ <b>]"));
        const std::string json = "{\"a\": [1, true, \"b\"]}";
        QCOMPARE(painted(json, paintJson(json)), std::string("T[{] A[\"a\"] x[: ] T[[] V[1] x[, ] V[true] x[, ] S[\"b\"] T[]}]"));
    }
    void whatBelongsTogetherFolds() {
        QCOMPARE(folds(paintHtml("<table>\n<tr>\n<td>\nx\n</td>\n</tr>\n</table>")), std::string("2-4 1-5 0-6 "));
        QCOMPARE(folds(paintHtml("{% if a %}\n<p>\nb\n{% endif %}")), std::string("0-3 "));
        QCOMPARE(folds(paintHtml("<!--[if mso]>\n<p>\nx\n<![endif]-->\n<!--\n\n-->")), std::string("0-3 4-6 "));
        QCOMPARE(folds(paintHtml("<p>\n<br>\n<img>\nx</p>\n</div>")), std::string("0-3 "));
        QCOMPARE(folds(paintHtml("<p>\nx</p>")), std::string()); // nothing to hide
        QCOMPARE(folds(paintJson("{\n\"a\": [\n1\n]\n}")), std::string("1-3 0-4 "));
    }
    // What is never closed, over and over: the time grows with the text, not with its square.
    void hostileSourcesAreQuick() {
        QElapsedTimer timer;
        timer.start();
        for (const std::string piece : {"{{", "{%", "<!--", "<a", "<a \"", "{{'}}", "{% comment %}", "{% raw %}", "<!", "&", "<style>", "{\"", "[", "<p ={{", "</p>", "<i></b>", "<!--[if"}) {
            std::string source;
            while (source.size() < 400'000)
                source += piece;
            for (const SourcePaint &paint : {paintHtml(source), paintText(source), paintJson(source)})
                QVERIFY(!paint.tokens.empty());
        }
        QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    }

    void ownDarkStylesCountAlwaysOrNever() {
        const std::string html = "<style>@media (prefers-color-scheme:dark){p{color:#fff}}@media ( Prefers-Color-Scheme : light ){p{color:#000}}</style><p>(prefers-color-scheme: dark)";
        QVERIFY(hasDarkStyles(html));
        QVERIFY(!hasDarkStyles("<p>(prefers-color-scheme: dark)<style>p{color:red}</style>"));
        const std::string dark = inScheme(html, true), light = inScheme(html, false);
        QVERIFY(dark.find("@media (min-width:0px){p{color:#fff}}@media (max-width:0px)") != std::string::npos);
        QVERIFY(light.find("@media (max-width:0px){p{color:#fff}}@media (min-width:0px)") != std::string::npos);
        QVERIFY(dark.find("<p>(prefers-color-scheme: dark)") != std::string::npos); // words stay words
        QCOMPARE(inScheme("<style media=\"(prefers-color-scheme: dark)\">p{}</style>", false), std::string("<style media=\"(max-width:0px)\">p{}</style>"));
    }
    void programsTurnColours() {
        const auto turned = [](const std::string &html, Darkening way) {
            const std::string all = darkened(html, way);
            return all.substr(0, all.find("<style>:where"));
        };
        const std::string light = "<td bgcolor=\"#ffffff\" style=\"color:#000000;background-color:white;width:10px\">", dark = "<td style=\"color:#ffffff;background:#000000 url(data:image/png;base64,AAAA)\">";
        QCOMPARE(turned(light, Darkening::Partly), std::string("<td bgcolor=\"#141414\" style=\"color:#ffffff;background-color:#141414;width:10px\">"));
        QCOMPARE(turned(dark, Darkening::Partly), dark); // it is dark already
        QCOMPARE(turned(dark, Darkening::Fully), std::string("<td style=\"color:#000000;background:#ffffff url(data:image/png;base64,AAAA)\">"));
        QCOMPARE(turned("<style>p{color:#036;border:1px solid rgb(0,0,0)}@media (max-width:600px){p{color:black}}</style><font color=\"navy\">", Darkening::Fully),
                 std::string("<style>p{color:#99ccff;border:1px solid #ffffff}@media (max-width:600px){p{color:#ffffff}}</style><font color=\"#7f7fff\">"));
        QCOMPARE(turned("<p style=\"color:inherit;font-family:&quot;A B&quot;;color:transparent\">", Darkening::Fully),
                 std::string("<p style=\"color:inherit;font-family:&quot;A B&quot;;color:transparent\">"));
    }
    void alternativeTextsStandForPictures() {
        const std::string shown = withoutPictures("<td background=\"data:image/png;base64,AA\" style=\"background:url('data:x') red\"><img src=\"data:image/png;base64,AAAA\" alt=\"A &amp; &lt;b&gt;\" "
                                                  "width=\"200\" height=\"50\" style=\"display:block\"></td><style>p{background:url(data:y)}</style>");
        QVERIFY2(shown.find("data:") == std::string::npos && shown.find("<img") == std::string::npos, shown.c_str());
        QVERIFY(shown.find("width:200px;height:50px;display:block\">A &amp; &lt;b&gt;</span>") != std::string::npos);
        QVERIFY(shown.find("background:none red") != std::string::npos);
    }
    // The looks add nothing that runs or loads.
    void looksStayHarmless() {
        test::HtmlJudge judge(false);
        std::vector<std::string> vectors = test::loadingVectors("https://evil.example", "file:///etc/passwd");
        for (std::string &one : test::attackVectors())
            vectors.push_back(std::move(one));
        for (const std::string &vector : vectors) {
            const auto safe = sanitiseHtml(vector);
            QVERIFY2(safe, vector.c_str());
            for (const std::string &shown : {inScheme(safe->html, true), darkened(safe->html, Darkening::Partly), darkened(safe->html, Darkening::Fully), withoutPictures(safe->html)}) {
                const std::string verdict = judge.verdict(shown);
                QVERIFY2(verdict.empty(), (vector + "\n -> " + shown + "\n: " + verdict).c_str());
            }
        }
    }
};
AUDIENCE_TEST(SourcePaintTest)

#include "source_paint_test.moc"
