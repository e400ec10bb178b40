// What is written of a connection and not saved: it outlives another choice, a crash and late answers; and what the
// page says while it reads, or cannot.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "demo_session.h"
#include "service/connection_service.h"
#include "service/draft_service.h"
#include "ui/connections/connections_page.h"
#include "ui/kit/jobs.h"
#include "ui/kit/state_view.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::ConnectionService;

class ConnectionDraftsTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::shared_ptr<secrets::MemoryKeychain> m_keychain = std::make_shared<secrets::MemoryKeychain>();
    Jobs m_jobs;
    std::function<void()> m_undo;

    std::unique_ptr<ConnectionsPage> make() {
        auto page = std::make_unique<ConnectionsPage>(m_session, &m_jobs);
        connect(page.get(), &Page::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undo = undo; });
        page->resize(1100, 760);
        page->setVisible(true);
        return page;
    }
    static model::SesConnection ses(const char *name) {
        model::SesConnection ses;
        ses.name = name;
        ses.region = "eu-west-1";
        ses.endpoint = "http://127.0.0.1:1";
        ses.fromAddress = "Shop <news@shop.example>";
        ses.postalAddress = "Street 1";
        ses.unsubscribe = {model::UnsubscribeKind::Url, "https://shop.example/leave?who={token}"};
        ses.credentials = "env";
        return ses;
    }
    ConnectionService service() { return ConnectionService(*m_session); }
    static void type(const QWidget &page, const char *field, const char *text) {
        QTest::keyClicks(part<QLineEdit>(page, field), QLatin1String(text));
    }
    static QString text(const QWidget &page, const char *field) { return part<QLineEdit>(page, field)->text(); }
    std::vector<service::Draft> drafts() { return service::DraftService(*m_session).list()->drafts; }
    void execute(const std::string &sql) {
        QVERIFY(m_session->workspace().write([&](const store::Connection &connection) { return connection.execute(sql); }).has_value());
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make(false, m_keychain);
        QVERIFY(m_session);
    }
    void init() {
        QVERIFY(service().save(ses("One")) && service().save(ses("Two")));
        m_undo = {};
    }
    void cleanup() {
        const auto all = service().list();
        for (const auto &one : *all)
            QVERIFY(service().remove(one.name).has_value());
        for (const auto &draft : drafts())
            QVERIFY(service::DraftService(*m_session).discard(draft.kind, draft.id, draft.kept).has_value());
    }

    void anotherChoiceLosesNothing() {
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("One"));
        type(*page, "connectionPostal", ", Kiel");
        page->open(QStringLiteral("Two"));
        QVERIFY(settle(*page));
        QCOMPARE(text(*page, "connectionPostal"), QStringLiteral("Street 1"));
        page->open(QStringLiteral("One"));
        QTRY_COMPARE(text(*page, "connectionPostal"), QStringLiteral("Street 1, Kiel"));
        QCOMPARE(service().sesConnection("One")->postalAddress, std::string("Street 1"));
    }

    void writingSurvivesACrashWithoutItsKeys() {
        const std::int64_t one = service().list()->front().id.value;
        {
            const auto page = make();
            QVERIFY(settle(*page));
            page->open(QStringLiteral("One"));
            type(*page, "connectionPostal", ", Kiel");
            page->open(QStringLiteral("new"));
            type(*page, "connectionName", "Fresh");
            type(*page, "connectionKeyId", "AKIDWRITTEN");
            type(*page, "connectionSecret", "secretwritten");
            page->open(QStringLiteral("Two"));
            QVERIFY(settle(*page));
        }
        QCOMPARE(drafts().size(), std::size_t(2));
        const QDir folder(QString::fromStdString(m_session->workspace().draftsPath()));
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray all = file.readAll();
            QVERIFY2(!all.contains("AKIDWRITTEN") && !all.contains("secretwritten"), all.constData());
        }
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("One"));
        QTRY_VERIFY(part<QFrame>(*page, "connectionRecovered")->isVisible());
        part<QPushButton>(*page, "connectionRecoveredShow")->click();
        QCOMPARE(text(*page, "connectionPostal"), QStringLiteral("Street 1, Kiel"));
        std::int64_t fresh = 0;
        for (const auto &draft : drafts())
            fresh = draft.id < 0 ? draft.id : fresh;
        QVERIFY(fresh < 0 && one > 0);
        page->open(QString::number(fresh));
        QCOMPARE(text(*page, "connectionName"), QStringLiteral("Fresh"));
        // Thrown away, and back.
        part<QToolButton>(*page, "connectionRemove")->click();
        QVERIFY(settle(*page));
        QVERIFY(m_undo);
        QVERIFY(text(*page, "connectionName") != QLatin1String("Fresh"));
        std::exchange(m_undo, {})();
        QCOMPARE(text(*page, "connectionName"), QStringLiteral("Fresh"));
    }

    void keysStayWithTheirConnection() {
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("new"));
        type(*page, "connectionSecret", "half");
        page->open(QStringLiteral("Two"));
        QVERIFY(text(*page, "connectionSecret").isEmpty());
    }

    void theirsCanBeTakenBack() {
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("One"));
        type(*page, "connectionPostal", ", Kiel");
        auto theirs = ses("One");
        theirs.postalAddress = "Street 9";
        QVERIFY(service().save(theirs));
        part<QPushButton>(*page, "connectionSave")->click();
        QTRY_VERIFY(part<QFrame>(*page, "connectionStale")->isVisible());
        part<QPushButton>(*page, "connectionStaleTheirs")->click();
        QCOMPARE(text(*page, "connectionPostal"), QStringLiteral("Street 9"));
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QCOMPARE(text(*page, "connectionPostal"), QStringLiteral("Street 1, Kiel"));
        part<QPushButton>(*page, "connectionSave")->click(); // both were seen: mine goes on top
        QTRY_COMPARE(service().sesConnection("One")->postalAddress, std::string("Street 1, Kiel"));
        QVERIFY(settle(*page));
    }

    void anAnswerDoesNotReplaceWhatIsOnTheScreen() {
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("One"));
        type(*page, "connectionPostal", " a");
        part<QPushButton>(*page, "connectionSave")->click();
        type(*page, "connectionPostal", "b"); // before the answer
        QVERIFY(settle(*page));
        QCOMPARE(service().sesConnection("One")->postalAddress, std::string("Street 1 a"));
        QCOMPARE(text(*page, "connectionPostal"), QStringLiteral("Street 1 ab"));
        part<QPushButton>(*page, "connectionSave")->click();
        page->open(QStringLiteral("Two")); // before the answer
        QVERIFY(settle(*page));
        QCOMPARE(service().sesConnection("One")->postalAddress, std::string("Street 1 ab"));
        QCOMPARE(page->heading(), QStringLiteral("Two"));
        QTRY_COMPARE(drafts().size(), std::size_t(0));
    }

    void aNewOneIsTakenBack() {
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("new-queue"));
        type(*page, "connectionName", "Events");
        type(*page, "connectionQueue", "http://127.0.0.1:1/1/events");
        part<QPushButton>(*page, "connectionSave")->click();
        QTRY_COMPARE(service().list()->size(), std::size_t(3));
        QVERIFY(settle(*page));
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QTRY_COMPARE(service().list()->size(), std::size_t(2));
        QVERIFY(settle(*page));
        QCOMPARE(text(*page, "connectionName"), QStringLiteral("Events")); // what was written is still there
        QVERIFY(page->heading() != QLatin1String("Events"));
    }

    void whatCannotBeReadIsReadAgain() {
        const std::string id = std::to_string(service().list()->front().id.value);
        execute("UPDATE definition SET body = '{' WHERE id = " + id);
        const auto page = make();
        auto *state = part<StateView>(*page, "connectionsState");
        QCOMPARE(state->state(), StateView::State::Loading);
        QVERIFY(settle(*page));
        QCOMPARE(state->state(), StateView::State::Error);
        execute("DELETE FROM definition WHERE id = " + id);
        part<QPushButton>(*page, "connectionsStateAction")->click();
        QVERIFY(settle(*page));
        QCOMPARE(state->state(), StateView::State::Content);
        QCOMPARE(page->heading(), QStringLiteral("Two"));
    }
};

AUDIENCE_TEST(ConnectionDraftsTest)
#include "connections_test.moc"
