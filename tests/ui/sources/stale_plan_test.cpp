// Plans and sources that somebody else changes while their form is open: both are shown, and nobody's change is lost; and a form
// that is opened and saved changes nothing but what a person changed.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/source_service.h"
#include "service/sync_service.h"
#include "ui/connections/connections_page.h"
#include "ui/kit/jobs.h"
#include "ui/kit/stale_panel.h"
#include "ui/pages/demo_session.h"
#include "ui/sync/plan_amounts.h"
#include "ui/sync/plan_columns.h"
#include "ui/sync/plan_form.h"
#include "ui/sync/sync_page.h"
#endif
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>

#include <algorithm>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using model::SyncMode;
using model::SyncPlan;
using service::SourceService;
using service::SyncDraft;
using service::SyncService;
using service::SyncView;

namespace {

QString wordsOf(const QWidget &panel) {
    QStringList words;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        words << label->text();
    return words.join(QLatin1Char('\n'));
}

} // namespace

class StalePlanTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session, m_other; // the window's, and somebody else's
    Jobs m_jobs;

    void drop(const char *name, const char *text) {
        QFile file(m_place.file(QStringLiteral("drop/") + QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static SyncPlan people() {
        SyncPlan plan;
        plan.name = plan.dataset = "people";
        plan.connection = "drop";
        plan.table = "people.csv";
        plan.role = "profiles";
        plan.key = "id";
        plan.email = "mail";
        return plan;
    }
    SyncView there(const char *name = "people") { return *SyncService(*m_other).find(name); }
    void changeElsewhere(const std::function<void(SyncPlan &)> &change) {
        const SyncView now = there();
        SyncDraft draft{now.plan, {}, now.id, now.revision};
        change(draft.plan);
        const auto saved = SyncService(*m_other).plan(draft);
        QVERIFY2(saved, saved ? "" : saved.error().id.c_str());
    }
    void openPlan(SyncPage &page) {
        page.resize(1200, 800);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("/plan\npeople"));
        QVERIFY(settle(page));
        QVERIFY(page.form()->isReady());
    }
    // What the form says after it was opened and nothing was touched.
    std::pair<SyncPlan, std::string> reopened(const SyncPlan &plan, std::string *why) {
        const auto saved = SyncService(*m_other).plan({plan, {}});
        if (!saved) {
            *why = saved.error().id + " " + saved.error().detail;
            for (const auto &[key, value] : saved.error().args)
                *why += " " + key + "=" + value;
            return {};
        }
        PlanForm form(m_session);
        form.resize(900, 700);
        form.show();
        form.begin(saved->saved);
        if (!QTest::qWaitFor([&] { return form.isReady() && form.isSettled(); }, 20'000))
            *why = "the form did not open";
        return {form.plan(), form.isChanged() ? "changed" : ""};
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make(false);
        QVERIFY(m_session);
        service::Session::Options options;
        options.environment.stateDirectory = m_place.file(QStringLiteral("state")).toStdString();
        options.environment.actor = "another";
        const auto other = service::Session::open(m_place.file(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(other);
        m_other = *other;
        QVERIFY(QDir().mkpath(m_place.file(QStringLiteral("drop"))));
        drop("people.csv", "id,mail,ok,city,changed\n1,a@example.org,yes,Bonn,2026-01-01T10:00:00Z\n2,b@example.org,no,Jena,2026-01-02T10:00:00Z\n");
        for (const char *name : {"all_1.csv", "all_2.csv"}) // files that come one after the other: rows behind the last one
            drop(name, "id,mail,ok,city,changed\n1,a@example.org,yes,Bonn,2026-01-01T10:00:00Z\n2,b@example.org,no,Jena,2026-01-02T10:00:00Z\n");
        drop("orders.csv", "no,who,what,at\n1,1,order,2026-01-01T10:00:00Z\n2,2,order,2026-01-02T10:00:00Z\n");
        model::SourceConnection source;
        source.name = "drop";
        source.kind = "files";
        source.path = m_place.file(QStringLiteral("drop")).toStdString();
        source.credentials = "none";
        QVERIFY(SourceService(*m_other).save(source));
    }
    void init() {
        const auto planned = SyncService(*m_other).plan({people(), {}});
        QVERIFY2(planned, planned ? "" : (planned.error().id + planned.error().detail).c_str());
    }

    void bothPlansAreShownAndOneIsTaken() {
        SyncPage page(m_session, &m_jobs);
        openPlan(page);
        changeElsewhere([](SyncPlan &plan) { plan.maxBytes = 7'000'000; });
        part<QSpinBox>(page, "planMaxRemoved")->setValue(9);
        QVERIFY(settle(page));
        part<QPushButton>(page, "planSave")->click();
        QVERIFY(settle(page));
        auto *stale = part<StalePanel>(page, "planStale");
        QVERIFY(stale->isVisible());
        QVERIFY(!part<QWidget>(page, "planStaleCopy")->isVisible());
        const QString words = wordsOf(*stale);
        QVERIFY2(words.contains(QStringLiteral("7 MB")) || words.contains(QStringLiteral("7.0 MB")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral(">9</span>")) && words.contains(QStringLiteral(">50</span>")), qPrintable(words));
        QCOMPARE(there().plan.maxRemovedPercent, 50);

        part<QPushButton>(page, "planStaleTheirs")->click();
        QVERIFY(settle(page));
        QVERIFY(!stale->isVisible());
        QCOMPARE(page.form()->plan().maxBytes, std::int64_t(7'000'000));
        QCOMPARE(page.form()->plan().maxRemovedPercent, 50);

        changeElsewhere([](SyncPlan &plan) { plan.maxBytes = 8'000'000; });
        part<QSpinBox>(page, "planMaxRemoved")->setValue(11);
        part<QPushButton>(page, "planSave")->click();
        QVERIFY(settle(page));
        QVERIFY(stale->isVisible());
        part<QPushButton>(page, "planStaleMine")->click();
        QVERIFY(settle(page));
        QCOMPARE(there().plan.maxRemovedPercent, 11);
        QCOMPARE(there().plan.maxBytes, std::int64_t(7'000'000)); // as it stood beside theirs
    }

    void aPlanThatWasRemovedElsewhereIsMadeAnew() {
        SyncPage page(m_session, &m_jobs);
        openPlan(page);
        QVERIFY(SyncService(*m_other).remove("people"));
        part<QSpinBox>(page, "planMaxRemoved")->setValue(3);
        part<QPushButton>(page, "planSave")->click();
        QVERIFY(settle(page));
        QVERIFY(!SyncService(*m_other).find("people"));
        part<QPushButton>(page, "planSave")->click();
        QVERIFY(settle(page));
        QCOMPARE(there().plan.maxRemovedPercent, 3);
    }

    // Whatever the command line can say stays as it is, to the second, the byte and the comma.
    void aFormThatIsOnlyOpenedChangesNothing() {
        QList<SyncPlan> odd;
        SyncPlan one = people();
        one.name = one.dataset = "odd";
        one.table = "all_*.csv";
        one.mode = SyncMode::Incremental;
        one.cursor = "_file";
        one.consent = "ok";
        one.consentYes = {"yes, weekly", " 1", "ja"};
        one.zone = "Europe/Berlin";
        one.maxRejects = 3;
        for (const auto &[seconds, bytes] : {std::pair<std::int64_t, std::int64_t>{30, 1}, {90, 500'000}, {7200, 123'456'789}, {3'000'000'001, 40'000'000'000'000'000}, {0, 0}}) {
            one.lookBackSeconds = seconds;
            one.maxBytes = bytes;
            one.monthBytes = bytes / 3;
            odd.append(one);
        }
        SyncPlan full = people();
        full.name = full.dataset = "odd";
        full.table = "all_*.csv";
        full.cursor = "_file"; // said, though nothing asks for it
        full.ignored = {"city"};
        full.consentYes = {"without a column"};
        full.schedule = *SyncService::scheduleFromText({}, {}, "5 4 * * 1", "Europe/Berlin");
        odd.append(full);
        SyncPlan events;
        events.name = "odd";
        events.dataset = "orders";
        events.connection = "drop";
        events.table = "orders.csv";
        events.role = "events";
        events.key = "no";
        events.profile = "who";
        events.time = "at";
        events.eventName = "an  order ";
        odd.append(events);
        for (const SyncPlan &plan : std::as_const(odd)) {
            std::string why;
            const auto saved = SyncService(*m_other).plan({plan, {}});
            QVERIFY2(saved, saved ? "" : saved.error().id.c_str());
            SyncPlan turned = saved->saved.plan; // as when columns came there one after the other
            std::reverse(turned.columns.begin(), turned.columns.end());
            const auto [now, changed] = reopened(turned, &why);
            QVERIFY2(why.empty(), why.c_str());
            QCOMPARE(dumpJson(model::toJson(now)), dumpJson(model::toJson(there("odd").plan)));
            QCOMPARE(changed, std::string());
            QVERIFY(SyncService(*m_other).remove("odd"));
        }
    }

    void whatIsChangedIsAllThatChanges() {
        SyncPlan plan = people();
        plan.table = "all_*.csv";
        plan.mode = SyncMode::Incremental;
        plan.cursor = "_file";
        plan.lookBackSeconds = 90;
        plan.maxBytes = 500'000;
        plan.consent = "ok";
        plan.consentYes = {"yes, weekly"};
        const auto saved = SyncService(*m_other).plan({plan, {}});
        QVERIFY2(saved, saved ? "" : saved.error().id.c_str());
        PlanForm form(m_session);
        form.resize(900, 700);
        form.show();
        form.begin(saved->saved);
        QVERIFY(QTest::qWaitFor([&] { return form.isReady() && form.isSettled(); }, 20'000));
        QCOMPARE(part<QPushButton>(form, "planYes")->text(), QStringLiteral("\"yes, weekly\""));
        QCOMPARE(part<QDoubleSpinBox>(form, "planMaxRun")->text(), QStringLiteral("0.5 MB"));
        QCOMPARE(part<QSpinBox>(form, "planLookBack")->value(), 90);
        QCOMPARE(part<QComboBox>(form, "planLookBackUnit")->currentText(), QStringLiteral("seconds"));
        SyncPlan wanted = saved->saved.plan;
        const auto says = [&] { return dumpJson(model::toJson(form.plan())); };
        part<QComboBox>(form, "planLookBackUnit")->setCurrentIndex(1);
        wanted.lookBackSeconds = 90 * 60;
        QCOMPARE(says(), dumpJson(model::toJson(wanted)));
        part<QDoubleSpinBox>(form, "planMaxRun")->setValue(0.25);
        wanted.maxBytes = 250'000;
        QCOMPARE(says(), dumpJson(model::toJson(wanted)));
        part<QSpinBox>(form, "planMaxRemoved")->setValue(1);
        wanted.maxRemovedPercent = 1;
        QCOMPARE(says(), dumpJson(model::toJson(wanted)));
        QVERIFY(form.isChanged());
    }

    // A column that came there is not decided by saving something else.
    void aNewColumnIsNotDecidedOnTheWay() {
        drop("people.csv", "id,mail,ok,city,changed,shoes\n1,a@example.org,yes,Bonn,2026-01-01T10:00:00Z,40\n2,b@example.org,no,Jena,2026-01-02T10:00:00Z,43\n");
        PlanForm form(m_session);
        form.resize(900, 700);
        form.show();
        form.begin(there());
        QVERIFY(QTest::qWaitFor([&] { return form.isReady() && form.isSettled(); }, 20'000));
        QVERIFY(form.plan().ignored.empty());
        QVERIFY(!form.isChanged());
        auto *model = part<QTableView>(form, "planColumns")->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        int row = -1;
        for (int i = 0; i < model->rowCount(); ++i)
            if (model->index(i, 0).data().toString() == QLatin1String("shoes"))
                row = i;
        QVERIFY(row >= 0);
        QCOMPARE(model->index(row, PlanColumns::BecomesColumn).data().toString(), QStringLiteral("new there, not decided"));
        QVERIFY(model->setData(model->index(row, 0), int(Qt::Checked), Qt::CheckStateRole));
        QCOMPARE(form.plan().columns.back().source, std::string("shoes"));
        QVERIFY(model->setData(model->index(row, 0), int(Qt::Unchecked), Qt::CheckStateRole));
        QVERIFY(form.plan().ignored == std::vector<std::string>{"shoes"});
        drop("people.csv", "id,mail,ok,city,changed\n1,a@example.org,yes,Bonn,2026-01-01T10:00:00Z\n2,b@example.org,no,Jena,2026-01-02T10:00:00Z\n");
    }

    void bothSourcesAreShownAndOneIsTaken() {
        ConnectionsPage page(m_session, &m_jobs);
        page.resize(1200, 800);
        page.setVisible(true);
        QVERIFY(settle(page));
        page.open(QStringLiteral("/source/drop"));
        QVERIFY(settle(page));
        const auto change = [&](const char *value) {
            if (auto *button = part<QPushButton>(page, "sourceChange"); button->isVisible())
                button->click();
            auto *dates = part<QLineEdit>(page, "sourceOption_dates");
            dates->setText(QLatin1String(value));
            Q_EMIT dates->textEdited(dates->text());
        };
        const auto elsewhere = [&](const char *value) {
            service::SourceView theirs = SourceService(*m_other).views()->front();
            theirs.connection.options["delimiter"] = value;
            QVERIFY(SourceService(*m_other).save(theirs));
        };
        const auto option = [&](const char *id) { return SourceService(*m_other).views()->front().connection.option(id); };
        change("mdy");
        elsewhere(";");
        part<QPushButton>(page, "sourceSave")->click();
        QVERIFY(settle(page));
        auto *stale = part<StalePanel>(page, "sourceStale");
        QVERIFY(stale->isVisible());
        const QString words = wordsOf(*stale);
        QVERIFY2(words.contains(QStringLiteral("mdy")) && words.contains(QStringLiteral(">;<")), qPrintable(words));
        QCOMPARE(option("delimiter"), std::string(";"));
        QCOMPARE(option("dates"), std::string());

        QSignalSpy undo(&page, &Page::saidWithUndo);
        part<QPushButton>(page, "sourceStaleTheirs")->click();
        QVERIFY(settle(page));
        QVERIFY(!stale->isVisible());
        QCOMPARE(part<QLineEdit>(page, "sourceOption_dates")->text(), QString());
        QCOMPARE(part<QLineEdit>(page, "sourceOption_delimiter")->text(), QStringLiteral(";"));
        QCOMPARE(undo.size(), 1);

        change("dmy");
        elsewhere(",");
        part<QPushButton>(page, "sourceSave")->click();
        QVERIFY(settle(page));
        QVERIFY(stale->isVisible());
        part<QPushButton>(page, "sourceStaleMine")->click();
        QVERIFY(settle(page));
        QCOMPARE(option("dates"), std::string("dmy"));
        QCOMPARE(option("delimiter"), std::string(";"));
        QVERIFY(!stale->isVisible());
    }
};

AUDIENCE_TEST(StalePlanTest)

#include "stale_plan_test.moc"
