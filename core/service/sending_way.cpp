#include "service/sending_way.h"

#include "service/campaign_parts.h"
#include "service/connection_service.h"

namespace audience::service {

Result<SendingWay> sendingWay(const Session &session, CampaignId id) {
    TRY_ASSIGN(const delivery::Run run, requireRun(session, id));
    return run.spec.transport == "practice" ? SendingWay::Practice : run.spec.transport == "smtp" ? SendingWay::MailServer : SendingWay::Amazon;
}

Result<SendingWay> sendingWay(Session &session, const std::string &connection) {
    if (connection == model::kPracticeConnection)
        return SendingWay::Practice;
    TRY_ASSIGN(const auto server, ConnectionService(session).mailServer(connection));
    return server ? SendingWay::MailServer : SendingWay::Amazon;
}

} // namespace audience::service
