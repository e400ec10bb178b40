#include "support/fake_sns.h"

#include "base/text.h"
#include "support/fake_events.h"

#include <algorithm>

namespace audience::test {

namespace {

bool hasText(const Json *value, const std::string &text) {
    if (value && value->is_array())
        return std::any_of(value->begin(), value->end(), [&](const Json &one) { return hasText(&one, text); });
    return value && value->is_string() && equalsAscii(value->get<std::string>(), text);
}

std::string entries(const std::map<std::string, std::string> &map) {
    std::string out = "<Attributes>";
    for (const auto &[key, value] : map)
        out += "<entry><key>" + key + "</key><value>" + xmlText(value) + "</value></entry>";
    return out + "</Attributes>";
}

bool isTopicName(const std::string &name) {
    return !name.empty() && name.size() <= 256 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

FakeReply missing(const char *what) {
    return queryError(404, "NotFound", std::string(what) + " does not exist");
}

} // namespace

bool policyAdmits(const std::string &policy, const std::string &service, const std::string &action, const std::string &source) {
    const auto document = parseJson(policy);
    const Json *statements = document ? jsonMember(*document, "Statement") : nullptr;
    if (!statements || !statements->is_array())
        return false;
    return std::any_of(statements->begin(), statements->end(), [&](const Json &one) {
        const Json *principal = jsonMember(one, "Principal"), *condition = jsonMember(one, "Condition");
        if (jsonText(one, "Effect") != "Allow" || !principal || !hasText(jsonMember(*principal, "Service"), service) ||
            !hasText(jsonMember(one, "Action"), action))
            return false;
        if (!condition)
            return true;
        for (const auto &[test, keys] : condition->items())
            for (const auto &[key, value] : keys.items())
                if (equalsAscii(key, "aws:SourceArn") && !hasText(&value, source))
                    return false;
        return true;
    });
}

std::string FakeSns::arnOf(const std::string &topicName) const {
    return "arn:" + m_config.partition + ":sns:" + m_config.region + ':' + m_config.accountId + ':' + topicName;
}

bool FakeSns::admits(const std::string &topicArn, const std::string &configurationSet) const {
    const auto topic = topics.find(topicArn);
    if (topic == topics.end())
        return false;
    const auto policy = topic->second.attributes.find("Policy");
    return policy != topic->second.attributes.end() &&
           policyAdmits(policy->second, "ses.amazonaws.com", "sns:Publish",
                        "arn:" + m_config.partition + ":ses:" + m_config.region + ':' + m_config.accountId + ":configuration-set/" + configurationSet);
}

void FakeSns::publish(const std::string &topicArn, const std::string &message, const std::string &id, Instant at, int copies, bool anywhere, Rng &rng) {
    for (const auto &[arn, subscription] : subscriptions) {
        if (subscription.topic != topicArn || subscription.isPending)
            continue;
        const std::string queue = subscription.endpoint.substr(subscription.endpoint.rfind(':') + 1);
        if (!m_sqs.exists(queue) || !policyAdmits(m_sqs.attribute(queue, "Policy"), "sns.amazonaws.com", "sqs:SendMessage", topicArn))
            continue;
        const auto raw = subscription.attributes.find("RawMessageDelivery");
        const bool isRaw = raw != subscription.attributes.end() && raw->second == "true";
        for (int copy = 0; copy < copies; ++copy)
            m_sqs.push(queue, isRaw ? message : snsNotification(message, id, m_config, at, topicArn), at, anywhere, rng);
    }
}

FakeReply FakeSns::handle(const FakeRequest &request) {
    const auto form = parseForm(request);
    if (!form || formValue(*form, "Version") != "2010-03-31")
        return queryError(400, "InvalidParameter", "The request is not well formed.");
    const std::string action = formValue(*form, "Action");
    if (form->contains("SubscriptionArn"))
        return subscriptionCall(action, *form);
    return topicCall(action, *form);
}

FakeReply FakeSns::topicCall(const std::string &action, const FakeForm &form) {
    if (action == "CreateTopic") {
        const std::string name = formValue(form, "Name");
        if (!isTopicName(name))
            return queryError(400, "InvalidParameter", "Invalid parameter: Topic Name");
        const std::string arn = arnOf(name);
        if (topics.try_emplace(arn).second) {
            topics[arn].tags = formPairs(form, "Tags.member.", "Key", "Value");
            topics[arn].attributes = {{"Owner", m_config.accountId}, {"TopicArn", arn}};
        }
        return queryReply(action, "<TopicArn>" + arn + "</TopicArn>");
    }
    const std::string arn = formValue(form, form.contains("ResourceArn") ? "ResourceArn" : "TopicArn");
    const auto topic = topics.find(arn);
    if (action == "DeleteTopic") {
        topics.erase(arn);
        std::erase_if(subscriptions, [&](const auto &one) { return one.second.topic == arn; });
        return queryReply(action, {});
    }
    if (topic == topics.end())
        return missing("Topic");
    if (action == "GetTopicAttributes")
        return queryReply(action, entries(topic->second.attributes));
    if (action == "ListTagsForResource") {
        std::string out = "<Tags>";
        for (const auto &[key, value] : topic->second.tags)
            out += "<member><Key>" + xmlText(key) + "</Key><Value>" + xmlText(value) + "</Value></member>";
        return queryReply(action, out + "</Tags>");
    }
    if (action == "SetTopicAttributes") {
        const std::string value = formValue(form, "AttributeValue");
        if (formValue(form, "AttributeName") == "Policy" && !parseJson(value))
            return queryError(400, "InvalidParameter", "Invalid parameter: Policy is not JSON");
        topic->second.attributes[formValue(form, "AttributeName")] = value;
        return queryReply(action, {});
    }
    if (action == "Subscribe")
        return subscribe(form, arn);
    if (action == "ListSubscriptionsByTopic")
        return list(form, arn);
    return queryError(400, "InvalidAction", "Could not find operation " + action);
}

FakeReply FakeSns::subscribe(const FakeForm &form, const std::string &topicArn) {
    const std::string endpoint = formValue(form, "Endpoint");
    const auto attributes = formPairs(form, "Attributes.entry.", "key", "value");
    if (formValue(form, "Protocol") != "sqs" || endpoint.rfind("arn:", 0) != 0)
        return queryError(400, "InvalidParameter", "Invalid parameter: Endpoint");
    for (const auto &[arn, one] : subscriptions)
        if (one.topic == topicArn && one.endpoint == endpoint)
            return one.attributes == attributes ? queryReply("Subscribe", "<SubscriptionArn>" + arn + "</SubscriptionArn>")
                                                : queryError(400, "InvalidParameter", "Subscription already exists with different attributes");
    const std::string arn = topicArn + ":80289ba6-" + std::to_string(m_next++);
    subscriptions[arn] = {topicArn, endpoint, attributes, !m_config.confirmsSubscriptions};
    return queryReply("Subscribe", "<SubscriptionArn>" + arn + "</SubscriptionArn>");
}

// Two a page, so that every reader has to turn it.
FakeReply FakeSns::list(const FakeForm &form, const std::string &topicArn) const {
    const std::string after = formValue(form, "NextToken");
    std::string out = "<Subscriptions>", last;
    int shown = 0;
    bool more = false;
    for (auto it = subscriptions.upper_bound(after); it != subscriptions.end() && !more; ++it) {
        if (it->second.topic != topicArn)
            continue;
        more = shown == 2;
        if (more)
            break;
        ++shown;
        last = it->first;
        out += "<member><SubscriptionArn>" + (it->second.isPending ? "PendingConfirmation" : it->first) + "</SubscriptionArn><Owner>" + m_config.accountId +
               "</Owner><Protocol>sqs</Protocol><Endpoint>" + it->second.endpoint + "</Endpoint><TopicArn>" + topicArn + "</TopicArn></member>";
    }
    out += "</Subscriptions>";
    if (more)
        out += "<NextToken>" + last + "</NextToken>";
    return queryReply("ListSubscriptionsByTopic", out);
}

FakeReply FakeSns::subscriptionCall(const std::string &action, const FakeForm &form) {
    const std::string arn = formValue(form, "SubscriptionArn");
    if (action == "Unsubscribe") {
        subscriptions.erase(arn);
        return queryReply(action, {});
    }
    const auto found = subscriptions.find(arn);
    if (found == subscriptions.end())
        return missing("Subscription");
    if (action == "GetSubscriptionAttributes") {
        auto attributes = found->second.attributes;
        attributes["PendingConfirmation"] = found->second.isPending ? "true" : "false";
        attributes["SubscriptionArn"] = arn;
        attributes["Endpoint"] = found->second.endpoint;
        return queryReply(action, entries(attributes));
    }
    if (action == "SetSubscriptionAttributes") {
        const std::string name = formValue(form, "AttributeName"), value = formValue(form, "AttributeValue");
        if (name == "FilterPolicy" && value == "{}")
            found->second.attributes.erase(name);
        else
            found->second.attributes[name] = value;
        return queryReply(action, {});
    }
    return queryError(400, "InvalidAction", "Could not find operation " + action);
}

} // namespace audience::test
