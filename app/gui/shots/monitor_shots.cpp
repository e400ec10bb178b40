#include "app/gui/shots/shots.h"

namespace audience::gui {

QList<Shot> monitorShots() {
    const QString page = QStringLiteral("monitor");
    return {
        {page, QStringLiteral("monitor"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page); }},
        {page, QStringLiteral("monitor-loading"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
        {page, QStringLiteral("monitor-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("monitor-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
