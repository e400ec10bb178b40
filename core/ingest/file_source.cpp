#include "ingest/file_source.h"

#include "ingest/text_conversion.h"
#include "qbase/convert.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstring>

namespace audience::ingest {

namespace {

constexpr std::size_t kLookedAt = std::size_t{64} << 10;

bool endsWith(const std::string &path, const char *suffix) { return toQString(path).endsWith(QLatin1StringView(suffix), Qt::CaseInsensitive); }

bool isNamedWorkbook(const std::string &path) { return endsWith(path, ".xlsx") || endsWith(path, ".xlsm"); }

bool isNamedJsonLines(const std::string &path) {
    const std::string plain = endsWith(path, ".gz") ? path.substr(0, path.size() - 3) : path;
    return endsWith(plain, ".jsonl") || endsWith(plain, ".ndjson") || endsWith(plain, ".jsonlines");
}

bool beginsLikeJson(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    const std::size_t at = bytes.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos || bytes[at] != '{')
        return false;
    const std::size_t name = bytes.find_first_not_of(" \t\r\n", at + 1);
    return name != std::string_view::npos && (bytes[name] == '"' || bytes[name] == '}');
}

// "book.xlsx/Sheet" where the book is there: the sheet's name, and the path becomes the book's.
std::string takeSheet(std::string &path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos || slash + 1 == path.size() || QFileInfo::exists(toQString(path)))
        return {};
    const std::string book = path.substr(0, slash), sheet = path.substr(slash + 1);
    if (!isNamedWorkbook(book) || !QFileInfo(toQString(book)).isFile())
        return {};
    path = book;
    return sheet;
}

} // namespace

FileSource::FileSource() : m_file(std::make_unique<QFile>()) {}
FileSource::FileSource(FileSource &&) noexcept = default;
FileSource &FileSource::operator=(FileSource &&) noexcept = default;
FileSource::~FileSource() = default;

