#include "ui/kit/card.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace audience::ui {

Card::Card(const QString &title, QWidget *parent) : QFrame(parent) {
    setProperty("role", QStringLiteral("card"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    m_head = new QWidget(this);
    m_head->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_headRow = new QHBoxLayout(m_head);
    m_headRow->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, 6);
    m_headRow->setSpacing(space::kSmall);
    m_title = makeLabel({}, "strong", m_head);
    m_title->setMinimumHeight(24);
    m_count = makeChip({}, Tone::Accent, m_head);
    m_note = new ElidedLabel({}, "tertiary", m_head);
    m_actions = makeRow();
    m_headRow->addWidget(m_title);
    m_headRow->addWidget(m_count);
    m_headRow->addWidget(m_note, 1);
    m_headRow->addLayout(m_actions);
    m_line = makeLine(this);
    m_line->hide();
    m_count->hide();
    m_body = makeColumn();
    m_body->setContentsMargins(space::kMedium, 2, space::kMedium, space::kMedium);
    layout->addWidget(m_head);
    layout->addWidget(m_line);
    layout->addLayout(m_body, 1);
    setTitle(title);
}

void Card::setTitle(const QString &title) {
    m_title->setText(title);
    setAccessibleName(title);
    refreshHead();
}

void Card::setNote(const QString &note) {
    m_note->setText(note);
    refreshHead();
}

void Card::setCount(const QString &count, Tone tone) {
    setChip(m_count, count, tone);
    m_count->setVisible(!count.isEmpty());
}

void Card::setIcon(const char *iconName, Tone tone) {
    delete m_icon;
    m_icon = makeIcon(iconName, tone, 16, m_head);
    m_headRow->insertWidget(0, m_icon);
}

void Card::addAction(QWidget *widget) {
    m_actions->addWidget(widget);
    refreshHead();
}

void Card::showLine(bool shown) {
    m_line->setVisible(shown);
    m_body->setContentsMargins(space::kMedium, shown ? space::kSmall : 2, space::kMedium, space::kMedium);
}

void Card::setFlush() {
    m_body->setContentsMargins(0, 0, 0, 1);
    m_body->setSpacing(0);
}

void Card::refreshHead() {
    m_head->setVisible(!m_title->text().isEmpty() || !m_note->text().isEmpty() || m_actions->count() > 0);
    if (!m_head->isVisibleTo(this) && m_body->contentsMargins().top() == 2)
        m_body->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
}

} // namespace audience::ui
