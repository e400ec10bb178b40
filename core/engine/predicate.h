// One test on one column, and its kernel: rows in, one bit per row out. A missing value never passes
// the positive test, so a negated test (its exact complement) is passed by it.
#pragma once

#include "engine/bitmap.h"
#include "engine/column_comparison.h"
#include "engine/dense_column.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace audience::engine {

constexpr std::int64_t kNoLow = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kNoHigh = std::numeric_limits<std::int64_t>::max();

// Both ends belong to it; kNoLow and kNoHigh mean "open".
struct IntRange {
    std::int64_t low = kNoLow, high = kNoHigh;
    friend bool operator==(const IntRange &, const IntRange &) = default;
};
struct DoubleRange {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    friend bool operator==(const DoubleRange &, const DoubleRange &) = default;
};

class ZoneRules;
class ZoneTest;

struct Predicate {
    // Where a rule says it, for whoever must tell of it: a JSON pointer. No part of what is tested.
    struct RulePath {
        std::string text;
        friend bool operator==(const RulePath &, const RulePath &) { return true; }
    };

    enum class Kind : std::uint8_t {
        Present,     // has a value
        NotBlank,    // texts: has a value other than ""
        Ints,        // lies in one of `ints` (in the column's own units: mantissa, micros, days, 0/1)
        Doubles,     // lies in one of `doubles`
        TextIn,      // equals one of `texts`
        TextContains, // one of `texts` occurs in it, begins it, ends it
        TextStarts,
        TextEnds,
        TextLike,    // fits one of `texts` as SQL's LIKE; a pattern of `texts` occurs in it
        TextMatches,
        Compare,     // stands in one of the relations to `companion` that `order` allows
        Local,       // `unit` of the time on the wall passes; zones->ranges() are of its values
        ZoneSpans    // lies in the zones->ranges() of its zone
    };
    // Texts only: what of the text is tested. Lengths are tested as Ints.
    enum class Part : std::uint8_t { Whole, Length, Domain };
    // How the value may lie to that of the companion, as bits.
    enum Order : std::uint8_t { kBelow = 1, kSame = 2, kAbove = 4 };

    std::string field;
    Kind kind = Kind::Present;
    Part part = Part::Whole;
    std::uint8_t order = 0;  // Compare
    std::string companion;   // a second column of the same row, if the test needs one
    // Local and ZoneSpans. The zone's name is the companion, a field of the person, or one for all rows.
    enum class Unit : std::uint8_t { Hour, Weekday, Day, Month, Year, MonthDay }; // MonthDay: month * 32 + day
    Unit unit = Unit::Hour;
    std::shared_ptr<const ZoneRules> zones; // named by `texts` in the key
    bool companionIsPersons() const { return kind == Kind::Local || kind == Kind::ZoneSpans; }
    bool negated = false;
    bool ignoreCase = false; // texts only: both sides folded
    std::vector<IntRange> ints;
    std::vector<DoubleRange> doubles;
    std::vector<std::string> texts;
    // JSON: the test is one of the values that the path leads to (whole numbers by `ints` and others by
    // `doubles`, both as Doubles; booleans as Ints), and one or all of them must pass.
    std::string jsonPath;
    bool jsonAll = false;
    RulePath path;

    std::string key() const; // equal for equal tests
    friend bool operator==(const Predicate &, const Predicate &) = default;
};

// A predicate prepared for one column (dictionary looked through, bounds in raw units).
class Matcher {
public:
    // `companion`: the predicate's second column, where it names one; as long as the first, or by
    // person where `people` names each row's. All must outlive the matcher.
    Matcher(const Predicate &predicate, const DenseColumn &column, const DenseColumn *companion = nullptr,
            const Ordinal *people = nullptr);
    // Sets bit i of `words` for each row begin + i that passes, clears the others; bits beyond
    // end - begin in the last word are 0.
    void match(std::size_t begin, std::size_t end, std::uint64_t *words) const;

private:
    struct RawRange {
        std::uint64_t low = 0, span = 0;
    };
    template <class T>
    void matchRaw(const std::vector<T> &values, std::size_t begin, std::size_t end,
                  std::uint64_t *words) const;
    void addRange(IntRange range);
    void prepareTexts(const Predicate &predicate);
    void prepareTable();
    // The values that are there, before the negation.
    void matchPresent(std::size_t begin, std::size_t end, std::uint64_t *words) const;

    const DenseColumn &m_column;
    std::optional<ColumnComparison> m_comparison;
    std::shared_ptr<const ZoneTest> m_zoneTest;
    Predicate::Kind m_kind;
    bool m_negated;
    bool m_all = false; // every present row passes
    std::vector<RawRange> m_ranges;
    std::vector<std::uint8_t> m_table; // by raw value, where there are many ranges
    std::vector<IntRange> m_wide;      // sorted, for I64
    std::vector<DoubleRange> m_doubles;
};

// Bits of `values[i] - low <= span` (unsigned wrap-around) for 8-, 16- and 32-bit values.
template <class T>
void rangeBits(const T *values, std::size_t count, T low, T span, std::uint64_t *words);

} // namespace audience::engine
