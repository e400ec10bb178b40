// An open workspace file: its one writer, its readers, its settings, and whether work may run in
// it. Every method may be called from any thread. It does not know what the repositories keep.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/rng.h"
#include "store/audit_chain.h"
#include "store/connection.h"
#include "workspace/standing.h"
#include "workspace/state_folder.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace audience::workspace {

// What a workspace sees of the world outside.
struct Environment {
    std::shared_ptr<Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Rng> rng = std::make_shared<SystemRng>();
    std::string stateDirectory; // empty: AUDIENCE_STATE_DIR, else the user's own
    std::string actor;          // who the audit chain names; empty: the login name
    std::string vfs;            // empty: the system's
};

struct OpenOptions {
    Environment environment;
    bool readOnly = false;
};

// Full survives a power cut at every commit; Normal may lose the last commits, never consistency.
enum class Durability { Full, Normal };

// The row of the file that says which workspace this is.
struct FileIdentity {
    std::string uuid, machine;
    Instant createdAt, acceptedAt;
    std::int64_t opens = 0;
    Handover handover = {};
};

// A read-only connection and the catalog its dataset tables were made for.
struct PooledReader {
    store::Connection connection;
    std::string catalog;
};

// A read-only connection on loan; it goes back to the workspace when this goes. One thread at a
// time.
class Reader {
public:
    Reader(Reader &&) noexcept = default;
    Reader &operator=(Reader &&) = delete;
    ~Reader();
    const store::Connection &operator*() const { return m_reader->connection; }
    const store::Connection *operator->() const { return &m_reader->connection; }

private:
    friend class Workspace;
    struct Pool;
    Reader(std::shared_ptr<Pool> pool, std::unique_ptr<PooledReader> reader)
        : m_pool(std::move(pool)), m_reader(std::move(reader)) {}
    std::shared_ptr<Pool> m_pool;
    std::unique_ptr<PooledReader> m_reader;
};

class Workspace {
public:
    // Errors: "workspace.exists" {path}, "workspace.unreachable_folder" {path}, those of the store.
    static Result<std::unique_ptr<Workspace>> create(const std::string &path,
                                                     const OpenOptions &options = {});
    // Errors: "workspace.not_found", "workspace.is_directory", "workspace.unreadable",
    // "workspace.empty_file", "workspace.not_a_workspace", "workspace.newer" {version},
    // "workspace.truncated", "workspace.damaged", "workspace.altered_schema" {object},
    // "workspace.not_writable"; each with {path}.
    static Result<std::unique_ptr<Workspace>> open(const std::string &path,
                                                   const OpenOptions &options = {});
    ~Workspace();
    Workspace(const Workspace &) = delete;
    Workspace &operator=(const Workspace &) = delete;

    const std::string &path() const { return m_path; } // absolute
    std::string uuid() const;
    // When the identity was made, trusted, acknowledged or adopted last: runs that started before
    // it in this file must be reconciled before they go on.
    Instant acceptedAt() const;
    Instant createdAt() const;
    bool isReadOnly() const { return m_readOnly; }

    // Whether sends, schedules, workers and connections may run; see standing.h. Looked up in the file each time.
    Standing standing() const;
    bool mayRunWork() const { return !m_readOnly && standing().kind == StandingKind::Normal; }
    Result<void> trust();       // a file from elsewhere: "I know where this comes from"
    Result<void> acknowledge(); // a moved or restored file, once its running work was reconciled
    Result<void> adopt(); // a copy becomes a workspace of its own, with its own uuid and queue

    // The right to send moves to a copy of this file; see handover.h. The caller holds the lease of the sender while it
    // gives the right, and gets it made after that; a copy that cannot be made brings the right back.
    // Errors: "workspace.exists", "workspace.no_folder", "store.file_unwritable", those of requireRight().
    Result<void> giveRight(const std::string &machine, const std::string &from, const std::string &copy);
    // Also what was interrupted. Errors: "handover.nothing_to_finish" {path}, "handover.copy_gone" {copy, machine},
    // "workspace.exists", "store.busy" while another one does it or takes back, those of the store.
    Result<void> finishHandover(const CancelToken &cancel = {});
    // `prepare` comes before this file may send, while nobody else can finish or take back. Errors: "handover.not_given"
    // {path}, "store.busy" while another one hands over, those of a file that is not the one that gave it.
    Result<void> takeBackRight(const std::function<Result<void>()> &prepare = {});
    bool isHandoverUnused() const; // given away, and no copy that could send exists yet
    Handover handover() const;     // what this file says
    // Before work with effects outside begins: a copy of the file made earlier is known as old from
    // now on.
    Result<void> mark();
    // Append-only file of sends, outside the workspace; the delivery ledger writes and reads it.
    std::string sendJournalPath() const;
    // Folder of what is being written and not saved yet, outside the workspace; see service's DraftService.
    std::string draftsPath() const;
    // Things to warn about: "workspace.synced_folder" {service}, "workspace.network_drive" {type}.
    const std::vector<Error> &warnings() const { return m_warnings; }

