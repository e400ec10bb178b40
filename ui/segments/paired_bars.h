// Rows of a name and two bars: the share of the segment's people and the share of everyone else. Painted by hand; a row
// can be opened, and where it may become a condition it ends in a plus. Arrows walk, Enter opens, + adds. Main thread.
#pragma once

#include "ui/kit/painted_items.h"

#include <QVector>
#include <QWidget>

namespace audience::ui {

struct PairRow {
    QString name;
    double inside = 0, outside = 0;          // shares, 0 to 1
    qint64 insidePeople = 0, outsidePeople = 0;
    QString figure = {};                     // at the end, "2.1x"
    QString note = {};                       // more words for tooltip and screen readers
    bool isQuiet = false;                    // greyed: not clear, or no news
    bool opens = true;
};

class PairedBars final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    PairedBars(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    void setRows(const QVector<PairRow> &rows);
    const QVector<PairRow> &rows() const { return m_rows; }
    void setAdds(bool adds) { m_adds = adds; }
    void setCompact(bool compact); // for small charts: no figures at the end, narrow rows
    QRect itemRectOnScreen(int item) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

    int itemCount() const override { return int(m_rows.size()); }
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;

Q_SIGNALS:
    void rowActivated(int row);
    void addWanted(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Columns {
        int name = 0, bars = 0, share = 0, figure = 0, add = 0; // widths
    };
    Columns columns() const;
    int rowHeight() const;
    int headHeight() const;
    int rowAt(int y) const;
    bool isOnAdd(const QPoint &at) const;
    void paintHead(QPainter *painter, const Columns &columns) const;
    void paintRow(QPainter *painter, int index, const Columns &columns) const;
    QRect mirrored(const QRect &part) const;

    QVector<PairRow> m_rows;
    bool m_adds = false, m_isCompact = false;
    int m_current = 0, m_hovered = -1;
    double m_highest = 1;
};

} // namespace audience::ui
