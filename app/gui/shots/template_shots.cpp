#include "app/gui/shots/shots.h"

#include "model/block_starters.h"
#include "ui/kit/segmented_control.h"
#include "ui/shell/main_window.h"
#include "ui/templates/email_desk.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/canvas_overlay.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QMimeData>

namespace audience::gui {

namespace {

using ui::EmailDesk;

QString page() {
    return QStringLiteral("templates");
}

std::function<Result<void>(Stage &)> onTab(EmailDesk::Tab tab) {
    return [tab](Stage &stage) -> Result<void> {
        TRY(stage.show(page()));
        return stage.tab("templateTabs", tab);
    };
}

Error missing(const char *what) {
    return Error(ErrorKind::Internal, "shots.no_part").with("part", what);
}

// The first text of the email is selected.
Result<void> selectText(Stage &stage) {
    TRY(onTab(EmailDesk::TabDesign)(stage));
    auto *desk = stage.window()->currentPage()->findChild<ui::BlockDesk *>();
    if (!desk)
        return missing("BlockDesk");
    for (const std::string &id : desk->order())
        if (const Json *part = desk->document().part(id); part && jsonText(*part, "kind") == "text") {
            desk->select(id);
            break;
        }
    const auto settled = stage.settle();
    stage.wait(200); // the browser lays it out
    return settled;
}

// A block is held over the email; where the browser cannot run there is no canvas to hold it over.
Result<void> holdBlock(Stage &stage) {
    TRY(onTab(EmailDesk::TabDesign)(stage));
    auto *overlay = stage.window()->currentPage()->findChild<ui::CanvasOverlay *>();
    if (!overlay)
        return {};
    const std::unique_ptr<QMimeData> mime(ui::blockMime(Json{{"block", model::starterBlock("button")}}));
    const QPoint at(overlay->width() / 2, overlay->height() / 3);
    QDragEnterEvent enter(at, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(overlay, &enter);
    return {};
}

std::function<Result<void>(Stage &)> lookedAt(int device) {
    return [device](Stage &stage) -> Result<void> {
        TRY(onTab(EmailDesk::TabDesign)(stage));
        auto *control = stage.window()->findChild<ui::SegmentedControl *>(QStringLiteral("previewDevice"));
        if (!control)
            return missing("previewDevice");
        control->setCurrent(device);
        const auto settled = stage.settle();
        stage.wait(200); // the browser paints
        return settled;
    };
}

} // namespace

QList<Shot> templateShots() {
    const auto demo = Stage::Place::Demo;
    return {
        {page(), QStringLiteral("templates"), demo, onTab(EmailDesk::TabDesign)},
        {page(), QStringLiteral("templates-selected"), demo, selectText},
        {page(), QStringLiteral("templates-dragging"), demo, holdBlock, false},
        {page(), QStringLiteral("templates-phone"), demo, lookedAt(1), false},
        {page(), QStringLiteral("templates-dark"), demo, lookedAt(2), false},
        {page(), QStringLiteral("templates-preview"), demo,
         [](Stage &stage) -> Result<void> {
             TRY(lookedAt(0)(stage));
             return stage.tab("templateTabs", EmailDesk::TabPreview);
         }},
        {page(), QStringLiteral("templates-source"), demo, onTab(EmailDesk::TabSource)},
        {page(), QStringLiteral("templates-plain"), demo, onTab(EmailDesk::TabPlain)},
        {page(), QStringLiteral("templates-translations"), demo, onTab(EmailDesk::TabTranslations)},
        {page(), QStringLiteral("templates-variants"), demo, onTab(EmailDesk::TabVariants)},
        {page(), QStringLiteral("templates-versions"), demo, onTab(EmailDesk::TabVersions)},
        {page(), QStringLiteral("templates-checks"), demo, onTab(EmailDesk::TabMeaning)},
        {page(), QStringLiteral("templates-new"), demo, [](Stage &stage) { return stage.show(page(), QStringLiteral("new")); }},
        {page(), QStringLiteral("templates-loading"), demo, [](Stage &stage) { return stage.showUnanswered(page()); }},
        {page(), QStringLiteral("templates-error"), Stage::Place::Damaged, [](Stage &stage) { return stage.showUnread(page()); }},
        {page(), QStringLiteral("templates-empty"), Stage::Place::Empty, [](Stage &stage) { return stage.show(page()); }},
    };
}

} // namespace audience::gui
