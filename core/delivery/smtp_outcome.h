// What the end of a transaction with a mail server means for the message. Pure; the rules are those
// of RFC 5321: before the end of the message nothing is delivered, after it the reply alone says
// what became of it, and without a reply nobody knows.
#pragma once

#include "delivery/outcome.h"
#include "net/mail_sender.h"

namespace audience::delivery {

// The code of an outcome is "smtp.<reply>" where there was a reply, else our error id. The name of
// an accepted message is the sender's to give.
Outcome classifyMailEnding(const net::MailEnding &ending);

} // namespace audience::delivery
