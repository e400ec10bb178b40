// What the campaigns pages call the one that carries the emails, what is not known of a mail server's sends, why a send
// stands still, when a series goes out next, and how often one person is written to.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/segment_service.h"
#include "service/sending_rules.h"
#include "service/template_service.h"
#include "store/connection.h"
#include "support/fake_smtp.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/send_calendar.h"
#include "ui/campaigns/standstill.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "ui/today/today_words.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::FakeSmtp;
using audience::test::part;
using audience::test::settle;
using service::SendingWay;

class CampaignWaysTest final : public QObject {
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
        m_page->workspaceChanged();
        QVERIFY(settle(*m_page));
    }
    CampaignId make(const std::string &name, const std::function<void(model::Campaign &)> &edit = {}) {
        service::CampaignView view;
        view.campaign.name = name;
        view.campaign.emailTemplate = service::TemplateService(*m_session).list()->front().id;
        view.campaign.segment = service::SegmentService(*m_session).list()->front().id;
        view.campaign.topics = {"newsletter"};
        if (edit)
            edit(view.campaign);
        const auto saved = campaigns().save(view);
        return saved ? saved->id : CampaignId{};
    }
    static model::SmtpConnection post(const FakeSmtp &server) {
        model::SmtpConnection smtp;
        smtp.name = "post";
        smtp.host = "127.0.0.1";
        smtp.port = server.port();
        smtp.tls = model::SmtpConnection::Tls::None;
        smtp.fromAddress = "Shop <news@example.com>";
        smtp.postalAddress = "Shop, 1 Street";
        smtp.unsubscribe = {model::UnsubscribeKind::Url, "https://u.example.com/u?t={token}"};
        smtp.ratePerSecond = 1'000;
        return smtp;
    }
    // Everything that a person or a screen reader meets on the page.
    QStringList wordsOnPage() {
        QStringList words;
        for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                words << label->text();
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                words << button->text();
            words << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
            if (const auto *table = qobject_cast<const QTableView *>(widget))
                for (int row = 0; row < table->model()->rowCount(); ++row)
                    for (int column = 0; column < table->model()->columnCount(); ++column)
                        words << table->model()->index(row, column).data().toString();
        }
        return words.filter(QStringLiteral("Amazon"));
    }

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
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
    }
    void cleanup() { m_bench.reset(); }

    void whatCarriesItIsCalledByItsName() {
        service::LogRow row;
        for (const char *state : {"planned", "intent", "accepted", "refused", "retry_at", "in_doubt", "not_sent", "unknown", "delayed", "delivered"}) {
            row.state = row.outcome = state;
            for (const SendingWay way : {SendingWay::Practice, SendingWay::MailServer}) {
                const QString words = whatHappened(row, way);
                QVERIFY2(!words.contains(QStringLiteral("Amazon")), qPrintable(words));
            }
        }
        row.state = row.outcome = "in_doubt";
        QVERIFY(whatHappened(row, SendingWay::Amazon).contains(QStringLiteral("Amazon")));
        QVERIFY(whatHappened(row, SendingWay::MailServer).contains(QStringLiteral("mail server")));
    }

    // A reason is a word of the program; what is shown is a sentence.
    void everyReasonToStandStillHasWords() {
        service::CampaignStatus status;
        const auto check = [&](const char *reason, SendingWay way) {
            status.reason = reason;
            const Standstill why = standstillOf(status, way);
            QVERIFY2(!why.title.isEmpty() && !why.text.isEmpty(), reason);
            QVERIFY2(!(why.title + why.text).contains(QLatin1Char('_')), qPrintable(why.title + why.text));
            QVERIFY2(why.text.endsWith(QLatin1Char('.')) && why.text.at(0).isUpper(), qPrintable(why.text));
            QVERIFY2(way == SendingWay::Amazon || !(why.title + why.text).contains(QStringLiteral("Amazon")), qPrintable(why.title + why.text));
        };
        for (const SendingWay way : {SendingWay::Amazon, SendingWay::MailServer, SendingWay::Practice}) {
            status.state = model::CampaignState::Sending;
            for (const char *reason : {"backing_off", "out_of_reach", "daily_quota", "quiet_hours", "warm_up", "warm_up_held"})
                check(reason, way);
            status.state = model::CampaignState::Paused;
            for (const char *reason : {"paused_by_user", "long_silence", "bounce_rate", "complaint_rate", "error_share", "refused_in_a_row", "unclear_answers", "unreachable", "credentials",
                                       "sending_disabled", "mail_server_refuses", "daily_quota", "liquid.missing_field field=city template=News"})
                check(reason, way);
            status.state = model::CampaignState::Blocked;
            check("reconciled", way);
        }
        status.state = model::CampaignState::Finished;
        QVERIFY(standstillOf(status, SendingWay::Amazon).title.isEmpty());
    }

    void aPauseSaysWhy() {
        const CampaignId id = make("Held", [](model::Campaign &campaign) { campaign.ratePerSecond = 1; });
        QVERIFY(campaigns().arm(id).has_value() && campaigns().pause(id).has_value());
        open(QString::number(id.value));
        QVERIFY(part<QWidget>(*m_page, "sendingNotice")->isVisible());
        QCOMPARE(part<QWidget>(*m_page, "sendingNotice")->accessibleName(), QStringLiteral("Paused by hand"));
        QVERIFY(m_session->workspace().write([](const store::Connection &connection) { return connection.execute("UPDATE run SET reason = 'bounce_rate'"); }).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(part<QWidget>(*m_page, "sendingNotice")->accessibleName(), QStringLiteral("Paused: too many addresses bounced for good"), 10'000);
        QCOMPARE(part<QPushButton>(*m_page, "sendingNoticeAction")->text(), QStringLiteral("Show them"));
        QVERIFY(campaigns().stop(id).has_value());
    }

    void aMailServerKnowsNoOpens() {
        FakeSmtp server;
        QVERIFY(service::ConnectionService(*m_session).save(post(server)).has_value());
        const CampaignId id = make("By post", [](model::Campaign &campaign) { campaign.connection = "post"; });
        open(QString::number(id.value));
        QVERIFY(part<QPushButton>(*window(), "campaignSend")->isEnabled());
        part<QPushButton>(*window(), "campaignSend")->click();
        QVERIFY(part<QWidget>(*m_page, "composerNotice")->accessibleName().contains(QStringLiteral("your mail server")));
        QCOMPARE(wordsOnPage(), QStringList());
        QVERIFY(campaigns().arm(id).has_value());
        const auto ended = campaigns().run(id);
        QVERIFY2(ended.has_value() && ended->state == model::CampaignState::Finished, ended ? ended->reason.c_str() : ended.error().id.c_str());
        open(QString::number(id.value));
        for (const char *figure : {"figureDelivered", "figureOpened", "figureClicked", "figureUnsubscribed"})
            QVERIFY2(!part<QWidget>(*m_page, figure)->isVisible(), figure);
        QVERIFY(part<QLabel>(*m_page, "figuresUnknown")->isVisible());
        QVERIFY(part<QWidget>(*m_page, "figureSent")->isVisible());
        QCOMPARE(wordsOnPage(), QStringList());
        open(QStringLiteral("list"));
        const auto *table = part<TableView>(*m_page, "campaignTable")->model();
        for (int row = 0; row < table->rowCount(); ++row)
            if (table->index(row, 0).data().toString() == QLatin1String("By post")) {
                QVERIFY(!table->index(row, 6).data().toString().isEmpty());
                QCOMPARE(table->index(row, 7).data().toString(), QString()); // opened: not known is not zero
            }
        window()->showPage(QStringLiteral("monitor"), {});
        Page *monitor = window()->currentPage();
        monitor->workspaceChanged();
        QVERIFY(settle(*monitor));
        QVERIFY(part<QWidget>(*monitor, "monitorSilence")->isVisible());
        QVERIFY(part<QWidget>(*monitor, "monitorSilence")->accessibleName().contains(QStringLiteral("mail server")));
        for (const char *figure : {"figure_delivered", "figure_opened", "figure_clicked"})
            QVERIFY2(!part<QWidget>(*monitor, figure)->isVisible(), figure);
        QVERIFY(part<TableView>(*monitor, "monitorCampaigns")->isVisible()); // what was sent is known
    }

    void aStartOnEveryClockSaysFromWhenToWhen() {
        const Instant start = m_session->workspace().clock().now() + std::chrono::hours(40);
        const CampaignId id = make("On every clock", [](model::Campaign &campaign) { campaign.plan.inLocalTime = true; });
        QVERIFY(campaigns().schedule(id, start, campaigns().zone()).has_value());
        open(QStringLiteral("calendar"));
        const auto *calendar = part<SendCalendar>(*m_page, "sendCalendar");
        QStringList names;
        for (const CalendarEntry &entry : calendar->entries())
            if (entry.id == id.value) {
                names << entry.name;
                QVERIFY(entry.isOwnClock && entry.first.isValid() && entry.first <= entry.at && entry.at <= entry.last);
            }
        QCOMPARE(names, QStringList{QStringLiteral("On every clock")});
        QVERIFY(campaigns().unschedule(id).has_value());
        open(QStringLiteral("list"));
    }

    void whyItPausedIsSaidInWords() {
        for (const char *reason : {"bounce_rate", "complaint_rate", "long_silence", "liquid.missing_field field=name template=Offer"}) {
            const service::Remark remark{service::Remark::Level::Warning, "today.paused", {{"name", "Offer"}, {"reason", reason}, {"left", "3"}}, "campaigns", "1"};
            const QString note = needItem(remark, 0).note;
            QVERIFY2(!note.isEmpty() && !note.contains(QString::fromLatin1(reason).replace(QLatin1Char('_'), QLatin1Char(' '))), qPrintable(note));
        }
        QVERIFY(needItem({service::Remark::Level::Warning, "today.paused", {{"name", "Offer"}, {"reason", "bounce_rate"}, {"left", "3"}}, "campaigns", "1"}, 0)
                    .note.contains(QStringLiteral("bounced for good")));
    }

    // Why did they not get it? In the words of the one that said no, one click from the campaign's list.
    void whatWasRejectedSaysItsWords() {
        test::FakeSmtpConfig config;
        config.script = [](test::SmtpAt at, int transaction, const std::string &) -> std::optional<test::SmtpFault> {
            return at == test::SmtpAt::Rcpt && transaction < 2 ? std::optional(test::SmtpFault{554}) : std::nullopt;
        };
        FakeSmtp server(config);
        QVERIFY(service::ConnectionService(*m_session).save(post(server)).has_value());
        const CampaignId id = make("Rejected", [](model::Campaign &campaign) { campaign.connection = "post"; });
        QVERIFY(campaigns().arm(id).has_value() && campaigns().run(id).has_value());
        const auto refused = campaigns().log(id, "refused", 0, 1);
        QVERIFY(refused.has_value() && refused->size() == 1);
        QVERIFY2(whatHappened(refused->front(), SendingWay::MailServer).startsWith(QStringLiteral("Rejected by your mail server (")),
                 qPrintable(whatHappened(refused->front(), SendingWay::MailServer)));
        open(QString::number(id.value) + QStringLiteral("/refused"));
        auto *table = part<TableView>(*m_page, "peopleTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        Q_EMIT table->clicked(table->model()->index(0, 0));
        QTRY_VERIFY(part<QWidget>(*m_page, "personDetail")->isVisible());
        QVERIFY2(part<QLabel>(*m_page, "personEvents")->text().contains(QStringLiteral("554")), qPrintable(part<QLabel>(*m_page, "personEvents")->text()));
    }

    void aSeriesSaysWhenItIsNext() {
        const Instant now = m_session->workspace().clock().now(), start = now + std::chrono::hours(30);
        const CampaignId id = make("Every week", [](model::Campaign &campaign) { campaign.plan.recurrence.repeat = model::Repeat::Weekly; });
        QVERIFY(campaigns().schedule(id, start, campaigns().zone()).has_value());
        const auto view = *campaigns().find(id);
        QVERIFY(view.nextStart.micros > 0);
        open(QStringLiteral("list"));
        const auto *table = part<TableView>(*m_page, "campaignTable")->model();
        QString when;
        for (int row = 0; row < table->rowCount(); ++row)
            if (table->index(row, 0).data().toString() == QLatin1String("Every week"))
                when = table->index(row, 2).data().toString();
        QCOMPARE(when, QStringLiteral("next ") + startWords(view.nextStart, toQString(view.campaign.startZone), now));
        QVERIFY(campaigns().unschedule(id).has_value());
    }

    void theComposerSaysHowOftenAndAboutWhat() {
        const CampaignId id = make("Topics", [](model::Campaign &campaign) { campaign.topics.clear(); });
        open(QString::number(id.value));
        QVERIFY(!part<QLabel>(*m_page, "campaignCap")->isVisible());
        QCOMPARE(part<QPushButton>(*m_page, "campaignTopics")->text(), QStringLiteral("Newsletter")); // the one that the core takes
        service::SendingRules rules;
        rules.cap = {3, 7 * 24 * 3600};
        QVERIFY(service::saveSendingRules(*m_session, rules).has_value());
        m_page->workspaceChanged();
        QVERIFY(settle(*m_page));
        QCOMPARE(part<QLabel>(*m_page, "campaignCap")->text(), QStringLiteral("At most 3 emails a week to one person, over all campaigns"));
        QVERIFY(service::saveSendingRules(*m_session, {}).has_value());
    }
};
AUDIENCE_TEST(CampaignWaysTest)

#include "campaign_ways_test.moc"
