// The rule builder under a hand: values that are dragged and counted on the way, parts that are dragged and moved by
// keys, groups that are joined and taken apart; and what each of it leaves to undo.
#ifndef Q_MOC_RUN
#include "service/segment_service.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_edit.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_view.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/spread_view.h"
#endif
#include "demo_session.h"
#include "qbase/convert.h"
#include "support/test_main.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

namespace {

void mouse(QWidget *widget, QEvent::Type type, const QPoint &global) {
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, widget->mapFromGlobal(QPointF(global)), QPointF(global), button,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

QPoint centre(const QWidget *widget) {
    return widget->mapToGlobal(widget->rect().center());
}

model::RuleNode age(int number) {
    return model::conditionNode(Json{{"type", "attribute"}, {"field", "age"}, {"op", ">"}, {"value", number}});
}

} // namespace

class BuilderTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<RuleDocument> m_document;
    std::unique_ptr<QScrollArea> m_area;
    RuleView *m_view = nullptr;

    // The rule as "1 (2|3) 4": groups of "or" and "and" with bars and ampersands, by the ages asked for.
    static QString drawn(const model::RuleNode &node) {
        if (node.kind == model::RuleNode::Kind::Condition)
            return QString::number(node.condition["value"].get<int>());
        QStringList parts;
        for (const auto &child : node.children)
            parts << drawn(child);
        const char *joint = node.kind == model::RuleNode::Kind::Any ? "|" : node.kind == model::RuleNode::Kind::None ? "!" : "&";
        return QLatin1Char('(') + parts.join(QLatin1String(joint)) + QLatin1Char(')');
    }
    QString rule() const { return drawn(m_document->rule().root); }
    void load(std::vector<model::RuleNode> children) {
        model::SegmentRule rule;
        rule.root.children = std::move(children);
        m_document->load(rule);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::qWait(20); // laid out
    }
    QWidget *row(const char *name) { return part<QWidget>(*m_view, name); }
    QWidget *marker() { return part<QWidget>(*m_view, "ruleDrop"); }
    void dragTo(const char *handle, const QPoint &global, bool drops = true) {
        auto *from = part<QWidget>(*m_view, handle);
        const QPoint start = centre(from);
        mouse(from, QEvent::MouseButtonPress, start);
        mouse(from, QEvent::MouseMove, start + QPoint(0, 14));
        mouse(from, QEvent::MouseMove, global);
        if (drops)
            mouse(from, QEvent::MouseButtonRelease, global);
    }
    QString focusName() const { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString(); }

private Q_SLOTS:
    void init() {
        Theme::instance().apply(Scheme::Light);
        m_document = std::make_unique<RuleDocument>();
        m_area = std::make_unique<QScrollArea>();
        m_area->setWidgetResizable(true);
        m_view = new RuleView(m_document.get());
        service::RuleVocabulary vocabulary;
        vocabulary.attributes = {{"country", "text", false}, {"age", "int64", true}};
        m_view->setVocabulary(vocabulary);
        m_area->setWidget(m_view);
        m_area->resize(720, 400);
        m_area->show();
        QVERIFY(QTest::qWaitForWindowActive(m_area.get()));
    }
    void cleanup() {
        m_area.reset(); // before the document that it shows
    }

    void aRowDroppedOnAnotherMakesAGroupOfBoth() {
        load({age(1), age(2), age(3)});
        dragTo("ruleGrip_2", centre(row("ruleRow_0")), false);
        QVERIFY(marker()->isVisible());
        QCOMPARE(rule(), QStringLiteral("(1&2&3)")); // nothing yet
        mouse(part<QWidget>(*m_view, "ruleGrip_2"), QEvent::MouseButtonRelease, centre(row("ruleRow_0")));
        QVERIFY(!marker()->isVisible());
        QCOMPARE(rule(), QStringLiteral("((1|3)&2)"));
        QCOMPARE(focusName(), QStringLiteral("ruleGrip_0_1"));
        m_document->undoStack().undo();
        QCOMPARE(rule(), QStringLiteral("(1&2&3)"));
        QVERIFY(!m_document->undoStack().canUndo());
    }

