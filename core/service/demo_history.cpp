#include "service/demo_history.h"

#include "base/json.h"
#include "delivery/past_run.h"
#include "email/address.h"
#include "service/audience_question.h"
#include "service/campaign_service.h"
#include "service/control_result.h"
#include "service/daily_figures.h"
#include "service/people.h"
#include "service/period.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "workspace/consent_repository.h"
#include "workspace/suppression_repository.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace audience::service {

using delivery::FactKind;
using delivery::PastEvent;
using delivery::PastMessage;

namespace {

constexpr std::int64_t kHour = 3600 * kMicrosPerSecond;

struct Past {
    const char *name, *segment, *emailTemplate, *topic;
    int daysAgo, hour;
    double open, click; // of delivered, of opened
    double visit;       // of those who came to the shop in the days after: because of this email
    std::array<const char *, 2> links; // as in the template
    double holdout = 0;                // who gets nothing, by lot
};

constexpr std::array<const char *, 2> kJournal{"https://shop.example.com/journal/routes", "https://shop.example.com/journal/dry-tent"};
constexpr std::array<const char *, 2> kLaunch{"https://shop.example.com/p/fjord-down-jacket?from=launch", "https://shop.example.com/p/fjord-down-jacket?from=launch"};
constexpr std::array<const char *, 2> kPacking{"https://shop.example.com/sets", "https://shop.example.com/p/fjord-bottle"};
constexpr std::array<const char *, 2> kSale{"https://shop.example.com/sale", "https://shop.example.com/p/fjord-down-jacket"};

constexpr std::array<Past, 6> kPast{{
    {"Newsletter 44", "Newsletter readers", "Newsletter", "newsletter", 54, 9, 0.30, 0.07, 0.30, kJournal},
    {"New arrivals", "Frequent buyers", "Product launch", "offers", 41, 11, 0.36, 0.10, 0.45, kLaunch},
    {"Newsletter 45", "Newsletter readers", "Newsletter", "newsletter", 27, 9, 0.31, 0.08, 0.32, kJournal},
    {"Autumn sale", "Frequent buyers", "Price drop", "offers", 20, 10, 0.39, 0.14, 0.60, kSale},
    {"Packing list", "Frequent buyers", "Upsell", "offers", 12, 16, 0.27, 0.03, 0.10, kPacking},
    {"Newsletter 46", "Newsletter readers", "Newsletter", "newsletter", 5, 9, 0.32, 0.08, 0.34, kJournal, 0.1},
}};

// When people read: hours of the day, more at noon and in the evening.
constexpr std::array<int, 24> kHours{1, 0, 0, 0, 0, 1, 4, 9, 12, 12, 13, 16, 17, 13, 11, 11, 12, 15, 18, 20, 18, 13, 7, 3};

struct Visit {
    Ordinal person = 0;
    std::int64_t at = 0;
    bool bought = false;
};

// Who came to the shop in a span, once each: a purchase counts before a mere visit.
Result<std::unordered_map<Ordinal, Visit>> visitsIn(const engine::Snapshot &snapshot, Span span) {
    std::unordered_map<Ordinal, Visit> visits;
    for (const char *name : {"purchase", "view"})
        for (const engine::EventSource &source : snapshot.schema().events) {
            if (std::find(source.names.begin(), source.names.end(), name) == source.names.end())
                continue;
            TRY_ASSIGN(const auto spine, snapshot.spine(source.dataset, name));
            const std::size_t end = spine->firstAt(span.until.micros);
            for (std::size_t row = spine->firstAt(span.from.micros); row < end; ++row)
                visits.try_emplace(spine->profiles[row], Visit{spine->profiles[row], spine->timeAt(row), name[0] == 'p'});
        }
    return visits;
}

class Writer {
public:
    Writer(Session &session, const People &people, std::uint64_t seed) : m_session(session), m_people(people), m_rng(seed) {}

