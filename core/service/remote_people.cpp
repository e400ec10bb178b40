#include "service/remote_people.h"

#include "base/json.h"
#include "base/text.h"
#include "model/source_kinds.h"
#include "qbase/time_zone.h"
#include "segment/compile.h"
#include "service/audience_question.h"
#include "service/saved_sets.h"
#include "service/session.h"
#include "service/source_service.h"
#include "store/dataset_reader.h"
#include "sync/sync_run_repository.h"
#include "warehouse/remote_relation.h"
#include "workspace/definition_repository.h"

#include <algorithm>
#include <set>

namespace audience::service {

using model::RemoteColumn;
using model::RemoteDataset;
using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

constexpr std::int64_t kMostEventNames = 1000;
constexpr const char *kPeople = "people"; // the member of a rule

Result<RemoteView> viewOf(const Definition &definition) {
    RemoteView view;
    TRY_ASSIGN(view.dataset, model::remoteDatasetFromJson(definition.body));
    view.dataset.name = definition.name;
    view.id = definition.id;
    view.revision = definition.revision;
    view.lookedAt = definition.savedAt;
    return view;
}

bool hasWholeKeys(const std::vector<RemoteDataset> &all) {
    return std::all_of(all.begin(), all.end(), [](const RemoteDataset &one) {
        const RemoteColumn *person = one.find(one.person());
        return !person || warehouse::isWholeNumber(*person);
    });
}

engine::Field fieldOf(const RemoteColumn &column) {
    return {column.name, engine::columnTypeFromText(column.type).value_or(engine::ColumnType::Text), static_cast<std::uint8_t>(column.scale)};
}

std::vector<engine::Field> fieldsOf(const RemoteDataset &dataset) {
    std::vector<engine::Field> fields;
    for (const RemoteColumn &column : dataset.columns)
        fields.push_back(fieldOf(column));
    return fields;
}

engine::Schema schemaOf(const RemotePeople &there) {
    engine::Schema schema;
    schema.profileDataset = there.people.name;
    schema.profileKey = there.people.key;
    schema.profileFields = fieldsOf(there.people);
    for (const RemoteDataset &one : there.all) {
        if (one.role == "profiles")
            continue;
        schema.tables.push_back({one.name, 1, fieldsOf(one), !one.profile.empty()});
        if (one.role != "events")
            continue;
        engine::EventSource source;
        source.dataset = one.name;
        source.version = 1;
        for (const RemoteColumn &column : one.columns)
            if (column.name != one.profile && column.name != one.time && column.name != one.nameColumn)
                source.fields.push_back(fieldOf(column));
        source.names = one.nameColumn.empty() ? std::vector{one.eventName} : one.eventNames;
        if (!one.nameColumn.empty())
            source.names.emplace_back(kOtherEventNames);
        std::sort(source.names.begin(), source.names.end());
        schema.events.push_back(std::move(source));
    }
    for (const RemoteDataset &one : there.all)
        for (const model::RemoteLink &link : one.links)
            for (const RemoteDataset &target : there.all)
                if (target.schema == link.targetSchema && target.table == link.targetTable && one.find(link.column) && target.find(link.targetColumn))
                    schema.links.push_back({one.name, link.column, target.name, link.targetColumn});
    return schema;
}

// People and tables under the names they have here.
segment::SqlNames namesOf(const RemotePeople &there) {
    segment::SqlNames names;
    const std::string person(warehouse::kPersonColumn);
    const auto columnsOf = [&](const RemoteDataset &one) {
        segment::SqlNames::Columns columns;
        if (const RemoteColumn *own = one.find(one.person()); own && own->type == "text")
            columns[own->name] = person; // without blanks around it
        return columns;
    };
    names.profiles = there.people.name;
    names.keyColumn = person;
    names.columns = columnsOf(there.people);
    names.plain = warehouse::plainColumns(there.people, there.dialect);
    for (const RemoteDataset &one : there.all) {
        if (one.role == "profiles")
            continue;
        names.tables.push_back({one.name, one.name, one.profile.empty() ? std::string() : person, columnsOf(one)});
        if (one.role == "events")
            names.events.push_back({one.name, one.name, person, one.time, one.nameColumn, one.find(one.time) && one.find(one.time)->type == "date", columnsOf(one),
                                    warehouse::plainColumns(one, there.dialect)});
    }
    return names;
}

// What is here has no place in a rule about people who are there; that it was asked for is remembered.
class RemoteSets final : public segment::SetResolver {
public:
    RemoteSets(Session &session, std::string people) : m_session(session), m_sets(session), m_people(std::move(people)) {}
    std::optional<model::SegmentRule> segment(const std::string &id) const override {
        auto found = m_sets.anySegment(id);
        if (found) {
            const auto whose = remotePeopleOf(m_session, *found);
            if (!whose || !*whose || (*whose)->people.name != m_people) {
                m_asked = true;
                return std::nullopt;
            }
        }
        return found;
    }
    std::shared_ptr<const engine::KeySource> list(const std::string &id) const override {
        m_asked = m_asked || m_sets.list(id) != nullptr;
        return nullptr;
    }
    Result<std::shared_ptr<const engine::KeySource>> query(const std::string &) const override {
        m_asked = true;
        return Error(ErrorKind::Invalid, "segment.no_queries");
    }
    std::optional<model::WorkspaceDefinition> definition() const override { return m_sets.definition(); }
    std::optional<Json> trait(const std::string &name) const override { return m_sets.trait(name); }
    std::shared_ptr<const engine::Snapshot> facts() const override {
        m_asked = true;
        return nullptr;
    }
    bool askedForWhatIsHere() const { return m_asked; }

private:
    Session &m_session;
    SavedSets m_sets;
    std::string m_people;
    mutable bool m_asked = false;
};

segment::CompileOptions optionsOf(Session &session, const segment::SetResolver &sets) { return {countingNow(session), workspaceZone(session), &sets}; }

// Names that are unknown there but known here tell that somebody means both at once.
model::Findings withMixed(Session &session, const RemotePeople &there, const model::SegmentRule &rule, model::Findings findings, bool askedForWhatIsHere) {
    std::set<std::pair<std::string, std::string>> here; // what is unknown here as well
    const auto snapshot = session.snapshot();
    if (snapshot) {
        const SavedSets sets(session);
        for (const model::Finding &one : segment::compile(rule, (*snapshot)->schema(), optionsOf(session, sets)).findings)
            here.emplace(one.id, one.path);
    }
    for (model::Finding &one : findings)
        if (one.severity == model::Finding::Severity::Error && (askedForWhatIsHere || (snapshot && here.count({one.id, one.path}) == 0)))
            one = {model::Finding::Severity::Error, "remote.mixed", one.path, {{"people", there.people.name}}};
    return findings;
}

segment::Compilation compileThere(Session &session, const RemotePeople &there, const model::SegmentRule &rule) {
    const RemoteSets sets(session, there.people.name);
    segment::Compilation compiled = segment::compile(rule, there.schema, optionsOf(session, sets));
    if (!compiled.plan)
        compiled.findings = withMixed(session, there, rule, std::move(compiled.findings), sets.askedForWhatIsHere());
    return compiled;
}

} // namespace

