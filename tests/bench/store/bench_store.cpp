// Datasets at full size: a million profiles in and out, then a scattered upsert of a tenth of them
// and late events. One JSON line per measurement. Usage: bench_store [profiles] [file]
#include "base/rng.h"
#include "store/dataset_reader.h"
#include "store/dataset_upkeep.h"
#include "store/dataset_writer.h"
#include "store/identity_map.h"
#include "store/schema.h"
#include "store/virtual_table.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace audience;
using namespace audience::store;
using engine::ColumnData;
using engine::ColumnType;

namespace {

template <class T> T need(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", result.error().id.c_str(), result.error().detail.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

class Stopwatch {
public:
    double milliseconds() const {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_begin)
            .count();
    }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

DatasetInfo peopleInfo() {
    DatasetInfo info;
    info.name = "people";
    info.role = DatasetRole::Profiles;
    info.fields = {{"key", ColumnType::Text, 0},   {"email", ColumnType::Text, 0},
                   {"city", ColumnType::Text, 0},  {"spent", ColumnType::Decimal, 2},
                   {"since", ColumnType::Date, 0}, {"seen", ColumnType::Instant, 0}};
    info.keyField = "key";
    return info;
}

DatasetInfo eventsInfo() {
    DatasetInfo info;
    info.name = "events";
    info.role = DatasetRole::Events;
    info.fields = {{"key", ColumnType::Text, 0},
                   {"what", ColumnType::Text, 0},
                   {"at", ColumnType::Instant, 0},
                   {"amount", ColumnType::Decimal, 2}};
    info.profileField = "key";
    info.nameField = "what";
    info.timeField = "at";
    return info;
}

std::string keyOf(std::uint64_t number) {
    return "c" + std::to_string(1'000'000 + number);
}

ChunkRows emptyRows(const DatasetInfo &info, std::uint32_t rows) {
    ChunkRows chunk;
    chunk.rows = rows;
    for (const auto &field : info.fields) {
        ColumnData column;
        column.type = field.type;
        column.scale = field.scale;
        column.rows = rows;
        chunk.columns.push_back(std::move(column));
    }
    return chunk;
}

ChunkRows makePeople(const DatasetInfo &info, const std::vector<std::uint64_t> &numbers, Rng &rng) {
    ChunkRows chunk = emptyRows(info, static_cast<std::uint32_t>(numbers.size()));
    for (int i = 0; i < 500; ++i)
        chunk.columns[2].dictionary.append("city " + std::to_string(i));
    for (const std::uint64_t number : numbers) {
        chunk.columns[0].texts.append(keyOf(number));
        chunk.columns[1].texts.append(keyOf(number) + "@example.com");
        chunk.columns[2].codes.push_back(static_cast<std::uint32_t>(rng.below(500)));
        chunk.columns[3].ints.push_back(rng.between(0, 1'000'000));
        chunk.columns[4].ints.push_back(rng.between(18'000, 20'000));
        chunk.columns[5].ints.push_back(rng.between(1'600'000'000, 1'700'000'000) *
                                        kMicrosPerSecond);
    }
    return chunk;
}

ChunkRows makeEvents(const DatasetInfo &info, std::uint32_t rows, std::uint64_t people, Rng &rng) {
    ChunkRows chunk = emptyRows(info, rows);
    for (const char *name : {"view", "cart", "purchase"})
        chunk.columns[1].dictionary.append(name);
    for (std::uint32_t i = 0; i < rows; ++i) {
        chunk.columns[0].texts.append(keyOf(rng.below(people)));
        chunk.columns[1].codes.push_back(static_cast<std::uint32_t>(rng.below(3)));
        chunk.columns[2].ints.push_back(rng.between(1'600'000'000, 1'700'000'000) *
                                        kMicrosPerSecond);
        chunk.columns[3].ints.push_back(rng.between(0, 50'000));
    }
    return chunk;
}

struct Phase {
    double identity = 0, encode = 0, store = 0, commit = 0;
    WriteResult result;
};

Phase runImport(const Connection &connection, const DatasetInfo &info, WriteMode mode,
                std::vector<ChunkRows> parts, Instant now) {
    Phase phase;
    Stopwatch load;
    auto identity = need(IdentityMap::load(connection));
    auto writer = need(DatasetWriter::begin(connection, info, mode, now));
    phase.identity += load.milliseconds();
    for (ChunkRows &part : parts) {
        const Stopwatch resolving;
        part.ordinals = identity.resolve(part.columns[0]);
        phase.identity += resolving.milliseconds();
        const Stopwatch encoding;
        auto chunks = need(encodeChunks(writer.info(), std::move(part)));
        phase.encode += encoding.milliseconds();
        const Stopwatch storing;
        for (auto &chunk : chunks)
            need(writer.addChunk(std::move(chunk)));
        phase.store += storing.milliseconds();
    }
    const Stopwatch finishing;
    need(identity.appendTo(writer));
    phase.result = need(writer.commit());
    phase.commit = finishing.milliseconds();
    return phase;
}

std::uintmax_t sizeOf(const std::string &path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    return error ? 0 : size;
}

void print(const char *name, const Phase &phase, std::uintmax_t file, std::uintmax_t wal) {
    std::printf(
        "{\"bench\":\"%s\",\"ms\":%.0f,\"identityMs\":%.0f,\"encodeMs\":%.0f,\"storeMs\":%.0f,"
        "\"commitMs\":%.0f,\"rowsAdded\":%lld,\"rowsReplaced\":%lld,\"rows\":%lld,\"commits\":%lld,"
        "\"largestCommitBytes\":%lld,\"longestCommitMs\":%.1f,\"fileBytes\":%ju,\"walBytes\":%ju}"
        "\n",
        name, phase.identity + phase.encode + phase.store + phase.commit, phase.identity,
        phase.encode, phase.store, phase.commit, static_cast<long long>(phase.result.rowsAdded),
        static_cast<long long>(phase.result.rowsReplaced),
        static_cast<long long>(phase.result.rows), static_cast<long long>(phase.result.commits),
        static_cast<long long>(phase.result.largestCommitBytes),
        static_cast<double>(phase.result.longestCommitMicros) / 1000, file, wal);
}

} // namespace

int main(int argc, char **argv) {
    const std::uint64_t people = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const auto directory = std::filesystem::temp_directory_path();
    const std::string path = argc > 2 ? argv[2] : (directory / "bench_store.audience").string();
    for (const char *suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(path + suffix);
    OpenOptions create;
    create.mode = OpenMode::Create;
    const Connection connection = need(Connection::open(path, create));
    need(connection.execute(
        "PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; "
        "PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST"));
    {
        Transaction transaction = need(Transaction::begin(connection));
        need(createSchema(connection));
        need(transaction.commit());
    }
    const auto sizes = [&](const char *name, const Phase &phase) {
        const auto wal = sizeOf(path + "-wal");
        need(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        print(name, phase, sizeOf(path), wal);
    };
    SeededRng rng(1);
    const Instant now{1'700'000'000 * kMicrosPerSecond};

    std::vector<ChunkRows> parts;
    for (std::uint64_t first = 0; first < people; first += engine::kChunkRows) {
        std::vector<std::uint64_t> numbers;
        for (std::uint64_t i = first;
             i < std::min<std::uint64_t>(people, first + engine::kChunkRows); ++i)
            numbers.push_back(i);
        parts.push_back(makePeople(peopleInfo(), numbers, rng));
    }
    sizes("profiles.append",
          runImport(connection, peopleInfo(), WriteMode::Append, std::move(parts), now));

    parts.clear();
    for (int i = 0; i < 8; ++i)
        parts.push_back(makeEvents(eventsInfo(), engine::kChunkRows, people, rng));
    sizes("events.append",
          runImport(connection, eventsInfo(), WriteMode::Append, std::move(parts), now));

    {
        const Stopwatch reading;
        const auto reader = need(DatasetReader::open(connection, "people"));
        std::uint64_t rows = 0;
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk)
            for (std::size_t field = 0; field < reader.info().fields.size(); ++field)
                rows += need(reader.column(chunk, field)).rows;
        std::printf("{\"bench\":\"profiles.read\",\"ms\":%.1f,\"values\":%ju}\n",
                    reading.milliseconds(), static_cast<std::uintmax_t>(rows));
    }
    {
        std::vector<std::uint64_t> numbers;
        for (std::uint64_t i = 0; i < people / 10; ++i)
            numbers.push_back(rng.below(people + people / 100)); // one in a hundred is new
        parts.clear();
        parts.push_back(makePeople(peopleInfo(), numbers, rng));
        sizes("profiles.upsert", runImport(connection, peopleInfo(), WriteMode::Upsert,
                                           std::move(parts), now + std::chrono::hours(1)));
    }
    parts.clear();
    parts.push_back(makeEvents(eventsInfo(), 100'000, people, rng));
    sizes("events.late", runImport(connection, eventsInfo(), WriteMode::Append, std::move(parts),
                                   now + std::chrono::hours(1)));

    need(registerDatasets(connection));
    for (const char *sql :
         {"SELECT count(*) FROM people", "SELECT count(*), sum(spent) FROM people GROUP BY city",
          "SELECT * FROM people WHERE key = 'c1000077'",
          "SELECT count(*) FROM people p JOIN events e ON e.key = p.key WHERE p.city = 'city 7'"}) {
        const Stopwatch asking;
        Statement statement = need(connection.prepare(sql));
        while (need(statement.step())) {
        }
        std::printf("{\"bench\":\"sql\",\"ms\":%.1f,\"sql\":\"%s\"}\n", asking.milliseconds(), sql);
    }
    const Stopwatch tidying;
    int steps = 0;
    while (need(compact(connection, now)))
        ++steps;
    std::printf("{\"bench\":\"compact\",\"ms\":%.0f,\"steps\":%d}\n", tidying.milliseconds(),
                steps);
    return 0;
}
