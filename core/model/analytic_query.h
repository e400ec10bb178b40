// A question about the data whose answer is a table: which people or events, grouped by what, and what is measured
// of each group. Who counts is said in the language of segment rules. JSON with findings at the member at fault; the
// format is docs/formats/query.md. What fields mean is segment's business (segment/compile_query.h).
#pragma once

#include "model/event_choice.h"
#include "model/segment_rule.h"
#include "model/trait.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::model {

constexpr std::int64_t kAnalyticQueryVersion = 1;
constexpr std::size_t kMaxQueryGroups = 8, kMaxQueryMeasures = 32;
constexpr std::int64_t kMaxQueryRows = 100'000; // of an answer, also where no limit is given

// A value of each row that is counted.
struct QueryColumn {
    enum class Of {
        Field,   // a property of the events; an attribute where people are counted
        Person,  // an attribute or trait of the person, also of whom an event belongs to
        Formula, // what the person's events come to
        Time,    // when the event happened
        Event    // the name of the event
    };
    Of of = Of::Field;
    std::string name; // Field, Person
    std::optional<TraitFormula> formula;
};

enum class TimeStep { Hour, Day, Week, Month, Quarter, Year };
std::string_view toText(TimeStep step); // "hour", ...
std::optional<TimeStep> timeStepFromText(std::string_view text);

// Numbers in steps of one width, or in so many steps between the lowest and the highest.
struct QueryBins {
    Json width, from; // numbers; without a width there is a count
    std::int64_t count = 0;
};

// At most one of by, part and bins; without them each value is a group.
struct QueryGroup {
    QueryColumn column;
    std::optional<TimeStep> by;
    FieldPart part = FieldPart::Whole; // Hour to Year
    std::optional<QueryBins> bins;
    std::string zone;  // of by and part; empty: the workspace's
    int weekStart = 1; // 1 Monday to 7 Sunday
    bool fill = false; // also the steps and bins between others in which nothing lies; of one group alone
    std::string as;    // the name of the column; empty: one is made
};

struct QueryMeasure {
    enum class Of { Count, People, Distinct, Sum, Average, Minimum, Maximum, Quantile };
    Of of = Of::Count;
    QueryColumn column; // not of Count and People
    Json at;            // Quantile: from 0 to 1
    std::optional<SegmentRule> people; // only rows of these
    std::string as;
};
std::string_view toText(QueryMeasure::Of of); // "count", "people", "distinct", "sum", "avg", "min", "max", "quantile"

struct QueryOrder {
    bool isMeasure = false;
    std::size_t index = 0; // of the measure or the group
    bool descending = false;
};

struct AnalyticQuery {
    std::optional<EventChoice> events; // nothing: people are counted
    SegmentRule people;                // who counts; an empty "all": everybody
    std::vector<QueryGroup> groupBy;
    std::vector<QueryMeasure> measures; // none is read as the count
    std::vector<QueryOrder> orderBy;    // what is equal then: by group, empty ones last
    std::int64_t limit = 0;             // rows; 0: kMaxQueryRows
    bool totals = false;                // the measures over all rows as well
};

Json toJson(const AnalyticQuery &query);
// Nothing with findings. Ids start with "query." and "segment.".
std::optional<AnalyticQuery> analyticQueryFromJson(const Json &json, Findings &out);
// The same from text; also the error "json.syntax" as a finding.
std::optional<AnalyticQuery> analyticQueryFromText(std::string_view text, Findings &out);

} // namespace audience::model
