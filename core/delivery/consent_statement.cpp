#include "delivery/consent_statement.h"

#include "delivery/sql.h"
#include "workspace/consent_repository.h"

namespace audience::delivery {

Result<bool> stateConsent(const store::Connection &connection, store::AuditChain *audit,
                          const ConsentStatement &statement, std::string_view topic, bool isIn) {
    TRY_ASSIGN(const std::int64_t id,
               number(connection, "SELECT id FROM topic WHERE key = ?", topic));
    if (id == 0)
        return false;
    const auto state = isIn ? workspace::ConsentState::Granted : workspace::ConsentState::Withdrawn;
    TRY(change(connection, "INSERT OR IGNORE INTO consent_note (source, wording) VALUES (?, '')",
               statement.source));
    TRY_ASSIGN(const std::int64_t changed,
               change(connection,
                      "INSERT INTO consent (topic, person, state, at, note) SELECT ?1, ?2, ?3, ?4, "
                      "id FROM consent_note WHERE source = ?5 AND wording = '' "
                      "ON CONFLICT (topic, person) DO UPDATE SET state = excluded.state, "
                      "at = excluded.at, note = excluded.note WHERE excluded.at >= consent.at",
                      id, statement.person, static_cast<int>(state), statement.at.micros,
                      statement.source));
    if (changed == 0 || !audit)
        return true;
    store::AuditEntry entry;
    entry.kind = isIn ? "consent.granted" : "consent.withdrawn";
    entry.subject = "topic " + std::string(topic);
    entry.facts = Json{{"source", statement.source}, {"at", toIso(statement.at)}};
    entry.person = statement.person;
    entry.personal = Json{{"person", statement.person}};
    TRY(audit->append(connection, entry));
    return true;
}

Result<std::int64_t> withdrawFromAll(const store::Connection &connection, store::AuditChain *audit,
                                     const ConsentStatement &statement) {
    std::vector<std::string> topics;
    {
        TRY_ASSIGN(store::Statement rows, connection.prepare("SELECT key FROM topic"));
        while (true) {
            TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                break;
            topics.emplace_back(rows.text(0));
        }
    }
    for (const std::string &topic : topics)
        TRY(stateConsent(connection, audit, statement, topic, false));
    return static_cast<std::int64_t>(topics.size());
}

} // namespace audience::delivery
