// Whether two groups differ, and by how much: the difference of their means with the range that holds the truth
// in 95 of 100 cases. Welch's t, so the groups may spread differently. Pure.
#pragma once

#include <cstdint>
#include <optional>

namespace audience::insight {

// Numbers taken one by one; the variance does not suffer where they are large.
class Moments {
public:
    void add(double value);
    void addZeros(std::int64_t count); // many people did nothing
    std::int64_t count() const { return m_count; }
    double mean() const { return m_mean; }
    double variance() const { return m_count > 1 ? m_squares / static_cast<double>(m_count - 1) : 0; } // of the sample

private:
    std::int64_t m_count = 0;
    double m_mean = 0, m_squares = 0;
};

struct Difference {
    double mean = 0, low = 0, high = 0; // of the first group over the second
    double freedom = 0;                 // degrees of it, by Welch and Satterthwaite
    bool isClear() const { return low > 0 || high < 0; }
};

// Nothing where a group has fewer than two, or nobody in either differs from the others.
std::optional<Difference> difference(const Moments &first, const Moments &second);

// The value that Student's t with so many degrees of freedom stays below with this probability, above 0.5.
double studentQuantile(double probability, double freedom);

} // namespace audience::insight
