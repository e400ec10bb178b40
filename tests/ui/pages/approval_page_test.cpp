// Approval in the window, by two people: the switches that ask for it, what waits on Today, a campaign asked for and approved
// with a name; and the words of an email that a campaign sends.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "app/gui/workbench.h"
#include "qbase/convert.h"
#include "service/approval_rules.h"
#include "service/campaign_service.h"
#include "service/segment_service.h"
#include "service/template_review.h"
#include "service/template_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/theme.h"
#include "ui/settings/sending_section.h"
#include "ui/shell/main_window.h"
#include "ui/today/today_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;
using service::ApprovalRules;

class ApprovalPageTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session, m_colleague;
    std::unique_ptr<gui::Workbench> m_bench;
    Page *m_page = nullptr;

    MainWindow *window() { return m_bench->window(); }
    service::CampaignService campaigns() { return service::CampaignService(*m_session); }
    QPushButton *button(const char *name) { return part<QPushButton>(*window(), name); }
    QString text(const char *name) { return part<QLabel>(*m_page, name)->text(); }
    void want(const ApprovalRules &rules) { QVERIFY(service::changeApprovalRules(*m_session, *service::approvalRulesOf(*m_session), rules).has_value()); }
    // An email in two variants, beside what the shop has.
    service::TemplateView news(const char *name) {
        service::TemplateView view;
        view.email = service::TemplateService(*m_session).findByName("Win-back")->email;
        view.email.name = name;
        view.email.subject = "We miss you";
        view.email.translations.clear();
        view.email.variants = {{"B", {"Ten percent off", "", "", "", {}}}};
        const auto saved = service::TemplateService(*m_session).save(view);
        if (!saved)
            qFatal("%s", saved.error().id.c_str());
        return *saved;
    }
    CampaignId make(service::Session &by, const std::string &name, TemplateId email) {
        service::CampaignView view;
        view.campaign.name = name;
        view.campaign.emailTemplate = email;
        view.campaign.segment = service::SegmentService(by).list()->front().id;
        view.campaign.topics = {"newsletter"};
        const auto saved = service::CampaignService(by).save(view);
        return saved ? saved->id : CampaignId{};
    }
    void open(CampaignId id) {
        window()->showPage(QStringLiteral("campaigns"), QString::number(id.value));
        m_page = window()->currentPage();
        QVERIFY(settle(*m_page));
    }
    // The row of the open list with these words is taken.
    bool pick(const QString &words) {
        if (!QTest::qWaitFor([] { return QApplication::activePopupWidget() != nullptr; }, 5'000))
            return false;
        auto *list = QApplication::activePopupWidget()->findChild<QListWidget *>(QStringLiteral("pickerList"));
        for (int row = 0; list && row < list->count(); ++row)
            if (list->item(row)->text() == words) {
                list->setCurrentRow(row);
                QTest::keyClick(list, Qt::Key_Return);
                return QTest::qWaitFor([] { return !QApplication::activePopupWidget(); }, 5'000);
            }
        return false;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
        service::Session::Options options;
        options.environment.stateDirectory = m_demo.file(QStringLiteral("state")).toStdString();
        options.environment.actor = "ida";
        const auto colleague = service::Session::open(m_session->workspace().path(), options);
        QVERIFY(colleague.has_value());
        m_colleague = *colleague;
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
        want({});
    }

    void switchesSayWhatHappensAndAreTakenBack() {
        SendingSection section(m_session);
        QList<std::function<void()>> undos;
        connect(&section, &SettingsSection::saidWithUndo, this, [&](const QString &, const std::function<void()> &undo) { undos << undo; });
        section.resize(760, 1200);
        section.setVisible(true);
        section.opened();
        const auto rest = [&] { return QTest::qWaitFor([&] { return section.isSettled(); }); };
        QVERIFY(rest());
        auto *emails = part<QCheckBox>(section, "approvalEmails"), *all = part<QCheckBox>(section, "approvalCampaigns");
        QVERIFY(!emails->isChecked() && !all->isChecked());
        QCOMPARE(emails->accessibleName(), QStringLiteral("Emails must be approved before they are sent"));
        QTest::keyClick(emails, Qt::Key_Space);
        QVERIFY(rest());
        QVERIFY(*service::approvalRulesOf(*m_session) == (ApprovalRules{true, false}));
        // What somebody else switches meanwhile stays.
        QVERIFY(service::changeApprovalRules(*m_colleague, {}, {false, true}).has_value());
        QCOMPARE(undos.size(), 1);
        undos.takeFirst()();
        QVERIFY(rest());
        QVERIFY(*service::approvalRulesOf(*m_session) == (ApprovalRules{false, true}));
        QVERIFY(!emails->isChecked() && all->isChecked());
    }

    void todayLeadsToTheEmailWithOneClick() {
        TodayPage before(m_session);
        before.resize(1400, 800);
        before.show();
        QVERIFY(settle(before));
        const int needs = part<ListRows>(before, "todayNeeds")->count();
        service::TemplateView view;
        view.email = news("Mine").email;
        view.email.name = "For Today";
        view.email.subject = "Written by Ida"; // and by nobody else
        const auto saved = service::TemplateService(*m_colleague).save(view);
        QVERIFY(saved.has_value());
        QVERIFY(service::TemplateReviewService(*m_colleague).ask(saved->id, saved->revision).has_value());
        TodayPage today(m_session);
        today.resize(1400, 800);
        today.show();
        QVERIFY(settle(today));
        auto *rows = part<ListRows>(today, "todayNeeds");
        QCOMPARE(rows->count(), needs + 1);
        QStringList words;
        for (const QLabel *label : rows->findChildren<QLabel *>())
            words << label->text();
        QVERIFY2(words.contains(QStringLiteral("Approve the email \"For Today\"")), qPrintable(words.join(QLatin1Char('|'))));
        QVERIFY(std::any_of(words.begin(), words.end(), [](const QString &one) { return one.startsWith(QStringLiteral("ida asks since ")); }));
        QSignalSpy went(&today, &Page::goTo);
        QPushButton *review = nullptr;
        for (QPushButton *one : rows->findChildren<QPushButton *>())
            if (one->text() == QLatin1String("Review"))
                review = one;
        QVERIFY(review);
        review->click();
        QCOMPARE(went.value(0).value(0).toString(), QStringLiteral("templates"));
        QCOMPARE(went.value(0).value(1).toString(), QString::number(saved->id.value));
        QVERIFY(service::TemplateReviewService(*m_session).approve(saved->id, saved->revision).has_value());
        TodayPage after(m_session);
        after.resize(1400, 800);
        after.show();
        QVERIFY(settle(after));
        QCOMPARE(part<ListRows>(after, "todayNeeds")->count(), needs);
    }

    void aColleaguesCampaignIsApprovedByName() {
        want({false, true});
        const CampaignId id = make(*m_colleague, "From Ida", news("Spring").id);
        QVERIFY(service::CampaignService(*m_colleague).askApproval(id).has_value());
        open(id);
        QCOMPARE(part<QLabel>(*window(), "campaignState")->text(), QStringLiteral("In review"));
        QCOMPARE(text("check_check.approval_waits"), QStringLiteral("ida asked for approval; somebody who did not write the campaign approves it."));
        QCOMPARE(button("campaignApprove")->text(), QStringLiteral("Approve"));
        QCOMPARE(button("campaignReturn")->text(), QStringLiteral("Send back"));
        std::function<void()> undo;
        connect(m_page, &Page::saidWithUndo, this, [&](const QString &, const std::function<void()> &back) { undo = back; });
        part<QPushButton>(*m_page, "fix_check.approval_waits")->click();
        QTRY_COMPARE(toQString(campaigns().find(id)->campaign.approvedBy), QStringLiteral("tester"));
        QVERIFY(settle(*m_page));
        QCOMPARE(text("check_check.approved_by"), QStringLiteral("The campaign is approved by tester."));
        QVERIFY(part<QLabel>(*window(), "campaignState")->toolTip().endsWith(QStringLiteral(" by tester")));
        QVERIFY(!button("campaignApprove")->isVisible() && !button("campaignReturn")->isVisible());
        QVERIFY(undo);
        undo();
        QTRY_VERIFY(campaigns().find(id)->campaign.approvedBy.empty());
        QVERIFY(settle(*m_page));
        button("campaignReturn")->click();
        QTRY_COMPARE(campaigns().find(id)->state, model::CampaignState::Draft);
        QVERIFY(settle(*m_page));
    }

    // Somebody else was faster: the approval is refused, and what was typed meanwhile stands beside theirs.
    void whatIsTypedDuringAnApprovalThatFailsIsKept() {
        want({false, true});
        const CampaignId id = make(*m_colleague, "Both at once", news("Both").id);
        open(id);
        QCOMPARE(button("campaignApprove")->text(), QStringLiteral("Approve"));
        auto theirs = *service::CampaignService(*m_colleague).find(id);
        theirs.campaign.subject = "By Ida";
        QVERIFY(service::CampaignService(*m_colleague).save(theirs).has_value());
        button("campaignApprove")->click();
        auto *subject = part<QLineEdit>(*m_page, "campaignSubject");
        subject->setFocus();
        QTest::keyClicks(subject, QStringLiteral("Typed here"));
        QTRY_VERIFY(part<QWidget>(*m_page, "campaignStale")->isVisible());
        QCOMPARE(subject->text(), QStringLiteral("Typed here"));
        QCOMPARE(toQString(campaigns().find(id)->campaign.subject), QStringLiteral("By Ida"));
        QVERIFY(campaigns().find(id)->campaign.approvedBy.empty());
        part<QPushButton>(*m_page, "campaignStaleMine")->click();
        QTRY_COMPARE(toQString(campaigns().find(id)->campaign.subject), QStringLiteral("Typed here"));
        QVERIFY(settle(*m_page));
        QTRY_COMPARE(button("campaignApprove")->text(), QStringLiteral("Ask for approval")); // it is theirs and mine now
    }

    void wordsAreChosenAndTakenBack() {
        const service::TemplateView email = news("Autumn");
        const CampaignId id = make(*m_session, "In words", email.id);
        open(id);
        auto *choice = part<QPushButton>(*m_page, "campaignVariant");
        QVERIFY(choice->isVisible());
        QCOMPARE(choice->text(), QStringLiteral("Original"));
        QTRY_COMPARE(text("inboxSubject"), QStringLiteral("We miss you"));
        choice->click();
        QVERIFY(pick(QStringLiteral("Variant B")));
        QVERIFY(settle(*m_page));
        QCOMPARE(toQString(campaigns().find(id)->campaign.variant), QStringLiteral("B"));
        QCOMPARE(choice->accessibleName(), QStringLiteral("Which words: Variant B"));
        QTRY_COMPARE(text("inboxSubject"), QStringLiteral("Ten percent off"));
        QCOMPARE(part<QLineEdit>(*m_page, "campaignSubject")->placeholderText(), QStringLiteral("Ten percent off"));
        QVERIFY(!text("check_check.variant").isEmpty());
        QCOMPARE(toQString(campaigns().preview(campaigns().find(id)->campaign)->subject), QStringLiteral("Ten percent off"));
        part<QToolButton>(*window(), "campaignUndo")->click();
        QVERIFY(settle(*m_page));
        QVERIFY(campaigns().find(id)->campaign.variant.empty());
        QCOMPARE(choice->text(), QStringLiteral("Original"));
        part<QToolButton>(*window(), "campaignRedo")->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(choice->text(), QStringLiteral("Variant B"));
        // Its variant goes: it says so, nothing can be sent, and other words are one step away.
        service::TemplateView without = *service::TemplateService(*m_session).find(email.id);
        without.email.variants.clear();
        QVERIFY(service::TemplateService(*m_session).save(without).has_value());
        m_page->workspaceChanged();
        QVERIFY(settle(*m_page));
        QCOMPARE(choice->text(), QStringLiteral("Variant B, which is gone"));
        QVERIFY(part<QLabel>(*m_page, "campaignVariantGone")->isVisible());
        QVERIFY(!button("campaignSend")->isEnabled());
        part<QPushButton>(*m_page, "fix_template.no_such_variant")->click();
        QVERIFY(pick(QStringLiteral("Original")));
        QVERIFY(settle(*m_page));
        QVERIFY(campaigns().find(id)->campaign.variant.empty());
        QVERIFY(!choice->isVisible() && !part<QLabel>(*m_page, "campaignVariantGone")->isVisible());
        // An email without variants asks nothing.
        QVERIFY(!m_page->findChild<QLabel *>(QStringLiteral("check_check.variant")));
    }
};

AUDIENCE_TEST(ApprovalPageTest)
#include "approval_page_test.moc"
