#include "service/connection_keys.h"

#include "aws/sts.h"
#include "net/net.h"
#include "secrets/credential_source.h"
#include "secrets/keychain.h"
#include "secrets/secret_key.h"
#include "service/session.h"

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

Result<aws::RoleKeys> roleKeys(Session &session, const KeyUse &use, const secrets::RoleReference &role) {
    workspace::Workspace &file = session.workspace();
    const auto http = net::curlNet(file.clock(), file.rng())->makeClient(net::RetryPolicy{1, {}, std::chrono::seconds(60)});
    aws::KeysFrom kept([&] { return keptKeysOf(session, use); });
    aws::Client client(*http, file.clock(), file.rng(), aws::Endpoints::around(use.region, use.service, use.endpoint), kept);
    return aws::assumeRole(client, {role.arn, role.externalId});
}

std::shared_ptr<aws::KeySource> sourceOf(Session &session, const KeyUse &use) {
    const auto source = secrets::CredentialSource::parse(use.credentials);
    if (source && source->role()) {
        const secrets::RoleReference role = *source->role();
        return std::make_shared<aws::RoleSource>(session.workspace().clock(), [&session, use, role] { return roleKeys(session, use, role); });
    }
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

} // namespace audience::service
