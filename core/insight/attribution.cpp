#include "insight/attribution.h"

#include <algorithm>
#include <numeric>

namespace audience::insight {

std::vector<Credit> attribute(const std::vector<Touch> &touches, const std::vector<Purchase> &purchases,
                              std::chrono::microseconds window) {
    std::vector<std::size_t> order(touches.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto before = [&](std::size_t a, std::size_t b) {
        return touches[a].person != touches[b].person ? touches[a].person < touches[b].person : touches[a].at < touches[b].at;
    };
    std::stable_sort(order.begin(), order.end(), before);
    std::vector<Credit> credits;
    for (std::size_t i = 0; i < purchases.size(); ++i) {
        const Purchase &purchase = purchases[i];
        const auto after = std::partition_point(order.begin(), order.end(), [&](std::size_t index) {
            const Touch &touch = touches[index];
            return touch.person != purchase.person ? touch.person < purchase.person : touch.at <= purchase.at;
        });
        if (after == order.begin())
            continue;
        const Touch &last = touches[*(after - 1)];
        if (last.person == purchase.person && purchase.at - last.at <= window)
            credits.push_back({i, *(after - 1)});
    }
    return credits;
}

void DecimalSum::add(Decimal value) {
    Int128 mantissa = value.mantissa;
    int scale = value.scale;
    for (; scale < m_scale; ++scale)
        mantissa *= 10;
    for (; m_scale < scale; ++m_scale)
        m_mantissa *= 10;
    m_mantissa += mantissa;
}

Decimal DecimalSum::total() const {
    Int128 mantissa = m_mantissa;
    int scale = m_scale;
    constexpr Int128 kHighest = INT64_MAX;
    while ((mantissa > kHighest || mantissa < -kHighest) && scale > 0) {
        mantissa = (mantissa + (mantissa < 0 ? -5 : 5)) / 10;
        --scale;
    }
    return {static_cast<std::int64_t>(mantissa), static_cast<std::uint8_t>(scale)};
}

} // namespace audience::insight
