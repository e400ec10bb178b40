#include "workspace/handover.h"

#include "base/fault_point.h"
#include "store/backup.h"
#include "store/file_move.h"
#include "workspace/workspace.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace audience::workspace {

using State = Handover::State;
using Step = Handover::Step;

namespace {

constexpr std::array<std::string_view, 4> kStates{"none", "given", "elected", "taken"};
constexpr const char *kNothingToFinish = "handover.nothing_to_finish";
constexpr std::array<std::string_view, 3> kSteps{"begun", "copied", "done"};

template <class Enum, std::size_t N> Enum fromText(const std::array<std::string_view, N> &names, std::string_view text) {
    const auto found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? Enum{} : static_cast<Enum>(found - names.begin());
}

// Where the copy lies until it is whole and has the right.
std::string unfinished(const Handover &handover) { return handover.copy + ".handover"; }

bool exists(const std::string &path) { return QFileInfo::exists(QString::fromStdString(path)); }

void removeWithLog(const std::string &path) {
    for (const char *rest : {"", "-wal", "-shm", "-journal"})
        QFile::remove(QString::fromStdString(path + rest));
}

void removeUnfinished(const Handover &handover) {
    removeWithLog(unfinished(handover));
    removeWithLog(unfinished(handover) + ".partial");
}

// Held while a copy is made and gets the right, and while the right is taken back: a copy that is still being written
// must not get a right that came back meanwhile. It is never too old, as a copy may take long; whoever was killed with it
// holds it no more.
Result<std::unique_ptr<QLockFile>> lockMove(const std::string &workspacePath) {
    const QString file = QString::fromStdString(workspacePath), real = QFileInfo(file).canonicalFilePath();
    const QString path = (real.isEmpty() ? file : real) + QStringLiteral(".handover.lock");
    auto lock = std::make_unique<QLockFile>(path);
    lock->setStaleLockTime(0);
    if (lock->tryLock(0))
        return Result<std::unique_ptr<QLockFile>>(std::move(lock));
    if (lock->error() == QLockFile::LockFailedError)
        return Error(ErrorKind::Conflict, "store.busy").with("path", workspacePath);
    return Error(ErrorKind::Io, "store.file_unwritable").with("path", path.toStdString()).with("reason", "cannot make the file");
}

// Whether the file is the copy of that move, not opened yet; then it says `wanted` now, and has no log beside it. What
// is anything else stays as it is.
Result<bool> rewrite(const std::string &path, const std::string &vfs, const std::string &uuid, std::int64_t term, State wanted) {
    TRY_ASSIGN(const store::Connection connection, store::Connection::open(path, {store::OpenMode::ReadWrite, vfs, std::chrono::seconds(2)}));
    TRY(connection.execute("PRAGMA synchronous = FULL"));
    {
        TRY_ASSIGN(store::Transaction transaction, store::Transaction::begin(connection));
        {
            TRY_ASSIGN(store::Statement read, connection.prepare("SELECT uuid FROM workspace"));
            TRY_ASSIGN(const bool row, read.step());
            if (!row || read.text(0) != uuid)
                return false;
        }
        TRY_ASSIGN(Handover there, handoverIn(connection));
        if (there.term != term || (there.state != State::Given && there.state != State::Elected))
            return false;
        there.state = wanted;
        there.step = Step::Done;
        TRY(saveHandover(connection, there));
        TRY(connection.execute("UPDATE runner SET heartbeat_at = 0, holds_lock = 0")); // nobody sends from it yet
        TRY(transaction.commit());
    }
    TRY(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    return true;
}

} // namespace

Json toJson(const Handover &handover) {
    return Json{{"state", kStates[static_cast<std::size_t>(handover.state)]}, {"step", kSteps[static_cast<std::size_t>(handover.step)]},
                {"term", handover.term}, {"to", handover.to}, {"from", handover.from}, {"copy", handover.copy}, {"at", handover.at.micros}};
}

Handover handoverFromJson(const Json &json) {
    if (!json.is_object())
        return {};
    return {fromText<State>(kStates, jsonText(json, "state")), fromText<Step>(kSteps, jsonText(json, "step")), jsonInt(json, "term"),
            jsonText(json, "to"), jsonText(json, "from"), jsonText(json, "copy"), Instant{jsonInt(json, "at")}};
}

Result<Handover> handoverIn(const store::Connection &connection) {
    TRY_ASSIGN(store::Statement read, connection.prepare("SELECT value FROM setting WHERE name = ?"));
    TRY_ASSIGN(const bool row, read.bind(1, kHandoverSetting).step());
    if (!row)
        return Handover{};
    TRY_ASSIGN(const Json json, parseJson(read.text(0)));
    return handoverFromJson(json);
}

Result<void> saveHandover(const store::Connection &connection, const Handover &handover) {
    if (handover == Handover{})
        return connection.execute("DELETE FROM setting WHERE name = 'handover'");
    TRY_ASSIGN(store::Statement save, connection.prepare("INSERT INTO setting(name, value) VALUES(?1, ?2) "
                                                         "ON CONFLICT(name) DO UPDATE SET value = excluded.value"));
    TRY(save.bind(1, kHandoverSetting).bind(2, dumpJson(toJson(handover))).run());
    return {};
}

Result<void> requireRight(const store::Connection &connection) {
    TRY_ASSIGN(const Handover handover, handoverIn(connection));
    return handover.state == State::Given ? Result<void>(asError(handover)) : Result<void>();
}

Error asError(const Handover &given) {
    return Error(ErrorKind::Refused, given.step == Step::Done ? "workspace.handed_over" : "workspace.handover_unfinished")
        .with("machine", given.to)
        .with("copy", given.copy)
        .with("at", toIso(given.at));
}

Handover Workspace::handover() const {
    (void)standing(); // as it is now
    const std::lock_guard lock(m_identityMutex);
    return m_identity.handover;
}

Result<void> Workspace::giveRight(const std::string &machine, const std::string &from, const std::string &copy) {
    const QFileInfo wanted(QString::fromStdString(copy));
    Handover given{State::Given, Step::Begun, 0, machine, from, wanted.absoluteFilePath().toStdString(), m_environment.clock->now()};
    if (exists(given.copy))
        return Error(ErrorKind::Conflict, "workspace.exists").with("path", given.copy);
    if (!QFileInfo(wanted.absolutePath()).isDir())
        return Error(ErrorKind::NotFound, "workspace.no_folder").with("path", given.copy).with("folder", wanted.absolutePath().toStdString());
    // What cannot be made there is found out while nothing has changed, and nothing of somebody else is written over.
    QFile trial(QString::fromStdString(unfinished(given)));
    if (!trial.open(QIODevice::WriteOnly | QIODevice::NewOnly) && exists(unfinished(given)))
        return Error(ErrorKind::Conflict, "workspace.exists").with("path", unfinished(given));
    if (!trial.isOpen())
        return Error(ErrorKind::Io, "store.file_unwritable").with("path", given.copy).with("reason", trial.errorString().toStdString());
    trial.remove();
    TRY(write([&](const store::Connection &connection) -> Result<void> {
        TRY(requireRight(connection));
        TRY_ASSIGN(const Handover before, handoverIn(connection));
        TRY_ASSIGN(const auto known, m_state.find(uuid()));
        given.term = std::max(before.term, known ? known->handover.term : 0) + 1;
        TRY(saveHandover(connection, given));
        TRY(m_audit->append(connection, {"handover.given", "workspace", Json{{"to", machine}, {"copy", given.copy}, {"term", given.term}}, {}, {}}));
        return {};
    }));
    faultPoint("handover.given");
    return rememberHandover();
}

// The right is given away before a copy exists, and the copy gets it as the last step before its name: whenever this
// is killed, at most one file can send.
Result<void> Workspace::finishHandover(const CancelToken &cancel) {
    TRY_ASSIGN(const auto lock, lockMove(m_path));
    const Standing now = standing();
    const Handover &given = now.handover;
    if (now.kind != StandingKind::HandedOver || now.file != StandingKind::Normal || now.cameHome || given.step == Step::Done)
        return Error(ErrorKind::Conflict, kNothingToFinish).with("path", m_path);
    if (given.step == Step::Begun)
        TRY(makeCopy(given, cancel));
    if (exists(unfinished(given))) {
        const Result<void> put = putCopy(given);
        if (!put && put.error().id == kNothingToFinish)
            removeUnfinished(given); // it is a copy of what is no more, and must never get the right
        TRY(put);
    } else if (!exists(given.copy)) {
        return Error(ErrorKind::NotFound, "handover.copy_gone").with("copy", given.copy).with("machine", given.to);
    }
    return noteStep(Step::Done, given.term);
}

Result<void> Workspace::makeCopy(const Handover &given, const CancelToken &cancel) {
    removeUnfinished(given);
    const auto copied = [&]() -> Result<void> {
        TRY_ASSIGN(const Reader source, reader());
        return store::backupTo(*source, unfinished(given), cancel);
    }();
    faultPoint("handover.copied");
    if (copied)
        return {};
    // Nobody has a copy: as if nothing had been said.
    removeUnfinished(given);
    TRY(accept("handover.taken_back", Accept::TakeBack));
    return copied.error().arg("path").empty() ? Error(copied.error()).with("path", given.copy) : copied.error();
}

// The whole copy gets the right, then its name.
Result<void> Workspace::putCopy(const Handover &given) {
    const std::string copy = unfinished(given);
    TRY(noteStep(Step::Copied, given.term));
    faultPoint("handover.noted");
    if (exists(given.copy))
        return Error(ErrorKind::Conflict, "workspace.exists").with("path", given.copy);
    TRY_ASSIGN(const bool isElected, rewrite(copy, m_environment.vfs, uuid(), given.term, State::Elected));
    if (!isElected)
        return Error(ErrorKind::Conflict, kNothingToFinish).with("path", m_path);
    faultPoint("handover.elected");
    TRY(store::moveIntoPlace(copy, given.copy));
    removeWithLog(copy);
    return {};
}

// Only of the move that it belongs to, and never back.
Result<void> Workspace::noteStep(Step step, std::int64_t term) {
    TRY(write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(Handover given, handoverIn(connection));
        if (given.state != State::Given || given.term != term)
            return Error(ErrorKind::Conflict, kNothingToFinish).with("path", m_path);
        given.step = std::max(given.step, step);
        return saveHandover(connection, given);
    }));
    return rememberHandover();
}

