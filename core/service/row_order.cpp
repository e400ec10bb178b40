#include "service/row_order.h"

#include "base/text.h"
#include "segment/lower_field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <deque>
#include <utility>

namespace audience::service {

namespace {

using engine::ColumnData;
using engine::ColumnType;

// One sort key as numbers that rise as its values do; `empty` marks rows without one.
struct Ranks {
    std::vector<std::uint64_t> keys;
    std::vector<bool> empty;
    bool hasEmpty = false;
};

std::uint64_t rankOf(std::int64_t value) { return static_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << 63); }
std::uint64_t rankOf(double value) {
    std::uint64_t bits = 0;
    value += 0.0; // -0 is 0
    std::memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | (std::uint64_t{1} << 63);
}

// A text that occurs, once per chunk and code (or row), until all are in order.
struct Word {
    std::uint64_t prefix = 0; // the first eight folded bytes
    std::string_view folded, raw;
    std::uint32_t at = 0; // its place in order of sight
};

class Words {
public:
    std::uint32_t add(std::string_view raw) {
        Word word;
        word.raw = raw;
        const bool isPlain = std::all_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80 && !(c >= 'A' && c <= 'Z'); });
        word.folded = isPlain ? raw : std::string_view(m_folded.emplace_back(foldCase(raw)));
        for (std::size_t i = 0; i < 8; ++i)
            word.prefix = word.prefix << 8 | (i < word.folded.size() ? static_cast<unsigned char>(word.folded[i]) : 0);
        word.at = static_cast<std::uint32_t>(m_words.size());
        m_words.push_back(word);
        return word.at;
    }
    // By order of sight: the rank of each text, equal texts sharing one.
    std::vector<std::uint32_t> ranks() {
        std::sort(m_words.begin(), m_words.end(), [](const Word &a, const Word &b) {
            if (a.prefix != b.prefix)
                return a.prefix < b.prefix;
            if (const int order = a.folded.compare(b.folded); order != 0)
                return order < 0;
            return a.raw < b.raw;
        });
        std::vector<std::uint32_t> ranks(m_words.size());
        std::uint32_t rank = 0;
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            if (i > 0 && m_words[i].raw != m_words[i - 1].raw)
                ++rank;
            ranks[m_words[i].at] = rank;
        }
        return ranks;
    }

private:
    std::vector<Word> m_words;
    std::deque<std::string> m_folded; // does not move what is in it
};

Result<void> rankTexts(const TableSource &source, std::size_t field, Ranks &ranks, const CancelToken &cancel) {
    Words words;
    std::vector<std::shared_ptr<const ColumnData>> held; // the views point into them
    std::vector<std::uint32_t> seen(source.rows());
    for (std::size_t chunk = 0; chunk < source.chunks(); ++chunk) {
        TRY(cancel.check());
        TRY_ASSIGN(const auto data, source.column(chunk, field));
        held.push_back(data);
        std::vector<std::uint32_t> ofCode(data->dictionary.size());
        if (!data->codes.empty())
            for (std::uint32_t code = 0; code < ofCode.size(); ++code)
                ofCode[code] = words.add(data->dictionary.at(code));
        for (std::uint32_t row = source.start(chunk); row < source.start(chunk + 1); ++row) {
            const std::uint32_t at = source.position(chunk, row);
            if (data->isNull(at) || data->textAt(at).empty()) {
                ranks.empty[row] = ranks.hasEmpty = true;
                continue;
            }
            seen[row] = data->codes.empty() ? words.add(data->texts.at(at)) : ofCode[data->codes[at]];
        }
    }
    TRY(cancel.check());
    const auto byWord = words.ranks();
    for (std::uint32_t row = 0; row < source.rows(); ++row)
        if (!ranks.empty[row])
            ranks.keys[row] = byWord[seen[row]];
    return {};
}

