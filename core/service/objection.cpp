#include "service/objection.h"

#include "service/campaign_parts.h"
#include "service/session.h"
#include "service/suppression_service.h"
#include "store/connection.h"
#include "workspace/consent_repository.h"

namespace audience::service {

namespace {

Result<std::optional<Ordinal>> personOf(Session &session, std::int64_t message) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(auto row, reader->prepare("SELECT ordinal FROM message WHERE id = ?"));
    row.bind(1, message);
    TRY_ASSIGN(const bool isThere, row.step());
    return isThere ? std::optional(static_cast<Ordinal>(row.int64(0))) : std::nullopt;
}

} // namespace

Result<std::optional<Objection>> objectionTo(Session &session, CampaignId id, const LogRow &row) {
    if (!row.address.empty()) {
        TRY_ASSIGN(const BlockedList blocked, SuppressionService(session).list(row.address, 1));
        if (!blocked.newest.empty())
            return std::optional(Objection{blocked.newest.front().source, {}, {}, blocked.newest.front().at});
    }
    TRY_ASSIGN(const auto run, requireRun(session, id));
    TRY_ASSIGN(const auto person, personOf(session, row.message));
    const workspace::ConsentRepository consents(session.workspace());
    for (const std::string &key : run.spec.topics) {
        TRY_ASSIGN(const auto topic, consents.findTopic(key));
        if (!topic || !person)
            continue;
        TRY_ASSIGN(const auto consent, consents.consentOf(topic->id, *person));
        if (consent.state != workspace::ConsentState::Granted && consent.at.micros != 0)
            return std::optional(Objection{consent.source, consent.wording, topic->name, consent.at});
    }
    return std::optional<Objection>{};
}

} // namespace audience::service
