// The ways in which a table can stay up to date, in words, and which of them fit what its rows are. Pure; main thread for words.
#pragma once

#include "service/sync_guess.h"

#include <QString>

#include <vector>

namespace audience::ui {

// What it does and needs.
QString modeWords(model::SyncMode mode);

struct FittingModes {
    std::vector<model::SyncMode> modes; // in the order of use
    QString whyOthers;                  // why one or another is not among them; empty where all are
};
// `role` as plans have it; `hasKey`: somebody said what names a row.
FittingModes fittingModes(const std::string &role, bool hasKey, const warehouse::TableShape &shape);

} // namespace audience::ui
