// The real keychain, inside the session that with_keyring.sh makes; and a system that has none.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read <mutex> of g++ 12
#include "secrets/system_keychain.h"

#include <thread>
#endif
#include "support/test_main.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace audience;
using namespace audience::secrets;
using namespace std::chrono_literals;

namespace {

QString text(const Result<Secret> &secret) {
    return secret ? QString::fromUtf8(secret->view().data(),
                                      static_cast<qsizetype>(secret->view().size()))
                  : QString::fromStdString(secret.error().id);
}

// Whether any file below the folder holds the bytes as they are.
bool isOnDisk(const QString &folder, const QByteArray &bytes) {
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

} // namespace

class SystemKeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("AUDIENCE_KEYRING_HOME"))
            QSKIP("runs inside tests/support/with_keyring.sh");
    }

    void keepsSecrets() {
        SystemKeychain keychain;
        QCOMPARE(text(keychain.read("a")), QStringLiteral("secrets.not_found"));
        QVERIFY(keychain.write("a", Secret("first")));
        QVERIFY(keychain.write("b", Secret("other")));
        QCOMPARE(text(keychain.read("a")), QStringLiteral("first"));
        QVERIFY(keychain.write("a", Secret("second")));
        QCOMPARE(text(keychain.read("a")), QStringLiteral("second"));
        QCOMPARE(text(keychain.read("b")), QStringLiteral("other"));
        QVERIFY(keychain.remove("a"));
        QVERIFY(keychain.remove("a"));
        QCOMPARE(text(keychain.read("a")), QStringLiteral("secrets.not_found"));
        QCOMPARE(text(keychain.read("b")), QStringLiteral("other"));
    }

    void keepsAnyBytes() {
        SystemKeychain keychain;
        const std::string bytes("\0\xff\n=\"\xc3\xa4", 7);
        QVERIFY(keychain.write("bytes", Secret(bytes)));
        const auto read = keychain.read("bytes");
        QVERIFY(read);
        QVERIFY(read->view() == bytes);
    }

    void servesSeveralThreads() {
        SystemKeychain keychain;
        std::atomic<int> right{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                const std::string key = "thread" + std::to_string(t);
                for (int i = 0; i < 10; ++i) {
                    const std::string value = key + '-' + std::to_string(i);
                    const bool written = keychain.write(key, Secret(value)).has_value();
                    const auto read = keychain.read(key);
                    right += written && read && read->view() == value;
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(right.load(), 40);
    }

    void nothingIsOnDiskInTheOpen() {
        SystemKeychain keychain;
        const QByteArray canary = "canary-5f1d0c7e";
        QVERIFY(keychain.write("canary", Secret(canary.toStdString())));
        QTest::qWait(500); // the daemon writes a little later
        QVERIFY(!isOnDisk(qEnvironmentVariable("AUDIENCE_KEYRING_HOME"), canary));
        QVERIFY(!isOnDisk(qEnvironmentVariable("AUDIENCE_KEYRING_HOME"), canary.toBase64()));
    }
};

class NoKeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isAnErrorAndNeverAFile() {
        QTemporaryDir home;
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
            qputenv(name, home.path().toUtf8());
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        SystemKeychain keychain(5s);
        QElapsedTimer timer;
        timer.start();
        const auto written = keychain.write("a", Secret("canary-77"));
        QVERIFY(!written);
        QVERIFY2(written.error().id.rfind("secrets.keychain_", 0) == 0, written.error().id.c_str());
        QVERIFY(!keychain.read("a"));
        QVERIFY(timer.elapsed() < 11'000);
        QVERIFY(!isOnDisk(home.path(), "canary-77"));
    }
};

// A keychain that hangs (it may be waiting for a person) does not hang the program.
class SlowKeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timesOut() {
        QTemporaryDir home;
        const std::string path = home.filePath(QStringLiteral("bus")).toStdString();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QCOMPARE(::bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(::listen(listener, 8), 0); // connections stand, and nobody ever says a word
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + QByteArray::fromStdString(path));
        SystemKeychain keychain(300ms);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(text(keychain.read("a")), QStringLiteral("secrets.keychain_timeout"));
        QCOMPARE(text(keychain.read("b")), QStringLiteral("secrets.keychain_timeout"));
        QVERIFY(timer.elapsed() < 3000);
        ::close(listener);
    }
};

AUDIENCE_TEST(SystemKeychainTest)
AUDIENCE_TEST(NoKeychainTest)
AUDIENCE_TEST(SlowKeychainTest)
#include "system_keychain_test.moc"
