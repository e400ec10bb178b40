#include "segment/condition_family.h"

#include "segment/families.h"

namespace audience::segment {

const std::vector<ConditionFamily> &moreFamilies() {
    static const std::vector<ConditionFamily> families = {
        rankFamily(), sequenceFamily(), segmentFamily(), listFamily(), bucketFamily(), latestFamily(), sinceFamily(),
        sessionFamily(), rfmFamily(), heldFamily(), relatedFamily(),
        consentFamily(), suppressedFamily(), reachableFamily(), messageFamily(), queryFamily(),
    };
    return families;
}

const ConditionFamily *familyNamed(std::string_view type) {
    for (const ConditionFamily &family : moreFamilies())
        if (family.type == type)
            return &family;
    return nullptr;
}

const ConditionFamily *familyOf(const engine::Condition &condition) {
    for (const ConditionFamily &family : moreFamilies())
        if (!family.describe(condition).empty())
            return &family;
    return nullptr;
}

} // namespace audience::segment
