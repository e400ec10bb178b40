#include "ui/sources/source_words.h"

#include "qbase/convert.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <array>

namespace audience::ui {

using model::SourceConnection;
using model::SourceKind;
using model::SourceReach;

namespace {

struct Said {
    Q_DECLARE_TR_FUNCTIONS(SourceWords)
};

struct KindWords {
    std::string_view id;
    const char *title, *about, *iconName;
};
constexpr std::array kKindWords{
    KindWords{"postgresql", "PostgreSQL", QT_TRANSLATE_NOOP("SourceWords", "A database of your own, or Amazon RDS and Aurora"), "database"},
    KindWords{"redshift", "Amazon Redshift", QT_TRANSLATE_NOOP("SourceWords", "A cluster or workgroup at Amazon"), "cloud"},
    KindWords{"azure-postgresql", "Azure for PostgreSQL", QT_TRANSLATE_NOOP("SourceWords", "A flexible server at Microsoft"), "cloud"},
    KindWords{"mysql", "MySQL", QT_TRANSLATE_NOOP("SourceWords", "The database behind many shops"), "database"},
    KindWords{"mariadb", "MariaDB", QT_TRANSLATE_NOOP("SourceWords", "The database behind many shops"), "database"},
    KindWords{"sqlserver", "SQL Server", QT_TRANSLATE_NOOP("SourceWords", "Microsoft SQL Server and Azure SQL"), "server"},
    KindWords{"odbc", "ODBC", QT_TRANSLATE_NOOP("SourceWords", "Any other database with a driver on this computer"), "plug"},
    KindWords{"files", QT_TRANSLATE_NOOP("SourceWords", "Files or a folder"), QT_TRANSLATE_NOOP("SourceWords", "CSV, JSON Lines or Excel, read again when they change"), "folder"},
    KindWords{"sqlite", QT_TRANSLATE_NOOP("SourceWords", "SQLite file"), QT_TRANSLATE_NOOP("SourceWords", "The file of another program, only read"), "file"},
    KindWords{"http", QT_TRANSLATE_NOOP("SourceWords", "Web service"), QT_TRANSLATE_NOOP("SourceWords", "Anything that answers in JSON over HTTPS"), "globe"},
    KindWords{"snowflake", "Snowflake", QT_TRANSLATE_NOOP("SourceWords", "A warehouse at Snowflake"), "snowflake"},
    KindWords{"bigquery", "BigQuery", QT_TRANSLATE_NOOP("SourceWords", "A project at Google"), "cloud"},
    KindWords{"databricks", "Databricks", QT_TRANSLATE_NOOP("SourceWords", "A warehouse at Databricks"), "layers"},
};

// What one kind, or "" any kind, says of a field.
struct FieldWords {
    std::string_view kind, field;
    const char *title, *help, *placeholder;
};
constexpr std::array kFieldWords{
    FieldWords{"", "name", QT_TRANSLATE_NOOP("SourceWords", "Name"), QT_TRANSLATE_NOOP("SourceWords", "What you call it here."), ""},
    FieldWords{"redshift", "host", QT_TRANSLATE_NOOP("SourceWords", "Server"),
               QT_TRANSLATE_NOOP("SourceWords", "In Amazon's console: Redshift, your cluster or workgroup, Endpoint. Leave out what follows the name."), "shop.abc123.eu-central-1.redshift.amazonaws.com"},
    FieldWords{"azure-postgresql", "host", QT_TRANSLATE_NOOP("SourceWords", "Server"), QT_TRANSLATE_NOOP("SourceWords", "In the Azure portal: your server, Overview, Server name."),
               "shop.postgres.database.azure.com"},
    FieldWords{"sqlserver", "host", QT_TRANSLATE_NOOP("SourceWords", "Server"),
               QT_TRANSLATE_NOOP("SourceWords", "The name or address of the server. For Azure SQL: in the portal, your database, Overview, Server name."), "shop.database.windows.net"},
    FieldWords{"", "host", QT_TRANSLATE_NOOP("SourceWords", "Server"),
               QT_TRANSLATE_NOOP("SourceWords", "Its name or address; 127.0.0.1 for this computer. Your hosting's page about the database shows it."), "db.example.org"},
    FieldWords{"", "port", QT_TRANSLATE_NOOP("SourceWords", "Port"), QT_TRANSLATE_NOOP("SourceWords", "Leave the usual one unless you were told another."), ""},
    FieldWords{"", "database", QT_TRANSLATE_NOOP("SourceWords", "Database"), QT_TRANSLATE_NOOP("SourceWords", "One server keeps several; the name of yours."), "shop"},
    FieldWords{"", "user", QT_TRANSLATE_NOOP("SourceWords", "User"), QT_TRANSLATE_NOOP("SourceWords", "One that may only read is enough, and safer."), "reader"},
    FieldWords{"http", "password", QT_TRANSLATE_NOOP("SourceWords", "Token"), QT_TRANSLATE_NOOP("SourceWords", "Kept in this computer's keychain and never shown again."), ""},
    FieldWords{"azure-postgresql", "password", QT_TRANSLATE_NOOP("SourceWords", "Password"),
               QT_TRANSLATE_NOOP("SourceWords", "Or an access token of Microsoft Entra. Kept in this computer's keychain and never shown again."), ""},
    FieldWords{"", "password", QT_TRANSLATE_NOOP("SourceWords", "Password"), QT_TRANSLATE_NOOP("SourceWords", "Kept in this computer's keychain and never shown again."), ""},
    FieldWords{"", "tls", QT_TRANSLATE_NOOP("SourceWords", "Protection"), QT_TRANSLATE_NOOP("SourceWords", "Encrypted always, but for a server on this computer itself."), ""},
    FieldWords{"", "root_certificate", QT_TRANSLATE_NOOP("SourceWords", "Certificate"),
               QT_TRANSLATE_NOOP("SourceWords", "Only where the server's comes from an authority of your own: its PEM file, from whoever looks after the server."), ""},
    FieldWords{"http", "seconds", QT_TRANSLATE_NOOP("SourceWords", "Longest wait"), QT_TRANSLATE_NOOP("SourceWords", "Seconds after which a request is given up."), ""},
    FieldWords{"", "seconds", QT_TRANSLATE_NOOP("SourceWords", "Longest wait"), QT_TRANSLATE_NOOP("SourceWords", "Seconds after which the server gives up a statement."), ""},
    FieldWords{"sqlite", "path", QT_TRANSLATE_NOOP("SourceWords", "File"), QT_TRANSLATE_NOOP("SourceWords", "The other program may go on using it; nothing in it is changed."), ""},
    FieldWords{"", "path", QT_TRANSLATE_NOOP("SourceWords", "File or folder"), QT_TRANSLATE_NOOP("SourceWords", "Of a folder, each file becomes a table of its name. You can also drop it here."), ""},
    FieldWords{"", "driver", QT_TRANSLATE_NOOP("SourceWords", "Driver"), QT_TRANSLATE_NOOP("SourceWords", "As this computer's ODBC settings call it; the usual one when left empty."), ""},
    FieldWords{"", "dsn", QT_TRANSLATE_NOOP("SourceWords", "Data source"), QT_TRANSLATE_NOOP("SourceWords", "A name from this computer's ODBC settings, instead of server and database."), ""},
    FieldWords{"", "attributes", QT_TRANSLATE_NOOP("SourceWords", "More for the driver"), QT_TRANSLATE_NOOP("SourceWords", "What its manual asks for, as NAME=VALUE; with semicolons between."), "Encoding=UTF8;ReadOnly=1"},
    FieldWords{"", "recipe", QT_TRANSLATE_NOOP("SourceWords", "Service"), QT_TRANSLATE_NOOP("SourceWords", "One that this program knows how to read."), ""},
    FieldWords{"", "url", QT_TRANSLATE_NOOP("SourceWords", "Address"), QT_TRANSLATE_NOOP("SourceWords", "Where the data begin, as the service's manual gives it."), "https://api.example.org/v1/products"},
    FieldWords{"", "delimiter", QT_TRANSLATE_NOOP("SourceWords", "Between columns"), QT_TRANSLATE_NOOP("SourceWords", "The character that parts them; found by itself when left empty."), ";"},
    FieldWords{"", "encoding", QT_TRANSLATE_NOOP("SourceWords", "Characters"), QT_TRANSLATE_NOOP("SourceWords", "How letters are written in the files; found by itself when left empty."), "utf-8"},
    FieldWords{"", "header", QT_TRANSLATE_NOOP("SourceWords", "First line"), QT_TRANSLATE_NOOP("SourceWords", "Write yes where it holds the names of the columns, else no; found by itself when left empty."), "yes"},
    FieldWords{"", "numbers", QT_TRANSLATE_NOOP("SourceWords", "Numbers"), QT_TRANSLATE_NOOP("SourceWords", "Write point or comma, whichever stands before the parts; found by itself when left empty."), "comma"},
    FieldWords{"", "dates", QT_TRANSLATE_NOOP("SourceWords", "Dates"), QT_TRANSLATE_NOOP("SourceWords", "Write dmy, mdy or ymd, as day, month and year follow; found by itself when left empty."), "dmy"},
    FieldWords{"", "definition", QT_TRANSLATE_NOOP("SourceWords", "Recipe of your own"), QT_TRANSLATE_NOOP("SourceWords", "A file that says how the service is read."), ""},
};

QString say(const char *text) { return *text ? QCoreApplication::translate("SourceWords", text) : QString(); }

// A name as a part of a statement, in the quotes of the kind.
QString quoted(const std::string &name, QChar mark) {
    QString text = toQString(name);
    return mark + text.replace(mark, QString(2, mark)) + mark;
}

} // namespace

SourceKindWords sourceKindWords(const SourceKind &kind) {
    const auto found = std::find_if(kKindWords.begin(), kKindWords.end(), [&](const KindWords &one) { return one.id == kind.id; });
    if (found != kKindWords.end())
        return {say(found->title), say(found->about), QLatin1String(found->iconName)};
    QString title = toQString(kind.id);
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return {title, {}, kind.reach == SourceReach::Files ? QStringLiteral("file") : kind.reach == SourceReach::Web ? QStringLiteral("globe") : QStringLiteral("database")};
}

QString sourceGroup(const SourceKind &kind) {
    switch (kind.reach) {
    case SourceReach::Server: return Said::tr("Databases");
    case SourceReach::Files: return Said::tr("Files on this computer");
    case SourceReach::Web: break;
    }
    return kind.family == "http" ? Said::tr("Web services") : Said::tr("Warehouses");
}

SourceFieldWords sourceFieldWords(const SourceKind &kind, std::string_view field) {
    const FieldWords *words = nullptr;
    for (const FieldWords &one : kFieldWords)
        if (one.field == field && (one.kind == kind.id || (one.kind.empty() && !words)))
            words = &one;
    if (words)
        return {say(words->title), say(words->help), QLatin1String(words->placeholder)};
    QString title = toQString(field).replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('-'), QLatin1Char(' '));
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return {title, {}, {}};
}

