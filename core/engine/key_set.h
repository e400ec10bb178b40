// Texts without repeats, in the order in which they came: one arena and a table of 32-bit places, so that five
// million keys take about a hundred megabytes and no allocation each. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audience::engine {

class KeySet {
public:
    bool insert(std::string_view key); // false: it was there
    bool contains(std::string_view key) const;
    std::size_t size() const { return m_ends.size(); }
    std::string_view at(std::size_t index) const;

private:
    std::size_t slotFor(std::string_view key) const; // its own, or the free one where it belongs
    void grow();
    std::string m_bytes;
    std::vector<std::uint64_t> m_ends;
    std::vector<std::uint32_t> m_slots; // 1 + index; 0: free
};

} // namespace audience::engine
