// A word of hundreds of letters, or an address, has no place to break and would be wider than its room; it is
// given places without a width. For what is shown, never for what is kept. Any thread.
#pragma once

#include <QString>

namespace audience::ui {

inline QString breakable(const QString &text, int longestWord = 30) {
    QString out;
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > longestWord && !c.isLowSurrogate() && !c.isMark()) {
            out += QChar(0x200B);
            run = 1;
        }
        out += c;
    }
    return out;
}

} // namespace audience::ui
