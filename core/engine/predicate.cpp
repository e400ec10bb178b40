#include "engine/predicate.h"

#include "engine/json_test.h"
#include "engine/text_test.h"
#include "engine/zone_test.h"

#include <algorithm>
#include <cstring>

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#endif

namespace audience::engine {

namespace {

// More ranges than this are looked up in a table instead of being compared one after the other.
constexpr std::size_t kMaxCompared = 6;

// 64 bytes that are 0 or 0xFF become 64 bits.
std::uint64_t packMask(const std::uint8_t *mask) {
#if defined(__SSE2__) || defined(_M_X64)
    std::uint64_t word = 0;
    for (int k = 0; k < 4; ++k) {
        const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i *>(mask + 16 * k));
        word |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(part))) << (16 * k);
    }
    return word;
#else
    std::uint64_t word = 0;
    for (int i = 0; i < 64; ++i)
        word |= static_cast<std::uint64_t>(mask[i] & 1) << i;
    return word;
#endif
}

template <class T> void maskOf(const T *values, T low, T span, std::uint8_t *mask) {
    for (int i = 0; i < 64; ++i)
        mask[i] = static_cast<T>(values[i] - low) <= span ? 0xFF : 0;
}

#if defined(__SSE2__) || defined(_M_X64)
// The compiler's own vectors for 32-bit unsigned comparison are three times slower than these.
template <>
void maskOf<std::uint32_t>(const std::uint32_t *values, std::uint32_t low, std::uint32_t span,
                           std::uint8_t *mask) {
    const __m128i bias = _mm_set1_epi32(static_cast<int>(0x80000000U));
    const __m128i lows = _mm_set1_epi32(static_cast<int>(low));
    const __m128i limit = _mm_set1_epi32(static_cast<int>(span ^ 0x80000000U));
    const auto above = [&](int i) {
        const __m128i value = _mm_loadu_si128(reinterpret_cast<const __m128i *>(values + i));
        return _mm_cmpgt_epi32(_mm_xor_si128(_mm_sub_epi32(value, lows), bias), limit);
    };
    const __m128i ones = _mm_set1_epi8(-1);
    for (int i = 0; i < 64; i += 16) {
        const __m128i low16 = _mm_packs_epi32(above(i), above(i + 4));
        const __m128i high16 = _mm_packs_epi32(above(i + 8), above(i + 12));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(mask + i),
                         _mm_xor_si128(_mm_packs_epi16(low16, high16), ones));
    }
}
template <>
void maskOf<std::uint16_t>(const std::uint16_t *values, std::uint16_t low, std::uint16_t span,
                           std::uint8_t *mask) {
    const __m128i lows = _mm_set1_epi16(static_cast<short>(low));
    const __m128i limit = _mm_set1_epi16(static_cast<short>(span));
    const auto inside = [&](int i) {
        const __m128i value = _mm_loadu_si128(reinterpret_cast<const __m128i *>(values + i));
        return _mm_cmpeq_epi16(_mm_subs_epu16(_mm_sub_epi16(value, lows), limit), _mm_setzero_si128());
    };
    for (int i = 0; i < 64; i += 16)
        _mm_storeu_si128(reinterpret_cast<__m128i *>(mask + i),
                         _mm_packs_epi16(inside(i), inside(i + 8)));
}
template <>
void maskOf<std::uint8_t>(const std::uint8_t *values, std::uint8_t low, std::uint8_t span,
                          std::uint8_t *mask) {
    const __m128i lows = _mm_set1_epi8(static_cast<char>(low));
    const __m128i limit = _mm_set1_epi8(static_cast<char>(span));
    for (int i = 0; i < 64; i += 16) {
        const __m128i value =
            _mm_sub_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(values + i)), lows);
        _mm_storeu_si128(reinterpret_cast<__m128i *>(mask + i),
                         _mm_cmpeq_epi8(_mm_min_epu8(value, limit), value));
    }
}
#endif

