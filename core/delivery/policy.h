// Who may be written to: one predicate, asked for a whole audience before a campaign and again for
// each row in the transaction that writes its intent. Everything that is not known forbids. The
// predicate is pure; SendPolicy reads its facts on the caller's connection and thread.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "delivery/ledger_types.h"
#include "store/connection.h"
#include "workspace/consent_repository.h"
#include "workspace/suppression_repository.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>

namespace audience::delivery {

enum class AddressState { Valid, Missing, Invalid };
// Of all the topics of a campaign the one that forbids most.
enum class TopicStanding { Allowed, Unknown, Withdrawn };

struct PolicyFacts {
    AddressState address = AddressState::Missing;
    std::optional<workspace::SuppressionReason> suppression;
    TopicStanding topic = TopicStanding::Unknown;
    Permission permission = Permission::Missing;
    bool isOverCap = false;
    bool isKeptOut = false;      // by a safety segment or list
    bool isOverTopicCap = false;
    bool isDeniedDomain = false; // nobody there is ever written to
    bool isOtherDomain = false;  // this campaign is not for it
};

enum class Reason {
    None, // may be written to
    NoAddress,
    InvalidAddress,
    SuppressedComplaint,
    SuppressedBounce,
    Unsubscribed, // from the topic or from everything
    SuppressedManual,
    SafetySet, // in a segment or list that is never written to
    DeniedDomain, // of an address at a domain that is never written to
    Domain,       // ... that this campaign leaves out
    NoConsent,
    NoLegalBasis,
    OverCap,
    OverTopicCap,
    // Of somebody else who gets it; asked last, so that nobody is lost to a twin who may not.
    DuplicateAddress,
    OncePer // somebody else with the same value of the campaign's field
};
std::string_view toText(Reason reason); // "no_address", ...; "" for None
inline constexpr int kReasonCount = 16;

// The predicate about one person; who shares an address is a question to the whole audience. The first reason
// in the order of the enum is the one that counts.
Reason canBeEmailed(const PolicyFacts &facts);
TopicStanding topicStanding(workspace::TopicKind kind, workspace::ConsentState state);

struct Reachable {
    std::vector<Ordinal> people;              // in the order they were given
    std::map<Reason, std::int64_t> forbidden; // sums with people to all that were given
};

struct TopicCap {
    std::string topic; // key
    FrequencyCap cap;
    friend bool operator==(const TopicCap &a, const TopicCap &b) {
        return a.topic == b.topic && a.cap.messages == b.cap.messages && a.cap.seconds == b.cap.seconds;
    }
};

// Whether the first of two people comes before the second.
using PersonOrder = std::function<bool(Ordinal, Ordinal)>;
// People with the same number are one group; nothing: a group of its own.
using GroupOf = std::function<std::optional<std::int64_t>(Ordinal)>;

// What a campaign asks the policy about. Domains are exact: of "example.com" "mail.example.com" is another one; in Unicode
// or as xn--.
struct PolicyQuestion {
    std::vector<std::string> topics;
    Permission permission = Permission::Missing;
    FrequencyCap cap;
    bool sameAddressTwice = false;
    engine::Bitmap keptOut = {}; // by ordinal; may end early
    bool capCountsPractice = true; // what practice mode wrote reached nobody, and says nothing about a real send
    std::vector<TopicCap> topicCaps = {}; // those of its topics count
    std::vector<std::string> deniedDomains = {}, notDomains = {};
    std::vector<std::string> onlyDomains = {}; // empty: all
    GroupOf groupOf = {};  // one of each gets it: the first in the order, else in the data
    PersonOrder order = {};
};

// Emails per address within the cap's time, of all runs.
Result<std::unordered_map<std::string, std::int64_t>> recentMessages(const store::Connection &connection, const PolicyQuestion &question, Instant now);
// Those about its topic within the time of that cap.
Result<std::unordered_map<std::string, std::int64_t>> recentMessages(const store::Connection &connection, const PolicyQuestion &question, const TopicCap &cap, Instant now);

// The domain of an address key, or a domain as somebody typed it, as the policy compares it.
std::string domainOf(std::string_view addressKey);
std::string domainKey(const std::string &domain);

class SendPolicy {
public:
    // Error "delivery.unknown_topic" {topic}.
    static Result<SendPolicy> prepare(const store::Connection &connection, PolicyQuestion question);

    // For one row, inside the transaction of its intent.
    Result<Reason> verdict(const store::Connection &connection, const DueMessage &message,
                           Instant now) const;
    // For an audience of any size, with the count per reason.
    // `keptBack`: also takes each person who may not be written to.
    Result<Reachable> reachable(const store::Connection &connection,
                                std::span<const Recipient> people, Instant now,
                                std::vector<std::pair<Ordinal, Reason>> *keptBack = nullptr,
                                const CancelToken &cancel = {}) const;

private:
    explicit SendPolicy(PolicyQuestion question) : m_question(std::move(question)) {}
    Result<TopicStanding> standing(const store::Connection &connection, Ordinal person) const;
    void judgeDomain(const std::string &addressKey, PolicyFacts &facts) const;
    void keepOneOfEach(std::span<const Recipient> people, std::vector<Reason> &reasons) const;

    PolicyQuestion m_question;
    std::set<std::string> m_denied, m_not, m_only; // domains
    std::vector<TopicCap> m_caps;                  // of its topics
    std::vector<workspace::Topic> m_topics;
};

} // namespace audience::delivery
