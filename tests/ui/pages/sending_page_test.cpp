// The page of a send: the tray and the page say the same, the log answers in plain words, and what comes in
// later is seen.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/segment_service.h"
#include "service/suppression_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "store/connection.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/jobs.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "ui/text/words.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class SendingPageTest final : public QObject {
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
    CampaignId make(double perSecond) {
        service::CampaignView view;
        view.campaign.name = "To readers";
        view.campaign.ratePerSecond = perSecond;
        view.campaign.emailTemplate = service::TemplateService(*m_session).list()->front().id;
        view.campaign.topics = {"newsletter"};
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
    QString text(const QObject &of, const char *name) { return part<QLabel>(of, name)->text(); }

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

    void theTrayAndThePageSayTheSame() {
        const CampaignId id = make(10);
        open(QString::number(id.value));
        auto *send = part<QPushButton>(*window(), "campaignSend");
        QTRY_VERIFY(send->isEnabled());
        send->click();
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(*window(), "campaignPause")->isVisible(), 20'000);
        int compared = 0, lefts = 0;
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 4'000) {
            QTest::qWait(20);
            if (m_bench->jobs()->running().isEmpty() || !text(*window(), "jobCount").contains(QStringLiteral(" of ")))
                continue;
            // Both hear of the same progress, one after the other: they may differ for that moment only.
            const auto same = [&] {
                const QString tray = text(*window(), "jobLeft");
                return part<QWidget>(*m_page, "figureSent")->accessibleName() == QStringLiteral("Sent ") + text(*window(), "jobCount") &&
                       text(*m_page, "timeLeft") == (tray.isEmpty() ? tray : QStringLiteral("about ") + tray);
            };
            QTRY_VERIFY_WITH_TIMEOUT(same(), 500);
            lefts += text(*window(), "jobLeft").isEmpty() ? 0 : 1;
            ++compared;
        }
        QVERIFY(compared > 20 && lefts > 5);
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        part<QPushButton>(*window(), "campaignPause")->setFocus();
        QTest::keyClick(part<QPushButton>(*window(), "campaignPause"), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(campaigns().find(id)->state, model::CampaignState::Paused, 20'000);
        // One more key must not end what was only to rest.
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(*window(), "campaignResume")->hasFocus(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->jobs()->running().isEmpty(), 20'000);
        QCOMPARE(m_bench->jobs()->ended().size(), 1);
        QCOMPARE(text(*window(), "jobCount"), QStringLiteral("Paused"));
        // Nobody takes up by itself what a person has paused.
        QTest::qWait(6'000);
        QCOMPARE(campaigns().find(id)->state, model::CampaignState::Paused);
        QVERIFY(m_bench->jobs()->running().isEmpty());
        QVERIFY(m_bench->jobs()->ended().size() <= 1);
    }

    // Whoever is kept back, rejected or bounced did not get it, and the words are a marketer's.
    void theLogSaysWhoDidNotGetIt() {
        const CampaignId id = make(0);
        QVERIFY(campaigns().arm(id).has_value());
        const auto status = campaigns().run(id);
        QVERIFY(status.has_value());
        const auto count = [&](const char *filter) { return *campaigns().logCount(id, filter, {}); };
        QVERIFY(count("skipped") > 0);
        QVERIFY(count("got_nothing") >= count("skipped") + count("bounced"));
        QCOMPARE(count("got_nothing"), count("skipped") + count("refused") + count("bounced") + count("bounced_soft") + count("rejected"));
        QCOMPARE(campaigns().status(id)->gotNothing, count("got_nothing"));
        open(QString::number(id.value));
        auto *chip = part<QPushButton>(*m_page, "peopleFilters_got_nothing");
        QVERIFY(chip->isVisible() && chip->text().startsWith(QStringLiteral("Did not get it")));
        chip->click();
        auto *table = part<TableView>(*m_page, "peopleTable");
        QTRY_COMPARE(table->model()->rowCount(), int(count("got_nothing")));
        // The first rows stand there with the count: no blank table in between.
        QVERIFY(!table->model()->index(0, 0).data().toString().isEmpty());
        for (const char *word : {"Handing over", "prac-", "key", "Same address twice"})
            for (int row = 0; row < table->model()->rowCount(); ++row)
                QVERIFY(!table->model()->index(row, 3).data().toString().contains(QLatin1String(word)));
        QCOMPARE(reasonWord("no_address"), QStringLiteral("No email address"));
        QCOMPARE(reasonWord("duplicate_address"), QStringLiteral("Same address as another person"));
    }

    void whoGotNothingIsToldSinceWhenAndWhatHelps() {
        const CampaignId first = make(0);
        QVERIFY(campaigns().arm(first).has_value());
        QVERIFY(campaigns().run(first).has_value());
        const std::string address = campaigns().log(first, "delivered", 0, 1)->front().address;
        service::SuppressionService blocked(*m_session);
        QVERIFY(blocked.add(address, "asked on the phone").value_or(false));
        const auto again = campaigns().duplicate(first, "Once more");
        QVERIFY(again.has_value());
        QVERIFY(campaigns().arm(again->id).has_value());
        QVERIFY(campaigns().run(again->id).has_value());
        open(QString::number(again->id.value) + QStringLiteral("/reason:suppressed_manual"));
        auto *table = part<TableView>(*m_page, "peopleTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QTRY_COMPARE(part<QPushButton>(*m_page, "peopleFilters_reason:suppressed_manual")->text(), reasonWord("suppressed_manual") + QStringLiteral(" 1"));
        Q_EMIT table->clicked(table->model()->index(0, 0));
        QTRY_VERIFY(part<QWidget>(*m_page, "personDetail")->isVisible());
        const QString said = text(*m_page, "personEvents");
        QVERIFY2(said.contains(QStringLiteral(": asked on the phone")) && said.contains(QStringLiteral("Since ")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("Blocked addresses")), qPrintable(said));
        QVERIFY(blocked.remove(address).value_or(std::nullopt).has_value());
    }

    // A page that stands open shows what comes in after the send.
    void laterClicksAreSeen() {
        const CampaignId id = make(0);
        QVERIFY(campaigns().arm(id).has_value());
        QVERIFY(campaigns().run(id).has_value());
        open(QString::number(id.value));
        const auto before = campaigns().status(id)->facts.at("opened");
        QCOMPARE(text(*m_page, "figureOpenedFigure"), QString::number(before));
        const auto delivered = campaigns().log(id, "delivered", 0, 1'000);
        const auto quiet = std::find_if(delivered->begin(), delivered->end(), [](const auto &row) { return row.outcome == "delivered"; });
        QVERIFY(quiet != delivered->end());
        const std::int64_t message = quiet->message;
        QVERIFY(m_session->workspace().write([&](const store::Connection &connection) -> Result<void> {
            TRY_ASSIGN(store::Statement copy,
                       connection.prepare("INSERT INTO message_event (dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, link, machine, at, received_at, body) "
                                          "SELECT 'later', kind, subtype, run, ?1, message_id, tag, recipient_key, link, 0, at, received_at, body FROM message_event "
                                          "WHERE run = (SELECT run FROM message WHERE id = ?1) AND kind = 'open' AND machine = 0 LIMIT 1"));
            copy.bind(1, message);
            TRY(copy.step());
            return {};
        }).has_value());
        // The readers of practice go on by themselves meanwhile.
        QTRY_VERIFY_WITH_TIMEOUT(text(*m_page, "figureOpenedFigure").toLongLong() > before, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(text(*m_page, "figureOpenedFigure"), QString::number(campaigns().status(id)->facts.at("opened")), 20'000);
    }
};
AUDIENCE_TEST(SendingPageTest)

#include "sending_page_test.moc"
