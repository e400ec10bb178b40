#include "app/gallery/gallery.h"
#include "ui/kit/date_button.h"
#include "ui/kit/filter_chips.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_button.h"
#include "ui/kit/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::gallery {

using namespace ui;

static QString s(const char *text) {
    return QString::fromUtf8(text);
}

// The name of a state and what is in it.
static void addState(QBoxLayout *column, const char *name, std::initializer_list<QWidget *> widgets) {
    auto *row = makeRow();
    auto *label = makeLabel(s(name), "tertiary");
    label->setMinimumWidth(110);
    row->addWidget(label);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    column->addLayout(row);
}

static std::pair<QFrame *, QBoxLayout *> sheet() {
    QFrame *card = makeCard();
    return {card, static_cast<QBoxLayout *>(card->layout())};
}

// The ring as it stands around a control that has the keyboard.
static QWidget *withRing(QWidget *widget) {
    auto *ring = new QFrame;
    auto *layout = new QHBoxLayout(ring);
    layout->setContentsMargins(3, 3, 3, 3);
    layout->addWidget(widget);
    ring->setObjectName(QStringLiteral("ring"));
    ring->setStyleSheet(QStringLiteral("#ring { border: 2px solid %1; border-radius: 8px; }").arg(tokens().accent.name()));
    layout->setContentsMargins(1, 1, 1, 1);
    return ring;
}

static QWidget *buttons() {
    const auto [card, column] = sheet();
    const auto row = [](const char *suffix, bool isOn) {
        QList<QWidget *> made;
        int i = 0;
        for (const auto &[role, text, picture] : {std::tuple("primary", "Ask for approval", "user-check"), std::tuple("", "Test to me", "send"),
                                                  std::tuple("quiet", "Group", "brackets"), std::tuple("danger", "Stop, 384 will not get it", "square")}) {
            auto *button = makeButton(QStringLiteral("b%1%2").arg(s(suffix)).arg(i++), s(text), role, picture);
            button->setEnabled(isOn);
            made.append(button);
        }
        return made;
    };
    QList<QWidget *> normal = row("n", true), pressed = row("p", true), off = row("d", false), focus = row("f", true);
    for (QWidget *one : pressed)
        static_cast<QPushButton *>(one)->setDown(true);
    addState(column, "normal", {normal[0], normal[1], normal[2], normal[3]});
    addState(column, "pressed", {pressed[0], pressed[1], pressed[2], pressed[3]});
    addState(column, "focus", {withRing(focus[0]), withRing(focus[1]), withRing(focus[2]), withRing(focus[3])});
    addState(column, "disabled", {off[0], off[1], off[2], off[3]});
    addState(column, "long German", {makeButton(s("g1"), s("Kampagnenfreigabe beantragen"), "primary", "user-check"), makeButton(s("g2"), s("Benachrichtigungseinstellungen"), "", "bell")});
    addState(column, "icons alone", {makeTool(s("t1"), s("Undo"), "undo-2"), makeTool(s("t2"), s("More"), "ellipsis")});
    auto *off2 = makeButton(s("v4"), s("Off"), "field", "users");
    off2->setEnabled(false);
    auto *bad = makeButton(s("v5"), s("No segment"), "field", "users");
    bad->setProperty("invalid", true);
    auto *hint = new ValueButton({});
    hint->setPlaceholder(s("Choose a segment"));
    addState(column, "value", {makeButton(s("v1"), s("Win-back, high value"), "field", "users"), makeButton(s("v2"), s("500 €"), "value"), off2, bad, hint});
    auto *wide = makeButton(s("v3"), s("Germany, Austria, Switzerland, Liechtenstein, Luxembourg, Belgium and 14 more"), "field", "map-pin");
    wide->setMaximumWidth(260);
    addState(column, "value, narrow", {wide});
    return card;
}

