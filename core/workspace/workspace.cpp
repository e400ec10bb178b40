#include "workspace/workspace.h"

#include "base/fault_point.h"
#include "base/json.h"
#include "store/backup.h"
#include "store/dataset_upkeep.h"
#include "store/disk_room.h"
#include "store/file_move.h"
#include "store/read_guard.h"
#include "store/schema.h"
#include "store/virtual_table.h"
#include "workspace/asset_repository.h"
#include "workspace/file_check.h"
#include "workspace/location.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace audience::workspace {

namespace {

constexpr auto kWriterPatience = std::chrono::seconds(30);
constexpr std::int64_t kWholeCheckBelow =
    64 << 20; // bytes of a file that is checked wholly when opened
constexpr int kPagesAtOnce = 256; // that leave the file: few enough to stay out of the log, as the cache holds them
constexpr std::int64_t kLeastRoom = 256 << 10, kRoomToWork = 4 << 20; // bytes: for log and index, and for changes of some size
constexpr const char *kWriterPragmas = "PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; "
                                       "PRAGMA journal_size_limit = 16777216";

// One file, one name: links are followed, so that a file reached by two names is one workspace.
std::string absolutePath(const std::string &path) {
    const QFileInfo info(QString::fromStdString(path));
    const QString canonical = info.canonicalFilePath();
    return (canonical.isEmpty() ? info.absoluteFilePath() : canonical).toStdString();
}

std::string actorName(const std::string &chosen) {
    if (!chosen.empty())
        return chosen;
    for (const char *variable : {"USER", "USERNAME", "LOGNAME"})
        if (const QString name = qEnvironmentVariable(variable); !name.isEmpty())
            return name.toStdString();
    return "unknown";
}

Error withPath(Error error, const std::string &path) {
    return error.arg("path").empty() ? std::move(error).with("path", path) : error;
}

// Everything that must be set before the first table exists.
Result<void> layOut(const store::Connection &connection) {
    int reserved = 32; // per page, for a checksum or for encryption
    TRY(connection.execute("PRAGMA page_size = 4096"));
    if (sqlite3_file_control(connection.raw(), "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved) !=
        SQLITE_OK)
        return store::lastError(connection.raw(), "reserve bytes");
    TRY(connection.execute("PRAGMA auto_vacuum = INCREMENTAL"));
    return connection.execute(kWriterPragmas);
}

Result<void> fillNew(const store::Connection &connection, const FileIdentity &identity,
                     store::AuditChain &audit) {
    TRY(layOut(connection));
    TRY_ASSIGN(store::Transaction transaction, store::Transaction::begin(connection));
    TRY(store::createSchema(connection));
    TRY_ASSIGN(store::Statement insert,
               connection.prepare(
                   "INSERT INTO workspace(id, uuid, created_at, opens, machine, accepted_at) "
                   "VALUES(1, ?, ?, ?, ?, ?)"));
    insert.bind(1, identity.uuid).bind(2, identity.createdAt.micros).bind(3, identity.opens);
    TRY(insert.bind(4, identity.machine).bind(5, identity.acceptedAt.micros).run());
    store::AuditEntry entry{
        "workspace.created", "workspace", Json{{"uuid", identity.uuid}}, {}, {}};
    TRY(audit.append(connection, entry));
    TRY(transaction.commit());
    // Only now, when all is in the file itself: it will be renamed, which its log would not follow.
    TRY_ASSIGN(const std::string journal, connection.scalarText("PRAGMA journal_mode = WAL"));
    if (journal != "wal")
        return Error(ErrorKind::Io, "workspace.no_wal").with("mode", journal);
    return {};
}

// Small files wholly; of large ones the catalog, since doctor reads the rest.
Result<void> checkQuickly(const store::Connection &connection, const std::string &path) {
    TRY_ASSIGN(const std::int64_t pages, connection.scalar("PRAGMA page_count"));
    std::vector<std::string_view> checks{"PRAGMA main.quick_check(1)"};
    if (pages * 4096 > kWholeCheckBelow)
        checks = {"PRAGMA main.quick_check('workspace')", "PRAGMA main.quick_check('setting')",
                  "PRAGMA main.quick_check('dataset')", "PRAGMA main.quick_check('definition')",
                  "PRAGMA main.quick_check('chunk')"};
    for (const std::string_view check : checks) {
        TRY_ASSIGN(const std::string answer, connection.scalarText(check));
        if (answer != "ok")
            return Error(ErrorKind::Corrupt, "workspace.damaged")
                .with("path", path)
                .because(answer);
    }
    return {};
}

Result<void> checkOpened(const store::Connection &connection, const std::string &path) {
    TRY_ASSIGN(const std::int64_t version, connection.scalar("PRAGMA user_version"));
    if (version > store::kSchemaVersion)
        return Error(ErrorKind::Refused, "workspace.newer")
            .with("path", path)
            .with("version", std::to_string(version))
            .with("known", std::to_string(store::kSchemaVersion));
    if (auto same = store::checkSchema(connection); !same)
        return withPath(std::move(same).error(), path);
    return checkQuickly(connection, path);
}

// A file of an older version is brought up to date, with a copy of what it was left beside it.
Result<void> bringUpToDate(const store::Connection &connection, const std::string &path, bool isReadOnly) {
    TRY_ASSIGN(const std::int64_t version, connection.scalar("PRAGMA user_version"));
    if (version >= store::kSchemaVersion)
        return {};
    if (isReadOnly)
        return Error(ErrorKind::Refused, "workspace.older").with("path", path);
    const std::string copy = path + ".version-" + std::to_string(version);
    if (!QFileInfo::exists(QString::fromStdString(copy)))
        TRY(store::backupTo(connection, copy));
    faultPoint("workspace.migrate.copied");
    return store::migrateSchema(connection);
}

// The dataset tables of a connection follow the catalog; looking at it is cheaper than making them.
Result<void> showDatasets(PooledReader &reader) {
    TRY_ASSIGN(
        const std::string catalog,
        reader.connection.scalarText(
            "SELECT group_concat(id || '/' || generation || '/' || name) FROM main.dataset"));
    if (catalog == reader.catalog)
        return {};
    TRY(store::registerDatasets(reader.connection));
    reader.catalog = catalog;
    return {};
}

// On a disk that is nearly full: rows that no load goes on with go, the file gives its free pages back, and the log moves
// into it. No reason to fail, as what called for it is done.
void giveBack(store::Connection &connection, Instant now) {
    if (store::freeBytes(connection.path()) >= store::kTightBytes)
        return;
    connection.setPatience(std::chrono::milliseconds(0));
    (void)store::sweepStaged(connection, now);
    std::int64_t freePages = std::numeric_limits<std::int64_t>::max(), log = freePages;
    for (;;) {
        (void)connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        const auto left = connection.scalar("PRAGMA freelist_count");
        const std::int64_t logNow = store::logBytes(connection.path());
        // Somebody who reads holds the log where it is; what moves would only make it longer.
        if (!left || *left == 0 || *left >= freePages || logNow > log)
            break;
        freePages = *left;
        log = logNow + kLeastRoom;
        if (!connection.execute("PRAGMA incremental_vacuum(" + std::to_string(kPagesAtOnce) + ")"))
            break;
    }
    connection.setPatience(kWriterPatience);
}

bool isForWantOfRoom(const Error &error, const std::string &path) {
    const bool mayBe = error.id == "store.io" || error.id == "store.cannot_open" || error.id == "store.file_unwritable";
    return error.id == "store.disk_full" || (mayBe && store::freeBytes(path) < kLeastRoom);
}

// What a workspace says to every change while it is open on a full disk.
Error fullDisk(const std::string &path) {
    const std::int64_t need = std::max(store::logBytes(path) + kRoomToWork - store::freeBytes(path), std::int64_t{1});
    return Error(ErrorKind::Limit, "workspace.disk_full").with("path", path).with("need", std::to_string(need / 1'000'000 + 1));
}

Error mayNotWrite(const std::string &path, const std::vector<Error> &warnings) {
    const auto full = std::find_if(warnings.begin(), warnings.end(), [](const Error &warning) { return warning.id == "workspace.disk_full"; });
    return full != warnings.end() ? *full : Error(ErrorKind::Refused, "workspace.read_only").with("path", path);
}

} // namespace

struct Reader::Pool {
    std::mutex mutex;
    std::vector<std::unique_ptr<PooledReader>> idle;
    bool closed = false;
};

Reader::~Reader() {
    if (!m_pool)
        return;
    const std::lock_guard lock(m_pool->mutex);
    if (!m_pool->closed)
        m_pool->idle.push_back(std::move(m_reader));
}

Workspace::Workspace(std::string path, const OpenOptions &options, StateFolder state,
                     store::SigningKey key)
    : m_path(std::move(path)), m_environment(options.environment), m_readOnly(options.readOnly),
      m_state(std::move(state)), m_pool(std::make_shared<Reader::Pool>()) {
    m_audit = std::make_unique<store::AuditChain>(*m_environment.clock, *m_environment.rng,
                                                  std::move(key), actorName(m_environment.actor));
    m_warnings = locationWarnings(m_path, fileSystemOf(m_path));
}

Result<std::unique_ptr<Workspace>> Workspace::create(const std::string &path,
                                                     const OpenOptions &options) {
    const std::string wanted = absolutePath(path);
    const QFileInfo info(QString::fromStdString(wanted));
    if (info.exists() || info.isSymLink())
        return Error(ErrorKind::Conflict, "workspace.exists").with("path", wanted);
    if (!QFileInfo(info.absolutePath()).isDir())
        return Error(ErrorKind::NotFound, "workspace.no_folder")
            .with("path", wanted)
            .with("folder", info.absolutePath().toStdString());
    const Environment &environment = options.environment;
    TRY_ASSIGN(const StateFolder state,
               StateFolder::open(environment.stateDirectory, *environment.rng));
    TRY_ASSIGN(store::SigningKey key,
               store::SigningKey::load(state.signingKeyPath(), *environment.rng));
    store::AuditChain audit(*environment.clock, *environment.rng, std::move(key),
                            actorName(environment.actor));
    const Instant now = environment.clock->now();
    const FileIdentity identity{makeUuid(*environment.rng), state.machine(), now, now, 1};

    // Made under another name: whoever finds a file at the wanted path finds a whole workspace.
    const std::string unfinished = wanted + ".new-" + identity.uuid.substr(0, 8);
    const auto make = [&]() -> Result<void> {
        TRY_ASSIGN(const store::Connection connection,
                   store::Connection::open(
                       unfinished, {store::OpenMode::Create, environment.vfs, kWriterPatience}));
        return fillNew(connection, identity, audit);
    };
    Result<void> made = make();
    faultPoint("workspace.create.filled");
    if (made)
        made = state.save(identity.uuid, {wanted, identity.opens, now});
    if (made)
        made = store::moveIntoPlace(unfinished, wanted);
    if (!made) {
        for (const char *rest : {"", "-wal", "-shm", "-journal"})
            QFile::remove(QString::fromStdString(unfinished + rest));
        return withPath(std::move(made).error(), wanted);
    }
    faultPoint("workspace.create.renamed");
    return open(wanted, options);
}

Result<std::unique_ptr<Workspace>> Workspace::open(const std::string &path,
                                                   const OpenOptions &options) {
    const std::string wanted = absolutePath(path);
    TRY(checkFileHeader(wanted));
    auto opened = attach(wanted, options);
    if (opened)
        return opened;
    Error error = std::move(opened).error();
    if (!options.readOnly && isForWantOfRoom(error, wanted)) {
        OpenOptions reading = options;
        reading.readOnly = true;
        if (auto readable = attach(wanted, reading)) {
            (*readable)->m_warnings.push_back(fullDisk(wanted));
            return readable;
        }
    }
    if (error.id == "store.corrupt" || error.id == "store.not_a_database")
        return Error(ErrorKind::Corrupt, "workspace.damaged")
            .with("path", wanted)
            .because(error.detail);
    if (error.id == "store.read_only")
        return Error(ErrorKind::Refused, "workspace.not_writable")
            .with("path", wanted)
            .because(error.detail);
    return withPath(std::move(error), wanted);
}

Result<std::unique_ptr<Workspace>> Workspace::attach(const std::string &path,
                                                     const OpenOptions &options) {
    const Environment &environment = options.environment;
    TRY_ASSIGN(StateFolder state, StateFolder::open(environment.stateDirectory, *environment.rng));
    TRY_ASSIGN(store::SigningKey key,
               store::SigningKey::load(state.signingKeyPath(), *environment.rng));
    const auto mode = options.readOnly ? store::OpenMode::ReadOnly : store::OpenMode::ReadWrite;
    TRY_ASSIGN(store::Connection connection,
               store::Connection::open(path, {mode, environment.vfs, kWriterPatience}));
    TRY(checkOpened(connection, path));
    TRY(bringUpToDate(connection, path, options.readOnly));
    std::unique_ptr<Workspace> workspace(
        new Workspace(path, options, std::move(state), std::move(key)));
    if (options.readOnly) {
        workspace->m_pool->idle.push_back(
            std::make_unique<PooledReader>(PooledReader{std::move(connection), {}}));
    } else {
        TRY(connection.execute(kWriterPragmas));
        giveBack(connection, environment.clock->now());
        workspace->m_writer = std::make_unique<store::Connection>(std::move(connection));
    }
    TRY(workspace->readIdentity());
    if (!options.readOnly)
        TRY(workspace->claim());
    TRY(workspace->judge());
    if (workspace->mayRunWork())
        TRY(workspace->mark());
    if (!options.readOnly)
        TRY(store::sweepStaged(*workspace->m_writer, environment.clock->now()));
    return workspace;
}

Workspace::~Workspace() {
    if (m_writer) {
        m_writer->setPatience(std::chrono::seconds(2)); // closing waits for nobody long
        // From now on a copy that was taken while the file was open is known as old.
        if (mayRunWork())
            (void)mark();
        giveBack(*m_writer, m_environment.clock->now());
        (void)checkpoint();
    }
    const std::lock_guard lock(m_pool->mutex);
    m_pool->closed = true;
    m_pool->idle.clear();
}

static bool isGone(const std::string &path) { return !QFileInfo::exists(QString::fromStdString(path)); }
static Error gone(const std::string &path) { return Error(ErrorKind::Io, "workspace.gone").with("path", path); }

Result<void>
Workspace::runWrite(Durability durability,
                    const std::function<Result<void>(const store::Connection &)> &body) {
    if (!m_writer)
        return mayNotWrite(m_path, m_warnings);
    const std::lock_guard lock(m_writeMutex);
    const bool outermost = !m_writer->inTransaction();
    if (outermost) {
        // SQLite would go on writing to a file that nobody can find any more.
        if (isGone(m_path))
            return gone(m_path);
        if (store::logBytes(m_path) > kLeastRoom)
            giveBack(*m_writer, m_environment.clock->now());
        const char *level = durability == Durability::Full ? "PRAGMA synchronous = FULL"
                                                           : "PRAGMA synchronous = NORMAL";
        TRY(m_writer->execute(level));
    }
    if (outermost)
        m_waitsSince = m_environment.clock->steady().count();
    auto begun = store::Transaction::begin(*m_writer);
    if (outermost)
        m_waitsSince = 0;
    TRY_ASSIGN(store::Transaction transaction, std::move(begun));
    TRY(body(*m_writer));
    if (!outermost)
        return transaction.commit();
    faultPoint("workspace.commit.before");
    TRY(transaction.commit());
    faultPoint("workspace.commit.after");
    giveBack(*m_writer, m_environment.clock->now());
    return {};
}

std::chrono::milliseconds Workspace::waitsForFile() const {
    const std::int64_t since = m_waitsSince;
    return std::chrono::milliseconds(since == 0 ? 0 : (m_environment.clock->steady().count() - since) / 1000);
}

Result<store::Connection> Workspace::connect(Durability durability) const {
    if (m_readOnly)
        return mayNotWrite(m_path, m_warnings);
    TRY_ASSIGN(store::Connection connection,
               store::Connection::open(
                   m_path, {store::OpenMode::ReadWrite, m_environment.vfs, kWriterPatience}));
    TRY(connection.execute(kWriterPragmas));
    if (durability == Durability::Normal)
        TRY(connection.execute("PRAGMA synchronous = NORMAL"));
    return connection;
}

Result<Reader> Workspace::borrow() const {
    std::unique_ptr<PooledReader> connection;
    {
        const std::lock_guard lock(m_pool->mutex);
        if (!m_pool->idle.empty()) {
            connection = std::move(m_pool->idle.back());
            m_pool->idle.pop_back();
        }
    }
    if (!connection) {
        auto opened = store::Connection::open(m_path, {store::OpenMode::ReadOnly, m_environment.vfs, kWriterPatience});
        if (!opened)
            return isGone(m_path) ? gone(m_path) : opened.error();
        connection = std::make_unique<PooledReader>(PooledReader{std::move(*opened), {}});
    }
    return Reader(m_pool, std::move(connection));
}

Result<Reader> Workspace::reader() const {
    TRY_ASSIGN(Reader reader, borrow());
    TRY(showDatasets(*reader.m_reader));
    return reader;
}

Result<Json> Workspace::setting(std::string_view name) const {
    TRY_ASSIGN(const Reader connection, reader());
    TRY_ASSIGN(store::Statement read,
               connection->prepare("SELECT value FROM setting WHERE name = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, name).step());
    return row ? parseJson(read.text(0)) : Result<Json>(Json());
}

static Result<void> putSetting(const store::Connection &connection, std::string_view name, const Json &value) {
    TRY_ASSIGN(store::Statement save,
               connection.prepare(value.is_null() ? "DELETE FROM setting WHERE name = ?1"
                                                  : "INSERT INTO setting(name, value) VALUES(?1, ?2) "
                                                    "ON CONFLICT(name) DO UPDATE SET value = excluded.value"));
    save.bind(1, name);
    if (!value.is_null())
        save.bind(2, dumpJson(value));
    TRY(save.run());
    return {};
}

// What can be worked out again waits for nobody who is writing, here or in another program.
Result<void> Workspace::keepFigures(std::string_view name, const Json &value) {
    const std::unique_lock lock(m_writeMutex, std::try_to_lock);
    if (!lock)
        return Error(ErrorKind::Conflict, "store.busy");
    if (m_writer)
        m_writer->setPatience(std::chrono::milliseconds(0));
    const Result<void> kept = write([&](const store::Connection &connection) { return putSetting(connection, name, value); });
    if (m_writer)
        m_writer->setPatience(kWriterPatience);
    return kept;
}

Result<void> Workspace::setSetting(std::string_view name, const Json &value) {
    if (name == kHandoverSetting)
        return Error(ErrorKind::Refused, "handover.not_a_setting");
    return write([&](const store::Connection &connection) -> Result<void> {
        TRY(putSetting(connection, name, value));
        const store::AuditEntry entry{
            "setting.changed", std::string(name), Json{{"value", value}}, {}, {}};
        TRY(m_audit->append(connection, entry));
        return {};
    });
}

Result<void> Workspace::copyTo(const std::string &path, const CancelToken &cancel) {
    const std::string wanted = absolutePath(path);
    if (QFileInfo::exists(QString::fromStdString(wanted)))
        return Error(ErrorKind::Conflict, "workspace.exists").with("path", wanted);
    {
        TRY_ASSIGN(const Reader source, reader());
        if (auto copied = store::backupTo(*source, wanted, cancel); !copied)
            return withPath(std::move(copied).error(), wanted);
    }
    // The copy is now older than the original and will be known for it when it is restored.
    return mayRunWork() ? mark() : Result<void>();
}

Result<void> Workspace::checkpoint() {
    if (!m_writer)
        return {};
    const std::lock_guard lock(m_writeMutex);
    m_writer->setPatience(std::chrono::milliseconds(500));
    const Result<void> done = m_writer->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    m_writer->setPatience(kWriterPatience);
    return done;
}

Result<std::vector<Error>> Workspace::checkFile(const CancelToken &cancel) const {
    std::vector<Error> faults;
    TRY_ASSIGN(const Reader connection, reader());
    const store::ReadGuard guard(*connection, cancel);
    if (auto same = store::checkSchema(*connection); !same)
        faults.push_back(withPath(std::move(same).error(), m_path));
    TRY_ASSIGN(store::Statement check, connection->prepare("PRAGMA main.integrity_check(20)"));
    while (true) {
        TRY_ASSIGN(const bool row, check.step());
        if (!row)
            break;
        if (check.text(0) != "ok")
            faults.push_back(Error(ErrorKind::Corrupt, "workspace.damaged")
                                 .with("path", m_path)
                                 .because(check.text(0)));
    }
    TRY_ASSIGN(store::Statement keys, connection->prepare("PRAGMA main.foreign_key_check"));
    TRY_ASSIGN(const bool broken, keys.step());
    if (broken)
        faults.push_back(
            Error(ErrorKind::Corrupt, "workspace.broken_reference").with("table", keys.text(0)));
    TRY_ASSIGN(const auto pictures, AssetRepository::check(*connection));
    faults.insert(faults.end(), pictures.begin(), pictures.end());
    TRY_ASSIGN(const store::AuditReport audit, store::AuditChain::verify(*connection));
    faults.insert(faults.end(), audit.breaches.begin(), audit.breaches.end());
    return faults;
}

} // namespace audience::workspace
