// A few lines over days, painted by hand: names beside the lines, round ticks, every point can be opened
// with the mouse or the keyboard (left and right walk the days, up and down the lines, Enter opens).
#pragma once

#include "ui/kit/painted_items.h"

#include <QStringList>
#include <QVector>
#include <QWidget>

namespace audience::ui {

struct DayLine {
    QString name;
    QVector<double> values;
};

class DayLines final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    DayLines(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    // One label per day: "23 Oct". Values are counts.
    void setLines(const QStringList &days, const QVector<DayLine> &lines);
    QSize sizeHint() const override { return {420, 200}; }
    QSize minimumSizeHint() const override { return {240, 140}; }

    int itemCount() const override { return int(m_lines.size() * m_days.size()); } // day after day
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_day * int(m_lines.size()) + m_line; }
    void activateItem(int item) override;

Q_SIGNALS:
    void pointActivated(int line, int day);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF plot() const;
    QPointF at(int line, int day) const; // mirrored where the window is
    int nearest(const QPointF &point) const; // an item, -1 without days
    QStringList m_days;
    QVector<DayLine> m_lines;
    double m_highest = 1, m_step = 1;
    int m_day = 0, m_line = 0;
    int m_hovered = -1;
};

} // namespace audience::ui
