// Little-endian bytes in and out. The reader never goes past its end: a failed read gives false and
// the caller reports a corrupt blob.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace audience::engine {

static_assert(std::endian::native == std::endian::little, "chunk blobs are read in place");

template <class T> void putRaw(std::string &out, T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out.append(reinterpret_cast<const char *>(&value), sizeof value);
}

class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_left(bytes) {}
    template <class T> bool read(T &value) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (m_left.size() < sizeof value)
            return false;
        std::memcpy(&value, m_left.data(), sizeof value);
        m_left.remove_prefix(sizeof value);
        return true;
    }
    bool take(std::size_t count, std::string_view &bytes) {
        if (m_left.size() < count)
            return false;
        bytes = m_left.substr(0, count);
        m_left.remove_prefix(count);
        return true;
    }
    std::string_view left() const { return m_left; }

private:
    std::string_view m_left;
};

} // namespace audience::engine
