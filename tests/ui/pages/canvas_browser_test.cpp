// The canvas in a browser: words are written in place, and the browser may die. Needs a display (see with_browser.sh).
#ifndef Q_MOC_RUN
#include "service/canvas_html.h"
#include "ui/kit/theme.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/studio/block_canvas.h"
#include "ui/templates/studio/canvas_edits.h"
#include "ui/templates/studio/canvas_view.h"
#endif
#include "demo_session.h"
#include "studio_desk.h"
#include "support/test_main.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineScript>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::Desk;

class CanvasBrowserTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

private Q_SLOTS:
    void initTestCase() {
        if (!EmailPreview::canUseWebEngine())
            QSKIP("the browser cannot run here");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make(false);
        QVERIFY(m_session);
    }

    void writingInTheBrowser() {
        Desk desk;
        BlockCanvas canvas(&desk.desk, m_session);
        canvas.resize(760, 700);
        canvas.show();
        CanvasView *view = canvas.view();
        QVERIFY(view);
        QTRY_VERIFY_WITH_TIMEOUT(!view->places().rectOf("t").isNull(), 20'000);
        QVERIFY(view->places().rectOf("c2").height() > 40); // empty, with room to drop into
        canvas.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&canvas));
        canvas.write("t");
        QVERIFY(canvas.isWriting());
        const auto run = [&](const QString &script) {
            QVariant answer;
            bool isDone = false;
            view->page()->runJavaScript(script, QWebEngineScript::ApplicationWorld, [&](const QVariant &value) {
                answer = value;
                isDone = true;
            });
            (void)QTest::qWaitFor([&] { return isDone; });
            return answer;
        };
        QTRY_VERIFY(run(QStringLiteral("document.activeElement.hasAttribute('data-editing')")).toBool());
        run(QStringLiteral("document.execCommand('insertText', false, ', four')"));
        QTRY_VERIFY(dumpJson(*desk.desk.document().part("t")).find("three, four") != std::string::npos);
        QVERIFY(dumpJson(*desk.desk.document().part("t")).find("{{ city }}") != std::string::npos);
        view->insert(QString::fromStdString(service::canvasChip("{{ last_name }}")));
        QTRY_VERIFY(dumpJson(*desk.desk.document().part("t")).find(R"({"liquid":"{{ last_name }}"})") != std::string::npos);
        // Elsewhere the email changes meanwhile: what is written in stays in hand.
        desk.desk.apply(QStringLiteral("Change"), model::setPartProperty(desk.desk.document(), "h", "content", Json::array({Json{{"text", "Changed"}}})));
        QTRY_COMPARE(run(QStringLiteral("document.querySelector('[data-part=h]').textContent.trim()")).toString(), QStringLiteral("Changed"));
        QVERIFY(canvas.isWriting());
        view->stopWriting();
        QVERIFY(!canvas.isWriting());
        QTRY_VERIFY(run(QStringLiteral("document.querySelector('[data-part=t]').textContent")).toString().contains(QStringLiteral("last name")));
        QCOMPARE(run(QStringLiteral("document.querySelectorAll('[contenteditable=true]').length")).toInt(), 0);
    }

    void theBrowserMayDie() {
        Desk desk;
        BlockCanvas canvas(&desk.desk, m_session);
        canvas.resize(760, 700);
        canvas.show();
        QTRY_VERIFY_WITH_TIMEOUT(!canvas.view()->places().rectOf("t").isNull(), 20'000);
        QSignalSpy said(&canvas, &BlockCanvas::said);
        canvas.view()->page()->setUrl(QUrl(QStringLiteral("chrome://crash")));
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, 20'000);
        QTRY_VERIFY(canvas.isSettled());
        canvas::remove(&desk.desk); // nothing is selected: nothing goes
        desk.desk.select("b");
        canvas::remove(&desk.desk);
        QTRY_VERIFY(canvas.view()->places().rectOf("b").isNull());
        QVERIFY(!canvas.view()->places().rectOf("t").isNull());
    }
};
AUDIENCE_TEST(CanvasBrowserTest)

#include "canvas_browser_test.moc"
