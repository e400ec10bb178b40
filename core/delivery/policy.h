// Who may be written to: one predicate, asked for a whole audience before a campaign and again for
// each row in the transaction that writes its intent. Everything that is not known forbids. The
// predicate is pure; SendPolicy reads its facts on the caller's connection and thread.
#pragma once

#include "base/clock.h"
#include "delivery/ledger_types.h"
#include "store/connection.h"
#include "workspace/consent_repository.h"
#include "workspace/suppression_repository.h"

#include <map>
#include <optional>
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
    bool isKeptOut = false; // by a safety segment or list
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
    NoConsent,
    NoLegalBasis,
    OverCap,
    DuplicateAddress // of somebody else who gets it; asked last, so that nobody is lost to a twin who may not
};
std::string_view toText(Reason reason); // "no_address", ...; "" for None
inline constexpr int kReasonCount = 12;

// The predicate about one person; who shares an address is a question to the whole audience. The first reason
// in the order of the enum is the one that counts.
Reason canBeEmailed(const PolicyFacts &facts);
TopicStanding topicStanding(workspace::TopicKind kind, workspace::ConsentState state);

struct Reachable {
    std::vector<Ordinal> people;              // in the order they were given
    std::map<Reason, std::int64_t> forbidden; // sums with people to all that were given
};

// What a campaign asks the policy about.
struct PolicyQuestion {
    std::vector<std::string> topics;
    Permission permission = Permission::Missing;
    FrequencyCap cap;
    bool sameAddressTwice = false;
    engine::Bitmap keptOut = {}; // by ordinal; may end early
    bool capCountsPractice = true; // what practice mode wrote reached nobody, and says nothing about a real send
};

// Emails per address within the cap's time, of all runs.
Result<std::unordered_map<std::string, std::int64_t>> recentMessages(const store::Connection &connection, const PolicyQuestion &question, Instant now);

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
                                std::vector<std::pair<Ordinal, Reason>> *keptBack = nullptr) const;

private:
    explicit SendPolicy(PolicyQuestion question) : m_question(std::move(question)) {}
    Result<TopicStanding> standing(const store::Connection &connection, Ordinal person) const;

    PolicyQuestion m_question;
    std::vector<workspace::Topic> m_topics;
};

} // namespace audience::delivery
