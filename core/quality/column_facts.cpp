#include "quality/column_facts.h"

#include "base/text.h"
#include "email/address.h"
#include "ingest/relation_names.h"
#include "quality/row_test.h"
#include "store/text_index.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_map>

namespace audience::quality {

using engine::ColumnData;
using engine::ColumnType;

namespace {

constexpr std::size_t kMostParts = 8, kMostLength = 64;

// A text as runs of one class: "GGOENEBJ079499" is eight capitals and six digits. Words of several parts have no shape worth
// telling.
struct Run {
    enum Class : char { Upper = 'U', Lower = 'L', Digit = 'D', Other = 'O' } kind = Other;
    char other = 0;
    std::size_t least = 1, most = 1;
    bool isLike(const Run &run) const { return kind == run.kind && other == run.other; }
};

std::optional<std::vector<Run>> runsOf(std::string_view text) {
    std::vector<Run> runs;
    if (text.size() > kMostLength)
        return std::nullopt;
    for (const char c : text) {
        Run run;
        run.kind = c >= 'A' && c <= 'Z' ? Run::Upper : c >= 'a' && c <= 'z' ? Run::Lower : c >= '0' && c <= '9' ? Run::Digit : Run::Other;
        if (run.kind == Run::Other) {
            if (c != '-' && c != '_' && c != '.' && c != '/' && c != ':' && c != '#')
                return std::nullopt;
            run.other = c;
        }
        if (!runs.empty() && runs.back().isLike(run))
            runs.back().least = ++runs.back().most;
        else
            runs.push_back(run);
        if (runs.size() > kMostParts)
            return std::nullopt;
    }
    return runs;
}

class ShapeFinder {
public:
    void add(std::string_view text) {
        if (m_isOver)
            return;
        auto runs = runsOf(text);
        if (!runs || (m_hasAny && !fits(*runs))) {
            m_isOver = true;
            return;
        }
        if (!m_hasAny)
            m_runs = *std::move(runs);
        m_hasAny = true;
    }
    // Codes have digits; words have not.
    std::string pattern() const {
        if (m_isOver || !m_hasAny || std::none_of(m_runs.begin(), m_runs.end(), [](const Run &run) { return run.kind == Run::Digit; }))
            return {};
        std::string pattern = "^";
        for (const Run &run : m_runs) {
            if (run.kind == Run::Other)
                pattern += run.other == '.' ? "\\." : std::string(1, run.other);
            else
                pattern += run.kind == Run::Upper ? "[A-Z]" : run.kind == Run::Lower ? "[a-z]" : "[0-9]";
            if (run.most > 1 || run.least != run.most)
                pattern += run.least == run.most ? "{" + std::to_string(run.most) + "}" : "{" + std::to_string(run.least) + "," + std::to_string(run.most) + "}";
        }
        return pattern + "$";
    }

private:
    bool fits(const std::vector<Run> &runs) {
        if (runs.size() != m_runs.size())
            return false;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (!runs[i].isLike(m_runs[i]))
                return false;
            m_runs[i].least = std::min(m_runs[i].least, runs[i].least);
            m_runs[i].most = std::max(m_runs[i].most, runs[i].most);
        }
        return true;
    }
    std::vector<Run> m_runs;
    bool m_hasAny = false, m_isOver = false;
};

class Gatherer {
public:
    explicit Gatherer(const engine::Field &field) { m_facts.field = field; }

    void add(const Piece &piece) {
        const ColumnData &column = *piece.columns.front();
        if (!column.codes.empty())
            return addCoded(piece, column);
        piece.forRows([&](std::uint32_t at, std::uint32_t) {
            ++m_facts.rows;
            if (column.isNull(at))
                ++m_facts.empty;
            else if (engine::isTextual(column.type))
                addText(column.texts.at(at), 1);
            else if (column.type == ColumnType::Double)
                addReal(column.doubles[at]);
            else
                addInt(column.ints[at]);
        });
    }

    ColumnFacts finish() {
        std::vector<std::pair<std::int64_t, std::size_t>> order; // rows, which
        if (m_facts.isText()) {
            for (std::uint32_t i = 0; i < m_texts.size(); ++i)
                order.emplace_back(m_times[i], i);
            m_facts.pattern = m_facts.filled() >= 5 ? m_shape.pattern() : std::string();
        } else {
            for (const auto &[value, times] : m_ints)
                m_list.push_back(value), order.emplace_back(times, m_list.size() - 1);
        }
        m_facts.distinct = static_cast<std::int64_t>(order.size());
        m_facts.isListed = order.size() <= kListed;
        const auto first = order.begin(), end = order.end();
        const auto before = [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; };
        std::partial_sort(first, first + static_cast<std::ptrdiff_t>(std::min(order.size(), kListed)), end, before);
        if (!order.empty())
            m_facts.mostOften = order.front().first;
        for (std::size_t i = 0; i < order.size() && i < kListed; ++i)
            m_facts.values.emplace_back(m_facts.isText() ? std::string(m_texts.at(static_cast<std::uint32_t>(order[i].second))) : textOf(m_list[order[i].second]), order[i].first);
        if (!m_facts.isText() && m_facts.filled() > 0 && m_facts.field.type != ColumnType::Bool)
            ends();
        return std::move(m_facts);
    }

private:
    void addCoded(const Piece &piece, const ColumnData &column) {
        std::vector<std::int64_t> times(column.dictionary.size());
        piece.forRows([&](std::uint32_t at, std::uint32_t) {
            ++m_facts.rows;
            if (column.isNull(at))
                ++m_facts.empty;
            else
                ++times[column.codes[at]];
        });
        for (std::uint32_t code = 0; code < column.dictionary.size(); ++code)
            if (times[code] > 0)
                addText(column.dictionary.at(code), times[code]);
    }

