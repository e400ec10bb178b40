#include "warehouse/odbc_settings.h"

#include "base/text.h"
#include "warehouse/server_roots.h"

#include <algorithm>
#include <array>

namespace audience::warehouse {

using model::SourceConnection;

namespace {

// Parts of names of settings, in small letters and without signs: what names the driver, the server or the user, how they are
// protected, what runs programs, libraries or statements, and where files are written.
constexpr std::array<std::string_view, 46> kRefused{
    "driver",   "dsn",       "savefile",  "server",   "host",     "hostname",    "addr",      "network",  "port",   "socket",
    "uid",      "user",      "pwd",       "password", "secret",   "token",       "auth",      "trusted",  "ssl",    "tls",
    "encrypt",  "cert",      "trust",     "keystore", "plugin",   "loadext",     "extension", "library",  "module", "init",
    "connsettings", "pqopt", "startup",   "exec",     "command",  "script",      "infile",    "trace",    "logfile", "commlog",
    "dump",     "debug",     "passcode",  "passwd",   "apikey",   "credential"};
constexpr std::array<std::string_view, 6> kRefusedWhole{"pass", "log", "b2", "b3", "a6", "d"}; // with psqlodbc's short names

std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : toLowerAscii(name))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain += c;
    return plain;
}

bool isRefused(std::string_view name) {
    const std::string plain = plainName(name);
    return plain.empty() || std::any_of(kRefused.begin(), kRefused.end(), [&](std::string_view part) { return plain.find(part) != std::string::npos; }) ||
           std::find(kRefusedWhole.begin(), kRefusedWhole.end(), plain) != kRefusedWhole.end();
}

Error badAttributes(std::string_view text) { return Error(ErrorKind::Invalid, "odbc.bad_attributes").with("text", text.substr(0, 200)); }

// A value in braces, in which a closing one stands twice.
Result<std::string> bracedValue(std::string_view &rest, std::string_view whole) {
    std::string value;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] != '}') {
            value += rest[i];
        } else if (i + 1 < rest.size() && rest[i + 1] == '}') {
            value += rest[i++];
        } else {
            rest.remove_prefix(i + 1);
            return value;
        }
    }
    return badAttributes(whole);
}

std::string listed(const std::vector<std::string> &names) {
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

const std::string *find(const std::vector<std::string> &names, std::string_view wanted) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const std::string &name) { return equalsAscii(name, wanted); });
    return found == names.end() ? nullptr : &*found;
}

// Of Microsoft's own the newest.
Result<std::string> sqlServerDriver(const OdbcRegistered &registered) {
    for (const char *name : {"ODBC Driver 18 for SQL Server", "ODBC Driver 17 for SQL Server"})
        if (const std::string *found = find(registered.drivers, name))
            return *found;
    return Error(ErrorKind::NotFound, "odbc.no_sqlserver_driver");
}

Result<std::string> driverOf(const SourceConnection &connection, const OdbcRegistered &registered) {
    const std::string wanted = connection.option("driver"), dsn = connection.option("dsn");
    if (!wanted.empty()) {
        if (const std::string *found = find(registered.drivers, wanted))
            return *found;
        return Error(ErrorKind::NotFound, "odbc.no_driver").with("driver", wanted).with("drivers", listed(registered.drivers));
    }
    if (connection.kind == "sqlserver")
        return sqlServerDriver(registered);
    if (dsn.empty())
        return Error(ErrorKind::Invalid, "source.needs").with("what", "driver");
    for (const auto &[name, driver] : registered.sources) {
        if (!equalsAscii(name, dsn))
            continue;
        if (const std::string *found = find(registered.drivers, driver))
            return *found;
        return Error(ErrorKind::Refused, "odbc.source_driver").with("name", dsn).with("driver", driver);
    }
    return Error(ErrorKind::NotFound, "odbc.no_source").with("name", dsn);
}

bool isHere(const SourceConnection &connection) { return connection.tls == SourceConnection::Tls::ThisComputer; }

