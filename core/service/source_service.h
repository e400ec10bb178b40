// The sources that people and events are read from: their connections, passwords, and what is in them. Calls talk to
// servers and belong on workers.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "base/secret.h"
#include "model/source_connection.h"
#include "service/source_password.h"
#include "warehouse/connector.h"
#include "warehouse/odbc_drivers.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

// A web service that can be read without more than a token and a few settings.
struct RecipeView {
    struct Setting {
        std::string id, about, preset;
    };
    std::string name, title;
    std::string secretAbout; // what the token is and where it is found; empty: none is needed
    std::vector<Setting> settings;
    std::vector<std::string> tables;
};

// A source as it is saved.
struct SourceView {
    model::SourceConnection connection;
    std::int64_t id = 0, revision = 0;
    Instant savedAt;
};

class SourceService {
public:
    explicit SourceService(Session &session) : m_session(session) {}

    Result<std::vector<model::SourceConnection>> list() const; // by name
    Result<std::vector<SourceView>> views() const;              // likewise
    // Nothing where the connection of that name is no source, or there is none.
    Result<std::optional<model::SourceConnection>> find(const std::string &name) const;
    // A new one, or another form of the source of that name. Errors: "connection.name_taken" {name},
    // "connection.reserved_name" {name}, those of model::checkSource().
    Result<void> save(const model::SourceConnection &connection);
    // On top of the version with this id and revision, as views() gave them; without an id a new one. Errors: as above,
    // "definition.stale" {kind, name, mine, theirs}, "definition.not_found" {kind, name}.
    Result<SourceView> save(const SourceView &mine);
    // Gives what restore() takes. Its password stays in the keychain, its syncs stay and wait for it. Error "connection.unknown" {name}.
    Result<std::int64_t> remove(const std::string &name);
    Result<model::SourceConnection> restore(std::int64_t id);
    // In the keychain, bound to this workspace, server, database and user. Errors: "connection.unknown" {name},
    // "source.needs_no_secret" {name}, "connection.keys_elsewhere" {name, credentials}, the standing's and the keychain's.
    Result<void> storePassword(const std::string &name, const Secret &password);
    Result<void> forgetPassword(const std::string &name);

    // Ready to be asked. Errors: "connection.unknown" {name}, those of passwordFromEnvironment(), the standing's and the
    // keychain's.
    Result<std::unique_ptr<warehouse::Connector>> connector(const std::string &name) const;
    struct Tested {
        warehouse::ServerInfo server;
        std::int64_t tables = 0, readable = 0;
    };
    Result<Tested> test(const std::string &name, const CancelToken &cancel = {}) const;
    // "schema.table", or a table of the schema that is taken for granted there; both may stand in quotes. Error
    // "connection.unknown" {name}.
    Result<warehouse::TableName> tableFromText(const std::string &name, const std::string &text) const;
    // In the form that tableFromText() reads, for each of the tables. Error "connection.unknown" {name}.
    Result<std::vector<std::string>> textsOfTables(const std::string &name, const std::vector<warehouse::TableInfo> &tables) const;

    static Result<std::vector<RecipeView>> recipes(); // those that are built in, by name
    // The guided check of ODBC. Any thread.
    static warehouse::OdbcCheck drivers() { return warehouse::checkOdbc(); }

private:
    Result<model::SourceConnection> known(const std::string &name) const;
    std::string keychainName(const model::SourceConnection &connection) const;
    Session &m_session;
};

} // namespace audience::service
