// The first page of the morning: what needs a person, what goes out next and from where, how things
// stand, what changed since the last visit, and what to go on with. Every line comes from a fact by a
// written rule and says where to go.
#pragma once

#include "async/cancel.h"
#include "service/daily_figures.h"
#include "service/period_report.h"

#include <optional>

namespace audience::service {

class Session;

// One thing that is sent next: scheduled, or still a draft (no time).
struct NextSend {
    CampaignId id;
    std::string name;
    model::CampaignState state = model::CampaignState::Draft;
    Instant at;
    std::int64_t people = -1; // chosen, -1: not known
    bool isPractice = true;
};

// A definition that was worked on.
struct RecentWork {
    std::string kind; // "segment", "template", "campaign"
    std::int64_t id = 0; // below 0: a draft that was never saved
    std::string name;    // "": not named yet
    Instant savedAt;     // or written
};

struct TodayView {
    bool hasPeople = false, hasSegments = false, hasTemplates = false, wasSent = false; // for the next steps of a new workspace
    std::string user;                       // of the setting "user"; "" where nobody has said
    Instant dataFrom;                       // when data came in last; 0: never
    Instant since;                          // the last visit; 0: this is the first
    std::vector<Remark> needsYou, changed;
    std::vector<NextSend> next;             // the next first, drafts last
    std::string machine;                    // that will send what is scheduled; "" where nothing is
    bool isThisMachine = true;
    std::optional<DayFigures> today, weekAgo;
    std::vector<DayFigures> days;
    std::optional<PeriodReport> month;      // the last 30 days; absent before the first send
    double complaintLimit = 0;              // share at which sending stops by itself
    std::vector<RecentWork> goOn;           // newest first, at most 6
    Instant asOf;
};

// Setting of what was found sent when a restored file was taken up again: {"emails", "at"}.
inline constexpr const char *kUnknownSends = "reconcile.unknown_sends";

class TodayService {
public:
    explicit TodayService(Session &session) : m_session(session) {}

    // Counts everything and notes the visit: what happens from now on is new at the next one, once four
    // hours have passed in between.
    Result<TodayView> today(const CancelToken &cancel = {});

private:
    Result<void> visit(TodayView &view);
    Result<void> needs(TodayView &view);
    Result<void> reviews(TodayView &view);
    Result<void> dataFaults(TodayView &view, const CancelToken &cancel);
    Result<void> connections(TodayView &view);
    Result<void> syncs(TodayView &view);
    Result<void> lostEvents(TodayView &view);
    Result<void> unknownSends(TodayView &view);
    Result<void> next(TodayView &view, const CancelToken &cancel);
    Result<void> changes(TodayView &view);
    Result<void> goOn(TodayView &view);
    Session &m_session;
};

} // namespace audience::service
