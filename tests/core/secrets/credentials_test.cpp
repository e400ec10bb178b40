// Credentials from each of their sources; the binding of stored secrets; and that errors tell no
// secret.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read <mutex> of g++ 12
#include "secrets/credential_source.h"
#include "secrets/ini.h"
#include "secrets/secret_key.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace audience;
using namespace audience::secrets;

namespace {

const char *const kVariables[] = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
                                  "AWS_SESSION_TOKEN", "AWS_SHARED_CREDENTIALS_FILE",
                                  "AWS_CONFIG_FILE",   "HOME"};

void writeFile(const QString &path, const QByteArray &text, QFile::Permissions permissions) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QVERIFY(file.setPermissions(permissions));
}

// "id secret token", or the error's id and arguments.
QString resolved(const std::string &source, Keychain &keychain, const std::string &key = "k") {
    const auto parsed = CredentialSource::parse(source);
    if (!parsed)
        return QString::fromStdString(parsed.error().id);
    const auto credentials = parsed->resolve(keychain, key);
    std::string text;
    if (credentials) {
        text = credentials->accessKeyId + ' ' + std::string(credentials->secretKey.view()) + ' ' +
               std::string(credentials->sessionToken.view());
    } else {
        text = credentials.error().id + credentials.error().detail;
        for (const auto &[name, value] : credentials.error().args)
            if (name != "path" && name != "where")
                text += ' ' + name + '=' + value;
    }
    return QString::fromStdString(text).trimmed();
}

} // namespace

class CredentialsTest : public QObject {
    Q_OBJECT

private:
    MemoryKeychain m_keychain;
    std::map<const char *, QByteArray> m_saved;
    std::unique_ptr<QTemporaryDir> m_home;

private Q_SLOTS:
    void init() {
        m_home = std::make_unique<QTemporaryDir>();
        for (const char *name : kVariables) {
            m_saved[name] = qgetenv(name);
            qunsetenv(name);
        }
        qputenv("HOME", m_home->path().toUtf8());
        QVERIFY(QDir(m_home->path()).mkdir(QStringLiteral(".aws")));
    }
    void cleanup() {
        for (const auto &[name, value] : m_saved)
            value.isNull() ? qunsetenv(name) : qputenv(name, value);
    }

    void sourcesRoundTrip() {
        for (const char *text : {"env", "keychain", "profile:work", "file:/etc/keys.json"})
            QCOMPARE(CredentialSource::parse(text)->toText(), std::string(text));
        for (const char *text :
             {"role:arn:aws:iam::123456789012:role/Send,source=keychain",
              "role:arn:aws-cn:iam::1:role/a,b=c,external-id=x,y=z,source=profile:work",
              "role:arn:aws:iam::1:role/R,source=file:/etc/a,b.json"})
            QCOMPARE(CredentialSource::parse(text)->toText(), std::string(text));
        for (const char *text : {"role:", "role:arn:aws:iam::1:user/u", "role:arn:aws:iam::1:role/R,external-id=x",
                                 "role:arn:aws:iam::1:role/R,source=nowhere",
                                 "role:arn:aws:iam::1:role/R,source=role:arn:aws:iam::1:role/S"})
            QCOMPARE(resolved(text, m_keychain), QStringLiteral("secrets.source_invalid"));
        for (const char *text : {"", "profile:", "file:", "Env", "secret", "keychain:x"})
            QCOMPARE(resolved(text, m_keychain), QStringLiteral("secrets.source_invalid"));
    }

    void aRoleStandsOnKeysThatAreKept() {
        const auto source = CredentialSource::parse("role:arn:aws:iam::1:role/a,b,external-id=x,y,source=env");
        QVERIFY(source && source->role());
        QCOMPARE(source->role()->arn, std::string("arn:aws:iam::1:role/a,b"));
        QCOMPARE(source->role()->externalId, std::string("x,y"));
        QVERIFY(source->kind() == CredentialSource::Kind::Environment);
        QVERIFY(CredentialSource::parse("role:arn:aws:iam::1:role/R")->kind() == CredentialSource::Kind::Keychain);
        qputenv("AWS_ACCESS_KEY_ID", "AKID");
        qputenv("AWS_SECRET_ACCESS_KEY", "s");
        QCOMPARE(source->resolve(m_keychain, "k")->accessKeyId, std::string("AKID"));
    }

