// The event rules over all that has happened: a preview, and a pass that survives being killed.
#include "base/fault_point.h"
#include "base/json.h"
#include "delivery/event_judge.h"
#include "delivery/sql.h"

#include <algorithm>

namespace audience::delivery {

namespace {

constexpr int kBatch = 500;

Json toJson(const RuleCounts &counts) {
    Json json = Json::object();
    for (const auto &[rule, count] : counts)
        json[rule] = Json::array({count.opens, count.clicks});
    return json;
}

RuleCounts countsFromJson(std::string_view text) {
    RuleCounts counts;
    const auto json = parseJson(text);
    if (json && json->is_object())
        for (const auto &[rule, pair] : json->items())
            if (pair.is_array() && pair.size() == 2)
                counts[rule] = {pair[0].get<std::int64_t>(), pair[1].get<std::int64_t>()};
    return counts;
}

Result<std::int64_t> candidates(const store::Connection &connection) {
    return number(connection, "SELECT count(*) FROM message_event WHERE kind IN ('open', 'click')");
}

struct Candidate {
    EventJudge::Row row;
    bool isOpen = false;
};

// The next openings and clicks from that row on.
Result<std::vector<Candidate>> batchFrom(const store::Connection &connection, std::int64_t next,
                                         std::int64_t last) {
    std::vector<Candidate> batch;
    std::string columns(EventJudge::kColumns);
    columns.insert(columns.find(" FROM "), ", e.kind = 'open'");
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT " + columns + " WHERE e.id >= ? AND e.id <= ? AND "
                     "e.kind IN ('open', 'click') ORDER BY e.id LIMIT ?",
                     next, last, kBatch));
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return batch;
        batch.push_back({EventJudge::rowAt(rows), rows.int64(7) != 0});
    }
}

void note(RulePass &pass, const Candidate &one, bool isOut) {
    if (one.row.isMachine == isOut)
        return;
    ++(one.isOpen ? (isOut ? pass.opensOut : pass.opensBack)
                  : (isOut ? pass.clicksOut : pass.clicksBack));
}

struct PassState {
    std::string rules;
    std::int64_t next = 0, last = -1;
    RulePass sums;
};

Result<std::optional<PassState>> readState(const store::Connection &connection) {
    TRY_ASSIGN(store::Statement row,
               connection.prepare("SELECT rules, next, last, before, opens_out, opens_back, "
                                  "clicks_out, clicks_back FROM event_rule_pass WHERE id = 1"));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return std::optional<PassState>();
    PassState state{std::string(row.text(0)), row.int64(1), row.int64(2), {}};
    state.sums.before = countsFromJson(row.text(3));
    state.sums.opensOut = row.int64(4);
    state.sums.opensBack = row.int64(5);
    state.sums.clicksOut = row.int64(6);
    state.sums.clicksBack = row.int64(7);
    return std::optional(std::move(state));
}

Result<void> writeState(const store::Connection &connection, const PassState &state) {
    TRY(change(connection,
               "INSERT OR REPLACE INTO event_rule_pass (id, rules, next, last, before, opens_out, "
               "opens_back, clicks_out, clicks_back) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
               state.rules, state.next, state.last, dumpJson(toJson(state.sums.before)),
               state.sums.opensOut, state.sums.opensBack, state.sums.clicksOut,
               state.sums.clicksBack));
    return {};
}

// What is left of a pass with these rules, or a new one.
Result<PassState> begin(const store::Connection &connection, const std::string &rules) {
    TRY_ASSIGN(const auto stored, readState(connection));
    if (stored && stored->rules == rules && stored->next <= stored->last)
        return *stored;
    PassState fresh;
    fresh.rules = rules;
    TRY_ASSIGN(fresh.last, number(connection, "SELECT coalesce(max(id), -1) FROM message_event"));
    TRY_ASSIGN(fresh.sums.before, ruleCounts(connection));
    return fresh;
}

