// Subscription topics and who consented to them, with time, source and wording; and the legal basis
// a person gave where the data carry no consent. Every change goes to the audit chain.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "engine/bitmap.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace audience::store {
class Connection;
}

namespace audience::workspace {

class Workspace;

using TopicId = StrongId<struct TopicTag>;
// OptIn: nobody until they said yes. OptOut: everybody until they said no. Required: everybody
// (receipts).
enum class TopicKind { OptIn = 1, OptOut = 2, Required = 3 };
std::string_view toText(TopicKind kind); // "opt-in", "opt-out", "required"
std::optional<TopicKind> topicKindFromText(std::string_view text);

struct Topic {
    TopicId id;
    std::string key; // letters, digits, '-' and '_'
    std::string name;
    TopicKind kind = TopicKind::OptIn;
};

enum class ConsentState { Unknown = 0, Granted = 1, Withdrawn = 2 };

struct Consent {
    ConsentState state = ConsentState::Unknown;
    Instant at;
    std::string source;  // "import customers.csv", "unsubscribe link"
    std::string wording; // what the person agreed to
};

// All statements about one topic at one moment, to go back to.
struct ConsentMemo {
    struct Single {
        Ordinal person;
        std::int64_t state, at, note;
    };
    struct Bulk {
        std::int64_t state, at, note;
        std::string people;
    };
    TopicId topic;
    std::vector<Single> singles;
    std::vector<Bulk> bulks;
};

class ConsentRepository {
public:
    explicit ConsentRepository(Workspace &workspace) : m_workspace(workspace) {}

    Result<std::vector<Topic>> topics() const;
    Result<std::optional<Topic>> findTopic(std::string_view key) const;
    // A new topic, or another name or kind for the one with this key. Error "topic.bad_key" {key}.
    Result<Topic> saveTopic(const Topic &topic);
    // Takes a topic back about which nobody has said anything. Error "topic.in_use" {name}.
    Result<void> removeTopic(std::string_view key);

    Result<Consent> consentOf(TopicId topic, Ordinal person) const;
    Result<void> set(TopicId topic, Ordinal person, const Consent &consent);
    // The same statement by many people at once; Unknown: a list says that they have not agreed, which
    // takes back a grant. A withdrawal on record stands against both: an old list must not bring back
    // who has left. Gives how many the statement reached.
    Result<std::uint64_t> setMany(TopicId topic, const engine::Bitmap &people,
                                  const Consent &consent);
    // What each of them said, and when: from the records of another tool. The later word of a person stands: a withdrawal
    // against every yes before it, and against it only a yes that the person gave later by themselves. What is on record
    // already is not written again. In the caller's write; one entry in the audit chain for all.
    struct Stated {
        Ordinal person = 0;
        ConsentState state = ConsentState::Unknown;
        Instant at;
        std::uint32_t source = 0; // place in `sources`
    };
    struct StatedResult {
        std::uint64_t granted = 0, withdrawn = 0; // written
        std::uint64_t leftBefore = 0;             // a yes that a later withdrawal stands against
        std::vector<Ordinal> agreedSince;         // a withdrawal that a later yes stands against
    };
    Result<StatedResult> setEach(const store::Connection &connection, TopicId topic, const std::vector<Stated> &statements,
                                 const std::vector<std::string> &sources, std::string_view wording);
    // Every statement about the topic that stands: first those by many, then the single ones, each of which
    // stands above them. No wording.
    static Result<void> forEachStatement(
        const store::Connection &connection, TopicId topic, std::size_t size,
        const std::function<void(const Consent &, const engine::Bitmap &)> &many,
        const std::function<void(const Consent &, Ordinal)> &single);
    static Result<ConsentMemo> remember(const store::Connection &connection, TopicId topic);
    static Result<void> restore(const store::Connection &connection, const ConsentMemo &memo);
    // Everybody below `size` who may be written to about the topic: explicit consent, else the
    // kind's rule.
    static Result<engine::Bitmap> allowed(const store::Connection &connection, const Topic &topic,
                                          std::size_t size);
    // The same for one person, for the check in the transaction that writes a send intent.
    static Result<bool> isAllowed(const store::Connection &connection, const Topic &topic,
                                  Ordinal person);
    // Whether any consent was ever recorded; without it a campaign asks for the legal basis.
    Result<bool> hasAny() const;

    // "contract", "legitimate interest", ...; asked once for a subject such as "dataset customers".
    Result<void> recordLegalBasis(std::string_view subject, std::string_view basis,
                                  std::string_view statement);
    Result<std::optional<std::string>> legalBasis(std::string_view subject) const;

private:
    Workspace &m_workspace;
};

} // namespace audience::workspace
