// What is gathered per group while rows pass by, one object per thread and thing gathered; several measures may read
// the same (a sum and an average, two quantiles). Virtual per block of rows, never per row. Internal.
#pragma once

#include "engine/group_keys.h"

#include <memory>

namespace audience::engine {

class Gatherer {
public:
    virtual ~Gatherer() = default;
    // An empty one of the same kind.
    virtual std::unique_ptr<Gatherer> another() const = 0;
    // Room for so many groups; what is there stays.
    virtual void grow(std::size_t groups) = 0;
    virtual void add(const RowBlock &block) = 0;
    // Takes over what another has gathered: its group i is places[i] here, or i where there are no places.
    virtual void merge(Gatherer &other, const std::vector<std::uint32_t> *places) = 0;
    virtual bool isTooMuch() const { return false; }
    // After the last row. Errors: "engine.number_too_large".
    virtual Result<void> finish() { return {}; }
    virtual Cell cellOf(const GroupMeasure &measure, std::uint32_t group) = 0;
};

struct GatherPlan {
    std::unique_ptr<Gatherer> empty; // copied by another()
    bool isInOrder = false;          // its result depends on the order of rows: one thread
    std::string key = {};            // gatherKey()
};
// Equal for measures that may share one.
std::string gatherKey(const GroupMeasure &measure);
// `groups`: how many there can be; 0: not known.
Result<GatherPlan> makeGatherer(const EvaluateContext &context, const GroupRows &rows, const GroupMeasure &measure, std::size_t groups);
std::unique_ptr<Gatherer> makeRowCount();
std::uint64_t rowsOf(const Gatherer &rowCount, std::uint32_t group);

} // namespace audience::engine
