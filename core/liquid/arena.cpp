#include "liquid/arena.h"

#include <algorithm>

namespace audience::liquid {

namespace {
constexpr std::size_t kBlockBytes = 64 * 1024;
constexpr std::size_t kMostKept = 1024 * 1024;
} // namespace

void Arena::addBlock(std::size_t size) {
    Block block;
    block.size = std::max(kBlockBytes, size);
    block.bytes.reset(new std::byte[block.size]);
    m_block = block.bytes.get();
    m_size = block.size;
    m_offset = 0;
    m_blocks.push_back(std::move(block));
}

void *Arena::allocateBlock(std::size_t size) {
    m_usedBefore += m_offset;
    addBlock(size);
    m_offset = size;
    return m_block;
}

void Arena::reset() {
    const std::size_t wanted = std::min(used(), kMostKept);
    m_offset = 0;
    m_usedBefore = 0;
    if (m_blocks.size() > 1 || m_size > kMostKept) {
        m_blocks.clear();
        addBlock(wanted);
    }
}

} // namespace audience::liquid
