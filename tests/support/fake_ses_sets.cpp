#include "support/fake_ses_sets.h"

#include "base/text.h"

#include <algorithm>

namespace audience::test {

namespace {

const std::string kBase = "/v2/email/configuration-sets";
const std::string kTail = "/event-destinations";

FakeReply json(const Json &body) {
    return {200, dumpJson(body), {}, false, false};
}
FakeReply badRequest(const std::string &message) {
    return sesError(400, "BadRequestException", message);
}
FakeReply unknown(const std::string &set) {
    return sesError(404, "NotFoundException", "Configuration set <" + set + "> does not exist.");
}

bool isName(const std::string &text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

// "DELIVERY_DELAY" of "DeliveryDelay", "RENDERING_FAILURE" of "Rendering Failure".
std::string apiName(const std::string &eventType) {
    std::string out;
    for (const char c : eventType) {
        if (c == ' ')
            continue;
        if (c >= 'A' && c <= 'Z' && !out.empty())
            out += '_';
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

} // namespace

FakeReply FakeSesSets::handle(const FakeRequest &request, Instant now, Rng &rng) {
    if (request.path == kBase)
        return sets(request);
    std::string set = request.path.substr(kBase.size() + 1), name;
    const std::size_t tail = set.find(kTail);
    if (tail == std::string::npos) {
        if (!m_config.configurationSets.contains(set))
            return unknown(set);
        if (request.method != "GET")
            return sesError(404, "UnknownOperationException", "There is no such operation.");
        const auto tags = m_tags.find(set);
        return json({{"ConfigurationSetName", set}, {"SendingOptions", {{"SendingEnabled", true}}}, {"Tags", tags == m_tags.end() ? Json::array() : tags->second}});
    }
    if (set.size() > tail + kTail.size())
        name = set.substr(tail + kTail.size() + 1);
    set.resize(tail);
    return m_config.configurationSets.contains(set) ? destinations(request, set, name, now, rng) : unknown(set);
}

FakeReply FakeSesSets::sets(const FakeRequest &request) {
    if (request.method == "GET")
        return json({{"ConfigurationSets", Json(m_config.configurationSets)}});
    const Result<Json> in = parseJson(request.body);
    return request.method == "POST" && in && in->is_object() ? create(*in) : badRequest("The body is not a JSON object");
}

FakeReply FakeSesSets::create(const Json &in) {
    const std::string name = jsonText(in, "ConfigurationSetName");
    if (!isName(name))
        return badRequest("ConfigurationSetName is not valid");
    if (!m_config.configurationSets.insert(name).second)
        return sesError(400, "AlreadyExistsException", "Configuration set already exists.");
    if (const Json *tags = jsonMember(in, "Tags"))
        m_tags[name] = *tags;
    m_made[name]; // made here: it has the destinations it is given, and no others
    return json(Json::object());
}

FakeReply FakeSesSets::destinations(const FakeRequest &request, const std::string &set, const std::string &name, Instant now, Rng &rng) {
    if (request.method == "GET" && name.empty())
        return json({{"EventDestinations", listed(set)}});
    if (request.method == "DELETE") {
        const bool removed = m_made.contains(set) && m_made[set].erase(name) > 0;
        return removed ? json(Json::object()) : sesError(404, "NotFoundException", "Event destination does not exist.");
    }
    const Result<Json> in = parseJson(request.body);
    const Json *destination = in ? jsonMember(*in, "EventDestination") : nullptr;
    if (!destination || net::headerValue(request.headers, "Content-Type") != "application/json")
        return badRequest("EventDestination is missing");
    if (request.method == "POST" && name.empty())
        return put(set, jsonText(*in, "EventDestinationName"), *destination, true, now, rng);
    if (request.method == "PUT" && !name.empty())
        return put(set, name, *destination, false, now, rng);
    return sesError(404, "UnknownOperationException", "There is no such operation.");
}

FakeReply FakeSesSets::put(const std::string &set, const std::string &name, const Json &in, bool isNew, Instant now, Rng &rng) {
    const Json *sns = jsonMember(in, "SnsDestination"), *types = jsonMember(in, "MatchingEventTypes");
    const std::string topic = sns ? jsonText(*sns, "TopicArn") : std::string();
    if (!isName(name) || topic.empty() || !types || !types->is_array() || types->empty())
        return badRequest("The event destination is not valid");
    if (isNew == (m_made[set].contains(name)))
        return isNew ? sesError(400, "AlreadyExistsException", "Event destination already exists.")
                     : sesError(404, "NotFoundException", "Event destination does not exist.");
    if (!m_sns.admits(topic, set))
        return badRequest("Could not publish to SNS topic <" + topic + ">: not authorized.");
    m_made[set][name] = {jsonBool(in, "Enabled"), *types, topic};
    if (isNew && m_config.greets)
        m_sns.publish(topic, "Successfully validated SNS topic for Amazon SES event publishing.", "greeting-" + std::to_string(++m_greetings), now, 1, false, rng);
    return json(Json::object());
}

Json FakeSesSets::listed(const std::string &set) const {
    Json list = Json::array();
    const auto made = m_made.find(set);
    if (made == m_made.end()) { // of the settings: somebody made it long ago
        list.push_back({{"Name", "sqs"},
                        {"Enabled", true},
                        {"MatchingEventTypes", Json::array({"SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK"})},
                        {"SnsDestination", {{"TopicArn", m_sns.arnOf("ses-events")}}}});
        return list;
    }
    for (const auto &[name, one] : made->second)
        list.push_back({{"Name", name}, {"Enabled", one.isEnabled}, {"MatchingEventTypes", one.types}, {"SnsDestination", {{"TopicArn", one.topic}}}});
    return list;
}

bool FakeSesSets::hasDestinations(const std::string &set) const {
    return m_made.contains(set);
}

std::vector<std::string> FakeSesSets::topicsOf(const std::string &set, const std::string &eventType) const {
    std::vector<std::string> topics;
    const auto made = m_made.find(set);
    if (made == m_made.end())
        return topics;
    for (const auto &[name, one] : made->second)
        if (one.isEnabled && std::find(one.types.begin(), one.types.end(), Json(apiName(eventType))) != one.types.end() && m_sns.admits(one.topic, set))
            topics.push_back(one.topic);
    return topics;
}

} // namespace audience::test
