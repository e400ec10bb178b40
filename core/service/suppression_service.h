// Addresses that are never written to: look, add, take off, bring a list. Kept as hashes; an address can be
// shown only where somebody in the data has it.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct BlockedAddress {
    std::string address; // "" where nobody in the data has it
    std::string hash;    // hex
    std::string reason;  // "bounce", "complaint", "unsubscribe", "manual", "import", "account"
    std::string source;  // what a person wrote, the file, the campaign
    Instant at;
};

struct BlockedList {
    std::vector<BlockedAddress> newest;
    std::int64_t total = 0;
};

class SuppressionService {
public:
    explicit SuppressionService(Session &session) : m_session(session) {}

    // The newest ones; with `address`, that one alone if it is blocked.
    Result<BlockedList> list(const std::string &address, int most, const CancelToken &cancel = {}) const;
    // True: it was not blocked before. Errors: those of a bad address.
    Result<bool> add(const std::string &address, const std::string &why);
    Result<bool> remove(const std::string &address); // false: it was not blocked
    // A file with one address in each line, as text, CSV or an export of ours; a first line without an
    // address is its heading. Gives how many were new. Errors: "suppression.bad_line" {line},
    // "suppression.unreadable" {path}.
    Result<std::int64_t> importFile(const std::string &path);

private:
    Session &m_session;
};

} // namespace audience::service
