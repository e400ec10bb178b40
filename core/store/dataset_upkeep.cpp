#include "store/dataset_upkeep.h"

#include "base/fault_point.h"
#include "store/chunk_merge.h"
#include "store/chunk_store.h"
#include "store/dataset_catalog.h"
#include "store/generation_pins.h"
#include "store/kept_load.h"

#include <algorithm>
#include <bit>
#include <map>

namespace audience::store {

namespace {

constexpr std::size_t kMergeCount = 8;
constexpr std::int64_t kMergeBytes = 16 * 1024 * 1024;

// Which chunks to merge: one that is at least half dead, else eight of about the same size.
std::vector<MergeSource> chooseChunks(const std::vector<MergeSource> &live) {
    std::map<int, std::vector<MergeSource>> tiers;
    for (const MergeSource &chunk : live) {
        if (chunk.deadRows * 2 >= chunk.rows && chunk.deadRows > 0)
            return {chunk};
        const std::uint32_t rows = chunk.rows - chunk.deadRows;
        if (rows < engine::kChunkRows / 2)
            tiers[std::bit_width(rows) / 3].push_back(chunk);
    }
    for (const auto &[tier, chunks] : tiers) {
        if (chunks.size() < kMergeCount)
            continue;
        std::vector<MergeSource> chosen;
        std::int64_t bytes = 0;
        std::uint32_t rows = 0;
        for (const MergeSource &chunk : chunks) {
            bytes += chunk.bytes;
            rows += chunk.rows - chunk.deadRows;
            if (chosen.size() > 1 && (bytes > kMergeBytes || rows > engine::kChunkRows))
                break;
            chosen.push_back(chunk);
        }
        if (chosen.size() > 1)
            return chosen;
    }
    return {};
}

Result<std::vector<MergeSource>> liveChunks(const Connection &connection, std::int64_t dataset) {
    std::vector<MergeSource> live;
    TRY_ASSIGN(
        Statement rows,
        connection.prepare(
            "SELECT id, rows, bytes, packed, valid_from, (SELECT coalesce(sum(d.rows), 0) FROM "
            "main.chunk_dead d WHERE d.chunk = c.id) FROM main.chunk c WHERE dataset = ? AND "
            "staged = 0 "
            "AND generation_to IS NULL ORDER BY id"));
    rows.bind(1, dataset);
    while (true) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return live;
        live.push_back({rows.int64(0), static_cast<std::uint32_t>(rows.int64(1)), rows.int64(2),
                        rows.int64(3) != 0, Instant{rows.int64(4)},
                        static_cast<std::uint32_t>(rows.int64(5))});
    }
}

} // namespace

Result<std::int64_t> sweepStaged(const Connection &connection, Instant now) {
    return sweepDeadStage(connection, now);
}

Result<bool> compact(const Connection &connection, Instant now, const UpkeepOptions &options) {
    TRY_ASSIGN(auto entries, readCatalog(connection));
    entries.push_back(identityEntry());
    for (CatalogEntry &entry : entries) {
        TRY_ASSIGN(const auto live, liveChunks(connection, entry.info.id.value));
        const auto chosen = chooseChunks(live);
        if (chosen.empty())
            continue;
        auto stage = ImportStage::enter(connection, entry.info.name, now);
        if (!stage && stage.error().id == "dataset.import_running")
            return false;
        if (!stage)
            return std::move(stage).error();
        // The choice was made before the stage was ours: a generation that moved on makes it void.
        if (entry.info.id.value != kIdentityDataset) {
            TRY_ASSIGN(const auto current, findEntry(connection, entry.info.name));
            if (!current || current->info.generation != entry.info.generation) {
                stage->abandon();
                TRY(sweepDeadStage(connection, now));
                return true;
            }
        }
        auto merged =
            mergeChunks(connection, *stage, entry, chosen, {now, now - options.retention});
        if (!merged) {
            stage->abandon();
            (void)sweepDeadStage(connection, now);
            return std::move(merged).error();
        }
        return true;
    }
    return false;
}

