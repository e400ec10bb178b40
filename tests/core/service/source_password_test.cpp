// Which variable of the environment a source takes its password from: none gets that of another.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/source_password.h"
#endif

using namespace audience;
using namespace audience::service;

class SourcePasswordTest final : public QObject {
    Q_OBJECT

    static model::SourceConnection source(const char *name, const char *credentials = "env", const char *kind = "postgresql") {
        model::SourceConnection one;
        one.name = name;
        one.kind = kind;
        one.host = "db.example.org";
        one.credentials = credentials;
        return one;
    }
    static QString take(const model::SourceConnection &one, const std::vector<model::SourceConnection> &all) {
        const auto password = passwordFromEnvironment(one, all);
        if (!password)
            return QString::fromStdString(password.error().id + " " + std::string(password.error().arg(password.error().id == "secrets.env_missing" ? "name" : "variable")));
        return QString::fromUtf8(password->view().data(), static_cast<qsizetype>(password->view().size()));
    }

private Q_SLOTS:
    void cleanup() {
        for (const char *name : {"AUDIENCE_PASSWORD_CRM", "AUDIENCE_PASSWORD_WEB_SHOP", kDatabasePasswordVariable})
            qunsetenv(name);
    }

    void theNameOfTheVariable_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("variable");
        QTest::newRow("letters") << QStringLiteral("crm") << QStringLiteral("AUDIENCE_PASSWORD_CRM");
        QTest::newRow("others") << QStringLiteral("Web shop-2") << QStringLiteral("AUDIENCE_PASSWORD_WEB_SHOP_2");
        QTest::newRow("a character of two bytes") << QStringLiteral("m\u00fcller") << QStringLiteral("AUDIENCE_PASSWORD_M_LLER");
    }
    void theNameOfTheVariable() {
        QFETCH(QString, name);
        QFETCH(QString, variable);
        QCOMPARE(QString::fromStdString(passwordVariable(name.toStdString())), variable);
    }

    void theCommonOneIsForASingleConnection() {
        const auto crm = source("crm"), shop = source("web shop"), files = source("files", "keychain", "files"), kept = source("kept", "keychain");
        QCOMPARE(take(crm, {crm}), QStringLiteral("secrets.env_missing AUDIENCE_PASSWORD_CRM"));
        qputenv(kDatabasePasswordVariable, "common");
        QCOMPARE(take(crm, {crm, files, kept}), QStringLiteral("common"));
        QCOMPARE(take(crm, {crm, shop}), QStringLiteral("source.password_of_many AUDIENCE_PASSWORD_CRM"));
        qputenv("AUDIENCE_PASSWORD_CRM", "own");
        QCOMPARE(take(crm, {crm, shop}), QStringLiteral("own"));
        QCOMPARE(take(crm, {crm}), QStringLiteral("own"));
        // What is left over is not taken for the other one.
        QCOMPARE(take(shop, {crm, shop}), QStringLiteral("source.password_of_many AUDIENCE_PASSWORD_WEB_SHOP"));
    }

    void aVariableOfTwoIsForNeither() {
        const auto one = source("web shop"), other = source("Web-Shop"), kept = source("web.shop", "keychain");
        QCOMPARE(sharesVariable(one, {one, other, kept}), std::vector<std::string>{"Web-Shop"});
        qputenv("AUDIENCE_PASSWORD_WEB_SHOP", "whose");
        QCOMPARE(take(one, {one, other, kept}), QStringLiteral("source.shared_variable AUDIENCE_PASSWORD_WEB_SHOP"));
        QCOMPARE(take(one, {one, kept}), QStringLiteral("whose"));
    }
};

AUDIENCE_TEST(SourcePasswordTest)
#include "source_password_test.moc"
