#include "ingest/consent_record.h"

#include "workspace/workspace.h"

#include <algorithm>

namespace audience::ingest {

Result<RecordedConsent> recordConsent(workspace::Workspace &workspace, const store::Connection &connection,
                                      const ConsentVotes &votes, const ConsentOrigin &origin) {
    using workspace::ConsentState;
    RecordedConsent recorded;
    recorded.granted = static_cast<std::int64_t>(votes.granted.count());
    recorded.none = static_cast<std::int64_t>(votes.none.count());
    recorded.withdrawn = static_cast<std::int64_t>(votes.withdrawn.count());
    if (recorded.granted + recorded.none + recorded.withdrawn == 0)
        return recorded;
    workspace::ConsentRepository consents(workspace);
    TRY_ASSIGN(const auto topics, consents.topics());
    workspace::Topic topic{{}, "marketing", "Marketing", workspace::TopicKind::OptIn};
    const auto wanted = std::find_if(topics.begin(), topics.end(), [](const auto &t) {
        return t.kind == workspace::TopicKind::OptIn;
    });
    if (wanted != topics.end()) {
        topic = *wanted;
    } else {
        TRY_ASSIGN(topic, consents.saveTopic(topic));
    }
    TRY_ASSIGN(recorded.before, workspace::ConsentRepository::remember(connection, topic.id));
    const auto say = [&](std::int64_t people, const engine::Bitmap &who, ConsentState state) -> Result<void> {
        if (people == 0)
            return {};
        TRY(consents.setMany(topic.id, who, {state, origin.at, origin.source, origin.wording}));
        return {};
    };
    TRY(say(recorded.granted, votes.granted, ConsentState::Granted));
    // On record too: it takes back a yes of an older list, and says from where.
    TRY(say(recorded.none, votes.none, ConsentState::Unknown));
    TRY(say(recorded.withdrawn, votes.withdrawn, ConsentState::Withdrawn));
    return recorded;
}

} // namespace audience::ingest
