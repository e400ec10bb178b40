#include "store/chunk_store.h"

#include "base/digest.h"
#include "base/fault_point.h"
#include "base/json.h"
#include "engine/byte_stream.h"

#include <chrono>

namespace audience::store {

using engine::ColumnData;

namespace {

constexpr std::int64_t kCommitBytes = 8 * 1024 * 1024;
constexpr std::uint32_t kPackedRows = 2'048; // chunks up to this size are one blob

Error corruptChunk(std::int64_t chunk, std::string_view reason) {
    return Error(ErrorKind::Corrupt, "chunk.corrupt")
        .with("chunk", std::to_string(chunk))
        .with("reason", reason);
}

std::int64_t blobId(std::int64_t chunk, std::uint32_t number) {
    return chunk * 65'536 + number;
}

void bindCell(Statement &statement, int index, const engine::Cell &cell) {
    if (const auto *text = std::get_if<std::string>(&cell))
        statement.bind(index, *text);
    else if (const auto *real = std::get_if<double>(&cell))
        statement.bind(index, *real);
    else if (const auto *integer = std::get_if<std::int64_t>(&cell))
        statement.bind(index, *integer);
    else if (const auto *decimal = std::get_if<Decimal>(&cell))
        statement.bind(index, decimal->mantissa);
    else if (const auto *instant = std::get_if<Instant>(&cell))
        statement.bind(index, instant->micros);
    else if (const auto *date = std::get_if<CivilDate>(&cell))
        statement.bind(index, std::int64_t{date->days});
    else if (const auto *truth = std::get_if<bool>(&cell))
        statement.bind(index, std::int64_t{*truth});
    else
        statement.bindNull(index);
}

// Imports are repeatable, so their staged commits need no sync; the switch and everything else do.
class NormalSync {
public:
    explicit NormalSync(const Connection &connection) : m_connection(connection) {
        if (auto level = connection.scalar("PRAGMA main.synchronous"))
            m_before = *level;
        m_lowered =
            m_before > 1 && connection.execute("PRAGMA main.synchronous = NORMAL").has_value();
    }
    ~NormalSync() {
        if (m_lowered)
            (void)m_connection.execute("PRAGMA main.synchronous = " + std::to_string(m_before));
    }
    NormalSync(const NormalSync &) = delete;
    NormalSync &operator=(const NormalSync &) = delete;

private:
    const Connection &m_connection;
    std::int64_t m_before = 0;
    bool m_lowered = false;
};

std::uint32_t storedNumber(std::uint32_t number, const std::vector<std::uint32_t> &numbers) {
    return number == kOrdinalColumn || number == kValidFromColumn ? number : numbers[number - 1];
}

std::string packAll(const EncodedChunk &chunk, const std::vector<std::uint32_t> &numbers) {
    std::string packed;
    for (const EncodedChunk::Column &column : chunk.columns) {
        engine::putRaw(packed, storedNumber(column.number, numbers));
        engine::putRaw(packed, static_cast<std::uint32_t>(column.encoded.blob.size()));
        packed += column.encoded.blob;
    }
    return packed;
}

// Puts blobs one after the other, committing whenever enough has gathered.
class StagedCommits {
public:
    StagedCommits(const Connection &connection, const ImportStage &stage, CommitFigures &figures)
        : m_connection(connection), m_stage(stage), m_figures(figures) {}

