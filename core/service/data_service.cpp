#include "service/data_service.h"

#include "ingest/importer.h"
#include "ingest/inspect.h"
#include "ingest/relations.h"
#include "service/csv_cell.h"
#include "service/output_file.h"
#include "service/row_cache.h"
#include "service/session.h"
#include "store/dataset_upkeep.h"
#include "store/read_guard.h"
#include "store/virtual_table.h"
#include "workspace/consent_repository.h"

#include <array>
#include <cctype>
#include <fstream>

namespace audience::service {

namespace {

bool isNumber(engine::ColumnType type) {
    return type == engine::ColumnType::Int64 || type == engine::ColumnType::Decimal || type == engine::ColumnType::Double;
}

std::string_view nameOf(store::DatasetRole role) {
    switch (role) {
    case store::DatasetRole::Profiles: return "profiles";
    case store::DatasetRole::Events: return "events";
    case store::DatasetRole::Table: return "table";
    }
    return "table";
}

DatasetView viewOf(const store::DatasetInfo &info) {
    DatasetView view;
    view.name = info.name;
    view.role = nameOf(info.role);
    view.rows = info.rows;
    for (const engine::Field &field : info.fields)
        view.fields.push_back({field.name, std::string(engine::toText(field.type)), isNumber(field.type)});
    view.keyField = info.keyField;
    view.profileField = info.profileField;
    view.timeField = info.timeField;
    view.nameField = info.nameField;
    view.emailField = info.emailField;
    view.consentField = info.consentField;
    view.generation = info.generation;
    view.updatedAt = info.updatedAt;
    return view;
}

// Calls visit(chunk, position) for the live rows [first, first + count).
template <class Visit>
Result<void> forRows(RowCache &cache, const store::DatasetReader &reader, std::int64_t first, std::int64_t count, const CancelToken &cancel, Visit visit) {
    std::int64_t start = 0;
    for (std::size_t index = 0; index < reader.chunks().size() && count > 0; ++index) {
        const store::ChunkRef &ref = reader.chunks()[index];
        const std::int64_t live = static_cast<std::int64_t>(ref.rows) - ref.deadRows;
        if (first < start + live) {
            TRY(cancel.check());
            TRY_ASSIGN(const auto chunk, cache.chunk(reader, index));
            for (std::int64_t row = std::max<std::int64_t>(0, first - start); row < chunk->rows && count > 0; ++row, --count) {
                visit(*chunk, chunk->position(static_cast<std::uint32_t>(row)));
                ++first;
            }
        }
        start += live;
    }
    return {};
}

// Merges small and half-dead chunks and purges what nobody reads, a few steps at a time: what is left is
// done after the next import. Failing costs nothing but space, so it is not the import's failure.
void tidy(workspace::Workspace &file) {
    const auto connection = file.connect(workspace::Durability::Normal);
    constexpr int kMostSteps = 64;
    for (int step = 0; connection && step < kMostSteps; ++step) {
        const auto merged = store::compact(*connection, file.clock().now());
        const auto purged = store::purge(*connection, file.clock().now());
        if (!merged || !purged || (!*merged && !*purged))
            return;
    }
}

} // namespace

Result<std::vector<DatasetView>> DataService::datasets() const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto infos, store::DatasetReader::list(*reader));
    std::vector<DatasetView> views;
    for (const store::DatasetInfo &info : infos)
        views.push_back(viewOf(info));
    return views;
}

Result<DatasetView> DataService::dataset(const std::string &name) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto info, store::DatasetReader::find(*reader, name));
    if (!info)
        return Error(ErrorKind::NotFound, "dataset.unknown").with("dataset", name);
    return viewOf(*info);
}

Result<RowsPage> DataService::rows(const std::string &dataset, std::int64_t first, int count, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto reader, store::DatasetReader::open(*connection, dataset));
    RowsPage page;
    page.total = reader.info().rows;
    for (const engine::Field &field : reader.info().fields)
        page.columns.push_back(field.name);
    TRY(forRows(m_session.rowCache(), reader, first, count, cancel, [&](const CachedChunk &chunk, std::uint32_t position) {
        std::vector<std::string> row;
        row.reserve(chunk.columns.size());
        for (const engine::ColumnData &column : chunk.columns)
            row.push_back(engine::toText(engine::cellAt(column, position)));
        page.rows.push_back(std::move(row));
    }));
    return page;
}

Result<ingest::Preview> DataService::inspect(const std::string &path, const ingest::InspectOptions &options) const {
    return ingest::inspectFile(path, options);
}

Result<ingest::ImportReport> DataService::importFile(const ingest::ImportSpec &spec, Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(ingest::ImportReport report, ingest::importFile(m_session.workspace(), spec, progress, cancel));
    tidy(m_session.workspace());
    return report;
}

Result<void> DataService::giveLegalBasis(const std::string &dataset, const std::string &basis, const std::string &statement) {
    return workspace::ConsentRepository(m_session.workspace()).recordLegalBasis("dataset " + dataset, basis, statement);
}

Result<std::vector<RelationView>> DataService::relations() const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto found, ingest::detectRelations(*connection));
    std::vector<RelationView> views;
    for (const ingest::Relation &relation : found)
        views.push_back({relation.fromDataset, relation.fromField, relation.toDataset, relation.toField,
                         relation.values > 0 ? static_cast<double>(relation.matched) / static_cast<double>(relation.values) : 0});
    return views;
}

Result<RowsPage> DataService::query(const std::string &sql, int limit, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY(store::registerDatasets(*connection));
    store::ReadGuard guard(*connection, std::chrono::seconds(30), cancel);
    TRY_ASSIGN(store::Statement statement, guard.prepare(sql));
    RowsPage page;
    for (int column = 0; column < statement.columnCount(); ++column)
        page.columns.push_back(statement.columnName(column));
    for (;;) {
        auto more = statement.step();
        if (!more && guard.isTimedOut())
            return Error(ErrorKind::Limit, "query.too_long");
        if (!more)
            return more.error();
        if (!*more)
            break;
        if (++page.total > limit)
            break;
        std::vector<std::string> row;
        for (int column = 0; column < statement.columnCount(); ++column)
            row.emplace_back(statement.text(column));
        page.rows.push_back(std::move(row));
    }
    return page;
}

Result<std::int64_t> DataService::exportCsv(const std::string &dataset, const std::string &path, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto reader, store::DatasetReader::open(*connection, dataset));
    TRY(checkOutput(m_session, path));
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!file)
        return Error(ErrorKind::Io, "data.cannot_write").with("path", path);
    std::string line;
    for (const engine::Field &field : reader.info().fields)
        line += (line.empty() ? "" : ",") + csvCell(engine::Cell(field.name));
    file << line << "\r\n";
    std::int64_t written = 0;
    TRY(forRows(m_session.rowCache(), reader, 0, reader.info().rows, cancel, [&](const CachedChunk &chunk, std::uint32_t position) {
        line.clear();
        for (std::size_t i = 0; i < chunk.columns.size(); ++i)
            line += (i == 0 ? "" : ",") + csvCell(engine::cellAt(chunk.columns[i], position));
        file << line << "\r\n";
        ++written;
    }));
    file.flush();
    if (!file)
        return Error(ErrorKind::Io, "data.cannot_write").with("path", path);
    return written;
}

} // namespace audience::service
