#include "engine/key_index.h"

#include <bit>
#include <charconv>

namespace audience::engine {

namespace {

// The finaliser of MurmurHash3: equal keys that follow each other spread over all slots.
std::size_t mixed(std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ULL;
    return static_cast<std::size_t>(value ^ value >> 33);
}

// A whole number as std::to_chars writes it, and nothing else.
std::optional<std::int64_t> numberOf(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    const std::string_view digits = text.front() == '-' ? text.substr(1) : text;
    const bool isCanonical = digits.front() != '0' || text == "0";
    return isCanonical ? std::optional(number) : std::nullopt;
}

std::string_view textAt(const DenseColumn &keys, Ordinal person) {
    return keys.dictionary->at(static_cast<std::uint32_t>(keys.intAt(person)));
}

} // namespace

KeyIndex::KeyIndex(std::shared_ptr<const DenseColumn> keys, const Bitmap &members)
    : m_keys(std::move(keys)), m_slots(std::bit_ceil(members.count() * 2 + 2)) {
    members.forEach([&](Ordinal person) {
        if (person >= m_keys->size || !m_keys->isValid(person))
            return true;
        std::size_t slot = slotOf(hashAt(person));
        while (m_slots[slot] != 0)
            slot = slotOf(slot + 1);
        m_slots[slot] = person + 1;
        return true;
    });
}

std::size_t KeyIndex::hashAt(Ordinal person) const {
    return m_keys->dictionary ? std::hash<std::string_view>()(textAt(*m_keys, person))
                              : mixed(static_cast<std::uint64_t>(m_keys->intAt(person)));
}

std::optional<Ordinal> KeyIndex::find(std::string_view key) const {
    if (key.empty())
        return std::nullopt;
    std::optional<std::int64_t> number;
    if (!m_keys->dictionary && !(number = numberOf(key)))
        return std::nullopt;
    std::size_t slot = slotOf(number ? mixed(static_cast<std::uint64_t>(*number)) : std::hash<std::string_view>()(key));
    for (; m_slots[slot] != 0; slot = slotOf(slot + 1)) {
        const Ordinal person = m_slots[slot] - 1;
        if (number ? m_keys->intAt(person) == *number : textAt(*m_keys, person) == key)
            return person;
    }
    return std::nullopt;
}

} // namespace audience::engine
