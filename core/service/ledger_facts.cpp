#include "service/ledger_facts.h"

#include "email/address.h"
#include "engine/past.h"
#include "model/ledger_condition.h"
#include "segment/fact_names.h"
#include "service/audience_question.h"
#include "service/message_columns.h"
#include "service/past_facts.h"
#include "service/session.h"
#include "workspace/consent_repository.h"
#include "workspace/suppression_repository.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <unordered_map>

namespace audience::service {

using engine::ColumnType;
using engine::DenseColumn;
using workspace::Consent;
using workspace::ConsentState;
using workspace::Topic;

namespace {

// Apart from all numbers of the data's generations, whose answers lie in the same cache.
constexpr std::uint64_t kFirstGeneration = std::uint64_t{1} << 62;

void setBit(std::vector<std::uint64_t> &bits, std::size_t at) { bits[at >> 6] |= std::uint64_t{1} << (at & 63); }

std::string wordOf(ConsentState state) {
    using State = model::ConsentCondition::State;
    return std::string(model::toText(state == ConsentState::Granted     ? State::OptedIn
                                     : state == ConsentState::Withdrawn ? State::OptedOut
                                                                        : State::Unknown));
}

// What stands on record about one topic: who said what, statements by many before the single ones above them.
struct Said {
    struct One {
        Ordinal person = 0;
        std::uint32_t source = 0;
        std::int64_t at = 0;
        ConsentState state = ConsentState::Unknown;
    };
    std::vector<One> all;
    std::vector<std::string> sources;
};

Result<std::shared_ptr<const Said>> saidOf(Session &session, const Topic &topic, std::size_t people) {
    const auto said = std::make_shared<Said>();
    std::unordered_map<std::string, std::uint32_t> known;
    const auto add = [&](const Consent &consent, Ordinal person) {
        const auto [source, isNew] = known.emplace(consent.source, static_cast<std::uint32_t>(known.size()));
        if (isNew)
            said->sources.push_back(consent.source);
        said->all.push_back({person, source->second, consent.at.micros, consent.state});
    };
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY(workspace::ConsentRepository::forEachStatement(
        *reader, topic.id, people,
        [&](const Consent &consent, const engine::Bitmap &who) {
            who.forEach([&](Ordinal person) {
                add(consent, person);
                return true;
            });
        },
        add));
    return std::shared_ptr<const Said>(said);
}

// What stood on record just before `end`, person by person.
struct Statements {
    std::vector<std::uint32_t> states, sources;
    std::vector<std::int64_t> times;
    std::vector<std::uint64_t> made; // bit per person
    engine::DictionaryBuilder words, names;

    Statements(const Said &said, std::size_t people, std::int64_t end)
        : states(people), sources(people), times(people), made((people + 63) / 64) {
        (void)words.codeOf(wordOf(ConsentState::Unknown)); // code 0: whoever is not asked
        for (const Said::One &one : said.all) {
            if (one.at >= end)
                continue;
            states[one.person] = words.codeOf(wordOf(one.state));
            sources[one.person] = names.codeOf(said.sources[one.source]);
            times[one.person] = one.at;
            setBit(made, one.person);
        }
    }
};

Result<DenseColumn> suppressed(Session &session, std::size_t ordinals, bool wantsTime) {
    TRY_ASSIGN(const People people, People::load(session));
    std::vector<std::uint32_t> reasons(ordinals);
    std::vector<std::int64_t> times(ordinals);
    std::vector<std::uint64_t> valid((ordinals + 63) / 64);
    engine::DictionaryBuilder words;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto blocked, workspace::SuppressionRepository::all(*reader));
    if (!blocked.empty() && !people.dataset().emailField.empty()) {
        TRY_ASSIGN(const auto addresses, people.column(people.dataset().emailField));
        people.snapshot().members().forEach([&](Ordinal person) {
            const std::string key = email::addressKey(engine::toText(cellOf(*addresses, person)));
            if (key.empty() || person >= ordinals)
                return true;
            const Sha256 hash = sha256(key);
            const auto found = std::lower_bound(blocked.begin(), blocked.end(), hash,
                                                [](const auto &one, const Sha256 &wanted) { return one.hash < wanted; });
            if (found == blocked.end() || found->hash != hash)
                return true;
            reasons[person] = words.codeOf(workspace::toText(found->reason));
            times[person] = found->at.micros;
            setBit(valid, person);
            return true;
        });
    }
    if (wantsTime)
        return engine::denseFromInts(ColumnType::Instant, 0, times, std::move(valid));
    return engine::denseFromCodes(ColumnType::Text, std::move(reasons), words.finish(), std::move(valid));
}

// By the sending policy, one person at a time: sharing an address with somebody forbids nothing.
Result<DenseColumn> reachable(Session &session, std::size_t ordinals, const std::string &topic) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const auto recipients, recipientsOf(people, people.snapshot().members()));
    TRY_ASSIGN(auto question, policyQuestion(session, people, topic.empty() ? std::vector<std::string>{} : std::vector<std::string>{topic}));
    question.sameAddressTwice = true;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto policy, delivery::SendPolicy::prepare(*reader, std::move(question)));
    TRY_ASSIGN(const auto found, policy.reachable(*reader, recipients, session.workspace().clock().now()));
    std::vector<std::int64_t> values(ordinals);
    for (const Ordinal person : found.people)
        if (person < ordinals)
            values[person] = 1;
    return engine::denseFromInts(ColumnType::Bool, 0, values, {});
}

