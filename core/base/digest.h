// Hashes and byte encodings used everywhere: SHA-256, MD5 (stable buckets only), HMAC, XXH3 (equal files
// only), hex, base64.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace audience {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);
Sha256 hmacSha256(std::string_view key, std::string_view bytes);
std::array<std::uint8_t, 16> md5(std::string_view bytes);

// SHA-256 over pieces, for what does not fit in memory at once.
class Sha256Stream {
public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(Sha256Stream &&) noexcept;
    Sha256Stream &operator=(Sha256Stream &&) noexcept;
    void add(std::string_view bytes);
    Sha256 finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

// XXH3 with 128 bits over pieces: at the speed of memory it tells a file from every other that nobody
// made to deceive. No proof of anything against a forger; that is what SHA-256 is for.
class Xxh128Stream {
public:
    Xxh128Stream();
    ~Xxh128Stream();
    Xxh128Stream(Xxh128Stream &&) noexcept;
    Xxh128Stream &operator=(Xxh128Stream &&) noexcept;
    void add(std::string_view bytes);
    std::array<std::uint8_t, 16> finish() const; // as xxhsum -H128 prints it

private:
    struct State;
    std::unique_ptr<State> m_state;
};

std::string toHex(std::string_view bytes);
template <std::size_t N> std::string toHex(const std::array<std::uint8_t, N> &bytes) {
    return toHex(std::string_view(reinterpret_cast<const char *>(bytes.data()), N));
}
std::optional<std::string> fromHex(std::string_view hex);
std::string toBase64(std::string_view bytes);
std::optional<std::string> fromBase64(std::string_view text);
std::string_view asView(const Sha256 &digest);

// CRC-32 (IEEE 802.3), the checksum of stored column blobs.
std::uint32_t crc32(std::string_view bytes, std::uint32_t seed = 0);

} // namespace audience
