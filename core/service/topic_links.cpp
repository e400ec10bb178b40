#include "service/topic_links.h"

#include "base/json.h"
#include "net/net.h"
#include "service/connection_service.h"
#include "service/connection_keys.h"
#include "service/session.h"
#include "workspace/consent_repository.h"

namespace audience::service {

using namespace delivery;

namespace {

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
    return syncContactTopics(account, connection.unsubscribe.value, wanted, isDry, cancel);
}

} // namespace audience::service
