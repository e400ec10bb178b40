#include "engine/packed_ints.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

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

// Division by one number, again and again, as a multiplication: exact for its multiples.
class ExactDivisor {
public:
    explicit ExactDivisor(std::uint64_t divisor)
        : m_shift(static_cast<unsigned>(std::countr_zero(divisor))), m_odd(divisor >> m_shift),
          m_limit(std::numeric_limits<std::uint64_t>::max() / m_odd), m_inverse(m_odd) {
        for (int i = 0; i < 5; ++i) // each step doubles the bits that are right
            m_inverse *= 2 - m_odd * m_inverse;
    }
    bool divides(std::uint64_t value) const {
        const std::uint64_t low = (std::uint64_t{1} << m_shift) - 1;
        return (value & low) == 0 && (value >> m_shift) * m_inverse <= m_limit;
    }
    std::uint64_t quotient(std::uint64_t multiple) const { return (multiple >> m_shift) * m_inverse; }

private:
    unsigned m_shift;
    std::uint64_t m_odd, m_limit, m_inverse;
};

// The largest number that divides every distance from `low`; 1 where there is none.
std::uint64_t commonFactor(std::span<const std::int64_t> values, std::int64_t low) {
    std::uint64_t factor = 0;
    ExactDivisor divisor(1);
    for (const std::int64_t value : values) {
        const std::uint64_t distance =
            static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(low);
        if (distance == 0 || (factor != 0 && divisor.divides(distance)))
            continue;
        factor = std::gcd(factor, distance);
        divisor = ExactDivisor(factor);
        if (factor == 1)
            break;
    }
    return std::max<std::uint64_t>(factor, 1);
}

using Range = PackedRange;

Range rangeOf(std::span<const std::int64_t> values) {
    Range range;
    for (const std::int64_t value : values) {
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range;
}

struct BlockHead {
    BlockMode mode = BlockMode::Offsets;
    unsigned bits = 0;
    std::uint64_t base = 0;
    std::uint64_t step = 0; // the smallest difference; Deltas only
};

void putHead(std::string &out, const BlockHead &head) {
    putRaw(out, static_cast<std::uint8_t>(head.mode));
    putRaw(out, static_cast<std::uint8_t>(head.bits));
    putRaw(out, head.base);
    if (head.mode == BlockMode::Deltas)
        putRaw(out, head.step);
}

// The smallest and largest difference of neighbours.
Range stepsOf(std::span<const std::uint64_t> offsets) {
    Range steps;
    for (std::size_t i = 1; i < offsets.size(); ++i) {
        const auto step = static_cast<std::int64_t>(offsets[i] - offsets[i - 1]);
        steps.low = std::min(steps.low, step);
        steps.high = std::max(steps.high, step);
    }
    return steps;
}

// Whether packing differences would save more than undoing them costs; `steps` are those of all offsets
// then. One bit is not worth it, and a few differences mostly tell.
bool deltasPay(std::span<const std::uint64_t> offsets, unsigned bits, Range &steps) {
    constexpr std::size_t kFew = 32;
    if (bits > kMaxPackedBits || bits < 2 || offsets.size() < 2) // below, differences fit an int64
        return false;
    const auto width = [&] { return widthOf(static_cast<std::uint64_t>(steps.high - steps.low)); };
    steps = stepsOf(offsets.first(std::min(kFew, offsets.size())));
    if (width() + 1 >= bits)
        return false;
    steps = stepsOf(offsets);
    return width() + 1 < bits;
}

void packBlock(std::string &out, std::span<const std::int64_t> values, Range range,
               std::uint64_t factor) {
    std::array<std::uint64_t, kBlockValues> offsets;
    BlockHead head;
    head.base = static_cast<std::uint64_t>(range.low);
    head.bits = widthOf((static_cast<std::uint64_t>(range.high) - head.base) / factor);
    if (head.bits == 0) {
        putHead(out, head);
        return;
    }
    if (factor == 1) {
        for (std::size_t i = 0; i < values.size(); ++i)
            offsets[i] = static_cast<std::uint64_t>(values[i]) - head.base;
    } else {
        const ExactDivisor divisor(factor);
        for (std::size_t i = 0; i < values.size(); ++i)
            offsets[i] = divisor.quotient(static_cast<std::uint64_t>(values[i]) - head.base);
    }
    const std::span<std::uint64_t> packed(offsets.data(), values.size());
    if (Range steps; deltasPay(packed, head.bits, steps)) {
        const auto least = static_cast<std::uint64_t>(steps.low);
        head = {BlockMode::Deltas, widthOf(static_cast<std::uint64_t>(steps.high) - least),
                static_cast<std::uint64_t>(values[0]), least};
        std::uint64_t before = packed[0];
        packed[0] = 0;
        for (std::uint64_t &offset : packed.subspan(1)) {
            const std::uint64_t step = offset - before - least;
            before = offset;
            offset = step;
        }
    }
    putHead(out, head);
    packBits(out, packed, head.bits);
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

PackedRange packInts(std::string &out, std::span<const std::int64_t> values) {
    if (values.empty())
        return {};
    std::vector<Range> ranges;
    Range whole;
    for (std::size_t i = 0; i < values.size(); i += kBlockValues) {
        ranges.push_back(rangeOf(values.subspan(i, std::min(kBlockValues, values.size() - i))));
        whole.low = std::min(whole.low, ranges.back().low);
        whole.high = std::max(whole.high, ranges.back().high);
    }
    const std::uint64_t factor = whole.low == whole.high ? 1 : commonFactor(values, whole.low);
    putRaw(out, factor);
    for (std::size_t i = 0; i < values.size(); i += kBlockValues)
        packBlock(out, values.subspan(i, std::min(kBlockValues, values.size() - i)),
                  ranges[i / kBlockValues], factor);
    return whole;
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
