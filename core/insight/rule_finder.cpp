#include "insight/rule_finder.h"

#include "async/parallel.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace audience::insight {

namespace {

constexpr std::uint8_t kNone = 255; // the bin of rows without a value
constexpr std::size_t kBins = 128;  // of numbers; a cut is then placed exactly
constexpr std::uint32_t kNamed = 100; // the values of a column that may be named: the most frequent ones
constexpr double kWorthAPart = 0.01; // what a further "or" has to add to the balance of precision and recall
constexpr double kWorthATest = 0.002;
constexpr double kValueCosts = 0.005; // of what a test tells, for each value that it names

// A column in at most 255 steps, which is enough to find where to cut.
struct Binned {
    std::vector<std::uint8_t> bins;
    std::vector<std::uint32_t> codeOf; // of values: the code of each bin; the bin behind the last is all others
};

Binned binNumbers(const Feature &feature) {
    std::vector<double> sorted;
    for (const double value : feature.numbers)
        if (!std::isnan(value))
            sorted.push_back(value);
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> edges; // the first value of each bin but the lowest
    for (std::size_t i = 1; i < kBins && !sorted.empty(); ++i) {
        const double edge = sorted[i * sorted.size() / kBins];
        if (edge > sorted.front() && (edges.empty() || edge > edges.back()))
            edges.push_back(edge);
    }
    Binned binned;
    for (const double value : feature.numbers)
        binned.bins.push_back(std::isnan(value) ? kNone
                                                : static_cast<std::uint8_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin()));
    return binned;
}

Binned binValues(const Feature &feature) {
    std::vector<std::int64_t> counts(feature.values + 1);
    for (const std::uint32_t code : feature.codes)
        ++counts[code];
    std::vector<std::uint32_t> order(feature.values);
    std::iota(order.begin(), order.end(), 1u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return counts[a] > counts[b]; });
    order.resize(std::min<std::size_t>(order.size(), kNamed));
    std::vector<std::uint8_t> binOf(feature.values + 1, static_cast<std::uint8_t>(order.size()));
    binOf[0] = kNone;
    for (std::size_t i = 0; i < order.size(); ++i)
        binOf[order[i]] = static_cast<std::uint8_t>(i);
    Binned binned;
    for (const std::uint32_t code : feature.codes)
        binned.bins.push_back(binOf[code]);
    binned.codeOf = std::move(order);
    return binned;
}

struct Tally {
    double in = 0, out = 0;
    double size() const { return in + out; }
    double mixed() const { return size() > 0 ? in * out / size() : 0; } // the impurity of Gini, times the size
    Tally operator-(const Tally &other) const { return {in - other.in, out - other.out}; }
    void operator+=(const Tally &other) {
        in += other.in;
        out += other.out;
    }
};

struct Split {
    double gain = 0; // 0: there is none
    RuleTest test;
    std::size_t bin = 0; // of numbers: the cut lies at the upper end of this bin
};

struct Leaf {
    std::vector<std::uint32_t> rows;
    FoundRule::All path;
    Tally tally;
    Split split;
};

class Tree {
public:
    Tree(const std::vector<Feature> &features, const Membership &list, const RuleFinderOptions &options)
        : m_features(features), m_list(list), m_options(options), m_binned(features.size()) {}

    Result<std::vector<Leaf>> grow() {
        parallelFor(m_features.size(), computeThreads(), [&](std::size_t i, int) {
            m_binned[i] = m_features[i].isNumber() ? binNumbers(m_features[i]) : binValues(m_features[i]);
        });
        Leaf root;
        root.rows.resize(m_list.size());
        std::iota(root.rows.begin(), root.rows.end(), 0u);
        measure(root);
        // So few people may be a part of a rule; below it says more of the list than of what they have in common.
        m_least = std::max(2.0, root.tally.in / 100);
        root.split = bestSplit(root);
        std::vector<Leaf> leaves;
        leaves.push_back(std::move(root));
        while (static_cast<int>(leaves.size()) < m_options.leaves) {
            TRY(m_options.cancel.check());
            const auto next = std::max_element(leaves.begin(), leaves.end(), [](const Leaf &a, const Leaf &b) {
                return a.split.gain < b.split.gain;
            });
            if (next->split.gain <= 0)
                break;
            Leaf yes, no;
            divide(*next, yes, no);
            *next = std::move(yes);
            leaves.push_back(std::move(no));
        }
        return leaves;
    }

private:
    void measure(Leaf &leaf) const {
        for (const std::uint32_t row : leaf.rows)
            (m_list[row] ? leaf.tally.in : leaf.tally.out) += 1;
    }

    Split bestSplit(const Leaf &leaf) const {
        if (leaf.tally.in < m_least || leaf.tally.out == 0)
            return {};
        std::vector<Split> each(m_features.size());
        parallelFor(m_features.size(), computeThreads(), [&](std::size_t i, int) {
            if (m_options.cancel.isCancelled())
                return;
            std::array<Tally, 256> tallies{};
            const std::vector<std::uint8_t> &bins = m_binned[i].bins;
            for (const std::uint32_t row : leaf.rows)
                (m_list[row] ? tallies[bins[row]].in : tallies[bins[row]].out) += 1;
            each[i] = m_features[i].isNumber() ? splitNumbers(i, leaf.tally, tallies) : splitValues(i, leaf.tally, tallies);
        });
        Split best;
        for (Split &one : each)
            if (one.gain > best.gain)
                best = std::move(one);
        return best;
    }

