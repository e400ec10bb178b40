// The parts of the event path: what each is, what is compared, what is written.
#include "aws/event_path.h"
#include "aws/policy_document.h"
#include "aws/sns.h"
#include "aws/sts.h"
#include "net/url.h"

#include <algorithm>
#include <array>

namespace audience::aws {

using namespace std::chrono_literals;

namespace {

constexpr const char *kTag = "app", *kTagValue = "audience-sync";
constexpr std::array<const char *, 10> kEventTypes{"SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK",
                                                   "RENDERING_FAILURE", "DELIVERY_DELAY", "SUBSCRIPTION"};
constexpr auto kTopicPolicyArrives = 120s; // how long SES may still be refused

Error notOurs(const std::string &resource) {
    return Error(ErrorKind::Refused, "aws.not_ours").with("resource", resource);
}

Json tagList() {
    return Json::array({Json{{"Key", kTag}, {"Value", kTagValue}}});
}

void compare(Step &step, std::string what, std::string found, std::string wanted) {
    if (found != wanted)
        step.differences.push_back({std::move(what), std::move(found), std::move(wanted)});
}

std::string valueOf(const sns::Attributes &attributes, const std::string &name) {
    const auto found = attributes.find(name);
    return found == attributes.end() ? std::string() : found->second;
}

std::string setPath(const std::string &set) {
    return "/v2/email/configuration-sets/" + net::percentEncode(set);
}

// The redrive policy in one form: its count may be written as a number or as text.
std::string redriveText(const std::string &text) {
    const Json policy = policyFromText(text);
    const Json *count = jsonMember(policy, "maxReceiveCount");
    return jsonText(policy, "deadLetterTargetArn") + ' ' +
           (count && count->is_number() ? std::to_string(count->get<std::int64_t>()) : jsonText(policy, "maxReceiveCount"));
}

} // namespace

Result<void> EventPath::lookAtKeys(Step &step) {
    TRY_ASSIGN(const Caller caller, callerIdentity(m_setup, m_cancel));
    step.resource = caller.arn;
    m_report.place = caller.place;
    if (&m_setup == &m_daily)
        return {};
    TRY_ASSIGN(const Caller daily, callerIdentity(m_daily, m_cancel));
    if (daily.place.account != caller.place.account)
        return Error(ErrorKind::Invalid, "aws.other_account").with("expected", daily.place.account).with("found", caller.place.account);
    return {};
}

Result<void> EventPath::lookAtAccount(Step &step) {
    TRY_ASSIGN(const Json account, m_daily.ses("GET", "/v2/email/account", "GetAccount", nullptr, m_cancel));
    step.resource = m_report.place.account;
    const std::string enforcement = jsonText(account, "EnforcementStatus");
    if (!jsonBool(account, "SendingEnabled", true) || enforcement == "SHUTDOWN")
        return Error(ErrorKind::Refused, "aws.sending_disabled").with("status", enforcement);
    return {};
}

// The domain carries the address where it is known; else the address stands for itself.
Result<void> EventPath::lookAtSender(Step &step) {
    const std::string domain = m_spec.fromAddress.substr(m_spec.fromAddress.rfind('@') + 1);
    const auto ask = [&](const std::string &name) {
        step.resource = name;
        return m_daily.ses("GET", "/v2/email/identities/" + net::percentEncode(name), "GetEmailIdentity", nullptr, m_cancel);
    };
    auto identity = ask(domain);
    if (!identity && identity.error().id == "aws.missing")
        identity = ask(m_spec.fromAddress);
    if (!identity)
        return std::move(identity).error();
    compare(step, "VerifiedForSendingStatus", jsonBool(*identity, "VerifiedForSendingStatus") ? "true" : "false", "true");
    if (const Json *dkim = jsonMember(*identity, "DkimAttributes"))
        compare(step, "DkimAttributes.Status", jsonText(*dkim, "Status"), "SUCCESS");
    return {};
}

Result<void> EventPath::lookAtSet(Step &step) {
    step.resource = m_report.place.arn("ses", "configuration-set/" + m_spec.configurationSet);
    m_isSetOurs = false;
    TRY_ASSIGN(const Json set, m_daily.ses("GET", setPath(m_spec.configurationSet), "GetConfigurationSet", nullptr, m_cancel));
    if (const Json *tags = jsonMember(set, "Tags"))
        for (const Json &tag : *tags)
            m_isSetOurs = m_isSetOurs || (jsonText(tag, "Key") == kTag && jsonText(tag, "Value") == kTagValue);
    return {};
}

Result<void> EventPath::writeSet(Step &) {
    TRY_ASSIGN(const Json made, m_setup.ses("POST", "/v2/email/configuration-sets", "CreateConfigurationSet",
                                            Json{{"ConfigurationSetName", m_spec.configurationSet}, {"Tags", tagList()}}, m_cancel));
    (void)made;
    return {};
}

Json EventPath::wantedAttributes(const std::string &name) const {
    Json wanted{{"MessageRetentionPeriod", "1209600"}};
    if (name == m_names.queue) {
        wanted["VisibilityTimeout"] = "120";
        wanted["ReceiveMessageWaitTimeSeconds"] = "20";
        wanted["RedrivePolicy"] = dumpJson(Json{{"deadLetterTargetArn", queueArn(m_names.deadLetterQueue)}, {"maxReceiveCount", 20}});
    }
    return wanted;
}

Result<void> EventPath::lookAtQueueOf(Step &step, const std::string &name, std::string &url) {
    step.resource = queueArn(name);
    TRY_ASSIGN(const Json place, m_daily.sqs("GetQueueUrl", Json{{"QueueName", name}}, m_cancel));
    url = jsonText(place, "QueueUrl");
    const Json wanted = wantedAttributes(name);
    Json names = Json::array();
    for (const auto &[key, value] : wanted.items())
        names.push_back(key);
    TRY_ASSIGN(const Json answer, m_daily.sqs("GetQueueAttributes", Json{{"QueueUrl", url}, {"AttributeNames", names}}, m_cancel));
    const Json *found = jsonMember(answer, "Attributes");
    for (const auto &[key, value] : wanted.items()) {
        const std::string is = found ? jsonText(*found, key) : std::string(), should = value.get<std::string>();
        if (key != "RedrivePolicy" || redriveText(is) != redriveText(should))
            compare(step, key, is, should);
    }
    return {};
}

Result<void> EventPath::lookAtDeadLetterQueue(Step &step) {
    return lookAtQueueOf(step, m_names.deadLetterQueue, m_report.deadLetterUrl);
}
Result<void> EventPath::lookAtQueue(Step &step) {
    return lookAtQueueOf(step, m_names.queue, m_report.queueUrl);
}

Result<bool> EventPath::isQueueOurs(const std::string &url) {
    TRY_ASSIGN(const Json answer, m_setup.sqs("ListQueueTags", Json{{"QueueUrl", url}}, m_cancel));
    const Json *tags = jsonMember(answer, "Tags");
    return tags && jsonText(*tags, kTag) == kTagValue;
}

Result<void> EventPath::writeQueueOf(Step &step, const std::string &name, const std::string &url) {
    Json attributes = wantedAttributes(name);
    if (step.state == StepState::Missing) {
        attributes["SqsManagedSseEnabled"] = "true";
        TRY_ASSIGN(const Json made, m_setup.sqs("CreateQueue", Json{{"QueueName", name}, {"Attributes", attributes}, {"tags", {{kTag, kTagValue}}}}, m_cancel));
        (void)made;
        return m_setup.pause(1s, m_cancel); // a queue may be used a second after it was made
    }
    TRY_ASSIGN(const bool isOurs, isQueueOurs(url));
    if (!isOurs && !m_spec.adopt)
        return notOurs(step.resource);
    TRY_ASSIGN(const Json set, m_setup.sqs("SetQueueAttributes", Json{{"QueueUrl", url}, {"Attributes", attributes}}, m_cancel));
    (void)set;
    return {};
}

Result<void> EventPath::writeDeadLetterQueue(Step &step) {
    return writeQueueOf(step, m_names.deadLetterQueue, m_report.deadLetterUrl);
}
Result<void> EventPath::writeQueue(Step &step) {
    return writeQueueOf(step, m_names.queue, m_report.queueUrl);
}

Result<void> EventPath::lookAtTopic(Step &step) {
    step.resource = topicArn();
    TRY_ASSIGN(const auto attributes, sns::topicAttributes(m_daily, topicArn(), m_cancel));
    (void)attributes;
    return {};
}

Result<void> EventPath::writeTopic(Step &) {
    Form create = sns::form("CreateTopic");
    create.add("Name", m_names.topic).addTags({{kTag, kTagValue}});
    TRY_ASSIGN(const XmlElement made, m_setup.query("sns", create, m_cancel));
    (void)made;
    return {};
}

Result<bool> EventPath::isTopicOurs() {
    TRY_ASSIGN(const XmlElement result, m_setup.query("sns", sns::form("ListTagsForResource").add("ResourceArn", topicArn()), m_cancel));
    const auto tags = result.members("Tags");
    return std::any_of(tags.begin(), tags.end(), [](const XmlElement *tag) { return tag->textOf("Key") == kTag && tag->textOf("Value") == kTagValue; });
}

Result<void> EventPath::requireTopic() {
    TRY_ASSIGN(const bool isOurs, isTopicOurs());
    if (!isOurs && !m_spec.adopt)
        return notOurs(topicArn());
    return {};
}

Result<void> EventPath::lookAtTopicPolicy(Step &step) {
    step.resource = topicArn();
    TRY_ASSIGN(const auto attributes, sns::topicAttributes(m_daily, topicArn(), m_cancel));
    const Json found = statementIn(policyFromText(valueOf(attributes, "Policy")), kTopicSid);
    const Json wanted = topicStatement(m_report.place, topicArn(), m_spec.configurationSet, found);
    if (!samePolicy(found, wanted))
        step.differences.push_back({"Policy", found.is_null() ? std::string() : dumpJson(found), dumpJson(wanted)});
    return {};
}

Result<void> EventPath::writeTopicPolicy(Step &) {
    TRY(requireTopic());
    TRY_ASSIGN(const auto attributes, sns::topicAttributes(m_setup, topicArn(), m_cancel));
    const Json present = policyFromText(valueOf(attributes, "Policy"));
    const Json whole = withStatement(present, topicStatement(m_report.place, topicArn(), m_spec.configurationSet, statementIn(present, kTopicSid)));
    Form set = sns::form("SetTopicAttributes");
    set.add("TopicArn", topicArn()).add("AttributeName", "Policy").add("AttributeValue", dumpJson(whole));
    TRY_ASSIGN(const XmlElement done, m_setup.query("sns", set, m_cancel));
    (void)done;
    return {};
}

Result<std::string> EventPath::queuePolicyText() {
    TRY_ASSIGN(const Json place, m_daily.sqs("GetQueueUrl", Json{{"QueueName", m_names.queue}}, m_cancel));
    TRY_ASSIGN(const Json answer,
               m_daily.sqs("GetQueueAttributes", Json{{"QueueUrl", jsonText(place, "QueueUrl")}, {"AttributeNames", Json::array({"Policy"})}}, m_cancel));
    const Json *attributes = jsonMember(answer, "Attributes");
    return attributes ? jsonText(*attributes, "Policy") : std::string();
}

Result<void> EventPath::lookAtQueuePolicy(Step &step) {
    step.resource = queueArn(m_names.queue);
    TRY_ASSIGN(const std::string text, queuePolicyText());
    const Json found = statementIn(policyFromText(text), kQueueSid), wanted = queueStatement(step.resource, topicArn());
    if (!samePolicy(found, wanted))
        step.differences.push_back({"Policy", found.is_null() ? std::string() : dumpJson(found), dumpJson(wanted)});
    return {};
}

Result<void> EventPath::writeQueuePolicy(Step &step) {
    TRY_ASSIGN(const bool isOurs, isQueueOurs(m_report.queueUrl));
    if (!isOurs && !m_spec.adopt)
        return notOurs(step.resource);
    TRY_ASSIGN(const std::string text, queuePolicyText());
    const Json whole = withStatement(policyFromText(text), queueStatement(queueArn(m_names.queue), topicArn()));
    TRY_ASSIGN(const Json set, m_setup.sqs("SetQueueAttributes", Json{{"QueueUrl", m_report.queueUrl}, {"Attributes", {{"Policy", dumpJson(whole)}}}}, m_cancel));
    (void)set;
    return {};
}

Result<EventPath::Subscriptions> EventPath::subscriptions() {
    TRY_ASSIGN(const auto all, sns::subscriptionsOf(m_daily, topicArn(), m_cancel));
    Subscriptions found;
    for (const sns::Subscription &one : all) {
        if (one.endpoint == queueArn(m_names.queue))
            found.own = one.arn;
        else
            ++found.others;
    }
    return found;
}

Result<void> EventPath::lookAtSubscription(Step &step) {
    step.resource = queueArn(m_names.queue);
    TRY_ASSIGN(const Subscriptions all, subscriptions());
    if (all.own.empty())
        return Error(ErrorKind::NotFound, "aws.missing").with("operation", "sns:ListSubscriptionsByTopic");
    if (!Arn::parse(all.own)) // "PendingConfirmation"
        return Error(ErrorKind::Refused, "aws.subscription_pending").with("resource", topicArn());
    step.resource = all.own;
    TRY_ASSIGN(const XmlElement result, m_daily.query("sns", sns::form("GetSubscriptionAttributes").add("SubscriptionArn", all.own), m_cancel));
    const auto attributes = sns::attributesIn(result);
    if (valueOf(attributes, "PendingConfirmation") == "true")
        return Error(ErrorKind::Refused, "aws.subscription_pending").with("resource", topicArn());
    compare(step, "RawMessageDelivery", valueOf(attributes, "RawMessageDelivery") == "true" ? "true" : "false", "false");
    compare(step, "FilterPolicy", valueOf(attributes, "FilterPolicy"), {});
    return {};
}

Result<void> EventPath::writeSubscription(Step &step) {
    if (step.state == StepState::Missing) {
        Form subscribe = sns::form("Subscribe");
        subscribe.add("TopicArn", topicArn()).add("Protocol", "sqs").add("Endpoint", queueArn(m_names.queue));
        subscribe.addMap("Attributes", {{"RawMessageDelivery", "false"}}).add("ReturnSubscriptionArn", "true");
        TRY_ASSIGN(const XmlElement made, m_setup.query("sns", subscribe, m_cancel));
        (void)made;
        return {};
    }
    for (const StepDifference &one : step.differences) {
        Form set = sns::form("SetSubscriptionAttributes");
        set.add("SubscriptionArn", step.resource).add("AttributeName", one.what).add("AttributeValue", one.wanted.empty() ? "{}" : one.wanted);
        TRY_ASSIGN(const XmlElement done, m_setup.query("sns", set, m_cancel));
        (void)done;
    }
    return {};
}

// Ours by name, or another that goes to our topic.
Result<void> EventPath::lookAtDestination(Step &step) {
    step.resource = m_spec.configurationSet + '/' + m_names.destination;
    m_destination.clear();
    TRY_ASSIGN(const Json answer, m_daily.ses("GET", setPath(m_spec.configurationSet) + "/event-destinations", "GetConfigurationSetEventDestinations",
                                              nullptr, m_cancel));
    const Json *list = jsonMember(answer, "EventDestinations"), *found = nullptr;
    const auto topicOf = [](const Json &one) {
        const Json *destination = jsonMember(one, "SnsDestination");
        return destination ? jsonText(*destination, "TopicArn") : std::string();
    };
    if (list && list->is_array())
        for (const Json &one : *list)
            if (jsonText(one, "Name") == m_names.destination || (!found && topicOf(one) == topicArn()))
                found = &one;
    if (!found)
        return Error(ErrorKind::NotFound, "aws.missing").with("operation", "ses:GetConfigurationSetEventDestinations");
    m_destination = jsonText(*found, "Name");
    step.resource = m_spec.configurationSet + '/' + m_destination;
    compare(step, "Enabled", jsonBool(*found, "Enabled") ? "true" : "false", "true");
    compare(step, "TopicArn", topicOf(*found), topicArn());
    const Json *types = jsonMember(*found, "MatchingEventTypes");
    for (const char *type : kEventTypes)
        if (!types || !types->is_array() || std::find(types->begin(), types->end(), Json(type)) == types->end())
            step.differences.push_back({"MatchingEventTypes", {}, type});
    return {};
}

Json EventPath::destinationBody() const {
    return Json{{"Enabled", true}, {"MatchingEventTypes", Json(kEventTypes)}, {"SnsDestination", {{"TopicArn", topicArn()}}}};
}

Result<void> EventPath::writeDestination(Step &step) {
    if (!m_isSetOurs && !m_spec.adopt)
        return notOurs(m_report.place.arn("ses", "configuration-set/" + m_spec.configurationSet));
    const bool isNew = step.state == StepState::Missing;
    const std::string path = setPath(m_spec.configurationSet) + "/event-destinations";
    for (const auto begun = m_setup.clock().steady();;) {
        auto written = isNew ? m_setup.ses("POST", path, "CreateConfigurationSetEventDestination",
                                           Json{{"EventDestinationName", m_names.destination}, {"EventDestination", destinationBody()}}, m_cancel)
                             : m_setup.ses("PUT", path + '/' + net::percentEncode(m_destination), "UpdateConfigurationSetEventDestination",
                                           Json{{"EventDestination", destinationBody()}}, m_cancel);
        if (written) {
            m_isGreetingDue = m_isGreetingDue || isNew;
            return {};
        }
        // SES tries the topic at once; its policy may not have arrived everywhere.
        if (written.error().arg("code") != "BadRequestException" || m_setup.clock().steady() - begun >= kTopicPolicyArrives)
            return std::move(written).error();
        TRY(m_setup.pause(10s, m_cancel));
    }
}

} // namespace audience::aws
