#include "store/private_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace audience::store {

namespace {

constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

Error failure(std::string_view id, const std::string &path, const QString &reason) {
    return Error(ErrorKind::Io, id).with("path", path).with("reason", reason.toStdString());
}

} // namespace

Result<std::optional<std::string>> readPrivateFile(const std::string &path) {
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return std::optional<std::string>();
    if (!file.open(QIODevice::ReadOnly))
        return failure("store.file_unreadable", path, file.errorString());
    return std::optional<std::string>(file.readAll().toStdString());
}

Result<void> writePrivateFile(const std::string &path, std::string_view bytes) {
    const QString name = QString::fromStdString(path);
    const QString folder = QFileInfo(name).absolutePath();
    if (!QDir(folder).exists()) {
        if (!QDir().mkpath(folder))
            return failure("store.file_unwritable", path, QStringLiteral("cannot make the folder"));
        QFile::setPermissions(folder, kOwnerOnly | QFile::ExeOwner);
    }
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly) ||
        file.write(bytes.data(), static_cast<qint64>(bytes.size())) !=
            static_cast<qint64>(bytes.size()) ||
        !file.commit())
        return failure("store.file_unwritable", path, file.errorString());
    return {};
}

bool isPrivateFile([[maybe_unused]] const std::string &path) {
#ifdef Q_OS_WIN
    return true; // the profile folder's access list protects it
#else
    constexpr auto kOthers =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    return (QFile::permissions(QString::fromStdString(path)) & kOthers) == QFile::Permissions();
#endif
}

} // namespace audience::store
