#include "service/segment_history.h"

#include "engine/past.h"
#include "qbase/time_zone.h"
#include "segment/compile.h"
#include "segment/undated.h"
#include "service/audience_question.h"
#include "service/past_facts.h"
#include "service/saved_sets.h"
#include "service/session.h"
#include "store/dataset_reader.h"

#include <algorithm>
#include <optional>

namespace audience::service {

using engine::Bitmap;

namespace {

// What the ledgers knew then; everything else as SavedSets has it.
class PastSets final : public segment::SetResolver {
public:
    PastSets(Session &session, std::int64_t end) : m_sets(session), m_end(end) {}
    std::optional<model::SegmentRule> segment(const std::string &id) const override { return m_sets.segment(id); }
    std::shared_ptr<const engine::KeySource> list(const std::string &id) const override { return m_sets.list(id); }
    Result<std::shared_ptr<const engine::KeySource>> query(const std::string &sql) const override { return m_sets.query(sql); }
    std::optional<Json> trait(const std::string &name) const override { return m_sets.trait(name); }
    std::optional<model::WorkspaceDefinition> definition() const override { return m_sets.definition(); }
    bool hasCampaign(const std::string &id) const override { return m_sets.hasCampaign(id); }
    bool hasTemplate(const std::string &id) const override { return m_sets.hasTemplate(id); }
    std::shared_ptr<const engine::Snapshot> facts() const override {
        if (m_end == engine::kNoHigh)
            return m_sets.facts();
        if (!m_facts) {
            auto facts = m_sets.facts();
            m_facts = facts ? pastFacts(std::move(facts), m_end) : nullptr;
        }
        return m_facts;
    }

private:
    SavedSets m_sets;
    std::int64_t m_end;
    mutable std::shared_ptr<const engine::Snapshot> m_facts;
};

// The clock stands at the last whole minute of the day, as counting rounds it; all of the day belongs to it.
struct Moment {
    Instant clock;
    std::int64_t end = engine::kNoHigh;
};

Result<Instant> midnight(CivilDate day, const std::string &zone) { return instantAt(CivilTime{day, 0}, zone); }

// Asks rules of one version of the data on different days. One evaluator for all of them: what does not change with
// the day is answered once, and the answers of today's page stay where they are.
class PastAudience {
public:
    static Result<PastAudience> open(Session &session) {
        PastAudience past(session);
        TRY_ASSIGN(past.m_data, session.snapshot());
        TRY_ASSIGN(const auto reader, session.workspace().reader());
        TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
        for (const store::DatasetInfo &dataset : datasets)
            if (dataset.role == store::DatasetRole::Events)
                past.m_times.emplace(dataset.name, dataset.timeField);
        return past;
    }
    const engine::Snapshot &data() const { return *m_data; }
    const AsToday &asToday() const { return m_asToday; }

    Result<Bitmap> membersOn(const model::SegmentRule &rule, CivilDate day, const CancelToken &cancel) {
        TRY_ASSIGN(const Moment moment, momentOf(day));
        const PastSets sets(m_session, moment.end);
        segment::CompileOptions options;
        options.now = moment.clock;
        options.zone = m_zone;
        options.sets = &sets;
        const segment::Compilation compiled = segment::compile(rule, m_data->schema(), options);
        if (!compiled.plan)
            return segment::asError(compiled.findings);
        noteParts(*compiled.plan);
        if (moment.end == engine::kNoHigh)
            return m_evaluator->evaluate(*compiled.plan, *m_data, cancel);
        return m_evaluator->evaluate(*compiled.plan, *engine::pastOf(m_data, moment.end, m_times), cancel);
    }

private:
    explicit PastAudience(Session &session) : m_session(session), m_zone(workspaceZone(session)), m_today(historyToday(session)) {}

    Result<Moment> momentOf(CivilDate day) const {
        if (day > m_today)
            return Error(ErrorKind::Invalid, "segment.day_ahead").with("day", toIso(day));
        if (day == m_today)
            return Moment{countingNow(m_session), engine::kNoHigh};
        TRY_ASSIGN(const Instant end, midnight(CivilDate{day.days + 1}, m_zone));
        return Moment{Instant{end.micros - 60 * kMicrosPerSecond}, end.micros};
    }

