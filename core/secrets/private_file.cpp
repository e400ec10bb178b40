#include "secrets/private_file.h"

#include "qbase/convert.h"

#include <QFile>

#ifndef Q_OS_WIN
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace audience::secrets {

namespace {

// Asks the open file, not its name, so that nobody can put another file in its place in between.
bool isOwnerOnly([[maybe_unused]] const QFile &file) {
#ifdef Q_OS_WIN
    return true;
#else
    struct stat info {};
    return ::fstat(file.handle(), &info) == 0 && S_ISREG(info.st_mode) &&
           info.st_uid == ::geteuid() && (info.st_mode & 077) == 0;
#endif
}

} // namespace

Result<Secret> readSmallFile(const std::string &path, FilePrivacy privacy) {
    constexpr qint64 kMost = 64 * 1024;
    QFile file(toQString(path));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || file.size() > kMost)
        return Error(ErrorKind::Io, "secrets.file_unreadable")
            .with("path", path)
            .because(toUtf8(file.errorString()));
    if (privacy == FilePrivacy::OwnerOnly && !isOwnerOnly(file))
        return Error(ErrorKind::Refused, "secrets.file_not_private").with("path", path);
    QByteArray bytes = file.read(kMost);
    Secret secret({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    secureZero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return secret;
}

} // namespace audience::secrets
