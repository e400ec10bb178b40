#include "model/source_connection.h"

#include "base/digest.h"
#include "base/json.h"

#include <algorithm>

namespace audience::model {

namespace {

constexpr std::size_t kLongOption = 100;

Error refusal(std::string_view id, std::string_view arg, std::string_view text) { return Error(ErrorKind::Invalid, id).with(arg, text); }

Error unknownKind(std::string_view value) {
    std::string kinds;
    for (const SourceKind &kind : sourceKinds())
        kinds += (kinds.empty() ? "" : ", ") + std::string(kind.id);
    return refusal("source.bad_kind", "value", value).with("kinds", kinds);
}

bool isHostSign(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view(".-_:\\").find(c) != std::string_view::npos;
}

Result<void> checkServer(const SourceConnection &value) {
    // A name that the computer's own list of data sources knows has its server there.
    const bool isElsewhere = !value.option("dsn").empty() || !value.option("attributes").empty() || (value.kind == "odbc" && !value.option("driver").empty());
    // A list of hosts, as PostgreSQL's own library takes it, would be tried one after the other.
    const bool isHost = !value.host.empty() && (value.isSocket() || std::all_of(value.host.begin(), value.host.end(), isHostSign)) &&
                        value.host.find(',') == std::string::npos;
    if (!isHost && !(isElsewhere && value.host.empty()))
        return refusal("source.bad_host", "host", value.host);
    if ((value.port < 1 || value.port > 65'535) && !(isElsewhere && value.port == 0))
        return refusal("source.bad_port", "port", std::to_string(value.port));
    if (value.database.empty() && !isElsewhere)
        return refusal("source.needs", "what", "database");
    if (value.user.empty() && !isElsewhere && value.credentials != "none")
        return refusal("source.needs", "what", "user");
    const bool isHere = value.isSocket() || value.host.empty() || value.host == "127.0.0.1" || value.host == "::1";
    if (value.tls == SourceConnection::Tls::ThisComputer && !isHere)
        return refusal("source.plain_elsewhere", "host", value.host);
    return {};
}

} // namespace

std::string SourceConnection::option(const std::string &id) const {
    if (const auto set = options.find(id); set != options.end())
        return set->second;
    const SourceKind *known = findSourceKind(kind);
    const SourceOption *preset = known ? known->option(id) : nullptr;
    return preset ? std::string(preset->preset) : std::string();
}

std::string SourceConnection::origin() const {
    const SourceKind *known = findSourceKind(kind);
    if (known && known->reach == SourceReach::Files)
        return kind + ':' + path;
    std::string text = kind + "://" + host + (port > 0 ? ':' + std::to_string(port) : std::string()) + '/' + database;
    // What is long, such as a definition, by its digest.
    for (const auto &[id, set] : options)
        if (!set.empty())
            text += '|' + id + '=' + (set.size() > kLongOption ? toHex(sha256(set)) : set);
    return text;
}

std::string toText(SourceConnection::Tls tls) { return tls == SourceConnection::Tls::Verified ? "verified" : "this-computer"; }

bool isSource(const Json &connection) { return findSourceKind(jsonText(connection, "kind")) != nullptr; }

Json toJson(const SourceConnection &value) {
    Json json{{"kind", value.kind}, {"name", value.name}, {"statement_seconds", value.statementSeconds}};
    const SourceKind *kind = findSourceKind(value.kind);
    if (kind && kind->reach == SourceReach::Files)
        json["path"] = value.path;
    if (kind && kind->takesSecret())
        json["credentials"] = value.credentials;
    if (kind && kind->reach == SourceReach::Server) {
        json["host"] = value.host;
        json["port"] = value.port;
        json["database"] = value.database;
        json["user"] = value.user;
        json["tls"] = toText(value.tls);
        json["root_certificate"] = value.rootCertificate;
    }
    if (!value.options.empty())
        json["options"] = value.options;
    return json;
}

Result<SourceConnection> sourceConnectionFromJson(const Json &json) {
    SourceConnection value;
    value.kind = jsonText(json, "kind");
    const std::string tls = jsonText(json, "tls", "verified");
    const SourceKind *kind = findSourceKind(value.kind);
    if (!kind)
        return unknownKind(value.kind);
    if (tls == toText(SourceConnection::Tls::ThisComputer))
        value.tls = SourceConnection::Tls::ThisComputer;
    else if (tls != toText(SourceConnection::Tls::Verified))
        return refusal("source.bad_tls", "value", tls);
    value.name = jsonText(json, "name");
    value.host = jsonText(json, "host");
    value.port = static_cast<int>(jsonInt(json, "port", kind->port));
    value.database = jsonText(json, "database");
    value.user = jsonText(json, "user");
    value.path = jsonText(json, "path");
    value.credentials = jsonText(json, "credentials", "keychain");
    value.rootCertificate = jsonText(json, "root_certificate");
    value.statementSeconds = static_cast<int>(jsonInt(json, "statement_seconds", value.statementSeconds));
    if (const auto options = json.find("options"); options != json.end() && options->is_object())
        for (const auto &[id, set] : options->items())
            if (set.is_string())
                value.options.emplace(id, set.get<std::string>());
    return value;
}

Result<void> checkSource(const SourceConnection &value) {
    const SourceKind *kind = findSourceKind(value.kind);
    if (!kind)
        return unknownKind(value.kind);
    for (const auto &[id, set] : value.options)
        if (!kind->takes(id))
            return refusal("source.unknown_option", "name", id).with("kind", value.kind);
    for (const SourceOption &one : kind->options)
        if (one.required && value.option(std::string(one.id)).empty())
            return refusal("source.needs", "what", one.id);
    if (kind->reach == SourceReach::Server)
        TRY(checkServer(value));
    if (kind->reach == SourceReach::Files && value.path.empty())
        return refusal("source.needs", "what", "path");
    if (kind->takesSecret() && value.credentials != "keychain" && value.credentials != "env" && value.credentials != "none")
        return refusal("source.bad_credentials", "credentials", value.credentials);
    if (value.statementSeconds < 1 || value.statementSeconds > 86'400)
        return refusal("source.bad_seconds", "seconds", std::to_string(value.statementSeconds));
    return {};
}

} // namespace audience::model
