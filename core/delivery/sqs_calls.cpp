#include "delivery/sqs_calls.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/json.h"
#include "net/aws_error.h"
#include "net/sigv4.h"

namespace audience::delivery {

namespace {

// Whose fault it is stands in the code alone: the status of these is 400 too.
bool isAboutKeys(const net::HttpResponse &response, std::string_view code) {
    if (response.status == 401 || response.status == 403)
        return true;
    for (const std::string_view part : {"AccessDenied", "InvalidSecurity", "Signature", "UnrecognizedClient", "InvalidClientTokenId", "ExpiredToken", "MissingAuthentication"})
        if (code.find(part) != std::string_view::npos)
            return true;
    return false;
}

} // namespace

Error sqsError(const net::HttpResponse &response, const std::string &queue) {
    const net::AwsError error = net::awsError(response);
    if (error.code.find("QueueDoesNotExist") != std::string::npos ||
        error.code.find("NonExistentQueue") != std::string::npos)
        return Error(ErrorKind::NotFound, "sqs.queue_missing")
            .with("queue", queue)
            .because(error.message);
    if (isAboutKeys(response, error.code))
        return Error(ErrorKind::Auth, "sqs.denied").with("code", error.code).because(error.message);
    return Error(ErrorKind::Network, "sqs.failed")
        .with("status", std::to_string(response.status))
        .with("code", error.code)
        .because(error.message);
}

Result<net::HttpRequest> sqsRequest(const model::SqsConnection &connection, std::string_view action, const std::string &body,
                                    std::chrono::seconds wait, const CredentialSource &keys, const Clock &clock) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = connection.baseUrl();
    if (request.url.empty() || request.url.back() != '/')
        request.url += '/';
    net::setHeader(request.headers, "Content-Type", "application/x-amz-json-1.0");
    net::setHeader(request.headers, "X-Amz-Target", "AmazonSQS." + std::string(action));
    request.body = body;
    request.timeouts.idle = wait + std::chrono::seconds(10);
    TRY_ASSIGN(const net::AwsCredentials credentials, keys());
    TRY(net::signRequest(request, credentials, {connection.region, "sqs", clock.now()}));
    return request;
}

std::string receiveBody(const std::string &queueUrl, std::chrono::seconds wait) {
    return dumpJson(Json{{"QueueUrl", queueUrl},
                         {"MaxNumberOfMessages", kSqsMostMessages},
                         {"WaitTimeSeconds", wait.count()},
                         {"VisibilityTimeout", kSqsVisibility.count()},
                         {"MessageSystemAttributeNames", Json::array({"All"})}});
}

std::string deleteBody(const std::string &queueUrl, const std::vector<std::string> &handles) {
    Json entries = Json::array();
    for (const std::string &handle : handles)
        entries.push_back(Json{{"Id", std::to_string(entries.size())}, {"ReceiptHandle", handle}});
    return dumpJson(Json{{"QueueUrl", queueUrl}, {"Entries", std::move(entries)}});
}

std::string extendBody(const std::string &queueUrl, const std::string &handle) {
    return dumpJson(Json{{"QueueUrl", queueUrl},
                         {"ReceiptHandle", handle},
                         {"VisibilityTimeout", kSqsVisibility.count()}});
}

Result<std::vector<SqsMessage>> receivedMessages(const std::string &answer) {
    std::vector<SqsMessage> received;
    if (answer.empty())
        return received;
    const auto document = parseJson(answer);
    if (!document || !document->is_object())
        return Error(ErrorKind::Network, "sqs.answer_malformed").because(answer.substr(0, 200));
    const Json *messages = jsonMember(*document, "Messages");
    if (!messages || !messages->is_array())
        return received;
    for (const Json &message : *messages) {
        if (!message.is_object())
            continue;
        SqsMessage one{jsonText(message, "MessageId"), jsonText(message, "ReceiptHandle"),
                       jsonText(message, "Body"), false};
        const std::string checksum = jsonText(message, "MD5OfBody");
        one.isDamaged = !checksum.empty() && toHex(md5(one.body)) != checksum;
        received.push_back(std::move(one));
    }
    return received;
}

} // namespace audience::delivery
