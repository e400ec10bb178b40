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

namespace {

std::uint32_t shortHash(std::string_view text) {
    return static_cast<std::uint32_t>(textHash(text) >> 32);
}

} // namespace

std::size_t TextIndex::slotOf(std::string_view text, std::uint32_t hash) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    while (m_slots[slot].position != kAbsent &&
           (m_slots[slot].hash != hash || at(m_slots[slot].position) != text))
        slot = (slot + 1) & mask;
    return slot;
}

std::uint32_t TextIndex::find(std::string_view text) const {
    return m_slots.empty() ? kAbsent : m_slots[slotOf(text, shortHash(text))].position;
}

std::pair<std::uint32_t, bool> TextIndex::insert(std::string_view text) {
    if ((m_ends.size() + 1) * 4 > m_slots.size() * 3)
        rehash(m_slots.empty() ? 64 : m_slots.size() * 2);
    const std::uint32_t hash = shortHash(text);
    Slot &slot = m_slots[slotOf(text, hash)];
    if (slot.position != kAbsent)
        return {slot.position, false};
    slot = {hash, size()};
    m_bytes += text;
    m_ends.push_back(m_bytes.size());
    return {slot.position, true};
}

void TextIndex::prefetch(std::string_view text) const {
#if defined(__GNUC__)
    if (!m_slots.empty())
        __builtin_prefetch(&m_slots[shortHash(text) & (m_slots.size() - 1)]);
#else
    (void)text; // only slower
#endif
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
    std::vector<Slot> before(slots);
    before.swap(m_slots);
    for (const Slot &entry : before) {
        if (entry.position == kAbsent)
            continue;
        std::size_t slot = entry.hash & (slots - 1);
        while (m_slots[slot].position != kAbsent)
            slot = (slot + 1) & (slots - 1);
        m_slots[slot] = entry;
    }
}

} // namespace audience::store
