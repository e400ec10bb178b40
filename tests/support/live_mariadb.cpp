#include "support/live_mariadb.h"

namespace audience::test {

QString LiveMariaDb::start(const QString &certificateFor, Certificate certificate) {
    const QString install = programPath(QStringLiteral("mariadb-install-db"));
    if (install.isEmpty() || programPath(QStringLiteral("mariadbd")).isEmpty())
        return QStringLiteral("MariaDB is not installed (Debian: mariadb-server)");
    QString failure = becomeUser("mysql", QStringLiteral("MariaDB"), QStringLiteral("KILL"));
    if (!failure.isEmpty())
        return failure;
    failure = command(install, {QStringLiteral("--no-defaults"), QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data")),
                                QStringLiteral("--auth-root-authentication-method=normal"), QStringLiteral("--skip-test-db"),
                                QStringLiteral("--skip-name-resolve"), QStringLiteral("--innodb-flush-log-at-trx-commit=0"),
                                // Servers that are set up at the same time would take away each other's files.
                                QStringLiteral("--tmpdir=") + m_folder.path()});
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
    choosePort();
    QStringList all;
    all << programPath(QStringLiteral("mariadbd")) << QStringLiteral("--no-defaults") << QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data"))
        << QStringLiteral("--socket=") + socket() << QStringLiteral("--bind-address=127.0.0.1") << QStringLiteral("--port=%1").arg(m_port)
        << QStringLiteral("--pid-file=") + m_folder.filePath(QStringLiteral("pid")) << QStringLiteral("--innodb-flush-log-at-trx-commit=0")
        << QStringLiteral("--innodb-flush-method=nosync") << QStringLiteral("--innodb-buffer-pool-size=128M") << QStringLiteral("--max-connections=30")
        // Nobody's defaults, which must not matter.
        << QStringLiteral("--default-time-zone=-06:00") << QStringLiteral("--character-set-server=latin1") << QStringLiteral("--sql-mode=ANSI_QUOTES,PIPES_AS_CONCAT")
        << QStringLiteral("--skip-name-resolve") << QStringLiteral("--tmpdir=") + m_folder.path();
    if (m_encrypted)
        all << QStringLiteral("--ssl-ca=") + m_folder.filePath(QStringLiteral("ca.pem")) << QStringLiteral("--ssl-cert=") + m_folder.filePath(QStringLiteral("server.pem"))
            << QStringLiteral("--ssl-key=") + m_folder.filePath(QStringLiteral("server.key"));
    return startServer(all, QStringLiteral("MariaDB"), programPath(QStringLiteral("mariadb")), clientArguments());
}

LiveMariaDb::~LiveMariaDb() { kill(); }

QString LiveMariaDb::run(const QByteArray &sql) {
    return command(programPath(QStringLiteral("mariadb")), clientArguments() << QStringLiteral("shop"), nullptr, sql);
}

QString LiveMariaDb::value(const QByteArray &sql) {
    QByteArray out;
    const QString failure = command(programPath(QStringLiteral("mariadb")), clientArguments() << QStringLiteral("shop"), &out, sql);
    return failure.isEmpty() ? firstLine(out) : failure;
}

model::SourceConnection LiveMariaDb::connection() const {
    model::SourceConnection connection = plainConnection();
    connection.kind = "mariadb";
    return connection;
}

} // namespace audience::test
