#include "store/signing_key.h"

#include "base/digest.h"
#include "base/text.h"
#include "store/private_file.h"

#include <QLockFile>

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace audience::store {

namespace {

constexpr std::size_t kSeedBytes = 32;

struct KeyDeleter {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;
using Context = std::unique_ptr<EVP_MD_CTX, KeyDeleter>;

const unsigned char *bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char *>(text.data());
}

Key privateKey(std::string_view seed) {
    return Key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytesOf(seed), seed.size()));
}

std::string publicKeyOf(std::string_view seed) {
    std::array<unsigned char, 32> raw{};
    std::size_t size = raw.size();
    const Key key = privateKey(seed);
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), raw.data(), &size) != 1)
        return {};
    return toHex(raw);
}

std::string newSeed(Rng &rng) {
    std::string seed;
    while (seed.size() < kSeedBytes)
        seed += static_cast<char>(rng.next() >> 32 & 0xff);
    return seed;
}

} // namespace

Result<SigningKey> SigningKey::load(const std::string &path, Rng &rng) {
    TRY_ASSIGN(std::optional<std::string> text, readPrivateFile(path));
    if (!text) {
        // Two processes may start at once: the second one takes the key of the first.
        QLockFile lock(QString::fromStdString(path + ".lock"));
        lock.tryLock(5000);
        TRY_ASSIGN(text, readPrivateFile(path));
        if (!text) {
            std::string seed = newSeed(rng);
            text = toHex(seed) + "\n";
            secureZero(seed.data(), seed.size());
            TRY(writePrivateFile(path, *text));
        }
    }
    if (!isPrivateFile(path))
        return Error(ErrorKind::Refused, "audit.key_exposed").with("path", path);
    std::optional<std::string> seed = fromHex(trimmed(*text));
    secureZero(text->data(), text->size());
    if (!seed || seed->size() != kSeedBytes)
        return Error(ErrorKind::Corrupt, "audit.key_damaged").with("path", path);
    SigningKey key(Secret(*seed), publicKeyOf(*seed));
    secureZero(seed->data(), seed->size());
    return key;
}

std::string SigningKey::sign(std::string_view bytes) const {
    std::array<unsigned char, 64> signature{};
    std::size_t size = signature.size();
    const Key key = privateKey(m_seed.view());
    const Context context(EVP_MD_CTX_new());
    if (!key || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, bytesOf(bytes), bytes.size()) != 1)
        return {};
    return toHex(signature);
}

bool isSignedBy(std::string_view publicKeyHex, std::string_view bytes,
                std::string_view signatureHex) {
    const std::optional<std::string> raw = fromHex(publicKeyHex), signature = fromHex(signatureHex);
    if (!raw || raw->size() != 32 || !signature || signature->size() != 64)
        return false;
    const Key key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(*raw), raw->size()));
    const Context context(EVP_MD_CTX_new());
    return key && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytesOf(*signature), signature->size(), bytesOf(bytes),
                            bytes.size()) == 1;
}

} // namespace audience::store
