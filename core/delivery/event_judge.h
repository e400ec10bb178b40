// Applies the event rules to the ledger: to each opening and click when it comes in, again when a
// later event changes what is known about it, and to the past on demand. The end state depends on
// the events and the rules alone, not on the order they came in. One thread, the connection's.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "delivery/event_rules.h"
#include "store/connection.h"

#include <map>
#include <string>

namespace audience::delivery {

// Those of the workspace; built-in ones where none are stored or what is stored cannot be read.
Result<EventRules> storedEventRules(const store::Connection &connection);

class EventJudge {
public:
    EventJudge(const store::Connection &connection, const EventRules &rules)
        : m_connection(connection), m_rules(rules) {}

    // An event just kept in the row `id`, inside the same transaction.
    Result<void> came(std::int64_t id, std::int64_t message, const SesEvent &event, bool isPlayed);

    struct Row {
        std::int64_t id = 0, message = 0;
        std::string messageId;
        bool isMachine = false, isPlayed = false;
        std::string rule; // that took it out so far
        std::string body;
    };
    // The rule that takes the event of the row out, or null. Nothing: the row does not tell (it was
    // written by a demo), so it stays as it is.
    Result<std::optional<const EventRule *>> verdict(const Row &row) const;
    // Writes it down; true: it was another one before.
    Result<bool> write(const Row &row, const EventRule *rule) const;
    static Row rowAt(const store::Statement &row); // of kColumns
    static constexpr std::string_view kColumns =
        "e.id, coalesce(e.message, 0), e.message_id, e.machine, coalesce(r.transport, '') = 'practice', "
        "coalesce(v.rule, ''), e.body FROM message_event e LEFT JOIN run r ON r.id = e.run "
        "LEFT JOIN event_verdict v ON v.event = e.id";

private:
    Result<void> addTimes(const Row &row, EventSignals &event) const;
    Result<void> judgeAgain(const std::string &where, const Row &about, Instant from, Instant until) const;
    const store::Connection &m_connection;
    const EventRules &m_rules;
};

struct RuleCount {
    std::int64_t opens = 0, clicks = 0;
    bool operator==(const RuleCount &) const = default;
};
using RuleCounts = std::map<std::string, RuleCount>; // by the rule's id
// What each rule takes out now.
Result<RuleCounts> ruleCounts(const store::Connection &connection);

struct RulePass {
    std::int64_t examined = 0, total = 0; // openings and clicks looked at by this call; of all
    // Taken out of, and given back to, what people did.
    std::int64_t opensOut = 0, opensBack = 0, clicksOut = 0, clicksBack = 0;
    RuleCounts before, after; // of each rule
};
// What applying those rules would change; writes nothing. Errors: those of the store, "cancelled".
Result<RulePass> previewRules(const store::Connection &connection, const EventRules &rules,
                              Progress *progress = nullptr, const CancelToken &cancel = {});
// Applies the stored rules to every opening and click, some hundred in a transaction. Cut short by a
// kill or "cancelled", the next call goes on where it stopped - from the start if the rules were
// changed since; the sums are of the whole pass.
Result<RulePass> applyRules(const store::Connection &connection, Progress *progress = nullptr,
                            const CancelToken &cancel = {});
// Whether the past still counts by other rules than those of now.
Result<bool> isPassDue(const store::Connection &connection);

} // namespace audience::delivery
