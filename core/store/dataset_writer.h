// One import into one dataset: chunks are staged in small commits that nobody sees, then one small
// transaction switches the dataset to its new generation. Belongs to the thread of its connection
// (the writer); between calls the write lock is free. One import runs per workspace at a time.
#pragma once

#include "engine/bitmap.h"
#include "store/chunk_encoder.h"
#include "store/connection.h"
#include "store/dataset_reader.h"
#include "store/text_index.h"

#include <memory>
#include <optional>
#include <string>

namespace audience::store {

enum class WriteMode {
    Append,  // with a key field: the same as Upsert
    Replace, // the new rows are the dataset; for profiles the old ones stay as history
    Upsert   // by key: a row whose key exists supersedes it, the last row of an import wins
};

struct WriteResult {
    std::int64_t rowsAdded = 0;    // live rows this import brought
    std::int64_t rowsReplaced = 0; // live rows it superseded
    std::int64_t duplicates = 0;   // rows superseded by a later row of the same import
    std::int64_t rowsRemoved = 0;  // by removeOthers()
    std::int64_t rows = 0;         // live rows of the dataset now
    std::int64_t generation = 0;
    std::int64_t commits = 0; // staged commits, with the largest and the longest of them
    std::int64_t largestCommitBytes = 0, longestCommitMicros = 0;
};

// Whether rows of `wanted` can go to a dataset that is there; fields it lacks are none of its business.
// Errors: "dataset.role_changed" {dataset}, "dataset.key_changed" {dataset, expected, found},
// "dataset.field_type" {dataset, field, expected, found}.
Result<void> checkExtends(const DatasetInfo &info, const DatasetInfo &wanted);

class DatasetWriter {
public:
    // `wanted` names the dataset and its fields; id, rows and generation are ignored. A dataset of
    // that name is extended: fields it lacks are added at the end (or, replacing, become the new
    // list). Errors: "dataset.import_running" {dataset}, "dataset.name_invalid" {name, reason},
    // "dataset.field_unknown" {dataset, field}, "dataset.no_key" {dataset}, those of checkExtends().
    static Result<DatasetWriter> begin(const Connection &connection, const DatasetInfo &wanted,
                                       WriteMode mode, Instant now);
    // As begin() with Replace, but what keep() left is part of it already. Error "dataset.nothing_kept" {dataset} where
    // there is nothing, or it is of another generation or of other fields.
    static Result<DatasetWriter> goOn(const Connection &connection, const DatasetInfo &wanted, Instant now);
    DatasetWriter(DatasetWriter &&) noexcept;
    DatasetWriter &operator=(DatasetWriter &&) noexcept;
    ~DatasetWriter(); // aborts an import that was not committed

    // The dataset as it will be; chunks are made of these fields in this order.
    const DatasetInfo &info() const;

    // Stages one chunk; commits of staged chunks hold at most 16 MB. Errors: "dataset.import_lost"
    // {dataset} when somebody swept this import, "dataset.key_missing" {dataset, row}.
    Result<void> addChunk(EncodedChunk chunk);
    // Any number of rows, cut into chunks and encoded here.
    Result<void> addRows(ChunkRows rows);
    // Of a dataset with a key, not replacing: the rows whose key is not among these go with the switch, as superseded ones
    // do. Gives how many. The first is for profiles, the second for tables.
    std::int64_t removeOthers(const engine::Bitmap &stay);
    std::int64_t removeOthers(const TextIndex &stay);
    // Of a dataset without a key, appending and before the first chunk: the rows whose text in this field is one of these go
    // with the switch. Gives how many.
    Result<std::int64_t> removeWhere(const std::string &field, const std::vector<std::string> &texts);
    // While replacing: what is staged so far stays, seen by nobody, also when this import ends without commit(), until
    // goOn(), another import that replaces, or a day later. `body` is what findKept() gives. People it named stay known.
    Result<void> keep(std::string_view body, Instant now);
    // Commits what is staged so far and says that the import is alive; call it while waiting long.
    Result<void> keepAlive(Instant now);

    // The rows as they will be after the switch, on a connection of the caller's: what looks at them does not hold up others.
    // Call it between addChunk() and commit(); the reader is of no use after abort().
    Result<DatasetReader> preview(const Connection &connection) const;

    // While replacing by key: how many of the rows that are there have a key that no staged row has. On a connection of the
    // caller's. Nothing where keys say nothing of it: there are none, or they were of another field.
    Result<std::optional<std::int64_t>> keysGone(const Connection &connection) const;

    // The switch: after it every new reader sees the new generation, before it none does.
    Result<WriteResult> commit();
    Result<void> abort();

private:
    friend Result<void> stageIdentities(DatasetWriter &writer, std::vector<ChunkRows> parts);
    struct State;
    static Result<DatasetWriter> enter(const Connection &connection, const DatasetInfo &wanted, WriteMode mode, Instant now, bool goesOn);
    explicit DatasetWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace audience::store
