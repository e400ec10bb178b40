// The Ed25519 key that signs audit tree heads: one per user, in a file outside every workspace.
#pragma once

#include "base/result.h"
#include "base/rng.h"
#include "base/secret.h"

#include <string>
#include <string_view>

namespace audience::store {

class SigningKey {
public:
    // Reads the file, or makes it (mode 0600) at first use; safe among processes.
    // Errors: "audit.key_damaged" {path}, "audit.key_exposed" {path}, "store.file_*".
    static Result<SigningKey> load(const std::string &path, Rng &rng);
    const std::string &publicKey() const { return m_public; } // hex
    std::string sign(std::string_view bytes) const;           // hex

private:
    SigningKey(Secret seed, std::string publicKey)
        : m_seed(std::move(seed)), m_public(std::move(publicKey)) {}
    Secret m_seed;
    std::string m_public;
};

bool isSignedBy(std::string_view publicKeyHex, std::string_view bytes,
                std::string_view signatureHex);

} // namespace audience::store
