// "Suggested from your data" below the saved segments: the groups that the buyers fall into, with their counts. Painted by
// hand; arrows walk, Enter opens one. Gone while there are none. Main thread.
#pragma once

#include "ui/kit/painted_items.h"

#include <QVector>
#include <QWidget>

#include <utility>

namespace audience::ui {

class SuggestedList final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit SuggestedList(QWidget *parent = nullptr);
    void setGroups(const QVector<std::pair<QString, qint64>> &groups); // name, people; below 0: an act
    void setChosen(int group); // -1: none
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

    int itemCount() const override { return int(m_groups.size()); }
    QString itemName(int item) const override;
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;

Q_SIGNALS:
    void opened(int group);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    int rowAt(const QPoint &at) const;
    int headHeight() const;
    QVector<std::pair<QString, qint64>> m_groups;
    int m_current = 0, m_hovered = -1, m_chosen = -1;
};

} // namespace audience::ui
