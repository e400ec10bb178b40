// Before and after a send: clicks over the email and in the table, what it caused, the same again for those who missed it,
// and the calendar with what it means for people.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/definition_service.h"
#include "service/demo_service.h"
#include "service/pressure_map.h"
#include "service/report_service.h"
#include "service/session.h"
#include "ui/campaigns/calendar_view.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/click_map_card.h"
#include "ui/campaigns/control_card.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/people/member_opener.h"
#include "ui/people/people_opener.h"
#include "ui/people/report_pages.h"
#include "ui/shell/main_window.h"
#include "ui/templates/email_preview.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QMouseEvent>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class CampaignAfterPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    Page *m_page = nullptr;

    MainWindow *window() { return m_bench->window(); }
    service::CampaignService campaigns() { return service::CampaignService(*m_session); }
    service::CampaignView named(const char *name) {
        const auto all = *campaigns().list();
        for (const auto &one : all)
            if (one.campaign.name == name)
                return one;
        return {};
    }
    void open(const QString &target) {
        window()->showPage(QStringLiteral("campaigns"), target);
        m_page = window()->currentPage();
        QVERIFY(settle(*m_page));
    }
    MemberOpener *members() { return m_page->findChild<MemberOpener *>(); }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        QVERIFY(service::DemoService(*m_session).history(service::DemoShopOptions()));
    }
    void init() {
        m_bench = std::make_unique<gui::Workbench>(m_session);
        window()->resize(1280, 800);
        window()->show();
    }
    void cleanup() { m_bench.reset(); }

    void clicksStandInTheEmailAndInTheTable() {
        const auto over = named("Newsletter 45");
        open(QString::number(over.id.value));
        auto *card = part<ClickMapCard>(*m_page, "clickMap");
        QTRY_VERIFY(card->isVisible());
        auto *table = part<TableView>(*m_page, "clickMapLinks");
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto &map = card->map();
        QCOMPARE(table->model()->rowCount(), int(map.links.size()));
        QVERIFY(!map.places.empty());
        // Every link of the email has its number and its people over it, in the order of the table.
        qsizetype at = 0;
        for (const auto &place : map.places) {
            const QString begins = QStringLiteral(">%1 · %2").arg(place.link + 1).arg(formatNumber(map.links[place.link].people));
            at = card->html().indexOf(begins, at);
            QVERIFY2(at > 0, qPrintable(begins));
        }
        QVERIFY(!part<QWidget>(*m_page, "clicksPerLink")->isVisible());
        // From the email to the table, and on to the people.
        auto *email = card->findChild<EmailPreview *>();
        Q_EMIT email->linkPointed(QUrl(toQString(map.places.front().href)));
        QCOMPARE(table->currentIndex().row(), int(map.places.front().link));
        QVERIFY(table->selectionModel()->isRowSelected(int(map.places.front().link), {}));
        Q_EMIT email->linkPointed(QUrl());
        QVERIFY(!table->selectionModel()->hasSelection());
        // From the table to the email, with the keyboard.
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(card->pointed(), table->currentIndex().row());
        int most = 0;
        for (int i = 0; i < int(map.links.size()); ++i)
            if (map.links[std::size_t(i)].people > map.links[std::size_t(most)].people)
                most = i;
        QVERIFY(map.links[std::size_t(most)].people > 0);
        table->selectRow(most);
        QTest::keyClick(table, Qt::Key_Return);
        auto *behind = m_page->findChild<PeopleOpener *>();
        QTRY_COMPARE(behind->total(), qint64(map.links[std::size_t(most)].people));
    }

    void whatItCausedIsThereWhereSomeGotNothing() {
        open(QString::number(named("Newsletter 46").id.value));
        auto *card = part<ControlCard>(*m_page, "controlCard");
        QTRY_VERIFY(card->isVisible());
        auto *table = part<TableView>(*m_page, "controlTable");
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->rowCount(), 2);
        // So few people say nothing, and that is what it says.
        QVERIFY(part<QLabel>(*m_page, "controlWords")->text().contains(QStringLiteral("100")));
        QVERIFY(!part<QWidget>(*m_page, "figureCaused")->isVisible());
        // The report for others says the same.
        const auto report = service::ReportService(*m_session).campaign(named("Newsletter 46").id);
        QVERIFY(report && report->control);
        const ReportText text = reportOf(*report);
        QCOMPARE(int(text.page.tables.size()), 1);
        QCOMPARE(toQString(text.page.tables.front().rows[1][1]), formatNumber(report->control->control.people));
        QVERIFY(toQString(service::toHtml(text.page)).contains(part<QLabel>(*m_page, "controlWords")->text()));
        open(QString::number(named("Newsletter 44").id.value));
        QVERIFY(settle(*m_page));
        QVERIFY(!card->isVisible());
    }

    void theSameAgainForThoseWhoMissedIt() {
        const auto over = named("Newsletter 44");
        open(QString::number(over.id.value));
        auto *again = part<QPushButton>(*window(), "campaignAgain");
        QVERIFY(again->isVisible());
        std::function<void()> undo;
        connect(m_page, &Page::saidWithUndo, this, [&](const QString &, const std::function<void()> &back) { undo = back; });
        again->click();
        auto *list = QApplication::activePopupWidget() ? QApplication::activePopupWidget()->findChild<QListWidget *>() : window()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        QVERIFY(list);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(undo);
        QVERIFY(settle(*m_page));
        const auto draft = named("Newsletter 44, again");
        QVERIFY(draft.id.isValid());
        QCOMPARE(draft.segmentName, std::string("Did not open Newsletter 44"));
        const auto count = campaigns().count(draft.campaign);
        QVERIFY(count && count->count > 0);
        QVERIFY(!again->isVisible()); // it stands in the composer
        undo();
        QTRY_VERIFY(!named("Newsletter 44, again").id.isValid());
    }

    // Until the first email leaves, with the keyboard: nothing was sent, and it is a draft again.
    void aSendIsTakenBackBeforeTheFirstEmail() {
        auto draft = campaigns().duplicate(named("Newsletter 47").id, "Too early");
        QVERIFY(draft);
        draft->campaign.startAt = {};
        const auto saved = campaigns().save(*draft);
        QVERIFY(saved && campaigns().arm(saved->id, std::chrono::seconds(90)));
        open(QString::number(saved->id.value));
        auto *notice = part<QWidget>(*m_page, "sendingNotice");
        QTRY_VERIFY(notice->isVisible() && notice->accessibleName().startsWith(QStringLiteral("First email in")));
        auto *back = part<QPushButton>(*window(), "campaignUnschedule");
        QTRY_VERIFY(back->isVisible());
        QVERIFY(!part<QPushButton>(*window(), "campaignPause")->isVisible() && !part<QPushButton>(*window(), "campaignStop")->isVisible());
        back->setFocus();
        QTest::keyClick(back, Qt::Key_Space);
        QTRY_COMPARE(named("Too early").state, model::CampaignState::Draft);
        QTRY_VERIFY(part<QPushButton>(*window(), "campaignSend")->isVisible());
        QCOMPARE(named("Too early").accepted, std::int64_t(0));
        QVERIFY(settle(*m_page));
        QVERIFY(campaigns().remove(saved->id));
    }

    void theCalendarShowsWhatIsPlannedAndMovesIt() {
        const auto planned = named("Newsletter 47");
        QCOMPARE(planned.state, model::CampaignState::Scheduled);
        open(QStringLiteral("calendar"));
        auto *calendar = part<SendCalendar>(*m_page, "sendCalendar");
        QVERIFY(calendar->isVisible());
        const auto at = [&](qint64 id) {
            for (int i = 0; i < calendar->itemCount(); ++i)
                if (calendar->itemName(i).startsWith(QStringLiteral("Newsletter 47,")) || id == 0)
                    return i;
            return -1;
        };
        if (at(planned.id.value) < 0) { // tomorrow is in the next month
            part<QToolButton>(*m_page, "calendarAfter")->click();
        }
        const int item = at(planned.id.value);
        QVERIFY(item >= 0);
        const auto map = service::PressureMap::make(*m_session, 14);
        QVERIFY(map && (*map)->people() > 0);
        QCOMPARE(part<QLabel>(*m_page, "pressurePeople")->text(), formatNumber((*map)->people()));
        QVERIFY(calendar->itemName(item).contains(formatNumber((*map)->sends().front().reach)));
        // A figure opens its people.
        auto *often = part<BarRows>(*m_page, "pressureContacts");
        QCOMPARE(often->rows().front().value, (*map)->withEmails(1));
        often->setFocus();
        QTest::keyClick(often, Qt::Key_Return);
        QTRY_VERIFY(members()->isSettled() && members()->panel()->isVisible());
        QVERIFY(members()->panel()->findChild<QTableView *>()->model()->rowCount() == int((*map)->withEmails(1)));
        members()->panel()->close();
        // One day later with the keyboard, at the same time; and back.
        std::function<void()> undo;
        connect(m_page, &Page::saidWithUndo, this, [&](const QString &, const std::function<void()> &back) { undo = back; });
        calendar->setFocus();
        for (int i = 0; i < calendar->itemCount() && calendar->currentItem() != item; ++i)
            QTest::keyClick(calendar, calendar->currentItem() < item ? Qt::Key_Right : Qt::Key_Left);
        QCOMPARE(calendar->currentItem(), item);
        QTest::keyClick(calendar, Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(named("Newsletter 47").campaign.startAt, planned.campaign.startAt + std::chrono::hours(24));
        QTRY_VERIFY(undo && settle(*m_page));
        QCOMPARE(named("Newsletter 47").state, model::CampaignState::Scheduled);
        undo();
        QTRY_COMPARE(named("Newsletter 47").campaign.startAt, planned.campaign.startAt);
        QVERIFY(settle(*m_page));
    }

    void draggingTakesItToAnotherDay() {
        const auto planned = named("Newsletter 47");
        open(QStringLiteral("calendar"));
        auto *calendar = part<SendCalendar>(*m_page, "sendCalendar");
        int item = -1;
        for (int look = 0; look < 2 && item < 0; ++look) {
            for (int i = 0; i < calendar->itemCount(); ++i)
                if (calendar->itemName(i).startsWith(QStringLiteral("Newsletter 47,")))
                    item = i;
            if (item < 0)
                part<QToolButton>(*m_page, "calendarAfter")->click();
        }
        QVERIFY(item >= 0);
        QDate day;
        for (const auto &entry : calendar->entries())
            if (entry.id == planned.id.value)
                day = entry.at.date();
        // To the next day that is shown; what is over is not taken back to.
        const QRect target = calendar->cellOf(day.addDays(1));
        if (target.isNull())
            QSKIP("the last day of what is shown");
        const QPoint from = calendar->itemRect(item).center();
        QTest::mousePress(calendar, Qt::LeftButton, {}, from);
        QTest::mouseMove(calendar, from + QPoint(30, 0));
        QMouseEvent moving(QEvent::MouseMove, target.center(), calendar->mapToGlobal(target.center()), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(calendar, &moving);
        QTest::mouseRelease(calendar, Qt::LeftButton, {}, target.center());
        QTRY_COMPARE(named("Newsletter 47").campaign.startAt, planned.campaign.startAt + std::chrono::hours(24));
        QVERIFY(settle(*m_page));
        QVERIFY(campaigns().reschedule(planned.id, planned.campaign.startAt));
    }

    void sendsThatMeetAreSaid() {
        const auto planned = named("Newsletter 47");
        auto twin = campaigns().duplicate(planned.id, "The twin");
        QVERIFY(twin);
        QVERIFY(campaigns().schedule(twin->id, planned.campaign.startAt + std::chrono::hours(2), campaigns().zone()));
        open(QStringLiteral("calendar"));
        auto *clashes = part<BarRows>(*m_page, "pressureClashes");
        QTRY_VERIFY(clashes->isVisible());
        QCOMPARE(clashes->rows().size(), 1);
        QVERIFY(clashes->rows().front().name.contains(QStringLiteral("The twin")));
        QCOMPARE(part<BarRows>(*m_page, "pressureContacts")->rows()[1].value, clashes->rows().front().value);
        // The list again, and the calendar is where one comes back to.
        part<SegmentedControl>(*window(), "campaignOverview")->setCurrent(0);
        QVERIFY(part<QWidget>(*m_page, "campaignTable")->isVisible());
        QVERIFY(campaigns().unschedule(twin->id));
        QVERIFY(campaigns().remove(twin->id));
    }
};

AUDIENCE_TEST(CampaignAfterPageTest)
#include "campaign_after_page_test.moc"
