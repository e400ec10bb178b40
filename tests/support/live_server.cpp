#include "support/live_server.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>

#include <pwd.h>
#include <unistd.h>

namespace audience::test {

QString LiveServer::programPath(const QString &name) {
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/bin"), QStringLiteral("/opt/homebrew/bin")}) : found;
}

QString LiveServer::firstLine(const QByteArray &said) { return QString::fromUtf8(said).trimmed().section(QLatin1Char('\n'), 0, 0); }

void LiveServer::choosePort() {
    QTcpServer probe;
    if (m_port == 0 && probe.listen(QHostAddress::LocalHost))
        m_port = probe.serverPort();
}

QString LiveServer::becomeUser(const char *name, const QString &product, const QString &signal) {
    if (geteuid() != 0)
        return {};
    const passwd *user = getpwnam(name);
    if (!user && !(user = getpwnam("nobody")))
        return QStringLiteral("there is no user for %1, which refuses to be root").arg(product);
    m_asUser = {QStringLiteral("setpriv"), QStringLiteral("--reuid=%1").arg(user->pw_uid), QStringLiteral("--regid=%1").arg(user->pw_gid), QStringLiteral("--clear-groups"),
                QStringLiteral("--pdeathsig=") + signal};
    if (chown(m_folder.path().toLocal8Bit().constData(), user->pw_uid, user->pw_gid) != 0)
        return QStringLiteral("the folder cannot be given to ") + product;
    return {};
}

QString LiveServer::command(const QString &program, const QStringList &arguments, QByteArray *out, const QByteArray &input, bool asUser) const {
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

QString LiveServer::makeCertificate(const QString &host, Certificate certificate) const {
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

QString LiveServer::startServer(const QStringList &command, const QString &product, const QString &client, const QStringList &arguments) {
    QStringList all = m_asUser + command;
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setWorkingDirectory(m_folder.path());
    m_server.start(all.takeFirst(), all);
    QElapsedTimer waited;
    waited.start();
    QByteArray answer;
    while (!this->command(client, arguments, &answer, "SELECT 1").isEmpty())
        if (m_server.waitForFinished(100) || waited.elapsed() > kPatience)
            return product + QStringLiteral(" does not start: ") + QString::fromUtf8(m_server.readAll() + answer);
    return {};
}

void LiveServer::kill() {
    // Children of it see that it is gone and end, too.
    m_server.kill();
    m_server.waitForFinished(kPatience);
}

model::SourceConnection LiveServer::plainConnection() const {
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
