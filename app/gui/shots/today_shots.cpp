#include "app/gui/shots/shots.h"

namespace audience::gui {

QList<Shot> todayShots() {
    const QString page = QStringLiteral("today");
    return {
        {page, QStringLiteral("today"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page); }},
        {page, QStringLiteral("today-loading"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
        {page, QStringLiteral("today-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("today-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
