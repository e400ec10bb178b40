// A name is somebody else's text: marks in it that turn the direction of writing would turn the words around it
// too. For everything that is painted (labels and buttons by the style itself, so nobody has to think of them);
// what is edited and kept stays as it is. Any thread.
#pragma once

#include <QString>

#include <algorithm>

namespace audience::ui {

inline bool turnsWriting(QChar c) {
    return (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
}

// The same text, as long as before, in the order of its letters: those marks are blanks without a width.
inline QString inOrder(QString text) {
    if (std::any_of(text.cbegin(), text.cend(), turnsWriting))
        std::replace_if(text.begin(), text.end(), turnsWriting, QChar(0x200B));
    return text;
}

} // namespace audience::ui