QString readerStatements(const SourceKind &kind, const SourceConnection &connection) {
    const std::string user = connection.user.empty() ? "reader" : connection.user;
    const std::string database = connection.database.empty() ? "shop" : connection.database;
    if (kind.family == "postgresql") {
        const QLatin1Char mark('"');
        const QString who = quoted(user, mark), schema = quoted(std::string(kind.schema), mark);
        return QStringLiteral("CREATE USER %1 PASSWORD '...';\n"
                              "GRANT CONNECT ON DATABASE %2 TO %1;\n"
                              "GRANT USAGE ON SCHEMA %3 TO %1;\n"
                              "GRANT SELECT ON ALL TABLES IN SCHEMA %3 TO %1;\n"
                              "ALTER DEFAULT PRIVILEGES IN SCHEMA %3 GRANT SELECT ON TABLES TO %1;")
            .arg(who, quoted(database, mark), schema);
    }
    if (kind.family == "mysql") {
        const QLatin1Char mark('\'');
        return QStringLiteral("CREATE USER %1@'%' IDENTIFIED BY '...' REQUIRE SSL;\n"
                              "GRANT SELECT, SHOW VIEW ON %2.* TO %1@'%';")
            .arg(quoted(user, mark), quoted(database, QLatin1Char('`')));
    }
    if (kind.id == "sqlserver")
        return QStringLiteral("CREATE LOGIN [%1] WITH PASSWORD = '...';\n"
                              "CREATE USER [%1] FOR LOGIN [%1];\n"
                              "ALTER ROLE db_datareader ADD MEMBER [%1];")
            .arg(toQString(user).replace(QLatin1Char(']'), QStringLiteral("]]")));
    return {};
}

