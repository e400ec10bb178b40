#include "ingest/file_source.h"

#include "qbase/convert.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace audience::ingest {

FileSource::FileSource() : m_file(std::make_unique<QFile>()) {}
FileSource::FileSource(FileSource &&) noexcept = default;
FileSource &FileSource::operator=(FileSource &&) noexcept = default;
FileSource::~FileSource() = default;

Result<FileSource> FileSource::open(const std::string &path) {
    const QFileInfo info(toQString(path));
    if (!info.exists())
        return Error(ErrorKind::NotFound, "ingest.file_missing").with("path", path);
    if (info.isDir())
        return Error(ErrorKind::Invalid, "ingest.file_is_directory").with("path", path);
    FileSource source;
    source.m_path = path;
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

std::string FileSource::fingerprint() const {
    const QFileInfo info(toQString(m_path));
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

Result<std::size_t> FileSource::read(std::size_t bytes, char *at) {
    const qint64 got = m_file->read(at, static_cast<qint64>(bytes));
    if (got < 0)
        return Error(ErrorKind::Io, "ingest.read_failed")
            .with("path", m_path)
            .with("reason", toUtf8(m_file->errorString()));
    const std::int64_t end = m_position + got;
    if (m_hashing && end > m_hashed && m_position <= m_hashed) {
        m_hash.add({at + (m_hashed - m_position), static_cast<std::size_t>(end - m_hashed)});
        m_hashed = end;
    }
    m_position = end;
    return static_cast<std::size_t>(got);
}

Result<void> FileSource::seek(std::int64_t position) {
    if (!m_file->seek(position))
        return Error(ErrorKind::Io, "ingest.read_failed")
            .with("path", m_path)
            .with("reason", toUtf8(m_file->errorString()));
    m_position = position;
    return {};
}

} // namespace audience::ingest
