#include "store/import_stage.h"

#include "base/fault_point.h"
#include "base/rng.h"
#include "store/chunk_store.h"
#include "store/kept_load.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>
#include <set>

#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>

#include <cerrno>
#include <csignal>
#endif

namespace audience::store {

namespace {

// A heartbeat this old is a dead import even where its process number is in use (again), or where
// the process cannot be asked because it ran on another computer.
constexpr std::chrono::hours kSameHostPatience{24};
constexpr std::chrono::minutes kOtherHostPatience{10};

std::mutex g_ownMutex;
std::set<std::string> g_ownTokens; // stages of this process that live

std::int64_t ownProcess() {
#ifdef _WIN32
    return GetCurrentProcessId();
#else
    return getpid();
#endif
}

bool processLives(std::int64_t process) {
#ifdef _WIN32
    const HANDLE handle =
        OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, static_cast<DWORD>(process));
    if (!handle)
        return GetLastError() == ERROR_ACCESS_DENIED;
    DWORD code = 0;
    const bool lives = GetExitCodeProcess(handle, &code) && code == STILL_ACTIVE;
    CloseHandle(handle);
    return lives;
#else
    return kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM;
#endif
}

std::string hostName() {
    char name[256] = "";
#ifdef _WIN32
    DWORD size = sizeof name;
    GetComputerNameA(name, &size);
#else
    gethostname(name, sizeof name - 1);
#endif
    return name;
}

struct Owner {
    std::string token, dataset, host;
    std::int64_t process = 0;
    Instant heartbeat;
};

bool lives(const Owner &owner, Instant now) {
    if (owner.host != hostName())
        return now - owner.heartbeat < kOtherHostPatience;
    if (owner.process == ownProcess()) {
        const std::lock_guard lock(g_ownMutex);
        return g_ownTokens.count(owner.token) != 0;
    }
    return processLives(owner.process) && now - owner.heartbeat < kSameHostPatience;
}

Result<std::optional<Owner>> readOwner(const Connection &connection) {
    TRY_ASSIGN(Statement row, connection.prepare("SELECT token, dataset, host, process, heartbeat "
                                                 "FROM main.import_stage"));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return std::optional<Owner>();
    return std::optional(Owner{std::string(row.text(0)), std::string(row.text(1)),
                               std::string(row.text(2)), row.int64(3), Instant{row.int64(4)}});
}

} // namespace

Result<std::int64_t> sweepDeadStage(const Connection &connection, Instant now) {
    TRY_ASSIGN(const auto seen, readOwner(connection));
    if (seen && lives(*seen, now))
        return std::int64_t{0};
    std::int64_t swept = 0;
    while (true) {
        TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
        TRY_ASSIGN(const auto owner, readOwner(connection)); // it may have changed before the lock
        if (owner && lives(*owner, now))
            return swept;
        TRY_ASSIGN(
            std::int64_t chunk,
            connection.scalar("SELECT id FROM main.chunk WHERE staged = 1 ORDER BY id LIMIT 1"));
        if (chunk == 0) {
            TRY_ASSIGN(chunk, droppedChunk(connection, now));
        }
        if (chunk == 0) {
            TRY(connection.execute("DELETE FROM main.import_stage"));
            TRY(transaction.commit());
            return swept;
        }
        TRY(deleteChunk(connection, chunk));
        TRY(transaction.commit());
        faultPoint("sweep.committed");
        swept += 1;
    }
}

Result<ImportStage> ImportStage::enter(const Connection &connection, std::string_view dataset,
                                       Instant now) {
    TRY(sweepDeadStage(connection, now));
    SystemRng rng;
    ImportStage stage(makeUuid(rng), std::string(dataset), now);
    TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    TRY_ASSIGN(const auto owner, readOwner(connection));
    if (owner)
        return Error(ErrorKind::Conflict, "dataset.import_running").with("dataset", owner->dataset);
    TRY_ASSIGN(Statement insert,
               connection.prepare(
                   "INSERT INTO main.import_stage(id, token, dataset, host, process, heartbeat) "
                   "VALUES (1, ?, ?, ?, ?, ?)"));
    TRY(insert.bind(1, stage.m_token)
            .bind(2, dataset)
            .bind(3, hostName())
            .bind(4, ownProcess())
            .bind(5, now.micros)
            .run());
    TRY(transaction.commit());
    faultPoint("import.stage.begun");
    return stage;
}

ImportStage::ImportStage(std::string token, std::string dataset, Instant now)
    : m_token(std::move(token)), m_dataset(std::move(dataset)), m_now(now) {
    const std::lock_guard lock(g_ownMutex);
    g_ownTokens.insert(m_token);
}

ImportStage::ImportStage(ImportStage &&other) noexcept
    : m_token(std::exchange(other.m_token, {})), m_dataset(std::move(other.m_dataset)),
      m_now(other.m_now) {}

ImportStage &ImportStage::operator=(ImportStage &&other) noexcept {
    std::swap(m_token, other.m_token);
    std::swap(m_dataset, other.m_dataset);
    std::swap(m_now, other.m_now);
    return *this;
}

ImportStage::~ImportStage() {
    abandon();
}

void ImportStage::abandon() {
    const std::lock_guard lock(g_ownMutex);
    g_ownTokens.erase(m_token);
}

Result<void> ImportStage::touch(const Connection &connection) const {
    TRY_ASSIGN(Statement beat,
               connection.prepare("UPDATE main.import_stage SET heartbeat = ? WHERE token = ?"));
    TRY(beat.bind(1, m_now.micros).bind(2, m_token).run());
    if (connection.changes() != 1)
        return Error(ErrorKind::Conflict, "dataset.import_lost").with("dataset", m_dataset);
    return {};
}

Result<void> ImportStage::leave(const Connection &connection) const {
    TRY(touch(connection));
    return connection.execute("DELETE FROM main.import_stage");
}

} // namespace audience::store
