#include "ingest/row_decoder.h"

#include "base/text.h"
#include "engine/codec.h"
#include "ingest/csv_record_reader.h"

#include <algorithm>

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
    for (ColumnBuilder &builder : m_builders)
        builder.take();
    return {{}, kNoColumn};
}

void RowDecoder::flush(DecodedPiece &out) {
    DecodedRows batch;
    batch.rows = m_builders.front().rows();
    if (batch.rows == 0)
        return;
    for (ColumnBuilder &builder : m_builders)
        batch.columns.push_back(builder.finish());
    batch.places = std::move(m_places);
    m_places = {};
    out.batches.push_back(std::move(batch));
}

Result<DecodedPiece> RowDecoder::decode(const CsvPiece &piece) {
    DecodedPiece out;
    out.fileOffset = piece.fileOffset;
    out.fileEnd = piece.fileOffset +
                  static_cast<std::int64_t>(sourceBytes(m_plan->dialect.encoding, piece.text));
    Rejects rejects(out);
    if (piece.kind != PieceKind::Records) {
        const bool open = piece.kind == PieceKind::OpenQuote;
        rejects.add(0, piece.fileOffset,
                    open ? "ingest.reject.open_quote" : "ingest.reject.row_too_long", {},
                    piece.text);
        out.records = out.read = 1;
        return out;
    }
    const auto replacedNow = [&] {
        std::size_t total = 0;
        for (const ColumnBuilder &builder : m_builders)
            total += builder.replacedSequences();
        return static_cast<std::int64_t>(total);
    };
    const std::int64_t replacedBefore = replacedNow();
    const bool hasNul = piece.text.find('\0') != std::string::npos;
    // Offsets are into the file: the same as into the text, unless it was decoded.
    std::size_t placed = 0;
    std::int64_t placedByte = piece.fileOffset;
    const auto byteOf = [&](std::size_t offset) {
        placedByte += static_cast<std::int64_t>(
            sourceBytes(m_plan->dialect.encoding,
                        std::string_view(piece.text).substr(placed, offset - placed)));
        placed = offset;
        return placedByte;
    };
    CsvRecordReader reader(piece.text, m_plan->dialect.delimiter, m_plan->dialect.quote);
    for (; reader.next(); ++out.records) {
        if (reader.isBlank())
            continue;
        if (out.read++ % kRowsPerCancelCheck == 0)
            TRY(m_cancel.check());
        const bool nul = hasNul && reader.raw().find('\0') != std::string_view::npos;
        const auto [reason, column] =
            nul ? std::pair<std::string_view, std::size_t>("ingest.reject.nul", kNoColumn)
                : takeRow(reader.fields());
        if (!reason.empty()) {
            rejects.add(out.records, byteOf(reader.offset()), reason,
                        column == kNoColumn ? std::string() : m_plan->field(column).name,
                        reader.raw());
            continue;
        }
        ++out.kept;
        if (m_plan->keepPlaces)
            m_places.push_back({static_cast<std::uint32_t>(out.records),
                                static_cast<std::uint32_t>(reader.offset())});
        if (m_builders.front().rows() == engine::kChunkRows)
            flush(out);
    }
    flush(out);
    out.replaced = replacedNow() - replacedBefore;
    return out;
}

} // namespace audience::ingest