    void noteParts(const engine::Plan &plan) {
        const segment::UndatedParts parts = segment::undatedParts(plan, m_times);
        AsToday found;
        found.attributes.assign(parts.attributes.begin(), parts.attributes.end());
        found.tables.assign(parts.tables.begin(), parts.tables.end());
        found.lists = parts.lists;
        found.queries = parts.queries;
        found.reachable = parts.reachable;
        found.consent = parts.consent;
        found.suppression = parts.suppression;
        m_asToday.add(found);
    }

    Session &m_session;
    std::shared_ptr<const engine::Snapshot> m_data;
    engine::TimeFields m_times;
    std::string m_zone;
    CivilDate m_today;
    AsToday m_asToday;
    std::unique_ptr<engine::Evaluator> m_evaluator = std::make_unique<engine::Evaluator>();
};

std::shared_ptr<const MemberList> listOf(const Bitmap &members) {
    const auto list = std::make_shared<MemberList>();
    list->people.reserve(members.count());
    members.forEach([&](Ordinal person) {
        list->people.push_back(person);
        return true;
    });
    return list;
}

std::int64_t countOf(const Bitmap &members) { return static_cast<std::int64_t>(members.count()); }

// The place of everybody's first segment; those in none stand at rules.size().
Result<std::vector<std::uint8_t>> placesOn(PastAudience &past, const std::vector<model::SegmentRule> &rules, CivilDate day,
                                           const CancelToken &cancel) {
    std::vector<std::uint8_t> places(past.data().ordinals(), static_cast<std::uint8_t>(rules.size()));
    for (std::size_t at = rules.size(); at-- > 0;) {
        TRY_ASSIGN(const Bitmap members, past.membersOn(rules[at], day, cancel));
        members.forEach([&](Ordinal person) {
            places[person] = static_cast<std::uint8_t>(at);
            return true;
        });
    }
    return places;
}

struct Places {
    PastAudience past;
    std::vector<std::uint8_t> before, after;
};

Result<Places> placesBetween(Session &session, const std::vector<model::SegmentRule> &rules, CivilDate from, CivilDate to,
                             const CancelToken &cancel) {
    if (rules.size() > SegmentFlow::kMost)
        return Error(ErrorKind::Invalid, "segment.too_many").with("most", std::to_string(SegmentFlow::kMost));
    TRY_ASSIGN(PastAudience past, PastAudience::open(session));
    TRY_ASSIGN(auto before, placesOn(past, rules, from, cancel));
    TRY_ASSIGN(auto after, placesOn(past, rules, to, cancel));
    return Places{std::move(past), std::move(before), std::move(after)};
}

Result<void> inOrder(CivilDate from, CivilDate to) {
    if (to < from)
        return Error(ErrorKind::Invalid, "segment.days_turned").with("from", toIso(from)).with("to", toIso(to));
    return {};
}

CivilDate monthsBefore(CivilDate day, int months) {
    YearMonthDay ymd = ymdFromCivil(day);
    const int total = ymd.year * 12 + ymd.month - 1 - months;
    ymd.year = total / 12;
    ymd.month = total % 12 + 1;
    while (!isValidYmd(ymd))
        --ymd.day;
    return civilFromYmd(ymd);
}

} // namespace

void AsToday::add(const AsToday &other) {
    const auto more = [](std::vector<std::string> &to, const std::vector<std::string> &names) {
        for (const std::string &name : names)
            if (std::find(to.begin(), to.end(), name) == to.end())
                to.push_back(name);
    };
    more(attributes, other.attributes);
    more(tables, other.tables);
    lists |= other.lists;
    queries |= other.queries;
    reachable |= other.reachable;
    consent |= other.consent;
    suppression |= other.suppression;
}

CivilDate historyToday(const Session &session) {
    const Instant now = countingNow(session);
    const auto local = civilAt(now, workspaceZone(session));
    return local ? local->date : CivilDate{static_cast<std::int32_t>(now.micros / kMicrosPerDay)};
}

Result<std::vector<CivilDate>> historyDays(CivilDate first, CivilDate last, HistoryStep step) {
    TRY(inOrder(first, last));
    std::vector<CivilDate> days;
    for (int i = 0;; ++i) {
        const CivilDate day = step == HistoryStep::Month ? monthsBefore(last, i) : CivilDate{last.days - i * (step == HistoryStep::Week ? 7 : 1)};
        if (day < first)
            break;
        if (days.size() == SegmentHistory::kMostDays)
            return Error(ErrorKind::Limit, "segment.too_many_days").with("most", std::to_string(SegmentHistory::kMostDays));
        days.push_back(day);
    }
    std::reverse(days.begin(), days.end());
    return days;
}

Result<SegmentHistory> sizesOn(Session &session, const model::SegmentRule &rule, const std::vector<CivilDate> &days, Progress *progress,
                               const CancelToken &cancel) {
    TRY_ASSIGN(PastAudience past, PastAudience::open(session));
    SegmentHistory history;
    if (progress)
        progress->setTotal(static_cast<std::int64_t>(days.size()));
    for (const CivilDate day : days) {
        TRY_ASSIGN(const Bitmap members, past.membersOn(rule, day, cancel));
        history.points.push_back({day, countOf(members)});
        if (progress)
            progress->add(1);
    }
    history.asToday = past.asToday();
    return history;
}

Result<SegmentDay> membersOn(Session &session, const model::SegmentRule &rule, CivilDate day, const CancelToken &cancel) {
    TRY_ASSIGN(PastAudience past, PastAudience::open(session));
    TRY_ASSIGN(const Bitmap members, past.membersOn(rule, day, cancel));
    return SegmentDay{listOf(members), past.asToday()};
}

Result<SegmentChange> changeBetween(Session &session, const model::SegmentRule &rule, CivilDate from, CivilDate to, const CancelToken &cancel) {
    TRY(inOrder(from, to));
    TRY_ASSIGN(PastAudience past, PastAudience::open(session));
    TRY_ASSIGN(const Bitmap before, past.membersOn(rule, from, cancel));
    TRY_ASSIGN(const Bitmap after, past.membersOn(rule, to, cancel));
    Bitmap entered = after, left = before, stayed = after;
    engine::subtract(entered, before);
    engine::subtract(left, after);
    engine::intersect(stayed, before);
    return SegmentChange{listOf(entered), listOf(left), listOf(stayed), past.asToday()};
}

Result<SegmentFlow> flowBetween(Session &session, const std::vector<model::SegmentRule> &rules, CivilDate from, CivilDate to,
                                const CancelToken &cancel) {
    TRY(inOrder(from, to));
    TRY_ASSIGN(const Places places, placesBetween(session, rules, from, to, cancel));
    const std::size_t size = rules.size() + 1;
    SegmentFlow flow;
    flow.people.assign(size, std::vector<std::int64_t>(size));
    flow.before.assign(size, 0);
    flow.after.assign(size, 0);
    places.past.data().members().forEach([&](Ordinal person) {
        const std::size_t was = places.before[person], is = places.after[person];
        ++flow.people[was][is];
        ++flow.before[was];
        ++flow.after[is];
        return true;
    });
    flow.asToday = places.past.asToday();
    return flow;
}

Result<std::shared_ptr<const MemberList>> flowPeople(Session &session, const std::vector<model::SegmentRule> &rules, CivilDate from,
                                                     CivilDate to, std::size_t was, std::size_t is, const CancelToken &cancel) {
    TRY(inOrder(from, to));
    TRY_ASSIGN(const Places places, placesBetween(session, rules, from, to, cancel));
    const auto list = std::make_shared<MemberList>();
    places.past.data().members().forEach([&](Ordinal person) {
        if (places.before[person] == was && places.after[person] == is)
            list->people.push_back(person);
        return true;
    });
    return std::shared_ptr<const MemberList>(list);
}

} // namespace audience::service
