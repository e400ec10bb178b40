#include "service/dbt_project.h"

#include "base/json.h"
#include "base/text.h"
#include "model/source_kinds.h"
#include "segment/compile.h"
#include "service/audience_question.h"
#include "service/campaign_service.h"
#include "service/dbt_files.h"
#include "service/dbt_text.h"
#include "service/quality_service.h"
#include "service/remote_people.h"
#include "service/saved_sets.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "service/sync_service.h"
#include "warehouse/remote_relation.h"

#include <algorithm>
#include <map>
#include <set>

namespace audience::service {

namespace {

constexpr const char *kPerson = "person_key";

// The type behind a name that PostgreSQL does not know by itself, a domain: the field was read of it, so it is one of its kind.
std::string baseOf(const model::SyncColumn &column) {
    const std::string base = warehouse::baseOfType(column.sourceType);
    if (base != "other")
        return base;
    for (const auto &[type, own] : {std::pair{"bool", "bool"}, {"int64", "int8"}, {"decimal", "numeric"}, {"double", "float8"}, {"date", "date"}, {"json", "jsonb"}})
        if (column.type == type)
            return own;
    return base;
}

struct Table {
    model::RemoteDataset dataset; // as it is there
    std::map<std::string, std::string> names; // of the columns here, by their names there
    std::string source, staging, mart;
    std::string cursor; // of a sync that takes what changed; the name there
    bool replacesByKey = false;
    std::int64_t lookBackSeconds = 0;
    std::string column(const std::string &there) const {
        const auto found = names.find(there);
        return found == names.end() ? there : found->second;
    }
    std::optional<std::string> there(const std::string &here) const {
        for (const model::RemoteColumn &one : dataset.columns)
            if (column(one.name) == here)
                return one.name;
        return std::nullopt;
    }
};

class Project {
public:
    Project(Session &session, std::string connection, sql::Dialect dialect) : m_session(session), m_connection(std::move(connection)), m_dialect(dialect) {}

    void addPlan(const model::SyncPlan &plan) {
        Table table;
        model::RemoteDataset &dataset = table.dataset;
        dataset.name = plan.dataset;
        dataset.connection = plan.connection;
        dataset.schema = plan.schema;
        dataset.table = plan.table;
        dataset.role = plan.role;
        dataset.eventName = plan.eventName;
        dataset.zone = plan.zone;
        for (const model::SyncColumn &column : plan.columns) {
            dataset.columns.push_back({column.source, column.sourceType, baseOf(column), column.type, column.scale});
            table.names[column.source] = column.name;
            for (const auto &[field, own] : {std::pair(&plan.key, &dataset.key), {&plan.profile, &dataset.profile}, {&plan.time, &dataset.time},
                                             {&plan.nameColumn, &dataset.nameColumn}, {&plan.email, &dataset.email}})
                if (!field->empty() && *field == column.name)
                    *own = column.source;
        }
        const bool losesRows = plan.mode == model::SyncMode::Full || plan.mode == model::SyncMode::Mirror; // what is gone there would stay
        if (!losesRows && dataset.find(plan.cursor))
            table.cursor = plan.cursor;
        table.lookBackSeconds = plan.lookBackSeconds;
        table.replacesByKey = plan.mode != model::SyncMode::Append && !dataset.key.empty();
        add(std::move(table));
    }

    void addRemote(const model::RemoteDataset &dataset) {
        if (std::any_of(m_tables.begin(), m_tables.end(), [&](const Table &one) { return one.dataset.name == dataset.name; }))
            return;
        Table table;
        table.dataset = dataset;
        add(std::move(table));
    }

    Result<void> write(const CancelToken &cancel) {
        m_wholeKeys = std::all_of(m_tables.begin(), m_tables.end(), [](const Table &one) {
            const model::RemoteColumn *person = one.dataset.find(one.dataset.person());
            return !person || warehouse::isWholeNumber(*person);
        });
        for (const Table &table : m_tables) {
            TRY(cancel.check());
            TRY(staging(table));
            mart(table);
        }
        allEvents();
        TRY(segments(cancel));
        TRY(readChecks());
        sources();
        stagingNotes();
        schema();
        TRY(exposures());
        m_texts["dbt_project.yml"] = "name: audience_sync\nversion: \"1.0.0\"\nconfig-version: 2\nrequire-dbt-version: [\">=1.8.0\", \"<3.0.0\"]\nprofile: audience_sync\nmodel-paths: [\"models\"]\n"
                                     "clean-targets: [\"target\", \"dbt_packages\"]\nmodels:\n"
                                     "  audience_sync:\n    staging:\n      +materialized: view\n    marts:\n      +materialized: table\n    segments:\n      +materialized: view\n";
        readme();
        return {};
    }

