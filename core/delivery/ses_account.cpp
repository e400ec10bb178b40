#include "delivery/ses_account.h"

#include "base/digest.h"
#include "base/json.h"
#include "delivery/feed.h"
#include "delivery/sql.h"
#include "email/address.h"
#include "net/aws_error.h"
#include "net/sigv4.h"
#include "net/url.h"
#include "workspace/suppression_repository.h"

#include <set>

namespace audience::delivery {

namespace {

struct Listed {
    std::string address;
    workspace::SuppressionReason reason;
    Instant at;
};

Instant listedAt(const Json &summary, Instant fallback) {
    const Json *time = jsonMember(summary, "LastUpdateTime");
    if (time && time->is_number())
        return Instant{static_cast<std::int64_t>(time->get<double>() * kMicrosPerSecond)};
    return instantFromIso(jsonText(summary, "LastUpdateTime")).value_or(fallback);
}

Error malformed(std::string_view call) {
    return Error(ErrorKind::Network, "ses.answer_malformed").with("call", call);
}

} // namespace

Result<Json> SesAccount::get(const std::string &pathAndQuery, std::string_view call,
                             const CancelToken &cancel) {
    while (!m_pace.tryTake())
        m_clock.sleepFor(m_pace.waitFor());
    TRY(cancel.check());
    net::HttpRequest request;
    request.url = m_connection.baseUrl() + pathAndQuery;
    TRY_ASSIGN(const net::AwsCredentials credentials, m_credentials());
    TRY(net::signRequest(request, credentials, {m_connection.region, "ses", m_clock.now()}));
    TRY_ASSIGN(const net::HttpResponse response, m_client.send(request, cancel));
    if (response.status != 200) {
        const net::AwsError error = net::awsError(response);
        if (response.status == 401 || response.status == 403)
            return Error(ErrorKind::Auth, "ses.denied")
                .with("code", error.code)
                .because(error.message);
        return Error(response.status == 404 ? ErrorKind::NotFound : ErrorKind::Network,
                     "ses.failed")
            .with("status", std::to_string(response.status))
            .with("code", error.code)
            .because(error.message);
    }
    auto document = parseJson(response.body);
    if (!document || !document->is_object())
        return malformed(call);
    return *std::move(document);
}

Result<SendQuota> SesAccount::quota(const CancelToken &cancel) {
    TRY_ASSIGN(const Json account, get("/v2/email/account", "GetAccount", cancel));
    const Json *quota = jsonMember(account, "SendQuota");
    if (!quota || !quota->is_object() || !quota->contains("MaxSendRate"))
        return malformed("GetAccount");
    SendQuota result;
    result.perSecond = jsonNumber(*quota, "MaxSendRate", 1);
    result.perDay = static_cast<std::int64_t>(jsonNumber(*quota, "Max24HourSend", -1));
    result.sentLastDay = static_cast<std::int64_t>(jsonNumber(*quota, "SentLast24Hours", 0));
    result.isSandbox = !jsonBool(account, "ProductionAccessEnabled");
    result.isEnabled = jsonBool(account, "SendingEnabled", true);
    result.enforcement = jsonText(account, "EnforcementStatus");
    return result;
}

Result<SesIdentity> SesAccount::identity(const std::string &name) {
    auto answer = get("/v2/email/identities/" + net::percentEncode(name), "GetEmailIdentity");
    if (!answer && answer.error().kind == ErrorKind::NotFound)
        return Error(ErrorKind::NotFound, "ses.identity_missing").with("identity", name);
    if (!answer)
        return std::move(answer).error();
    SesIdentity identity;
    identity.name = name;
    identity.isVerified = jsonBool(*answer, "VerifiedForSendingStatus");
    if (const Json *dkim = jsonMember(*answer, "DkimAttributes"); dkim && dkim->is_object()) {
        identity.signsWithDkim = jsonBool(*dkim, "SigningEnabled");
        identity.dkimStatus = jsonText(*dkim, "Status");
    }
    return identity;
}

Result<std::int64_t> SesAccount::syncSuppression(const store::Connection &connection,
                                                 const CancelToken &cancel) {
    const auto sync = [&]() -> Result<std::int64_t> {
        std::int64_t added = 0;
        std::string token;
        std::set<std::string> seen;
        do {
            std::string query = "/v2/email/suppression/addresses?PageSize=1000";
            if (!token.empty())
                query += "&NextToken=" + net::percentEncode(token);
            TRY_ASSIGN(const Json page, get(query, "ListSuppressedDestinations", cancel));
            const Json *list = jsonMember(page, "SuppressedDestinationSummaries");
            if (!list || !list->is_array())
                return malformed("ListSuppressedDestinations");
            TRY_ASSIGN(store::Transaction transaction, beginDurable(connection));
            for (const Json &summary : *list) {
                const std::string address =
                    summary.is_object() ? jsonText(summary, "EmailAddress") : std::string();
                if (address.empty())
                    return malformed("ListSuppressedDestinations");
                TRY_ASSIGN(const bool isNew,
                           workspace::SuppressionRepository::add(
                               connection,
                               {sha256(email::addressKey(address)),
                                jsonText(summary, "Reason") == "COMPLAINT"
                                    ? workspace::SuppressionReason::Complaint
                                    : workspace::SuppressionReason::Bounce,
                                listedAt(summary, m_clock.now()), "account " + m_connection.name}));
                added += isNew ? 1 : 0;
            }
            TRY(transaction.commit());
            token = jsonText(page, "NextToken");
            if (!token.empty() && !seen.insert(token).second)
                return malformed("ListSuppressedDestinations"); // pages in a circle
        } while (!token.empty());
        return added;
    };
    auto added = sync();
    if (added)
        TRY(markFeedComplete(connection, suppressionFeed(), m_clock.now()));
    else
        TRY(markFeedFailed(connection, suppressionFeed(), added.error().id, m_clock.now()));
    return added;
}

} // namespace audience::delivery
