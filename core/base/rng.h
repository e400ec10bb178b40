// Random numbers: seeded and identical on every platform for data and simulation, from the system for ids.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace audience {

class Rng {
public:
    virtual ~Rng() = default;
    virtual std::uint64_t next() = 0;

    // Uniform in [0, bound); bound 0 gives 0.
    std::uint64_t below(std::uint64_t bound);
    // Uniform in [low, high].
    std::int64_t between(std::int64_t low, std::int64_t high);
    // Uniform in [0, 1) with 53 bits.
    double real();
    bool chance(double probability) { return real() < probability; }
};

// xoshiro256** (Blackman, Vigna 2018), seeded through SplitMix64.
class SeededRng final : public Rng {
public:
    explicit SeededRng(std::uint64_t seed);
    std::uint64_t next() override;

private:
    std::array<std::uint64_t, 4> m_state;
};

class SystemRng final : public Rng {
public:
    std::uint64_t next() override;
};

// 32 lower-case hex digits with 122 random bits, in the form of a version-4 UUID with dashes.
std::string makeUuid(Rng &rng);

} // namespace audience
