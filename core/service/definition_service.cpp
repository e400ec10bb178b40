#include "service/definition_service.h"

#include "base/json.h"
#include "base/text.h"
#include "ingest/derive.h"
#include "qbase/time_zone.h"
#include "service/audience_question.h"
#include "service/definition_guess.h"
#include "service/people.h"
#include "service/people_list.h"
#include "service/person_words.h"
#include "service/session.h"
#include "store/dataset_reader.h"

#include <algorithm>
#include <map>

namespace audience::service {

namespace {

using model::Attribution;
using model::WorkspaceDefinition;

constexpr const char *kSetting = "definition";

FindingView viewOf(const model::Finding &finding) {
    return {finding.id, finding.args, finding.path, 0, 0, finding.severity == model::Finding::Severity::Error};
}

FindingView wrong(const char *id, const char *path, std::vector<std::pair<std::string, std::string>> args) {
    return {id, std::move(args), path, 0, 0, true};
}

bool isNumber(const engine::Field &field) {
    using engine::ColumnType;
    return field.type == ColumnType::Int64 || field.type == ColumnType::Decimal || field.type == ColumnType::Double;
}

std::vector<std::string> namesOf(const std::vector<EventChoice> &events) {
    std::vector<std::string> names;
    for (const EventChoice &event : events)
        names.push_back(event.name);
    return names;
}

// The last touch of each person before a purchase, asked purchase by purchase: the newest purchases come first, so
// few are asked before one is found.
class Touches {
public:
    static Result<Touches> prepare(const store::Connection &connection, Attribution attribution, bool practice) {
        TRY_ASSIGN(store::Statement statement,
                   connection.prepare("SELECT e.at, r.name FROM message m JOIN message_event e ON e.message = m.id "
                                      "JOIN run r ON r.id = m.run WHERE m.ordinal = ?1 AND e.kind = ?2 AND e.machine = 0 "
                                      "AND e.at <= ?3 AND e.at >= ?4 AND (r.transport = 'practice') = ?5 ORDER BY e.at DESC LIMIT 1"));
        TRY_ASSIGN(store::Statement touched,
                   connection.prepare("SELECT DISTINCT m.ordinal FROM message_event e JOIN message m ON m.id = e.message "
                                      "JOIN run r ON r.id = m.run WHERE e.kind = ?1 AND e.machine = 0 AND (r.transport = 'practice') = ?2"));
        const char *kind = attribution == Attribution::LastOpen ? "open" : "click";
        std::vector<Ordinal> people;
        touched.bind(1, kind).bind(2, std::int64_t{practice});
        for (;;) {
            TRY_ASSIGN(const bool row, touched.step());
            if (!row)
                break;
            people.push_back(static_cast<Ordinal>(touched.int64(0)));
        }
        std::sort(people.begin(), people.end());
        return Touches(std::move(statement), kind, practice, std::move(people));
    }
    bool knows(Ordinal person) const { return std::binary_search(m_people.begin(), m_people.end(), person); }
    // Fills campaign and touchedAt; false where nothing happened within the window.
    Result<bool> find(Ordinal person, std::int64_t boughtAt, std::int64_t window, DefinitionExample &example) {
        m_statement.reset();
        m_statement.bind(1, static_cast<std::int64_t>(person)).bind(2, m_kind).bind(3, boughtAt).bind(4, boughtAt - window).bind(5, std::int64_t{m_practice});
        TRY_ASSIGN(const bool row, m_statement.step());
        if (!row)
            return false;
        example.touchedAt = {m_statement.int64(0)};
        example.campaign = m_statement.text(1);
        return true;
    }

private:
    Touches(store::Statement statement, const char *kind, bool practice, std::vector<Ordinal> people)
        : m_statement(std::move(statement)), m_kind(kind), m_practice(practice), m_people(std::move(people)) {}
    store::Statement m_statement;
    const char *m_kind;
    bool m_practice;
    std::vector<Ordinal> m_people;
};

struct Purchase {
    std::string dataset;
    std::size_t row = 0;
    Ordinal person = 0;
    std::int64_t at = 0;
};

// "Karl Koch" where the data have names, else the key.
Result<std::string> nameOf(const People &people, Ordinal person) {
    std::string name;
    for (const std::string &column : nameColumns(people.dataset().fields)) {
        TRY_ASSIGN(const std::string part, people.text(column, person));
        if (!part.empty())
            name += (name.empty() ? "" : " ") + part;
    }
    return name;
}

} // namespace

Result<DefinitionView> DefinitionService::definition() const {
    TRY_ASSIGN(const Json json, m_session.workspace().setting(kSetting));
    DefinitionView view;
    if (!json.is_null()) {
        TRY_ASSIGN(view.definition, model::workspaceDefinitionFromJson(json));
        view.revision = jsonInt(json, "revision");
        view.savedAt = {jsonInt(json, "saved_at")};
    }
    view.definition.zone = workspaceZone(m_session);
    return view;
}

Result<std::vector<EventChoice>> DefinitionService::events() const {
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto infos, store::DatasetReader::list(*connection));
    std::map<std::string, EventChoice> byName;
    for (const store::DatasetInfo &info : infos) {
        if (info.role != store::DatasetRole::Events)
            continue;
        TRY_ASSIGN(const auto reader, store::DatasetReader::open(*connection, info.name));
        for (const store::ChunkRef &chunk : reader.chunks())
            for (const store::NameRange &range : chunk.names) {
                EventChoice &choice = byName[range.name];
                choice.name = range.name;
                choice.count += range.rows;
                for (const engine::Field &field : info.fields)
                    if (isNumber(field) && field.name != info.profileField &&
                        std::none_of(choice.numbers.begin(), choice.numbers.end(), [&](const FieldView &known) { return known.name == field.name; }))
                        choice.numbers.push_back({field.name, std::string(engine::toText(field.type)), true});
            }
    }
    std::vector<EventChoice> choices;
    for (auto &[name, choice] : byName)
        choices.push_back(std::move(choice));
    return choices;
}

