// The parts of the kit by keyboard, for screen readers, after a change of the theme and with large letters.
#ifndef Q_MOC_RUN
#include "ui/kit/date_button.h"
#include "ui/kit/figures.h"
#include "ui/kit/filter_chips.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/focus_order.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/icon.h"
#include "ui/kit/key_figure_card.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/picker.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/split_pane.h"
#include "ui/kit/state_view.h"
#include "ui/kit/step_row.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/toast.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#endif
#include "support/test_main.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QFocusFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QThread>
#include <QVBoxLayout>

using namespace audience;
using namespace audience::ui;

static QString s(const char *text) {
    return QString::fromUtf8(text);
}

static bool shows(const QImage &image, const QColor &colour) {
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (const QColor pixel = image.pixelColor(x, y); pixel.alpha() > 200 && qAbs(pixel.red() - colour.red()) < 12 &&
                                                             qAbs(pixel.green() - colour.green()) < 12 && qAbs(pixel.blue() - colour.blue()) < 12)
                return true;
    return false;
}

class OrderedWindow final : public QWidget {
protected:
    bool focusNextPrevChild(bool next) override { return moveFocus(this, next); }
};

class PartsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Scheme::Light); }
    void cleanup() {
        Theme::instance().setTextScale(1);
        Theme::instance().apply(Scheme::Light);
    }

    void filterChips() {
        FilterChips chips(s("chips"), s("Show"));
        chips.setChips({{s("all"), s("All")}, {s("bad"), s("Rejected"), 3}});
        chips.show();
        QCOMPARE(chips.chosen(), QStringList{s("all")});
        QSignalSpy changed(&chips, &FilterChips::chosenChanged);
        auto *first = chips.findChild<QPushButton *>(s("chips_all")), *second = chips.findChild<QPushButton *>(s("chips_bad"));
        QCOMPARE(second->accessibleName(), s("Rejected 3"));
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Right);
        QTest::keyClick(second, Qt::Key_Return);
        QCOMPARE(chips.chosen(), QStringList{s("bad")});
        QCOMPARE(changed.count(), 1);
        chips.setChips({{s("all"), s("All")}, {s("bad"), s("Rejected"), 4}});
        QCOMPARE(chips.chosen(), QStringList{s("bad")});
        QCOMPARE(chips.findChild<QPushButton *>(s("chips_bad"))->text(), s("Rejected 4"));
    }

    void segmentedControl() {
        SegmentedControl control(s("preview"), s("Preview on"));
        control.addSegment(s("Desktop"), s("monitor"), true);
        control.addSegment(s("Phone"), s("smartphone"), true);
        control.show();
        QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        QTest::keyClick(&control, Qt::Key_Right);
        QTest::keyClick(&control, Qt::Key_Right);
        QCOMPARE(control.current(), 1);
        QCOMPARE(changed.count(), 1);
        control.setLayoutDirection(Qt::RightToLeft);
        QTest::keyClick(&control, Qt::Key_Right);
        QCOMPARE(control.current(), 0);
        QVERIFY(control.itemRect(0).left() > control.itemRect(1).left());
        auto *accessible = QAccessible::queryAccessibleInterface(&control);
        QCOMPARE(accessible->child(1)->text(QAccessible::Name), s("Phone"));
        QCOMPARE(accessible->child(1)->role(), QAccessible::RadioButton);
    }

    // Cards of one width, so wide that the line is full, and none wider than it may be.
    void flowFillsItsLines() {
        QWidget box;
        auto *flow = new FlowLayout(&box, 10);
        flow->setFilling(150);
        QList<QWidget *> cards;
        for (int i = 0; i < 5; ++i) {
            cards << new QWidget(&box);
            cards.last()->setMinimumSize(100, 20);
            flow->addWidget(cards.last());
        }
        box.resize(380, 100); // three of 100 fit
        box.show();
        QTest::qWait(10);
        QCOMPARE(cards[0]->geometry(), QRect(0, 0, 120, 20));
        QCOMPARE(cards[2]->geometry().right(), 379);
        QCOMPARE(cards[3]->geometry().topLeft(), QPoint(0, 30));
        cards[3]->hide();
        flow->activate();
        QCOMPARE(cards[4]->geometry().topLeft(), QPoint(0, 30));
        box.resize(190, 200);
        QTest::qWait(10);
        QCOMPARE(cards[0]->width(), 150);
        box.resize(80, 200); // no card becomes less than its least
        QTest::qWait(10);
        QCOMPARE(cards[0]->width(), 100);
    }

    void flowEndsWithItsTail() {
        QWidget box;
        auto *flow = new FlowLayout(&box, 4);
        const auto add = [&](int wide) {
            auto *part = new QWidget(&box);
            part->setFixedSize(wide, 20);
            flow->addWidget(part);
            return part;
        };
        QWidget *first = add(100), *tail = new QWidget(&box);
        tail->setFixedSize(30, 20);
        flow->setTail(tail);
        QWidget *second = add(80); // before the tail, though it came later
        auto *inner = new QWidget(&box);
        auto *words = new FlowLayout(inner, 4);
        for (int i = 0; i < 3; ++i) {
            auto *word = new QWidget(inner);
            word->setFixedSize(50, 20);
            words->addWidget(word);
        }
        flow->addWidget(inner);
        box.resize(500, 100);
        box.show();
        QTest::qWait(10);
        QCOMPARE(flow->heightForWidth(500), 20);
        QCOMPARE(second->geometry().left(), 104);
        QCOMPARE(tail->geometry().right(), 499);
        // Three lines: what is wider than a line takes lines of its own.
        box.resize(120, 200);
        QTest::qWait(10);
        QCOMPARE(first->geometry().top(), 0);
        QCOMPARE(second->geometry().top(), 24);
        QCOMPARE(inner->geometry(), QRect(0, 48, 120, 44));
        QCOMPARE(tail->geometry().topRight(), QPoint(119, 96));
        QCOMPARE(flow->heightForWidth(120), 116);
        box.setLayoutDirection(Qt::RightToLeft);
        QTest::qWait(10);
        QCOMPARE(tail->geometry().left(), 0);
    }

    void cards() {
        KeyFigureCard card(s("people"));
        card.setFigure({s("People"), s("20,000"), s("+6 %"), Tone::Good, s("against the week before"), {1, 2, 3}, Tone::Accent, s("rising")});
        card.show();
        QSignalSpy opened(&card, &QAbstractButton::clicked);
        QTest::keyClick(&card, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(card.accessibleName(), s("People 20,000"));
        card.setOpens(false);
        QCOMPARE(card.focusPolicy(), Qt::NoFocus);
    }

    void listRowsAndSteps() {
        ListRows rows(s("needs"), s("Needs you"));
        rows.setItems({{s("a"), s("send"), Tone::Accent, {}, s("First"), s("note"), {}, s("Review")}, {s("b"), {}, Tone::Neutral, s("10:30"), s("Second"), {}, {}, {}}});
        rows.show();
        QSignalSpy opened(&rows, &ListRows::opened), action(&rows, &ListRows::actionWanted);
        auto *first = rows.findChild<QAbstractButton *>(s("needs_a")), *second = rows.findChild<QAbstractButton *>(s("needs_b"));
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Down);
        QTest::keyClick(second, Qt::Key_Return);
        QCOMPARE(opened.first().first().toString(), s("b"));
        rows.findChild<QPushButton *>(s("needs_aAction"))->click();
        QCOMPARE(action.first().first().toString(), s("a"));
        QCOMPARE(rows.findChild<QPushButton *>(s("needs_aAction"))->accessibleName(), s("Review: First"));
        StepRow steps(s("steps"));
        steps.setSteps({{s("who"), s("Audience"), s("1,284"), Step::State::Done}, {s("when"), s("Timing"), {}, Step::State::Open}});
        steps.show();
        QSignalSpy step(&steps, &StepRow::opened);
        QTest::keyClick(steps.findChild<QAbstractButton *>(s("steps_when")), Qt::Key_Return);
        QCOMPARE(step.first().first().toString(), s("when"));
    }

    void timesCanBeTyped_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QTime>("time");
        QTest::newRow("hour") << s("9") << QTime(9, 0);
        QTest::newRow("colon") << s("9:30") << QTime(9, 30);
        QTest::newRow("digits") << s("1405") << QTime(14, 5);
        QTest::newRow("afternoon") << s("2 pm") << QTime(14, 0);
        QTest::newRow("midnight") << s("12 am") << QTime(0, 0);
        QTest::newRow("too late") << s("25:00") << QTime();
        QTest::newRow("words") << s("noon") << QTime();
    }
    void timesCanBeTyped() {
        QFETCH(QString, typed);
        QFETCH(QTime, time);
        QCOMPARE(TimeButton::parse(typed), time);
    }

    void dateButton() {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *button = new DateButton(s("day"), s("Day of sending"), &window);
        layout->addWidget(button);
        button->setDate(QDate(2026, 11, 21));
        window.show();
        QSignalSpy changed(button, &DateButton::dateChanged);
        QCOMPARE(button->button()->text(), s("21 Nov 2026"));
        QTest::keyClick(button->button(), Qt::Key_Down);
        auto *calendar = window.findChild<QWidget *>(s("dayCalendar"));
        QVERIFY(calendar);
        auto *view = calendar->findChild<QAbstractItemView *>();
        QTest::keyClick(view, Qt::Key_Right);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(button->date(), QDate(2026, 11, 22));
        QCOMPARE(changed.count(), 1);
    }

    void pickerSaysNothingFound() {
        QWidget window;
        QPushButton anchor(&window);
        window.show();
        QList<PickerItem> items;
        for (int i = 0; i < 12; ++i)
            items.append({QString::number(i), s("value %1").arg(i), {}, {}});
        Picker *picker = Picker::pickOne(&anchor, items, {}, [](const QStringList &) {});
        auto *nothing = picker->findChild<QLabel *>(s("pickerNothing"));
        QVERIFY(!nothing->isVisible());
        QTest::keyClicks(picker->findChild<QLineEdit *>(s("pickerEdit")), s("zebra"));
        QVERIFY(nothing->isVisible());
        QVERIFY(nothing->text().contains(s("zebra")));
        picker->close();
    }

    void toastsWaitForTheirTurn() {
        QWidget window;
        window.resize(600, 200);
        Toast toast(&window);
        window.show();
        int undone = 0;
        toast.say(s("Saved"));
        toast.say(s("Segment deleted"), [&] { undone += 1; });
        auto *text = toast.findChild<QLabel *>(s("toastText"));
        QCOMPARE(text->text(), s("Segment deleted")); // a plain message gives way
        toast.say(s("Rule deleted"), [&] { undone += 10; });
        QCOMPARE(text->text(), s("Segment deleted"));
        QCOMPARE(toast.waiting(), 1);
        QVERIFY(toast.undo());
        QCOMPARE(undone, 1);
        QCOMPARE(text->text(), s("Rule deleted"));
        auto *button = toast.findChild<QPushButton *>(s("toastUndo"));
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(undone, 11);
        QVERIFY(!toast.isVisible());
        QVERIFY(!toast.undo());
    }

    void stateViewWaitsBeforeItLoads() {
        auto *content = new QLabel(s("content"));
        StateView view(s("state"), content);
        view.show();
        view.showLoading(s("Reading"));
        QCOMPARE(view.currentWidget(), content); // a quick answer never flickers
        QTRY_VERIFY_WITH_TIMEOUT(view.currentWidget() != content, 1000);
        view.showError(s("It did not work"), s("Nothing was lost."), s("Try again"));
        QSignalSpy wanted(&view, &StateView::actionWanted);
        view.findChild<QPushButton *>(s("stateAction"))->click();
        QCOMPARE(wanted.count(), 1);
        view.showContent();
        QCOMPARE(view.currentWidget(), content);
    }

    void panesByKeyboard() {
        SplitPane panes(s("panes"), Qt::Horizontal, false);
        auto *list = new QWidget;
        panes.addPane(list, 200, s("the list"));
        panes.addPane(new QWidget, 0, s("the work"));
        panes.resize(800, 200);
        panes.show();
        QCOMPARE(panes.sizes().first(), 200);
        QTest::keyClick(panes.handle(1), Qt::Key_Right);
        QCOMPARE(panes.sizes().first(), 216);
        panes.setStandard(list, 160); // less room, and a person's width stays
        QCOMPARE(panes.sizes().first(), 216);
        QTest::keyClick(panes.handle(1), Qt::Key_Home);
        QCOMPARE(panes.sizes().first(), 160);
        panes.setStandard(list, 200);
        QCOMPARE(panes.sizes().first(), 200);
    }

    void faultsStandUnderTheField() {
        FormGrid form;
        auto *field = new QLineEdit;
        form.addRow(s("Subject"), field, s("About 40 letters."));
        form.show();
        QCOMPARE(field->accessibleName(), s("Subject"));
        form.setFault(field, s("Write a subject."));
        QCOMPARE(field->accessibleDescription(), s("Write a subject."));
        QVERIFY(field->property("invalid").toBool());
        form.setFault(field, {});
        QVERIFY(!field->property("invalid").toBool());
    }

    void tabFollowsTheEye() {
        OrderedWindow window;
        auto *layout = new QVBoxLayout(&window);
        auto *row = new QHBoxLayout;
        auto *last = makeButton(s("last"), s("Last"), "", nullptr, &window), *first = makeButton(s("first"), s("First"), "", nullptr, &window);
        layout->addLayout(row);
        layout->addWidget(last);
        row->addWidget(first);
        window.show();
        auto *late = makeButton(s("late"), s("Late"), "", nullptr, &window);
        row->addWidget(late);
        late->show();
        QApplication::setActiveWindow(&window);
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Tab);
        QTRY_VERIFY(late->hasFocus());
        QTest::keyClick(late, Qt::Key_Tab);
        QTRY_VERIFY(last->hasFocus());
        QTest::keyClick(last, Qt::Key_Backtab);
        QTRY_VERIFY(late->hasFocus());
    }

    void iconsFollowTheTheme() {
        const std::unique_ptr<QPushButton> primary(makeButton(s("p"), s("Save"), "primary", "check"));
        const std::unique_ptr<QToolButton> tool(makeTool(s("t"), s("Undo"), "undo-2"));
        const QIcon made = icon(QStringLiteral("users"), tokens().bad);
        const auto seen = [](const QIcon &icon) { return icon.pixmap(QSize(64, 64)).toImage(); };
        QVERIFY(shows(seen(made), tokens().bad));
        Theme::instance().apply(Scheme::Dark);
        QVERIFY(shows(seen(made), tokens().bad));
        QVERIFY(shows(seen(primary->icon()), tokens().onAccent));
        QVERIFY(shows(seen(tool->icon()), tokens().secondary));
    }

    void lettersMayGrow() {
        for (const qreal scale : {1.0, 1.5, 2.0}) {
            Theme::instance().setTextScale(scale);
            const std::unique_ptr<QPushButton> plain(makeButton(s("b"), s("Ägypten jqy"), "")), value(makeButton(s("v"), s("Ägypten jqy"), "field"));
            SegmentedControl control(s("c"), s("c"));
            control.addSegment(s("Ägypten jqy"));
            QComboBox combo;
            combo.addItem(s("Ägypten jqy"));
            QSpinBox spin;
            QLineEdit line;
            const QFontMetrics metrics(Theme::instance().font(TypeRole::Body));
            for (QWidget *part : std::initializer_list<QWidget *>{plain.get(), value.get(), &control, &combo, &spin, &line}) {
                part->ensurePolished();
                QVERIFY2(part->sizeHint().height() >= metrics.height() + 2, part->metaObject()->className());
            }
            QVERIFY(value->sizeHint().width() > metrics.horizontalAdvance(value->text()));
            QVERIFY(combo.sizeHint().width() > metrics.horizontalAdvance(combo.itemText(0)));
        }
    }

    void figuresAreOfEvenWidth() {
        const QFontMetrics metrics(Theme::instance().font(TypeRole::Body));
        QCOMPARE(figuresWidth(metrics, s("1,111.11")), figuresWidth(metrics, s("8,888.88")));
    }

    void theKeyboardIsSeen() {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *first = makeButton(s("one"), s("One"), "", nullptr, &window), *second = makeButton(s("two"), s("Two"), "", nullptr, &window);
        layout->addWidget(first);
        layout->addWidget(second);
        window.show();
        QApplication::setActiveWindow(&window);
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Tab);
        QTRY_VERIFY(second->hasFocus());
        auto *ring = window.findChild<QFocusFrame *>();
        QVERIFY(ring);
        QCOMPARE(ring->widget(), second);
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(!ring->widget());
    }

    // Rows that were never in sight are copied whole; of too many the first ones, and that is said.
    void copyTakesRowsOutOfSight() {
        const auto rowsFrom = [](qint64 first, int count, CancelToken) {
            TableRows rows;
            for (qint64 row = first; row < first + count; ++row)
                rows.append({QString::number(row), QStringLiteral("x")});
            return rows;
        };
        TableModel model;
        model.setSource({{s("a")}, {s("b")}}, 3'000, rowsFrom);
        TableView view(s("t"), s("Table"));
        view.setModel(&model);
        QSignalSpy said(&view, &TableView::copied);
        view.selectAll();
        view.copyChosen(false);
        QTRY_COMPARE(said.count(), 1);
        QCOMPARE(said[0][0].toString(), s("3,000 rows copied."));
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3'000);
        for (const int row : {0, 1'700, 2'999})
            QCOMPARE(lines[row], QStringLiteral("%1\tx").arg(row));
        model.setSource({{s("a")}, {s("b")}}, 600'000, rowsFrom);
        view.selectAll();
        view.copyChosen(false);
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 2, 30'000);
        QVERIFY(said[1][0].toString().startsWith(s("Copied the first 500,000 of 600,000 rows.")));
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 499'999);
    }

    void whatCannotBeReadIsSaid() {
        TableModel model;
        TableView view(s("t"), s("Table"));
        view.setModel(&model);
        view.resize(400, 300);
        view.show();
        QSignalSpy failed(&model, &TableModel::failed);
        model.setSource({{s("a")}}, 10, [](qint64, int, CancelToken) -> Result<TableRows> { return Error(ErrorKind::Io, "store.busy"); });
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!model.problem().isEmpty());
        QCOMPARE(view.accessibleDescription(), model.problem());
        view.selectAll();
        QSignalSpy said(&view, &TableView::copied);
        view.copyChosen(false);
        QTRY_COMPARE(said.count(), 1);
        QCOMPARE(said[0][0].toString(), model.problem());
        model.setRows({{s("a")}}, {{s("1")}});
        QVERIFY(model.problem().isEmpty());
        QVERIFY(view.accessibleDescription().isEmpty());
    }

    // A fast way down a long table leaves the windows that were passed.
    void onlyWhatIsNearIsWaitedFor() {
        TableModel model;
        std::atomic<bool> isHeld{true};
        model.setSource({{s("a")}}, 1'000'000, [&](qint64 first, int, CancelToken) {
            while (isHeld)
                QThread::msleep(1);
            return TableRows{{QString::number(first)}};
        });
        for (int window = 0; window < 100; ++window)
            (void)model.index(window * TableModel::kWindow, 0).data();
        QSignalSpy came(&model, &TableModel::dataChanged);
        isHeld = false;
        model.settle();
        QVERIFY(came.count() <= 8);
        QCOMPARE(model.index(99 * TableModel::kWindow, 0).data().toString(), QString::number(99 * TableModel::kWindow));
    }

    void eachWindowHasItsClock() {
        const Instant noon = *instantFromIso("2026-11-21T12:00:00Z");
        QWidget here, there;
        auto *inside = new QWidget(&there);
        setZoneOfWindow(&here, "UTC");
        setZoneOfWindow(&there, "Europe/Berlin");
        setWorkspaceZone("UTC");
        {
            const ZoneScope scope(inside);
            QCOMPARE(zoned(noon).time(), QTime(13, 0));
            const ZoneScope other(&here);
            QCOMPARE(zoned(noon).time(), QTime(12, 0));
        }
        QCOMPARE(zoned(noon).time(), QTime(12, 0));
        // What is put into words on a pool thread, too.
        auto *model = new TableModel(inside);
        model->setSource({{s("a")}}, 1, [noon](qint64, int, CancelToken) { return TableRows{{zoned(noon).time().toString(QStringLiteral("HH:mm"))}}; });
        (void)model->index(0, 0).data();
        model->settle();
        QCOMPARE(model->index(0, 0).data().toString(), s("13:00"));
    }

    void copyWithColumnNames() {
        TableModel model;
        model.setRows({{s("a")}, {s("b")}, {s("c")}}, {{s("1"), s("2"), s("3")}});
        TableView view(s("t"), s("Table"));
        view.setModel(&model);
        view.setColumnHidden(1, true);
        view.selectAll();
        view.copyChosen(true);
        QTRY_COMPARE(QApplication::clipboard()->text(), s("a\tc\n1\t3"));
        QSignalSpy opened(&view, &TableView::rowOpened);
        view.selectRow(0);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
    }
};
AUDIENCE_TEST(PartsTest)

#include "parts_test.moc"
