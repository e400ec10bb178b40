// What sets a group apart from everybody else: for every column the one test that most more of the group meet
// than of the others, exactly, with how likely chance alone would do as much. Pure.
#pragma once

#include "async/cancel.h"
#include "insight/features.h"

#include <vector>

namespace audience::insight {

struct Contrast {
    std::size_t feature = 0;
    Cut cut;
    std::int64_t inside = 0, outside = 0; // rows that meet it, of the group and of the others
    double insideShare = 0, outsideShare = 0;
    double difference() const { return insideShare - outsideShare; } // above 0
    // How often at least this difference shows where there is none; `adjusted` for looking at so many columns
    // (Benjamini and Hochberg): calling all with up to 0.05 clear is wrong in one of twenty on average.
    double chance = 1, adjusted = 1;
};

// The largest difference first; columns in which the groups do not differ are left out. Nothing where the group or
// the rest is empty. Error "cancelled".
Result<std::vector<Contrast>> contrasts(const std::vector<Feature> &features, const Membership &group,
                                        const CancelToken &cancel = {});

// What Benjamini and Hochberg make of so many chances.
std::vector<double> adjustedForMany(const std::vector<double> &chances);

} // namespace audience::insight
