// The tab "Over time" of the segments page: the line and its two days by keyboard, who came and went, the flow between
// segments, what is as of today, and the line under the segment's figure.
#ifndef Q_MOC_RUN
#include "service/segment_history.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/state_view.h"
#include "ui/kit/table_model.h"
#include "ui/kit/theme.h"
#include "ui/people/member_opener.h"
#include "ui/segments/flow_view.h"
#include "ui/segments/history_chart.h"
#include "ui/segments/history_panel.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class HistoryPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<SegmentsPage> m_page;
    model::SegmentRule m_rule;

    HistoryChart *chart() { return part<HistoryChart>(*m_page, "historyChart"); }
    BarRows *rows() { return part<BarRows>(*m_page, "historyRows"); }
    FlowView *flow() { return part<FlowView>(*m_page, "flowView"); }
    static CivilDate civil(const QDate &day) { return {static_cast<std::int32_t>(day.toJulianDay() - 2440588)}; }
    service::SegmentChange change() {
        auto change = service::changeBetween(*m_session, m_rule, civil(chart()->first()), civil(chart()->last()));
        return change ? *std::move(change) : service::SegmentChange{};
    }
    void rowsAreRight() {
        const service::SegmentChange now = change();
        QVERIFY(now.stayed);
        QCOMPARE(rows()->rows()[0].value, qint64(now.stayed->people.size()));
        QCOMPARE(rows()->rows()[1].value, qint64(now.entered->people.size()));
        QCOMPARE(rows()->rows()[2].value, qint64(now.left->people.size()));
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        service::SegmentService segments(*m_session);
        service::SegmentView view;
        view.name = "Recent buyers";
        m_rule = *segments.fromText("did purchase in the last 60 days and country in (DE, AT, CH)");
        view.rule = m_rule;
        const auto saved = segments.save(view);
        QVERIFY(saved);
        m_page = std::make_unique<SegmentsPage>(m_session);
        m_page->resize(1100, 1200);
        m_page->setVisible(true);
        m_page->open(QString::number(saved->id.value));
        QVERIFY(settle(*m_page));
    }
    void cleanupTestCase() { m_page.reset(); }

    void whatHasNoPastIsNotUnchanged() {
        QVERIFY(!part<Sparkline>(*m_page, "segmentTrend")->isVisible()); // the countries are those of today
    }

    void theLineEndsAtTheFigureOfToday() {
        part<QPushButton>(*m_page, "tabHistory")->click();
        QVERIFY(settle(*m_page));
        const auto points = chart()->points();
        QVERIFY(points.size() >= 52);
        QCOMPARE(points.last().people, qint64(service::SegmentService(*m_session).size(m_rule).value_or(-1)));
        QVERIFY(points.first().people < points.last().people); // the shop has grown
        QCOMPARE(chart()->last(), points.last().day);
        QVERIFY(part<QLabel>(*m_page, "historyAsToday")->text().contains(QStringLiteral("country")));
        rowsAreRight();
    }

    void daysMoveByTheKeyboard() {
        chart()->setFocus();
        const QDate last = chart()->last(), first = chart()->first();
        QTest::keyClick(chart(), Qt::Key_Left);
        QCOMPARE(chart()->last(), last.addDays(-7));
        QTest::keyClick(chart(), Qt::Key_Space);
        QTest::keyClick(chart(), Qt::Key_Right);
        QCOMPARE(chart()->first(), first.addDays(7));
        QVERIFY(settle(*m_page));
        rowsAreRight();
        QVERIFY(chart()->itemName(0).contains(QString::number(first.addDays(7).day())));
        QTest::keyClick(chart(), Qt::Key_End); // no further than the other day
        QCOMPARE(chart()->first(), chart()->last());
        QVERIFY(settle(*m_page));
        QCOMPARE(rows()->rows()[1].value, 0);
        QTest::keyClick(chart(), Qt::Key_Home);
        QCOMPARE(chart()->first(), chart()->points().first().day);
        QVERIFY(settle(*m_page));
        rowsAreRight();
    }

    void daysAreDraggedByThePointer() {
        const QPoint from = chart()->itemRect(1).center();
        QTest::mousePress(chart(), Qt::LeftButton, {}, from);
        QMouseEvent drag(QEvent::MouseMove, from - QPoint(120, 0), chart()->mapToGlobal(from - QPoint(120, 0)), Qt::LeftButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(chart(), &drag);
        QTest::mouseRelease(chart(), Qt::LeftButton, {}, from - QPoint(120, 0));
        QVERIFY(chart()->last() < chart()->points().last().day);
        QVERIFY(settle(*m_page));
        rowsAreRight();
    }

    void figuresOpenTheirPeople() {
        const auto now = change();
        QVERIFY(now.entered && !now.entered->people.empty());
        rows()->activateItem(1);
        QVERIFY(settle(*m_page));
        auto *people = m_page->findChild<MemberOpener *>()->panel();
        QVERIFY(people->isOpen());
        QCOMPARE(people->model()->rowCount(), int(now.entered->people.size()));
        people->close();
    }

    void flowIsWalkedAndOpened() {
        QVERIFY(flow()->isVisible());
        QVERIFY(flow()->itemCount() > 1);
        flow()->setFocus();
        QTest::keyClick(flow(), Qt::Key_End);
        QCOMPARE(flow()->currentItem(), flow()->itemCount() - 1);
        QTest::keyClick(flow(), Qt::Key_Home);
        QVERIFY(flow()->itemName(0).contains(QStringLiteral("Recent buyers")));
        QTest::keyClick(flow(), Qt::Key_Return);
        QVERIFY(settle(*m_page));
        auto *people = m_page->findChild<MemberOpener *>()->panel();
        QVERIFY(people->isOpen());
        QVERIFY(flow()->itemName(0).contains(QString::number(people->model()->rowCount())));
    }

    void aLongerTimeGoesByMonths() {
        auto *range = part<SegmentedControl>(*m_page, "historyRange");
        range->setCurrent(3);
        QVERIFY(settle(*m_page));
        QCOMPARE(chart()->points().size(), 37);
        range->setCurrent(0);
        QVERIFY(settle(*m_page));
        QCOMPARE(chart()->points().size(), 13);
        rowsAreRight();
    }

    void aRuleThatChangedIsAskedAgain() {
        const auto before = chart()->points();
        m_rule = *service::SegmentService(*m_session).fromText("did purchase");
        m_page->document()->change(QStringLiteral("test"), m_rule);
        QVERIFY(settle(*m_page));
        QVERIFY(chart()->points().last().people > before.last().people);
        QVERIFY(!part<QLabel>(*m_page, "historyAsToday")->isVisible()); // all of it has a past
        rowsAreRight();
    }

    void theFigureHasItsPast() {
        const auto *trend = part<Sparkline>(*m_page, "segmentTrend");
        QVERIFY(trend->isVisible());
        QCOMPARE(trend->values().size(), 13);
        QCOMPARE(qint64(trend->values().last()), qint64(service::SegmentService(*m_session).size(m_rule).value_or(-1)));
        m_page->document()->change(QStringLiteral("test"), *service::SegmentService(*m_session).fromText("did purchase at least 2 times"));
        QVERIFY(!trend->isVisible()); // nothing of the older rule
        QVERIFY(settle(*m_page));
        QVERIFY(trend->isVisible());
    }

    // What was counted is what is opened, whatever the rule says by now.
    void figuresOpenThePeopleOfTheirRule() {
        const qint64 stayed = rows()->rows()[0].value;
        QVERIFY(stayed > 0);
        m_page->document()->change(QStringLiteral("test"), *service::SegmentService(*m_session).fromText("did purchase at least 4 times"));
        rows()->activateItem(0);
        QVERIFY(settle(*m_page));
        QVERIFY(rows()->rows()[0].value < stayed);
        auto *people = m_page->findChild<MemberOpener *>()->panel();
        QCOMPARE(people->model()->rowCount(), int(stayed));
        people->close();
    }

    void aRuleThatCannotBeCountedShowsNothing() {
        auto *state = part<StateView>(*m_page, "historyState");
        QVERIFY(state->state() == StateView::State::Content);
        model::SegmentRule gone;
        gone.root = model::groupNode(model::RuleNode::Kind::All,
                                     {model::conditionNode(Json{{"type", "attribute"}, {"field", "nowhere"}, {"op", "="}, {"value", "x"}})});
        m_page->document()->change(QStringLiteral("test"), gone);
        QVERIFY(settle(*m_page));
        QVERIFY(state->state() == StateView::State::Empty && chart()->points().isEmpty());
        for (const char *other : {"whoState", "overlapState"})
            QVERIFY2(part<StateView>(*m_page, other)->state() == StateView::State::Empty, other);
        m_page->document()->undoStack().undo();
        QVERIFY(settle(*m_page));
        QVERIFY(state->state() == StateView::State::Content && !chart()->points().isEmpty());
    }
};

AUDIENCE_TEST(HistoryPageTest)
#include "history_test.moc"
