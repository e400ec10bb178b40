#include "ui/kit/stale_panel.h"

#include "ui/kit/breakable.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kAround = 60;   // characters kept beside a difference
constexpr int kMostShown = 600;

QString escaped(const QString &text) {
    constexpr int kLongestWord = 20; // two versions stand beside each other in a narrow window, too
    return breakable(text, kLongestWord).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
}

// From word to word, so that no word and no pair of surrogates is torn.
int wordStart(const QString &text, int at) {
    while (at > 0 && at < text.size() && !text[at - 1].isSpace())
        --at;
    return at;
}

} // namespace

QString StalePanel::marked(const QString &text, const QString &other) {
    if (text == other)
        return escaped(text.size() > kMostShown ? text.left(wordStart(text, kMostShown)) + QStringLiteral(" …") : text);
    const int shorter = int(std::min(text.size(), other.size()));
    int same = 0, tail = 0;
    while (same < shorter && text[same] == other[same])
        ++same;
    same = wordStart(text, same);
    while (tail < shorter - same && text[text.size() - 1 - tail] == other[other.size() - 1 - tail])
        ++tail;
    int end = int(text.size()) - tail;
    while (end > same && end < text.size() && !text[end].isSpace())
        ++end;
    const int from = same > kAround ? wordStart(text, same - kAround) : 0;
    const int to = end + kAround < text.size() ? std::max(end, wordStart(text, end + kAround)) : int(text.size());
    QString differing = text.mid(same, end - same);
    if (differing.size() > kMostShown)
        differing = differing.left(wordStart(differing, kMostShown)) + QStringLiteral(" …");
    const QString mark = differing.isEmpty() ? QString()
                                             : QStringLiteral("<span style=\"background:%1\">%2</span>").arg(tokens().warningSoft.name(), escaped(differing));
    return (from > 0 ? QStringLiteral("… ") : QString()) + escaped(text.mid(from, same - from)) + mark + escaped(text.mid(end, to - end)) +
           (to < text.size() ? QStringLiteral(" …") : QString());
}

StalePanel::StalePanel(const QString &objectName, QWidget *parent) : QFrame(parent) {
    setObjectName(objectName);
    setRole(this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kMedium);
    layout->setSpacing(space::kSmall);
    auto *head = makeRow();
    head->addWidget(makeIcon("triangle-alert", Tone::Warning, 16, this));
    m_title = makeLabel({}, "strong", this);
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    layout->addLayout(head);
    auto *inside = new QWidget;
    auto *insideColumn = new QVBoxLayout(inside);
    insideColumn->setContentsMargins(0, 0, 0, 0);
    m_rows = new QGridLayout;
    m_rows->setHorizontalSpacing(space::kPage);
    m_rows->setVerticalSpacing(space::kSmall);
    m_rows->setColumnStretch(0, 2);
    m_rows->setColumnStretch(1, 3);
    m_rows->setColumnStretch(2, 3);
    insideColumn->addLayout(m_rows);
    insideColumn->addStretch(1);
    auto *scroll = makeScroll(objectName + QStringLiteral("Scroll"), inside, this);
    scroll->setMinimumHeight(120);
    layout->addWidget(scroll, 1);
    auto *foot = makeRow();
    const auto add = [&](const char *name, const QString &words, void (StalePanel::*signal)()) {
        auto *button = makeButton(objectName + QLatin1String(name), words, "", nullptr, this);
        connect(button, &QPushButton::clicked, this, [this, signal] {
            hide();
            Q_EMIT (this->*signal)();
        });
        foot->addWidget(button);
        return button;
    };
    add("Mine", tr("Keep mine"), &StalePanel::keepMine);
    add("Theirs", tr("Take theirs"), &StalePanel::takeTheirs);
    m_copy = add("Copy", tr("Save mine as a copy"), &StalePanel::saveCopy);
    static_cast<QHBoxLayout *>(foot)->addStretch(1);
    layout->addLayout(foot);
    hide();
}

void StalePanel::offerNoCopy() {
    m_copy->hide();
}

void StalePanel::show(const QString &name, const QString &theirsWhen, const QVector<VersionRow> &rows) {
    m_title->setText(tr("\"%1\" was changed and saved elsewhere while you were writing").arg(name.left(80)));
    setAccessibleName(m_title->text());
    clearLayout(m_rows);
    m_rows->addWidget(makeLabel(theirsWhen.isEmpty() ? tr("Theirs, saved") : tr("Theirs, saved %1").arg(theirsWhen), "secondary", this), 0, 1);
    m_rows->addWidget(makeLabel(tr("Mine, not saved"), "secondary", this), 0, 2);
    int line = 1;
    for (const VersionRow &row : rows) {
        const bool differs = row.theirs != row.mine;
        auto *part = makeLabel(row.part, differs ? "strong" : "secondary", this);
        part->setWordWrap(true);
        m_rows->addWidget(part, line, 0, Qt::AlignTop);
        int column = 1;
        for (const auto &[text, other] : {std::pair(row.theirs, row.mine), std::pair(row.mine, row.theirs)}) {
            auto *label = makeLabel({}, differs ? "body" : "secondary", this);
            label->setObjectName(QStringLiteral("version_%1_%2").arg(line).arg(column));
            label->setTextFormat(Qt::RichText);
            label->setWordWrap(true);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            label->setText(text.isEmpty() ? QStringLiteral("<i>%1</i>").arg(tr("nothing")) : marked(text, other));
            m_rows->addWidget(label, line, column++, Qt::AlignTop);
        }
        ++line;
    }
    QFrame::show();
}

} // namespace audience::ui
