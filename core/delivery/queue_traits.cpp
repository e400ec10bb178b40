#include "delivery/queue_traits.h"

#include "base/json.h"
#include "base/text.h"
#include "delivery/sqs_calls.h"

#include <charconv>

namespace audience::delivery {

Result<QueueTraits> queueTraitsOf(const std::string &answer, const std::string &queueUrl) {
    const auto document = parseJson(answer);
    if (!document || !document->is_object())
        return Error(ErrorKind::Network, "sqs.answer_malformed").because(answer.substr(0, 200));
    QueueTraits traits;
    const Json *attributes = jsonMember(*document, "Attributes");
    if (!attributes || !attributes->is_object())
        return traits;
    const std::string keeps = jsonText(*attributes, "MessageRetentionPeriod");
    std::int64_t seconds = 0;
    if (std::from_chars(keeps.data(), keeps.data() + keeps.size(), seconds).ec == std::errc() && seconds > 0 && seconds <= 14 * 86'400)
        traits.keeps = std::chrono::seconds(seconds);
    const auto policy = parseJson(jsonText(*attributes, "RedrivePolicy"));
    const std::string target = policy && policy->is_object() ? jsonText(*policy, "deadLetterTargetArn") : std::string();
    const std::string name = target.substr(target.rfind(':') + 1);
    // It is in the queue's own account and region, as the service demands.
    if (const auto slash = queueUrl.rfind('/'); !name.empty() && slash != std::string::npos)
        traits.deadLetterUrl = queueUrl.substr(0, slash + 1) + name;
    return traits;
}

Result<QueueTraits> queueTraits(net::HttpClient &client, const Clock &clock, const model::SqsConnection &queue,
                                const CredentialSource &credentials, const CancelToken &cancel) {
    const std::string body = dumpJson(Json{{"QueueUrl", queue.queueUrl}, {"AttributeNames", Json::array({"MessageRetentionPeriod", "RedrivePolicy"})}});
    TRY_ASSIGN(const net::HttpRequest request, sqsRequest(queue, "GetQueueAttributes", body, std::chrono::seconds(0), credentials, clock));
    TRY_ASSIGN(const net::HttpResponse response, client.send(request, cancel));
    if (response.status != 200)
        return sqsError(response, queue.queueUrl);
    return queueTraitsOf(response.body, queue.queueUrl);
}

} // namespace audience::delivery