Result<sql::Dialect> remoteDialect(Session &session, const std::string &connection) {
    TRY_ASSIGN(const auto source, SourceService(session).find(connection));
    if (!source)
        return Error(ErrorKind::NotFound, "connection.unknown").with("name", connection);
    const model::SourceKind *kind = model::findSourceKind(source->kind);
    if (source->kind == "redshift")
        return sql::Dialect::Redshift;
    if (kind && kind->family == "postgresql")
        return sql::Dialect::Postgresql;
    return Error(ErrorKind::Invalid, "remote.no_dialect").with("dialect", source->kind);
}

Result<std::vector<RemoteView>> RemoteService::list() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Remote));
    std::vector<RemoteView> views;
    for (const Definition &definition : definitions) {
        TRY_ASSIGN(RemoteView view, viewOf(definition));
        views.push_back(std::move(view));
    }
    return views;
}

Result<RemoteView> RemoteService::find(const std::string &name) const {
    const auto found = DefinitionRepository(m_session.workspace()).find(DefinitionKind::Remote, name);
    if (!found && found.error().id == "definition.not_found")
        return Error(ErrorKind::NotFound, "remote.unknown").with("name", name);
    TRY_ASSIGN(const Definition definition, found);
    return viewOf(definition);
}

namespace {

Result<void> takeShape(RemoteDataset &draft, const warehouse::TableShape &shape) {
    const auto unknown = [&](const std::string &column) {
        return Error(ErrorKind::Invalid, "sync.unknown_column").with("column", column).with("table", draft.source());
    };
    for (const std::string &name : draft.ignored)
        if (!shape.find(name))
            return unknown(name);
    draft.columns.clear();
    for (const warehouse::ColumnInfo &column : shape.columns)
        if (std::find(draft.ignored.begin(), draft.ignored.end(), column.name) == draft.ignored.end())
            draft.columns.push_back({column.name, column.type, column.base, std::string(engine::toText(column.field.type)), column.field.scale});
    for (const std::string *name : {&draft.key, &draft.profile, &draft.time, &draft.nameColumn, &draft.email})
        if (!name->empty() && !draft.find(*name))
            return unknown(*name);
    if (const RemoteColumn *time = draft.find(draft.time); time && time->type != "instant" && time->type != "date")
        return Error(ErrorKind::Invalid, "remote.bad_time").with("column", time->name).with("type", time->sourceType);
    draft.links.clear();
    for (const warehouse::KeyInfo &key : shape.keys)
        if (key.kind == warehouse::KeyInfo::Kind::Foreign && key.columns.size() == 1 && key.targetColumns.size() == 1)
            draft.links.push_back({key.columns[0], key.target.schema, key.target.name, key.targetColumns[0]});
    draft.rows = shape.table.rows;
    return {};
}

// The catalogue tells of tables that this user may not read.
Result<void> checkReads(const RemoteDataset &draft, sql::Dialect dialect, warehouse::Connector &connector, const CancelToken &cancel) {
    TRY_ASSIGN(const auto relation, warehouse::remoteRelation(draft, dialect, false));
    TRY(connector.query(relation.select + " LIMIT 1", 1, cancel));
    return {};
}

// Two rows of one person would count twice. The catalogue says whether there can be any, or the rows do.
Result<void> checkKey(const RemoteDataset &draft, const warehouse::TableShape &shape, sql::Dialect dialect, warehouse::Connector &connector,
                      const CancelToken &cancel) {
    const RemoteColumn *key = draft.find(draft.key);
    if (dialect == sql::Dialect::Postgresql && shape.isUnique(draft.key) && (warehouse::isWholeNumber(*key) || key->base == "uuid"))
        return {};
    TRY_ASSIGN(const auto relation, warehouse::remoteRelation(draft, dialect, warehouse::isWholeNumber(*key)));
    const std::string person = sql::grammarOf(dialect).quoted(warehouse::kPersonColumn);
    TRY_ASSIGN(const auto answer, connector.query("SELECT COUNT(*) - COUNT(DISTINCT p." + person + ") FROM (" + relation.select + ") AS p", 1, cancel));
    if (answer.rows.size() == 1 && answer.rows[0].size() == 1 && answer.rows[0][0] == "0")
        return {};
    return Error(ErrorKind::Invalid, "remote.key_not_unique").with("column", draft.key).with("table", draft.source());
}

Result<void> takeNames(RemoteDataset &draft, sql::Dialect dialect, warehouse::Connector &connector, const CancelToken &cancel) {
    draft.eventNames.clear();
    if (draft.nameColumn.empty())
        return {};
    const RemoteColumn *person = draft.find(draft.person());
    TRY_ASSIGN(const auto relation, warehouse::remoteRelation(draft, dialect, person && warehouse::isWholeNumber(*person)));
    const std::string name = "e." + sql::grammarOf(dialect).quoted(draft.nameColumn);
    TRY_ASSIGN(const auto answer, connector.query("SELECT DISTINCT " + name + " FROM (" + relation.select + ") AS e", kMostEventNames, cancel));
    if (answer.isCut)
        return Error(ErrorKind::Limit, "remote.too_many_names").with("column", draft.nameColumn).with("limit", std::to_string(kMostEventNames));
    for (const auto &row : answer.rows)
        draft.eventNames.push_back(row.front().value_or(std::string()));
    std::sort(draft.eventNames.begin(), draft.eventNames.end());
    return {};
}

Result<void> checkName(Session &session, const std::string &name) {
    if (name.empty())
        return Error(ErrorKind::Invalid, "remote.needs").with("role", "profiles, events or table").with("what", "NAME");
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    TRY_ASSIGN(const auto plans, sync::SyncRunRepository(*reader).plans());
    const bool isTaken = std::any_of(datasets.begin(), datasets.end(), [&](const store::DatasetInfo &one) { return foldCase(one.name) == foldCase(name); }) ||
                         std::any_of(plans.begin(), plans.end(), [&](const sync::SavedPlan &one) { return foldCase(one.plan.dataset) == foldCase(name); });
    if (isTaken)
        return Error(ErrorKind::Conflict, "remote.name_taken").with("name", name);
    return {};
}

// Over one of the same name.
Result<RemoteView> keep(Session &session, const RemoteDataset &dataset) {
    DefinitionRepository definitions(session.workspace());
    Definition definition{DefinitionKind::Remote, 0, dataset.name, 0, model::toJson(dataset), {}};
    if (const auto before = definitions.find(DefinitionKind::Remote, dataset.name)) {
        definition.id = before->id;
        definition.revision = before->revision;
    }
    TRY_ASSIGN(const Definition saved, definitions.save(definition));
    return viewOf(saved);
}

} // namespace