    Result<std::int64_t> write(const Past &past) {
        TRY_ASSIGN(const SegmentView segment, SegmentService(m_session).findByName(past.segment));
        TRY_ASSIGN(const TemplateView email, TemplateService(m_session).findByName(past.emailTemplate));
        CampaignView view;
        view.campaign.name = past.name;
        view.campaign.segment = segment.id;
        view.campaign.emailTemplate = email.id;
        view.campaign.topics = {past.topic};
        TRY_ASSIGN(const CampaignView saved, CampaignService(m_session).save(view));
        TRY_ASSIGN(const Instant startedAt, startOf(past));
        TRY_ASSIGN(const Audience audience, evaluateRule(m_session, m_people, segment.rule));
        TRY_ASSIGN(const auto messages, tell(past, audience.members, startedAt));
        if (messages.empty())
            return 0;
        delivery::RunSpec spec;
        spec.campaign = saved.id;
        spec.name = past.name;
        spec.connection = std::string(model::kPracticeConnection);
        spec.topics = view.campaign.topics;
        return m_session.workspace().write([&](const store::Connection &connection) -> Result<std::int64_t> {
            TRY_ASSIGN(const RunId run, delivery::writePastRun(connection, spec, startedAt, messages, m_session.workspace().rng()));
            (void)run;
            TRY(remember(connection, messages));
            return static_cast<std::int64_t>(messages.size());
        });
    }

    const std::unordered_set<Ordinal> &gone() const { return m_gone; }

private:
    Result<Instant> startOf(const Past &past) const {
        const ZoneDays days(workspaceZone(m_session));
        const CivilDate today = days.dayOf(m_session.workspace().clock().now());
        const CivilDate day{today.days - past.daysAgo};
        TRY_ASSIGN(const Span span, days.spanOf({day, day}));
        return span.from + std::chrono::hours(past.hour);
    }

    // One story per person who had agreed and joined by then.
    Result<std::vector<PastMessage>> tell(const Past &past, const engine::Bitmap &members, Instant startedAt) {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY_ASSIGN(const auto topic, workspace::ConsentRepository(m_session.workspace()).findTopic(past.topic));
        if (!topic)
            return std::vector<PastMessage>{};
        TRY_ASSIGN(const engine::Bitmap allowed, workspace::ConsentRepository::allowed(*reader, *topic, m_people.snapshot().ordinals()));
        TRY_ASSIGN(const auto joined, m_people.column("joined"));
        TRY_ASSIGN(const auto addresses, m_people.column(m_people.dataset().emailField));
        TRY_ASSIGN(m_visits, visitsIn(m_people.snapshot(), {startedAt + std::chrono::minutes(20), startedAt + std::chrono::hours(96)}));
        std::vector<PastMessage> messages;
        Instant at = startedAt + std::chrono::seconds(2);
        members.forEach([&](Ordinal person) {
            const Instant since{joined->intAt(person) * kMicrosPerDay};
            if (!allowed.contains(person) || m_gone.count(person) > 0 || startedAt < since)
                return true;
            PastMessage message;
            message.ordinal = person;
            message.address = engine::toText(cellOf(*addresses, person));
            if (!email::isValidAddress(message.address)) // frozen as kept back, as a real start does
                message.keptBack = message.address.empty() ? "no_address" : "invalid_address";
            // Some of those who came would not have come without it.
            const auto visit = m_visits.find(person);
            if (past.holdout > 0 && message.keptBack.empty() && m_rng.chance(visit != m_visits.end() && visit->second.bought ? past.holdout * 0.6 : past.holdout))
                message.keptBack = kHoldout;
            at = at + std::chrono::milliseconds(14 + m_rng.below(20));
            message.sentAt = message.keptBack.empty() ? at : startedAt;
            if (message.keptBack.empty())
                live(past, message);
            messages.push_back(std::move(message));
            return true;
        });
        return messages;
    }

