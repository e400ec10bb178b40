// How the window looks, as the person chose it: theme, size, language, motion; kept in QSettings. The
// program reads scale and language before its first window. Main thread.
#pragma once

#include <QString>

namespace audience::ui::appearance {

enum class ThemeChoice { System, Light, Dark };

ThemeChoice themeChoice();
void setThemeChoice(ThemeChoice choice); // shown at once
// Call once before the first style sheet; the platform's own palette tells whether it is dark.
void rememberSystemPalette();
void applyTheme();

int scalePercent();                // 100 to 200; after a restart
void setScalePercent(int percent);
QString language();                // "en", "de"; "" as the computer; after a restart
void setLanguage(const QString &language);

} // namespace audience::ui::appearance