    Result<void> makeRoom(std::size_t bytes) {
        if (m_open && m_bytes + static_cast<std::int64_t>(bytes) > kCommitBytes)
            TRY(finish());
        if (!m_open) {
            m_begun = std::chrono::steady_clock::now();
            TRY_ASSIGN(Transaction transaction, Transaction::begin(m_connection));
            m_open.emplace(std::move(transaction));
            m_bytes = 0;
            TRY(m_stage.touch(m_connection));
        }
        m_bytes += static_cast<std::int64_t>(bytes);
        return {};
    }
    Result<void> finish() {
        faultPoint("import.chunk.before_commit");
        TRY(m_open->commit());
        m_open.reset();
        faultPoint("import.chunk.committed");
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - m_begun);
        m_figures.commits += 1;
        m_figures.largestBytes = std::max(m_figures.largestBytes, m_bytes);
        m_figures.longestMicros = std::max<std::int64_t>(m_figures.longestMicros, took.count());
        return {};
    }

private:
    const Connection &m_connection;
    const ImportStage &m_stage;
    CommitFigures &m_figures;
    std::optional<Transaction> m_open;
    std::int64_t m_bytes = 0;
    std::chrono::steady_clock::time_point m_begun;
};

Result<void> putBlob(const Connection &connection, std::int64_t chunk, std::uint32_t number,
                     std::string_view blob, const engine::ColumnStats &stats) {
    TRY_ASSIGN(Statement data,
               connection.prepare("INSERT INTO main.chunk_blob(id, data) VALUES (?, ?)"));
    TRY(data.bind(1, blobId(chunk, number)).bindBlob(2, blob).run());
    TRY_ASSIGN(Statement row,
               connection.prepare("INSERT INTO main.chunk_stats(chunk, column, nulls, low, high, "
                                  "distinct_values, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    row.bind(1, chunk).bind(2, number).bind(3, stats.nulls);
    bindCell(row, 4, stats.min);
    bindCell(row, 5, stats.max);
    row.bind(6, stats.distinct).bind(7, crc32(blob));
    return row.run();
}

} // namespace

Result<std::int64_t> stageChunk(const Connection &connection, const ImportStage &stage,
                                std::int64_t dataset, const EncodedChunk &chunk,
                                const std::vector<std::uint32_t> &numbers, Instant validFrom,
                                CommitFigures &figures) {
    const NormalSync sync(connection);
    const bool packed = chunk.rows <= kPackedRows;
    StagedCommits commits(connection, stage, figures);
    TRY(commits.makeRoom(200));
    TRY_ASSIGN(
        Statement row,
        connection.prepare("INSERT INTO main.chunk(dataset, rows, bytes, packed, staged, "
                           "generation_from, valid_from, names) VALUES (?, ?, ?, ?, 1, 0, ?, ?)"));
    row.bind(1, dataset)
        .bind(2, chunk.rows)
        .bind(3, static_cast<std::int64_t>(chunk.bytes()))
        .bind(4, std::int64_t{packed})
        .bind(5, validFrom.micros);
    if (chunk.names.empty())
        row.bindNull(6);
    else
        row.bind(6, namesToText(chunk.names));
    TRY(row.run());
    const std::int64_t id = connection.lastInsertId();
    if (packed) {
        const std::string blob = packAll(chunk, numbers);
        TRY(commits.makeRoom(blob.size()));
        TRY(putBlob(connection, id, kPackedColumn, blob, {}));
    } else {
        for (const EncodedChunk::Column &column : chunk.columns) {
            TRY(commits.makeRoom(column.encoded.blob.size()));
            TRY(putBlob(connection, id, storedNumber(column.number, numbers), column.encoded.blob,
                        column.encoded.stats));
        }
    }
    TRY(commits.finish());
    return id;
}

Result<std::optional<ColumnData>> readChunkColumn(const Connection &connection, std::int64_t chunk,
                                                  bool packed, std::uint32_t number) {
    const std::uint32_t stored = packed ? kPackedColumn : number;
    TRY_ASSIGN(
        Statement row,
        connection.prepare("SELECT b.data, s.checksum FROM main.chunk_blob b LEFT JOIN "
                           "main.chunk_stats s ON s.chunk = ?1 AND s.column = ?2 WHERE b.id = ?3"));
    row.bind(1, chunk).bind(2, stored).bind(3, blobId(chunk, stored));
    TRY_ASSIGN(const bool found, row.step());
    if (!found) {
        TRY_ASSIGN(const std::int64_t lives,
                   connection.scalar("SELECT count(*) FROM main.chunk WHERE id = " +
                                     std::to_string(chunk)));
        if (lives == 0)
            return Error(ErrorKind::Conflict, "dataset.stale").with("chunk", std::to_string(chunk));
        if (packed)
            return corruptChunk(chunk, "no columns");
        return std::optional<ColumnData>();
    }
    std::string_view blob = row.blob(0);
    if (row.isNull(1) || static_cast<std::int64_t>(crc32(blob)) != row.int64(1))
        return corruptChunk(chunk, "checksum");
    if (packed) {
        engine::ByteReader in(blob);
        blob = {};
        while (blob.empty() && !in.left().empty()) {
            std::uint32_t column = 0, size = 0;
            std::string_view bytes;
            if (!in.read(column) || !in.read(size) || !in.take(size, bytes))
                return corruptChunk(chunk, "packed columns");
            if (column == number)
                blob = bytes;
        }
        if (blob.empty())
            return std::optional<ColumnData>();
    }
    std::optional<ColumnData> ordinals;
    if (number != kOrdinalColumn && engine::needsBase(blob)) {
        TRY_ASSIGN(ordinals, readChunkColumn(connection, chunk, packed, kOrdinalColumn));
    }
    auto column = engine::decodeColumn(
        blob, ordinals ? std::span<const std::int64_t>(ordinals->ints) : std::span<const std::int64_t>());
    if (!column)
        return corruptChunk(chunk, column.error().arg("reason"));
    return std::optional(std::move(*column));
}

Result<void> writeDead(const Connection &connection, std::int64_t chunk, std::int64_t generation,
                       const DeadRows &dead) {
    ColumnData positions, times;
    positions.type = engine::ColumnType::Int64;
    positions.ints.assign(dead.positions.begin(), dead.positions.end());
    times.type = engine::ColumnType::Instant;
    times.ints = dead.validTo;
    positions.rows = times.rows = static_cast<std::uint32_t>(dead.positions.size());
    std::string stored = engine::encodeColumn(positions).blob;
    const std::string until = engine::encodeColumn(times).blob;
    engine::putRaw(stored, crc32(until, crc32(stored)));
    TRY_ASSIGN(Statement row,
               connection.prepare("INSERT INTO main.chunk_dead(chunk, generation, rows, "
                                  "positions, valid_to) VALUES (?, ?, ?, ?, ?)"));
    return row.bind(1, chunk)
        .bind(2, generation)
        .bind(3, positions.rows)
        .bindBlob(4, stored)
        .bindBlob(5, until)
        .run();
}

// The positions with the CRC-32 of both blobs behind them.
static Result<ColumnData> checkedPositions(std::string_view stored, std::string_view until) {
    const Error damaged(ErrorKind::Corrupt, "chunk.corrupt");
    std::uint32_t checksum = 0;
    if (stored.size() < sizeof checksum)
        return damaged;
    const std::string_view positions = stored.substr(0, stored.size() - sizeof checksum);
    engine::ByteReader in(stored.substr(positions.size()));
    if (!in.read(checksum) || checksum != crc32(until, crc32(positions)))
        return damaged;
    return engine::decodeColumn(positions);
}

Result<void> readDead(const Connection &connection, std::int64_t chunk, std::int64_t generation,
                      const std::function<void(std::uint32_t, std::int64_t)> &visit) {
    TRY_ASSIGN(Statement row, connection.prepare("SELECT positions, valid_to FROM main.chunk_dead "
                                                 "WHERE chunk = ? AND generation <= ?"));
    row.bind(1, chunk).bind(2, generation);
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more)
            return {};
        auto positions = engine::decodeColumn(row.blob(0)); // as older versions left them: without a checksum
        if (!positions)
            positions = checkedPositions(row.blob(0), row.blob(1));
        const auto times = engine::decodeColumn(row.blob(1));
        if (!positions || !times || !engine::isIntegral(positions->type) ||
            !engine::isIntegral(times->type) || positions->rows != times->rows)
            return corruptChunk(chunk, "dead rows");
        for (std::uint32_t i = 0; i < positions->rows; ++i) {
            if (positions->ints[i] < 0 || positions->ints[i] >= engine::kMaxDecodedRows)
                return corruptChunk(chunk, "dead rows");
            visit(static_cast<std::uint32_t>(positions->ints[i]), times->ints[i]);
        }
    }
}

