// Rows of a name, a bar and a figure: left after each rule, reasons, funnels. Painted by hand
// because it stands in narrow panes; keyboard and mouse can pick a row.
#pragma once

#include "ui/kit/painted_items.h"

#include <QColor>
#include <QVector>
#include <QWidget>

namespace audience::ui {

struct BarRow {
    QString name;
    qint64 value = 0;
    QString note; // shown in the tooltip and, where there is room, after the figure
    int tone = 0; // index of the data palette; -1 neutral, -2 good, -3 bad, -4 warning
    QString figure = {}; // shown instead of the grouped value, e.g. "2.1x" or "18,240 €"
};

// The colour of a tone as BarRow has it; -4 is the warning colour.
QColor toneColour(int tone);

class BarRows final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit BarRows(QWidget *parent = nullptr);
    void setRows(const QVector<BarRow> &rows, qint64 highest = 0); // 0: the largest value
    void setRowHeight(int height);
    void setShares(qint64 whole); // "62 %" after each figure, of the whole; 0: none
    void setOpens(bool opens);    // a row can be opened: hand and highlight under the pointer
    void setNamesAbove();         // long names: each over its bar, with the whole width
    const QVector<BarRow> &rows() const { return m_rows; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    int itemCount() const override { return int(m_rows.size()); }
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;

Q_SIGNALS:
    void rowActivated(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int rowAt(int y) const;
    int rowHeight() const;
    QString figureOf(const BarRow &row) const;
    QString shareOf(const BarRow &row) const;
    QVector<BarRow> m_rows;
    qint64 m_highest = 1, m_whole = 0;
    int m_current = 0, m_hovered = -1;
    int m_rowHeight = 24;
    bool m_opens = false, m_namesAbove = false;
};

} // namespace audience::ui
