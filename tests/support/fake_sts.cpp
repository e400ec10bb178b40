#include "support/fake_sts.h"

namespace audience::test {

FakeReply FakeSts::handle(const FakeRequest &request, Instant now) {
    const auto form = parseForm(request);
    if (!form || formValue(*form, "Version") != "2011-06-15")
        return queryError(400, "ValidationError", "The request is not well formed.");
    const std::string action = formValue(*form, "Action");
    if (action == "GetCallerIdentity")
        return queryReply(action, "<Arn>arn:" + m_config.partition + ":iam::" + m_config.accountId + ":user/ops</Arn><UserId>AIDAEXAMPLE</UserId><Account>" +
                                      m_config.accountId + "</Account>");
    if (action == "AssumeRole")
        return assumeRole(*form, now);
    return queryError(400, "InvalidAction", "Could not find operation " + action);
}

FakeReply FakeSts::assumeRole(const FakeForm &form, Instant now) {
    const std::string arn = formValue(form, "RoleArn"), session = formValue(form, "RoleSessionName");
    const int seconds = std::atoi(formValue(form, "DurationSeconds").c_str());
    if (session.size() < 2 || session.size() > 64 || seconds < 900 || seconds > 43200)
        return queryError(400, "ValidationError", "1 validation error detected");
    const auto role = m_config.roles.find(arn);
    if (role == m_config.roles.end() || role->second != formValue(form, "ExternalId"))
        return queryError(403, "AccessDenied",
                          "User: arn:aws:iam::" + m_config.accountId + ":user/ops is not authorized to perform: sts:AssumeRole on resource: " + arn);
    if (const auto wanted = m_config.mfa.find(arn); wanted != m_config.mfa.end()) {
        const bool isRight = wanted->second == formValue(form, "SerialNumber") + ' ' + formValue(form, "TokenCode");
        wanted->second += isRight ? " used" : "";
        if (!isRight)
            return queryError(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code.");
    }
    FakeSessionKeys keys{"assumed/+secret" + std::to_string(m_next), "FwoGZX/token+" + std::to_string(m_next) + "==", now + std::chrono::seconds(seconds)};
    const std::string id = "ASIAEXAMPLE" + std::to_string(m_next++);
    m_config.sessions[id] = keys;
    return queryReply("AssumeRole", "<Credentials><AccessKeyId>" + id + "</AccessKeyId><SecretAccessKey>" + keys.secretKey + "</SecretAccessKey><SessionToken>" +
                                        keys.token + "</SessionToken><Expiration>" + toIso(Instant{keys.expires.micros - keys.expires.micros % 1'000'000}) +
                                        "</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:" + session + "</AssumedRoleId><Arn>" + arn +
                                        "</Arn></AssumedRoleUser>");
}

} // namespace audience::test
