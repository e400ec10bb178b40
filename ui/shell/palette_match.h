// How well an entry of the command palette fits what was typed, and where. Plain functions.
#pragma once

#include "ui/kit/page.h"

#include <optional>

namespace audience::ui {

struct PaletteMatch {
    int rank = 0;                       // smaller is better: whole, beginning, word, inside, hint, letters in order
    QList<std::pair<int, int>> marks = {}; // begin and length in the text, in order
};

// Nothing when a word fits neither text nor hint. Letters in order count for a single word only.
std::optional<PaletteMatch> matchPalette(const PaletteEntry &entry, const QStringList &words);

struct RankedEntry {
    PaletteEntry entry;
    PaletteMatch match;
};
// The best `most` of them, entries of one hint together where their best one stands.
QList<RankedEntry> rankPalette(const QList<PaletteEntry> &entries, const QString &typed, int most);

} // namespace audience::ui
