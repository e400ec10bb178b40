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

    void aRoleThatWantsACodeAsksForItOnce() {
        const std::string serial = "arn:aws:iam::123456789012:mfa/ops";
        FakeAws aws;
        aws.update([&](FakeAwsConfig &config) {
            config.roles[kRole] = "";
            config.mfa[kRole] = serial + " 123456";
        });
        QTemporaryDir folder;
        Session::Options options;
        options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
        options.keychain = std::make_shared<secrets::MemoryKeychain>();
        const auto session = Session::create(folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        ConnectionService connections(**session);
        QVERIFY(connections.save(inRole(aws.url(), ",mfa=" + serial + ",duration=7200")));
        QVERIFY(connections.storeKeys("ses", {"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()}));
        setMfaAsk({});
        QCOMPARE(errorOf(connections.test("ses")), std::string("aws.mfa_needed"));
        giveMfaCode("000000");
        QCOMPARE(errorOf(connections.test("ses")), std::string("aws.mfa_refused"));
        QCOMPARE(errorOf(connections.test("ses")), std::string("aws.mfa_needed")); // no code is tried twice
        int asked = 0;
        setMfaAsk([&](const std::string &device) {
            ++asked;
            return device == serial ? std::string("123456") : std::string();
        });
        QCOMPARE(errorOf(connections.test("ses")), std::string());
        QCOMPARE(errorOf(connections.test("ses")), std::string()); // the keys serve everybody until they run out
        QCOMPARE(asked, 1);
        setMfaAsk({});
        QCOMPARE(keySource(**session, inRole(aws.url(), ",mfa=" + serial + ",duration=7200"))->keys()->accessKeyId.rfind("ASIA", 0), std::size_t(0));
    }

    // As the configuration of Amazon's own tools has it: a profile that assumes a role with the keys of another, which
    // assumes one itself.
    void profilesLeadFromRoleToRole() {
        const std::string first = "arn:aws:iam::123456789012:role/First";
        FakeAws aws;
        aws.update([&](FakeAwsConfig &config) {
            config.roles[kRole] = "ext";
            config.roles[first] = "";
        });
        QTemporaryDir folder;
        QFile config(folder.filePath(QStringLiteral("config")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n"
                     "[profile middle]\nrole_arn = " + QByteArray::fromStdString(first) + "\nsource_profile = base\n"
                     "[profile shop]\nrole_arn = " + QByteArray(kRole) + "\nsource_profile = middle\nexternal_id = ext\nduration_seconds = 43200\n");
        config.close();
        qputenv("AWS_CONFIG_FILE", config.fileName().toUtf8());
        qputenv("AWS_SHARED_CREDENTIALS_FILE", folder.filePath(QStringLiteral("none")).toUtf8());
        Session::Options options;
        options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
        const auto session = Session::create(folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        auto connection = inRole(aws.url(), "");
        connection.credentials = "profile:shop";
        const auto keys = keySource(**session, connection)->keys();
        QCOMPARE(errorOf(keys), std::string());
        QVERIFY(keys->accessKeyId.rfind("ASIA", 0) == 0);
        const auto operations = aws.operations();
        QCOMPARE(std::count(operations.begin(), operations.end(), "sts:AssumeRole"), std::ptrdiff_t(2));
        qunsetenv("AWS_CONFIG_FILE");
        qunsetenv("AWS_SHARED_CREDENTIALS_FILE");
    }
};

AUDIENCE_TEST(RoleKeysTest)
#include "role_keys_test.moc"
