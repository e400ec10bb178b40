// The workspace's suppression and those of the SES accounts it sends through, kept in step. Synchronous
// and paced at one call a second: for a worker thread. The account's list alone forbids nothing twice:
// what comes from it is in SuppressionService's list too.
#pragma once

#include "async/cancel.h"
#include "delivery/account_suppression.h"

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

class SuppressionSync {
public:
    explicit SuppressionSync(Session &session) : m_session(session) {}

    // Reads the account's list; with reasons, also puts those that only we know onto it. Connection "":
    // every one that reads its account's list. Errors: "connection.unknown" {name}, "suppression.no_account",
    // "suppression.sandbox" {connection}, those of SesAccount and of the file's standing.
    Result<std::vector<SuppressionSyncView>> run(const std::string &connection, const std::set<workspace::SuppressionReason> &push,
                                                 const CancelToken &cancel = {});
    // Off the account, on a person's word. Gives the connections whose account had it.
    Result<std::vector<std::string>> removeFromAccounts(const std::string &address, const CancelToken &cancel = {});

private:
    Session &m_session;
};

} // namespace audience::service
