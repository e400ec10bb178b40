#include "ui/checks/check_panel.h"

#include "qbase/convert.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

using Kind = CheckItem::Kind;
using Standing = CheckItem::Standing;

namespace {

constexpr int kRowsShown = 6, kLineHeight = 44, kMostValue = 120;

std::pair<QString, Tone> chipOf(const CheckItem &item) {
    switch (item.standing) {
    case Standing::Failing: return {CheckPanel::tr("Failing"), Tone::Bad};
    case Standing::Warning: return {item.kind == Kind::Trap ? CheckPanel::tr("Beware") : CheckPanel::tr("Warning"), Tone::Warning};
    case Standing::Passing: return {CheckPanel::tr("Passing"), Tone::Good};
    case Standing::Waiting: return {CheckPanel::tr("From the next rows on"), Tone::Neutral};
    case Standing::Off: return {item.kind == Kind::LeftOut ? CheckPanel::tr("Not taken over") : CheckPanel::tr("Off"), Tone::Neutral};
    case Standing::Offered: break;
    }
    return {CheckPanel::tr("Suggested"), Tone::Accent};
}

QLabel *wrapped(const QString &text, const char *role, QWidget *parent) {
    auto *label = makeLabel(text, role, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

CheckPanel::CheckPanel(const QString &objectName, QWidget *parent) : QFrame(parent), m_name(objectName) {
    setObjectName(objectName);
    setProperty("role", QStringLiteral("paneRight"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    m_column->setSpacing(space::kSmall);
    outer->addWidget(makeScroll(objectName + QStringLiteral("Scroll"), inside, this));
}

void CheckPanel::show(const CheckItem *item, bool mayChange) {
    clearLayout(m_column);
    if (item) {
        addHead(*item);
        addPast(*item);
        addRows(*item);
        addSeverity(*item, mayChange);
        addActs(*item, mayChange);
    } else {
        m_column->addWidget(wrapped(tr("Choose a check to see how it stood over time and which rows are at fault."), "secondary", this));
    }
    m_column->addStretch(1);
}

void CheckPanel::addHead(const CheckItem &item) {
    const auto [word, tone] = chipOf(item);
    auto *row = makeRow();
    row->addWidget(makeChip(word, tone, this));
    row->addStretch(1);
    m_column->addLayout(row);
    auto *title = wrapped(item.words, "strong", this);
    title->setObjectName(m_name + QStringLiteral("Title"));
    m_column->addWidget(title);
    const QString place = item.dataset.empty() ? QString() : item.column.isEmpty() ? toQString(item.dataset) : tr("%1, column %2").arg(toQString(item.dataset), item.column.left(60));
    if (!place.isEmpty())
        m_column->addWidget(wrapped(place, "secondary", this));
    if (!item.reason.isEmpty())
        m_column->addWidget(wrapped(item.reason, "secondary", this));
    if (!item.last || item.last->checked <= 0 || !model::isOfRows(item.check.kind))
        return;
    auto *figure = makeLabel(formatNumber(item.last->failed), "figure", this);
    m_column->addSpacing(space::kTiny);
    m_column->addWidget(figure);
    m_column->addWidget(wrapped(item.last->failed == 0 ? tr("of %1 rows are at fault").arg(formatNumber(item.last->checked))
                                                       : tr("of %1 rows are at fault, %2").arg(formatNumber(item.last->checked), formatPercent(double(item.last->failed) / double(item.last->checked))),
                                "secondary", this));
}

void CheckPanel::addPast(const CheckItem &item) {
    if (item.past.size() < 2)
        return;
    m_column->addSpacing(space::kSmall);
    m_column->addWidget(makeLabel(tr("The last %n runs", nullptr, int(item.past.size())), "strong", this));
    auto *line = new Sparkline(this);
    line->setObjectName(m_name + QStringLiteral("Past"));
    QStringList said;
    for (const double value : item.past)
        said << QString::number(value, 'g', 6);
    line->setValues(item.past, tr("How it stood in the last %n runs: %1", nullptr, int(item.past.size())).arg(said.join(QStringLiteral(", "))), item.isBad() ? Tone::Warning : Tone::Accent);
    line->setFixedHeight(kLineHeight);
    m_column->addWidget(line);
    auto *ends = makeRow();
    ends->addWidget(makeLabel(formatDate(item.pastFrom.date()), "secondary", this));
    ends->addStretch(1);
    if (item.pastTo.date() != item.pastFrom.date())
        ends->addWidget(makeLabel(formatDate(item.pastTo.date()), "secondary", this));
    m_column->addLayout(ends);
}

void CheckPanel::addRows(const CheckItem &item) {
    if (!item.isBad() || !item.last || item.last->sample.empty())
        return;
    m_column->addSpacing(space::kSmall);
    m_column->addWidget(makeLabel(tr("First rows at fault"), "strong", this));
    int shown = 0;
    for (const quality::FailingRow &row : item.last->sample) {
        if (shown++ == kRowsShown)
            break;
        auto *line = makeRow();
        line->addWidget(new ElidedLabel(row.key.empty() ? tr("Row %1").arg(formatNumber(row.row + 1)) : toQString(row.key).left(kMostValue), "secondary", this), 1);
        line->addWidget(new ElidedLabel(row.value.empty() ? tr("empty") : toQString(row.value).left(kMostValue), "body", this), 1);
        m_column->addLayout(line);
    }
}

void CheckPanel::addSeverity(const CheckItem &item, bool mayChange) {
    if (item.kind != Kind::Kept)
        return;
    m_column->addSpacing(space::kSmall);
    m_column->addWidget(makeLabel(tr("When it fails"), "strong", this));
    auto *choice = new SegmentedControl(m_name + QStringLiteral("Severity"), tr("When it fails"), this);
    choice->addSegment(severityWord(false));
    choice->addSegment(severityWord(true));
    choice->setCurrent(item.stops ? 1 : 0);
    choice->setEnabled(mayChange);
    connect(choice, &SegmentedControl::currentChanged, this, &CheckPanel::turnWanted);
    auto *row = makeRow();
    row->addWidget(choice);
    row->addStretch(1);
    m_column->addLayout(row);
    m_column->addWidget(wrapped(item.stops ? tr("Rows that fail are kept out, and the old ones stay.") : tr("The rows come in, and it is said here and on Today."), "secondary", this));
}

void CheckPanel::addActs(const CheckItem &item, bool mayChange) {
    const auto add = [&](const char *name, const QString &words, const char *role, void (CheckPanel::*act)(), bool isOn) {
        auto *button = makeButton(m_name + QLatin1String(name), words, role, nullptr, this);
        button->setAccessibleName(QStringLiteral("%1: %2").arg(words, item.words));
        button->setEnabled(isOn);
        // The panel is made anew by what the button does.
        connect(button, &QPushButton::clicked, this, act, Qt::QueuedConnection);
        m_column->addWidget(button);
    };
    m_column->addSpacing(space::kSmall);
    if (!item.query.isEmpty())
        add("Show", tr("Show rows"), "", &CheckPanel::openWanted, true);
    if (item.kind == Kind::Suggested) {
        add("Keep", tr("Keep"), "", &CheckPanel::keepWanted, mayChange);
        add("Remove", tr("Not this"), "quiet", &CheckPanel::removeWanted, mayChange);
    }
    if (item.kind == Kind::Kept)
        add("Remove", tr("Remove"), "quiet", &CheckPanel::removeWanted, mayChange);
    if (item.kind == Kind::Fault)
        add("Remove", item.standing == Standing::Off ? tr("Turn on") : tr("Turn off"), "quiet", &CheckPanel::removeWanted, mayChange);
}

} // namespace audience::ui
