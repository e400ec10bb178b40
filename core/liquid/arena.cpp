#include "liquid/arena.h"

#include <algorithm>

namespace audience::liquid {

namespace {
constexpr std::size_t kBlockBytes = 64 * 1024;
}

void *Arena::allocate(std::size_t size, std::size_t alignment) {
    if (!m_blocks.empty()) {
        const std::size_t start = (m_offset + alignment - 1) / alignment * alignment;
        Block &block = m_blocks.back();
        if (start <= block.size && size <= block.size - start) {
            m_used += start + size - m_offset;
            m_offset = start + size;
            return block.bytes.get() + start;
        }
    }
    Block block;
    block.size = std::max(kBlockBytes, size);
    block.bytes.reset(new std::byte[block.size]);
    m_blocks.push_back(std::move(block));
    m_offset = size;
    m_used += size;
    return m_blocks.back().bytes.get();
}

std::string_view Arena::store(std::string_view bytes) {
    if (bytes.empty())
        return {};
    return {makeArray(bytes.data(), bytes.size()), bytes.size()};
}

void Arena::reset() {
    if (m_blocks.size() > 1)
        m_blocks.resize(1);
    if (!m_blocks.empty() && m_blocks.front().size > kBlockBytes)
        m_blocks.clear();
    m_offset = 0;
    m_used = 0;
}

} // namespace audience::liquid
