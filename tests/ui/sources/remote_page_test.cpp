// People who stay in a real PostgreSQL, in the real window, with mouse and keys: a table is left there, looked at, its people counted
// and broken down there, written as a table there; a changed rule ends what was asked for the one before, what fails is said in
// its place, and the window never waits. With AUDIENCE_PICTURES=DIR each step leaves a picture.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "live_window.h"
#include "service/people_choice.h"
#include "service/remote_people.h"
#include "service/source_service.h"
#include "ui/data/remote_pane.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/side_list.h"
#include "ui/kit/table_view.h"
#include "ui/segments/paired_bars.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#endif
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>

#include <thread>

using namespace audience;
using namespace audience::test;

class RemotePageTest final : public QObject {
    Q_OBJECT
    LiveWindow m_live{"remote"};

    ui::Page *page() { return m_live.page(); }
    bool rest() { return m_live.rest(); }
    QString figure() { return part<QLabel>(*page(), "segmentCount")->text(); }
    QString answer() {
        auto *label = part<QLabel>(*page(), "countEngine");
        return label->isVisible() ? label->text() : QString();
    }
    ui::RuleDocument *document() { return static_cast<ui::SegmentsPage *>(page())->document(); }
    // What this program asks of the server at this moment.
    int asked() { return m_live.server().value("SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active' AND query LIKE '%public%clients%'").toInt(); }

private Q_SLOTS:
    void initTestCase() {
        if (const QString why = m_live.serve(); !why.isEmpty())
            QSKIP(qPrintable(why));
        QCOMPARE(m_live.fill("CREATE TABLE clients (id int8 PRIMARY KEY, email text, city text, visits int4, born date);"
                             "INSERT INTO clients SELECT i, 'p' || i || '@example.org', 'city ' || i % 7, i % 40, date '1960-01-01' + i FROM generate_series(1, 7000) i;"
                             "CREATE TABLE buys (no int8 PRIMARY KEY, client int8 REFERENCES clients, at timestamptz, amount numeric(10,2));"
                             "INSERT INTO buys SELECT i, i % 3500 + 1, now() - i * interval '1 minute', i % 90 + 0.5 FROM generate_series(1, 14000) i;"
                             "CREATE TABLE public.others (x int4); ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;"),
                 QString());
        qputenv(service::kDatabasePasswordVariable, LivePostgres::kPassword);
        QCOMPARE(m_live.make(true), QString());
        model::SourceConnection about = m_live.server().connection();
        about.credentials = "env";
        QVERIFY(service::SourceService(*m_live.session()).save(about));
        QCOMPARE(m_live.show(), QString());
    }
    void cleanupTestCase() { m_live.close(); }

    // The same form as for a sync, with one choice more; its place is among the data, marked with the source's name.
    void aTableIsLeftThere() {
        QVERIFY(m_live.hand().click("rail_sync") && rest());
        QVERIFY(m_live.hand().click("syncStateAction") && rest());
        QVERIFY(m_live.hand().clickRow("sourceTables", QStringLiteral("clients")) && rest());
        QVERIFY(m_live.hand().click("sourceBring") && m_live.hand().waitFor("planStart") && rest());
        auto *where = part<ui::SegmentedControl>(*page(), "planPlace");
        QVERIFY(m_live.hand().click(where, where->itemRect(1).center()));
        QVERIFY(!m_live.hand().sees("planMode")); // nothing comes over, so nothing stays up to date
        m_live.picture("1-leave");
        QVERIFY(m_live.hand().click("planStart"));
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
        m_live.picture("2-rows");
    }

