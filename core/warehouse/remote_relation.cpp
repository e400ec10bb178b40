#include "warehouse/remote_relation.h"

#include "engine/column.h"
#include "sql/grammar.h"
#include "warehouse/postgres_types.h"

#include <algorithm>
#include <array>
#include <utility>

namespace audience::warehouse {

using engine::ColumnType;

namespace {

// What is beyond the calendar or is no number is no value; a sync would refuse its row.
std::string finite(const std::string &value) { return "CASE WHEN pg_catalog.isfinite(" + value + ") THEN " + value + " END"; }

std::optional<std::string> postgresValue(const model::RemoteColumn &column, ColumnType type, const std::string &quoted, const std::string &zone) {
    const auto read = postgresRead(column.base, type, quoted, zone);
    if (!read)
        return std::nullopt;
    switch (type) {
    case ColumnType::Bool:
        return quoted;
    case ColumnType::Int64:
        return quoted + "::pg_catalog.int8";
    case ColumnType::Decimal:
        return "NULLIF(" + quoted + "::pg_catalog.numeric, 'NaN'::pg_catalog.numeric)";
    case ColumnType::Double:
        return quoted + "::pg_catalog.float8";
    case ColumnType::Date:
        return finite(quoted);
    case ColumnType::Instant:
        return finite(column.base == "timestamp" ? "pg_catalog.timezone(" + zone + ", " + quoted + ")" : quoted);
    case ColumnType::Json:
        return column.base == "jsonb" ? quoted : column.base == "json" ? quoted + "::pg_catalog.jsonb" : "pg_catalog.to_jsonb(" + quoted + ")";
    case ColumnType::Text:
        return "(" + read->expression + ")::pg_catalog.text";
    }
    return std::nullopt;
}

std::optional<std::string> redshiftValue(const model::RemoteColumn &column, ColumnType type, const std::string &quoted, const std::string &zone) {
    const sql::Grammar &grammar = sql::grammarOf(sql::Dialect::Redshift);
    switch (type) {
    case ColumnType::Bool:
    case ColumnType::Date:
    case ColumnType::Json:
        return quoted;
    case ColumnType::Int64:
        return grammar.cast(quoted, sql::Type::Integer);
    case ColumnType::Decimal:
        return quoted;
    case ColumnType::Double:
        return grammar.cast(quoted, sql::Type::Double);
    case ColumnType::Instant:
        return column.base == "timestamp" ? "(" + quoted + " AT TIME ZONE " + zone + ")" : quoted;
    case ColumnType::Text:
        return column.base == "bool" ? "CASE WHEN " + quoted + " THEN 'true' WHEN NOT " + quoted + " THEN 'false' END" : grammar.cast(quoted, sql::Type::Text);
    }
    return std::nullopt;
}

} // namespace

bool isWholeNumber(const model::RemoteColumn &column) { return column.type == "int64"; }

std::string baseOfType(std::string_view spelled) {
    if (spelled.size() > 2 && spelled.substr(spelled.size() - 2) == "[]")
        return "array";
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kBases{{{"boolean", "bool"}, {"smallint", "int2"}, {"integer", "int4"}, {"bigint", "int8"},
                                                                                    {"numeric", "numeric"}, {"real", "float4"}, {"double precision", "float8"}, {"text", "text"},
                                                                                    {"character varying", "varchar"}, {"uuid", "uuid"}, {"date", "date"}, {"jsonb", "jsonb"},
                                                                                    {"json", "json"}, {"timestamp", "timestamp"}, {"inet", "inet"}, {"name", "name"}}};
    if (spelled.rfind("timestamp", 0) == 0)
        return spelled.find("with time zone") != std::string_view::npos ? "timestamptz" : "timestamp";
    const std::string_view bare = spelled.substr(0, spelled.find('('));
    for (const auto &[word, base] : kBases)
        if (bare == word)
            return std::string(base);
    return "other";
}

std::map<std::string, std::string> plainColumns(const model::RemoteDataset &dataset, sql::Dialect dialect) {
    std::map<std::string, std::string> plain;
    if (dialect != sql::Dialect::Postgresql)
        return plain;
    // A time without a zone is another moment, and a float4 another number, than what is read of it.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kComparable{
        {{"int2", "int64"}, {"int4", "int64"}, {"numeric", "decimal"}, {"float8", "double"}, {"date", "date"}, {"timestamptz", "instant"}}};
    for (std::size_t i = 0; i < dataset.columns.size(); ++i) {
        const model::RemoteColumn &column = dataset.columns[i];
        if (std::find(kComparable.begin(), kComparable.end(), std::pair(std::string_view(column.base), std::string_view(column.type))) != kComparable.end())
            plain[column.name] = "audience plain " + std::to_string(i + 1);
    }
    return plain;
}

Result<RemoteRelation> remoteRelation(const model::RemoteDataset &dataset, sql::Dialect dialect, bool wholeKeys, const std::string &from, Plain plain) {
    const bool isRedshift = dialect == sql::Dialect::Redshift;
    if (dialect != sql::Dialect::Postgresql && !isRedshift)
        return Error(ErrorKind::Invalid, "remote.no_dialect").with("dialect", sql::toText(dialect));
    const sql::Grammar &grammar = sql::grammarOf(dialect);
    const std::string zone = grammar.textLiteral(dataset.zone);
    std::string select, person, time, name;
    for (const model::RemoteColumn &column : dataset.columns) {
        const std::string quoted = "s." + grammar.quoted(column.name);
        const auto type = engine::columnTypeFromText(column.type);
        const auto value = !type ? std::nullopt : isRedshift ? redshiftValue(column, *type, quoted, zone) : postgresValue(column, *type, quoted, zone);
        if (!value)
            return Error(ErrorKind::Invalid, "source.not_readable_as")
                .with("column", column.name)
                .with("type", column.sourceType)
                .with("wanted", column.type);
        select += (select.empty() ? "" : ", ") + *value + " AS " + grammar.quoted(column.name);
        if (column.name == dataset.time)
            time = *value;
        if (column.name == dataset.nameColumn)
            name = *value;
        if (column.name != dataset.person())
            continue;
        const std::string text = isRedshift ? "BTRIM(" + grammar.cast(quoted, sql::Type::Text) + ", ' \\t\\n\\r\\f\\v')"
                                            : "pg_catalog.btrim((" + *value + ")::pg_catalog.text, E' \\t\\n\\r\\f\\x0b')";
        person = wholeKeys ? *value : "NULLIF(" + text + ", '')";
    }
    if (plain == Plain::Beside)
        for (const auto &[column, name] : plainColumns(dataset, dialect))
            select += ", s." + grammar.quoted(column) + " AS " + grammar.quoted(name);
    if (!person.empty())
        select += ", " + person + " AS " + grammar.quoted(kPersonColumn);
    RemoteRelation relation;
    relation.select = "SELECT " + select + " FROM " + (from.empty() ? grammar.quoted(dataset.schema) + '.' + grammar.quoted(dataset.table) : from) + " s";
    // A row of people without a key is nobody's, and an event without a time or a name did not happen; a sync refuses them.
    std::vector<std::string> needed;
    if (dataset.role == "profiles")
        needed = {person};
    else if (dataset.role == "events")
        needed = dataset.nameColumn.empty() ? std::vector{time} : std::vector{time, name};
    for (const std::string &value : needed)
        relation.select += (&value == needed.data() ? " WHERE " : " AND ") + value + " IS NOT NULL";
    return relation;
}

} // namespace audience::warehouse
