#include "service/data_service.h"

#include "base/text.h"
#include "ingest/import_undo.h"
#include "ingest/importer.h"
#include "ingest/inspect.h"
#include "ingest/relations.h"
#include "quality/notation.h"
#include "service/column_profile.h"
#include "service/csv_output.h"
#include "service/dataset_links.h"
#include "service/ledger_tables.h"
#include "service/quality_service.h"
#include "service/session.h"
#include "service/table_service.h"
#include "store/dataset_reader.h"
#include "store/dataset_upkeep.h"
#include "store/identity_map.h"
#include "store/read_guard.h"
#include "store/virtual_table.h"
#include "workspace/consent_repository.h"

#include <algorithm>
#include <numeric>

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

} // namespace

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
    view.eventName = info.fixedEventName;
    view.emailField = info.emailField;
    view.consentField = info.consentField;
    view.generation = info.generation;
    view.updatedAt = info.updatedAt;
    return view;
}

namespace {

// Merges small and half-dead chunks and purges what nobody reads, a few steps at a time: what is left is
// done before the next import. Failing costs nothing but space, so it is not the import's failure.
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

Result<ColumnProfile> DataService::profile(const std::string &dataset, const std::string &field, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto source, TableSource::open(m_session.rowCache(), *connection, dataset));
    TRY_ASSIGN(const std::size_t index, source.field(field));
    TRY_ASSIGN(const auto profile, profileOf(source, index, cancel));
    m_session.localAnswers().note({dataset});
    return *profile;
}

Result<ingest::Preview> DataService::inspect(const std::string &path, const ingest::InspectOptions &options) const {
    return ingest::inspectFile(path, options);
}

Result<PeopleKeys> DataService::peopleIn(const ingest::Preview &preview) const {
    PeopleKeys people;
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto infos, store::DatasetReader::list(*reader));
    const auto info = std::find_if(infos.begin(), infos.end(), [](const auto &one) { return one.role == store::DatasetRole::Profiles; });
    if (info == infos.end())
        return people;
    people.key = info->keyField;
    TRY_ASSIGN(const auto identity, store::IdentityMap::load(*reader));
    for (std::size_t i = 0; i < preview.fields.size(); ++i) {
        if (preview.fields[i].field.type != engine::ColumnType::Int64 && preview.fields[i].field.type != engine::ColumnType::Text)
            continue;
        std::size_t values = 0, keys = 0;
        for (const auto &row : preview.rows)
            if (const std::string value(trimmed(row[i])); !value.empty()) {
                ++values;
                keys += identity.find(value, store::IdentityKind::Key).has_value();
            }
        if (keys > 0 && keys * 2 >= values)
            people.pointing.push_back(preview.fields[i].field.name);
    }
    return people;
}

namespace {

// A look at the first lines of a file that was imported with this.
ingest::InspectOptions inspectOptionsOf(const ingest::ImportSpec &spec, const ingest::CsvDialect &dialect) {
    constexpr std::int64_t kFewBytes = 64 * 1024;
    ingest::InspectOptions options;
    options.dialect.delimiter = dialect.delimiter;
    options.dialect.encoding = dialect.encoding;
    options.dialect.header = spec.header;
    options.types.dates = spec.dates;
    options.types.numbers = spec.numbers;
    options.types.forced = spec.types;
    options.types.timeColumn = spec.time;
    options.maxBytes = kFewBytes;
    return options;
}

} // namespace

Result<ingest::ImportReport> DataService::importFile(const ingest::ImportSpec &spec, Progress *progress, const CancelToken &cancel) {
    // Before, not after: the import of now can still be taken back, chunk by chunk.
    if (!spec.dryRun)
        tidy(m_session.workspace());
    bool isNew = false;
    if (!spec.dryRun) {
        TRY_ASSIGN(const auto connection, m_session.workspace().reader());
        TRY_ASSIGN(const auto before, store::DatasetReader::find(*connection, spec.name));
        isNew = !before;
    }
    if (spec.dryRun)
        return ingest::importFile(m_session.workspace(), spec, progress, cancel);
    QualityService checks(m_session);
    auto report = ingest::importFile(m_session.workspace(), spec, progress, cancel, checks.gate(quality::Cause::Import, cancel));
    if (!report)
        return report;
    if (isNew)
        (void)DatasetLinks(m_session).guess(spec.name); // an import without a guess is an import all the same
    if (const auto preview = ingest::inspectFile(spec.path, inspectOptionsOf(spec, report->dialect))) // as is one whose days nobody knows the notation of
        (void)checks.noteNotations(spec.name, quality::notationsIn(*preview));
    // The rows are in: what is cancelled now is made up for later.
    for (ingest::Finding &finding : checks.afterSwitch(spec.name, quality::Cause::Import, cancel))
        report->findings.push_back(std::move(finding));
    return report;
}

Result<void> DataService::undoImport(const ingest::ImportUndo &undo) {
    return ingest::undoImport(m_session.workspace(), undo);
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

// Two thousand columns, or texts of a million letters: as much of them as a window can hold.
static constexpr std::size_t kMostOfAnswer = std::size_t{256} << 20;

Result<RowsPage> DataService::query(const std::string &sql, int limit, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY(store::registerDatasets(*connection));
    TRY_ASSIGN(const auto ledgers, attachLedgerTables(m_session, *connection, sql));
    store::ReadGuard guard(*connection, std::chrono::seconds(30), cancel);
    TRY_ASSIGN(store::Statement statement, guard.prepare(sql));
    RowsPage page;
    std::size_t taken = 0;
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
        if (++page.total > limit || taken > kMostOfAnswer)
            break;
        std::vector<std::string> row;
        row.reserve(static_cast<std::size_t>(statement.columnCount()));
        for (int column = 0; column < statement.columnCount(); ++column) {
            row.emplace_back(statement.text(column));
            taken += sizeof(std::string) + row.back().size();
        }
        page.rows.push_back(std::move(row));
    }
    std::vector<std::string> names;
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*connection));
    for (const store::DatasetInfo &one : datasets)
        names.push_back(one.name);
    m_session.localAnswers().note(datasetsIn(names, sql));
    return page;
}

Result<std::int64_t> DataService::exportCsv(const std::string &dataset, const std::string &path, const CancelToken &cancel) const {
    TableService tables(m_session);
    TableQuery query;
    query.dataset = dataset;
    TRY_ASSIGN(const Table table, tables.prepare(query, cancel));
    std::vector<int> columns(table->dataset().fields.size());
    std::iota(columns.begin(), columns.end(), 0);
    return tables.exportCsv(table, columns, path, nullptr, cancel);
}

Result<std::int64_t> DataService::exportRows(const RowsPage &rows, const std::string &path, Progress *progress, const CancelToken &cancel) const {
    ExportSteps steps(progress, cancel, static_cast<std::int64_t>(rows.rows.size()));
    TRY_ASSIGN(CsvOutput output, CsvOutput::open(m_session, path));
    for (const std::string &column : rows.columns)
        output.cell(column);
    output.endRow();
    for (const auto &row : rows.rows) {
        TRY(steps.next());
        for (const std::string &cell : row)
            output.cell(cell);
        output.endRow();
    }
    TRY(output.finish());
    return static_cast<std::int64_t>(rows.rows.size());
}

} // namespace audience::service
