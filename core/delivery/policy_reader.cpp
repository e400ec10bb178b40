// The facts behind the sending policy, read from the workspace.
#include "base/digest.h"
#include "delivery/policy.h"
#include "delivery/sql.h"
#include "email/address.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace audience::delivery {

namespace {

using workspace::ConsentRepository;
using workspace::ConsentState;
using workspace::SuppressionReason;
using workspace::SuppressionRepository;
using workspace::Topic;
using workspace::TopicKind;

// A message that has or may have reached its reader.
constexpr std::string_view kCounted = "state IN ('intent', 'accepted', 'in_doubt', 'unknown')";

constexpr std::ptrdiff_t kBetweenChecks = 1024; // people between two looks at the token

// What a person said shows in the two rules: opt-in asks for a yes, opt-out for no "no".
Topic asKind(Topic topic, TopicKind kind) {
    topic.kind = kind;
    return topic;
}

ConsentState stateOf(bool saidYes, bool saidNo) {
    return saidYes  ? ConsentState::Granted
           : saidNo ? ConsentState::Withdrawn
                    : ConsentState::Unknown;
}

// A campaign without a topic has nobody's consent to point at.
TopicStanding worst(TopicStanding a, TopicStanding b) {
    return std::max(a, b);
}

struct TopicAudience {
    TopicKind kind;
    engine::Bitmap saidYes, notSaidNo;
};

Result<std::vector<TopicAudience>> topicAudiences(const store::Connection &connection,
                                                  const std::vector<Topic> &topics,
                                                  std::size_t size) {
    std::vector<TopicAudience> audiences;
    for (const Topic &topic : topics) {
        TRY_ASSIGN(engine::Bitmap yes,
                   ConsentRepository::allowed(connection, asKind(topic, TopicKind::OptIn), size));
        TRY_ASSIGN(engine::Bitmap open,
                   ConsentRepository::allowed(connection, asKind(topic, TopicKind::OptOut), size));
        audiences.push_back({topic.kind, std::move(yes), std::move(open)});
    }
    return audiences;
}

// Practice emails count only where practice is asked about.
std::string countedRuns(const PolicyQuestion &question) {
    return std::string(kCounted) + (question.capCountsPractice ? "" : " AND run NOT IN (SELECT id FROM run WHERE transport = 'practice')");
}

// ?2: a topic. Of all emails every run is asked once, of one person's each email's own run.
constexpr std::string_view kAboutTopic = " AND run IN (SELECT id FROM run WHERE EXISTS (SELECT 1 FROM json_each(run.topics) WHERE value = ?2))";
constexpr std::string_view kIsAboutTopic = " AND EXISTS (SELECT 1 FROM run r, json_each(r.topics) t WHERE r.id = message.run AND t.value = ?2)";

using Counts = std::unordered_map<std::string, std::int64_t>;

// Emails per address within the time of a cap; `topic` empty: about anything.
Result<Counts> recentOf(const store::Connection &connection, const PolicyQuestion &question, const FrequencyCap &cap, const std::string &topic, Instant now) {
    Counts counts;
    if (cap.messages == 0)
        return counts;
    TRY_ASSIGN(store::Statement rows,
               bound(connection, "SELECT address_key, count(*) FROM message WHERE changed_at > ?1 AND " + countedRuns(question) +
                                     (topic.empty() ? std::string() : std::string(kAboutTopic)) + " GROUP BY address_key",
                     now.micros - cap.seconds * kMicrosPerSecond));
    if (!topic.empty())
        rows.bind(2, topic);
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return counts;
        counts.emplace(rows.text(0), rows.int64(1));
    }
}

bool isReached(const Counts &counts, const std::string &address, const FrequencyCap &cap) {
    const auto count = counts.find(address);
    return cap.messages > 0 && count != counts.end() && count->second >= cap.messages;
}

// Whoever shares an address with somebody who gave way in a group has it to themselves again: nobody else gets the email
// there. The first in the order, of a group that has nobody left.
void readmitTwins(const PolicyQuestion &question, std::span<const Recipient> people, std::vector<Reason> &reasons) {
    std::vector<std::size_t> twins;
    std::unordered_set<std::string> addresses;
    std::unordered_set<std::int64_t> groups;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (reasons[i] == Reason::DuplicateAddress)
            twins.push_back(i);
    if (twins.empty())
        return;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (reasons[i] != Reason::None)
            continue;
        addresses.insert(email::addressKey(people[i].address));
        if (const auto group = question.groupOf(people[i].ordinal))
            groups.insert(*group);
    }
    if (question.order)
        std::stable_sort(twins.begin(), twins.end(), [&](std::size_t a, std::size_t b) { return question.order(people[a].ordinal, people[b].ordinal); });
    for (const std::size_t i : twins) {
        const auto group = question.groupOf(people[i].ordinal);
        if ((group && groups.count(*group) > 0) || !addresses.insert(email::addressKey(people[i].address)).second)
            continue;
        reasons[i] = Reason::None;
        if (group)
            groups.insert(*group);
    }
}

