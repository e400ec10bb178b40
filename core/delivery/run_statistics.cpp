#include "delivery/run_statistics.h"

#include "delivery/sql.h"

namespace audience::delivery {

Result<RunFacts> runFacts(const store::Connection &connection, RunId run) {
    RunFacts facts;
    const auto count = [&](std::int64_t &into, std::string_view condition) -> Result<void> {
        TRY_ASSIGN(into, number(connection,
                                "SELECT count(DISTINCT message) FROM message_event e "
                                "WHERE run = ? AND " +
                                    std::string(condition),
                                run.value));
        return {};
    };
    TRY(count(facts.delivered, "kind = 'delivery'"));
    TRY(count(facts.bounced,
              "kind = 'bounce' AND subtype >= 'Permanent' AND subtype < 'Permanenu'"));
    TRY(count(facts.bouncedSoft,
              "kind = 'bounce' AND NOT (subtype >= 'Permanent' AND subtype < 'Permanenu')"));
    TRY(count(facts.complained, "kind = 'complaint' AND subtype <> 'not-spam'"));
    TRY(count(facts.delayed, "kind = 'delivery_delay'"));
    TRY(count(facts.rejected, "kind IN ('reject', 'rendering_failure')"));
    TRY(count(facts.opened, "kind = 'open' AND machine = 0"));
    TRY(count(facts.openedByMachine,
              "kind = 'open' AND machine = 1 AND NOT EXISTS (SELECT 1 FROM message_event p WHERE "
              "p.message = e.message AND p.kind = 'open' AND p.machine = 0)"));
    TRY(count(facts.clicked, "kind = 'click' AND machine = 0"));
    TRY(count(facts.unsubscribed, "kind = 'subscription'"));
    return facts;
}

Result<std::vector<LinkClicks>> linkClicks(const store::Connection &connection, RunId run) {
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT link, count(DISTINCT message), count(*) FROM message_event WHERE "
                     "run = ? AND kind = 'click' AND machine = 0 GROUP BY link "
                     "ORDER BY 2 DESC, 1",
                     run.value));
    std::vector<LinkClicks> links;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return links;
        links.push_back({std::string(rows.text(0)), rows.int64(1), rows.int64(2)});
    }
}

Result<void> forEachClick(const store::Connection &connection, RunId run,
                          const std::function<void(std::int64_t message, std::string_view link, bool isProgram)> &use) {
    TRY_ASSIGN(store::Statement rows,
               bound(connection, "SELECT message, link, machine FROM message_event WHERE run = ? AND kind = 'click'", run.value));
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        use(rows.int64(0), rows.text(1), rows.int64(2) != 0);
    }
}

Result<Bounces> bounces(const store::Connection &connection, RunId run) {
    Bounces found;
    const auto count = [&](std::string_view what, std::vector<BounceCount> &into) -> Result<void> {
        TRY_ASSIGN(store::Statement rows,
                   bound(connection,
                         "SELECT " + std::string(what) +
                             " AS name, count(DISTINCT e.message), max(e.subtype >= 'Permanent' AND e.subtype < 'Permanenu') FROM message_event e JOIN "
                             "message m ON m.id = e.message WHERE e.run = ? AND e.kind = 'bounce' GROUP BY name ORDER BY 2 DESC, 1",
                         run.value));
        for (;;) {
            TRY_ASSIGN(const bool row, rows.step());
            if (!row)
                return {};
            into.push_back({std::string(rows.text(0)), rows.int64(1), rows.int64(2) != 0});
        }
    };
    TRY(count(kBounceCode, found.byCode));
    TRY(count(kBounceDomain, found.byDomain));
    return found;
}

Result<std::vector<TimelinePoint>> timeline(const store::Connection &connection, RunId run) {
    std::map<std::int64_t, TimelinePoint> points;
    TRY_ASSIGN(store::Statement accepted,
               bound(connection,
                     "SELECT a.finished_at / 1000000, count(*) FROM message m JOIN attempt a "
                     "ON a.message = m.id AND a.outcome = 'accepted' WHERE m.run = ? GROUP BY 1",
                     run.value));
    while (true) {
        TRY_ASSIGN(const bool row, accepted.step());
        if (!row)
            break;
        points[accepted.int64(0)].accepted = accepted.int64(1);
    }
    TRY_ASSIGN(store::Statement events,
               bound(connection,
                     "SELECT at / 1000000, kind, count(DISTINCT message) FROM message_event WHERE "
                     "run = ? AND machine = 0 GROUP BY 1, 2",
                     run.value));
    while (true) {
        TRY_ASSIGN(const bool row, events.step());
        if (!row)
            break;
        TimelinePoint &point = points[events.int64(0)];
        const std::string_view kind = events.text(1);
        const std::int64_t count = events.int64(2);
        if (kind == "delivery")
            point.delivered = count;
        else if (kind == "bounce")
            point.bounced = count;
        else if (kind == "complaint")
            point.complained = count;
        else if (kind == "open")
            point.opened = count;
        else if (kind == "click")
            point.clicked = count;
    }
    std::vector<TimelinePoint> result;
    for (auto &[second, point] : points) {
        point.second = Instant{second * kMicrosPerSecond};
        result.push_back(point);
    }
    return result;
}

Result<std::map<std::string, std::int64_t>> reasons(const store::Connection &connection, RunId run,
                                                    MessageState state) {
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT reason, count(*) FROM message WHERE run = ? AND state = ? "
                     "GROUP BY reason",
                     run.value, toText(state)));
    std::map<std::string, std::int64_t> result;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return result;
        result.emplace(rows.text(0), rows.int64(1));
    }
}

Result<std::vector<LogRow>> logPage(const store::Connection &connection, RunId run,
                                    std::int64_t after, int limit) {
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT id, ordinal, address, variant, state, reason, "
                     "coalesce(message_id, ''), attempts, changed_at FROM message "
                     "WHERE run = ? AND id > ? ORDER BY id LIMIT ?",
                     run.value, after, limit));
    std::vector<LogRow> result;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return result;
        result.push_back({rows.int64(0), static_cast<Ordinal>(rows.int64(1)),
                          std::string(rows.text(2)), std::string(rows.text(3)),
                          std::string(rows.text(4)), std::string(rows.text(5)),
                          std::string(rows.text(6)), rows.int64(7), Instant{rows.int64(8)}});
    }
}

} // namespace audience::delivery