Result<void> deleteChunk(const Connection &connection, std::int64_t chunk) {
    const std::string id = std::to_string(chunk);
    TRY(connection.execute("DELETE FROM main.chunk_blob WHERE id BETWEEN " +
                           std::to_string(blobId(chunk, 0)) + " AND " +
                           std::to_string(blobId(chunk, kPackedColumn))));
    TRY(connection.execute("DELETE FROM main.chunk_stats WHERE chunk = " + id));
    TRY(connection.execute("DELETE FROM main.chunk_dead WHERE chunk = " + id));
    return connection.execute("DELETE FROM main.chunk WHERE id = " + id);
}

std::string namesToText(const std::vector<NameRange> &names) {
    Json list = Json::array();
    for (const NameRange &range : names) {
        Json entry = Json::array({range.name, range.first, range.rows});
        if (range.timed) {
            entry.push_back(range.earliest.micros);
            entry.push_back(range.latest.micros);
        }
        list.push_back(std::move(entry));
    }
    return dumpJson(list);
}

std::vector<NameRange> namesFromText(std::string_view text) {
    std::vector<NameRange> names;
    const auto list = parseJson(text);
    if (!list || !list->is_array())
        return names;
    for (const Json &entry : *list) {
        if (!entry.is_array() || entry.size() < 3 || !entry[0].is_string())
            return {};
        for (std::size_t i = 1; i < entry.size(); ++i)
            if (!entry[i].is_number_integer())
                return {};
        NameRange range;
        range.name = entry[0].get<std::string>();
        range.first = entry[1].get<std::uint32_t>();
        range.rows = entry[2].get<std::uint32_t>();
        range.timed = entry.size() >= 5;
        if (range.timed) {
            range.earliest.micros = entry[3].get<std::int64_t>();
            range.latest.micros = entry[4].get<std::int64_t>();
        }
        names.push_back(std::move(range));
    }
    return names;
}

} // namespace audience::store
