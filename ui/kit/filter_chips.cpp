#include "ui/kit/filter_chips.h"

#include "ui/kit/flow_layout.h"

#include <QKeyEvent>

namespace audience::ui {

FilterChips::FilterChips(const QString &objectName, const QString &accessibleName, Mode mode, QWidget *parent) : QWidget(parent), m_mode(mode) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    new FlowLayout(this, 6);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FilterChips::setChips(const QList<FilterChip> &chips) {
    const QStringList before = chosen();
    QStringList ids;
    for (const FilterChip &chip : chips)
        ids << chip.id;
    if (ids != m_ids) {
        clearLayout(layout());
        m_buttons.clear();
        m_ids = ids;
        for (const FilterChip &chip : chips) {
            auto *button = makeButton(objectName() + QLatin1Char('_') + chip.id, {}, "chip", nullptr, this);
            button->setCheckable(true);
            button->installEventFilter(this);
            connect(button, &QPushButton::clicked, this, [this, button] { clicked(button); });
            layout()->addWidget(button);
            m_buttons.append(button);
        }
        setChosen(before);
    }
    for (int i = 0; i < chips.size(); ++i) {
        const QString words = chips[i].count < 0 ? chips[i].text : QStringLiteral("%1 %2").arg(chips[i].text, formatNumber(chips[i].count));
        m_buttons[i]->setText(words);
        m_buttons[i]->setAccessibleName(words);
    }
    updateGeometry();
}

void FilterChips::setChosen(const QStringList &ids) {
    for (int i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setChecked(ids.contains(m_ids[i]));
    if (m_mode == Mode::One && chosen().isEmpty() && !m_buttons.isEmpty())
        m_buttons.first()->setChecked(true);
}

QStringList FilterChips::chosen() const {
    QStringList ids;
    for (int i = 0; i < m_buttons.size(); ++i)
        if (m_buttons[i]->isChecked())
            ids << m_ids[i];
    return ids;
}

void FilterChips::clicked(QPushButton *button) {
    if (m_mode == Mode::One)
        for (QPushButton *other : std::as_const(m_buttons))
            other->setChecked(other == button);
    Q_EMIT chosenChanged(chosen());
}

bool FilterChips::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int ahead = layoutDirection() == Qt::RightToLeft ? Qt::Key_Left : Qt::Key_Right;
        const int back = layoutDirection() == Qt::RightToLeft ? Qt::Key_Right : Qt::Key_Left;
        const int step = key == ahead ? 1 : key == back ? -1 : 0;
        const int at = int(m_buttons.indexOf(static_cast<QPushButton *>(watched))) + step;
        if (step != 0) {
            if (at >= 0 && at < m_buttons.size())
                m_buttons[at]->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            static_cast<QPushButton *>(watched)->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace audience::ui
