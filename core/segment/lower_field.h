// One field test of a rule as a predicate on a typed column. Internal to compile.
#pragma once

#include "engine/event_condition.h"
#include "engine/predicate.h"
#include "model/segment_condition.h"
#include "segment/compile.h"

#include <functional>
#include <optional>

namespace audience::segment {

// Another field of the same row by its name; a null pointer after reporting at `path` that there is none.
using FieldLookup = std::function<const engine::Field *(const std::string &name, const std::string &path)>;

struct FieldLookups {
    FieldLookup sibling; // of the same row
    FieldLookup person;  // of the person whom the row belongs to
};

// Nothing, with an error finding below `path`, when the test does not fit the column's type. Without
// lookups the test may not name a second field.
std::optional<engine::Predicate> lowerField(const model::FieldTest &test, const engine::Field &field,
                                            const std::string &path, const CompileOptions &options,
                                            model::Findings &findings, const FieldLookups &lookups = {});

// A JSON number, or a string that writes one, exactly. At most 18 digits.
std::optional<Decimal> decimalOf(const Json &value);

// The ends that a comparison with one or two numbers sets. `negated` for the negative operators.
std::optional<engine::NumberTest> numberTest(model::TestOp op, const std::vector<Json> &values,
                                             const std::string &path, model::Findings &findings);

void report(model::Findings &findings, std::string_view id, const std::string &path,
            std::vector<std::pair<std::string, std::string>> args = {});
// Where value i of a test with this operator stands.
std::string valuePath(const std::string &path, model::TestOp op, std::size_t i);

} // namespace audience::segment