    void onlyTheMiddleMakesAGroupAndItIsSaidBeforeAndAfter() {
        load({age(1), age(2), age(3)});
        const QSignalSpy grouped(m_view, &RuleView::grouped);
        const QRect box(row("ruleRow_0")->mapToGlobal(QPoint()), row("ruleRow_0")->size());
        auto *grip = part<QToolButton>(*m_view, "ruleGrip_2");
        // The upper and the lower third move it.
        for (const int y : {box.top() + box.height() / 3, box.bottom() - box.height() / 3}) {
            dragTo("ruleGrip_2", QPoint(box.center().x(), y), false);
            QVERIFY(marker()->isVisible());
            QCOMPARE(marker()->accessibleName(), QString());
            QTest::keyClick(grip, Qt::Key_Escape);
            mouse(grip, QEvent::MouseButtonRelease, box.center());
        }
        dragTo("ruleGrip_2", QPoint(box.center().x(), box.bottom() - box.height() / 3));
        QCOMPARE(rule(), QStringLiteral("(1&3&2)"));
        QCOMPARE(grouped.size(), 0);
        m_document->undoStack().undo();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::qWait(20);
        // The middle says what it makes, before and after.
        dragTo("ruleGrip_2", box.center(), false);
        QCOMPARE(marker()->accessibleName(), QStringLiteral("Makes a group: either of the two"));
        mouse(part<QToolButton>(*m_view, "ruleGrip_2"), QEvent::MouseButtonRelease, box.center());
        QCOMPARE(rule(), QStringLiteral("((1|3)&2)"));
        QCOMPARE(grouped.size(), 1);
        QCOMPARE(grouped.first().first().toString(), QStringLiteral("Made a group: either of the two is enough now"));
        const auto undo = grouped.first().at(1).value<std::function<void()>>();
        undo();
        QCOMPARE(rule(), QStringLiteral("(1&2&3)"));
        undo(); // once is all there is
        QCOMPARE(rule(), QStringLiteral("(1&2&3)"));
    }

    void withinEitherOfAGroupNeedsBoth() {
        load({model::groupNode(model::RuleNode::Kind::Any, {age(1), age(2), age(3)})});
        const QSignalSpy grouped(m_view, &RuleView::grouped);
        dragTo("ruleGrip_0_2", centre(row("ruleRow_0_0")), false);
        QCOMPARE(marker()->accessibleName(), QStringLiteral("Makes a group: both of the two"));
        mouse(part<QToolButton>(*m_view, "ruleGrip_0_2"), QEvent::MouseButtonRelease, centre(row("ruleRow_0_0")));
        QCOMPARE(rule(), QStringLiteral("(((1&3)|2))"));
        QCOMPARE(grouped.first().first().toString(), QStringLiteral("Made a group: both of the two together now"));
    }