QString sourcePlace(const SourceConnection &connection) {
    const SourceKind *kind = model::findSourceKind(connection.kind);
    if (kind && kind->reach == SourceReach::Files)
        return QDir::toNativeSeparators(toQString(connection.path));
    if (kind && kind->reach == SourceReach::Web) {
        for (const char *id : {"url", "set.shop", "set.site", "set.domain", "recipe"})
            if (const std::string said = connection.option(id); !said.empty())
                return toQString(said);
        return {};
    }
    if (connection.host.empty())
        return toQString(connection.option("dsn"));
    const QString host = toQString(connection.host);
    if (connection.database.empty() || connection.user.empty())
        return host;
    return Said::tr("%1, database %2, as %3").arg(host, toQString(connection.database), toQString(connection.user));
}

bool lacksPassword(const Error &error) {
    return error.id == "secrets.not_found" || error.id == "secrets.env_missing";
}

namespace {

// How far a test came before this went wrong: 0 not there, 1 reached, 2 encrypted, 3 signed in.
int stepOf(const Error &error) {
    constexpr std::array<std::string_view, 4> kEncrypting{"source.certificate", "source.no_tls", "source.no_roots", "source.root_unreadable"};
    constexpr std::array<std::string_view, 4> kSigningIn{"source.login_refused", "source.no_database", "source.too_many_connections", "source.too_old"};
    if (std::find(kEncrypting.begin(), kEncrypting.end(), error.id) != kEncrypting.end())
        return 1;
    if (std::find(kSigningIn.begin(), kSigningIn.end(), error.id) != kSigningIn.end())
        return 2;
    return error.id == "source.not_allowed" || error.id == "source.refused" || error.id == "source.too_slow" ? 3 : 0;
}

QList<SourceStep> wholeTest(const SourceConnection &connection, const service::SourceService::Tested &tested) {
    using State = SourceStep::State;
    const SourceKind *kind = model::findSourceKind(connection.kind);
    const bool isServer = !kind || kind->reach == SourceReach::Server;
    const warehouse::ServerInfo &server = tested.server;
    const QString product = toQString(server.product + (server.version.empty() ? "" : " " + server.version));
    QList<SourceStep> steps{{QStringLiteral("reached"), isServer ? Said::tr("Reached") : Said::tr("Found"), product, State::Good}};
    if (kind && kind->reach != SourceReach::Files)
        steps.append({QStringLiteral("encrypted"), Said::tr("Encrypted"),
                      server.encryption.empty() ? Said::tr("No, and it need not be: it is on this computer.") : Said::tr("With %1, and the certificate is the server's.").arg(toQString(server.encryption)),
                      server.encryption.empty() ? State::Hint : State::Good});
    if (!server.user.empty())
        steps.append({QStringLiteral("signedIn"), Said::tr("Signed in"), server.database.empty() ? Said::tr("As %1.").arg(toQString(server.user))
                                                                                               : Said::tr("As %1 in the database %2.").arg(toQString(server.user), toQString(server.database)), State::Good});
    const QString readable = tested.tables == 0                  ? Said::tr("There is no table yet, or this user may see none.")
                             : tested.readable == tested.tables ? Said::tr("%n can be read.", nullptr, int(tested.tables))
                                                               : Said::tr("%1 of %2 can be read; the others need a right that this user lacks.").arg(formatNumber(tested.readable), formatNumber(tested.tables));
    steps.append({QStringLiteral("tables"), Said::tr("Tables"), readable, tested.readable > 0 ? State::Good : State::Bad});
    if (server.mayWrite)
        steps.append({QStringLiteral("mayWrite"), Said::tr("More rights than needed"), Said::tr("This user may also write there. One that may only read is safer."), State::Hint});
    return steps;
}

} // namespace