Result<WorkspaceDefinition> DefinitionService::guess() const {
    TRY_ASSIGN(const auto choices, events());
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const auto infos, store::DatasetReader::list(*connection));
    return guessDefinition(choices, infos);
}

Result<std::vector<FindingView>> DefinitionService::check(const WorkspaceDefinition &definition) const {
    std::vector<FindingView> findings;
    for (const model::Finding &finding : model::validate(definition))
        findings.push_back(viewOf(finding));
    if (!isKnownZone(definition.zone))
        findings.push_back(wrong("zone.unknown", "/zone", {{"zone", definition.zone}}));
    TRY_ASSIGN(const auto choices, events());
    const auto find = [&](const std::string &name) {
        return std::find_if(choices.begin(), choices.end(), [&](const EventChoice &event) { return event.name == name; });
    };
    for (const auto &[name, path] : {std::pair{definition.purchaseEvent, "/purchase"}, std::pair{definition.conversionEvent, "/conversion"}})
        if (!name.empty() && find(name) == choices.end())
            findings.push_back(wrong("definition.unknown_event", path, {{"event", name}, {"nearest", ingest::nearestName(name, namesOf(choices))}}));
    if (const auto purchase = find(definition.purchaseEvent); purchase != choices.end() && !definition.valueField.empty())
        if (std::none_of(purchase->numbers.begin(), purchase->numbers.end(), [&](const FieldView &field) { return field.name == definition.valueField; }))
            findings.push_back(wrong("definition.unknown_value", "/value", {{"field", definition.valueField}, {"event", definition.purchaseEvent}}));
    if (!definition.consent.field.empty()) {
        TRY_ASSIGN(const auto connection, m_session.workspace().reader());
        TRY_ASSIGN(const auto infos, store::DatasetReader::list(*connection));
        if (std::none_of(infos.begin(), infos.end(), [&](const store::DatasetInfo &info) {
                return info.role == store::DatasetRole::Profiles && info.fieldIndex(definition.consent.field);
            }))
            findings.push_back(wrong("definition.unknown_consent", "/consent/column", {{"column", definition.consent.field}}));
    }
    return findings;
}

