// People who stay in a real PostgreSQL, in the real window, with mouse and keys: a table is left there, looked at, its people counted
// and broken down there, written as a table there; a changed rule ends what was asked for the one before, what fails is said in
// its place, and the window never waits. With AUDIENCE_PICTURES=DIR each step leaves a picture.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "app/gui/workbench.h"
#include "secrets/keychain.h"
#include "service/people_choice.h"
#include "service/remote_people.h"
#include "service/source_service.h"
#include "ui/data/remote_pane.h"
#include "ui/kit/notice.h"
#include "ui/kit/page.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/side_list.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/demo_session.h"
#include "ui/segments/paired_bars.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
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

#include <thread>

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
    QString figure() { return part<QLabel>(*page(), "segmentCount")->text(); }
    QString answer() {
        auto *label = part<QLabel>(*page(), "countEngine");
        return label->isVisible() ? label->text() : QString();
    }
    ui::RuleDocument *document() { return static_cast<ui::SegmentsPage *>(page())->document(); }
    void picture(const char *name) {
        const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(600);
        window()->grab().toImage().convertToFormat(QImage::Format_Indexed8, Qt::ThresholdDither | Qt::AvoidDither).save(QDir(folder).filePath(QStringLiteral("remote-%1.png").arg(QLatin1String(name))));
    }
    // What this program asks of the server at this moment.
    int asked() { return m_server.value("SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active' AND query LIKE '%public%clients%'").toInt(); }

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

    // From here to a rule about these people, whose values are those that stand there.
    void itsPeopleAreCountedThere() {
        QVERIFY(m_hand->click("remoteSegment"));
        QTRY_COMPARE_WITH_TIMEOUT(page()->key(), QStringLiteral("segments"), 30'000);
        QVERIFY(rest());
        QCOMPARE(part<QPushButton>(*page(), "rulePeople")->text(), QStringLiteral("clients, in shop"));
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("7,000"), 20'000);
        QVERIFY(m_hand->click("addCondition") && m_hand->pick(QStringLiteral("city")));
        QVERIFY(m_hand->pick(QStringLiteral("city 3")) && m_hand->press(Qt::Key_Return) && rest());
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("1,000"), 20'000);
        QVERIFY2(answer().startsWith(QStringLiteral("Answered by shop (PostgreSQL 1")) && answer().contains(QStringLiteral(" of tables")), qPrintable(answer()));
        QCOMPARE(part<QLabel>(*page(), "countTime")->text(), QStringLiteral("Live"));
        auto *members = part<ui::TableView>(*page(), "membersTable");
        QCOMPARE(members->model()->rowCount(), 50);
        picture("4-count");
    }

    // Those who are here are one choice away, and undo brings back whose they were.
    void othersCanBeChosen() {
        QVERIFY(m_hand->click("rulePeople"));
        picture("5-people");
        QVERIFY(m_hand->pick(QString::fromStdString(service::peopleChoices(*m_session)->front().name)) && rest());
        QTRY_COMPARE_WITH_TIMEOUT(answer(), QStringLiteral("Answered here"), 20'000);
        QVERIFY(part<QLabel>(*page(), "countTime")->text().startsWith(QStringLiteral("As of ")));
        document()->undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("1,000"), 20'000);
        QVERIFY(answer().startsWith(QStringLiteral("Answered by shop")));
    }

    void theyAreBrokenDownThere() {
        QVERIFY(m_hand->click("tabWho") && rest());
        auto *bars = part<ui::PairedBars>(*page(), "breakdownBars");
        QTRY_VERIFY_WITH_TIMEOUT(!bars->rows().isEmpty(), 20'000);
        QVERIFY(part<QLabel>(*page(), "breakdownEngine")->text().startsWith(QStringLiteral("Answered by shop")));
        QVERIFY(m_hand->click("breakdownBy") && m_hand->pick(QStringLiteral("isits")) && rest());
        QTRY_VERIFY_WITH_TIMEOUT(bars->rows().size() > 3, 20'000);
        QVERIFY(part<QLabel>(*page(), "breakdownWords")->text().startsWith(QStringLiteral("1,000 here, 6,000 others")));
        picture("6-breakdown");
        QVERIFY(m_hand->click("tabOverlap") && rest());
        QVERIFY(!m_hand->sees("overlapSets"));
        picture("7-overlap");
        QVERIFY(m_hand->click("tabRules") && rest());
    }

    // A count that waits for a lock ends on the server when the rule is another one, and the window goes on meanwhile.
    void aChangedRuleEndsWhatWasAsked() {
        QCOMPARE(page()->key(), QStringLiteral("segments"));
        QVERIFY(!document()->rule().root.children.empty());
        std::thread holder([this] { m_server.run("SET application_name = 'holder'; BEGIN; LOCK TABLE clients; SELECT pg_sleep(3600);"); });
        const auto release = [&] {
            m_server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder'");
            if (holder.joinable())
                holder.join();
        };
        const auto locked = [this] { return m_server.value("SELECT COUNT(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname = 'clients' AND l.mode = 'AccessExclusiveLock' AND l.granted").toInt() == 1; };
        const bool isHeld = QTest::qWaitFor(locked, 20'000);
        const auto ask = [this](const char *city) {
            model::SegmentRule rule = document()->rule();
            rule.root.children[0].condition["values"] = Json::array({city});
            document()->change(QStringLiteral("Another city"), rule);
        };
        ask("city 4");
        const bool waits = isHeld && QTest::qWaitFor([this] { return asked() == 1; }, 20'000);
        const QString first = m_server.value("SELECT MAX(pid) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'");
        ask("city 5");
        // Only the newest waits there; the one before is gone although nobody let it through.
        const bool isEnded = waits && QTest::qWaitFor([&] { return m_server.value("SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND pid = " + first.toUtf8()).toInt() == 0; }, 20'000);
        const bool isNewThere = isEnded && QTest::qWaitFor([this] { return asked() == 1; }, 20'000);
        release();
        QVERIFY(isHeld);
        QVERIFY(waits);
        QVERIFY(isEnded);
        QVERIFY(isNewThere);
        QVERIFY(rest());
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("1,000"), 20'000);
    }

    void theyAreWrittenAsATableThere() {
        QVERIFY(m_server.run("CREATE SCHEMA out AUTHORIZATION reader").isEmpty());
        QVERIFY(m_hand->click("segmentMore") && m_hand->pick(QStringLiteral("Write as a table there…")));
        QVERIFY(m_hand->waitFor("writeTable") && rest());
        QVERIFY(m_hand->replace("writeTable", QStringLiteral("public.others")));
        picture("8-write");
        QVERIFY(m_hand->click("writeStart") && rest());
        QTRY_VERIFY(part<ui::Notice>(*page(), "tableWriterNotice")->isVisible()); // it is somebody else's
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM others").toInt(), 0);
        picture("9-refused");
        QVERIFY(m_hand->click("writeColumns") && m_hand->pick(QStringLiteral("city")) && m_hand->press(Qt::Key_Return));
        QVERIFY(m_hand->replace("writeTable", QStringLiteral("out.of_five")) && m_hand->press(Qt::Key_Return) && rest());
        QTRY_VERIFY_WITH_TIMEOUT(!m_hand->sees("writeTable"), 20'000);
        QCOMPARE(m_server.value("SELECT COUNT(*) || ' ' || MIN(city) FROM out.of_five"), QStringLiteral("1000 city 5"));
    }

    // What fails is said over the rule, with a way to ask again; nothing else stops working.
    void whatFailsIsSaid() {
        QCOMPARE(page()->key(), QStringLiteral("segments"));
        QVERIFY(!document()->rule().root.children.empty());
        QVERIFY(m_server.run("ALTER TABLE clients RENAME TO clients_old").isEmpty());
        model::SegmentRule rule = document()->rule();
        rule.root.children[0].condition["values"] = Json::array({"city 6"});
        document()->change(QStringLiteral("Another city"), rule);
        QVERIFY(rest());
        auto *notice = part<ui::Notice>(*page(), "segmentNotice");
        QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), 20'000);
        QCOMPARE(figure(), QStringLiteral("–"));
        picture("10-failed");
        QVERIFY(m_server.run("ALTER TABLE clients_old RENAME TO clients").isEmpty());
        QVERIFY(m_hand->click("segmentNoticeAction") && rest());
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("1,000"), 20'000);
        QVERIFY(!notice->isVisible());
    }

    // With the keyboard alone: to the dataset, through everything that can be pressed, and back to the list.
    void theKeyboardReachesEverything() {
        QVERIFY(m_hand->click("rail_data") && rest());
        QVERIFY(m_hand->clickRow("datasetList", QStringLiteral("clients")) && rest());
        QSet<QString> reached;
        for (int i = 0; i < 60; ++i) {
            m_hand->press(Qt::Key_Tab);
            if (const QWidget *focus = QApplication::focusWidget())
                reached.insert(focus->objectName());
        }
        for (const char *name : {"datasetList", "remoteRows", "remoteRemove", "remoteAgain", "remoteSegment"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
        QVERIFY(m_hand->click("remoteAgain") && rest());
        QVERIFY(!part<ui::Notice>(*page(), "remoteNotice")->isVisible());
    }

    // Off the list, and back with one press; the table is as it was.
    void itIsTakenOffTheListAndBack() {
        QVERIFY(m_hand->click("remoteRemove"));
        QTRY_VERIFY_WITH_TIMEOUT(service::RemoteService(*m_session).list()->empty(), 20'000);
        QVERIFY(rest());
        QVERIFY(page()->heading() != QStringLiteral("clients"));
        QVERIFY(m_hand->click("toastUndo"));
        QTRY_COMPARE_WITH_TIMEOUT(int(service::RemoteService(*m_session).list()->size()), 1, 20'000);
        QVERIFY(rest());
        QCOMPARE(m_server.value("SELECT COUNT(*) FROM clients").toInt(), 7000);
    }

    // The server is gone: the rows say so in their place, and the others are still there.
    void aServerThatIsGoneIsSaid() {
        QVERIFY(m_hand->clickRow("datasetList", QStringLiteral("clients")) && rest());
        m_server.kill();
        auto *list = part<QListView>(*page(), "datasetList");
        QVERIFY(m_hand->clickRow("datasetList", list->model()->index(0, 0).data().toString()) && rest());
        QVERIFY(m_hand->clickRow("datasetList", QStringLiteral("clients")) && rest());
        QVERIFY(m_hand->sees("remoteStateAction")); // ask again
        picture("11-gone");
    }
};
AUDIENCE_TEST(RemotePageTest)

#include "remote_page_test.moc"
