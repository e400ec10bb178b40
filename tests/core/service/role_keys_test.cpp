// A connection that sends in a role: its keys are exchanged at STS, kept in memory alone, and serve everything it does.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "secrets/keychain.h"
#include "service/connection_keys.h"
#include "service/connection_service.h"
#include "service/session.h"
#include "support/fake_aws.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

constexpr const char *kRole = "arn:aws:iam::123456789012:role/AudienceSync";

model::SesConnection inRole(const std::string &url, const std::string &rest) {
    model::SesConnection connection;
    connection.name = "ses";
    connection.region = "eu-west-1";
    connection.endpoint = url;
    connection.fromAddress = "news@example.com";
    connection.unsubscribe = {model::UnsubscribeKind::Mailto, "leave@example.com"};
    connection.credentials = std::string("role:") + kRole + rest;
    return connection;
}

template <class Value> std::string errorOf(const Result<Value> &result) {
    return result ? std::string() : result.error().id;
}

} // namespace

class RoleKeysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRoleSendsInPlaceOfItsKeys() {
        FakeAws aws;
        aws.update([](FakeAwsConfig &config) { config.roles[kRole] = "ext,1"; });
        QTemporaryDir folder;
        Session::Options options;
        options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
        options.keychain = std::make_shared<secrets::MemoryKeychain>();
        const auto session = Session::create(folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        ConnectionService connections(**session);
        QVERIFY(connections.save(inRole(aws.url(), ",external-id=ext,1")));
        QCOMPARE(errorOf(connections.test("ses")), std::string("secrets.not_found"));
        // The keys that assume the role stand in the keychain.
        QVERIFY(connections.storeKeys("ses", {"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()}));
        QVERIFY(connections.checkKeys("ses"));
        QCOMPARE(errorOf(connections.test("ses")), std::string());
        const auto operations = aws.operations();
        QVERIFY(std::count(operations.begin(), operations.end(), "sts:AssumeRole") == 1);
        const auto source = keySource(**session, inRole(aws.url(), ",external-id=ext,1"));
        const auto first = source->keys(), second = source->keys();
        QVERIFY(first && second);
        QCOMPARE(first->accessKeyId, second->accessKeyId);
        QVERIFY(first->accessKeyId.rfind("ASIA", 0) == 0);
        // Nothing of what was assumed is on the disk.
        QDir state(folder.path());
        for (const QString &name : state.entryList(QDir::Files)) {
            QFile file(state.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY(!content.contains("assumed/+secret") && !content.contains("FwoGZX") && !content.contains("ASIAEXAMPLE"));
        }
        // Another external id: the role's own rules refuse.
        QVERIFY(connections.save(inRole(aws.url(), ",external-id=other")));
        QCOMPARE(errorOf(connections.test("ses")), std::string("aws.denied"));
    }
};

AUDIENCE_TEST(RoleKeysTest)
#include "role_keys_test.moc"
