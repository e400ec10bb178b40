// The workspace's suppression and those of the SES accounts it sends through, kept in step. Synchronous
// and paced at one call a second: for a worker thread. The account's list alone forbids nothing twice:
// what comes from it is in SuppressionService's list too.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "delivery/account_suppression.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct SuppressionSyncView {
    std::string connection;
    delivery::AccountPull pull;
    delivery::AccountPush push;
    delivery::SuppressionDifference differences; // after both
};

// A connection that reads its account's list, and how the last time ended.
struct SyncedAccount {
    std::string connection;
    Instant at;                                     // 0: never yet
    std::int64_t listed = 0, added = 0, put = 0;    // on the account; new here; told to Amazon
    std::int64_t onlyHere = 0, nameless = 0, refused = 0;
    bool wasTold = false;       // it also told Amazon, not only read
    std::optional<Error> fault; // why it did not come to its end
};

class SuppressionSync {
public:
    explicit SuppressionSync(Session &session) : m_session(session) {}

    Result<std::vector<SyncedAccount>> accounts() const;
    // Reads the account's list; with reasons, also puts those that only we know onto it. Connection "":
    // every one that reads its account's list. Errors: "connection.unknown" {name}, "suppression.no_account",
    // "suppression.sandbox" {connection}, those of SesAccount and of the file's standing.
    Result<std::vector<SuppressionSyncView>> run(const std::string &connection, const std::set<workspace::SuppressionReason> &push,
                                                 const CancelToken &cancel = {}, Progress *progress = nullptr);
    // Off the account, on a person's word. Gives the connections whose account had it.
    Result<std::vector<std::string>> removeFromAccounts(const std::string &address, const CancelToken &cancel = {});

private:
    void keep(const std::string &connection, const Result<SuppressionSyncView> &ended, bool wasTold) const;
    Session &m_session;
};

} // namespace audience::service
