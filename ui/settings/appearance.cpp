#include "ui/settings/appearance.h"

#include "ui/kit/kept.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QPalette>

namespace audience::ui::appearance {

namespace {
const QLatin1String kTheme("appearance/theme"), kScale("appearance/scale"), kLanguage("appearance/language");
bool systemIsDark = false;
} // namespace

void rememberSystemPalette() {
    systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
}

ThemeChoice themeChoice() {
    const QString text = Kept::value(kTheme).toString();
    return text == QLatin1String("dark") ? ThemeChoice::Dark : text == QLatin1String("light") ? ThemeChoice::Light : ThemeChoice::System;
}

void setThemeChoice(ThemeChoice choice) {
    Kept::keep(kTheme, choice == ThemeChoice::Dark    ? QStringLiteral("dark")
                                 : choice == ThemeChoice::Light ? QStringLiteral("light")
                                                                : QStringLiteral("system"));
    applyTheme();
}

void applyTheme() {
    const ThemeChoice choice = themeChoice();
    const bool isDark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark);
    Theme::instance().apply(isDark ? Scheme::Dark : Scheme::Light);
}

int scalePercent() {
    return qBound(100, Kept::value(kScale, 100).toInt(), 200);
}

void setScalePercent(int percent) {
    Kept::keep(kScale, qBound(100, percent, 200));
}

QString language() {
    return Kept::value(kLanguage).toString();
}

void setLanguage(const QString &language) {
    Kept::keep(kLanguage, language);
}

} // namespace audience::ui::appearance
