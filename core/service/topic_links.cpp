#include "service/topic_links.h"

#include "base/json.h"
#include "net/net.h"
#include "service/connection_service.h"
#include "service/connection_keys.h"
#include "service/kept_error.h"
#include "service/session.h"
#include "workspace/consent_repository.h"

namespace audience::service {

using namespace delivery;

namespace {

constexpr const char *kLooks = "topic_looks"; // how the last look at each list ended

std::vector<std::string> texts(const Json &json, const char *name) {
    std::vector<std::string> found;
    if (const Json *all = jsonMember(json, name); all && all->is_array())
        for (const Json &one : *all)
            if (one.is_string())
                found.push_back(one.get<std::string>());
    return found;
}

Result<model::SesConnection> listed(Session &session, const std::string &name) {
    TRY_ASSIGN(const auto all, ConnectionService(session).list());
    std::vector<model::SesConnection> found;
    for (const ConnectionView &one : all)
        if (one.ses && one.ses->unsubscribe.kind == model::UnsubscribeKind::SesList && (name.empty() || one.name == name))
            found.push_back(*one.ses);
    if (found.size() != 1)
        return Error(ErrorKind::NotFound, "topics.no_connection");
    return found.front();
}

} // namespace

Result<TopicMap> TopicLinks::all() const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    return storedTopicMap(*reader);
}

Result<void> TopicLinks::tie(const std::string &key, const std::string &name) {
    TRY_ASSIGN(const auto topic, workspace::ConsentRepository(m_session.workspace()).findTopic(key));
    if (!topic)
        return Error(ErrorKind::NotFound, "topics.unknown").with("key", key);
    if (!name.empty() && !isContactTopicName(name))
        return Error(ErrorKind::Invalid, "topics.bad_name").with("name", name);
    TRY_ASSIGN(TopicMap map, all());
    for (const auto &[other, taken] : map)
        if (taken == name && other != key)
            return Error(ErrorKind::Conflict, "topics.taken").with("name", name).with("key", other);
    if (name.empty())
        map.erase(key);
    else
        map[key] = name;
    return m_session.workspace().setSetting(kTopicMapSetting, map.empty() ? Json() : Json(map));
}

Result<std::vector<ContactListView>> TopicLinks::lists() const {
    TRY_ASSIGN(const auto all, ConnectionService(m_session).list());
    TRY_ASSIGN(const Json looks, m_session.workspace().setting(kLooks));
    std::vector<ContactListView> views;
    for (const ConnectionView &one : all) {
        if (!one.ses || one.ses->unsubscribe.kind != model::UnsubscribeKind::SesList)
            continue;
        ContactListView view;
        view.connection = one.name;
        view.list = one.ses->unsubscribe.value;
        const Json *look = looks.is_object() ? jsonMember(looks, one.name) : nullptr;
        if (look && look->is_object() && jsonText(*look, "list") == view.list) {
            view.at = instantFromIso(jsonText(*look, "at")).value_or(Instant{});
            view.there = texts(*look, "there");
            view.added = texts(*look, "added");
            view.otherDefault = texts(*look, "other_default");
            view.wasDry = jsonBool(*look, "dry", true);
            if (const Json *fault = jsonMember(*look, "fault"))
                view.fault = errorFrom(*fault);
        }
        views.push_back(std::move(view));
    }
    return views;
}

void TopicLinks::keep(const std::string &connection, const Result<TopicSync> &ended, bool isDry) const {
    if (!ended && ended.error().kind == ErrorKind::Cancelled)
        return;
    const auto before = lists();
    const auto looks = m_session.workspace().setting(kLooks);
    if (!before || !looks)
        return;
    for (const ContactListView &view : *before) {
        if (view.connection != connection)
            continue;
        Json all = looks->is_object() ? *looks : Json::object();
        std::vector<std::string> there = ended ? ended->there : view.there;
        if (ended && !isDry)
            there.insert(there.end(), ended->added.begin(), ended->added.end());
        all[connection] = Json{{"list", view.list}, {"at", toIso(m_session.workspace().clock().now())}, {"there", there},
                               {"added", ended && !isDry ? ended->added : std::vector<std::string>()},
                               {"other_default", ended ? ended->otherDefault : view.otherDefault}, {"dry", isDry},
                               {"fault", keptError(ended ? std::nullopt : std::optional(ended.error()))}};
        (void)m_session.workspace().keepFigures(kLooks, all); // a busy file: told by the next look
    }
}

Result<TopicSync> TopicLinks::sync(const std::string &name, bool isDry, const CancelToken &cancel) {
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const model::SesConnection connection, listed(m_session, name));
    TRY_ASSIGN(const TopicMap map, all());
    TRY_ASSIGN(const auto topics, workspace::ConsentRepository(file).topics());
    std::vector<ContactTopic> wanted;
    for (const workspace::Topic &topic : topics)
        if (const auto tied = map.find(topic.key); tied != map.end())
            wanted.push_back({tied->second, topic.name, topic.kind == workspace::TopicKind::OptIn});
    const auto net = net::curlNet(file.clock(), file.rng());
    const auto client = net->makeClient();
    SesAccount account(*client, file.clock(), connection, credentialSource(m_session, connection));
    auto ended = syncContactTopics(account, connection.unsubscribe.value, wanted, isDry, cancel);
    keep(connection.name, ended, isDry);
    return ended;
}

} // namespace audience::service
