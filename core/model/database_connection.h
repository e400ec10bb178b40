// A database that people and events are read from, without its password: that is named, never stored here.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"

#include <string>

namespace audience::model {

struct DatabaseConnection {
    enum class Tls { Verified, ThisComputer }; // the latter without TLS, for a server on this computer alone

    std::string name;
    std::string kind = "postgresql";
    std::string host; // a name, an address, or (on this computer) the folder of a socket
    int port = 5432;
    std::string database, user;
    std::string credentials = "keychain"; // env | keychain: where the password is
    Tls tls = Tls::Verified;
    std::string rootCertificate; // a file in PEM form; empty: those that this computer trusts
    int statementSeconds = 600;  // after which the server gives up a statement
    friend bool operator==(const DatabaseConnection &, const DatabaseConnection &) = default;
    bool isSocket() const { return !host.empty() && host.front() == '/'; }
    std::string origin() const; // "postgresql://host:port/database"
};

std::string toText(DatabaseConnection::Tls tls); // "verified", "this-computer"
bool isDatabase(const Json &connection);         // of a stored one

Json toJson(const DatabaseConnection &value);
// Errors: "source.bad_tls" {value}, "source.bad_kind" {value}.
Result<DatabaseConnection> databaseConnectionFromJson(const Json &json);
// What keeps it from being used, whoever wrote it. Errors: "source.bad_host" {host}, "source.bad_port" {port},
// "source.needs" {what}, "source.plain_elsewhere" {host}, "source.bad_credentials" {credentials},
// "source.bad_seconds" {seconds}.
Result<void> checkDatabase(const DatabaseConnection &value);

} // namespace audience::model