    void fromEnvironment() {
        QCOMPARE(resolved("env", m_keychain),
                 QStringLiteral("secrets.env_missing name=AWS_ACCESS_KEY_ID"));
        qputenv("AWS_ACCESS_KEY_ID", "AKID");
        QCOMPARE(resolved("env", m_keychain),
                 QStringLiteral("secrets.env_missing name=AWS_SECRET_ACCESS_KEY"));
        qputenv("AWS_SECRET_ACCESS_KEY", "s3cret");
        QCOMPARE(resolved("env", m_keychain), QStringLiteral("AKID s3cret"));
        qputenv("AWS_SESSION_TOKEN", "tok");
        QCOMPARE(resolved("env", m_keychain), QStringLiteral("AKID s3cret tok"));
    }

    void fromProfiles_data() {
        QTest::addColumn<QByteArray>("credentials");
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("outcome");
        const QByteArray two = "# comment\r\n[default]\r\naws_access_key_id = "
                               "AKDEF\r\naws_secret_access_key=sec=ret\r\n"
                               "\n[work]\naws_access_key_id=AKWORK\naws_secret_access_key = w "
                               "\naws_session_token = t\n";
        QTest::newRow("default") << two << QByteArray() << "default"
                                 << "AKDEF sec=ret";
        QTest::newRow("named") << two << QByteArray() << "work"
                               << "AKWORK w t";
        QTest::newRow("absent") << two << QByteArray() << "home"
                                << "secrets.profile_not_found profile=home";
        QTest::newRow("no files") << QByteArray() << QByteArray() << "default"
                                  << "secrets.profile_not_found profile=default";
        QTest::newRow("in config")
            << QByteArray()
            << QByteArray("[profile work]\nregion = "
                          "eu-west-1\naws_access_key_id=A\naws_secret_access_key=B\n")
            << "work"
            << "A B";
        QTest::newRow("config needs the word profile")
            << QByteArray() << QByteArray("[work]\naws_access_key_id=A\naws_secret_access_key=B\n")
            << "work"
            << "secrets.profile_not_found profile=work";
        QTest::newRow("role")
            << QByteArray()
            << QByteArray("[profile work]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = a\n")
            << "work"
            << "secrets.profile_not_found profile=a";
        QTest::newRow("role of a container")
            << QByteArray() << QByteArray("[profile work]\nrole_arn = arn:aws:iam::1:role/x\ncredential_source = EcsContainer\n")
            << "work"
            << "secrets.profile_unsupported profile=work setting=credential_source";
        QTest::newRow("role in a circle")
            << QByteArray()
            << QByteArray("[profile work]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = b\n[profile b]\nrole_arn = arn:aws:iam::1:role/y\nsource_profile = work\n")
            << "work"
            << "secrets.profile_circle profile=work";
        QTest::newRow("half") << QByteArray("[work]\naws_access_key_id=A\n") << QByteArray()
                              << "work"
                              << "secrets.credentials_incomplete name=aws_secret_access_key";
        QTest::newRow("nested values are no keys")
            << QByteArray("[work]\ns3 =\n  aws_access_key_id = "
                          "NO\naws_access_key_id=A\naws_secret_access_key=B\n")
            << QByteArray() << "work"
            << "A B";
    }

    void fromProfiles() {
        QFETCH(QByteArray, credentials);
        QFETCH(QByteArray, config);
        QFETCH(QString, profile);
        QFETCH(QString, outcome);
        const QFile::Permissions mine = QFile::ReadOwner | QFile::WriteOwner;
        if (!credentials.isEmpty())
            writeFile(m_home->filePath(QStringLiteral(".aws/credentials")), credentials, mine);
        if (!config.isEmpty())
            writeFile(m_home->filePath(QStringLiteral(".aws/config")), config, mine);
        QCOMPARE(resolved("profile:" + profile.toStdString(), m_keychain), outcome);
    }

    void profileFileMayBeElsewhere() {
        const QString path = m_home->filePath(QStringLiteral("keys"));
        writeFile(path, "[x]\naws_access_key_id=A\naws_secret_access_key=B\n", QFile::ReadOwner);
        qputenv("AWS_SHARED_CREDENTIALS_FILE", path.toUtf8());
        QCOMPARE(resolved("profile:x", m_keychain), QStringLiteral("A B"));
    }

