// What a widget that paints several things by hand tells screen readers: each thing becomes a child with
// a name, a place and an action. Inherit it beside QWidget; nothing else is to be done.
#pragma once

#include <QAccessible>
#include <QRect>
#include <QString>

namespace audience::ui {

class PaintedItems {
public:
    virtual ~PaintedItems() = default;
    virtual int itemCount() const = 0;
    virtual QString itemName(int item) const = 0;
    virtual QRect itemRect(int item) const = 0; // in the widget's coordinates
    virtual int currentItem() const { return -1; }
    virtual void activateItem(int item) { Q_UNUSED(item) }
    virtual QAccessible::Role itemRole() const { return QAccessible::ListItem; }
    virtual QAccessible::Role listRole() const { return QAccessible::List; }
};

// Call in the constructor of every class that inherits PaintedItems; does its work once.
void installPaintedItems();
// The keyboard went to another item.
void announceItem(QWidget *widget, int item);
// Something happened that must be said at once.
void announce(QWidget *widget, const QString &message);

} // namespace audience::ui
