// audiencectl connection, as far as sources of people and events go.
#include "app/cli/commands/connection_commands.h"

#include "app/cli/secret_input.h"
#include "app/cli/stop_signal.h"
#include "service/source_service.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
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

// "schema.table", or the name alone where the source has no schemas.
std::string nameOf(const warehouse::TableName &table) { return table.schema.empty() ? table.name : table.schema + "." + table.name; }

Result<int> showTable(const Console &console, warehouse::Connector &connector, const warehouse::TableName &table, const CancelToken &cancel) {
    TRY_ASSIGN(const auto shape, connector.shape(table, warehouse::Sampling::Yes, cancel));
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
            one["refers_to"] = Json{{"table", nameOf(key.target)}, {"columns", key.targetColumns}};
        keys.push_back(std::move(one));
        console.say(kind + " key " + joined(key.columns) +
                    (foreign ? " -> " + nameOf(key.target) + " (" + joined(key.targetColumns) + ")" : std::string()));
    }
    if (console.json)
        console.document(Json{{"schema", shape.table.name.schema}, {"table", shape.table.name.name}, {"kind", std::string(warehouse::toText(shape.table.kind))},
                              {"rows", shape.table.rows}, {"readable", shape.table.readable}, {"columns", columns}, {"keys", keys}});
    return kDone;
}

Result<int> tables(const Console &console, Session &session, const TablesCommand &options) {
    StopSignal stop;
    TRY_ASSIGN(const auto connector, SourceService(session).connector(options.name));
    if (!options.table.empty()) {
        TRY_ASSIGN(const auto table, SourceService(session).tableFromText(options.name, options.table));
        return showTable(console, *connector, table, stop.token());
    }
    TRY_ASSIGN(const auto all, connector->tables(options.schema, stop.token()));
    TRY_ASSIGN(const auto texts, SourceService(session).textsOfTables(options.name, all));
    Json list = Json::array();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const warehouse::TableInfo &table = all[i];
        list.push_back(Json{{"schema", table.name.schema}, {"table", table.name.name}, {"kind", std::string(warehouse::toText(table.kind))}, {"rows", table.rows},
                            {"readable", table.readable}, {"text", texts[i]}});
        console.say(texts[i] + "\t" + std::string(warehouse::toText(table.kind)) +
                    (table.rows >= 0 ? "\tabout " + grouped(table.rows) + " rows" : std::string()) + (table.readable ? "" : "\tmay not be read"));
    }
    if (console.json)
        console.document(list);
    return kDone;
}

Result<int> add(const Console &console, Session &session, const model::SourceConnection &connection) {
    TRY(SourceService(session).save(connection));
    const model::SourceKind *kind = model::findSourceKind(connection.kind);
    const bool asksForSecret = kind && kind->takesSecret() && connection.credentials == "keychain";
    Json facts{{"name", connection.name}};
    std::string before;
    if (kind && kind->takesSecret() && connection.credentials == "env") {
        facts["variable"] = passwordVariable(connection.name);
        before = "set " + passwordVariable(connection.name) + ", then ";
        TRY_ASSIGN(const auto all, SourceService(session).list());
        for (const std::string &other : sharesVariable(connection, all))
            Console::note(sentenceOf("source.shared_variable", {{"variable", passwordVariable(connection.name)}, {"name", connection.name}, {"other", other}}));
    }
    return console.done("Connection " + connection.name + " saved. Next: " + before + "audiencectl connection " + (asksForSecret ? "keys " : "test ") + connection.name, std::move(facts));
}

struct KindWords {
    std::string_view kind;
    const char *about;
};
constexpr std::array kKindWords{
    KindWords{"postgresql", "A PostgreSQL database to read people and events from"},
    KindWords{"redshift", "Amazon Redshift"},
    KindWords{"azure-postgresql", "Azure Database for PostgreSQL"},
    KindWords{"mysql", "A MySQL database"},
    KindWords{"mariadb", "A MariaDB database"},
    KindWords{"sqlserver", "SQL Server or Azure SQL, through Microsoft's ODBC driver"},
    KindWords{"odbc", "Any other database that has an ODBC driver on this computer"},
    KindWords{"files", "A file or folder of CSV, JSON Lines or Excel files"},
    KindWords{"sqlite", "A SQLite file of another program, read only"},
    KindWords{"http", "A web service that answers in JSON"},
};

struct OptionWords {
    std::string_view option;
    const char *about;
};
constexpr std::array kOptionWords{
    OptionWords{"driver", "The ODBC driver, as this computer has it registered"},
    OptionWords{"dsn", "A data source that this computer's ODBC settings name"},
    OptionWords{"attributes", "Further attributes for the driver, as KEY=VALUE;KEY=VALUE"},
    OptionWords{"recipe", "Which service it is: a recipe that is built in"},
    OptionWords{"url", "The address to begin with"},
    OptionWords{"definition", "A file with a recipe of your own"},
};

