#include "engine/group_keys.h"

#include "engine/key_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace audience::engine {

namespace {

// Numbers of different units get codes of one, written down row by row, where there are fewer than these.
constexpr std::uint64_t kPackedNumbers = std::uint64_t{1} << 22;

// The rows of a column that may be asked for.
std::pair<std::size_t, std::size_t> reach(const PartColumn &column, const GroupRows::Part &part) {
    return column.isPersons ? std::pair<std::size_t, std::size_t>(0, column.view.size) : std::pair(part.begin, part.end);
}

std::pair<std::int64_t, std::int64_t> rangeOf(const GroupRows &rows, const std::vector<PartColumn> &columns) {
    std::int64_t low = kNoHigh, high = kNoLow;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0 && columns[i].isPersons)
            break; // the same column again
        const auto [begin, end] = reach(columns[i], rows.parts()[i]);
        const auto [least, most] = engine::rangeOf(columns[i].view, begin, end);
        low = std::min(low, least);
        high = std::max(high, most);
    }
    return {low, high};
}

// Finds the step of a value: a first guess from the value's leading bits, then the few steps that are left.
class StepFinder {
public:
    StepFinder(const std::vector<std::int64_t> &starts, std::int64_t low, std::int64_t high) : m_starts(starts), m_low(low) {
        constexpr std::uint64_t kSlots = 4'096;
        const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
        while ((span >> m_shift) >= kSlots)
            ++m_shift;
        std::size_t step = 0;
        for (std::uint64_t slot = 0; slot <= span >> m_shift; ++slot) {
            const auto first = static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + (slot << m_shift));
            while (step + 1 < starts.size() && starts[step + 1] <= first)
                ++step;
            m_slots.push_back(static_cast<std::uint32_t>(step));
        }
    }
    std::size_t find(std::int64_t value) const {
        std::size_t step = m_slots[(static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(m_low)) >> m_shift];
        while (step + 1 < m_starts.size() && m_starts[step + 1] <= value)
            ++step;
        return step;
    }

private:
    const std::vector<std::int64_t> &m_starts;
    std::vector<std::uint32_t> m_slots;
    std::int64_t m_low;
    unsigned m_shift = 0;
};

std::uint64_t distance(std::int64_t a, std::int64_t b) {
    const auto difference = static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b);
    return a < b ? 0 - difference : difference;
}

// Steps of one width that cover both ends.
Result<Steps> stepsOf(const Bins &bins, std::int64_t low, std::int64_t high) {
    const Int128 distance = static_cast<Int128>(low) - bins.from, width = bins.width;
    const Int128 before = distance >= 0 ? distance / width : -((-distance + width - 1) / width);
    const Int128 first = bins.from + before * width;
    if ((high - first) / width >= static_cast<Int128>(kMaxSteps))
        return tooManyGroups();
    Steps steps;
    for (Int128 at = first; at <= high; at += width)
        steps.starts.push_back(static_cast<std::int64_t>(std::max<Int128>(at, kNoLow)));
    steps.values = steps.starts;
    return steps;
}

} // namespace

template <class CodeOf>
KeyCoder::Lane KeyCoder::packed(const PartColumn &column, const GroupRows::Part &part, CodeOf codeOf) const {
    const auto [begin, end] = reach(column, part);
    DenseColumn codes;
    codes.width = m_domain <= 0x100     ? DenseColumn::Width::U8
                  : m_domain <= 0x10000 ? DenseColumn::Width::U16
                                        : DenseColumn::Width::U32;
    codes.size = end - begin;
    const auto fill = [&, from = begin](auto &to) {
        using T = typename std::remove_reference_t<decltype(to)>::value_type;
        to.resize(codes.size);
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<T>(column.view.isValid(from + i) ? codeOf(from + i) : m_none);
    };
    if (codes.width == DenseColumn::Width::U8)
        fill(codes.u8);
    else if (codes.width == DenseColumn::Width::U16)
        fill(codes.u16);
    else
        fill(codes.u32);
    const auto held = std::make_shared<const DenseColumn>(std::move(codes));
    Lane lane;
    lane.form = Lane::Form::Raw;
    lane.column = {viewOf(*held), column.isPersons, begin, held};
    return lane;
}

