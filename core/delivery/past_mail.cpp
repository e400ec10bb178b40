#include "delivery/past_mail.h"

#include "delivery/sql.h"

namespace audience::delivery {

Result<std::int64_t> PastMailWriter::mailingId(const store::Connection &connection, const std::string &name) {
    if (const auto known = m_mailings.find(name); known != m_mailings.end())
        return known->second;
    TRY(change(connection, "INSERT INTO past_mailing(tool, name) VALUES(?, ?) ON CONFLICT DO NOTHING", m_tool, name));
    TRY_ASSIGN(const std::int64_t id, number(connection, "SELECT id FROM past_mailing WHERE tool = ? AND name = ?", m_tool, name));
    m_mailings.emplace(name, id);
    return id;
}

Result<bool> PastMailWriter::add(const store::Connection &connection, const PastMail &mail) {
    TRY_ASSIGN(const std::int64_t mailing, mailingId(connection, mail.mailing));
    TRY(change(connection, "INSERT INTO past_message(mailing, person, label) VALUES(?, ?, ?) ON CONFLICT DO NOTHING", mailing, mail.person, mail.label));
    TRY_ASSIGN(const std::int64_t message, number(connection, "SELECT id FROM past_message WHERE mailing = ? AND person = ? AND label = ?", mailing, mail.person, mail.label));
    TRY_ASSIGN(const std::int64_t added,
               change(connection, "INSERT INTO past_message_event(message, kind, at, link, hard, machine) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", message,
                      mail.kind, mail.at.micros, mail.link, mail.isHard ? 1 : 0, mail.isMachine ? 1 : 0));
    return added > 0;
}

Result<std::vector<PastMailView>> pastMailOf(const store::Connection &connection, Ordinal person, int most) {
    TRY_ASSIGN(store::Statement rows, bound(connection, R"(
SELECT p.name, min(e.at), max(CASE e.kind WHEN 'complained' THEN 7 WHEN 'unsubscribed' THEN 6 WHEN 'clicked' THEN 5
    WHEN 'opened' THEN CASE e.machine WHEN 0 THEN 4 ELSE 2 END WHEN 'bounced' THEN 3 WHEN 'delivered' THEN 2 ELSE 1 END)
FROM past_message m JOIN past_mailing p ON p.id = m.mailing JOIN past_message_event e ON e.message = m.id
WHERE m.person = ?1 GROUP BY m.id ORDER BY 2 DESC LIMIT ?2)",
                                            person, most));
    static constexpr const char *kOutcomes[] = {"", "sent", "delivered", "bounced", "opened", "clicked", "unsubscribed", "complained"};
    std::vector<PastMailView> mails;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return mails;
        mails.push_back({std::string(rows.text(0)), kOutcomes[rows.int64(2) & 7], Instant{rows.int64(1)}});
    }
}

} // namespace audience::delivery
