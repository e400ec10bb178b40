#include "ui/kit/painted_items.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>

#include <map>
#include <memory>

namespace audience::ui {

namespace {

class ItemsInterface;

// One painted thing; owned by the interface of its widget.
class ItemInterface final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    ItemInterface(QWidget *widget, int item) : m_widget(widget), m_item(item) {}

    bool isValid() const override { return items() && m_item < items()->itemCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_widget); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text text) const override { return isValid() && text == QAccessible::Name ? items()->itemName(m_item) : QString(); }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override {
        if (!isValid())
            return {};
        const QRect place = items()->itemRect(m_item);
        return {m_widget->mapToGlobal(place.topLeft()), place.size()};
    }
    QAccessible::Role role() const override { return isValid() ? items()->itemRole() : QAccessible::NoRole; }
    QAccessible::State state() const override {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.focused = isValid() && m_widget->hasFocus() && items()->currentItem() == m_item;
        state.invalid = !isValid();
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override {
        if (isValid() && name == pressAction())
            items()->activateItem(m_item);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    PaintedItems *items() const { return m_widget ? dynamic_cast<PaintedItems *>(m_widget.data()) : nullptr; }
    QPointer<QWidget> m_widget;
    int m_item;
};

class ItemsInterface final : public QAccessibleWidget {
public:
    ItemsInterface(QWidget *widget, PaintedItems *items) : QAccessibleWidget(widget, items->listRole()), m_items(items) {}
    ~ItemsInterface() override {
        for (const auto &[item, id] : m_ids)
            QAccessible::deleteAccessibleInterface(id);
    }
    int childCount() const override { return m_items->itemCount(); }
    QAccessibleInterface *child(int item) const override {
        if (item < 0 || item >= m_items->itemCount())
            return nullptr;
        if (const auto it = m_ids.find(item); it != m_ids.end())
            return QAccessible::accessibleInterface(it->second);
        auto *made = new ItemInterface(widget(), item);
        m_ids[item] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    int indexOfChild(const QAccessibleInterface *child) const override {
        for (const auto &[item, id] : m_ids)
            if (QAccessible::accessibleInterface(id) == child)
                return item;
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override {
        const QPoint at = widget()->mapFromGlobal(QPoint(x, y));
        for (int item = 0; item < m_items->itemCount(); ++item)
            if (m_items->itemRect(item).contains(at))
                return child(item);
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override { return widget()->hasFocus() ? child(m_items->currentItem()) : nullptr; }

private:
    PaintedItems *m_items;
    mutable std::map<int, QAccessible::Id> m_ids;
};

QAccessibleInterface *make(const QString &, QObject *object) {
    auto *widget = qobject_cast<QWidget *>(object);
    auto *items = widget ? dynamic_cast<PaintedItems *>(widget) : nullptr;
    return items ? new ItemsInterface(widget, items) : nullptr;
}

} // namespace

void installPaintedItems() {
    static const bool isInstalled = (QAccessible::installFactory(make), true);
    Q_UNUSED(isInstalled)
}

void announceItem(QWidget *widget, int item) {
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(widget, QAccessible::Focus);
    event.setChild(item);
    QAccessible::updateAccessibility(&event);
}

void announce(QWidget *widget, const QString &message) {
    widget->setAccessibleName(message);
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace audience::ui
