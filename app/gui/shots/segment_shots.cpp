#include "app/gui/shots/shots.h"

namespace audience::gui {

QList<Shot> segmentShots() {
    const QString page = QStringLiteral("segments");
    return {
        {page, QStringLiteral("segments"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page); }},
        {page, QStringLiteral("segments-reasons"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page));
             return stage.click("reachRow");
         }},
        {page, QStringLiteral("segments-new"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page, QStringLiteral("new")); }},
        {page, QStringLiteral("segments-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
