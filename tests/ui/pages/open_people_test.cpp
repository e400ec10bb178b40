// Every figure, bar and point of a send, of a rule and of the composer opens the people behind it, as many as it
// says, by mouse and by keyboard; the parts of the audience add up, and ending a send asks first.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "service/campaign_service.h"
#include "service/demo_service.h"
#include "service/report_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/sending_view.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_scale.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/people/member_opener.h"
#include "ui/people/people_opener.h"
#include "ui/segments/members_panel.h"
#include "ui/shell/main_window.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class OpenPeopleTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    Page *m_page = nullptr;

    MainWindow *window() { return m_bench->window(); }
    service::CampaignService campaigns() { return service::CampaignService(*m_session); }
    void open(const QString &page, const QString &target) {
        window()->showPage(page, target);
        m_page = window()->currentPage();
        QVERIFY(settle(*m_page));
    }
    CampaignId make(const char *name, double perSecond) {
        service::CampaignView view;
        view.campaign.name = name;
        view.campaign.ratePerSecond = perSecond;
        view.campaign.emailTemplate = service::TemplateService(*m_session).list()->front().id;
        const auto segments = *service::SegmentService(*m_session).list();
        for (const auto &segment : segments)
            if (segment.name == "Newsletter readers")
                view.campaign.segment = segment.id;
        const auto topics = *service::WorkspaceService(*m_session).topics();
        for (const auto &topic : topics)
            if (topic.kind != "required")
                view.campaign.topics = {topic.key};
        const auto saved = campaigns().save(view);
        return saved ? saved->id : CampaignId{};
    }
    // Of the shop's past, the campaign that most people clicked in.
    CampaignId finished() {
        CampaignId best;
        std::int64_t most = -1;
        const auto all = *campaigns().list();
        for (const auto &one : all)
            if (one.state == model::CampaignState::Finished)
                if (const auto clicked = campaigns().status(one.id)->facts.at("clicked"); clicked > most) {
                    most = clicked;
                    best = one.id;
                }
        return best;
    }
    qint64 figure(const char *name) {
        const auto *box = m_page->findChild<FigureBox *>(QLatin1String(name));
        return box && box->isVisible() ? QLocale(QLocale::English).toLongLong(box->figure()) : 0;
    }
    PeopleOpener *behind() { return m_page->findChild<PeopleOpener *>(); }
    bool opened(qint64 rows) { return settle(*m_page) && behind()->panel()->isOpen() && behind()->total() == rows; }

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

    void everyFigureOfASendOpensItsPeople() {
        const CampaignId id = finished();
        open(QStringLiteral("campaigns"), QString::number(id.value));
        const auto status = campaigns().status(id);
        QCOMPARE(figure("figureSent"), status->states.at("accepted"));
        QCOMPARE(figure("figureSent") + figure("figureRejected") + figure("figureNotSure") + figure("figureNotSent") + figure("figureKeptBack"), status->audience);
        int asked = 0;
        for (const char *name : {"figureSent", "figureKeptBack", "figureDelivered", "figureOpened", "figureClicked", "figureUnsubscribed", "figureBounced", "figureComplained"}) {
            const qint64 shown = figure(name);
            if (shown == 0)
                continue;
            auto *box = part<FigureBox>(*m_page, name);
            if (asked % 2 == 0) {
                QTest::mouseClick(box, Qt::LeftButton);
            } else {
                box->setFocus();
                QTest::keyClick(box, Qt::Key_Return);
            }
            QVERIFY2(opened(shown), name);
            behind()->panel()->close();
            ++asked;
        }
        QVERIFY(asked >= 5);
        QVERIFY(!part<QPushButton>(*m_page, "peopleCampaign")->isVisible());
    }

    void pointsAndLinksOpenTheirPeople() {
        open(QStringLiteral("campaigns"), QString::number(finished().value));
        auto *chart = part<ChartView>(*m_page, "lastMinuteChart");
        QTRY_VERIFY(chart->isVisible() && !chart->spec().series.empty());
        QVERIFY(!part<QWidget>(*m_page, "figureSpeed")->isVisible());
        for (const auto *label : m_page->findChildren<QLabel *>())
            QVERIFY2(!label->isVisible() || !label->text().contains(QStringLiteral("last minute")), qPrintable(label->text()));
        for (int line = 0; line < 2; ++line) {
            const auto &points = chart->spec().series[std::size_t(line)].points;
            const auto most = std::max_element(points.begin(), points.end(), [](const auto &a, const auto &b) { return a.y < b.y; });
            QVERIFY(most->y > 0);
            chart->activateItem(line * int(points.size()) + int(most - points.begin()));
            QVERIFY(opened(qint64(most->y)));
            behind()->panel()->close();
        }
        auto *links = part<TableView>(*m_page, "clickMapLinks");
        QTRY_VERIFY(links->isVisible() && links->model()->rowCount() > 0);
        const auto people = [links](int row) { return links->model()->index(row, 2).data().toString().remove(QLatin1Char(',')).toLongLong(); };
        int most = 0; // a link of the email that nobody clicked has nobody to show
        for (int row = 1; row < links->model()->rowCount(); ++row)
            most = people(row) > people(most) ? row : most;
        QVERIFY(people(most) > 0);
        links->selectRow(most);
        links->setFocus();
        QTest::keyClick(links, Qt::Key_Return);
        QVERIFY2(opened(people(most)), qPrintable(QStringLiteral("%1 of %2").arg(behind()->total()).arg(people(most))));
    }

    // Nobody is lost between the figures while they change, and those of a stopped send are said.
    void thePartsAddUpWhileItGoesAndAfterAStop() {
        const CampaignId id = make("Slowly", 5);
        open(QStringLiteral("campaigns"), QString::number(id.value));
        auto *send = part<QPushButton>(*window(), "campaignSend");
        QTRY_VERIFY(send->isEnabled());
        send->click();
        QTRY_VERIFY_WITH_TIMEOUT(figure("figureSent") > 4, 20'000);
        const auto sum = [&] {
            return figure("figureSent") + figure("figureToGo") + figure("figureRejected") + figure("figureNotSure") + figure("figureNotSent") + figure("figureKeptBack");
        };
        const qint64 audience = campaigns().status(id)->audience;
        for (int look = 0; look < 40; ++look) {
            QTest::qWait(25);
            QCOMPARE(sum(), audience);
        }
        const auto firstSecond = [&] {
            const auto &minute = part<ChartView>(*m_page, "lastMinuteChart")->spec().series.front().points;
            return minute.empty() ? -1 : minute.front().y;
        };
        QTRY_VERIFY(firstSecond() >= 0);
        QVERIFY(firstSecond() > 0); // begins with the send, not with a minute of nothing
        QVERIFY(campaigns().stop(id));
        QTRY_VERIFY_WITH_TIMEOUT(figure("figureNotSent") > 0 && settle(*m_page), 20'000);
        QCOMPARE(sum(), audience);
        const auto status = *campaigns().status(id);
        qint64 stopped = 0;
        for (const auto &reason : status.keptBack)
            stopped += reason.reason == "stopped" ? reason.count : 0;
        QCOMPARE(figure("figureNotSent"), stopped);
        QTest::mouseClick(part<FigureBox>(*m_page, "figureNotSent"), Qt::LeftButton);
        QVERIFY(opened(stopped));
    }

    // Each bar of a rule: everybody, after the first rule, after both, who can be emailed, and about each topic.
    void barsOfASegmentOpenTheirPeople() {
        const auto rule = service::SegmentService(*m_session).fromText("country in (\"DE\", \"AT\") and did purchase");
        QVERIFY(rule);
        open(QStringLiteral("segments"), QStringLiteral("rule:") + QString::fromStdString(model::toJson(*rule).dump()));
        auto *panel = m_page->findChild<MemberOpener *>()->panel();
        const auto opens = [&](qint64 expected) { return settle(*m_page) && panel->isOpen() && panel->model()->rowCount() == expected; };
        auto *left = part<BarRows>(*m_page, "leftRows");
        QTRY_COMPARE(left->rows().size(), 4);
        for (int row = 0; row < left->rows().size(); ++row) {
            if (row % 2 == 0)
                Q_EMIT left->rowActivated(row);
            else
                left->activateItem(row);
            QVERIFY2(opens(left->rows()[row].value), qPrintable(left->rows()[row].name));
            QTest::keyClick(panel, Qt::Key_Escape);
            QVERIFY(!panel->isOpen());
        }
        left->setFocus();
        QTest::keyClick(left, Qt::Key_Home);
        QTest::keyClick(left, Qt::Key_Return);
        QVERIFY(opens(left->rows().front().value));
        panel->close();
        auto *topics = part<BarRows>(*m_page, "topicRows");
        QVERIFY(topics->rows().size() > 1);
        for (int row = 0; row < topics->rows().size(); ++row) {
            Q_EMIT topics->rowActivated(row);
            QVERIFY2(opens(topics->rows()[row].value), qPrintable(topics->rows()[row].name));
            panel->close();
        }
        const QAbstractItemModelTester tester(panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        Q_EMIT topics->rowActivated(0);
        QVERIFY(settle(*m_page));
    }

    void keptBackIsSortedAsTheMembersAre() {
        service::SegmentService segments(*m_session);
        const auto count = *segments.count({});
        const auto most = std::max_element(count.keptBack.begin(), count.keptBack.end(), [](const auto &a, const auto &b) { return a.count < b.count; });
        QVERIFY(most != count.keptBack.end() && most->count > 2);
        for (const bool descending : {false, true}) {
            const auto list = segments.keptBackList({}, most->reason, {}, "first_name", descending);
            QVERIFY(list);
            const auto names = segments.rowsOf(**list, {"first_name"}, 0, int(most->count));
            QCOMPARE(std::int64_t(names->rows.size()), most->count);
            for (std::size_t i = 1; i < names->rows.size(); ++i) {
                const QString before = QString::fromStdString(names->rows[i - 1][0]).toLower(), now = QString::fromStdString(names->rows[i][0]).toLower();
                QVERIFY2(now.isEmpty() || (descending ? before >= now : before <= now), qPrintable(before + QLatin1Char(' ') + now));
            }
        }
        open(QStringLiteral("segments"), QStringLiteral("new"));
        auto *model = m_page->findChild<MembersPanel *>()->model();
        m_page->findChild<MembersPanel *>()->showKeptBack(QString::fromStdString(most->reason));
        QVERIFY(settle(*m_page));
        auto *table = part<TableView>(*m_page, "membersTable");
        Q_EMIT table->horizontalHeader()->sectionClicked(1);
        QVERIFY(settle(*m_page));
        table->grab();
        model->settle();
        QCOMPARE(qint64(model->rowCount()), most->count);
        const auto sorted = segments.keptBackList({}, most->reason, {}, "first_name", false);
        QCOMPARE(model->index(0, 1).data().toString().toStdString(), segments.rowsOf(**sorted, {"first_name"}, 0, 1)->rows.front().front());
        QVERIFY(table->horizontalHeader()->isSortIndicatorShown());
    }

    void stepsOfTheComposerOpenTheirPeople() {
        open(QStringLiteral("campaigns"), QStringLiteral("new"));
        auto *steps = part<BarRows>(*m_page, "campaignCounts");
        QTRY_VERIFY(steps->rows().size() > 1);
        auto *panel = m_page->findChild<MemberOpener *>()->panel();
        for (int row = 0; row < steps->rows().size(); ++row) {
            Q_EMIT steps->rowActivated(row);
            QVERIFY(settle(*m_page));
            QVERIFY(panel->isOpen());
            QCOMPARE(qint64(panel->model()->rowCount()), steps->rows()[row].value);
            panel->close();
        }
        // From whom the last one came; nobody types that twice.
        QCOMPARE(part<QLineEdit>(*m_page, "campaignFromName")->text(), QStringLiteral("Nordwind"));
    }

    // Pausing is the calm way; ending it for good asks, and every way but one leads back.
    void stoppingAsksAndTheNumberLives() {
        const CampaignId id = make("To be stopped", 4);
        open(QStringLiteral("campaigns"), QString::number(id.value));
        auto *send = part<QPushButton>(*window(), "campaignSend");
        QTRY_VERIFY(send->isEnabled());
        send->click();
        auto *pause = part<QPushButton>(*window(), "campaignPause"), *stop = part<QPushButton>(*window(), "campaignStop");
        QTRY_VERIFY_WITH_TIMEOUT(pause->isVisible() && figure("figureSent") > 0, 20'000);
        QCOMPARE(pause->property("role").toString(), QStringLiteral("primary"));
        QCOMPARE(stop->property("role").toString(), QStringLiteral("danger"));
        QVERIFY(stop->x() < pause->x()); // the primary stands where it always does
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        stop->click();
        auto *question = part<QFrame>(*m_page, "stopQuestion");
        QVERIFY(question->isVisible());
        QTRY_VERIFY(part<QPushButton>(*question, "stopKeep")->hasFocus());
        QCOMPARE(part<QPushButton>(*question, "stopKeep")->text(), QStringLiteral("Keep sending"));
        const QString before = part<QLabel>(*question, "stopTitle")->text();
        QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>(*question, "stopTitle")->text() != before, 20'000);
        QVERIFY(part<QLabel>(*question, "stopTitle")->text().contains(QString::number(figure("figureToGo"))));
        QTest::keyClick(part<QPushButton>(*question, "stopKeep"), Qt::Key_Escape);
        QVERIFY(!question->isVisible() && m_page->isInside());
        QVERIFY(stop->hasFocus());
        QCOMPARE(campaigns().find(id)->state, model::CampaignState::Sending);
        stop->click();
        part<QPushButton>(*question, "stopKeep")->click();
        QVERIFY(!question->isVisible());
        stop->click();
        part<QPushButton>(*question, "stopReally")->click();
        QTRY_COMPARE_WITH_TIMEOUT(campaigns().find(id)->state, model::CampaignState::Stopped, 20'000);
        QTRY_VERIFY(!stop->isVisible());
    }

    void todayNamesWhatRevenueIs() {
        open(QStringLiteral("today"), {});
        auto *words = part<QLabel>(*m_page, "todayDefinition");
        QVERIFY(words->isVisible());
        QVERIFY2(words->text().contains(QStringLiteral("last click")) && words->text().contains(QStringLiteral("EUR")), qPrintable(words->text()));
    }

    // A page that looks again leaves the point where the keyboard is, also while the chart moves on under it.
    void thePointOfTheKeyboardStays() {
        model::ChartSpec spec;
        spec.kind = model::ChartKind::Line;
        model::ChartSeries line{"Handed over", {}};
        for (int second = 10; second < 20; ++second)
            line.points.push_back({"2026-11-21T10:00:" + std::to_string(second) + "Z", 0, double(second), {}});
        spec.series = {line};
        ChartView chart;
        chart.resize(400, 200);
        chart.setSpec(spec);
        chart.show();
        QTest::keyClick(&chart, Qt::Key_Home);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.currentItem(), 2);
        chart.setSpec(spec);
        QCOMPARE(chart.currentItem(), 2);
        spec.series.front().points.erase(spec.series.front().points.begin());
        chart.setSpec(spec);
        QCOMPARE(chart.currentItem(), 1);
        QCOMPARE(chart.spec().series.front().points.size(), std::size_t(9));
    }

    void aMinuteIsNamedOnce() {
        const QStringList labels{QStringLiteral("10:02"), QStringLiteral("10:02"), QStringLiteral("10:02"), QStringLiteral("10:03"), QStringLiteral("10:03")};
        const QFontMetrics metrics(window()->font());
        QCOMPARE(everyLabel(labels, metrics, 2'000), (QVector<int>{0, 3}));
        QCOMPARE(shownLabels(labels, metrics, 2'000), (QVector<int>{0, 3}));
    }
};
AUDIENCE_TEST(OpenPeopleTest)

#include "open_people_test.moc"
