// What a render has written so far. It keeps its memory for the next render and refuses to grow
// beyond its limit; a capture is written behind the output and taken off its end again. One thread.
#pragma once

#include "liquid/bytes.h"

#include <memory>
#include <string_view>

namespace audience::liquid {

class OutputBuffer {
public:
    std::size_t size() const { return m_size; }
    std::size_t limit() const { return m_limit; }
    std::string_view from(std::size_t start) const {
        return {m_bytes.get() + start, m_size - start};
    }
    // False beyond the limit; nothing is written then.
    bool append(std::string_view text) {
        if (text.size() > m_room - m_size && !makeRoom(text.size()))
            return false;
        copyBytes(m_bytes.get() + m_size, text.data(), text.size());
        m_size += text.size();
        return true;
    }
    void truncate(std::size_t size) { m_size = size; }
    // Not below what is written.
    void setLimit(std::size_t limit) {
        m_limit = limit;
        m_room = m_limit < m_capacity ? m_limit : m_capacity;
    }
    // For the next render; what an unusually large one needed is given back.
    void reset();

private:
    bool makeRoom(std::size_t size);

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0, m_capacity = 0, m_limit = 0;
    std::size_t m_room = 0; // the smaller of limit and capacity
};

} // namespace audience::liquid
