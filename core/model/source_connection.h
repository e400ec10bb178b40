// A source that people and events are read from, without its password or token: that is named, never stored here.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"
#include "model/source_kinds.h"

#include <map>
#include <string>

namespace audience::model {

struct SourceConnection {
    enum class Tls { Verified, ThisComputer }; // the latter without TLS, for a server on this computer alone

    std::string name;
    std::string kind = "postgresql"; // of sourceKinds()
    // Of a server.
    std::string host; // a name, an address, or (on this computer) the folder of a socket
    int port = 5432;
    std::string database, user;
    Tls tls = Tls::Verified;
    std::string rootCertificate; // a file in PEM form; empty: those that this computer trusts
    int statementSeconds = 600;  // after which the server gives up a statement; over HTTP a request
    // Of files: one of them, or a folder of them.
    std::string path;
    std::string credentials = "keychain"; // env | keychain | none: where the password or token is
    std::map<std::string, std::string> options; // those of the kind that are set
    friend bool operator==(const SourceConnection &, const SourceConnection &) = default;
    bool isSocket() const { return !host.empty() && host.front() == '/'; }
    std::string option(const std::string &id) const; // or what the kind presets, or empty
    // What a password is kept for: "postgresql://host:port/database". Another place makes another one.
    std::string origin() const;
};

std::string toText(SourceConnection::Tls tls); // "verified", "this-computer"
bool isSource(const Json &connection);         // of a stored one

Json toJson(const SourceConnection &value);
// Errors: "source.bad_tls" {value}, "source.bad_kind" {value, kinds}.
Result<SourceConnection> sourceConnectionFromJson(const Json &json);
// What keeps it from being used, whoever wrote it. Errors: "source.bad_kind" {value, kinds}, "source.bad_host" {host},
// "source.bad_port" {port}, "source.needs" {what}, "source.plain_elsewhere" {host}, "source.bad_credentials" {credentials},
// "source.bad_seconds" {seconds}, "source.unknown_option" {name, kind}.
Result<void> checkSource(const SourceConnection &value);

} // namespace audience::model
