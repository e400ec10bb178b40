#include "workspace/file_check.h"

#include "store/open_files.h"
#include "store/schema.h"

#include <QFile>
#include <QFileInfo>

#include <cstdint>

namespace audience::workspace {

namespace {

// Offsets of the SQLite file format, section 1.3.
constexpr qsizetype kHeaderSize = 100;
constexpr qsizetype kPageSizeAt = 16, kChangeCounterAt = 24, kPageCountAt = 28, kUserVersionAt = 60,
                    kApplicationIdAt = 68, kPageCountValidForAt = 92;

std::uint32_t bigEndian32(const QByteArray &bytes, qsizetype at) {
    std::uint32_t value = 0;
    for (qsizetype i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

Error refusal(ErrorKind kind, std::string_view id, const std::string &path) {
    return Error(kind, id).with("path", path);
}

Result<void> checkHeader(const std::string &path, const QByteArray &header, std::int64_t fileSize) {
    // Between two checkpoints pages may still be in the write-ahead log alone.
    const bool hasLog = QFileInfo(QString::fromStdString(path + "-wal")).size() > 0;
    // The power went while the log was moved into the file and tore its first sector: SQLite finds the whole
    // page in the log, and says so when it does not.
    if (hasLog && header.size() == kHeaderSize && !header.startsWith(QByteArray("SQLite format 3\0", 16)))
        return {};
    if (header.size() < kHeaderSize || !header.startsWith(QByteArray("SQLite format 3\0", 16)) ||
        bigEndian32(header, kApplicationIdAt) != static_cast<std::uint32_t>(store::kApplicationId))
        return refusal(ErrorKind::Invalid, "workspace.not_a_workspace", path);
    const auto version = static_cast<std::int32_t>(bigEndian32(header, kUserVersionAt));
    if (version > store::kSchemaVersion)
        return refusal(ErrorKind::Refused, "workspace.newer", path)
            .with("version", std::to_string(version))
            .with("known", std::to_string(store::kSchemaVersion));
    if (version < 1)
        return refusal(ErrorKind::Invalid, "workspace.not_a_workspace", path);
    std::uint32_t pageSize = bigEndian32(header, kPageSizeAt) >> 16;
    if (pageSize == 1)
        pageSize = 65536;
    const bool countIsValid =
        bigEndian32(header, kChangeCounterAt) == bigEndian32(header, kPageCountValidForAt);
    if (!hasLog && countIsValid &&
        fileSize < static_cast<std::int64_t>(pageSize) * bigEndian32(header, kPageCountAt))
        return refusal(ErrorKind::Corrupt, "workspace.truncated", path);
    return {};
}

Result<void> readAndCheck(const std::string &path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refusal(ErrorKind::Io, "workspace.unreadable", path)
            .with("reason", file.errorString().toStdString());
    if (file.size() == 0)
        return refusal(ErrorKind::Invalid, "workspace.empty_file", path);
    return checkHeader(path, file.read(kHeaderSize), file.size());
}

} // namespace

Result<void> checkFileHeader(const std::string &path) {
    const QFileInfo info(QString::fromStdString(path));
    if (!info.exists())
        return refusal(ErrorKind::NotFound, "workspace.not_found", path);
    if (info.isDir())
        return refusal(ErrorKind::Invalid, "workspace.is_directory", path);
    if (!info.isFile()) // a pipe or device could block for ever
        return refusal(ErrorKind::Invalid, "workspace.not_a_workspace", path);
    Result<void> result;
    store::whileUnopened(path, [&] { result = readAndCheck(path); });
    return result;
}

} // namespace audience::workspace