// One transaction; false: that was the last of it.
Result<bool> step(const store::Connection &connection, PassState &state, std::int64_t &examined) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(connection));
    TRY_ASSIGN(const EventRules rules, storedEventRules(connection));
    TRY_ASSIGN(state, begin(connection, hashOf(rules))); // they may have been changed meanwhile
    TRY_ASSIGN(const auto batch, batchFrom(connection, state.next, state.last));
    EventJudge judge(connection, rules);
    for (const Candidate &one : batch) {
        TRY_ASSIGN(const auto rule, judge.verdict(one.row));
        if (!rule)
            continue;
        TRY(judge.write(one.row, *rule));
        note(state.sums, one, *rule != nullptr);
    }
    examined += static_cast<std::int64_t>(batch.size());
    const bool isLast = batch.size() < static_cast<std::size_t>(kBatch) || batch.back().row.id >= state.last;
    state.next = isLast ? state.last + 1 : batch.back().row.id + 1;
    TRY(writeState(connection, state));
    faultPoint("event_rules.before_commit");
    TRY(transaction.commit());
    return !isLast;
}

} // namespace

Result<RuleCounts> ruleCounts(const store::Connection &connection) {
    TRY_ASSIGN(store::Statement rows,
               connection.prepare("SELECT v.rule, sum(e.kind = 'open'), sum(e.kind = 'click') FROM "
                                  "event_verdict v JOIN message_event e ON e.id = v.event GROUP BY 1"));
    RuleCounts counts;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return counts;
        counts[std::string(rows.text(0))] = {rows.int64(1), rows.int64(2)};
    }
}

Result<RulePass> previewRules(const store::Connection &connection, const EventRules &rules,
                              Progress *progress, const CancelToken &cancel) {
    RulePass pass;
    TRY_ASSIGN(pass.total, candidates(connection));
    TRY_ASSIGN(pass.before, ruleCounts(connection));
    const EventJudge judge(connection, rules);
    std::int64_t next = 0;
    for (;;) {
        TRY(cancel.check());
        TRY_ASSIGN(const auto batch, batchFrom(connection, next, INT64_MAX));
        for (const Candidate &one : batch) {
            TRY_ASSIGN(const auto rule, judge.verdict(one.row));
            const std::string id = !rule ? one.row.rule : *rule ? (*rule)->id : std::string();
            if (!id.empty())
                ++(one.isOpen ? pass.after[id].opens : pass.after[id].clicks);
            if (rule)
                note(pass, one, *rule != nullptr);
        }
        pass.examined += static_cast<std::int64_t>(batch.size());
        if (progress)
            progress->set({pass.examined, pass.total});
        if (batch.size() < static_cast<std::size_t>(kBatch))
            return pass;
        next = batch.back().row.id + 1;
    }
}

Result<RulePass> applyRules(const store::Connection &connection, Progress *progress,
                            const CancelToken &cancel) {
    TRY_ASSIGN(const std::int64_t total, candidates(connection));
    PassState state;
    std::int64_t examined = 0;
    for (;;) {
        TRY(cancel.check());
        TRY_ASSIGN(const bool more, step(connection, state, examined));
        if (progress)
            progress->set({std::min(examined, total), total});
        if (!more)
            break;
    }
    RulePass pass = std::move(state.sums);
    pass.examined = examined;
    pass.total = total;
    TRY_ASSIGN(pass.after, ruleCounts(connection));
    return pass;
}

Result<bool> isPassDue(const store::Connection &connection) {
    TRY_ASSIGN(const EventRules rules, storedEventRules(connection));
    TRY_ASSIGN(const auto state, readState(connection));
    const std::string now = hashOf(rules);
    if (state)
        return state->rules != now || state->next <= state->last;
    if (now == hashOf(builtInEventRules()))
        return false; // the events came in by these
    TRY_ASSIGN(const std::int64_t some,
               number(connection, "SELECT EXISTS(SELECT 1 FROM message_event WHERE kind IN ('open', 'click'))"));
    return some != 0;
}

} // namespace audience::delivery