Result<Ranks> ranksOf(const TableSource &source, const SortKey &key, const CancelToken &cancel) {
    TRY_ASSIGN(const std::size_t field, source.field(key.column));
    Ranks ranks;
    ranks.keys.resize(source.rows());
    ranks.empty.resize(source.rows());
    if (engine::isTextual(source.info().fields[field].type)) {
        TRY(rankTexts(source, field, ranks, cancel));
    } else {
        TRY(source.forColumn(field, cancel, [&](const ColumnData &data, std::uint32_t at, std::uint32_t row) {
            if (data.isNull(at) || (data.type == ColumnType::Double && std::isnan(data.doubles[at])))
                ranks.empty[row] = ranks.hasEmpty = true;
            else
                ranks.keys[row] = data.type == ColumnType::Double ? rankOf(data.doubles[at]) : rankOf(data.ints[at]);
        }));
    }
    if (key.descending)
        for (std::uint32_t row = 0; row < source.rows(); ++row)
            if (!ranks.empty[row])
                ranks.keys[row] = ~ranks.keys[row];
    return ranks;
}

// Stable, byte by byte from the lowest, leaving out bytes that all keys share.
void sortBy(const Ranks &ranks, std::vector<std::uint32_t> &order) {
    std::uint64_t differing = 0, first = 0;
    bool isFirst = true;
    for (const std::uint32_t row : order) {
        if (ranks.empty[row])
            continue;
        if (std::exchange(isFirst, false))
            first = ranks.keys[row];
        differing |= ranks.keys[row] ^ first;
    }
    std::vector<std::uint32_t> other(order.size());
    for (int shift = 0; shift < 64; shift += 8) {
        if ((differing >> shift & 0xFF) == 0)
            continue;
        std::array<std::size_t, 257> starts{};
        for (const std::uint32_t row : order)
            ++starts[(ranks.keys[row] >> shift & 0xFF) + 1];
        for (std::size_t i = 1; i < starts.size(); ++i)
            starts[i] += starts[i - 1];
        for (const std::uint32_t row : order)
            other[starts[ranks.keys[row] >> shift & 0xFF]++] = row;
        order.swap(other);
    }
    if (ranks.hasEmpty)
        std::stable_partition(order.begin(), order.end(), [&](std::uint32_t row) { return !ranks.empty[row]; });
}

std::string orderKey(const TableSource &source, const std::vector<SortKey> &keys) {
    std::string text = source.key();
    for (const SortKey &key : keys)
        text += (key.descending ? '-' : '+') + std::to_string(key.column.size()) + key.column;
    return text;
}

} // namespace

Result<std::shared_ptr<const std::vector<std::uint32_t>>> orderRows(const TableSource &source, const std::vector<SortKey> &keys, const CancelToken &cancel) {
    const std::string name = orderKey(source, keys);
    if (auto kept = source.cache().orders.find(name))
        return kept;
    std::vector<std::uint32_t> order(source.rows());
    for (std::uint32_t row = 0; row < order.size(); ++row)
        order[row] = row;
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
        TRY_ASSIGN(const Ranks ranks, ranksOf(source, *key, cancel));
        TRY(cancel.check());
        sortBy(ranks, order);
    }
    return source.cache().orders.put(name, std::move(order));
}

Result<std::shared_ptr<const engine::Bitmap>> matchRows(const TableSource &source, const model::FieldTest &test, Instant now, const std::string &zone,
                                                        const CancelToken &cancel) {
    TRY_ASSIGN(const std::size_t field, source.field(test.field));
    model::Findings findings;
    const auto predicate = segment::lowerField(test, source.info().fields[field], {}, {now, zone}, findings);
    if (!predicate)
        return segment::asError(findings);
    const std::string name = source.key() + predicate->key();
    if (auto kept = source.cache().filters.find(name))
        return kept;
    engine::Bitmap found(source.rows());
    std::vector<std::uint64_t> words;
    for (std::size_t chunk = 0; chunk < source.chunks(); ++chunk) {
        TRY(cancel.check());
        TRY_ASSIGN(const auto data, source.column(chunk, field));
        const engine::DenseColumn dense = engine::denseFrom(*data);
        words.assign((data->rows + 63) / 64, 0);
        if (data->rows > 0)
            engine::Matcher(*predicate, dense).match(0, data->rows, words.data());
        for (std::uint32_t row = source.start(chunk); row < source.start(chunk + 1); ++row) {
            const std::uint32_t at = source.position(chunk, row);
            if (words[at >> 6] >> (at & 63) & 1)
                found.add(row);
        }
    }
    return source.cache().filters.put(name, std::move(found));
}

} // namespace audience::service
