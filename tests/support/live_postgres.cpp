#include "support/live_postgres.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace audience::test {

namespace {

constexpr int kPatience = 60'000; // ms

QString binariesFolder() {
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        if (QFile::exists(versions.filePath(version + QStringLiteral("/bin/postgres"))))
            return versions.filePath(version + QStringLiteral("/bin"));
    return {};
}

int freePort() {
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

QString LivePostgres::command(const QString &program, const QStringList &arguments, QByteArray *out, const QByteArray &input) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList all = m_asUser;
    all << (program.contains(QLatin1Char('/')) ? program : m_binaries + QLatin1Char('/') + program) << arguments;
    process.setWorkingDirectory(m_folder.path());
    process.start(all.takeFirst(), all);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(kPatience);
    const QByteArray said = process.readAll();
    if (out)
        *out = said;
    return ended && process.exitCode() == 0 ? QString() : program + QStringLiteral(" failed: ") + QString::fromUtf8(said);
}

QString LivePostgres::makeCertificate(const QString &host) {
    const QString openssl = QStringLiteral("/usr/bin/openssl");
    if (!QFile::exists(openssl))
        return QStringLiteral("openssl is not installed");
    QFile names(m_folder.filePath(QStringLiteral("names")));
    if (!names.open(QIODevice::WriteOnly))
        return QStringLiteral("the folder cannot be written to");
    names.write("subjectAltName=DNS:" + host.toUtf8());
    names.close();
    for (const char *line : {"req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=authority",
                             "req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=server",
                             "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -days 2 -extfile names"})
        if (const QString failure = command(openssl, QString::fromLatin1(line).split(QLatin1Char(' '))); !failure.isEmpty())
            return failure;
    return {};
}

QString LivePostgres::start(const QString &certificateFor) {
    m_binaries = binariesFolder();
    if (m_binaries.isEmpty())
        return QStringLiteral("PostgreSQL is not installed (Debian: postgresql)");
    if (geteuid() == 0) {
        const passwd *user = getpwnam("postgres");
        if (!user && !(user = getpwnam("nobody")))
            return QStringLiteral("there is no user for PostgreSQL, which refuses to be root");
        m_asUser = {QStringLiteral("setpriv"), QStringLiteral("--reuid=%1").arg(user->pw_uid), QStringLiteral("--regid=%1").arg(user->pw_gid),
                    QStringLiteral("--clear-groups"), QStringLiteral("--pdeathsig=INT")};
        if (chown(m_folder.path().toLocal8Bit().constData(), user->pw_uid, user->pw_gid) != 0)
            return QStringLiteral("the folder cannot be given to PostgreSQL");
    }
    const QString data = m_folder.filePath(QStringLiteral("data"));
    QString failure = command(QStringLiteral("initdb"), {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("owner"),
                                                         QStringLiteral("--auth-local=trust"), QStringLiteral("--auth-host=scram-sha-256"),
                                                         QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"), QStringLiteral("--no-sync")});
    m_encrypted = !certificateFor.isEmpty();
    if (failure.isEmpty() && m_encrypted)
        failure = makeCertificate(certificateFor);
    if (failure.isEmpty())
        failure = startAgain();
    if (failure.isEmpty())
        failure = command(QStringLiteral("createdb"), {QStringLiteral("-h"), m_folder.path(), QStringLiteral("-p"), QString::number(m_port), QStringLiteral("-U"),
                                                       QStringLiteral("owner"), QStringLiteral("shop")});
    if (failure.isEmpty())
        failure = run("CREATE ROLE reader LOGIN PASSWORD 'p''a\\s s;word'");
    return failure;
}

QString LivePostgres::startAgain() {
    if (m_port == 0)
        m_port = freePort();
    QStringList all = m_asUser;
    all << m_binaries + QStringLiteral("/postgres") << QStringLiteral("-D") << m_folder.filePath(QStringLiteral("data")) << QStringLiteral("-k") << m_folder.path();
    QStringList settings{QStringLiteral("listen_addresses=127.0.0.1"), QStringLiteral("port=%1").arg(m_port), QStringLiteral("fsync=off"),
                         QStringLiteral("synchronous_commit=off"), QStringLiteral("autovacuum=off"), QStringLiteral("jit=off"),
                         QStringLiteral("max_connections=20"), QStringLiteral("timezone=America/Chicago"), QStringLiteral("datestyle=German"),
                         QStringLiteral("log_min_messages=fatal")};
    if (m_encrypted)
        settings << QStringLiteral("ssl=on") << QStringLiteral("ssl_cert_file=%1").arg(m_folder.filePath(QStringLiteral("server.pem")))
                 << QStringLiteral("ssl_key_file=%1").arg(m_folder.filePath(QStringLiteral("server.key")));
    for (const QString &setting : settings)
        all << QStringLiteral("-c") << setting;
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setWorkingDirectory(m_folder.path());
    m_server.start(all.takeFirst(), all);
    QElapsedTimer waited;
    waited.start();
    QByteArray answer;
    while (!command(QStringLiteral("psql"), {QStringLiteral("-XqAt"), QStringLiteral("-h"), m_folder.path(), QStringLiteral("-p"), QString::number(m_port),
                                             QStringLiteral("-U"), QStringLiteral("owner"), QStringLiteral("-c"), QStringLiteral("SELECT 1"),
                                             QStringLiteral("postgres")},
                    &answer)
                .isEmpty())
        if (m_server.waitForFinished(100) || waited.elapsed() > kPatience)
            return QStringLiteral("postgres does not start: ") + QString::fromUtf8(m_server.readAll() + answer);
    return {};
}

void LivePostgres::kill() {
    // Its children see that it is gone and end, too.
    m_server.kill();
    m_server.waitForFinished(kPatience);
}

LivePostgres::~LivePostgres() {
    if (m_server.state() != QProcess::Running)
        return;
    ::kill(static_cast<pid_t>(m_server.processId()), SIGQUIT);
    if (!m_server.waitForFinished(10'000))
        kill();
}

QString LivePostgres::run(const QByteArray &sql) {
    return command(QStringLiteral("psql"), {QStringLiteral("-XqAt"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-h"), m_folder.path(),
                                            QStringLiteral("-p"), QString::number(m_port), QStringLiteral("-U"), QStringLiteral("owner"), QStringLiteral("shop")},
                   nullptr, sql);
}

QString LivePostgres::value(const QByteArray &sql) {
    QByteArray out;
    const QString failure = command(QStringLiteral("psql"), {QStringLiteral("-XqAt"), QStringLiteral("-h"), m_folder.path(), QStringLiteral("-p"), QString::number(m_port),
                                                             QStringLiteral("-U"), QStringLiteral("owner"), QStringLiteral("shop")},
                                    &out, sql);
    return failure.isEmpty() ? QString::fromUtf8(out).trimmed().section(QLatin1Char('\n'), 0, 0) : failure;
}

model::SourceConnection LivePostgres::connection() const {
    model::SourceConnection connection;
    connection.name = "shop";
    connection.host = "127.0.0.1";
    connection.port = m_port;
    connection.database = "shop";
    connection.user = "reader";
    connection.credentials = "env";
    connection.tls = model::SourceConnection::Tls::ThisComputer;
    connection.statementSeconds = 60;
    return connection;
}

} // namespace audience::test
