// audiencectl connection, as far as databases go.
#include "app/cli/commands/connection_commands.h"

#include "app/cli/secret_input.h"
#include "app/cli/stop_signal.h"
#include "service/source_service.h"

#include <memory>

namespace audience::cli {

using namespace service;

namespace {

struct TablesCommand {
    std::string name, table, schema;
};

std::string joined(const std::vector<std::string> &names) {
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

Result<int> showTable(const Console &console, warehouse::Connector &connector, const std::string &name, const CancelToken &cancel) {
    TRY_ASSIGN(const auto shape, connector.shape(SourceService::tableFromText(name), warehouse::Sampling::Yes, cancel));
    Json columns = Json::array(), keys = Json::array();
    for (const warehouse::ColumnInfo &column : shape.columns) {
        const std::string type(engine::toText(column.field.type));
        columns.push_back(Json{{"name", column.name}, {"type", column.type}, {"nullable", column.nullable}, {"becomes", type}, {"scale", column.field.scale}});
        console.say(column.name + "\t" + column.type + "\t" + type + (type == "decimal" ? ":" + std::to_string(column.field.scale) : "") +
                    (column.nullable ? "" : "\tnever empty"));
    }
    for (const warehouse::KeyInfo &key : shape.keys) {
        const bool foreign = key.kind == warehouse::KeyInfo::Kind::Foreign;
        const std::string kind = foreign ? "foreign" : key.kind == warehouse::KeyInfo::Kind::Primary ? "primary" : "unique";
        Json one{{"kind", kind}, {"columns", key.columns}};
        if (foreign)
            one["refers_to"] = Json{{"table", key.target.schema + "." + key.target.name}, {"columns", key.targetColumns}};
        keys.push_back(std::move(one));
        console.say(kind + " key " + joined(key.columns) +
                    (foreign ? " -> " + key.target.schema + "." + key.target.name + " (" + joined(key.targetColumns) + ")" : std::string()));
    }
    if (console.json)
        console.document(Json{{"schema", shape.table.name.schema}, {"table", shape.table.name.name}, {"kind", std::string(warehouse::toText(shape.table.kind))},
                              {"rows", shape.table.rows}, {"readable", shape.table.readable}, {"columns", columns}, {"keys", keys}});
    return kDone;
}

Result<int> tables(const Console &console, Session &session, const TablesCommand &options) {
    StopSignal stop;
    TRY_ASSIGN(const auto connector, SourceService(session).connector(options.name));
    if (!options.table.empty())
        return showTable(console, *connector, options.table, stop.token());
    TRY_ASSIGN(const auto all, connector->tables(options.schema, stop.token()));
    Json list = Json::array();
    for (const warehouse::TableInfo &table : all) {
        list.push_back(Json{{"schema", table.name.schema}, {"table", table.name.name}, {"kind", std::string(warehouse::toText(table.kind))}, {"rows", table.rows},
                            {"readable", table.readable}});
        console.say(table.name.schema + "." + table.name.name + "\t" + std::string(warehouse::toText(table.kind)) +
                    (table.rows >= 0 ? "\tabout " + grouped(table.rows) + " rows" : std::string()) + (table.readable ? "" : "\tmay not be read"));
    }
    if (console.json)
        console.document(list);
    return kDone;
}

Result<int> add(const Console &console, Session &session, const model::DatabaseConnection &connection) {
    TRY(SourceService(session).save(connection));
    const std::string next = connection.credentials == "env" ? "connection test " : "connection keys ";
    return console.done("Connection " + connection.name + " saved. Next: audiencectl " + next + connection.name, Json{{"name", connection.name}});
}

} // namespace

void addDatabaseCommands(CLI::App &noun, CLI::App &adding, Console &console) {
    auto about = std::make_shared<model::DatabaseConnection>();
    auto tls = std::make_shared<std::string>("verified");
    CLI::App *postgres = console.add(adding, "postgresql", "A PostgreSQL database to read people and events from", true, [&console, about, tls] {
        return withSession(console, [&](Session &session) -> Result<int> {
            about->tls = *tls == "verified" ? model::DatabaseConnection::Tls::Verified : model::DatabaseConnection::Tls::ThisComputer;
            return add(console, session, *about);
        });
    });
    postgres->add_option("NAME", about->name)->required();
    postgres->add_option("--host", about->host, "Name or address of the server, or the folder of its socket")->required();
    postgres->add_option("--port", about->port)->capture_default_str();
    postgres->add_option("--database", about->database)->required();
    postgres->add_option("--user", about->user, "One that may only read is enough")->required();
    postgres->add_option("--credentials", about->credentials, "Where the password is: keychain, or env (AUDIENCE_DATABASE_PASSWORD)")
        ->check(CLI::IsMember({"keychain", "env"}))
        ->capture_default_str();
    postgres->add_option("--tls", *tls, "verified, or this-computer: no encryption, only for 127.0.0.1, ::1 and sockets")
        ->check(CLI::IsMember({"verified", "this-computer"}))
        ->capture_default_str();
    postgres->add_option("--root-certificate", about->rootCertificate, "A PEM file of the authority that signed the server's, instead of those this computer trusts");
    postgres->add_option("--statement-seconds", about->statementSeconds, "After which the server gives up a statement")->capture_default_str();

    auto options = std::make_shared<TablesCommand>();
    CLI::App *listing = console.add(noun, "tables", "What is in a database: its tables, or the columns and keys of one", true, [&console, options] {
        return withSession(console, [&](Session &session) { return tables(console, session, *options); });
    });
    listing->add_option("NAME", options->name)->required();
    listing->add_option("TABLE", options->table, "SCHEMA.TABLE");
    listing->add_option("--schema", options->schema, "Only its tables");
}

Result<int> testDatabase(const Console &console, Session &session, const std::string &name) {
    StopSignal stop;
    TRY_ASSIGN(const SourceService::Tested tested, SourceService(session).test(name, stop.token()));
    const warehouse::ServerInfo &server = tested.server;
    if (console.json)
        console.document(Json{{"ok", true}, {"product", server.product}, {"version", server.version}, {"database", server.database}, {"user", server.user},
                              {"encryption", server.encryption}, {"may_write", server.mayWrite}, {"tables", tested.tables}, {"readable", tested.readable}});
    console.say(name + " answers: " + server.product + " " + server.version + ", database " + server.database + " as " + server.user);
    console.say("encryption      " + (server.encryption.empty() ? std::string("none, the server is on this computer") : server.encryption + ", certificate verified"));
    console.say("tables          " + grouped(tested.tables) + ", " + grouped(tested.readable) + " of them may be read");
    if (server.mayWrite)
        console.say("This user may also write there. One that may only read is enough, and safer.");
    return kDone;
}

Result<int> databasePassword(const Console &console, Session &session, const std::string &name, bool forget) {
    SourceService sources(session);
    if (forget) {
        TRY(sources.forgetPassword(name));
        return console.done("The keychain holds no password for " + name + " any more.");
    }
    TRY(sources.storePassword(name, readSecretLine("Password: ")));
    return console.done("The keychain holds the password for " + name + ". Next: audiencectl connection test " + name);
}

} // namespace audience::cli
