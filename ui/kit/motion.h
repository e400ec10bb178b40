// What appears fades in within 120 ms; nothing moves for people who asked for less motion.
#pragma once

#include <QColor>

#include <functional>

class QWidget;

namespace audience::ui {

// Call after show(). They do nothing while Theme::reducedMotion() or when the widget is not visible.
void appear(QWidget *window);                        // one of its own, as a list that drops down
void appear(QWidget *widget, const QColor &paper);   // what stands on it comes out of the paper it has
void appear(QWidget *widget, const std::function<void(double)> &step); // draws itself as far as it is there, 0 to 1

} // namespace audience::ui
