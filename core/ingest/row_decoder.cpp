#include "ingest/row_decoder.h"

#include "base/text.h"
#include "engine/codec.h"
#include "ingest/csv_record_reader.h"
#include "ingest/text_conversion.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace audience::ingest {

namespace {

constexpr std::size_t kRawBytes = 4096;
constexpr std::size_t kRawBytesPerPiece = std::size_t{8} << 20;
constexpr std::size_t kNoColumn = SIZE_MAX;
constexpr std::int64_t kRowsPerCancelCheck = 4096;

// At most 4 KB, as valid UTF-8, without the line end.
std::string rawText(std::string_view raw) {
    while (raw.ends_with('\n') || raw.ends_with('\r'))
        raw.remove_suffix(1);
    std::size_t size = std::min(raw.size(), kRawBytes);
    while (size > 0 && size < raw.size() && (static_cast<unsigned char>(raw[size]) & 0xC0) == 0x80)
        --size;
    return repairUtf8(raw.substr(0, size));
}

class Rejects {
public:
    explicit Rejects(DecodedPiece &out) : m_out(out) {}
    void add(std::int64_t record, std::int64_t byte, std::string_view reason, std::string column,
             std::string_view raw) {
        ++m_out.rejected;
        ++m_out.rejectedBy[{std::string(reason), column}];
        if (static_cast<std::int64_t>(m_out.rejects.size()) >= kKeptRejects)
            return;
        RowReject reject{record, byte, std::string(reason), std::move(column), {}};
        if (m_rawBytes < kRawBytesPerPiece)
            reject.raw = rawText(raw);
        m_rawBytes += reject.raw.size();
        m_out.rejects.push_back(std::move(reject));
    }

private:
    DecodedPiece &m_out;
    std::size_t m_rawBytes = 0;
};

} // namespace

RowDecoder::RowDecoder(std::shared_ptr<const DecodePlan> plan, CancelToken cancel)
    : m_plan(std::move(plan)), m_cancel(std::move(cancel)) {
    for (std::size_t i = 0; i < m_plan->width(); ++i) {
        ColumnFormat format;
        if (i < m_plan->columns.size())
            format = m_plan->columns[i];
        format.field = m_plan->field(i);
        m_builders.emplace_back(format, m_plan->zone, i == m_plan->keyColumn);
    }
    for (const auto &derived : m_plan->derived)
        m_deriveInputs.insert(m_deriveInputs.end(), derived->inputs().begin(),
                              derived->inputs().end());
    std::sort(m_deriveInputs.begin(), m_deriveInputs.end());
    m_deriveInputs.erase(std::unique(m_deriveInputs.begin(), m_deriveInputs.end()),
                         m_deriveInputs.end());
    m_cells.resize(m_plan->columns.size());
    const std::size_t width = m_plan->columns.size();
    constexpr std::string_view kPlainDelimiters = ",;\t|";
    m_maybeStraight = m_plan->derived.empty() && width > 1 && width <= FieldEnds::kMostFields &&
                      kPlainDelimiters.find(m_plan->dialect.delimiter) != std::string_view::npos;
    for (const auto &[column, reason] : m_plan->required)
        if (column < 64)
            m_required |= std::uint64_t{1} << column;
}

std::size_t RowDecoder::takeStraight(std::string_view text, FieldEnds &ends, const char *&at,
                                     std::int64_t record) {
    const std::size_t width = m_builders.size();
    const std::size_t wanted = std::min<std::size_t>(m_rowsAtOnce, engine::kChunkRows - m_row);
    const StraightRows rows = ends.rows(static_cast<std::size_t>(at - text.data()), width, wanted);
    std::array<std::uint64_t, FieldEnds::kMostFields> nulls;
    std::size_t taken = rows.count, read = 0;
    for (; taken > 0 && read < width; ++read)
        taken = m_builders[read].readStraight({rows, read}, taken, m_row, (m_required >> read & 1) != 0, nulls[read]);
    for (std::size_t i = 0; i < read; ++i) {
        m_builders[i].keepStraight({rows, i}, taken, m_row, nulls[i]);
        const std::uint64_t kept = taken < 64 ? nulls[i] & ((std::uint64_t{1} << taken) - 1) : nulls[i];
        m_nulls[i] += std::popcount(kept);
    }
    m_rowsAtOnce = taken == wanted ? std::min(2 * wanted, FieldEnds::kMostRows) : std::max<std::size_t>(taken, 1);
    if (m_plan->keepPlaces)
        for (std::size_t i = 0; i < taken; ++i)
            m_places.push_back({static_cast<std::uint32_t>(record) + static_cast<std::uint32_t>(i), rows.begin(i)});
    m_row += static_cast<std::uint32_t>(taken);
    if (taken > 0)
        at = text.data() + rows.begin(taken);
    return taken;
}

