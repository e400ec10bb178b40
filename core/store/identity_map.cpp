#include "store/identity_map.h"

#include "base/text.h"
#include "store/chunk_merge.h"
#include "store/column_edit.h"
#include "store/dataset_writer_state.h"

#include <algorithm>
#include <string>

namespace audience::store {

using engine::ColumnData;
using engine::ColumnType;

namespace {

constexpr std::uint32_t kAhead = 16; // rows whose places are on their way into the cache

Error corruptIdentity(std::int64_t chunk) {
    return Error(ErrorKind::Corrupt, "chunk.corrupt")
        .with("dataset", identityEntry().info.name)
        .with("chunk", std::to_string(chunk))
        .with("reason", "identity");
}

// The number whose text this is, where there is one.
std::optional<std::int64_t> numberOf(std::string_view text) {
    if (text.empty() || text.size() > 9 || (text.front() == '0' && text.size() > 1))
        return std::nullopt;
    std::int64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

std::size_t kindIndex(IdentityKind kind) {
    return static_cast<std::size_t>(kind);
}

} // namespace

Result<IdentityMap> IdentityMap::load(const Connection &connection) {
    IdentityMap map;
    const CatalogEntry entry = identityEntry();
    TRY_ASSIGN(Statement chunks,
               connection.prepare(
                   "SELECT id, rows, packed FROM main.chunk WHERE dataset = 0 AND staged = 0 AND "
                   "generation_to IS NULL ORDER BY id"));
    while (true) {
        TRY_ASSIGN(const bool more, chunks.step());
        if (!more)
            break;
        const std::int64_t id = chunks.int64(0);
        const bool packed = chunks.int64(2) != 0;
        TRY_ASSIGN(const auto texts, readChunkColumn(connection, id, packed, entry.numbers[0]));
        TRY_ASSIGN(const auto kinds, readChunkColumn(connection, id, packed, entry.numbers[1]));
        TRY_ASSIGN(const auto ordinals, readChunkColumn(connection, id, packed, kOrdinalColumn));
        if (!texts || !kinds || !ordinals || !engine::isTextual(texts->type) ||
            kinds->type != ColumnType::Int64 || ordinals->type != ColumnType::Int64 ||
            kinds->rows != texts->rows || ordinals->rows != texts->rows)
            return corruptIdentity(id);
        for (std::uint32_t row = 0; row < texts->rows; ++row) {
            const std::int64_t kind = kinds->ints[row], ordinal = ordinals->ints[row];
            if (kind < 0 || kind > static_cast<std::int64_t>(IdentityKind::Other) || ordinal < 0 ||
                ordinal >= std::int64_t{kNoOrdinal})
                return corruptIdentity(id);
            Kind &known = map.m_kinds[static_cast<std::size_t>(kind)];
            const std::string_view text = trimmed(texts->textAt(row)); // each stands there once
            known.texts.append(text);
            known.ordinals.push_back(static_cast<Ordinal>(ordinal));
            map.m_next = std::max(map.m_next, static_cast<Ordinal>(ordinal) + 1);
            if (const auto number = kind == 0 ? numberOf(text) : std::nullopt)
                map.noteNumber(*number, static_cast<Ordinal>(ordinal));
        }
    }
    for (Kind &kind : map.m_kinds)
        kind.stored = kind.ordinals.size();
    return map;
}

std::optional<Ordinal> IdentityMap::find(std::string_view text, IdentityKind kind) const {
    const Kind &known = m_kinds[kindIndex(kind)];
    const std::uint32_t position = known.texts.find(trimmed(text));
    if (position == TextIndex::kAbsent)
        return std::nullopt;
    return known.ordinals[position];
}

Ordinal IdentityMap::findOrAdd(std::string_view text, IdentityKind kind) {
    Kind &known = m_kinds[kindIndex(kind)];
    const auto [position, fresh] = known.texts.insert(trimmed(text));
    if (fresh)
        known.ordinals.push_back(m_next++);
    return known.ordinals[position];
}

KeyColumn::KeyColumn(const ColumnData &column) : m_column(&column) {
    if (!column.codes.empty()) {
        for (std::uint32_t code = 0; code < column.dictionary.size(); ++code)
            m_keys.push_back(TextIndex::keyOf(trimmed(column.dictionary.at(code))));
        return;
    }
    if (column.type == ColumnType::Int64)
        return;
    if (!engine::isTextual(column.type))
        for (std::uint32_t row = 0; row < column.rows; ++row)
            m_texts.append(keyText(column, row));
    m_keys.reserve(column.rows);
    for (std::uint32_t row = 0; row < column.rows; ++row)
        m_keys.push_back(TextIndex::keyOf(textAt(row)));
}

std::string_view KeyColumn::textAt(std::uint32_t row) const {
    if (!engine::isTextual(m_column->type))
        return m_texts.at(row);
    return m_column->isNull(row) ? std::string_view() : trimmed(m_column->textAt(row));
}

void IdentityMap::noteNumber(std::int64_t number, Ordinal ordinal) {
    const std::int64_t limit = std::max<std::int64_t>(1 << 20, std::int64_t{8} * m_next);
    if (number < 0 || number >= limit)
        return;
    const auto at = static_cast<std::size_t>(number);
    if (at >= m_byNumber.size())
        m_byNumber.resize(std::max(at + 1, m_byNumber.size() * 2), kNoOrdinal);
    m_byNumber[at] = ordinal;
}

std::vector<Ordinal> IdentityMap::resolveNumbers(const ColumnData &column) {
    std::vector<Ordinal> ordinals(column.rows, kNoOrdinal);
    // Nothing but lookups, so that many of them are under way at a time.
    const Ordinal *const known = m_byNumber.data();
    const std::uint64_t count = m_byNumber.size();
    for (std::uint32_t row = 0; row < column.rows; ++row) {
        const auto at = static_cast<std::uint64_t>(column.ints[row]);
        if (at < count)
            ordinals[row] = known[at];
    }
    for (std::uint32_t row = 0; row < column.rows; ++row)
        if (ordinals[row] == kNoOrdinal && !column.isNull(row)) {
            ordinals[row] = findOrAdd(std::to_string(column.ints[row]));
            noteNumber(column.ints[row], ordinals[row]);
        }
    if (!column.valid.empty()) // null rows hold the number 0
        for (std::uint32_t row = 0; row < column.rows; ++row)
            if (column.isNull(row))
                ordinals[row] = kNoOrdinal;
    return ordinals;
}

std::vector<Ordinal> IdentityMap::resolve(const KeyColumn &keys, IdentityKind kind) {
    Kind &known = m_kinds[kindIndex(kind)];
    const ColumnData &column = *keys.m_column;
    if (column.type == ColumnType::Int64) {
        if (kind == IdentityKind::Key)
            return resolveNumbers(column);
        std::vector<Ordinal> found(column.rows, kNoOrdinal);
        for (std::uint32_t row = 0; row < column.rows; ++row)
            if (!column.isNull(row))
                found[row] = findOrAdd(std::to_string(column.ints[row]), kind);
        return found;
    }
    const bool coded = !column.codes.empty();
    std::vector<Ordinal> ordinals(column.rows, kNoOrdinal);
    // Where texts repeat, each distinct one is looked up once, at its first row.
    std::vector<Ordinal> byCode(coded ? column.dictionary.size() : 0, kNoOrdinal);
    for (std::uint32_t row = 0; row < column.rows; ++row) {
        if (!coded && row + kAhead < column.rows)
            known.texts.prefetch(keys.keyAt(row + kAhead));
        if (coded && !column.isNull(row) && byCode[column.codes[row]] != kNoOrdinal) {
            ordinals[row] = byCode[column.codes[row]];
            continue;
        }
        const std::string_view text = keys.textAt(row);
        if (text.empty())
            continue;
        const auto [position, fresh] = known.texts.insert(text, keys.keyAt(row));
        if (fresh)
            known.ordinals.push_back(m_next++);
        ordinals[row] = known.ordinals[position];
        if (coded)
            byCode[column.codes[row]] = ordinals[row];
    }
    return ordinals;
}

void IdentityMap::reserve(std::size_t keys) {
    m_kinds[0].texts.reserve(static_cast<std::uint32_t>(std::min<std::size_t>(keys, 1 << 26)));
}

bool IdentityMap::link(std::string_view text, IdentityKind kind, Ordinal ordinal) {
    Kind &known = m_kinds[kindIndex(kind)];
    const auto [position, fresh] = known.texts.insert(trimmed(text));
    if (fresh)
        known.ordinals.push_back(ordinal);
    m_next = std::max(m_next, ordinal + 1);
    return known.ordinals[position] == ordinal;
}

std::vector<ChunkRows> IdentityMap::takeNew() {
    std::vector<ChunkRows> parts;
    for (std::size_t index = 0; index < m_kinds.size(); ++index) {
        Kind &kind = m_kinds[index];
        while (kind.stored < kind.ordinals.size()) {
            const std::size_t end =
                std::min<std::size_t>(kind.ordinals.size(), kind.stored + engine::kChunkRows);
            ChunkRows rows;
            rows.rows = static_cast<std::uint32_t>(end - kind.stored);
            rows.columns.resize(2);
            rows.columns[0].type = ColumnType::Text;
            rows.columns[1].type = ColumnType::Int64;
            rows.columns[0].rows = rows.columns[1].rows = rows.rows;
            rows.columns[1].ints.assign(rows.rows, static_cast<std::int64_t>(index));
            for (std::size_t i = kind.stored; i < end; ++i)
                rows.columns[0].texts.append(kind.texts.at(static_cast<std::uint32_t>(i)));
            rows.ordinals.assign(kind.ordinals.begin() + static_cast<std::ptrdiff_t>(kind.stored),
                                 kind.ordinals.begin() + static_cast<std::ptrdiff_t>(end));
            kind.stored = end;
            parts.push_back(std::move(rows));
        }
    }
    return parts;
}

Result<void> stageIdentities(DatasetWriter &writer, std::vector<ChunkRows> parts) {
    const CatalogEntry entry = identityEntry();
    DatasetWriter::State &import = *writer.m_state;
    for (ChunkRows &rows : parts) {
        TRY_ASSIGN(const auto chunks, encodeChunks(entry.info, std::move(rows)));
        for (const EncodedChunk &chunk : chunks)
            TRY(stageChunk(import.connection, import.stage, kIdentityDataset, chunk, entry.numbers,
                           import.now, import.figures));
    }
    return {};
}

} // namespace audience::store
