#include "service/sync_guess.h"

#include "service/data_service.h"
#include "service/file_guess.h"
#include "service/name_words.h"
#include "service/session.h"
#include "service/source_service.h"

#include <algorithm>
#include <array>

namespace audience::service {

namespace {

using engine::ColumnType;
using model::SyncMode;
using warehouse::ColumnInfo;
using warehouse::KeyInfo;
using warehouse::TableShape;

// What a column is called that every change of a row raises, and one that is set when the row comes.
constexpr std::array<std::string_view, 18> kChanged = {"updated_at", "changed_at", "modified_at", "last_modified", "last_updated", "last_update", "last_change", "updated_on", "modified_on",
                                                       "updated", "modified", "changed", "geaendert", "geändert", "aenderungsdatum", "systemmodstamp", "row_version", "version"};
constexpr std::array<std::string_view, 12> kCame = {"id", "event_id", "log_id", "sequence", "seq", "created_at", "inserted_at", "received_at", "loaded_at", "happened_at", "occurred_at", "timestamp"};

bool canRise(const ColumnInfo &column) {
    switch (column.field.type) {
    case ColumnType::Int64:
    case ColumnType::Date:
    case ColumnType::Instant:
        return true;
    default:
        return false;
    }
}

const KeyInfo *primaryKey(const TableShape &shape) {
    const auto found = std::find_if(shape.keys.begin(), shape.keys.end(), [](const KeyInfo &key) { return key.kind == KeyInfo::Kind::Primary; });
    return found == shape.keys.end() ? nullptr : &*found;
}

// The only column that names a row; "" where there is none.
std::string rowKey(const TableShape &shape) {
    const KeyInfo *primary = primaryKey(shape);
    if (primary && primary->columns.size() == 1)
        return primary->columns.front();
    for (const KeyInfo &key : shape.keys)
        if (key.kind == KeyInfo::Kind::Unique && key.columns.size() == 1)
            return key.columns.front();
    return {};
}

// A table looks to the guesser of files like a file of which nothing but the header and the types was read.
ingest::Preview previewOf(const TableShape &shape) {
    ingest::Preview preview;
    for (const ColumnInfo &column : shape.columns) {
        ingest::PreviewField field;
        field.field = column.field;
        field.field.name = column.name;
        const bool isUnique = shape.isUnique(column.name);
        field.unique = isUnique && !column.nullable;
        field.values = 100;
        // A column that refers to other rows has each of them several times.
        const bool refers = std::any_of(shape.keys.begin(), shape.keys.end(), [&](const KeyInfo &key) {
            return key.kind == KeyInfo::Kind::Foreign && key.columns.size() == 1 && key.columns.front() == column.name;
        });
        field.different = refers && !isUnique ? 50 : 100;
        preview.fields.push_back(std::move(field));
    }
    preview.key = rowKey(shape);
    constexpr std::array<std::string_view, 8> kEventNames = {"event", "event_name", "event_type", "action", "activity", "ereignis", "aktion", "activity_type"};
    for (const ColumnInfo &column : shape.columns)
        if (preview.eventName.empty() && column.field.type == ColumnType::Text && wholeNameScore(column.name, kEventNames) > 0)
            preview.eventName = column.name;
    return preview;
}

std::string freeName(std::string wanted, const std::set<std::string> &taken) {
    const std::string base = wanted;
    for (int i = 2; taken.count(wanted) != 0; ++i)
        wanted = base + " " + std::to_string(i);
    return wanted;
}

// What is called by its plural does not say what happened: "orders" is "order".
std::string eventNameOf(const std::string &table) {
    return table.size() > 3 && table.back() == 's' && table[table.size() - 2] != 's' ? table.substr(0, table.size() - 1) : table;
}

void chooseMode(model::SyncPlan &plan, const TableShape &shape) {
    plan.mode = SyncMode::Full;
    plan.cursor.clear();
    if (plan.role == "events") {
        const auto rising = risingColumns(shape, SyncMode::Append);
        // Only where no row can be missed: a value of its own for each, and never empty.
        const auto sure = std::find_if(rising.begin(), rising.end(), [&](const std::string &name) { return shape.isUnique(name) && !shape.find(name)->nullable; });
        if (sure != rising.end()) {
            plan.mode = SyncMode::Append;
            plan.cursor = *sure;
        }
        return;
    }
    const auto rising = risingColumns(shape, SyncMode::Incremental);
    const bool isChange = !rising.empty() && wholeNameScore(rising.front(), kChanged) > 0;
    if (isChange && !plan.key.empty() && shape.isUnique(plan.key) && !shape.find(rising.front())->nullable) {
        plan.mode = SyncMode::Incremental;
        plan.cursor = rising.front();
    }
}

model::SyncPlan planFor(const std::string &connection, const TableShape &shape, const SyncSurroundings &around, const FileGuess &guess) {
    model::SyncPlan plan;
    plan.connection = connection;
    plan.schema = shape.table.name.schema;
    plan.table = shape.table.name.name;
    plan.dataset = freeName(plan.table, around.datasets);
    plan.name = freeName(plan.dataset, around.syncs);
    plan.role = guess.role == store::DatasetRole::Profiles ? "profiles" : guess.role == store::DatasetRole::Events ? "events" : "table";
    for (const ColumnInfo &column : shape.columns)
        plan.columns.push_back(sync::columnFor(column));
    if (plan.role == "profiles") {
        plan.key = guess.key;
        plan.email = guess.email;
        plan.consent = guess.consent;
    } else if (plan.role == "events") {
        plan.profile = guess.profile;
        plan.time = guess.time;
        plan.nameColumn = guess.nameColumn;
        if (plan.nameColumn.empty())
            plan.eventName = guess.isPurchases ? "purchase" : eventNameOf(plan.table);
    } else {
        plan.key = rowKey(shape);
    }
    chooseMode(plan, shape);
    return plan;
}

std::optional<store::DatasetRole> roleFrom(const std::string &role) {
    if (role == "profiles")
        return store::DatasetRole::Profiles;
    if (role == "events")
        return store::DatasetRole::Events;
    return store::DatasetRole::Table;
}

Instant monthOf(Instant now) {
    YearMonthDay day = ymdFromCivil(CivilDate{static_cast<std::int32_t>(now.micros / kMicrosPerDay)});
    day.day = 1;
    return Instant{civilFromYmd(day).days * kMicrosPerDay};
}

} // namespace

model::SyncPlan guessPlan(const std::string &connection, const TableShape &shape, const SyncSurroundings &around) {
    return planFor(connection, shape, around, guessFile(previewOf(shape), {around.peopleKey, {}}));
}

model::SyncPlan guessPlan(const std::string &connection, const TableShape &shape, const SyncSurroundings &around, const std::string &role) {
    return planFor(connection, shape, around, guessFile(previewOf(shape), {around.peopleKey, {}}, roleFrom(role)));
}

std::vector<std::string> risingColumns(const TableShape &shape, SyncMode mode) {
    const std::span<const std::string_view> words = mode == SyncMode::Append ? std::span<const std::string_view>(kCame) : std::span<const std::string_view>(kChanged);
    std::vector<std::pair<int, std::string>> scored;
    for (const ColumnInfo &column : shape.columns) {
        if (!canRise(column))
            continue;
        int score = wholeNameScore(column.name, words) * 4 + (column.field.type == ColumnType::Int64 ? 0 : 2) + (column.nullable ? 0 : 1);
        if (mode == SyncMode::Append && shape.isUnique(column.name))
            score += 1'000;
        scored.emplace_back(score, column.name);
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<std::string> names;
    for (auto &[score, name] : scored)
        names.push_back(std::move(name));
    return names;
}

Result<SyncTable> lookAtTable(Session &session, const std::string &connection, const warehouse::TableName &table, const CancelToken &cancel) {
    SyncTable found;
    TRY_ASSIGN(const auto connector, SourceService(session).connector(connection));
    TRY_ASSIGN(found.shape, connector->shape(table, warehouse::Sampling::Yes, cancel));
    TRY_ASSIGN(const auto datasets, DataService(session).datasets());
    for (const DatasetView &dataset : datasets) {
        found.around.datasets.insert(dataset.name);
        if (dataset.role == "profiles" && found.around.peopleKey.empty())
            found.around.peopleKey = dataset.keyField;
    }
    TRY_ASSIGN(const auto syncs, SyncService(session).list());
    for (const SyncView &one : syncs)
        found.around.syncs.insert(one.plan.name);
    found.guess = guessPlan(connection, found.shape, found.around);
    return found;
}

SyncTable withPlan(SyncTable table, const model::SyncPlan &plan) {
    using model::SyncPlan;
    const SyncPlan guess = guessPlan(plan.connection, table.shape, table.around, plan.role);
    table.guess = plan;
    std::vector<model::SyncColumn> &columns = table.guess.columns;
    const auto replace = [&](std::string SyncPlan::*role, const std::string &source) {
        if ((plan.*role).empty() || table.shape.find(source))
            return;
        const std::string by = guess.*role;
        table.guess.*role = by;
        table.replaced.push_back({source, by});
        const bool isTaken = std::any_of(columns.begin(), columns.end(), [&](const model::SyncColumn &one) { return one.source == by; });
        if (const warehouse::ColumnInfo *column = table.shape.find(by); column && !isTaken)
            columns.push_back(sync::columnFor(*column));
    };
    for (std::string SyncPlan::*role : {&SyncPlan::key, &SyncPlan::email, &SyncPlan::consent, &SyncPlan::profile, &SyncPlan::time, &SyncPlan::nameColumn}) {
        const auto taken = std::find_if(plan.columns.begin(), plan.columns.end(), [&](const model::SyncColumn &one) { return one.name == plan.*role; });
        replace(role, taken == plan.columns.end() ? plan.*role : taken->source);
    }
    replace(&SyncPlan::cursor, plan.cursor);
    std::erase_if(columns, [&](const model::SyncColumn &one) { return !table.shape.find(one.source); });
    return table;
}

Result<SyncPreview> previewSync(Session &session, const model::SyncPlan &plan, std::int64_t sync, const CancelToken &cancel, const warehouse::TableShape &looked) {
    TRY(model::checkPlan(plan));
    TRY_ASSIGN(const auto connector, SourceService(session).connector(plan.connection));
    SyncPreview preview;
    const auto outlook = sync::lookAhead(session.workspace(), {sync, plan}, *connector, cancel);
    if (outlook) {
        preview.estimate = outlook->estimate;
        preview.findings = outlook->findings;
    } else if (outlook.error().kind == ErrorKind::Limit) {
        preview.findings.push_back({outlook.error().id, outlook.error().args});
    } else {
        return outlook.error();
    }
    for (ingest::Finding &one : sync::numberRemarks(plan, looked))
        preview.findings.push_back(std::move(one));
    return preview;
}

bool isOldData(const SyncLine &line, Instant now) {
    constexpr std::chrono::hours kUnplanned{24 * 7};
    constexpr std::chrono::minutes kLate{30};
    if (!line.view.lastDone)
        return false;
    return line.view.next ? now - *line.view.next > kLate : now - line.view.lastDone->startedAt > kUnplanned;
}

Result<std::vector<SyncLine>> syncLines(Session &session) {
    TRY_ASSIGN(const auto views, SyncService(session).list());
    TRY_ASSIGN(const auto datasets, DataService(session).datasets());
    TRY_ASSIGN(const workspace::Reader reader, session.workspace().reader());
    const sync::SyncRunRepository runs(*reader);
    const Instant month = monthOf(session.workspace().clock().now());
    std::vector<SyncLine> lines;
    for (const SyncView &view : views) {
        SyncLine line;
        line.view = view;
        const auto dataset = std::find_if(datasets.begin(), datasets.end(), [&](const DatasetView &one) { return one.name == view.plan.dataset; });
        line.rows = dataset == datasets.end() ? -1 : dataset->rows;
        TRY_ASSIGN(line.monthBytes, runs.bytesSince(month, view.id));
        line.isFailing = view.last && (view.last->state == sync::RunState::Failed || view.last->state == sync::RunState::Interrupted);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace audience::service
