// How many people a segment had over time, with two days on it that can be dragged or moved by the arrow keys. Space
// takes the other day, Enter opens who was in it then.
#pragma once

#include "ui/kit/painted_items.h"

#include <QDate>
#include <QVector>
#include <QWidget>

namespace audience::ui {

class HistoryChart final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    struct Point {
        QDate day;
        qint64 people = 0;
    };
    explicit HistoryChart(QWidget *parent = nullptr);
    void setPoints(const QVector<Point> &points); // rising
    const QVector<Point> &points() const { return m_points; }
    void setDays(const QDate &first, const QDate &last);
    QDate first() const { return m_days[0]; }
    QDate last() const { return m_days[1]; }
    QSize sizeHint() const override { return {480, 240}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

    int itemCount() const override { return m_points.isEmpty() ? 0 : 2; }
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_held; }
    void activateItem(int item) override;
    QAccessible::Role itemRole() const override { return QAccessible::Slider; }
    QAccessible::Role listRole() const override { return QAccessible::Chart; }

Q_SIGNALS:
    void daysMoved(); // by hand: first() and last() are others
    void dayOpened(const QDate &day);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF plot() const;
    double xOf(const QDate &day) const;
    double yOf(double people) const;
    double peopleAt(const QDate &day) const; // between two points by a straight line
    int nearest(double x) const;
    bool isPoint(const QDate &day) const;
    QString wordsOf(const QDate &day) const;
    void move(int held, const QDate &day);
    void paintScale(QPainter &painter) const;
    void paintLine(QPainter &painter) const;
    void paintDay(QPainter &painter, int held) const;

    QVector<Point> m_points;
    QDate m_days[2];
    double m_highest = 1, m_step = 1; // of the scale
    int m_held = 1; // which of the two days the keyboard and the pointer move
};

} // namespace audience::ui