    const std::map<std::string, std::string> &texts() const { return m_texts; }
    std::vector<DbtExport::LeftOut> &left() { return m_left; }
    bool isEmpty() const { return m_tables.empty(); }

private:
    void add(Table table) {
        table.source = table.dataset.table;
        table.staging = m_slugs.of("stg_", table.dataset.name);
        const bool isPeople = table.dataset.role == "profiles";
        table.mart = isPeople && !m_hasPeople ? "dim_people" : m_slugs.of(isPeople ? "dim_" : table.dataset.role == "events" ? "fct_" : "rel_", table.dataset.name);
        m_hasPeople = m_hasPeople || isPeople;
        m_tables.push_back(std::move(table));
    }

    std::string inQuotes(const std::string &name) const { return sql::grammarOf(m_dialect).quoted(name); }
    std::string quoted(const std::string &name) const { return jinjaSafe(inQuotes(name)); }

    // Renamed and in the types that the segments are written for.
    Result<void> staging(const Table &table) {
        TRY_ASSIGN(const auto relation, warehouse::remoteRelation(table.dataset, m_dialect, m_wholeKeys, "source"));
        std::string sql = "with source as (\n    select * from {{ source(" + jinjaText(table.dataset.schema) + ", " + jinjaText(table.source) + ") }}\n),\ntyped as (\n    " +
                          jinjaSafe(relation.select) + "\n)\nselect\n";
        std::string columns;
        if (!table.dataset.person().empty())
            columns = "    t." + quoted(std::string(warehouse::kPersonColumn)) + " as " + kPerson;
        for (const model::RemoteColumn &column : table.dataset.columns)
            columns += (columns.empty() ? "    t." : ",\n    t.") + quoted(column.name) + " as " + quoted(table.column(column.name));
        m_texts["models/staging/" + table.staging + ".sql"] = sql + columns + "\nfrom typed t\n";
        return {};
    }

    void mart(const Table &table) {
        std::string sql;
        const std::string cursor = table.cursor.empty() ? std::string() : quoted(table.column(table.cursor));
        if (!cursor.empty()) {
            sql = "{{ config(materialized='incremental', on_schema_change='append_new_columns'";
            if (table.replacesByKey)
                sql += ", unique_key=" + jinjaText(inQuotes(table.column(table.dataset.key))); // dbt writes it into its SQL as it is
            sql += ") }}\n\n";
        }
        sql += "select * from {{ ref('" + table.staging + "') }}\n";
        if (!cursor.empty()) {
            // Of an empty table nothing is the highest, and everything is new.
            const std::string last = "(select max(" + cursor + ") from {{ this }})";
            const model::RemoteColumn *rises = table.dataset.find(table.cursor);
            const bool looksBack = table.replacesByKey && table.lookBackSeconds > 0 && rises && rises->type == "instant";
            const std::string from = looksBack ? "(" + last + " - interval '" + std::to_string(table.lookBackSeconds) + " seconds')" : last;
            sql += "{% if is_incremental() %}\nwhere " + last + " is null or " + cursor + (table.replacesByKey ? " >= " : " > ") + from + "\n{% endif %}\n";
        }
        m_texts["models/marts/" + table.mart + ".sql"] = sql;
    }

    std::string nameOf(const Table &table) const {
        const sql::Grammar &grammar = sql::grammarOf(m_dialect);
        return table.dataset.nameColumn.empty() ? grammar.cast(jinjaSafe(grammar.textLiteral(table.dataset.eventName)), sql::Type::Text)
                                                : quoted(table.column(table.dataset.nameColumn));
    }

