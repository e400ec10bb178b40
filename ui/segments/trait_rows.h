// A few rows of words and a chip at the end: what a segment stands out by. Painted by hand; arrows walk, Enter opens.
// Main thread.
#pragma once

#include "ui/kit/painted_items.h"

#include <QVector>
#include <QWidget>

#include <utility>

namespace audience::ui {

class TraitRows final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit TraitRows(QWidget *parent = nullptr);
    void setRows(const QVector<std::pair<QString, QString>> &rows); // words, figure
    const QVector<std::pair<QString, QString>> &rows() const { return m_rows; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

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
    QVector<std::pair<QString, QString>> m_rows;
    int m_current = 0, m_hovered = -1;
};

} // namespace audience::ui
