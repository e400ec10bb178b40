#include "store/column_edit.h"

#include "base/text.h"

namespace audience::store {

using engine::ColumnData;

ColumnData nullColumn(const engine::Field &field, std::uint32_t rows) {
    ColumnData column;
    column.type = field.type;
    column.scale = field.scale;
    column.rows = rows;
    column.valid.assign((rows + 63) / 64, 0);
    if (engine::isTextual(field.type)) {
        column.dictionary.append("");
        column.codes.assign(rows, 0);
    } else if (field.type == engine::ColumnType::Double) {
        column.doubles.assign(rows, 0);
    } else {
        column.ints.assign(rows, 0);
    }
    return column;
}

namespace {

void pickValidity(ColumnData &to, const ColumnData &from, std::span<const std::uint32_t> rows) {
    const std::uint32_t begin = to.rows;
    to.rows += static_cast<std::uint32_t>(rows.size());
    if (from.valid.empty() && to.valid.empty())
        return;
    if (to.valid.empty())
        to.valid.assign((begin + 63) / 64, ~std::uint64_t{0});
    to.valid.resize((to.rows + 63) / 64, ~std::uint64_t{0});
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        if (from.isNull(rows[i]))
            to.valid[(begin + i) >> 6] &= ~(std::uint64_t{1} << ((begin + i) & 63));
}

} // namespace

void appendRows(ColumnData &to, const ColumnData &from, std::span<const std::uint32_t> rows) {
    pickValidity(to, from, rows);
    const auto add = [&](auto &values, const auto &source) {
        std::size_t at = values.size();
        values.resize(at + rows.size());
        for (const std::uint32_t row : rows)
            values[at++] = source[row];
    };
    if (engine::isIntegral(to.type))
        add(to.ints, from.ints);
    else if (to.type == engine::ColumnType::Double)
        add(to.doubles, from.doubles);
    else
        for (const std::uint32_t row : rows)
            to.texts.append(from.textAt(row));
}

ColumnData pickRows(const ColumnData &column, std::span<const std::uint32_t> rows) {
    ColumnData picked;
    picked.type = column.type;
    picked.scale = column.scale;
    if (column.codes.empty()) {
        appendRows(picked, column, rows);
        return picked;
    }
    pickValidity(picked, column, rows);
    picked.dictionary = column.dictionary;
    picked.codes.reserve(rows.size());
    for (const std::uint32_t row : rows)
        picked.codes.push_back(column.codes[row]);
    return picked;
}

std::string keyText(const ColumnData &column, std::uint32_t row) {
    if (column.isNull(row))
        return {};
    if (engine::isTextual(column.type))
        return std::string(trimmed(column.textAt(row)));
    if (column.type == engine::ColumnType::Int64) // nearly every key
        return std::to_string(column.ints[row]);
    return engine::toText(engine::cellAt(column, row));
}

} // namespace audience::store