template <class Test>
void testBits(std::size_t count, std::uint64_t *words, Test test) {
    for (std::size_t at = 0; at < count; at += 64) {
        const std::size_t n = std::min<std::size_t>(64, count - at);
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < n; ++i)
            word |= static_cast<std::uint64_t>(test(at + i)) << i;
        words[at >> 6] = word;
    }
}

// Bits [begin, end) of a bitmap, moved to start at bit 0.
void sliceBits(const std::vector<std::uint64_t> &bits, std::size_t begin, std::size_t end,
               std::uint64_t *words) {
    const std::size_t count = (end - begin + 63) / 64, at = begin >> 6;
    const unsigned shift = begin & 63;
    for (std::size_t i = 0; i < count; ++i) {
        words[i] = bits[at + i] >> shift;
        if (shift != 0 && at + i + 1 < bits.size())
            words[i] |= bits[at + i + 1] << (64 - shift);
    }
}

void appendKey(std::string &key, std::string_view part) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
}

} // namespace

template <class T>
void rangeBits(const T *values, std::size_t count, T low, T span, std::uint64_t *words) {
    alignas(16) std::uint8_t mask[64];
    std::size_t at = 0;
    for (; at + 64 <= count; at += 64) {
        maskOf<T>(values + at, low, span, mask);
        words[at >> 6] = packMask(mask);
    }
    if (at < count)
        testBits(count - at, words + (at >> 6),
                 [&](std::size_t i) { return static_cast<T>(values[at + i] - low) <= span; });
}
template void rangeBits(const std::uint8_t *, std::size_t, std::uint8_t, std::uint8_t, std::uint64_t *);
template void rangeBits(const std::uint16_t *, std::size_t, std::uint16_t, std::uint16_t,
                        std::uint64_t *);
template void rangeBits(const std::uint32_t *, std::size_t, std::uint32_t, std::uint32_t,
                        std::uint64_t *);

std::string Predicate::key() const {
    std::string key;
    appendKey(key, field);
    key += static_cast<char>('a' + static_cast<int>(kind));
    key += negated ? 'n' : 'p';
    key += ignoreCase ? 'i' : 'x';
    key += static_cast<char>('0' + static_cast<int>(part));
    key += static_cast<char>('0' + order);
    key += static_cast<char>('0' + static_cast<int>(unit));
    appendKey(key, companion);
    appendKey(key, jsonPath);
    key += jsonAll ? 'a' : 'o';
    for (const IntRange &range : ints)
        key += std::to_string(range.low) + ".." + std::to_string(range.high) + ',';
    for (const DoubleRange &range : doubles) {
        char bytes[2 * sizeof(double)];
        std::memcpy(bytes, &range.low, sizeof(double));
        std::memcpy(bytes + sizeof(double), &range.high, sizeof(double));
        key.append(bytes, sizeof bytes);
    }
    for (const std::string &text : texts)
        appendKey(key, text);
    return key;
}

Matcher::Matcher(const Predicate &predicate, const DenseColumn &column, const DenseColumn *companion,
                 const Ordinal *people)
    : m_column(column), m_kind(predicate.kind), m_negated(predicate.negated),
      m_doubles(predicate.doubles) {
    if (column.dictionary && (m_kind == Predicate::Kind::Ints || !predicate.jsonPath.empty())) { // also the length of a text
        prepareTexts(predicate);
        return;
    }
    switch (m_kind) {
    case Predicate::Kind::Compare:
        m_comparison.emplace(column, *companion, predicate.order, predicate.ignoreCase);
        break;
    case Predicate::Kind::Present:
        m_all = true;
        break;
    case Predicate::Kind::Local:
    case Predicate::Kind::ZoneSpans:
        m_zoneTest = std::make_shared<ZoneTest>(predicate, column, companion, people);
        break;
    case Predicate::Kind::Ints:
        m_wide = predicate.ints;
        std::sort(m_wide.begin(), m_wide.end(),
                  [](const IntRange &a, const IntRange &b) { return a.low < b.low; });
        for (const IntRange &range : m_wide)
            addRange(range);
        prepareTable();
        break;
    case Predicate::Kind::Doubles:
        break;
    default:
        if (column.dictionary)
            prepareTexts(predicate);
        else
            m_all = m_kind == Predicate::Kind::NotBlank;
    }
}

