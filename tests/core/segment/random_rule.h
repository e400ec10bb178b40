// Random rules over the columns of randomData(): every family, operator and window, nested groups.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/rng.h"
#include "segment/compile.h"

namespace audience::test {

// The sets that random rules name: three segments, one of them over the others, a list and traits.
class RandomSets final : public segment::SetResolver {
public:
    std::optional<model::SegmentRule> segment(const std::string &id) const override;
    std::shared_ptr<const engine::KeySource> list(const std::string &id) const override;
    std::optional<Json> trait(const std::string &name) const override;
};

model::SegmentRule randomRule(Rng &rng, Instant now);
Json randomCondition(Rng &rng, Instant now);

} // namespace audience::test