Result<FileSource> FileSource::openRaw(const std::string &path) {
    const QFileInfo info(toQString(path));
    if (!info.exists())
        return Error(ErrorKind::NotFound, "ingest.file_missing").with("path", path);
    if (info.isDir())
        return Error(ErrorKind::Invalid, "ingest.file_is_directory").with("path", path);
    if (!info.isFile()) // what waits for a writer, or never ends
        return Error(ErrorKind::Invalid, "ingest.file_not_plain").with("path", path);
    FileSource source;
    source.m_path = source.m_diskPath = path;
    source.m_file->setFileName(toQString(path));
    if (!source.m_file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error(ErrorKind::Io, "ingest.file_unreadable")
            .with("path", path)
            .with("reason", toUtf8(source.m_file->errorString()));
    source.m_size = source.m_file->size();
    if (source.m_size == 0)
        return Error(ErrorKind::Invalid, "ingest.file_empty").with("path", path);
    return source;
}

Result<FileSource> FileSource::open(const std::string &path) {
    std::string onDisk = path;
    const std::string sheet = takeSheet(onDisk);
    TRY_ASSIGN(FileSource source, openRaw(onDisk));
    source.m_path = path;
    std::string start;
    TRY(source.read(kLookedAt, start));
    TRY(source.seek(0));
    if (start.starts_with("PK\x03\x04") || start.starts_with("\xD0\xCF\x11\xE0") || !sheet.empty()) {
        TRY_ASSIGN(source.m_conversion, makeSheetConversion(onDisk, sheet));
        source.m_form = FileForm::Sheet;
        return source;
    }
    if (start.starts_with("\x1f\x8b")) {
        TRY_ASSIGN(FileSource packed, openRaw(onDisk));
        TRY_ASSIGN(source.m_conversion, makeGunzip(std::move(packed)));
        start.clear();
        TRY(source.read(kLookedAt, start));
        TRY(source.seek(0));
        if (start.empty())
            return Error(ErrorKind::Invalid, "ingest.file_empty").with("path", path);
    }
    if (!beginsLikeJson(start) && !isNamedJsonLines(onDisk))
        return source;
    FileSource lines;
    lines.m_path = path;
    lines.m_diskPath = onDisk;
    lines.m_form = FileForm::JsonLines;
    lines.m_size = source.size();
    TRY_ASSIGN(lines.m_conversion, makeJsonLinesConversion(std::move(source)));
    return lines;
}

std::int64_t FileSource::size() const {
    if (!m_conversion || m_conversionEnded)
        return m_size;
    // More than was read so far, or it would look like its end.
    const auto waiting = static_cast<std::int64_t>(m_converted.size() - m_convertedAt);
    return std::max({m_conversion->sizeGuess(), m_size, m_position + waiting + 1});
}

void FileSource::cancelWith(const CancelToken &cancel) {
    if (m_conversion)
        m_conversion->cancelWith(cancel);
}

std::string FileSource::fingerprint() const {
    const QFileInfo info(toQString(m_diskPath));
    return std::to_string(info.size()) + ":" +
           std::to_string(info.lastModified().toMSecsSinceEpoch());
}

Result<std::size_t> FileSource::read(std::size_t bytes, std::string &out) {
    const std::size_t before = out.size();
    out.resize(before + bytes);
    auto got = read(bytes, out.data() + before);
    out.resize(before + got.value_or(0));
    return got;
}

Result<std::size_t> FileSource::readRaw(std::size_t bytes, char *at) {
    const qint64 got = m_file->read(at, static_cast<qint64>(bytes));
    if (got < 0)
        return Error(ErrorKind::Io, "ingest.read_failed")
            .with("path", m_path)
            .with("reason", toUtf8(m_file->errorString()));
    return static_cast<std::size_t>(got);
}

Result<std::size_t> FileSource::readConverted(std::size_t bytes, char *at) {
    std::size_t given = 0;
    while (given < bytes) {
        if (m_convertedAt == m_converted.size()) {
            m_converted.clear();
            m_convertedAt = 0;
            if (m_conversionEnded)
                break;
            TRY_ASSIGN(const bool more, m_conversion->more(m_converted));
            if (more)
                continue;
            m_conversionEnded = true;
            m_size = m_position + static_cast<std::int64_t>(given + m_converted.size());
        }
        const std::size_t some = std::min(bytes - given, m_converted.size() - m_convertedAt);
        std::memcpy(at + given, m_converted.data() + m_convertedAt, some);
        m_convertedAt += some;
        given += some;
    }
    return given;
}

Result<std::size_t> FileSource::read(std::size_t bytes, char *at) {
    TRY_ASSIGN(const std::size_t got, m_conversion ? readConverted(bytes, at) : readRaw(bytes, at));
    const std::int64_t end = m_position + static_cast<std::int64_t>(got);
    if (m_hashing && end > m_hashed && m_position <= m_hashed) {
        m_hash.add({at + (m_hashed - m_position), static_cast<std::size_t>(end - m_hashed)});
        m_hashed = end;
    }
    m_position = end;
    return got;
}

Result<void> FileSource::seekConverted(std::int64_t position) {
    if (position < m_position) {
        TRY(m_conversion->restart());
        m_converted.clear();
        m_convertedAt = 0;
        m_conversionEnded = false;
        m_position = 0;
    }
    std::string passed;
    while (m_position < position) {
        passed.clear();
        // Not through read(): what is passed over was hashed before, or is not to be.
        passed.resize(std::min<std::size_t>(static_cast<std::size_t>(position - m_position), kLookedAt));
        TRY_ASSIGN(const std::size_t got, readConverted(passed.size(), passed.data()));
        if (got == 0)
            break;
        m_position += static_cast<std::int64_t>(got);
    }
    return {};
}

Result<void> FileSource::seek(std::int64_t position) {
    if (m_conversion)
        return seekConverted(position);
    if (!m_file->seek(position))
        return Error(ErrorKind::Io, "ingest.read_failed")
            .with("path", m_path)
            .with("reason", toUtf8(m_file->errorString()));
    m_position = position;
    return {};
}

} // namespace audience::ingest
