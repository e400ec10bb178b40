#include "service/session.h"

#include "secrets/keychain.h"
#include "delivery/reconcile.h"
#include "workspace/snapshot_loader.h"

#include <filesystem>

namespace audience::service {

Session::Session(std::unique_ptr<workspace::Workspace> workspace, Options options)
    : m_workspace(std::move(workspace)), m_options(std::move(options)), m_practice(m_workspace->path() + ".practice") {}

Result<std::shared_ptr<Session>> Session::create(const std::string &path, Options options) {
    TRY_ASSIGN(auto file, workspace::Workspace::create(path, {options.environment, false}));
    return std::shared_ptr<Session>(new Session(std::move(file), std::move(options)));
}

Result<std::shared_ptr<Session>> Session::open(const std::string &path, Options options) {
    TRY_ASSIGN(auto file, workspace::Workspace::open(path, {options.environment, options.readOnly}));
    // A copy, an old backup or a file from elsewhere must not go on sending by itself; where another copy has the right,
    // what runs there stays as it was when it went.
    const workspace::Standing standing = file->standing();
    if (standing.kind != workspace::StandingKind::Normal && standing.kind != workspace::StandingKind::HandedOver && !file->isReadOnly())
        TRY(file->write([&](const store::Connection &connection) -> Result<void> {
            TRY_ASSIGN(const std::int64_t blocked, delivery::blockRuns(connection, file->clock(), standing.asError(path).id));
            (void)blocked;
            return {};
        }));
    return std::shared_ptr<Session>(new Session(std::move(file), std::move(options)));
}

Session::~Session() { (void)m_answers.flush(); }

std::string Session::displayName() const {
    if (const auto name = m_workspace->setting("name"); name && name->is_string())
        return name->get<std::string>();
    return std::filesystem::path(m_workspace->path()).stem().string();
}

Instant Session::now() const {
    if (m_now)
        return *m_now;
    return m_workspace->now();
}

void Session::setNow(Instant now) { m_now = now; }

Result<std::shared_ptr<const engine::Snapshot>> Session::snapshot() {
    const std::lock_guard lock(m_mutex);
    TRY_ASSIGN(const std::uint64_t generation, workspace::dataGeneration(*m_workspace));
    if (!m_snapshot || m_snapshot->generation() != generation) {
        TRY_ASSIGN(m_snapshot, workspace::loadSnapshot(*m_workspace, m_snapshot));
    }
    if (!m_snapshot)
        return Error(ErrorKind::NotFound, "data.no_people");
    return m_snapshot;
}

} // namespace audience::service
