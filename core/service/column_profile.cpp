#include "service/data_service.h"
#include "service/row_cache.h"
#include "service/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace audience::service {

namespace {

constexpr std::size_t kBuckets = 20, kMostCommon = 8;

// Gathers one column: counts by text for all types, and the numbers themselves where there are any.
class Tally {
public:
    explicit Tally(engine::Field field) : m_field(std::move(field)) {}

    void add(const engine::ColumnData &column, std::uint32_t row) {
        ++m_rows;
        if (column.isNull(row)) {
            ++m_empty;
            return;
        }
        if (engine::isTextual(column.type)) {
            ++m_texts[std::string(column.textAt(row))];
        } else if (column.type == engine::ColumnType::Double) {
            m_doubles.push_back(column.doubles[row]);
        } else {
            m_ints.push_back(column.ints[row]);
        }
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

private:
    bool isNumber() const {
        using engine::ColumnType;
        return m_field.type == ColumnType::Int64 || m_field.type == ColumnType::Decimal || m_field.type == ColumnType::Double;
    }
    engine::Cell cell(std::int64_t value) const {
        using engine::ColumnType;
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
        profile.lowest = engine::toText(toCell(values.front()));
        profile.highest = engine::toText(toCell(values.back()));
        profile.median = engine::toText(toCell(values[values.size() / 2]));
        double sum = 0;
        for (const Value value : values)
            sum += static_cast<double>(value);
        const double mean = sum / static_cast<double>(values.size());
        if (isNumber())
            profile.mean = fmt::format("{:.2f}", mean / static_cast<double>(powerOfTen(m_field.scale)));
        const double low = static_cast<double>(values.front()), high = static_cast<double>(values.back());
        profile.histogram.resize(kBuckets);
        for (std::size_t i = 0; i < kBuckets; ++i) {
            const double edge = low + (high - low) * static_cast<double>(i) / kBuckets;
            profile.histogram[i].label = engine::toText(toCell(static_cast<Value>(edge)));
        }
        std::vector<Bucket> runs;
        for (std::size_t i = 0; i < values.size();) {
            std::size_t end = i;
            while (end < values.size() && values[end] == values[i])
                ++end;
            const double share = high > low ? (static_cast<double>(values[i]) - low) / (high - low) : 0;
            const auto bucket = std::min(kBuckets - 1, static_cast<std::size_t>(share * kBuckets));
            profile.histogram[bucket].count += static_cast<std::int64_t>(end - i);
            ++profile.distinct;
            keep(runs, {engine::toText(toCell(values[i])), static_cast<std::int64_t>(end - i)});
            i = end;
        }
        profile.mostCommon = std::move(runs);
    }

    void words(ColumnProfile &profile) {
        profile.distinct = static_cast<std::int64_t>(m_texts.size());
        for (const auto &[text, count] : m_texts)
            keep(profile.mostCommon, {text, count});
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
    std::unordered_map<std::string, std::int64_t> m_texts;
};

} // namespace

Result<ColumnProfile> DataService::profile(const std::string &dataset, const std::string &field, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto reader, store::DatasetReader::open(*connection, dataset));
    const auto index = reader.info().fieldIndex(field);
    if (!index)
        return Error(ErrorKind::NotFound, "data.unknown_column").with("dataset", dataset).with("column", field);
    Tally tally(reader.info().fields[*index]);
    for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
        TRY(cancel.check());
        TRY_ASSIGN(const engine::ColumnData column, reader.column(chunk, *index));
        TRY_ASSIGN(const auto live, reader.liveRows(chunk));
        for (std::uint32_t row = 0; row < column.rows; ++row)
            if (live.empty() || (live[row >> 6] >> (row & 63) & 1))
                tally.add(column, row);
    }
    return tally.finish();
}

} // namespace audience::service
