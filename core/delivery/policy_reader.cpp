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

} // namespace

Result<std::unordered_map<std::string, std::int64_t>> recentMessages(const store::Connection &connection, const PolicyQuestion &question, Instant now) {
    std::unordered_map<std::string, std::int64_t> counts;
    if (question.cap.messages == 0)
        return counts;
    TRY_ASSIGN(store::Statement rows,
               bound(connection, "SELECT address_key, count(*) FROM message WHERE changed_at > ? AND " + countedRuns(question) + " GROUP BY address_key",
                     now.micros - question.cap.seconds * kMicrosPerSecond));
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return counts;
        counts.emplace(rows.text(0), rows.int64(1));
    }
}

Result<SendPolicy> SendPolicy::prepare(const store::Connection &connection,
                                       PolicyQuestion question) {
    SendPolicy policy(std::move(question));
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
    return canBeEmailed(facts);
}

Result<Reachable> SendPolicy::reachable(const store::Connection &connection,
                                        std::span<const Recipient> people, Instant now,
                                        std::vector<std::pair<Ordinal, Reason>> *keptBack) const {
    Ordinal last = 0;
    for (const Recipient &person : people)
        last = std::max(last, person.ordinal);
    TRY_ASSIGN(const auto topics, topicAudiences(connection, m_topics, last + std::size_t(1)));
    TRY_ASSIGN(const auto suppressed, SuppressionRepository::hashes(connection));
    TRY_ASSIGN(const auto recent, recentMessages(connection, m_question, now));
    std::unordered_set<std::string> addresses;
    Reachable result;
    for (const Recipient &person : people) {
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
        if (const auto count = recent.find(key); count != recent.end())
            facts.isOverCap =
                m_question.cap.messages > 0 && count->second >= m_question.cap.messages;
        Reason reason = canBeEmailed(facts);
        if (reason == Reason::None && !m_question.sameAddressTwice && !addresses.insert(key).second)
            reason = Reason::DuplicateAddress;
        if (reason == Reason::None)
            result.people.push_back(person.ordinal);
        else
            ++result.forbidden[reason];
        if (keptBack && reason != Reason::None)
            keptBack->emplace_back(person.ordinal, reason);
    }
    return result;
}

} // namespace audience::delivery