void KeyCoder::setDomain(std::uint64_t values, const Columns &columns) {
    m_hasNone = values == 0 || std::any_of(columns.begin(), columns.end(), [](const PartColumn &c) { return c.view.valid; });
    m_none = values;
    m_domain = values + (m_hasNone ? 1 : 0);
}

void KeyCoder::makeNames(const GroupRows &rows) {
    for (const GroupRows::Part &part : rows.parts())
        m_texts.push_back(part.name);
    std::sort(m_texts.begin(), m_texts.end());
    m_texts.erase(std::unique(m_texts.begin(), m_texts.end()), m_texts.end());
    for (const GroupRows::Part &part : rows.parts()) {
        Lane lane;
        lane.offset = static_cast<std::uint64_t>(std::lower_bound(m_texts.begin(), m_texts.end(), part.name) - m_texts.begin());
        m_lanes.push_back(std::move(lane));
    }
    setDomain(m_texts.size(), {});
}

void KeyCoder::makeTexts(Columns columns) {
    m_isOrdered = false;
    const bool isOne = std::all_of(columns.begin(), columns.end(), [&](const PartColumn &c) { return c.view.dictionary == columns[0].view.dictionary; });
    std::unordered_map<std::string_view, std::uint32_t> known;
    for (const PartColumn &column : columns) {
        Lane lane;
        lane.form = isOne ? Lane::Form::Raw : Lane::Form::Table;
        lane.column = column;
        const Dictionary &dictionary = *column.view.dictionary;
        for (std::uint32_t code = 0; code < dictionary.size() && (!isOne || m_lanes.empty()); ++code) {
            const std::string_view text = dictionary.at(code);
            if (isOne) {
                m_texts.push_back(text);
                continue;
            }
            const auto place = known.emplace(text, static_cast<std::uint32_t>(known.size()));
            if (place.second)
                m_texts.push_back(text);
            lane.table.push_back(place.first->second);
        }
        m_lanes.push_back(std::move(lane));
    }
    setDomain(m_texts.size(), columns);
}

void KeyCoder::makeNumbers(const GroupRows &rows, Columns columns) {
    using Width = DenseColumn::Width;
    const ColumnView &first = columns[0].view;
    const auto [low, high] = rangeOf(rows, columns);
    const bool isEmpty = low > high;
    const std::uint64_t span = isEmpty ? 0 : static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    // One unit for all parts, of which the distances of their values from the lowest are multiples.
    std::uint64_t unit = 0;
    bool isNarrow = true;
    for (const PartColumn &column : columns) {
        const ColumnView &view = column.view;
        isNarrow = isNarrow && view.width != Width::I64 && view.width != Width::F64;
        unit = std::gcd(unit, static_cast<std::uint64_t>(view.factor));
        if (!isEmpty)
            unit = std::gcd(unit, distance(view.base, low));
    }
    m_low = isEmpty ? 0 : low;
    m_unit = static_cast<std::int64_t>(unit);
    const std::uint64_t count = span / unit + 1;
    const bool isOneUnit = std::all_of(columns.begin(), columns.end(), [&](const PartColumn &c) { return c.view.factor == m_unit; });
    if (first.width != Width::Bit && (!isNarrow || count >= (isOneUnit ? 0xFFFFFFF0ULL : kPackedNumbers))) {
        makeDistinct(rows, columns);
        return;
    }
    setDomain(isEmpty ? 0 : count, columns);
    for (std::size_t i = 0; i < columns.size() && (i == 0 || !columns[i].isPersons); ++i) {
        const ColumnView &view = columns[i].view;
        if (first.width == Width::Bit || view.factor != m_unit) {
            m_lanes.push_back(packed(columns[i], rows.parts()[i], [&](std::size_t row) { return distance(view.intAt(row), m_low) / unit; }));
            continue;
        }
        Lane lane;
        lane.form = Lane::Form::Raw;
        lane.offset = distance(view.base, m_low) / unit;
        if (view.base < m_low)
            lane.offset = 0 - lane.offset;
        lane.column = columns[i];
        m_lanes.push_back(std::move(lane));
    }
}

