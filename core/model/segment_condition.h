// The condition families of a rule, read from their JSON into typed values with findings that point at
// the member at fault. What fields mean (their types, whether they exist) is segment's business.
#pragma once

#include "model/field_test.h"

namespace audience::model {

struct AggregateTest {
    enum class Of { Count, Sum, Average, Minimum, Maximum, Distinct };
    Of of = Of::Count;
    std::string field; // not for Count
    TestOp op = TestOp::GreaterOrEqual;
    std::vector<Json> values;
};
std::string_view toText(AggregateTest::Of of); // "count", "sum", "avg", "min", "max", "distinct"
std::optional<AggregateTest::Of> aggregateFromText(std::string_view text);

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

Json toJson(const AttributeCondition &condition);
Json toJson(const EventCondition &condition);
Json toJson(const RecencyCondition &condition);

// The registry: a family is here once, and editors, validation and the compiler look it up by type.
struct ConditionFamily {
    std::string_view type;
    void (*check)(const Json &json, const std::string &path, Findings &out);
};
const std::vector<ConditionFamily> &conditionFamilies();
// The lowest version of the format whose readers understand the condition.
std::int64_t versionOf(const Json &condition);
// "segment.not_a_condition", "segment.unknown_type" {type}, else what the family finds.
void checkCondition(const Json &json, const std::string &path, Findings &out);

} // namespace audience::model
