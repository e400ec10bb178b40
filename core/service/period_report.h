// What came of the emails of some days, against the days before: figures with their course, the way from
// sent to bought, when people click, the campaigns, and what is worth a look. Plain values.
#pragma once

#include "base/decimal.h"
#include "model/workspace_definition.h"
#include "service/period.h"
#include "service/views.h"

#include <array>
#include <optional>

namespace audience::service {

// What people bought after an email, by the workspace's definition.
struct Earnings {
    std::int64_t buyers = 0;       // people who get counted once each
    std::int64_t purchases = 0;    // each for one email: the last that was clicked (or opened)
    std::int64_t conversions = 0;  // the definition's own event, else the purchases
    std::int64_t withoutValue = 0; // purchases whose value is missing or is no number
    Decimal revenue;               // exact; refunds count as what they are
    model::WorkspaceDefinition definition; // to be named under the figure
};

// A part of the emails sent in some days; without any there is no share to speak of.
struct Share {
    std::int64_t part = 0, base = 0;
    bool hasBase() const { return base > 0; }
    double value() const { return base > 0 ? static_cast<double>(part) / static_cast<double>(base) : 0; }
};

struct PeriodFigure {
    std::string id;                      // a name of kOutcomeNames
    std::int64_t count = 0, before = 0;  // emails, or purchases
    Share share, shareBefore;            // of the emails sent and delivered in the same days; of bounces and deliveries of those sent
    std::vector<std::int64_t> perDay;    // one entry per day of the period
};

// One campaign that handed emails over in the period, by what came of these emails until its end.
struct CampaignLine {
    CampaignId id;
    std::string name;
    model::CampaignState state = model::CampaignState::Draft;
    bool isPractice = true;
    Instant startedAt;
    std::int64_t sent = 0, delivered = 0, opened = 0, clicked = 0, unsubscribed = 0;
    std::optional<Earnings> earned;
    std::vector<std::int64_t> clicksPerDay; // since it started, at most 14 days
    // See kUsualRule: clicked less than usual, and too clearly for chance.
    bool isBelowUsual = false;
    double usualClicked = 0; // share of delivered, of the other campaigns of the last 180 days
};

// A campaign is called below usual when at least kUsualDelivered of its emails were delivered, it started
// kUsualHours ago or longer, there are kUsualCampaigns others with kUsualOthers delivered emails, its share of
// clicks is below kUsualShare of theirs, and chance alone would give so little less than once in a hundred.
inline constexpr std::int64_t kUsualDelivered = 200, kUsualHours = 48, kUsualCampaigns = 3, kUsualOthers = 1'000;
inline constexpr double kUsualShare = 0.8, kOnceInAHundred = 2.326;

// Something to look at: stable id with arguments, and where the next step is.
struct Remark {
    enum class Level { Good, Note, Warning, Bad } level = Level::Note;
    std::string id; // "remark.complaints_near_limit", ...
    std::vector<std::pair<std::string, std::string>> args;
    std::string page, target; // "" where there is nothing to open
};

struct PeriodReport {
    Period period, comparedWith;
    bool isSoFar = false;       // the last day is not over: compared with as much of the days before
    bool isPractice = true;     // practice sends are counted only while there are no real ones
    std::string zone;
    std::vector<PeriodFigure> figures;
    std::optional<Earnings> earned, earnedBefore; // absent until somebody has said what a purchase is
    std::vector<Decimal> revenuePerDay;
    // Of emails handed over in the period: handed over, delivered, opened, clicked, bought.
    std::vector<Bucket> funnel;
    std::array<std::array<std::int64_t, 24>, 7> clicksByHour{}; // Monday first, hours of the zone
    std::vector<CampaignLine> campaigns;                        // newest first
    std::vector<Remark> remarks;
    Instant asOf, lastFact; // when this was counted; the newest thing that is known to have happened
    bool isAwaitingEvents = false; // a queue is read, or emails of the last days may still be answered in practice
    bool isEmpty = true;    // nothing was ever handed over
    const PeriodFigure *figure(const std::string &id) const;
};

} // namespace audience::service
