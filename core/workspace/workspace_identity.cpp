// The part of Workspace that knows which file this is and whether it is the one this machine knows.
#include "base/fault_point.h"
#include "base/json.h"
#include "store/dataset_reader.h"
#include "workspace/workspace.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace audience::workspace {

namespace {

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

// What the machine shall know: the higher term, and of one move the later step.
Handover newer(const Handover &mine, const std::optional<StateFolder::Record> &known) {
    if (!known || known->handover.term < mine.term)
        return mine;
    const bool isSameMove = mine.state == Handover::State::Given && known->handover.state == mine.state;
    const bool isLater = known->handover.term > mine.term || (isSameMove && known->handover.step > mine.step);
    return isLater ? known->handover : mine;
}

} // namespace

Result<void> Workspace::saveIdentity(const store::Connection &connection, const FileIdentity &identity) {
    TRY_ASSIGN(store::Statement save,
               connection.prepare(
                   "UPDATE workspace SET uuid = ?, opens = ?, machine = ?, accepted_at = ?"));
    save.bind(1, identity.uuid).bind(2, identity.opens).bind(3, identity.machine);
    return save.bind(4, identity.acceptedAt.micros).run();
}

Result<FileIdentity> Workspace::identityIn(const store::Connection &connection) {
    TRY_ASSIGN(
        store::Statement read,
        connection.prepare("SELECT uuid, machine, created_at, accepted_at, opens FROM workspace"));
    TRY_ASSIGN(const bool row, read.step());
    if (!row)
        return Error(ErrorKind::Corrupt, "workspace.damaged").because("the file has no identity");
    FileIdentity identity{std::string(read.text(0)), std::string(read.text(1)),
                          Instant{read.int64(2)}, Instant{read.int64(3)}, read.int64(4)};
    TRY_ASSIGN(identity.handover, handoverIn(connection));
    return identity;
}

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
    // Where the file cannot be read just now, what was known holds; whoever sends asks in the transaction.
    if (const auto now = readHandover()) {
        std::unique_lock lock(m_identityMutex);
        // What was given away may have come home in another file, which only the machine's record says.
        const bool mayDiffer = !(*now == m_identity.handover) || m_standing.kind == StandingKind::HandedOver;
        lock.unlock();
        if (mayDiffer)
            (void)judge();
    }
    const std::lock_guard lock(m_identityMutex);
    return m_standing;
}

Result<Handover> Workspace::readHandover() const {
    TRY_ASSIGN(const Reader connection, borrow());
    return handoverIn(*connection);
}

std::string Workspace::sendJournalPath() const {
    return m_state.journalPath(uuid());
}

std::string Workspace::draftsPath() const {
    return m_state.draftsPath(uuid());
}

Result<void> Workspace::readIdentity() const {
    TRY_ASSIGN(const Reader connection, borrow());
    TRY_ASSIGN(FileIdentity identity, identityIn(*connection));
    const std::lock_guard lock(m_identityMutex);
    m_identity = std::move(identity);
    return {};
}

// What the machine knows first: the file may only be ahead of it.
Result<void> Workspace::judge() const {
    TRY_ASSIGN(const std::optional<StateFolder::Record> known, m_state.find(uuid()));
    TRY(readIdentity());
    const std::lock_guard lock(m_identityMutex);
    m_standing = standingOf(known);
    return {};
}

Standing Workspace::standingOf(const std::optional<StateFolder::Record> &known) const {
    if (!known)
        return {StandingKind::Untrusted, {}, false};
    const Handover &mine = m_identity.handover, &seen = known->handover;
    const bool wasElsewhere = m_identity.machine != m_state.machine();
    // Between this state of the file and the newest that was here another copy had the right to send.
    Standing standing{StandingKind::Normal, known->path, !wasElsewhere && mine.term >= seen.term};
    const QFileInfo there(QString::fromStdString(known->path)),
        here(QString::fromStdString(m_path));
    if (known->path != m_path && there.exists() &&
        there.canonicalFilePath() != here.canonicalFilePath())
        standing.kind = StandingKind::Copied;
    else if (m_identity.opens < known->opens || wasElsewhere)
        standing.kind = StandingKind::Restored;
    else if (known->path != m_path)
        standing.kind = StandingKind::Moved;
    // Every file of this workspace that is not newer than what the machine gave away, also an old backup.
    const bool gaveAway = seen.state == Handover::State::Given && mine.term <= seen.term;
    if (mine.state == Handover::State::Given || gaveAway) {
        standing.file = std::exchange(standing.kind, StandingKind::HandedOver);
        standing.handover = mine.state == Handover::State::Given && mine.term >= seen.term ? mine : seen;
        standing.cameHome = !gaveAway && mine.term < seen.term;
        // Until a copy exists nobody else can have sent anything.
        if (standing.handover.step != Handover::Step::Begun || standing.file != StandingKind::Normal)
            standing.journalTellsAll = false;
    }
    return standing;
}

