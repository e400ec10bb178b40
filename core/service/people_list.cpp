#include "service/people_list.h"

#include "delivery/ledger.h"
#include "service/audience_question.h"
#include "service/definition_service.h"
#include "service/people.h"
#include "service/person_words.h"
#include "service/session.h"

#include <algorithm>
#include <unordered_set>

namespace audience::service {

namespace {

constexpr Span kEver{Instant{0}, Instant{INT64_MAX / 2}};

// States that a figure counts together; with "stopped" or without it where they were skipped.
struct StateGroup {
    std::string_view fact;
    std::vector<std::string_view> states;
    enum class Stopped { Any, Without, Only } stopped = Stopped::Any;
};

const std::vector<StateGroup> &stateGroups() {
    static const std::vector<StateGroup> groups{{"to_go", {"planned", "retry_at", "intent"}},
                                                {"not_sure", {"in_doubt", "unknown"}},
                                                {"kept_back", {"skipped"}, StateGroup::Stopped::Without},
                                                {"left_out", {"not_sent", "skipped"}, StateGroup::Stopped::Only}};
    return groups;
}

bool isIn(const StateGroup &group, const delivery::StateRow &row) {
    if (row.state != "skipped" || group.stopped == StateGroup::Stopped::Any)
        return true;
    return (row.reason == "stopped") == (group.stopped == StateGroup::Stopped::Only);
}

const StateGroup *groupOf(std::string_view fact) {
    const auto found = std::find_if(stateGroups().begin(), stateGroups().end(), [&](const StateGroup &group) { return group.fact == fact; });
    return found == stateGroups().end() ? nullptr : &*found;
}

} // namespace

Result<bool> countsPractice(const Session &session) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const std::int64_t real, reader->scalar("SELECT EXISTS (SELECT 1 FROM run WHERE transport <> 'practice')"));
    return real == 0;
}

Result<std::shared_ptr<const PeopleList>> PeopleList::load(Session &session, const PeopleQuestion &question) {
    std::shared_ptr<PeopleList> list(new PeopleList(session));
    list->m_fact = question.fact;
    {
        TRY_ASSIGN(const auto reader, session.workspace().reader());
        TRY_ASSIGN(const auto runs, delivery::Ledger(*reader, session.workspace().clock()).runs());
        for (const delivery::Run &run : runs)
            list->m_runs[run.id.value] = {run.spec.campaign, run.spec.name};
    }
    const auto outcome = outcomeFromText(question.fact);
    if (outcome)
        TRY(list->loadOutcomes(question, *outcome));
    else if (question.campaign.isValid() && (question.fact == "audience" || groupOf(question.fact) || delivery::messageStateFromText(question.fact)))
        TRY(list->loadStates(question));
    else
        return Error(ErrorKind::Invalid, "report.unknown_fact").with("fact", question.fact);
    TRY(list->finish(question));
    return std::shared_ptr<const PeopleList>(std::move(list));
}

Result<void> PeopleList::loadOutcomes(const PeopleQuestion &question, Outcome what) {
    TRY_ASSIGN(const DefinitionView definition, DefinitionService(m_session).definition());
    ZoneDays days(workspaceZone(m_session));
    Outcomes::Question asked;
    asked.span = kEver;
    if (question.period) {
        TRY_ASSIGN(asked.span, days.spanOf(*question.period));
    }
    if (question.span)
        asked.span = *question.span;
    if (question.campaign.isValid()) {
        // The newest run is the campaign's.
        for (const auto &[run, of] : m_runs)
            if (of.first == question.campaign)
                asked.run = run;
        if (asked.run == 0)
            return {};
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY_ASSIGN(const auto run, delivery::Ledger(*reader, m_session.workspace().clock()).run(RunId(asked.run)));
        asked.practice = run.spec.transport == "practice";
    } else {
        TRY_ASSIGN(asked.practice, countsPractice(m_session));
    }
    TRY_ASSIGN(const Outcomes outcomes, Outcomes::load(m_session, definition.isSet() ? definition.definition : model::WorkspaceDefinition{}, asked));
    std::unordered_set<std::int64_t> sent;
    if (question.sentInPeriod)
        for (const Occurrence &one : outcomes.of(Outcome::HandedOver))
            sent.insert(one.message);
    std::unordered_set<std::int64_t> clicked; // emails whose link was clicked, once each
    for (const Occurrence &one : outcomes.of(what)) {
        if (question.sentInPeriod && sent.count(one.message) == 0)
            continue;
        const CivilDate day = days.dayOf(one.at);
        if ((question.day && day != *question.day) || (question.weekday >= 0 && ZoneDays::weekdayOf(day) != question.weekday) ||
            (question.hour >= 0 && days.hourOf(one.at) != question.hour))
            continue;
        Row row{one, {}, {}};
        if (one.link > 0)
            row.detail = outcomes.links()[one.link - 1];
        else if (one.value)
            row.detail = toText(*one.value) + " " + definition.definition.currency;
        // A bar of a link counts emails.
        if (!question.link.empty() && (row.detail != question.link || !clicked.insert(one.message).second))
            continue;
        m_rows.push_back(std::move(row));
    }
    std::reverse(m_rows.begin(), m_rows.end());
    return {};
}

