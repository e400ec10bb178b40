#include "support/fake_sqs.h"

#include "base/digest.h"

#include <algorithm>
#include <cstdio>

namespace audience::test {

namespace {

constexpr const char *kHandlePrefix = "AQEB";
const std::string kCoral = "com.amazon.coral.service#";
const std::string kSqs = "com.amazonaws.sqs#";

FakeReply json(const Json &body) {
    return {200, dumpJson(body), {}, false, false};
}
std::string millis(Instant t) {
    return std::to_string(t.micros / 1000);
}

FakeReply invalid(const std::string &message) {
    return sqsError(kCoral + "InvalidParameterValueException", message, "InvalidParameterValue");
}

bool isBatchId(const std::string &id) {
    return !id.empty() && id.size() <= 80 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
    });
}

} // namespace

FakeReply sqsError(const std::string &type, const std::string &message,
                   const std::string &queryCode) {
    FakeReply reply;
    reply.status = 400;
    reply.body = dumpJson(Json{{"__type", type}, {"message", message}});
    const std::string name = type.substr(type.find('#') + 1);
    reply.headers = {{"x-amzn-query-error", (queryCode.empty() ? name : queryCode) + ";Sender"}};
    return reply;
}

std::vector<std::string> FakeSqs::queueNames() const {
    std::vector<std::string> names;
    for (const auto &[name, queue] : m_queues)
        names.push_back(name);
    return names;
}

void FakeSqs::push(const std::string &queue, std::string body, Instant availableAt, bool anywhere,
                   Rng &rng) {
    Queue &q = m_queues[queue];
    Message message;
    char id[40];
    std::snprintf(id, sizeof id, "%08llx-0000-4000-8000-000000000000",
                  static_cast<unsigned long long>(m_next++));
    message.id = id;
    message.md5 = toHex(md5(body));
    message.body = std::move(body);
    message.sentAt = message.availableAt = availableAt;
    const std::size_t at = anywhere ? rng.below(q.ready.size() + 1) : q.ready.size();
    q.ready.insert(q.ready.begin() + static_cast<std::ptrdiff_t>(at), std::move(message));
}

std::int64_t FakeSqs::messages(const std::string &queue) const {
    const auto it = m_queues.find(queue);
    return it == m_queues.end()
               ? 0
               : static_cast<std::int64_t>(it->second.ready.size() + it->second.inFlight.size());
}

void FakeSqs::returnExpired(Queue &queue, Instant now) {
    for (auto it = queue.inFlight.begin(); it != queue.inFlight.end();) {
        if (it->second.until > now) {
            ++it;
            continue;
        }
        queue.ready.push_back(std::move(it->second.message));
        it = queue.inFlight.erase(it);
    }
}

FakeReply FakeSqs::handle(const FakeRequest &request, Instant now, const std::string &base,
                          bool mayWait) {
    const std::string target(net::headerValue(request.headers, "X-Amz-Target"));
    if (request.method != "POST" || request.path != "/" || target.rfind("AmazonSQS.", 0) != 0 ||
        net::headerValue(request.headers, "Content-Type") != "application/x-amz-json-1.0")
        return sqsError(kCoral + "UnknownOperationException", "The operation is not known.");
    const Result<Json> parsed = parseJson(request.body);
    if (!parsed || !parsed->is_object())
        return sqsError(kCoral + "SerializationException", "The body is not a JSON object.");
    const Json &in = *parsed;
    const std::string action = target.substr(10);
    const auto urlOf = [&](const std::string &name) {
        return base + '/' + m_config.accountId + '/' + name;
    };
    const auto unknownQueue = [] {
        return sqsError(kSqs + "QueueDoesNotExist", "The specified queue does not exist.",
                        "AWS.SimpleQueueService.NonExistentQueue");
    };
    if (action == "CreateQueue" || action == "GetQueueUrl") {
        const std::string name = jsonText(in, "QueueName");
        if (!isBatchId(name))
            return invalid("Can only include alphanumeric characters, hyphens, or underscores. 1 "
                           "to 80 in length");
        if (action == "CreateQueue")
            return create(in, urlOf(name));
        return m_queues.contains(name) ? json({{"QueueUrl", urlOf(name)}}) : unknownQueue();
    }
    const std::string url = jsonText(in, "QueueUrl");
    const std::string name = url.substr(url.rfind('/') + 1);
    const auto found = m_queues.find(name);
    if (found == m_queues.end() || url != urlOf(name))
        return unknownQueue();
    Queue &queue = found->second;
    returnExpired(queue, now);
    if (action == "ReceiveMessage")
        return receive(queue, in, now, mayWait);
    if (action == "DeleteMessage")
        return remove(queue, jsonText(in, "ReceiptHandle"))
                   ? FakeReply{}
                   : sqsError(kSqs + "ReceiptHandleIsInvalid",
                              "The input receipt handle is invalid.");
    if (action == "DeleteMessageBatch")
        return deleteBatch(queue, in);
    if (action == "ChangeMessageVisibility")
        return changeVisibility(queue, in, now);
    if (action == "GetQueueAttributes")
        return attributes(name, queue, in, now);
    if (action == "SetQueueAttributes")
        return setAttributes(queue, in).value_or(FakeReply{});
    if (action == "ListQueueTags")
        return json(queue.tags.empty() ? Json::object() : Json{{"Tags", Json(queue.tags)}});
    if (action == "DeleteQueue") {
        m_queues.erase(found);
        return {};
    }
    if (action == "SendMessage") {
        SeededRng rng(1);
        const std::string body = jsonText(in, "MessageBody");
        push(name, body, now, false, rng);
        return json(
            {{"MessageId", queue.ready.back().id}, {"MD5OfMessageBody", queue.ready.back().md5}});
    }
    return sqsError(kCoral + "UnknownOperationException", "The operation is not known.");
}

