// Where people went between two days: segments at both sides, ribbons between them as wide as the people who took
// that way. Arrows walk the ribbons, Enter opens who they are. Who was and is in none is not drawn.
#pragma once

#include "ui/kit/painted_items.h"

#include <QColor>
#include <QPainterPath>
#include <QStringList>
#include <QVector>
#include <QWidget>

namespace audience::ui {

class FlowView final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit FlowView(QWidget *parent = nullptr);
    // people[was][is]; the last name is that of who is in none of the others.
    void setFlow(const QStringList &names, const QVector<QVector<qint64>> &people);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {280, sizeHint().height()}; }

    int itemCount() const override { return int(m_ways.size()); }
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;

Q_SIGNALS:
    void wayActivated(int was, int is);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Way {
        int was = 0, is = 0;
        qint64 people = 0;
        QPainterPath path; // mirrored where the window is
    };
    struct Place {
        double top = 0, height = 0, label = 0; // where its words begin
        qint64 people = 0;
    };
    void arrange();
    void arrangeLabels(QVector<Place> &side) const;
    double labelHeight() const;
    int at(const QPointF &point) const;
    QColor colourOf(int place) const;
    int labelWidth() const;
    void paintPlaces(QPainter &painter, bool ofBefore) const;

    QStringList m_names;
    QVector<QVector<qint64>> m_people;
    QVector<Way> m_ways; // most people first within a place
    QVector<Place> m_before, m_after;
    int m_current = 0, m_hovered = -1;
};

} // namespace audience::ui
