#include "movein/zip_unpacker.h"

#include "base/text.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <zip.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

namespace audience::movein {

bool isZip(const std::string &path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) && (file.peek(4) == QByteArray("PK\x03\x04", 4) || file.peek(4) == QByteArray("PK\x05\x06", 4));
}

namespace {

Error refused(const char *id, const std::string &path) {
    return Error(ErrorKind::Refused, id).with("file", QFileInfo(QString::fromStdString(path)).fileName().toStdString());
}

struct CloseArchive {
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t *entry) const { zip_fclose(entry); }
};

// What leads out of the folder, or is no name on every system.
bool isSafePath(std::string_view name) {
    if (name.empty() || name.size() > 1000 || name.front() == '/' || name.find('\\') != std::string_view::npos || name.find(':') != std::string_view::npos ||
        name.find('\0') != std::string_view::npos || !isValidUtf8(name))
        return false;
    for (const char c : name)
        if (static_cast<unsigned char>(c) < 0x20)
            return false;
    std::size_t depth = 0;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('/'), name.size());
        const std::string_view part = name.substr(0, end);
        if (part == ".." || part == "." || (part.empty() && end != name.size()) || part.size() > 200 || ++depth > 20)
            return false;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return true;
}

struct Entry {
    zip_uint64_t index = 0;
    std::string name;
    std::int64_t bytes = 0, packed = 0;
};

bool isTooDense(std::int64_t bytes, std::int64_t packed, const ZipLimits &limits) {
    return bytes > limits.ratioFrom && bytes / limits.ratio > packed;
}

Result<std::vector<Entry>> entriesOf(zip_t *archive, const std::string &path, const ZipLimits &limits) {
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > limits.entries)
        return refused("movein.zip_too_many", path).with("limit", std::to_string(limits.entries));
    std::vector<Entry> entries;
    std::int64_t bytes = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS, &stat) != 0)
            return refused("movein.zip_broken", path).with("reason", zip_strerror(archive));
        const std::string name = (stat.valid & ZIP_STAT_NAME) ? stat.name : "";
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
            return refused("movein.zip_encrypted", path);
        if (!isSafePath(name))
            return refused("movein.zip_path", path).with("entry", repairUtf8(name).substr(0, 200));
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        constexpr zip_uint32_t kUnixKind = 0170000, kUnixFile = 0100000, kUnixFolder = 0040000;
        if (zip_file_get_external_attributes(archive, static_cast<zip_uint64_t>(i), 0, &system, &attributes) == 0 && system == ZIP_OPSYS_UNIX) {
            const zip_uint32_t kind = (attributes >> 16) & kUnixKind;
            if (kind != 0 && kind != kUnixFile && kind != kUnixFolder) // a link may lead anywhere
                return refused("movein.zip_path", path).with("entry", name.substr(0, 200));
        }
        if (name.back() == '/')
            continue;
        Entry entry{static_cast<zip_uint64_t>(i), name, static_cast<std::int64_t>(stat.size), static_cast<std::int64_t>(stat.comp_size)};
        if (entry.bytes < 0 || entry.bytes > limits.bytes - bytes)
            return refused("movein.zip_too_large", path).with("limit", std::to_string(limits.bytes >> 20));
        bytes += entry.bytes;
        if (isTooDense(entry.bytes, entry.packed, limits))
            return refused("movein.zip_ratio", path).with("entry", name.substr(0, 200));
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<void> unpackEntry(zip_t *archive, const Entry &entry, const std::string &path, const QString &target, ZipLimits &limits, const CancelToken &cancel) {
    const std::unique_ptr<zip_file_t, CloseEntry> in(zip_fopen_index(archive, entry.index, 0));
    if (!in)
        return refused("movein.zip_broken", path).with("reason", zip_strerror(archive));
    QDir().mkpath(QFileInfo(target).path());
    QFile out(target);
    if (!out.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return refused("movein.zip_write", path).with("reason", out.errorString().toStdString());
    out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    std::vector<char> buffer(std::size_t{256} * 1024);
    std::int64_t written = 0;
    for (;;) {
        TRY(cancel.check());
        const zip_int64_t got = zip_fread(in.get(), buffer.data(), buffer.size());
        if (got < 0)
            return refused("movein.zip_broken", path).with("reason", zip_file_strerror(in.get()));
        if (got == 0)
            break;
        written += got;
        limits.bytes -= got;
        if (limits.bytes < 0)
            return refused("movein.zip_too_large", path).with("limit", "1024");
        if (isTooDense(written, entry.packed, limits))
            return refused("movein.zip_ratio", path).with("entry", entry.name.substr(0, 200));
        if (out.write(buffer.data(), got) != got)
            return refused("movein.zip_write", path).with("reason", out.errorString().toStdString());
    }
    if (!out.flush())
        return refused("movein.zip_write", path).with("reason", out.errorString().toStdString());
    return {};
}

} // namespace

Result<void> unpackZip(const std::string &path, const std::string &folder, ZipLimits &limits, const CancelToken &cancel) {
    int code = 0;
    const std::unique_ptr<zip_t, CloseArchive> archive(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        return refused("movein.zip_broken", path).with("reason", reason);
    }
    TRY_ASSIGN(const std::vector<Entry> entries, entriesOf(archive.get(), path, limits));
    limits.entries -= static_cast<std::int64_t>(entries.size());
    for (const Entry &entry : entries)
        TRY(unpackEntry(archive.get(), entry, path, QString::fromStdString(folder + '/' + entry.name), limits, cancel));
    return {};
}

} // namespace audience::movein
