// Patterns of dates as the language of the window writes them: "d MMM" is "d. MMM" in German.
#pragma once

#include "ui/kit/widgets.h"

#include <QLocale>

namespace audience::ui {

inline QString datePattern(const QString &english) {
    QString pattern = english;
    return interfaceLocale().language() == QLocale::German ? pattern.replace(QLatin1String("d MMM"), QLatin1String("d. MMM")) : pattern;
}

} // namespace audience::ui
