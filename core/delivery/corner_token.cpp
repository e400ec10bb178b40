#include "delivery/corner_token.h"

#include "delivery/sql.h"

#include <algorithm>

namespace audience::delivery {

namespace {

constexpr char kVersion = 1;
constexpr std::size_t kTagBytes = 16, kPlainBytes = 48, kKeyBytes = 32;
constexpr std::size_t kTokenLength = (1 + kTagBytes + kPlainBytes + 2) / 3 * 4 - 1; // without the padding

std::string_view asText(const Sha256 &digest) { return asView(digest); }

void putNumber(std::string &out, std::uint64_t value, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift & 0xff);
}

std::uint64_t numberAt(std::string_view text, std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        value = value << 8 | static_cast<unsigned char>(text[at + i]);
    return value;
}

// As long for a right guess as for a wrong one.
bool isSame(std::string_view a, std::string_view b) {
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    return difference == 0;
}

std::string toUrlText(std::string_view bytes) {
    std::string text = toBase64(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    while (!text.empty() && text.back() == '=')
        text.pop_back();
    return text;
}

std::optional<std::string> fromUrlText(std::string_view token) {
    std::string text(token);
    if (text.find_first_of("+/=") != std::string::npos)
        return std::nullopt;
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    auto bytes = fromBase64(text);
    // One spelling only: the last letter carries bits that mean nothing.
    return bytes && toUrlText(*bytes) == token ? bytes : std::nullopt;
}

std::string plainOf(const CornerSubject &subject) {
    std::string plain(asText(subject.address));
    putNumber(plain, subject.person, 4);
    putNumber(plain, subject.run, 8);
    putNumber(plain, subject.subject, 4);
    return plain;
}

} // namespace

std::optional<CornerKind> cornerKindFromText(std::string_view text) {
    if (text.size() == 1 && std::string_view("ufcsw").find(text[0]) != std::string_view::npos)
        return static_cast<CornerKind>(text[0]);
    return std::nullopt;
}

std::string_view toText(CornerKind kind) {
    switch (kind) {
    case CornerKind::Unsubscribe: return "unsubscribe";
    case CornerKind::Preferences: return "preferences";
    case CornerKind::Confirm: return "confirm";
    case CornerKind::Form: return "form";
    case CornerKind::Webhook: return "webhook";
    }
    return {};
}

std::uint64_t runMark(std::string_view runUid) { return numberAt(asText(sha256(runUid)), 0, 8); }

CornerSeal::CornerSeal(const Secret &key)
    : m_tagKey(asText(hmacSha256(key.view(), "audience-sync corner tag 1"))),
      m_hideKey(asText(hmacSha256(key.view(), "audience-sync corner hide 1"))) {}

Result<std::optional<CornerSeal>> CornerSeal::load(const store::Connection &connection) {
    TRY_ASSIGN(store::Statement row, connection.prepare("SELECT secret FROM corner_key WHERE id = 1"));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return std::optional<CornerSeal>();
    if (row.blob(0).size() != kKeyBytes)
        return Error(ErrorKind::Corrupt, "corner.key_damaged");
    return std::optional<CornerSeal>(CornerSeal(Secret(row.blob(0))));
}

Result<CornerSeal> CornerSeal::loadOrMake(const store::Connection &connection, Rng &rng, Instant now) {
    TRY_ASSIGN(std::optional<CornerSeal> there, load(connection));
    if (there)
        return *std::move(there);
    std::string key;
    while (key.size() < kKeyBytes)
        putNumber(key, rng.next(), 8);
    {
        TRY_ASSIGN(store::Statement insert,
                   connection.prepare("INSERT OR IGNORE INTO corner_key (id, secret, made_at) VALUES (1, ?, ?)"));
        insert.bindBlob(1, key).bind(2, now.micros);
        TRY(insert.run());
    }
    secureZero(key.data(), key.size());
    TRY_ASSIGN(there, load(connection));
    if (!there)
        return Error(ErrorKind::Corrupt, "corner.key_damaged");
    return *std::move(there);
}

// The tag is made of what is sealed and begins the key stream, so that equal tokens mean equal contents and no number has
// to be drawn (RFC 5297's construction, over HMAC).
std::string CornerSeal::tagOf(CornerKind kind, std::string_view plain) const {
    std::string text{kVersion, static_cast<char>(kind)};
    text.append(plain);
    return std::string(asText(hmacSha256(m_tagKey.view(), text)).substr(0, kTagBytes));
}

std::string CornerSeal::hidden(std::string_view text, std::string_view tag) const {
    std::string stream;
    for (char block = 0; stream.size() < text.size(); ++block)
        stream.append(asText(hmacSha256(m_hideKey.view(), std::string(tag) + block)));
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<char>(static_cast<unsigned char>(out[i]) ^ static_cast<unsigned char>(stream[i]));
    return out;
}

std::string CornerSeal::seal(const CornerSubject &subject) const {
    const std::string plain = plainOf(subject), tag = tagOf(subject.kind, plain);
    return toUrlText(std::string(1, kVersion) + tag + hidden(plain, tag));
}

std::optional<CornerSubject> CornerSeal::open(CornerKind kind, std::string_view token) const {
    if (token.size() != kTokenLength)
        return std::nullopt;
    const auto bytes = fromUrlText(token);
    if (!bytes || bytes->size() != 1 + kTagBytes + kPlainBytes || bytes->front() != kVersion)
        return std::nullopt;
    const std::string_view tag = std::string_view(*bytes).substr(1, kTagBytes);
    const std::string plain = hidden(std::string_view(*bytes).substr(1 + kTagBytes), tag);
    if (!isSame(tagOf(kind, plain), tag))
        return std::nullopt;
    CornerSubject subject;
    subject.kind = kind;
    for (std::size_t i = 0; i < subject.address.size(); ++i)
        subject.address[i] = static_cast<std::uint8_t>(plain[i]);
    subject.person = static_cast<Ordinal>(numberAt(plain, 32, 4));
    subject.run = numberAt(plain, 36, 8);
    subject.subject = static_cast<std::uint32_t>(numberAt(plain, 44, 4));
    return subject;
}

} // namespace audience::delivery
