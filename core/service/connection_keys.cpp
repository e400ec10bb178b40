#include "service/connection_keys.h"

#include "aws/sts.h"
#include "net/net.h"
#include "secrets/credential_source.h"
#include "secrets/keychain.h"
#include "secrets/secret_key.h"
#include "service/session.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace audience::service {

namespace {

// What tells the keys of one connection from those of another.
struct KeyUse {
    const char *service; // signing name
    std::string name, region, credentials, baseUrl, endpoint;
};

KeyUse useOf(const model::SesConnection &one) {
    return {"ses", one.name, one.region, one.credentials, one.baseUrl(), one.endpoint};
}
KeyUse useOf(const model::SqsConnection &one) {
    return {"sqs", one.name, one.region, one.credentials, one.baseUrl(), one.endpoint};
}

std::string keychainNameOf(const Session &session, const KeyUse &use) {
    return secrets::secretKey({session.workspace().uuid(), use.service, use.baseUrl, use.name});
}

Result<net::AwsCredentials> keptKeysOf(Session &session, const KeyUse &use) {
    TRY_ASSIGN(const auto source, secrets::CredentialSource::parse(use.credentials));
    secrets::MemoryKeychain nothing;
    return source.resolve(session.keychain() ? *session.keychain() : nothing, keychainNameOf(session, use));
}

// The keys that cost somebody a code, and where codes come from.
struct MfaDesk {
    std::mutex lock;
    AskMfaCode ask;
    std::string given;
    std::map<std::string, aws::RoleKeys> held;
    static MfaDesk &here() {
        static MfaDesk desk;
        return desk;
    }
    Result<std::string> code(const std::string &serial) {
        std::string code = std::exchange(given, {});
        if (code.empty() && ask)
            code = ask(serial);
        return code.empty() ? Result<std::string>(Error(ErrorKind::Auth, "aws.mfa_needed").with("serial", serial)) : code;
    }
};

constexpr std::chrono::seconds kLongestOfChained{3'600};

Result<aws::RoleKeys> exchanged(Session &session, const KeyUse &use, const net::AwsCredentials &keys, const secrets::RoleReference &role, const std::string &code) {
    workspace::Workspace &file = session.workspace();
    const auto http = net::curlNet(file.clock(), file.rng())->makeClient(net::RetryPolicy{1, {}, std::chrono::seconds(60)});
    aws::KeysFrom source([&] { return Result<net::AwsCredentials>(keys.clone()); });
    aws::Client::Options options;
    if (!code.empty())
        options.tries = 1;
    aws::Client client(*http, file.clock(), file.rng(), aws::Endpoints::around(use.region, use.service, use.endpoint), source, options);
    aws::RoleGrant grant{role.arn, role.externalId};
    grant.duration = keys.sessionToken.empty() ? std::chrono::seconds(role.seconds) : std::min(std::chrono::seconds(role.seconds), kLongestOfChained);
    grant.mfaSerial = code.empty() ? std::string() : role.mfaSerial;
    grant.mfaCode = code;
    auto answer = aws::assumeRole(client, grant);
    if (!answer && !code.empty() && answer.error().id == "aws.denied")
        return Error(ErrorKind::Auth, "aws.mfa_refused").with("serial", role.mfaSerial).because(answer.error().detail);
    return answer;
}

// One role after the other, each with the keys of the one before.
Result<aws::RoleKeys> roleKeys(Session &session, const KeyUse &use) {
    TRY_ASSIGN(const auto source, secrets::CredentialSource::parse(use.credentials));
    secrets::MemoryKeychain nothing;
    TRY_ASSIGN(secrets::KeyChain chain, source.chain(session.keychain() ? *session.keychain() : nothing, keychainNameOf(session, use)));
    aws::RoleKeys current{std::move(chain.keys), {}};
    for (const secrets::RoleReference &role : chain.roles) {
        if (role.mfaSerial.empty()) {
            TRY_ASSIGN(current, exchanged(session, use, current.keys, role, {}));
            continue;
        }
        MfaDesk &desk = MfaDesk::here();
        const std::lock_guard lock(desk.lock);
        const std::string name = session.workspace().uuid() + ' ' + use.region + ' ' + use.endpoint + ' ' + current.keys.accessKeyId + ' ' + role.arn;
        const auto held = desk.held.find(name);
        if (held != desk.held.end() && session.workspace().clock().now() + std::chrono::minutes(5) < held->second.expires) {
            current = {held->second.keys.clone(), held->second.expires};
            continue;
        }
        TRY_ASSIGN(const std::string code, desk.code(role.mfaSerial));
        TRY_ASSIGN(current, exchanged(session, use, current.keys, role, code));
        desk.held[name] = {current.keys.clone(), current.expires};
    }
    return current;
}

std::shared_ptr<aws::KeySource> sourceOf(Session &session, const KeyUse &use) {
    const auto source = secrets::CredentialSource::parse(use.credentials);
    if (source && source->assumesRoles())
        return std::make_shared<aws::RoleSource>(session.workspace().clock(), [&session, use] { return roleKeys(session, use); });
    return std::make_shared<aws::KeysFrom>([&session, use] { return keptKeysOf(session, use); });
}

aws::KeysFrom::Function functionOf(std::shared_ptr<aws::KeySource> source) {
    return [source = std::move(source)] { return source->keys(); };
}

} // namespace

std::string keychainName(const Session &session, const model::SesConnection &connection) {
    return keychainNameOf(session, useOf(connection));
}
std::string keychainName(const Session &session, const model::SqsConnection &connection) {
    return keychainNameOf(session, useOf(connection));
}

Result<net::AwsCredentials> keptKeys(Session &session, const model::SesConnection &connection) {
    return keptKeysOf(session, useOf(connection));
}
Result<net::AwsCredentials> keptKeys(Session &session, const model::SqsConnection &connection) {
    return keptKeysOf(session, useOf(connection));
}

std::shared_ptr<aws::KeySource> keySource(Session &session, const model::SesConnection &connection) {
    return sourceOf(session, useOf(connection));
}
std::shared_ptr<aws::KeySource> keySource(Session &session, const model::SqsConnection &connection) {
    return sourceOf(session, useOf(connection));
}

aws::KeysFrom::Function credentialSource(Session &session, const model::SesConnection &connection) {
    return functionOf(keySource(session, connection));
}
aws::KeysFrom::Function credentialSource(Session &session, const model::SqsConnection &connection) {
    return functionOf(keySource(session, connection));
}

void setMfaAsk(AskMfaCode ask) {
    const std::lock_guard lock(MfaDesk::here().lock);
    MfaDesk::here().ask = std::move(ask);
}

void giveMfaCode(const std::string &code) {
    const std::lock_guard lock(MfaDesk::here().lock);
    MfaDesk::here().given = code;
}

} // namespace audience::service
