// A segment on other days: the rule asked of the data as they were at the end of a day, with the clock set back to
// then. Events, emails and what was said of consent are left out when they came later; what keeps no history is as it
// is today, and every answer names it. Slow for many days in large workspaces: in the background.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/segment_service.h"

#include <memory>
#include <string>
#include <vector>

namespace audience::service {

// What of a rule is as it is today, on whatever day it is asked.
struct AsToday {
    std::vector<std::string> attributes, tables;
    bool lists = false, queries = false, reachable = false;
    bool consent = false, suppression = false; // dated, but what stood before the newest word is not kept
    bool none() const { return attributes.empty() && tables.empty() && !lists && !queries && !reachable && !consent && !suppression; }
    void add(const AsToday &other);
};

enum class HistoryStep { Day, Week, Month };
struct SegmentHistory {
    static constexpr std::size_t kMostDays = 400;
    struct Point {
        CivilDate day;
        std::int64_t people = 0;
    };
    std::vector<Point> points; // as the days were asked
    AsToday asToday;
};
// Today in the workspace's zone, as rules see it.
CivilDate historyToday(const Session &session);
// From `first` to `last`, counted back from the last, rising. Errors: "segment.days_turned" {from, to},
// "segment.too_many_days" {most}.
Result<std::vector<CivilDate>> historyDays(CivilDate first, CivilDate last, HistoryStep step);
// Each day counts to its end in the workspace's zone; today counts as far as it has come, so that its figure is that of
// SegmentService::count(). Errors here and below: "segment.day_ahead" {day}, those of SegmentService::count().
Result<SegmentHistory> sizesOn(Session &session, const model::SegmentRule &rule, const std::vector<CivilDate> &days,
                               Progress *progress = nullptr, const CancelToken &cancel = {});

struct SegmentDay {
    std::shared_ptr<const MemberList> people;
    AsToday asToday;
};
Result<SegmentDay> membersOn(Session &session, const model::SegmentRule &rule, CivilDate day, const CancelToken &cancel = {});

// Who came and went between the ends of two days.
struct SegmentChange {
    std::shared_ptr<const MemberList> entered, left, stayed;
    AsToday asToday;
};
Result<SegmentChange> changeBetween(Session &session, const model::SegmentRule &rule, CivilDate from, CivilDate to,
                                    const CancelToken &cancel = {});

// Where people went between several segments. Everybody counts once a day: in the first of the segments that they are
// in, or in none.
struct SegmentFlow {
    static constexpr std::size_t kMost = 8; // segments
    // By where they were and where they are; what follows the segments is "in none".
    std::vector<std::vector<std::int64_t>> people;
    std::vector<std::int64_t> before, after; // of each, and in none
    AsToday asToday;
};
// Error "segment.too_many" {most}.
Result<SegmentFlow> flowBetween(Session &session, const std::vector<model::SegmentRule> &rules, CivilDate from, CivilDate to,
                                const CancelToken &cancel = {});
// Who makes up one of its figures.
Result<std::shared_ptr<const MemberList>> flowPeople(Session &session, const std::vector<model::SegmentRule> &rules, CivilDate from,
                                                     CivilDate to, std::size_t was, std::size_t is, const CancelToken &cancel = {});

} // namespace audience::service
