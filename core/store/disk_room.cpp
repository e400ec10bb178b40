#include "store/disk_room.h"

#include <QDir>
#include <QFileInfo>

#include <filesystem>
#include <limits>

namespace audience::store {

namespace {

constexpr std::int64_t kAlwaysFree = 1 << 20; // so that what was staged can go again

} // namespace

std::int64_t freeBytes(const std::string &path) {
    std::error_code failed;
    const auto volume = std::filesystem::space(QFileInfo(QString::fromStdString(path)).absoluteDir().filesystemAbsolutePath(), failed);
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    return failed || volume.available > static_cast<std::uintmax_t>(kMost) ? kMost : static_cast<std::int64_t>(volume.available);
}

std::int64_t logBytes(const std::string &path) { return QFileInfo(QString::fromStdString(path + "-wal")).size(); }

Result<void> checkRoom(const std::string &path, std::int64_t bytes) {
    const std::int64_t wanted = 2 * bytes + logBytes(path) + kAlwaysFree; // they stand in the log and in the file for a while
    const std::int64_t missing = wanted - freeBytes(path);
    if (missing <= 0)
        return {};
    return Error(ErrorKind::Limit, "store.no_room").with("need", std::to_string(missing / 1'000'000 + 1));
}

} // namespace audience::store
