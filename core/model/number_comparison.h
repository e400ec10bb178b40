// An operator with one or two numbers, as measures are tested with.
#pragma once

#include "model/field_test.h"

namespace audience::model {

struct NumberComparison {
    TestOp op = TestOp::GreaterOrEqual;
    std::vector<Json> values;
};
// "op" with "value" or "values" of `json`: = != < <= > >= between not_between. Further members are the caller's.
std::optional<NumberComparison> readNumberComparison(const Json &json, const std::string &path, Findings &out);
void putNumberComparison(Json &json, const NumberComparison &comparison);
// The operand's member name: "value" or "values".
std::string_view operandMember(const Json &json);

} // namespace audience::model
