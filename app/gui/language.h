// The language of the window: translations from the program itself, else from where it was installed.
// Main thread, before the first window.
#pragma once

#include <QString>

namespace audience::gui {

// Makes ":/translations" known; false where they are not part of the program.
bool loadTranslations();

// "de", "en_GB" ...; empty: the computer's own. Also what numbers and dates follow.
void useLanguage(const QString &language);

} // namespace audience::gui
