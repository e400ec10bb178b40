#include "delivery/ses_event.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace audience::delivery {

namespace {

struct KindName {
    EventKind kind;
    std::string_view stored, type, member;
};
constexpr std::array<KindName, 10> kKinds{
    {{EventKind::Send, "send", "Send", "send"},
     {EventKind::Reject, "reject", "Reject", "reject"},
     {EventKind::Bounce, "bounce", "Bounce", "bounce"},
     {EventKind::Complaint, "complaint", "Complaint", "complaint"},
     {EventKind::Delivery, "delivery", "Delivery", "delivery"},
     {EventKind::Open, "open", "Open", "open"},
     {EventKind::Click, "click", "Click", "click"},
     {EventKind::RenderingFailure, "rendering_failure", "Rendering Failure", "failure"},
     {EventKind::DeliveryDelay, "delivery_delay", "DeliveryDelay", "deliveryDelay"},
     {EventKind::Subscription, "subscription", "Subscription", "subscription"}}};

const Json &objectOr(const Json &object, std::string_view key, const Json &fallback) {
    const Json *member = jsonMember(object, key);
    return member && member->is_object() ? *member : fallback;
}

// EmailTags come back as lists of one string.
std::string tagValue(const Json &mail, std::string_view name) {
    const Json *tags = jsonMember(mail, "tags");
    const Json *values = tags && tags->is_object() ? jsonMember(*tags, name) : nullptr;
    if (values && values->is_array() && !values->empty() && values->front().is_string())
        return values->front().get<std::string>();
    return values && values->is_string() ? values->get<std::string>() : std::string();
}

// A list of addresses, or of objects with an emailAddress.
std::vector<std::string> addresses(const Json &object, std::string_view key) {
    std::vector<std::string> result;
    const Json *list = jsonMember(object, key);
    if (!list || !list->is_array())
        return result;
    for (const Json &item : *list) {
        std::string address = item.is_string()   ? item.get<std::string>()
                              : item.is_object() ? jsonText(item, "emailAddress")
                                                 : std::string();
        if (!address.empty())
            result.push_back(std::move(address));
    }
    return result;
}

std::string firstDiagnosis(const Json &object, std::string_view list) {
    const Json *recipients = jsonMember(object, list);
    if (recipients && recipients->is_array() && !recipients->empty() &&
        recipients->front().is_object())
        return jsonText(recipients->front(), "diagnosticCode");
    return {};
}

void readBounce(const Json &facts, SesEvent &event) {
    event.subtype = jsonText(facts, "bounceType") + '/' + jsonText(facts, "bounceSubType");
    event.feedbackId = jsonText(facts, "feedbackId");
    event.recipients = addresses(facts, "bouncedRecipients");
    event.detail = firstDiagnosis(facts, "bouncedRecipients");
}

void readComplaint(const Json &facts, SesEvent &event) {
    event.subtype = jsonText(facts, "complaintFeedbackType");
    if (event.subtype.empty())
        event.subtype = jsonText(facts, "complaintSubType");
    event.feedbackId = jsonText(facts, "feedbackId");
    event.recipients = addresses(facts, "complainedRecipients");
}

void readSubscription(const Json &facts, SesEvent &event) {
    static const Json empty = Json::object();
    event.contactList = jsonText(facts, "contactList");
    event.detail = jsonText(facts, "source");
    const Json &now = objectOr(facts, "newTopicPreferences", empty);
    event.unsubscribedFromAll = jsonBool(now, "unsubscribeAll");
    const Json *topics = jsonMember(now, "topicSubscriptionStatus");
    if (!topics || !topics->is_array())
        return;
    for (const Json &topic : *topics)
        if (topic.is_object())
            event.topics.emplace_back(jsonText(topic, "topicName"),
                                      jsonText(topic, "subscriptionStatus") == "OptIn");
}

void readFacts(const Json &facts, SesEvent &event) {
    switch (event.kind) {
    case EventKind::Bounce:
        return readBounce(facts, event);
    case EventKind::Complaint:
        return readComplaint(facts, event);
    case EventKind::Subscription:
        return readSubscription(facts, event);
    case EventKind::Delivery:
        event.recipients = addresses(facts, "recipients");
        event.detail = jsonText(facts, "smtpResponse");
        return;
    case EventKind::Click:
        event.link = jsonText(facts, "link");
        [[fallthrough]];
    case EventKind::Open:
        event.isMachine = jsonText(facts, "isBotEvent") == "Likely";
        event.userAgent = jsonText(facts, "userAgent");
        event.ipAddress = jsonText(facts, "ipAddress");
        return;
    case EventKind::DeliveryDelay:
        event.subtype = jsonText(facts, "delayType");
        event.recipients = addresses(facts, "delayedRecipients");
        event.detail = firstDiagnosis(facts, "delayedRecipients");
        return;
    case EventKind::Reject:
        event.detail = jsonText(facts, "reason");
        return;
    case EventKind::RenderingFailure:
        event.detail = jsonText(facts, "errorMessage");
        return;
    case EventKind::Send:
        return;
    }
}

// Text that the channel itself sends and that says nothing about an email.
bool isGreeting(std::string_view text) {
    const std::string lower = toLowerAscii(text.substr(0, 200));
    return lower.find("successfully validated sns topic") != std::string::npos;
}

Result<std::optional<SesEvent>> parseDocument(const Json &document) {
    std::string type = jsonText(document, "eventType");
    if (type.empty())
        type = jsonText(document, "notificationType");
    // The setting of a destination for feedback notifications greets in JSON.
    if (type == "AmazonSnsSubscriptionSucceeded")
        return std::optional<SesEvent>();
    if (type.empty())
        return Error(ErrorKind::Invalid, "event.no_type");
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                   [&](const KindName &name) { return name.type == type; });
    if (kind == kKinds.end())
        return Error(ErrorKind::Invalid, "event.unknown_type").with("type", type);
    const auto incomplete = [](std::string_view member) {
        return Error(ErrorKind::Invalid, "event.incomplete").with("member", member);
    };
    const Json *mail = jsonMember(document, "mail");
    if (!mail || !mail->is_object())
        return incomplete("mail");
    static const Json empty = Json::object();
    const Json &facts = objectOr(document, kind->member, empty);

