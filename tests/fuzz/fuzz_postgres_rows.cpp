// links: audience_warehouse
// Any bytes as a binary COPY, in any pieces: rows follow each other without a gap, and every one of them is taken or refused.
#include "warehouse/postgres_rows.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace audience;
using namespace audience::warehouse;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size < 3)
        return 0;
    using engine::ColumnType;
    const std::vector<PostgresColumn> all{{{"a", ColumnType::Bool, 0}, PostgresWire::Bool, false, {}},
                                          {{"b", ColumnType::Int64, 0}, PostgresWire::Int4, false, {}},
                                          {{"c", ColumnType::Decimal, 2}, PostgresWire::Numeric, false, {}},
                                          {{"d", ColumnType::Decimal, 18}, PostgresWire::Int8, false, {}},
                                          {{"e", ColumnType::Double, 0}, PostgresWire::Float4, false, {}},
                                          {{"f", ColumnType::Text, 0}, PostgresWire::Text, true, "ingest.reject.no_key"},
                                          {{"g", ColumnType::Text, 0}, PostgresWire::Uuid, false, {}},
                                          {{"h", ColumnType::Json, 0}, PostgresWire::Text, false, {}},
                                          {{"i", ColumnType::Date, 0}, PostgresWire::Date, false, {}},
                                          {{"j", ColumnType::Instant, 0}, PostgresWire::Timestamp, false, {}}};
    const std::size_t width = 1 + data[0] % all.size(), first = data[1] % (all.size() - width + 1);
    const std::size_t piece = 1 + data[2];
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(first);
    const PostgresRows rows(std::vector<PostgresColumn>(from, from + static_cast<std::ptrdiff_t>(width)), std::nullopt);
    const std::string_view bytes(reinterpret_cast<const char *>(data + 3), size - 3);
    PostgresCopyFrame frame(rows.width());
    RawPage page;
    frame.input() = postgresCopyHeader();
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        frame.input() += bytes.substr(at, piece);
        if (!frame.take(page.bytes, page.ends, 1000, 1 << 20))
            return 0; // as the reader does: a page that ends in a fault is not used
    }
    page.rows = static_cast<std::uint32_t>(page.ends.size());
    if (!page.ends.empty() && (page.ends.back() != page.bytes.size() || !std::is_sorted(page.ends.begin(), page.ends.end())))
        std::abort();
    const TypedPage typed = rows.decode(page);
    std::int64_t kept = 0;
    for (const auto &batch : typed.batches) {
        kept += batch.rows;
        for (const auto &column : batch.columns)
            for (std::uint32_t row = 0; row < batch.rows; ++row)
                (void)engine::toText(engine::cellAt(column, row));
    }
    if (typed.read != page.rows || kept + static_cast<std::int64_t>(typed.rejects.size()) != page.rows)
        std::abort();
    for (const PostgresColumn &column : all)
        (void)postgresText(column.wire, bytes);
    return 0;
}
