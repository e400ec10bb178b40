#include "base/rng.h"

#include <fmt/format.h>

#include <bit>
#include <random>

namespace audience {

std::uint64_t Rng::below(std::uint64_t bound) {
    if (bound == 0)
        return 0;
    // Rejection keeps the result unbiased.
    const std::uint64_t limit = ~std::uint64_t{0} - (~std::uint64_t{0} % bound + 1) % bound;
    std::uint64_t value = next();
    while (value > limit)
        value = next();
    return value % bound;
}

std::int64_t Rng::between(std::int64_t low, std::int64_t high) {
    const auto span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + below(span));
}

double Rng::real() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

SeededRng::SeededRng(std::uint64_t seed) {
    for (auto &word : m_state) {
        seed += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        word = z ^ (z >> 31);
    }
}

std::uint64_t SeededRng::next() {
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

std::uint64_t SystemRng::next() {
    thread_local std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32) ^ device();
}

std::string makeUuid(Rng &rng) {
    const std::uint64_t a = (rng.next() & ~0xF000ULL) | 0x4000ULL;
    const std::uint64_t b = (rng.next() & ~(3ULL << 62)) | (2ULL << 62);
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", a >> 32, (a >> 16) & 0xFFFF, a & 0xFFFF,
                       b >> 48, b & 0xFFFFFFFFFFFFULL);
}

} // namespace audience
