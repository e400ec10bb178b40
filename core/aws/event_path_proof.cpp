// What only the queue can prove, and taking everything down again without losing an event.
#include "aws/event_path.h"
#include "aws/policy_document.h"
#include "aws/sns.h"
#include "base/digest.h"
#include "base/text.h"
#include "net/url.h"

#include <algorithm>

namespace audience::aws {

using namespace std::chrono_literals;

namespace {

constexpr auto kGreetingWithin = 90s, kEventsWithin = 120s;
constexpr int kVisibilitySeconds = 60;
constexpr int kMostLooks = 10'000; // at a queue that is emptied; ten messages each

// What SES says to a new destination: no JSON, or the words that it is known to use.
bool isGreeting(const std::string &body) {
    const auto envelope = parseJson(body);
    const std::string message = envelope && envelope->is_object() ? jsonText(*envelope, "Message", body) : body;
    return toLowerAscii(message).find("successfully validated") != std::string::npos || !parseJson(message);
}

std::string setPath(const std::string &set) {
    return "/v2/email/configuration-sets/" + net::percentEncode(set);
}

} // namespace

Result<std::vector<std::string>> EventPath::receive(const std::string &url, std::chrono::seconds wait) {
    const Json ask{{"QueueUrl", url}, {"MaxNumberOfMessages", 10}, {"WaitTimeSeconds", wait.count()}, {"VisibilityTimeout", kVisibilitySeconds}};
    TRY_ASSIGN(const Json answer, m_daily.sqs("ReceiveMessage", ask, m_cancel, wait));
    std::vector<std::string> bodies;
    Json entries = Json::array();
    const Json *messages = jsonMember(answer, "Messages");
    if (!messages || !messages->is_array())
        return bodies;
    for (const Json &message : *messages) {
        std::string body = jsonText(message, "Body");
        if (const std::string checksum = jsonText(message, "MD5OfBody"); !checksum.empty() && checksum != toHex(md5(body)))
            continue; // comes again
        bodies.push_back(std::move(body));
        entries.push_back(Json{{"Id", std::to_string(entries.size())}, {"ReceiptHandle", jsonText(message, "ReceiptHandle")}});
    }
    if (bodies.empty())
        return bodies;
    TRY(m_inbox.keep(bodies));
    TRY_ASSIGN(const Json deleted, m_daily.sqs("DeleteMessageBatch", Json{{"QueueUrl", url}, {"Entries", entries}}, m_cancel));
    (void)deleted; // what could not be deleted comes again and is known by then
    return bodies;
}

Result<void> EventPath::awaitGreeting(Step &step) {
    step.resource = queueArn(m_names.queue);
    for (const auto begun = m_daily.clock().steady(); m_daily.clock().steady() - begun < kGreetingWithin;) {
        TRY_ASSIGN(const auto bodies, receive(m_report.queueUrl, m_spec.receiveWait));
        for (const std::string &body : bodies)
            if (isGreeting(body)) {
                step.state = StepState::Ok;
                return {};
            }
        if (bodies.empty())
            TRY(m_daily.pause(1s, m_cancel));
    }
    return Error(ErrorKind::NotFound, "aws.greeting_missing").with("resource", step.resource);
}

Result<void> EventPath::sendToSimulator(Step &step) {
    step.resource = "success@simulator.amazonses.com";
    const auto text = [](const char *words) { return Json{{"Data", words}, {"Charset", "UTF-8"}}; };
    const Json mail{{"FromEmailAddress", m_spec.fromAddress},
                    {"Destination", {{"ToAddresses", Json::array({step.resource})}}},
                    {"ConfigurationSetName", m_spec.configurationSet},
                    {"EmailTags", Json::array({Json{{"Name", "as_ws"}, {"Value", m_spec.workspace}}, Json{{"Name", "as_setup"}, {"Value", "simulator"}}})},
                    {"Content", {{"Simple", {{"Subject", text("Audience-Sync setup test")}, {"Body", {{"Text", text("Nobody reads this.")}}}}}}}};
    TRY_ASSIGN(const Json sent, m_daily.ses("POST", "/v2/email/outbound-emails", "SendEmail", mail, m_cancel, false));
    step.isWritten = true;
    const std::string id = jsonText(sent, "MessageId");
    std::set<std::string> events;
    for (const auto begun = m_daily.clock().steady(); m_daily.clock().steady() - begun < kEventsWithin;) {
        TRY_ASSIGN(const auto bodies, receive(m_report.queueUrl, m_spec.receiveWait));
        TRY_ASSIGN(events, m_inbox.eventsOf(id));
        if (events.contains("Send") && events.contains("Delivery")) {
            step.state = StepState::Ok;
            return {};
        }
        if (bodies.empty())
            TRY(m_daily.pause(1s, m_cancel));
    }
    return Error(ErrorKind::NotFound, "aws.events_missing").with("sent", events.contains("Send") ? "yes" : "no").with("message", id);
}

// Another workspace's queue on the same topic lives on it.
Result<void> EventPath::removeDestination(Step &step) {
    TRY(lookAtDestination(step));
    const auto topic = std::find_if(step.differences.begin(), step.differences.end(), [](const StepDifference &one) { return one.what == "TopicArn"; });
    const bool isElsewhere = topic != step.differences.end();
    step.differences.clear();
    step.state = StepState::Kept;
    if (isElsewhere || m_destination != m_names.destination) {
        step.fault = Error(ErrorKind::Refused, "aws.not_ours").with("resource", step.resource);
        return {};
    }
    if (const auto all = subscriptions(); all && all->others > 0) {
        step.fault = Error(ErrorKind::Refused, "aws.still_used").with("resource", step.resource).with("count", std::to_string(all->others));
        return {};
    } else if (!all && all.error().id != "aws.missing") {
        return all.error();
    }
    TRY_ASSIGN(const Json done, m_setup.ses("DELETE", setPath(m_spec.configurationSet) + "/event-destinations/" + net::percentEncode(m_destination),
                                            "DeleteConfigurationSetEventDestination", nullptr, m_cancel));
    (void)done;
    step.state = StepState::Missing;
    step.isWritten = true;
    return {};
}

Result<void> EventPath::removeSubscription(Step &step) {
    step.resource = queueArn(m_names.queue);
    TRY_ASSIGN(const Subscriptions all, subscriptions());
    step.state = StepState::Missing;
    if (all.own.empty() || !Arn::parse(all.own)) // one that waits for its confirmation ends by itself
        return {};
    TRY_ASSIGN(const XmlElement done, m_setup.query("sns", sns::form("Unsubscribe").add("SubscriptionArn", all.own), m_cancel));
    (void)done;
    step.isWritten = true;
    return {};
}

Result<void> EventPath::removeTopic(Step &step) {
    step.resource = topicArn();
    TRY_ASSIGN(const bool isOurs, isTopicOurs());
    TRY_ASSIGN(const Subscriptions all, subscriptions());
    step.state = StepState::Kept;
    if (!isOurs)
        step.fault = Error(ErrorKind::Refused, "aws.not_ours").with("resource", step.resource);
    else if (all.others > 0)
        step.fault = Error(ErrorKind::Refused, "aws.still_used").with("resource", step.resource).with("count", std::to_string(all.others));
    if (step.fault)
        return {};
    TRY_ASSIGN(const XmlElement done, m_setup.query("sns", sns::form("DeleteTopic").add("TopicArn", topicArn()), m_cancel));
    (void)done;
    step.state = StepState::Missing;
    step.isWritten = true;
    return {};
}

Result<void> EventPath::removeQueue(Step &step) {
    return removeQueueOf(step, m_names.queue);
}
Result<void> EventPath::removeDeadLetterQueue(Step &step) {
    return removeQueueOf(step, m_names.deadLetterQueue);
}

Result<void> EventPath::removeQueueOf(Step &step, const std::string &name) {
    step.resource = queueArn(name);
    TRY_ASSIGN(const Json place, m_daily.sqs("GetQueueUrl", Json{{"QueueName", name}}, m_cancel));
    const std::string url = jsonText(place, "QueueUrl");
    TRY_ASSIGN(const bool isOurs, isQueueOurs(url));
    step.state = StepState::Kept;
    if (!isOurs) {
        step.fault = Error(ErrorKind::Refused, "aws.not_ours").with("resource", step.resource);
        return {};
    }
    for (int empty = 0, looks = 0; empty < 2 && looks < kMostLooks; ++looks) {
        TRY_ASSIGN(const auto bodies, receive(url, std::min(m_spec.receiveWait, std::chrono::seconds(1))));
        empty = bodies.empty() ? empty + 1 : 0;
    }
    const Json ask{{"QueueUrl", url}, {"AttributeNames", Json::array({"ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"})}};
    TRY_ASSIGN(const Json answer, m_daily.sqs("GetQueueAttributes", ask, m_cancel));
    if (const Json *counts = jsonMember(answer, "Attributes"))
        for (const auto &[what, count] : counts->items())
            if (count != Json("0")) { // somebody else is reading them, or they are damaged
                step.fault = Error(ErrorKind::Conflict, "aws.queue_not_empty").with("resource", step.resource);
                return {};
            }
    TRY_ASSIGN(const Json done, m_setup.sqs("DeleteQueue", Json{{"QueueUrl", url}}, m_cancel));
    (void)done;
    step.state = StepState::Missing;
    step.isWritten = true;
    return {};
}

} // namespace audience::aws