void Matcher::addRange(IntRange range) {
    if (m_column.width == DenseColumn::Width::I64 || m_column.width == DenseColumn::Width::F64)
        return;
    constexpr std::uint64_t kLimits[] = {1, 0xFF, 0xFFFF, 0xFFFFFFFF};
    const std::uint64_t limit = kLimits[static_cast<int>(m_column.width)];
    const auto factor = static_cast<std::uint64_t>(m_column.factor);
    std::uint64_t low = 0, high = limit;
    if (range.high < m_column.base || range.low > range.high)
        return;
    if (range.low > m_column.base) {
        const std::uint64_t distance =
            static_cast<std::uint64_t>(range.low) - static_cast<std::uint64_t>(m_column.base);
        low = distance / factor + (distance % factor != 0 ? 1 : 0);
    }
    const std::uint64_t reach =
        static_cast<std::uint64_t>(range.high) - static_cast<std::uint64_t>(m_column.base);
    high = std::min(limit, reach / factor);
    if (low <= high)
        m_ranges.push_back({low, high - low});
}

void Matcher::prepareTexts(const Predicate &predicate) {
    const Dictionary &dictionary = *m_column.dictionary;
    const TextTest textTest(predicate);
    std::optional<JsonTest> jsonTest;
    if (!predicate.jsonPath.empty())
        jsonTest.emplace(predicate);
    // Neighbouring codes that pass make one range.
    std::uint64_t runBegin = 0;
    bool inRun = false;
    const std::size_t size = dictionary.size();
    for (std::size_t code = 0; code <= size; ++code) {
        bool pass = false;
        if (code < size) {
            const std::string_view text = dictionary.at(static_cast<std::uint32_t>(code));
            pass = jsonTest ? jsonTest->passes(text) : textTest.passes(text);
        }
        if (pass && !inRun)
            runBegin = code;
        if (!pass && inRun)
            m_ranges.push_back({runBegin, code - 1 - runBegin});
        inRun = pass;
    }
    prepareTable();
}

void Matcher::prepareTable() {
    if (m_ranges.size() <= kMaxCompared)
        return;
    std::uint64_t top = 0;
    for (const RawRange &range : m_ranges)
        top = std::max(top, range.low + range.span);
    if (top >= 1U << 24)
        return; // as wide ranges, by binary search
    m_table.assign(m_column.width == DenseColumn::Width::U8    ? 0x100
                   : m_column.width == DenseColumn::Width::U16 ? 0x10000
                                                               : top + 1,
                   0);
    for (const RawRange &range : m_ranges)
        for (std::uint64_t raw = range.low; raw <= range.low + range.span; ++raw)
            m_table[raw] = 1;
}

