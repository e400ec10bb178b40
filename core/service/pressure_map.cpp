#include "service/pressure_map.h"

#include "delivery/occurrences.h"
#include "service/audience_question.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/people_list.h"
#include "service/safety.h"
#include "service/send_portions.h"
#include "service/session.h"

#include <algorithm>

namespace audience::service {

using engine::Bitmap;
using model::RuleNode;

namespace {

constexpr std::chrono::hours kDay{24};
constexpr std::size_t kMostStarts = 400; // of one campaign within the span: more than a year of days

MemberList listOf(const Bitmap &people) {
    MemberList list;
    list.people.reserve(people.count());
    people.forEach([&](Ordinal person) {
        list.people.push_back(person);
        return true;
    });
    return list;
}

Bitmap both(Bitmap a, const Bitmap &b) {
    a &= b;
    return a;
}

// Who is in it and may be emailed, by the kernels that answer rules: what was asked before is remembered.
Result<Bitmap> reachOf(Session &session, const People &people, const model::Campaign &campaign, const Bitmap &safe, const CancelToken &cancel) {
    TRY_ASSIGN(model::SegmentRule rule, audienceRule(session, campaign));
    Json reachable{{"type", "reachable"}};
    if (!campaign.topics.empty())
        reachable["topics"] = campaign.topics;
    rule.root = model::groupNode(RuleNode::Kind::All, {std::move(rule.root), model::conditionNode(std::move(reachable))});
    TRY_ASSIGN(Audience audience, evaluateRule(session, people, rule, cancel));
    audience.members.andNot(safe);
    if (!choosesPeople(campaign.plan))
        return std::move(audience.members);
    // What its plan leaves out beside that; who has had enough by then is counted by the time of each start.
    TRY_ASSIGN(const auto reached, reachableLater(session, people, audience.members, campaign, safe, cancel));
    Bitmap chosen(audience.members.size());
    for (const Ordinal person : reached.people)
        chosen.add(person);
    return chosen;
}

// The starts that are to come within a span, beside what has started already. While a series' last start is under way, its
// next ones are not on the calendar yet. One more than kMostStarts where there are more.
Result<std::vector<Instant>> startsToCome(Session &session, const CampaignView &view, const Span &span) {
    const bool isSeries = view.campaign.plan.recurrence.repeat != model::Repeat::Never;
    std::vector<Instant> starts;
    Instant next = view.nextStart;
    if (view.state == model::CampaignState::Sending && isSeries) {
        TRY_ASSIGN(const auto run, newestRun(session, view.id));
        const auto later = nextStart(session, view.campaign, run);
        next = later ? later->at : Instant{};
    } else if (view.state != model::CampaignState::Scheduled || (view.startedAt.micros != 0 && !isSeries)) {
        next = {};
    }
    if (next.micros == 0)
        return starts;
    if (isSeries)
        starts = delivery::Occurrences(view.campaign.plan.recurrence, view.campaign.startAt, zoneOfStart(session, view.campaign))
                     .between(std::max(next, span.from), span.until, kMostStarts + 1);
    else
        starts = {next};
    return starts;
}

Result<std::vector<PressureMap::PastEmail>> pastEmails(Session &session, const delivery::TopicCap &about, bool isPractice, Instant from) {
    const delivery::FrequencyCap &cap = about.cap;
    std::vector<PressureMap::PastEmail> past;
    if (cap.messages == 0)
        return past;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(auto rows, reader->prepare("SELECT m.ordinal, m.changed_at FROM message m JOIN run r ON r.id = m.run WHERE m.state = 'accepted' AND "
                                          "m.changed_at > ?1 AND (r.transport = 'practice') = ?2 AND "
                                          "(?3 = '' OR r.id IN (SELECT id FROM run WHERE EXISTS (SELECT 1 FROM json_each(run.topics) WHERE value = ?3)))"));
    rows.bind(1, from.micros - cap.seconds * kMicrosPerSecond).bind(2, isPractice ? 1 : 0).bind(3, about.topic);
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return past;
        past.push_back({Instant{rows.int64(1)}, static_cast<Ordinal>(rows.int64(0))});
    }
}

bool isAbout(const PressureMap::Send &send, const std::string &topic) {
    return topic.empty() || std::find(send.topics.begin(), send.topics.end(), topic) != send.topics.end();
}

} // namespace

