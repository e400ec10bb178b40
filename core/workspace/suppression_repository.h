// Addresses that are never written to, kept as hashes: bounces, complaints, objections, imports.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::store {
class Connection;
}

namespace audience::workspace {

class Workspace;

enum class SuppressionReason {
    Bounce = 1,
    Complaint = 2,
    Unsubscribe = 3,
    Manual = 4,
    Import = 5,
    Account = 6
};
std::string_view toText(SuppressionReason reason); // "bounce", ...
std::optional<SuppressionReason> suppressionReasonFromText(std::string_view text);

struct Suppression {
    Sha256 hash{};
    SuppressionReason reason = SuppressionReason::Manual;
    Instant at;
    std::string source;
};

class SuppressionRepository {
public:
    // `keyOf` gives what an address is compared by; the same one everywhere.
    using KeyOf = std::string (*)(std::string_view address);
    SuppressionRepository(Workspace &workspace, KeyOf keyOf)
        : m_workspace(workspace), m_keyOf(keyOf) {}
    Sha256 hashOf(std::string_view address) const { return sha256(m_keyOf(address)); }

    // In the caller's transaction; the earliest record of an address is kept,
    // unless a graver reason comes (a complaint above all). True: it was new.
    static Result<bool> add(const store::Connection &connection, const Suppression &suppression);
    static Result<std::optional<Suppression>> find(const store::Connection &connection,
                                                   const Sha256 &hash);
    static Result<std::vector<Suppression>> all(const store::Connection &connection); // sorted by hash
    static Result<std::vector<Sha256>> hashes(const store::Connection &connection); // sorted

    // Each with an audit entry, which names no address.
    Result<bool> add(std::string_view address, SuppressionReason reason, std::string_view source);
    // Gives what was taken off, if it was there.
    Result<std::optional<Suppression>> remove(std::string_view address);
    // What was taken off, with its reason, moment and source; fine when it is there again.
    Result<void> restore(const Suppression &suppression);
    // One address, or one hash of 64 hex digits, per line; "hash,reason,time,source" lines of an
    // export are read back. Gives those that were new. Error "suppression.bad_line" {line}.
    Result<std::vector<Suppression>> importLines(std::string_view text, std::string_view source, Progress *progress = nullptr,
                                                 const CancelToken &cancel = {});
    // Takes off those that still stand as they were added.
    Result<void> undoImport(const std::vector<Suppression> &added);
    Result<std::string> exportLines() const;
    Result<std::int64_t> count() const;

private:
    Workspace &m_workspace;
    KeyOf m_keyOf;
};

} // namespace audience::workspace
