// A segment as SQL for other databases: which of their tables and columns stand for the workspace's.
#include "segment/compile.h"
#include "segment/rule_sql.h"
#include "service/audience_question.h"
#include "service/ledger_tables.h"
#include "service/saved_sets.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "store/dataset_reader.h"

#include <algorithm>

namespace audience::service {

namespace {

Error badTables(const std::string &at) { return Error(ErrorKind::Invalid, "segment.bad_tables").with("at", at); }

// One dataset in the other database.
struct Place {
    std::vector<std::string> table; // its names, the database's or schema's first
    segment::SqlNames::Columns columns;
};

Result<Place> placeFromJson(const Json &json, const std::string &at) {
    Place place;
    if (!json.is_object())
        return badTables(at);
    for (const auto &[key, value] : json.items()) {
        const std::string here = at + '/' + key;
        if (key == "table" && value.is_string() && !value.get_ref<const std::string &>().empty()) {
            place.table = {value.get<std::string>()};
        } else if (key == "table" && value.is_array() && !value.empty()) {
            for (const Json &part : value) {
                if (!part.is_string() || part.get_ref<const std::string &>().empty())
                    return badTables(here);
                place.table.push_back(part.get<std::string>());
            }
        } else if (key == "columns" && value.is_object()) {
            for (const auto &[field, column] : value.items()) {
                if (!column.is_string() || column.get_ref<const std::string &>().empty())
                    return badTables(here + '/' + field);
                place.columns[field] = column.get<std::string>();
            }
        } else {
            return badTables(here);
        }
    }
    return place;
}

// Datasets and fields that are not named keep their own names.
Result<std::map<std::string, Place>> placesOf(const Json &tables, const std::vector<store::DatasetInfo> &datasets) {
    std::map<std::string, Place> places;
    if (!tables.is_object() && !tables.is_null())
        return badTables("/");
    for (const auto &[dataset, json] : tables.items()) {
        const auto info = std::find_if(datasets.begin(), datasets.end(), [&](const auto &one) { return one.name == dataset; });
        if (info == datasets.end())
            return badTables('/' + dataset);
        TRY_ASSIGN(Place place, placeFromJson(json, '/' + dataset));
        for (const auto &[field, column] : place.columns)
            if (!info->fieldIndex(field))
                return badTables('/' + dataset + "/columns/" + field);
        places[dataset] = std::move(place);
    }
    return places;
}

std::string jinjaText(const std::string &text) {
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            quoted += '\\';
        quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return quoted + "'";
}

// One name is a model of the project, several are a table of a source.
sql::TableName tableOf(const Place &place, bool dbtModel) {
    if (!dbtModel)
        return sql::TableName::ofParts(place.table);
    if (place.table.size() == 1)
        return sql::TableName::verbatim("{{ ref(" + jinjaText(place.table[0]) + ") }}");
    const std::size_t last = place.table.size() - 1;
    return sql::TableName::verbatim("{{ source(" + jinjaText(place.table[last - 1]) + ", " + jinjaText(place.table[last]) + ") }}");
}

Result<segment::SqlNames> namesOf(const std::vector<store::DatasetInfo> &datasets, const SqlRequest &request) {
    TRY_ASSIGN(auto places, placesOf(request.tables, datasets));
    segment::SqlNames names;
    names.times = segment::SqlNames::Times::IsoText;
    // Over the workspace's own tables its ledgers can be asked, too.
    const segment::SqlNames::Facts ledgers = ledgerTables();
    const bool isTaken = std::any_of(datasets.begin(), datasets.end(), [&](const store::DatasetInfo &one) {
        return one.name == ledgers.people.parts()[0] || one.name == ledgers.messages.table.parts()[0];
    });
    if (!isTaken && request.tables.is_null() && !request.dbtModel)
        names.facts = ledgers;
    for (const store::DatasetInfo &dataset : datasets) {
        Place &place = places[dataset.name];
        if (place.table.empty())
            place.table = {dataset.name};
        const auto column = [&](const std::string &field) {
            const auto found = place.columns.find(field);
            return found == place.columns.end() ? field : found->second;
        };
        if (dataset.role == store::DatasetRole::Profiles) {
            names.profiles = tableOf(place, request.dbtModel);
            names.keyColumn = column(dataset.keyField);
            names.columns = place.columns;
            continue;
        }
        names.tables.push_back({dataset.name, tableOf(place, request.dbtModel),
                                dataset.profileField.empty() ? std::string() : column(dataset.profileField), place.columns});
        if (dataset.role == store::DatasetRole::Events) {
            const auto time = dataset.fieldIndex(dataset.timeField);
            const auto timeType = time ? dataset.fields[*time].type : engine::ColumnType::Instant;
            names.events.push_back({dataset.name, tableOf(place, request.dbtModel), column(dataset.profileField), column(dataset.timeField),
                                    dataset.nameField.empty() ? std::string() : column(dataset.nameField),
                                    timeType == engine::ColumnType::Date, place.columns});
        }
    }
    return names;
}

Json jsonOf(const sql::Value &value) {
    if (const auto *decimal = std::get_if<Decimal>(&value))
        return toText(*decimal);
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return *whole;
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    return std::get<std::string>(value);
}

} // namespace

std::vector<std::string> SegmentService::sqlDialects() {
    std::vector<std::string> names;
    for (const sql::Dialect dialect : sql::allDialects())
        names.emplace_back(sql::toText(dialect));
    return names;
}

Result<SqlView> SegmentService::sql(const model::SegmentRule &rule, const SqlRequest &request) const {
    const auto dialect = sql::dialectFromText(request.dialect);
    if (!dialect)
        return Error(ErrorKind::Invalid, "segment.unknown_dialect").with("dialect", request.dialect);
    TRY_ASSIGN(const auto snapshot, m_session.snapshot());
    const SavedSets sets(m_session);
    segment::Compilation compiled = segment::compile(rule, snapshot->schema(), {countingNow(m_session), workspaceZone(m_session), &sets});
    if (!compiled.plan)
        return segment::asError(compiled.findings);
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    TRY_ASSIGN(const segment::SqlNames names, namesOf(datasets, request));
    TRY_ASSIGN(const sql::Statement statement,
               segment::toSql(*compiled.plan, snapshot->schema(), names, *dialect, {request.literals, request.dbtModel}));
    SqlView view;
    if (request.dbtModel)
        view.text = "{{ config(materialized='view') }}\n\n";
    view.text += statement.text;
    const sql::Grammar &grammar = sql::grammarOf(*dialect);
    for (std::size_t i = 0; i < statement.parameters.size(); ++i)
        view.parameters.push_back({grammar.placeholder(i + 1), std::string(sql::typeOf(statement.parameters[i])), jsonOf(statement.parameters[i])});
    return view;
}

Result<std::string> SegmentService::sql(const model::SegmentRule &rule, const std::string &dialect) const {
    SqlRequest request;
    request.dialect = dialect;
    request.literals = true;
    TRY_ASSIGN(SqlView view, sql(rule, request));
    return std::move(view.text);
}

} // namespace audience::service