PressureMap::PressureMap(std::vector<Send> sends, Question question) : m_question(std::move(question)), m_sends(std::move(sends)) {
    std::erase_if(m_sends, [&](const Send &send) { return !m_question.span.holds(send.at); });
    std::stable_sort(m_sends.begin(), m_sends.end(), [](const Send &a, const Send &b) { return a.at < b.at; });
    keepBack();
    count();
    findClashes();
    m_question.past.clear();
    m_question.past.shrink_to_fit();
    m_question.pastAbout.clear();
}

std::chrono::seconds PressureMap::clashWindow() const {
    return m_question.cap.messages > 0 ? std::chrono::seconds(m_question.cap.seconds) : std::chrono::seconds(kDay);
}

// In the order of time, as the sender asks: whoever had so many within the window does not get the next one, and what
// goes first by its priority takes its people before it starts.
Bitmap PressureMap::overCap(std::size_t which) const {
    const Send &send = m_sends[which];
    Bitmap over(send.people.size());
    if (!send.isCapped)
        return over;
    addOver(over, which, {{}, m_question.cap}, m_question.past);
    for (const delivery::TopicCap &one : m_question.topicCaps) {
        const auto past = m_question.pastAbout.find(one.topic);
        if (isAbout(send, one.topic))
            addOver(over, which, one, past == m_question.pastAbout.end() ? std::vector<PastEmail>() : past->second);
    }
    return over;
}

void PressureMap::addOver(Bitmap &over, std::size_t which, const delivery::TopicCap &about, const std::vector<PastEmail> &pastEmails) const {
    if (about.cap.messages == 0)
        return;
    const Send &send = m_sends[which];
    const auto window = std::chrono::microseconds(std::chrono::seconds(about.cap.seconds));
    std::vector<std::uint16_t> had(m_question.ordinals);
    const auto add = [&](Ordinal person) {
        if (person < had.size() && had[person] < UINT16_MAX)
            ++had[person];
        return true;
    };
    for (const PastEmail &past : pastEmails)
        if (past.at > send.at - window && past.at <= send.at)
            add(past.person);
    for (std::size_t before = 0; before < which; ++before)
        if (m_sends[before].at > send.at - window && isAbout(m_sends[before], about.topic))
            m_get[before].forEach(add);
    for (std::size_t later = which + 1; later < m_sends.size(); ++later)
        if (const Send &other = m_sends[later];
            other.reserves && other.isCapped && other.priority < send.priority && other.at < send.at + window && isAbout(other, about.topic))
            other.people.forEach(add);
    send.people.forEach([&](Ordinal person) {
        if (had[person] >= about.cap.messages)
            over.add(person);
        return true;
    });
}

void PressureMap::keepBack() {
    for (std::size_t i = 0; i < m_sends.size(); ++i) {
        Send &send = m_sends[i];
        send.reach = static_cast<std::int64_t>(send.people.count());
        Bitmap kept = overCap(i);
        Bitmap get = send.people;
        get.andNot(kept);
        send.keptBack = static_cast<std::int64_t>(kept.count());
        m_get.push_back(std::move(get));
        m_kept.push_back(std::move(kept));
    }
}

CivilDate PressureMap::dayOf(const Send &send) const { return ZoneDays(m_question.zone).dayOf(send.at); }

