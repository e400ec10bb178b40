#include "ui/kit/weekday_chips.h"

#include "ui/kit/widgets.h"

#include <QHBoxLayout>

namespace audience::ui {

WeekdayChips::WeekdayChips(const QString &objectName, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    const int first = int(interfaceLocale().firstDayOfWeek()) - 1;
    for (int i = 0; i < 7; ++i) {
        const int day = (first + i) % 7;
        auto *button = makeButton(objectName + QString::number(day + 1), interfaceLocale().dayName(day + 1, QLocale::ShortFormat), "chip", nullptr, this);
        button->setCheckable(true);
        button->setAccessibleName(interfaceLocale().dayName(day + 1));
        connect(button, &QPushButton::clicked, this, [this, day] { take(day); });
        m_buttons[day] = button;
        row->addWidget(button);
    }
}

void WeekdayChips::setDays(std::uint8_t days) {
    m_days = days;
    for (int day = 0; day < 7; ++day)
        m_buttons[day]->setChecked((days >> day & 1) != 0);
}

void WeekdayChips::take(int day) {
    const auto days = static_cast<std::uint8_t>(m_days ^ (1u << day));
    if (days == 0)
        return setDays(m_days); // the last one stays
    setDays(days);
    Q_EMIT daysChanged(days);
}

} // namespace audience::ui
