// What is wrong with a window by its measures alone: text that has less room than it needs, parts that
// overlap or stick out. One line per fault, with the way to the widget.
#pragma once

#include <QStringList>

class QWidget;

namespace audience::test {

// Labels, buttons and chips in sight whose text is cut off. Text shortened on purpose ends with an
// ellipsis and carries the whole in its tooltip or accessible name.
QStringList clippedTexts(const QWidget &window);
// Widgets of one layout over each other, and widgets that reach beyond their parent.
QStringList brokenLayouts(const QWidget &window);

} // namespace audience::test
