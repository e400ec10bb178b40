// A server from npm in a process of its own on a free port of 127.0.0.1, stopped when this goes.
// Looks for them where AUDIENCE_PEERS says, else in build/peers of the checkout.
#pragma once

#include "support/sockets.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTest>

#include <unistd.h>

namespace audience::test {

class Emulator {
public:
    // Empty when everything is there, else what is missing.
    static QString whyNot() {
        if (node().isEmpty())
            return QStringLiteral("node is not installed");
        if (!QFileInfo::exists(peers() + QStringLiteral("/node_modules/installed.json")))
            return QStringLiteral("the npm emulators are not installed (./dev test installs them)");
        return {};
    }

    // `arguments` is asked with the port.
    template <class Arguments>
    Emulator(const QString &script, const QProcessEnvironment &environment, Arguments arguments) {
        const auto [listener, port] = listenOnLoopback();
        ::close(listener);
        m_port = port;
        m_process.setWorkingDirectory(peers());
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(node(), QStringList{script} + arguments(QString::number(port)));
    }
    ~Emulator() {
        m_process.kill();
        m_process.waitForFinished(5'000);
    }
    Emulator(const Emulator &) = delete;
    Emulator &operator=(const Emulator &) = delete;

    // False after 20 s, or when it ended by itself; log() says why.
    bool waitUntilReady() {
        const QDeadlineTimer limit(20'000);
        while (!limit.hasExpired()) {
            m_process.waitForReadyRead(50);
            if (m_process.state() == QProcess::NotRunning)
                return false;
            QTcpSocket probe;
            probe.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(m_port));
            if (probe.waitForConnected(500))
                return true;
        }
        return false;
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    QString log() { return QString::fromUtf8(m_process.readAll()); }

private:
    static QString node() { return QStandardPaths::findExecutable(QStringLiteral("node")); }
    static QString peers() {
        return qEnvironmentVariable("AUDIENCE_PEERS",
                                    QStringLiteral(AUDIENCE_SOURCE_DIR "/build/peers"));
    }
    int m_port = 0;
    QProcess m_process;
};

} // namespace audience::test
