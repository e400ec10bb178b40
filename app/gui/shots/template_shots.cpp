#include "app/gui/shots/shots.h"

namespace audience::gui {

QList<Shot> templateShots() {
    const QString page = QStringLiteral("templates");
    const auto tab = [page](int index) {
        return [page, index](Stage &stage) -> Result<void> {
            TRY(stage.show(page));
            return stage.tab("templateTabs", index);
        };
    };
    return {
        {page, QStringLiteral("templates"), Stage::Place::Demo, tab(0)},
        {page, QStringLiteral("templates-source"), Stage::Place::Demo, tab(1)},
        {page, QStringLiteral("templates-plain"), Stage::Place::Demo, tab(2)},
        {page, QStringLiteral("templates-new"), Stage::Place::Demo,
         [page](Stage &stage) { return stage.show(page, QStringLiteral("new")); }},
        {page, QStringLiteral("templates-loading"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
        {page, QStringLiteral("templates-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("templates-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