Result<void> PeopleList::loadStates(const PeopleQuestion &question) {
    std::int64_t newest = 0;
    for (const auto &[run, of] : m_runs)
        if (of.first == question.campaign)
            newest = run;
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    const StateGroup *group = groupOf(question.fact);
    const std::string_view one = question.fact == "audience" ? std::string_view() : std::string_view(question.fact);
    for (const std::string_view state : group ? group->states : std::vector<std::string_view>{one}) {
        TRY_ASSIGN(auto rows, delivery::inState(*reader, newest, state, question.reason));
        for (delivery::StateRow &row : rows)
            if (!group || isIn(*group, row))
                m_rows.push_back({{row.message, row.run, row.person, row.at, {}, 0}, std::move(row.reason), group ? std::move(row.state) : std::string()});
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) { return a.what.at > b.what.at; });
    return {};
}

Result<void> PeopleList::keepDomain(const std::string &domain) {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    std::unordered_set<std::int64_t> kept;
    for (const bool practice : {true, false})
        TRY(delivery::forEachAddress(*reader, practice, [&](std::int64_t message, std::string_view key) {
            const auto at = key.rfind('@');
            if (at != std::string_view::npos && key.substr(at + 1) == domain)
                kept.insert(message);
        }));
    std::erase_if(m_rows, [&](const Row &row) { return kept.count(row.what.message) == 0; });
    return {};
}

Result<void> PeopleList::finish(const PeopleQuestion &question) {
    if (!question.domain.empty())
        TRY(keepDomain(question.domain));
    std::unordered_set<Ordinal> people;
    for (const Row &row : m_rows)
        people.insert(row.what.person);
    m_people = static_cast<std::int64_t>(people.size());
    return {};
}

std::vector<Ordinal> PeopleList::persons() const {
    std::vector<Ordinal> persons;
    persons.reserve(m_rows.size());
    for (const Row &row : m_rows)
        persons.push_back(row.what.person);
    std::sort(persons.begin(), persons.end());
    persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
    return persons;
}

Result<std::vector<PersonRow>> PeopleList::rows(std::int64_t first, int count) const {
    std::vector<PersonRow> page;
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    const auto people = People::load(m_session);
    const std::vector<std::string> names = people ? nameColumns(people->dataset().fields) : std::vector<std::string>{};
    for (std::int64_t i = std::max<std::int64_t>(0, first); i < total() && i < first + count; ++i) {
        const Row &from = m_rows[static_cast<std::size_t>(i)];
        PersonRow row;
        TRY_ASSIGN(row.email, delivery::addressOf(*reader, from.what.message));
        row.at = from.what.at;
        row.fact = from.fact.empty() ? m_fact : from.fact;
        row.detail = from.detail;
        if (const auto run = m_runs.find(from.what.run); run != m_runs.end()) {
            row.campaignId = run->second.first;
            row.campaign = run->second.second;
        }
        // Somebody may have left the data since; what happened stays.
        if (people && from.what.person < people->snapshot().ordinals()) {
            if (auto key = people->keyOf(from.what.person))
                row.key = std::move(*key);
            for (const std::string &column : names)
                if (const auto part = people->text(column, from.what.person); part && !part->empty())
                    row.name += (row.name.empty() ? "" : " ") + *part;
        }
        page.push_back(std::move(row));
    }
    return page;
}

} // namespace audience::service
