#include "app/gui/shots/shots.h"
#include "ui/kit/page.h"
#include "ui/shell/main_window.h"

namespace audience::gui {

QList<Shot> campaignShots() {
    const QString page = QStringLiteral("campaigns");
    const auto open = [page](Result<QString> (Stage::*which)()) {
        return [page, which](Stage &stage) -> Result<void> {
            TRY_ASSIGN(const QString campaign, (stage.*which)());
            return stage.show(page, campaign);
        };
    };
    return {
        {page, QStringLiteral("campaigns-list"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.draft());
             TRY(stage.show(page));
             stage.window()->currentPage()->up();
             return stage.settle();
         }},
        {page, QStringLiteral("composer"), Stage::Place::Demo, open(&Stage::draft)},
        {page, QStringLiteral("campaigns-finished"), Stage::Place::Demo, open(&Stage::finished)},
        {page, QStringLiteral("campaigns"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.startSending());
             TRY_ASSIGN(const QString campaign, stage.sending());
             return stage.show(page, campaign);
         }},
        {page, QStringLiteral("campaigns-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
