#include "ingest/zip_reader.h"

#include "base/text.h"
#include "ingest/file_source.h"

#include <algorithm>
#include <set>
#include <zip.h>

namespace audience::ingest {

namespace {

constexpr std::int64_t kEndBytes = 22, kLocatorBytes = 20, kEnd64Bytes = 56;
constexpr std::int64_t kTailBytes = 65'535 + kEndBytes + kLocatorBytes; // in which the end of a zip is
constexpr std::int64_t kBytesPerEntry = 400;                            // of the list of files; more is no honest one
constexpr int kMostEnds = 8;

Error refusal(std::string_view id, const std::string &path) { return Error(ErrorKind::Invalid, id).with("path", path); }

Error broken(const std::string &path, std::string_view entry, std::string_view why) {
    return Error(ErrorKind::Corrupt, "zip.broken").with("path", path).with("entry", entry).because(why);
}

std::uint64_t number(std::string_view bytes, std::size_t at, int size) {
    std::uint64_t value = 0;
    for (int i = size - 1; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

// What a zip says of the size of its list of files, before the list is read into memory. Every end that the library
// could take for the true one is looked at.
class Ends {
public:
    Ends(const std::string &path, const ZipLimits &limits) : m_path(path), m_limits(limits) {}

    // `at`: of the tail in the file. `read`: bytes of the file.
    template <class Read> Result<void> check(std::string_view tail, std::int64_t at, Read read) const {
        int ends = 0;
        for (std::size_t found = tail.find("PK\5\6"); found != std::string_view::npos; found = tail.find("PK\5\6", found + 1)) {
            if (tail.size() - found < static_cast<std::size_t>(kEndBytes))
                break;
            if (++ends > kMostEnds)
                return broken(m_path, {}, "too many ends");
            TRY(checkSize(number(tail, found + 10, 2), number(tail, found + 12, 4)));
            const auto locator = static_cast<std::int64_t>(found) - kLocatorBytes;
            if (locator < 0 || tail.substr(static_cast<std::size_t>(locator), 4) != std::string_view("PK\6\7"))
                continue;
            const std::uint64_t end64 = number(tail, static_cast<std::size_t>(locator) + 8, 8);
            if (end64 > static_cast<std::uint64_t>(at + locator))
                return broken(m_path, {}, "its end is elsewhere");
            TRY_ASSIGN(const std::string bytes, read(static_cast<std::int64_t>(end64), kEnd64Bytes));
            if (bytes.size() == static_cast<std::size_t>(kEnd64Bytes) && std::string_view(bytes).substr(0, 4) == std::string_view("PK\6\6"))
                TRY(checkSize(number(bytes, 32, 8), number(bytes, 40, 8)));
        }
        if (ends == 0)
            return refusal("zip.not_a_zip", m_path);
        return {};
    }

private:
    Result<void> checkSize(std::uint64_t entries, std::uint64_t bytes) const {
        const bool is64 = bytes == 0xffffffff; // the other end says it
        const auto most = static_cast<std::uint64_t>(m_limits.entries);
        if ((entries > most && entries != 0xffff) || (!is64 && bytes > most * static_cast<std::uint64_t>(kBytesPerEntry)))
            return refusal("zip.too_many_entries", m_path).with("limit", std::to_string(m_limits.entries));
        return {};
    }
    const std::string &m_path;
    const ZipLimits &m_limits;
};

bool isSafe(const std::string &name) {
    if (name.empty() || name.front() == '/' || name.find(':') != std::string::npos) // a drive, or a hidden part of a file
        return false;
    if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return false;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('/', begin), name.size());
        const std::string_view part = std::string_view(name).substr(begin, end - begin);
        if (part == "..")
            return false;
        begin = end + 1;
    }
    return true;
}

std::string reasonOf(const zip_error_t *error) { return zip_error_strerror(const_cast<zip_error_t *>(error)); }

} // namespace

void ZipStream::Close::operator()(zip_file *file) const { (void)zip_fclose(file); }
void ZipReader::Discard::operator()(zip *archive) const { zip_discard(archive); }

ZipStream::ZipStream(zip_file *file, std::string path, ZipEntry entry)
    : m_file(file), m_path(std::move(path)), m_entry(std::move(entry)) {}
ZipStream::ZipStream(ZipStream &&) noexcept = default;
ZipStream &ZipStream::operator=(ZipStream &&) noexcept = default;
ZipStream::~ZipStream() = default;

Result<std::size_t> ZipStream::read(std::size_t bytes, std::string &out) {
    const std::size_t before = out.size();
    out.resize(before + bytes);
    const zip_int64_t got = zip_fread(m_file.get(), out.data() + before, bytes);
    out.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
    if (got < 0)
        return broken(m_path, m_entry.name, reasonOf(zip_file_get_error(m_file.get())));
    m_read += got;
    // What was said of its size is what the limits were held against.
    if (m_read > m_entry.bytes || (got == 0 && m_read != m_entry.bytes))
        return broken(m_path, m_entry.name, "it has another size than it says");
    return static_cast<std::size_t>(got);
}

ZipReader::ZipReader() = default;
ZipReader::ZipReader(ZipReader &&) noexcept = default;
ZipReader &ZipReader::operator=(ZipReader &&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::open(const std::string &path, const ZipLimits &limits) {
    TRY_ASSIGN(FileSource source, FileSource::openRaw(path));
    const auto readAt = [&](std::int64_t at, std::int64_t bytes) -> Result<std::string> {
        std::string out;
        TRY(source.seek(at));
        TRY(source.read(static_cast<std::size_t>(bytes), out));
        return out;
    };
    const std::int64_t tailAt = std::max<std::int64_t>(source.size() - kTailBytes, 0);
    TRY_ASSIGN(const std::string tail, readAt(tailAt, source.size() - tailAt));
    TRY(Ends(path, limits).check(tail, tailAt, readAt));
    ZipReader reader;
    reader.m_path = path;
    int code = 0;
    reader.m_zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!reader.m_zip)
        return code == ZIP_ER_NOZIP ? refusal("zip.not_a_zip", path) : broken(path, {}, "zip error " + std::to_string(code));
    TRY(reader.list(limits));
    return reader;
}

Result<ZipReader> ZipReader::fromBytes(std::string bytes, const std::string &path, const ZipLimits &limits) {
    ZipReader reader;
    reader.m_path = path;
    reader.m_bytes = std::make_unique<const std::string>(std::move(bytes));
    const std::string_view all = *reader.m_bytes;
    const auto readAt = [&](std::int64_t at, std::int64_t size) -> Result<std::string> {
        return std::string(all.substr(std::min(static_cast<std::size_t>(at), all.size()), static_cast<std::size_t>(size)));
    };
    const auto tailAt = std::max<std::int64_t>(static_cast<std::int64_t>(all.size()) - kTailBytes, 0);
    TRY(Ends(path, limits).check(all.substr(static_cast<std::size_t>(tailAt)), tailAt, readAt));
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(all.data(), all.size(), 0, &error);
    if (source)
        reader.m_zip.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (source && !reader.m_zip)
        zip_source_free(source);
    const int code = zip_error_code_zip(&error);
    const std::string why = reasonOf(&error);
    zip_error_fini(&error);
    if (!reader.m_zip)
        return code == ZIP_ER_NOZIP ? refusal("zip.not_a_zip", path) : broken(path, {}, why);
    TRY(reader.list(limits));
    return reader;
}

Result<void> ZipReader::list(const ZipLimits &limits) {
    const zip_int64_t count = zip_get_num_entries(m_zip.get(), 0);
    if (count > limits.entries)
        return refusal("zip.too_many_entries", m_path).with("limit", std::to_string(limits.entries));
    std::set<std::string> names;
    std::uint64_t total = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t about;
        zip_stat_init(&about);
        constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
        if (zip_stat_index(m_zip.get(), i, ZIP_FL_ENC_GUESS, &about) != 0 || (about.valid & kNeeded) != kNeeded)
            return broken(m_path, {}, reasonOf(zip_get_error(m_zip.get())));
        ZipEntry entry{repairUtf8(about.name), 0, 0, false, i};
        std::replace(entry.name.begin(), entry.name.end(), '\\', '/');
        if (!isSafe(entry.name))
            return refusal("zip.unsafe_name", m_path).with("entry", entry.name.substr(0, 200));
        if (!names.insert(entry.name).second)
            return refusal("zip.same_name", m_path).with("entry", entry.name);
        total += about.size;
        if (about.size > static_cast<zip_uint64_t>(limits.bytes) || total > static_cast<std::uint64_t>(limits.bytes))
            return refusal("zip.too_large", m_path).with("limit", std::to_string(limits.bytes >> 20));
        entry.bytes = static_cast<std::int64_t>(about.size);
        entry.packedBytes = static_cast<std::int64_t>(std::min<zip_uint64_t>(about.comp_size, std::uint64_t{1} << 62));
        if (entry.bytes > limits.ratioFrom && entry.bytes / limits.ratio > entry.packedBytes)
            return refusal("zip.swells", m_path).with("entry", entry.name);
        entry.encrypted = (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE;
        if (entry.name.back() != '/')
            m_entries.push_back(std::move(entry));
    }
    return {};
}

const ZipEntry *ZipReader::find(std::string_view name) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const ZipEntry &entry) { return entry.name == name; });
    return found == m_entries.end() ? nullptr : &*found;
}

Result<ZipStream> ZipReader::stream(const ZipEntry &entry) const {
    if (entry.encrypted)
        return refusal("zip.encrypted", m_path).with("entry", entry.name);
    zip_file_t *file = zip_fopen_index(m_zip.get(), entry.index, 0);
    if (!file)
        return broken(m_path, entry.name, reasonOf(zip_get_error(m_zip.get())));
    return ZipStream(file, m_path, entry);
}

Result<std::string> ZipReader::read(const ZipEntry &entry, std::int64_t maxBytes) const {
    if (entry.bytes > maxBytes)
        return refusal("zip.too_large", m_path).with("limit", std::to_string(maxBytes >> 20));
    TRY_ASSIGN(ZipStream stream, this->stream(entry));
    std::string out;
    out.reserve(static_cast<std::size_t>(entry.bytes));
    for (;;) {
        TRY_ASSIGN(const std::size_t got, stream.read(std::size_t{256} << 10, out));
        if (got == 0)
            return out;
    }
}

} // namespace audience::ingest