    void addText(std::string_view text, std::int64_t times) {
        if (trimmed(text).empty()) {
            m_facts.empty += times;
            return;
        }
        if (trimmed(text).size() != text.size())
            m_facts.blanks += times;
        std::uint32_t place = m_texts.find(text);
        if (place == store::TextIndex::kAbsent) {
            if (m_texts.size() >= kMostDistinct)
                return;
            place = m_texts.insert(text).first;
            m_times.push_back(0);
            m_isAddress.push_back(text.find('@') != std::string_view::npos && email::isValidAddress(text));
            const std::size_t length = codePoints(text);
            m_facts.shortest = m_times.size() == 1 ? length : std::min(m_facts.shortest, length);
            m_facts.longest = std::max(m_facts.longest, length);
            m_shape.add(text);
        }
        m_times[place] += times;
        m_facts.addresses += m_isAddress[place] ? times : 0;
    }

    void addInt(std::int64_t value) {
        m_facts.sum += static_cast<double>(value);
        count(value);
    }
    void addReal(double value) {
        if (std::isnan(value)) {
            ++m_facts.empty;
            return;
        }
        m_facts.sum += value;
        count(value == 0 ? 0 : value);
    }
    // Doubles lie in the list of integers by their bits.
    void count(double value) {
        std::int64_t bits = 0;
        static_assert(sizeof bits == sizeof value);
        std::memcpy(&bits, &value, sizeof bits);
        count(bits);
    }
    void count(std::int64_t value) {
        if (const auto known = m_ints.find(value); known != m_ints.end())
            ++known->second;
        else if (m_ints.size() < static_cast<std::size_t>(kMostDistinct))
            m_ints.emplace(value, 1);
        const double number = realOf(value);
        m_low = m_hasEnds ? (number < realOf(m_low) ? value : m_low) : value;
        m_high = m_hasEnds ? (number > realOf(m_high) ? value : m_high) : value;
        m_hasEnds = true;
    }

    double realOf(std::int64_t value) const {
        if (m_facts.field.type != ColumnType::Double)
            return static_cast<double>(value);
        double real = 0;
        std::memcpy(&real, &value, sizeof real);
        return real;
    }
    std::string textOf(std::int64_t value) const {
        switch (m_facts.field.type) {
        case ColumnType::Bool: return value != 0 ? "true" : "false";
        case ColumnType::Decimal: return toText(Decimal{value, m_facts.field.scale});
        case ColumnType::Double: return engine::toText(engine::Cell(realOf(value)));
        case ColumnType::Date: return toIso(CivilDate{static_cast<std::int32_t>(value)});
        case ColumnType::Instant: return toIso(Instant{value});
        default: return std::to_string(value);
        }
    }
    void ends() {
        const double unit = m_facts.field.type == ColumnType::Decimal ? static_cast<double>(powerOfTen(m_facts.field.scale)) : 1;
        m_facts.lowest = textOf(m_low);
        m_facts.highest = textOf(m_high);
        m_facts.low = realOf(m_low) / unit;
        m_facts.high = realOf(m_high) / unit;
        m_facts.sum /= unit;
    }

    ColumnFacts m_facts;
    store::TextIndex m_texts;
    std::vector<std::int64_t> m_times, m_list;
    std::vector<bool> m_isAddress;
    ShapeFinder m_shape;
    std::unordered_map<std::int64_t, std::int64_t> m_ints;
    std::int64_t m_low = 0, m_high = 0;
    bool m_hasEnds = false;
};

} // namespace

std::vector<std::size_t> sampledChunks(const store::DatasetReader &rows) {
    std::vector<std::size_t> chunks;
    const std::size_t all = rows.chunks().size();
    const auto perChunk = std::max<std::int64_t>(1, rows.info().rows / static_cast<std::int64_t>(std::max<std::size_t>(1, all)));
    const std::size_t wanted = rows.info().rows <= kMostSampled ? all : std::clamp<std::size_t>(static_cast<std::size_t>(kMostSampled / perChunk), 1, all);
    for (std::size_t i = 0; i < wanted; ++i)
        chunks.push_back(i * all / wanted);
    return chunks;
}

Result<ColumnFacts> factsOf(const store::DatasetReader &rows, std::size_t field, const CancelToken &cancel) {
    Gatherer gatherer(rows.info().fields[field]);
    for (const std::size_t chunk : sampledChunks(rows)) {
        TRY(cancel.check());
        TRY_ASSIGN(const ColumnData data, rows.column(chunk, field));
        TRY_ASSIGN(const auto live, rows.liveRows(chunk));
        gatherer.add(Piece{{&data}, &live, data.rows, 0});
    }
    return gatherer.finish();
}

bool isNamed(std::string_view name, std::initializer_list<std::string_view> words) {
    const auto parts = ingest::nameWords(name);
    return std::any_of(parts.begin(), parts.end(), [&](const std::string &part) { return std::find(words.begin(), words.end(), part) != words.end(); });
}

} // namespace audience::quality
