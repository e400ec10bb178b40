#include "delivery/sqs_poller.h"

#include "base/digest.h"
#include "base/fault_point.h"
#include "base/json.h"
#include "net/aws_error.h"
#include "net/sigv4.h"

namespace audience::delivery {

namespace {

constexpr int kMaxMessages = 10;
constexpr int kVisibilitySeconds = 120;

struct Received {
    std::string handle;
    std::string body;
};

Error queueError(const net::HttpResponse &response, const std::string &queue) {
    const net::AwsError error = net::awsError(response);
    if (error.code.find("QueueDoesNotExist") != std::string::npos ||
        error.code.find("NonExistentQueue") != std::string::npos)
        return Error(ErrorKind::NotFound, "sqs.queue_missing")
            .with("queue", queue)
            .because(error.message);
    if (response.status == 401 || response.status == 403)
        return Error(ErrorKind::Auth, "sqs.denied").with("code", error.code).because(error.message);
    return Error(ErrorKind::Network, "sqs.failed")
        .with("status", std::to_string(response.status))
        .with("code", error.code)
        .because(error.message);
}

} // namespace

Result<net::HttpResponse> SqsPoller::call(std::string_view action, const std::string &body,
                                          std::chrono::seconds wait, const CancelToken &cancel) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = m_connection.baseUrl();
    if (request.url.empty() || request.url.back() != '/')
        request.url += '/';
    net::setHeader(request.headers, "Content-Type", "application/x-amz-json-1.0");
    net::setHeader(request.headers, "X-Amz-Target", "AmazonSQS." + std::string(action));
    request.body = body;
    request.timeouts.idle = wait + std::chrono::seconds(10);
    TRY_ASSIGN(const net::AwsCredentials credentials, m_credentials());
    TRY(net::signRequest(request, credentials, {m_connection.region, "sqs", m_clock.now()}));
    TRY_ASSIGN(net::HttpResponse response, m_client.send(request, cancel));
    if (response.status != 200)
        return queueError(response, m_connection.queueUrl);
    return response;
}

Result<SqsPoller::Poll> SqsPoller::pollOnce(std::chrono::seconds wait, const CancelToken &cancel) {
    const Json receive{{"QueueUrl", m_connection.queueUrl},
                       {"MaxNumberOfMessages", kMaxMessages},
                       {"WaitTimeSeconds", wait.count()},
                       {"VisibilityTimeout", kVisibilitySeconds},
                       {"MessageSystemAttributeNames", Json::array({"All"})}};
    TRY_ASSIGN(const net::HttpResponse answer,
               call("ReceiveMessage", dumpJson(receive), wait, cancel));
    Poll poll;
    if (answer.body.empty())
        return poll;
    const auto document = parseJson(answer.body);
    if (!document || !document->is_object())
        return Error(ErrorKind::Network, "sqs.answer_malformed")
            .because(answer.body.substr(0, 200));
    std::vector<RawEvent> events;
    Json deletions = Json::array();
    const Json *messages = jsonMember(*document, "Messages");
    for (const Json &message : messages && messages->is_array() ? *messages : Json::array()) {
        if (!message.is_object())
            continue;
        ++poll.received;
        std::string body = jsonText(message, "Body");
        const std::string checksum = jsonText(message, "MD5OfBody");
        if (!checksum.empty() && toHex(md5(body)) != checksum) {
            ++poll.damaged;
            continue;
        }
        events.push_back({"sqs", std::move(body)});
        deletions.push_back({{"Id", std::to_string(deletions.size())},
                             {"ReceiptHandle", jsonText(message, "ReceiptHandle")}});
    }
    TRY_ASSIGN(poll.intake, m_intake.take(events));
    if (deletions.empty())
        return poll;
    faultPoint("events.before_delete");
    const Json remove{{"QueueUrl", m_connection.queueUrl}, {"Entries", deletions}};
    // Entries that the service could not delete come again and are recognised as duplicates.
    TRY(call("DeleteMessageBatch", dumpJson(remove), std::chrono::seconds(0), cancel));
    return poll;
}

Result<SqsPoller::Poll> SqsPoller::pollUntilIdle(std::chrono::seconds wait,
                                                 const CancelToken &cancel) {
    Poll total;
    int empty = 0;
    while (empty < 2) {
        TRY_ASSIGN(const Poll poll, pollOnce(wait, cancel));
        total.received += poll.received;
        total.damaged += poll.damaged;
        total.intake.add(poll.intake);
        empty = poll.received == 0 ? empty + 1 : 0;
    }
    return total;
}

} // namespace audience::delivery
