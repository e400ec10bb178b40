// The last part of a public address: what it is for and whom it concerns, sealed with the workspace's own key, so that
// nobody can read it, make one, or turn one into another. Stateless; any thread. See docs/decisions/0005.
#pragma once

#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"
#include "base/rng.h"
#include "base/secret.h"
#include "base/strong_id.h"
#include "store/connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace audience::delivery {

enum class CornerKind : char { Unsubscribe = 'u', Preferences = 'f', Confirm = 'c', Form = 's', Webhook = 'w' };
std::optional<CornerKind> cornerKindFromText(std::string_view text); // "u", "f", ...
std::string_view toText(CornerKind kind);                            // "unsubscribe", as it is kept

struct CornerSubject {
    CornerKind kind = CornerKind::Unsubscribe;
    Sha256 address{};         // of addressKey(); zeros: nobody's
    Ordinal person = 0;       // whose address it was then
    std::uint64_t run = 0;    // runMark(); 0: of no run
    std::uint32_t subject = 0; // the id of a topic (confirm, form) or a hook; 0: none
    friend bool operator==(const CornerSubject &, const CornerSubject &) = default;
};

// The same in every copy of the workspace, unlike the run's id.
std::uint64_t runMark(std::string_view runUid);

class CornerSeal {
public:
    explicit CornerSeal(const Secret &key);
    // The workspace's key; made when it is asked for first, in the caller's transaction.
    static Result<CornerSeal> loadOrMake(const store::Connection &connection, Rng &rng, Instant now);
    // Nothing before it was made.
    static Result<std::optional<CornerSeal>> load(const store::Connection &connection);

    std::string seal(const CornerSubject &subject) const; // letters, digits, '-' and '_'
    // Nothing where it was not sealed here for exactly this.
    std::optional<CornerSubject> open(CornerKind kind, std::string_view token) const;

private:
    std::string tagOf(CornerKind kind, std::string_view plain) const;
    std::string hidden(std::string_view text, std::string_view tag) const;
    Secret m_tagKey, m_hideKey;
};

} // namespace audience::delivery
