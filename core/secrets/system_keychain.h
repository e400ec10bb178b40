// The operating system's keychain through QtKeychain, never with its plain-text fallback. All calls
// of the process run on one thread with an event loop, since QtKeychain's queue is one per process
// and lives on a thread; the caller waits with a limit, as a keychain may be waiting for a person.
// Needs a QCoreApplication; when that ends, so does the thread.
#pragma once

#include "secrets/keychain.h"

#include <chrono>

namespace audience::secrets {

class SystemKeychain final : public Keychain {
public:
    explicit SystemKeychain(std::chrono::milliseconds limit = std::chrono::seconds(10))
        : m_limit(limit) {}

    Result<Secret> read(const std::string &key) override;
    Result<void> write(const std::string &key, const Secret &secret) override;
    Result<void> remove(const std::string &key) override;

private:
    std::chrono::milliseconds m_limit;
};

} // namespace audience::secrets
