#include "delivery/contact_topics.h"

#include "base/json.h"
#include "delivery/sql.h"
#include "net/url.h"

#include <algorithm>

namespace audience::delivery {

Result<TopicMap> storedTopicMap(const store::Connection &connection) {
    TRY_ASSIGN(store::Statement row, bound(connection, "SELECT value FROM setting WHERE name = ?", kTopicMapSetting));
    TRY_ASSIGN(const bool found, row.step());
    TopicMap map;
    const auto json = found ? parseJson(row.text(0)) : Result<Json>(Json::object());
    if (json && json->is_object())
        for (const auto &[key, name] : json->items())
            if (name.is_string() && isContactTopicName(name.get_ref<const std::string &>()))
                map.emplace(key, name.get<std::string>());
    return map;
}

bool isContactTopicName(std::string_view name) {
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

Result<TopicSync> syncContactTopics(SesAccount &account, const std::string &list, const std::vector<ContactTopic> &wanted, bool isDry,
                                    const CancelToken &cancel) {
    const std::string path = "/v2/email/contact-lists/" + net::percentEncode(list);
    auto read = account.request("GET", path, {}, "GetContactList", cancel);
    if (!read && read.error().kind == ErrorKind::NotFound)
        return Error(ErrorKind::NotFound, "topics.no_list").with("list", list);
    if (!read)
        return std::move(read).error();
    const Json *known = jsonMember(*read, "Topics");
    Json topics = known && known->is_array() ? *known : Json::array();
    TopicSync sync;
    for (const Json &topic : topics)
        sync.there.push_back(topic.is_object() ? jsonText(topic, "TopicName") : std::string());
    for (const ContactTopic &topic : wanted) {
        const auto found = std::find(sync.there.begin(), sync.there.end(), topic.name);
        const std::string byDefault = topic.isOptIn ? "OPT_OUT" : "OPT_IN";
        if (found == sync.there.end()) {
            topics.push_back(Json{{"TopicName", topic.name}, {"DisplayName", topic.displayName}, {"DefaultSubscriptionStatus", byDefault}});
            sync.added.push_back(topic.name);
        } else if (jsonText(topics[static_cast<std::size_t>(found - sync.there.begin())], "DefaultSubscriptionStatus") != byDefault) {
            sync.otherDefault.push_back(topic.name);
        }
    }
    if (topics.size() > static_cast<std::size_t>(kMostContactTopics))
        return Error(ErrorKind::Limit, "topics.too_many").with("count", std::to_string(topics.size()));
    if (sync.added.empty() || isDry)
        return sync;
    Json body{{"Topics", std::move(topics)}};
    if (const Json *description = jsonMember(*read, "Description"); description && description->is_string())
        body["Description"] = *description;
    TRY(account.request("PUT", path, dumpJson(body), "UpdateContactList", cancel));
    return sync;
}

} // namespace audience::delivery