    void live(const Past &past, PastMessage &message) {
        const auto add = [&](FactKind kind, Instant at, std::string link = {}) {
            // What has not happened yet is not told.
            if (at < m_session.workspace().clock().now())
                message.events.push_back({kind, at, std::move(link)});
        };
        if (m_rng.chance(0.006)) {
            add(FactKind::Bounced, message.sentAt + std::chrono::seconds(1 + m_rng.below(40)));
            m_gone.insert(message.ordinal);
            return;
        }
        const Instant arrived = message.sentAt + std::chrono::milliseconds(900 + m_rng.below(9'000));
        add(FactKind::Delivered, arrived);
        if (m_rng.chance(0.08))
            add(FactKind::OpenedByMachine, arrived + std::chrono::seconds(2 + m_rng.below(20)));
        const auto visit = m_visits.find(message.ordinal);
        if (visit != m_visits.end() && m_rng.chance(visit->second.bought ? past.visit : past.visit * 0.4)) {
            const Instant clicked{std::max(arrived.micros + 30 * kMicrosPerSecond,
                                           visit->second.at - static_cast<std::int64_t>(60 + m_rng.below(1500)) * kMicrosPerSecond)};
            add(FactKind::Opened, clicked - std::chrono::seconds(8 + m_rng.below(20)));
            add(FactKind::Clicked, clicked, past.links[m_rng.below(3) / 2]);
        } else if (m_rng.chance(past.open)) {
            const Instant opened = readingTime(arrived);
            add(FactKind::Opened, opened);
            if (m_rng.chance(past.click))
                add(FactKind::Clicked, opened + std::chrono::seconds(5 + m_rng.below(90)), past.links[m_rng.below(3) / 2]);
            if (m_rng.chance(0.005)) {
                add(FactKind::Unsubscribed, opened + std::chrono::seconds(20 + m_rng.below(60)));
                m_gone.insert(message.ordinal);
            } else if (m_rng.chance(0.0008)) {
                add(FactKind::Complained, opened + std::chrono::seconds(40 + m_rng.below(600)));
                m_gone.insert(message.ordinal);
            }
        }
    }

    // Half of them within hours, the others over the next days at the hours people read.
    Instant readingTime(Instant arrived) {
        if (m_rng.chance(0.45))
            return arrived + std::chrono::microseconds(static_cast<std::int64_t>((60 - std::log(1.0 - m_rng.real()) * 2.2 * 3600) * 1e6));
        std::int64_t at = static_cast<std::int64_t>(m_rng.below(120));
        int hour = 0;
        for (; at >= kHours[static_cast<std::size_t>(hour % 24)] && hour < 23; ++hour)
            at -= kHours[static_cast<std::size_t>(hour)];
        const std::int64_t midnight = arrived.micros / kMicrosPerDay * kMicrosPerDay;
        Instant read{midnight + static_cast<std::int64_t>(m_rng.below(5)) * kMicrosPerDay + hour * kHour + static_cast<std::int64_t>(m_rng.below(3600)) * kMicrosPerSecond};
        while (read < arrived + std::chrono::seconds(30))
            read = read + std::chrono::hours(24);
        return read;
    }

    // Bounces, complaints and goodbyes hold from then on, as they do after a real send.
    Result<void> remember(const store::Connection &connection, const std::vector<PastMessage> &messages) {
        using workspace::SuppressionReason;
        for (const PastMessage &message : messages)
            for (const PastEvent &event : message.events) {
                const bool left = event.kind == FactKind::Unsubscribed;
                if (event.kind != FactKind::Bounced && event.kind != FactKind::Complained && !left)
                    continue;
                const auto reason = left ? SuppressionReason::Unsubscribe
                                         : event.kind == FactKind::Bounced ? SuppressionReason::Bounce : SuppressionReason::Complaint;
                TRY_ASSIGN(const bool isNew, workspace::SuppressionRepository::add(
                                                 connection, {sha256(email::addressKey(message.address)), reason, event.at, "demo shop"}));
                (void)isNew;
            }
        return {};
    }

    Session &m_session;
    const People &m_people;
    SeededRng m_rng;
    std::unordered_set<Ordinal> m_gone; // bounced, left or complained: nothing after that
    std::unordered_map<Ordinal, Visit> m_visits;
};

// What is still to be done: work that waits for a person.
Result<CampaignId> saveDraft(Session &session, const char *name, const char *segment, const char *email, const char *topic) {
    TRY_ASSIGN(const SegmentView chosen, SegmentService(session).findByName(segment));
    TRY_ASSIGN(const TemplateView words, TemplateService(session).findByName(email));
    CampaignService campaigns(session);
    CampaignView view;
    view.campaign.name = name;
    view.campaign.segment = chosen.id;
    view.campaign.emailTemplate = words.id;
    view.campaign.topics = {topic};
    view.campaign.fromName = "Nordwind";
    TRY_ASSIGN(const CampaignView saved, campaigns.save(view));
    return saved.id;
}

// How many people there were, and could be emailed, on each of the last days: from the days on which the
// shop's people joined. The last visit was six days ago.
Result<void> rememberDays(Session &session, const People &people, const std::unordered_set<Ordinal> &gone) {
    constexpr int kDays = 30, kLastVisit = 6;
    const CivilDate today = ZoneDays(workspaceZone(session)).dayOf(session.workspace().clock().now());
    TRY_ASSIGN(const auto joined, people.column("joined"));
    TRY_ASSIGN(const auto newsletter, people.column("newsletter"));
    TRY_ASSIGN(const auto addresses, people.column(people.dataset().emailField));
    std::vector<DayFigures> days(kDays);
    for (int i = 0; i < kDays; ++i)
        days[static_cast<std::size_t>(i)].day = {today.days - kDays + i};
    people.snapshot().members().forEach([&](Ordinal person) {
        const std::int64_t since = joined->intAt(person);
        const bool says = engine::toText(cellOf(*newsletter, person)) == "yes" || engine::toText(cellOf(*newsletter, person)) == "true";
        const bool reachable = says && gone.count(person) == 0 && email::isValidAddress(engine::toText(cellOf(*addresses, person)));
        for (DayFigures &day : days) {
            if (since > day.day.days)
                continue;
            ++day.people;
            day.reachable += reachable ? 1 : 0;
        }
        return true;
    });
    TRY(keepDailyFigures(session, days));
    const Instant visit = session.workspace().clock().now() - std::chrono::hours(24 * kLastVisit);
    return session.workspace().keepFigures("today.visit", Json{{"last", toIso(visit)}, {"before", ""}});
}

} // namespace

Result<DemoHistory> writeDemoHistory(Session &session, std::uint64_t seed, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    Writer writer(session, people, seed);
    DemoHistory history;
    for (const Past &past : kPast) {
        TRY(cancel.check());
        TRY_ASSIGN(const std::int64_t emails, writer.write(past));
        history.emails += emails;
        ++history.campaigns;
    }
    TRY(rememberDays(session, people, writer.gone()));
    TRY_ASSIGN(const CampaignId draft, saveDraft(session, "Packing list, reminder", "Cart left this week", "Cart", "newsletter"));
    (void)draft;
    TRY_ASSIGN(const CampaignId approved, saveDraft(session, "Loyalty points", "German-speaking, gold", "Loyalty", "offers"));
    TRY(CampaignService(session).approve(approved));
    TRY_ASSIGN(const CampaignId planned, saveDraft(session, "Newsletter 47", "Newsletter readers", "Newsletter", "newsletter"));
    const ZoneDays days(workspaceZone(session));
    const CivilDate tomorrow{days.dayOf(session.workspace().clock().now()).days + 1};
    TRY_ASSIGN(const Span span, days.spanOf({tomorrow, tomorrow}));
    // In a very small shop there may be nobody to send to: then it stays a draft.
    (void)CampaignService(session).schedule(planned, span.from + std::chrono::hours(14), days.zone()).has_value();
    return history;
}

} // namespace audience::service