void microsoft(const SourceConnection &connection, OdbcPairs &pairs) {
    if (!connection.host.empty()) {
        const bool isNamed = connection.host.find('\\') != std::string::npos;
        pairs.emplace_back("Server", (isNamed ? "" : "tcp:") + connection.host + (isNamed || connection.port == 0 ? "" : ',' + std::to_string(connection.port)));
    }
    pairs.emplace_back("Database", connection.database);
    pairs.emplace_back("Encrypt", isHere(connection) ? "no" : "yes");
    pairs.emplace_back("TrustServerCertificate", "no");
    pairs.emplace_back("ApplicationIntent", "ReadOnly");
    pairs.emplace_back("APP", "audience-sync");
    if (connection.credentials == "none")
        pairs.emplace_back("Trusted_Connection", "yes");
}

Result<void> postgreSql(const SourceConnection &connection, OdbcUse use, OdbcPairs &pairs) {
    if (!connection.host.empty()) {
        pairs.emplace_back("Server", connection.host);
        pairs.emplace_back("Port", std::to_string(connection.port > 0 ? connection.port : 5432));
    }
    if (!connection.database.empty())
        pairs.emplace_back("Database", connection.database);
    pairs.emplace_back("SSLmode", isHere(connection) ? "disable" : "verify-full");
    std::string options = "passfile=/dev/null/none sslcert=/dev/null/none sslkey=/dev/null/none gssencmode=disable ssl_min_protocol_version=TLSv1.2 "
                          "options='-c timezone=UTC -c default_transaction_read_only=";
    options += use == OdbcUse::Reading ? "on'" : "off'";
    if (!isHere(connection)) {
        TRY_ASSIGN(const std::string root, serverRoots(connection));
        if (root.find_first_of(" '\\") != std::string::npos)
            return Error(ErrorKind::Io, "source.root_unreadable").with("path", root);
        options += " sslrootcert=" + root;
    }
    pairs.emplace_back("pqopt", options);
    // Rows in portions and values as they are.
    for (const auto &[name, value] : {std::pair("UseDeclareFetch", "1"), std::pair("Fetch", "5000"), std::pair("BoolsAsChar", "0"),
                                      std::pair("TextAsLongVarchar", "1"), std::pair("UnknownsAsLongVarchar", "1"), std::pair("ByteaAsLongVarBinary", "1"),
                                      std::pair("LFConversion", "0"), std::pair("TrueIsMinus1", "0"), std::pair("CommLog", "0"), std::pair("Debug", "0")})
        pairs.emplace_back(name, value);
    return {};
}

Result<void> ownPairs(const SourceConnection &connection, OdbcSettings &settings) {
    const bool byName = !connection.option("dsn").empty();
    switch (settings.maker) {
    case OdbcMaker::Microsoft:
        if (!connection.rootCertificate.empty())
            return Error(ErrorKind::Invalid, "odbc.no_own_root").with("driver", settings.driver);
        microsoft(connection, settings.pairs);
        break;
    case OdbcMaker::PostgreSql:
        TRY(postgreSql(connection, settings.use, settings.pairs));
        break;
    case OdbcMaker::Sqlite:
        if (!connection.database.empty())
            settings.pairs.emplace_back("Database", connection.database);
        else if (!byName)
            return Error(ErrorKind::Invalid, "source.needs").with("what", "database");
        // Nothing is made where nothing is, and rows come one by one.
        settings.pairs.emplace_back("NoCreat", "1");
        settings.pairs.emplace_back("StepAPI", "1");
        return {};
    case OdbcMaker::FreeTds:
    case OdbcMaker::Other:
        // How it is to verify a server, nobody here knows; whoever set up a data source does.
        if (!byName && !isHere(connection))
            return Error(ErrorKind::Refused, "odbc.protects_not").with("driver", settings.driver);
        if (!connection.host.empty()) {
            settings.pairs.emplace_back("Server", connection.host);
            if (connection.port > 0)
                settings.pairs.emplace_back("Port", std::to_string(connection.port));
        }
        if (!connection.database.empty())
            settings.pairs.emplace_back("Database", connection.database);
        break;
    }
    // A name alone could lead anywhere.
    if (isHere(connection) && connection.host.empty() && settings.maker != OdbcMaker::Other)
        return Error(ErrorKind::Invalid, "source.needs").with("what", "host");
    if (!connection.user.empty())
        settings.pairs.emplace_back("UID", connection.user);
    return {};
}

} // namespace