bool Workspace::isHandoverUnused() const {
    const Standing now = standing();
    return now.kind == StandingKind::HandedOver && now.file == StandingKind::Normal && now.handover.step == Step::Begun;
}

Result<void> Workspace::takeBackRight(const std::function<Result<void>()> &prepare) {
    TRY_ASSIGN(const auto lock, lockMove(m_path));
    const Standing now = standing();
    if (now.kind != StandingKind::HandedOver)
        return Error(ErrorKind::Conflict, "handover.not_given").with("path", m_path);
    if (now.cameHome)
        return now.asError(m_path);
    if (now.file == StandingKind::Copied)
        return Standing{now.file, now.knownPath}.asError(m_path);
    const Handover &given = now.handover;
    if (prepare)
        TRY(prepare());
    if (given.step != Step::Done)
        removeUnfinished(given);
    // A copy that still lies where it was put and was never opened loses the right again. One that cannot be reached
    // does not stand in the way: the right is taken back because nobody can hand it back.
    if (exists(given.copy) && !exists(given.copy + "-wal"))
        (void)rewrite(given.copy, m_environment.vfs, uuid(), given.term, State::Given);
    return accept("handover.taken_back", Accept::TakeBack);
}

// The first machine that opens an elected copy is the one that sends from it. The file first: a kill in between
// leaves it with this machine's name, and the next look finishes.
Result<void> Workspace::claim() {
    const auto mayClaim = [&](const FileIdentity &file) -> Result<bool> {
        const bool isBegun = file.handover.state == State::Taken && file.machine == m_state.machine();
        TRY_ASSIGN(const auto known, m_state.find(file.uuid));
        return (isBegun || file.handover.state == State::Elected) && !(known && known->handover.term >= file.handover.term);
    };
    TRY_ASSIGN(const bool wanted, mayClaim(m_identity));
    if (!wanted)
        return {};
    FileIdentity taken;
    TRY(write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(taken, identityIn(connection));
        if (taken.handover.state != State::Elected)
            return {};
        taken.handover.state = State::Taken;
        ++taken.opens;
        taken.machine = m_state.machine();
        taken.acceptedAt = m_environment.clock->now();
        TRY(saveIdentity(connection, taken));
        TRY(saveHandover(connection, taken.handover));
        TRY(m_audit->append(connection, {"handover.taken", "workspace", Json{{"from", taken.handover.from}, {"term", taken.handover.term}}, {}, {}}));
        return {};
    }));
    faultPoint("handover.taken");
    if (taken.machine == m_state.machine()) // else another one was quicker
        TRY(remember(taken));
    return readIdentity();
}

} // namespace audience::workspace