Result<RemoteView> RemoteService::define(RemoteDataset draft, const CancelToken &cancel) {
    TRY(model::checkRemote(draft));
    TRY(checkName(m_session, draft.name));
    if (!isKnownZone(draft.zone))
        return Error(ErrorKind::Invalid, "zone.unknown").with("zone", draft.zone);
    TRY_ASSIGN(const sql::Dialect dialect, remoteDialect(m_session, draft.connection));
    TRY_ASSIGN(const auto connector, SourceService(m_session).connector(draft.connection));
    TRY_ASSIGN(const auto shape, connector->shape({draft.schema, draft.table}, warehouse::Sampling::Yes, cancel));
    TRY(takeShape(draft, shape));
    TRY(checkReads(draft, dialect, *connector, cancel));
    if (draft.role == "profiles")
        TRY(checkKey(draft, shape, dialect, *connector, cancel));
    TRY(takeNames(draft, dialect, *connector, cancel));
    return keep(m_session, draft);
}

Result<RemoteView> RemoteService::putBack(const RemoteDataset &dataset) {
    TRY(checkName(m_session, dataset.name));
    return keep(m_session, dataset);
}

Result<void> RemoteService::remove(const std::string &name) {
    TRY_ASSIGN(const RemoteView view, find(name));
    return DefinitionRepository(m_session.workspace()).remove(DefinitionKind::Remote, view.id);
}

