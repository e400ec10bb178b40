// The picture of overlapping sets: each set a row with its size, each column the people who are in just the sets of its
// dots, a bar with their number above. Arrows walk rows and columns; a row drawn onto another offers what the two make.
// Painted, only what is in sight; it asks, its panel acts. Main thread.
#pragma once

#include "ui/kit/painted_items.h"
#include "ui/segments/overlap_sets.h"

#include <QAbstractScrollArea>

#include <optional>

namespace audience::ui {

class OverlapPlot final : public QAbstractScrollArea, public PaintedItems {
    Q_OBJECT
public:
    explicit OverlapPlot(QWidget *parent = nullptr);
    void setSets(const OverlapSets &sets); // keeps what is chosen where it is still there
    const OverlapSets &sets() const { return m_sets; }
    void setOld(bool old); // another picture was asked for and is not there yet
    bool isOld() const { return m_isOld; }
    void setCorner(QWidget *corner); // stands over the names of the sets

    // What is chosen: a row, else a column; both -1 while there is nothing.
    int row() const { return m_current < m_sets.rows() ? m_current : -1; }
    int column() const { return m_current >= m_sets.rows() ? m_current - m_sets.rows() : -1; }
    void chooseRow(int row) { choose(row); }
    QString words(int item) const; // "Only in At risk: 312 people"
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    int itemCount() const override { return m_sets.rows() + m_sets.columns(); }
    QString itemName(int item) const override { return words(item); }
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;
    // Where a row may be dropped on another: one place for each way to combine them.
    QRect dropRect(int row, SetOp op) const;

Q_SIGNALS:
    void chosen();
    void opened(); // the people of what is chosen
    void menuWanted(const QPoint &at);
    void removeWanted(int row);
    void combineWanted(audience::ui::SetOp op, int left, int right);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Drop {
        int row = -1;
        SetOp op = SetOp::And;
    };
    static QFont titleFont(int row);
    QString titleOf(int row) const;
    int besideTitle() const;
    void measure();
    int leastBars() const;
    void choose(int item);
    int itemAt(const QPoint &at) const;
    std::optional<Drop> dropAt(const QPoint &at) const;
    void endDrag();
    int walk(int key) const;
    QRect mirrored(const QRect &rect) const;
    QRect rowRect(int row) const;    // of the whole row, unmirrored
    QRect columnRect(int column) const;
    QColor toneOf(int row) const;
    bool isLit(int row, int column) const;
    void paintRow(QPainter *painter, int row) const;
    void paintColumn(QPainter *painter, int column) const;
    void paintDots(QPainter *painter, int column) const;
    void paintDrag(QPainter *painter) const;

    OverlapSets m_sets;
    QWidget *m_corner = nullptr;
    bool m_isOld = false;
    int m_current = 0, m_hovered = -1;
    int m_names = 240, m_wide = 30, m_tall = 30, m_top = 160, m_figures = 40; // measured
    int m_pressed = -1, m_dragged = -1; // rows
    QPoint m_from, m_at;
    std::optional<Drop> m_drop;
};

} // namespace audience::ui
