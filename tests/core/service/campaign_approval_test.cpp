// The approval of a campaign by somebody other than who wrote it: who may give it, whose name is kept, what a change does to
// it; and what waits for approval on the first page of those who can give it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "service/approval_rules.h"
#include "service/campaign_service.h"
#include "service/session.h"
#include "service/template_review.h"
#include "service/template_service.h"
#include "service/today_service.h"
#include "service/workspace_service.h"
#include "store/connection.h"
#endif
#include "office.h"
#include "support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::service;
using audience::test::Office;
using model::CampaignState;

namespace {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

CampaignView spring(const Office &office) {
    CampaignView view;
    view.campaign.name = "Spring";
    const auto saved = CampaignService(*office.ada).save(view);
    if (!saved)
        qFatal("%s", saved.error().id.c_str());
    return *saved;
}

std::string failed(const Result<void> &done) { return done ? std::string() : done.error().id; }

bool says(const std::vector<CheckView> &checks, const char *id) {
    return std::any_of(checks.begin(), checks.end(), [&](const CheckView &one) { return one.id == id; });
}

std::vector<Remark> toApprove(Session &session) {
    const auto view = TodayService(session).today();
    std::vector<Remark> found;
    if (view)
        std::copy_if(view->needsYou.begin(), view->needsYou.end(), std::back_inserter(found), [](const Remark &one) { return one.id.find("review") != std::string::npos; });
    return found;
}

std::string argument(const Remark &remark, const char *name) {
    for (const auto &[key, value] : remark.args)
        if (key == name)
            return value;
    return {};
}

} // namespace

class CampaignApprovalTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void somebodyElseApprovesAndIsNamed() {
        const Office office;
        NEED(changeApprovalRules(*office.ada, {}, {false, true}));
        CampaignService ada(*office.ada), ida(*office.ida);
        const CampaignView sent = spring(office);
        QCOMPARE(sent.campaign.author, std::string("ada"));
        QVERIFY(ada.isMine(sent) && !ida.isMine(sent));
        QVERIFY(says(*ada.check(sent.id), "check.not_approved"));
        const auto own = ada.approve(sent.id);
        QCOMPARE(failed(own), std::string("campaign.own_approval"));
        QCOMPARE(own.error().arg("by"), std::string("ada"));
        NEED(ada.askApproval(sent.id, sent.revision));
        const auto asked = ada.find(sent.id);
        NEED(asked);
        QCOMPARE(asked->state, CampaignState::InReview);
        QCOMPARE(asked->campaign.askedBy, std::string("ada"));
        QVERIFY(says(*ida.check(sent.id), "check.approval_waits"));
        QCOMPARE(failed(ida.approve(sent.id, sent.revision)), std::string("definition.stale")); // not what was looked at
        NEED(ida.approve(sent.id, asked->revision));
        const auto approved = ada.find(sent.id);
        NEED(approved);
        QCOMPARE(approved->state, CampaignState::Approved);
        QCOMPARE(approved->campaign.approvedBy, std::string("ida"));
        const auto checks = ada.check(sent.id);
        NEED(checks);
        QVERIFY(says(*checks, "check.approved_by") && !says(*checks, "check.not_approved"));
        QCOMPARE(failed(ada.askApproval(sent.id)), std::string("campaign.already_approved"));
        NEED(ida.withdrawApproval(sent.id));
        QCOMPARE(ada.find(sent.id)->state, CampaignState::InReview);
        NEED(ada.withdrawApproval(sent.id));
        QCOMPARE(ada.find(sent.id)->state, CampaignState::Draft);
        const auto lines = WorkspaceService(*office.ada).exportAudit();
        NEED(lines);
        for (const auto &[actor, kind] : {std::pair("ada", "campaign.ask_approval"), std::pair("ida", "campaign.approve"), std::pair("ida", "campaign.withdraw_approval")}) {
            bool isThere = false;
            for (const QByteArray &line : QByteArray::fromStdString(*lines).split('\n'))
                isThere = isThere || (line.contains("\"actor\":\"" + QByteArray(actor) + '"') && line.contains("\"kind\":\"" + QByteArray(kind) + '"'));
            QVERIFY2(isThere, kind);
        }
        NEED(WorkspaceService(*office.ada).verifyAudit());
    }

    void whereNothingIsWantedAnybodyMayApprove() {
        const Office office;
        CampaignService ada(*office.ada);
        const CampaignView sent = spring(office);
        NEED(ada.approve(sent.id));
        QCOMPARE(ada.find(sent.id)->campaign.approvedBy, std::string("ada"));
        QVERIFY(!says(*ada.check(sent.id), "check.approved_by")); // nobody asked
    }

    void aChangeNeedsItAnewAndNobodySaysItThemselves() {
        const Office office;
        NEED(changeApprovalRules(*office.ada, {}, {false, true}));
        CampaignService ada(*office.ada), ida(*office.ida);
        const CampaignView sent = spring(office);
        NEED(ada.askApproval(sent.id));
        NEED(ida.approve(sent.id));
        auto noted = *ada.find(sent.id);
        noted.campaign.notes = "Looks good";
        const auto kept = ada.save(noted);
        NEED(kept);
        QCOMPARE(kept->state, CampaignState::Approved);
        auto changed = *kept;
        changed.campaign.subject = "Another";
        const auto draft = ida.save(changed);
        NEED(draft);
        QCOMPARE(draft->state, CampaignState::Draft);
        QVERIFY(draft->campaign.askedBy.empty() && draft->campaign.approvedBy.empty());
        QCOMPARE(draft->campaign.author, std::string("ida")); // who wrote it last
        QCOMPARE(failed(ida.approve(sent.id)), std::string("campaign.own_approval"));
        NEED(ada.approve(sent.id)); // nobody has to ask
        // Whoever saves says nothing about who approved: that is told by what is kept.
        auto forged = *ada.find(sent.id);
        forged.campaign.subject = "Forged";
        forged.campaign.approvedBy = "ida";
        forged.campaign.approvedAt = "2026-11-21T09:00:00Z";
        forged.campaign.author = "somebody";
        const auto saved = ada.save(forged);
        NEED(saved);
        QCOMPARE(saved->state, CampaignState::Draft);
        QCOMPARE(saved->campaign.author, std::string("ada"));
        CampaignView made;
        made.campaign = forged.campaign;
        made.campaign.name = "Made";
        QCOMPARE(ada.save(made)->state, CampaignState::Draft);
        // From before approvals had a name.
        QVERIFY(model::campaignFromJson(Json{{"audience_campaign", 4}, {"approved_by", "me"}, {"approved_at", "2026-11-21T09:00:00Z"}})->approvedBy.empty());
    }

    // Not only who saved it last: everybody who changed what it sends since it was approved.
    void whoeverWroteInItCannotApprove() {
        const Office office;
        NEED(changeApprovalRules(*office.ada, {}, {false, true}));
        const auto bob = office.open("bob");
        CampaignService ada(*office.ada), ida(*office.ida), third(*bob);
        auto sent = spring(office);
        sent.campaign.subject = "By Ida";
        NEED(ida.save(sent));
        NEED(ida.askApproval(sent.id));
        for (CampaignService *one : {&ada, &ida})
            QCOMPARE(failed(one->approve(sent.id)), std::string("campaign.own_approval"));
        QVERIFY(ada.isMine(*ada.find(sent.id)) && !third.isMine(*third.find(sent.id)));
        QVERIFY(toApprove(*office.ada).empty() && toApprove(*bob).size() == 1);
        NEED(third.approve(sent.id));
        QVERIFY(says(*ada.check(sent.id), "check.approved_by"));
        // Notes and a look back change nothing of that.
        NEED(third.withdrawApproval(sent.id));
        QCOMPARE(failed(ada.approve(sent.id)), std::string("campaign.own_approval"));
        NEED(third.approve(sent.id));
        // What was approved is not theirs to answer for any more.
        auto next = *third.find(sent.id);
        next.campaign.subject = "By Bob";
        NEED(third.save(next));
        QCOMPARE(failed(third.approve(sent.id)), std::string("campaign.own_approval"));
        NEED(ada.approve(sent.id));
    }

    // From a workspace whose log begins later: somebody has to stand for it.
    void whereNobodyKnowsWhoWroteItTwoHaveToLook() {
        const Office office;
        NEED(changeApprovalRules(*office.ada, {}, {false, true}));
        CampaignService ada(*office.ada), ida(*office.ida);
        auto sent = spring(office);
        NEED(office.ada->workspace().write([&](const store::Connection &connection) -> Result<void> {
            TRY(connection.execute("DELETE FROM audit_entry"));
            TRY_ASSIGN(store::Statement forget, connection.prepare("UPDATE definition SET body = json_set(body, '$.author', '') WHERE id = ?"));
            return forget.bind(1, sent.id.value).run();
        }));
        QVERIFY(ada.isMine(*ada.find(sent.id)) && ida.isMine(*ida.find(sent.id))); // each can ask
        QCOMPARE(failed(ada.approve(sent.id)), std::string("campaign.author_unknown"));
        NEED(ada.askApproval(sent.id));
        QCOMPARE(failed(ada.approve(sent.id)), std::string("campaign.own_approval"));
        NEED(ida.approve(sent.id));
        QVERIFY(says(*ada.check(sent.id), "check.approved_by"));
    }

    // It was approved by who wrote it, before the workspace wanted a colleague.
    void anOwnApprovalFromBeforeIsAskedForAgain() {
        const Office office;
        CampaignService ada(*office.ada), ida(*office.ida);
        const auto sent = spring(office);
        NEED(ada.approve(sent.id));
        NEED(changeApprovalRules(*office.ada, {}, {false, true}));
        QVERIFY(says(*ada.check(sent.id), "check.not_approved"));
        NEED(ada.askApproval(sent.id));
        QCOMPARE(ada.find(sent.id)->state, CampaignState::InReview);
        NEED(ida.approve(sent.id));
        QVERIFY(says(*ada.check(sent.id), "check.approved_by"));
    }

    void whatWaitsStandsOnTodayOfThoseWhoCanApprove() {
        const Office office;
        NEED(changeApprovalRules(*office.ada, {}, {true, true}));
        QVERIFY(toApprove(*office.ada).empty() && toApprove(*office.ida).empty());
        model::EmailTemplate email;
        email.name = "News";
        email.subject = "News";
        const auto news = TemplateService(*office.ada).save({{}, 0, email});
        NEED(news);
        NEED(TemplateReviewService(*office.ada).ask(news->id, news->revision, "Only the first part is new"));
        const CampaignView sent = spring(office);
        NEED(CampaignService(*office.ada).askApproval(sent.id));
        QVERIFY(toApprove(*office.ada).empty()); // they wrote it
        const auto waiting = toApprove(*office.ida);
        QCOMPARE(waiting.size(), std::size_t{2});
        QCOMPARE(waiting[0].id, std::string("today.email_review"));
        QCOMPARE(waiting[0].page, std::string("templates"));
        QCOMPARE(waiting[0].target, std::to_string(news->id.value));
        QCOMPARE(argument(waiting[0], "by"), std::string("ada"));
        QCOMPARE(argument(waiting[0], "note"), std::string("Only the first part is new"));
        QCOMPARE(waiting[1].id, std::string("today.review"));
        QCOMPARE(waiting[1].page, std::string("campaigns"));
        QCOMPARE(waiting[1].target, std::to_string(sent.id.value));
        NEED(TemplateReviewService(*office.ida).approve(news->id, news->revision));
        NEED(CampaignService(*office.ida).approve(sent.id));
        QVERIFY(toApprove(*office.ida).empty());
        for (int i = 0; i < 7; ++i) {
            email.name = "Mail " + std::to_string(i);
            const auto one = TemplateService(*office.ada).save({{}, 0, email});
            NEED(one);
            NEED(TemplateReviewService(*office.ada).ask(one->id, one->revision));
        }
        const auto many = toApprove(*office.ida);
        QCOMPARE(many.size(), std::size_t{5}); // of many, the last one says how many more there are
        QCOMPARE(many.back().id, std::string("today.more_reviews"));
        QCOMPARE(argument(many.back(), "count"), std::string("3"));
        QCOMPARE(many.back().page, std::string("templates"));
    }

    void rulesOfApprovalKeepWhatOthersChange() {
        const Office office;
        QVERIFY(*approvalRulesOf(*office.ada) == ApprovalRules{});
        NEED(changeApprovalRules(*office.ida, {}, {true, false}));
        NEED(changeApprovalRules(*office.ada, {}, {false, true})); // read before
        const auto both = approvalRulesOf(*office.ada);
        NEED(both);
        QVERIFY(both->emails && both->campaigns);
        QCOMPARE(*WorkspaceService(*office.ada).setting("require_template_approval"), std::string("true"));
        QCOMPARE(*WorkspaceService(*office.ada).setting("require_approval"), std::string("true"));
        NEED(WorkspaceService(*office.ada).setSetting("require_approval", "\"often\"")); // not what it should be
        QVERIFY(!approvalRulesOf(*office.ada)->campaigns);
    }
};

AUDIENCE_TEST(CampaignApprovalTest)
#include "campaign_approval_test.moc"