    // What happened on a day happened at its start, by UTC.
    std::string momentOf(const Table &table) const {
        const model::RemoteColumn *time = table.dataset.find(table.dataset.time);
        const std::string column = quoted(table.column(table.dataset.time));
        return time && time->type == "date" ? "(cast(" + column + " as timestamp) at time zone 'UTC')" : column;
    }

    void allEvents() {
        const sql::Grammar &grammar = sql::grammarOf(m_dialect);
        std::string sql;
        for (const Table &table : m_tables) {
            if (table.dataset.role != "events")
                continue;
            sql += (sql.empty() ? "" : "union all\n") + ("select " + std::string(kPerson) + ", ") + nameOf(table) + " as event_name, " +
                   momentOf(table) + " as occurred_at, " +
                   jinjaSafe(grammar.textLiteral(table.dataset.name)) + " as dataset\nfrom {{ ref('" + table.mart + "') }}\n";
        }
        if (!sql.empty())
            m_texts["models/marts/fct_events.sql"] = sql;
    }

    segment::SqlNames names() const {
        segment::SqlNames names;
        const auto model = [](const Table &table) { return sql::TableName::verbatim("{{ ref('" + table.mart + "') }}"); };
        for (const Table &table : m_tables) {
            if (table.mart == "dim_people") {
                names.profiles = model(table);
                names.keyColumn = kPerson;
                continue;
            }
            const std::string person = table.dataset.person().empty() ? std::string() : kPerson;
            names.tables.push_back({table.dataset.name, model(table), person, {}});
            if (table.dataset.role != "events")
                continue;
            const model::RemoteColumn *time = table.dataset.find(table.dataset.time);
            names.events.push_back({table.dataset.name, model(table), kPerson, table.column(table.dataset.time),
                                    table.dataset.nameColumn.empty() ? std::string() : table.column(table.dataset.nameColumn), time && time->type == "date", {}});
        }
        return names;
    }

    Result<std::string> segmentSql(const model::SegmentRule &rule, const std::string &people) const {
        TRY_ASSIGN(const auto there, remotePeopleOf(m_session, rule));
        segment::SqlForm form;
        form.dbtModel = true;
        const SavedSets sets(m_session);
        const segment::CompileOptions options{countingNow(m_session), workspaceZone(m_session), &sets};
        std::shared_ptr<const engine::Snapshot> snapshot;
        if (!there) {
            TRY_ASSIGN(snapshot, m_session.snapshot());
        }
        const engine::Schema &schema = there ? there->schema : snapshot->schema();
        if (schema.profileDataset != people)
            return Error(ErrorKind::Invalid, "dbt.other_people").with("people", schema.profileDataset);
        const segment::Compilation compiled = segment::compile(rule, schema, options);
        if (!compiled.plan)
            return segment::asError(compiled.findings);
        TRY_ASSIGN(const sql::Statement statement, segment::toSql(*compiled.plan, schema, names(), m_dialect, form));
        return statement.text;
    }

    Result<void> segments(const CancelToken &cancel) {
        const auto people = std::find_if(m_tables.begin(), m_tables.end(), [](const Table &one) { return one.mart == "dim_people"; });
        TRY_ASSIGN(const auto all, SegmentService(m_session).list());
        for (const SegmentView &segment : all) {
            TRY(cancel.check());
            const auto sql = people == m_tables.end() ? Result<std::string>(Error(ErrorKind::Invalid, "dbt.no_people")) : segmentSql(segment.rule, people->dataset.name);
            if (!sql) {
                m_left.push_back({"segment " + segment.name, {model::Finding::Severity::Error, sql.error().id, std::string(sql.error().arg("path")), sql.error().args}});
                continue;
            }
            const std::string name = m_slugs.of("seg_", segment.name);
            m_segments.push_back({name, segment.name, segment.id});
            m_texts["models/segments/" + name + ".sql"] = "{{ config(materialized='view') }}\n\n" + *sql + "\n";
        }
        return {};
    }

    // What people decided must hold.
    Result<void> readChecks() {
        for (const Table &table : m_tables)
            if (const auto view = QualityService(m_session).list(table.dataset.name)) // else it is not here
                for (const QualityCheckView &one : view->checks)
                    m_checks[table.dataset.name].push_back(one.check);
        return {};
    }

