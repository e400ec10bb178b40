// Pictures of the checks of all data: suggested, kept with some that fail, and before there are any.
#include "app/gui/shots/shots.h"

#include "service/quality_service.h"
#include "ui/checks/check_desk.h"
#include "ui/checks/check_list.h"
#include "ui/checks/checks_page.h"
#include "ui/shell/main_window.h"

namespace audience::gui {

namespace {

using model::QualityCheck;
using model::QualityKind;

const QString kPage = QStringLiteral("checks");

QualityCheck check(QualityKind kind, const char *column, model::QualitySeverity severity) {
    QualityCheck one;
    one.kind = kind;
    one.dataset = "customers";
    one.columns = {column};
    one.severity = severity;
    return one;
}

Result<ui::ChecksPage *> page(Stage &stage, const QString &target = {}) {
    TRY(stage.show(kPage, target));
    auto *found = qobject_cast<ui::ChecksPage *>(stage.window()->currentPage());
    if (!found)
        return Error(ErrorKind::Internal, "shots.no_part").with("part", "checks");
    return found;
}

// All that is suggested, and two that the shop of the demo does not meet.
Result<void> keep(Stage &stage) {
    service::QualityService quality(stage.session());
    QualityCheck young = check(QualityKind::Range, "age", model::QualitySeverity::Warn), named = check(QualityKind::NotEmpty, "age", model::QualitySeverity::Stop);
    young.high = "75";
    TRY_ASSIGN(const auto found, quality.suggest("customers"));
    std::vector<QualityCheck> all{young, named};
    all.insert(all.end(), found.checks.begin(), found.checks.end());
    TRY_ASSIGN(const auto products, quality.suggest("products"));
    all.insert(all.end(), products.checks.begin(), products.checks.end());
    TRY_ASSIGN(const auto kept, quality.accept(all));
    (void)kept;
    for (int run = 0; run < 3; ++run) {
        TRY_ASSIGN(const auto done, quality.run("customers"));
        (void)done;
    }
    TRY_ASSIGN(auto *shown, page(stage));
    shown->workspaceChanged();
    TRY(stage.settle());
    shown->desk()->goTo(QStringLiteral("customers"));
    return stage.settle();
}

} // namespace

QList<Shot> checkShots() {
    return {
        {kPage, QStringLiteral("checks-none"), Stage::Place::Empty, [](Stage &stage) { return stage.show(kPage); }},
        {kPage, QStringLiteral("checks-suggested"), Stage::Place::Demo,
         [](Stage &stage) -> Result<void> {
             TRY_ASSIGN(auto *shown, page(stage, QStringLiteral("/suggest")));
             TRY(stage.settle());
             shown->desk()->list()->choose(shown->desk()->model()->firstOf(QStringLiteral("customers")));
             return stage.settle();
         }},
        {kPage, QStringLiteral("checks-failing"), Stage::Place::Demo, keep},
    };
}

} // namespace audience::gui
