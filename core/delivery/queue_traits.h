// What a queue says of itself: how long it keeps what nobody reads, and where it puts what could not be taken in many
// times. Asks the service; keeps nothing.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "delivery/ses_settings.h"
#include "model/connection.h"
#include "net/http_client.h"

#include <chrono>
#include <string>

namespace audience::delivery {

struct QueueTraits {
    std::chrono::seconds keeps{0};  // 0: it did not say
    std::string deadLetterUrl;      // "": it has none
};

// Errors: those of SqsPoller.
Result<QueueTraits> queueTraits(net::HttpClient &client, const Clock &clock, const model::SqsConnection &queue,
                                const CredentialSource &credentials, const CancelToken &cancel = {});
// Of one answer of GetQueueAttributes. What is missing or cannot be read is not said. Error "sqs.answer_malformed".
Result<QueueTraits> queueTraitsOf(const std::string &answer, const std::string &queueUrl);

} // namespace audience::delivery