void KeyCoder::makeDistinct(const GroupRows &rows, const Columns &columns) {
    m_isOrdered = false;
    KeyTable table;
    std::vector<std::vector<std::uint32_t>> places;
    for (std::size_t i = 0; i < columns.size() && (i == 0 || !columns[i].isPersons); ++i) {
        const auto [begin, end] = reach(columns[i], rows.parts()[i]);
        auto &mine = places.emplace_back(end - begin);
        for (std::size_t row = begin; row < end; ++row)
            if (columns[i].view.isValid(row))
                mine[row - begin] = table.place(static_cast<std::uint64_t>(columns[i].view.intAt(row)));
    }
    for (const std::uint64_t value : table.keys())
        m_values.push_back(static_cast<std::int64_t>(value));
    setDomain(m_values.size(), columns);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t begin = reach(columns[i], rows.parts()[i]).first;
        m_lanes.push_back(packed(columns[i], rows.parts()[i], [&](std::size_t row) { return places[i][row - begin]; }));
    }
}

void KeyCoder::makeRuns(const GroupRows &rows, const Steps &steps, const std::vector<std::uint32_t> &codes) {
    for (const GroupRows::Part &part : rows.parts()) {
        Lane lane;
        lane.form = Lane::Form::Runs;
        for (std::size_t i = 0; i < steps.starts.size(); ++i) {
            const std::size_t row = part.spine->firstAt(steps.starts[i]);
            if (!lane.runs.empty() && lane.runs.back().first == row)
                lane.runs.pop_back();
            if (lane.runs.empty() || lane.runs.back().second != codes[i])
                lane.runs.emplace_back(row, codes[i]);
        }
        m_lanes.push_back(std::move(lane));
    }
}

Result<void> KeyCoder::makeSteps(const GroupRows &rows, const GroupKey &key, Columns columns) {
    const auto [low, high] = rangeOf(rows, columns);
    Steps steps{{0}, {0}};
    if (low <= high) {
        TRY_ASSIGN(steps, key.steps ? key.steps(low, high) : stepsOf(*key.bins, low, high));
    }
    m_values = steps.values;
    std::sort(m_values.begin(), m_values.end());
    m_values.erase(std::unique(m_values.begin(), m_values.end()), m_values.end());
    std::vector<std::uint32_t> codes;
    for (const std::int64_t value : steps.values)
        codes.push_back(static_cast<std::uint32_t>(std::lower_bound(m_values.begin(), m_values.end(), value) - m_values.begin()));
    setDomain(m_values.size(), columns);
    if (key.column.of == GroupColumn::Of::Time) {
        makeRuns(rows, steps, codes);
        return {};
    }
    const StepFinder finder(steps.starts, low, std::max(low, high));
    for (std::size_t i = 0; i < columns.size() && (i == 0 || !columns[i].isPersons); ++i) {
        const ColumnView &view = columns[i].view;
        if (view.width != DenseColumn::Width::U8 && view.width != DenseColumn::Width::U16) {
            m_lanes.push_back(packed(columns[i], rows.parts()[i], [&](std::size_t row) { return codes[finder.find(view.intAt(row))]; }));
            continue;
        }
        Lane lane;
        lane.form = Lane::Form::Table;
        lane.column = columns[i];
        for (std::int64_t raw = 0; raw <= (view.width == DenseColumn::Width::U8 ? 0xFF : 0xFFFF); ++raw) {
            const Int128 value = static_cast<Int128>(raw) * view.factor + view.base;
            lane.table.push_back(value < low || value > high ? 0 : codes[finder.find(static_cast<std::int64_t>(value))]);
        }
        m_lanes.push_back(std::move(lane));
    }
    return {};
}

