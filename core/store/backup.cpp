#include "store/backup.h"

#include "base/fault_point.h"
#include "store/connection.h"
#include "store/file_move.h"

#include <QFile>

#include <sqlite3.h>

namespace audience::store {

namespace {

constexpr int kPagesPerStep = 4096; // 16 MiB between two looks at the cancel token

Result<void> copyPages(const Connection &source, const Connection &target,
                       const CancelToken &cancel) {
    sqlite3_backup *backup = sqlite3_backup_init(target.raw(), "main", source.raw(), "main");
    if (!backup)
        return lastError(target.raw(), "backup");
    int code = SQLITE_OK;
    while (code == SQLITE_OK && !cancel.isCancelled())
        code = sqlite3_backup_step(backup, kPagesPerStep);
    sqlite3_backup_finish(backup); // leaves the reason as the target's last error
    TRY(cancel.check());
    if (code != SQLITE_DONE)
        return sqlite3_errcode(target.raw()) != SQLITE_OK ? lastError(target.raw(), "backup")
                                                          : lastError(source.raw(), "backup");
    return {};
}

// The copy goes through the same VFS as what it is a copy of.
std::string vfsOf(const Connection &connection) {
    sqlite3_vfs *vfs = nullptr;
    sqlite3_file_control(connection.raw(), "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
    return vfs ? vfs->zName : std::string();
}

Result<void> copyTo(const Connection &source, const std::string &path, const CancelToken &cancel) {
    // A read transaction held throughout: the copy never starts over because somebody wrote.
    TRY(source.execute("BEGIN"));
    Result<void> copied = source.execute("SELECT count(*) FROM main.sqlite_schema");
    if (copied) {
        auto target = Connection::open(path, {OpenMode::Create, vfsOf(source), std::chrono::seconds(5)});
        copied = target ? copyPages(source, *target, cancel) : Result<void>(target.error());
    }
    const Result<void> ended = source.execute("ROLLBACK");
    return copied ? ended : copied;
}

} // namespace

Result<void> backupTo(const Connection &source, const std::string &path,
                      const CancelToken &cancel) {
    const std::string partial = path + ".partial";
    const QString partialName = QString::fromStdString(partial);
    QFile::remove(partialName);
    Result<void> copied = copyTo(source, partial, cancel);
    faultPoint("store.backup.copied");
    if (copied)
        copied = moveIntoPlace(partial, path);
    if (!copied)
        QFile::remove(partialName);
    for (const char *rest : {"-wal", "-shm", "-journal"})
        QFile::remove(partialName + QLatin1String(rest));
    return copied;
}

} // namespace audience::store
