#include "service/column_profile.h"

#include "email/address.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <type_traits>
#include <unordered_map>

namespace audience::service {

namespace {

using engine::ColumnType;

constexpr std::size_t kBuckets = 20, kMostCommon = 8;

// Gathers one column: how often each text occurs, or the numbers themselves.
class Tally {
public:
    explicit Tally(engine::Field field) : m_field(std::move(field)) {}

    // Texts are views: the columns outlive the tally.
    void add(const engine::ColumnData &column, std::uint32_t row) {
        ++m_rows;
        if (column.isNull(row) || (column.type == ColumnType::Double && std::isnan(column.doubles[row])))
            ++m_empty;
        else if (engine::isTextual(column.type))
            addText(column.textAt(row));
        else if (column.type == ColumnType::Double)
            m_doubles.push_back(column.doubles[row]);
        else
            m_ints.push_back(column.ints[row]);
    }

    ColumnProfile finish() {
        ColumnProfile profile;
        profile.field = {m_field.name, std::string(engine::toText(m_field.type)), isNumber()};
        profile.rows = m_rows;
        profile.empty = m_empty;
        if (!m_ints.empty())
            ordered(m_ints, profile, [this](std::int64_t value) { return cell(value); });
        else if (!m_doubles.empty())
            ordered(m_doubles, profile, [](double value) { return engine::Cell(value); });
        else
            words(profile);
        return profile;
    }
    const std::unordered_map<std::string_view, std::int64_t> &texts() const { return m_texts; }

private:
    bool isNumber() const { return m_field.type == ColumnType::Int64 || m_field.type == ColumnType::Decimal || m_field.type == ColumnType::Double; }
    void addText(std::string_view text) {
        if (text.empty())
            ++m_empty;
        else
            ++m_texts[text];
    }
    engine::Cell cell(std::int64_t value) const {
        switch (m_field.type) {
        case ColumnType::Bool: return value != 0;
        case ColumnType::Decimal: return Decimal{value, m_field.scale};
        case ColumnType::Date: return CivilDate{static_cast<std::int32_t>(value)};
        case ColumnType::Instant: return Instant{value};
        default: return value;
        }
    }

    template <class Value, class ToCell> void ordered(std::vector<Value> &values, ColumnProfile &profile, ToCell toCell) {
        std::sort(values.begin(), values.end());
        const auto text = [&](Value value) { return engine::toText(toCell(value)); };
        if (m_field.type != ColumnType::Bool) {
            profile.lowest = text(values.front());
            profile.highest = text(values.back());
            profile.median = text(values[values.size() / 2]);
            profile.lowerQuartile = text(values[values.size() / 4]);
            profile.upperQuartile = text(values[values.size() * 3 / 4]);
            bars(values, profile, text);
        }
        if (isNumber()) {
            double sum = 0;
            for (const Value value : values)
                sum += static_cast<double>(value);
            profile.mean = fmt::format("{:.2f}", sum / static_cast<double>(values.size()) / static_cast<double>(powerOfTen(m_field.scale)));
        }
        for (std::size_t i = 0; i < values.size();) {
            const auto end = static_cast<std::size_t>(std::upper_bound(values.begin() + static_cast<std::ptrdiff_t>(i), values.end(), values[i]) - values.begin());
            ++profile.distinct;
            const auto count = static_cast<std::int64_t>(end - i);
            if (profile.mostCommon.size() < kMostCommon || count >= profile.mostCommon.back().count)
                keep(profile.mostCommon, {text(values[i]), count});
            i = end;
        }
    }

    // The steps cover what is not far outside; their ends are values of the column's own type.
    template <class Value, class ToText> void bars(const std::vector<Value> &values, ColumnProfile &profile, ToText text) {
        const auto at = [&](std::size_t index) { return static_cast<double>(values[index]); };
        const double reach = 3 * (at(values.size() * 3 / 4) - at(values.size() / 4));
        auto first = values.begin(), last = values.end();
        if (reach > 0) {
            first = std::lower_bound(first, last, at(values.size() / 4) - reach, [](Value value, double edge) { return static_cast<double>(value) < edge; });
            last = std::upper_bound(first, last, at(values.size() * 3 / 4) + reach, [](double edge, Value value) { return edge < static_cast<double>(value); });
        }
        profile.below = first - values.begin();
        profile.above = values.end() - last;
        const double low = static_cast<double>(*first), high = static_cast<double>(*(last - 1));
        std::size_t count = kBuckets;
        if constexpr (std::is_integral_v<Value>)
            count = static_cast<std::size_t>(std::min<double>(kBuckets, high - low + 1));
        else if (high <= low)
            count = 1;
        Value next = *first;
        for (std::size_t i = 0; i < count; ++i) {
            const double share = static_cast<double>(i + 1) / static_cast<double>(count);
            const bool isLast = i + 1 == count;
            // One past the highest value of an integral column, so that its steps are equally wide.
            const double edge = low + (high - low + (std::is_integral_v<Value> ? 1 : 0)) * share;
            const auto end = isLast ? last : std::lower_bound(first, last, edge, [](Value value, double e) { return static_cast<double>(value) < e; });
            ProfileBar bar;
            bar.count = end - first;
            bar.from = text(next);
            if (isLast) {
                bar.to = text(*(last - 1));
            } else if constexpr (std::is_integral_v<Value>) {
                next = static_cast<Value>(std::ceil(edge));
                bar.to = text(next - 1);
            } else {
                next = edge;
                bar.to = text(next);
            }
            profile.histogram.push_back(std::move(bar));
            first = end;
        }
    }