std::set<std::string> domainKeys(const std::vector<std::string> &domains) {
    std::set<std::string> keys;
    for (const std::string &domain : domains)
        keys.insert(domainKey(domain));
    return keys;
}

} // namespace

std::string domainOf(std::string_view addressKey) {
    const auto at = addressKey.rfind('@');
    return std::string(at == std::string_view::npos ? std::string_view() : addressKey.substr(at + 1));
}

std::string domainKey(const std::string &domain) { return domainOf(email::addressKey("x@" + domain)); }

Result<Counts> recentMessages(const store::Connection &connection, const PolicyQuestion &question, Instant now) {
    return recentOf(connection, question, question.cap, {}, now);
}

Result<Counts> recentMessages(const store::Connection &connection, const PolicyQuestion &question, const TopicCap &cap, Instant now) {
    return recentOf(connection, question, cap.cap, cap.topic, now);
}

Result<SendPolicy> SendPolicy::prepare(const store::Connection &connection,
                                       PolicyQuestion question) {
    SendPolicy policy(std::move(question));
    policy.m_denied = domainKeys(policy.m_question.deniedDomains);
    policy.m_not = domainKeys(policy.m_question.notDomains);
    policy.m_only = domainKeys(policy.m_question.onlyDomains);
    for (const TopicCap &cap : policy.m_question.topicCaps)
        if (const auto &topics = policy.m_question.topics; cap.cap.messages > 0 && std::find(topics.begin(), topics.end(), cap.topic) != topics.end())
            policy.m_caps.push_back(cap);
    for (const std::string &key : policy.m_question.topics) {
        TRY_ASSIGN(store::Statement row,
                   bound(connection, "SELECT id, key, name, kind FROM topic WHERE key = ?", key));
        TRY_ASSIGN(const bool found, row.step());
        if (!found)
            return Error(ErrorKind::NotFound, "delivery.unknown_topic").with("topic", key);
        policy.m_topics.push_back({workspace::TopicId(row.int64(0)), std::string(row.text(1)),
                                   std::string(row.text(2)), static_cast<TopicKind>(row.int64(3))});
    }
    return policy;
}

Result<TopicStanding> SendPolicy::standing(const store::Connection &connection,
                                           Ordinal person) const {
    TopicStanding standing = m_topics.empty() ? TopicStanding::Unknown : TopicStanding::Allowed;
    for (const Topic &topic : m_topics) {
        TRY_ASSIGN(const bool yes, ConsentRepository::isAllowed(
                                       connection, asKind(topic, TopicKind::OptIn), person));
        TRY_ASSIGN(const bool open, ConsentRepository::isAllowed(
                                        connection, asKind(topic, TopicKind::OptOut), person));
        standing = worst(standing, topicStanding(topic.kind, stateOf(yes, !open)));
    }
    return standing;
}

void SendPolicy::judgeDomain(const std::string &addressKey, PolicyFacts &facts) const {
    if (m_denied.empty() && m_not.empty() && m_only.empty())
        return;
    const std::string domain = domainOf(addressKey);
    facts.isDeniedDomain = m_denied.contains(domain);
    facts.isOtherDomain = m_not.contains(domain) || (!m_only.empty() && !m_only.contains(domain));
}

Result<Reason> SendPolicy::verdict(const store::Connection &connection, const DueMessage &message,
                                   Instant now) const {
    PolicyFacts facts;
    facts.address = message.addressKey.empty()               ? AddressState::Missing
                    : email::isValidAddress(message.address) ? AddressState::Valid
                                                             : AddressState::Invalid;
    TRY_ASSIGN(const auto suppression,
               SuppressionRepository::find(connection, sha256(message.addressKey)));
    if (suppression)
        facts.suppression = suppression->reason;
    TRY_ASSIGN(facts.topic, standing(connection, message.ordinal));
    facts.isKeptOut = m_question.keptOut.contains(message.ordinal);
    facts.permission = m_question.permission;
    if (m_question.cap.messages > 0) {
        TRY_ASSIGN(const std::int64_t recent,
                   number(connection,
                          "SELECT count(*) FROM message WHERE address_key = ? AND id <> ? AND "
                          "changed_at > ? AND " +
                              countedRuns(m_question),
                          message.addressKey, message.id.value,
                          now.micros - m_question.cap.seconds * kMicrosPerSecond));
        facts.isOverCap = recent >= m_question.cap.messages;
    }
    for (const TopicCap &one : m_caps) {
        TRY_ASSIGN(const std::int64_t recent,
                   number(connection,
                          "SELECT count(*) FROM message WHERE address_key = ?1 AND id <> ?3 AND changed_at > ?4 AND " + countedRuns(m_question) + std::string(kIsAboutTopic),
                          message.addressKey, one.topic, message.id.value, now.micros - one.cap.seconds * kMicrosPerSecond));
        facts.isOverTopicCap = facts.isOverTopicCap || recent >= one.cap.messages;
    }
    judgeDomain(message.addressKey, facts);
    return canBeEmailed(facts);
}

