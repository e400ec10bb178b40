#include "workspace/location.h"

#include "base/text.h"

#include <QFileInfo>
#include <QStorageInfo>
#include <QString>
#include <QStringList>

#include <array>

namespace audience::workspace {

namespace {

struct SyncedFolder {
    std::string_view prefix; // of a folder's name
    std::string_view service;
};
constexpr std::array<SyncedFolder, 9> kSyncedFolders{{{"OneDrive", "OneDrive"},
                                                      {"Dropbox", "Dropbox"},
                                                      {"iCloud", "iCloud Drive"},
                                                      {"com~apple~CloudDocs", "iCloud Drive"},
                                                      {"Mobile Documents", "iCloud Drive"},
                                                      {"Google Drive", "Google Drive"},
                                                      {"GoogleDrive", "Google Drive"},
                                                      {"Nextcloud", "Nextcloud"},
                                                      {"CloudStorage", "a cloud drive"}}};

constexpr std::array<std::string_view, 10> kNetworkFileSystems{
    "nfs", "cifs", "smb", "afs", "9p", "fuse.sshfs", "fuse.rclone", "webdav", "davfs", "ceph"};

} // namespace

std::vector<Error> locationWarnings(const std::string &path, const std::string &fileSystem) {
    std::vector<Error> warnings;
    const QStringList folders =
        QFileInfo(QString::fromStdString(path)).path().split(QLatin1Char('/'));
    const auto syncedBy = [&]() -> std::string_view {
        for (const QString &folder : folders)
            for (const SyncedFolder &known : kSyncedFolders)
                if (startsWithAscii(folder.toStdString(), known.prefix))
                    return known.service;
        return {};
    };
    if (const std::string_view service = syncedBy(); !service.empty())
        warnings.push_back(Error(ErrorKind::Refused, "workspace.synced_folder")
                               .with("path", path)
                               .with("service", service));
    for (const std::string_view name : kNetworkFileSystems)
        if (startsWithAscii(fileSystem, name)) {
            warnings.push_back(Error(ErrorKind::Refused, "workspace.network_drive")
                                   .with("path", path)
                                   .with("type", fileSystem));
            break;
        }
    return warnings;
}

std::string fileSystemOf(const std::string &path) {
    return QStorageInfo(QFileInfo(QString::fromStdString(path)).absolutePath())
        .fileSystemType()
        .toStdString();
}

} // namespace audience::workspace