QList<SourceStep> sourceSteps(const SourceConnection &connection, const Result<service::SourceService::Tested> &tested) {
    using State = SourceStep::State;
    if (tested)
        return wholeTest(connection, *tested);
    const SourceKind *kind = model::findSourceKind(connection.kind);
    QList<SourceStep> steps{{QStringLiteral("reached"), !kind || kind->reach == SourceReach::Server ? Said::tr("Reached") : Said::tr("Found"), {}, State::Good}};
    if (!kind || kind->reach != SourceReach::Files)
        steps.append({QStringLiteral("encrypted"), Said::tr("Encrypted"), {}, State::Good});
    if (!kind || kind->reach == SourceReach::Server)
        steps.append({QStringLiteral("signedIn"), Said::tr("Signed in"), {}, State::Good});
    steps.append({QStringLiteral("tables"), Said::tr("Tables"), {}, State::Good});
    const int at = qMin(stepOf(tested.error()), int(steps.size()) - 1);
    steps[at].state = State::Bad;
    steps[at].words = sourceSentence(tested.error());
    for (int i = at + 1; i < steps.size(); ++i)
        steps[i].state = State::Waiting;
    return steps;
}

QString sourceSentence(const Error &error) {
    const auto arg = [&](const char *name) {
        for (const auto &[key, value] : error.args)
            if (key == name)
                return toQString(value);
        return QString();
    };
    if (error.id == "source.login_refused")
        return Said::tr("The server %1 refused the user %2; check the name and type the password again, and ask whether the user may come from this computer.").arg(arg("host"), arg("user"));
    if (error.id == "source.plain_elsewhere")
        return Said::tr("%1 is not this computer, so the connection must be encrypted; choose that, or give the address 127.0.0.1.").arg(arg("host"));
    if (error.id == "source.no_tls")
        return Said::tr("The server %1 offers no encryption, so nothing was sent; ask for it to be switched on, or say that the server is this computer where it is.").arg(arg("host"));
    if (error.id == "source.no_table")
        return Said::tr("The table %1 is not there any more, or this user may not see it; look at what the source has now.").arg(arg("table"));
    if (error.id == "secrets.not_found")
        return Said::tr("The password is not in this computer's keychain; type it and save.");
    if (error.id == "secrets.keychain_failed" || error.id == "secrets.keychain_unavailable" || error.id == "secrets.keychain_denied")
        return Said::tr("This computer's keychain cannot be used, so no password was kept. Unlock it and try again; or choose \"Environment variable\" under More, and start the program with the password in the variable that is named there.");
    return sentence(error);
}

QString tableKindWord(warehouse::TableKind kind) {
    switch (kind) {
    case warehouse::TableKind::Table: return Said::tr("table");
    case warehouse::TableKind::View: return Said::tr("database view");
    case warehouse::TableKind::Materialised: return Said::tr("stored view");
    case warehouse::TableKind::File: return Said::tr("file");
    case warehouse::TableKind::FileSet: return Said::tr("files");
    case warehouse::TableKind::Sheet: return Said::tr("sheet");
    case warehouse::TableKind::HiddenSheet: return Said::tr("hidden sheet");
    case warehouse::TableKind::Foreign: break;
    }
    return Said::tr("table of another server");
}

} // namespace audience::ui