class LedgerColumns final : public engine::ColumnProvider {
public:
    static Result<std::shared_ptr<LedgerColumns>> open(Session &session, std::size_t ordinals) {
        auto columns = std::make_shared<LedgerColumns>(session, ordinals);
        TRY_ASSIGN(columns->m_topics, workspace::ConsentRepository(session.workspace()).topics());
        TRY_ASSIGN(columns->m_messages, MessageColumns::open(session));
        return columns;
    }
    LedgerColumns(Session &session, std::size_t ordinals) : m_session(session), m_ordinals(ordinals) {}

    engine::Schema schema(std::uint64_t version) const {
        engine::Schema schema;
        schema.profileVersion = version;
        schema.profileFields = {{segment::kSuppressedField, ColumnType::Text, 0},
                                {segment::kSuppressedTimeField, ColumnType::Instant, 0},
                                {segment::reachableField({}), ColumnType::Bool, 0}};
        for (const Topic &topic : m_topics) {
            schema.profileFields.push_back({segment::consentField(topic.key), ColumnType::Text, 0});
            schema.profileFields.push_back({segment::consentTimeField(topic.key), ColumnType::Instant, 0});
            schema.profileFields.push_back({segment::consentSourceField(topic.key), ColumnType::Text, 0});
            schema.profileFields.push_back({segment::reachableField(topic.key), ColumnType::Bool, 0});
        }
        schema.events = {m_messages->source(version)};
        return schema;
    }

    Result<DenseColumn> profileColumn(const std::string &field) override { return columnBefore(field, engine::kNoHigh); }
    // Without what was said of consent at `end` or later; whether people can be emailed is asked of today.
    Result<DenseColumn> columnBefore(const std::string &field, std::int64_t end) {
        if (field == segment::kSuppressedField || field == segment::kSuppressedTimeField)
            return suppressed(m_session, m_ordinals, field == segment::kSuppressedTimeField);
        if (field == segment::reachableField({}))
            return reachable(m_session, m_ordinals, {});
        for (const Topic &topic : m_topics) {
            if (field == segment::reachableField(topic.key))
                return reachable(m_session, m_ordinals, topic.key);
            if (field != segment::consentField(topic.key) && field != segment::consentTimeField(topic.key) &&
                field != segment::consentSourceField(topic.key))
                continue;
            TRY_ASSIGN(const auto said, saidAbout(topic));
            Statements all(*said, m_ordinals, end);
            if (field == segment::consentField(topic.key))
                return engine::denseFromCodes(ColumnType::Text, std::move(all.states), all.words.finish(), {});
            if (field == segment::consentTimeField(topic.key))
                return engine::denseFromInts(ColumnType::Instant, 0, all.times, std::move(all.made));
            return engine::denseFromCodes(ColumnType::Text, std::move(all.sources), all.names.finish(), std::move(all.made));
        }
        return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
    }
    Result<engine::EventSpine> spine(const std::string &, const std::string &name) override { return m_messages->spine(name, m_ordinals); }
    Result<DenseColumn> eventColumn(const std::string &, const std::string &name, const std::string &field) override {
        return m_messages->column(name, field);
    }

private:
    Result<std::shared_ptr<const Said>> saidAbout(const Topic &topic) {
        const std::lock_guard lock(m_mutex);
        auto &said = m_said[topic.key];
        if (!said) {
            TRY_ASSIGN(said, saidOf(m_session, topic, m_ordinals));
        }
        return said;
    }

