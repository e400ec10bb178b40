// Tab goes the way the eye goes: to what can be seen, in the order of the layouts, whenever it was made. A window asks for
// it in its focusNextPrevChild(). Main thread.
#pragma once

class QWidget;

namespace audience::ui {

// The keyboard goes on to the next control, or back to the one before; round at the ends. False: there is none.
bool moveFocus(QWidget *window, bool forward);

} // namespace audience::ui
