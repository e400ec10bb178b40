// The canvas of an HTML email without a window: its places are marked whatever the HTML is like, fields are chips, and nothing
// that could run or fetch is left.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/html_canvas.h"
#include "service/session.h"
#endif
#include "support/attack_vectors.h"
#include "support/html_judge.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

class HtmlCanvasTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;

    QByteArray body(const std::string &html, const std::map<std::string, std::string> &values = {}) const {
        const auto canvas = htmlCanvas(*m_session, html, values);
        if (!canvas)
            return QByteArray::fromStdString(canvas.error().id);
        const std::size_t from = canvas->find("<body>"), to = canvas->find("</body>");
        return from == std::string::npos ? QByteArray::fromStdString(*canvas) : QByteArray::fromStdString(canvas->substr(from + 6, to - from - 6));
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        auto session = Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_session = *session;
    }

    void marks() {
        QCOMPARE(body("<p>Hi {{ name }}</p>"),
                 QByteArray("<p><as-text data-part=\"t0\"><as-words data-words=\"words\">Hi <span class=\"as-chip\" contenteditable=\"false\" data-liquid=\"{{ name }}\">name</span></as-words></as-text></p>"));
        QCOMPARE(body("<a href=\"https://a.org\"><img src=x alt=y></a>"), QByteArray("<a data-part=\"l0\" href=\"https://a.org\"><img data-part=\"p1\" alt=\"y\"></a>"));
        QVERIFY(body("<p>{{ name }}</p>", {{"{{ name }}", "<Ada>"}}).contains(">&lt;Ada&gt;</span>"));
        // Liquid with marks of HTML in it is a chip too; that between rows shows nothing.
        QVERIFY(body("<p>{{ name | default: \"<b>\" }}</p>").contains("data-liquid=\"{{ name | default: &quot;&lt;b&gt;&quot; }}\""));
        QCOMPARE(body("<table>{% for x in y %}<tr {% if a > b %}class=\"c\"{% endif %}><td>a</td></tr>{% endfor %}</table>"),
                 QByteArray("<table><tbody><tr class=\"c\"><td><as-text data-part=\"t0\"><as-words data-words=\"words\">a</as-words></as-text></td></tr></tbody></table>"));
        // Words outside of any cell go where a browser puts them.
        QVERIFY(body("<table>a<tr><td>b</table>").startsWith("<as-text data-part=\"t0\">"));
        QVERIFY(!body("<p data-part=t1 DATA-PART=\"t1\">a</p><p>b</p>").contains("<p data-part"));
        QVERIFY(body("<p>\xf3\xb0\x80\x80t0\xf3\xb0\x80\x80 a</p>").contains("\xf3\xb0\x80\x80t0")); // letters like our signs are letters
        QCOMPARE(body("\xff"), QByteArray("email.body_not_utf8"));
    }

    void wordsAndBack() {
        for (const char *words : {"", "a", "Hi {{ name | default: \"<you>\" }} & <b>", "{% if x %}a{% endif %}", "a\xc2\xa0" "b {"}) {
            const auto back = htmlWrittenText(htmlPlaceText(words));
            QVERIFY(back.has_value());
            QCOMPARE(*back, std::string(words));
        }
        QCOMPARE(*htmlWrittenText("a<b>b</b><script>x</script>"), std::string("ab"));
    }

    void hostileHtmlIsHarmless() {
        int read = 0;
        for (const std::string &vector : test::attackVectors()) {
            const auto canvas = htmlCanvas(*m_session, "<p>before</p>" + vector + "<p>after</p>");
            if (!canvas)
                continue; // refused
            ++read;
            test::HtmlJudge judge(false);
            const std::string verdict = judge.verdict(*canvas);
            QVERIFY2(verdict.empty(), (vector + " -> " + verdict).c_str());
        }
        QVERIFY(read > 500);
    }

    // Every text of real templates stands there once, with its mark.
    void realTemplates() {
        AUDIENCE_NEED_SHARED("data/email_html");
        QDirIterator files(test::sharedPath(QStringLiteral("data/email_html")), {QStringLiteral("*.html")}, QDir::Files, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string source = file.readAll().toStdString();
            const auto places = email::htmlPlaces(source);
            const auto canvas = htmlCanvas(*m_session, source);
            QVERIFY2(places && canvas, qPrintable(file.fileName()));
            const QByteArray shown = QByteArray::fromStdString(*canvas);
            for (std::size_t i = 0; i < places->places.size(); ++i) {
                const QByteArray mark = "data-part=\"" + QByteArray::fromStdString(htmlPlaceId(*places, i)) + '"';
                QVERIFY2(shown.count(mark) == 1, qPrintable(file.fileName() + QLatin1Char(' ') + QString::fromLatin1(mark)));
            }
            QVERIFY(!shown.contains("\xf3\xb0"));
            ++count;
        }
        QCOMPARE(count, 14);
    }
};

AUDIENCE_TEST(HtmlCanvasTest)
#include "html_canvas_test.moc"
