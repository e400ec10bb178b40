#include "insight/clusters.h"

#include "async/parallel.h"
#include "base/rng.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace audience::insight {

namespace {

constexpr int kMostRounds = 300;
constexpr std::size_t kFinished = 3; // of the beginnings tried on a sample

int threadsOf(int wanted) {
    return wanted > 0 ? wanted : computeThreads();
}

double distance(const double *a, const double *b, std::size_t width) {
    double sum = 0;
    for (std::size_t i = 0; i < width; ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

struct Nearest {
    std::uint8_t group = 0;
    double distance = std::numeric_limits<double>::infinity();
};

Nearest nearest(const double *row, const std::vector<double> &centres, std::size_t width) {
    Nearest best;
    for (std::size_t g = 0; g * width < centres.size(); ++g)
        if (const double away = distance(row, centres.data() + g * width, width); away < best.distance)
            best = {static_cast<std::uint8_t>(g), away};
    return best;
}

// k-means++ with a few candidates for each centre, the one that helps most taken (Arthur and Vassilvitskii 2007).
std::vector<double> beginning(const Points &points, int count, Rng &rng) {
    const std::size_t n = points.size(), width = points.width;
    const auto take = [&](std::vector<double> &centres, std::size_t row) {
        centres.insert(centres.end(), points.row(row), points.row(row) + width);
    };
    std::vector<double> centres, away(n), candidateAway(n), bestAway(n);
    const std::size_t first = rng.below(n);
    take(centres, first);
    for (std::size_t i = 0; i < n; ++i)
        away[i] = distance(points.row(i), points.row(first), width);
    const int candidates = 2 + static_cast<int>(std::log(count));
    for (int g = 1; g < count; ++g) {
        const double total = std::accumulate(away.begin(), away.end(), 0.0);
        double bestSum = std::numeric_limits<double>::infinity();
        std::size_t bestRow = 0;
        for (int c = 0; c < candidates; ++c) {
            double left = rng.real() * total;
            std::size_t row = 0;
            while (row + 1 < n && (left -= away[row]) > 0)
                ++row;
            double sum = 0;
            for (std::size_t i = 0; i < n; ++i)
                sum += candidateAway[i] = std::min(away[i], distance(points.row(i), points.row(row), width));
            if (sum < bestSum) {
                bestSum = sum;
                bestRow = row;
                std::swap(bestAway, candidateAway);
            }
        }
        take(centres, bestRow);
        std::swap(away, bestAway);
    }
    return centres;
}

void moveCentres(const Points &points, Grouping &grouping) {
    const std::size_t width = points.width, groups = grouping.sizes.size();
    std::fill(grouping.sizes.begin(), grouping.sizes.end(), 0);
    std::fill(grouping.centres.begin(), grouping.centres.end(), 0.0);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::size_t g = grouping.labels[i];
        ++grouping.sizes[g];
        for (std::size_t d = 0; d < width; ++d)
            grouping.centres[g * width + d] += points.row(i)[d];
    }
    for (std::size_t g = 0; g < groups; ++g)
        for (std::size_t d = 0; d < width; ++d)
            grouping.centres[g * width + d] /= static_cast<double>(std::max<std::int64_t>(1, grouping.sizes[g]));
}

// Somebody who stands furthest from the own centre opens the group that lost everybody.
void fillEmpty(const Points &points, Grouping &grouping) {
    for (std::size_t g = 0; g < grouping.sizes.size(); ++g) {
        if (grouping.sizes[g] > 0)
            continue;
        std::size_t furthest = 0;
        double most = -1;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const std::size_t own = grouping.labels[i];
            const double away = distance(points.row(i), grouping.centres.data() + own * points.width, points.width);
            if (grouping.sizes[own] > 1 && away > most) {
                most = away;
                furthest = i;
            }
        }
        grouping.labels[furthest] = static_cast<std::uint8_t>(g);
        moveCentres(points, grouping);
    }
}

// Everybody to the nearest centre, the centres to the middle of theirs, until nothing moves (Lloyd).
Result<void> settle(const Points &points, Grouping &grouping, const CancelToken &cancel) {
    for (int round = 0; round < kMostRounds; ++round) {
        TRY(cancel.check());
        bool moved = false;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Nearest found = nearest(points.row(i), grouping.centres, points.width);
            moved = moved || found.group != grouping.labels[i];
            grouping.labels[i] = found.group;
        }
        moveCentres(points, grouping);
        fillEmpty(points, grouping);
        if (!moved && round > 0)
            break;
    }
    return {};
}

