// The workspace's suppression and the account's, kept in step: the account's list comes in page by page,
// what was learnt here goes out, and an address leaves either only on a person's word. Calls are paced by
// SesAccount. One thread, the connection's.
#pragma once

#include "base/digest.h"
#include "delivery/ses_account.h"
#include "workspace/suppression_repository.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace audience::delivery {

struct AccountPull {
    std::int64_t listed = 0;  // on the account
    std::int64_t added = 0;   // blocked here now, not before
    bool wentOn = false;      // from where an earlier one was cut
};

// Where the two lists differ after a pull.
struct SuppressionDifference {
    std::vector<workspace::Suppression> onlyHere;  // learnt here, not on the account
    std::vector<workspace::Suppression> onlyLeft;  // came from the account, which has let it go since
    std::int64_t reasons = 0;                      // on both, for different reasons
};

struct AccountPush {
    std::int64_t wanted = 0, put = 0;
    std::int64_t nameless = 0; // only a hash is known here, so nothing can be told to the account
    std::int64_t refused = 0;  // the service does not take such an address
};

class AccountSuppression {
public:
    AccountSuppression(SesAccount &account, Clock &clock, std::string connection)
        : m_account(account), m_clock(clock), m_name(std::move(connection)) {}

    // The whole list; the feed is complete only at its end. Goes on with the stored page within the hour.
    Result<AccountPull> pull(const store::Connection &connection, const CancelToken &cancel = {});
    Result<SuppressionDifference> differences(const store::Connection &connection) const;
    // Puts those `onlyHere` with one of the reasons onto the account, one a second; each that was put is
    // known at once, so a cut one goes on. `addressOf` gives "" where nobody knows the address of a hash.
    // Errors: "suppression.sandbox", those of SesAccount.
    using AddressOf = std::function<std::string(const Sha256 &hash)>;
    Result<AccountPush> push(const store::Connection &connection, const std::set<workspace::SuppressionReason> &reasons,
                             const AddressOf &addressOf, const CancelToken &cancel = {});
    // Takes the address off the account, in each spelling the service uses. False: it was not there.
    Result<bool> remove(const store::Connection &connection, const std::string &address);

private:
    Result<std::int64_t> takePage(const store::Connection &connection, const Json &page, std::int64_t round, AccountPull &pull);
    Result<AccountPull> pullPages(const store::Connection &connection, const CancelToken &cancel);
    SesAccount &m_account;
    Clock &m_clock;
    std::string m_name;
};

// The addresses of emails by the hash of what they are compared by; those of the wanted ones that any
// email went to.
Result<std::map<Sha256, std::string>> addressesOf(const store::Connection &connection, const std::set<Sha256> &wanted);

} // namespace audience::delivery