    // Hours, or minutes where they are no whole ones.
    static std::string periodOf(double hours) {
        const bool isWhole = hours == static_cast<double>(static_cast<std::int64_t>(hours));
        const auto count = static_cast<std::int64_t>(isWhole ? hours : hours * 60 + 0.5);
        return "{count: " + std::to_string(count) + ", period: " + (isWhole ? "hour}" : "minute}");
    }

    // How fresh its rows have to be, by the checks; else what tells, so that somebody can say it in dbt.
    std::string freshness(const Table &table) const {
        std::string loaded, limits;
        if (const auto checks = m_checks.find(table.dataset.name); checks != m_checks.end())
            for (const model::QualityCheck &check : checks->second) {
                const auto there = check.kind == model::QualityKind::Fresh ? table.there(check.column()) : std::nullopt;
                if (!there || (!loaded.empty() && loaded != *there))
                    continue;
                loaded = *there;
                limits += std::string("          ") + (check.severity == model::QualitySeverity::Warn ? "warn_after: " : "error_after: ") + periodOf(check.limit) + "\n";
            }
        if (const model::RemoteColumn *cursor = table.dataset.find(table.cursor); loaded.empty() && cursor && cursor->type == "instant")
            loaded = table.cursor;
        if (loaded.empty())
            return {};
        return "        loaded_at_field: " + yamlText(inQuotes(loaded)) + "\n" + (limits.empty() ? std::string() : "        freshness:\n" + limits);
    }

    void sources() {
        std::map<std::string, std::map<std::string, const Table *>> tables;
        for (const Table &table : m_tables)
            tables[table.dataset.schema].emplace(table.source, &table);
        std::string text = "version: 2\nsources:\n";
        for (const auto &[schema, named] : tables) {
            text += "  - name: " + yamlText(schema) + "\n    schema: " + yamlText(schema) + "\n    tables:\n";
            for (const auto &[name, table] : named)
                text += "      - name: " + yamlText(name) + "\n        description: " + yamlText("Read as " + table->dataset.name) + "\n" + freshness(*table);
        }
        m_texts["models/sources.yml"] = text;
    }

    void stagingNotes() {
        std::string text = "version: 2\nmodels:\n";
        for (const Table &table : m_tables) {
            text += "  - name: " + table.staging + "\n    description: " + yamlText(table.dataset.source() + " with the names and types of the workspace") + "\n    columns:\n";
            if (!table.dataset.person().empty())
                text += std::string("      - name: ") + kPerson + "\n        description: \"Who the row is about, as segments compare people\"\n";
            for (const model::RemoteColumn &column : table.dataset.columns)
                text += nameOfColumn(table.column(column.name)) + "        description: " + yamlText(column.name + " (" + column.sourceType + ") as " + column.type) + "\n";
        }
        m_texts["models/staging.yml"] = text;
    }

    // dbt writes it into the SQL of tests in the database's own quotes: it may have large letters, blanks, or be a word of SQL.
    static std::string nameOfColumn(const std::string &name) {
        return "      - name: " + yamlText(name) + (name == kPerson ? "\n" : "\n        quote: true\n");
    }

    // dbt puts them between the quotes of SQL as they are.
    static std::string literals(const std::vector<std::string> &values) {
        std::string list;
        for (const std::string &value : values) {
            std::string literal;
            for (const char c : value)
                literal += c == '\'' ? std::string(2, c) : std::string(1, c);
            list += (list.empty() ? "" : ",") + yamlText(literal);
        }
        return "[" + list + "]";
    }

    using Tests = std::map<std::string, std::map<std::string, std::string>>; // by column and name of the test: a line of YAML

