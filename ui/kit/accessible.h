// What screen readers are told where Qt's own answer is not enough: widgets that paint themselves get a
// role, and pressing a button does what a click does, also when it stays down. Main thread.
#pragma once

#include <QAccessible>

class QWidget;

namespace audience::ui {

// Once, before the first widget is shown; the theme does it.
void installAccessibility();
// The role of a widget that paints itself, e.g. QAccessible::List for rows of bars.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);

} // namespace audience::ui
