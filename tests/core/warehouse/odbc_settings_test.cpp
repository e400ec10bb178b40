// What a driver is told: only registered ones, always protected, and nothing of a person's that would undo it.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "warehouse/odbc_settings.h"
#endif

using namespace audience;
using namespace audience::warehouse;
using model::SourceConnection;

namespace {

const OdbcRegistered kRegistered{{"ODBC Driver 17 for SQL Server", "ODBC Driver 18 for SQL Server", "PostgreSQL Unicode", "SQLite3", "FreeTDS", "Oracle"},
                                 {{"shop", "Oracle"}, {"strange", "/tmp/library.so"}}};

SourceConnection sqlServer() {
    SourceConnection about;
    about.kind = "sqlserver";
    about.host = "db.example.org";
    about.port = 1433;
    about.database = "shop";
    about.user = "reader";
    return about;
}

SourceConnection odbc(const char *driver) {
    SourceConnection about = sqlServer();
    about.kind = "odbc";
    about.options["driver"] = driver;
    return about;
}

QString textOf(const SourceConnection &about, const char *password = "p}w;x=1") {
    const auto settings = odbcSettings(about, kRegistered);
    return QString::fromStdString(settings ? odbcConnectionString(*settings, Secret(password)) : settings.error().id);
}

} // namespace

class OdbcSettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sqlServerIsEncryptedAndVerified() {
        QCOMPARE(textOf(sqlServer()), QStringLiteral("DRIVER={ODBC Driver 18 for SQL Server};Server=tcp:db.example.org,1433;Database=shop;Encrypt=yes;"
                                                     "TrustServerCertificate=no;ApplicationIntent=ReadOnly;APP=audience-sync;UID=reader;PWD={p}}w;x=1};"));
        SourceConnection hostile = sqlServer();
        hostile.database = "x};Encrypt=no;TrustServerCertificate=yes;{";
        QVERIFY(textOf(hostile).contains(QStringLiteral("Database={x}};Encrypt=no;TrustServerCertificate=yes;{};Encrypt=yes")));
        SourceConnection rooted = sqlServer();
        rooted.rootCertificate = "/tmp/ca.pem";
        QCOMPARE(textOf(rooted), QStringLiteral("odbc.no_own_root"));
        OdbcRegistered none;
        QCOMPARE(odbcSettings(sqlServer(), none).error().id, std::string("odbc.no_sqlserver_driver"));
    }

    void onlyRegisteredDrivers() {
        QCOMPARE(textOf(odbc("/tmp/library.so")), QStringLiteral("odbc.no_driver"));
        QCOMPARE(textOf(odbc("SQLite3};Database=/etc/passwd;{")), QStringLiteral("odbc.no_driver"));
        SourceConnection named = sqlServer();
        named.kind = "odbc";
        named.options["dsn"] = "nothing";
        QCOMPARE(textOf(named), QStringLiteral("odbc.no_source"));
        named.options["dsn"] = "strange";
        QCOMPARE(textOf(named), QStringLiteral("odbc.source_driver"));
        named.options["dsn"] = "shop";
        QVERIFY(textOf(named).startsWith(QStringLiteral("DSN=shop;")));
    }

    void whatNobodyCanProtectIsRefused() {
        QCOMPARE(textOf(odbc("Oracle")), QStringLiteral("odbc.protects_not"));
        QCOMPARE(textOf(odbc("freetds")), QStringLiteral("odbc.protects_not"));
        SourceConnection here = odbc("Oracle");
        here.tls = SourceConnection::Tls::ThisComputer;
        here.host = "127.0.0.1";
        QVERIFY(textOf(here).contains(QStringLiteral("Server=127.0.0.1;")));
        SourceConnection postgres = odbc("PostgreSQL Unicode");
        const QString text = textOf(postgres);
        QVERIFY2(text == QStringLiteral("source.no_roots") || (text.contains(QStringLiteral("SSLmode=verify-full;")) && text.contains(QStringLiteral("sslrootcert="))), qPrintable(text));
        postgres.tls = SourceConnection::Tls::ThisComputer;
        postgres.host.clear();
        QCOMPARE(textOf(postgres), QStringLiteral("source.needs"));
    }

    void settingsThatWeakenOrRunAreRefused() {
        for (const char *text : {"Encrypt=no", "TrustServerCertificate=yes", "trust server certificate = yes", "SSLmode=disable", "sslverify=0", "DRIVER=/tmp/x.so", "FILEDSN=/tmp/x",
                                 "SAVEFILE=/tmp/x", "ConnSettings={DROP TABLE x}", "INITSTMT=x", "LoadExt=/tmp/x.so", "PLUGIN_DIR=/tmp", "pqopt={sslmode=disable}", "Server=evil",
                                 "PWD=x", "UID=x", "KeystoreLocation=/tmp", "ENABLE_LOCAL_INFILE=1", "TraceFile=/tmp/x", "CommLog=1", "B2=1", "Authentication=x", "HostnameInCertificate=x"})
            QCOMPARE(QString::fromStdString(odbcAttributes(text) ? std::string("taken ") + text : odbcAttributes(text).error().id), QStringLiteral("odbc.attribute_refused"));
        for (const char *text : {"no equals sign", "=x", "A={open", "A={x}y", "A;B=1", "{A}=1"})
            QCOMPARE(odbcAttributes(text).error().id, std::string("odbc.bad_attributes"));
        const auto good = odbcAttributes(" Language = us_english ; Note={a;b}}c}; Empty=;");
        QVERIFY(good);
        QCOMPARE(*good, (OdbcPairs{{"Language", "us_english"}, {"Note", "a;b}c"}, {"Empty", ""}}));
        SourceConnection twice = odbc("PostgreSQL Unicode");
        twice.tls = SourceConnection::Tls::ThisComputer;
        twice.host = "127.0.0.1";
        twice.options["attributes"] = "Use Declare Fetch=0";
        QCOMPARE(textOf(twice), QStringLiteral("odbc.attribute_refused"));
    }
};

AUDIENCE_TEST(OdbcSettingsTest)
#include "odbc_settings_test.moc"
