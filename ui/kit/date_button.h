// Buttons that show a day or a time of day and open a small calendar or a list of times under them. A time
// can be typed as well: "9:30", "930", "2 pm".
#pragma once

#include "ui/kit/value_button.h"

#include <QDate>
#include <QTime>

namespace audience::ui {

class DateButton final : public QWidget {
    Q_OBJECT
public:
    // The accessible name says what the day is for, e.g. "Day of sending".
    DateButton(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    void setDate(const QDate &date);
    QDate date() const { return m_date; }
    void setRange(const QDate &first, const QDate &last); // invalid: open
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void dateChanged(const QDate &date); // by hand only

private:
    void open();
    void take(const QDate &date);
    QDate m_date, m_first, m_last;
    ValueButton *m_button;
};

class TimeButton final : public QWidget {
    Q_OBJECT
public:
    TimeButton(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    void setTime(const QTime &time);
    QTime time() const { return m_time; }
    void setStep(int minutes) { m_step = minutes; } // of the list; 30 at first
    QPushButton *button() const { return m_button; }
    // "9", "9:30", "930", "14.05", "2 pm"; invalid when it is no time.
    static QTime parse(const QString &text);

Q_SIGNALS:
    void timeChanged(const QTime &time); // by hand only

private:
    void open();
    QTime m_time;
    int m_step = 30;
    ValueButton *m_button;
};

} // namespace audience::ui