// The file first, then the machine's record: a crash between the two leaves a file that is ahead,
// from this machine, which is no reason to doubt it. The other order would call it an old backup.
Result<void> Workspace::mark() {
    FileIdentity marked;
    const Result<void> written = write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(marked, identityIn(connection));
        if (marked.handover.state == Handover::State::Given)
            return {}; // it stays as it was given away
        ++marked.opens;
        marked.machine = m_state.machine();
        return saveIdentity(connection, marked);
    });
    if (!written)
        return written;
    if (marked.handover.state == Handover::State::Given)
        return {};
    const std::lock_guard lock(m_identityMutex);
    m_identity = marked;
    return remember(marked);
}

// Another program may have saved something newer meanwhile.
Result<void> Workspace::remember(const FileIdentity &file) const {
    return m_state.update(file.uuid, [&](const std::optional<StateFolder::Record> &known) {
        const std::int64_t opens = known ? std::max(known->opens, file.opens) : file.opens;
        return std::optional(StateFolder::Record{m_path, opens, file.acceptedAt, newer(file.handover, known)});
    });
}

Result<void> Workspace::rememberHandover() {
    TRY_ASSIGN(const Handover given, readHandover());
    {
        const std::lock_guard lock(m_identityMutex);
        TRY(m_state.update(m_identity.uuid, [&](std::optional<StateFolder::Record> known) {
            if (known)
                known->handover = newer(given, known);
            return known;
        }));
    }
    return judge();
}

Result<void> Workspace::trust() {
    if (standing().kind != StandingKind::Untrusted)
        return Error(ErrorKind::Conflict, "workspace.not_untrusted").with("path", m_path);
    return accept("workspace.trusted", Accept::AsItIs);
}

Result<void> Workspace::acknowledge() {
    const StandingKind kind = standing().kind;
    if (kind != StandingKind::Moved && kind != StandingKind::Restored)
        return Error(ErrorKind::Conflict, "workspace.not_moved_or_restored").with("path", m_path);
    return accept("workspace.acknowledged", Accept::AsItIs);
}

Result<void> Workspace::adopt() {
    return accept("workspace.adopted", Accept::NewIdentity);
}

Result<void> Workspace::accept(std::string_view auditKind, Accept how) {
    FileIdentity accepted;
    const Result<void> written = write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(accepted, identityIn(connection));
        const std::string former = accepted.uuid;
        TRY_ASSIGN(const std::optional<StateFolder::Record> known, m_state.find(former));
        Handover &handover = accepted.handover;
        const std::int64_t newest = std::max(handover.term, known ? known->handover.term : 0);
        if (how == Accept::NewIdentity) {
            accepted.uuid = makeUuid(*m_environment.rng);
            handover = {};
        } else if (how == Accept::TakeBack) {
            handover = {};
            handover.term = newest + 1;
        } else if (handover.state != Handover::State::Given) {
            handover.term = newest;
            if (handover.state == Handover::State::Elected)
                handover.state = Handover::State::Taken;
        }
        accepted.opens = std::max(accepted.opens, known ? known->opens : 0) + 1;
        accepted.machine = m_state.machine();
        accepted.acceptedAt = m_environment.clock->now();
        TRY(saveIdentity(connection, accepted));
        TRY(saveHandover(connection, handover));
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
    faultPoint("workspace.accepted");
    {
        const std::lock_guard lock(m_identityMutex);
        TRY(remember(accepted));
        m_identity = accepted;
    }
    return judge();
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
