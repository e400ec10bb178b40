// Which days a page is about: the last 7, 30 or 90, or any others. A button that says the days; its list
// opens below it.
#pragma once

#include "service/period.h"

#include <QPushButton>

class QDateEdit;
class QFrame;

namespace audience::ui {

class PeriodPicker final : public QPushButton {
    Q_OBJECT
public:
    PeriodPicker(const QString &objectName, QWidget *parent = nullptr);
    // What it shows; `today` is the newest day that can be chosen.
    void setPeriod(service::Period period, CivilDate today);
    void openList();

Q_SIGNALS:
    void lastDaysChosen(int days);
    void periodChosen(const service::Period &period);

private:
    void makeList();
    void apply();
    service::Period m_period;
    CivilDate m_today;
    QFrame *m_list = nullptr;
    QDateEdit *m_first = nullptr, *m_last = nullptr;
};

} // namespace audience::ui
