#include "service/people_choice.h"

#include "delivery/message_history.h"
#include "model/ledger_condition.h"
#include "segment/fact_names.h"
#include "service/definition_service.h"
#include "service/list_service.h"
#include "service/remote_people.h"
#include "service/session.h"
#include "service/trait_service.h"
#include "sql/grammar.h"
#include "store/dataset_reader.h"
#include "warehouse/remote_relation.h"
#include "workspace/consent_repository.h"
#include "workspace/definition_repository.h"

#include <algorithm>
#include <charconv>

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

FieldView fieldView(const engine::Field &field) {
    using engine::ColumnType;
    const bool number = field.type == ColumnType::Int64 || field.type == ColumnType::Decimal || field.type == ColumnType::Double;
    return {field.name, std::string(engine::toText(field.type)), number};
}

void addSchema(RuleVocabulary &words, const engine::Schema &schema) {
    for (const engine::Field &field : schema.profileFields)
        words.attributes.push_back(fieldView(field));
    for (const engine::EventSource &source : schema.events)
        for (const std::string &name : source.names) {
            if (name == kOtherEventNames)
                continue;
            RuleVocabulary::Event event{name, {}};
            for (const engine::Field &field : source.fields)
                event.properties.push_back(fieldView(field));
            words.events.push_back(std::move(event));
        }
    for (const engine::TableSource &source : schema.tables) {
        RuleVocabulary::Table table{source.dataset, {}, source.ofPeople};
        for (const engine::Field &field : source.fields)
            table.fields.push_back(fieldView(field));
        words.tables.push_back(std::move(table));
    }
    const auto named = [&](const std::string &dataset) { return dataset == schema.profileDataset ? std::string() : dataset; };
    for (const engine::TableLink &link : schema.links)
        words.links.emplace_back(named(link.fromDataset), named(link.toDataset));
}

Result<void> addSegments(Session &session, const std::string &people, RuleVocabulary &words) {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(session.workspace()).list(DefinitionKind::Segment));
    for (const Definition &definition : definitions) {
        if (!people.empty()) { // others are no part of a rule about them
            const auto rule = model::segmentRuleFromJson(definition.body);
            const auto whose = rule ? remotePeopleOf(session, *rule) : Result<std::optional<RemotePeople>>(std::nullopt);
            if (!whose || !*whose || (*whose)->people.name != people)
                continue;
        }
        words.segments.push_back({std::to_string(definition.id), definition.name});
    }
    return {};
}

// What is kept here of people who are here: topics, lists, campaigns and what came of emails.
Result<void> addOwn(Session &session, RuleVocabulary &words) {
    TRY_ASSIGN(const auto topics, workspace::ConsentRepository(session.workspace()).topics());
    for (const workspace::Topic &topic : topics)
        words.topics.push_back({topic.key, topic.name});
    TRY_ASSIGN(const auto lists, ListService(session).lists());
    for (const workspace::KeyList &list : lists)
        words.lists.push_back({std::to_string(list.id), list.name});
    for (const auto &[kind, names] : {std::pair(DefinitionKind::Campaign, &words.campaigns), std::pair(DefinitionKind::Template, &words.templates)}) {
        TRY_ASSIGN(const auto definitions, DefinitionRepository(session.workspace()).list(kind));
        for (const Definition &definition : definitions)
            names->push_back({std::to_string(definition.id), definition.name});
    }
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto runs, delivery::runOrigins(*reader));
    if (runs.empty())
        return {};
    TRY_ASSIGN(const auto facts, session.ledgerFacts().current());
    const auto &known = facts->source(segment::kMessages)->names;
    for (const std::string &fact : model::messageFacts())
        if (fact == "engaged" || std::find(known.begin(), known.end(), fact) != known.end())
            words.emailFacts.push_back(fact);
    return {};
}

std::int64_t wholeOf(const std::optional<std::string> &text) {
    std::int64_t value = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

Result<std::optional<RemotePeople>> thereOf(Session &session, const std::string &people) { return remotePeopleOf(session, aboutPeople({}, people)); }

} // namespace

Result<std::vector<PeopleChoice>> peopleChoices(Session &session) {
    std::vector<PeopleChoice> choices;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    for (const store::DatasetInfo &one : datasets)
        if (one.role == store::DatasetRole::Profiles)
            choices.push_back({one.name, {}, static_cast<std::int64_t>(one.rows), one.updatedAt});
    TRY_ASSIGN(const auto remotes, RemoteService(session).list());
    for (const RemoteView &one : remotes)
        if (one.dataset.role == "profiles")
            choices.push_back({one.dataset.name, one.dataset.connection, one.dataset.rows, one.lookedAt});
    return choices;
}

