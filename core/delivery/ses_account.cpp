#include "delivery/ses_account.h"

#include "base/json.h"
#include "delivery/account_suppression.h"
#include "net/aws_error.h"
#include "net/sigv4.h"
#include "net/url.h"

namespace audience::delivery {

namespace {

Error malformed(std::string_view call) {
    return Error(ErrorKind::Network, "ses.answer_malformed").with("call", call);
}

} // namespace

Result<Json> SesAccount::get(const std::string &pathAndQuery, std::string_view call,
                             const CancelToken &cancel) {
    return request("GET", pathAndQuery, {}, call, cancel);
}

Result<Json> SesAccount::request(std::string_view method, const std::string &pathAndQuery,
                                 const std::string &body, std::string_view call,
                                 const CancelToken &cancel) {
    while (!m_pace.tryTake())
        m_clock.sleepFor(m_pace.waitFor());
    TRY(cancel.check());
    net::HttpRequest request;
    request.method = method;
    request.url = m_connection.baseUrl() + pathAndQuery;
    request.body = body;
    if (!body.empty())
        net::setHeader(request.headers, "Content-Type", "application/json");
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
    if (response.body.empty() && method != "GET")
        return Json(Json::object());
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
    TRY_ASSIGN(const AccountPull pulled,
               AccountSuppression(*this, m_clock, m_connection.name).pull(connection, cancel));
    return pulled.added;
}

} // namespace audience::delivery
