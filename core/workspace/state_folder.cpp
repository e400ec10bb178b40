#include "workspace/state_folder.h"

#include "base/json.h"
#include "base/text.h"
#include "store/private_file.h"

#include <QDir>
#include <QLockFile>
#include <QStandardPaths>

namespace audience::workspace {

namespace {

std::string userStateDirectory() {
    if (const QString chosen = qEnvironmentVariable("AUDIENCE_STATE_DIR"); !chosen.isEmpty())
        return QDir(chosen).absolutePath().toStdString();
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
#else
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(base)) // the XDG specification has relative values ignored
        base = QDir::homePath() + QStringLiteral("/.local/state");
#endif
    return (base + QStringLiteral("/audience-sync")).toStdString();
}

} // namespace

Result<StateFolder> StateFolder::open(std::string directory, Rng &rng) {
    StateFolder folder;
    folder.m_directory = directory.empty() ? userStateDirectory() : std::move(directory);
    const std::string path = folder.m_directory + "/machine";
    TRY_ASSIGN(std::optional<std::string> machine, store::readPrivateFile(path));
    if (!machine) {
        if (!QDir().mkpath(QString::fromStdString(folder.m_directory)))
            return Error(ErrorKind::Io, "store.file_unwritable")
                .with("path", folder.m_directory)
                .with("reason", "cannot make the folder");
        QLockFile lock(QString::fromStdString(path + ".lock"));
        lock.tryLock(5000);
        TRY_ASSIGN(machine, store::readPrivateFile(path));
        if (!machine) {
            machine = makeUuid(rng);
            TRY(store::writePrivateFile(path, *machine));
        }
    }
    folder.m_machine = std::string(trimmed(*machine));
    return folder;
}

std::string StateFolder::journalPath(const std::string &uuid) const {
    return m_directory + "/workspaces/" + uuid + "/sends.journal";
}

std::string StateFolder::draftsPath(const std::string &uuid) const {
    return m_directory + "/workspaces/" + uuid + "/drafts";
}

std::string StateFolder::recordPath(const std::string &uuid) const {
    return m_directory + "/workspaces/" + uuid + "/record.json";
}

Result<std::optional<StateFolder::Record>> StateFolder::find(const std::string &uuid) const {
    TRY_ASSIGN(const std::optional<std::string> text, store::readPrivateFile(recordPath(uuid)));
    if (!text)
        return std::optional<Record>();
    const Result<Json> json = parseJson(*text);
    if (!json) // a damaged record knows nothing: the file counts as unknown and asks
        return std::optional<Record>();
    return std::optional(Record{jsonText(*json, "path"), jsonInt(*json, "opens"),
                                Instant{jsonInt(*json, "acceptedAt")},
                                handoverFromJson(json->value("handover", Json()))});
}

Result<void> StateFolder::update(const std::string &uuid, const Change &change) const {
    const std::string path = m_directory + "/" + uuid + ".lock"; // where the folder of the record may not be there yet
    QLockFile lock(QString::fromStdString(path));
    if (!lock.tryLock(5000)) {
        if (lock.error() == QLockFile::LockFailedError)
            return Error(ErrorKind::Conflict, "store.busy").with("path", recordPath(uuid));
        return Error(ErrorKind::Io, "store.file_unwritable").with("path", path).with("reason", "cannot make the file");
    }
    TRY_ASSIGN(const std::optional<Record> known, find(uuid));
    const std::optional<Record> wanted = change(known);
    return wanted ? save(uuid, *wanted) : Result<void>();
}

Result<void> StateFolder::save(const std::string &uuid, const Record &record) const {
    Json json{
        {"path", record.path}, {"opens", record.opens}, {"acceptedAt", record.acceptedAt.micros}};
    if (record.handover.term > 0)
        json["handover"] = toJson(record.handover);
    return store::writePrivateFile(recordPath(uuid), dumpJsonPretty(json) + "\n");
}

} // namespace audience::workspace
