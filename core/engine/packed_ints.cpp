#include "engine/packed_ints.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>

namespace audience::engine {

namespace {

enum class BlockMode : std::uint8_t { Offsets = 0, Deltas = 1 };

// A value of up to 57 bits at any bit position lies within the eight bytes from its first byte;
// wider ones are stored whole.
constexpr unsigned kMaxPackedBits = 57;
constexpr unsigned kWholeBits = 64;

unsigned widthOf(std::uint64_t largest) {
    const auto bits = static_cast<unsigned>(std::bit_width(largest));
    return bits > kMaxPackedBits ? kWholeBits : bits;
}

std::size_t packedBytes(std::size_t count, unsigned bits) {
    return (count * bits + 7) / 8;
}

void packBits(std::string &out, std::span<const std::uint64_t> values, unsigned bits) {
    if (bits == 0)
        return;
    const std::size_t begin = out.size();
    out.resize(begin + packedBytes(values.size(), bits) + 8);
    char *to = out.data() + begin;
    std::uint64_t word = 0;
    unsigned filled = 0;
    for (const std::uint64_t value : values) {
        word |= value << filled;
        filled += bits;
        if (filled < 64)
            continue;
        std::memcpy(to, &word, 8);
        to += 8;
        filled -= 64;
        word = filled != 0 ? value >> (bits - filled) : 0;
    }
    std::memcpy(to, &word, 8);
    out.resize(begin + packedBytes(values.size(), bits));
}

// Reads up to eight bytes past the last value.
template <unsigned Bits> void unpackBits(const char *from, std::uint64_t *to, std::size_t count) {
    if constexpr (Bits == 0) {
        std::fill_n(to, count, 0);
    } else if constexpr (Bits > kMaxPackedBits) {
        std::memcpy(to, from, count * 8);
    } else {
        constexpr std::uint64_t mask = (std::uint64_t{1} << Bits) - 1;
        for (std::size_t i = 0; i < count; i += 8, from += Bits) { // eight values fill Bits bytes
            const std::size_t run = std::min<std::size_t>(8, count - i);
            for (std::size_t k = 0; k < run; ++k) {
                std::uint64_t word;
                std::memcpy(&word, from + k * Bits / 8, 8);
                to[i + k] = (word >> (k * Bits % 8)) & mask;
            }
        }
    }
}

using Unpack = void (*)(const char *, std::uint64_t *, std::size_t);
template <std::size_t... Bits>
constexpr std::array<Unpack, sizeof...(Bits)> unpackTable(std::index_sequence<Bits...>) {
    return {unpackBits<Bits>...};
}
constexpr auto kUnpack = unpackTable(std::make_index_sequence<kWholeBits + 1>());

// The largest number that divides every distance from `low`; 1 where there is none.
std::uint64_t commonFactor(std::span<const std::int64_t> values, std::int64_t low) {
    std::uint64_t factor = 0;
    for (const std::int64_t value : values) {
        const std::uint64_t distance =
            static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(low);
        if (factor == 0)
            factor = distance;
        else if (distance % factor != 0)
            factor = std::gcd(factor, distance);
        if (factor == 1)
            break;
    }
    return std::max<std::uint64_t>(factor, 1);
}

struct BlockHead {
    BlockMode mode = BlockMode::Offsets;
    unsigned bits = 0;
    std::uint64_t base = 0;
    std::uint64_t step = 0; // the smallest difference; Deltas only
};

void packBlock(std::string &out, std::span<const std::int64_t> values, std::uint64_t factor) {
    std::array<std::uint64_t, kBlockValues> offsets, deltas;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    BlockHead head;
    head.base = static_cast<std::uint64_t>(*low);
    const std::uint64_t range = (static_cast<std::uint64_t>(*high) - head.base) / factor;
    head.bits = widthOf(range);
    for (std::size_t i = 0; i < values.size(); ++i)
        offsets[i] = static_cast<std::uint64_t>(values[i]) - head.base;
    if (factor != 1)
        for (std::size_t i = 0; i < values.size(); ++i)
            offsets[i] /= factor;
    const std::uint64_t *packed = offsets.data();
    if (head.bits <= kMaxPackedBits && values.size() > 1) { // differences fit an int64
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        std::int64_t most = std::numeric_limits<std::int64_t>::min();
        for (std::size_t i = 1; i < values.size(); ++i) {
            const auto delta = static_cast<std::int64_t>(offsets[i] - offsets[i - 1]);
            least = std::min(least, delta);
            most = std::max(most, delta);
        }
        const unsigned bits = widthOf(static_cast<std::uint64_t>(most - least));
        if (bits + 1 < head.bits) { // undoing differences costs time; one bit is not worth it
            deltas[0] = 0;
            for (std::size_t i = 1; i < values.size(); ++i)
                deltas[i] = offsets[i] - offsets[i - 1] - static_cast<std::uint64_t>(least);
            head = {BlockMode::Deltas, bits, static_cast<std::uint64_t>(values[0]),
                    static_cast<std::uint64_t>(least)};
            packed = deltas.data();
        }
    }
    putRaw(out, static_cast<std::uint8_t>(head.mode));
    putRaw(out, static_cast<std::uint8_t>(head.bits));
    putRaw(out, head.base);
    if (head.mode == BlockMode::Deltas)
        putRaw(out, head.step);
    packBits(out, {packed, values.size()}, head.bits);
}

bool unpackBlock(ByteReader &in, std::span<std::int64_t> values, std::uint64_t factor) {
    std::uint8_t mode = 0, bits = 0;
    std::uint64_t base = 0, step = 0;
    if (!in.read(mode) || !in.read(bits) || !in.read(base))
        return false;
    if (mode > 1 || (bits > kMaxPackedBits && bits != kWholeBits))
        return false;
    if (mode == 1 && !in.read(step))
        return false;
    std::string_view packed;
    if (!in.take(packedBytes(values.size(), bits), packed))
        return false;
    std::array<std::uint64_t, kBlockValues> raw;
    if (in.left().size() >= 8) {
        kUnpack[bits](packed.data(), raw.data(), values.size());
    } else { // the kernels read past the end
        std::array<char, kBlockValues * 8 + 8> padded;
        std::copy(packed.begin(), packed.end(), padded.begin());
        std::fill_n(padded.begin() + static_cast<std::ptrdiff_t>(packed.size()), 8, char{0});
        kUnpack[bits](padded.data(), raw.data(), values.size());
    }
    // Unsigned arithmetic: whatever the bytes say, the result is some number.
    if (mode == 1) {
        std::uint64_t value = base;
        values[0] = static_cast<std::int64_t>(value);
        for (std::size_t i = 1; i < values.size(); ++i) {
            value += (raw[i] + step) * factor;
            values[i] = static_cast<std::int64_t>(value);
        }
    } else {
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<std::int64_t>(base + raw[i] * factor);
    }
    return true;
}

} // namespace

void packInts(std::string &out, std::span<const std::int64_t> values) {
    if (values.empty())
        return;
    const std::uint64_t factor =
        commonFactor(values, *std::min_element(values.begin(), values.end()));
    putRaw(out, factor);
    for (std::size_t i = 0; i < values.size(); i += kBlockValues)
        packBlock(out, values.subspan(i, std::min(kBlockValues, values.size() - i)), factor);
}

bool unpackInts(ByteReader &in, std::span<std::int64_t> values) {
    if (values.empty())
        return true;
    std::uint64_t factor = 0;
    if (!in.read(factor))
        return false;
    for (std::size_t i = 0; i < values.size(); i += kBlockValues)
        if (!unpackBlock(in, values.subspan(i, std::min(kBlockValues, values.size() - i)), factor))
            return false;
    return true;
}

} // namespace audience::engine
