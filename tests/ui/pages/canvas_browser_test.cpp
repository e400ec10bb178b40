// The canvas in a browser: words of every kind are written in place with keys, an input method and the clipboard, and the
// browser may die. Needs a display (see with_browser.sh).
#ifndef Q_MOC_RUN
#include "service/canvas_html.h"
#include "ui/kit/theme.h"
#endif
#include "canvas_stage.h"
#include "studio_desk.h"

#include <QInputMethodEvent>
#include <QSettings>
#include <QSignalSpy>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::Desk;
using audience::test::documentOf;
using audience::test::kKinds;
using audience::test::Stage;

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
        QTRY_VERIFY(dumpJson(*desk.desk.document().part("t")).find("{\"liquid\":\"{{ last_name }}\"}") != std::string::npos);
        // Elsewhere the email changes meanwhile: what is written in stays in hand.
        desk.desk.apply(QStringLiteral("Change"), model::setPartProperty(desk.desk.document(), "h", "content", Json::array({Json{{"text", "Changed"}}})));
        QTRY_COMPARE(run(QStringLiteral("document.querySelector('[data-part=h]').textContent.trim()")).toString(), QStringLiteral("Changed"));
        QVERIFY(canvas.isWriting());
        view->stopWriting();
        QVERIFY(!canvas.isWriting());
        QTRY_VERIFY(run(QStringLiteral("document.querySelector('[data-part=t]').textContent")).toString().contains(QStringLiteral("last name")));
        QCOMPARE(run(QStringLiteral("document.querySelectorAll('[contenteditable=true]').length")).toInt(), 0);
    }

    void everyKindIsWrittenInPlace_data() {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *part, const char *place, const char *value) { QTest::addRow("%s%s", part, place) << part << place << value; };
        row("h", "/content", "[{\"text\":\"Hello \"},{\"liquid\":\"{{ first_name }}\"},{\"text\":\" ok\"}]");
        row("t", "/content", "[{\"spans\":[{\"text\":\"Words ok\"}]}]");
        row("b", "/text", "\"Go ok\"");
        row("l", "/items", "[[{\"text\":\"One\"}],[{\"text\":\"two ok\",\"bold\":true}]]");
        row("n", "/items", "[[{\"text\":\"First ok\"}]]");
        row("q", "/content", "[{\"spans\":[{\"text\":\"So good ok\"}]}]");
        row("q", "/role", "\"Buyer ok\"");
        row("p", "/items/0/title", "\"Tea ok\"");
        row("p", "/items/0/button", "\"Buy ok\"");
        row("p", "/items/1/title", "\"Cup ok\"");
        row("f", "/content", "[{\"spans\":[{\"text\":\"Why ok\"}]}]");
        row("f", "/address", "\"1 Quay ok\"");
        row("f", "/unsubscribe", "\"Leave ok\"");
    }

    void everyKindIsWrittenInPlace() {
        QFETCH(QString, part);
        QFETCH(QString, place);
        QFETCH(QString, value);
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        const QByteArray id = part.toUtf8(), where = place.toUtf8();
        const auto others = [&] {
            Json json = *stage.owner.desk.document().part(id.toStdString());
            json[Json::json_pointer(where.toStdString())] = nullptr;
            return dumpJson(json);
        };
        const std::string before = others();
        QVERIFY(stage.write(id.constData(), where.constData()));
        QTest::keyClicks(stage.keyboard(), QStringLiteral(" ok"));
        QVERIFY(stage.comesTo(id.constData(), where.constData(), value.toUtf8().constData()));
        QCOMPARE(others(), before);
        QTest::keyClick(stage.keyboard(), Qt::Key_Escape);
        QTRY_VERIFY(!stage.canvas.isWriting());
        QTRY_VERIFY(stage.canvas.hasFocus());
        QTRY_VERIFY(stage.run(QStringLiteral("document.querySelector('[data-part=%1] [data-words=\"%2\"],[data-part=%1][data-words=\"%2\"]').textContent").arg(part, place)).toString().endsWith(QLatin1String("ok")));
        QCOMPARE(stage.owner.undo.count(), 1);
        stage.owner.undo.undo();
        QCOMPARE(stage.owner.desk.document(), documentOf(kKinds));
    }

    void keysOfWriting() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        // Bold by key, a paragraph by Enter, and one step of undo for what was written in one go.
        QVERIFY(stage.write("t"));
        QTest::keyClicks(stage.keyboard(), QStringLiteral(" and "));
        QTest::keyClick(stage.keyboard(), Qt::Key_B, Qt::ControlModifier);
        QTest::keyClicks(stage.keyboard(), QStringLiteral("bold"));
        QTest::keyClick(stage.keyboard(), Qt::Key_B, Qt::ControlModifier);
        QTest::keyClick(stage.keyboard(), Qt::Key_Return);
        QTest::keyClicks(stage.keyboard(), QStringLiteral("more"));
        constexpr const char *kWritten = "[{\"spans\":[{\"text\":\"Words and \"},{\"text\":\"bold\",\"bold\":true}]},{\"spans\":[{\"text\":\"more\"}]}]";
        QVERIFY(stage.comesTo("t", "/content", kWritten));
        QTest::keyClick(stage.keyboard(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(stage.comesTo("t", "/content", "[{\"spans\":[{\"text\":\"Words\"}]}]"));
        QVERIFY(stage.canvas.isWriting());
        QTRY_COMPARE(stage.run(QStringLiteral("document.activeElement.textContent")).toString(), QStringLiteral("Words"));
        QTest::keyClick(stage.keyboard(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(stage.comesTo("t", "/content", kWritten));
        // Enter is the end of what has one line only.
        QVERIFY(stage.write("b"));
        QTest::keyClick(stage.keyboard(), Qt::Key_Return);
        QTRY_VERIFY(!stage.canvas.isWriting());
        QCOMPARE(stage.value("b", "/text"), std::string("\"Go\""));
        // In a list it is the next entry; an empty one at the end leaves the list and is none.
        QVERIFY(stage.write("l"));
        QTest::keyClick(stage.keyboard(), Qt::Key_Return);
        QTest::keyClicks(stage.keyboard(), QStringLiteral("three"));
        QTRY_VERIFY(stage.value("l", "/items").find("three") != std::string::npos);
        QTest::keyClick(stage.keyboard(), Qt::Key_Return);
        QTRY_COMPARE(stage.run(QStringLiteral("document.activeElement.querySelectorAll('li').length")).toInt(), 4);
        QTest::keyClick(stage.keyboard(), Qt::Key_Return);
        QTRY_VERIFY(!stage.canvas.isWriting());
        QCOMPARE(stage.owner.desk.document().part("l")->at("items").size(), std::size_t(3));
        // Tab goes on to the next words of the block, then to the next block.
        QVERIFY(stage.write("q"));
        QTest::keyClick(stage.keyboard(), Qt::Key_Tab);
        QTRY_COMPARE(stage.canvas.view()->writtenPlace(), std::string("/author"));
        QTRY_VERIFY(stage.run(QStringLiteral("document.activeElement.textContent == 'Ann'")).toBool());
        QTest::keyClick(stage.keyboard(), Qt::Key_Tab);
        QTRY_COMPARE(stage.canvas.view()->writtenPlace(), std::string("/role"));
        QTRY_VERIFY(stage.run(QStringLiteral("document.activeElement.textContent == 'Buyer'")).toBool());
        QTest::keyClick(stage.keyboard(), Qt::Key_Tab);
        QTRY_VERIFY(!stage.canvas.isWriting());
        QCOMPARE(stage.owner.desk.selected(), std::string("p"));
    }

    void whatIsPastedIsReduced() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        constexpr const char *kForeign =
            "<html><head><style>p{color:red}</style></head><body><p style=\"color:red;font-size:40px\" onclick=\"x()\">Red <b>bold</b> <span style=\"font-style:italic\">thin</span></p>"
            "<script>alert(1)</script><img src=\"https://evil.example/x.png\"><table><tr><td>a</td><td>b</td></tr></table><p><a href=\"https://a.example/\">in</a> <a href=\"javascript:x()\">out</a></p></body></html>";
        QVERIFY(stage.write("t"));
        QTest::keyClick(stage.keyboard(), Qt::Key_A, Qt::ControlModifier);
        stage.paste(kForeign, "plain");
        QVERIFY(stage.comesTo("t", "/content", "[{\"spans\":[{\"text\":\"Red \"},{\"text\":\"bold\",\"bold\":true},{\"text\":\" \"},{\"text\":\"thin\",\"italic\":true}]},{\"spans\":[{\"text\":\"a b\"}]},{\"spans\":[{\"text\":\"in\",\"link\":\"https://a.example/\"},{\"text\":\" out\"}]}]"));
        QCOMPARE(stage.run(QStringLiteral("document.querySelectorAll('img[src^=http],script').length")).toInt(), 0);
        // Where one line stands, the lines are joined; where no marks can be, the words alone come.
        QVERIFY(stage.write("h"));
        QTest::keyClick(stage.keyboard(), Qt::Key_A, Qt::ControlModifier);
        stage.paste("<p>One <b>two</b></p><p>three</p>", "x");
        QVERIFY(stage.comesTo("h", "/content", "[{\"text\":\"One \"},{\"text\":\"two\",\"bold\":true},{\"text\":\" three\"}]"));
        QVERIFY(stage.write("q", "/author"));
        QTest::keyClick(stage.keyboard(), Qt::Key_A, Qt::ControlModifier);
        stage.paste("<b>Bo</b>", "Bo\nCo");
        QVERIFY(stage.comesTo("q", "/author", "\"Bo Co\""));
        // In a list each line is an entry.
        QVERIFY(stage.write("n"));
        QTest::keyClick(stage.keyboard(), Qt::Key_A, Qt::ControlModifier);
        stage.paste("<ul><li>a</li><li><i>b</i></li></ul>", "x");
        QVERIFY(stage.comesTo("n", "/items", "[[{\"text\":\"a\"}],[{\"text\":\"b\",\"italic\":true}]]"));
    }

    void otherScriptsAndInputMethods() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        QVERIFY(stage.write("t"));
        QTest::keyClicks(stage.keyboard(), QStringLiteral(" "));
        QTRY_VERIFY(stage.value("t", "/content").find("Words ") != std::string::npos || stage.value("t", "/content").find("Words\xc2\xa0") != std::string::npos);
        const std::string before = stage.value("t", "/content");
        const auto compose = [&](const QString &preedit, const QString &commit) {
            QInputMethodEvent composed(preedit, preedit.isEmpty() ? QList<QInputMethodEvent::Attribute>() : QList<QInputMethodEvent::Attribute>{{QInputMethodEvent::Cursor, int(preedit.size()), 1, {}}});
            if (!commit.isEmpty())
                composed.setCommitString(commit);
            QApplication::sendEvent(stage.keyboard(), &composed);
        };
        compose(QString::fromUtf8("\xe3\x81\xab\xe3\x81\xbb"), {});
        QTRY_VERIFY(stage.run(QStringLiteral("document.activeElement.textContent")).toString().contains(QString::fromUtf8("\xe3\x81\xab\xe3\x81\xbb")));
        QTest::qWait(300);
        QCOMPARE(stage.value("t", "/content"), before); // composed, not yet written
        compose({}, QString::fromUtf8("\xe6\x97\xa5\xe6\x9c\xac"));
        QTRY_VERIFY(stage.value("t", "/content").find("\xe6\x97\xa5\xe6\x9c\xac") != std::string::npos);
        QVERIFY(stage.value("t", "/content").find("\xe3\x81\xab") == std::string::npos);
        compose({}, QString::fromUtf8(" \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"));
        QTRY_VERIFY(stage.value("t", "/content").find("\xe6\x97\xa5\xe6\x9c\xac \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7") != std::string::npos);
        QCOMPARE(stage.owner.desk.document().part("t")->at("content").size(), std::size_t(1));
    }

    // Sixty keys in one go: the page is still at the first ones when the program goes on.
    void noWordIsLost_data() {
        QTest::addColumn<QString>("then");
        for (const char *then : {"ask", "escape", "leave", "another", "forget"})
            QTest::addRow("%s", then) << QString::fromLatin1(then);
    }

    void noWordIsLost() {
        QFETCH(QString, then);
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        QVERIFY(stage.write("t"));
        const QString typed = QStringLiteral(" now at a quiet human pace we write a line of sixty letters");
        const std::string wanted = "[{\"spans\":[{\"text\":\"Words" + typed.toStdString() + "\"}]}]";
        QTest::keyClicks(stage.keyboard(), typed);
        QVERIFY(stage.value("t", "/content") != wanted); // else nothing was on its way
        if (then == QLatin1String("ask")) {
            std::string asked;
            stage.canvas.settle([&] { asked = stage.value("t", "/content"); });
            QTRY_VERIFY(!asked.empty());
            QCOMPARE(asked, wanted);
            QVERIFY(stage.canvas.isWriting());
            QTest::keyClicks(stage.keyboard(), typed); // and where it ended just before, e.g. with a click on a button
            stage.canvas.view()->stopWriting();
            bool isDone = false;
            stage.canvas.settle([&] { isDone = true; });
            QVERIFY(!isDone);
            QTRY_VERIFY(isDone);
            QVERIFY(stage.value("t", "/content").find(typed.toStdString() + typed.toStdString()) != std::string::npos);
            isDone = false;
            stage.canvas.settle([&] { isDone = true; });
            QVERIFY(isDone);
            return;
        } else if (then == QLatin1String("escape")) {
            QTest::keyClick(stage.keyboard(), Qt::Key_Escape);
            QTRY_VERIFY(!stage.canvas.isWriting());
        } else if (then == QLatin1String("leave")) {
            stage.owner.desk.select("b");
        } else if (then == QLatin1String("another")) {
            stage.canvas.write("b");
        } else {
            stage.canvas.forget(); // another email comes
            stage.canvas.view()->stopWriting();
            QTest::qWait(300);
            QVERIFY(stage.value("t", "/content") != wanted);
            return;
        }
        QVERIFY(stage.comesTo("t", "/content", wanted.c_str()));
        QCOMPARE(stage.value("b", "/text"), std::string("\"Go\""));
        QCOMPARE(stage.owner.undo.count(), 1);
    }

    void theToolsOfWritingLeaveItOpen() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        QVERIFY(stage.write("t"));
        QTest::keyClick(stage.keyboard(), Qt::Key_A, Qt::ControlModifier);
        QTest::mouseClick(test::part<QToolButton>(stage.canvas, "canvasLink"), Qt::LeftButton);
        auto *address = test::part<QLineEdit>(stage.canvas, "canvasAddress");
        QTRY_VERIFY(address->hasFocus());
        QTest::qWait(100);
        QVERIFY(stage.canvas.isWriting());
        QVERIFY(address->text().isEmpty());
        QTest::keyClicks(address, QStringLiteral("https://a.example/"));
        QTest::keyClick(address, Qt::Key_Return);
        QVERIFY(stage.comesTo("t", "/content", "[{\"spans\":[{\"text\":\"Words\",\"link\":\"https://a.example/\"}]}]"));
        QVERIFY(stage.canvas.isWriting());
        QVERIFY(!address->isVisible());
        QTRY_VERIFY(stage.keyboard() && stage.keyboard() != address);
        // Opened again it says where the link leads; Escape leaves it as it is, an empty address takes it away.
        QTRY_VERIFY(stage.run(QStringLiteral("document.hasFocus()")).toBool());
        QTest::qWait(100);
        QTest::mouseClick(test::part<QToolButton>(stage.canvas, "canvasLink"), Qt::LeftButton);
        QTRY_VERIFY(address->hasFocus());
        QCOMPARE(address->text(), QStringLiteral("https://a.example/"));
        QTest::keyClick(address, Qt::Key_Escape);
        QVERIFY(!address->isVisible());
        QVERIFY(stage.canvas.isWriting());
        QTRY_VERIFY(stage.run(QStringLiteral("document.hasFocus() && document.activeElement.hasAttribute('data-editing')")).toBool());
        QTest::mouseClick(test::part<QToolButton>(stage.canvas, "canvasLink"), Qt::LeftButton);
        QTRY_VERIFY(address->hasFocus());
        QTest::keyClick(address, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(address, Qt::Key_Delete);
        QTest::keyClick(address, Qt::Key_Return);
        QVERIFY(stage.comesTo("t", "/content", "[{\"spans\":[{\"text\":\"Words\"}]}]"));
    }

    // Half a word, a field and the words behind it; then the letters that follow are none of the link.
    void aLinkGoesAroundWhatIsSelected() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        const auto link = [&](const char *to) {
            QTest::qWait(100); // the page says what is selected on a way of its own
            QTest::mouseClick(test::part<QToolButton>(stage.canvas, "canvasLink"), Qt::LeftButton);
            auto *address = test::part<QLineEdit>(stage.canvas, "canvasAddress");
            address->setText(QString::fromLatin1(to));
            QTest::keyClick(address, Qt::Key_Return);
            return QTest::qWaitFor([&] { return stage.run(QStringLiteral("document.hasFocus() && document.activeElement.hasAttribute('data-editing')")).toBool(); });
        };
        QVERIFY(stage.write("h"));
        QTest::keyClick(stage.keyboard(), Qt::Key_Home);
        QTest::keyClick(stage.keyboard(), Qt::Key_Right);
        QTest::keyClick(stage.keyboard(), Qt::Key_Right);
        QTest::keyClick(stage.keyboard(), Qt::Key_End, Qt::ShiftModifier);
        QVERIFY(link("https://a.example/"));
        QVERIFY(stage.comesTo("h", "/content", "[{\"text\":\"He\"},{\"text\":\"llo \",\"link\":\"https://a.example/\"},{\"liquid\":\"{{ first_name }}\",\"link\":\"https://a.example/\"}]"));
        // In a list, over two entries.
        QVERIFY(stage.write("l"));
        QTest::keyClick(stage.keyboard(), Qt::Key_A, Qt::ControlModifier);
        QVERIFY(link("https://b.example/"));
        QVERIFY(stage.comesTo("l", "/items", "[[{\"text\":\"One\",\"link\":\"https://b.example/\"}],[{\"text\":\"two\",\"bold\":true,\"link\":\"https://b.example/\"}]]"));
        // Where nothing is selected, the address is what is read.
        QVERIFY(stage.write("n"));
        QTest::keyClicks(stage.keyboard(), QStringLiteral(": "));
        QVERIFY(link("https://c.example/"));
        QTRY_VERIFY(stage.value("n", "/items").find("{\"text\":\"https://c.example/\",\"link\":\"https://c.example/\"}") != std::string::npos);
    }

    // One press elsewhere ends the writing and selects what was pressed; on a field the caret stands beside it.
    void oneClickGoesOnElsewhere() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        const auto click = [&](const std::string &part, double across = 0.5) {
            const QRectF shown = stage.canvas.overlay()->shownRect(part);
            const QPoint at = QPointF(shown.left() + shown.width() * across, shown.center().y()).toPoint();
            QTest::mouseClick(stage.canvas.window()->windowHandle(), Qt::LeftButton, Qt::NoModifier, stage.canvas.overlay()->mapTo(stage.canvas.window(), at));
        };
        QVERIFY(stage.write("t"));
        QTest::keyClicks(stage.keyboard(), QStringLiteral(" ok"));
        QTest::qWait(QApplication::doubleClickInterval() + 100);
        click("q");
        QTRY_VERIFY(!stage.canvas.isWriting());
        QTRY_COMPARE(stage.owner.desk.selected(), std::string("q"));
        QTRY_VERIFY(stage.canvas.hasFocus());
        QVERIFY(stage.comesTo("t", "/content", "[{\"spans\":[{\"text\":\"Words ok\"}]}]"));
        QTest::qWait(QApplication::doubleClickInterval() + 100);
        click("h"); // selects, the next one writes where it is
        QTRY_COMPARE(stage.owner.desk.selected(), std::string("h"));
        QTest::qWait(QApplication::doubleClickInterval() + 100);
        const QVariantList field = stage.run(QStringLiteral("(() => { const r = document.querySelector('[data-part=h] .as-chip').getBoundingClientRect(); return [r.right - 3, r.top + r.height / 2]; })()")).toList();
        QCOMPARE(field.size(), 2);
        QTest::mouseClick(stage.canvas.window()->windowHandle(), Qt::LeftButton, Qt::NoModifier,
                          stage.canvas.overlay()->mapTo(stage.canvas.window(), QPointF(field[0].toDouble(), field[1].toDouble()).toPoint()));
        QTRY_VERIFY(stage.canvas.isWriting());
        QTRY_VERIFY(stage.run(QStringLiteral("document.hasFocus() && document.activeElement.hasAttribute('data-editing')")).toBool());
        QVERIFY(!stage.run(QStringLiteral("(() => { const n = getSelection().anchorNode; return !!(n.nodeType === 1 ? n : n.parentNode).closest('.as-chip'); })()")).toBool());
        QTest::keyClicks(stage.keyboard(), QStringLiteral("!"));
        QVERIFY(stage.comesTo("h", "/content", "[{\"text\":\"Hello \"},{\"liquid\":\"{{ first_name }}\"},{\"text\":\"!\"}]"));
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
        QTRY_VERIFY(!canvas.view()->places().rectOf("b").isNull()); // it lies there again
        canvas::remove(&desk.desk); // nothing is selected: nothing goes
        desk.desk.select("b");
        canvas::remove(&desk.desk);
        QTRY_VERIFY(canvas.view()->places().rectOf("b").isNull());
        QVERIFY(!canvas.view()->places().rectOf("t").isNull());
    }
};
AUDIENCE_TEST(CanvasBrowserTest)

#include "canvas_browser_test.moc"
