// The part of Workspace that knows which file this is and whether it is the one this machine knows.
#include "base/json.h"
#include "store/dataset_reader.h"
#include "workspace/workspace.h"

#include <QFileInfo>

#include <algorithm>

namespace audience::workspace {

namespace {

Result<void> saveIdentity(const store::Connection &connection, const FileIdentity &identity) {
    TRY_ASSIGN(store::Statement save,
               connection.prepare(
                   "UPDATE workspace SET uuid = ?, opens = ?, machine = ?, accepted_at = ?"));
    save.bind(1, identity.uuid).bind(2, identity.opens).bind(3, identity.machine);
    return save.bind(4, identity.acceptedAt.micros).run();
}

Result<FileIdentity> identityIn(const store::Connection &connection) {
    TRY_ASSIGN(
        store::Statement read,
        connection.prepare("SELECT uuid, machine, created_at, accepted_at, opens FROM workspace"));
    TRY_ASSIGN(const bool row, read.step());
    if (!row)
        return Error(ErrorKind::Corrupt, "workspace.damaged").because("the file has no identity");
    return FileIdentity{std::string(read.text(0)), std::string(read.text(1)),
                        Instant{read.int64(2)}, Instant{read.int64(3)}, read.int64(4)};
}

Instant instantOf(const engine::Cell &cell) {
    if (const auto *instant = std::get_if<Instant>(&cell))
        return *instant;
    if (const auto *date = std::get_if<CivilDate>(&cell))
        return {date->days * kMicrosPerDay};
    return {INT64_MIN};
}

// The latest time in any events dataset, from the statistics of chunks where they have some.
Result<std::optional<Instant>> lastEvent(const store::Connection &connection) {
    Instant last{INT64_MIN};
    TRY_ASSIGN(const std::vector<store::DatasetInfo> datasets,
               store::DatasetReader::list(connection));
    for (const store::DatasetInfo &info : datasets) {
        const auto field = info.fieldIndex(info.timeField);
        if (info.role != store::DatasetRole::Events || !field)
            continue;
        TRY_ASSIGN(const store::DatasetReader reader,
                   store::DatasetReader::open(connection, info.name));
        for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
            TRY_ASSIGN(const auto stats, reader.stats(chunk, *field));
            if (stats) {
                last = std::max(last, instantOf(stats->max));
                continue;
            }
            TRY_ASSIGN(const engine::ColumnData column, reader.column(chunk, *field));
            for (std::uint32_t row = 0; row < column.rows; ++row)
                last = std::max(last, instantOf(engine::cellAt(column, row)));
        }
    }
    return last.micros == INT64_MIN ? std::nullopt : std::optional(last);
}

} // namespace

std::string Workspace::uuid() const {
    const std::lock_guard lock(m_identityMutex);
    return m_identity.uuid;
}

Instant Workspace::createdAt() const {
    const std::lock_guard lock(m_identityMutex);
    return m_identity.createdAt;
}

Instant Workspace::acceptedAt() const {
    const std::lock_guard lock(m_identityMutex);
    return m_identity.acceptedAt;
}

Standing Workspace::standing() const {
    const std::lock_guard lock(m_identityMutex);
    return m_standing;
}

std::string Workspace::sendJournalPath() const {
    return m_state.journalPath(uuid());
}

std::string Workspace::draftsPath() const {
    return m_state.draftsPath(uuid());
}

Result<void> Workspace::readIdentity() {
    TRY_ASSIGN(const Reader connection, reader());
    TRY_ASSIGN(FileIdentity identity, identityIn(*connection));
    const std::lock_guard lock(m_identityMutex);
    m_identity = std::move(identity);
    return {};
}

Result<void> Workspace::judge() {
    const std::lock_guard lock(m_identityMutex);
    TRY_ASSIGN(const std::optional<StateFolder::Record> known, m_state.find(m_identity.uuid));
    if (!known) {
        m_standing = {StandingKind::Untrusted, {}, false};
        return {};
    }
    const bool wasElsewhere = m_identity.machine != m_state.machine();
    m_standing = {StandingKind::Normal, known->path, !wasElsewhere};
    const QFileInfo there(QString::fromStdString(known->path)),
        here(QString::fromStdString(m_path));
    if (known->path != m_path && there.exists() &&
        there.canonicalFilePath() != here.canonicalFilePath())
        m_standing.kind = StandingKind::Copied;
    else if (m_identity.opens < known->opens || wasElsewhere)
        m_standing.kind = StandingKind::Restored;
    else if (known->path != m_path)
        m_standing.kind = StandingKind::Moved;
    return {};
}

// The file first, then the machine's record: a crash between the two leaves a file that is ahead,
// from this machine, which is no reason to doubt it. The other order would call it an old backup.
Result<void> Workspace::mark() {
    FileIdentity marked;
    const Result<void> written = write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(marked, identityIn(connection));
        ++marked.opens;
        marked.machine = m_state.machine();
        return saveIdentity(connection, marked);
    });
    if (!written)
        return written;
    const std::lock_guard lock(m_identityMutex);
    m_identity = marked;
    TRY_ASSIGN(const std::optional<StateFolder::Record> known, m_state.find(marked.uuid));
    const std::int64_t opens = known ? std::max(known->opens, marked.opens) : marked.opens;
    return m_state.save(marked.uuid, {m_path, opens, marked.acceptedAt});
}

Result<void> Workspace::trust() {
    if (standing().kind != StandingKind::Untrusted)
        return Error(ErrorKind::Conflict, "workspace.not_untrusted").with("path", m_path);
    return accept("workspace.trusted", false);
}

Result<void> Workspace::acknowledge() {
    const StandingKind kind = standing().kind;
    if (kind != StandingKind::Moved && kind != StandingKind::Restored)
        return Error(ErrorKind::Conflict, "workspace.not_moved_or_restored").with("path", m_path);
    return accept("workspace.acknowledged", false);
}

Result<void> Workspace::adopt() {
    return accept("workspace.adopted", true);
}

Result<void> Workspace::accept(std::string_view auditKind, bool newIdentity) {
    FileIdentity accepted;
    const Result<void> written = write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(accepted, identityIn(connection));
        const std::string former = accepted.uuid;
        TRY_ASSIGN(const std::optional<StateFolder::Record> known, m_state.find(former));
        if (newIdentity)
            accepted.uuid = makeUuid(*m_environment.rng);
        accepted.opens = std::max(accepted.opens, known ? known->opens : 0) + 1;
        accepted.machine = m_state.machine();
        accepted.acceptedAt = m_environment.clock->now();
        TRY(saveIdentity(connection, accepted));
        const store::AuditEntry entry{std::string(auditKind),
                                      "workspace",
                                      Json{{"uuid", accepted.uuid}, {"former", former}},
                                      {},
                                      {}};
        TRY(m_audit->append(connection, entry));
        return {};
    });
    if (!written)
        return written;
    const std::lock_guard lock(m_identityMutex);
    TRY(m_state.save(accepted.uuid, {m_path, accepted.opens, accepted.acceptedAt}));
    m_identity = accepted;
    m_standing = {StandingKind::Normal, m_path};
    return {};
}

Instant Workspace::now() const {
    const Result<Json> chosen = setting("now");
    const std::string text = chosen && chosen->is_string() ? chosen->get<std::string>() : "clock";
    if (const auto fixed = instantFromIso(text))
        return *fixed;
    if (text == "last event")
        if (const auto reader = this->reader())
            if (const auto last = lastEvent(**reader); last && *last)
                return **last;
    return m_environment.clock->now();
}

} // namespace audience::workspace
