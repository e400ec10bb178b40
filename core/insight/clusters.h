// Groups of people who are alike: k-means over standardised numbers, tried from many beginnings, with what an
// honest choice of the number of groups needs (inertia, silhouette, how far the beginnings agree). Pure; the same
// seed gives the same groups on every machine and with any number of threads.
#pragma once

#include "async/cancel.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace audience::insight {

// Row after row, `width` numbers each; none of them NaN.
struct Points {
    std::size_t width = 0;
    std::vector<double> values;
    std::size_t size() const { return width == 0 ? 0 : values.size() / width; }
    const double *row(std::size_t index) const { return values.data() + index * width; }
};

// Of each column, over all rows (population, not sample).
struct Scale {
    std::vector<double> mean, deviation;
};

// Turns every column into its z-scores; one without spread becomes 0.
Scale standardise(Points &points);

using Labels = std::vector<std::uint8_t>; // of each row, the group it is in

struct Grouping {
    Labels labels;
    std::vector<double> centres;     // group after group, `width` numbers each
    std::vector<std::int64_t> sizes; // of the groups, the largest first
    double inertia = 0;              // sum of the squared distances to the own centre
};

// What given labels amount to; groups keep their numbers.
Grouping groupingOf(const Points &points, Labels labels, int count);

// Mean silhouette, -1 to 1: how much nearer people are to their own group than to the next one. Of more rows than
// `sample` that many are looked at, spread evenly.
inline constexpr std::size_t kSilhouetteRows = 5'000;
double silhouette(const Points &points, const Labels &labels, int count, std::size_t sample = kSilhouetteRows, int threads = 0);

// Adjusted Rand index of two groupings of the same rows: 1 where they are the same, 0 as by chance.
double agreement(const Labels &first, const Labels &second);

struct GroupingOptions {
    int beginnings = 100;
    std::uint64_t seed = 1;
    std::size_t sample = 20'000; // of more rows so many are tried, and the best three are finished on all
    CancelToken cancel;
    int threads = 0; // 0: as many as there are for compute
};

struct BestGrouping {
    Grouping grouping;
    double silhouette = 0;
    double agreement = 1; // of the other beginnings with the best one, on average
};

// The best of many beginnings; count from 2 to 20. Errors: "cancelled"; "insight.too_few" {count, people} where
// fewer rows than groups differ from each other.
Result<BestGrouping> findGroups(const Points &points, int count, const GroupingOptions &options = {});

} // namespace audience::insight
