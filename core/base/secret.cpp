#include "base/secret.h"

#include <openssl/crypto.h>

#include <cstring>
#include <utility>

namespace audience {

void secureZero(void *data, std::size_t size) { OPENSSL_cleanse(data, size); }

Secret::Secret(std::string_view bytes)
    : m_bytes(std::make_unique<char[]>(bytes.size())), m_size(bytes.size()) {
    std::memcpy(m_bytes.get(), bytes.data(), bytes.size());
}

Secret::~Secret() { wipe(); }

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::move(other.m_bytes)), m_size(std::exchange(other.m_size, 0)) {}

Secret &Secret::operator=(Secret &&other) noexcept {
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

void Secret::wipe() {
    if (m_bytes)
        secureZero(m_bytes.get(), m_size);
}

} // namespace audience
