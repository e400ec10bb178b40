#include "secrets/keychain.h"

namespace audience::secrets {

Result<Secret> MemoryKeychain::read(const std::string &key) {
    const std::lock_guard lock(m_mutex);
    const auto it = m_secrets.find(key);
    if (it == m_secrets.end())
        return Error(ErrorKind::NotFound, "secrets.not_found").with("key", key);
    return it->second.clone();
}

Result<void> MemoryKeychain::write(const std::string &key, const Secret &secret) {
    const std::lock_guard lock(m_mutex);
    m_secrets[key] = secret.clone();
    return {};
}

Result<void> MemoryKeychain::remove(const std::string &key) {
    const std::lock_guard lock(m_mutex);
    m_secrets.erase(key);
    return {};
}

} // namespace audience::secrets
