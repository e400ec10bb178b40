// Dresses Qt's month calendar in the tokens: no week numbers, no red weekends, arrows of the stroke set.
#pragma once

class QCalendarWidget;

namespace audience::ui {

void dressCalendar(QCalendarWidget *calendar);

} // namespace audience::ui
