#include "delivery/event_judge.h"

#include "base/json.h"
#include "delivery/sql.h"

#include <algorithm>

namespace audience::delivery {

namespace {

constexpr int kMostClicks = 1000; // of one email within the span of a rule
constexpr std::int64_t kAnyTime = INT64_MAX / 2;

// The email of an event: its row, or the service's name for it where there is none. SQLite uses an
// index only where the condition is no choice at run time.
std::string sameEmail(const EventJudge::Row &row) {
    return row.message != 0 ? "e.message = ?1 AND ?2 IS NOT NULL"
                            : "e.message IS NULL AND e.message_id = ?2 AND ?1 = 0";
}

bool needsDelivery(const EventRules &rules, EventKind kind) {
    return std::any_of(rules.rules.begin(), rules.rules.end(), [&](const EventRule &rule) {
        return rule.judges(kind) && rule.secondsAfterDelivery;
    });
}

int longestBurst(const EventRules &rules) {
    int longest = 0;
    for (const EventRule &rule : rules.rules)
        if (rule.burst && rule.judges(EventKind::Click))
            longest = std::max(longest, rule.burst->seconds);
    return longest;
}

} // namespace

Result<EventRules> storedEventRules(const store::Connection &connection) {
    TRY_ASSIGN(store::Statement row,
               bound(connection, "SELECT value FROM setting WHERE name = ?", kEventRulesSetting));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return builtInEventRules();
    const auto json = parseJson(row.text(0));
    auto rules = json ? eventRulesFromJson(*json) : Result<EventRules>(json.error());
    return rules ? *std::move(rules) : builtInEventRules();
}

EventJudge::Row EventJudge::rowAt(const store::Statement &row) {
    return {row.int64(0),      row.int64(1),
            std::string(row.text(2)), row.int64(3) != 0,
            row.int64(4) != 0, std::string(row.text(5)),
            std::string(row.text(6))};
}

Result<void> EventJudge::came(std::int64_t id, std::int64_t message, const SesEvent &event,
                              bool isPlayed) {
    Row row;
    row.id = id;
    row.message = message;
    row.messageId = event.messageId;
    row.isMachine = event.isMachine;
    row.isPlayed = isPlayed;
    if (event.kind == EventKind::Delivery) {
        if (isPlayed)
            return {};
        for (const EventKind kind : {EventKind::Open, EventKind::Click})
            if (needsDelivery(m_rules, kind))
                TRY(judgeAgain(kind == EventKind::Open ? "kind = 'open'" : "kind = 'click'", row,
                               Instant{-kAnyTime}, Instant{kAnyTime}));
        return {};
    }
    if (event.kind != EventKind::Open && event.kind != EventKind::Click)
        return {};
    EventSignals known = signalsOf(event);
    known.isPlayed = isPlayed;
    TRY(addTimes(row, known));
    TRY(write(row, judge(m_rules, known)));
    const int span = event.kind == EventKind::Click && !isPlayed ? longestBurst(m_rules) : 0;
    // This click may make a burst of those beside it.
    if (span > 0 && known.clicks.size() > 1)
        TRY(judgeAgain("kind = 'click'", row, event.at + std::chrono::seconds(-span),
                       event.at + std::chrono::seconds(span)));
    return {};
}

Result<void> EventJudge::addTimes(const Row &row, EventSignals &event) const {
    if (event.isPlayed)
        return {};
    if (needsDelivery(m_rules, event.kind)) {
        TRY_ASSIGN(store::Statement first,
                   bound(m_connection,
                         "SELECT min(e.at) FROM message_event e WHERE e.kind = 'delivery' AND " +
                             sameEmail(row),
                         row.message, row.messageId));
        TRY_ASSIGN(const bool found, first.step());
        if (found && !first.isNull(0))
            event.deliveredAt = Instant{first.int64(0)};
    }
    const int span = event.kind == EventKind::Click ? longestBurst(m_rules) : 0;
    if (span == 0)
        return {};
    TRY_ASSIGN(store::Statement near,
               bound(m_connection,
                     "SELECT e.at, e.link FROM message_event e WHERE e.kind = 'click' AND " +
                         sameEmail(row) + " AND e.at BETWEEN ?3 AND ?4 ORDER BY e.at, e.id LIMIT ?5",
                     row.message, row.messageId,
                     (event.at + std::chrono::seconds(-span)).micros,
                     (event.at + std::chrono::seconds(span)).micros, kMostClicks));
    for (;;) {
        TRY_ASSIGN(const bool more, near.step());
        if (!more)
            return {};
        event.clicks.emplace_back(Instant{near.int64(0)}, std::string(near.text(1)));
    }
}

Result<void> EventJudge::judgeAgain(const std::string &where, const Row &about, Instant from,
                                    Instant until) const {
    std::vector<Row> rows;
    TRY_ASSIGN(store::Statement read,
               bound(m_connection,
                     "SELECT " + std::string(kColumns) + " WHERE e." + where + " AND " + sameEmail(about) +
                         " AND e.at BETWEEN ?3 AND ?4 AND e.id <> ?5 ORDER BY e.id LIMIT ?6",
                     about.message, about.messageId, from.micros, until.micros, about.id,
                     kMostClicks));
    for (;;) {
        TRY_ASSIGN(const bool more, read.step());
        if (!more)
            break;
        rows.push_back(rowAt(read));
    }
    for (const Row &row : rows) {
        TRY_ASSIGN(const auto rule, verdict(row));
        if (rule)
            TRY(write(row, *rule));
    }
    return {};
}

Result<std::optional<const EventRule *>> EventJudge::verdict(const Row &row) const {
    const auto event = parseSesEvent(row.body);
    if (!event || !*event)
        return std::optional<const EventRule *>();
    EventSignals known = signalsOf(**event);
    known.isPlayed = row.isPlayed;
    TRY(addTimes(row, known));
    return std::optional<const EventRule *>(judge(m_rules, known));
}

Result<bool> EventJudge::write(const Row &row, const EventRule *rule) const {
    const bool isOut = rule != nullptr;
    const std::string id = isOut ? rule->id : std::string();
    if (isOut != row.isMachine)
        TRY(change(m_connection, "UPDATE message_event SET machine = ? WHERE id = ?",
                   isOut ? 1 : 0, row.id));
    if (id == row.rule)
        return isOut != row.isMachine;
    if (isOut)
        TRY(change(m_connection, "INSERT OR REPLACE INTO event_verdict (event, rule) VALUES (?, ?)",
                   row.id, id));
    else
        TRY(change(m_connection, "DELETE FROM event_verdict WHERE event = ?", row.id));
    return true;
}

} // namespace audience::delivery
