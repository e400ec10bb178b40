#include "movein/export_files.h"

#include "base/digest.h"
#include "movein/unpack.h"
#include "qbase/convert.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace audience::movein {

namespace {

constexpr std::size_t kMaxFiles = 10'000;
constexpr int kMaxDepth = 3; // zips in zips
constexpr qint64 kDigestBytes = 64 * 1024;
constexpr QLatin1StringView kScratch{"movein-"};

// System files that no tool wrote.
bool isClutter(const QString &name) {
    return name.contains(QLatin1String("__MACOSX")) || name.endsWith(QLatin1String(".DS_Store")) || name.endsWith(QLatin1String("Thumbs.db")) || name.startsWith(QLatin1String("._"));
}

// Zips by their bytes, and files to whoever has them.
bool isSheet(const QString &ending) {
    for (const char *one : {"xlsx", "docx", "pptx", "ods", "odt"})
        if (ending.compare(QLatin1String(one), Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

class Collector {
public:
    Collector(std::vector<ExportFile> &files, QString scratch, const CancelToken &cancel) : m_files(files), m_scratch(std::move(scratch)), m_cancel(cancel) {}

    Result<void> folder(const QString &path, const std::string &prefix, int depth) {
        QDirIterator all(path, QDir::Files | QDir::NoSymLinks | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            TRY(m_cancel.check());
            const QFileInfo info(all.next());
            TRY(file(info, prefix + toUtf8(QDir(path).relativeFilePath(info.filePath())), depth));
        }
        return {};
    }

    Result<void> file(const QFileInfo &info, const std::string &name, int depth) {
        if (isClutter(info.filePath()) || isClutter(info.fileName()))
            return {};
        const std::string path = toUtf8(info.absoluteFilePath());
        const Packing packing = isSheet(info.suffix()) || depth >= kMaxDepth ? Packing::None : packingOf(path);
        if (packing != Packing::None) {
            const QString target = m_scratch + QLatin1Char('/') + QString::number(++m_unpacked);
            QDir().mkpath(target);
            const auto done = packing == Packing::Zip ? zip(path, target, name, depth) : gzip(info, target, name, depth);
            // One damaged file keeps nobody from the others.
            if (done || name.empty() || (done.error().kind != ErrorKind::Invalid && done.error().kind != ErrorKind::Corrupt))
                return done;
            return keep({name, path, info.size(), done.error()});
        }
        return keep({name.empty() ? toUtf8(info.fileName()) : name, path, info.size(), {}});
    }

private:
    Result<void> zip(const std::string &path, const QString &target, const std::string &name, int depth) {
        TRY(unpackZip(path, toUtf8(target), m_limits, m_cancel));
        return folder(target, name.empty() ? std::string() : name + '/', depth + 1);
    }

    // "events.jsonl.gz" holds "events.jsonl".
    Result<void> gzip(const QFileInfo &info, const QString &target, const std::string &name, int depth) {
        const bool isNamed = info.suffix().compare(QLatin1String("gz"), Qt::CaseInsensitive) == 0;
        const QString inner = isNamed ? info.completeBaseName() : info.fileName();
        const QString file = target + QLatin1Char('/') + inner;
        TRY(unpackGzip(toUtf8(info.absoluteFilePath()), toUtf8(file), m_limits, m_cancel));
        const std::string folder = name.empty() ? std::string() : name.substr(0, name.find_last_of('/') + 1);
        return this->file(QFileInfo(file), folder + toUtf8(inner), depth + 1);
    }

    Result<void> keep(ExportFile file) {
        if (m_files.size() >= kMaxFiles)
            return Error(ErrorKind::Limit, "movein.too_many_files").with("limit", std::to_string(kMaxFiles));
        m_files.push_back(std::move(file));
        return {};
    }

    std::vector<ExportFile> &m_files;
    const QString m_scratch;
    const CancelToken &m_cancel;
    ingest::ZipLimits m_limits;
    int m_unpacked = 0;
};

} // namespace

Result<ExportFiles> ExportFiles::open(const std::string &path, const std::string &scratch, const CancelToken &cancel) {
    const QFileInfo info(toQString(path));
    if (!info.exists())
        return Error(ErrorKind::NotFound, "movein.no_such_export").with("path", path);
    ExportFiles export_;
    QDir().mkpath(toQString(scratch));
    export_.m_folder = std::make_unique<QTemporaryDir>(toQString(scratch) + QLatin1Char('/') + kScratch + QStringLiteral("XXXXXX"));
    if (!export_.m_folder->isValid())
        return Error(ErrorKind::Io, "movein.no_scratch").with("path", scratch).because(toUtf8(export_.m_folder->errorString()));
    export_.m_label = toUtf8(info.isDir() ? QDir(info.absoluteFilePath()).dirName() : info.completeBaseName());
    Collector collector(export_.m_files, export_.m_folder->path(), cancel);
    TRY(info.isDir() ? collector.folder(info.absoluteFilePath(), {}, 0) : collector.file(info, {}, 0));
    std::sort(export_.m_files.begin(), export_.m_files.end(), [](const ExportFile &a, const ExportFile &b) { return a.name < b.name; });
    for (const ExportFile &one : export_.m_files)
        export_.m_bytes += one.bytes;
    return export_;
}

ExportFiles::ExportFiles(ExportFiles &&) noexcept = default;
ExportFiles &ExportFiles::operator=(ExportFiles &&) noexcept = default;
ExportFiles::~ExportFiles() = default;

Result<std::string> ExportFiles::digest() const {
    Xxh128Stream hash;
    for (const ExportFile &one : m_files) {
        QFile file(toQString(one.path));
        if (!file.open(QIODevice::ReadOnly))
            return Error(ErrorKind::Io, "ingest.file_unreadable").with("path", one.name).with("reason", toUtf8(file.errorString()));
        hash.add(one.name);
        hash.add('\n' + std::to_string(one.bytes) + '\n');
        hash.add(toStd(file.read(kDigestBytes)));
        if (one.bytes > kDigestBytes && file.seek(one.bytes - kDigestBytes / 2))
            hash.add(toStd(file.read(kDigestBytes)));
    }
    return toHex(hash.finish());
}

void ExportFiles::sweep(const std::string &scratch) {
    const QDir folder(toQString(scratch));
    for (const QFileInfo &one : folder.entryInfoList({kScratch + QStringLiteral("*")}, QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
        if (one.lastModified().secsTo(QDateTime::currentDateTime()) <= 24 * 3600)
            continue; // it may be of another program that is still at it
        if (one.isDir())
            QDir(one.absoluteFilePath()).removeRecursively();
        else
            QFile::remove(one.absoluteFilePath());
    }
}

} // namespace audience::movein
