#include "app/gui/shots/sample_studio.h"
#include "app/gui/shots/shots.h"

#include "model/block_starters.h"
#include "service/session.h"
#include "service/template_service.h"
#include "ui/kit/segmented_control.h"
#include "ui/shell/main_window.h"
#include "ui/templates/email_desk.h"
#include "ui/templates/studio/asset_grid.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/block_shelf.h"
#include "ui/templates/studio/canvas_overlay.h"
#include "ui/templates/studio/variant_bar.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDragLeaveEvent>
#include <QListView>
#include <QMimeData>
#include <QPointer>

namespace audience::gui {

namespace {

using ui::EmailDesk;
using Reach = std::function<Result<void>(Stage &)>;
using Which = QString SampleEmails::*;

constexpr int kPaintMs = 200; // the browser lays out and paints
enum Look { Desktop, Phone, Dark, NoPictures };

QString page() {
    return QStringLiteral("templates");
}

Error missing(const char *what) {
    return Error(ErrorKind::Internal, "shots.no_part").with("part", what);
}

template <class T> Result<T *> part(Stage &stage, const char *name = "") {
    T *found = *name ? stage.window()->currentPage()->findChild<T *>(QLatin1String(name)) : stage.window()->currentPage()->findChild<T *>();
    if (!found)
        return missing(*name ? name : T::staticMetaObject.className());
    return found;
}

Result<void> painted(Stage &stage) {
    const auto settled = stage.settle();
    stage.wait(kPaintMs);
    return settled;
}

Result<void> openOne(Stage &stage, Which which) {
    TRY_ASSIGN(const SampleEmails emails, sampleEmails(stage));
    TRY(stage.show(page(), emails.*which));
    TRY_ASSIGN(ui::BlockDesk *const desk, part<ui::BlockDesk>(stage));
    desk->select({});
    return stage.settle();
}

Reach onTab(EmailDesk::Tab tab, Which which = &SampleEmails::winBack) {
    return [tab, which](Stage &stage) -> Result<void> {
        TRY(openOne(stage, which));
        TRY(stage.tab("templateTabs", tab));
        return painted(stage);
    };
}

// An email that somebody wrote as HTML, where it can be looked at and changed in place.
Result<void> showHtml(Stage &stage) {
    TRY(openOne(stage, &SampleEmails::faulty));
    const auto *design = stage.window()->currentPage()->findChild<QWidget *>(QStringLiteral("tabDesign"));
    TRY(stage.tab("templateTabs", design && !design->isHidden() ? EmailDesk::TabDesign : EmailDesk::TabPreview));
    return painted(stage);
}

// An email that has neither of what the tab is about.
Reach onTabOfReady(EmailDesk::Tab tab) {
    return [tab](Stage &stage) -> Result<void> {
        TRY_ASSIGN(const auto view, service::TemplateService(stage.session()).findByName("Birthday"));
        TRY(stage.show(page(), QString::number(view.id.value)));
        return stage.tab("templateTabs", tab);
    };
}

// The email in the words of its first variant.
Reach asVariant(EmailDesk::Tab tab) {
    return [tab](Stage &stage) -> Result<void> {
        TRY(onTab(tab)(stage));
        TRY_ASSIGN(ui::VariantBar *const bar, part<ui::VariantBar>(stage));
        Q_EMIT bar->variantChosen(QStringLiteral("B"));
        stage.afterwards([bar = QPointer<ui::VariantBar>(bar)] {
            if (bar)
                Q_EMIT bar->variantChosen({});
        });
        return painted(stage);
    };
}

// The intro text of the email is selected.
Result<void> selectText(Stage &stage) {
    TRY(onTab(EmailDesk::TabDesign)(stage));
    TRY_ASSIGN(ui::BlockDesk *const desk, part<ui::BlockDesk>(stage));
    desk->select("b4");
    return painted(stage);
}

// A block is held over the email; where the browser cannot run there is no canvas to hold it over.
Result<void> holdBlock(Stage &stage) {
    TRY(onTab(EmailDesk::TabDesign)(stage));
    const QPointer<ui::CanvasOverlay> overlay = stage.window()->currentPage()->findChild<ui::CanvasOverlay *>();
    if (!overlay)
        return {};
    const std::unique_ptr<QMimeData> mime(ui::blockMime(Json{{"block", model::starterBlock("button")}}));
    const QPoint at(overlay->width() / 2, overlay->height() / 3);
    QDragEnterEvent enter(at, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(overlay, &enter);
    stage.afterwards([overlay] {
        QDragLeaveEvent leave;
        if (overlay)
            QCoreApplication::sendEvent(overlay, &leave);
    });
    return {};
}

Reach lookedAt(EmailDesk::Tab tab, Look look) {
    return [tab, look](Stage &stage) -> Result<void> {
        TRY(onTab(tab)(stage));
        const QPointer<ui::SegmentedControl> control = stage.window()->findChild<ui::SegmentedControl *>(QStringLiteral("previewDevice"));
        if (!control)
            return missing("previewDevice");
        control->setCurrent(look);
        stage.afterwards([control] {
            if (control)
                control->setCurrent(Desktop);
        });
        return painted(stage);
    };
}

Result<void> showSheet(Stage &stage) {
    TRY(onTab(EmailDesk::TabPreview)(stage));
    TRY(stage.click("previewSheet"));
    stage.afterwards([close = QPointer(stage.window()->findChild<QAbstractButton *>(QStringLiteral("sheetClose")))] {
        if (close)
            close->click();
    });
    return stage.settle();
}

// What stands at the left beside the blocks: 1 saved ones, 2 the brand.
Reach onShelf(int tab) {
    return [tab](Stage &stage) -> Result<void> {
        TRY(onTab(EmailDesk::TabDesign)(stage));
        TRY_ASSIGN(ui::BlockShelf *const shelf, part<ui::BlockShelf>(stage));
        shelf->showTab(tab);
        TRY(stage.settle());
        if (auto *list = shelf->findChild<QListView *>(QStringLiteral("savedBlocks")); list && tab == 1)
            list->setCurrentIndex(list->model()->index(0, 0));
        stage.afterwards([shelf = QPointer(shelf)] {
            if (shelf)
                shelf->showTab(0);
        });
        return painted(stage);
    };
}

Result<void> showPictures(Stage &stage) {
    TRY(sampleEmails(stage));
    TRY(stage.show(page(), QStringLiteral("pictures")));
    TRY_ASSIGN(ui::AssetGrid *const grid, part<ui::AssetGrid>(stage));
    grid->setCurrentIndex(grid->model()->index(1, 0));
    return stage.settle();
}

// Where there is room for the blocks or for what is selected, not for both.
Reach narrow(bool isSelected) {
    return [isSelected](Stage &stage) -> Result<void> {
        stage.window()->resize(960, 700);
        return isSelected ? selectText(stage) : onTab(EmailDesk::TabDesign)(stage);
    };
}

} // namespace

QList<Shot> templateShots() {
    const auto demo = Stage::Place::Demo;
    return {
        {page(), QStringLiteral("templates"), demo, onTab(EmailDesk::TabDesign)},
        {page(), QStringLiteral("templates-selected"), demo, selectText},
        {page(), QStringLiteral("templates-dragging"), demo, holdBlock, false},
        {page(), QStringLiteral("templates-phone"), demo, lookedAt(EmailDesk::TabDesign, Phone), false},
        {page(), QStringLiteral("templates-dark"), demo, lookedAt(EmailDesk::TabDesign, Dark), false},
        {page(), QStringLiteral("templates-saved"), demo, onShelf(1)},
        {page(), QStringLiteral("templates-brand"), demo, onShelf(2)},
        {page(), QStringLiteral("templates-html"), demo, showHtml},
        {page(), QStringLiteral("templates-preview"), demo, onTab(EmailDesk::TabPreview)},
        {page(), QStringLiteral("templates-preview-phone"), demo, lookedAt(EmailDesk::TabPreview, Phone)},
        {page(), QStringLiteral("templates-preview-dark"), demo, lookedAt(EmailDesk::TabPreview, Dark)},
        {page(), QStringLiteral("templates-preview-no-pictures"), demo, lookedAt(EmailDesk::TabPreview, NoPictures)},
        {page(), QStringLiteral("templates-sheet"), demo, showSheet},
        {page(), QStringLiteral("templates-source"), demo, onTab(EmailDesk::TabSource)},
        {page(), QStringLiteral("templates-source-findings"), demo, onTab(EmailDesk::TabSource, &SampleEmails::faulty)},
        {page(), QStringLiteral("templates-plain"), demo, onTab(EmailDesk::TabPlain)},
        {page(), QStringLiteral("templates-translations"), demo, onTab(EmailDesk::TabTranslations)},
        {page(), QStringLiteral("templates-translations-none"), demo, onTabOfReady(EmailDesk::TabTranslations)},
        {page(), QStringLiteral("templates-variants"), demo, onTab(EmailDesk::TabVariants)},
        {page(), QStringLiteral("templates-variant"), demo, asVariant(EmailDesk::TabDesign)},
        {page(), QStringLiteral("templates-variant-preview"), demo, asVariant(EmailDesk::TabPreview)},
        {page(), QStringLiteral("templates-variants-none"), demo, onTabOfReady(EmailDesk::TabVariants)},
        {page(), QStringLiteral("templates-versions"), demo, onTab(EmailDesk::TabVersions)},
        {page(), QStringLiteral("templates-checks"), demo, onTab(EmailDesk::TabMeaning)},
        {page(), QStringLiteral("templates-review"), demo, onTab(EmailDesk::TabDesign, &SampleEmails::inReview)},
        {page(), QStringLiteral("templates-approved"), demo, onTab(EmailDesk::TabDesign, &SampleEmails::approved)},
        {page(), QStringLiteral("templates-narrow"), demo, narrow(false), false},
        {page(), QStringLiteral("templates-narrow-selected"), demo, narrow(true), false},
        {page(), QStringLiteral("templates-pictures"), demo, showPictures},
        {page(), QStringLiteral("templates-new"), demo, [](Stage &stage) { return stage.show(page(), QStringLiteral("new")); }},
        {page(), QStringLiteral("templates-loading"), demo, [](Stage &stage) { return stage.showUnanswered(page()); }},
        {page(), QStringLiteral("templates-error"), Stage::Place::Damaged, [](Stage &stage) { return stage.showUnread(page()); }},
        {page(), QStringLiteral("templates-pictures-empty"), Stage::Place::Empty, [](Stage &stage) { return stage.show(page(), QStringLiteral("pictures")); }},
        {page(), QStringLiteral("templates-empty"), Stage::Place::Empty,
         [](Stage &stage) -> Result<void> {
             TRY(stage.show(page(), QStringLiteral("new")));
             return stage.settle();
         }},
    };
}

} // namespace audience::gui
