#include "store/column_edit.h"

#include "base/text.h"

#include <algorithm>

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

// In steps, so that what is cleared is still in the cache when it is filled.
template <class T>
void addPicked(std::vector<T> &to, const std::vector<T> &from, std::span<const std::uint32_t> rows) {
    constexpr std::size_t kStep = 1024;
    if (to.capacity() - to.size() < rows.size())
        to.reserve(std::max(to.size() + rows.size(), to.capacity() * 2));
    for (; !rows.empty(); rows = rows.subspan(std::min(kStep, rows.size()))) {
        std::size_t at = to.size();
        to.resize(at + std::min(kStep, rows.size()));
        for (const std::uint32_t row : rows.first(std::min(kStep, rows.size())))
            to[at++] = from[row];
    }
}

} // namespace

void appendRows(ColumnData &to, const ColumnData &from, std::span<const std::uint32_t> rows) {
    pickValidity(to, from, rows);
    if (engine::isIntegral(to.type))
        addPicked(to.ints, from.ints, rows);
    else if (to.type == engine::ColumnType::Double)
        addPicked(to.doubles, from.doubles, rows);
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
    addPicked(picked.codes, column.codes, rows);
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
