#include "ingest/field_ends.h"

#include "ingest/straight_cell.h"

#include <algorithm>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace audience::ingest {

namespace {

constexpr std::size_t kBlock = 64;

// As std::popcount, which is a call where the processor is any of its family.
std::size_t bitsIn(std::uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
    return static_cast<std::size_t>(((bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101 >> 56);
}

// Any number where there is none.
std::uint32_t lowestBit(std::uint64_t bits) {
#if defined(__GNUC__)
    return static_cast<std::uint32_t>(__builtin_ctzll(bits | std::uint64_t{1} << 63));
#else
    return static_cast<std::uint32_t>(std::countr_zero(bits));
#endif
}

// A bit per byte of the 64 at `at`: delimiters and line ends.
std::uint64_t endsAmong64(const char *at, char delimiter) {
    std::uint64_t hits = 0;
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi8(delimiter), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
    for (int part = 0; part < 4; ++part) {
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + 16 * part));
        const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(text, wanted),
                                           _mm_or_si128(_mm_cmpeq_epi8(text, lf), _mm_cmpeq_epi8(text, cr)));
        hits |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found))) << (16 * part);
    }
#else
    for (int byte = 0; byte < 64; ++byte) {
        const char c = at[byte];
        hits |= std::uint64_t{c == delimiter || c == '\n' || c == '\r'} << byte;
    }
#endif
    return hits;
}

// The places of the bits from ends[count] on; gives the count then. Some are written without asking
// whether there are so many: that costs less than a wrong guess of how many.
std::size_t noteAll(std::uint32_t *ends, std::size_t count, std::uint32_t base, std::uint64_t hits) {
    constexpr int kFew = 8;
    std::uint32_t *to = ends + count;
    const std::size_t all = count + bitsIn(hits);
    do {
        for (int i = 0; i < kFew; ++i) {
            *to++ = base + lowestBit(hits);
            hits &= hits - 1;
        }
    } while (hits != 0);
    return all;
}

} // namespace

void FieldEnds::findMore(std::size_t offset) {
    std::copy(m_ends.begin() + static_cast<std::ptrdiff_t>(m_next),
              m_ends.begin() + static_cast<std::ptrdiff_t>(m_count), m_ends.begin() + 1);
    m_count -= m_next - 1;
    m_next = 1;
    if (m_count == 1)
        m_scanned = std::max(m_scanned, offset);
    while (m_scanned < m_text.size() && m_count + kBlock <= m_ends.size()) {
        std::array<char, kBlock> last{};
        const char *at = m_text.data() + m_scanned;
        if (m_text.size() - m_scanned < kBlock) {
            std::copy(m_text.begin() + static_cast<std::ptrdiff_t>(m_scanned), m_text.end(), last.begin());
            at = last.data();
        }
        m_count = noteAll(m_ends.data(), m_count, static_cast<std::uint32_t>(m_scanned),
                          endsAmong64(at, m_delimiter));
        m_scanned += kBlock;
    }
}

StraightRows FieldEnds::rows(std::size_t offset, std::size_t width, std::size_t most) {
    constexpr auto slack = static_cast<std::size_t>(kStraightSlack);
    while (m_next < m_count && m_ends[m_next] < offset)
        ++m_next;
    if (m_count - m_next < (width + 1) * most)
        findMore(offset);
    const std::size_t known = m_count - m_next;
    if (known < width || offset < slack)
        return {};
    std::uint32_t *const ends = m_ends.data() + m_next;
    *(ends - 1) = static_cast<std::uint32_t>(offset) - 1;
    const char *const text = m_text.data();
    StraightRows rows{text, ends, width, 0};
    for (std::size_t at = 0; rows.count < most && at + rows.stride <= known; at += rows.stride) {
        const std::uint32_t last = ends[at + width - 1];
        bool fits = m_text.size() - last > slack && text[last] != m_delimiter;
        for (std::size_t i = at; i + 1 < at + width; ++i)
            fits = fits && text[ends[i]] == m_delimiter;
        if (!fits)
            break;
        const std::size_t stride = text[last] == '\r' && text[last + 1] == '\n' ? width + 1 : width;
        if (rows.count == 0)
            rows.stride = stride;
        if (stride != rows.stride || at + stride > known)
            break;
        ++rows.count;
    }
    return rows;
}

} // namespace audience::ingest
