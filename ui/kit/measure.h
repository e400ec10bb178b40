// How wide the content of a page grows: to a width that can be read, in the middle of the room there is; on a
// narrow window it takes all. Grows with the letters. Main thread. Does not scroll: it goes into makeScroll.
#pragma once

class QWidget;

namespace audience::ui {

enum class Measure { Form, Page, Board };

QWidget *measured(QWidget *inside, Measure most, QWidget *parent = nullptr);

} // namespace audience::ui
