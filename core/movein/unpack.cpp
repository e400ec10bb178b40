#include "movein/unpack.h"

#include "ingest/file_source.h"
#include "ingest/text_conversion.h"
#include "qbase/convert.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <functional>
#include <memory>

namespace audience::movein {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} << 10;

// Appends some bytes to `out`; false at the end.
using More = std::function<Result<bool>(std::string &out)>;

Result<void> write(const std::string &path, const std::string &target, const More &more, const CancelToken &cancel) {
    QFile out(toQString(target));
    const auto failed = [&] { return Error(ErrorKind::Io, "movein.unpack").with("path", path).with("reason", toUtf8(out.errorString())); };
    QDir().mkpath(QFileInfo(out.fileName()).path());
    if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return failed();
    out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    std::string piece;
    for (;;) {
        TRY(cancel.check());
        piece.clear();
        TRY_ASSIGN(const bool isMore, more(piece));
        if (!isMore)
            break;
        if (out.write(piece.data(), static_cast<qint64>(piece.size())) != static_cast<qint64>(piece.size()))
            return failed();
    }
    return out.flush() ? Result<void>() : failed();
}

} // namespace

Packing packingOf(const std::string &path) {
    QFile file(toQString(path));
    if (!file.open(QIODevice::ReadOnly))
        return Packing::None;
    const QByteArray head = file.peek(4);
    if (head.startsWith(QByteArray("PK\x03\x04", 4)) || head.startsWith(QByteArray("PK\x05\x06", 4)))
        return Packing::Zip;
    return head.startsWith(QByteArray("\x1f\x8b", 2)) ? Packing::Gzip : Packing::None;
}

Result<void> unpackZip(const std::string &path, const std::string &folder, ingest::ZipLimits &limits, const CancelToken &cancel) {
    TRY_ASSIGN(const ingest::ZipReader zip, ingest::ZipReader::open(path, limits));
    limits.entries -= static_cast<std::int64_t>(zip.entries().size());
    for (const ingest::ZipEntry &entry : zip.entries()) {
        limits.bytes -= entry.bytes;
        TRY_ASSIGN(ingest::ZipStream stream, zip.stream(entry));
        const More more = [&](std::string &out) -> Result<bool> {
            TRY_ASSIGN(const std::size_t got, stream.read(kPieceBytes, out));
            return got > 0;
        };
        TRY(write(path, folder + '/' + entry.name, more, cancel));
    }
    return {};
}

Result<void> unpackGzip(const std::string &path, const std::string &target, ingest::ZipLimits &limits, const CancelToken &cancel) {
    TRY_ASSIGN(ingest::FileSource packed, ingest::FileSource::openRaw(path));
    const std::int64_t packedBytes = packed.size();
    TRY_ASSIGN(const std::unique_ptr<ingest::TextConversion> text, ingest::makeGunzip(std::move(packed)));
    std::int64_t bytes = 0;
    const More more = [&](std::string &out) -> Result<bool> {
        TRY_ASSIGN(const bool isMore, text->more(out));
        bytes += static_cast<std::int64_t>(out.size());
        limits.bytes -= static_cast<std::int64_t>(out.size());
        if (limits.bytes < 0)
            return Error(ErrorKind::Invalid, "zip.too_large").with("path", path).with("limit", std::to_string(ingest::ZipLimits().bytes >> 20));
        if (bytes > limits.ratioFrom && bytes / limits.ratio > packedBytes)
            return Error(ErrorKind::Invalid, "zip.swells").with("path", path).with("entry", toUtf8(QFileInfo(toQString(target)).fileName()));
        return isMore;
    };
    return write(path, target, more, cancel);
}

} // namespace audience::movein
