// A table that stays in a real PostgreSQL, in the real window, with mouse and keys: it is left there, stands among the data with its
// source's name, and shows its rows as they are there. With AUDIENCE_PICTURES=DIR each step leaves a picture.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "app/gui/workbench.h"
#include "secrets/keychain.h"
#include "service/source_service.h"
#include "ui/kit/page.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/demo_session.h"
#include "ui/shell/main_window.h"
#include "ui/window/hand.h"
#endif
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::test;

class RemotePageTest final : public QObject {
    Q_OBJECT
    LivePostgres m_server;
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    std::unique_ptr<Hand> m_hand;

    ui::MainWindow *window() { return m_bench->window(); }
    ui::Page *page() { return window()->currentPage(); }
    bool rest() { return settle(*page(), 40'000); }
    void picture(const char *name) {
        const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(600);
        window()->grab().toImage().convertToFormat(QImage::Format_Indexed8, Qt::ThresholdDither | Qt::AvoidDither).save(QDir(folder).filePath(QStringLiteral("remote-%1.png").arg(QLatin1String(name))));
    }

private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        const QString failure = m_server.run("CREATE TABLE clients (id int8 PRIMARY KEY, email text, city text, visits int4, born date);"
                                             "INSERT INTO clients SELECT i, 'p' || i || '@example.org', 'city ' || i % 7, i % 40, date '1960-01-01' + i FROM generate_series(1, 7000) i;"
                                             "CREATE TABLE buys (no int8 PRIMARY KEY, client int8 REFERENCES clients, at timestamptz, amount numeric(10,2));"
                                             "INSERT INTO buys SELECT i, i % 3500 + 1, now() - i * interval '1 minute', i % 90 + 0.5 FROM generate_series(1, 14000) i;"
                                             "CREATE TABLE public.others (x int4);"
                                             "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader; ANALYZE;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_place.file(QStringLiteral("config")));
        qputenv("AUDIENCE_STATE_DIR", m_place.file(QStringLiteral("state")).toUtf8());
        qputenv(service::kDatabasePasswordVariable, LivePostgres::kPassword);
        ui::Theme::instance().apply(qEnvironmentVariable("AUDIENCE_SCHEME") == QLatin1String("dark") ? ui::Scheme::Dark : ui::Scheme::Light);
        m_session = m_place.make(true, std::make_shared<secrets::MemoryKeychain>());
        QVERIFY(m_session);
        model::SourceConnection about = m_server.connection();
        about.credentials = "env";
        QVERIFY(service::SourceService(*m_session).save(about));
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
        m_hand = std::make_unique<Hand>(window());
        QVERIFY(QTest::qWaitForWindowActive(window()) && rest());
    }
    void cleanupTestCase() {
        m_hand.reset();
        m_bench.reset();
    }

    // The same form as for a sync, with one choice more; its place is among the data, marked with the source's name.
    void aTableIsLeftThere() {
        QVERIFY(m_hand->click("rail_sync") && rest());
        QVERIFY(m_hand->click("syncStateAction") && rest());
        QVERIFY(m_hand->clickRow("sourceTables", QStringLiteral("clients")) && rest());
        QVERIFY(m_hand->click("sourceBring") && m_hand->waitFor("planStart") && rest());
        auto *where = part<ui::SegmentedControl>(*page(), "planPlace");
        QVERIFY(m_hand->click(where, where->itemRect(1).center()));
        QVERIFY(!m_hand->sees("planMode")); // nothing comes over, so nothing stays up to date
        picture("1-leave");
        QVERIFY(m_hand->click("planStart"));
        QTRY_COMPARE_WITH_TIMEOUT(page()->key(), QStringLiteral("data"), 30'000);
        QVERIFY(rest());
        QCOMPARE(page()->heading(), QStringLiteral("clients"));
        auto *rows = part<ui::TableView>(*page(), "remoteRows");
        QVERIFY(rows->isVisible());
        const QAbstractItemModelTester rowsTester(rows->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(rows->model()->rowCount(), 200);
        QCOMPARE(rows->model()->columnCount(), 5);
        const QString foot = part<QLabel>(*page(), "remoteFoot")->text();
        QVERIFY2(foot.startsWith(QStringLiteral("The first 200 rows that came. Answered by shop (PostgreSQL 1")), qPrintable(foot));
        auto *list = part<QListView>(*page(), "datasetList");
        const QAbstractItemModelTester listTester(list->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QModelIndex last = list->model()->index(list->model()->rowCount() - 1, 0);
        QCOMPARE(last.data().toString(), QStringLiteral("clients"));
        QCOMPARE(last.data(Qt::AccessibleTextRole).toString(), QStringLiteral("clients shop"));
        QVERIFY(last.data(Qt::ToolTipRole).toString().contains(QStringLiteral("live")));
        QVERIFY(list->model()->index(0, 0).data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("as of ")));
        picture("2-rows");
    }
};
AUDIENCE_TEST(RemotePageTest)

#include "remote_page_test.moc"
