// In an editor of code Tab indents, so the keyboard leaves it with Ctrl+Tab and Ctrl+Shift+Tab: the one way
// for all of them, told to screen readers and in the tooltip. Main thread.
#pragma once

class QWidget;

namespace audience::ui {

void letTabIndent(QWidget *editor);

} // namespace audience::ui
