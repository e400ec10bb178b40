#include "engine/group_measures.h"

#include "engine/key_table.h"

#include <algorithm>

namespace audience::engine {

namespace {

using Of = GroupMeasure::Of;

constexpr std::size_t kTableBytes = 64 * 1024 * 1024; // of tables by group and value
constexpr std::size_t kMostPairs = 40'000'000, kMostValues = 60'000'000;

std::size_t placeOf(const std::vector<std::uint32_t> *places, std::size_t group) { return places ? (*places)[group] : group; }

template <class T> void addInto(std::vector<T> &to, const std::vector<T> &from, const std::vector<std::uint32_t> *places) {
    for (std::size_t i = 0; i < from.size(); ++i)
        to[placeOf(places, i)] += from[i];
}

class RowCount final : public Gatherer {
public:
    std::unique_ptr<Gatherer> another() const override { return std::make_unique<RowCount>(); }
    void grow(std::size_t groups) override { m_counts.resize(groups); }
    void add(const RowBlock &block) override {
        if (block.isOneGroup) {
            m_counts[block.groups[0]] += block.size;
            return;
        }
        for (std::size_t i = 0; i < block.size; ++i)
            ++m_counts[block.groups[i]];
    }
    void merge(Gatherer &other, const std::vector<std::uint32_t> *places) override {
        addInto(m_counts, static_cast<RowCount &>(other).m_counts, places);
    }
    Cell cellOf(const GroupMeasure &, std::uint32_t group) override { return static_cast<std::int64_t>(m_counts[group]); }
    std::uint64_t at(std::uint32_t group) const { return m_counts[group]; }

private:
    std::vector<std::uint64_t> m_counts;
};

using Columns = std::vector<PartColumn>;

// Sums and averages of numbers. T: what values are added up in, their distance from `low` where that is narrow.
template <class T> class Sums final : public Gatherer {
public:
    Sums(std::shared_ptr<const Columns> columns, std::int64_t low, std::string name)
        : m_columns(std::move(columns)), m_low(low), m_name(std::move(name)) {
        m_hasNone = std::any_of(m_columns->begin(), m_columns->end(), [](const PartColumn &c) { return c.view.valid; });
    }
    std::unique_ptr<Gatherer> another() const override { return std::make_unique<Sums>(m_columns, m_low, m_name); }
    void grow(std::size_t groups) override {
        m_sums.resize(groups);
        m_counts.resize(groups);
    }
    void add(const RowBlock &block) override {
        const PartColumn &column = (*m_columns)[block.part];
        const ColumnView &view = column.view;
        column.withRows(block, [&](auto index) {
            if constexpr (std::is_same_v<T, double>) {
                const double *values = view.as<double>();
                addEach(block, [=](std::size_t i) { return values[index(i)]; }, [&](std::size_t i) { return view.isValid(index(i)); });
            } else {
                const T offset = static_cast<T>(static_cast<T>(view.base) - static_cast<T>(m_low));
                withRaw(view, [&](const auto *raw) {
                    addEach(block, [=](std::size_t i) { return static_cast<T>(raw[index(i)]) + offset; },
                            [&](std::size_t i) { return view.isValid(index(i)); });
                });
            }
        });
    }
    void merge(Gatherer &other, const std::vector<std::uint32_t> *places) override {
        addInto(m_sums, static_cast<Sums &>(other).m_sums, places);
        addInto(m_counts, static_cast<Sums &>(other).m_counts, places);
    }
    Result<void> finish() override {
        if constexpr (!std::is_same_v<T, double>)
            for (std::size_t i = 0; i < m_sums.size(); ++i)
                if (const Int128 sum = total(i); sum > kNoHigh || sum < kNoLow)
                    return Error(ErrorKind::Limit, "engine.number_too_large").with("field", m_name);
        return {};
    }
    Cell cellOf(const GroupMeasure &measure, std::uint32_t group) override {
        const std::uint64_t count = m_counts[group];
        if constexpr (std::is_same_v<T, double>) {
            if (measure.of == Of::Sum)
                return m_sums[group];
            return count == 0 ? Cell() : Cell(m_sums[group] / static_cast<double>(count));
        } else {
            if (measure.of == Of::Sum)
                return cellOfInt(measure.result, static_cast<std::int64_t>(total(group)));
            const Int128 unit = powerOfTen(measure.column.field.scale);
            return count == 0 ? Cell() : Cell(static_cast<double>(total(group)) / static_cast<double>(static_cast<Int128>(count) * unit));
        }
    }

private:
    Int128 total(std::size_t group) const {
        if constexpr (std::is_same_v<T, double>)
            return 0;
        else
            return static_cast<Int128>(m_sums[group]) + static_cast<Int128>(m_low) * static_cast<Int128>(m_counts[group]);
    }
    template <class ValueAt, class ValidAt> void addEach(const RowBlock &block, ValueAt valueAt, ValidAt validAt) {
        T *sums = m_sums.data();
        std::uint64_t *counts = m_counts.data();
        const std::uint32_t *groups = block.groups;
        if (m_hasNone) {
            for (std::size_t i = 0; i < block.size; ++i)
                if (validAt(i)) {
                    sums[groups[i]] += valueAt(i);
                    ++counts[groups[i]];
                }
        } else if (block.isOneGroup) {
            T sum = 0;
            for (std::size_t i = 0; i < block.size; ++i)
                sum += valueAt(i);
            sums[groups[0]] += sum;
            counts[groups[0]] += block.size;
        } else {
            for (std::size_t i = 0; i < block.size; ++i) {
                sums[groups[i]] += valueAt(i);
                ++counts[groups[i]];
            }
        }
    }
    std::shared_ptr<const Columns> m_columns;
    std::int64_t m_low;
    std::string m_name; // of what is summed
    bool m_hasNone;
    std::vector<T> m_sums;
    std::vector<std::uint64_t> m_counts;
};

// Smallest and largest value as integers in the order of the values.
class Extremes final : public Gatherer {
public:
    explicit Extremes(std::shared_ptr<const Columns> columns) : m_columns(std::move(columns)) {}
    std::unique_ptr<Gatherer> another() const override { return std::make_unique<Extremes>(m_columns); }
    void grow(std::size_t groups) override {
        m_low.resize(groups, kNoHigh);
        m_high.resize(groups, kNoLow);
    }
    void add(const RowBlock &block) override {
        const PartColumn &column = (*m_columns)[block.part];
        const ColumnView &view = column.view;
        column.withRows(block, [&](auto index) {
            const auto each = [&](auto valueAt) {
                for (std::size_t i = 0; i < block.size; ++i)
                    if (view.isValid(index(i))) {
                        const std::uint32_t group = block.groups[i];
                        const std::int64_t value = valueAt(index(i));
                        m_low[group] = std::min(m_low[group], value);
                        m_high[group] = std::max(m_high[group], value);
                    }
            };
            if (view.width == DenseColumn::Width::F64)
                each([&](std::size_t row) { return view.intAt(row); });
            else
                withRaw(view, [&](const auto *raw) {
                    each([&, raw](std::size_t row) { return view.base + static_cast<std::int64_t>(raw[row]) * view.factor; });
                });
        });
    }
    void merge(Gatherer &other, const std::vector<std::uint32_t> *places) override {
        const Extremes &from = static_cast<Extremes &>(other);
        for (std::size_t i = 0; i < from.m_low.size(); ++i) {
            const std::size_t to = placeOf(places, i);
            m_low[to] = std::min(m_low[to], from.m_low[i]);
            m_high[to] = std::max(m_high[to], from.m_high[i]);
        }
    }
    Cell cellOf(const GroupMeasure &measure, std::uint32_t group) override {
        if (m_low[group] > m_high[group])
            return {};
        return cellOfInt(measure.result, measure.of == Of::Minimum ? m_low[group] : m_high[group]);
    }

private:
    std::shared_ptr<const Columns> m_columns;
    std::vector<std::int64_t> m_low, m_high;
};

// Different values (people are values too) as a bit per group and value.
class DistinctBits final : public Gatherer {
public:
    explicit DistinctBits(std::shared_ptr<const KeyCoder> coder) : m_coder(std::move(coder)), m_words((m_coder->domain() + 63) / 64) {}
    std::unique_ptr<Gatherer> another() const override { return std::make_unique<DistinctBits>(m_coder); }
    void grow(std::size_t groups) override { m_bits.resize(groups * m_words); }
    void add(const RowBlock &block) override {
        std::uint32_t codes[kBlockRows] = {};
        m_coder->append(block, codes);
        std::uint64_t *bits = m_bits.data();
        for (std::size_t i = 0; i < block.size; ++i)
            bits[block.groups[i] * m_words + (codes[i] >> 6)] |= std::uint64_t{1} << (codes[i] & 63);
    }
    void merge(Gatherer &other, const std::vector<std::uint32_t> *places) override {
        const auto &from = static_cast<DistinctBits &>(other).m_bits;
        for (std::size_t i = 0; i < from.size(); ++i)
            m_bits[placeOf(places, i / m_words) * m_words + i % m_words] |= from[i];
    }
    Cell cellOf(const GroupMeasure &, std::uint32_t group) override {
        std::int64_t count = 0;
        for (std::size_t i = 0; i < m_words; ++i)
            count += std::popcount(m_bits[group * m_words + i]);
        const std::uint64_t last = m_coder->domain() - 1;
        if (m_coder->isNone(last) && (m_bits[group * m_words + (last >> 6)] >> (last & 63) & 1) != 0)
            --count;
        return count;
    }

private:
    std::shared_ptr<const KeyCoder> m_coder;
    std::size_t m_words;
    std::vector<std::uint64_t> m_bits;
};

// The same as a set of pairs, where the bits would be too many.
class DistinctPairs final : public Gatherer {
public:
    explicit DistinctPairs(std::shared_ptr<const KeyCoder> coder) : m_coder(std::move(coder)) {}
    std::unique_ptr<Gatherer> another() const override { return std::make_unique<DistinctPairs>(m_coder); }
    void grow(std::size_t groups) override { m_counts.resize(groups); }
    void add(const RowBlock &block) override {
        std::uint32_t codes[kBlockRows] = {};
        m_coder->append(block, codes);
        for (std::size_t i = 0; i < block.size; ++i)
            if (!m_coder->isNone(codes[i]))
                put(block.groups[i], codes[i]);
    }
    void merge(Gatherer &other, const std::vector<std::uint32_t> *places) override {
        for (const std::uint64_t pair : static_cast<DistinctPairs &>(other).m_pairs.keys())
            put(placeOf(places, pair >> 32), pair & 0xFFFFFFFF);
    }
    bool isTooMuch() const override { return m_pairs.size() > kMostPairs; }
    Cell cellOf(const GroupMeasure &, std::uint32_t group) override { return m_counts[group]; }

private:
    void put(std::uint64_t group, std::uint64_t code) {
        const std::size_t before = m_pairs.size();
        (void)m_pairs.place(group << 32 | code);
        m_counts[group] += static_cast<std::int64_t>(m_pairs.size() - before);
    }
    std::shared_ptr<const KeyCoder> m_coder;
    KeyTable m_pairs;
    std::vector<std::int64_t> m_counts;
};

// Which of `count` values in order is the quantile.
std::uint64_t rankOf(Decimal at, std::uint64_t count) {
    const Int128 unit = powerOfTen(at.scale);
    const Int128 rank = (static_cast<Int128>(at.mantissa) * static_cast<Int128>(count) + unit - 1) / unit;
    return rank <= 0 ? 0 : static_cast<std::uint64_t>(rank) - 1;
}

// How often each value occurs in each group.
class ValueCounts final : public Gatherer {
public:
    explicit ValueCounts(std::shared_ptr<const KeyCoder> coder) : m_coder(std::move(coder)) {}
    std::unique_ptr<Gatherer> another() const override { return std::make_unique<ValueCounts>(m_coder); }
    void grow(std::size_t groups) override { m_counts.resize(groups * m_coder->domain()); }
    void add(const RowBlock &block) override {
        std::uint32_t places[kBlockRows];
        std::copy_n(block.groups, block.size, places);
        m_coder->append(block, places);
        for (std::size_t i = 0; i < block.size; ++i)
            ++m_counts[places[i]];
    }
    void merge(Gatherer &other, const std::vector<std::uint32_t> *) override {
        addInto(m_counts, static_cast<ValueCounts &>(other).m_counts, nullptr); // never with places: makeGatherer()
    }
    Cell cellOf(const GroupMeasure &measure, std::uint32_t group) override {
        const std::uint64_t domain = m_coder->domain(), values = m_coder->isNone(domain - 1) ? domain - 1 : domain;
        const std::uint32_t *counts = m_counts.data() + group * domain;
        std::uint64_t all = 0;
        for (std::uint64_t code = 0; code < values; ++code)
            all += counts[code];
        if (all == 0)
            return {};
        std::uint64_t rank = rankOf(measure.at, all), code = 0;
        while (rank >= counts[code])
            rank -= counts[code++];
        return m_coder->cellOf(code);
    }

private:
    std::shared_ptr<const KeyCoder> m_coder;
    std::vector<std::uint32_t> m_counts;
};

// All values with their groups, put together by group at the end.
class Values final : public Gatherer {
public:
    explicit Values(std::shared_ptr<const Columns> columns) : m_columns(std::move(columns)) {}
    std::unique_ptr<Gatherer> another() const override { return std::make_unique<Values>(m_columns); }
    void grow(std::size_t groups) override { m_ends.resize(groups); }
    void add(const RowBlock &block) override {
        const PartColumn &column = (*m_columns)[block.part];
        column.withRows(block, [&](auto index) {
            for (std::size_t i = 0; i < block.size; ++i)
                if (column.view.isValid(index(i))) {
                    m_groups.push_back(block.groups[i]);
                    m_values.push_back(column.view.intAt(index(i)));
                }
        });
    }
    void merge(Gatherer &other, const std::vector<std::uint32_t> *places) override {
        const Values &from = static_cast<Values &>(other);
        for (const std::uint32_t group : from.m_groups)
            m_groups.push_back(static_cast<std::uint32_t>(placeOf(places, group)));
        m_values.insert(m_values.end(), from.m_values.begin(), from.m_values.end());
    }
    bool isTooMuch() const override { return m_values.size() > kMostValues; }
    Result<void> finish() override {
        for (const std::uint32_t group : m_groups)
            ++m_ends[group];
        std::size_t before = 0;
        for (std::size_t &end : m_ends)
            before += std::exchange(end, before);
        std::vector<std::int64_t> sorted(m_values.size());
        for (std::size_t i = 0; i < m_values.size(); ++i)
            sorted[m_ends[m_groups[i]]++] = m_values[i];
        m_values = std::move(sorted);
        m_groups = {};
        return {};
    }
    Cell cellOf(const GroupMeasure &measure, std::uint32_t group) override {
        const auto begin = m_values.begin() + static_cast<std::ptrdiff_t>(group == 0 ? 0 : m_ends[group - 1]);
        const auto end = m_values.begin() + static_cast<std::ptrdiff_t>(m_ends[group]);
        if (begin == end)
            return {};
        const auto wanted = begin + static_cast<std::ptrdiff_t>(rankOf(measure.at, static_cast<std::uint64_t>(end - begin)));
        std::nth_element(begin, wanted, end);
        return cellOfInt(measure.result, *wanted);
    }

private:
    std::shared_ptr<const Columns> m_columns;
    std::vector<std::uint32_t> m_groups;
    std::vector<std::int64_t> m_values;
    std::vector<std::size_t> m_ends; // by group, after finish()
};

Result<GatherPlan> makeSums(std::shared_ptr<const Columns> columns, const GroupMeasure &measure, std::size_t rows) {
    const std::string &name = measure.column.field.name;
    if (measure.column.field.type == ColumnType::Double)
        return GatherPlan{std::make_unique<Sums<double>>(columns, 0, name), true};
    // Distances from the lowest base are added up without a sign; they must stay inside 64 bits.
    std::int64_t low = kNoHigh;
    Int128 reach = 0;
    for (const PartColumn &column : *columns)
        low = std::min(low, column.view.base);
    for (const PartColumn &column : *columns) {
        const bool isWide = column.view.width == DenseColumn::Width::I64;
        reach = std::max<Int128>(reach, isWide ? Int128{1} << 64 : static_cast<Int128>(column.view.base) - low + 0xFFFFFFFF);
    }
    if (columns->empty() || reach * static_cast<Int128>(rows) < Int128{1} << 64)
        return GatherPlan{std::make_unique<Sums<std::uint64_t>>(columns, columns->empty() ? 0 : low, name), false};
    return GatherPlan{std::make_unique<Sums<Int128>>(columns, 0, name), false};
}

} // namespace

std::string gatherKey(const GroupMeasure &measure) {
    const bool isSum = measure.of == Of::Sum || measure.of == Of::Average;
    const bool isExtreme = measure.of == Of::Minimum || measure.of == Of::Maximum;
    const Of of = isSum ? Of::Sum : isExtreme ? Of::Minimum : measure.of;
    std::string key(1, static_cast<char>('a' + static_cast<int>(of)));
    if (of != Of::Count && of != Of::People) {
        key += static_cast<char>('a' + static_cast<int>(measure.column.of));
        appendKey(key, measure.column.field.name);
        appendKey(key, measure.column.computed ? measure.column.computed->key() : std::string());
    }
    return key;
}

Result<GatherPlan> makeGatherer(const EvaluateContext &context, const GroupRows &rows, const GroupMeasure &measure, std::size_t groups) {
    if (measure.of == Of::Count)
        return GatherPlan{std::make_unique<RowCount>()};
    if (measure.of == Of::People || measure.of == Of::Distinct) {
        KeyCoder coder = KeyCoder::ofPeople(context, rows);
        if (measure.of == Of::Distinct) {
            TRY_ASSIGN(coder, KeyCoder::make(context, rows, {measure.column, measure.column.field, {}, {}}));
        }
        const auto shared = std::make_shared<const KeyCoder>(std::move(coder));
        const std::uint64_t words = (shared->domain() + 63) / 64;
        if (groups > 0 ? words * groups * 8 <= kTableBytes : words <= 2)
            return GatherPlan{std::make_unique<DistinctBits>(shared)};
        return GatherPlan{std::make_unique<DistinctPairs>(shared)};
    }
    TRY_ASSIGN(Columns made, rows.columns(context, measure.column));
    const auto columns = std::make_shared<const Columns>(std::move(made));
    if (measure.of == Of::Sum || measure.of == Of::Average)
        return makeSums(columns, measure, rows.rows());
    if (measure.of != Of::Quantile)
        return GatherPlan{std::make_unique<Extremes>(columns)};
    const bool isNarrow = !columns->empty() && std::all_of(columns->begin(), columns->end(), [](const PartColumn &column) {
        return column.view.width == DenseColumn::Width::U8 || column.view.width == DenseColumn::Width::U16;
    });
    if (isNarrow && groups > 0) {
        TRY_ASSIGN(KeyCoder coder, KeyCoder::make(context, rows, {measure.column, measure.column.field, {}, {}}));
        if (coder.isOrdered() && coder.domain() * groups * 4 <= kTableBytes / 2)
            return GatherPlan{std::make_unique<ValueCounts>(std::make_shared<const KeyCoder>(std::move(coder)))};
    }
    return GatherPlan{std::make_unique<Values>(columns)};
}

std::unique_ptr<Gatherer> makeRowCount() { return std::make_unique<RowCount>(); }
std::uint64_t rowsOf(const Gatherer &rowCount, std::uint32_t group) { return static_cast<const RowCount &>(rowCount).at(group); }

} // namespace audience::engine
