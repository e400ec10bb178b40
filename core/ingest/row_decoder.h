// Turns pieces of CSV text into typed columns, row by row: a row is taken whole or rejected whole,
// with the reason. One decoder per worker thread; it does not know the workspace.
#pragma once

#include "async/cancel.h"
#include "ingest/column_builder.h"
#include "ingest/csv_splitter.h"
#include "ingest/derive.h"
#include "ingest/field_ends.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace audience::ingest {

// Everything that is decided before the first row is read for good.
struct DecodePlan {
    CsvDialect dialect;
    std::vector<ColumnFormat> columns;                            // of the file, in its order
    std::vector<std::shared_ptr<const DeriveExpression>> derived; // over `columns`
    std::string zone;
    // Positions in columns + derived of what must not be empty, with the reason if it is.
    std::vector<std::pair<std::size_t, std::string>> required;
    std::size_t keyColumn = SIZE_MAX; // its texts are stored trimmed
    bool keepPlaces = false;          // remember where each row stood
    bool provisional = false;         // the columns were decided by the first part of the file alone
    std::size_t width() const { return columns.size() + derived.size(); }
    engine::Field field(std::size_t i) const {
        return i < columns.size() ? columns[i].field : derived[i - columns.size()]->field();
    }
};

// Reasons are stable ids: "ingest.reject.fewer_fields", "...more_fields", "...nul",
// "...cell_too_long",
// "...row_too_long", "...open_quote", "...wrong_type", "...derived", "...no_key", "...no_time",
// "...no_name",
// "...repeated_key" (a note: the row was taken
// and stands for an earlier one of the same key).
struct RowReject {
    std::int64_t row = 0;  // counted from 1 over all records of the file, header included
    std::int64_t byte = 0; // of the row's first byte in the file
    std::string reason;
    std::string column; // where one column is to blame
    std::string raw;    // the row as it stands, at most 4 KB of it
    std::string key = {}; // what names the row where it comes from, as it stands there; empty where nothing does
};

struct RowPlace {
    std::uint32_t record = 0; // within the piece
    std::uint32_t offset = 0; // within its text
};

// Up to engine::kChunkRows rows.
struct DecodedRows {
    std::uint32_t rows = 0;
    std::vector<engine::ColumnData> columns; // in the order of the plan
    std::vector<RowPlace> places;            // if asked for
};

constexpr std::int64_t kKeptRejects = 10'000;

struct DecodedPiece {
    std::int64_t records = 0; // blank lines included, for counting rows
    std::int64_t read = 0;    // without blank lines
    std::int64_t kept = 0, rejected = 0;
    std::int64_t replaced = 0; // invalid UTF-8 sequences
    std::int64_t fileOffset = 0, fileEnd = 0;
    std::vector<RowReject> rejects; // the first ones; `row` counts from 0 within the piece
    std::map<std::pair<std::string, std::string>, std::int64_t> rejectedBy; // reason and column: all of them
    std::vector<std::int64_t> values, words; // per column of the file, of a provisional plan: cells, and isWord()
    std::vector<DecodedRows> batches;
};

class RowDecoder {
public:
    RowDecoder(std::shared_ptr<const DecodePlan> plan, CancelToken cancel);
    // Error "ingest.types_open" when the plan is provisional and a cell speaks against it.
    Result<DecodedPiece> decode(const CsvPiece &piece);

private:
    // Takes the rows from `at` on of which every cell is written plainly, and moves behind them; gives how
    // many there are, which may be fewer than there could be.
    std::size_t takeStraight(std::string_view text, FieldEnds &ends, const char *&at, std::int64_t record);
    Result<void> checkTypes(const std::vector<std::string_view> &fields, DecodedPiece &out) const;
    class LongWay;
    // The reason and the column (or SIZE_MAX) to blame; an empty reason when the row was taken.
    std::pair<std::string_view, std::size_t> takeRow(const std::vector<std::string_view> &fields);
    void flush(DecodedPiece &out);
    std::shared_ptr<const DecodePlan> m_plan;
    CancelToken m_cancel;
    std::vector<ColumnBuilder> m_builders;
    std::vector<std::size_t> m_deriveInputs; // columns that derived ones read
    std::vector<engine::Cell> m_cells;
    std::vector<RowPlace> m_places;
    bool m_maybeStraight = false;
    std::uint64_t m_required = 0; // bit per column of the file
    std::uint32_t m_row = 0;      // of the batch
    std::size_t m_rowsAtOnce = 1; // fewer where rows are not plain
    std::vector<std::int64_t> m_nulls; // of the rows read straight in this piece, by column
};

} // namespace audience::ingest
