#include "engine/bitmap.h"

#include <algorithm>

namespace audience::engine {

Bitmap &Bitmap::operator&=(const Bitmap &other) {
    const std::size_t common = std::min(m_words.size(), other.m_words.size());
    for (std::size_t i = 0; i < common; ++i)
        m_words[i] &= other.m_words[i];
    std::fill(m_words.begin() + static_cast<std::ptrdiff_t>(common), m_words.end(), 0);
    return *this;
}

Bitmap &Bitmap::operator|=(const Bitmap &other) {
    m_size = std::max(m_size, other.m_size);
    if (m_words.size() < other.m_words.size())
        m_words.resize(other.m_words.size());
    for (std::size_t i = 0; i < other.m_words.size(); ++i)
        m_words[i] |= other.m_words[i];
    return *this;
}

Bitmap &Bitmap::andNot(const Bitmap &other) {
    const std::size_t common = std::min(m_words.size(), other.m_words.size());
    for (std::size_t i = 0; i < common; ++i)
        m_words[i] &= ~other.m_words[i];
    return *this;
}

} // namespace audience::engine