    // Runs body(const Connection &) -> Result<T> inside BEGIN IMMEDIATE ... COMMIT on the caller's
    // thread, one at a time. Inside another write() of the same thread it is a savepoint of that
    // one.
    template <class Body> auto write(Durability durability, Body body) {
        using R = std::invoke_result_t<Body, const store::Connection &>;
        std::optional<R> result;
        const Result<void> done =
            runWrite(durability, [&](const store::Connection &connection) -> Result<void> {
                result.emplace(body(connection));
                return result->has_value() ? Result<void>() : Result<void>(result->error());
            });
        return done.has_value() ? std::move(*result) : R(done.error());
    }
    template <class Body> auto write(Body body) { return write(Durability::Full, std::move(body)); }
    // How long a write has been waiting for another program to let go of the file; 0: none waits.
    std::chrono::milliseconds waitsForFile() const;
    // A read-write connection of its own, for one thread that works long in small transactions (an
    // import, a sender). It must be gone before the workspace is.
    Result<store::Connection> connect(Durability durability) const;
    // A read-only connection that sees the datasets as tables.
    Result<Reader> reader() const;

    // Settings are JSON by name; an absent one is null. Known: "now" = "clock" | "last event" | ISO
    // time. Error "handover.not_a_setting".
    Result<Json> setting(std::string_view name) const;
    Result<void> setSetting(std::string_view name, const Json &value);
    // A setting the program keeps for itself, e.g. the count of each day: nobody's decision, so not in the audit.
    Result<void> keepFigures(std::string_view name, const Json &value);
    Instant now() const;
    Clock &clock() const { return *m_environment.clock; }
    Rng &rng() const { return *m_environment.rng; }

    // Append to it in the transaction of what it records. One thread at a time: inside write().
    store::AuditChain &audit() { return *m_audit; }

    // A consistent copy through the backup API, while others read and write. Error
    // "workspace.exists".
    Result<void> copyTo(const std::string &path, const CancelToken &cancel = {});
    // Moves the write-ahead log into the file; busy readers make it a partial one.
    Result<void> checkpoint();
    // Everything about the file that can be checked without knowing its tables; empty: all is well.
    Result<std::vector<Error>> checkFile(const CancelToken &cancel = {}) const;

private:
    Workspace(std::string path, const OpenOptions &options, StateFolder state,
              store::SigningKey key);
    static Result<std::unique_ptr<Workspace>> attach(const std::string &path,
                                                     const OpenOptions &options);
    Result<void> runWrite(Durability durability,
                          const std::function<Result<void>(const store::Connection &)> &body);
    Result<Reader> borrow() const; // without the datasets as tables
    Result<void> readIdentity() const;
    Result<void> judge() const; // the standing, from the file's identity and what this machine knows
    Standing standingOf(const std::optional<StateFolder::Record> &known) const;
    enum class Accept { AsItIs, NewIdentity, TakeBack };
    Result<void> accept(std::string_view auditKind, Accept how);
    static Result<FileIdentity> identityIn(const store::Connection &connection);
    static Result<void> saveIdentity(const store::Connection &connection, const FileIdentity &identity);
    Result<void> claim();
    Result<Handover> readHandover() const;
    Result<void> rememberHandover(); // in the state folder, what the file says
    Result<void> remember(const FileIdentity &file) const; // likewise
    Result<void> noteStep(Handover::Step step, std::int64_t term);
    Result<void> makeCopy(const Handover &given, const CancelToken &cancel);
    Result<void> putCopy(const Handover &given);

    const std::string m_path;
    const Environment m_environment;
    const bool m_readOnly;
    const StateFolder m_state;
    std::unique_ptr<store::AuditChain> m_audit;
    std::vector<Error> m_warnings;
    mutable std::recursive_mutex m_writeMutex;
    std::unique_ptr<store::Connection> m_writer; // none when read-only
    std::atomic<std::int64_t> m_waitsSince{0};   // steady microseconds; 0: no write waits
    std::shared_ptr<Reader::Pool> m_pool;
    mutable std::mutex m_identityMutex;
    mutable FileIdentity m_identity; // another program may move the right to send while it is open here
    mutable Standing m_standing;
};

} // namespace audience::workspace
