// What a marketer does on a Monday, in the real window, with mouse and keys only, counted. A job that cannot
// be done this way fails. With AUDIENCE_PICTURES=DIR each job leaves a picture there, and its line of figures.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/demo_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "ui/kit/page.h"
#include "ui/kit/table_model.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "ui/window/hand.h"
#endif
#include "support/test_main.h"
#include "ui/pages/demo_session.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QTableView>
#include <QTest>

using namespace audience;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class MondayTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    std::unique_ptr<test::Hand> m_hand;
    QElapsedTimer m_clock;

    ui::MainWindow *window() { return m_bench->window(); }
    ui::Page *page() { return window()->currentPage(); }
    bool rest() { return settle(*page(), 40'000); }

    // The same as the newest of the campaigns after its state became this.
    bool waitForState(model::CampaignState state) {
        return QTest::qWaitFor([&] { return service::CampaignService(*m_session).list()->front().state == state; }, 40'000);
    }

    void picture(const char *name) {
        const QString folder = qEnvironmentVariable("AUDIENCE_PICTURES");
        if (folder.isEmpty())
            return;
        page()->grab(); // painting asks for the rows in sight
        for (auto *model : page()->findChildren<ui::TableModel *>())
            model->settle();
        QTest::qWait(200);
        window()->grab().save(QDir(folder).filePath(QStringLiteral("monday-%1.png").arg(QLatin1String(name))));
    }

private Q_SLOTS:
    void initTestCase() {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        qputenv("AUDIENCE_STATE_DIR", m_demo.file(QStringLiteral("state")).toUtf8());
        ui::Theme::instance().apply(ui::Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        CampaignId made;
        QVERIFY(service::DemoService(*m_session).campaign(&made).has_value());
        QFile file(m_demo.file(QStringLiteral("orders.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("customer_id,event,happened_at,amount\n");
        for (int i = 0; i < 120; ++i)
            file.write(QStringLiteral("%1,purchase,2026-11-%2 10:%3:00,%4.90\n").arg(10001 + i).arg(1 + i % 20, 2, 10, QLatin1Char('0')).arg(i % 60, 2, 10, QLatin1Char('0')).arg(10 + i).toUtf8());
    }

    void init() {
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        QVERIFY(rest());
        m_hand = std::make_unique<test::Hand>(window());
        m_clock.start();
    }

    void cleanup() {
        std::printf("%s: %d clicks, %d keys, %.1f s with the program's own work\n", QTest::currentTestFunction(), m_hand->clicks(), m_hand->keys(), double(m_clock.elapsed()) / 1000);
        m_hand.reset();
        m_bench.reset();
    }

    void importsOrders() {
        const auto before = service::DataService(*m_session).datasets();
        QVERIFY(m_hand->click("rail_data") && rest());
        QVERIFY(m_hand->click("datasetListAdd") && m_hand->chooseFile(m_demo.file(QStringLiteral("orders.csv"))));
        QVERIFY(m_hand->waitFor("importStart") && rest());
        picture("1-import");
        QVERIFY(m_hand->click("importStart") && m_hand->waitFor("importSeeRows"));
        QVERIFY(m_hand->click("importSeeRows") && rest());
        const auto after = service::DataService(*m_session).datasets();
        QVERIFY(before && after);
        std::int64_t had = 0, has = 0;
        for (const auto &one : *before)
            had += one.rows;
        for (const auto &one : *after)
            has += one.rows;
        QCOMPARE(has - had, 120);
    }

    void buildsASegment() {
        QVERIFY(m_hand->click("rail_segments") && rest());
        QVERIFY(m_hand->click("segmentListAdd") && rest());
        QVERIFY(m_hand->replace("segmentName", QStringLiteral("Over 40 in Germany")));
        QVERIFY(m_hand->click("addCondition") && m_hand->pick(QStringLiteral("age")));
        QVERIFY(m_hand->replace("ruleValue_0", QStringLiteral("40")) && rest());
        QVERIFY(m_hand->click("addCondition") && m_hand->pick(QStringLiteral("country")));
        QVERIFY(m_hand->click("ruleValue_1") && m_hand->pick(QStringLiteral("DE")) && m_hand->press(Qt::Key_Return) && rest());
        picture("2-segment");
        QVERIFY(m_hand->click("segmentSave") && rest());
        const auto saved = service::SegmentService(*m_session).findByName("Over 40 in Germany");
        QVERIFY(saved);
        const auto count = service::SegmentService(*m_session).count(saved->rule);
        QVERIFY(count && count->count > 0 && count->count < DemoSession::kPeople);
        QCOMPARE(part<QLabel>(*page(), "segmentCount")->text(), QString::number(count->count));
    }

    void makesAnEmail() {
        QVERIFY(m_hand->click("rail_templates") && rest());
        QVERIFY(m_hand->click("templateListAdd") && m_hand->waitFor("gallery_1"));
        QVERIFY(m_hand->click("gallery_1") && rest());
        QVERIFY(m_hand->replace("templateName", QStringLiteral("Monday news")));
        QVERIFY(m_hand->replace("templateSubject", QStringLiteral("{{ first_name }}, this is new")) && rest());
        picture("3-email");
        QVERIFY(m_hand->click("templateSave") && rest());
        QVERIFY(service::TemplateService(*m_session).findByName("Monday news").has_value());
    }

    void testsItToMyself() {
        QVERIFY(m_hand->click("rail_templates") && rest());
        QVERIFY(m_hand->clickRow("templateList", QStringLiteral("Monday news")) && rest());
        QVERIFY(m_hand->click("templateTest") && m_hand->type(QStringLiteral("me@example.com")));
        QVERIFY(m_hand->press(Qt::Key_Return) && rest());
        auto *notice = part<QWidget>(*page(), "testResult");
        QTRY_VERIFY(notice->isVisible());
        bool isSaid = false;
        for (const QLabel *label : notice->findChildren<QLabel *>())
            isSaid = isSaid || label->text().contains(QStringLiteral("me@example.com"));
        QVERIFY(isSaid);
        picture("4-test");
    }

    void schedules() {
        QVERIFY(m_hand->click("rail_campaigns") && rest());
        QVERIFY(m_hand->click("campaignNew") && rest());
        QVERIFY(m_hand->replace("campaignName", QStringLiteral("Monday news to Germany")));
        QVERIFY(m_hand->click("campaignSegment") && m_hand->pick(QStringLiteral("Over 40 in Germany")) && rest());
        QVERIFY(m_hand->click("campaignTemplate") && m_hand->pick(QStringLiteral("Monday news")) && rest());
        QVERIFY(m_hand->click("startLater") && rest());
        QVERIFY(m_hand->waitFor("campaignSend"));
        picture("5-schedule");
        QVERIFY(m_hand->click("campaignSend") && rest());
        QVERIFY(waitForState(model::CampaignState::Scheduled));
    }

    void pauses() {
        QVERIFY(m_hand->click("rail_campaigns") && rest());
        QVERIFY(m_hand->click("campaignNew") && rest());
        QVERIFY(m_hand->click("campaignSegment") && m_hand->pick(QStringLiteral("Newsletter readers")) && rest());
        QVERIFY(m_hand->replace("campaignRate", QStringLiteral("2")) && m_hand->press(Qt::Key_Tab) && rest());
        QVERIFY(m_hand->waitFor("campaignSend") && m_hand->click("campaignSend"));
        QVERIFY(m_hand->waitFor("campaignPause"));
        QTest::qWait(2'000);
        QVERIFY(m_hand->click("campaignPause"));
        QVERIFY(waitForState(model::CampaignState::Paused));
        QVERIFY(m_hand->waitFor("campaignResume"));
        picture("6-pause");
    }

    void readsWhyPeopleGotNothing() {
        QVERIFY(m_hand->click("rail_campaigns") && rest());
        QVERIFY(m_hand->clickRow("campaignTable", QStringLiteral("Finished")) && rest());
        auto *reasons = part<QWidget>(*page(), "keptBackReasons");
        QVERIFY(m_hand->click(reasons, QPoint(reasons->width() / 2, 12)) && rest());
        auto *people = part<QTableView>(*page(), "peopleTable");
        QTRY_VERIFY(people->model()->rowCount() > 0);
        QVERIFY(people->model()->rowCount() < DemoSession::kPeople);
        QVERIFY(m_hand->click(people->viewport(), people->visualRect(people->model()->index(0, 0)).center()) && rest());
        picture("7-why");
        QVERIFY(part<QWidget>(*page(), "personDetail")->isVisible());
    }

    void givesTheBossTheResult() {
        QVERIFY(m_hand->click("rail_campaigns") && rest());
        QVERIFY(m_hand->clickRow("campaignTable", QStringLiteral("Finished")) && rest());
        picture("8-result");
        const QString path = m_demo.file(QStringLiteral("result.pdf"));
        QVERIFY(m_hand->click("campaignReport") && m_hand->pick(QStringLiteral("Save as PDF…")) && m_hand->chooseFile(path));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
        QVERIFY(QFileInfo(path).size() > 10'000);
    }
};
AUDIENCE_TEST(MondayTest)

#include "monday_test.moc"