    void aRowGoesBetweenOthersAndIntoAGroup() {
        load({age(1), age(2), model::groupNode(model::RuleNode::Kind::Any, {age(3), age(4)})});
        const QWidget *first = row("ruleRow_0");
        dragTo("ruleGrip_1", first->mapToGlobal(QPoint(8, -3)));
        QCOMPARE(rule(), QStringLiteral("(2&1&(3|4))"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::qWait(20);
        const QWidget *inner = row("ruleRow_2_0");
        dragTo("ruleGrip_0", inner->mapToGlobal(QPoint(8, inner->height() + 3)));
        QCOMPARE(rule(), QStringLiteral("(1&(3|2|4))"));
    }

    void escapeLeavesEverythingAsItWas() {
        load({age(1), age(2)});
        auto *grip = part<QToolButton>(*m_view, "ruleGrip_1");
        dragTo("ruleGrip_1", centre(row("ruleRow_0")), false);
        QVERIFY(marker()->isVisible());
        QTest::keyClick(grip, Qt::Key_Escape);
        QVERIFY(!marker()->isVisible());
        mouse(grip, QEvent::MouseButtonRelease, centre(row("ruleRow_0")));
        QCOMPARE(rule(), QStringLiteral("(1&2)"));
        QVERIFY(!m_document->undoStack().canUndo());
    }

    void aWholeGroupIsDraggedByItsWord() {
        load({age(1), age(2), model::groupNode(model::RuleNode::Kind::Any, {age(3), age(4)})});
        dragTo("ruleJoint_2", row("ruleRow_0")->mapToGlobal(QPoint(8, -3)));
        QCOMPARE(rule(), QStringLiteral("((3|4)&1&2)"));
        QCOMPARE(focusName(), QStringLiteral("ruleJoint_0"));
        QVERIFY(!QApplication::activePopupWidget()); // no click
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::qWait(20);
        // Not into itself.
        dragTo("ruleJoint_0", centre(row("ruleRow_0_1")));
        QCOMPARE(rule(), QStringLiteral("((3|4)&1&2)"));
    }

    void whatIsLongScrollsUnderTheHand() {
        std::vector<model::RuleNode> many;
        for (int i = 1; i <= 30; ++i)
            many.push_back(age(i));
        load(std::move(many));
        auto *grip = part<QToolButton>(*m_view, "ruleGrip_0");
        const QPoint low = m_area->viewport()->mapToGlobal(QPoint(80, m_area->viewport()->height() - 4));
        dragTo("ruleGrip_0", low, false);
        auto *bar = m_area->verticalScrollBar();
        QTRY_COMPARE_WITH_TIMEOUT(bar->value(), bar->maximum(), 10'000);
        mouse(grip, QEvent::MouseButtonRelease, row("ruleRow_29")->mapToGlobal(QPoint(8, 44)));
        QVERIFY2(rule().endsWith(QStringLiteral("&30&1)")), qPrintable(rule()));
    }

    void keysMoveOutAndIn() {
        load({age(1), age(2), age(3)});
        auto *value = part<QLineEdit>(*m_view, "ruleValue_1");
        value->setFocus();
        QTest::keyClick(value, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(rule(), QStringLiteral("((1|2)&3)"));
        QCOMPARE(focusName(), QStringLiteral("ruleValue_0_1")); // the same control, elsewhere
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(rule(), QStringLiteral("((1)&2&3)"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(rule(), QStringLiteral("((1|2)&3)"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(focusName(), QStringLiteral("ruleValue_1"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(rule(), QStringLiteral("((1)&3&2)"));
        while (m_document->undoStack().canUndo())
            m_document->undoStack().undo();
        QCOMPARE(rule(), QStringLiteral("(1&2&3)"));
    }

    void aGroupIsJoinedMovedAndTakenApartByKeys() {
        load({age(1), model::groupNode(model::RuleNode::Kind::Any, {age(2), age(3)})});
        part<QPushButton>(*m_view, "ruleJoint_1")->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_N);
        QCOMPARE(rule(), QStringLiteral("(1&(2!3))"));
        QCOMPARE(focusName(), QStringLiteral("ruleJoint_1"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_A);
        QCOMPARE(rule(), QStringLiteral("(1&(2&3))"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_O);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(rule(), QStringLiteral("((2|3)&1)"));
        QCOMPARE(focusName(), QStringLiteral("ruleJoint_0"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        const auto found = list->findItems(QStringLiteral("Take the group apart"), Qt::MatchExactly);
        QVERIFY(!found.isEmpty());
        Q_EMIT list->itemClicked(found.first());
        QCOMPARE(rule(), QStringLiteral("(2&3&1)"));
        m_document->undoStack().undo();
        QCOMPARE(rule(), QStringLiteral("((2|3)&1)"));
    }

    void theKeyboardIsNeverLost() {
        load({age(1), age(2)});
        auto *grip = part<QToolButton>(*m_view, "ruleGrip_1");
        grip->setFocus();
        QTest::keyClick(grip, Qt::Key_Delete);
        QCOMPARE(rule(), QStringLiteral("(1)"));
        QCOMPARE(focusName(), QStringLiteral("ruleGrip_0"));
        QTRY_VERIFY(QApplication::focusWidget()->isVisible()); // what a layout takes in is shown a moment later
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
        QCOMPARE(focusName(), QStringLiteral("addCondition"));
    }

    void aNumberIsDraggedInOneStep() {
        load({age(30)});
        auto *value = part<ValueEdit>(*m_view, "ruleValue_0");
        const QPoint start = centre(value);
        mouse(value, QEvent::MouseButtonPress, start);
        for (int x = 0; x <= 100; x += 5)
            mouse(value, QEvent::MouseMove, start + QPoint(x, 0));
        QVERIFY(m_document->isHeld());
        QCOMPARE(rule(), QStringLiteral("(60)")); // a hundredth of it each point
        mouse(value, QEvent::MouseButtonRelease, start + QPoint(100, 0));
        QVERIFY(!m_document->isHeld());
        QCOMPARE(m_document->undoStack().count(), 1);
        // Another one is another step.
        mouse(value, QEvent::MouseButtonPress, start);
        mouse(value, QEvent::MouseMove, start - QPoint(40, 0));
        mouse(value, QEvent::MouseButtonRelease, start - QPoint(40, 0));
        QCOMPARE(rule(), QStringLiteral("(36)"));
        QCOMPARE(m_document->undoStack().count(), 2);
        m_document->undoStack().undo();
        QCOMPARE(rule(), QStringLiteral("(60)"));
        m_document->undoStack().undo();
        QCOMPARE(rule(), QStringLiteral("(30)"));
    }

    void escapeGivesTheNumberBack() {
        load({age(30)});
        auto *value = part<ValueEdit>(*m_view, "ruleValue_0");
        const QPoint start = centre(value);
        mouse(value, QEvent::MouseButtonPress, start);
        mouse(value, QEvent::MouseMove, start + QPoint(50, 0));
        QCOMPARE(rule(), QStringLiteral("(45)"));
        QTest::keyClick(value, Qt::Key_Escape);
        QCOMPARE(rule(), QStringLiteral("(30)"));
        QVERIFY(!m_document->isHeld());
        QVERIFY(!m_document->undoStack().canUndo()); // as if nothing had been
        mouse(value, QEvent::MouseMove, start + QPoint(80, 0));
        QCOMPARE(rule(), QStringLiteral("(30)"));
    }

    void aClickIsForTyping() {
        load({age(30)});
        auto *value = part<ValueEdit>(*m_view, "ruleValue_0");
        QTest::mouseClick(value, Qt::LeftButton);
        QVERIFY(value->hasFocus());
        QCOMPARE(value->selectedText(), QStringLiteral("30"));
        QTest::keyClicks(value, QStringLiteral("7"));
        QCOMPARE(rule(), QStringLiteral("(7)"));
    }

    void arrowsMoveANumber() {
        load({age(30)});
        auto *value = part<ValueEdit>(*m_view, "ruleValue_0");
        value->setFocus();
        QTest::keyClick(value, Qt::Key_Up);
        QTest::keyClick(value, Qt::Key_PageUp);
        QTest::keyClick(value, Qt::Key_Up, Qt::ShiftModifier);
        QTest::keyClick(value, Qt::Key_Down);
        QCOMPARE(rule(), QStringLiteral("(50)"));
        QCOMPARE(m_document->undoStack().count(), 1); // of one go
        QTRY_VERIFY(!m_document->isHeld());
        QTest::keyClick(value, Qt::Key_Down);
        QCOMPARE(m_document->undoStack().count(), 2);
    }

    void theLimitIsDraggedOverTheBars() {
        m_view->setSpread([](const QString &, const std::function<void(service::Spread)> &found) {
            service::Spread spread;
            spread.step = 4;
            spread.isWhole = true;
            spread.counts = std::vector<std::int64_t>(25, 10); // 0 to 100
            found(spread);
        });
        load({age(30)});
        auto *slider = m_view->findChild<SpreadView *>();
        QVERIFY(slider && slider->isVisible());
        const QPoint left = slider->mapToGlobal(QPoint(0, 10));
        mouse(slider, QEvent::MouseButtonPress, left + QPoint(slider->width() / 2, 0));
        QCOMPARE(rule(), QStringLiteral("(50)"));
        for (int x = slider->width() / 2; x < slider->width(); ++x)
            mouse(slider, QEvent::MouseMove, left + QPoint(x, 0));
        QCOMPARE(part<ValueEdit>(*m_view, "ruleValue_0")->text(), QStringLiteral("99"));
        mouse(slider, QEvent::MouseMove, left - QPoint(500, 0)); // no further than it goes
        mouse(slider, QEvent::MouseButtonRelease, left - QPoint(500, 0));
        QCOMPARE(rule(), QStringLiteral("(0)"));
        QCOMPARE(m_document->undoStack().count(), 1);
        QCOMPARE(focusName(), QStringLiteral("ruleValue_0")); // the arrows go on from there
    }

    void rowsMadeAnewAreOutOfTheHand() {
        m_view->setSpread([](const QString &, const std::function<void(service::Spread)> &found) {
            service::Spread spread;
            spread.step = 4;
            spread.counts = std::vector<std::int64_t>(25, 10);
            found(spread);
        });
        load({age(30), age(40)});
        auto *slider = part<QWidget>(*m_view, "ruleSpread_0");
        QVERIFY(slider->isVisible() && !slider->accessibleName().isEmpty());
        mouse(slider, QEvent::MouseButtonPress, centre(slider));
        QVERIFY(m_document->isHeld());
        model::SegmentRule other;
        other.root.children = {age(1), age(2)};
        m_document->change(QStringLiteral("test"), other);
        QVERIFY(!m_document->isHeld());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::qWait(20);
        dragTo("ruleGrip_1", centre(row("ruleRow_0")), false);
        QVERIFY(marker()->isVisible());
        m_document->undoStack().undo();
        QVERIFY(!marker()->isVisible());
    }

    // The whole page: what is dragged is counted on the way, all figures together, and the slow ones once the hand rests.
    void countsFollowTheHand() {
        DemoSession demo;
        const auto session = demo.make();
        QVERIFY(session);
        SegmentsPage page(session);
        page.resize(1280, 800);
        page.setVisible(true);
        QVERIFY(settle(page));
        const auto rule = service::SegmentService(*session).fromText("did purchase with sum of amount > 100 and age > 20");
        QVERIFY(rule.has_value());
        page.open(QStringLiteral("rule:") + toQString(dumpJson(model::toJson(*rule))));
        QVERIFY(settle(page));
        auto *figure = part<QLabel>(page, "segmentCount");
        auto *value = part<ValueEdit>(page, "ruleAmount_0");
        const auto isRight = [&] {
            const auto count = service::SegmentService(*session).count(page.document()->rule());
            const auto &left = part<BarRows>(page, "leftRows")->rows();
            return count && figure->text() == QString::number(count->count) && left.value(1).value == count->steps[0].left &&
                   left.value(2).value == count->steps[1].left &&
                   part<QLabel>(page, "ruleCount_0")->text() == QString::number(count->steps[0].alone);
        };
        QVERIFY(isRight());
        const QString members = part<QLabel>(page, "membersCount")->text();
        const int steps = page.document()->undoStack().count();
        const QPoint start = centre(value);
        QSet<QString> seen;
        mouse(value, QEvent::MouseButtonPress, start);
        for (int x = 10; x <= 300; x += 10) {
            mouse(value, QEvent::MouseMove, start + QPoint(x, 0));
            QTRY_VERIFY_WITH_TIMEOUT(isRight(), 2000);
            seen.insert(figure->text());
        }
        QVERIFY2(seen.size() > 5, "the figure stood still");
        QTest::qWait(150);
        QCOMPARE(part<QLabel>(page, "membersCount")->text(), members); // held: the slow part waits
        QVERIFY(!page.isSettled());
        mouse(value, QEvent::MouseButtonRelease, start + QPoint(300, 0));
        QVERIFY(settle(page));
        QVERIFY(isRight());
        QVERIFY(part<QLabel>(page, "membersCount")->text() != members);
        QCOMPARE(page.document()->undoStack().count(), steps + 1);
        const auto whole = service::SegmentService(*session).count(page.document()->rule());
        QVERIFY(whole.has_value());
        QCOMPARE(part<BarRows>(page, "leftRows")->rows().last().value, qint64(whole->reachable));
    }
};
AUDIENCE_TEST(BuilderTest)

#include "builder_test.moc"