OdbcMaker odbcMaker(std::string_view driver) {
    const std::string name = toLowerAscii(driver);
    const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    if (name.starts_with("odbc driver ") && name.ends_with(" for sql server"))
        return OdbcMaker::Microsoft;
    if (has("freetds"))
        return OdbcMaker::FreeTds;
    if (name.starts_with("postgresql ansi") || name.starts_with("postgresql unicode") || name == "postgresql")
        return OdbcMaker::PostgreSql;
    return name == "sqlite" || name == "sqlite3" || name == "sqlite3 odbc driver" || name == "sqlite odbc driver" ? OdbcMaker::Sqlite : OdbcMaker::Other;
}

Result<OdbcPairs> odbcAttributes(std::string_view text) {
    OdbcPairs pairs;
    const std::string_view whole = text;
    if (whole.find('\0') != std::string_view::npos || !isValidUtf8(whole))
        return badAttributes(repairUtf8(whole));
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        const auto equals = text.find('=');
        if (equals == std::string_view::npos)
            return badAttributes(whole);
        const std::string name(trimmed(text.substr(0, equals)));
        if (name.empty() || name.find_first_of(";{}[]()") != std::string::npos)
            return badAttributes(whole);
        text.remove_prefix(equals + 1);
        text = trimmed(text);
        std::string value;
        if (text.starts_with('{')) {
            TRY_ASSIGN(value, bracedValue(text, whole));
            text = trimmed(text);
            if (!text.empty() && text.front() != ';')
                return badAttributes(whole);
        } else {
            value = trimmed(text.substr(0, text.find(';')));
            text.remove_prefix(std::min(text.find(';'), text.size()));
        }
        if (!text.empty())
            text.remove_prefix(1);
        if (isRefused(name))
            return Error(ErrorKind::Refused, "odbc.attribute_refused").with("name", name);
        pairs.emplace_back(name, std::move(value));
    }
    return pairs;
}

Result<OdbcSettings> odbcSettings(const SourceConnection &connection, const OdbcRegistered &registered, OdbcUse use) {
    OdbcSettings settings;
    settings.use = use;
    TRY_ASSIGN(const OdbcPairs added, odbcAttributes(connection.option("attributes")));
    TRY_ASSIGN(settings.driver, driverOf(connection, registered));
    settings.maker = odbcMaker(settings.driver);
    const std::string dsn = connection.option("dsn");
    if (!dsn.empty() && connection.option("driver").empty())
        settings.pairs.emplace_back("DSN", dsn);
    else
        settings.pairs.emplace_back("DRIVER", settings.driver);
    TRY(ownPairs(connection, settings));
    // What is said twice is said by the first: ours.
    for (const auto &[name, value] : added) {
        const bool isOurs = std::any_of(settings.pairs.begin(), settings.pairs.end(), [&](const auto &pair) { return plainName(pair.first) == plainName(name); });
        if (isOurs)
            return Error(ErrorKind::Refused, "odbc.attribute_refused").with("name", name);
        settings.pairs.emplace_back(name, value);
    }
    return settings;
}

std::string odbcConnectionString(const OdbcSettings &settings, const Secret &password) {
    std::string text;
    const auto add = [&](std::string_view name, std::string_view value) {
        text += name;
        text += "={";
        for (const char c : value)
            text.append(c == '}' ? 2 : 1, c);
        text += "};";
    };
    text.reserve(4096); // so that no copy of the password stays behind
    for (const auto &[name, value] : settings.pairs) {
        // Names of data sources are not taken in braces everywhere, and numbers and words need none.
        const bool isPlain = std::all_of(value.begin(), value.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == '/' || c == ':' || c == ','; });
        if (isPlain)
            text += name + '=' + value + ';';
        else
            add(name, value);
    }
    if (!password.empty())
        add("PWD", password.view());
    return text;
}

} // namespace audience::warehouse
