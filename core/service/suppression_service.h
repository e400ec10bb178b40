// Addresses that are never written to: look, add, take off, bring a list. Kept as hashes; an address can be
// shown only where somebody in the data has it.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "base/clock.h"
#include "base/result.h"
#include "workspace/suppression_repository.h"

#include <cstdint>
#include <optional>
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
    // Gives what was known about it, to restore; nothing: it was not blocked.
    Result<std::optional<workspace::Suppression>> remove(const std::string &address);
    Result<void> restore(const workspace::Suppression &blocked);
    // A file with one address in each line, as text, CSV or an export of ours; a first line without an
    // address is its heading. Gives those that were new. Errors: "suppression.bad_line" {line},
    // "suppression.unreadable" {path}.
    Result<std::vector<workspace::Suppression>> importFile(const std::string &path, Progress *progress = nullptr, const CancelToken &cancel = {});
    // The same of a text that came from `source`.
    Result<std::vector<workspace::Suppression>> importText(const std::string &text, const std::string &source, Progress *progress = nullptr, const CancelToken &cancel = {});
    // Takes off what the file brought; what was changed since stays.
    Result<void> undoImport(const std::vector<workspace::Suppression> &added);

private:
    Session &m_session;
};

} // namespace audience::service
