// Attributes that are worked out instead of stored: computed traits and everybody's averages. Internal to
// compile.
#pragma once

#include "model/trait.h"
#include "segment/compile_context.h"

namespace audience::segment {

// The name under which a test compares with everybody's average of `field`.
std::string averageName(const std::string &field);

// A column of the profiles, a trait ("trait:ltv") or an average (averageName()). What is computed is added
// to `used`, which the field lives as long as. A null pointer with a finding at `path` where there is none.
const engine::Field *attributeNamed(CompileContext &context, const std::string &name, const std::string &path,
                                    engine::ValueSources &used);

// A formula under the name that tests ask for it by.
std::shared_ptr<const engine::PersonValues> lowerTrait(CompileContext &context, const model::TraitFormula &formula,
                                                       const std::string &name, const std::string &path);

} // namespace audience::segment