static QWidget *fields() {
    const auto [card, column] = sheet();
    const auto line = [](const char *text) {
        auto *edit = new QLineEdit(s(text));
        edit->setFixedWidth(220);
        return edit;
    };
    auto *empty = line("");
    empty->setPlaceholderText(s("The connection's own address"));
    auto *off = line("Nordwind");
    off->setEnabled(false);
    auto *bad = line("marta.l@example");
    ui::setProperty(bad, "invalid", true);
    addState(column, "line", {line("Nordwind <news@nordwind.example>"), empty});
    addState(column, "disabled, wrong", {off, bad});
    auto *combo = new QComboBox;
    combo->addItems({s("Every person's own time zone"), s("Europe/Berlin")});
    auto *comboOff = new QComboBox;
    comboOff->addItem(s("Practice"));
    comboOff->setEnabled(false);
    auto *editable = new QComboBox;
    editable->setEditable(true);
    editable->addItem(s("14 per second"));
    addState(column, "combo", {combo, comboOff, editable});
    auto *spin = new QSpinBox;
    spin->setRange(0, 5000);
    spin->setValue(500);
    spin->setSuffix(s(" €"));
    auto *spinOff = new QSpinBox;
    spinOff->setEnabled(false);
    auto *day = new QDateEdit(QDate(2026, 11, 21));
    day->setCalendarPopup(true);
    auto *time = new QTimeEdit(QTime(14, 0));
    addState(column, "numbers, times", {spin, spinOff, day, time});
    auto *date = new DateButton(s("gDay"), s("Day of sending"));
    date->setDate(QDate(2026, 11, 21));
    auto *clock = new TimeButton(s("gTime"), s("Time of sending"));
    clock->setTime(QTime(14, 0));
    auto *none = new DateButton(s("gNone"), s("Day"));
    addState(column, "day and time", {date, clock, none});
    const auto check = [](QAbstractButton *button, bool isOn, bool isEnabled) {
        button->setCheckable(true);
        button->setChecked(isOn);
        button->setEnabled(isEnabled);
        button->setAutoExclusive(false);
        return button;
    };
    auto *partly = new QCheckBox(s("Some"));
    partly->setTristate(true);
    partly->setCheckState(Qt::PartiallyChecked);
    addState(column, "check", {check(new QCheckBox(s("Off")), false, true), check(new QCheckBox(s("On")), true, true), partly,
                               check(new QCheckBox(s("Disabled")), true, false)});
    addState(column, "radio", {check(new QRadioButton(s("Off")), false, true), check(new QRadioButton(s("On")), true, true), check(new QRadioButton(s("Disabled")), true, false)});
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    auto *progress = new QProgressBar;
    progress->setValue(62);
    progress->setFixedWidth(160);
    addState(column, "slider, progress", {slider, progress});
    auto *text = new QPlainTextEdit(s("Subject: Warm things for short days"));
    text->setMaximumHeight(60);
    column->addWidget(text);
    return card;
}

static QWidget *chips() {
    const auto [card, column] = sheet();
    addState(column, "states", {makeChip(s("Draft")), makeChip(s("Sending"), Tone::Accent), makeChip(s("Delivered"), Tone::Good),
                                makeChip(s("Not sure"), Tone::Warning), makeChip(s("Bounced"), Tone::Bad)});
    auto *one = new FilterChips(s("people"), s("Show people"));
    one->setChips({{s("all"), s("All")}, {s("rejected"), s("Rejected"), 3}, {s("unsure"), s("Not sure"), 1}, {s("opened"), s("Opened"), 12041}});
    column->addWidget(one);
    auto *many = new FilterChips(s("many"), s("Columns"), FilterChips::Mode::Many);
    many->setChips({{s("a"), s("Benachrichtigungseinstellungen")}, {s("b"), s("Newsletterabonnentinnen")}, {s("c"), s("Wiederkehrende Käuferinnen")}, {s("d"), s("Rücksendungen")}});
    many->setChosen({s("b"), s("c")});
    column->addWidget(many);
    auto *preview = new SegmentedControl(s("preview"), s("Preview on"));
    preview->addSegment(s("Desktop"), s("monitor"), true);
    preview->addSegment(s("Phone"), s("smartphone"), true);
    preview->addSegment(s("Dark"), s("moon"), true);
    preview->addSegment(s("Without images"), s("image-off"), true);
    auto *words = new SegmentedControl(s("period"), s("Period"));
    for (const char *word : {"7 days", "30 days", "12 months"})
        words->addSegment(s(word));
    words->setCurrent(1);
    auto *off = new SegmentedControl(s("off"), s("Off"));
    off->addSegment(s("Now"), s("send"));
    off->addSegment(s("Later"), s("clock"));
    off->setEnabled(false);
    addState(column, "segmented", {preview, words, off});
    auto *tabs = new TabRow(s("tabs"));
    for (const char *word : {"Rules", "Who they are", "Overlap", "Over time", "SQL"})
        tabs->addTab(QStringLiteral("tab_") + s(word), s(word));
    column->addWidget(tabs);
    return card;
}

static QWidget *forms() {
    const auto [card, column] = sheet();
    auto *form = new FormGrid;
    form->addRow(s("From"), new QLineEdit(s("Nordwind <news@nordwind.example>")));
    auto *subject = new QLineEdit;
    form->addRow(s("Subject"), subject, s("About 40 letters are seen on a phone."));
    form->setFault(subject, s("An email without a subject is often taken for spam. Write one."));
    form->addRow(s("Vorschautext im Posteingang"), new QLineEdit(s("Free returns for orders until 31 January")), s("Stands after the subject in the inbox."));
    auto *combo = new QComboBox;
    combo->addItem(s("News and offers"));
    form->addRow(s("Topic"), combo);
    column->addWidget(form);
    return card;
}

QList<Part> controlParts() {
    return {{s("buttons"), s("Buttons"), buttons}, {s("fields"), s("Fields"), fields}, {s("chips"), s("Chips, segments, tabs"), chips}, {s("forms"), s("Forms"), forms}};
}

} // namespace audience::gallery
