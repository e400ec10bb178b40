#include "liquid/output_buffer.h"

#include <algorithm>

namespace audience::liquid {

namespace {
constexpr std::size_t kLeast = 16 * 1024;
constexpr std::size_t kMostKept = 1024 * 1024;
} // namespace

bool OutputBuffer::makeRoom(std::size_t size) {
    if (size > m_limit - m_size)
        return false;
    const std::size_t capacity = std::max({kLeast, std::min(2 * m_capacity, m_limit), m_size + size});
    std::unique_ptr<char[]> bytes(new char[capacity]);
    if (m_size > 0)
        std::memcpy(bytes.get(), m_bytes.get(), m_size);
    m_bytes = std::move(bytes);
    m_capacity = capacity;
    setLimit(m_limit);
    return true;
}

void OutputBuffer::reset() {
    m_size = 0;
    if (m_capacity > kMostKept) {
        m_bytes.reset();
        m_capacity = 0;
    }
    setLimit(m_limit);
}

} // namespace audience::liquid
