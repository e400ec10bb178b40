#include "engine/column_comparison.h"

#include "base/decimal.h"
#include "base/text.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace audience::engine {

namespace {

// 0, 1, 2: below, same, above; Predicate::Order shifts by it.
template <class T> int signOf(T a, T b) { return (a >= b) + (a > b); }

// Exact, although not every int64 is a double.
int signOf(std::int64_t a, double b) {
    constexpr double kTop = 9223372036854775808.0;
    if (b >= kTop)
        return 0;
    if (b < -kTop)
        return 2;
    const auto whole = static_cast<std::int64_t>(b);
    if (a != whole)
        return signOf(a, whole);
    return signOf(0.0, b - static_cast<double>(whole));
}

int scaleOf(const DenseColumn &column) { return column.type == ColumnType::Decimal ? column.scale : 0; }

} // namespace

ColumnComparison::ColumnComparison(const DenseColumn &a, const DenseColumn &b, std::uint8_t order, bool ignoreCase)
    : m_a(a), m_b(b), m_order(order) {
    if (a.dictionary && b.dictionary) {
        std::unordered_map<std::string, std::uint32_t> classes;
        const auto number = [&](const Dictionary &dictionary, std::vector<std::uint32_t> &out) {
            for (std::uint32_t code = 0; code < dictionary.size(); ++code) {
                const std::string_view text = dictionary.at(code);
                out.push_back(classes
                                  .emplace(ignoreCase ? foldCase(text) : std::string(text),
                                           static_cast<std::uint32_t>(classes.size()))
                                  .first->second);
            }
        };
        number(*a.dictionary, m_classA);
        number(*b.dictionary, m_classB);
        return;
    }
    const int scale = std::max(scaleOf(a), scaleOf(b));
    m_scaleA = powerOfTen(scale - scaleOf(a));
    m_scaleB = powerOfTen(scale - scaleOf(b));
    m_divisor = static_cast<double>(powerOfTen(a.type == ColumnType::Double ? scaleOf(b) : scaleOf(a)));
}

template <class Sign>
void ColumnComparison::signs(std::size_t begin, std::size_t end, std::uint64_t *words, Sign sign) const {
    for (std::size_t at = begin; at < end; at += 64) {
        const std::size_t n = std::min<std::size_t>(64, end - at);
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t row = at + i;
            const auto fits = static_cast<std::uint64_t>(m_order >> sign(row) & 1);
            word |= (fits & static_cast<std::uint64_t>(m_a.isValid(row) && m_b.isValid(row))) << i;
        }
        words[(at - begin) >> 6] = word;
    }
}

void ColumnComparison::match(std::size_t begin, std::size_t end, std::uint64_t *words) const {
    const bool isDoubleA = m_a.width == DenseColumn::Width::F64, isDoubleB = m_b.width == DenseColumn::Width::F64;
    if (m_a.dictionary) {
        signs(begin, end, words, [&](std::size_t row) {
            const auto a = static_cast<std::size_t>(m_a.intAt(row)), b = static_cast<std::size_t>(m_b.intAt(row));
            // A column without any text has no codes to look up.
            return a < m_classA.size() && b < m_classB.size() ? signOf(m_classA[a], m_classB[b]) : 0;
        });
    } else if (isDoubleA && isDoubleB) {
        signs(begin, end, words, [&](std::size_t row) { return signOf(m_a.f64[row], m_b.f64[row]); });
    } else if (isDoubleA || isDoubleB) {
        const DenseColumn &exact = isDoubleA ? m_b : m_a, &real = isDoubleA ? m_a : m_b;
        const bool whole = m_divisor == 1;
        signs(begin, end, words, [&, isDoubleA](std::size_t row) {
            const std::int64_t value = exact.intAt(row);
            const int sign = whole ? signOf(value, real.f64[row])
                                   : signOf(static_cast<double>(value) / m_divisor, real.f64[row]);
            return isDoubleA ? 2 - sign : sign;
        });
    } else if (m_scaleA == 1 && m_scaleB == 1) {
        signs(begin, end, words, [&](std::size_t row) { return signOf(m_a.intAt(row), m_b.intAt(row)); });
    } else {
        signs(begin, end, words, [&](std::size_t row) {
            return signOf(static_cast<Int128>(m_a.intAt(row)) * m_scaleA, static_cast<Int128>(m_b.intAt(row)) * m_scaleB);
        });
    }
}

} // namespace audience::engine
