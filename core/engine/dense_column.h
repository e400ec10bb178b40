// A column as the segment engine reads it: one value per row in the narrowest width that holds it, so
// that a test over a million rows is a walk over a few hundred kilobytes. Immutable once made.
#pragma once

#include "engine/column.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace audience::engine {

// value = base + raw * factor; texts hold codes of `dictionary`, doubles lie as they are.
struct DenseColumn {
    enum class Width : std::uint8_t { Bit, U8, U16, U32, I64, F64 };

    ColumnType type = ColumnType::Int64;
    std::uint8_t scale = 0;
    Width width = Width::U8;
    std::size_t size = 0;
    std::int64_t base = 0;
    std::int64_t factor = 1;
    std::vector<std::uint64_t> bits; // Width::Bit
    std::vector<std::uint8_t> u8;
    std::vector<std::uint16_t> u16;
    std::vector<std::uint32_t> u32;
    std::vector<std::int64_t> i64;
    std::vector<double> f64;
    std::vector<std::uint64_t> valid; // bit per row; empty: every row has a value
    std::shared_ptr<const Dictionary> dictionary;

    bool isValid(std::size_t row) const {
        return valid.empty() || (valid[row >> 6] >> (row & 63) & 1) != 0;
    }
    // The integral value (or the code of a text); 0 where there is none.
    std::int64_t intAt(std::size_t row) const;
    std::size_t byteCount() const;
};

// `values` and `valid` as in ColumnData; the values of null rows are ignored.
DenseColumn denseFromInts(ColumnType type, std::uint8_t scale, const std::vector<std::int64_t> &values,
                          std::vector<std::uint64_t> valid);
// NaN counts as no value.
DenseColumn denseFromDoubles(std::vector<double> values, std::vector<std::uint64_t> valid);
DenseColumn denseFromCodes(ColumnType type, std::vector<std::uint32_t> codes,
                           std::shared_ptr<const Dictionary> dictionary,
                           std::vector<std::uint64_t> valid);

// Gathers texts into one dictionary without repeats; codes are in order of first sight.
class DictionaryBuilder {
public:
    DictionaryBuilder();
    ~DictionaryBuilder();
    DictionaryBuilder(DictionaryBuilder &&) noexcept;
    DictionaryBuilder &operator=(DictionaryBuilder &&) noexcept;
    std::uint32_t codeOf(std::string_view text);
    std::shared_ptr<const Dictionary> finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

// Any column of a run of rows in its dense form.
DenseColumn denseFrom(const ColumnData &column);

} // namespace audience::engine
