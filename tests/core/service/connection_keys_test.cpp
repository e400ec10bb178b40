// Keys go into the keychain, serve the connection they were entered for and nothing else, and leave
// it again.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "secrets/keychain.h"
#include "service/connection_service.h"
#include "service/session.h"
#include "support/fake_aws.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

constexpr const char *kKeyId = "AKIDEXAMPLE";
constexpr const char *kSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

net::AwsCredentials keys(const char *secret = kSecret) {
    return {kKeyId, Secret(secret), Secret()};
}

model::SesConnection ses(const std::string &url, const std::string &credentials = "keychain") {
    model::SesConnection connection;
    connection.name = "ses";
    connection.region = "eu-west-1";
    connection.endpoint = url;
    connection.fromAddress = "news@example.com";
    connection.unsubscribe = {model::UnsubscribeKind::Mailto, "leave@example.com"};
    connection.credentials = credentials;
    return connection;
}

template <class Value> std::string errorOf(const Result<Value> &result) {
    return result ? std::string() : result.error().id;
}

} // namespace

class ConnectionKeysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysServeTheirConnectionAlone() {
        FakeAws aws, elsewhere;
        QTemporaryDir folder;
        const auto file = [&](const char *name) {
            return folder.filePath(QString::fromLatin1(name)).toStdString();
        };
        Session::Options options;
        options.environment.stateDirectory = file("state");
        options.keychain = std::make_shared<secrets::MemoryKeychain>();
        const auto session = Session::create(file("shop.audience"), options);
        QVERIFY(session);
        ConnectionService connections(**session);
        QCOMPARE(errorOf(connections.storeKeys("ses", keys())), std::string("connection.unknown"));
        QVERIFY(connections.save(ses(aws.url())));
        QCOMPARE(errorOf(connections.test("ses")), std::string("secrets.not_found"));
        QCOMPARE(errorOf(connections.storeKeys("ses", keys(""))),
                 std::string("secrets.credentials_incomplete"));
        QCOMPARE(errorOf(connections.storeKeys("ses", {})),
                 std::string("secrets.credentials_incomplete"));
        QVERIFY(connections.storeKeys("ses", keys("not the key")));
        QCOMPARE(errorOf(connections.test("ses")), std::string("ses.denied"));
        QVERIFY(connections.storeKeys("ses", keys()));
        QCOMPARE(errorOf(connections.test("ses")), std::string());
        // Another endpoint gets nothing, the old one still does.
        QVERIFY(connections.save(ses(elsewhere.url())));
        QCOMPARE(errorOf(connections.test("ses")), std::string("secrets.not_found"));
        QCOMPARE(elsewhere.requests(), 0);
        QVERIFY(connections.save(ses(aws.url())));
        QCOMPARE(errorOf(connections.test("ses")), std::string());
        QVERIFY(connections.forgetKeys("ses"));
        QVERIFY(connections.forgetKeys("ses"));
        QCOMPARE(errorOf(connections.test("ses")), std::string("secrets.not_found"));
        // Where keys would never be read, none are stored.
        QVERIFY(connections.save(ses(aws.url(), "env")));
        QCOMPARE(errorOf(connections.storeKeys("ses", keys())),
                 std::string("connection.keys_elsewhere"));
    }

    void aFileOfUnknownOriginGetsNone() {
        QTemporaryDir folder;
        const auto file = [&](const char *name) {
            return folder.filePath(QString::fromLatin1(name)).toStdString();
        };
        Session::Options options;
        options.keychain = std::make_shared<secrets::MemoryKeychain>();
        options.environment.stateDirectory = file("here");
        {
            const auto session = Session::create(file("shop.audience"), options);
            QVERIFY(session);
            QVERIFY(ConnectionService(**session).save(ses("http://127.0.0.1:1")));
        }
        options.environment.stateDirectory = file("there");
        const auto session = Session::open(file("shop.audience"), options);
        QVERIFY(session);
        QCOMPARE(errorOf(ConnectionService(**session).storeKeys("ses", keys())),
                 std::string("workspace.untrusted"));
    }
};

// The command with the system's keychain, inside the session that with_keyring.sh makes.
class KeysCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("AUDIENCE_KEYRING_HOME"))
            QSKIP("runs inside tests/support/with_keyring.sh");
    }

    void keysComeFromStandardInput() {
        FakeAws aws;
        QTemporaryDir folder;
        const QString workspace = folder.filePath(QStringLiteral("shop.audience"));
        qputenv("AUDIENCE_WORKSPACE", workspace.toUtf8());
        qputenv("AUDIENCE_STATE_DIR", folder.filePath(QStringLiteral("state")).toUtf8());
        QCOMPARE(run({"init"}), QByteArray());
        QCOMPARE(run({"connection", "add", "ses", "mail", "--region", "eu-west-1", "--endpoint",
                      aws.url().c_str(), "--from", "news@example.com", "--postal-address",
                      "1 Street", "--unsubscribe", "mailto:leave@example.com"}),
                 QByteArray());
        QVERIFY(!run({"connection", "test", "mail"}).isEmpty());
        QVERIFY(!run({"connection", "keys", "mail"}, kKeyId).isEmpty());
        QCOMPARE(run({"connection", "keys", "mail"}, QByteArray(kKeyId) + "\n" + kSecret + "\n"),
                 QByteArray());
        QCOMPARE(run({"connection", "test", "mail"}), QByteArray());
        QFile file(workspace);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(kSecret));
        QCOMPARE(run({"connection", "keys", "mail", "--forget"}), QByteArray());
        QVERIFY(!run({"connection", "test", "mail"}).isEmpty());
    }

private:
    // What it said on standard error; something, where it failed. Secrets are never part of what it
    // says.
    static QByteArray run(std::initializer_list<const char *> arguments,
                          const QByteArray &input = {}) {
        QStringList list;
        for (const char *argument : arguments)
            list.append(QString::fromUtf8(argument));
        QProcess process;
        process.start(qEnvironmentVariable("AUDIENCE_BIN") + QStringLiteral("/audiencectl"), list);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000)) {
            process.kill();
            process.waitForFinished();
            return "no end";
        }
        const QByteArray out = process.readAllStandardOutput();
        QByteArray errors = process.readAllStandardError();
        if (out.contains(kSecret) || errors.contains(kSecret))
            return "the secret was said";
        return process.exitCode() == 0 ? QByteArray() : "failed: " + errors;
    }
};

AUDIENCE_TEST(ConnectionKeysTest)
AUDIENCE_TEST(KeysCommandTest)
#include "connection_keys_test.moc"
