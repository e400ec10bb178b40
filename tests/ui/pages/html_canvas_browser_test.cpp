// An HTML email written in where it stands, in a browser. Needs a display (see with_browser.sh).
#ifndef Q_MOC_RUN
#include "ui/kit/theme.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/studio/canvas_view.h"
#include "ui/templates/studio/html_canvas.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineScript>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;

class HtmlCanvasBrowserTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

private Q_SLOTS:
    void initTestCase() {
        if (!EmailPreview::canUseWebEngine())
            QSKIP("the browser cannot run here");
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make(false);
        QVERIFY(m_session);
    }

    void writtenWhereItStands() {
        const std::string before = "<style>* { font-size: 14px }</style><h1>Hello {{ name }}</h1>\r\n<p>One &mdash; <A href=x>two</A></p><script>document.title='ran'</script>";
        HtmlCanvas canvas(m_session);
        connect(&canvas, &HtmlCanvas::edited, &canvas, [&](const std::string &html) { canvas.setHtml(html); });
        canvas.setHtml(before);
        canvas.resize(760, 600);
        canvas.show();
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isSettled() && !canvas.view()->places().rectOf("t1").isNull(), 20'000);
        canvas.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&canvas));
        const auto run = [&](const QString &script) {
            QVariant answer;
            bool isDone = false;
            canvas.view()->page()->runJavaScript(script, QWebEngineScript::ApplicationWorld, [&](const QVariant &value) {
                answer = value;
                isDone = true;
            });
            (void)QTest::qWaitFor([&] { return isDone; });
            return answer;
        };
        canvas.begin(0);
        QVERIFY(canvas.isWriting());
        QTRY_VERIFY(run(QStringLiteral("document.activeElement.hasAttribute('data-editing')")).toBool());
        run(QStringLiteral("document.execCommand('insertText', false, ' & all')"));
        const std::string written = "<style>* { font-size: 14px }</style><h1>Hello {{ name }} &amp; all</h1>" + before.substr(before.find("\r\n"));
        QTRY_COMPARE(canvas.desk()->html(), written);
        run(QStringLiteral("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, cancelable: true}))"));
        QTRY_COMPARE(canvas.desk()->html(), before);
        QTRY_VERIFY(!canvas.isWriting());
        // A click on the words of the link.
        QTRY_VERIFY(canvas.isSettled());
        run(QStringLiteral("document.querySelector('a as-words').dispatchEvent(new MouseEvent('mousedown', {bubbles: true, cancelable: true, button: 0}))"));
        QTRY_VERIFY(canvas.isWriting());
        QTRY_VERIFY(run(QStringLiteral("document.activeElement.hasAttribute('data-editing')")).toBool());
        run(QStringLiteral("document.execCommand('insertText', false, '!')"));
        QTRY_VERIFY(canvas.desk()->html().find("two!</A>") != std::string::npos || canvas.desk()->html().find("!two</A>") != std::string::npos);
        QVERIFY(run(QStringLiteral("document.title")).toString() != QLatin1String("ran"));
    }
};
AUDIENCE_TEST(HtmlCanvasBrowserTest)

#include "html_canvas_browser_test.moc"
