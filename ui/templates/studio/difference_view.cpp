#include "ui/templates/studio/difference_view.h"

#include "qbase/convert.h"
#include "ui/kit/breakable.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/version_words.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr int kMostChanges = 60, kMostLines = 120, kMostLetters = 300;

QLabel *makeRich(const QString &objectName, const QString &rich, QWidget *parent) {
    auto *label = makeLabel({}, "body", parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setText(rich);
    return label;
}

QString lineText(const service::LineChange &line) {
    using Kind = service::LineChange::Kind;
    const QString text = breakable(toQString(line.text).left(kMostLetters), 40).toHtmlEscaped();
    if (line.kind == Kind::LeftOut)
        return QStringLiteral("<span style=\"color:%1\">…</span>").arg(tokens().tertiary.name());
    if (line.kind == Kind::Same)
        return QStringLiteral("<span style=\"color:%1\">&nbsp;&nbsp;%2</span>").arg(tokens().secondary.name(), text);
    const bool isAdded = line.kind == Kind::Added;
    return QStringLiteral("<span style=\"background:%1;color:%2\">%3 %4</span>")
        .arg((isAdded ? tokens().goodSoft : tokens().badSoft).name(), tokens().text.name(), isAdded ? QStringLiteral("+") : QStringLiteral("−"), text);
}

} // namespace

DifferenceView::DifferenceView(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("differences"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_inside = new QWidget;
    m_column = new QVBoxLayout(m_inside);
    m_column->setContentsMargins(0, 0, space::kSmall, 0);
    m_column->setSpacing(space::kMedium);
    layout->addWidget(makeScroll(QStringLiteral("differenceScroll"), m_inside, this));
}

void DifferenceView::say(const QString &words) {
    clearLayout(m_column);
    auto *label = makeLabel(words, "quietBody", m_inside);
    label->setObjectName(QStringLiteral("differenceWords"));
    label->setWordWrap(true);
    m_column->addWidget(label);
    m_column->addStretch(1);
}

void DifferenceView::show(const QString &before, const QString &after, const std::vector<service::TemplateChange> &changes) {
    if (changes.empty())
        return say(tr("They are the same."));
    m_before = before;
    m_after = after;
    clearLayout(m_column);
    int number = 0;
    for (const service::TemplateChange &change : changes) {
        if (number == kMostChanges)
            break;
        m_column->addWidget(makeChange(change, number++));
    }
    if (const int more = int(changes.size()) - number; more > 0)
        m_column->addWidget(makeLabel(tr("and %Ln more changes", nullptr, more), "secondary", m_inside));
    m_column->addStretch(1);
}

QWidget *DifferenceView::makeChange(const service::TemplateChange &change, int number) {
    QFrame *card = makeCard({}, m_inside);
    card->setObjectName(QStringLiteral("difference_%1").arg(number));
    auto *title = makeLabel(changeWords(change), "strong", card);
    title->setWordWrap(true);
    card->layout()->addWidget(title);
    card->setAccessibleName(title->text());
    if (!change.lines.empty())
        card->layout()->addWidget(makeLines(change, number));
    else if ((!change.before.empty() || !change.after.empty()) && change.part != "body")
        card->layout()->addWidget(makeSides(change, number));
    return card;
}

QWidget *DifferenceView::makeSides(const service::TemplateChange &change, int number) {
    auto *both = new QWidget(m_inside);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kPage);
    const QString before = toQString(change.before), after = toQString(change.after);
    for (const auto &[name, text, other, head] : {std::tuple(QStringLiteral("Before"), before, after, m_before), std::tuple(QStringLiteral("After"), after, before, m_after)}) {
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        column->addWidget(makeLabel(head, "secondary", both));
        column->addWidget(makeRich(QStringLiteral("difference%1_%2").arg(name).arg(number), text.isEmpty() ? QStringLiteral("<i>%1</i>").arg(tr("nothing")) : StalePanel::marked(text, other), both));
        column->addStretch(1);
        row->addLayout(column, 1);
    }
    return both;
}

QWidget *DifferenceView::makeLines(const service::TemplateChange &change, int number) {
    QStringList lines;
    for (const service::LineChange &line : change.lines)
        if (lines.size() < kMostLines)
            lines << lineText(line);
    if (const int more = int(change.lines.size()) - int(lines.size()); more > 0)
        lines << tr("and %Ln more lines", nullptr, more);
    auto *label = makeRich(QStringLiteral("differenceLines_%1").arg(number), lines.join(QStringLiteral("<br>")), m_inside);
    label->setFont(Theme::instance().font(TypeRole::Mono));
    return label;
}

} // namespace audience::ui
