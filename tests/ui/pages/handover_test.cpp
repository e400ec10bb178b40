// Handing sending over in the window: the warning of a computer that may be asleep, the way to another one and back,
// and what the composer says meanwhile.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/handover_panel.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSysInfo>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class HandoverPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    CampaignId m_draft;

    MainWindow *window() { return m_bench->window(); }
    Page &page() { return *window()->currentPage(); }
    service::CampaignService campaigns() { return service::CampaignService(*m_session); }
    QString text(const char *label) { return part<QLabel>(page(), label)->text(); }
    bool isShown(const char *name) { // on the page, or among its actions above it
        auto *found = page().findChild<QWidget *>(QLatin1String(name));
        return (found ? found : part<QWidget>(*window(), name))->isVisible();
    }
    void click(const char *button) {
        auto *found = part<QPushButton>(page(), button);
        QVERIFY2(found->isVisible() && found->isEnabled(), button);
        QTest::mouseClick(found, Qt::LeftButton);
        QVERIFY(settle(page()));
    }
    void open() {
        window()->showPage(QStringLiteral("campaigns"), QString::number(m_draft.value));
        QVERIFY(settle(page()));
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        QDir(m_demo.file({})).mkpath(QStringLiteral("supplies/BAT0"));
        QFile type(m_demo.file(QStringLiteral("supplies/BAT0/type")));
        QVERIFY(type.open(QIODevice::WriteOnly) && type.write("Battery\n") > 0);
        m_session = m_demo.make();
        QVERIFY(m_session);
        service::CampaignView view;
        view.campaign.name = "Tuesday";
        view.campaign.segment = service::SegmentService(*m_session).list()->front().id;
        view.campaign.emailTemplate = service::TemplateService(*m_session).list()->front().id;
        view.campaign.startAt = *campaigns().startFromText("2031-03-04T08:00", campaigns().zone()); // a Tuesday
        view.campaign.startZone = campaigns().zone();
        const auto saved = campaigns().save(view);
        QVERIFY(saved);
        m_draft = saved->id;
    }
    void init() {
        qputenv("AUDIENCE_POWER_SUPPLIES", m_demo.file(QStringLiteral("supplies")).toUtf8());
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        open();
    }
    void cleanup() {
        m_bench.reset();
        qunsetenv("AUDIENCE_POWER_SUPPLIES");
    }

    void aBatteryIsWarnedOf() {
        QVERIFY(isShown("startAwake"));
        QVERIFY2(text("startAwake").contains(QStringLiteral("battery")) && text("startAwake").contains(QStringLiteral("Tuesday")), qPrintable(text("startAwake")));
        QVERIFY(text("startSender").contains(QSysInfo::machineHostName()));
        QVERIFY(isShown("startHandover"));
        qputenv("AUDIENCE_POWER_SUPPLIES", m_demo.file(QStringLiteral("none")).toUtf8());
        m_bench->window()->showPage(QStringLiteral("today"));
        QVERIFY(settle(page()));
        open();
        QTRY_VERIFY(!isShown("startAwake") && !isShown("startHandover"));
        QVERIFY(text("startSender").contains(QStringLiteral("awake")));
    }

    void itGoesToAnotherComputerAndComesBack() {
        click("startHandover");
        QVERIFY(isShown("handoverPanel"));
        auto *name = part<QLineEdit>(page(), "handoverName");
        QTRY_VERIFY(name->hasFocus());
        QVERIFY(!part<QPushButton>(page(), "handoverSave")->isEnabled());
        QTest::keyClicks(name, QStringLiteral("shop-server"));
        QVERIFY(part<QPushButton>(page(), "handoverSave")->isEnabled());
        // A file that is there already is not written over.
        auto *panel = part<HandoverPanel>(page(), "handoverPanel");
        panel->handOver(m_demo.file(QStringLiteral("shop.audience")));
        QVERIFY(settle(page()));
        QVERIFY(isShown("handoverError") && !text("handoverError").isEmpty());
        QVERIFY(m_session->workspace().mayRunWork());

        const QString copy = m_demo.file(QStringLiteral("shop server.audience"));
        panel->handOver(copy);
        QVERIFY(settle(page()));
        QVERIFY(QFileInfo::exists(copy));
        QVERIFY(!m_session->workspace().mayRunWork());
        QVERIFY(text("handoverTitle").contains(QStringLiteral("shop-server")));
        QVERIFY(!isShown("handoverError"));
        QCOMPARE(part<QLineEdit>(page(), "handoverCommand")->text(), QStringLiteral("audiencectl worker --workspace 'shop server.audience'"));
        QTest::mouseClick(part<QToolButton>(page(), "handoverCopy"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), part<QLineEdit>(page(), "handoverCommand")->text());
        // It is said beside the start, Send is off for that reason, and the window says it on every page.
        QTRY_VERIFY(text("startSender").contains(QStringLiteral("shop-server")));
        QTRY_VERIFY(!part<QPushButton>(*window(), "campaignSend")->isEnabled());
        QTRY_VERIFY(part<QLabel>(*window(), "standingText")->text().contains(QStringLiteral("shop-server")));

        // Asked before it is taken back, since the other one must be ended first.
        click("handoverTakeBack");
        QVERIFY(text("handoverMore").contains(QStringLiteral("shop-server")));
        click("handoverLeave");
        QVERIFY(!m_session->workspace().mayRunWork());
        click("handoverTakeBack");
        click("handoverSure");
        QVERIFY(m_session->workspace().mayRunWork());
        QTRY_VERIFY(part<QPushButton>(*window(), "campaignSend")->isEnabled());
    }

    void whatIsScheduledSaysWhoSendsIt() {
        QVERIFY(campaigns().schedule(m_draft, *campaigns().startFromText("2031-03-04T08:00", campaigns().zone()), campaigns().zone()));
        m_bench->window()->showPage(QStringLiteral("today"));
        QVERIFY(settle(page()));
        m_bench.reset();
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
        open();
        auto *action = part<QPushButton>(page(), "composerNoticeAction");
        QTRY_VERIFY(action->isVisible());
        QVERIFY(isShown("campaignUnschedule"));
        click("composerNoticeAction");
        QVERIFY(isShown("handoverName"));
        part<QLineEdit>(page(), "handoverName")->setText(QStringLiteral("shop-server"));
        part<HandoverPanel>(page(), "handoverPanel")->handOver(m_demo.file(QStringLiteral("second.audience")));
        QVERIFY(settle(page()));
        QCOMPARE(campaigns().find(m_draft)->state, model::CampaignState::Scheduled);
        QTRY_VERIFY(!part<QWidget>(*window(), "campaignUnschedule")->isVisible()); // it is steered where it is sent

        // The settings say the same, and it comes back there.
        window()->showPage(QStringLiteral("settings"), QStringLiteral("workspace"));
        QVERIFY(settle(page()));
        QTRY_VERIFY(text("handoverTitle").contains(QStringLiteral("shop-server")));
        click("handoverTakeBack");
        click("handoverSure");
        QTRY_VERIFY(m_session->workspace().mayRunWork());
        QCOMPARE(campaigns().find(m_draft)->state, model::CampaignState::Draft);
    }

    // As after a program that was killed while it made the copy.
    void whatWasInterruptedIsFinished() {
        QVERIFY(m_session->workspace().giveRight("shop-server", "here", toUtf8(m_demo.file(QStringLiteral("third.audience")))));
        window()->showPage(QStringLiteral("settings"), QStringLiteral("workspace"));
        QVERIFY(settle(page()));
        QTRY_VERIFY(isShown("handoverFinish"));
        click("handoverFinish");
        QVERIFY(QFileInfo::exists(m_demo.file(QStringLiteral("third.audience"))));
        QVERIFY(!isShown("handoverFinish") && isShown("handoverTakeBack"));
        click("handoverTakeBack");
        click("handoverSure");
        QVERIFY(m_session->workspace().mayRunWork());
    }
};

AUDIENCE_TEST(HandoverPageTest)
#include "handover_test.moc"