    void words(ColumnProfile &profile) {
        profile.distinct = static_cast<std::int64_t>(m_texts.size());
        for (const auto &[text, count] : m_texts)
            if (profile.mostCommon.size() < kMostCommon || count >= profile.mostCommon.back().count)
                keep(profile.mostCommon, {std::string(text), count});
    }

    // Keeps the most frequent few, ties in order of the label.
    static void keep(std::vector<Bucket> &best, Bucket bucket) {
        const auto before = [](const Bucket &a, const Bucket &b) { return a.count != b.count ? a.count > b.count : a.label < b.label; };
        if (best.size() == kMostCommon && !before(bucket, best.back()))
            return;
        best.insert(std::upper_bound(best.begin(), best.end(), bucket, before), bucket);
        if (best.size() > kMostCommon)
            best.pop_back();
    }

    engine::Field m_field;
    std::int64_t m_rows = 0, m_empty = 0;
    std::vector<std::int64_t> m_ints;
    std::vector<double> m_doubles;
    std::unordered_map<std::string_view, std::int64_t> m_texts;
};

// Ranks from 0, equal values sharing the middle of theirs.
std::vector<double> ranksOf(const std::vector<double> &values) {
    std::vector<std::size_t> order(values.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]])
            ++end;
        for (std::size_t at = i; at < end; ++at)
            ranks[order[at]] = (static_cast<double>(i) + static_cast<double>(end - 1)) / 2;
        i = end;
    }
    return ranks;
}

// Nothing where one of them does not vary.
std::optional<double> correlation(const std::vector<double> &a, const std::vector<double> &b) {
    const double n = static_cast<double>(a.size());
    double meanA = 0, meanB = 0, ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        meanA += a[i] / n;
        meanB += b[i] / n;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
    }
    if (aa <= 0 || bb <= 0)
        return std::nullopt;
    return ab / std::sqrt(aa * bb);
}

// The sampled rows of a column as numbers; NaN where it is empty.
Result<std::vector<double>> sampleOf(const TableSource &source, std::size_t field, const std::vector<std::uint32_t> &rows) {
    std::vector<double> values;
    values.reserve(rows.size());
    std::shared_ptr<const engine::ColumnData> data;
    std::size_t chunk = 0;
    for (const std::uint32_t row : rows) {
        if (const std::size_t of = source.chunkOf(row); !data || of != chunk) {
            chunk = of;
            TRY_ASSIGN(data, source.column(chunk, field));
        }
        const std::uint32_t at = source.position(chunk, row);
        values.push_back(data->isNull(at) ? std::nan("") : data->type == ColumnType::Double ? data->doubles[at] : static_cast<double>(data->ints[at]));
    }
    return values;
}

} // namespace

Result<std::shared_ptr<const ColumnProfile>> profileOf(const TableSource &source, std::size_t field, const CancelToken &cancel) {
    const std::string name = source.key() + std::to_string(field);
    if (auto kept = source.cache().profiles.find(name))
        return kept;
    Tally tally(source.info().fields[field]);
    std::vector<std::shared_ptr<const engine::ColumnData>> held;
    for (std::size_t chunk = 0; chunk < source.chunks(); ++chunk) {
        TRY(cancel.check());
        TRY_ASSIGN(const auto data, source.column(chunk, field));
        held.push_back(data);
        for (std::uint32_t row = source.start(chunk); row < source.start(chunk + 1); ++row)
            tally.add(*data, source.position(chunk, row));
    }
    ColumnProfile profile = tally.finish();
    if (!source.info().emailField.empty() && source.info().emailField == profile.field.name) {
        profile.invalid = 0;
        for (const auto &[text, count] : tally.texts())
            if (!email::isValidAddress(text))
                profile.invalid += count;
    }
    return source.cache().profiles.put(name, std::move(profile));
}

Result<std::vector<Companion>> companionsOf(const TableSource &source, std::size_t field, const CancelToken &cancel) {
    constexpr std::size_t kMostColumns = 64, kMostShown = 5, kFewestRows = 30;
    std::vector<Companion> companions;
    const auto &fields = source.info().fields;
    // A number that names somebody says nothing by its size.
    const auto isName = [&](const std::string &name) { return name == source.info().keyField || name == source.info().profileField; };
    if (engine::isTextual(fields[field].type) || isName(fields[field].name))
        return companions;
    const std::uint32_t sampled = std::min(source.rows(), kSampleRows);
    std::vector<std::uint32_t> rows(sampled);
    for (std::uint32_t i = 0; i < sampled; ++i)
        rows[i] = static_cast<std::uint32_t>(static_cast<std::uint64_t>(i) * source.rows() / sampled);
    TRY_ASSIGN(const auto mine, sampleOf(source, field, rows));
    std::size_t looked = 0;
    for (std::size_t other = 0; other < fields.size() && looked < kMostColumns; ++other) {
        if (other == field || engine::isTextual(fields[other].type) || isName(fields[other].name))
            continue;
        TRY(cancel.check());
        ++looked;
        TRY_ASSIGN(const auto theirs, sampleOf(source, other, rows));
        std::vector<double> a, b;
        for (std::size_t i = 0; i < mine.size(); ++i)
            if (!std::isnan(mine[i]) && !std::isnan(theirs[i])) {
                a.push_back(mine[i]);
                b.push_back(theirs[i]);
            }
        if (a.size() < kFewestRows)
            continue;
        if (const auto strength = correlation(ranksOf(a), ranksOf(b)))
            companions.push_back({fields[other].name, *strength, static_cast<std::int64_t>(a.size())});
    }
    std::stable_sort(companions.begin(), companions.end(), [](const Companion &a, const Companion &b) { return std::abs(a.strength) > std::abs(b.strength); });
    companions.resize(std::min(companions.size(), kMostShown));
    return companions;
}

} // namespace audience::service
