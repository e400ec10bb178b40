// The databases that people and events are read from: their connections, passwords, and what is in them. Calls talk to the
// server and belong on workers.
#pragma once

#include "async/cancel.h"
#include "base/secret.h"
#include "model/database_connection.h"
#include "warehouse/connector.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

constexpr const char *kDatabasePasswordVariable = "AUDIENCE_DATABASE_PASSWORD";

class SourceService {
public:
    explicit SourceService(Session &session) : m_session(session) {}

    Result<std::vector<model::DatabaseConnection>> list() const; // by name
    // Nothing where the connection of that name is no database, or there is none.
    Result<std::optional<model::DatabaseConnection>> find(const std::string &name) const;
    // A new one, or another form of the database of that name. Errors: "connection.name_taken" {name},
    // "connection.reserved_name" {name}, those of model::checkDatabase().
    Result<void> save(const model::DatabaseConnection &connection);
    // In the keychain, bound to this workspace, server, database and user. Errors: "connection.unknown" {name},
    // "connection.keys_elsewhere" {name, credentials}, the standing's and the keychain's.
    Result<void> storePassword(const std::string &name, const Secret &password);
    Result<void> forgetPassword(const std::string &name);

    // Ready to be asked. Errors: "connection.unknown" {name}, "secrets.env_missing" {name}, the standing's and the keychain's.
    Result<std::unique_ptr<warehouse::Connector>> connector(const std::string &name) const;
    struct Tested {
        warehouse::ServerInfo server;
        std::int64_t tables = 0, readable = 0;
    };
    Result<Tested> test(const std::string &name, const CancelToken &cancel = {}) const;
    // "schema.table" or, in the schema public, "table".
    static warehouse::TableName tableFromText(const std::string &text);

private:
    Result<model::DatabaseConnection> known(const std::string &name) const;
    std::string keychainName(const model::DatabaseConnection &connection) const;
    Session &m_session;
};

} // namespace audience::service