std::pair<std::string_view, std::size_t>
RowDecoder::takeRow(const std::vector<std::string_view> &fields) {
    const std::size_t width = m_plan->columns.size();
    if (fields.size() != width)
        return {fields.size() < width ? "ingest.reject.fewer_fields" : "ingest.reject.more_fields",
                kNoColumn};
    for (std::size_t i = 0; i < width; ++i) {
        const CellFault fault = m_builders[i].hold(fields[i]);
        if (fault != CellFault::None)
            return {fault == CellFault::TooLong ? "ingest.reject.cell_too_long"
                                                : "ingest.reject.wrong_type",
                    i};
    }
    for (const std::size_t i : m_deriveInputs)
        m_cells[i] = m_builders[i].heldCell();
    for (std::size_t i = 0; i < m_plan->derived.size(); ++i) {
        const auto value = m_plan->derived[i]->evaluate(m_cells);
        if (!value || m_builders[width + i].hold(*value) != CellFault::None)
            return {"ingest.reject.derived", width + i};
    }
    for (const auto &[column, reason] : m_plan->required)
        if (m_builders[column].holdsNull())
            return {reason, column};
    for (ColumnBuilder &builder : m_builders) {
        builder.setRows(m_row);
        builder.take();
    }
    ++m_row;
    return {{}, kNoColumn};
}

void RowDecoder::flush(DecodedPiece &out) {
    DecodedRows batch;
    batch.rows = m_row;
    if (batch.rows == 0)
        return;
    for (ColumnBuilder &builder : m_builders)
        builder.setRows(m_row);
    m_row = 0;
    for (ColumnBuilder &builder : m_builders)
        batch.columns.push_back(builder.finish());
    batch.places = std::move(m_places);
    m_places = {};
    out.batches.push_back(std::move(batch));
}

// The row that `reader` stands on, whatever it is; the reason of a reject goes to `rejects`.
class RowDecoder::LongWay {
public:
    LongWay(RowDecoder &decoder, const CsvPiece &piece, DecodedPiece &out)
        : m_decoder(decoder), m_piece(piece), m_out(out), m_rejects(out), m_placedByte(piece.fileOffset),
          m_reader(piece.text, decoder.m_plan->dialect.delimiter, decoder.m_plan->dialect.quote),
          m_hasNul(piece.text.find('\0') != std::string::npos) {}

    bool hasNul() const { return m_hasNul; }

    // Moves `at` behind the record; true when a row was taken.
    Result<bool> read(const char *&at, std::int64_t record) {
        const char *const text = m_piece.text.data();
        m_reader.seek(static_cast<std::size_t>(at - text));
        m_reader.next();
        at = text + m_reader.position();
        if (m_reader.isBlank())
            return false;
        ++m_out.read;
        const bool nul = m_hasNul && m_reader.raw().find('\0') != std::string_view::npos;
        if (nul && isMarked())
            return takeMark(record);
        if (m_decoder.m_plan->provisional && !nul)
            TRY(m_decoder.checkTypes(m_reader.fields(), m_out));
        const auto [reason, column] =
            nul ? std::pair<std::string_view, std::size_t>("ingest.reject.nul", kNoColumn)
                : m_decoder.takeRow(m_reader.fields());
        if (reason.empty())
            return true;
        m_rejects.add(record, byteOf(m_reader.offset()), reason,
                      column == kNoColumn ? std::string() : m_decoder.m_plan->field(column).name,
                      m_reader.raw());
        return false;
    }

private:
    bool isMarked() const {
        return m_decoder.m_plan->dialect.form != FileForm::Text && m_reader.raw().front() == kRejectMark && m_reader.fields().size() == 3;
    }
    // What could not be made a record says why itself.
    bool takeMark(std::int64_t record) {
        const auto &fields = m_reader.fields();
        m_rejects.add(record, byteOf(m_reader.offset()), fields[0].substr(1), std::string(fields[1]), fields[2]);
        return false;
    }
    // Offsets are into the file: the same as into the text, unless it was decoded.
    std::int64_t byteOf(std::size_t offset) {
        m_placedByte += static_cast<std::int64_t>(
            sourceBytes(m_decoder.m_plan->dialect.encoding,
                        std::string_view(m_piece.text).substr(m_placed, offset - m_placed)));
        m_placed = offset;
        return m_placedByte;
    }

