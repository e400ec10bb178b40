#include "store/text_index.h"

#include "base/int128.h"

#include <algorithm>
#include <cstring>

namespace audience::store {

// Eight bytes at a time through a multiply and fold, as wyhash does (Wang Yi, public domain idea).
std::uint64_t textHash(std::string_view text) {
    const auto mix = [](std::uint64_t a, std::uint64_t b) {
        const WideProduct product = wideProduct(a, b);
        return product.low ^ product.high;
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

std::size_t spread(TextIndex::Key key) {
    std::uint64_t mixed = (key.word ^ key.size) * 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ mixed >> 32) * 0xa0761d6478bd642fULL;
    return static_cast<std::size_t>(mixed ^ mixed >> 29);
}

} // namespace

TextIndex::Key TextIndex::keyOf(std::string_view text) {
    Key key{0, static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), kAbsent))};
    if (text.size() > 8)
        key.word = textHash(text);
    else if (!text.empty())
        std::memcpy(&key.word, text.data(), text.size());
    return key;
}

std::size_t TextIndex::slotOf(std::string_view text, Key key) const {
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = spread(key) & mask;; slot = (slot + 1) & mask) {
        const Slot &entry = m_slots[slot];
        if (entry.position == kAbsent || (entry.word == key.word && entry.size == key.size &&
                                          (key.size <= 8 || at(entry.position) == text)))
            return slot;
    }
}

std::uint32_t TextIndex::find(std::string_view text) const {
    indexAppended();
    return m_slots.empty() ? kAbsent : m_slots[slotOf(text, keyOf(text))].position;
}

void TextIndex::append(std::string_view text) {
    m_bytes += text;
    m_ends.push_back(m_bytes.size());
}

void TextIndex::indexAppended() const {
    if (m_indexed == m_ends.size())
        return;
    std::size_t slots = m_slots.empty() ? 64 : m_slots.size();
    while (m_ends.size() * 4 > slots * 3)
        slots *= 2;
    if (slots != m_slots.size())
        rehash(slots);
    for (; m_indexed < m_ends.size(); ++m_indexed) {
        const std::string_view text = at(static_cast<std::uint32_t>(m_indexed));
        const Key key = keyOf(text);
        Slot &slot = m_slots[slotOf(text, key)];
        if (slot.position == kAbsent)
            slot = {key.word, key.size, static_cast<std::uint32_t>(m_indexed)};
    }
}

std::pair<std::uint32_t, bool> TextIndex::insert(std::string_view text, Key key) {
    indexAppended();
    if ((m_ends.size() + 1) * 4 > m_slots.size() * 3)
        rehash(m_slots.empty() ? 64 : m_slots.size() * 2);
    Slot &slot = m_slots[slotOf(text, key)];
    if (slot.position != kAbsent)
        return {slot.position, false};
    slot = {key.word, key.size, size()};
    append(text);
    m_indexed = m_ends.size();
    return {slot.position, true};
}

void TextIndex::prefetch(Key key) const {
#if defined(__GNUC__)
    if (!m_slots.empty())
        __builtin_prefetch(&m_slots[spread(key) & (m_slots.size() - 1)]);
#else
    (void)key; // only slower
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

void TextIndex::rehash(std::size_t slots) const {
    std::vector<Slot> before(slots);
    before.swap(m_slots);
    for (const Slot &entry : before) {
        if (entry.position == kAbsent)
            continue;
        std::size_t slot = spread(entry.key()) & (slots - 1);
        while (m_slots[slot].position != kAbsent)
            slot = (slot + 1) & (slots - 1);
        m_slots[slot] = entry;
    }
}

} // namespace audience::store
