// What the campaigns pages say is so: rates, days, counts, who gets it, what can be undone, and where the keyboard is.
#ifndef Q_MOC_RUN
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "store/connection.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/jobs.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/people/result_words.h"
#include "ui/shell/main_window.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class CampaignTruthTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<gui::Workbench> m_bench;
    Page *m_page = nullptr;

    MainWindow *window() { return m_bench->window(); }
    service::CampaignService campaigns() { return service::CampaignService(*m_session); }
    void open(CampaignId id) {
        window()->showPage(QStringLiteral("campaigns"), QString::number(id.value));
        m_page = window()->currentPage();
        QVERIFY(settle(*m_page));
    }
    SegmentId segment(const std::string &name) {
        const auto all = *service::SegmentService(*m_session).list();
        for (const auto &one : all)
            if (one.name == name)
                return one.id;
        return {};
    }
    CampaignId make(const std::string &name, double perSecond = 0, bool hasSegment = true) {
        service::CampaignView view;
        view.campaign.name = name;
        view.campaign.ratePerSecond = perSecond;
        view.campaign.emailTemplate = service::TemplateService(*m_session).list()->front().id;
        if (hasSegment)
            view.campaign.segment = segment("Newsletter readers");
        view.campaign.topics = {"newsletter"};
        const auto saved = campaigns().save(view);
        return saved ? saved->id : CampaignId{};
    }
    bool change(const std::string &sql) {
        return m_session->workspace().write([&](const store::Connection &connection) { return connection.execute(sql); }).has_value();
    }
    QString text(const char *name) { return part<QLabel>(*m_page, name)->text(); }
    QPushButton *button(const char *name) { return part<QPushButton>(*window(), name); }

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
    void cleanup() {
        m_bench.reset();
        QVERIFY(service::WorkspaceService(*m_session).setSetting("require_approval", "false").has_value());
        const auto all = *campaigns().list();
        for (const auto &campaign : all) {
            (void)campaigns().stop(campaign.id);
            (void)campaigns().remove(campaign.id);
        }
    }

    void aRateIsSaidAsItIs() {
        const std::pair<double, QString> kRates[] = {{0.5, QStringLiteral("0.5 per second")}, {4, QStringLiteral("4 per second")}, {1'000, QStringLiteral("1,000 per second")}, {0, QStringLiteral("As fast as allowed")}};
        for (const auto &[rate, words] : kRates) {
            QCOMPARE(rateWords(rate), words);
            const CampaignId id = make("Rate", rate);
            open(id);
            QCOMPARE(part<QDoubleSpinBox>(*m_page, "campaignRate")->text(), words);
            QCOMPARE(campaigns().find(id)->campaign.ratePerSecond, rate); // looking at it does not change it
            QVERIFY(campaigns().remove(id).has_value());
        }
        const CampaignId id = make("Slow");
        open(id);
        auto *box = part<QDoubleSpinBox>(*m_page, "campaignRate");
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QStringLiteral("0.25"));
        QTest::keyClick(box, Qt::Key_Tab);
        QVERIFY(settle(*m_page));
        QCOMPARE(campaigns().find(id)->campaign.ratePerSecond, 0.25);
        QCOMPARE(box->text(), QStringLiteral("0.25 per second"));
    }

    void theLogSaysTheDay() {
        const CampaignId id = make("Long ago");
        QVERIFY(campaigns().arm(id).has_value() && campaigns().run(id).has_value());
        const QString ago = QString::number(40 * 24 * 3600) + QStringLiteral("000000");
        for (const char *column : {"message SET changed_at = changed_at", "message_event SET at = at", "run SET created_at = created_at", "attempt SET finished_at = finished_at"})
            QVERIFY(change("UPDATE " + std::string(column) + " - " + toUtf8(ago)));
        open(id);
        auto *table = part<TableView>(*m_page, "peopleTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        const auto row = campaigns().log(id, {}, 0, 1)->front();
        const QString when = table->model()->index(0, 2).data().toString();
        QCOMPARE(when, exactMomentWords(row.at));
        QVERIFY2(when.contains(QStringLiteral(", ")), qPrintable(when)); // a day and a time
        QVERIFY(table->columnWidth(2) >= table->fontMetrics().horizontalAdvance(when));
        Q_EMIT table->clicked(table->model()->index(0, 0));
        QTRY_VERIFY(part<QWidget>(*m_page, "personDetail")->isVisible());
        QVERIFY2(text("personEvents").contains(exactMomentWords(row.at)), qPrintable(text("personEvents")));
    }

    void whoGetsItIsAskedAndNothingElseClaimed() {
        const CampaignId id = make("For nobody yet", 0, false);
        open(id);
        QCOMPARE(text("check_campaign.no_segment"), QStringLiteral("Choose who gets it."));
        QVERIFY(!m_page->findChild<QLabel *>(QStringLiteral("check_check.consent")));
        QCOMPARE(text("check_check.consent_needed"), QStringLiteral("Only people who agreed to Newsletter get it."));
        part<QPushButton>(*m_page, "fix_campaign.no_segment")->click();
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        QVERIFY(list && list->count() > 0);
        Q_EMIT list->itemClicked(list->findItems(QStringLiteral("Newsletter readers"), Qt::MatchExactly).value(0));
        QVERIFY(settle(*m_page));
        const auto count = campaigns().count(campaigns().find(id)->campaign);
        QCOMPARE(text("check_check.consent"), QStringLiteral("Only people who agreed to Newsletter get it: %1 of %2.").arg(formatNumber(count->reachable), formatNumber(count->count)));
        QCOMPARE(button("campaignSend")->text(), QStringLiteral("Practise with %1 people").arg(formatNumber(count->reachable)));
    }

    void whatIsGoneIsNamed() {
        service::SegmentService segments(*m_session);
        service::SegmentView view = *segments.find(segment("Newsletter readers"));
        view.id = {};
        view.revision = 0;
        view.name = "Spring friends";
        const auto made = segments.save(view);
        QVERIFY(made.has_value());
        const CampaignId id = make("Spring");
        auto campaign = *campaigns().find(id);
        campaign.campaign.segment = made->id;
        QVERIFY(campaigns().save(campaign).has_value());
        QVERIFY(segments.remove(made->id).has_value());
        open(id);
        QCOMPARE(text("check_campaign.segment_gone"), QStringLiteral("The segment \"Spring friends\" was removed; choose another one."));
    }

    void copyAndNewAndApprovalAreTakenBack() {
        QVERIFY(service::WorkspaceService(*m_session).setSetting("require_approval", "true").has_value());
        open(make("First"));
        std::function<void()> undo;
        connect(m_page, &Page::saidWithUndo, this, [&](const QString &, const std::function<void()> &back) { undo = back; });
        const auto count = [&] { return campaigns().list()->size(); };
        const std::size_t before = count();
        part<QToolButton>(*window(), "campaignCopy")->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(count(), before + 1);
        QVERIFY(undo);
        std::exchange(undo, {})();
        QTRY_COMPARE(count(), before);
        QTRY_VERIFY(undo); // that it is gone can be undone as well
        QVERIFY(settle(*m_page));
        undo = {};
        m_page->open(QStringLiteral("new"));
        QTRY_COMPARE(count(), before + 1);
        QTRY_VERIFY(undo);
        std::exchange(undo, {})();
        QTRY_COMPARE(count(), before);
        QVERIFY(settle(*m_page));
        const CampaignId id = campaigns().list()->front().id;
        open(id);
        undo = {};
        QCOMPARE(button("campaignApprove")->text(), QStringLiteral("Ask for approval")); // it is one's own
        button("campaignApprove")->click();
        QTRY_VERIFY(!campaigns().find(id)->campaign.askedAt.empty());
        QTRY_VERIFY(undo);
        QTRY_VERIFY(!button("campaignApprove")->isVisible());
        std::exchange(undo, {})();
        QTRY_VERIFY(campaigns().find(id)->campaign.askedAt.empty());
        QTRY_VERIFY(button("campaignApprove")->isVisible());
    }

    // Above the list and in it, at every moment.
    void toGoIsOneNumber() {
        const CampaignId id = make("Goes", 20);
        open(id);
        QTRY_VERIFY(button("campaignSend")->isEnabled());
        button("campaignSend")->click();
        QTRY_VERIFY_WITH_TIMEOUT(button("campaignPause")->isVisible(), 20'000);
        int compared = 0;
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 3'000) {
            QTest::qWait(10);
            const auto *chip = m_page->findChild<QPushButton *>(QStringLiteral("peopleFilters_to_go"));
            const auto *figure = part<QWidget>(*m_page, "figureToGo");
            if (!chip || !chip->isVisible() || !figure->isVisible())
                continue;
            QCOMPARE(chip->text(), QStringLiteral("To go ") + text("figureToGoFigure"));
            ++compared;
        }
        QVERIFY(compared > 50);
    }

    void whatWasInterruptedIsTakenUpAgain() {
        const CampaignId id = make("Interrupted", 5);
        QVERIFY(campaigns().arm(id).has_value()); // and the program that began it is gone
        QVERIFY(change("UPDATE run SET created_at = created_at - 12000000"));
        open(id);
        QCOMPARE(part<QLabel>(*window(), "campaignState")->text(), QStringLiteral("Taking it up again…"));
        QVERIFY(!button("campaignPause")->isVisible() && !part<QWidget>(*m_page, "figureSpeed")->isVisible());
        QVERIFY(!part<QLabel>(*m_page, "timeLeft")->isVisible());
        QStringList heard;
        connect(m_page, &Page::said, this, [&](const QString &words) { heard << words; });
        QTRY_COMPARE_WITH_TIMEOUT(part<QLabel>(*window(), "campaignState")->text(), QStringLiteral("Sending"), 20'000);
        QCOMPARE(heard, QStringList{QStringLiteral("Interrupted goes on; it was interrupted")});
        QTRY_VERIFY(button("campaignPause")->isVisible() && part<QWidget>(*m_page, "figureSpeed")->isVisible());
    }

    // What is written on a scheduled campaign is kept while it is written, saved and read again.
    void notesOnAScheduledCampaignStay() {
        const CampaignId id = make("Planned");
        QVERIFY(campaigns().schedule(id, m_session->workspace().clock().now() + std::chrono::hours(48), campaigns().zone()));
        open(id);
        auto *view = part<QWidget>(*m_page, "composer"); // the page of a send has notes as well
        if (auto *more = part<QPushButton>(*view, "aboutMore"); more->isVisible())
            more->click();
        auto *notes = part<QPlainTextEdit>(*view, "aboutNotes");
        auto *tag = part<QLineEdit>(*view, "aboutTag");
        notes->setFocus();
        QTest::keyClicks(notes, QStringLiteral("Ask Ada"));
        m_page->workspaceChanged(); // read again before it is saved
        QVERIFY(settle(*m_page));
        QCOMPARE(notes->toPlainText(), QStringLiteral("Ask Ada"));
        QCOMPARE(campaigns().find(id)->campaign.notes, std::string("Ask Ada"));
        tag->setFocus();
        QTest::keyClicks(tag, QStringLiteral("spring"));
        QTest::keyClick(tag, Qt::Key_Return);
        QVERIFY(settle(*m_page));
        notes->setFocus();
        notes->moveCursor(QTextCursor::End);
        QTest::keyClicks(notes, QStringLiteral(" and Ben"));
        QVERIFY(settle(*m_page));
        const auto kept = campaigns().find(id)->campaign;
        QCOMPARE(kept.notes, std::string("Ask Ada and Ben"));
        QCOMPARE(kept.tags, (std::vector<std::string>{"spring"}));
        QCOMPARE(notes->toPlainText(), QStringLiteral("Ask Ada and Ben"));
        QVERIFY(campaigns().unschedule(id));
    }

    // To archive changes that and nothing else, and so does its undo.
    void archivingKeepsWhatWasWritten() {
        const CampaignId id = make("Over");
        QVERIFY(campaigns().arm(id).has_value() && campaigns().run(id).has_value());
        open(id);
        std::function<void()> undo;
        connect(m_page, &Page::saidWithUndo, this, [&](const QString &, const std::function<void()> &back) { undo = back; });
        auto *view = part<QWidget>(*m_page, "sending"); // the composer has notes as well
        auto *more = part<QPushButton>(*view, "aboutMore");
        if (more->isVisible())
            more->click();
        auto *notes = part<QPlainTextEdit>(*view, "aboutNotes");
        notes->setFocus();
        QTest::keyClicks(notes, QStringLiteral("Went well"));
        part<QToolButton>(*window(), "campaignArchive")->click(); // before they are saved
        QVERIFY(settle(*m_page));
        QVERIFY(campaigns().find(id)->campaign.isArchived);
        QCOMPARE(campaigns().find(id)->campaign.notes, std::string("Went well"));
        QTest::keyClicks(notes, QStringLiteral(" indeed"));
        QVERIFY(settle(*m_page));
        QVERIFY(undo);
        undo();
        QVERIFY(settle(*m_page));
        QVERIFY(!campaigns().find(id)->campaign.isArchived);
        QCOMPARE(campaigns().find(id)->campaign.notes, std::string("Went well indeed"));
    }

    // What a campaign does not count is not known, which is no zero.
    void whatIsNotCountedIsNoZero() {
        const CampaignId id = make("Uncounted");
        auto view = *campaigns().find(id);
        view.campaign.plan.followOpens = false;
        QVERIFY(campaigns().save(view).has_value());
        QVERIFY(campaigns().arm(id).has_value() && campaigns().run(id).has_value());
        open(id);
        QVERIFY(!part<QWidget>(*m_page, "figureOpened")->isVisible());
        QVERIFY(part<QWidget>(*m_page, "figureClicked")->isVisible());
        QCOMPARE(text("figuresUnknown"), QStringLiteral("This campaign does not count who opens it."));
        m_page->open(QStringLiteral("list"));
        QVERIFY(settle(*m_page));
        const auto *table = part<TableView>(*m_page, "campaignTable")->model();
        int found = 0;
        for (int row = 0; row < table->rowCount(); ++row)
            if (table->index(row, 0).data().toString() == QLatin1String("Uncounted")) {
                ++found;
                QTRY_VERIFY(!table->index(row, 8).data().toString().isEmpty());
                QCOMPARE(table->index(row, 7).data().toString(), QString());
            }
        QCOMPARE(found, 1);
    }

    void escapeLeavesTheFieldFirst() {
        open(make("Typed"));
        auto *subject = part<QLineEdit>(*m_page, "campaignSubject");
        subject->setFocus();
        QTest::keyClicks(subject, QStringLiteral("Half a li"));
        QTest::keyClick(subject, Qt::Key_Escape);
        QVERIFY(subject->isVisible() && !subject->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!subject->isVisible());
    }

    void theKeyboardStaysWhereTheSendWas() {
        open(make("By keyboard", 2));
        QTRY_VERIFY(button("campaignSend")->isEnabled());
        button("campaignSend")->setFocus();
        QTest::keyClick(button("campaignSend"), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(button("campaignPause")->isVisible(), 20'000);
        QVERIFY2(button("campaignPause")->hasFocus(), qPrintable(QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString()));
    }
};
AUDIENCE_TEST(CampaignTruthTest)

#include "campaign_truth_test.moc"