    // As far as dbt itself knows such tests; the others are told.
    void addChecks(const Table &table, Tests &tests) {
        const auto checks = m_checks.find(table.dataset.name);
        if (checks == m_checks.end())
            return;
        for (const model::QualityCheck &check : checks->second) {
            const std::string severity = check.severity == model::QualitySeverity::Warn ? "config: {severity: warn}" : "";
            const std::string alone = severity.empty() ? "" : ": {" + severity + "}", further = severity.empty() ? "" : ", " + severity;
            auto &of = tests[check.column()];
            const bool isOne = check.columns.size() == 1;
            const auto other = std::find_if(m_tables.begin(), m_tables.end(), [&](const Table &one) { return one.dataset.name == check.toDataset; });
            if (isOne && check.kind == model::QualityKind::Unique)
                of["unique"] = "unique" + alone;
            else if (isOne && check.kind == model::QualityKind::NotEmpty && check.limit == 0)
                of["not_null"] = "not_null" + alone;
            else if (isOne && check.kind == model::QualityKind::Accepted && !check.negated && !check.ignoreCase && of.count("accepted_values") == 0)
                of["accepted_values"] = "accepted_values: {values: " + literals(check.values) + ", quote: true" + further + "}";
            else if (isOne && check.kind == model::QualityKind::Related && other != m_tables.end() && of.count("relationships " + check.toDataset) == 0)
                of["relationships " + check.toDataset] = "relationships: {to: ref('" + other->mart + "'), field: " + yamlText(inQuotes(check.toColumn)) + further + "}";
            else if (check.kind != model::QualityKind::Fresh || !table.there(check.column()))
                m_left.push_back({"check " + std::to_string(check.id) + " of " + check.dataset, {model::Finding::Severity::Error, "dbt.no_test", {}, {{"dataset", check.dataset}, {"column", check.column()}}}});
            if (of.empty())
                tests.erase(check.column());
        }
    }

    static std::string written(const Tests &tests) {
        std::string text = tests.empty() ? "" : "    columns:\n";
        for (const auto &[column, of] : tests) {
            text += nameOfColumn(column) + "        data_tests:\n";
            for (const auto &[name, test] : of)
                text += "          - " + test + "\n";
        }
        return text;
    }

    void schema() {
        std::string text = "version: 2\nmodels:\n";
        const std::string known = std::string("relationships: {to: ref('dim_people'), field: ") + kPerson + ", config: {severity: warn}}";
        for (const Table &table : m_tables) {
            Tests tests;
            addChecks(table, tests);
            if (table.dataset.role == "profiles")
                tests[kPerson] = {{"unique", "unique"}, {"not_null", "not_null"}};
            else if (!table.dataset.person().empty() && m_hasPeople) // of people whom nobody knows yet are no mistake
                tests[kPerson] = {{"relationships", known}};
            text += "  - name: " + table.mart + "\n    description: " + yamlText(table.dataset.name + ", from " + table.dataset.source() + " of " + table.dataset.connection) + "\n" + written(tests);
        }
        if (m_texts.count("models/marts/fct_events.sql") != 0)
            text += "  - name: fct_events\n    description: \"What happened, over all tables of events\"\n" +
                    written({{"event_name", {{"not_null", "not_null"}}}, {"occurred_at", {{"not_null", "not_null"}}}});
        for (const SegmentModel &one : m_segments)
            text += "  - name: " + one.model + "\n    description: " + yamlText("Segment " + one.name) + "\n" + written({{kPerson, {{"unique", "unique"}, {"not_null", "not_null"}}}});
        m_texts["models/schema.yml"] = text;
    }

    // Who would notice: the campaigns that ask for these segments.
    Result<void> exposures() {
        TRY_ASSIGN(const auto campaigns, CampaignService(m_session).list());
        std::string text;
        for (const CampaignView &view : campaigns) {
            std::set<std::string> refs;
            std::vector<SegmentId> asked{view.campaign.segment};
            asked.insert(asked.end(), view.campaign.alsoSegments.begin(), view.campaign.alsoSegments.end());
            asked.insert(asked.end(), view.campaign.butNot.begin(), view.campaign.butNot.end());
            for (const SegmentModel &one : m_segments)
                if (std::find(asked.begin(), asked.end(), one.id) != asked.end())
                    refs.insert(one.model);
            if (refs.empty() || view.campaign.isArchived)
                continue;
            text += "  - name: " + m_slugs.of("campaign_", view.campaign.name) + "\n    label: " + yamlText(view.campaign.name) +
                    "\n    type: application\n    description: \"A campaign of Audience-Sync\"\n    owner:\n      name: \"Audience-Sync\"\n    depends_on:\n";
            for (const std::string &ref : refs)
                text += "      - ref('" + ref + "')\n";
        }
        if (!text.empty())
            m_texts["models/exposures.yml"] = "version: 2\nexposures:\n" + text;
        return {};
    }

