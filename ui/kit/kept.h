// What the window remembers of how it was used, in the settings of the user. Writing them waits for the disk (for the file
// that keeps other programs away, and for the settings), often longer than a window may stand still: so it is done on
// another thread, in order, and what is read meanwhile is already the new. Main thread only.
#pragma once

#include <QString>
#include <QVariant>

namespace audience::ui {

class Kept final {
public:
    static QVariant value(const QString &key, const QVariant &otherwise = {});
    static bool contains(const QString &key);
    static void keep(const QString &key, const QVariant &value);
    static void forget(const QString &key); // and what stands below it
    static void wait();                     // until everything is written; the end of the program does that by itself
};

} // namespace audience::ui