Result<DefinitionView> DefinitionService::save(const DefinitionView &view) {
    TRY_ASSIGN(const auto findings, check(view.definition));
    for (const FindingView &finding : findings)
        if (finding.isError) {
            Error error(ErrorKind::Invalid, finding.id);
            error.args = finding.args;
            return error;
        }
    workspace::Workspace &file = m_session.workspace();
    return file.write([&](const store::Connection &) -> Result<DefinitionView> {
        TRY_ASSIGN(const DefinitionView current, definition());
        if (current.revision != view.revision)
            return Error(ErrorKind::Conflict, "definition.stale")
                .with("kind", "definition")
                .with("name", "workspace")
                .with("mine", std::to_string(view.revision))
                .with("theirs", std::to_string(current.revision));
        DefinitionView saved = view;
        ++saved.revision;
        saved.savedAt = file.clock().now();
        Json body = toJson(saved.definition);
        body.erase("zone"); // rules read it from its own setting; one truth
        body["revision"] = saved.revision;
        body["saved_at"] = saved.savedAt.micros;
        TRY(file.setSetting(kSetting, body));
        if (saved.definition.zone != current.definition.zone)
            TRY(file.setSetting("zone", Json(saved.definition.zone)));
        return saved;
    });
}

Result<std::optional<DefinitionExample>> DefinitionService::example(const WorkspaceDefinition &definition, const CancelToken &cancel) const {
    if (!definition.hasPurchase())
        return std::optional<DefinitionExample>();
    TRY_ASSIGN(const People people, People::load(m_session));
    const engine::Snapshot &snapshot = people.snapshot();
    TRY_ASSIGN(const auto connection, m_session.workspace().reader());
    TRY_ASSIGN(const bool practice, countsPractice(m_session)); // as every figure does
    TRY_ASSIGN(Touches touches, Touches::prepare(*connection, definition.attribution, practice));
    std::optional<Purchase> newest, credited;
    DefinitionExample example;
    for (const engine::EventSource &source : snapshot.schema().events) {
        if (!std::binary_search(source.names.begin(), source.names.end(), definition.purchaseEvent))
            continue;
        TRY_ASSIGN(const auto spine, snapshot.spine(source.dataset, definition.purchaseEvent));
        for (std::size_t row = spine->size(); row-- > 0;) {
            const Purchase purchase{source.dataset, row, spine->profiles[row], spine->timeAt(row)};
            if (row % 4096 == 0)
                TRY(cancel.check());
            if (credited && credited->at >= purchase.at)
                break;
            if (!snapshot.members().contains(purchase.person))
                continue;
            if (!newest || newest->at < purchase.at)
                newest = purchase;
            if (!touches.knows(purchase.person))
                continue;
            TRY_ASSIGN(const bool found, touches.find(purchase.person, purchase.at, definition.windowMicros(), example));
            if (found)
                credited = purchase;
        }
    }
    const auto &chosen = credited ? credited : newest;
    if (!chosen)
        return std::optional<DefinitionExample>();
    example.event = definition.purchaseEvent;
    example.touch = definition.attribution;
    example.boughtAt = {chosen->at};
    TRY_ASSIGN(example.personKey, people.keyOf(chosen->person));
    TRY_ASSIGN(example.person, nameOf(people, chosen->person));
    if (example.person.empty())
        example.person = example.personKey;
    const engine::EventSource *source = snapshot.source(chosen->dataset);
    if (std::any_of(source->fields.begin(), source->fields.end(), [&](const engine::Field &field) { return field.name == definition.valueField; })) {
        TRY_ASSIGN(const auto values, snapshot.eventColumn(chosen->dataset, definition.purchaseEvent, definition.valueField));
        example.value = engine::toText(cellOf(*values, chosen->row));
    }
    return std::optional<DefinitionExample>(std::move(example));
}

} // namespace audience::service
