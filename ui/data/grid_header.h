// The head of the data grid in two rows: the names with sort, filter and key; below them how the values of
// each column are spread. Only what is in sight is asked for and painted. A name sorts, a bar filters.
#pragma once

#include <QHeaderView>
#include <QVector>

#include <functional>

namespace audience::ui {

// What the head shows of a column besides its name.
struct HeadColumn {
    bool isKey = false, isFiltered = false, isRight = false;
    int sort = 0;         // 1: first key rising, -1: first key falling, 2: second rising...
    QString words;        // instead of bars
    QVector<qint64> bars; // counts
    QStringList ranges;   // of the bars, for the tooltip
};

class GridHeader final : public QHeaderView {
    Q_OBJECT
public:
    static constexpr int kNames = 28, kSpread = 34;
    explicit GridHeader(QWidget *parent);
    void setSource(std::function<HeadColumn(int section)> source) { m_source = std::move(source); }
    void setChosen(int section);
    int chosen() const { return m_chosen; }
    QRect filterRect(int section) const; // in the header's own coordinates
    QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), kNames + kSpread}; }

Q_SIGNALS:
    void nameClicked(int section, bool adding);
    void filterClicked(int section);
    void barClicked(int section, int bar);

protected:
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void paintName(QPainter *painter, const QRect &rect, int section, const HeadColumn &head) const;
    void paintSpread(QPainter *painter, const QRect &rect, const HeadColumn &head) const;
    int barAt(int section, const QPoint &at, const HeadColumn &head) const;
    QRect spreadRect(int section) const;
    std::function<HeadColumn(int)> m_source;
    QPoint m_pressed{-1, -1};
    int m_chosen = -1, m_hovered = -1;
};

} // namespace audience::ui
