#include "support/live_postgres.h"

#include <QDir>
#include <QFile>

#include <csignal>

namespace audience::test {

namespace {

QString binariesFolder() {
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        if (QFile::exists(versions.filePath(version + QStringLiteral("/bin/postgres"))))
            return versions.filePath(version + QStringLiteral("/bin"));
    return {};
}

} // namespace

QString LivePostgres::binary(const char *name) const { return m_binaries + QLatin1Char('/') + QLatin1String(name); }

QStringList LivePostgres::ownerOf(const char *database) const {
    return {QStringLiteral("-XqAt"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-h"), m_folder.path(), QStringLiteral("-p"), QString::number(m_port),
            QStringLiteral("-U"), QStringLiteral("owner"), QLatin1String(database)};
}

QString LivePostgres::start(const QString &certificateFor) {
    m_binaries = binariesFolder();
    if (m_binaries.isEmpty())
        return QStringLiteral("PostgreSQL is not installed (Debian: postgresql)");
    QString failure = becomeUser("postgres", QStringLiteral("PostgreSQL"), QStringLiteral("INT"));
    if (failure.isEmpty())
        failure = command(binary("initdb"), {QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-U"), QStringLiteral("owner"), QStringLiteral("--auth-local=trust"),
                                             QStringLiteral("--auth-host=scram-sha-256"), QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"), QStringLiteral("--no-sync")});
    m_encrypted = !certificateFor.isEmpty();
    if (failure.isEmpty() && m_encrypted)
        failure = makeCertificate(certificateFor, Certificate::Good);
    if (failure.isEmpty())
        failure = startAgain();
    if (failure.isEmpty())
        failure = command(binary("psql"), ownerOf("postgres"), nullptr, "CREATE DATABASE shop");
    if (failure.isEmpty())
        failure = run("CREATE ROLE reader LOGIN PASSWORD 'p''a\\s s;word'");
    return failure;
}

QString LivePostgres::startAgain() {
    choosePort();
    QStringList all{binary("postgres"), QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-k"), m_folder.path()};
    QStringList settings{QStringLiteral("listen_addresses=127.0.0.1"), QStringLiteral("port=%1").arg(m_port), QStringLiteral("fsync=off"),
                         QStringLiteral("synchronous_commit=off"), QStringLiteral("autovacuum=off"), QStringLiteral("jit=off"),
                         QStringLiteral("max_connections=20"), QStringLiteral("timezone=America/Chicago"), QStringLiteral("datestyle=German"),
                         QStringLiteral("log_min_messages=fatal")};
    if (m_encrypted)
        settings << QStringLiteral("ssl=on") << QStringLiteral("ssl_cert_file=%1").arg(m_folder.filePath(QStringLiteral("server.pem")))
                 << QStringLiteral("ssl_key_file=%1").arg(m_folder.filePath(QStringLiteral("server.key")));
    for (const QString &setting : settings)
        all << QStringLiteral("-c") << setting;
    return startServer(all, QStringLiteral("PostgreSQL"), binary("psql"), ownerOf("postgres"));
}

LivePostgres::~LivePostgres() {
    if (m_server.state() != QProcess::Running)
        return;
    ::kill(static_cast<pid_t>(m_server.processId()), SIGQUIT);
    if (!m_server.waitForFinished(10'000))
        kill();
}

QString LivePostgres::run(const QByteArray &sql) { return command(binary("psql"), ownerOf("shop"), nullptr, sql); }

QString LivePostgres::value(const QByteArray &sql) {
    QByteArray out;
    const QString failure = command(binary("psql"), ownerOf("shop"), &out, sql);
    return failure.isEmpty() ? firstLine(out) : failure;
}

} // namespace audience::test
