#include "insight/contrast.h"

#include "async/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace audience::insight {

namespace {

struct Sizes {
    double inside = 0, outside = 0;
};

// Two-sample Kolmogorov and Smirnov, with the small-sample correction of Stephens (1970).
double chanceOfCurve(double difference, const Sizes &sizes) {
    const double n = sizes.inside * sizes.outside / (sizes.inside + sizes.outside);
    const double lambda = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * difference;
    if (lambda < 0.2)
        return 1; // the series does not settle there, and the sum is 1 to seven places
    double sum = 0;
    for (int k = 1; k <= 100; ++k) {
        const double term = std::exp(-2.0 * k * k * lambda * lambda);
        sum += (k % 2 == 1 ? 2 : -2) * term;
        if (term < 1e-16)
            break;
    }
    return std::clamp(sum, 0.0, 1.0);
}

// Two shares, pooled, with the correction for whole people (Yates); both sides.
double chanceOfShares(double inside, double outside, const Sizes &sizes) {
    const double pooled = (inside + outside) / (sizes.inside + sizes.outside);
    const double variance = pooled * (1 - pooled) * (1 / sizes.inside + 1 / sizes.outside);
    if (variance <= 0)
        return 1;
    const double apart = std::abs(inside / sizes.inside - outside / sizes.outside) - 0.5 * (1 / sizes.inside + 1 / sizes.outside);
    return apart <= 0 ? 1 : std::erfc(apart / std::sqrt(2 * variance));
}

// The best test of a column, as tests of it are tried.
class Best {
public:
    explicit Best(const Sizes &sizes) : m_sizes(sizes) {}
    void offer(Cut cut, double inside, double outside) {
        const double difference = inside / m_sizes.inside - outside / m_sizes.outside;
        if (difference <= m_difference)
            return;
        m_difference = difference;
        m_found = Contrast{0, cut, static_cast<std::int64_t>(inside), static_cast<std::int64_t>(outside),
                           inside / m_sizes.inside, outside / m_sizes.outside, 1, 1};
    }
    std::optional<Contrast> &found() { return m_found; }

private:
    Sizes m_sizes;
    double m_difference = 1e-12; // rounding is no difference
    std::optional<Contrast> m_found;
};

void offerEmpty(const Feature &feature, const Membership &group, const Sizes &sizes, Best &best) {
    double inside = 0, outside = 0;
    for (std::size_t row = 0; row < group.size(); ++row)
        if (feature.isEmpty(row))
            (group[row] ? inside : outside) += 1;
    best.offer({Cut::Kind::Empty}, inside, outside);
    best.offer({Cut::Kind::Filled}, sizes.inside - inside, sizes.outside - outside);
}

std::optional<Contrast> ofNumbers(const Feature &feature, const Membership &group, const Sizes &sizes) {
    std::vector<double> in, out;
    for (std::size_t row = 0; row < group.size(); ++row)
        if (!std::isnan(feature.numbers[row]))
            (group[row] ? in : out).push_back(feature.numbers[row]);
    std::sort(in.begin(), in.end());
    std::sort(out.begin(), out.end());
    Best best(sizes);
    offerEmpty(feature, group, sizes, best); // first: "has one" says more than "has at least the smallest"
    std::size_t i = 0, o = 0;
    while (i < in.size() || o < out.size()) {
        const double value = o == out.size() || (i < in.size() && in[i] < out[o]) ? in[i] : out[o];
        best.offer({Cut::Kind::AtLeast, value, 0}, static_cast<double>(in.size() - i), static_cast<double>(out.size() - o));
        while (i < in.size() && in[i] <= value)
            ++i;
        while (o < out.size() && out[o] <= value)
            ++o;
        best.offer({Cut::Kind::AtMost, value, 0}, static_cast<double>(i), static_cast<double>(o));
    }
    if (best.found())
        best.found()->chance = chanceOfCurve(best.found()->difference(), sizes);
    return best.found();
}

std::optional<Contrast> ofValues(const Feature &feature, const Membership &group, const Sizes &sizes) {
    std::vector<std::int64_t> in(feature.values + 1), out(feature.values + 1);
    for (std::size_t row = 0; row < group.size(); ++row)
        ++(group[row] ? in : out)[feature.codes[row]];
    Best best(sizes);
    int seen = 0;
    for (std::uint32_t code = 1; code <= feature.values; ++code) {
        const auto inside = static_cast<double>(in[code]), outside = static_cast<double>(out[code]);
        seen += inside + outside > 0;
        best.offer({Cut::Kind::Is, 0, code}, inside, outside);
        best.offer({Cut::Kind::IsNot, 0, code}, sizes.inside - inside, sizes.outside - outside);
    }
    offerEmpty(feature, group, sizes, best);
    if (auto &found = best.found()) {
        const double once = chanceOfShares(static_cast<double>(found->inside), static_cast<double>(found->outside), sizes);
        found->chance = std::min(1.0, once * std::max(1, seen)); // the best of so many values (Bonferroni)
    }
    return best.found();
}

} // namespace

std::vector<double> adjustedForMany(const std::vector<double> &chances) {
    std::vector<std::size_t> order(chances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return chances[a] > chances[b]; });
    std::vector<double> adjusted(chances.size());
    double least = 1;
    for (std::size_t i = 0; i < order.size(); ++i) { // from the largest, which has the rank n
        const double rank = static_cast<double>(order.size() - i);
        least = std::min(least, chances[order[i]] * static_cast<double>(order.size()) / rank);
        adjusted[order[i]] = least;
    }
    return adjusted;
}

Result<std::vector<Contrast>> contrasts(const std::vector<Feature> &features, const Membership &group, const CancelToken &cancel) {
    Sizes sizes;
    for (const std::uint8_t member : group)
        (member ? sizes.inside : sizes.outside) += 1;
    if (sizes.inside == 0 || sizes.outside == 0)
        return std::vector<Contrast>();
    std::vector<std::optional<Contrast>> best(features.size());
    parallelFor(features.size(), computeThreads(), [&](std::size_t i, int) {
        if (cancel.isCancelled())
            return;
        best[i] = features[i].isNumber() ? ofNumbers(features[i], group, sizes) : ofValues(features[i], group, sizes);
        if (best[i])
            best[i]->feature = i;
    });
    TRY(cancel.check());
    std::vector<double> chances; // a column without a difference was looked at too
    for (const auto &one : best)
        chances.push_back(one ? one->chance : 1);
    const std::vector<double> adjusted = adjustedForMany(chances);
    std::vector<Contrast> found;
    for (std::size_t i = 0; i < best.size(); ++i)
        if (best[i]) {
            best[i]->adjusted = adjusted[i];
            found.push_back(*best[i]);
        }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.difference() > b.difference(); });
    return found;
}

} // namespace audience::insight