void PressureMap::count() {
    m_emails.assign(m_question.ordinals, 0);
    Bitmap over(m_question.ordinals);
    for (std::size_t i = 0; i < m_sends.size(); ++i) {
        m_get[i].forEach([&](Ordinal person) {
            m_emails[person] = static_cast<std::uint8_t>(std::min<int>(m_emails[person] + 1, kMost));
            return true;
        });
        over |= m_kept[i];
    }
    for (const std::uint8_t emails : m_emails)
        if (emails > 0)
            ++m_with[emails - 1u];
    m_overCap = static_cast<std::int64_t>(over.count());
    const ZoneDays zone(m_question.zone);
    const CivilDate last = zone.dayOf(m_question.span.until - std::chrono::microseconds(1));
    for (CivilDate day = zone.dayOf(m_question.span.from); day <= last; ++day.days)
        m_days.push_back({day, 0, 0});
    for (Day &day : m_days) {
        Bitmap people(m_question.ordinals);
        for (std::size_t i = 0; i < m_sends.size(); ++i)
            if (dayOf(m_sends[i]) == day.day) {
                day.emails += static_cast<std::int64_t>(m_get[i].count());
                people |= m_get[i];
            }
        day.people = static_cast<std::int64_t>(people.count());
    }
}

void PressureMap::findClashes() {
    const auto window = std::chrono::microseconds(clashWindow());
    for (std::size_t second = 1; second < m_sends.size(); ++second)
        for (std::size_t first = 0; first < second; ++first) {
            if (m_sends[second].at - m_sends[first].at >= window)
                continue;
            const Bitmap same = both(m_get[first], m_sends[second].people);
            if (const auto people = static_cast<std::int64_t>(same.count()); people > 0)
                m_clashes.push_back({first, second, people, static_cast<std::int64_t>(both(same, m_kept[second]).count())});
        }
    std::stable_sort(m_clashes.begin(), m_clashes.end(), [](const Clash &a, const Clash &b) { return a.people > b.people; });
}

std::int64_t PressureMap::people() const {
    std::int64_t all = 0;
    for (const std::int64_t some : m_with)
        all += some;
    return all;
}

MemberList PressureMap::peopleWith(int count) const {
    MemberList list;
    for (std::size_t person = 0; person < m_emails.size(); ++person)
        if (m_emails[person] > 0 && (count == 0 || m_emails[person] == count))
            list.people.push_back(static_cast<Ordinal>(person));
    return list;
}

MemberList PressureMap::peopleOn(CivilDate day) const {
    Bitmap people(m_question.ordinals);
    for (std::size_t i = 0; i < m_sends.size(); ++i)
        if (dayOf(m_sends[i]) == day)
            people |= m_get[i];
    return listOf(people);
}

MemberList PressureMap::peopleOf(const Clash &clash) const { return listOf(both(m_get[clash.first], m_sends[clash.second].people)); }

MemberList PressureMap::peopleOver() const {
    Bitmap over(m_question.ordinals);
    for (const Bitmap &kept : m_kept)
        over |= kept;
    return listOf(over);
}

// The sends of one campaign: who is left of the start that is under way, and every start to come.
struct PressureMap::Gathering {
    Session &session;
    const People &people;
    const Bitmap &safe;
    const SendPortions &portions;
    const Span &span;
    const std::optional<Moved> &moved;
    const CancelToken &cancel;
    std::vector<Send> sends = {};
    Instant cutAt = {};

    void add(const CampaignView &view, Instant start, std::vector<Portion> parts, const std::vector<std::string> &topics, bool reserves) {
        for (Portion &part : parts) {
            Send send{view.id, view.campaign.name, part.at, start};
            send.priority = view.campaign.plan.priority;
            send.isCapped = view.campaign.plan.stream == model::Stream::Bulk;
            send.reserves = reserves;
            send.people = std::move(part.people);
            send.topics = topics;
            sends.push_back(std::move(send));
        }
    }

