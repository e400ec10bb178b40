// Numbers that get a place each in order of first sight: the hash table of groupings. Internal.
#pragma once

#include <cstdint>
#include <vector>

namespace audience::engine {

class KeyTable {
public:
    KeyTable() : m_slots(64) {}
    std::size_t size() const { return m_keys.size(); }
    const std::vector<std::uint64_t> &keys() const { return m_keys; }
    // The place of `key`, a new one at the end if it was not there. At most 2^32 - 1 of them.
    std::uint32_t place(std::uint64_t key) {
        for (std::size_t slot = home(key);; slot = (slot + 1) & (m_slots.size() - 1)) {
            const std::uint32_t taken = m_slots[slot];
            if (taken == 0)
                return add(key, slot);
            if (m_keys[taken - 1] == key)
                return taken - 1;
        }
    }

private:
    std::size_t home(std::uint64_t key) const {
        const std::uint64_t mixed = (key ^ (key >> 32)) * 0x9E3779B97F4A7C15ULL;
        return static_cast<std::size_t>(mixed >> 32) & (m_slots.size() - 1);
    }
    std::uint32_t add(std::uint64_t key, std::size_t slot) {
        m_keys.push_back(key);
        const auto place = static_cast<std::uint32_t>(m_keys.size());
        m_slots[slot] = place;
        if (m_keys.size() * 2 > m_slots.size())
            grow();
        return place - 1;
    }
    void grow() {
        m_slots.assign(m_slots.size() * 2, 0);
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            std::size_t slot = home(m_keys[i]);
            while (m_slots[slot] != 0)
                slot = (slot + 1) & (m_slots.size() - 1);
            m_slots[slot] = static_cast<std::uint32_t>(i + 1);
        }
    }
    std::vector<std::uint32_t> m_slots; // 1 + place; 0: free
    std::vector<std::uint64_t> m_keys;
};

} // namespace audience::engine
