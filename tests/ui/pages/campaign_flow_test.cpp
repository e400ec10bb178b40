// A practice campaign from the button to the last line of the log, through the window.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class CampaignFlowTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void practiceSendEndToEnd() {
        gui::Workbench bench(m_session);
        MainWindow *window = bench.window();
        window->resize(1280, 800);
        window->show();
        window->showPage(QStringLiteral("campaigns"));
        Page *page = window->currentPage();
        QVERIFY(settle(*page));
        QVERIFY(part<QPushButton>(*page, "emptyStateAction")->isVisible());
        part<QPushButton>(*page, "emptyStateAction")->click();
        QVERIFY(settle(*page));
        // Everybody who reads the newsletter.
        part<QPushButton>(*page, "campaignSegment")->click();
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        const auto found = list->findItems(QStringLiteral("Newsletter readers"), Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        Q_EMIT list->itemClicked(found.first());
        QVERIFY(settle(*page));
        auto *send = part<QPushButton>(*window, "campaignSend");
        QVERIFY2(send->isEnabled(), qPrintable(send->text()));
        const QString reach = part<QLabel>(*page, "campaignReach")->text();
        QCOMPARE(send->text(), QStringLiteral("Practise with %1 people").arg(reach));
        QVERIFY(reach.toInt() > 0);
        send->click();
        service::CampaignService campaigns(*m_session);
        QTRY_COMPARE_WITH_TIMEOUT(campaigns.list()->front().state, model::CampaignState::Finished, 60'000);
        QVERIFY(settle(*page));
        QTRY_COMPARE_WITH_TIMEOUT(part<QLabel>(*window, "campaignState")->text(), QStringLiteral("Finished"), 10'000);
        const auto status = campaigns.status(campaigns.list()->front().id);
        QVERIFY(status.has_value());
        std::int64_t everybody = 0;
        for (const auto &[state, count] : status->states)
            everybody += count;
        QCOMPARE(everybody, status->audience); // each in exactly one place
        QCOMPARE(status->states.at("planned"), 0);
        QTRY_COMPARE(part<QLabel>(*page, "figureSentFigure")->text(), QString::number(status->states.at("accepted")));
        auto *people = part<TableView>(*page, "peopleTable");
        QCOMPARE(people->model()->rowCount(), int(status->audience));
        const QAbstractItemModelTester tester(people->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(!part<QPushButton>(*window, "campaignPause")->isVisible());
        // Back to the list: the campaign stands there with its state.
        part<QPushButton>(*window, "crumb")->click();
        QVERIFY(settle(*page));
        auto *table = part<TableView>(*page, "campaignTable");
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("Finished"));
        window->showPage(QStringLiteral("monitor"));
        QVERIFY(settle(*window->currentPage()));
        QTRY_COMPARE(part<TableView>(*window->currentPage(), "monitorCampaigns")->model()->rowCount(), 1);
    }

    void pauseAndStop() {
        service::CampaignService campaigns(*m_session);
        service::CampaignView view = campaigns.list()->front();
        view.id = {};
        view.revision = 0;
        view.campaign.name = "Slow one";
        view.campaign.ratePerSecond = 2;
        const auto saved = campaigns.save(view);
        QVERIFY(saved.has_value());
        gui::Workbench bench(m_session);
        MainWindow *window = bench.window();
        window->show();
        window->showPage(QStringLiteral("campaigns"), QString::number(saved->id.value));
        Page *page = window->currentPage();
        QVERIFY(settle(*page));
        auto *send = part<QPushButton>(*window, "campaignSend");
        QTRY_VERIFY(send->isEnabled());
        send->click();
        auto *pause = part<QPushButton>(*window, "campaignPause");
        QTRY_VERIFY_WITH_TIMEOUT(pause->isVisible(), 20'000);
        pause->click();
        QTRY_COMPARE_WITH_TIMEOUT(campaigns.find(saved->id)->state, model::CampaignState::Paused, 20'000);
        auto *resume = part<QPushButton>(*window, "campaignResume");
        QTRY_VERIFY_WITH_TIMEOUT(resume->isVisible(), 20'000);
        auto *stop = part<QPushButton>(*window, "campaignStop");
        QVERIFY(stop->isVisible());
        stop->click();
        QCOMPARE(campaigns.find(saved->id)->state, model::CampaignState::Paused); // asked first, on the page
        auto *really = part<QPushButton>(*page, "stopReally");
        QTRY_VERIFY(really->isVisible());
        really->click();
        QTRY_COMPARE_WITH_TIMEOUT(campaigns.find(saved->id)->state, model::CampaignState::Stopped, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(part<QLabel>(*window, "campaignState")->text(), QStringLiteral("Stopped"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(bench.jobs()->running().isEmpty(), 20'000);
    }

    void asksForTheLegalBasisOnce() {
        DemoSession other;
        const auto session = other.make(false);
        QVERIFY(session);
        QFile file(other.file(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,email\n1,a@example.com\n2,b@example.com\n");
        file.close();
        ingest::ImportSpec spec;
        spec.path = file.fileName().toStdString();
        spec.name = "people";
        spec.role = store::DatasetRole::Profiles;
        spec.key = "id";
        spec.email = "email";
        QVERIFY(service::DataService(*session).importFile(spec).has_value());
        gui::Workbench bench(session);
        MainWindow *window = bench.window();
        window->show();
        window->showPage(QStringLiteral("campaigns"), QStringLiteral("new"));
        Page *page = window->currentPage();
        QVERIFY(settle(*page));
        auto *legal = part<QFrame>(*page, "legalBasis");
        QVERIFY(legal->isVisible());
        part<QPushButton>(*page, "legal_existing_customers")->click();
        QTRY_VERIFY(!legal->isVisible());
    }
};
AUDIENCE_TEST(CampaignFlowTest)

#include "campaign_flow_test.moc"