    Result<void> gather(const CampaignView &view) {
        TRY_ASSIGN(const auto question, policyQuestion(session, people, view.campaign.topics)); // which topic is meant by none
        const std::vector<std::string> &topics = question.topics;
        const bool isFrozen = view.startedAt.micros > 0 && (view.state == model::CampaignState::Sending || view.state == model::CampaignState::Scheduled);
        if (isFrozen) {
            TRY_ASSIGN(const auto run, newestRun(session, view.id));
            if (run && run->status == delivery::RunStatus::Running) {
                TRY_ASSIGN(std::vector<Portion> left, portions.left(view, run->id));
                add(view, view.nextStart.micros != 0 ? view.nextStart : view.startedAt, std::move(left), topics, true);
            }
        }
        // With local time it is before and after its time that most get it.
        const auto later = moved && moved->campaign == view.id ? moved->to - view.nextStart : std::chrono::microseconds(0);
        TRY_ASSIGN(std::vector<Instant> starts, startsToCome(session, view, Span{span.from - kDay - later, span.until + kDay - later}));
        for (Instant &at : starts)
            at = at + later;
        if (starts.size() > kMostStarts) {
            if (starts.back() < span.until && (cutAt.micros == 0 || starts.back() < cutAt))
                cutAt = starts.back();
            starts.pop_back();
        }
        std::erase_if(starts, [&](Instant at) { return at + kDay < span.from || !(at < span.until + kDay); });
        if (starts.empty())
            return {};
        const auto reach = reachOf(session, people, view.campaign, safe, cancel);
        const auto facts = portions.factsOf(view);
        for (const Instant at : starts) {
            TRY(cancel.check());
            if (reach && facts) {
                add(view, at, portions.of(*reach, view, at, *facts), topics, at == starts.front() && view.startedAt.micros == 0);
            } else {
                Send send{view.id, view.campaign.name, at, at};
                send.problem = reach ? facts.error() : reach.error();
                sends.push_back(std::move(send));
            }
        }
        return {};
    }
};

Result<std::shared_ptr<const PressureMap>> PressureMap::make(Session &session, int days, const std::optional<Moved> &moved, const CancelToken &cancel) {
    TRY_ASSIGN(auto planned, CampaignService(session).list());
    std::erase_if(planned, [](const CampaignView &view) { return view.state != model::CampaignState::Scheduled && view.state != model::CampaignState::Sending; });
    TRY_ASSIGN(const bool isPractice, countsPractice(session));
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Bitmap safe, keptOut(session, people, cancel));
    Question question;
    question.zone = workspaceZone(session);
    question.ordinals = people.snapshot().ordinals();
    const ZoneDays zone(question.zone);
    const Instant now = session.workspace().clock().now();
    const CivilDate today = zone.dayOf(now);
    TRY_ASSIGN(question.span, zone.spanOf({today, CivilDate{today.days + std::max(1, days) - 1}}));
    question.span.from = now;
    TRY_ASSIGN(const auto policy, policyQuestion(session, people, {}));
    question.cap = policy.cap;
    question.topicCaps = policy.topicCaps;
    TRY_ASSIGN(question.past, pastEmails(session, {{}, question.cap}, isPractice, now));
    for (const delivery::TopicCap &one : question.topicCaps) {
        TRY_ASSIGN(question.pastAbout[one.topic], pastEmails(session, one, isPractice, now));
    }
    const bool hasReal = std::any_of(planned.begin(), planned.end(), [](const CampaignView &view) { return !view.isPractice; });
    question.isPractice = isPractice && !hasReal;
    TRY_ASSIGN(const SendPortions portions, SendPortions::make(session, people));
    Gathering all{session, people, safe, portions, question.span, moved, cancel};
    for (const CampaignView &view : planned)
        if (view.isPractice == question.isPractice)
            TRY(all.gather(view));
    question.cutAt = all.cutAt;
    return std::make_shared<const PressureMap>(std::move(all.sends), std::move(question));
}

} // namespace audience::service
