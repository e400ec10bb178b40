#include "aws/sts.h"

#include <algorithm>

namespace audience::aws {

namespace {

constexpr std::string_view kVersion = "2011-06-15";
constexpr std::chrono::minutes kBeforeEnd{5};

Error malformed(const char *operation) {
    return Error(ErrorKind::Network, "aws.answer_malformed").with("operation", operation);
}

// Takes the text of a secret element out of the bytes before any reader copies it. Their alphabet needs no escaping.
Secret cutOut(std::string &body, std::string_view element) {
    const std::string begin = '<' + std::string(element) + '>', end = "</" + std::string(element) + '>';
    const std::size_t from = body.find(begin), to = body.find(end);
    if (from == std::string::npos || to == std::string::npos || to < from + begin.size())
        return {};
    Secret secret(std::string_view(body).substr(from + begin.size(), to - from - begin.size()));
    std::fill(body.begin() + static_cast<std::ptrdiff_t>(from + begin.size()), body.begin() + static_cast<std::ptrdiff_t>(to), ' ');
    return secret;
}

} // namespace

Result<Caller> callerIdentity(Client &client, const CancelToken &cancel) {
    TRY_ASSIGN(const XmlElement result, client.query("sts", Form("GetCallerIdentity", kVersion), cancel));
    Caller caller{{}, result.textOf("Arn"), result.textOf("UserId")};
    const auto arn = Arn::parse(caller.arn);
    caller.place.region = client.endpoints().region();
    caller.place.account = result.textOf("Account");
    if (!arn || caller.place.account.empty())
        return malformed("sts:GetCallerIdentity");
    caller.place.partition = arn->partition;
    return caller;
}

Result<RoleKeys> assumeRole(Client &client, const RoleGrant &grant, const CancelToken &cancel) {
    Form form("AssumeRole", kVersion);
    form.add("RoleArn", grant.roleArn).add("RoleSessionName", grant.sessionName);
    form.add("DurationSeconds", std::to_string(grant.duration.count()));
    if (!grant.externalId.empty())
        form.add("ExternalId", grant.externalId);
    if (!grant.mfaSerial.empty())
        form.add("SerialNumber", grant.mfaSerial).add("TokenCode", grant.mfaCode);
    Call call{"sts", "sts:AssumeRole", {}, {}};
    call.request.method = "POST";
    call.request.url = client.endpoints().base("sts") + '/';
    net::setHeader(call.request.headers, "Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    call.request.body = form.body();
    TRY_ASSIGN(net::HttpResponse answer, client.send(call, cancel));
    RoleKeys role;
    role.keys.secretKey = cutOut(answer.body, "SecretAccessKey");
    role.keys.sessionToken = cutOut(answer.body, "SessionToken");
    const auto document = readXml(answer.body);
    const XmlElement *result = document ? document->child("AssumeRoleResult") : nullptr;
    const XmlElement *keys = result ? result->child("Credentials") : nullptr;
    if (!keys)
        return malformed("sts:AssumeRole");
    role.keys.accessKeyId = keys->textOf("AccessKeyId");
    const auto expires = instantFromIso(keys->textOf("Expiration"));
    if (role.keys.accessKeyId.empty() || role.keys.secretKey.empty() || role.keys.sessionToken.empty() || !expires)
        return malformed("sts:AssumeRole");
    role.expires = *expires;
    return role;
}

Result<net::AwsCredentials> RoleSource::keys() {
    const std::lock_guard lock(m_mutex);
    if (!m_current || m_clock.now() + kBeforeEnd >= m_current->expires) {
        m_current.reset();
        TRY_ASSIGN(m_current, m_assume());
    }
    return m_current->keys.clone();
}

bool RoleSource::renew() {
    const std::lock_guard lock(m_mutex);
    m_current.reset();
    return true;
}

} // namespace audience::aws
