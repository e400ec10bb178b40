#include "ui/kit/calendar.h"

#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QCalendarWidget>
#include <QCoreApplication>
#include <QTextCharFormat>
#include <QToolButton>

namespace audience::ui {

void dressCalendar(QCalendarWidget *calendar) {
    const Tokens &t = tokens();
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setHorizontalHeaderFormat(QCalendarWidget::ShortDayNames);
    calendar->setGridVisible(false);
    calendar->setLocale(interfaceLocale());
    calendar->setFirstDayOfWeek(Qt::Monday);
    QTextCharFormat plain, head;
    plain.setForeground(t.text);
    head.setForeground(t.secondary);
    head.setBackground(t.surface);
    calendar->setHeaderTextFormat(head);
    for (const auto day : {Qt::Saturday, Qt::Sunday})
        calendar->setWeekdayTextFormat(day, plain);
    QTextCharFormat today;
    today.setForeground(t.accent);
    today.setFontWeight(QFont::DemiBold);
    calendar->setDateTextFormat(QDate::currentDate(), today);
    const auto arrow = [calendar](const char *name, const char *picture, const QString &words) {
        if (auto *button = calendar->findChild<QToolButton *>(QLatin1String(name))) {
            button->setIcon(icon(picture));
            button->setIconSize(QSize(16, 16));
            button->setAccessibleName(words);
        }
    };
    const bool isMirrored = calendar->layoutDirection() == Qt::RightToLeft;
    arrow("qt_calendar_prevmonth", isMirrored ? "chevron-right" : "chevron-left", QCoreApplication::translate("audience::ui::DateButton", "Month before"));
    arrow("qt_calendar_nextmonth", isMirrored ? "chevron-left" : "chevron-right", QCoreApplication::translate("audience::ui::DateButton", "Next month"));
}

} // namespace audience::ui
