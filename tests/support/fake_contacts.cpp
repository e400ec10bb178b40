#include "support/fake_contacts.h"

#include "net/url.h"

namespace audience::test {

FakeReply contactListReply(const FakeRequest &request, FakeAwsConfig &config) {
    const std::string name = net::percentDecode(request.path.substr(std::string("/v2/email/contact-lists/").size()));
    if (!config.contactLists.contains(name))
        return sesError(404, "NotFoundException", "List with name: " + name + " doesn't exist.");
    Json &topics = config.contactTopics[name];
    if (topics.is_null())
        topics = Json::array();
    if (request.method == "GET")
        return {200, dumpJson(Json{{"ContactListName", name}, {"Topics", topics}, {"Description", "Ours"}}), {}, false, false};
    const Result<Json> in = parseJson(request.body);
    const Json *wanted = in && in->is_object() ? jsonMember(*in, "Topics") : nullptr;
    if (request.method != "PUT" || !wanted || !wanted->is_array() || jsonText(*in, "Description") != "Ours")
        return sesError(400, "BadRequestException", "Topics or Description is missing");
    if (wanted->size() > 20)
        return sesError(400, "LimitExceededException", "At most 20 topics");
    for (const Json &topic : *wanted)
        if (jsonText(topic, "TopicName").empty() || jsonText(topic, "DisplayName").empty() ||
            (jsonText(topic, "DefaultSubscriptionStatus") != "OPT_IN" && jsonText(topic, "DefaultSubscriptionStatus") != "OPT_OUT"))
            return sesError(400, "BadRequestException", "A topic is not complete");
    topics = *wanted;
    return {200, "{}", {}, false, false};
}

} // namespace audience::test
