// The tab "Overlap": the picture of sets against plain counts, sets drawn onto each other, undo, and what becomes a segment.
#ifndef Q_MOC_RUN
#include "service/segment_overlap.h"
#include "service/segment_service.h"
#include "ui/kit/filter_chips.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/segments/overlap_panel.h"
#include "ui/segments/overlap_plot.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class OverlapTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::int64_t m_open = 0;

    std::int64_t save(const char *name, const char *rule) {
        service::SegmentView view;
        view.name = name;
        view.rule = *service::SegmentService(*m_session).fromText(rule);
        return service::SegmentService(*m_session).save(view)->id.value;
    }
    qint64 size(const model::SegmentRule &rule) { return service::SegmentService(*m_session).size(rule).value_or(-1); }
    std::unique_ptr<SegmentsPage> page() {
        auto page = std::make_unique<SegmentsPage>(m_session);
        page->resize(1200, 800);
        page->setVisible(true);
        if (!settle(*page))
            return page;
        page->open(QString::number(m_open));
        if (settle(*page))
            part<QPushButton>(*page, "tabOverlap")->click();
        settle(*page);
        return page;
    }
    static OverlapPlot *plotOf(const SegmentsPage &page) { return page.findChild<OverlapPlot *>(); }
    static int rowNamed(const OverlapPlot &plot, const QString &name) {
        for (int row = 0; row < plot.sets().rows(); ++row)
            if (plot.sets().name(row) == name)
                return row;
        return -1;
    }
    static void drag(OverlapPlot *plot, int row, const QPoint &to, bool release = true) {
        QWidget *view = plot->viewport();
        const QPoint from = plot->itemRect(row).center();
        QTest::mousePress(view, Qt::LeftButton, {}, from);
        for (const QPoint &at : {from + QPoint(0, 12), to + QPoint(0, 1), to}) {
            QMouseEvent move(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(view, &move);
        }
        if (release)
            QTest::mouseRelease(view, Qt::LeftButton, {}, to);
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        m_open = save("Ours", "country in (DE, FR, ES)");
        save("Germans", "country = DE");
        save("Buyers", "did purchase");
        save("Nobody", "country = XX");
    }

    void theClosestComeFirst() {
        const auto ours = service::SegmentService(*m_session).find(SegmentId{m_open});
        const auto all = service::segmentsSharing(*m_session, ours->rule, SegmentId{m_open});
        QVERIFY(all && all->size() >= 3);
        std::int64_t before = std::numeric_limits<std::int64_t>::max();
        for (const auto &one : *all) {
            QVERIFY(one.id.value != m_open);
            QCOMPARE(one.people, size(one.rule));
            model::SegmentRule both;
            both.root.children = {ours->rule.root, one.rule.root};
            QCOMPARE(one.shared, size(both));
            QVERIFY(one.shared <= before || one.people == DemoSession::kPeople);
            before = one.shared;
        }
        QCOMPARE(service::segmentsSharing(*m_session, *service::SegmentService(*m_session).fromText("shoe_size = 3")).has_value(), false);
    }

    // Titles have what they need up to a third of the width; longer ones give way and stand in the tooltip.
    void titlesHaveTheirRoom() {
        OverlapPlot plot;
        constexpr int kWide = 1000;
        plot.resize(kWide, 500);
        const QFontMetrics strong(Theme::instance().font(TypeRole::SecondaryStrong));
        const auto room = [&](const QString &title) { // beside all that is no title
            service::SegmentOverlap overlap;
            overlap.parts = {{1, 4'000}, {2, 900}, {3, 100}};
            overlap.sizes = {4'100, 1'000};
            plot.setSets(OverlapSets({{0, title, {}}, {1, QStringLiteral("B"), {}}}, overlap));
            return plot.itemRect(0).width();
        };
        QString longish = QStringLiteral("Bought"); // just short of a third, whatever the font
        while (strong.horizontalAdvance(longish) < kWide / 3 - 50)
            longish += QStringLiteral(" it");
        const QString longer = longish + QStringLiteral(" so");
        QCOMPARE(room(longer) - room(longish), strong.horizontalAdvance(longer) - strong.horizontalAdvance(longish));
        QVERIFY(room(longish) > strong.horizontalAdvance(longish));
        const int endless = room(QString(400, QLatin1Char('w')));
        QCOMPARE(endless, room(QString(180, QLatin1Char('m'))));
        QCOMPARE(endless - room(longish), kWide / 3 - strong.horizontalAdvance(longish) - 2);
        QVERIFY(room(QStringLiteral("A")) >= Theme::instance().pixels(236));
    }

    // Every row and column, and what two rows make, against a count of the rule it becomes.
    void countsAreThoseOfTheRules() {
        const auto page = this->page();
        const OverlapSets &sets = plotOf(*page)->sets();
        QVERIFY(sets.bases() >= 3 && sets.columns() >= 3);
        QCOMPARE(sets.name(0), QStringLiteral("Ours"));
        for (int row = 0; row < sets.rows(); ++row)
            QCOMPARE(sets.people(row), size(sets.ruleOf(row)));
        qint64 all = sets.outside(), before = std::numeric_limits<qint64>::max();
        for (int column = 0; column < sets.columns(); ++column) {
            QCOMPARE(sets.columnPeople(column), size(sets.columnRule(column)));
            QVERIFY(sets.columnPeople(column) <= before);
            before = sets.columnPeople(column);
            all += before;
        }
        QCOMPARE(all, DemoSession::kPeople);
        OverlapSets made = sets;
        made.setCombined({{-1, SetOp::And, 0, sets.keyOf(1)}, {-2, SetOp::Or, -1, sets.keyOf(2)}, {-3, SetOp::Without, -2, 0}, {-4, SetOp::Or, 99'999, 0}});
        QCOMPARE(made.rows(), sets.rows() + 3); // one of them was of what is not there
        for (int row = sets.rows(); row < made.rows(); ++row)
            QCOMPARE(made.people(row), size(made.ruleOf(row)));
        QCOMPARE(made.name(made.rows() - 1), QStringLiteral("((%1 and %2) or %3) without %1").arg(sets.name(0), sets.name(1), sets.name(2)));
        made.setOrder(OverlapSets::Order::Sets);
        int most = 0;
        for (int column = 0; column < made.columns(); ++column) {
            int in = 0;
            for (int row = 0; row < made.bases(); ++row)
                in += made.contains(row, column) ? 1 : 0;
            QVERIFY(in >= most);
            most = in;
        }
    }

    void theKeyboardWalksAndOpensPeople() {
        const auto page = this->page();
        OverlapPlot *plot = plotOf(*page);
        plot->setFocus();
        QCOMPARE(plot->column(), 0);
        QTest::keyClick(plot, Qt::Key_Right);
        QCOMPARE(plot->column(), 1);
        QCOMPARE(part<QLabel>(*page, "overlapFigure")->text(), formatNumber(plot->sets().columnPeople(1)));
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(plot);
        QVERIFY(spoken);
        QCOMPARE(spoken->childCount(), plot->itemCount());
        QVERIFY(plot->itemName(plot->currentItem()).contains(plot->sets().columnName(1)));
        QTest::keyClick(plot, Qt::Key_Return);
        QVERIFY(settle(*page));
        auto *panel = page->findChild<PeoplePanel *>();
        QVERIFY(panel && panel->isOpen());
        QCOMPARE(panel->model()->rowCount(), int(plot->sets().columnPeople(1)));
        // Those who are shown become a segment of their own.
        QSignalSpy go(page.get(), &Page::goTo);
        part<QPushButton>(*panel, "peopleSegment")->click();
        QTRY_COMPARE(go.count(), 1);
        const auto made = model::segmentRuleFromText(go.first().at(1).toString().mid(5).toStdString());
        QVERIFY(made);
        QCOMPARE(size(*made), plot->sets().columnPeople(1));
        QVERIFY(!panel->isOpen());
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Down);
        QCOMPARE(plot->row(), 0);
        QTest::keyClick(plot, Qt::Key_Down);
        QCOMPARE(plot->row(), 1);
        QTest::keyClick(plot, Qt::Key_Up);
        QTest::keyClick(plot, Qt::Key_Up);
        QCOMPARE(plot->column(), 0);
        QTest::keyClick(plot, Qt::Key_Left);
        QCOMPARE(plot->row(), 0);
    }

    void setsAreDrawnOntoEachOther() {
        const auto page = this->page();
        OverlapPlot *plot = plotOf(*page);
        auto *panel = page->findChild<OverlapPanel *>();
        const int germans = rowNamed(*plot, QStringLiteral("Germans")), buyers = rowNamed(*plot, QStringLiteral("Buyers"));
        QVERIFY(germans > 0 && buyers > 0);
        const int rows = plot->sets().rows();
        drag(plot, germans, plot->dropRect(buyers, SetOp::Without).center(), false);
        QVERIFY(!plot->grab().isNull());
        QTest::keyClick(plot, Qt::Key_Escape);
        QTest::mouseRelease(plot->viewport(), Qt::LeftButton, {}, plot->dropRect(buyers, SetOp::Without).center());
        QCOMPARE(plot->sets().rows(), rows); // thought better of it
        drag(plot, germans, plot->dropRect(buyers, SetOp::Without).center());
        QCOMPARE(plot->sets().rows(), rows + 1);
        QCOMPARE(plot->row(), rows);
        QCOMPARE(plot->sets().name(rows), QStringLiteral("Germans without Buyers"));
        const qint64 people = plot->sets().people(rows);
        QCOMPARE(people, size(plot->sets().ruleOf(rows)));
        QCOMPARE(part<QLabel>(*page, "overlapFigure")->text(), formatNumber(people));
        // The keyboard way, of the row that was made.
        part<QPushButton>(*page, "overlapCombine")->click();
        auto *menu = panel->findChild<QMenu *>(QStringLiteral("overlapMenu"));
        QVERIFY(menu && menu->actions().size() >= 6);
        menu->close();
        QTest::keyClick(plot, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(plot->sets().rows(), rows);
        QVERIFY(!page->document()->undoStack().canUndo()); // the rule has nothing to do with it
        panel->undoStack().redo();
        QCOMPARE(plot->sets().rows(), rows + 1);
        // Without its set it goes as well, and both come back.
        plot->chooseRow(rowNamed(*plot, QStringLiteral("Germans")));
        QTest::keyClick(plot, Qt::Key_Delete);
        QVERIFY(settle(*page));
        QCOMPARE(plot->sets().rows(), rows - 1);
        panel->undoStack().undo();
        QVERIFY(settle(*page));
        QCOMPARE(plot->sets().rows(), rows + 1);
        plot->chooseRow(rows);
        part<QPushButton>(*page, "overlapMake")->click();
        QVERIFY(settle(*page));
        QCOMPARE(page->name(), QStringLiteral("Germans without Buyers"));
        QCOMPARE(size(page->document()->rule()), people);
        QCOMPARE(page->findChild<TabRow *>(QStringLiteral("segmentTabs"))->current(), 0);
    }

    void chipsPutSetsInAndOut() {
        const auto page = this->page();
        OverlapPlot *plot = plotOf(*page);
        QString off;
        for (const QPushButton *chip : part<FilterChips>(*page, "overlapChips")->findChildren<QPushButton *>())
            if (!chip->isChecked())
                off = chip->objectName();
        QVERIFY(!off.isEmpty());
        const int rows = plot->sets().rows();
        page->findChild<QPushButton *>(off)->click();
        QVERIFY(settle(*page));
        QCOMPARE(plot->sets().rows(), rows + 1);
        QCOMPARE(plot->sets().people(rows), size(plot->sets().ruleOf(rows)));
        page->findChild<QPushButton *>(off)->click();
        QVERIFY(settle(*page));
        QCOMPARE(plot->sets().rows(), rows);
        // Any other is found by its name.
        QVERIFY(part<QPushButton>(*page, "overlapAdd")->isVisible());
        part<QPushButton>(*page, "overlapAdd")->click();
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClicks(QApplication::activePopupWidget()->focusWidget(), QStringLiteral("Nobody"));
        QTest::keyClick(QApplication::activePopupWidget()->focusWidget(), Qt::Key_Return);
        QVERIFY(settle(*page));
        QCOMPARE(plot->sets().name(rows), QStringLiteral("Nobody"));
        QCOMPARE(plot->sets().people(rows), 0);
        part<SegmentedControl>(*page, "overlapOrder")->setCurrent(1);
        for (int size : {620, 2200}) { // whatever the room
            page->resize(size, 800);
            QCoreApplication::processEvents();
            QVERIFY(!page->grab().isNull());
        }
    }

    // A rule that was changed since it was saved is meant as it stands, not by its saved name.
    void theRuleIsMeantAsItStands() {
        const auto page = this->page();
        page->document()->change(QStringLiteral("test"), *service::SegmentService(*m_session).fromText("country = FR"));
        QVERIFY(settle(*page));
        const OverlapSets &sets = plotOf(*page)->sets();
        QCOMPARE(sets.people(0), size(*service::SegmentService(*m_session).fromText("country = FR")));
        QCOMPARE(size(sets.ruleOf(0)), sets.people(0));
        page->document()->undoStack().undo();
    }

    // With whom the rule shares people is asked again when data changed, not for each set that is put in or out.
    void setsInAndOutAskForThePictureAlone() {
        const auto page = this->page();
        OverlapPlot *plot = plotOf(*page);
        auto *chips = part<FilterChips>(*page, "overlapChips");
        const auto isOffered = [&] {
            const auto buttons = chips->findChildren<QPushButton *>();
            return std::any_of(buttons.begin(), buttons.end(), [](const QPushButton *chip) { return chip->text().contains(QStringLiteral("Latecomers")); });
        };
        const auto late = save("Latecomers", "country in (DE, FR, ES)"); // shares the most
        const int rows = plot->sets().rows();
        const auto buttons = chips->findChildren<QPushButton *>();
        const auto chip = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *one) { return one->isChecked(); });
        QVERIFY(chip != buttons.end());
        (*chip)->click();
        QVERIFY(settle(*page));
        QCOMPARE(plot->sets().rows(), rows - 1);
        QVERIFY(!plot->isOld());
        QVERIFY(!isOffered());
        page->workspaceChanged();
        QVERIFY(settle(*page));
        QVERIFY(isOffered());
        QVERIFY(service::SegmentService(*m_session).remove(SegmentId{late}));
    }

    // A menu is about what it was opened on, whatever is chosen when its act comes.
    void theMenuKeepsItsSet() {
        const auto page = this->page();
        OverlapPlot *plot = plotOf(*page);
        const int germans = rowNamed(*plot, QStringLiteral("Germans"));
        QVERIFY(germans > 0);
        plot->chooseRow(germans);
        part<QPushButton>(*page, "overlapCombine")->click();
        auto *menu = page->findChild<OverlapPanel *>()->findChild<QMenu *>(QStringLiteral("overlapMenu"));
        QVERIFY(menu && menu->actions().size() >= 6);
        plot->chooseRow(0);
        QAction *act = menu->actions()[4]; // in this or in
        menu->close();
        act->trigger();
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClicks(QApplication::activePopupWidget()->focusWidget(), QStringLiteral("Buyers"));
        QTest::keyClick(QApplication::activePopupWidget()->focusWidget(), Qt::Key_Return);
        QVERIFY(settle(*page));
        QVERIFY(rowNamed(*plot, QStringLiteral("Germans or Buyers")) > 0);
    }
};

AUDIENCE_TEST(OverlapTest)
#include "overlap_test.moc"
