// Every figure, bar and point of a send opens the people behind it, as many as it says, by mouse and by
// keyboard; and the parts of the audience add up.
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
#include "ui/kit/theme.h"
#include "ui/people/people_opener.h"
#include "ui/shell/main_window.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QLabel>
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
        auto *links = part<BarRows>(*m_page, "clicksPerLink");
        QVERIFY(links->isVisible() && !links->rows().isEmpty());
        links->setFocus();
        QTest::keyClick(links, Qt::Key_Return);
        QVERIFY(opened(links->rows().front().value));
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

    void aMinuteIsNamedOnce() {
        const QStringList labels{QStringLiteral("10:02"), QStringLiteral("10:02"), QStringLiteral("10:02"), QStringLiteral("10:03"), QStringLiteral("10:03")};
        const QFontMetrics metrics(window()->font());
        QCOMPARE(everyLabel(labels, metrics, 2'000), (QVector<int>{0, 3}));
        QCOMPARE(shownLabels(labels, metrics, 2'000), (QVector<int>{0, 3}));
    }
};
AUDIENCE_TEST(OpenPeopleTest)

#include "open_people_test.moc"
