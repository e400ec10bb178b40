// What appears fades in within 120 ms; nothing moves for people who asked for less motion.
#pragma once

class QWidget;

namespace audience::ui {

// Call after show(). Does nothing while Theme::reducedMotion() or when the widget is not visible.
void appear(QWidget *widget);

} // namespace audience::ui
