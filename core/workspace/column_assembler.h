// Puts the rows of many chunks into one column in memory, at positions that the caller says. Used while
// one column is loaded; one thread at a time. It does not read chunks.
#pragma once

#include "engine/column.h"
#include "engine/dense_column.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace audience::workspace {

class ColumnAssembler {
public:
    ColumnAssembler(const engine::Field &field, std::size_t size);

    // A chunk's dictionary is looked up once, not once per row.
    void begin(const engine::ColumnData &chunk) {
        m_chunk = &chunk;
        m_known.assign(chunk.codes.empty() ? 0 : chunk.dictionary.size(), kUnknown);
    }
    void put(std::uint32_t row, std::size_t position) {
        if (m_chunk->isNull(row))
            return;
        m_valid[position >> 6] |= std::uint64_t{1} << (position & 63);
        if (!m_ints.empty())
            m_ints[position] = m_chunk->ints[row];
        else if (!m_doubles.empty())
            m_doubles[position] = m_chunk->doubles[row];
        else
            m_codes[position] = codeOf(row);
    }
    engine::DenseColumn finish(); // positions that nothing was put at are null

private:
    static constexpr std::uint32_t kUnknown = 0xffffffff;

    std::uint32_t codeOf(std::uint32_t row);

    engine::Field m_field;
    const engine::ColumnData *m_chunk = nullptr;
    std::vector<std::uint32_t> m_known; // chunk code -> column code
    std::vector<std::uint64_t> m_valid;
    std::vector<std::int64_t> m_ints;
    std::vector<double> m_doubles;
    std::vector<std::uint32_t> m_codes;
    engine::DictionaryBuilder m_dictionary;
};

} // namespace audience::workspace
