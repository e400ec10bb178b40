// Today and Monitor over a demo shop with a past: every figure, bar and point opens as many people as it
// says, everything is reached by keyboard, an empty workspace says what to do.
#ifndef Q_MOC_RUN
#include "demo_session.h"
#include "service/report_service.h"
#include "service/today_service.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/key_figure_card.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/state_view.h"
#include "ui/kit/table_view.h"
#include "ui/kit/zoned.h"
#include "ui/monitor/monitor_page.h"
#include "ui/monitor/period_picker.h"
#include "ui/people/people_opener.h"
#include "ui/people/result_words.h"
#include "ui/today/today_page.h"
#include "ui/today/today_words.h"
#endif
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>

using namespace audience;
using namespace audience::ui;
using namespace audience::test;

class ResultsTest : public QObject {
    Q_OBJECT
private:
    DemoSession m_demo, m_blank;
    std::shared_ptr<service::Session> m_session, m_empty;

private Q_SLOTS:
    void initTestCase() {
        m_session = m_demo.make();
        QVERIFY(m_session);
        service::DemoShopOptions shop;
        QVERIFY(service::DemoService(*m_session).history(shop));
        m_empty = m_blank.make(false);
        QVERIFY(m_empty);
    }

    void everyFigureOpensItsPeople() {
        MonitorPage page(m_session);
        page.resize(1400, 800);
        page.show();
        QVERIFY(settle(page));
        const service::ReportService reports(*m_session);
        const auto report = reports.period(*reports.lastDays(30));
        QVERIFY(report);
        auto *panel = page.people()->panel();
        QAbstractItemModelTester tester(panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto opens = [&](qint64 expected) {
            return settle(page) && panel->isOpen() && page.people()->total() == expected && panel->model()->rowCount() == expected;
        };
        for (const char *id : {"delivered", "opened", "clicked", "purchase", "unsubscribed", "complained"}) {
            auto *card = part<KeyFigureCard>(page, (std::string("figure_") + id).c_str());
            QVERIFY2(card->isVisible(), id);
            QTest::keyClick(card, Qt::Key_Return);
            QVERIFY2(opens(report->figure(id)->count), id);
            QTest::keyClick(panel, Qt::Key_Escape);
            QVERIFY(!panel->isOpen());
        }
        auto *funnel = part<BarRows>(page, "monitorFunnel");
        QCOMPARE(funnel->rows().size(), qsizetype(report->funnel.size()));
        for (int step = 0; step < funnel->rows().size(); ++step) {
            Q_EMIT funnel->rowActivated(step);
            QVERIFY(opens(funnel->rows()[step].value));
            panel->close();
        }
        auto *course = part<ChartView>(page, "monitorCourse");
        for (int day = 0; day < 30; day += 5)
            for (int line = 0; line < 2; ++line) {
                course->activateItem(line * 30 + day);
                QVERIFY(opens(report->figure(line == 0 ? "opened" : "clicked")->perDay[std::size_t(day)]));
                panel->close();
            }
        auto *hours = part<HeatMap>(page, "monitorHours");
        int opened = 0;
        for (int item = 0; item < hours->itemCount() && opened < 6; ++item) {
            const qint64 clicks = report->clicksByHour[std::size_t(item / 24)][std::size_t(item % 24)];
            if (clicks == 0)
                continue;
            hours->activateItem(item);
            QVERIFY(opens(clicks));
            panel->close();
            ++opened;
        }
        QVERIFY(opened > 0);
    }

    void thePanelGivesTheKeyboardBack() {
        MonitorPage page(m_session);
        page.resize(1400, 800);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QVERIFY(settle(page));
        auto *hours = part<HeatMap>(page, "monitorHours");
        hours->setFocus();
        const int before = hours->currentItem();
        QTest::keyClick(hours, Qt::Key_Right);
        QTest::keyClick(hours, Qt::Key_Down);
        QVERIFY(hours->currentItem() != before);
        auto *card = part<KeyFigureCard>(page, "figure_delivered");
        card->setFocus();
        QTest::keyClick(card, Qt::Key_Return);
        QVERIFY(settle(page));
        auto *panel = page.people()->panel();
        QVERIFY(panel->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!panel->isOpen());
        QCOMPARE(QApplication::focusWidget(), card);
    }

    void thePeriodIsChosen() {
        MonitorPage page(m_session);
        page.resize(1400, 800);
        page.show();
        QVERIFY(settle(page));
        auto *picker = part<PeriodPicker>(page, "monitorPeriod");
        Q_EMIT picker->lastDaysChosen(7);
        QVERIFY(settle(page));
        QCOMPARE(page.heading(), QStringLiteral("Last 7 days"));
        const CivilDate today = service::ReportService(*m_session).lastDays(1)->last;
        Q_EMIT picker->periodChosen({CivilDate{today.days - 40}, CivilDate{today.days - 30}});
        QVERIFY(settle(page));
        QCOMPARE(page.heading(), periodWords({CivilDate{today.days - 40}, CivilDate{today.days - 30}}));
        QVERIFY(!page.heading().contains(QLatin1String("so far")));
    }

    void todayLeadsToItsPlaces() {
        TodayPage page(m_session);
        page.resize(1400, 800);
        page.show();
        QVERIFY(settle(page));
        QVERIFY(part<ListRows>(page, "todayNeeds")->count() > 0);   // a campaign that waits for its start
        QVERIFY(part<ListRows>(page, "todayNext")->count() > 0);    // and a draft
        QVERIFY(part<ListRows>(page, "todayChanged")->count() > 1); // a newsletter and the import
        QVERIFY(part<ListRows>(page, "todayGoOn")->count() > 3);
        QSignalSpy went(&page, &Page::goTo);
        auto *needs = part<ListRows>(page, "todayNeeds"); // faults first, the campaign that waits last
        Q_EMIT needs->actionWanted(QString::number(needs->count() - 1));
        Q_EMIT part<ListRows>(page, "todayGoOn")->opened(QStringLiteral("template/7"));
        QTest::keyClick(part<KeyFigureCard>(page, "todayRevenue"), Qt::Key_Return);
        QCOMPARE(went.size(), 3);
        QCOMPARE(went[0][0].toString(), QStringLiteral("campaigns"));
        QVERIFY(!went[0][1].toString().isEmpty());
        QCOMPARE(went[1][0].toString(), QStringLiteral("templates"));
        QCOMPARE(went[1][1].toString(), QStringLiteral("7"));
        QCOMPARE(went[2][0].toString(), QStringLiteral("monitor"));
    }

    void anEmptyWorkspaceSaysWhatToDo() {
        TodayPage today(m_empty);
        today.resize(1100, 750);
        today.show();
        QVERIFY(settle(today));
        QCOMPARE(part<ListRows>(today, "todayNeeds")->count(), 3);
        QVERIFY(!part<KeyFigureCard>(today, "todayPeople")->isVisible());
        QSignalSpy went(&today, &Page::goTo);
        Q_EMIT part<ListRows>(today, "todayNeeds")->actionWanted(QStringLiteral("0"));
        QCOMPARE(went.value(0).value(0).toString(), QStringLiteral("data"));
        MonitorPage monitor(m_empty);
        monitor.resize(1100, 750);
        monitor.show();
        QVERIFY(settle(monitor));
        QVERIFY(part<StateView>(monitor, "monitorState")->state() == StateView::State::Empty);
    }

    void figuresInWords() {
        QCOMPARE(moneyWords({1824049, 2}, "EUR"), QStringLiteral("18,240") + QChar(0xA0) + QStringLiteral("€"));
        QCOMPARE(moneyWords({-50, 2}, "EUR"), QStringLiteral("-0.50") + QChar(0xA0) + QStringLiteral("€"));
        setInterfaceLocale(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(exactMoneyWords({49700, 2}, "EUR"), QStringLiteral("497,00") + QChar(0xA0) + QStringLiteral("€"));
        QCOMPARE(moneyWords({0, 0}, "EUR", moneyDigits({{9700, 2}, {0, 0}})), QStringLiteral("0") + QChar(0xA0) + QStringLiteral("€"));
        QCOMPARE(shareWords(QStringLiteral("0.289")), QStringLiteral("28,9 %"));
        setInterfaceLocale(QLocale(QLocale::English));
        QCOMPARE(shareWords(service::Share{}), QStringLiteral("–"));
        setWorkspaceZone("Europe/Berlin");
        QCOMPARE(zoned(*instantFromIso("2026-11-21T13:00:00Z")).time(), QTime(14, 0));
        setWorkspaceZone("UTC");
        QCOMPARE(exactMoneyWords({123456789, 2}, "CHF"), QStringLiteral("1,234,567.89") + QChar(0xA0) + QStringLiteral("CHF"));
        QCOMPARE(changeOf(110, 100, true).words, QStringLiteral("+10.0 %"));
        QCOMPARE(int(changeOf(110, 100, false).tone), int(Tone::Bad));
        QVERIFY(changeOf(5, 0, true).words.isEmpty());
        QCOMPARE(changeOfShare(service::Share{50, 1000}, service::Share{46, 1000}, true).words, QStringLiteral("+0.4 pts"));
        QCOMPARE(greeting(QTime(9, 0), {}), QStringLiteral("Good morning"));
        QCOMPARE(greeting(QTime(14, 0), QStringLiteral("Ida")), QStringLiteral("Good afternoon, Ida"));
        QCOMPARE(greeting(QTime(23, 0), {}), QStringLiteral("Good evening"));
    }
};

AUDIENCE_TEST(ResultsTest)
#include "results_test.moc"