Result<void> KeyCoder::makeDoubleBins(const GroupRows &rows, const Bins &bins, const Columns &columns) {
    const auto [low, high] = rangeOf(rows, columns);
    const bool isEmpty = low > high;
    const auto edge = [&](double step) { return bins.doubleFrom + step * bins.doubleWidth; };
    // The quotient may miss the edges by a rounding.
    const auto stepOf = [&](double value) {
        double step = std::floor((value - bins.doubleFrom) / bins.doubleWidth);
        if (value < edge(step))
            --step;
        else if (value >= edge(step + 1))
            ++step;
        return bins.count > 0 ? std::clamp(step, 0.0, static_cast<double>(bins.count - 1)) : step;
    };
    const double first = isEmpty ? 0 : stepOf(doubleOfBits(low)), last = isEmpty ? -1 : stepOf(doubleOfBits(high));
    constexpr double kExact = 9007199254740992.0; // from 2^53 on a double has no neighbour one step away
    if (!(last - first < static_cast<double>(kMaxSteps)) || !(std::max(std::abs(first), std::abs(last)) < kExact))
        return tooManyGroups();
    const auto steps = static_cast<std::size_t>(last - first + 1); // none where there is no value
    for (std::size_t i = 0; i < steps; ++i)
        m_values.push_back(orderedBits(edge(first + static_cast<double>(i))));
    setDomain(m_values.size(), columns);
    for (std::size_t i = 0; i < columns.size() && (i == 0 || !columns[i].isPersons); ++i)
        m_lanes.push_back(packed(columns[i], rows.parts()[i], [&](std::size_t row) {
            return static_cast<std::uint64_t>(stepOf(columns[i].view.as<double>()[row]) - first);
        }));
    return {};
}

Result<KeyCoder> KeyCoder::make(const EvaluateContext &context, const GroupRows &rows, const GroupKey &key) {
    KeyCoder coder(key.result);
    if (key.column.of == GroupColumn::Of::Name) {
        coder.makeNames(rows);
        return coder;
    }
    TRY_ASSIGN(Columns columns, rows.columns(context, key.column));
    for (const PartColumn &column : columns)
        coder.m_held.push_back(column.held);
    const bool isDouble = key.column.field.type == ColumnType::Double;
    if (key.bins)
        coder.m_width = isDouble ? Cell(key.bins->doubleWidth) : cellOfInt(key.result, key.bins->width);
    if (columns.empty())
        coder.setDomain(0, columns);
    else if (columns[0].view.dictionary)
        coder.makeTexts(std::move(columns));
    else if (key.bins && isDouble)
        TRY(coder.makeDoubleBins(rows, *key.bins, columns));
    else if (key.bins || key.steps)
        TRY(coder.makeSteps(rows, key, std::move(columns)));
    else
        coder.makeNumbers(rows, std::move(columns));
    TRY(context.cancel.check());
    return coder;
}

KeyCoder KeyCoder::ofPeople(const EvaluateContext &context, const GroupRows &) {
    KeyCoder coder(Field{});
    coder.m_domain = context.snapshot.ordinals();
    Lane lane;
    lane.form = Lane::Form::Raw;
    // A block's people are the codes themselves.
    lane.column.isPersons = true;
    lane.column.view.width = DenseColumn::Width::Bit;
    coder.m_lanes.push_back(std::move(lane));
    return coder;
}

