#include "store/text_index.h"

#include <cstring>

namespace audience::store {

// Eight bytes at a time through a multiply and fold, as wyhash does (Wang Yi, public domain idea).
std::uint64_t textHash(std::string_view text) {
    __extension__ using Wide = unsigned __int128;
    const auto mix = [](std::uint64_t a, std::uint64_t b) {
        const Wide product = Wide{a} * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    };
    std::uint64_t hash = 0x9e3779b97f4a7c15ULL ^ text.size();
    while (text.size() >= 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data(), 8);
        hash = mix(hash ^ word, 0xa0761d6478bd642fULL);
        text.remove_prefix(8);
    }
    if (!text.empty()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), text.size());
        hash = mix(hash ^ word, 0xe7037ed1a0b428dbULL);
    }
    return mix(hash, 0x8ebc6af09c88c6e3ULL);
}

std::uint32_t TextIndex::find(std::string_view text) const {
    if (m_slots.empty())
        return kAbsent;
    const std::uint64_t hash = textHash(text);
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const Slot &entry = m_slots[slot];
        if (entry.position == kAbsent)
            return kAbsent;
        if (entry.tag == tag && at(entry.position) == text)
            return entry.position;
    }
}

std::pair<std::uint32_t, bool> TextIndex::insert(std::string_view text) {
    if ((m_ends.size() + 1) * 4 > m_slots.size() * 3)
        rehash(m_slots.empty() ? 64 : m_slots.size() * 2);
    const std::uint64_t hash = textHash(text);
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        Slot &entry = m_slots[slot];
        if (entry.position == kAbsent) {
            entry = {tag, size()};
            m_bytes += text;
            m_ends.push_back(m_bytes.size());
            return {entry.position, true};
        }
        if (entry.tag == tag && at(entry.position) == text)
            return {entry.position, false};
    }
}

void TextIndex::reserve(std::uint32_t texts) {
    std::size_t slots = m_slots.empty() ? 64 : m_slots.size();
    while (std::size_t{texts} * 4 > slots * 3)
        slots *= 2;
    if (slots != m_slots.size())
        rehash(slots);
    m_ends.reserve(texts);
}

void TextIndex::rehash(std::size_t slots) {
    m_slots.assign(slots, Slot{});
    for (std::uint32_t position = 0; position < size(); ++position) {
        const std::uint64_t hash = textHash(at(position));
        std::size_t slot = hash & (slots - 1);
        while (m_slots[slot].position != kAbsent)
            slot = (slot + 1) & (slots - 1);
        m_slots[slot] = {static_cast<std::uint32_t>(hash >> 32), position};
    }
}

} // namespace audience::store
