#include "service/session.h"

#include "secrets/keychain.h"
#include "delivery/reconcile.h"
#include "store/dataset_reader.h"
#include "workspace/snapshot_loader.h"

#include <filesystem>

namespace audience::service {

Session::Session(std::unique_ptr<workspace::Workspace> workspace, Options options)
    : m_workspace(std::move(workspace)), m_options(std::move(options)) {}

Result<std::shared_ptr<Session>> Session::create(const std::string &path, Options options) {
    TRY_ASSIGN(auto file, workspace::Workspace::create(path, {options.environment, false}));
    return std::shared_ptr<Session>(new Session(std::move(file), std::move(options)));
}

Result<std::shared_ptr<Session>> Session::open(const std::string &path, Options options) {
    TRY_ASSIGN(auto file, workspace::Workspace::open(path, {options.environment, options.readOnly}));
    // A copy, an old backup or a file from elsewhere must not go on sending by itself.
    const workspace::Standing standing = file->standing();
    if (standing.kind != workspace::StandingKind::Normal && !file->isReadOnly())
        TRY(file->write([&](const store::Connection &connection) -> Result<void> {
            TRY_ASSIGN(const std::int64_t blocked, delivery::blockRuns(connection, file->clock(), standing.asError(path).id));
            (void)blocked;
            return {};
        }));
    return std::shared_ptr<Session>(new Session(std::move(file), std::move(options)));
}

std::string Session::displayName() const {
    if (const auto name = m_workspace->setting("name"); name && name->is_string())
        return name->get<std::string>();
    return std::filesystem::path(m_workspace->path()).stem().string();
}

Instant Session::now() const {
    if (m_now)
        return *m_now;
    const auto setting = m_workspace->setting("now");
    if (setting && setting->is_string() && setting->get<std::string>() == "last event")
        if (const auto last = lastEvent())
            return *last;
    return m_workspace->now();
}

// The latest time of any event, from the statistics of the chunks where they have them.
std::optional<Instant> Session::lastEvent() const {
    const std::lock_guard lock(m_mutex);
    const auto generation = workspace::dataGeneration(*m_workspace);
    if (!generation)
        return std::nullopt;
    if (m_lastEvent && m_lastEvent->first == *generation)
        return m_lastEvent->second;
    const auto connection = m_workspace->reader();
    if (!connection)
        return std::nullopt;
    const auto datasets = store::DatasetReader::list(**connection);
    if (!datasets)
        return std::nullopt;
    std::optional<Instant> last;
    for (const store::DatasetInfo &dataset : *datasets) {
        const auto field = dataset.fieldIndex(dataset.timeField);
        if (dataset.role != store::DatasetRole::Events || !field)
            continue;
        const auto reader = store::DatasetReader::open(**connection, dataset.name);
        if (!reader)
            continue;
        for (std::size_t chunk = 0; chunk < reader->chunks().size(); ++chunk) {
            std::optional<Instant> latest;
            if (const auto stats = reader->stats(chunk, *field); stats && *stats) {
                if (const auto *instant = std::get_if<Instant>(&(*stats)->max))
                    latest = *instant;
                else if (const auto *day = std::get_if<CivilDate>(&(*stats)->max))
                    latest = Instant{day->days * kMicrosPerDay};
            } else if (const auto column = reader->column(chunk, *field)) {
                for (std::uint32_t row = 0; row < column->rows; ++row)
                    if (!column->isNull(row)) {
                        const Instant at{column->type == engine::ColumnType::Date ? column->ints[row] * kMicrosPerDay : column->ints[row]};
                        latest = latest ? std::max(*latest, at) : at;
                    }
            }
            if (latest)
                last = last ? std::max(*last, *latest) : *latest;
        }
    }
    if (last)
        m_lastEvent = {*generation, *last};
    return last;
}

void Session::setNow(Instant now) { m_now = now; }

Result<std::shared_ptr<const engine::Snapshot>> Session::snapshot() {
    const std::lock_guard lock(m_mutex);
    TRY_ASSIGN(const std::uint64_t generation, workspace::dataGeneration(*m_workspace));
    if (!m_snapshot || m_snapshot->generation() != generation) {
        TRY_ASSIGN(m_snapshot, workspace::loadSnapshot(*m_workspace));
    }
    if (!m_snapshot)
        return Error(ErrorKind::NotFound, "data.no_people");
    return m_snapshot;
}

} // namespace audience::service
