// What came of it: one run as figures and charts, for the monitor page, report.html and --json.
#pragma once

#include "service/views.h"

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
    std::vector<Figure> figures;
    model::ChartSpec funnel;   // handed over, delivered, opened, clicked
    model::ChartSpec timeline; // opens and clicks over time
    model::ChartSpec states;   // one bar per final state
};

class ReportService {
public:
    explicit ReportService(Session &session) : m_session(session) {}

    Result<CampaignReport> campaign(CampaignId id) const;
    // All finished campaigns together, newest first in `campaigns`.
    struct Overview {
        std::vector<Figure> figures;
        model::ChartSpec funnel, perDay;
        std::vector<CampaignStatus> campaigns;
    };
    Result<Overview> overview() const;
    // A page with its charts as pictures; stands alone, no scripts, no network.
    Result<void> writeHtml(CampaignId id, const std::string &path) const;

private:
    Session &m_session;
};

} // namespace audience::service
