#include "app/gui/shots/shots.h"
#include "service/campaign_service.h"
#include "service/session.h"
#include "ui/kit/page.h"
#include "ui/shell/main_window.h"

namespace audience::gui {

// A copy of the draft that goes out tomorrow afternoon, made once.
static Result<QString> scheduled(Stage &stage) {
    service::CampaignService campaigns(stage.session());
    TRY_ASSIGN(const auto planned, campaigns.calendar());
    if (!planned.empty())
        return QString::number(planned.front().id.value);
    TRY_ASSIGN(const QString draft, stage.draft());
    TRY_ASSIGN(const auto copy, campaigns.duplicate(CampaignId{draft.toLongLong()}, "Newsletter 48"));
    const std::string tomorrow = toIso(stage.session().workspace().clock().now() + std::chrono::hours(24)).substr(0, 10);
    TRY_ASSIGN(const Instant start, campaigns.startFromText(tomorrow + "T14:00", campaigns.zone()));
    TRY(campaigns.schedule(copy.id, start, campaigns.zone()));
    return QString::number(copy.id.value);
}

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
        {page, QStringLiteral("campaigns-scheduled"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY_ASSIGN(const QString campaign, scheduled(stage));
             return stage.show(page, campaign);
         }},
        {page, QStringLiteral("campaigns-finished"), Stage::Place::Demo, open(&Stage::finished)},
        {page, QStringLiteral("campaigns"), Stage::Place::Demo,
         [page](Stage &stage) -> Result<void> {
             TRY(stage.startSending());
             TRY_ASSIGN(const QString campaign, stage.sending());
             return stage.show(page, campaign);
         }},
        {page, QStringLiteral("campaigns-loading"), Stage::Place::Demo, [page](Stage &stage) { return stage.showUnanswered(page); }},
        {page, QStringLiteral("campaigns-error"), Stage::Place::Damaged, [page](Stage &stage) { return stage.showUnread(page); }},
        {page, QStringLiteral("campaigns-empty"), Stage::Place::Empty, [page](Stage &stage) { return stage.show(page); }},
    };
}

} // namespace audience::gui
