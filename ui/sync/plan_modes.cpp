#include "ui/sync/plan_modes.h"

#include <QCoreApplication>

namespace audience::ui {

using model::SyncMode;

namespace {

struct ModeWords {
    Q_DECLARE_TR_FUNCTIONS(SyncModeWords)
};

bool rises(const warehouse::TableShape &shape, SyncMode mode) { return !service::risingColumns(shape, mode).empty(); }

} // namespace

QString modeWords(SyncMode mode) {
    switch (mode) {
    case SyncMode::Full: return ModeWords::tr("The whole table is read each time, and the new rows take the place of the old ones at once. Nothing is needed; for a table that is not large.");
    case SyncMode::Incremental: return ModeWords::tr("Only rows that are new or changed since the last time are read. It needs a column that rises with every change. What is deleted there stays here.");
    case SyncMode::Mirror: return ModeWords::tr("As what changed; then all keys are compared, and what is gone there goes here. It needs a column that rises with every change.");
    case SyncMode::Append: break;
    }
    return ModeWords::tr("Only rows behind the last one are read, and nothing here is replaced. For events and logs. It needs a column that rises with every row.");
}

FittingModes fittingModes(const std::string &role, bool hasKey, const warehouse::TableShape &shape) {
    FittingModes fitting{{SyncMode::Full}, {}};
    const bool isPeople = role == "profiles", isEvents = role == "events";
    const bool mayReplace = !isEvents && (isPeople || hasKey);
    if (mayReplace && rises(shape, SyncMode::Incremental))
        fitting.modes.insert(fitting.modes.end(), {SyncMode::Incremental, SyncMode::Mirror});
    if (!isPeople && rises(shape, SyncMode::Append))
        fitting.modes.push_back(SyncMode::Append);
    if (fitting.modes.size() == 1 && !rises(shape, SyncMode::Append))
        fitting.whyOthers = ModeWords::tr("No other way fits: no column of this table rises with every change.");
    else if (isEvents)
        fitting.whyOthers = ModeWords::tr("What is done once does not change, so nothing is compared or replaced.");
    else if (isPeople)
        fitting.whyOthers = ModeWords::tr("People have one row each, so rows are replaced and not only added.");
    else if (!mayReplace)
        fitting.whyOthers = ModeWords::tr("Choose what names a row, and changed rows can be told from new ones.");
    return fitting;
}

} // namespace audience::ui