Result<bool> purge(const Connection &connection, Instant now, const UpkeepOptions &options) {
    TRY_ASSIGN(
        Statement rows,
        connection.prepare(
            "SELECT id, dataset, generation_to FROM main.chunk WHERE generation_to IS NOT NULL AND "
            "staged = 0 AND (valid_to IS NULL OR valid_to < ?1) AND (retired_at IS NULL OR "
            "retired_at < ?2) ORDER BY id"));
    rows.bind(1, (now - options.retention).micros).bind(2, (now - options.grace).micros);
    std::int64_t chunk = 0;
    while (chunk == 0) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return false;
        if (rows.int64(2) <= oldestPinned(connection.raw(), rows.int64(1)))
            chunk = rows.int64(0);
    }
    rows.reset();
    TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    TRY(deleteChunk(connection, chunk));
    TRY(transaction.commit());
    faultPoint("purge.committed");
    return true;
}

Result<void> dropDataset(const Connection &connection, std::string_view name, Instant now) {
    TRY_ASSIGN(const ImportStage stage, ImportStage::enter(connection, name, now));
    TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    TRY_ASSIGN(const auto entry, findEntry(connection, name));
    if (entry) {
        const std::string id = std::to_string(entry->info.id.value);
        TRY(connection.execute("UPDATE main.chunk SET generation_to = coalesce(generation_to, " +
                               std::to_string(entry->info.generation + 1) +
                               "), valid_to = NULL, retired_at = " + std::to_string(now.micros) +
                               " WHERE dataset = " + id + " AND staged = 0"));
        TRY(connection.execute("DELETE FROM main.dataset WHERE id = " + id));
        TRY(dropKept(connection, name));
    }
    TRY(stage.leave(connection));
    TRY(transaction.commit());
    if (!entry)
        return Error(ErrorKind::NotFound, "dataset.unknown").with("dataset", name);
    return {};
}

Result<std::optional<DatasetMemo>> rememberDataset(const Connection &connection,
                                                   std::string_view name) {
    TRY_ASSIGN(Statement read, connection.prepare("SELECT generation, rows, updated_at, definition "
                                                  "FROM main.dataset WHERE name = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, name).step());
    if (!row)
        return std::optional<DatasetMemo>();
    return std::optional(DatasetMemo{read.int64(0), read.int64(1), read.int64(2),
                                     std::string(read.text(3))});
}

namespace {

Result<void> reviveChunks(const Connection &connection, const std::string &dataset,
                          const std::string &generation, Instant now) {
    TRY(connection.execute("UPDATE main.chunk SET generation_to = " + generation +
                           " + 1, valid_to = NULL, retired_at = " + std::to_string(now.micros) +
                           " WHERE dataset = " + dataset + " AND generation_from = " + generation +
                           " AND generation_to IS NULL AND staged = 0"));
    TRY(connection.execute(
        "UPDATE main.chunk SET generation_to = NULL, valid_to = NULL, retired_at = NULL "
        "WHERE dataset = " +
        dataset + " AND generation_to = " + generation + " AND staged = 0"));
    return connection.execute("DELETE FROM main.chunk_dead WHERE generation = " + generation +
                              " AND chunk IN (SELECT id FROM main.chunk WHERE dataset = " +
                              dataset + ")");
}

} // namespace

Result<void> undoGeneration(const Connection &connection, std::string_view name,
                            std::int64_t generation, const std::optional<DatasetMemo> &before,
                            Instant now) {
    const Error late = Error(ErrorKind::Conflict, "import.undo_late").with("dataset", name);
    TRY_ASSIGN(const auto current, findEntry(connection, name));
    if (!current || current->info.generation != generation)
        return late;
    if (!before)
        return dropDataset(connection, name, now);
    TRY_ASSIGN(const ImportStage stage, ImportStage::enter(connection, name, now));
    TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    const std::string dataset = std::to_string(current->info.id.value);
    TRY(reviveChunks(connection, dataset, std::to_string(generation), now));
    TRY_ASSIGN(const std::int64_t rows,
               connection.scalar("SELECT coalesce(sum(rows - (SELECT coalesce(sum(d.rows), 0) FROM "
                                 "main.chunk_dead d WHERE d.chunk = c.id)), 0) FROM main.chunk c "
                                 "WHERE staged = 0 AND generation_to IS NULL AND dataset = " +
                                 dataset));
    if (rows != before->rows)
        return late;
    TRY_ASSIGN(Statement save, connection.prepare("UPDATE main.dataset SET generation = ?, rows = "
                                                  "?, updated_at = ?, definition = ? WHERE id = ?"));
    save.bind(1, generation + 1).bind(2, before->rows).bind(3, before->updatedAt);
    TRY(save.bind(4, before->definition).bind(5, current->info.id.value).run());
    TRY(stage.leave(connection));
    return transaction.commit();
}

} // namespace audience::store
