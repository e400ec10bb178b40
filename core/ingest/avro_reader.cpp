#include "ingest/avro_reader.h"

#include "ingest/avro_value.h"
#include "ingest/file_source.h"

#include <algorithm>
#include <memory>
#include <snappy.h>
#include <zlib.h>

namespace audience::ingest {

namespace {

constexpr std::string_view kMagic("Obj\x01", 4);
constexpr std::size_t kMarkerBytes = 16, kPieceBytes = std::size_t{64} << 10;
constexpr std::size_t kMostBlockBytes = std::size_t{64} << 20, kMostHeaderBytes = std::size_t{16} << 20;
constexpr int kMostNumberBytes = 10;

} // namespace

bool isAvro(std::string_view head) { return head.starts_with(kMagic); }

Error AvroReader::broken(std::string_view why) const { return Error(ErrorKind::Corrupt, "avro.broken").with("path", m_path).because(why); }

Result<AvroReader> AvroReader::open(const std::string &path) {
    TRY_ASSIGN(FileSource file, FileSource::openRaw(path));
    const auto held = std::make_shared<FileSource>(std::move(file));
    return begin([held](std::size_t bytes, std::string &out) { return held->read(bytes, out); }, path);
}

Result<AvroReader> AvroReader::fromBytes(std::string bytes, const std::string &path) {
    const auto rest = std::make_shared<std::pair<std::string, std::size_t>>(std::move(bytes), 0);
    return begin(
        [rest](std::size_t most, std::string &out) -> Result<std::size_t> {
            const std::string_view piece = std::string_view(rest->first).substr(rest->second, most);
            out += piece;
            rest->second += piece.size();
            return piece.size();
        },
        path);
}

Result<AvroReader> AvroReader::begin(Read read, const std::string &path) {
    AvroReader reader(std::move(read), path);
    TRY(reader.readHeader());
    return reader;
}

Result<std::string> AvroReader::take(std::size_t bytes) {
    while (m_raw.size() - m_rawAt < bytes) {
        m_raw.erase(0, m_rawAt);
        m_rawAt = 0;
        TRY_ASSIGN(const std::size_t got, m_read(kPieceBytes, m_raw));
        if (got == 0)
            return broken("it ends too soon");
    }
    std::string taken = m_raw.substr(m_rawAt, bytes);
    m_rawAt += bytes;
    m_position += static_cast<std::int64_t>(bytes);
    return taken;
}

Result<std::int64_t> AvroReader::takeNumber() {
    std::string bytes;
    do {
        TRY_ASSIGN(const std::string byte, take(1));
        bytes += byte;
    } while ((static_cast<unsigned char>(bytes.back()) & 0x80) != 0 && bytes.size() < kMostNumberBytes);
    const auto number = AvroValues(m_schema, bytes).number();
    if (!number)
        return broken("a number is none");
    return *number;
}

Result<bool> AvroReader::isAtEnd() {
    if (m_rawAt < m_raw.size())
        return false;
    m_raw.clear();
    m_rawAt = 0;
    TRY_ASSIGN(const std::size_t got, m_read(kPieceBytes, m_raw));
    return got == 0;
}

Result<void> AvroReader::readHeader() {
    TRY_ASSIGN(const std::string magic, take(kMagic.size()));
    if (!isAvro(magic))
        return broken("it begins otherwise");
    std::string schema;
    for (;;) {
        TRY_ASSIGN(std::int64_t count, takeNumber());
        if (count == 0)
            break;
        if (count < 0)
            TRY(takeNumber());
        for (count = std::abs(count); count > 0; --count) {
            std::string member[2];
            for (std::string &text : member) {
                TRY_ASSIGN(const std::int64_t size, takeNumber());
                if (size < 0 || m_position + size > static_cast<std::int64_t>(kMostHeaderBytes))
                    return broken("its head is not possible");
                TRY_ASSIGN(text, take(static_cast<std::size_t>(size)));
            }
            if (member[0] == "avro.schema")
                schema = std::move(member[1]);
            else if (member[0] == "avro.codec")
                m_codec = std::move(member[1]);
        }
    }
    if (!m_codec.empty() && m_codec != "null" && m_codec != "deflate" && m_codec != "snappy")
        return Error(ErrorKind::Invalid, "avro.codec").with("path", m_path).with("codec", m_codec.substr(0, 50));
    auto parsed = AvroSchema::parse(schema);
    if (!parsed)
        return Error(parsed.error()).with("path", m_path);
    m_schema = *std::move(parsed);
    TRY_ASSIGN(m_marker, take(kMarkerBytes));
    return {};
}

Result<bool> AvroReader::readBlock() {
    TRY_ASSIGN(const bool end, isAtEnd());
    if (end)
        return false;
    TRY_ASSIGN(m_left, takeNumber());
    TRY_ASSIGN(const std::int64_t bytes, takeNumber());
    if (m_left < 0 || bytes < 0)
        return broken("a block has no size");
    if (bytes > static_cast<std::int64_t>(kMostBlockBytes))
        return Error(ErrorKind::Limit, "avro.too_large").with("path", m_path).with("limit", std::to_string(kMostBlockBytes >> 20));
    TRY_ASSIGN(std::string packed, take(static_cast<std::size_t>(bytes)));
    TRY_ASSIGN(const std::string marker, take(kMarkerBytes));
    if (marker != m_marker)
        return broken("a block ends elsewhere");
    TRY(unpack(std::move(packed)));
    if (m_left > static_cast<std::int64_t>(m_block.size()) + 1) // records of no bytes are worth nothing, and would have no end
        return broken("a block has more records than bytes");
    m_blockAt = 0;
    return true;
}

Result<void> AvroReader::unpack(std::string packed) {
    const auto tooLarge = [this] { return Error(ErrorKind::Limit, "avro.too_large").with("path", m_path).with("limit", std::to_string(kMostBlockBytes >> 20)); };
    if (m_codec.empty() || m_codec == "null") {
        m_block = std::move(packed);
        return {};
    }
    m_block.clear();
    if (m_codec == "snappy") { // and the CRC-32 of what it becomes
        constexpr std::size_t kCheckBytes = 4;
        if (packed.size() < kCheckBytes)
            return broken("a block is too short");
        const std::size_t size = packed.size() - kCheckBytes;
        std::size_t made = 0;
        if (!snappy::GetUncompressedLength(packed.data(), size, &made))
            return broken("a block cannot be unpacked");
        if (made > kMostBlockBytes)
            return tooLarge();
        if (!snappy::Uncompress(packed.data(), size, &m_block))
            return broken("a block cannot be unpacked");
        std::uint32_t said = 0;
        for (std::size_t i = size; i < packed.size(); ++i)
            said = said << 8 | static_cast<unsigned char>(packed[i]);
        if (said != crc32(m_block))
            return broken("a block is damaged");
        return {};
    }
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) // deflate without a frame
        return broken("no memory");
    const std::unique_ptr<z_stream, int (*)(z_streamp)> closer(&stream, inflateEnd);
    stream.next_in = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    int code = Z_OK;
    while (code == Z_OK) {
        const std::size_t before = m_block.size();
        if (before > kMostBlockBytes)
            return tooLarge();
        m_block.resize(before + kPieceBytes);
        stream.next_out = reinterpret_cast<Bytef *>(m_block.data() + before);
        stream.avail_out = static_cast<uInt>(kPieceBytes);
        code = inflate(&stream, Z_NO_FLUSH);
        m_block.resize(before + kPieceBytes - stream.avail_out);
    }
    if (code != Z_STREAM_END)
        return broken("a block cannot be unpacked");
    return {};
}

Result<bool> AvroReader::next(Json &record) {
    while (m_left == 0) {
        TRY_ASSIGN(const bool more, readBlock());
        if (!more)
            return false;
    }
    AvroValues values(m_schema, std::string_view(m_block).substr(m_blockAt));
    if (!values.read(m_schema.root(), record))
        return broken("a record is none");
    m_blockAt += values.position();
    --m_left;
    return true;
}

} // namespace audience::ingest
