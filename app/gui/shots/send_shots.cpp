// A send through Amazon in every state that it can come into, each brought about by what the account at the other end
// answers: slowed down, out of quota, in doubt, stopped by bounces, paused, left alone, about to begin.
#include "app/gui/shots/shots.h"
#include "service/campaign_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "ui/shell/main_window.h"

#include <QElapsedTimer>

#include <algorithm>

namespace audience::gui {

namespace {

using service::CampaignService;
using service::CampaignStatus;
using service::CampaignView;
using Until = std::function<bool(const CampaignStatus &)>;

const QString kPage = QStringLiteral("campaigns");
constexpr int kLongestMs = 60'000, kLookMs = 100;

// Enough people to see something, and not so many that it takes long.
Result<SegmentId> someSegment(Stage &stage, model::Campaign campaign) {
    constexpr std::int64_t kEnough = 100;
    TRY_ASSIGN(const auto segments, service::SegmentService(stage.session()).list());
    std::int64_t best = 0;
    SegmentId chosen;
    for (const auto &segment : segments) {
        campaign.segment = segment.id;
        TRY_ASSIGN(const auto count, CampaignService(stage.session()).count(campaign));
        if (best < kEnough ? count.reachable > best : count.reachable >= kEnough && count.reachable < best) {
            best = count.reachable;
            chosen = segment.id;
        }
    }
    return chosen;
}

Result<CampaignView> draftOf(Stage &stage, const std::string &name, const char *connection) {
    CampaignService campaigns(stage.session());
    TRY_ASSIGN(const auto all, campaigns.list());
    for (const CampaignView &one : all)
        if (one.campaign.name == name)
            return one;
    TRY_ASSIGN(const auto email, service::TemplateService(stage.session()).findByName("Welcome")); // without pictures of the library
    CampaignView view;
    view.campaign.name = name;
    view.campaign.fromName = "Nordwind";
    view.campaign.connection = connection;
    view.campaign.emailTemplate = email.id;
    view.campaign.topics = {"offers"};
    TRY_ASSIGN(view.campaign.segment, someSegment(stage, view.campaign));
    return campaigns.save(view);
}

Result<CampaignStatus> waitFor(Stage &stage, CampaignId id, const Until &until) {
    QElapsedTimer clock;
    clock.start();
    while (true) {
        TRY(stage.takeEvents());
        TRY_ASSIGN(CampaignStatus status, CampaignService(stage.session()).status(id));
        if (until(status))
            return status;
        if (clock.elapsed() > kLongestMs)
            return Error(ErrorKind::Internal, "shots.not_settled").with("page", status.name);
        stage.wait(kLookMs);
    }
}

// Sends it in the window until it has come so far; `share`: so many of its people are taken before the account does
// what it is told to do then. One that an earlier picture has brought there is shown as it is.
Result<CampaignId> sent(Stage &stage, const char *name, const char *connection, SmallAccount::Manner manner, double share, const Until &until) {
    TRY_ASSIGN(const CampaignView view, draftOf(stage, name, connection));
    if (view.startedAt.micros > 0)
        return view.id;
    CampaignService campaigns(stage.session());
    TRY(campaigns.arm(view.id));
    TRY_ASSIGN(const CampaignStatus armed, campaigns.status(view.id));
    manner.first = std::max(1, int(double(armed.states.at("planned")) * share));
    stage.account().behave(view.id.value, manner);
    stage.window()->currentPage()->workspaceChanged();
    TRY(stage.show(kPage, QString::number(view.id.value)));
    TRY(stage.click("campaignResume"));
    TRY(waitFor(stage, view.id, until));
    return view.id;
}

// What is only about to begin does so in the picture of it, and in no other.
Result<void> show(Stage &stage, CampaignId id, const char *filter = "") {
    CampaignService campaigns(stage.session());
    TRY_ASSIGN(const auto all, campaigns.list());
    for (const CampaignView &one : all)
        if (one.state == model::CampaignState::Sending && one.accepted == 0 && !(one.id == id))
            (void)campaigns.takeBack(one.id).has_value();
    stage.window()->currentPage()->workspaceChanged();
    TRY(stage.settle());
    const QString place = QString::number(id.value);
    return stage.show(kPage, *filter ? place + QLatin1Char('/') + QLatin1String(filter) : place);
}

Result<void> change(Stage &stage, const std::string &sql, CampaignId id) {
    return stage.session().workspace().write([&](const auto &connection) { return connection.execute(sql + std::to_string(id.value)); });
}

bool isPaused(const CampaignStatus &status) { return status.state == model::CampaignState::Paused; }
bool isOver(const CampaignStatus &status) { return status.state == model::CampaignState::Finished; }
bool isHalf(const CampaignStatus &status) { return status.states.at("accepted") * 2 >= status.states.at("planned") + status.states.at("retry_at"); }
Until standsStillFor(const char *reason) {
    return [reason](const CampaignStatus &status) { return status.reason == reason; };
}

Result<void> trial(Stage &stage) {
    TRY_ASSIGN(const CampaignView draft, draftOf(stage, "A first hello", "Nordwind trial"));
    return show(stage, draft.id);
}

// Within its sixty seconds, whenever the picture is taken.
Result<void> countdown(Stage &stage) {
    CampaignService campaigns(stage.session());
    for (int year = 1;; ++year) {
        TRY_ASSIGN(const CampaignView view, draftOf(stage, year == 1 ? "Advent calendar" : "Advent calendar " + std::to_string(year), "Nordwind"));
        if (view.startedAt.micros > 0 && !campaigns.takeBack(view.id))
            continue; // its first email is out
        TRY(campaigns.arm(view.id, std::chrono::seconds(60)));
        return show(stage, view.id);
    }
}

Result<void> slowed(Stage &stage) {
    TRY_ASSIGN(const CampaignId id, sent(stage, "Black Friday", "Nordwind", {0, SmallAccount::Then::SlowsDown}, 0.6, standsStillFor("backing_off")));
    return show(stage, id);
}

Result<void> quota(Stage &stage) {
    TRY_ASSIGN(const CampaignId id, sent(stage, "Winter catalogue", "Nordwind small", {}, 1, standsStillFor("daily_quota")));
    return show(stage, id);
}

Result<CampaignId> pausedHalfway(Stage &stage, const char *name) {
    const Until pausedByHand = [&stage, isAsked = false](const CampaignStatus &status) mutable {
        if (!isAsked && isHalf(status))
            isAsked = CampaignService(stage.session()).pause(status.id).has_value();
        return isPaused(status) || isOver(status);
    };
    return sent(stage, name, "Nordwind", {}, 1, pausedByHand);
}

Result<void> paused(Stage &stage) {
    TRY_ASSIGN(const CampaignId id, pausedHalfway(stage, "Members only"));
    return show(stage, id);
}

// Nobody waits for hours here: what the loop writes after such a time is written now.
Result<void> leftAlone(Stage &stage) {
    TRY_ASSIGN(const CampaignId id, pausedHalfway(stage, "Weekend offer"));
    TRY(change(stage, "UPDATE run SET reason = 'long_silence' WHERE campaign = ", id));
    return show(stage, id);
}

Result<void> bounced(Stage &stage) {
    TRY(service::WorkspaceService(stage.session()).setSetting("delivery_limits", R"({"after": 20, "bounce": 0.05, "complaint": 0.001})"));
    TRY_ASSIGN(const CampaignId id, sent(stage, "Old customers", "Nordwind", {0, SmallAccount::Then::Takes, 0, 90}, 1, [](const CampaignStatus &status) { return isPaused(status) || isOver(status); }));
    return show(stage, id);
}

// The line is cut while some are on their way: whether those have left nobody knows.
Result<void> inDoubt(Stage &stage) {
    TRY_ASSIGN(const CampaignId id, sent(stage, "Ski season", "Nordwind", {0, SmallAccount::Then::HangsUp, 3}, 0.5, isOver));
    return show(stage, id, "not_sure");
}

} // namespace

QList<Shot> sendShots() {
    const auto live = [](const char *name, Result<void> (*reach)(Stage &)) { return Shot{kPage, QLatin1String(name), Stage::Place::Live, reach}; };
    return {
        live("composer-sandbox", trial),   live("campaigns-countdown", countdown), live("campaigns-paused", paused),
        live("campaigns-long-silence", leftAlone), live("campaigns-in-doubt", inDoubt), live("campaigns-bounced", bounced),
        live("campaigns-quota", quota),    live("campaigns-slowed", slowed), // last: it slows the account down for all
    };
}

} // namespace audience::gui