// One person at a time to where the sum falls, which leaves fewer poor ends than whole rounds do (Hartigan 1975).
Result<void> refine(const Points &points, Grouping &grouping, const CancelToken &cancel) {
    const std::size_t width = points.width, groups = grouping.sizes.size();
    const auto shift = [&](std::size_t g, const double *row, double sign) {
        const double size = static_cast<double>(grouping.sizes[g]);
        for (std::size_t d = 0; d < width; ++d)
            grouping.centres[g * width + d] += sign * (row[d] - grouping.centres[g * width + d]) / (size + sign);
        grouping.sizes[g] += sign > 0 ? 1 : -1;
    };
    for (int round = 0; round < kMostRounds; ++round) {
        TRY(cancel.check());
        bool moved = false;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const std::size_t own = grouping.labels[i];
            const double size = static_cast<double>(grouping.sizes[own]);
            if (size < 2)
                continue;
            const double *const row = points.row(i);
            const double gain = distance(row, grouping.centres.data() + own * width, width) * size / (size - 1);
            std::size_t best = own;
            double least = gain * (1 - 1e-12);
            for (std::size_t g = 0; g < groups; ++g) {
                const double other = static_cast<double>(grouping.sizes[g]);
                const double cost = distance(row, grouping.centres.data() + g * width, width) * other / (other + 1);
                if (g != own && cost < least) {
                    least = cost;
                    best = g;
                }
            }
            if (best == own)
                continue;
            shift(own, row, -1);
            shift(best, row, 1);
            grouping.labels[i] = static_cast<std::uint8_t>(best);
            moved = true;
        }
        if (!moved)
            break;
    }
    moveCentres(points, grouping); // without what so many small steps added up to
    return {};
}

double inertiaOf(const Points &points, const Grouping &grouping) {
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i)
        sum += distance(points.row(i), grouping.centres.data() + grouping.labels[i] * points.width, points.width);
    return sum;
}

Result<Grouping> tryOnce(const Points &points, std::vector<double> centres, const CancelToken &cancel) {
    Grouping grouping;
    grouping.sizes.resize(centres.size() / points.width);
    grouping.labels.resize(points.size());
    grouping.centres = std::move(centres);
    TRY(settle(points, grouping, cancel));
    TRY(refine(points, grouping, cancel));
    grouping.inertia = inertiaOf(points, grouping);
    return grouping;
}

// The largest group becomes number 0.
void sortBySize(const Points &points, Grouping &grouping) {
    std::vector<std::uint8_t> order(grouping.sizes.size()), place(grouping.sizes.size());
    std::iota(order.begin(), order.end(), std::uint8_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return grouping.sizes[a] > grouping.sizes[b]; });
    for (std::size_t i = 0; i < order.size(); ++i)
        place[order[i]] = static_cast<std::uint8_t>(i);
    for (std::uint8_t &label : grouping.labels)
        label = place[label];
    moveCentres(points, grouping);
}

// Every so-manieth row, so that a file in any order is seen from end to end.
Points sampleOf(const Points &points, std::size_t most) {
    if (points.size() <= most)
        return points;
    Points sample{points.width, {}};
    sample.values.reserve(most * points.width);
    for (std::size_t i = 0; i < most; ++i) {
        const double *const row = points.row(i * points.size() / most);
        sample.values.insert(sample.values.end(), row, row + points.width);
    }
    return sample;
}

bool hasAtLeast(const Points &points, int wanted) {
    std::vector<double> seen;
    for (std::size_t i = 0; i < points.size(); ++i) {
        bool known = false;
        for (std::size_t at = 0; at < seen.size() && !known; at += points.width)
            known = std::equal(points.row(i), points.row(i) + points.width, seen.begin() + static_cast<std::ptrdiff_t>(at));
        if (!known)
            seen.insert(seen.end(), points.row(i), points.row(i) + points.width);
        if (seen.size() >= static_cast<std::size_t>(wanted) * points.width)
            return true;
    }
    return false;
}

} // namespace

Scale standardise(Points &points) {
    Scale scale{std::vector<double>(points.width), std::vector<double>(points.width)};
    const double n = static_cast<double>(std::max<std::size_t>(1, points.size()));
    for (std::size_t d = 0; d < points.width; ++d) {
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < points.size(); ++i)
            sum += points.row(i)[d];
        const double mean = sum / n;
        for (std::size_t i = 0; i < points.size(); ++i)
            squares += (points.row(i)[d] - mean) * (points.row(i)[d] - mean);
        const double deviation = std::sqrt(squares / n);
        scale.mean[d] = mean;
        scale.deviation[d] = deviation;
        for (std::size_t i = 0; i < points.size(); ++i) {
            double &value = points.values[i * points.width + d];
            value = deviation > 0 ? (value - mean) / deviation : 0;
        }
    }
    return scale;
}

