// A set of profile ordinals as dense 64-bit words: what every condition of a segment becomes.
#pragma once

#include "base/strong_id.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace audience::engine {

class Bitmap {
public:
    Bitmap() = default;
    // All bits clear; `size` is one past the largest ordinal it can hold.
    explicit Bitmap(std::size_t size) : m_size(size), m_words((size + 63) / 64) {}

    std::size_t size() const { return m_size; }
    bool contains(Ordinal ordinal) const {
        return ordinal < m_size && (m_words[ordinal >> 6] >> (ordinal & 63) & 1);
    }
    void add(Ordinal ordinal) { m_words[ordinal >> 6] |= std::uint64_t{1} << (ordinal & 63); }
    void remove(Ordinal ordinal) { m_words[ordinal >> 6] &= ~(std::uint64_t{1} << (ordinal & 63)); }
    std::uint64_t count() const {
        std::uint64_t total = 0;
        for (const std::uint64_t word : m_words)
            total += static_cast<std::uint64_t>(std::popcount(word));
        return total;
    }
    Bitmap &operator&=(const Bitmap &other);
    Bitmap &operator|=(const Bitmap &other); // grows to the larger size
    Bitmap &andNot(const Bitmap &other);
    // Calls visit(ordinal) in rising order; a visitor that returns false stops the walk.
    template <class Visit> void forEach(Visit visit) const {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            for (std::uint64_t word = m_words[i]; word != 0; word &= word - 1)
                if (!visit(static_cast<Ordinal>(i * 64 + static_cast<unsigned>(std::countr_zero(word)))))
                    return;
    }
    std::vector<std::uint64_t> &words() { return m_words; }
    const std::vector<std::uint64_t> &words() const { return m_words; }
    friend bool operator==(const Bitmap &, const Bitmap &) = default;

private:
    std::size_t m_size = 0;
    std::vector<std::uint64_t> m_words;
};

} // namespace audience::engine