    void offer(Split &best, const Tally &all, const Tally &yes, Split candidate) const {
        const Tally no = all - yes;
        if (yes.size() < m_least || no.size() < m_least)
            return;
        // Of two that tell about as much, the one that names fewer values.
        candidate.gain = (all.mixed() - yes.mixed() - no.mixed()) * (1 - kValueCosts * static_cast<double>(candidate.test.codes.size()));
        if (candidate.gain > std::max(1e-9, best.gain))
            best = std::move(candidate);
    }

    static RuleTest test(std::size_t feature, Cut::Kind kind) {
        RuleTest test;
        test.feature = feature;
        test.kind = kind;
        return test;
    }

    Split splitNumbers(std::size_t feature, const Tally &all, const std::array<Tally, 256> &tallies) const {
        Split best;
        const Tally filled = all - tallies[kNone];
        Tally below;
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            below += tallies[bin];
            if (below.size() == filled.size())
                break; // everybody with a value: no limit
            offer(best, all, below, {0, test(feature, Cut::Kind::AtMost), bin});
            offer(best, all, filled - below, {0, test(feature, Cut::Kind::AtLeast), bin});
        }
        offer(best, all, filled, {0, test(feature, Cut::Kind::Filled), 0});
        return best;
    }

    Split splitValues(std::size_t feature, const Tally &all, const std::array<Tally, 256> &tallies) const {
        const std::vector<std::uint32_t> &codeOf = m_binned[feature].codeOf;
        std::vector<std::size_t> order;
        for (std::size_t bin = 0; bin < codeOf.size(); ++bin)
            if (tallies[bin].size() > 0)
                order.push_back(bin);
        const auto share = [&](std::size_t bin) { return tallies[bin].in / tallies[bin].size(); };
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return share(a) > share(b); });
        Split best;
        // Those with the largest share of the list are named, or those with the smallest, which are then left out.
        for (const bool isNot : {false, true}) {
            Tally named;
            RuleTest naming = test(feature, Cut::Kind::Is);
            naming.isNot = isNot;
            for (std::size_t i = 0; i < order.size() && naming.codes.size() < static_cast<std::size_t>(m_options.perTest); ++i) {
                const std::size_t bin = isNot ? order[order.size() - 1 - i] : order[i];
                naming.codes.push_back(codeOf[bin]);
                named += tallies[bin];
                offer(best, all, isNot ? all - named : named, {0, naming, 0});
            }
        }
        offer(best, all, all - tallies[kNone], {0, test(feature, Cut::Kind::Filled), 0});
        std::sort(best.test.codes.begin(), best.test.codes.end());
        return best;
    }

    // The bins say about where; among the values at that end the exact place is looked for.
    void place(const Leaf &leaf, Split &split) const {
        if (split.test.kind != Cut::Kind::AtMost && split.test.kind != Cut::Kind::AtLeast)
            return;
        const std::vector<std::uint8_t> &bins = m_binned[split.test.feature].bins;
        const std::vector<double> &numbers = m_features[split.test.feature].numbers;
        std::vector<std::pair<double, bool>> near; // of the bins on both sides
        Tally below, filled;
        std::size_t after = kBins;
        for (const std::uint32_t row : leaf.rows)
            if (bins[row] != kNone && bins[row] > split.bin)
                after = std::min<std::size_t>(after, bins[row]);
        for (const std::uint32_t row : leaf.rows) {
            if (bins[row] == kNone)
                continue;
            const Tally one{m_list[row] ? 1.0 : 0.0, m_list[row] ? 0.0 : 1.0};
            filled += one;
            if (bins[row] < split.bin)
                below += one;
            else if (bins[row] == split.bin || bins[row] == after)
                near.emplace_back(numbers[row], m_list[row] != 0);
        }
        std::sort(near.begin(), near.end());
        double most = -1;
        for (std::size_t i = 0; i + 1 < near.size(); ++i) {
            below += near[i].second ? Tally{1, 0} : Tally{0, 1};
            if (near[i].first == near[i + 1].first)
                continue;
            const Tally yes = split.test.kind == Cut::Kind::AtMost ? below : filled - below;
            const Tally no = leaf.tally - yes;
            const double gain = leaf.tally.mixed() - yes.mixed() - no.mixed();
            if (gain <= most || yes.size() < m_least || no.size() < m_least)
                continue;
            most = gain;
            const bool isAtMost = split.test.kind == Cut::Kind::AtMost;
            split.test.number = isAtMost ? near[i].first : near[i + 1].first;
            split.test.neighbour = isAtMost ? near[i + 1].first : near[i].first;
        }
    }

    // Where nobody is without a value, "not at most 5" is said as "at least 6".
    RuleTest opposite(const RuleTest &test, const std::vector<std::uint32_t> &rows) const {
        RuleTest other = test;
        const bool isNumber = test.kind == Cut::Kind::AtMost || test.kind == Cut::Kind::AtLeast;
        const Feature &feature = m_features[test.feature];
        if (isNumber && std::none_of(rows.begin(), rows.end(), [&](auto row) { return feature.isEmpty(row); })) {
            other.kind = test.kind == Cut::Kind::AtMost ? Cut::Kind::AtLeast : Cut::Kind::AtMost;
            std::swap(other.number, other.neighbour);
        } else {
            other.isNot = !test.isNot;
        }
        return other;
    }

    void divide(Leaf &leaf, Leaf &yes, Leaf &no) const {
        Split split = std::move(leaf.split);
        place(leaf, split);
        const Feature &feature = m_features[split.test.feature];
        for (const std::uint32_t row : leaf.rows)
            (split.test.meets(feature, row) ? yes : no).rows.push_back(row);
        yes.path = no.path = std::move(leaf.path);
        no.path.push_back(opposite(split.test, no.rows));
        yes.path.push_back(std::move(split.test));
        for (Leaf *part : {&yes, &no}) {
            measure(*part);
            part->split = bestSplit(*part);
        }
    }

    const std::vector<Feature> &m_features;
    const Membership &m_list;
    RuleFinderOptions m_options;
    std::vector<Binned> m_binned;
    double m_least = 2;
};