std::string peopleNamed(const model::SegmentRule &rule) { return jsonText(rule.extra, kPeople); }

model::SegmentRule aboutPeople(model::SegmentRule rule, const std::string &dataset) {
    if (dataset.empty())
        rule.extra.erase(kPeople);
    else
        rule.extra[kPeople] = dataset;
    return rule;
}

bool staysElsewhere(Session &session, const model::SegmentRule &rule) {
    if (peopleNamed(rule).empty())
        return false; // of whoever asks
    const auto there = remotePeopleOf(session, rule);
    return !there || there->has_value();
}

Result<std::optional<RemotePeople>> remotePeopleOf(Session &session, const model::SegmentRule &rule) {
    const std::string named = peopleNamed(rule);
    TRY_ASSIGN(const auto all, RemoteService(session).list());
    if (named.empty() && all.empty())
        return std::optional<RemotePeople>();
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    const auto own = std::find_if(datasets.begin(), datasets.end(), [](const store::DatasetInfo &one) { return one.role == store::DatasetRole::Profiles; });
    if (own != datasets.end() && (named.empty() || own->name == named))
        return std::optional<RemotePeople>();
    std::vector<const RemoteView *> people;
    for (const RemoteView &one : all)
        if (named.empty() ? one.dataset.role == "profiles" : foldCase(one.dataset.name) == foldCase(named))
            people.push_back(&one);
    if (people.empty() && !named.empty())
        return Error(ErrorKind::NotFound, "remote.unknown").with("name", named);
    if (people.size() > 1) {
        std::string names;
        for (const RemoteView *one : people)
            names += (names.empty() ? "" : ", ") + one->dataset.name;
        return Error(ErrorKind::Invalid, "remote.which_people").with("names", names);
    }
    if (people.empty())
        return std::optional<RemotePeople>();
    if (people.front()->dataset.role != "profiles")
        return Error(ErrorKind::Invalid, "remote.no_people").with("name", named);
    RemotePeople there;
    there.people = people.front()->dataset;
    for (const RemoteView &one : all)
        if (one.dataset.connection == there.people.connection && (one.dataset.role != "profiles" || one.dataset.name == there.people.name))
            there.all.push_back(one.dataset);
    TRY_ASSIGN(there.dialect, remoteDialect(session, there.people.connection));
    there.wholeKeys = hasWholeKeys(there.all);
    there.schema = schemaOf(there);
    return std::optional(std::move(there));
}

