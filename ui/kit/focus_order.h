// Tab goes the way the eye goes: what can be seen, in the order of its layouts, whenever it was made. Done when Tab is
// pressed, in whatever window has the keyboard; what is hidden keeps its place. Main thread.
#pragma once

class QWidget;

namespace audience::ui {

void focusInOrder(QWidget *window);

} // namespace audience::ui