    Session &m_session;
    std::size_t m_ordinals;
    std::vector<Topic> m_topics;
    std::shared_ptr<MessageColumns> m_messages;
    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<const Said>> m_said; // by topic
};

// The columns of `facts` as they were just before `end`.
class PastColumns final : public engine::ColumnProvider {
public:
    PastColumns(std::shared_ptr<const engine::Snapshot> facts, std::int64_t end) : m_facts(std::move(facts)), m_end(end) {}
    Result<DenseColumn> profileColumn(const std::string &field) override {
        if (field != segment::kSuppressedField && field != segment::kSuppressedTimeField)
            return static_cast<LedgerColumns &>(*m_facts->provider()).columnBefore(field, m_end);
        TRY_ASSIGN(const auto known, m_facts->profileColumn(field));
        TRY_ASSIGN(const auto times, m_facts->profileColumn(segment::kSuppressedTimeField));
        DenseColumn column = *known;
        column.valid.resize((column.size + 63) / 64, ~std::uint64_t{0});
        for (std::size_t person = 0; person < column.size; ++person)
            if (times->isValid(person) && times->intAt(person) >= m_end)
                column.valid[person >> 6] &= ~(std::uint64_t{1} << (person & 63));
        return column;
    }
    // Events are the engine's to leave out.
    Result<engine::EventSpine> spine(const std::string &dataset, const std::string &name) override {
        return m_facts->provider()->spine(dataset, name);
    }
    Result<DenseColumn> eventColumn(const std::string &dataset, const std::string &name, const std::string &field) override {
        return m_facts->provider()->eventColumn(dataset, name, field);
    }

private:
    std::shared_ptr<const engine::Snapshot> m_facts;
    std::int64_t m_end;
};

} // namespace

Result<std::int64_t> LedgerFacts::countCommits() {
    if (!m_watch) {
        TRY_ASSIGN(workspace::Reader reader, m_session.workspace().reader());
        m_watch.emplace(std::move(reader));
    }
    return (*m_watch)->scalar("PRAGMA data_version");
}

Result<std::int64_t> LedgerFacts::commits() {
    const std::lock_guard lock(m_mutex);
    return countCommits();
}

Result<std::shared_ptr<const engine::Snapshot>> LedgerFacts::current() {
    TRY_ASSIGN(const auto data, m_session.snapshot());
    const std::lock_guard lock(m_mutex);
    TRY_ASSIGN(const std::int64_t seen, countCommits());
    if (m_facts && seen == m_seen && m_facts->ordinals() == data->ordinals())
        return m_facts;
    TRY_ASSIGN(const auto columns, LedgerColumns::open(m_session, data->ordinals()));
    const std::uint64_t generation = kFirstGeneration + ++m_generation;
    m_facts = std::make_shared<const engine::Snapshot>(generation, columns->schema(generation), data->members(), columns);
    m_seen = seen;
    return m_facts;
}

std::shared_ptr<const engine::Snapshot> pastFacts(std::shared_ptr<const engine::Snapshot> facts, std::int64_t end) {
    static std::atomic<std::uint64_t> made{0};
    const engine::PastProfiles profiles{std::make_shared<PastColumns>(facts, end), 2 * kFirstGeneration + ++made};
    return engine::pastOf(std::move(facts), end, {}, profiles);
}

} // namespace audience::service
