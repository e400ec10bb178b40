#include "secrets/credential_source.h"

#include "base/json.h"
#include "base/text.h"
#include "secrets/ini.h"
#include "secrets/private_file.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <utility>

namespace audience::secrets {

namespace {

// An empty variable counts as absent, as it does for AWS's own tools.
std::string environment(const char *name) {
    const char *value = std::getenv(name);
    return value ? value : "";
}

std::string homeDirectory() {
    const std::string home = environment("HOME");
    return home.empty() ? environment("USERPROFILE") : home;
}

// As Amazon bears it; 0: no such number.
int secondsFrom(std::string_view text) {
    int seconds = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    return failed == std::errc() && end == text.data() + text.size() && seconds >= 900 && seconds <= 43'200 ? seconds : 0;
}

Error incomplete(std::string_view where, std::string_view name) {
    return Error(ErrorKind::Auth, "secrets.credentials_incomplete")
        .with("where", where)
        .with("name", name);
}

Result<net::AwsCredentials> fromEnvironment() {
    net::AwsCredentials credentials;
    credentials.accessKeyId = environment("AWS_ACCESS_KEY_ID");
    for (const char *name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
        if (environment(name).empty())
            return Error(ErrorKind::Auth, "secrets.env_missing").with("name", name);
    credentials.secretKey = Secret(std::getenv("AWS_SECRET_ACCESS_KEY"));
    if (const char *token = std::getenv("AWS_SESSION_TOKEN"))
        credentials.sessionToken = Secret(token);
    return credentials;
}

std::optional<std::string_view> find(const std::vector<IniEntry> &entries, std::string_view section,
                                     std::string_view key) {
    for (const IniEntry &entry : entries)
        if (entry.section == section && equalsAscii(entry.key, key) && !entry.value.empty())
            return entry.value;
    return std::nullopt;
}

// Nothing when the section holds neither key.
Result<std::optional<net::AwsCredentials>> fromSection(const std::vector<IniEntry> &entries,
                                                       std::string_view section,
                                                       std::string_view where) {
    const auto id = find(entries, section, "aws_access_key_id");
    const auto secret = find(entries, section, "aws_secret_access_key");
    if (!id && !secret)
        return std::optional<net::AwsCredentials>();
    if (!id || !secret)
        return incomplete(where, id ? "aws_secret_access_key" : "aws_access_key_id");
    net::AwsCredentials credentials{std::string(*id), Secret(*secret), Secret()};
    if (const auto token = find(entries, section, "aws_session_token"))
        credentials.sessionToken = Secret(*token);
    return std::optional<net::AwsCredentials>(std::move(credentials));
}

// What the two files of AWS's tools say of profiles; wiped with the secrets in it.
class Profiles {
public:
    Profiles() {
        const auto path = [](const char *variable, const char *name) {
            const std::string named = environment(variable);
            return named.empty() ? homeDirectory() + "/.aws/" + name : named;
        };
        m_path = path("AWS_SHARED_CREDENTIALS_FILE", "credentials");
        read(m_path, m_credentialsText, m_credentials);
        read(path("AWS_CONFIG_FILE", "config"), m_configText, m_config);
    }

    std::string setting(const std::string &profile, std::string_view name) const {
        auto value = find(m_credentials, profile, name);
        if (!value)
            value = find(m_config, sectionOf(profile), name);
        return value ? std::string(*value) : std::string();
    }

    Result<net::AwsCredentials> keys(const std::string &profile) const {
        for (const auto &[entries, section] : {std::pair(&m_credentials, profile), std::pair(&m_config, sectionOf(profile))}) {
            TRY_ASSIGN(auto credentials, fromSection(*entries, section, profile));
            if (credentials)
                return *std::move(credentials);
        }
        // A profile that gets its keys by other means must not look like a missing one.
        for (const char *other : {"role_arn", "credential_process", "sso_session", "sso_start_url", "login_session"})
            if (!setting(profile, other).empty())
                return Error(ErrorKind::Auth, "secrets.profile_unsupported").with("profile", profile).with("setting", other);
        return Error(ErrorKind::Auth, "secrets.profile_not_found").with("profile", profile).with("path", m_path);
    }

    Result<KeyChain> chain(const std::string &profile, int depth = 0) const {
        const std::string arn = setting(profile, "role_arn"), source = setting(profile, "source_profile");
        KeyChain chain;
        if (arn.empty()) {
            TRY_ASSIGN(chain.keys, keys(profile));
            return chain;
        }
        if (depth > kLongestChain)
            return Error(ErrorKind::Auth, "secrets.profile_circle").with("profile", profile);
        if (source == profile) {
            TRY_ASSIGN(chain.keys, keys(profile));
        } else if (!source.empty()) {
            TRY_ASSIGN(chain, this->chain(source, depth + 1));
        } else if (equalsAscii(setting(profile, "credential_source"), "Environment")) {
            TRY_ASSIGN(chain.keys, fromEnvironment());
        } else {
            return Error(ErrorKind::Auth, "secrets.profile_unsupported").with("profile", profile).with("setting", "credential_source");
        }
        RoleReference role{arn, setting(profile, "external_id"), setting(profile, "mfa_serial")};
        if (const int seconds = secondsFrom(setting(profile, "duration_seconds")); seconds != 0)
            role.seconds = seconds;
        chain.roles.push_back(std::move(role));
        return chain;
    }

private:
    static constexpr int kLongestChain = 5;
    static std::string sectionOf(const std::string &profile) { return profile == "default" ? profile : "profile " + profile; }
    static void read(const std::string &path, Secret &text, std::vector<IniEntry> &entries) {
        if (auto read = readSmallFile(path, FilePrivacy::Any)) {
            text = *std::move(read);
            entries = parseIni(text.view());
        }
    }
    std::string m_path;
    Secret m_credentialsText, m_configText; // what the entries point into
    std::vector<IniEntry> m_credentials, m_config;
};

Result<net::AwsCredentials> fromJson(std::string_view text, const std::string &path) {
    Result<Json> parsed = parseJson(text);
    if (!parsed || !parsed->is_object())
        return Error(ErrorKind::Auth, "secrets.file_invalid").with("path", path);
    // Takes the first of the names and wipes it in the document.
    const auto take = [&](std::initializer_list<const char *> names) {
        for (const char *name : names) {
            const auto member = parsed->find(name);
            if (member == parsed->end() || !member->is_string())
                continue;
            auto &value = member->template get_ref<std::string &>();
            Secret secret(value);
            secureZero(value.data(), value.size());
            return secret;
        }
        return Secret();
    };
    net::AwsCredentials credentials;
    credentials.accessKeyId = take({"accessKeyId", "AccessKeyId", "aws_access_key_id"}).view();
    credentials.secretKey = take({"secretAccessKey", "SecretAccessKey", "aws_secret_access_key"});
    credentials.sessionToken = take({"sessionToken", "SessionToken", "aws_session_token"});
    if (credentials.accessKeyId.empty())
        return incomplete(path, "accessKeyId");
    if (credentials.secretKey.empty())
        return incomplete(path, "secretAccessKey");
    return credentials;
}

Result<net::AwsCredentials> fromFile(std::string path) {
    if (path.rfind("~/", 0) == 0)
        path = homeDirectory() + path.substr(1);
    TRY_ASSIGN(const Secret text, readSmallFile(path, FilePrivacy::OwnerOnly));
    const std::string_view content = trimmed(text.view());
    if (!content.empty() && content.front() == '{')
        return fromJson(content, path);
    const std::vector<IniEntry> entries = parseIni(text.view());
    for (const char *section : {"default", ""}) {
        TRY_ASSIGN(auto credentials, fromSection(entries, section, path));
        if (credentials)
            return *std::move(credentials);
    }
    return Error(ErrorKind::Auth, "secrets.file_invalid").with("path", path);
}

constexpr std::string_view kRole = "role:", kExternalId = ",external-id=", kMfa = ",mfa=", kDuration = ",duration=", kSource = ",source=";

// Takes what follows `name` off the end of the text.
std::optional<std::string> takeOff(std::string_view &text, std::string_view name) {
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos)
        return std::nullopt;
    std::string value(text.substr(at + name.size()));
    text = text.substr(0, at);
    return value;
}

// The name of a role and an external id may hold commas: each part ends where the next one's name begins.
std::optional<RoleReference> roleFromText(std::string_view text) {
    RoleReference role;
    const auto duration = takeOff(text, kDuration), mfa = takeOff(text, kMfa), id = takeOff(text, kExternalId);
    role.arn = text;
    role.externalId = id.value_or(std::string());
    role.mfaSerial = mfa.value_or(std::string());
    role.seconds = duration ? secondsFrom(*duration) : role.seconds;
    const bool isRole = role.arn.rfind("arn:", 0) == 0 && role.arn.find(":iam::") != std::string::npos &&
                        role.arn.find(":role/") != std::string::npos && role.arn.find_first_of(" \n") == std::string::npos;
    const bool hasRest = (!id || role.externalId.size() >= 2) && (!mfa || role.mfaSerial.size() >= 9) && role.seconds != 0;
    return isRole && hasRest ? std::optional(std::move(role)) : std::nullopt;
}

} // namespace

Result<CredentialSource> CredentialSource::parse(std::string_view text) {
    if (text.rfind(kRole, 0) == 0) {
        const std::size_t source = text.find(kSource);
        auto role = roleFromText(text.substr(0, source).substr(kRole.size()));
        auto kept = parse(source == std::string_view::npos ? "keychain" : text.substr(source + kSource.size()));
        if (!role || !kept || kept->m_role)
            return Error(ErrorKind::Invalid, "secrets.source_invalid").with("text", text);
        kept->m_role = std::move(role);
        return kept;
    }
    const auto after = [&](std::string_view prefix) {
        return std::string(text.substr(prefix.size()));
    };
    if (text == "env")
        return CredentialSource(Kind::Environment, {});
    if (text == "keychain")
        return CredentialSource(Kind::Keychain, {});
    if (text.rfind("profile:", 0) == 0 && text.size() > 8)
        return CredentialSource(Kind::Profile, after("profile:"));
    if (text.rfind("file:", 0) == 0 && text.size() > 5)
        return CredentialSource(Kind::File, after("file:"));
    return Error(ErrorKind::Invalid, "secrets.source_invalid").with("text", text);
}

std::string CredentialSource::toText() const {
    if (m_role) {
        CredentialSource kept = *this;
        kept.m_role.reset();
        std::string text = std::string(kRole) + m_role->arn;
        if (!m_role->externalId.empty())
            text.append(kExternalId).append(m_role->externalId);
        if (!m_role->mfaSerial.empty())
            text.append(kMfa).append(m_role->mfaSerial);
        if (m_role->seconds != RoleReference().seconds)
            text.append(kDuration).append(std::to_string(m_role->seconds));
        return text.append(kSource).append(kept.toText());
    }
    switch (m_kind) {
    case Kind::Environment:
        return "env";
    case Kind::Keychain:
        return "keychain";
    case Kind::Profile:
        return "profile:" + m_argument;
    case Kind::File:
        break;
    }
    return "file:" + m_argument;
}

Result<net::AwsCredentials> CredentialSource::resolve(Keychain &keychain,
                                                      const std::string &key) const {
    switch (m_kind) {
    case Kind::Environment:
        return fromEnvironment();
    case Kind::Keychain: {
        TRY_ASSIGN(const Secret packed, keychain.read(key));
        return unpackCredentials(packed);
    }
    case Kind::Profile: {
        TRY_ASSIGN(KeyChain chain, Profiles().chain(m_argument));
        return std::move(chain.keys);
    }
    case Kind::File:
        break;
    }
    return fromFile(m_argument);
}

bool CredentialSource::assumesRoles() const {
    return m_role || (m_kind == Kind::Profile && !Profiles().setting(m_argument, "role_arn").empty());
}

Result<KeyChain> CredentialSource::chain(Keychain &keychain, const std::string &key) const {
    KeyChain chain;
    if (m_kind == Kind::Profile) {
        TRY_ASSIGN(chain, Profiles().chain(m_argument));
    } else {
        TRY_ASSIGN(chain.keys, resolve(keychain, key));
    }
    if (m_role)
        chain.roles.push_back(*m_role);
    return chain;
}

// Three lines: none of the three parts can contain a line break.
Secret packCredentials(const net::AwsCredentials &credentials) {
    std::string text = credentials.accessKeyId + '\n';
    text.reserve(text.size() + credentials.secretKey.view().size() +
                 credentials.sessionToken.view().size() + 1);
    text.append(credentials.secretKey.view()).append("\n").append(credentials.sessionToken.view());
    Secret packed(text);
    secureZero(text.data(), text.size());
    return packed;
}

Result<net::AwsCredentials> unpackCredentials(const Secret &packed) {
    const std::string_view text = packed.view();
    const std::size_t first = text.find('\n');
    const std::size_t second = first == std::string_view::npos ? first : text.find('\n', first + 1);
    if (second == std::string_view::npos || first == 0 || second == first + 1)
        return incomplete("keychain", "secretAccessKey");
    return net::AwsCredentials{std::string(text.substr(0, first)),
                               Secret(text.substr(first + 1, second - first - 1)),
                               Secret(text.substr(second + 1))};
}

} // namespace audience::secrets
