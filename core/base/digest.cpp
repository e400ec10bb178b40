#include "base/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zlib.h>

namespace audience {

template <std::size_t N>
static std::array<std::uint8_t, N> digest(const EVP_MD *type, std::string_view bytes) {
    std::array<std::uint8_t, N> out{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, type, nullptr);
    return out;
}

Sha256 sha256(std::string_view bytes) { return digest<32>(EVP_sha256(), bytes); }
std::array<std::uint8_t, 16> md5(std::string_view bytes) { return digest<16>(EVP_md5(), bytes); }

Sha256 hmacSha256(std::string_view key, std::string_view bytes) {
    Sha256 out{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), out.data(), &size);
    return out;
}

struct Sha256Stream::State {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    State() { EVP_DigestInit_ex(context, EVP_sha256(), nullptr); }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;
};

Sha256Stream::Sha256Stream() : m_state(std::make_unique<State>()) {}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream &&) noexcept = default;
Sha256Stream &Sha256Stream::operator=(Sha256Stream &&) noexcept = default;
void Sha256Stream::add(std::string_view bytes) {
    EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size());
}
Sha256 Sha256Stream::finish() {
    Sha256 out{};
    unsigned size = 0;
    EVP_DigestFinal_ex(m_state->context, out.data(), &size);
    return out;
}

struct Xxh128Stream::State {
    XXH3_state_t state;
};

Xxh128Stream::Xxh128Stream() : m_state(std::make_unique<State>()) { XXH3_128bits_reset(&m_state->state); }
Xxh128Stream::~Xxh128Stream() = default;
Xxh128Stream::Xxh128Stream(Xxh128Stream &&) noexcept = default;
Xxh128Stream &Xxh128Stream::operator=(Xxh128Stream &&) noexcept = default;
void Xxh128Stream::add(std::string_view bytes) { XXH3_128bits_update(&m_state->state, bytes.data(), bytes.size()); }
std::array<std::uint8_t, 16> Xxh128Stream::finish() const {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&m_state->state));
    return std::to_array(canonical.digest);
}

std::string toHex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += kDigits[byte >> 4];
        out += kDigits[byte & 15];
    }
    return out;
}

static int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::optional<std::string> fromHex(std::string_view hex) {
    if (hex.size() % 2 != 0)
        return std::nullopt;
    std::string out;
    out.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = hexValue(hex[i]), low = hexValue(hex[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

std::string toBase64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(out.data()),
                                     reinterpret_cast<const unsigned char *>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::optional<std::string> fromBase64(std::string_view text) {
    std::string clean;
    for (const char c : text)
        if (c != '\r' && c != '\n' && c != ' ')
            clean += c;
    if (clean.size() % 4 != 0)
        return std::nullopt;
    std::string out(clean.size() / 4 * 3 + 1, '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char *>(out.data()),
                                     reinterpret_cast<const unsigned char *>(clean.data()),
                                     static_cast<int>(clean.size()));
    if (size < 0)
        return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && padding < clean.size() && clean[clean.size() - 1 - padding] == '=')
        ++padding;
    out.resize(static_cast<std::size_t>(size) - padding);
    return out;
}

std::string_view asView(const Sha256 &digest) {
    return {reinterpret_cast<const char *>(digest.data()), digest.size()};
}

std::uint32_t crc32(std::string_view bytes, std::uint32_t seed) {
    return static_cast<std::uint32_t>(
        ::crc32_z(seed, reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size()));
}

} // namespace audience