// Everything one kind can be told.
struct Adding {
    model::SourceConnection connection;
    std::string tls = "verified";
    std::map<std::string, std::string> options;
    std::vector<std::string> further; // KEY=VALUE
};

// What was said of the kind's own settings, a definition as what its file holds.
Result<void> takeOptions(Adding &adding) {
    std::map<std::string, std::string> &to = adding.connection.options;
    for (const auto &[id, value] : adding.options)
        if (!value.empty())
            to[id] = value;
    if (const auto definition = to.find("definition"); definition != to.end()) {
        TRY_ASSIGN(definition->second, readText(definition->second));
    }
    for (const std::string &one : adding.further) {
        const auto equals = one.find('=');
        if (equals == 0 || equals == std::string::npos)
            return Error(ErrorKind::Invalid, "cli.bad_setting").with("text", one);
        to["set." + one.substr(0, equals)] = one.substr(equals + 1);
    }
    return {};
}

// The same file wherever the next command is started.
void makeAbsolute(std::string &path) {
    std::error_code unknown;
    if (const auto whole = std::filesystem::absolute(path, unknown); !path.empty() && !unknown)
        path = whole.lexically_normal().string();
}

void addServerOptions(CLI::App &command, Adding &adding) {
    const bool isAnywhere = model::findSourceKind(adding.connection.kind)->option("dsn") != nullptr;
    CLI::Option *host = command.add_option("--host", adding.connection.host, "Name or address of the server, or the folder of its socket");
    command.add_option("--port", adding.connection.port)->capture_default_str();
    CLI::Option *database = command.add_option("--database", adding.connection.database);
    CLI::Option *user = command.add_option("--user", adding.connection.user, "One that may only read is enough");
    for (CLI::Option *one : {host, database, user})
        one->required(!isAnywhere);
    command.add_option("--tls", adding.tls, "verified, or this-computer: no encryption, only for 127.0.0.1, ::1 and sockets")
        ->check(CLI::IsMember({"verified", "this-computer"}))
        ->capture_default_str();
    command.add_option("--root-certificate", adding.connection.rootCertificate,
                       "A PEM file of the authority that signed the server's, instead of those this computer trusts");
}

void addKind(CLI::App &parent, Console &console, const KindWords &words) {
    const model::SourceKind *kind = model::findSourceKind(words.kind);
    auto adding = std::make_shared<Adding>();
    adding->connection.kind = words.kind;
    adding->connection.port = kind->port;
    CLI::App *command = console.add(parent, std::string(words.kind), words.about, true, [&console, adding] {
        return withSession(console, [&](Session &session) -> Result<int> {
            model::SourceConnection &connection = adding->connection;
            connection.tls = adding->tls == "verified" ? model::SourceConnection::Tls::Verified : model::SourceConnection::Tls::ThisComputer;
            TRY(takeOptions(*adding));
            makeAbsolute(connection.path);
            makeAbsolute(connection.rootCertificate);
            return add(console, session, connection);
        });
    });
    command->add_option("NAME", adding->connection.name)->required();
    if (kind->reach == model::SourceReach::Server)
        addServerOptions(*command, *adding);
    if (kind->reach == model::SourceReach::Files)
        command->add_option("PATH", adding->connection.path, "On this computer")->required();
    if (kind->takesSecret())
        command->add_option("--credentials", adding->connection.credentials, "Where the password or token is: keychain, env (AUDIENCE_PASSWORD_<NAME>), or none")
            ->check(CLI::IsMember({"keychain", "env", "none"}))
            ->capture_default_str();
    if (kind->reach != model::SourceReach::Files)
        command->add_option("--statement-seconds", adding->connection.statementSeconds, "After which a statement or request is given up")->capture_default_str();
    for (const model::SourceOption &option : kind->options) {
        const auto about = std::find_if(kOptionWords.begin(), kOptionWords.end(), [&](const OptionWords &one) { return one.option == option.id; });
        command->add_option("--" + std::string(option.id), adding->options[std::string(option.id)], about == kOptionWords.end() ? "" : about->about)
            ->required(option.required);
    }
    if (kind->asksFurther)
        command->add_option("--set", adding->further, "What the recipe asks for, as NAME=VALUE; several times");
}

