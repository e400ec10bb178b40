// The calls to a queue as values: a signed request, what an answer holds, what an error means. Shared by
// SqsPoller and SqsDrain; private to delivery.
#pragma once

#include "delivery/ses_settings.h"
#include "model/connection.h"
#include "net/http_request.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace audience {
class Clock;
}

namespace audience::delivery {

inline constexpr int kSqsMostMessages = 10;
inline constexpr std::chrono::seconds kSqsVisibility{120};

struct SqsMessage {
    std::string id, handle, body;
    bool isDamaged = false; // the body does not match its checksum
};

Result<net::HttpRequest> sqsRequest(const model::SqsConnection &connection, std::string_view action, const std::string &body,
                                    std::chrono::seconds wait, const CredentialSource &credentials, const Clock &clock);
std::string receiveBody(const std::string &queueUrl, std::chrono::seconds wait);
std::string deleteBody(const std::string &queueUrl, const std::vector<std::string> &handles); // 10 at most
std::string extendBody(const std::string &queueUrl, const std::string &handle);
// Error "sqs.answer_malformed".
Result<std::vector<SqsMessage>> receivedMessages(const std::string &answer);
// Errors: "sqs.queue_missing" {queue}, "sqs.denied" {code}, "sqs.failed" {status, code}.
Error sqsError(const net::HttpResponse &response, const std::string &queue);

} // namespace audience::delivery
