#include "store/file_move.h"

#include "base/fault_point.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace audience::store {

namespace {

// A name is kept by its folder, which has a sync of its own. Where a folder cannot be synced (some network
// drives), the file is there all the same, so that is no error.
void syncFolder([[maybe_unused]] const QString &folder) {
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
#endif
}

} // namespace

Result<void> moveIntoPlace(const std::string &from, const std::string &to) {
    const QString name = QString::fromStdString(to);
    if (!QFile::rename(QString::fromStdString(from), name))
        return Error(ErrorKind::Io, "store.file_unwritable").with("path", to).with("reason", "cannot rename the new file");
    faultPoint("store.file.named");
    syncFolder(QFileInfo(name).absolutePath());
    faultPoint("store.file.name_synced");
    return {};
}

} // namespace audience::store
