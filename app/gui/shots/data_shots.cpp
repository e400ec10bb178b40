#include "app/gui/shots/shots.h"

namespace audience::gui {

QList<Shot> dataShots() {
    const QString page = QStringLiteral("data");
    return {
        {page, QStringLiteral("data"), Stage::Place::Demo, [page](Stage &stage) { return stage.show(page, QStringLiteral("customers")); }},
        {page, QStringLiteral("data-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
        {page, QStringLiteral("data-loading"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.show(page, QStringLiteral("customers")));
             stage.holdAnswers();
             return stage.show(page, QStringLiteral("products"));
         }},
    };
}

} // namespace audience::gui