Result<RuleVocabulary> vocabularyOf(Session &session, const std::string &people) {
    TRY_ASSIGN(const auto there, thereOf(session, people)); // without a name perhaps the only people there are
    RuleVocabulary words;
    if (there) {
        addSchema(words, there->schema);
    } else {
        TRY_ASSIGN(const auto snapshot, session.snapshot());
        addSchema(words, snapshot->schema());
        TRY(addOwn(session, words));
    }
    TRY_ASSIGN(const auto traits, TraitService(session).list());
    for (const TraitView &trait : traits)
        if (!trait.field.type.empty())
            words.traits.push_back(trait.field);
    TRY(addSegments(session, there ? there->people.name : std::string(), words));
    if (const auto definition = DefinitionService(session).definition(); definition && definition->isSet() && definition->definition.hasRevenue()) {
        words.purchase = definition->definition.purchaseEvent;
        words.purchaseValue = definition->definition.valueField;
        words.currency = definition->definition.currency;
    }
    return words;
}

Result<std::vector<Bucket>> topValuesOf(Session &session, const std::string &people, const std::string &field, int most, const CancelToken &cancel) {
    TRY_ASSIGN(const auto there, thereOf(session, people));
    if (!there)
        return SegmentService(session).topValues(field, most);
    if (!there->people.find(field))
        return Error(ErrorKind::NotFound, "data.unknown_column").with("column", field).with("dataset", there->people.name);
    TRY_ASSIGN(const std::string everyone, remotePeopleSql(*there));
    const sql::Grammar &grammar = sql::grammarOf(there->dialect);
    const std::string name = "p." + grammar.quoted(field);
    TRY_ASSIGN(const RemoteAnswer told,
               askRemote(session, *there, "SELECT " + name + ", COUNT(*) FROM (" + everyone + ") AS p WHERE " + name + " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1", most, cancel));
    std::vector<Bucket> buckets;
    for (const auto &row : told.answer.rows)
        if (row.size() == 2 && row[0] && !row[0]->empty())
            buckets.push_back({*row[0], wholeOf(row[1])});
    return buckets;
}

Result<RemoteRows> remoteRows(Session &session, const std::string &dataset, int count, const CancelToken &cancel) {
    TRY_ASSIGN(const RemoteView view, RemoteService(session).find(dataset));
    RemotePeople there;
    there.people = view.dataset;
    TRY_ASSIGN(there.dialect, remoteDialect(session, view.dataset.connection));
    const sql::Grammar &grammar = sql::grammarOf(there.dialect);
    TRY_ASSIGN(const auto relation, warehouse::remoteRelation(view.dataset, there.dialect, false));
    RemoteRows rows;
    std::string shown;
    for (const model::RemoteColumn &column : view.dataset.columns) {
        rows.page.columns.push_back(column.name);
        shown += (shown.empty() ? "p." : ", p.") + grammar.quoted(column.name);
    }
    TRY_ASSIGN(const RemoteAnswer told, askRemote(session, there, "SELECT " + shown + " FROM (" + relation.select + ") AS p LIMIT " + std::to_string(count), count, cancel));
    for (const auto &cells : told.answer.rows) {
        auto &row = rows.page.rows.emplace_back();
        for (const auto &cell : cells)
            row.push_back(cell.value_or(std::string()));
    }
    rows.page.total = view.dataset.rows;
    rows.engine = told.engine;
    return rows;
}

std::optional<std::int64_t> bytesLookedAt(Session &session, const model::SegmentRule &rule, const CancelToken &cancel) {
    const auto there = remotePeopleOf(session, rule);
    if (!there || !*there || (*there)->dialect != sql::Dialect::Postgresql)
        return std::nullopt;
    const auto members = remoteSql(session, **there, rule);
    if (!members)
        return std::nullopt;
    const sql::Grammar &grammar = sql::grammarOf(sql::Dialect::Postgresql);
    std::string sum;
    for (const model::RemoteDataset &one : (*there)->all) {
        const std::string table = grammar.quoted(one.schema) + '.' + grammar.quoted(one.table);
        if (one.name != (*there)->people.name && members->find(table) == std::string::npos)
            continue;
        // Of a table in parts the sum of them; of a view nothing, and then all is nothing.
        sum += (sum.empty() ? "" : " + ") +
               std::string("(SELECT CASE WHEN c.relkind = 'p' THEN (SELECT SUM(pg_catalog.pg_relation_size(t.relid)) FROM pg_catalog.pg_partition_tree(c.oid) t) "
                           "WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_relation_size(c.oid) END FROM pg_catalog.pg_class c WHERE c.oid = ") +
               grammar.textLiteral(table) + "::pg_catalog.regclass)";
    }
    const auto told = askRemote(session, **there, "SELECT " + sum, 1, cancel);
    if (!told || told->answer.rows.size() != 1 || !told->answer.rows[0][0])
        return std::nullopt;
    return wholeOf(told->answer.rows[0][0]);
}

} // namespace audience::service
