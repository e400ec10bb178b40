// The canvas in a browser: parts, blocks and pictures are dragged with the mouse over an email as it is really laid out, and
// a large one keeps nobody waiting. Needs a display (see with_browser.sh).
#ifndef Q_MOC_RUN
#include "service/asset_service.h"
#include "ui/kit/theme.h"
#include "ui/pictures/picture_codec.h"
#endif
#include "canvas_stage.h"
#include "support/pictures.h"
#include "support/stall_limit.h"

#include <QAbstractEventDispatcher>
#include <QDragLeaveEvent>
#include <QFile>
#include <QSettings>
#include <QTimer>
#include <QUrl>

#include <set>

#ifdef Q_OS_UNIX
#include <ctime>
#endif

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::documentOf;
using audience::test::kKinds;
using audience::test::Stage;

class CanvasDragTest final : public QObject {
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

    void theMouseSelectsAndWrites() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        CanvasOverlay *overlay = stage.canvas.overlay();
        QTest::mouseClick(overlay, Qt::LeftButton, {}, stage.at("q"));
        QCOMPARE(stage.owner.desk.selected(), std::string("q"));
        QVERIFY(!stage.canvas.isWriting());
        QPointF author;
        for (const CanvasLayout::Words &one : stage.canvas.view()->places().words)
            if (one.part == "q" && one.place == "/author")
                author = one.rect.center() - stage.canvas.view()->scroll();
        QTest::mouseClick(overlay, Qt::LeftButton, {}, author.toPoint());
        QVERIFY(stage.canvas.isWriting());
        QCOMPARE(stage.canvas.view()->writtenPlace(), std::string("/author"));
        stage.canvas.view()->stopWriting();
        // Fields say what they do for the person; their names stand in a tip.
        stage.canvas.setPerson("c1");
        QTRY_VERIFY(stage.canvas.isSettled());
        QVERIFY(stage.canvas.view()->places().fields.empty() || !stage.canvas.view()->places().fields.front().first.isEmpty());
    }

    void thingsAreDroppedBetweenParts() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        const QString was = stage.kinds();
        const std::unique_ptr<QMimeData> tile(blockMime(Json{{"block", {{"kind", "divider"}}}}));
        const QPoint between = stage.at("t", 0.02);
        QVERIFY(stage.drag<QDragEnterEvent>(*tile, between));
        QVERIFY(stage.drag<QDragMoveEvent>(*tile, between));
        QCOMPARE(stage.canvas.overlay()->dropPlace().index, 1);
        QDragLeaveEvent leave; // what Escape does
        QApplication::sendEvent(stage.canvas.overlay(), &leave);
        QCOMPARE(stage.kinds(), was);
        QCOMPARE(stage.owner.undo.count(), 0);
        stage.drop(*tile, between);
        QCOMPARE(stage.kinds(), QStringLiteral("heading divider text button list list quote products footer"));
        stage.owner.undo.undo();
        QCOMPARE(stage.kinds(), was);
        QTRY_VERIFY(stage.canvas.isSettled());
        // A part below another one, and a copy of it just there.
        stage.drop(*stage.carried("h"), stage.at("b", 0.95));
        QCOMPARE(stage.kinds(), QStringLiteral("text button heading list list quote products footer"));
        stage.owner.undo.undo();
        QTRY_VERIFY(stage.canvas.isSettled() && stage.rect("h").top() < stage.rect("t").top());
        stage.drop(*stage.carried("h"), stage.at("b", 0.95), Qt::ControlModifier);
        QCOMPARE(stage.kinds(), QStringLiteral("heading text button heading list list quote products footer"));
        QCOMPARE(stage.owner.undo.index(), 1);
        stage.owner.undo.undo();
        QCOMPARE(stage.kinds(), was);
    }

    void aDragWithTheMouse() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        CanvasOverlay *overlay = stage.canvas.overlay();
        const QPoint from = stage.at("h"), to = stage.at("b", 0.95);
        // A drag has a loop of its own: the hand goes on inside of it.
        const auto dragTo = [&](std::function<void()> end) {
            QTest::mousePress(overlay, Qt::LeftButton, {}, from);
            QTimer hand, guard;
            int step = 0;
            QObject::connect(&hand, &QTimer::timeout, [&] {
                if (++step <= 12)
                    return QTest::mouseEvent(QTest::MouseMove, overlay, Qt::LeftButton, {}, from + (to - from) * step / 12);
                hand.stop();
                end();
            });
            guard.setSingleShot(true);
            QObject::connect(&guard, &QTimer::timeout, [&] { QTest::keyClick(overlay, Qt::Key_Escape); });
            hand.start(40);
            guard.start(8000);
            QMouseEvent move(QEvent::MouseMove, QPointF(from + QPoint(0, 30)), overlay->mapToGlobal(QPointF(from + QPoint(0, 30))), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(overlay, &move);
            (void)QTest::qWaitFor([&] { return !hand.isActive(); }, 3000);
            QTest::mouseRelease(overlay, Qt::LeftButton, {}, from);
        };
        const QString was = stage.kinds();
        dragTo([&] { QTest::keyClick(overlay, Qt::Key_Escape); });
        QCOMPARE(stage.kinds(), was);
        QCOMPARE(stage.owner.undo.count(), 0);
        dragTo([&] { QTest::mouseRelease(overlay, Qt::LeftButton, {}, to); });
        QTRY_COMPARE(stage.kinds(), QStringLiteral("text button heading list list quote products footer"));
        QCOMPARE(stage.owner.undo.count(), 1);
    }

    void picturesThatAreDropped() {
        Stage stage(documentOf(kKinds), m_session);
        QVERIFY(stage.isThere("f"));
        QMimeData files;
        QList<QUrl> urls;
        for (unsigned i = 1; i <= 2; ++i) {
            QFile file(m_demo.file(QStringLiteral("photo%1.png").arg(i)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(test::fileOf(test::photo(60, 40, i), "png")));
            file.close();
            urls << QUrl::fromLocalFile(file.fileName());
        }
        files.setUrls(urls);
        stage.drop(files, stage.at("t", 0.02));
        QTRY_VERIFY(stage.canvas.isSettled());
        QTRY_COMPARE(stage.kinds(), QStringLiteral("heading image image text button list list quote products footer"));
        const auto kept = service::AssetService(*m_session).list();
        QVERIFY(kept && kept->size() == 2);
        const Json &blocks = stage.owner.desk.document().sections()[0].at("columns")[0].at("blocks");
        const std::set<std::string> shown{jsonText(blocks[1], "src"), jsonText(blocks[2], "src")};
        QVERIFY((shown == std::set<std::string>{kept->at(0).reference(), kept->at(1).reference()}));
        QCOMPARE(stage.owner.undo.count(), 1); // dropped in one go, taken back in one
        stage.owner.undo.undo();
        QCOMPARE(stage.owner.desk.document(), documentOf(kKinds));
    }

    void theEmailScrollsUnderWhatIsHeldAtItsEdge() {
        Stage stage(documentOf(kKinds), m_session, 300);
        QVERIFY(stage.isThere("f"));
        const std::unique_ptr<QMimeData> tile(blockMime(Json{{"block", {{"kind", "divider"}}}}));
        const QPoint foot(stage.canvas.overlay()->width() / 2, stage.canvas.overlay()->height() - 10);
        QVERIFY(stage.drag<QDragEnterEvent>(*tile, foot));
        const int before = stage.canvas.overlay()->dropPlace().index;
        QTRY_VERIFY(stage.canvas.view()->scroll().y() > 150);
        QTRY_VERIFY(stage.canvas.overlay()->dropPlace().index > before || stage.canvas.overlay()->dropPlace().makesSection); // held still, over other parts
        QDragLeaveEvent leave;
        QApplication::sendEvent(stage.canvas.overlay(), &leave);
        QTest::qWait(100);
        const double still = stage.canvas.view()->scroll().y();
        QTest::qWait(200);
        QCOMPARE(stage.canvas.view()->scroll().y(), still);
    }

    // Between two waits for events the main thread works for less than the window's limit, with an email of 200 blocks and
    // eight photos.
    void aLargeEmailKeepsNobodyWaiting() {
#ifndef Q_OS_UNIX
        QSKIP("the time a thread worked is asked of Unix");
#else
        model::BlockDocument document = documentOf(kKinds);
        for (unsigned i = 0; i < 8; ++i) {
            const auto added = service::AssetService(*m_session).add(test::fileOf(test::photo(1200, 700, 100 + i), "jpeg", 90), {}, &pictureCodec());
            QVERIFY2(added, added ? "" : added.error().id.c_str());
            document = *model::insertBlock(document, "c", 1, Json{{"kind", "image"}, {"src", added->reference()}});
        }
        for (int i = 0; i < 200; ++i)
            document = *model::insertBlock(document, "c", 1, Json{{"kind", "text"}, {"content", {{{"spans", {{{"text", std::string(200, 'w') + " {{ first_name }}"}}}}}}}});
        qint64 worst = 0, since = 0;
        const auto now = [] {
            timespec spent{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
            return qint64(spent.tv_sec) * 1000 + spent.tv_nsec / 1'000'000;
        };
        Stage stage(document, m_session);
        QObject context;
        auto *loop = QAbstractEventDispatcher::instance();
        connect(loop, &QAbstractEventDispatcher::awake, &context, [&] { // before each round of events
            const qint64 then = std::exchange(since, now());
            worst = then > 0 ? std::max(worst, since - then) : worst;
        });
        QVERIFY(stage.isThere("f"));
        const qint64 opening = std::exchange(worst, 0); // with the start of the browser itself
        QVERIFY(stage.write("h"));
        for (int i = 0; i < 10; ++i) {
            since = 0;
            QTest::keyClicks(stage.keyboard(), QStringLiteral(" word"));
            since = 0;
            QTest::qWait(150);
        }
        since = 0;
        QTest::keyClick(stage.keyboard(), Qt::Key_Escape);
        QTRY_VERIFY(!stage.canvas.isWriting());
        QTRY_VERIFY(stage.canvas.isSettled());
        stage.canvas.setLook({false, true, true});
        QTRY_VERIFY(stage.canvas.isSettled());
        qInfo("opening %lld ms, writing and looking %lld ms at most", static_cast<long long>(opening), static_cast<long long>(worst));
        QVERIFY(opening > 0); // else nothing was measured
        QVERIFY2(worst < test::kStallLimit, qPrintable(QString::number(worst)));
#endif
    }
};
AUDIENCE_TEST(CanvasDragTest)

#include "canvas_drag_test.moc"
