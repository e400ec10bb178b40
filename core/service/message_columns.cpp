#include "service/message_columns.h"

#include "delivery/message_history.h"
#include "model/campaign.h"
#include "segment/fact_names.h"
#include "service/definition_service.h"
#include "service/outcomes.h"
#include "service/session.h"
#include "workspace/definition_repository.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace audience::service {

using engine::ColumnType;
using engine::DenseColumn;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

constexpr char kConverted[] = "converted";

// Also of a campaign that was removed since.
std::string templateOf(Session &session, std::int64_t campaign) {
    DefinitionRepository definitions(session.workspace());
    auto found = definitions.find(DefinitionKind::Campaign, campaign);
    if (!found) {
        auto former = definitions.history(DefinitionKind::Campaign, campaign);
        if (!former || former->empty())
            return {};
        found = std::move(former->front());
    }
    const auto parsed = model::campaignFromJson(found->body);
    return parsed ? std::to_string(parsed->emailTemplate.value) : std::string();
}

// One text per row; empty ones are missing.
DenseColumn textColumn(std::size_t rows, const std::function<const std::string &(std::size_t)> &textAt) {
    engine::DictionaryBuilder dictionary;
    std::vector<std::uint32_t> codes(rows);
    std::vector<std::uint64_t> valid((rows + 63) / 64);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::string &text = textAt(row);
        if (text.empty())
            continue;
        codes[row] = dictionary.codeOf(text);
        valid[row >> 6] |= std::uint64_t{1} << (row & 63);
    }
    return engine::denseFromCodes(ColumnType::Text, std::move(codes), dictionary.finish(), std::move(valid));
}

} // namespace

Result<std::shared_ptr<MessageColumns>> MessageColumns::open(Session &session) {
    TRY_ASSIGN(const DefinitionView view, DefinitionService(session).definition());
    std::shared_ptr<MessageColumns> columns(
        new MessageColumns(session, view.isSet() ? view.definition : model::WorkspaceDefinition{}));
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto runs, delivery::runOrigins(*reader));
    for (const delivery::RunOrigin &run : runs) {
        Origin &origin = columns->m_runs[run.run];
        origin.campaign = std::to_string(run.campaign);
        origin.emailTemplate = templateOf(session, run.campaign);
        for (const std::string &topic : run.topics)
            origin.topics += (origin.topics.empty() ? "\n" : "") + topic + '\n';
    }
    return columns;
}

engine::EventSource MessageColumns::source(std::uint64_t version) const {
    engine::EventSource source;
    source.dataset = segment::kMessages;
    source.version = version;
    source.fields = {{segment::kMessageField, ColumnType::Int64, 0}, {segment::kCampaignField, ColumnType::Text, 0},
                     {segment::kTemplateField, ColumnType::Text, 0}, {segment::kTopicsField, ColumnType::Text, 0},
                     {segment::kLinkField, ColumnType::Text, 0},     {segment::kMachineField, ColumnType::Bool, 0},
                     {segment::kHardField, ColumnType::Bool, 0},     {segment::kPracticeField, ColumnType::Bool, 0}};
    source.names = delivery::messageFactNames();
    if (m_definition.hasPurchase())
        source.names.emplace_back(kConverted);
    return source;
}

Result<MessageColumns::Events> MessageColumns::read(const std::string &name, std::size_t ordinals) const {
    Events events;
    if (name == kConverted) {
        const Span ever{Instant{INT64_MIN / 2}, Instant{INT64_MAX / 2}};
        TRY_ASSIGN(const Outcomes outcomes, Outcomes::load(m_session, m_definition, {0, false, ever}));
        for (const Occurrence &one : outcomes.of(Outcome::Conversion))
            if (one.person < ordinals)
                events.rows.push_back({one.at.micros, one.message, one.run, one.person, 0, false, false, false});
    } else {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        std::unordered_map<std::string, std::uint32_t> known;
        TRY(delivery::forEachMessageFact(*reader, name, [&](const delivery::MessageFact &fact) {
            if (fact.person >= ordinals)
                return;
            Row row{fact.at.micros, fact.message, fact.run, fact.person, 0, fact.isMachine, fact.isHard, fact.isPractice};
            if (!fact.link.empty()) {
                const auto [at, isNew] = known.emplace(withoutTokens(std::string(fact.link)), known.size() + 1);
                if (isNew)
                    events.links.push_back(at->first);
                row.link = at->second;
            }
            events.rows.push_back(row);
        }));
    }
    std::stable_sort(events.rows.begin(), events.rows.end(), [](const Row &a, const Row &b) { return a.at < b.at; });
    return events;
}

Result<engine::EventSpine> MessageColumns::spine(const std::string &name, std::size_t ordinals) {
    TRY_ASSIGN(Events events, read(name, ordinals));
    std::vector<Ordinal> people;
    std::vector<std::int64_t> micros;
    for (const Row &row : events.rows) {
        people.push_back(row.person);
        micros.push_back(row.at);
    }
    const std::lock_guard lock(m_mutex);
    m_events[name] = std::make_shared<const Events>(std::move(events));
    return engine::makeSpine(std::move(people), std::move(micros));
}

Result<DenseColumn> MessageColumns::column(const std::string &name, const std::string &field) const {
    std::shared_ptr<const Events> events;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_events.find(name); found != m_events.end())
            events = found->second;
    }
    if (!events)
        return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
    const std::vector<Row> &rows = events->rows;
    const auto numbers = [&](ColumnType type, auto valueOf) {
        std::vector<std::int64_t> values;
        values.reserve(rows.size());
        for (const Row &row : rows)
            values.push_back(valueOf(row));
        return engine::denseFromInts(type, 0, values, {});
    };
    if (field == segment::kMessageField)
        return numbers(ColumnType::Int64, [](const Row &row) { return row.message; });
    if (field == segment::kMachineField)
        return numbers(ColumnType::Bool, [](const Row &row) { return std::int64_t{row.isMachine}; });
    if (field == segment::kHardField)
        return numbers(ColumnType::Bool, [](const Row &row) { return std::int64_t{row.isHard}; });
    if (field == segment::kPracticeField)
        return numbers(ColumnType::Bool, [](const Row &row) { return std::int64_t{row.isPractice}; });
    static const std::string kNone;
    static const Origin kNowhere;
    if (field == segment::kLinkField)
        return textColumn(rows.size(), [&](std::size_t row) -> const std::string & {
            return rows[row].link == 0 ? kNone : events->links[rows[row].link - 1];
        });
    return textColumn(rows.size(), [&](std::size_t row) -> const std::string & {
        const auto run = m_runs.find(rows[row].run);
        const Origin &origin = run == m_runs.end() ? kNowhere : run->second;
        return field == segment::kCampaignField   ? origin.campaign
               : field == segment::kTemplateField ? origin.emailTemplate
                                                  : origin.topics;
    });
}

} // namespace audience::service
