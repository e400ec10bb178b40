#include "engine/key_set.h"

#include <functional>

namespace audience::engine {

std::string_view KeySet::at(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
    return std::string_view(m_bytes).substr(begin, m_ends[index] - begin);
}

std::size_t KeySet::slotFor(std::string_view key) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::hash<std::string_view>()(key) & mask;
    while (m_slots[slot] != 0 && at(m_slots[slot] - 1) != key)
        slot = (slot + 1) & mask;
    return slot;
}

bool KeySet::contains(std::string_view key) const { return !m_slots.empty() && m_slots[slotFor(key)] != 0; }

bool KeySet::insert(std::string_view key) {
    if (m_ends.size() * 3 >= m_slots.size() * 2)
        grow();
    const std::size_t slot = slotFor(key);
    if (m_slots[slot] != 0)
        return false;
    m_bytes += key;
    m_ends.push_back(m_bytes.size());
    m_slots[slot] = static_cast<std::uint32_t>(m_ends.size());
    return true;
}

void KeySet::grow() {
    m_slots.assign(m_slots.empty() ? 1024 : m_slots.size() * 2, 0);
    for (std::size_t i = 0; i < m_ends.size(); ++i)
        m_slots[slotFor(at(i))] = static_cast<std::uint32_t>(i + 1);
}

} // namespace audience::engine