    SesEvent event;
    event.kind = kind->kind;
    event.messageId = jsonText(*mail, "messageId");
    if (event.messageId.empty())
        return incomplete("mail.messageId");
    const auto factTime = instantFromIso(jsonText(facts, "timestamp"));
    const auto time = factTime ? factTime : instantFromIso(jsonText(*mail, "timestamp"));
    if (!time)
        return incomplete("mail.timestamp");
    event.at = *time;
    event.attemptTag = tagValue(*mail, "as_attempt");
    event.workspaceTag = tagValue(*mail, "as_ws");
    readFacts(facts, event);
    if (event.recipients.empty() && event.kind != EventKind::Bounce &&
        event.kind != EventKind::Complaint)
        event.recipients = addresses(*mail, "destination");
    return std::optional<SesEvent>(std::move(event));
}

} // namespace

std::string_view toText(EventKind kind) {
    for (const KindName &name : kKinds)
        if (name.kind == kind)
            return name.stored;
    return {};
}

bool SesEvent::isPermanentBounce() const {
    return kind == EventKind::Bounce && subtype.rfind("Permanent", 0) == 0;
}

bool SesEvent::isComplaint() const {
    return kind == EventKind::Complaint && subtype != "not-spam";
}

std::string SesEvent::dedupeKey() const {
    std::string text(toText(kind));
    const auto add = [&text](std::string_view part) {
        text += '\n';
        text += part;
    };
    add(messageId);
    add(toIso(at));
    add(feedbackId);
    add(link);
    add(subtype);
    for (const std::string &recipient : recipients)
        add(recipient);
    return toHex(sha256(text)).substr(0, 32);
}

Result<std::optional<SesEvent>> parseSesEvent(std::string_view body) {
    auto document = parseJson(body);
    if (!document || !document->is_object()) {
        if (isGreeting(body))
            return std::optional<SesEvent>();
        return Error(ErrorKind::Invalid, "event.not_json")
            .with("offset", document ? "0" : document.error().arg("offset"));
    }
    const Json *message = jsonMember(*document, "Message");
    const std::string envelope = jsonText(*document, "Type");
    if (envelope.empty() || !message || !message->is_string())
        return parseDocument(*document);
    if (envelope != "Notification")
        return std::optional<SesEvent>();
    const std::string inner = message->get<std::string>();
    if (isGreeting(inner))
        return std::optional<SesEvent>();
    auto content = parseJson(inner);
    if (!content || !content->is_object())
        return Error(ErrorKind::Invalid, "event.not_json")
            .with("offset", content ? "0" : content.error().arg("offset"));
    return parseDocument(*content);
}

} // namespace audience::delivery
