// How windows begin and end: nothing opens twice, the welcome comes when a workspace is closed and not before,
// the program starts again where it was and ends in bounded time, and a window comes back to what was open in it.
#ifndef Q_MOC_RUN
#include "app/gui/program.h"
#include "app/gui/welcome_window.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "ui/kit/jobs.h"
#include "ui/kit/kept.h"
#include "ui/kit/theme.h"
#include "ui/settings/appearance_section.h"
#include "ui/shell/main_window.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QThread>

#include <atomic>

using namespace audience;
using namespace audience::ui;
using audience::test::part;

namespace {

template <class T> T *topLevel() {
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *found = qobject_cast<T *>(widget); found && found->isVisible())
            return found;
    return nullptr;
}

bool isShown(const char *name) {
    for (const QWidget *widget : QApplication::topLevelWidgets())
        if (widget->objectName() == QLatin1String(name) && widget->isVisible())
            return true;
    return false;
}

// A job that hears nothing until it is let go.
struct Deaf {
    std::shared_ptr<std::atomic<bool>> isHeld = std::make_shared<std::atomic<bool>>(true);
    void start(Jobs &jobs, QObject *owner) const {
        jobs.start(QStringLiteral("Deaf work"), owner, [held = isHeld](Progress *, const CancelToken &) {
            while (*held)
                QThread::msleep(2);
            return true;
        }, [](bool) {});
    }
    ~Deaf() { *isHeld = false; }
};

} // namespace

class EndingTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    QString file(const char *name) const { return m_dir.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase() {
        qputenv("AUDIENCE_STATE_DIR", m_dir.filePath(QStringLiteral("state")).toUtf8());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, file("config"));
        Theme::instance().apply(Scheme::Light);
        QApplication::setQuitOnLastWindowClosed(false);
    }
    void init() {
        ui::Kept::wait();
        QSettings().clear();
    }

    // The doors are away from the first click until the window is there, and a second click is none.
    void aSecondClickOpensNothing() {
        gui::Program program({});
        program.welcome();
        auto *welcome = topLevel<gui::WelcomeWindow>();
        QVERIFY(welcome);
        auto *door = part<QPushButton>(*welcome, "openDemo");
        bool wasSeen = false, wasEverOpen = false;
        QTimer watch;
        connect(&watch, &QTimer::timeout, this, [&] {
            if (auto *now = topLevel<gui::WelcomeWindow>()) {
                wasEverOpen = wasEverOpen || door->isVisible();
                if (const QString words = part<QLabel>(*now, "welcomeStep")->text(); words.startsWith(QStringLiteral("Opening")))
                    wasSeen = true;
            }
        });
        program.create(file("twice.audience"));
        QVERIFY(!door->isVisible());
        watch.start(0);
        program.create(file("twice.audience"));
        program.open(file("twice.audience"));
        QTRY_COMPARE_WITH_TIMEOUT(program.workbenches().size(), std::size_t(1), 20'000);
        program.open(file("twice.audience")); // while its pages are being built
        QTRY_VERIFY_WITH_TIMEOUT(program.workbenches().front()->window()->isVisible(), 20'000);
        watch.stop();
        QTest::qWait(100);
        QCOMPARE(program.workbenches().size(), std::size_t(1));
        QVERIFY(wasSeen);
        QVERIFY(!wasEverOpen);
        QVERIFY(!topLevel<gui::WelcomeWindow>());
    }

    void whatFailsGivesTheDoorsBack() {
        gui::Program program({});
        program.welcome();
        auto *welcome = topLevel<gui::WelcomeWindow>();
        program.open(file("nowhere.audience"));
        auto *door = part<QPushButton>(*welcome, "openDemo");
        QVERIFY(!door->isVisible());
        QTRY_VERIFY(door->isVisible());
        program.create(file("now.audience")); // and the next one opens
        QTRY_COMPARE_WITH_TIMEOUT(program.workbenches().size(), std::size_t(1), 20'000);
        QTRY_VERIFY(program.workbenches().front()->window()->isVisible());
    }

    void theWelcomeWaitsForTheWindowToClose() {
        gui::Program program({});
        program.create(file("busy.audience"));
        QTRY_COMPARE_WITH_TIMEOUT(program.workbenches().size(), std::size_t(1), 20'000);
        gui::Workbench &busy = *program.workbenches().front();
        QTRY_VERIFY(busy.window()->isVisible());
        Deaf deaf;
        deaf.start(*busy.jobs(), &program);
        Q_EMIT busy.welcomeWanted();
        QVERIFY(busy.window()->isVisible());
        QVERIFY(!topLevel<gui::WelcomeWindow>());
        part<QPushButton>(*busy.window(), "closingOther")->click(); // keep it open
        *deaf.isHeld = false;
        QTRY_VERIFY(busy.jobs()->running().isEmpty());
        QVERIFY(!topLevel<gui::WelcomeWindow>());
        Q_EMIT busy.welcomeWanted(); // nothing in the way now
        QVERIFY(topLevel<gui::WelcomeWindow>());
        QTRY_VERIFY(program.workbenches().empty());
    }

    void aRestartKeepsTheWorkspaces() {
        gui::Program program({});
        program.create(file("again.audience"));
        QTRY_COMPARE_WITH_TIMEOUT(program.workbenches().size(), std::size_t(1), 20'000);
        gui::Workbench &bench = *program.workbenches().front();
        QTRY_VERIFY(bench.window()->isVisible());
        bench.window()->showPage(QStringLiteral("settings"), QStringLiteral("appearance"));
        auto *now = part<QPushButton>(*bench.window(), "restartNow");
        {
            Deaf deaf;
            deaf.start(*bench.jobs(), &program);
            now->click(); // a send is not cut off for larger letters
            QVERIFY(bench.window()->isVisible());
            QVERIFY(part<QLabel>(*bench.window(), "toastText")->text().contains(QStringLiteral("still going on")));
        }
        QTRY_VERIFY(bench.jobs()->running().isEmpty());
        QVERIFY(program.toReopen().isEmpty());
        const QString uuid = toQString(bench.session().workspace().uuid());
        now->click();
        QVERIFY(program.workbenches().empty());
        QCOMPARE(program.toReopen(), QStringList{file("again.audience")});
        ui::Kept::wait();
        QCOMPARE(QSettings().value(QStringLiteral("windows/%1/page").arg(uuid)).toString(), QStringLiteral("settings"));
        QVERIFY(program.finish(std::chrono::seconds(10)));
    }

    void theEndIsBounded() {
        gui::Program program({});
        program.create(file("end.audience"));
        QTRY_COMPARE_WITH_TIMEOUT(program.workbenches().size(), std::size_t(1), 20'000);
        gui::Workbench &bench = *program.workbenches().front();
        QTRY_VERIFY(bench.window()->isVisible());
        QVERIFY(program.finish(std::chrono::seconds(10))); // nothing to wait for
        Deaf deaf;
        deaf.start(*bench.jobs(), &program);
        bench.window()->closeWithoutAsking();
        bool wasSaid = false;
        QTimer watch;
        connect(&watch, &QTimer::timeout, this, [&] { wasSaid = wasSaid || isShown("finishing"); });
        watch.start(20);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!program.finish(std::chrono::milliseconds(900)));
        QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(wasSaid);
        QVERIFY(!isShown("finishing"));
        *deaf.isHeld = false;
        QVERIFY(program.finish(std::chrono::seconds(10)));
    }

    // The page and what was open on it; of pages that are shown later, too.
    void aWindowComesBackToWhatWasOpen() {
        test::DemoSession demo;
        const auto session = demo.make();
        QVERIFY(session);
        service::CampaignView wanted;
        wanted.campaign.name = "Only this one";
        const auto campaign = service::CampaignService(*session).save(wanted);
        QVERIFY(campaign);
        const QString id = QString::number(campaign->id.value);
        {
            gui::Workbench bench(session);
            bench.window()->rememberAs(QStringLiteral("back"));
            bench.window()->show();
            const auto open = [&](const char *page, const QString &target) {
                bench.window()->showPage(QLatin1String(page), target);
                QVERIFY(test::settle(*bench.window()->currentPage()));
            };
            open("data", QStringLiteral("events"));
            QCOMPARE(bench.window()->currentPage()->place(), QStringLiteral("table:events"));
            open("campaigns", id);
            QCOMPARE(bench.window()->currentPage()->place(), id);
            QCOMPARE(bench.window()->currentPage()->heading(), QStringLiteral("Only this one"));
            bench.window()->closeWithoutAsking();
        }
        gui::Workbench again(session);
        again.window()->rememberAs(QStringLiteral("back"));
        again.window()->show();
        QCOMPARE(again.window()->currentPage()->key(), QStringLiteral("campaigns"));
        QTRY_COMPARE(again.window()->currentPage()->heading(), QStringLiteral("Only this one"));
        again.window()->showPage(QStringLiteral("data"));
        QTRY_COMPARE(again.window()->currentPage()->heading(), QStringLiteral("events"));
        // Out of it by hand, it stays out.
        again.window()->showPage(QStringLiteral("campaigns"));
        QVERIFY(test::settle(*again.window()->currentPage()));
        again.window()->currentPage()->up();
        QVERIFY(again.window()->currentPage()->place().isEmpty());
        ui::Kept::wait();
        QVERIFY(QSettings().value(QStringLiteral("windows/back/place_campaigns")).toString().isEmpty());
    }
};
AUDIENCE_TEST(EndingTest)

#include "ending_test.moc"
