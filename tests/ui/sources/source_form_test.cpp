// The form of a source is drawn from the table of kinds, each with words; what is wrong stands at its field, and a password
// that was typed is nowhere but in the keychain.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "secrets/keychain.h"
#include "service/source_service.h"
#include "service/sync_guess.h"
#include "ui/kit/notice.h"
#include "ui/connections/connections_page.h"
#include "ui/connections/driver_card.h"
#include "ui/kit/jobs.h"
#include "ui/pages/demo_session.h"
#include "ui/sources/source_form.h"
#include "ui/sync/plan_form.h"
#include "ui/sources/source_kind_grid.h"
#include "ui/sources/source_words.h"
#include "ui/sync/plan_columns.h"
#include "ui/sync/plan_modes.h"
#endif
#include "support/test_main.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::SourceService;

namespace {

warehouse::ColumnInfo column(const char *name, engine::ColumnType type, bool nullable = true) {
    warehouse::ColumnInfo info;
    info.name = info.field.name = name;
    info.type = info.base = "there";
    info.field.type = type;
    info.nullable = nullable;
    return info;
}

} // namespace

class SourceFormTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::shared_ptr<secrets::MemoryKeychain> m_keychain = std::make_shared<secrets::MemoryKeychain>();
    Jobs m_jobs;

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make(false, m_keychain);
        QVERIFY(m_session);
    }

    void everyKindHasWordsAndAForm() {
        SourceKindGrid grid;
        SourceForm form;
        for (const model::SourceKind &kind : model::sourceKinds()) {
            const QString id = QString::fromUtf8(kind.id.data(), qsizetype(kind.id.size()));
            QVERIFY2(!sourceKindWords(kind).about.isEmpty(), qPrintable(id));
            part<QAbstractButton>(grid, qPrintable(QStringLiteral("sourceKind_") + id));
            for (const model::SourceOption &option : kind.options)
                QVERIFY2(!sourceFieldWords(kind, option.id).help.isEmpty(), qPrintable(id + QLatin1Char(' ') + QString::fromUtf8(option.id.data(), qsizetype(option.id.size()))));
            model::SourceConnection fresh;
            fresh.kind = kind.id;
            fresh.port = kind.port;
            form.edit(fresh, true);
            for (QLineEdit *field : form.findChildren<QLineEdit *>())
                QVERIFY2(!field->accessibleName().isEmpty(), qPrintable(id + QLatin1Char(' ') + field->objectName()));
            QCOMPARE(form.findChild<QLineEdit *>(QStringLiteral("sourceHost")) != nullptr, kind.reach == model::SourceReach::Server);
            QCOMPARE(form.findChild<QLineEdit *>(QStringLiteral("sourcePath")) != nullptr, kind.reach == model::SourceReach::Files);
            QCOMPARE(form.findChild<QLineEdit *>(QStringLiteral("sourcePassword")) != nullptr, kind.takesSecret());
        }
    }

    void typingFindsAKind() {
        SourceKindGrid grid;
        grid.setVisible(true);
        QSignalSpy chosen(&grid, &SourceKindGrid::chosen);
        auto *search = part<QLineEdit>(grid, "sourceKindSearch");
        search->setText(QStringLiteral("mariadb"));
        QVERIFY(part<QAbstractButton>(grid, "sourceKind_mariadb")->isVisible());
        QVERIFY(!part<QAbstractButton>(grid, "sourceKind_files")->isVisible());
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.front().front().toString(), QStringLiteral("mariadb"));
        search->setText(QStringLiteral("no such thing"));
        QVERIFY(!part<QAbstractButton>(grid, "sourceKind_mariadb")->isVisible());
    }

    // Encryption is left out for this computer alone, and only there can it be.
    void protectionFollowsTheServer() {
        SourceForm form;
        model::SourceConnection fresh;
        form.edit(fresh, true);
        form.setVisible(true);
        auto *host = part<QLineEdit>(form, "sourceHost");
        QTest::keyClicks(host, QStringLiteral("127.0.0.1"));
        QVERIFY(part<QComboBox>(form, "sourceTls")->isVisible());
        QCOMPARE(form.written().tls, model::SourceConnection::Tls::ThisComputer);
        host->clear();
        QTest::keyClicks(host, QStringLiteral("db.example.org"));
        QVERIFY(part<QComboBox>(form, "sourceTls")->isVisible()); // nothing moves while it is typed
        QVERIFY(!part<QComboBox>(form, "sourceTls")->isEnabled());
        QCOMPARE(part<QComboBox>(form, "sourceTls")->currentIndex(), 0);
        QCOMPARE(form.written().tls, model::SourceConnection::Tls::Verified);
    }

    // What ODBC lacks here is said beside the form that needs it, with where it is to be had.
    void driversAreSaidBesideTheForm() {
        ConnectionsPage page(m_session, &m_jobs);
        page.resize(1100, 800);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("/new-source/sqlserver"));
        QVERIFY(settle(page));
        auto *card = part<DriverCard>(page, "sourceDrivers");
        QVERIFY(card->isVisible());
        const auto words = [&] {
            QStringList all;
            for (const QLabel *label : card->findChildren<QLabel *>())
                all << label->text();
            return all.join(QLatin1Char('\n'));
        };
        warehouse::OdbcCheck check;
        check.drivers = {{"SQLite3", false}};
        check.advice = {Error(ErrorKind::NotFound, "odbc.no_sqlserver_driver")};
        card->put(check);
        QVERIFY2(words().contains(QStringLiteral("ODBC Driver 18 for SQL Server")) && !words().contains(QStringLiteral("SQLite3")), qPrintable(words()));
        check.advice.clear();
        check.drivers.push_back({"ODBC Driver 18 for SQL Server", true});
        check.forSqlServer = "ODBC Driver 18 for SQL Server";
        card->put(check);
        QTRY_VERIFY2(words().contains(QStringLiteral("verifies whom it talks to")) && !words().contains(QStringLiteral("What is missing")), qPrintable(words()));
        page.open(QStringLiteral("/new-source/postgresql"));
        QVERIFY(settle(page));
        QVERIFY(!card->isVisible());
    }

    void whatIsMissingStandsAtItsField() {
        SourceForm form;
        model::SourceConnection fresh;
        fresh.port = 5432;
        form.edit(fresh, true);
        form.setVisible(true);
        QVERIFY(!form.connection());
        QVERIFY(part<QLabel>(form, "sourceHostComplaint")->isVisible());
        QTest::keyClicks(part<QLineEdit>(form, "sourceHost"), QStringLiteral("db.example.org"));
        QVERIFY(!part<QLabel>(form, "sourceHostComplaint")->isVisible());
        QVERIFY(!form.connection());
        QVERIFY(part<QLabel>(form, "sourceDatabaseComplaint")->isVisible());
        QTest::keyClicks(part<QLineEdit>(form, "sourceDatabase"), QStringLiteral("shop"));
        QTest::keyClicks(part<QLineEdit>(form, "sourceUser"), QStringLiteral("reader"));
        QCOMPARE(part<QLineEdit>(form, "sourceName")->text(), QStringLiteral("shop")); // guessed
        QVERIFY(form.connection().has_value());
    }

    // Nobody listens there: saved, told why, and the password is in the keychain alone.
    void savedAndTestedInPlace() {
        ConnectionsPage page(m_session, &m_jobs);
        std::function<void()> undo;
        connect(&page, &Page::saidWithUndo, this, [&](const QString &, const std::function<void()> &act) { undo = act; });
        page.resize(1100, 760);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("/new-source/postgresql"));
        QVERIFY(settle(page));
        for (const auto &[field, text] : {std::pair("sourceHost", "127.0.0.1"), std::pair("sourceDatabase", "shop"), std::pair("sourceUser", "reader"), std::pair("sourcePassword", "s3cr3t")})
            QTest::keyClicks(part<QLineEdit>(page, field), QLatin1String(text));
        part<QLineEdit>(page, "sourcePort")->setText(QStringLiteral("1"));
        part<QPushButton>(page, "sourceSave")->click();
        QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QWidget *>(QStringLiteral("sourceStep_reached")) != nullptr, 30'000);
        QVERIFY(settle(page));
        QCOMPARE(page.heading(), QStringLiteral("shop"));
        QCOMPARE(part<QLineEdit>(page, "sourcePassword")->text(), QString());
        const auto saved = SourceService(*m_session).find("shop");
        QVERIFY(saved && *saved);
        QVERIFY(SourceService(*m_session).connector("shop").has_value()); // it found its password
        // Undo takes it back, and what was written is there again.
        QVERIFY(undo);
        undo();
        QTRY_VERIFY(!SourceService(*m_session).find("shop")->has_value());
        QVERIFY(settle(page));
    }

    // The program ends in the middle of a form, twice: of a new source and of one that is saved.
    void whatIsWrittenSurvivesTheEnd() {
        model::SourceConnection saved;
        saved.name = "kept";
        saved.host = "127.0.0.1";
        saved.port = 1;
        saved.database = "shop";
        saved.user = "reader";
        saved.tls = model::SourceConnection::Tls::ThisComputer;
        saved.credentials = "none";
        QVERIFY(SourceService(*m_session).save(saved).has_value());
        const auto make = [this](const char *target) {
            auto page = std::make_unique<ConnectionsPage>(m_session, &m_jobs);
            page->resize(1100, 760);
            page->setVisible(true);
            page->open(QLatin1String(target));
            return settle(*page, 40'000) ? std::move(page) : nullptr;
        };
        {
            const auto page = make("/new-source/postgresql");
            QVERIFY(page);
            QTest::keyClicks(part<QLineEdit>(*page, "sourceHost"), QStringLiteral("db.example.org"));
            QTest::keyClicks(part<QLineEdit>(*page, "sourcePassword"), QStringLiteral("s3cr3tWord"));
        }
        {
            const auto page = make("/source/kept");
            QVERIFY(page);
            if (auto *change = part<QPushButton>(*page, "sourceChange"); change->isVisible())
                change->click();
            part<QLineEdit>(*page, "sourceUser")->selectAll();
            QTest::keyClicks(part<QLineEdit>(*page, "sourceUser"), QStringLiteral("analyst"));
        }
        const auto drafts = service::DraftService(*m_session).list();
        QVERIFY(drafts.has_value());
        const auto ours = std::count_if(drafts->drafts.begin(), drafts->drafts.end(), [](const service::Draft &one) { return one.kind == "source"; });
        QCOMPARE(int(ours), 2);
        for (const service::Draft &one : drafts->drafts)
            QVERIFY(!QString::fromStdString(dumpJson(one.body)).contains(QStringLiteral("s3cr3tWord")));
        {
            const auto page = make("/source/kept");
            QVERIFY(page);
            QCOMPARE(part<QLineEdit>(*page, "sourceUser")->text(), QStringLiteral("analyst"));
            QVERIFY(part<QFrame>(*page, "sourceNotice")->isVisible());
            QCOMPARE(SourceService(*m_session).find("kept")->value().user, std::string("reader"));
            page->open(QStringLiteral("/new-source"));
            QVERIFY(settle(*page));
            QCOMPARE(part<QLineEdit>(*page, "sourceHost")->text(), QStringLiteral("db.example.org"));
            QCOMPARE(part<QLineEdit>(*page, "sourcePassword")->text(), QString());
            // Thrown away, it comes back with the undo, and goes for good without.
            part<QToolButton>(*page, "sourceRemove")->click();
            QVERIFY(settle(*page));
            page->open(QStringLiteral("/source/kept"));
            QVERIFY(settle(*page));
            part<QLineEdit>(*page, "sourceUser")->selectAll();
            QTest::keyClicks(part<QLineEdit>(*page, "sourceUser"), QStringLiteral("reader")); // as it is saved: nothing is left to keep
        }
        const auto after = service::DraftService(*m_session).list();
        QVERIFY(after.has_value());
        for (const service::Draft &one : after->drafts)
            QVERIFY2(one.kind != "source", one.name.c_str());
        QVERIFY(SourceService(*m_session).remove("kept").has_value());
    }

    void removedAndBroughtBack() {
        model::SourceConnection source;
        source.name = "old";
        source.host = "127.0.0.1";
        source.port = 1;
        source.database = "shop";
        source.user = "reader";
        source.tls = model::SourceConnection::Tls::ThisComputer;
        source.credentials = "none";
        QVERIFY(SourceService(*m_session).save(source).has_value());
        const auto id = SourceService(*m_session).remove("old");
        QVERIFY(id.has_value());
        QVERIFY(!SourceService(*m_session).find("old")->has_value());
        const auto back = SourceService(*m_session).restore(*id);
        QVERIFY(back.has_value());
        QVERIFY(*back == source);
        QVERIFY(SourceService(*m_session).remove("old").has_value());
        QCOMPARE(SourceService(*m_session).remove("old").error().id, std::string("connection.unknown"));
    }

    // What is guessed of a table needs no answer.
    void aTableIsGuessed() {
        using engine::ColumnType;
        using warehouse::KeyInfo;
        warehouse::TableShape people;
        people.table.name = {"public", "customers"};
        people.columns = {column("id", ColumnType::Int64, false), column("email", ColumnType::Text), column("country", ColumnType::Text), column("updated_at", ColumnType::Instant, false)};
        people.keys = {{KeyInfo::Kind::Primary, {"id"}, {}, {}}};
        const model::SyncPlan plan = service::guessPlan("crm", people, {});
        QCOMPARE(plan.role, std::string("profiles"));
        QCOMPARE(plan.key, std::string("id"));
        QCOMPARE(plan.email, std::string("email"));
        QCOMPARE(plan.mode, model::SyncMode::Incremental);
        QCOMPARE(plan.cursor, std::string("updated_at"));
        QVERIFY(model::checkPlan(plan).has_value());
        QCOMPARE(service::guessPlan("crm", people, {"", {"customers"}, {}}).dataset, std::string("customers 2"));

        // A plan over a table whose address is called otherwise by now: it is proposed and said, never left out in silence.
        service::SyncTable changed;
        changed.shape = people;
        changed.shape.columns[1] = column("mail", ColumnType::Text);
        changed = service::withPlan(std::move(changed), plan);
        QCOMPARE(changed.guess.email, std::string("mail"));
        QCOMPARE(changed.replaced.size(), std::size_t{1});
        QCOMPARE(changed.replaced[0].gone + ' ' + changed.replaced[0].by, std::string("email mail"));
        QCOMPARE(changed.guess.columns.size(), std::size_t{4});
        QCOMPARE(changed.guess.key, plan.key);
        changed.shape.columns.erase(changed.shape.columns.begin() + 1);
        changed = service::withPlan(std::move(changed), plan);
        QVERIFY(changed.guess.email.empty() && changed.replaced.back().by.empty());
        ui::PlanForm form(m_session);
        form.put(changed);
        QVERIFY(part<ui::Notice>(form, "planNotice")->isVisibleTo(&form));

        warehouse::TableShape orders;
        orders.table.name = {"public", "orders"};
        orders.columns = {column("order_id", ColumnType::Int64, false), column("customer_id", ColumnType::Int64, false), column("created_at", ColumnType::Instant, false),
                          column("amount_eur", ColumnType::Decimal)};
        orders.keys = {{KeyInfo::Kind::Primary, {"order_id"}, {}, {}}, {KeyInfo::Kind::Foreign, {"customer_id"}, {"public", "customers"}, {"id"}}};
        const model::SyncPlan events = service::guessPlan("crm", orders, {});
        QCOMPARE(events.role, std::string("events"));
        QCOMPARE(events.profile, std::string("customer_id"));
        QCOMPARE(events.time, std::string("created_at"));
        QVERIFY(model::checkPlan(events).has_value());

        warehouse::TableShape list;
        list.table.name = {"public", "weather"};
        list.columns = {column("place", ColumnType::Text), column("degrees", ColumnType::Double)};
        const model::SyncPlan table = service::guessPlan("crm", list, {});
        QCOMPARE(table.role, std::string("table"));
        QCOMPARE(table.mode, model::SyncMode::Full);
        QVERIFY(model::checkPlan(table).has_value());
    }

    // Nobody is offered a way that the plan would be refused for.
    void onlyWaysThatFitAreOffered() {
        using model::SyncMode;
        using Modes = std::vector<SyncMode>;
        warehouse::TableShape shape;
        shape.table.name = {"public", "orders"};
        shape.columns = {column("id", engine::ColumnType::Int64, false), column("changed_at", engine::ColumnType::Instant, false), column("name", engine::ColumnType::Text)};
        shape.keys = {{warehouse::KeyInfo::Kind::Primary, {"id"}, {}, {}}};
        QCOMPARE(fittingModes("profiles", true, shape).modes, (Modes{SyncMode::Full, SyncMode::Incremental, SyncMode::Mirror}));
        QCOMPARE(fittingModes("events", false, shape).modes, (Modes{SyncMode::Full, SyncMode::Append}));
        QCOMPARE(fittingModes("table", true, shape).modes, (Modes{SyncMode::Full, SyncMode::Incremental, SyncMode::Mirror, SyncMode::Append}));
        QCOMPARE(fittingModes("table", false, shape).modes, (Modes{SyncMode::Full, SyncMode::Append}));
        for (const char *role : {"profiles", "events"})
            QVERIFY(!fittingModes(role, true, shape).whyOthers.isEmpty());
        QVERIFY(fittingModes("table", true, shape).whyOthers.isEmpty());
        // Nothing rises: all of it, each time.
        shape.columns = {column("name", engine::ColumnType::Text)};
        shape.keys.clear();
        QCOMPARE(fittingModes("profiles", true, shape).modes, Modes{SyncMode::Full});
        QVERIFY(!fittingModes("profiles", true, shape).whyOthers.isEmpty());
    }

    void columnsAreTicked() {
        warehouse::TableShape shape;
        shape.columns = {column("id", engine::ColumnType::Int64), column("note", engine::ColumnType::Text)};
        model::SyncPlan plan;
        plan.columns = {{"id", "int8", "id", "int64", 0}, {"note", "text", "note", "text", 0}};
        PlanColumns columns;
        QAbstractItemModelTester tester(&columns, QAbstractItemModelTester::FailureReportingMode::QtTest);
        columns.setColumns(shape, plan);
        QCOMPARE(columns.taken(), 2);
        QVERIFY(columns.setData(columns.index(1, PlanColumns::NameColumn), int(Qt::Unchecked), Qt::CheckStateRole));
        columns.setType(0, "text");
        columns.writeTo(plan);
        QCOMPARE(plan.columns.size(), std::size_t(1));
        QCOMPARE(plan.columns.front().type, std::string("text"));
        QVERIFY(plan.ignored == std::vector<std::string>{"note"});
        columns.setColumns(shape, plan);
        QCOMPARE(columns.taken(), 1);
        // What is not taken has no name here; a name that is taken away is the one there.
        const QModelIndex called = columns.index(0, PlanColumns::CalledColumn);
        QSignalSpy renamed(&columns, &PlanColumns::renamed);
        QVERIFY(!columns.setData(columns.index(1, PlanColumns::CalledColumn), QStringLiteral("x"), Qt::EditRole));
        QVERIFY(columns.setData(called, QStringLiteral(" customer "), Qt::EditRole));
        QCOMPARE(renamed.size(), 1);
        columns.writeTo(plan);
        QCOMPARE(plan.columns.front().name, std::string("customer"));
        QVERIFY(columns.setData(called, QString(), Qt::EditRole));
        QCOMPARE(called.data().toString(), QStringLiteral("id"));
    }
};
AUDIENCE_TEST(SourceFormTest)

#include "source_form_test.moc"
