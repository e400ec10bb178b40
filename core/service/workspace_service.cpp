#include "service/workspace_service.h"

#include "delivery/invariants.h"
#include "service/data_service.h"
#include "service/session.h"
#include "workspace/consent_repository.h"

#include <filesystem>

namespace audience::service {

using workspace::ConsentRepository;
using workspace::Topic;

Result<WorkspaceInfo> WorkspaceService::info() const {
    workspace::Workspace &file = m_session.workspace();
    WorkspaceInfo info;
    info.path = file.path();
    info.name = m_session.displayName();
    info.uuid = file.uuid();
    info.createdAt = file.createdAt();
    const workspace::Standing standing = file.standing();
    info.standing = toText(standing.kind);
    info.mayWork = file.mayRunWork();
    if (standing.kind != workspace::StandingKind::Normal)
        info.standingReason = standing.asError(file.path()).id;
    {
        // Asked of SQLite: the file itself must not be opened by anybody else while a connection is open.
        TRY_ASSIGN(const auto reader, file.reader());
        TRY_ASSIGN(const std::int64_t pages, reader->scalar("PRAGMA page_count"));
        TRY_ASSIGN(const std::int64_t size, reader->scalar("PRAGMA page_size"));
        info.bytes = pages * size;
    }
    TRY_ASSIGN(info.datasets, DataService(m_session).datasets());
    for (const DatasetView &dataset : info.datasets)
        if (dataset.role == "profiles")
            info.people = dataset.rows;
    info.warnings = file.warnings();
    return info;
}

Result<std::vector<FindingView>> WorkspaceService::doctor() const {
    std::vector<FindingView> findings;
    TRY_ASSIGN(const auto problems, delivery::checkInvariants(m_session.workspace()));
    for (const Error &problem : problems)
        findings.push_back({problem.id, problem.args, {}, 0, 0, true});
    return findings;
}

Result<void> WorkspaceService::trust() { return m_session.workspace().trust(); }
Result<void> WorkspaceService::acknowledge() { return m_session.workspace().acknowledge(); }
Result<void> WorkspaceService::adopt() { return m_session.workspace().adopt(); }

Result<void> WorkspaceService::backup(const std::string &path, const CancelToken &cancel) {
    return m_session.workspace().copyTo(path, cancel);
}

static Result<TopicView> viewOf(const Topic &topic) {
    return TopicView{topic.key, topic.name, std::string(workspace::toText(topic.kind))};
}

Result<std::vector<TopicView>> WorkspaceService::topics() const {
    TRY_ASSIGN(const auto topics, ConsentRepository(m_session.workspace()).topics());
    std::vector<TopicView> views;
    for (const Topic &topic : topics) {
        TRY_ASSIGN(TopicView view, viewOf(topic));
        views.push_back(std::move(view));
    }
    return views;
}

Result<TopicView> WorkspaceService::saveTopic(const TopicView &topic) {
    const auto kind = workspace::topicKindFromText(topic.kind);
    if (!kind)
        return Error(ErrorKind::Invalid, "topic.bad_kind").with("kind", topic.kind);
    Topic wanted;
    wanted.key = topic.key;
    wanted.name = topic.name;
    wanted.kind = *kind;
    TRY_ASSIGN(const Topic saved, ConsentRepository(m_session.workspace()).saveTopic(wanted));
    return viewOf(saved);
}

Result<std::string> WorkspaceService::setting(const std::string &name) const {
    TRY_ASSIGN(const Json value, m_session.workspace().setting(name));
    return dumpJson(value);
}

Result<void> WorkspaceService::setSetting(const std::string &name, const std::string &jsonText) {
    TRY_ASSIGN(const Json value, parseJson(jsonText));
    return m_session.workspace().setSetting(name, value);
}

} // namespace audience::service
