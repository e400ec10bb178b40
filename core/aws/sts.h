// Who the keys belong to, and keys for a while that stand for a role. Assumed keys live in wiped memory and nowhere else.
#pragma once

#include "aws/arn.h"
#include "aws/client.h"
#include "aws/key_source.h"

#include <mutex>

namespace audience::aws {

struct Caller {
    Place place; // with the client's region
    std::string arn, userId;
};
// Needs no permission: it proves key, secret, token and clock.
Result<Caller> callerIdentity(Client &client, const CancelToken &cancel = {});

struct RoleGrant {
    std::string roleArn, externalId, sessionName = "audience-sync";
    std::chrono::seconds duration{3600};
    std::string mfaSerial = {}, mfaCode = {}; // both or neither; a code is used once
};
struct RoleKeys {
    net::AwsCredentials keys;
    Instant expires;
};
Result<RoleKeys> assumeRole(Client &client, const RoleGrant &grant, const CancelToken &cancel = {});

// The keys of a role, assumed when they are first asked for and again five minutes before they run out. Any thread.
class RoleSource final : public KeySource {
public:
    using Assume = std::function<Result<RoleKeys>()>;
    RoleSource(const Clock &clock, Assume assume) : m_clock(clock), m_assume(std::move(assume)) {}

    Result<net::AwsCredentials> keys() override;
    bool renew() override;

private:
    const Clock &m_clock;
    Assume m_assume;
    std::mutex m_mutex;
    std::optional<RoleKeys> m_current;
};

} // namespace audience::aws
