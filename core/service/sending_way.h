// Through what a campaign went out, or would: practice, Amazon SES or a mail server. A send keeps what it began with,
// whatever became of the connection since. Any thread.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"

#include <string>
#include <string_view>

namespace audience::service {

class Session;

enum class SendingWay { Practice, Amazon, MailServer };

// What is heard of the emails of a send. A mail server tells nothing, and what a plan does not follow is not kept: what
// is not there then is not known, which is no zero.
struct Reporting {
    SendingWay way = SendingWay::Practice;
    bool opens = true, clicks = true; // the plan follows them
    bool has(std::string_view fact) const; // "opened", "clicked", "delivered", ...
};

// Of its newest run.
Result<Reporting> reportingOf(const Session &session, CampaignId id);
Result<SendingWay> sendingWay(const Session &session, CampaignId id);
// Of what is sent through a connection from now on.
Result<SendingWay> sendingWay(Session &session, const std::string &connection);

} // namespace audience::service
