#include "warehouse/postgres_copy.h"

#include "warehouse/postgres_rows.h"

namespace audience::warehouse {

namespace {

constexpr std::string_view kSignature("PGCOPY\n\xff\r\n\0", 11);
constexpr std::size_t kMostExtension = 1 << 16;

Error garbled(std::string_view reason) { return Error(ErrorKind::Corrupt, "source.garbled").with("reason", reason); }

} // namespace

PostgresValue PostgresRow::next() {
    const auto size = static_cast<std::int32_t>(bigEndian32(m_rest.data()));
    m_rest.remove_prefix(4);
    if (size < 0)
        return std::nullopt;
    const std::string_view value = m_rest.substr(0, static_cast<std::size_t>(size));
    m_rest.remove_prefix(value.size());
    return value;
}

Result<void> PostgresCopyFrame::readHeader() {
    if (m_bytes.size() < kSignature.size() + 8)
        return {};
    if (std::string_view(m_bytes).substr(0, kSignature.size()) != kSignature)
        return garbled("no COPY header");
    const std::uint32_t flags = bigEndian32(m_bytes.data() + kSignature.size());
    const std::uint32_t extension = bigEndian32(m_bytes.data() + kSignature.size() + 4);
    if ((flags & 0xffff0000U) != 0 || extension > kMostExtension)
        return garbled("an unknown COPY header");
    if (m_bytes.size() < kSignature.size() + 8 + extension)
        return {};
    m_at = kSignature.size() + 8 + extension;
    m_hasHeader = true;
    return {};
}

Result<std::size_t> PostgresCopyFrame::rowEnd(std::size_t at) {
    if (m_finished || m_bytes.size() - at < 2)
        return std::size_t{0};
    const std::uint16_t fields = bigEndian16(m_bytes.data() + at);
    if (fields == 0xffff) {
        m_finished = true;
        return std::size_t{0};
    }
    if (fields != m_width)
        return garbled("a row of another width");
    at += 2;
    for (std::size_t i = 0; i < m_width; ++i) {
        if (m_bytes.size() - at < 4)
            return std::size_t{0};
        const auto size = static_cast<std::int32_t>(bigEndian32(m_bytes.data() + at));
        if (size < -1)
            return garbled("a value of no size");
        at += 4;
        if (size > 0 && m_bytes.size() - at < static_cast<std::size_t>(size))
            return std::size_t{0};
        at += size > 0 ? static_cast<std::size_t>(size) : 0;
    }
    return at;
}

Result<void> PostgresCopyFrame::take(std::string &rows, std::vector<std::uint32_t> &ends, std::uint32_t most, std::size_t bytes) {
    if (!m_hasHeader)
        TRY(readHeader());
    if (!m_hasHeader)
        return {};
    const std::size_t begin = m_at, before = rows.size();
    while (ends.size() < most && before + (m_at - begin) < bytes) {
        TRY_ASSIGN(const std::size_t end, rowEnd(m_at));
        if (end == 0)
            break;
        ends.push_back(static_cast<std::uint32_t>(before + (end - begin)));
        m_at = end;
    }
    rows.append(m_bytes, begin, m_at - begin);
    m_bytes.erase(0, m_at);
    m_at = 0;
    return {};
}

Result<bool> PostgresCopyFrame::hasRow() {
    if (!m_hasHeader)
        TRY(readHeader());
    if (!m_hasHeader)
        return false;
    TRY_ASSIGN(const std::size_t end, rowEnd(m_at));
    return end != 0;
}

std::string postgresCopyHeader() { return std::string(kSignature) + std::string(8, '\0'); }
std::string postgresCopyTrailer() { return "\xff\xff"; }

void appendBigEndian16(std::string &to, std::uint16_t value) {
    to += static_cast<char>(value >> 8);
    to += static_cast<char>(value & 0xff);
}

void appendBigEndian32(std::string &to, std::uint32_t value) {
    appendBigEndian16(to, static_cast<std::uint16_t>(value >> 16));
    appendBigEndian16(to, static_cast<std::uint16_t>(value & 0xffff));
}

void appendBigEndian64(std::string &to, std::uint64_t value) {
    appendBigEndian32(to, static_cast<std::uint32_t>(value >> 32));
    appendBigEndian32(to, static_cast<std::uint32_t>(value & 0xffffffff));
}

} // namespace audience::warehouse
