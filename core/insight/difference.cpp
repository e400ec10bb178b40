#include "insight/difference.h"

#include <cmath>

namespace audience::insight {

namespace {

// Lentz's continued fraction of the incomplete beta function.
double betaFraction(double a, double b, double x) {
    constexpr double kTiny = 1e-300, kEnough = 1e-15;
    constexpr int kMost = 500;
    const auto safe = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
    double c = 1, d = 1 / safe(1 - (a + b) * x / (a + 1)), fraction = d;
    for (int m = 1; m <= kMost; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / safe(1 + even * d);
        c = safe(1 + even / c);
        fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / safe(1 + odd * d);
        c = safe(1 + odd / c);
        fraction *= d * c;
        if (std::abs(d * c - 1) < kEnough)
            break;
    }
    return fraction;
}

double incompleteBeta(double a, double b, double x) {
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b;
}

double studentBelow(double t, double freedom) { return 1 - incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2; }

} // namespace

void Moments::add(double value) {
    ++m_count;
    const double step = value - m_mean;
    m_mean += step / static_cast<double>(m_count);
    m_squares += step * (value - m_mean);
}

void Moments::addZeros(std::int64_t count) {
    if (count <= 0)
        return;
    const double before = static_cast<double>(m_count), more = static_cast<double>(count), all = before + more;
    m_squares += m_mean * m_mean * before * more / all;
    m_mean = m_mean * before / all;
    m_count += count;
}

double studentQuantile(double probability, double freedom) {
    double low = 0, high = 1;
    while (studentBelow(high, freedom) < probability && high < 1e12)
        high *= 2;
    for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
        const double middle = (low + high) / 2;
        (studentBelow(middle, freedom) < probability ? low : high) = middle;
    }
    return (low + high) / 2;
}

std::optional<Difference> difference(const Moments &first, const Moments &second) {
    if (first.count() < 2 || second.count() < 2)
        return std::nullopt;
    const double a = first.variance() / static_cast<double>(first.count()), b = second.variance() / static_cast<double>(second.count());
    if (a + b <= 0)
        return std::nullopt;
    Difference found;
    found.mean = first.mean() - second.mean();
    found.freedom = (a + b) * (a + b) / (a * a / static_cast<double>(first.count() - 1) + b * b / static_cast<double>(second.count() - 1));
    const double reach = studentQuantile(0.975, found.freedom) * std::sqrt(a + b);
    found.low = found.mean - reach;
    found.high = found.mean + reach;
    return found;
}

} // namespace audience::insight