class Judge {
public:
    Judge(const std::vector<Feature> &features, const Membership &list) : m_features(features), m_list(list) {}

    void count(FoundRule &rule) const {
        rule.wanted = rule.found = rule.right = 0;
        for (std::size_t row = 0; row < m_list.size(); ++row) {
            const bool isFound = std::any_of(rule.any.begin(), rule.any.end(), [&](const auto &all) { return meetsAll(all, row); });
            rule.wanted += m_list[row] != 0;
            rule.found += isFound;
            rule.right += isFound && m_list[row] != 0;
        }
    }

    // What adds next to nothing goes: single tests, then whole parts (those of neighbouring leaves that both were
    // taken have become the same), the smallest first.
    Result<void> simplify(FoundRule &rule, const CancelToken &cancel) const {
        const double least = rule.balance() - kWorthATest;
        const auto tryWithout = [&](const auto &drop) -> Result<void> {
            TRY(cancel.check());
            FoundRule without = rule;
            drop(without.any);
            count(without);
            if (without.balance() >= least)
                rule = std::move(without);
            return {};
        };
        for (std::size_t part = 0; part < rule.any.size(); ++part)
            for (std::size_t i = rule.any[part].size(); i-- > 0;)
                if (rule.any[part].size() > 1)
                    TRY(tryWithout([&](auto &any) { any[part].erase(any[part].begin() + static_cast<std::ptrdiff_t>(i)); }));
        for (std::size_t part = rule.any.size(); part-- > 0;)
            if (rule.any.size() > 1)
                TRY(tryWithout([&](auto &any) { any.erase(any.begin() + static_cast<std::ptrdiff_t>(part)); }));
        return {};
    }

private:
    bool meetsAll(const FoundRule::All &all, std::size_t row) const {
        return std::all_of(all.begin(), all.end(), [&](const RuleTest &test) { return test.meets(m_features[test.feature], row); });
    }
    const std::vector<Feature> &m_features;
    const Membership &m_list;
};

} // namespace

bool RuleTest::meets(const Feature &of, std::size_t row) const {
    const bool met = kind == Cut::Kind::Is ? std::binary_search(codes.begin(), codes.end(), of.codes[row])
                                           : Cut{kind, number, 0}.meets(of, row);
    return met != isNot;
}

Result<FoundRule> findRule(const std::vector<Feature> &features, const Membership &list, const RuleFinderOptions &options) {
    Tree tree(features, list, options);
    TRY_ASSIGN(std::vector<Leaf> leaves, tree.grow());
    const auto share = [](const Leaf &leaf) { return leaf.tally.size() > 0 ? leaf.tally.in / leaf.tally.size() : 0; };
    std::stable_sort(leaves.begin(), leaves.end(), [&](const Leaf &a, const Leaf &b) { return share(a) > share(b); });
    const Judge judge(features, list);
    FoundRule rule;
    judge.count(rule);
    double found = 0, right = 0, best = 0;
    std::vector<Leaf *> taken;
    for (Leaf &leaf : leaves) { // the purest first, as long as they add more right than wrong people
        found += leaf.tally.size();
        right += leaf.tally.in;
        const double balance = 2 * right / (static_cast<double>(rule.wanted) + found);
        if (leaf.path.empty() || leaf.tally.in == 0 || balance < best + kWorthAPart)
            break;
        best = balance;
        taken.push_back(&leaf);
    }
    std::stable_sort(taken.begin(), taken.end(), [](const Leaf *a, const Leaf *b) { return a->tally.in > b->tally.in; });
    for (const Leaf *leaf : taken)
        rule.any.push_back(leaf->path);
    judge.count(rule);
    TRY(judge.simplify(rule, options.cancel));
    return rule;
}

} // namespace audience::insight
