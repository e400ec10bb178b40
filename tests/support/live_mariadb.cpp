#include "support/live_mariadb.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace audience::test {

namespace {

constexpr int kPatience = 60'000; // ms

QString programPath(const QString &name) {
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/bin"), QStringLiteral("/opt/homebrew/bin")}) : found;
}

int freePort() {
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

QString LiveMariaDb::command(const QString &program, const QStringList &arguments, QByteArray *out, const QByteArray &input, bool asUser) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList all = asUser ? m_asUser : QStringList();
    all << program << arguments;
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

QString LiveMariaDb::makeCertificate(const QString &host, Certificate certificate) {
    const QString openssl = programPath(QStringLiteral("openssl"));
    if (openssl.isEmpty())
        return QStringLiteral("openssl is not installed");
    QFile settings(m_folder.filePath(QStringLiteral("ca.conf")));
    if (!settings.open(QIODevice::WriteOnly))
        return QStringLiteral("the folder cannot be written to");
    settings.write("[ca]\ndefault_ca=one\n[one]\ndir=.\nnew_certs_dir=.\ndatabase=index.txt\nserial=serial\ncertificate=ca.pem\nprivate_key=ca.key\n"
                   "default_md=sha256\npolicy=any\nx509_extensions=names\n[any]\ncommonName=supplied\n[names]\nsubjectAltName=DNS:" + host.toUtf8() + "\n");
    settings.close();
    for (const auto &[name, text] : {std::pair("index.txt", ""), std::pair("serial", "01\n")}) {
        QFile file(m_folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly))
            return QStringLiteral("the folder cannot be written to");
        file.write(text);
        file.close();
        if (!m_asUser.isEmpty() && !command(QStringLiteral("chmod"), {QStringLiteral("a+rw"), QLatin1String(name)}, nullptr, {}, false).isEmpty())
            return QStringLiteral("the folder cannot be shared");
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool expired = certificate == Certificate::Expired;
    const QString form = QStringLiteral("yyyyMMddHHmmss'Z'");
    const QString from = now.addDays(expired ? -9 : -1).toString(form), to = now.addDays(expired ? -1 : 2).toString(form);
    for (const QString &line : {QStringLiteral("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=authority"),
                                QStringLiteral("req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=server"),
                                QStringLiteral("ca -batch -notext -config ca.conf -in server.csr -out server.pem -startdate %1 -enddate %2").arg(from, to)})
        if (const QString failure = command(openssl, line.split(QLatin1Char(' '))); !failure.isEmpty())
            return failure;
    return {};
}

QString LiveMariaDb::start(const QString &certificateFor, Certificate certificate) {
    const QString install = programPath(QStringLiteral("mariadb-install-db"));
    if (install.isEmpty() || programPath(QStringLiteral("mariadbd")).isEmpty())
        return QStringLiteral("MariaDB is not installed (Debian: mariadb-server)");
    if (geteuid() == 0) {
        const passwd *user = getpwnam("mysql");
        if (!user && !(user = getpwnam("nobody")))
            return QStringLiteral("there is no user for MariaDB, which refuses to be root");
        m_asUser = {QStringLiteral("setpriv"), QStringLiteral("--reuid=%1").arg(user->pw_uid), QStringLiteral("--regid=%1").arg(user->pw_gid),
                    QStringLiteral("--clear-groups"), QStringLiteral("--pdeathsig=KILL")};
        if (chown(m_folder.path().toLocal8Bit().constData(), user->pw_uid, user->pw_gid) != 0)
            return QStringLiteral("the folder cannot be given to MariaDB");
    }
    QString failure = command(install, {QStringLiteral("--no-defaults"), QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data")),
                                        QStringLiteral("--auth-root-authentication-method=normal"), QStringLiteral("--skip-test-db"),
                                        QStringLiteral("--skip-name-resolve"), QStringLiteral("--innodb-flush-log-at-trx-commit=0")});
    m_encrypted = !certificateFor.isEmpty();
    if (failure.isEmpty() && m_encrypted)
        failure = makeCertificate(certificateFor, certificate);
    if (failure.isEmpty())
        failure = startAgain();
    if (failure.isEmpty())
        failure = command(programPath(QStringLiteral("mariadb")), clientArguments(), nullptr,
                          "CREATE DATABASE shop; CREATE USER reader@'%' IDENTIFIED BY 'p''a\\\\s s;word'; GRANT SELECT ON shop.* TO reader@'%';");
    return failure;
}

QStringList LiveMariaDb::clientArguments() const {
    return {QStringLiteral("--no-defaults"), QStringLiteral("-BN"), QStringLiteral("--default-character-set=utf8mb4"), QStringLiteral("--socket=") + socket(),
            QStringLiteral("--user=root")};
}

QString LiveMariaDb::startAgain() {
    if (m_port == 0)
        m_port = freePort();
    QStringList all = m_asUser;
    all << programPath(QStringLiteral("mariadbd")) << QStringLiteral("--no-defaults") << QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data"))
        << QStringLiteral("--socket=") + socket() << QStringLiteral("--bind-address=127.0.0.1") << QStringLiteral("--port=%1").arg(m_port)
        << QStringLiteral("--pid-file=") + m_folder.filePath(QStringLiteral("pid")) << QStringLiteral("--innodb-flush-log-at-trx-commit=0")
        << QStringLiteral("--innodb-flush-method=nosync") << QStringLiteral("--innodb-buffer-pool-size=128M") << QStringLiteral("--max-connections=30")
        // Nobody's defaults, which must not matter.
        << QStringLiteral("--default-time-zone=-06:00") << QStringLiteral("--character-set-server=latin1") << QStringLiteral("--sql-mode=ANSI_QUOTES,PIPES_AS_CONCAT")
        << QStringLiteral("--skip-name-resolve");
    if (m_encrypted)
        all << QStringLiteral("--ssl-ca=") + m_folder.filePath(QStringLiteral("ca.pem")) << QStringLiteral("--ssl-cert=") + m_folder.filePath(QStringLiteral("server.pem"))
            << QStringLiteral("--ssl-key=") + m_folder.filePath(QStringLiteral("server.key"));
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setWorkingDirectory(m_folder.path());
    m_server.start(all.takeFirst(), all);
    QElapsedTimer waited;
    waited.start();
    QByteArray answer;
    while (!command(programPath(QStringLiteral("mariadb")), clientArguments(), &answer, "SELECT 1").isEmpty())
        if (m_server.waitForFinished(100) || waited.elapsed() > kPatience)
            return QStringLiteral("MariaDB does not start: ") + QString::fromUtf8(m_server.readAll() + answer);
    return {};
}

void LiveMariaDb::kill() {
    m_server.kill();
    m_server.waitForFinished(kPatience);
}

LiveMariaDb::~LiveMariaDb() { kill(); }

QString LiveMariaDb::run(const QByteArray &sql) {
    return command(programPath(QStringLiteral("mariadb")), clientArguments() << QStringLiteral("shop"), nullptr, sql);
}

QString LiveMariaDb::value(const QByteArray &sql) {
    QByteArray out;
    const QString failure = command(programPath(QStringLiteral("mariadb")), clientArguments() << QStringLiteral("shop"), &out, sql);
    return failure.isEmpty() ? QString::fromUtf8(out).trimmed().section(QLatin1Char('\n'), 0, 0) : failure;
}

model::SourceConnection LiveMariaDb::connection() const {
    model::SourceConnection connection;
    connection.kind = "mariadb";
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
