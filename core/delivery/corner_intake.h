// Takes in what readers sent through the public corner: unsubscribes, choices of topics, confirmed consent, sign-ups and
// webhooks. A batch is one transaction; the same request twice counts once. What nobody here sealed changes nothing and
// is only counted. One thread, the connection's; where messages come from is not its business.
#pragma once

#include "base/json.h"
#include "delivery/corner_entry.h"
#include "delivery/corner_token.h"
#include "store/audit_chain.h"

#include <functional>
#include <map>
#include <span>
#include <vector>

namespace audience::delivery {

struct CornerReport {
    std::int64_t received = 0;
    std::int64_t unsubscribed = 0, preferences = 0, confirmed = 0; // requests that were carried out
    std::int64_t forms = 0, webhooks = 0;                          // kept for whoever asks for them
    std::int64_t duplicates = 0;                                   // seen before
    std::int64_t refused = 0;                                      // not sealed here
    std::int64_t unknown = 0;                                      // of a kind nobody here knows
    std::int64_t malformed = 0;                                    // kept aside as they came
    std::vector<std::string> selftests;                            // what they carried
    void add(const CornerReport &other);
};

// Everybody in the data who has this address now; `hint` is who had it when the email was sent. Asked outside of any
// transaction.
using PeopleBehind = std::function<Result<std::vector<Ordinal>>(const Sha256 &address, Ordinal hint)>;

class CornerIntake {
public:
    // `audit` may be null where no chain is kept.
    CornerIntake(const store::Connection &connection, const Clock &clock, const CornerSeal &seal, store::AuditChain *audit,
                 PeopleBehind peopleBehind)
        : m_connection(connection), m_clock(clock), m_seal(seal), m_audit(audit), m_peopleBehind(std::move(peopleBehind)) {}

    // Messages of the queue as they came. All or nothing. Errors: those of the store and of `peopleBehind`.
    Result<CornerReport> take(std::span<const Json> messages);

private:
    Result<void> lookUp(std::span<const Json> messages);
    Result<void> takeOne(const Json &message, CornerReport &report);
    Result<void> act(const CornerEntry &entry, const CornerSubject &subject, CornerReport &report);
    Result<bool> keep(std::string_view kind, const std::string &key, const CornerSubject &subject, Instant at, std::string_view body);
    Result<void> keepMalformed(const std::string &key, std::string_view text, const Error &reason, CornerReport &report);
    Result<void> unsubscribe(const CornerSubject &subject, Instant at);
    Result<void> leaveEverything(const CornerSubject &subject, Instant at, std::span<const Ordinal> people);
    Result<void> noteUnsubscribe(const CornerSubject &subject, Instant at);
    Result<void> choose(const CornerFields &fields, const CornerSubject &subject, Instant at);
    Result<void> confirm(const CornerSubject &subject, Instant at);
    Result<void> note(std::string_view kind, std::string_view subject, Json facts);
    Result<void> countUp(std::string_view name);

    const store::Connection &m_connection;
    const Clock &m_clock;
    const CornerSeal &m_seal;
    store::AuditChain *m_audit;
    PeopleBehind m_peopleBehind;
    std::map<Sha256, std::vector<Ordinal>> m_people; // behind the addresses of the batch
};

} // namespace audience::delivery