    RowDecoder &m_decoder;
    const CsvPiece &m_piece;
    DecodedPiece &m_out;
    Rejects m_rejects;
    std::size_t m_placed = 0;
    std::int64_t m_placedByte;
    CsvRecordReader m_reader;
    bool m_hasNul;
};

// What speaks for or against a provisional plan: a row of another width says nothing of its columns.
Result<void> RowDecoder::checkTypes(const std::vector<std::string_view> &fields, DecodedPiece &out) const {
    if (fields.size() != m_plan->columns.size())
        return {};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string_view cell = trimmed(fields[i]);
        if (!fits(m_plan->columns[i], cell))
            return Error(ErrorKind::Conflict, "ingest.types_open")
                .with("column", m_plan->columns[i].field.name);
        out.values[i] += cell.empty() ? 0 : 1;
        out.words[i] += m_plan->columns[i].field.type == engine::ColumnType::Text && isWord(cell) ? 1 : 0;
    }
    return {};
}

Result<DecodedPiece> RowDecoder::decode(const CsvPiece &piece) {
    DecodedPiece out;
    out.fileOffset = piece.fileOffset;
    out.fileEnd = piece.fileOffset +
                  static_cast<std::int64_t>(sourceBytes(m_plan->dialect.encoding, piece.text));
    out.values.resize(m_plan->columns.size());
    out.words.resize(m_plan->columns.size());
    if (piece.kind != PieceKind::Records) {
        const bool open = piece.kind == PieceKind::OpenQuote;
        Rejects(out).add(0, piece.fileOffset,
                         open ? "ingest.reject.open_quote" : "ingest.reject.row_too_long", {}, piece.text);
        out.records = out.read = 1;
        return out;
    }
    for (const ColumnBuilder &builder : m_builders)
        out.replaced -= static_cast<std::int64_t>(builder.replacedSequences());
    for (std::size_t i = 0; i < out.words.size(); ++i)
        out.words[i] -= m_builders[i].words();
    m_nulls.assign(out.values.size(), 0);
    std::int64_t straightRows = 0;
    LongWay longWay(*this, piece, out);
    FieldEnds ends(piece.text, m_plan->dialect.delimiter);
    const bool straight = m_maybeStraight && !longWay.hasNul();
    const char *at = piece.text.data(), *const end = at + piece.text.size();
    for (std::int64_t checked = -kRowsPerCancelCheck; at < end;) {
        if (out.records - checked >= kRowsPerCancelCheck) {
            TRY(m_cancel.check());
            checked = out.records;
        }
        if (m_row == engine::kChunkRows)
            flush(out);
        if (straight) {
            const auto taken = static_cast<std::int64_t>(takeStraight(piece.text, ends, at, out.records));
            straightRows += taken;
            out.records += taken;
            out.read += taken;
            out.kept += taken;
            if (taken > 0)
                continue;
        }
        const auto offset = static_cast<std::uint32_t>(at - piece.text.data());
        const std::int64_t record = out.records++;
        TRY_ASSIGN(const bool taken, longWay.read(at, record));
        if (!taken)
            continue;
        ++out.kept;
        if (m_plan->keepPlaces)
            m_places.push_back({static_cast<std::uint32_t>(record), offset});
    }
    flush(out);
    for (const ColumnBuilder &builder : m_builders)
        out.replaced += static_cast<std::int64_t>(builder.replacedSequences());
    for (std::size_t i = 0; i < out.words.size(); ++i) {
        out.words[i] += m_builders[i].words();
        out.values[i] += straightRows - m_nulls[i];
    }
    return out;
}

} // namespace audience::ingest
