// Days of a month or a week with what goes out and what went out on each. What is scheduled can be taken to another day,
// with the pointer or with Alt and the arrows. Shows and asks only.
#pragma once

#include "ui/kit/painted_items.h"

#include <QDateTime>
#include <QHash>
#include <QVector>
#include <QWidget>

class QPainter;

namespace audience::ui {

struct CalendarEntry {
    enum class Kind { Scheduled, Missed, Going, Sent };
    qint64 id = 0;
    QString name;
    QDateTime at; // by the clock of the workspace
    Kind kind = Kind::Scheduled;
    qint64 people = -1; // it goes to or went to; -1: not known
    bool canMove = true; // what is scheduled: not one start of a series, nor what is frozen already
    bool isOwnClock = false;  // each person's: `at` is what it is called, not one moment
    QDateTime first = {}, last = {}; // of that, where it is known: when the first and the last person's clock shows it
};

class SendCalendar final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    enum class Mode { Month, Week };
    explicit SendCalendar(QWidget *parent = nullptr);
    void setEntries(const QVector<CalendarEntry> &entries, const QDateTime &now);
    void setPeople(const QHash<qint64, qint64> &reach, const QHash<QDate, qint64> &perDay); // of what is scheduled
    void showDay(const QDate &day, Mode mode);
    Mode mode() const { return m_mode; }
    QDate day() const { return m_day; } // in what is shown
    QDate firstShown() const { return m_first; }
    const QVector<CalendarEntry> &entries() const { return m_entries; }
    QRect cellOf(const QDate &day) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    int itemCount() const override { return int(m_shown.size()); }
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;

Q_SIGNALS:
    void opened(qint64 campaign);
    void moved(qint64 campaign, const QDate &to);
    void stepWanted(int by); // months or weeks
    void weekWanted(const QDate &day); // more goes out on it than there is room for
    void dayOpened(const QDate &day); // who gets something on it

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Shown {
        int entry = 0; // index
        QRect rect;
    };
    int weeks() const;
    int headHeight() const;
    QDate dayAt(const QPoint &point) const;
    int itemAt(const QPoint &point) const;
    void place();
    void resizeEvent(QResizeEvent *event) override;
    void paintDay(QPainter &painter, const QDate &day);
    void paintEntry(QPainter &painter, const CalendarEntry &entry, const QRect &rect, bool isLit) const;
    void paintName(QPainter &painter, const QString &name, const QRect &rect) const;
    int tallHeight(const CalendarEntry &entry, int width) const;
    bool canMove(const CalendarEntry &entry) const;
    void shift(int item, int days);
    static QString timeOf(const CalendarEntry &entry);
    QString inFull(const CalendarEntry &entry) const;

    QVector<CalendarEntry> m_entries; // by time
    QVector<Shown> m_shown;
    QHash<QDate, int> m_more;  // entries without room
    QHash<QDate, qint64> m_perDay;
    qint64 m_mostPerDay = 0;
    QDateTime m_now;
    QDate m_day, m_first;
    Mode m_mode = Mode::Month;
    int m_current = -1, m_hovered = -1, m_pressed = -1;
    qint64 m_currentId = 0;
    QPoint m_pressedAt, m_pointer;
    bool m_isDragging = false;
};

} // namespace audience::ui
