// Where secrets are kept between runs. Any thread; calls wait for the system and belong on workers.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <map>
#include <mutex>
#include <string>

namespace audience::secrets {

class Keychain {
public:
    virtual ~Keychain() = default;
    // Errors: "secrets.not_found" {key}, "secrets.keychain_unavailable", "secrets.keychain_denied",
    // "secrets.keychain_timeout", "secrets.keychain_failed".
    virtual Result<Secret> read(const std::string &key) = 0;
    virtual Result<void> write(const std::string &key, const Secret &secret) = 0;
    // Removing what is not there succeeds.
    virtual Result<void> remove(const std::string &key) = 0;
};

// Lives and dies with the process: for tests, and for practice without an account.
class MemoryKeychain final : public Keychain {
public:
    Result<Secret> read(const std::string &key) override;
    Result<void> write(const std::string &key, const Secret &secret) override;
    Result<void> remove(const std::string &key) override;

private:
    std::mutex m_mutex;
    std::map<std::string, Secret> m_secrets;
};

} // namespace audience::secrets
