// The campaigns page: composing with undo, a save that came too late, scheduling and taking back, the list,
// and the log of a send person by person.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/report_service.h"
#include "service/segment_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/date_button.h"
#include "ui/kit/kept.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/people/member_opener.h"
#include "ui/shell/main_window.h"
#include "ui/text/sentences.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCalendarWidget>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class CampaignsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    Page *m_page = nullptr;

    MainWindow *window() { return m_bench->window(); }
    service::CampaignService campaigns() { return service::CampaignService(*m_session); }
    void open(const QString &target) {
        window()->showPage(QStringLiteral("campaigns"), target);
        m_page = window()->currentPage();
        QVERIFY(settle(*m_page));
    }
    void pick(const char *button, const QString &item) {
        part<QPushButton>(*m_page, button)->click();
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        const auto found = list->findItems(item, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        Q_EMIT list->itemClicked(found.first());
    }
    void chooseDay(const QDate &day) {
        part<DateButton>(*m_page, "startDay")->button()->click();
        Q_EMIT QApplication::activePopupWidget()->findChild<QCalendarWidget *>()->clicked(day);
    }
    void typeTime(const QString &time) {
        part<TimeButton>(*m_page, "startTime")->button()->click();
        auto *edit = QApplication::activePopupWidget()->findChild<QLineEdit *>(QStringLiteral("pickerEdit"));
        QTest::keyClicks(edit, time);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    // A practice send to everybody who reads the newsletter.
    CampaignId sendNow() {
        service::CampaignView view;
        view.campaign.name = "Sent before";
        const auto segments = *service::SegmentService(*m_session).list();
        for (const auto &segment : segments)
            if (segment.name == "Newsletter readers")
                view.campaign.segment = segment.id;
        open(QStringLiteral("new"));
        view.campaign.emailTemplate = current().campaign.emailTemplate;
        view.campaign.topics = current().campaign.topics;
        const auto saved = campaigns().save(view);
        if (!saved || !campaigns().arm(saved->id) || !campaigns().run(saved->id))
            return {};
        return saved->id;
    }
    CampaignId newest() { return campaigns().list()->front().id; }
    service::CampaignView current() { return *campaigns().find(newest()); }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
    }
    void cleanup() {
        m_bench.reset();
        const auto all = *campaigns().list();
        for (const auto &campaign : all) {
            (void)campaigns().stop(campaign.id);
            (void)campaigns().remove(campaign.id);
        }
    }

    void everyEditCanBeUndone() {
        open(QStringLiteral("new"));
        auto *name = part<QLineEdit>(*m_page, "campaignName");
        const QString before = name->text();
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Autumn"));
        auto *subject = part<QLineEdit>(*m_page, "campaignSubject");
        QVERIFY(!subject->placeholderText().isEmpty()); // the template's own
        subject->setFocus();
        QTest::keyClicks(subject, QStringLiteral("Leaves"));
        QVERIFY(settle(*m_page));
        QCOMPARE(toQString(current().campaign.name), QStringLiteral("Autumn"));
        QTRY_COMPARE(part<QLabel>(*m_page, "inboxSubject")->text(), QStringLiteral("Leaves"));
        QTest::keyClick(subject, Qt::Key_Z, Qt::ControlModifier); // keys struck in one field are one step
        QCOMPARE(subject->text(), QString());
        part<QToolButton>(*window(), "campaignUndo")->click();
        QCOMPARE(name->text(), before);
        QVERIFY(settle(*m_page));
        QCOMPARE(toQString(current().campaign.name), before);
        part<QToolButton>(*window(), "campaignRedo")->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(toQString(current().campaign.name), QStringLiteral("Autumn"));
    }

    void segmentsAreAddedAndLeftOut() {
        open(QStringLiteral("new"));
        pick("campaignSegment", QStringLiteral("Newsletter readers"));
        QVERIFY(settle(*m_page));
        const int all = part<QLabel>(*m_page, "campaignReach")->text().toInt();
        const auto segments = service::SegmentService(*m_session).list();
        QString other;
        for (const auto &segment : *segments)
            if (segment.name != "Newsletter readers" && other.isEmpty())
                other = toQString(segment.name);
        pick("campaignButNot", other);
        QVERIFY(settle(*m_page));
        QCOMPARE(current().campaign.butNot.size(), std::size_t{1});
        QVERIFY(part<QLabel>(*m_page, "campaignReach")->text().toInt() <= all);
        pick("campaignWithout", QStringLiteral("Take it out"));
        QVERIFY(settle(*m_page));
        QVERIFY(current().campaign.butNot.empty());
        QCOMPARE(part<QLabel>(*m_page, "campaignReach")->text().toInt(), all);
    }

    void isScheduledAndTakenBack() {
        open(QStringLiteral("new"));
        pick("campaignSegment", QStringLiteral("Newsletter readers"));
        part<QPushButton>(*m_page, "startLater")->click();
        chooseDay(QDate::currentDate().addDays(3));
        typeTime(QStringLiteral("14:00"));
        QVERIFY(settle(*m_page));
        auto *send = part<QPushButton>(*window(), "campaignSend");
        QVERIFY2(send->text().startsWith(QStringLiteral("Send ")) && send->text().endsWith(QStringLiteral("14:00")), qPrintable(send->text()));
        QVERIFY(part<QLabel>(*m_page, "startAwake")->text().contains(QStringLiteral("14:00")));
        send->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(current().state, model::CampaignState::Scheduled);
        QCOMPARE(part<QLabel>(*window(), "campaignState")->text(), QStringLiteral("Scheduled"));
        QVERIFY(!part<QLineEdit>(*m_page, "campaignName")->isEnabled());
        QVERIFY(!send->isVisible());
        // It stands above the list, with the computer that sends it.
        part<QPushButton>(*window(), "crumb")->click();
        QVERIFY(settle(*m_page));
        QVERIFY(part<QFrame>(*m_page, "campaignNext")->isVisible());
        Q_EMIT part<ListRows>(*m_page, "campaignNextRows")->opened(QString::number(newest().value));
        QVERIFY(settle(*m_page));
        part<QPushButton>(*window(), "campaignUnschedule")->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(current().state, model::CampaignState::Draft);
        QVERIFY(part<QLineEdit>(*m_page, "campaignName")->isEnabled());
    }

    // What was typed stays as it was typed; that it has passed is said where it stands.
    void aTimeThatHasPassedIsSaid() {
        open(QStringLiteral("new"));
        pick("campaignSegment", QStringLiteral("Newsletter readers"));
        part<QPushButton>(*m_page, "startLater")->click();
        QVERIFY(settle(*m_page));
        auto *send = part<QPushButton>(*window(), "campaignSend");
        auto *passed = part<QLabel>(*m_page, "startPassed");
        QVERIFY(send->isEnabled() && !passed->isVisible());
        chooseDay(QDate::currentDate().addDays(-2));
        typeTime(QStringLiteral("14:37"));
        QVERIFY(passed->isVisible());
        QCOMPARE(passed->text(), QStringLiteral("That time has passed; choose a later one"));
        QVERIFY(!send->isEnabled());
        QVERIFY(settle(*m_page));
        QVERIFY(!send->isEnabled() && passed->isVisible());
        QCOMPARE(part<TimeButton>(*m_page, "startTime")->time(), QTime(14, 37));
        QVERIFY(part<QLabel>(*m_page, "startZone")->text().contains(QStringLiteral("time")));
        chooseDay(QDate::currentDate().addDays(2));
        QVERIFY(settle(*m_page));
        QVERIFY(send->isEnabled() && !passed->isVisible());
        QCOMPARE(QDateTime::fromSecsSinceEpoch(current().campaign.startAt.micros / kMicrosPerSecond, Qt::UTC).time().minute(), 37);
    }

    void zonesAreSaidAsPeopleCallThem() {
        QCOMPARE(zoneWords(QString::fromLatin1(QTimeZone::systemTimeZoneId())), QStringLiteral("your time"));
        const QString far = QTimeZone::systemTimeZone().offsetFromUtc(QDateTime::currentDateTimeUtc()) == 46'800 ? QStringLiteral("America/New_York") : QStringLiteral("Pacific/Tongatapu");
        QVERIFY2(zoneWords(far) == QLatin1String("Tongatapu time") || zoneWords(far) == QLatin1String("New York time"), qPrintable(zoneWords(far)));
    }

    void aSaveThatCameTooLateIsShownBesideTheOther() {
        open(QStringLiteral("new"));
        auto theirs = current();
        theirs.campaign.subject = "Theirs";
        QVERIFY(campaigns().save(theirs).has_value());
        auto *subject = part<QLineEdit>(*m_page, "campaignSubject");
        QTest::keyClicks(subject, QStringLiteral("Mine"));
        auto *stale = part<StalePanel>(*m_page, "campaignStale");
        QTRY_VERIFY(stale->isVisible());
        QCOMPARE(current().campaign.subject, std::string("Theirs"));
        Q_EMIT stale->keepMine();
        QTRY_COMPARE(current().campaign.subject, std::string("Mine"));
        QVERIFY(!stale->isVisible());
    }

    void opensWithWhatWasChosenElsewhere() {
        const auto segments = service::SegmentService(*m_session).list();
        const SegmentId last = segments->back().id;
        open(QStringLiteral("new:segment=%1").arg(last.value));
        QCOMPARE(current().campaign.segment, last);
        part<QToolButton>(*window(), "campaignCopy")->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(campaigns().list()->size(), std::size_t{2});
        part<QToolButton>(*window(), "campaignRemove")->click();
        QVERIFY(settle(*m_page));
        QTRY_COMPARE(campaigns().list()->size(), std::size_t{1});
    }

    void theListIsNarrowed() {
        for (const char *name : {"One", "Two"}) {
            service::CampaignView view;
            view.campaign.name = name;
            view.campaign.segment = service::SegmentService(*m_session).list()->front().id;
            QVERIFY(campaigns().save(view).has_value());
        }
        open({});
        m_page->workspaceChanged();
        auto *table = part<TableView>(*m_page, "campaignTable");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        part<QLineEdit>(*m_page, "campaignSearch")->setText(QStringLiteral("two"));
        QCOMPARE(table->model()->rowCount(), 1);
        part<QLineEdit>(*m_page, "campaignSearch")->clear();
        part<QPushButton>(*m_page, "campaignFilters_draft")->click();
        QCOMPARE(table->model()->rowCount(), 2);
        table->setFocus();
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(settle(*m_page));
        QVERIFY(part<QLineEdit>(*m_page, "campaignName")->isVisible());
    }

    void theLogAnswersWhyAPersonGotNothing() {
        service::CampaignView view;
        view.campaign.name = "Sent";
        const auto segments = *service::SegmentService(*m_session).list();
        for (const auto &segment : segments)
            if (segment.name == "Newsletter readers")
                view.campaign.segment = segment.id;
        open(QStringLiteral("new"));
        view.campaign.emailTemplate = current().campaign.emailTemplate;
        view.campaign.topics = current().campaign.topics;
        const auto saved = campaigns().save(view);
        QVERIFY(saved.has_value());
        const auto armed = campaigns().arm(saved->id);
        QVERIFY2(armed.has_value(), armed ? "" : armed.error().id.c_str());
        QVERIFY(campaigns().run(saved->id).has_value());
        open(QStringLiteral("%1/delivered").arg(saved->id.value));
        auto *table = part<TableView>(*m_page, "peopleTable");
        const auto status = campaigns().status(saved->id);
        QTRY_COMPARE(table->model()->rowCount(), int(status->facts.at("delivered")));
        part<QPushButton>(*m_page, "peopleFilters_")->click();
        QTRY_COMPARE(table->model()->rowCount(), int(status->audience));
        const auto someone = campaigns().log(saved->id, {}, 0, 1)->front();
        part<QLineEdit>(*m_page, "peopleSearch")->setText(toQString(someone.address));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->setFocus();
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Return);
        auto *detail = part<QFrame>(*m_page, "personDetail");
        QTRY_VERIFY(detail->isVisible());
        QVERIFY(part<QLabel>(*detail, "personEvents")->text().contains(QStringLiteral("Handed over")));
        part<QToolButton>(*detail, "personCopy")->click();
        QVERIFY(QApplication::clipboard()->text().startsWith(toQString(someone.address)));
        if (!status->keptBack.empty()) {
            part<QLineEdit>(*m_page, "peopleSearch")->clear();
            Q_EMIT part<BarRows>(*m_page, "keptBackReasons")->rowActivated(0);
            QTRY_COMPARE(table->model()->rowCount(), int(status->keptBack.front().count));
        }
        QVERIFY(part<QPushButton>(*window(), "campaignReport")->isVisible());
    }

    // What the page shows of one that is over comes after its figures: both have to stand there.
    void theFinishedPageShowsWhatItBrought() {
        const CampaignId id = sendNow();
        open(QString::number(id.value));
        const auto report = service::ReportService(*m_session).campaign(id);
        QVERIFY(report.has_value());
        auto *chart = part<ChartView>(*m_page, "lastMinuteChart");
        QCOMPARE(chart->spec().series.size(), std::size_t{2});
        QCOMPARE(chart->spec().series.front().points.size(), report->timeline.series.front().points.size());
        QVERIFY(report->earned && report->earned->definition.hasRevenue());
        QVERIFY(part<QWidget>(*m_page, "figureRevenue")->isVisible());
        QVERIFY(!part<QLabel>(*m_page, "revenueDefinition")->text().isEmpty());
        m_page->up();
        QTRY_VERIFY(part<QLabel>(*m_page, "earnedDefinition")->isVisible());
    }

    void theComposerOpensWhoIsKeptBackAndSendsATest() {
        open(QStringLiteral("new"));
        QVERIFY(settle(*m_page));
        const auto count = campaigns().count(current().campaign);
        QVERIFY(count.has_value());
        const auto reason = std::find_if(count->keptBack.begin(), count->keptBack.end(), [](const auto &one) { return one.count > 0; });
        QVERIFY(reason != count->keptBack.end());
        Q_EMIT part<BarRows>(*m_page, "campaignKept")->rowActivated(0);
        QVERIFY(settle(*m_page));
        auto *panel = m_page->findChild<MemberOpener *>()->panel();
        QVERIFY(panel->isOpen());
        QCOMPARE(panel->model()->rowCount(), int(reason->count));
        const QAbstractItemModelTester tester(panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        panel->close();
        ui::Kept::wait();
        QSettings().setValue(QStringLiteral("test/address"), QStringLiteral("me@example.com"));
        part<QLineEdit>(*m_page, "campaignSubject")->setFocus();
        QTest::keyClicks(part<QLineEdit>(*m_page, "campaignSubject"), QStringLiteral("Only here"));
        part<QPushButton>(*window(), "campaignTest")->click();
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        Q_EMIT list->itemClicked(list->item(0));
        QVERIFY(settle(*m_page));
        const QString said = part<QFrame>(*m_page, "composerNotice")->findChildren<QLabel *>().last()->text();
        QVERIFY2(said.contains(QStringLiteral("me@example.com")), qPrintable(said));
        QFile mail(said.section(QStringLiteral(" to "), -1).chopped(1));
        QVERIFY2(mail.open(QIODevice::ReadOnly), qPrintable(mail.fileName()));
        QVERIFY(mail.readAll().contains("Subject: [Test] Only here"));
    }

    void countsInSentencesAreGrouped() {
        QLocale::setDefault(QLocale(QLocale::English));
        const QString words = sentence("check.audience", {{"reachable", "721"}, {"count", "1472"}, {"segment", "2026"}});
        QLocale::setDefault(QLocale::c());
        QVERIFY2(words.startsWith(QStringLiteral("721 of the 1,472 people in \"2026\"")), qPrintable(words));
    }

    void aMissedStartAsksAPerson() {
        open(QStringLiteral("new"));
        pick("campaignSegment", QStringLiteral("Newsletter readers"));
        QVERIFY(settle(*m_page));
        auto view = current();
        QVERIFY(campaigns().schedule(view.id, m_session->workspace().clock().now() + std::chrono::hours(1), "UTC").has_value());
        // The hours go by while the computer sleeps.
        QVERIFY(m_session->workspace()
                    .write([&](const store::Connection &connection) {
                        return connection.execute("UPDATE definition SET body = json_set(body, '$.start_at', '2026-01-01T09:00:00Z') WHERE id = " +
                                                  std::to_string(view.id.value));
                    })
                    .has_value());
        m_page->up();
        QVERIFY(settle(*m_page));
        open(QString::number(view.id.value));
        auto *start = part<QPushButton>(*window(), "campaignResume");
        QVERIFY(start->isVisible());
        QCOMPARE(start->text(), QStringLiteral("Start it now"));
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(campaigns().find(view.id)->state, model::CampaignState::Finished, 60'000);
    }
};
AUDIENCE_TEST(CampaignsTest)

#include "campaigns_test.moc"
