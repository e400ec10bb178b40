// A real MariaDB that a test connects to as programs do: Debian's package, on 127.0.0.1 and a free port, with a user who has
// a password, its data in a temporary folder; gone with the object. Killed and started again at will.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"

#include <QProcess>
#include <QTemporaryDir>

namespace audience::test {

class LiveMariaDb {
public:
    static constexpr const char *kPassword = "p'a\\s s;word";
    ~LiveMariaDb();
    // Where it is not installed or does not start, this says why; empty when it runs. With a host name it is encrypted, with a
    // certificate for that name of an authority of its own, or one that ran out yesterday.
    enum class Certificate { Good, Expired };
    QString start(const QString &certificateFor = {}, Certificate certificate = Certificate::Good);
    bool isRunning() const { return m_server.state() == QProcess::Running; }
    void kill(); // as a power cut would
    QString startAgain();

    // As its owner, who may do everything. Empty when all went well, else what the server says.
    QString run(const QByteArray &sql);
    QString value(const QByteArray &sql); // of the first column of the first row
    // The user "reader" of the database "shop", who may read and nothing else.
    model::SourceConnection connection() const;
    Secret password() const { return Secret(kPassword); }
    QString caFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    QString socket() const { return m_folder.filePath(QStringLiteral("s")); }
    int port() const { return m_port; }

private:
    QString command(const QString &program, const QStringList &arguments, QByteArray *out = nullptr, const QByteArray &input = {}, bool asUser = true);
    QString makeCertificate(const QString &host, Certificate certificate);
    QStringList clientArguments() const;
    QTemporaryDir m_folder;
    QStringList m_asUser; // prefix: the server refuses to be root
    QProcess m_server;
    int m_port = 0;
    bool m_encrypted = false;
};

} // namespace audience::test