template <class K> void KeyCoder::appendLane(const Lane &lane, const RowBlock &block, K *numbers) const {
    const K domain = static_cast<K>(m_domain), none = static_cast<K>(m_none);
    const ColumnView &view = lane.column.view;
    if (lane.form == Lane::Form::Fixed) {
        for (std::size_t i = 0; i < block.size; ++i)
            numbers[i] = numbers[i] * domain + static_cast<K>(lane.offset);
    } else if (lane.form == Lane::Form::Runs) {
        std::size_t run = 0;
        for (std::size_t i = 0; i < block.size; ++i) {
            const std::size_t row = block.rows ? block.rows[i] : block.begin + i;
            if (i == 0)
                run = static_cast<std::size_t>(std::upper_bound(lane.runs.begin(), lane.runs.end(), row,
                                                                [](std::size_t at, const auto &r) { return at < r.first; }) -
                                               lane.runs.begin()) - 1;
            while (run + 1 < lane.runs.size() && lane.runs[run + 1].first <= row)
                ++run;
            numbers[i] = numbers[i] * domain + static_cast<K>(lane.runs[run].second);
        }
    } else if (view.width == DenseColumn::Width::Bit) { // ofPeople()
        for (std::size_t i = 0; i < block.size; ++i)
            numbers[i] = numbers[i] * domain + static_cast<K>(block.people[i]);
    } else {
        lane.column.withRows(block, [&](auto index) {
            withRaw(view, [&](const auto *raw) {
                const std::uint32_t *table = lane.table.data();
                const auto each = [&](auto codeOf) {
                    for (std::size_t i = 0; i < block.size; ++i)
                        numbers[i] = numbers[i] * domain + codeOf(index(i));
                };
                const K offset = static_cast<K>(lane.offset);
                const bool isTable = lane.form == Lane::Form::Table;
                if (isTable && view.valid)
                    each([&](std::size_t row) { return view.isValid(row) ? static_cast<K>(table[raw[row]]) : none; });
                else if (isTable)
                    each([&](std::size_t row) { return static_cast<K>(table[raw[row]]); });
                else if (view.valid)
                    each([&](std::size_t row) { return view.isValid(row) ? static_cast<K>(static_cast<K>(raw[row]) + offset) : none; });
                else
                    each([&](std::size_t row) { return static_cast<K>(static_cast<K>(raw[row]) + offset); });
            });
        });
    }
}

void KeyCoder::append(const RowBlock &block, std::uint32_t *numbers) const {
    appendLane(m_lanes.size() == 1 ? m_lanes[0] : m_lanes[block.part], block, numbers);
}
void KeyCoder::append(const RowBlock &block, std::uint64_t *numbers) const {
    appendLane(m_lanes.size() == 1 ? m_lanes[0] : m_lanes[block.part], block, numbers);
}

std::uint64_t KeyCoder::codeAt(const Lane &lane, std::size_t row) const {
    RowBlock block;
    block.size = 1;
    block.begin = row;
    std::uint64_t code = 0;
    const auto person = static_cast<Ordinal>(row);
    block.people = &person;
    appendLane(lane, block, &code);
    return code;
}

void KeyCoder::condense(const GroupRows &rows) {
    if (!m_originals.empty())
        return;
    KeyTable table;
    std::vector<Lane> lanes;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const Lane &lane = m_lanes[i];
        if (lane.form == Lane::Form::Fixed || lane.form == Lane::Form::Runs)
            return; // few
        const auto [begin, end] = reach(lane.column, rows.parts()[i]);
        for (std::size_t row = begin; row < end; ++row)
            (void)table.place(codeAt(lane, row));
    }
    m_isOrdered = false;
    m_domain = std::max<std::size_t>(table.size(), 1);
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        PartColumn column = m_lanes[i].column;
        column.view.valid = nullptr; // none is a code like others
        lanes.push_back(packed(column, rows.parts()[i], [&](std::size_t row) { return table.place(codeAt(m_lanes[i], row)); }));
    }
    m_originals = table.keys();
    m_lanes = std::move(lanes);
}

Cell KeyCoder::cellOf(std::uint64_t number) const {
    if (isNone(number))
        return {};
    const std::uint64_t code = original(number);
    if (!m_texts.empty())
        return std::string(m_texts[code]);
    if (!m_values.empty())
        return cellOfInt(m_result, m_values[code]);
    return cellOfInt(m_result, static_cast<std::int64_t>(static_cast<std::uint64_t>(m_low) + code * static_cast<std::uint64_t>(m_unit)));
}

bool KeyCoder::isLess(std::uint64_t a, std::uint64_t b) const {
    if (isNone(a) || isNone(b))
        return !isNone(a) && isNone(b);
    if (!m_texts.empty())
        return m_texts[original(a)] < m_texts[original(b)];
    if (!m_values.empty())
        return m_values[original(a)] < m_values[original(b)];
    return original(a) < original(b);
}

} // namespace audience::engine
