// The seven days of the week, each on or off, beginning with the first day of the language; at least one stays on.
#pragma once

#include <QWidget>

class QAbstractButton;

namespace audience::ui {

class WeekdayChips final : public QWidget {
    Q_OBJECT
public:
    WeekdayChips(const QString &objectName, QWidget *parent = nullptr);
    void setDays(std::uint8_t days); // bit 0: Monday

Q_SIGNALS:
    void daysChanged(std::uint8_t days); // by hand only

private:
    void take(int day);
    std::uint8_t m_days = 0x7f;
    QAbstractButton *m_buttons[7] = {};
};

} // namespace audience::ui
