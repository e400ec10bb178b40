#include "service/sending_way.h"

#include "service/campaign_parts.h"
#include "service/connection_service.h"

namespace audience::service {

bool Reporting::has(std::string_view fact) const {
    if (way == SendingWay::MailServer)
        return false;
    const bool isOpening = fact == "opened" || fact == "opened_by_machine", isClick = fact == "clicked" || fact == "click";
    return (opens || !isOpening) && (clicks || !isClick);
}

Result<Reporting> reportingOf(const Session &session, CampaignId id) {
    TRY_ASSIGN(const delivery::Run run, requireRun(session, id));
    const SendingWay way = run.spec.transport == "practice" ? SendingWay::Practice : run.spec.transport == "smtp" ? SendingWay::MailServer : SendingWay::Amazon;
    return Reporting{way, run.spec.plan.followOpens, run.spec.plan.followClicks};
}

Result<SendingWay> sendingWay(const Session &session, CampaignId id) {
    TRY_ASSIGN(const Reporting reporting, reportingOf(session, id));
    return reporting.way;
}

Result<SendingWay> sendingWay(Session &session, const std::string &connection) {
    if (connection == model::kPracticeConnection)
        return SendingWay::Practice;
    TRY_ASSIGN(const auto server, ConnectionService(session).mailServer(connection));
    return server ? SendingWay::MailServer : SendingWay::Amazon;
}

} // namespace audience::service