    void readme() {
        std::string text = "# A workspace of Audience-Sync as a dbt project\n\nWritten by `audiencectl project export --dbt`, for " + std::string(sql::toText(m_dialect)) +
                           ". Run the export again to bring it up to date: it replaces the files it wrote, and stops where somebody changed one of them.\n\n"
                           "1. Put a profile named `audience_sync` into your `profiles.yml`, for the database behind the connection `" + m_connection + "`.\n"
                           "2. `dbt build`\n\n"
                           "- `staging`: each table as the workspace reads it, with its names and types.\n"
                           "- `marts`: `dim_people`, one `fct_` model for each table of events, `fct_events` over all of them, one `rel_` model for each other table. What a sync "
                           "takes by a cursor is incremental here, too.\n"
                           "- `staging.yml`, `schema.yml`, `sources.yml`: what each column is, the tests, and how fresh the sources have to be, by the checks of the workspace. No package is needed.\n"
                           "- `exposures.yml`: the campaigns that ask for the segments.\n"
                           "- `segments`: the keys of the people of each segment. Times such as \"the last 30 days\" are of the moment of the export.\n";
        if (!m_left.empty())
            text += "\nNot in here, as they cannot be said exactly by this database alone:\n\n";
        for (const DbtExport::LeftOut &one : m_left)
            text += "- " + one.what + " (" + one.why.id + (one.why.path.empty() ? "" : ", " + one.why.path) + ")\n";
        m_texts["README.md"] = text;
    }

    Session &m_session;
    std::string m_connection;
    sql::Dialect m_dialect;
    DbtSlugs m_slugs;
    std::vector<Table> m_tables;
    struct SegmentModel {
        std::string model, name;
        SegmentId id;
    };
    std::vector<SegmentModel> m_segments;
    std::map<std::string, std::vector<model::QualityCheck>> m_checks; // by dataset
    bool m_hasPeople = false, m_wholeKeys = false;
    std::map<std::string, std::string> m_texts;
    std::vector<DbtExport::LeftOut> m_left;
};

std::optional<sql::Dialect> dialectOf(const model::SourceConnection &connection) {
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    if (!kind || kind->family != "postgresql")
        return std::nullopt;
    return connection.kind == "redshift" ? sql::Dialect::Redshift : sql::Dialect::Postgresql;
}

} // namespace

Result<DbtExport> exportDbt(Session &session, const DbtRequest &request, const CancelToken &cancel) {
    TRY_ASSIGN(const auto syncs, SyncService(session).list());
    TRY_ASSIGN(const auto remotes, RemoteService(session).list());
    TRY_ASSIGN(const auto sources, SourceService(session).list());
    std::map<std::string, sql::Dialect> known, used;
    for (const model::SourceConnection &one : sources)
        if (const auto dialect = dialectOf(one))
            known.emplace(one.name, *dialect);
    const auto use = [&](const std::string &connection) {
        if (const auto found = known.find(connection); found != known.end() && (request.connection.empty() || request.connection == connection))
            used.insert(*found);
    };
    for (const SyncView &one : syncs)
        use(one.plan.connection);
    for (const RemoteView &one : remotes)
        use(one.dataset.connection);
    if (used.empty())
        return Error(ErrorKind::Invalid, "dbt.nothing");
    if (used.size() > 1) {
        std::string names;
        for (const auto &[name, dialect] : used)
            names += (names.empty() ? "" : ", ") + name;
        return Error(ErrorKind::Invalid, "dbt.which_connection").with("names", names);
    }
    const auto &[connection, dialect] = *used.begin();
    Project project(session, connection, dialect);
    for (const SyncView &one : syncs)
        if (one.plan.connection == connection)
            project.addPlan(one.plan);
    for (const RemoteView &one : remotes)
        if (one.dataset.connection == connection)
            project.addRemote(one.dataset);
    TRY(project.write(cancel));
    DbtExport done;
    done.connection = connection;
    done.dialect = std::string(sql::toText(dialect));
    TRY_ASSIGN(done.files, writeOwnFiles(request.folder, project.texts()));
    done.left = std::move(project.left());
    return done;
}

} // namespace audience::service
