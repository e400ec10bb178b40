#include "postgres_server.h"

#include "qbase/convert.h"

#include <QDir>
#include <QElapsedTimer>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

namespace audience::test {

using engine::Cell;
using engine::ColumnType;

namespace {

constexpr int kPatience = 60'000; // ms
const QByteArray kDone = "=== done ===";

QString binariesFolder() {
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        if (QFile::exists(versions.filePath(version + QStringLiteral("/bin/postgres"))))
            return versions.filePath(version + QStringLiteral("/bin"));
    return {};
}

const sql::Grammar &grammar() { return sql::grammarOf(sql::Dialect::Postgresql); }

std::string literalOf(const Cell &cell) {
    if (std::holds_alternative<std::monostate>(cell))
        return "NULL";
    if (const auto *flag = std::get_if<bool>(&cell))
        return *flag ? "TRUE" : "FALSE";
    return grammar().textLiteral(engine::toText(cell));
}

sql::Type typeOf(ColumnType type) {
    switch (type) {
    case ColumnType::Bool:
        return sql::Type::Bool;
    case ColumnType::Int64:
        return sql::Type::Integer;
    case ColumnType::Decimal:
        return sql::Type::Decimal;
    case ColumnType::Double:
        return sql::Type::Double;
    case ColumnType::Date:
        return sql::Type::Date;
    case ColumnType::Instant:
        return sql::Type::Instant;
    case ColumnType::Json:
        return sql::Type::Json;
    case ColumnType::Text:
        break;
    }
    return sql::Type::Text;
}

class Loading {
public:
    Loading(std::string table, const std::string &fixed, const std::vector<engine::Field> &fields) : m_table(std::move(table)) {
        m_sql = "DROP TABLE IF EXISTS " + m_table + ";\nCREATE TABLE " + m_table + " (_ordinal BIGINT" + fixed;
        for (const engine::Field &field : fields)
            m_sql += ", " + grammar().quoted(field.name) + " " + grammar().typeName(typeOf(field.type));
        m_sql += ");\n";
    }
    void add(const std::vector<Cell> &row) {
        m_sql += m_rows++ % 500 == 0 ? (m_rows > 1 ? ";\nINSERT INTO " : "INSERT INTO ") + m_table + " VALUES\n(" : ",\n(";
        for (std::size_t i = 0; i < row.size(); ++i)
            m_sql += (i == 0 ? "" : ", ") + literalOf(row[i]);
        m_sql += ")";
    }
    std::string finish() { return m_sql + ";\nCREATE INDEX ON " + m_table + " (_ordinal);\nANALYZE " + m_table + ";\n"; }

private:
    std::string m_sql, m_table;
    std::size_t m_rows = 0;
};

} // namespace

QString PostgresServer::command(const QString &program, QStringList arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList all = m_asUser;
    all << m_binaries + QLatin1Char('/') + program << arguments;
    process.setWorkingDirectory(m_folder.path());
    process.start(all.takeFirst(), all);
    if (process.waitForFinished(kPatience) && process.exitCode() == 0)
        return {};
    return program + QStringLiteral(" failed: ") + QString::fromUtf8(process.readAll());
}

QString PostgresServer::start() {
    m_binaries = binariesFolder();
    if (m_binaries.isEmpty())
        return QStringLiteral("PostgreSQL is not installed (Debian: postgresql)");
#ifdef Q_OS_UNIX
    if (geteuid() == 0) {
        const passwd *user = getpwnam("postgres");
        if (!user && !(user = getpwnam("nobody")))
            return QStringLiteral("there is no user for PostgreSQL, which refuses to be root");
        m_asUser = {QStringLiteral("setpriv"), QStringLiteral("--reuid=%1").arg(user->pw_uid), QStringLiteral("--regid=%1").arg(user->pw_gid),
                    QStringLiteral("--clear-groups"), QStringLiteral("--pdeathsig=INT")};
        if (chown(m_folder.path().toLocal8Bit().constData(), user->pw_uid, user->pw_gid) != 0)
            return QStringLiteral("the folder cannot be given to PostgreSQL");
    }
#endif
    const QString data = m_folder.filePath(QStringLiteral("data"));
    const QString failure = command(QStringLiteral("initdb"), {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("audience"),
                                                               QStringLiteral("--auth=trust"), QStringLiteral("--encoding=UTF8"),
                                                               QStringLiteral("--locale=C"), QStringLiteral("--no-sync")});
    if (!failure.isEmpty())
        return failure;
    QStringList all = m_asUser;
    all << m_binaries + QStringLiteral("/postgres") << QStringLiteral("-D") << data << QStringLiteral("-k") << m_folder.path();
    // A zone that is not UTC: nothing may depend on the session's.
    for (const char *setting : {"listen_addresses=", "fsync=off", "synchronous_commit=off", "autovacuum=off", "jit=off", "max_connections=8",
                                "timezone=America/Chicago", "statement_timeout=60000"})
        all << QStringLiteral("-c") << QString::fromLatin1(setting);
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setWorkingDirectory(m_folder.path());
    m_server.start(all.takeFirst(), all);
    QElapsedTimer waited;
    waited.start();
    while (!QFile::exists(m_folder.filePath(QStringLiteral(".s.PGSQL.5432")))) {
        if (m_server.waitForFinished(50) || waited.elapsed() > kPatience)
            return QStringLiteral("postgres does not start: ") + QString::fromUtf8(m_server.readAll());
    }
    m_psql.setProcessChannelMode(QProcess::MergedChannels);
    m_psql.start(m_binaries + QStringLiteral("/psql"), {QStringLiteral("-XqAt"), QStringLiteral("-h"), m_folder.path(), QStringLiteral("-U"),
                                                        QStringLiteral("audience"), QStringLiteral("postgres")});
    for (int tries = 0; tries < 20; ++tries) { // the socket is there before the server answers
        const auto answer = run("SELECT 'up';");
        if (answer == QList<QByteArray>{"up"})
            return {};
        m_psql.waitForFinished(200);
        if (m_psql.state() == QProcess::NotRunning)
            m_psql.start(m_psql.program(), m_psql.arguments());
    }
    return QStringLiteral("psql does not reach the server");
}

PostgresServer::~PostgresServer() {
    m_psql.closeWriteChannel();
    if (m_psql.state() != QProcess::NotRunning && !m_psql.waitForFinished(5'000))
        m_psql.kill();
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    if (!m_server.waitForFinished(10'000)) {
        m_server.kill();
        m_server.waitForFinished(5'000);
    }
}

QList<QByteArray> PostgresServer::run(const QByteArray &sql) {
    m_psql.write(sql + "\n\\echo " + kDone + "\n");
    QList<QByteArray> lines;
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < 2 * kPatience) {
        while (m_psql.canReadLine()) {
            const QByteArray line = m_psql.readLine().trimmed();
            if (line == kDone)
                return lines;
            lines.append(line);
        }
        if (m_psql.state() == QProcess::NotRunning)
            break;
        m_psql.waitForReadyRead(100);
    }
    return {"ERROR: no answer " + m_psql.readAll()};
}

QByteArray PostgresServer::tablesOf(const MemoryData &data) {
    Loading profiles("profiles", "", data.fields);
    for (std::size_t i = 0; i < data.profiles.size(); ++i)
        if (data.members[i]) {
            std::vector<Cell> row{static_cast<std::int64_t>(i)};
            row.insert(row.end(), data.profiles[i].begin(), data.profiles[i].end());
            profiles.add(row);
        }
    std::string sql = profiles.finish();
    for (const EventTable &table : data.events) {
        Loading events(table.dataset, ", at TIMESTAMPTZ, name TEXT", table.fields);
        for (const EventRow &event : table.rows) {
            std::vector<Cell> row{event.person(), Instant{event.micros}, event.name};
            row.insert(row.end(), event.cells.begin(), event.cells.end());
            events.add(row);
        }
        sql += events.finish();
    }
    for (const PlainTable &table : data.tables) {
        Loading rows(table.dataset, "", table.fields);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            std::vector<Cell> row{table.people.empty() ? Cell() : Cell(static_cast<std::int64_t>(table.people[i]))};
            row.insert(row.end(), table.rows[i].begin(), table.rows[i].end());
            rows.add(row);
        }
        sql += rows.finish();
    }
    return QByteArray::fromStdString(sql);
}

QString PostgresServer::load(const MemoryData &data) {
    for (const QByteArray &line : run(tablesOf(data)))
        if (line.contains("ERROR"))
            return QString::fromUtf8(line);
    return {};
}

std::vector<Ordinal> PostgresServer::keys(const sql::Statement &statement, std::string &error) {
    constexpr const char *kTypes[] = {"BIGINT", "DOUBLE PRECISION", "TEXT", "NUMERIC"}; // as sql::Value
    std::string types, values;
    for (const sql::Value &value : statement.parameters) {
        types += (types.empty() ? "" : ", ") + std::string(kTypes[value.index()]);
        values += (values.empty() ? "" : ", ") + grammar().literal(value);
    }
    const std::string sql = statement.parameters.empty()
                                ? statement.text + ";"
                                : "PREPARE rule (" + types + ") AS " + statement.text + ";\nEXECUTE rule (" + values + ");\nDEALLOCATE rule;";
    std::vector<Ordinal> keys;
    for (const QByteArray &line : run(QByteArray::fromStdString(sql))) {
        bool isKey = false;
        const qulonglong key = line.toULongLong(&isKey);
        if (isKey)
            keys.push_back(static_cast<Ordinal>(key));
        else if (error.empty() && line.contains("ERROR"))
            error = line.toStdString();
    }
    return keys;
}

} // namespace audience::test