Result<int> listRecipes(const Console &console) {
    TRY_ASSIGN(const auto all, SourceService::recipes());
    Json list = Json::array();
    for (const RecipeView &recipe : all) {
        Json settings = Json::array();
        console.say(recipe.name + "\t" + recipe.title + ": " + joined(recipe.tables));
        for (const RecipeView::Setting &setting : recipe.settings) {
            settings.push_back(Json{{"id", setting.id}, {"about", setting.about}, {"preset", setting.preset}});
            console.say("    --set " + setting.id + "=" + (setting.preset.empty() ? "…" : setting.preset) + "\t" + setting.about);
        }
        console.say("    token\t" + (recipe.secretAbout.empty() ? std::string("none is needed: --credentials none") : recipe.secretAbout));
        list.push_back(Json{{"name", recipe.name}, {"title", recipe.title}, {"secret", recipe.secretAbout}, {"settings", settings}, {"tables", recipe.tables}});
    }
    if (console.json)
        console.document(list);
    return kDone;
}

Result<int> listDrivers(const Console &console) {
    const warehouse::OdbcCheck check = SourceService::drivers();
    Json drivers = Json::array(), sources = Json::array(), advice = Json::array();
    for (const warehouse::OdbcCheck::Driver &driver : check.drivers) {
        drivers.push_back(Json{{"name", driver.name}, {"protected", driver.isProtected}});
        console.say("driver\t" + driver.name + (driver.isProtected ? "" : "\tcannot be told from here to verify a server"));
    }
    for (const warehouse::OdbcCheck::Source &source : check.sources) {
        sources.push_back(Json{{"name", source.name}, {"driver", source.driver}, {"usable", source.isUsable}});
        console.say("data source\t" + source.name + "\t" + source.driver + (source.isUsable ? "" : "\tno registered driver"));
    }
    if (!check.forSqlServer.empty())
        console.say("SQL Server is read with " + check.forSqlServer + ".");
    for (const Error &one : check.advice) {
        advice.push_back(Json{{"id", one.id}, {"text", sentenceOf(one.id, one.args)}});
        console.say(sentenceOf(one.id, one.args));
    }
    if (console.json)
        console.document(Json{{"built_in", check.isBuiltIn}, {"drivers", drivers}, {"sources", sources}, {"sqlserver", check.forSqlServer}, {"advice", advice}});
    return kDone;
}

} // namespace

void addSourceCommands(CLI::App &noun, CLI::App &adding, Console &console) {
    for (const KindWords &words : kKindWords)
        addKind(adding, console, words);
    console.add(noun, "recipes", "The web services that are known, and what each has to be told", false, [&console] {
        const auto code = listRecipes(console);
        return code ? *code : console.fail(code.error());
    });
    console.add(noun, "drivers", "The ODBC drivers and data sources of this computer, and what is missing", false, [&console] {
        const auto code = listDrivers(console);
        return code ? *code : console.fail(code.error());
    });
    auto options = std::make_shared<TablesCommand>();
    CLI::App *listing = console.add(noun, "tables", "What is in a source: its tables, or the columns and keys of one", true, [&console, options] {
        return withSession(console, [&](Session &session) { return tables(console, session, *options); });
    });
    listing->add_option("NAME", options->name)->required();
    listing->add_option("TABLE", options->table, "TABLE or SCHEMA.TABLE; of a folder, a file");
    listing->add_option("--schema", options->schema, "Only its tables");
}

Result<int> testSource(const Console &console, Session &session, const std::string &name) {
    StopSignal stop;
    TRY_ASSIGN(const SourceService::Tested tested, SourceService(session).test(name, stop.token()));
    const warehouse::ServerInfo &server = tested.server;
    if (console.json)
        console.document(Json{{"ok", true}, {"product", server.product}, {"version", server.version}, {"database", server.database}, {"user", server.user},
                              {"encryption", server.encryption}, {"may_write", server.mayWrite}, {"tables", tested.tables}, {"readable", tested.readable}});
    console.say(name + " answers: " + server.product + (server.version.empty() ? "" : " " + server.version) +
                (server.database.empty() ? "" : ", database " + server.database) + (server.user.empty() ? "" : " as " + server.user));
    const bool isUpToSource = server.encryption == warehouse::kUpToTheSource;
    console.say("encryption      " + (isUpToSource ? server.encryption : server.encryption.empty() ? std::string("none, it is on this computer") : server.encryption + ", certificate verified"));
    console.say("tables          " + grouped(tested.tables) + ", " + grouped(tested.readable) + " of them may be read");
    if (server.mayWrite)
        console.say("This user may also write there. One that may only read is enough, and safer.");
    return kDone;
}

Result<int> sourcePassword(const Console &console, Session &session, const std::string &name, bool forget) {
    SourceService sources(session);
    if (forget) {
        TRY(sources.forgetPassword(name));
        return console.done("The keychain holds no password for " + name + " any more.");
    }
    TRY(sources.storePassword(name, readSecretLine("Password: ")));
    return console.done("The keychain holds the password for " + name + ". Next: audiencectl connection test " + name);
}

} // namespace audience::cli