Result<Reachable> SendPolicy::reachable(const store::Connection &connection,
                                        std::span<const Recipient> people, Instant now,
                                        std::vector<std::pair<Ordinal, Reason>> *keptBack, const CancelToken &cancel) const {
    Ordinal last = 0;
    for (const Recipient &person : people)
        last = std::max(last, person.ordinal);
    TRY_ASSIGN(const auto topics, topicAudiences(connection, m_topics, last + std::size_t(1)));
    TRY(cancel.check());
    TRY_ASSIGN(const auto suppressed, SuppressionRepository::hashes(connection));
    TRY_ASSIGN(const auto recent, recentMessages(connection, m_question, now));
    std::vector<Counts> recentAbout;
    for (const TopicCap &one : m_caps) {
        TRY_ASSIGN(Counts counts, recentOf(connection, m_question, one.cap, one.topic, now));
        recentAbout.push_back(std::move(counts));
    }
    std::unordered_set<std::string> addresses;
    std::vector<Reason> reasons;
    reasons.reserve(people.size());
    for (const Recipient &person : people) {
        if ((&person - people.data()) % kBetweenChecks == 0) {
            TRY(cancel.check());
        }
        const std::string key = email::addressKey(person.address);
        PolicyFacts facts;
        if (key.empty())
            facts.address = AddressState::Missing;
        else if (!email::isValidAddress(person.address))
            facts.address = AddressState::Invalid;
        else
            facts.address = AddressState::Valid;
        const Sha256 hash = sha256(key);
        if (std::binary_search(suppressed.begin(), suppressed.end(), hash)) {
            TRY_ASSIGN(const auto record, SuppressionRepository::find(connection, hash));
            facts.suppression = record ? record->reason : SuppressionReason::Manual;
        }
        facts.topic = topics.empty() ? TopicStanding::Unknown : TopicStanding::Allowed;
        for (const TopicAudience &topic : topics)
            facts.topic = worst(
                facts.topic,
                topicStanding(topic.kind, stateOf(topic.saidYes.contains(person.ordinal),
                                                  !topic.notSaidNo.contains(person.ordinal))));
        facts.permission = m_question.permission;
        facts.isKeptOut = m_question.keptOut.contains(person.ordinal);
        facts.isOverCap = isReached(recent, key, m_question.cap);
        for (std::size_t i = 0; i < m_caps.size(); ++i)
            facts.isOverTopicCap = facts.isOverTopicCap || isReached(recentAbout[i], key, m_caps[i].cap);
        judgeDomain(key, facts);
        Reason reason = canBeEmailed(facts);
        if (reason == Reason::None && !m_question.sameAddressTwice && !addresses.insert(key).second)
            reason = Reason::DuplicateAddress;
        reasons.push_back(reason);
    }
    keepOneOfEach(people, reasons);
    Reachable result;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (reasons[i] == Reason::None)
            result.people.push_back(people[i].ordinal);
        else
            ++result.forbidden[reasons[i]];
        if (keptBack && reasons[i] != Reason::None)
            keptBack->emplace_back(people[i].ordinal, reasons[i]);
    }
    return result;
}

// Of each group the first who may be written to.
void SendPolicy::keepOneOfEach(std::span<const Recipient> people, std::vector<Reason> &reasons) const {
    if (!m_question.groupOf)
        return;
    std::unordered_map<std::int64_t, std::size_t> first;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto group = reasons[i] == Reason::None ? m_question.groupOf(people[i].ordinal) : std::nullopt;
        if (!group)
            continue;
        const auto [known, isNew] = first.try_emplace(*group, i);
        if (isNew)
            continue;
        const bool isBefore = m_question.order && m_question.order(people[i].ordinal, people[known->second].ordinal);
        reasons[isBefore ? known->second : i] = Reason::OncePer;
        if (isBefore)
            known->second = i;
    }
    readmitTwins(m_question, people, reasons);
}

} // namespace audience::delivery
