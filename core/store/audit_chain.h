// The audit log: entries whose hashes form an RFC 6962 Merkle tree, with signed heads, so that a
// changed, missing or inserted entry shows. Personal data lie outside the tree behind a salt each
// person has, and can be erased while the tree stays valid. Writes in the caller's transaction.
#pragma once

#include "base/clock.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/result.h"
#include "base/rng.h"
#include "base/strong_id.h"
#include "store/signing_key.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace audience::store {

class Connection;

struct AuditEntry {
    std::string kind;    // "campaign.approved"
    std::string subject; // what it is about: "campaign 12"
    Json facts;          // no personal data
    std::optional<Ordinal> person;
    Json personal; // only with a person: kept apart, erasable
};

struct TreeHead {
    std::int64_t size = 0;
    Sha256 root{};
    Instant at;
    std::string publicKey; // hex, Ed25519
    std::string signature; // hex
    bool isSigned() const; // the signature belongs to this key and these values
};
Json toJson(const TreeHead &head);
Result<TreeHead> treeHeadFromJson(const Json &json); // error "audit.bad_head"

struct AuditReport {
    std::int64_t entries = 0, heads = 0;
    std::int64_t erased = 0; // entries whose personal part was erased
    TreeHead lastHead;
    std::set<std::string> keys; // that signed heads
    // "audit.entry_altered" {number}, "audit.entry_missing" {number}, "audit.personal_altered"
    // {number}, "audit.head_broken" {size}, "audit.end_missing" {expected, found},
    // "audit.anchor_broken" {size}.
    std::vector<Error> breaches;
};

class AuditChain {
public:
    // The clock and the generator outlive this object.
    AuditChain(Clock &clock, Rng &rng, SigningKey key, std::string actor);

    const std::string &actor() const { return m_actor; } // who is named in what is appended

    // Gives the entry's number, from 1. A head is signed every 256 entries and after 5 minutes.
    Result<std::int64_t> append(const Connection &connection, const AuditEntry &entry);
    // A head over all entries, also when nothing was added since the last one.
    Result<TreeHead> signHead(const Connection &connection);
    // Recomputes everything; `anchor` is a head kept elsewhere, against which a cut-off end shows.
    static Result<AuditReport> verify(const Connection &connection,
                                      const std::optional<TreeHead> &anchor = {});
    // One JSON line per entry, then {"head": ...}.
    static Result<std::string> exportLines(const Connection &connection);
    // Forgets the personal part of every entry about this person; the entries themselves stay.
    static Result<void> erasePerson(const Connection &connection, Ordinal person);

private:
    Clock &m_clock;
    Rng &m_rng;
    SigningKey m_key;
    std::string m_actor;
};

} // namespace audience::store
