// What came of it: one campaign or some days as figures and charts, with the people behind every figure;
// for the window, report.html and --json.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/control_result.h"
#include "service/people_list.h"
#include "service/period_report.h"

#include <memory>

namespace audience::service {

class Session;

struct Figure {
    std::string id;   // "delivered", "opened", ...
    std::int64_t count = 0;
    double share = 0; // of what `of` says
    std::string of;   // "handed_over", "delivered", ...
};

struct CampaignReport {
    CampaignStatus status;
    std::vector<Figure> figures; // with "bought" where a purchase is defined
    std::optional<Earnings> earned;
    model::ChartSpec timeline; // "opened" and "clicked" over time, each email once, by days or instants
    std::optional<ControlResult> control; // where some got nothing by lot
    struct Bounced {
        std::string name; // a code or a domain, as the log's filters "bounce:" and "bounced_at:" take it
        std::int64_t emails = 0;
        bool isPermanent = false;
    };
    std::vector<Bounced> bouncedByCode, bouncedByDomain; // the most first
    std::vector<Instant> steps; // of the timeline: a point is what happened in [steps[i], steps[i + 1])
};

class ReportService {
public:
    explicit ReportService(Session &session) : m_session(session) {}

    Result<CampaignReport> campaign(CampaignId id) const;
    // What people bought after a campaign; nothing until somebody has said what a purchase is, or it never started.
    Result<std::optional<Earnings>> earnings(CampaignId id) const;
    Result<PeriodReport> period(Period period, const CancelToken &cancel = {}) const;
    // The days up to today, in the workspace's zone.
    Result<Period> lastDays(int days) const;

    // Everybody behind a figure; its total is the figure. Error "report.unknown_fact" {fact}.
    Result<std::shared_ptr<const PeopleList>> people(const PeopleQuestion &question) const;
    // CSV with formulas disarmed; gives the number of rows. Errors: "data.cannot_write" {path} and those above.
    Result<std::int64_t> exportPeople(const PeopleQuestion &question, const std::string &path, Progress *progress = nullptr, const CancelToken &cancel = {}) const;

    // A page with its charts as pictures; stands alone, no scripts, no network.
    Result<void> writeHtml(CampaignId id, const std::string &path) const;
    Result<void> writeHtml(Period period, const std::string &path) const;

private:
    Session &m_session;
};

} // namespace audience::service
