#include "quality/notation.h"

#include "base/text.h"
#include "ingest/cell_shape.h"

namespace audience::quality {

namespace {

namespace shape = ingest::shape;

// The first character that is no digit.
std::string separatorOf(std::string_view cell) {
    for (const char c : cell)
        if (c < '0' || c > '9')
            return std::string(1, c);
    return {};
}

// What all cells can be; of 3/4/2026 nothing is known until one of them has a day above twelve.
std::string notationOf(const std::vector<std::string_view> &cells) {
    std::uint32_t common = shape::kDates | shape::kCompact;
    for (const std::string_view cell : cells)
        common &= ingest::shapeOf(cell);
    if (cells.empty() || common == 0)
        return {};
    const std::string between = separatorOf(cells.front());
    if ((common & shape::kYmd) != 0)
        return "YYYY" + between + "MM" + between + "DD";
    if ((common & shape::kCompact) != 0)
        return "YYYYMMDD";
    if ((common & (shape::kDmy | shape::kMdy)) == (shape::kDmy | shape::kMdy))
        return {};
    return (common & shape::kDmy) != 0 ? "D" + between + "M" + between + "YYYY" : "M" + between + "D" + between + "YYYY";
}

} // namespace

std::map<std::string, std::string> notationsIn(const ingest::Preview &preview) {
    std::map<std::string, std::string> notations;
    for (std::size_t i = 0; i < preview.fields.size(); ++i) {
        const engine::Field &field = preview.fields[i].field;
        if (field.type != engine::ColumnType::Date && field.type != engine::ColumnType::Instant)
            continue;
        std::vector<std::string_view> cells;
        for (const auto &row : preview.rows)
            if (i < row.size() && !trimmed(row[i]).empty())
                cells.push_back(trimmed(row[i]));
        if (std::string notation = notationOf(cells); !notation.empty())
            notations.emplace(field.name, std::move(notation));
    }
    return notations;
}

} // namespace audience::quality
