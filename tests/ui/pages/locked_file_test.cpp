// While another program holds the workspace file a save waits: the window says so on every page, and no longer when it
// is free again.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "app/gui/workbench.h"
#include "demo_session.h"
#include "service/workspace_service.h"
#include "store/connection.h"
#include "ui/shell/main_window.h"
#endif
#include "support/test_main.h"

#include <QFrame>
#include <QSettings>
#include <QTest>
#include <QThreadPool>

#include <atomic>

using namespace audience;
using namespace audience::test;

class LockedFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSaveThatWaitsIsSaid() {
        DemoSession place;
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, place.file(QStringLiteral("config")));
        const auto session = place.make();
        QVERIFY(session);
        gui::Workbench workbench(session);
        ui::MainWindow &window = *workbench.window();
        window.show();
        QTRY_VERIFY(window.currentPage() && window.currentPage()->isSettled());
        auto *bar = window.findChild<QFrame *>(QStringLiteral("waiting"));
        QVERIFY(bar && !bar->isVisible());

        auto other = session->workspace().connect(workspace::Durability::Normal);
        QVERIFY(other && other->execute("BEGIN IMMEDIATE"));
        std::atomic<bool> isSaved{false};
        QThreadPool::globalInstance()->start([&] { isSaved = service::WorkspaceService(*session).setSetting("name", "\"Later\"").has_value(); });
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(!bar->accessibleName().isEmpty());
        QVERIFY(!isSaved);
        QVERIFY(other->execute("ROLLBACK"));
        QTRY_VERIFY(isSaved);
        QTRY_VERIFY(!bar->isVisible());
        QCOMPARE(session->displayName(), std::string("Later"));
    }
};

AUDIENCE_TEST(LockedFileTest)
#include "locked_file_test.moc"
