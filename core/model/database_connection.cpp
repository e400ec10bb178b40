#include "model/database_connection.h"

#include "base/json.h"

#include <algorithm>

namespace audience::model {

std::string DatabaseConnection::origin() const {
    return "postgresql://" + host + ':' + std::to_string(port) + '/' + database;
}

std::string toText(DatabaseConnection::Tls tls) {
    return tls == DatabaseConnection::Tls::Verified ? "verified" : "this-computer";
}

bool isDatabase(const Json &connection) {
    return jsonText(connection, "kind") == DatabaseConnection().kind;
}

Json toJson(const DatabaseConnection &value) {
    return Json{{"kind", value.kind},
                {"name", value.name},
                {"host", value.host},
                {"port", value.port},
                {"database", value.database},
                {"user", value.user},
                {"credentials", value.credentials},
                {"tls", toText(value.tls)},
                {"root_certificate", value.rootCertificate},
                {"statement_seconds", value.statementSeconds}};
}

Result<DatabaseConnection> databaseConnectionFromJson(const Json &json) {
    DatabaseConnection value;
    const std::string kind = jsonText(json, "kind"), tls = jsonText(json, "tls", "verified");
    if (kind != value.kind)
        return Error(ErrorKind::Invalid, "source.bad_kind").with("value", kind);
    if (tls == toText(DatabaseConnection::Tls::ThisComputer))
        value.tls = DatabaseConnection::Tls::ThisComputer;
    else if (tls != toText(DatabaseConnection::Tls::Verified))
        return Error(ErrorKind::Invalid, "source.bad_tls").with("value", tls);
    value.name = jsonText(json, "name");
    value.host = jsonText(json, "host");
    value.port = static_cast<int>(jsonInt(json, "port", value.port));
    value.database = jsonText(json, "database");
    value.user = jsonText(json, "user");
    value.credentials = jsonText(json, "credentials", "keychain");
    value.rootCertificate = jsonText(json, "root_certificate");
    value.statementSeconds = static_cast<int>(jsonInt(json, "statement_seconds", value.statementSeconds));
    return value;
}

Result<void> checkDatabase(const DatabaseConnection &value) {
    const auto refuse = [](std::string_view id, std::string_view arg, std::string_view text) {
        return Error(ErrorKind::Invalid, id).with(arg, text);
    };
    const auto isHostSign = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view(".-_:").find(c) != std::string_view::npos;
    };
    // A list of hosts, as PostgreSQL's own library takes it, would be tried one after the other.
    if (value.host.empty() || (!value.isSocket() && !std::all_of(value.host.begin(), value.host.end(), isHostSign)) ||
        value.host.find(',') != std::string::npos)
        return refuse("source.bad_host", "host", value.host);
    if (value.port < 1 || value.port > 65'535)
        return refuse("source.bad_port", "port", std::to_string(value.port));
    if (value.database.empty())
        return refuse("source.needs", "what", "database");
    if (value.user.empty())
        return refuse("source.needs", "what", "user");
    const bool isHere = value.isSocket() || value.host == "127.0.0.1" || value.host == "::1";
    if (value.tls == DatabaseConnection::Tls::ThisComputer && !isHere)
        return refuse("source.plain_elsewhere", "host", value.host);
    if (value.credentials != "keychain" && value.credentials != "env")
        return refuse("source.bad_credentials", "credentials", value.credentials);
    if (value.statementSeconds < 1 || value.statementSeconds > 86'400)
        return refuse("source.bad_seconds", "seconds", std::to_string(value.statementSeconds));
    return {};
}

} // namespace audience::model