Result<std::string> remotePeopleSql(const RemotePeople &there) {
    TRY_ASSIGN(auto relation, warehouse::remoteRelation(there.people, there.dialect, there.wholeKeys));
    return std::move(relation.select);
}

Result<std::string> remoteSql(Session &session, const RemotePeople &there, const model::SegmentRule &rule) {
    const segment::Compilation compiled = compileThere(session, there, rule);
    if (!compiled.plan)
        return segment::asError(compiled.findings);
    segment::SqlNames names = namesOf(there);
    segment::SqlForm form;
    form.literals = form.unordered = true;
    TRY_ASSIGN(const sql::Statement bare, segment::toSql(*compiled.plan, there.schema, names, there.dialect, form));
    // Only the tables that the rule is about: another one that is gone there is no reason not to answer.
    for (const RemoteDataset &one : there.all)
        if (bare.text.find(sql::grammarOf(there.dialect).quoted(one.name)) != std::string::npos) {
            TRY_ASSIGN(auto relation, warehouse::remoteRelation(one, there.dialect, there.wholeKeys, {}, warehouse::Plain::Beside));
            names.made.push_back({one.name, std::move(relation.select)});
        }
    TRY_ASSIGN(sql::Statement statement, segment::toSql(*compiled.plan, there.schema, names, there.dialect, form));
    return std::move(statement.text);
}

std::vector<FindingView> remoteFindings(Session &session, const RemotePeople &there, const model::SegmentRule &rule) {
    std::vector<FindingView> views;
    const segment::Compilation compiled = compileThere(session, there, rule);
    for (const model::Finding &one : compiled.findings)
        views.push_back({one.id, one.args, one.path, 0, 0, one.severity == model::Finding::Severity::Error});
    // What its database cannot say exactly is refused, and told beforehand.
    if (compiled.plan)
        if (const auto sql = remoteSql(session, there, rule); !sql)
            views.push_back({sql.error().id, sql.error().args, std::string(sql.error().arg("path")), 0, 0, true});
    return views;
}