    void fromFiles_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("extraPermissions");
        QTest::addColumn<QString>("outcome");
        const QByteArray json = R"({"accessKeyId":"A","secretAccessKey":"B","sessionToken":"C"})";
        QTest::newRow("json") << json << 0 << "A B C";
        QTest::newRow("AWS's own json")
            << QByteArray(R"({"Version":1,"AccessKeyId":"A","SecretAccessKey":"B"})") << 0 << "A B";
        QTest::newRow("ini") << QByteArray(
                                    "[default]\naws_access_key_id=A\naws_secret_access_key=B\n")
                             << 0 << "A B";
        QTest::newRow("ini without a section")
            << QByteArray("aws_access_key_id=A\naws_secret_access_key=B\n") << 0 << "A B";
        QTest::newRow("group may read")
            << json << int(QFile::ReadGroup) << "secrets.file_not_private";
        QTest::newRow("others may read")
            << json << int(QFile::ReadOther) << "secrets.file_not_private";
        QTest::newRow("empty") << QByteArray() << 0 << "secrets.file_invalid";
        QTest::newRow("broken json")
            << QByteArray("{\"accessKeyId\":\"A\"") << 0 << "secrets.file_invalid";
        QTest::newRow("half") << QByteArray(R"({"accessKeyId":"A"})") << 0
                              << "secrets.credentials_incomplete name=secretAccessKey";
        QTest::newRow("too large") << QByteArray(70'000, 'x') << 0 << "secrets.file_unreadable";
    }

    void fromFiles() {
        QFETCH(QByteArray, text);
        QFETCH(int, extraPermissions);
        QFETCH(QString, outcome);
        const QString path = m_home->filePath(QStringLiteral("keys"));
        writeFile(path, text,
                  QFile::ReadOwner | QFile::WriteOwner | QFile::Permissions(extraPermissions));
        const QString result = resolved("file:" + path.toStdString(), m_keychain);
        QVERIFY2(result.startsWith(outcome), qPrintable(result));
        QCOMPARE(resolved("file:~/keys", m_keychain), result);
    }

    void missingFile() {
        QVERIFY(resolved("file:/no/such/file", m_keychain)
                    .startsWith(QStringLiteral("secrets.file_unreadable")));
    }

    void fromKeychain() {
        QCOMPARE(resolved("keychain", m_keychain, "a"), QStringLiteral("secrets.not_found key=a"));
        const net::AwsCredentials keys{"AKID", Secret("s3/cr+et="), Secret("tok==")};
        QVERIFY(m_keychain.write("a", packCredentials(keys)));
        QCOMPARE(resolved("keychain", m_keychain, "a"), QStringLiteral("AKID s3/cr+et= tok=="));
        QVERIFY(m_keychain.write("a", Secret("nonsense")));
        QCOMPARE(resolved("keychain", m_keychain, "a"),
                 QStringLiteral("secrets.credentials_incomplete name=secretAccessKey"));
        QVERIFY(m_keychain.remove("a"));
        QVERIFY(m_keychain.remove("a"));
        QCOMPARE(resolved("keychain", m_keychain, "a"), QStringLiteral("secrets.not_found key=a"));
    }

    // Another endpoint, account, kind or workspace is another secret, whatever the parts contain.
    void bindingsDoNotMix() {
        const SecretBinding base{"uuid", "ses", "https://a.example:443", "me"};
        std::set<std::string> keys;
        for (const auto &change :
             std::initializer_list<SecretBinding>{base,
                                                  {"uuid2", "ses", "https://a.example:443", "me"},
                                                  {"uuid", "sqs", "https://a.example:443", "me"},
                                                  {"uuid", "ses", "https://b.example:443", "me"},
                                                  {"uuid", "ses", "https://a.example:444", "me"},
                                                  {"uuid", "ses", "https://a.example:443", ""},
                                                  {"uuid", "ses", "https://a.example:443/me", ""},
                                                  {"uuid/ses", "", "https://a.example:443", "me"}})
            QVERIFY(keys.insert(secretKey(change)).second);
        QCOMPARE(secretKey(base), secretKey(base));
    }

    void oddIniIsHarmless() {
        QCOMPARE(parseIni("").size(), std::size_t(0));
        QCOMPARE(parseIni("[x\na=b").size(), std::size_t(1));
        QCOMPARE(parseIni("\xEF\xBB\xBF[s]\nk=").at(0).section, std::string_view("s"));
        QCOMPARE(parseIni("=\n=v\nnone\n").size(), std::size_t(2));
    }
};

AUDIENCE_TEST(CredentialsTest)
#include "credentials_test.moc"