FakeReply FakeSqs::receive(Queue &queue, const Json &in, Instant now, bool mayWait) {
    const auto most = jsonInt(in, "MaxNumberOfMessages", 1),
               wait = jsonInt(in, "WaitTimeSeconds", 0),
               visibility = jsonInt(in, "VisibilityTimeout", queue.visibilitySeconds);
    if (most < 1 || most > 10)
        return invalid("Value for parameter MaxNumberOfMessages is invalid. Reason: Must be "
                       "between 1 and 10.");
    if (wait < 0 || wait > 20)
        return invalid(
            "Value for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20.");
    if (visibility < 0 || visibility > 43200)
        return invalid("Value for parameter VisibilityTimeout is invalid.");
    Json messages = Json::array();
    for (std::size_t i = 0;
         i < queue.ready.size() && messages.size() < static_cast<std::size_t>(most);) {
        const auto at = queue.ready.begin() + static_cast<std::ptrdiff_t>(i);
        if (at->availableAt > now) {
            ++i;
            continue;
        }
        Message message = std::move(*at);
        queue.ready.erase(at);
        if (message.receives++ == 0)
            message.firstReceivedAt = now;
        const std::string handle =
            kHandlePrefix + message.id + '-' + std::to_string(message.receives);
        Json out{{"MessageId", message.id},
                 {"ReceiptHandle", handle},
                 {"MD5OfBody", message.md5},
                 {"Body", message.body}};
        const Json *names = jsonMember(in, "MessageSystemAttributeNames");
        if (!names)
            names = jsonMember(in, "AttributeNames");
        if (names && names->is_array() && !names->empty())
            out["Attributes"] = {
                {"SentTimestamp", millis(message.sentAt)},
                {"ApproximateReceiveCount", std::to_string(message.receives)},
                {"ApproximateFirstReceiveTimestamp", millis(message.firstReceivedAt)},
                {"SenderId", "AIDAIT2UOQQY3AUEKVGXU"}};
        messages.push_back(std::move(out));
        queue.inFlight[handle] = {std::move(message), now + std::chrono::seconds(visibility)};
    }
    if (!messages.empty())
        return json({{"Messages", std::move(messages)}});
    if (wait > 0 && mayWait) {
        FakeReply held = json(Json::object());
        held.hold = true;
        return held;
    }
    return json(Json::object());
}

// Deleting a message twice, or with a handle that ran out, succeeds without effect, as the real one
// does.
bool FakeSqs::remove(Queue &queue, const std::string &handle) {
    if (handle.rfind(kHandlePrefix, 0) != 0)
        return false;
    queue.inFlight.erase(handle);
    return true;
}

FakeReply FakeSqs::deleteBatch(Queue &queue, const Json &in) {
    const Json *entries = jsonMember(in, "Entries");
    if (!entries || !entries->is_array() || entries->empty())
        return sqsError(kSqs + "EmptyBatchRequest",
                        "There should be at least one entry in the request.",
                        "AWS.SimpleQueueService.EmptyBatchRequest");
    if (entries->size() > 10)
        return sqsError(kSqs + "TooManyEntriesInBatchRequest",
                        "Maximum number of entries per request are 10.",
                        "AWS.SimpleQueueService.TooManyEntriesInBatchRequest");
    std::set<std::string> ids;
    for (const Json &entry : *entries) {
        const std::string id = jsonText(entry, "Id");
        if (!isBatchId(id))
            return sqsError(kSqs + "InvalidBatchEntryId", "A batch entry id is malformed.",
                            "AWS.SimpleQueueService.InvalidBatchEntryId");
        if (!ids.insert(id).second)
            return sqsError(kSqs + "BatchEntryIdsNotDistinct", "Id " + id + " repeated.",
                            "AWS.SimpleQueueService.BatchEntryIdsNotDistinct");
    }
    Json successful = Json::array(), failed = Json::array();
    for (const Json &entry : *entries) {
        const std::string id = jsonText(entry, "Id");
        if (remove(queue, jsonText(entry, "ReceiptHandle")))
            successful.push_back({{"Id", id}});
        else
            failed.push_back({{"Id", id},
                              {"SenderFault", true},
                              {"Code", "ReceiptHandleIsInvalid"},
                              {"Message", "The input receipt handle is invalid."}});
    }
    Json out{{"Successful", std::move(successful)}};
    if (!failed.empty())
        out["Failed"] = std::move(failed);
    return json(out);
}

