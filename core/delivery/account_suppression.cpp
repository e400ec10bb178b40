#include "delivery/account_suppression.h"

#include "base/fault_point.h"
#include "base/json.h"
#include "delivery/feed.h"
#include "delivery/sql.h"
#include "email/address.h"
#include "net/url.h"

namespace audience::delivery {

namespace {

using workspace::Suppression;
using workspace::SuppressionReason;
using workspace::SuppressionRepository;

constexpr const char *kPath = "/v2/email/suppression/addresses";

Error malformed() {
    return Error(ErrorKind::Network, "ses.answer_malformed").with("call", "ListSuppressedDestinations");
}

Instant listedAt(const Json &summary, Instant fallback) {
    const Json *time = jsonMember(summary, "LastUpdateTime");
    if (time && time->is_number())
        return Instant{static_cast<std::int64_t>(time->get<double>() * kMicrosPerSecond)};
    return instantFromIso(jsonText(summary, "LastUpdateTime")).value_or(fallback);
}

Result<void> note(const store::Connection &connection, const std::string &name, const std::string &address,
                  const std::string &reason, Instant at, std::int64_t round) {
    const std::string key = email::addressKey(address);
    TRY_ASSIGN(store::Statement insert,
               connection.prepare("INSERT OR REPLACE INTO account_suppression (connection, hash, spelling, reason, at, round) "
                                  "VALUES (?, ?, ?, ?, ?, ?)"));
    insert.bind(1, name).bindBlob(2, asView(sha256(key))).bind(3, address == key ? std::string() : address);
    return insert.bind(4, reason).bind(5, at.micros).bind(6, round).run();
}

Suppression suppressionAt(const store::Statement &row) {
    Suppression one;
    const std::string_view hash = row.blob(0);
    std::copy_n(hash.begin(), std::min(hash.size(), one.hash.size()), one.hash.begin());
    one.reason = static_cast<SuppressionReason>(row.int64(1));
    one.at = Instant{row.int64(2)};
    one.source = row.text(3);
    return one;
}

Result<std::vector<Suppression>> suppressions(store::Statement rows) {
    std::vector<Suppression> all;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return all;
        all.push_back(suppressionAt(rows));
    }
}

} // namespace

Result<std::int64_t> AccountSuppression::takePage(const store::Connection &connection, const Json &page, std::int64_t round,
                                                  AccountPull &pull) {
    const Json *list = jsonMember(page, "SuppressedDestinationSummaries");
    if (!list || !list->is_array())
        return malformed();
    for (const Json &summary : *list) {
        const std::string address = summary.is_object() ? jsonText(summary, "EmailAddress") : std::string();
        if (address.empty())
            return malformed();
        const std::string reason = jsonText(summary, "Reason");
        const Instant at = listedAt(summary, m_clock.now());
        TRY(note(connection, m_name, address, reason, at, round));
        TRY_ASSIGN(const bool isNew,
                   SuppressionRepository::add(connection, {sha256(email::addressKey(address)),
                                                           reason == "COMPLAINT" ? SuppressionReason::Complaint : SuppressionReason::Bounce,
                                                           at, "account " + m_name}));
        pull.added += isNew ? 1 : 0;
    }
    return static_cast<std::int64_t>(list->size());
}

Result<AccountPull> AccountSuppression::pullPages(const store::Connection &connection, const CancelToken &cancel) {
    AccountPull pull;
    std::int64_t round = 1;
    std::string token;
    TRY_ASSIGN(store::Statement stored,
               bound(connection, "SELECT round, token, started_at FROM account_suppression_round WHERE connection = ?", m_name));
    TRY_ASSIGN(const bool found, stored.step());
    if (found) {
        const auto age = m_clock.now() - Instant{stored.int64(2)};
        pull.wentOn = !stored.text(1).empty() && age >= std::chrono::microseconds(0) && age < kFeedMaxAge;
        token = pull.wentOn ? stored.text(1) : std::string_view();
        round = stored.int64(0) + (pull.wentOn ? 0 : 1);
        stored.reset();
    }
    std::set<std::string> seen;
    for (bool isFirst = true;; isFirst = false) {
        std::string query = std::string(kPath) + "?PageSize=1000";
        if (!token.empty())
            query += "&NextToken=" + net::percentEncode(token);
        auto page = m_account.request("GET", query, {}, "ListSuppressedDestinations", cancel);
        if (!page && isFirst && pull.wentOn && page.error().arg("status") == "400") {
            pull.wentOn = false; // the service has forgotten the page
            token.clear();
            ++round;
            continue;
        }
        if (!page)
            return std::move(page).error();
        TRY_ASSIGN(store::Transaction transaction, beginDurable(connection));
        TRY(takePage(connection, *page, round, pull));
        const Instant started = m_clock.now();
        token = jsonText(*page, "NextToken");
        TRY(change(connection,
                   "INSERT INTO account_suppression_round (connection, round, token, started_at) VALUES (?1, ?2, ?3, ?4) "
                   "ON CONFLICT (connection) DO UPDATE SET started_at = CASE WHEN round = ?2 THEN started_at ELSE ?4 END, "
                   "round = ?2, token = ?3",
                   m_name, round, token, started.micros));
        if (token.empty()) // seen to the end: what this reading did not see is gone
            TRY(change(connection, "DELETE FROM account_suppression WHERE connection = ? AND round <> ?", m_name, round));
        faultPoint("suppression.before_page_commit");
        TRY(transaction.commit());
        if (token.empty())
            break;
        if (!seen.insert(token).second)
            return malformed(); // pages in a circle
    }
    TRY_ASSIGN(pull.listed, number(connection, "SELECT count(*) FROM account_suppression WHERE connection = ?", m_name));
    return pull;
}