Result<RemoteAnswer> askRemote(Session &session, const RemotePeople &there, const std::string &sql, std::int64_t maxRows, const CancelToken &cancel) {
    TRY_ASSIGN(const auto connector, SourceService(session).connector(there.people.connection));
    RemoteAnswer told;
    told.engine.at = session.workspace().clock().now();
    auto answer = connector->query(sql, maxRows, cancel);
    if (!answer && answer.error().id == "source.table_gone")
        return Error(ErrorKind::NotFound, "remote.table_gone").with("connection", there.people.connection).with("reason", answer.error().arg("reason")).because(answer.error().detail);
    TRY_ASSIGN(told.answer, std::move(answer));
    told.engine.connection = there.people.connection;
    told.engine.engine = told.answer.engine;
    told.engine.seconds = told.answer.seconds;
    told.engine.bytes = told.answer.bytes;
    told.engine.credits = told.answer.credits;
    return told;
}

Result<CountView> countRemote(Session &session, const RemotePeople &there, const model::SegmentRule &rule, const CancelToken &cancel,
                              std::optional<std::int64_t> everyone) {
    TRY_ASSIGN(const std::string members, remoteSql(session, there, rule));
    TRY_ASSIGN(const std::string all, remotePeopleSql(there));
    const std::string altogether = everyone ? std::to_string(*everyone) : "(SELECT COUNT(*) FROM (" + all + ") AS everyone)";
    TRY_ASSIGN(const RemoteAnswer told, askRemote(session, there, "SELECT (SELECT COUNT(*) FROM (\n" + members + "\n) AS members), " + altogether, 1, cancel));
    CountView view;
    if (told.answer.rows.size() != 1 || told.answer.rows[0].size() != 2)
        return Error(ErrorKind::Corrupt, "source.garbled").with("reason", "no count");
    view.count = std::stoll(told.answer.rows[0][0].value_or("0"));
    view.everyone = std::max<std::int64_t>(view.count, std::stoll(told.answer.rows[0][1].value_or("0")));
    view.remote = told.engine;
    return view;
}

Result<RowsPage> remoteMembers(Session &session, const RemotePeople &there, const model::SegmentRule &rule, const std::vector<std::string> &columns,
                               std::int64_t first, int count, const CancelToken &cancel) {
    TRY_ASSIGN(const std::string members, remoteSql(session, there, rule));
    TRY_ASSIGN(const std::string everyone, remotePeopleSql(there));
    const sql::Grammar &grammar = sql::grammarOf(there.dialect);
    const std::string person = grammar.quoted(warehouse::kPersonColumn);
    RowsPage page;
    page.columns = columns.empty() ? std::vector<std::string>{there.people.key} : columns;
    std::string shown;
    for (const std::string &column : page.columns) {
        if (!there.people.find(column))
            return Error(ErrorKind::NotFound, "data.unknown_column").with("column", column).with("dataset", there.people.name);
        shown += (shown.empty() ? "p." : ", p.") + grammar.quoted(column);
    }
    const std::string order = grammar.byBytes(grammar.column(grammar.cast("p." + person, sql::Type::Text), sql::Type::Text));
    TRY_ASSIGN(const RemoteAnswer told, askRemote(session, there,
                                                  "SELECT " + shown + " FROM (" + everyone + ") AS p WHERE p." + person + " IN (\n" + members + "\n) ORDER BY " + order +
                                                      " LIMIT " + std::to_string(count) + " OFFSET " + std::to_string(first),
                                                  count, cancel));
    for (const auto &cells : told.answer.rows) {
        auto &row = page.rows.emplace_back();
        for (const auto &cell : cells)
            row.push_back(cell.value_or(std::string()));
    }
    page.total = -1;
    return page;
}

} // namespace audience::service