    // From here to a rule about these people, whose values are those that stand there.
    void itsPeopleAreCountedThere() {
        QVERIFY(m_live.hand().click("remoteSegment"));
        QTRY_COMPARE_WITH_TIMEOUT(page()->key(), QStringLiteral("segments"), 30'000);
        QVERIFY(rest());
        QCOMPARE(part<QPushButton>(*page(), "rulePeople")->text(), QStringLiteral("clients, in shop"));
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("7,000"), 20'000);
        QVERIFY(m_live.hand().click("addCondition") && m_live.hand().pick(QStringLiteral("city")));
        QVERIFY(m_live.hand().pick(QStringLiteral("city 3")) && m_live.hand().press(Qt::Key_Return) && rest());
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("1,000"), 20'000);
        QVERIFY2(answer().startsWith(QStringLiteral("Answered by shop (PostgreSQL 1")) && answer().contains(QStringLiteral(" of tables")), qPrintable(answer()));
        QCOMPARE(part<QLabel>(*page(), "countTime")->text(), QStringLiteral("Live"));
        auto *members = part<ui::TableView>(*page(), "membersTable");
        QCOMPARE(members->model()->rowCount(), 50);
        m_live.picture("4-count");
    }

    // Those who are here are one choice away, and undo brings back whose they were.
    void othersCanBeChosen() {
        QVERIFY(m_live.hand().click("rulePeople"));
        m_live.picture("5-people");
        QVERIFY(m_live.hand().pick(QString::fromStdString(service::peopleChoices(*m_live.session())->front().name)) && rest());
        QTRY_COMPARE_WITH_TIMEOUT(answer(), QStringLiteral("Answered here"), 20'000);
        QVERIFY(part<QLabel>(*page(), "countTime")->text().startsWith(QStringLiteral("As of ")));
        document()->undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("1,000"), 20'000);
        QVERIFY(answer().startsWith(QStringLiteral("Answered by shop")));
    }

    void theyAreBrokenDownThere() {
        QVERIFY(m_live.hand().click("tabWho") && rest());
        auto *bars = part<ui::PairedBars>(*page(), "breakdownBars");
        QTRY_VERIFY_WITH_TIMEOUT(!bars->rows().isEmpty(), 20'000);
        QVERIFY(part<QLabel>(*page(), "breakdownEngine")->text().startsWith(QStringLiteral("Answered by shop")));
        QVERIFY(m_live.hand().click("breakdownBy") && m_live.hand().pick(QStringLiteral("isits")) && rest());
        QTRY_VERIFY_WITH_TIMEOUT(bars->rows().size() > 3, 20'000);
        QVERIFY(part<QLabel>(*page(), "breakdownWords")->text().startsWith(QStringLiteral("1,000 here, 6,000 others")));
        m_live.picture("6-breakdown");
        QVERIFY(m_live.hand().click("tabOverlap") && rest());
        QVERIFY(!m_live.hand().sees("overlapSets"));
        m_live.picture("7-overlap");
        QVERIFY(m_live.hand().click("tabRules") && rest());
    }

    // A count that waits for a lock ends on the server when the rule is another one, and the window goes on meanwhile.
    void aChangedRuleEndsWhatWasAsked() {
        QCOMPARE(page()->key(), QStringLiteral("segments"));
        QVERIFY(!document()->rule().root.children.empty());
        std::thread holder([this] { m_live.server().run("SET application_name = 'holder'; BEGIN; LOCK TABLE clients; SELECT pg_sleep(3600);"); });
        const auto release = [&] {
            m_live.server().run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder'");
            if (holder.joinable())
                holder.join();
        };
        const auto locked = [this] { return m_live.server().value("SELECT COUNT(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname = 'clients' AND l.mode = 'AccessExclusiveLock' AND l.granted").toInt() == 1; };
        const bool isHeld = QTest::qWaitFor(locked, 20'000);
        const auto ask = [this](const char *city) {
            model::SegmentRule rule = document()->rule();
            rule.root.children[0].condition["values"] = Json::array({city});
            document()->change(QStringLiteral("Another city"), rule);
        };
        ask("city 4");
        const bool waits = isHeld && QTest::qWaitFor([this] { return asked() == 1; }, 20'000);
        const QString first = m_live.server().value("SELECT MAX(pid) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'");
        ask("city 5");
        // Only the newest waits there; the one before is gone although nobody let it through.
        const bool isEnded = waits && QTest::qWaitFor([&] { return m_live.server().value("SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND pid = " + first.toUtf8()).toInt() == 0; }, 20'000);
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
        QVERIFY(m_live.server().run("CREATE SCHEMA out AUTHORIZATION reader").isEmpty());
        QVERIFY(m_live.hand().click("segmentMore") && m_live.hand().pick(QStringLiteral("Write as a table there…")));
        QVERIFY(m_live.hand().waitFor("writeTable") && rest());
        QVERIFY(m_live.hand().replace("writeTable", QStringLiteral("public.others")));
        m_live.picture("8-write");
        QVERIFY(m_live.hand().click("writeStart") && rest());
        QTRY_VERIFY(part<ui::Notice>(*page(), "tableWriterNotice")->isVisible()); // it is somebody else's
        QCOMPARE(m_live.server().value("SELECT COUNT(*) FROM others").toInt(), 0);
        m_live.picture("9-refused");
        QVERIFY(m_live.hand().click("writeColumns") && m_live.hand().pick(QStringLiteral("city")) && m_live.hand().press(Qt::Key_Return));
        QVERIFY(m_live.hand().replace("writeTable", QStringLiteral("out.of_five")) && m_live.hand().press(Qt::Key_Return) && rest());
        QTRY_VERIFY_WITH_TIMEOUT(!m_live.hand().sees("writeTable"), 20'000);
        QCOMPARE(m_live.server().value("SELECT COUNT(*) || ' ' || MIN(city) FROM out.of_five"), QStringLiteral("1000 city 5"));
    }

    // What fails is said over the rule, with a way to ask again; nothing else stops working.
    void whatFailsIsSaid() {
        QCOMPARE(page()->key(), QStringLiteral("segments"));
        QVERIFY(!document()->rule().root.children.empty());
        QVERIFY(m_live.server().run("ALTER TABLE clients RENAME TO clients_old").isEmpty());
        model::SegmentRule rule = document()->rule();
        rule.root.children[0].condition["values"] = Json::array({"city 6"});
        document()->change(QStringLiteral("Another city"), rule);
        QVERIFY(rest());
        auto *notice = part<ui::Notice>(*page(), "segmentNotice");
        QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), 20'000);
        QCOMPARE(figure(), QStringLiteral("–"));
        m_live.picture("10-failed");
        QVERIFY(m_live.server().run("ALTER TABLE clients_old RENAME TO clients").isEmpty());
        QVERIFY(m_live.hand().click("segmentNoticeAction") && rest());
        QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("1,000"), 20'000);
        QVERIFY(!notice->isVisible());
    }

    // With the keyboard alone: to the dataset, through everything that can be pressed, and back to the list.
    void theKeyboardReachesEverything() {
        QVERIFY(m_live.hand().click("rail_data") && rest());
        QVERIFY(m_live.hand().clickRow("datasetList", QStringLiteral("clients")) && rest());
        QSet<QString> reached;
        for (int i = 0; i < 60; ++i) {
            m_live.hand().press(Qt::Key_Tab);
            if (const QWidget *focus = QApplication::focusWidget())
                reached.insert(focus->objectName());
        }
        for (const char *name : {"datasetList", "remoteRows", "remoteRemove", "remoteAgain", "remoteSegment"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
        QVERIFY(m_live.hand().click("remoteAgain") && rest());
        QVERIFY(!part<ui::Notice>(*page(), "remoteNotice")->isVisible());
    }

    // Off the list, and back with one press; the table is as it was.
    void itIsTakenOffTheListAndBack() {
        QVERIFY(m_live.hand().click("remoteRemove"));
        QTRY_VERIFY_WITH_TIMEOUT(service::RemoteService(*m_live.session()).list()->empty(), 20'000);
        QVERIFY(rest());
        QVERIFY(page()->heading() != QStringLiteral("clients"));
        QVERIFY(m_live.hand().click("toastUndo"));
        QTRY_COMPARE_WITH_TIMEOUT(int(service::RemoteService(*m_live.session()).list()->size()), 1, 20'000);
        QVERIFY(rest());
        QCOMPARE(m_live.server().value("SELECT COUNT(*) FROM clients").toInt(), 7000);
    }

    // The server is gone: the rows say so in their place, and the others are still there.
    void aServerThatIsGoneIsSaid() {
        QVERIFY(m_live.hand().clickRow("datasetList", QStringLiteral("clients")) && rest());
        m_live.server().kill();
        auto *list = part<QListView>(*page(), "datasetList");
        QVERIFY(m_live.hand().clickRow("datasetList", list->model()->index(0, 0).data().toString()) && rest());
        QVERIFY(m_live.hand().clickRow("datasetList", QStringLiteral("clients")) && rest());
        QVERIFY(m_live.hand().sees("remoteStateAction")); // ask again
        m_live.picture("11-gone");
    }
};
AUDIENCE_TEST(RemotePageTest)

#include "remote_page_test.moc"
