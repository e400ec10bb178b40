// Through what a campaign went out, or would: practice, Amazon SES or a mail server. A send keeps what it began with,
// whatever became of the connection since. Any thread.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"

#include <string>

namespace audience::service {

class Session;

enum class SendingWay { Practice, Amazon, MailServer };

// Of its newest run.
Result<SendingWay> sendingWay(const Session &session, CampaignId id);
// Of what is sent through a connection from now on.
Result<SendingWay> sendingWay(Session &session, const std::string &connection);

} // namespace audience::service
