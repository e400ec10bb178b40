// A figure for each number of groups as a small curve, with the number that is shown marked; another one can be picked. Painted
// by hand; left and right walk, Enter picks. Main thread.
#pragma once

#include "ui/kit/painted_items.h"

#include <QVector>
#include <QWidget>

namespace audience::ui {

class ChoiceCurve final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    struct Point {
        int groups = 0;
        double value = 0;
        QString text; // the value as it is read
    };
    ChoiceCurve(const QString &objectName, const QString &title, const QString &about, QWidget *parent = nullptr);
    void setPoints(const QVector<Point> &points, int chosen);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {150, sizeHint().height()}; }

    int itemCount() const override { return int(m_points.size()); }
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;

Q_SIGNALS:
    void picked(int groups);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF plot() const;
    QPointF place(int item) const;
    int itemAt(const QPoint &at) const;
    QString m_title, m_about;
    QVector<Point> m_points;
    int m_chosen = 0, m_current = 0, m_hovered = -1; // m_chosen: a number of groups
};

} // namespace audience::ui