FakeReply FakeSqs::changeVisibility(Queue &queue, const Json &in, Instant now) {
    const std::string handle = jsonText(in, "ReceiptHandle");
    const auto seconds = jsonInt(in, "VisibilityTimeout", -1);
    if (seconds < 0 || seconds > 43200)
        return invalid("Value for parameter VisibilityTimeout is invalid.");
    if (handle.rfind(kHandlePrefix, 0) != 0)
        return sqsError(kSqs + "ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
    const auto it = queue.inFlight.find(handle);
    if (it == queue.inFlight.end())
        return sqsError(kSqs + "MessageNotInflight",
                        "The message is not available for visibility timeout change.",
                        "AWS.SimpleQueueService.MessageNotInflight");
    it->second.until = now + std::chrono::seconds(seconds);
    returnExpired(queue, now);
    return {};
}

FakeReply FakeSqs::create(const Json &in, const std::string &url) {
    const std::string name = jsonText(in, "QueueName");
    Queue made;
    if (auto fault = setAttributes(made, in))
        return *std::move(fault);
    if (const Json *tags = jsonMember(in, "tags"))
        for (const auto &[key, value] : tags->items())
            made.tags[key] = value.get<std::string>();
    const auto [place, isNew] = m_queues.try_emplace(name, std::move(made));
    if (!isNew)
        if (const Json *wanted = jsonMember(in, "Attributes"))
            for (const auto &[key, value] : wanted->items())
                if (const auto has = place->second.attributes.find(key); has == place->second.attributes.end() || has->second != value.get<std::string>())
                    return sqsError(kSqs + "QueueNameExists", "A queue already exists with the same name and a different value for " + key,
                                    "QueueAlreadyExists");
    return json({{"QueueUrl", url}});
}

// Of the number of a queue's settings, those that a number must keep to.
std::optional<FakeReply> FakeSqs::setAttributes(Queue &queue, const Json &in) {
    static const std::map<std::string, std::pair<int, int>> kRanges{
        {"MessageRetentionPeriod", {60, 1209600}}, {"VisibilityTimeout", {0, 43200}}, {"ReceiveMessageWaitTimeSeconds", {0, 20}}};
    const Json *wanted = jsonMember(in, "Attributes");
    if (!wanted)
        return std::nullopt;
    for (const auto &[key, value] : wanted->items()) {
        if (!value.is_string())
            return sqsError(kCoral + "SerializationException", "Attribute values are strings: " + key);
        const std::string text = value.get<std::string>();
        if (const auto range = kRanges.find(key); range != kRanges.end()) {
            const int number = std::atoi(text.c_str());
            if (number < range->second.first || number > range->second.second)
                return sqsError(kCoral + "InvalidAttributeValue", "Invalid value for the parameter " + key, "InvalidAttributeValue");
        } else if ((key == "Policy" || key == "RedrivePolicy") && !parseJson(text)) {
            return sqsError(kCoral + "InvalidAttributeValue", "Invalid value for the parameter " + key, "InvalidAttributeValue");
        }
        queue.attributes[key] = text;
        if (key == "VisibilityTimeout")
            queue.visibilitySeconds = std::atoi(text.c_str());
    }
    return std::nullopt;
}

std::string FakeSqs::attribute(const std::string &queue, const std::string &name) const {
    const auto found = m_queues.find(queue);
    if (found == m_queues.end())
        return {};
    const auto value = found->second.attributes.find(name);
    return value == found->second.attributes.end() ? std::string() : value->second;
}

std::map<std::string, std::string> FakeSqs::tags(const std::string &queue) const {
    const auto found = m_queues.find(queue);
    return found == m_queues.end() ? std::map<std::string, std::string>() : found->second.tags;
}

FakeReply FakeSqs::attributes(const std::string &name, Queue &queue, const Json &in, Instant now) {
    const Json *wanted = jsonMember(in, "AttributeNames");
    if (!wanted || !wanted->is_array() || wanted->empty())
        return json(Json::object()); // no names, nothing
    const auto delayed = std::count_if(queue.ready.begin(), queue.ready.end(),
                                       [&](const Message &m) { return m.availableAt > now; });
    Json all{{"ApproximateNumberOfMessages",
              std::to_string(static_cast<std::int64_t>(queue.ready.size()) - delayed)},
             {"ApproximateNumberOfMessagesNotVisible", std::to_string(queue.inFlight.size())},
             {"ApproximateNumberOfMessagesDelayed", std::to_string(delayed)},
             {"VisibilityTimeout", std::to_string(queue.visibilitySeconds)},
             {"MessageRetentionPeriod", "345600"},
             {"QueueArn", "arn:" + m_config.partition + ":sqs:" + m_config.region + ':' + m_config.accountId + ':' + name}};
    for (const auto &[key, value] : queue.attributes)
        all[key] = value;
    Json shown = Json::object();
    for (const auto &[key, value] : all.items())
        if (std::any_of(wanted->begin(), wanted->end(), [&](const Json &one) { return one == "All" || one == Json(key); }))
            shown[key] = value;
    return json({{"Attributes", shown}});
}

} // namespace audience::test
