// Two columns of the same rows, compared value by value. Numbers of any type compare exactly, texts are
// only equal or not. Internal to the matcher.
#pragma once

#include "engine/dense_column.h"

#include <cstdint>
#include <vector>

namespace audience::engine {

class ColumnComparison {
public:
    // `order`: Predicate::Order bits. Both columns must outlive it and be numbers, or of one type.
    ColumnComparison(const DenseColumn &a, const DenseColumn &b, std::uint8_t order, bool ignoreCase);
    // One bit per row from `begin`; rows where either has no value are 0.
    void match(std::size_t begin, std::size_t end, std::uint64_t *words) const;

private:
    template <class Sign> void signs(std::size_t begin, std::size_t end, std::uint64_t *words, Sign sign) const;

    const DenseColumn &m_a, &m_b;
    std::uint8_t m_order;
    std::int64_t m_scaleA = 1, m_scaleB = 1;      // factors that bring decimals to one scale
    double m_divisor = 1;                         // of the exact side, where the other is a double
    std::vector<std::uint32_t> m_classA, m_classB; // by code: equal texts have equal numbers
};

} // namespace audience::engine
