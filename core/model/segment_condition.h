// The condition families of a rule, read from their JSON into typed values with findings that point at
// the member at fault. What fields mean (their types, whether they exist) is segment's business.
#pragma once

#include "base/json.h"
#include "model/finding.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::model {

enum class TimeUnit { Minutes, Hours, Days, Weeks, Months, Years };
std::string_view toText(TimeUnit unit); // "minutes", ...
std::optional<TimeUnit> timeUnitFromText(std::string_view text);

// A span of time relative to "now" or between two points; both ends optional.
struct Window {
    enum class Kind {
        AllTime,
        Last,      // now - n units <= t <= now
        OlderThan, // t < now - n units
        Next,      // now <= t <= now + n units
        Between    // from <= t < to; a date in `to` counts to its end
    };
    Kind kind = Kind::AllTime;
    std::int64_t n = 0;
    TimeUnit unit = TimeUnit::Days;
    std::string from, to; // ISO date or instant; empty: open
    friend bool operator==(const Window &, const Window &) = default;
};

enum class TestOp {
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Between, NotBetween,
    In, NotIn, Contains, NotContains, StartsWith, NotStartsWith, EndsWith, NotEndsWith,
    IsEmpty, IsNotEmpty, IsTrue, IsFalse, Before, After, On, NotOn, Within, NotWithin
};
std::string_view toText(TestOp op); // "=", "!=", ..., "in", "not_in", "is_empty", "within", ...
std::optional<TestOp> testOpFromText(std::string_view text);
bool isNegative(TestOp op);      // the exact complement of positiveOf(op)
TestOp positiveOf(TestOp op);    // op itself when it is positive
// "Nothing", "one", "two" or "list" of values, or a window.
enum class Operand { None, One, Two, List, Window };
Operand operandOf(TestOp op);

// A test on one attribute or one event property.
struct FieldTest {
    std::string field;
    TestOp op = TestOp::Equal;
    std::vector<Json> values; // strings, numbers, booleans
    Window window;
    bool ignoreCase = false;
};

struct AggregateTest {
    enum class Of { Count, Sum, Average, Minimum, Maximum, Distinct };
    Of of = Of::Count;
    std::string field; // not for Count
    TestOp op = TestOp::GreaterOrEqual;
    std::vector<Json> values;
};
std::string_view toText(AggregateTest::Of of); // "count", "sum", "avg", "min", "max", "distinct"

struct AttributeCondition {
    FieldTest test;
};
struct EventCondition {
    std::string name;    // empty: any event
    std::string dataset; // empty: whichever has the name
    bool did = true;
    std::optional<AggregateTest> aggregate;
    Window window;
    std::vector<FieldTest> where; // all of them
};
// The first (or last) event of the kind lies in the window.
struct RecencyCondition {
    std::string name, dataset;
    bool first = false;
    Window window;
    std::vector<FieldTest> where;
};

// Each gives nothing and at least one error finding when the JSON is not such a condition.
std::optional<AttributeCondition> readAttribute(const Json &json, const std::string &path, Findings &out);
std::optional<EventCondition> readEvent(const Json &json, const std::string &path, Findings &out);
std::optional<RecencyCondition> readRecency(const Json &json, const std::string &path, Findings &out);

Json toJson(const Window &window);
Json toJson(const FieldTest &test); // without "type"
Json toJson(const AttributeCondition &condition);
Json toJson(const EventCondition &condition);
Json toJson(const RecencyCondition &condition);

// The registry: a family is here once, and editors, validation and the compiler look it up by type.
struct ConditionFamily {
    std::string_view type;
    void (*check)(const Json &json, const std::string &path, Findings &out);
};
const std::vector<ConditionFamily> &conditionFamilies();
// "segment.not_a_condition", "segment.unknown_type" {type}, else what the family finds.
void checkCondition(const Json &json, const std::string &path, Findings &out);

} // namespace audience::model