template <class T>
void Matcher::matchRaw(const std::vector<T> &values, std::size_t begin, std::size_t end,
                       std::uint64_t *words) const {
    const std::size_t count = end - begin, wordCount = (count + 63) / 64;
    const T *from = values.data() + begin;
    if (m_ranges.empty()) {
        std::fill_n(words, wordCount, 0);
    } else if (!m_table.empty()) {
        const std::uint8_t *table = m_table.data();
        const std::size_t size = m_table.size();
        if (sizeof(T) <= 2)
            testBits(count, words, [&](std::size_t i) { return table[from[i]]; });
        else
            testBits(count, words,
                     [&](std::size_t i) { return from[i] < size ? table[from[i]] : std::uint8_t{0}; });
    } else if (m_ranges.size() > kMaxCompared) {
        testBits(count, words, [&](std::size_t i) {
            auto after = std::upper_bound(m_ranges.begin(), m_ranges.end(), from[i],
                                          [](T raw, const RawRange &r) { return raw < r.low; });
            return after != m_ranges.begin() && from[i] - (after - 1)->low <= (after - 1)->span;
        });
    } else {
        rangeBits<T>(from, count, static_cast<T>(m_ranges[0].low), static_cast<T>(m_ranges[0].span),
                     words);
        std::uint64_t more[64];
        for (std::size_t r = 1; r < m_ranges.size(); ++r)
            for (std::size_t at = 0; at < count; at += 64 * 64) {
                const std::size_t n = std::min<std::size_t>(64 * 64, count - at);
                rangeBits<T>(from + at, n, static_cast<T>(m_ranges[r].low),
                             static_cast<T>(m_ranges[r].span), more);
                for (std::size_t w = 0; w < (n + 63) / 64; ++w)
                    words[(at >> 6) + w] |= more[w];
            }
    }
}

void Matcher::match(std::size_t begin, std::size_t end, std::uint64_t *words) const {
    const std::size_t count = end - begin, wordCount = (count + 63) / 64;
    if (count == 0)
        return;
    if (m_comparison)
        m_comparison->match(begin, end, words);
    else if (m_zoneTest)
        m_zoneTest->match(begin, end, words);
    else
        matchPresent(begin, end, words);
    if (m_negated)
        for (std::size_t w = 0; w < wordCount; ++w)
            words[w] = ~words[w];
    if ((count & 63) != 0)
        words[wordCount - 1] &= (std::uint64_t{1} << (count & 63)) - 1;
}

void Matcher::matchPresent(std::size_t begin, std::size_t end, std::uint64_t *words) const {
    const std::size_t count = end - begin, wordCount = (count + 63) / 64;
    if (m_all) {
        std::fill_n(words, wordCount, ~std::uint64_t{0});
    } else {
        switch (m_column.width) {
        case DenseColumn::Width::Bit: {
            sliceBits(m_column.bits, begin, end, words);
            bool zero = false, one = false;
            for (const RawRange &range : m_ranges) {
                zero |= range.low == 0;
                one |= range.low + range.span >= 1;
            }
            for (std::size_t w = 0; w < wordCount; ++w)
                words[w] = (one ? words[w] : 0) | (zero ? ~words[w] : 0);
            break;
        }
        case DenseColumn::Width::U8:
            matchRaw(m_column.u8, begin, end, words);
            break;
        case DenseColumn::Width::U16:
            matchRaw(m_column.u16, begin, end, words);
            break;
        case DenseColumn::Width::U32:
            matchRaw(m_column.u32, begin, end, words);
            break;
        case DenseColumn::Width::I64:
            testBits(count, words, [&](std::size_t i) {
                const std::int64_t value = m_column.i64[begin + i];
                auto after = std::upper_bound(m_wide.begin(), m_wide.end(), value,
                                              [](std::int64_t v, const IntRange &r) { return v < r.low; });
                return after != m_wide.begin() && value <= (after - 1)->high;
            });
            break;
        case DenseColumn::Width::F64:
            testBits(count, words, [&](std::size_t i) {
                const double value = m_column.f64[begin + i];
                return std::any_of(m_doubles.begin(), m_doubles.end(), [value](const DoubleRange &r) {
                    return value >= r.low && value <= r.high;
                });
            });
            break;
        }
    }
    if (!m_column.valid.empty()) {
        std::uint64_t present[64];
        for (std::size_t at = 0; at < count; at += 64 * 64) {
            const std::size_t n = std::min<std::size_t>(64 * 64, count - at);
            sliceBits(m_column.valid, begin + at, begin + at + n, present);
            for (std::size_t w = 0; w < (n + 63) / 64; ++w)
                words[(at >> 6) + w] &= present[w];
        }
    }
}

} // namespace audience::engine
