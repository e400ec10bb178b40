// A few choices of which one is on, joined in one control: desktop, phone, dark. Arrows choose.
#pragma once

#include "ui/kit/painted_items.h"

#include <QWidget>

namespace audience::ui {

class SegmentedControl final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    SegmentedControl(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    // With an icon and `iconOnly` the words are tooltip and accessible name.
    int addSegment(const QString &words, const QString &iconName = {}, bool iconOnly = false);
    int current() const { return m_current; }
    void setCurrent(int index); // with the signal when it changed
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    int itemCount() const override { return int(m_segments.size()); }
    QString itemName(int item) const override { return m_segments.value(item).words; }
    QRect itemRect(int item) const override { return rectOf(item); }
    int currentItem() const override { return m_current; }
    void activateItem(int item) override { setCurrent(item); }
    QAccessible::Role itemRole() const override { return QAccessible::RadioButton; }
    QAccessible::Role listRole() const override { return QAccessible::Grouping; }

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Segment {
        QString words, iconName;
        bool iconOnly = false;
    };
    int widthOf(const Segment &segment) const;
    QRect rectOf(int index) const; // mirrored
    int at(const QPoint &point) const;
    QList<Segment> m_segments;
    int m_current = 0;
};

} // namespace audience::ui
