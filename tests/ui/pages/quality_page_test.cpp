// Checks on the page Data as a person meets them: suggested, kept with one click and taken back, failing rows one click away.
#ifndef Q_MOC_RUN
#include "async/deliver.h"
#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/quality_service.h"
#include "ui/data/checks_view.h"
#include "ui/data/data_page.h"
#include "ui/data/grid_model.h"
#include "ui/data/quality_view.h"
#include "ui/data/rows_pane.h"
#include "ui/kit/jobs.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class QualityPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<DataPage> m_page;

    std::string import(const QByteArray &csv) {
        QFile file(m_demo.file(QStringLiteral("orders.csv")));
        if (!file.open(QIODevice::WriteOnly))
            return "file";
        file.write(csv);
        file.close();
        ingest::ImportSpec spec;
        spec.path = file.fileName().toStdString();
        spec.name = "orders_here";
        spec.mode = store::WriteMode::Replace;
        spec.allowSameFile = true;
        const auto done = service::DataService(*m_session).importFile(spec);
        m_page->workspaceChanged();
        return !settle(*m_page, 60'000) ? "unsettled" : done ? std::string() : done.error().id;
    }
    static QByteArray orders(int odd) {
        QByteArray csv = "no,state,amount\n";
        for (int i = 1; i <= 120; ++i)
            csv += QByteArray::number(i) + "," + (i <= odd ? "odd" : i % 2 ? "paid" : "open") + "," + QByteArray::number(i % 30 + 1) + ".25\n";
        return csv;
    }
    void openChecks() {
        m_page->open(QStringLiteral("orders_here"));
        QVERIFY(settle(*m_page));
        part<TabRow>(*m_page, "dataTabs")->setCurrent(2);
        QVERIFY(settle(*m_page));
    }
    QString summary() { return part<QLabel>(*m_page, "qualitySummary")->text(); }
    QString nameOfKept(const char *kind, const char *column) {
        const auto view = service::QualityService(*m_session).list("orders_here");
        for (const auto &one : view->checks)
            if (model::toText(one.check.kind) == kind && one.check.column() == column)
                return QString::number(one.check.id);
        return {};
    }
    void click(const QString &name) {
        auto *button = m_page->findChild<QPushButton *>(name);
        QVERIFY2(button, qPrintable(name));
        button->click();
        QVERIFY(settle(*m_page));
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        m_jobs = std::make_unique<Jobs>();
        m_page = std::make_unique<DataPage>(m_session, m_jobs.get());
        m_page->resize(1100, 700);
        m_page->setVisible(true);
        QVERIFY(settle(*m_page));
        QCOMPARE(import(orders(0)), std::string());
        openChecks();
    }
    void cleanupTestCase() {
        m_page.reset();
        m_jobs.reset();
        workers().waitForDone();
    }

    void suggestedKeptAndTakenBack() {
        click(QStringLiteral("qualitySuggest"));
        QVERIFY(m_page->findChild<QWidget *>(QStringLiteral("suggested_accepted_state")));
        QSignalSpy undo(m_page.get(), &Page::saidWithUndo);
        click(QStringLiteral("suggestedKeep_accepted_state"));
        QCOMPARE(undo.count(), 1);
        const QString kept = nameOfKept("accepted", "state");
        QVERIFY(!kept.isEmpty() && m_page->findChild<QWidget *>(QStringLiteral("quality_") + kept));
        QCOMPARE(summary(), QStringLiteral("1 of 1 kept checks passed")); // it ran by itself
        QVERIFY(!m_page->findChild<QWidget *>(QStringLiteral("suggested_accepted_state")));
        undo[0][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        QVERIFY(nameOfKept("accepted", "state").isEmpty());
        QVERIFY(m_page->findChild<QWidget *>(QStringLiteral("suggested_accepted_state")));
        // One that is not wanted goes, and comes back.
        click(QStringLiteral("suggestedDecline_range_amount"));
        QVERIFY(!m_page->findChild<QWidget *>(QStringLiteral("suggested_range_amount")));
        undo[1][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        QVERIFY(m_page->findChild<QWidget *>(QStringLiteral("suggested_range_amount")));
        click(QStringLiteral("qualityKeepAll"));
        QVERIFY(m_page->findChild<QualityView *>()->all() >= 6);
        QCOMPARE(m_page->findChild<QualityView *>()->passed(), m_page->findChild<QualityView *>()->all());
    }

    void rowsThatFailAreOneClickAway() {
        QCOMPARE(import(orders(9)), std::string());
        openChecks();
        const QString kept = nameOfKept("accepted", "state");
        QVERIFY(!kept.isEmpty());
        auto *row = m_page->findChild<QWidget *>(QStringLiteral("quality_") + kept);
        QVERIFY(row && !row->findChildren<Sparkline *>().isEmpty());
        QVERIFY(!row->findChildren<Sparkline *>().first()->toolTip().isEmpty());
        click(QStringLiteral("qualityShow_") + kept);
        QCOMPARE(part<TabRow>(*m_page, "dataTabs")->current(), 0);
        QCOMPARE(m_page->rows()->rowCount(), 9);
        m_page->rowsPane()->clearFilters();
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->rows()->rowCount(), 120);
    }

    void whatStopsIsSaid() {
        QCOMPARE(import(orders(0)), std::string());
        openChecks();
        const QString kept = nameOfKept("accepted", "state");
        click(QStringLiteral("qualityTurn_") + kept);
        QCOMPARE(m_page->findChild<QPushButton *>(QStringLiteral("qualityTurn_") + kept)->text(), QStringLiteral("Stops"));
        QCOMPARE(import(orders(7)), std::string("quality.stopped"));
        m_page->findChild<QualityView *>()->refresh();
        openChecks();
        QVERIFY(m_page->findChild<QWidget *>(QStringLiteral("qualityStopped")));
        QSignalSpy undo(m_page.get(), &Page::saidWithUndo);
        click(QStringLiteral("qualityRemove_") + kept);
        QVERIFY(nameOfKept("accepted", "state").isEmpty());
        undo[0][1].value<std::function<void()>>()();
        QVERIFY(settle(*m_page));
        QCOMPARE(nameOfKept("accepted", "state"), kept); // with its results
        click(QStringLiteral("qualityRun"));
        QVERIFY(!m_page->findChild<QWidget *>(QStringLiteral("qualityStopped")));
    }

    void everyControlHasAName() {
        for (const QPushButton *button : m_page->findChild<QualityView *>()->findChildren<QPushButton *>()) {
            if (!button->isVisible())
                continue;
            QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        }
    }
};

AUDIENCE_TEST(QualityPageTest)
#include "quality_page_test.moc"
