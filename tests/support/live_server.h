// What the real databases of tests have in common: a server of Debian's packages on 127.0.0.1 and a free port, as a user who is
// not root, with its data in a temporary folder; gone with the object.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"

#include <QProcess>
#include <QTemporaryDir>

namespace audience::test {

class LiveServer {
public:
    static constexpr const char *kPassword = "p'a\\s s;word"; // of the user "reader"
    enum class Certificate { Good, Expired };                 // or one that ran out yesterday
    bool isRunning() const { return m_server.state() == QProcess::Running; }
    void kill(); // as a power cut would
    Secret password() const { return Secret(kPassword); }
    QString caFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
    int port() const { return m_port; }

protected:
    LiveServer() = default;
    ~LiveServer() = default;
    // Empty when all went well, else why not.
    QString becomeUser(const char *name, const QString &product, const QString &signal);
    QString command(const QString &program, const QStringList &arguments, QByteArray *out = nullptr, const QByteArray &input = {}, bool asUser = true) const;
    QString makeCertificate(const QString &host, Certificate certificate) const; // of an authority of its own
    QString startServer(const QStringList &command, const QString &product, const QString &client, const QStringList &arguments); // until it answers the client
    void choosePort();
    static QString programPath(const QString &name);
    static QString firstLine(const QByteArray &said);
    // As "reader" of the database "shop", without encryption.
    model::SourceConnection plainConnection() const;

    static constexpr int kPatience = 60'000; // ms
    QTemporaryDir m_folder;
    QProcess m_server;
    int m_port = 0;
    bool m_encrypted = false;

private:
    QStringList m_asUser; // prefix: the servers refuse to be root
};

} // namespace audience::test