Result<AccountPull> AccountSuppression::pull(const store::Connection &connection, const CancelToken &cancel) {
    auto pulled = pullPages(connection, cancel);
    if (pulled)
        TRY(markFeedComplete(connection, m_account.suppressionFeed(), m_clock.now()));
    else
        TRY(markFeedFailed(connection, m_account.suppressionFeed(), pulled.error().id, m_clock.now()));
    return pulled;
}

Result<SuppressionDifference> AccountSuppression::differences(const store::Connection &connection) const {
    constexpr std::string_view kHere = "SELECT s.hash, s.reason, s.at, s.source FROM suppression s WHERE NOT EXISTS "
                                       "(SELECT 1 FROM account_suppression a WHERE a.connection = ?1 AND a.hash = s.hash) AND ";
    const std::string source = "account " + m_name;
    SuppressionDifference difference;
    TRY_ASSIGN(store::Statement here, bound(connection, std::string(kHere) + "s.source NOT LIKE 'account %' AND ?2 IS NOT NULL ORDER BY s.at, s.hash", m_name, source));
    TRY_ASSIGN(difference.onlyHere, suppressions(std::move(here)));
    TRY_ASSIGN(store::Statement left, bound(connection, std::string(kHere) + "s.source = ?2 ORDER BY s.at, s.hash", m_name, source));
    TRY_ASSIGN(difference.onlyLeft, suppressions(std::move(left)));
    TRY_ASSIGN(difference.reasons,
               number(connection,
                      "SELECT count(DISTINCT s.hash) FROM suppression s JOIN account_suppression a ON a.hash = s.hash AND "
                      "a.connection = ? WHERE (s.reason = 2) <> (a.reason = 'COMPLAINT')",
                      m_name));
    return difference;
}

Result<AccountPush> AccountSuppression::push(const store::Connection &connection, const std::set<SuppressionReason> &reasons,
                                             const AddressOf &addressOf, const CancelToken &cancel) {
    TRY_ASSIGN(const SendQuota quota, m_account.quota(cancel));
    if (quota.isSandbox)
        return Error(ErrorKind::Refused, "suppression.sandbox").with("connection", m_name);
    TRY_ASSIGN(const SuppressionDifference difference, differences(connection));
    TRY_ASSIGN(const std::int64_t round,
               number(connection, "SELECT round FROM account_suppression_round WHERE connection = ?", m_name));
    AccountPush push;
    for (const Suppression &one : difference.onlyHere) {
        if (!reasons.contains(one.reason))
            continue;
        ++push.wanted;
        const std::string address = addressOf(one.hash);
        if (address.empty()) {
            ++push.nameless;
            continue;
        }
        const std::string reason = one.reason == SuppressionReason::Complaint ? "COMPLAINT" : "BOUNCE";
        const Json body{{"EmailAddress", address}, {"Reason", reason}};
        const auto answer = m_account.request("PUT", kPath, dumpJson(body), "PutSuppressedDestination", cancel);
        if (!answer && answer.error().arg("status") == "400" && answer.error().arg("code") == "BadRequestException") {
            ++push.refused; // this address alone is to blame: those after it must not wait for it for ever
            continue;
        }
        if (!answer)
            return answer.error();
        faultPoint("suppression.put");
        TRY(note(connection, m_name, address, reason, m_clock.now(), round));
        ++push.put;
    }
    return push;
}

Result<bool> AccountSuppression::remove(const store::Connection &connection, const std::string &address) {
    const std::string key = email::addressKey(address);
    const Sha256 hash = sha256(key);
    std::set<std::string> spellings;
    TRY_ASSIGN(store::Statement rows,
               connection.prepare("SELECT spelling FROM account_suppression WHERE connection = ? AND hash = ?"));
    rows.bind(1, m_name).bindBlob(2, asView(hash));
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        spellings.insert(rows.text(0).empty() ? key : std::string(rows.text(0)));
    }
    if (spellings.empty())
        spellings = {key, address}; // it may have come since the last reading
    bool wasThere = false;
    for (const std::string &spelling : spellings) {
        const auto gone = m_account.request("DELETE", std::string(kPath) + '/' + net::percentEncode(spelling), {}, "DeleteSuppressedDestination", {});
        if (!gone && gone.error().kind != ErrorKind::NotFound)
            return Error(gone.error());
        wasThere = wasThere || gone.has_value();
    }
    TRY_ASSIGN(store::Statement erase, connection.prepare("DELETE FROM account_suppression WHERE connection = ? AND hash = ?"));
    TRY(erase.bind(1, m_name).bindBlob(2, asView(hash)).run());
    return wasThere;
}

Result<std::map<Sha256, std::string>> addressesOf(const store::Connection &connection, const std::set<Sha256> &wanted) {
    std::map<Sha256, std::string> found;
    if (wanted.empty())
        return found;
    TRY_ASSIGN(store::Statement rows, connection.prepare("SELECT address_key, min(address) FROM message GROUP BY address_key"));
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return found;
        const Sha256 hash = sha256(rows.text(0));
        if (wanted.contains(hash))
            found.emplace(hash, rows.text(1));
    }
}

} // namespace audience::delivery
