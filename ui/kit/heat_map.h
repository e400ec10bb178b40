// A grid of days and hours (or any rows and columns), darker where more happened. Arrows walk the cells,
// Enter opens the people behind one.
#pragma once

#include "ui/kit/painted_items.h"

#include <QStringList>
#include <QVector>
#include <QWidget>

#include <functional>

namespace audience::ui {

class HeatMap final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit HeatMap(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    // values[row * columns + column]; `words` says a value in full, e.g. "Mon 11:00, 214 clicks".
    using Words = std::function<QString(int row, int column, double value)>;
    void setCells(const QStringList &rows, const QStringList &columns, const QVector<double> &values, Words words);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    int itemCount() const override { return int(m_values.size()); }
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;
    QAccessible::Role itemRole() const override { return QAccessible::Cell; }
    QAccessible::Role listRole() const override { return QAccessible::Table; }

Q_SIGNALS:
    void activated(int row, int column);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    int at(const QPoint &point) const;
    void measureHead();
    QStringList m_rows, m_columns;
    QVector<double> m_values;
    Words m_words;
    double m_highest = 0;
    int m_current = 0, m_hovered = -1, m_head = 12;
};

} // namespace audience::ui
