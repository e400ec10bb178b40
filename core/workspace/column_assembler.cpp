#include "workspace/column_assembler.h"

#include <algorithm>

namespace audience::workspace {

using engine::ColumnType;

ColumnAssembler::ColumnAssembler(const engine::Field &field, std::size_t size)
    : m_field(field), m_valid((size + 63) / 64) {
    if (engine::isTextual(field.type))
        m_codes.resize(size);
    else if (field.type == ColumnType::Double)
        m_doubles.resize(size);
    else
        m_ints.resize(size);
}

engine::DenseColumn ColumnAssembler::finish() {
    // Without a null the bits are not worth their memory.
    const std::size_t size = std::max({m_codes.size(), m_doubles.size(), m_ints.size()});
    bool full = true;
    for (std::size_t word = 0; word < m_valid.size() && full; ++word) {
        const std::size_t rows = std::min<std::size_t>(64, size - word * 64);
        full = m_valid[word] == (rows == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << rows) - 1);
    }
    if (full)
        m_valid.clear();
    if (engine::isTextual(m_field.type))
        return engine::denseFromCodes(m_field.type, std::move(m_codes), m_dictionary.finish(),
                                      std::move(m_valid));
    if (m_field.type == ColumnType::Double)
        return engine::denseFromDoubles(std::move(m_doubles), std::move(m_valid));
    return engine::denseFromInts(m_field.type, m_field.scale, m_ints, std::move(m_valid));
}

std::uint32_t ColumnAssembler::codeOf(std::uint32_t row) {
    if (m_known.empty())
        return m_dictionary.codeOf(m_chunk->textAt(row));
    std::uint32_t &known = m_known[m_chunk->codes[row]];
    if (known == kUnknown)
        known = m_dictionary.codeOf(m_chunk->textAt(row));
    return known;
}

} // namespace audience::workspace
