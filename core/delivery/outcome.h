// What became of one attempt to send: the transport's word turned into the one class that decides
// whether a message may ever be tried again. A pure function and its table; any thread.
#pragma once

#include "base/result.h"
#include "net/effect_sender.h"

#include <string>
#include <string_view>

namespace audience::delivery {

enum class OutcomeClass {
    NotSent,      // zero bytes left: a new attempt may follow
    Throttled,    // the service dropped it for speed: a new attempt after a back-off
    Deferred,     // this mailbox or message cannot be taken now: a new attempt much later, others go on
    RefusedFinal, // the service will never take this message
    RefusedPause, // the account or its quota is at its limit: the campaign pauses
    AuthPause,    // the keys or the clock are wrong: the campaign pauses
    InDoubt,      // nobody knows; never tried again by itself
    Accepted      // the service took it and named it
};
std::string_view toText(OutcomeClass outcome);
// Only these can never have reached a reader.
bool isCertainlyUnsent(OutcomeClass outcome);

struct Outcome {
    OutcomeClass outcome = OutcomeClass::InDoubt;
    std::string code;      // the service's error code or our error id; empty when accepted
    std::string detail;    // the service's own words, for the log
    std::string messageId; // when accepted
};

// The answer of SES v2 SendEmail. Unknown 4xx codes are final refusals, everything that is neither
// a certain non-send nor a 200 with a MessageId is a doubt. Source: SES v2 API reference, "Errors".
Outcome classifySesOutcome(const net::EffectOutcome &outcome);

} // namespace audience::delivery
