// Where a connection's AWS keys come from. A workspace stores this reference, never the keys; they
// are read each time they are used. Assuming a role with them is the business of the module aws.
#pragma once

#include "base/result.h"
#include "net/aws_credentials.h"
#include "secrets/keychain.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::secrets {

struct RoleReference {
    std::string arn, externalId; // the latter may be empty
    std::string mfaSerial;       // of the device whose code the role wants; may be empty
    int seconds = 3'600;         // how long its keys are good for
    friend bool operator==(const RoleReference &, const RoleReference &) = default;
};

// Keys that are kept, and the roles that are assumed with them, each with those of the one before.
struct KeyChain {
    net::AwsCredentials keys;
    std::vector<RoleReference> roles;
};

class CredentialSource {
public:
    enum class Kind { Environment, Keychain, Profile, File };

    // "env" | "keychain" | "profile:NAME" | "file:PATH", or a role that is assumed with keys of one of these (of the
    // keychain when none is named): "role:ARN[,external-id=ID][,mfa=SERIAL][,duration=SECONDS][,source=...]". Error: "secrets.source_invalid" {text}.
    static Result<CredentialSource> parse(std::string_view text);
    std::string toText() const;
    Kind kind() const { return m_kind; } // of the keys that are kept, with or without a role
    const std::optional<RoleReference> &role() const { return m_role; }

    // Whether the keys that are kept only serve to assume roles: one of its own, or of a profile of AWS's tools.
    bool assumesRoles() const;
    // Also of profiles with role_arn, source_profile, mfa_serial, external_id and duration_seconds. Errors: those of
    // resolve(), "secrets.profile_circle" {profile}.
    Result<KeyChain> chain(Keychain &keychain, const std::string &key) const;
    // The keys that are kept; where there is a role, they only serve to assume it.
    // `key` (see secretKey) is for the kind Keychain alone. Errors: the keychain's, and
    // "secrets.env_missing" {name}, "secrets.profile_not_found" {profile, path},
    // "secrets.profile_unsupported" {profile, setting}, "secrets.credentials_incomplete" {where,
    // name}, "secrets.file_unreadable" {path}, "secrets.file_not_private" {path},
    // "secrets.file_invalid" {path}.
    Result<net::AwsCredentials> resolve(Keychain &keychain, const std::string &key) const;

private:
    CredentialSource(Kind kind, std::string argument)
        : m_kind(kind), m_argument(std::move(argument)) {}
    Kind m_kind;
    std::string m_argument; // profile name or path
    std::optional<RoleReference> m_role;
};

// How credentials are kept in a keychain, and back.
Secret packCredentials(const net::AwsCredentials &credentials);
Result<net::AwsCredentials> unpackCredentials(const Secret &packed);

} // namespace audience::secrets
