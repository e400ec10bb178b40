#include "ui/kit/accessible.h"

#include <QAccessibleWidget>
#include <QPushButton>

namespace audience::ui {

namespace {

constexpr const char *kRole = "accessibleRole";

// Qt toggles a button that stays down without a click, and nothing would happen: ours act on clicks. A
// button is asked each time, because it is often made checkable after its name was told.
class Button final : public QAccessibleWidget {
public:
    explicit Button(QPushButton *button) : QAccessibleWidget(button, QAccessible::Button) {}

    QAccessible::Role role() const override {
        if (button()->isCheckable())
            return button()->autoExclusive() ? QAccessible::RadioButton : QAccessible::CheckBox;
        return button()->menu() ? QAccessible::ButtonMenu : QAccessible::Button;
    }
    QString text(QAccessible::Text kind) const override {
        const QString own = QAccessibleWidget::text(kind);
        return own.isEmpty() && kind == QAccessible::Name ? button()->text().remove(QLatin1Char('&')).trimmed() : own;
    }
    QAccessible::State state() const override {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = button()->isCheckable();
        state.checked = button()->isChecked();
        state.pressed = button()->isDown();
        state.hasPopup = button()->menu() != nullptr;
        return state;
    }
    QStringList actionNames() const override {
        return QStringList{pressAction()} + QAccessibleWidget::actionNames();
    }
    void doAction(const QString &action) override {
        if (action == pressAction() && button()->isEnabled())
            button()->click();
        else
            QAccessibleWidget::doAction(action);
    }

private:
    QPushButton *button() const { return static_cast<QPushButton *>(widget()); }
};

QAccessibleInterface *make(const QString &, QObject *object) {
    auto *widget = qobject_cast<QWidget *>(object);
    if (!widget)
        return nullptr;
    if (const QVariant role = widget->property(kRole); role.isValid())
        return new QAccessibleWidget(widget, QAccessible::Role(role.toInt()));
    if (auto *button = qobject_cast<QPushButton *>(widget))
        return new Button(button);
    return nullptr;
}

} // namespace

void installAccessibility() {
    QAccessible::installFactory(make);
}

void setAccessibleRole(QWidget *widget, QAccessible::Role role) {
    widget->setProperty(kRole, int(role));
}

} // namespace audience::ui
