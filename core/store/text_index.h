// A set of distinct texts, each with its position in order of arrival: open addressing over one
// arena, about 20 bytes per text beside its own bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audience::store {

std::uint64_t textHash(std::string_view text);

class TextIndex {
public:
    static constexpr std::uint32_t kAbsent = 0xffffffff;

    std::uint32_t find(std::string_view text) const; // kAbsent when it is not there
    // The text's position; the second is true when it is new.
    std::pair<std::uint32_t, bool> insert(std::string_view text);
    std::string_view at(std::uint32_t position) const {
        const std::uint64_t begin = position == 0 ? 0 : m_ends[position - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[position] - begin);
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_ends.size()); }
    void reserve(std::uint32_t texts);
    // Brings the place of a text into the cache; worth it some texts before insert() or find().
    void prefetch(std::string_view text) const;

private:
    // The hash is kept, so that growing does not touch the texts again.
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t position = kAbsent;
    };
    std::size_t slotOf(std::string_view text, std::uint32_t hash) const; // its own or a free one
    void rehash(std::size_t slots);
    std::string m_bytes;
    std::vector<std::uint64_t> m_ends;
    std::vector<Slot> m_slots; // a power of two, at most 3/4 full
};

} // namespace audience::store