Grouping groupingOf(const Points &points, Labels labels, int count) {
    Grouping grouping;
    grouping.labels = std::move(labels);
    grouping.sizes.resize(static_cast<std::size_t>(count));
    grouping.centres.resize(static_cast<std::size_t>(count) * points.width);
    moveCentres(points, grouping);
    grouping.inertia = inertiaOf(points, grouping);
    return grouping;
}

double silhouette(const Points &points, const Labels &labels, int count, std::size_t sample, int threads) {
    std::vector<std::size_t> rows;
    const std::size_t wanted = std::min(sample, points.size());
    for (std::size_t i = 0; i < wanted; ++i)
        rows.push_back(i * points.size() / wanted);
    std::vector<double> sizes(static_cast<std::size_t>(count));
    for (const std::size_t row : rows)
        ++sizes[labels[row]];
    std::vector<double> each(rows.size());
    parallelFor(rows.size(), threadsOf(threads), [&](std::size_t i, int) {
        std::vector<double> sums(sizes.size());
        for (const std::size_t other : rows)
            sums[labels[other]] += std::sqrt(distance(points.row(rows[i]), points.row(other), points.width));
        const std::size_t own = labels[rows[i]];
        if (sizes[own] < 2)
            return; // alone: 0 by definition
        double next = std::numeric_limits<double>::infinity();
        for (std::size_t g = 0; g < sums.size(); ++g)
            if (g != own && sizes[g] > 0)
                next = std::min(next, sums[g] / sizes[g]);
        const double inside = sums[own] / (sizes[own] - 1);
        const double larger = std::max(inside, next);
        each[i] = larger > 0 && std::isfinite(larger) ? (next - inside) / larger : 0;
    });
    return each.empty() ? 0 : std::accumulate(each.begin(), each.end(), 0.0) / static_cast<double>(each.size());
}

double agreement(const Labels &first, const Labels &second) {
    std::vector<double> both(256 * 256), a(256), b(256);
    for (std::size_t i = 0; i < first.size(); ++i) {
        ++both[first[i] * 256u + second[i]];
        ++a[first[i]];
        ++b[second[i]];
    }
    const auto pairs = [](const std::vector<double> &counts) {
        double sum = 0;
        for (const double count : counts)
            sum += count * (count - 1) / 2;
        return sum;
    };
    const double n = static_cast<double>(first.size());
    const double all = n * (n - 1) / 2, together = pairs(both), inA = pairs(a), inB = pairs(b);
    const double byChance = all > 0 ? inA * inB / all : 0, most = (inA + inB) / 2;
    return most > byChance ? (together - byChance) / (most - byChance) : 1;
}

Result<BestGrouping> findGroups(const Points &points, int count, const GroupingOptions &options) {
    if (!hasAtLeast(points, count))
        return Error(ErrorKind::Invalid, "insight.too_few")
            .with("count", std::to_string(count))
            .with("people", std::to_string(points.size()));
    const bool isSampled = points.size() > options.sample;
    const Points sampled = isSampled ? sampleOf(points, options.sample) : Points();
    const Points &tried = isSampled ? sampled : points;
    const auto beginnings = static_cast<std::size_t>(std::max(1, options.beginnings));
    std::vector<Grouping> found(beginnings);
    parallelFor(beginnings, threadsOf(options.threads), [&](std::size_t i, int) {
        SeededRng rng(options.seed * 1'000'003 + i);
        if (auto one = tryOnce(tried, beginning(tried, count, rng), options.cancel))
            found[i] = *std::move(one);
    });
    TRY(options.cancel.check()); // the only way that one of them failed
    const auto isBetter = [](const Grouping &a, const Grouping &b) { return a.inertia < b.inertia; };
    std::stable_sort(found.begin(), found.end(), isBetter);
    BestGrouping best;
    double together = 0;
    for (std::size_t i = 1; i < found.size(); ++i)
        together += agreement(found.front().labels, found[i].labels);
    best.agreement = found.size() > 1 ? together / static_cast<double>(found.size() - 1) : 1;
    if (isSampled) {
        found.resize(std::min(kFinished, found.size()));
        parallelFor(found.size(), threadsOf(options.threads), [&](std::size_t i, int) {
            if (auto one = tryOnce(points, std::move(found[i].centres), options.cancel))
                found[i] = *std::move(one);
        });
        TRY(options.cancel.check());
    }
    best.grouping = std::move(*std::min_element(found.begin(), found.end(), isBetter));
    sortBySize(points, best.grouping);
    best.silhouette = silhouette(points, best.grouping.labels, count, kSilhouetteRows, options.threads);
    return best;
}

} // namespace audience::insight
