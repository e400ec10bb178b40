// The third door: an export that is looked at, asked about, brought over and told of.
#ifndef Q_MOC_RUN
#include "app/gui/welcome_window.h"
#include "ui/data/data_page.h"
#include "ui/import/move_in_view.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/jobs.h"
#include "ui/kit/picker.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

namespace {

QString sample(const char *tool) { return QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/core/movein/exports/") + QLatin1String(tool); }

void show(DataPage &page, const char *tool) {
    page.resize(1100, 760);
    page.setVisible(true);
    QVERIFY(settle(page));
    page.open(QStringLiteral("movein:") + sample(tool));
    QVERIFY(settle(page));
}

} // namespace

class MoveInPageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Scheme::Light); }

    void fromTheExportToTheReport() {
        DemoSession place;
        const auto session = place.make(false);
        QVERIFY(session);
        Jobs jobs;
        DataPage page(session, &jobs);
        show(page, "klaviyo");
        auto *view = page.findChild<MoveInView *>();
        QVERIFY(view && view->isVisible());
        QAbstractItemModelTester tester(part<TableView>(page, "moveInFiles")->model());
        QCOMPARE(part<FigureBox>(page, "movedPeople")->figure(), QStringLiteral("4"));
        QCOMPARE(part<FigureBox>(page, "movedBlocked")->figure(), QStringLiteral("4"));
        QVERIFY(!part<QPushButton>(page, "moveInZone")->isVisible());
        QVERIFY(!part<QCheckBox>(page, "moveInImplied")->isVisible());
        page.open({});
        QVERIFY(view->isVisible()); // nothing is kept yet: what was chosen is not lost
        QSignalSpy moved(view, &MoveInView::moved);
        part<QPushButton>(page, "moveInStart")->click();
        QTRY_VERIFY_WITH_TIMEOUT(view->isOver() && settle(page), 20'000);
        QCOMPARE(moved.size(), 1);
        QVERIFY(part<QPushButton>(page, "moveInSave")->isVisible());
        part<QPushButton>(page, "moveInPeople")->click();
        QTRY_COMPARE(page.heading(), QStringLiteral("people"));
        QVERIFY(!view->isVisible());
    }

    void theZoneIsAskedForFirst() {
        DemoSession place;
        const auto session = place.make(false);
        Jobs jobs;
        DataPage page(session, &jobs);
        show(page, "mailchimp");
        QVERIFY(part<QPushButton>(page, "moveInZone")->isVisible());
        QVERIFY(!part<QPushButton>(page, "moveInStart")->isEnabled());
        QVERIFY(part<QWidget>(page, "moveInNotice")->isVisible()); // it says why
        part<QPushButton>(page, "moveInZone")->click();
        auto *picker = page.window()->findChild<Picker *>();
        QVERIFY(picker);
        auto *words = picker->findChild<QLineEdit *>();
        QVERIFY(words);
        QTest::keyClicks(words, QStringLiteral("Europe/Berlin"));
        QTest::keyClick(words, Qt::Key_Return);
        QTRY_VERIFY(settle(page) && part<QPushButton>(page, "moveInStart")->isEnabled());
        QVERIFY(part<QPushButton>(page, "moveInZone")->text().contains(QStringLiteral("Berlin")));
        QVERIFY(!part<QWidget>(page, "moveInNotice")->isVisible());
    }

    void thoseWithoutAYesAreAskedAbout() {
        DemoSession place;
        const auto session = place.make(false);
        Jobs jobs;
        DataPage page(session, &jobs);
        show(page, "customerio");
        auto *implied = part<QCheckBox>(page, "moveInImplied");
        QVERIFY(implied->isVisible() && !implied->isChecked());
        QCOMPARE(part<FigureBox>(page, "movedAgreed")->figure(), QStringLiteral("0"));
        implied->click();
        QCOMPARE(part<FigureBox>(page, "movedAgreed")->figure(), QStringLiteral("1"));
    }

    void whatIsNoExportIsSaid() {
        DemoSession place;
        const auto session = place.make(false);
        Jobs jobs;
        DataPage page(session, &jobs);
        show(page, "nothing");
        QVERIFY(!part<QPushButton>(page, "moveInStart")->isVisible()); // there is nothing to bring
        QVERIFY(part<QWidget>(page, "moveInNotice")->isVisible());
        part<QPushButton>(page, "moveInClose")->click();
        QVERIFY(!page.findChild<MoveInView *>()->isVisible());
    }

    void theDoorTakesAnExport() {
        gui::WelcomeWindow welcome;
        welcome.show();
        QSignalSpy moved(&welcome, &gui::WelcomeWindow::moveWanted);
        auto *door = part<QPushButton>(welcome, "moveIn");
        QVERIFY(door && door->isVisible());
        door->click();
        QVERIFY(welcome.findChild<Picker *>());
        QCOMPARE(moved.size(), 0);
    }
};
AUDIENCE_TEST(MoveInPageTest)

#include "move_in_test.moc"
