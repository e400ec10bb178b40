// A set of distinct texts, each with its position in order of arrival: open addressing over one
// arena, about 30 bytes per text beside its own bytes. A text of up to eight bytes, as most keys
// are, is found without touching the arena.
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

    // What a text is found by; made ahead of time, on any thread, where many follow each other.
    struct Key {
        std::uint64_t word = 0; // the text itself up to eight bytes, the hash of a longer one
        std::uint32_t size = 0;
    };
    static Key keyOf(std::string_view text);

    std::uint32_t find(std::string_view text) const; // kAbsent when it is not there
    // The text's position; the second is true when it is new. `key` is keyOf(text).
    std::pair<std::uint32_t, bool> insert(std::string_view text) {
        return insert(text, keyOf(text));
    }
    std::pair<std::uint32_t, bool> insert(std::string_view text, Key key);
    // A text that is known to be new. Those are indexed together, when one is first looked for.
    void append(std::string_view text);
    std::string_view at(std::uint32_t position) const {
        const std::uint64_t begin = position == 0 ? 0 : m_ends[position - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[position] - begin);
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_ends.size()); }
    void reserve(std::uint32_t texts);
    // Brings the place of a text into the cache; worth it some texts before insert().
    void prefetch(Key key) const;

private:
    // The key is kept, so that growing does not touch the texts again.
    struct Slot {
        std::uint64_t word = 0;
        std::uint32_t size = 0, position = kAbsent;
        Key key() const { return {word, size}; }
    };
    std::size_t slotOf(std::string_view text, Key key) const; // its own or a free one
    void rehash(std::size_t slots) const;
    void indexAppended() const;
    std::string m_bytes;
    std::vector<std::uint64_t> m_ends;
    mutable std::vector<Slot> m_slots; // a power of two, at most 3/4 full
    mutable std::size_t m_indexed = 0; // the texts behind were appended
};

} // namespace audience::store
