// Draft, in review, approved: told from the audit log; who may decide; what a change does to it; and sends that wait for it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/definition_store.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_review.h"
#include "service/template_service.h"
#include "service/template_versions.h"
#include "service/workspace_service.h"
#include "store/connection.h"
#include "workspace/definition_repository.h"
#endif
#include "office.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::service;
using audience::test::Office;
using What = ReviewStep::What;

namespace {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

model::EmailTemplate news() {
    model::EmailTemplate email;
    email.name = "News";
    email.subject = "News";
    email.html = "<p>{{ postal_address }}</p><a href=\"https://shop.example.com/a\">New</a><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
    return email;
}

TemplateView saved(Session &session, TemplateView view) {
    const auto done = TemplateService(session).save(view);
    if (!done)
        qFatal("%s", done.error().id.c_str());
    return *done;
}

} // namespace

class TemplateReviewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fromDraftToApproved() {
        const Office office;
        TemplateReviewService ada(*office.ada), ida(*office.ida);
        const TemplateView view = saved(*office.ada, {{}, 0, news()});
        auto review = ada.of(view.id);
        NEED(review);
        QVERIFY(review->state == ReviewState::Draft);
        QCOMPARE(review->author, std::string("ada"));
        QVERIFY(review->isMine() && !review->canApprove());
        QCOMPARE(ada.approve(view.id, 1).error().id, std::string("template.not_in_review"));
        QCOMPARE(ida.giveBack(view.id, 1).error().id, std::string("template.not_in_review"));
        QCOMPARE(ada.withdraw(view.id, 1).error().id, std::string("template.nothing_to_withdraw"));

        review = ada.ask(view.id, 1, "Before Friday, please");
        NEED(review);
        QVERIFY(review->state == ReviewState::InReview);
        QCOMPARE(review->last.note, std::string("Before Friday, please"));
        const auto own = ada.approve(view.id, 1);
        QCOMPARE(own.error().id, std::string("template.own_approval"));
        QCOMPARE(own.error().arg("by"), std::string("ada"));
        review = ida.of(view.id);
        QVERIFY(review->canApprove() && !review->isMine());
        QCOMPARE(review->others, std::vector<std::string>{"ada"});

        review = ida.giveBack(view.id, 1, "The price is wrong");
        NEED(review);
        QVERIFY(review->state == ReviewState::Draft && review->isReturned());
        QCOMPARE(ada.of(view.id)->last.note, std::string("The price is wrong"));
        NEED(ada.ask(view.id, 1));
        review = ida.approve(view.id, 1);
        NEED(review);
        QVERIFY(review->state == ReviewState::Approved);
        QCOMPARE(review->last.by, std::string("ida"));
        QCOMPARE(ada.ask(view.id, 1).error().id, std::string("template.already_approved"));
        QCOMPARE(review->steps.size(), std::size_t(5)); // saved, asked, returned, asked, approved
        QVERIFY(review->steps.front().what == What::Approved && review->steps.back().what == What::Saved);
        QCOMPARE(ada.of(TemplateId{999}).error().id, std::string("definition.not_found"));
    }

    // Everybody who changed it since it was approved, not only who saved it last; a new name is no change.
    void whoeverWroteInItCannotApprove() {
        const Office office;
        const auto bob = office.open("bob");
        TemplateReviewService ada(*office.ada), ida(*office.ida), third(*bob);
        TemplateView view = saved(*office.ada, {{}, 0, news()});
        view.email.subject = "By Ida";
        view = saved(*office.ida, view);
        NEED(DefinitionStore(*bob, "template").rename(view.id.value, "Named by Bob"));
        NEED(ida.ask(view.id, 3));
        for (TemplateReviewService *one : {&ada, &ida}) {
            QVERIFY(one->of(view.id)->isMine() && !one->of(view.id)->canApprove());
            QCOMPARE(one->approve(view.id, 3).error().id, std::string("template.own_approval"));
        }
        NEED(third.approve(view.id, 3));
        view = *TemplateService(*bob).find(view.id);
        view.email.subject = "By Bob";
        view = saved(*bob, view);
        const auto review = third.of(view.id);
        NEED(review);
        QVERIFY(review->authors == std::set<std::string>{"bob"});
        NEED(third.ask(view.id, 4));
        NEED(ada.approve(view.id, 4));
        NEED(ada.withdraw(view.id, 4));
        QVERIFY(ada.of(view.id)->canApprove());
    }

    // From a workspace whose log begins later: whoever asks stands for it.
    void whereNobodyKnowsWhoWroteItTwoHaveToLook() {
        const Office office;
        TemplateReviewService ada(*office.ada), ida(*office.ida);
        const TemplateView view = saved(*office.ada, {{}, 0, news()});
        NEED(office.ada->workspace().write([](const store::Connection &connection) { return connection.execute("DELETE FROM audit_entry"); }));
        QVERIFY(ada.of(view.id)->authors.empty());
        QCOMPARE(ada.approve(view.id, 1).error().id, std::string("template.not_in_review"));
        NEED(ada.ask(view.id, 1));
        QCOMPARE(ada.approve(view.id, 1).error().id, std::string("template.own_approval"));
        NEED(ida.approve(view.id, 1));
    }

    // Who decided stands in the log that nobody can rewrite.
    void isPartOfTheAuditLog() {
        const Office office;
        const TemplateView view = saved(*office.ada, {{}, 0, news()});
        NEED(TemplateReviewService(*office.ada).ask(view.id, 1));
        NEED(TemplateReviewService(*office.ida).approve(view.id, 1));
        const auto lines = WorkspaceService(*office.ada).exportAudit();
        NEED(lines);
        QVERIFY(lines->find(R"("actor":"ida","at")") != std::string::npos && lines->find(R"("kind":"template.approved")") != std::string::npos);
        const auto reader = office.ada->workspace().reader();
        const auto checked = store::AuditChain::verify(**reader);
        NEED(checked);
        QVERIFY(checked->breaches.empty());
    }

    void aChangeMakesItADraftAgain() {
        const Office office;
        TemplateReviewService ada(*office.ada), ida(*office.ida);
        TemplateView view = saved(*office.ada, {{}, 0, news()});
        NEED(ada.ask(view.id, 1));
        NEED(ida.approve(view.id, 1));
        // Another name changes nothing of what is sent.
        NEED(DefinitionStore(*office.ida, "template").rename(view.id.value, "Spring news"));
        auto review = ada.of(view.id);
        QCOMPARE(review->revision, 2);
        QVERIFY(review->state == ReviewState::Approved);
        QCOMPARE(review->author, std::string("ada"));
        // What is sent is another email now: in its words, in a translation.
        view = *TemplateService(*office.ada).find(view.id);
        view.email.translations = {{"de", {"Neues", "", "", "", {}}}};
        view = saved(*office.ida, view);
        review = ada.of(view.id);
        QVERIFY(review->state == ReviewState::Draft);
        QCOMPARE(review->author, std::string("ida"));
        QCOMPARE(ada.ask(view.id, 2).error().id, std::string("definition.stale"));
        // The version before stays approved, and coming back to its words is a version of its own.
        QVERIFY(ada.of(view.id, 2)->state == ReviewState::Approved);
        view.email.translations.clear();
        view = saved(*office.ada, view);
        QVERIFY(ada.of(view.id)->state == ReviewState::Draft);
        const auto states = ada.states();
        NEED(states);
        QVERIFY(states->at(view.id.value) == ReviewState::Draft);
        NEED(ida.ask(view.id, view.revision));
        QVERIFY(ada.states()->at(view.id.value) == ReviewState::InReview);
    }

    // Every step can be taken back.
    void takesTheLastStepBack() {
        const Office office;
        TemplateReviewService ada(*office.ada), ida(*office.ida);
        const TemplateView view = saved(*office.ada, {{}, 0, news()});
        NEED(ada.ask(view.id, 1));
        NEED(ida.approve(view.id, 1));
        QVERIFY(ida.withdraw(view.id, 1)->state == ReviewState::InReview);
        NEED(ida.giveBack(view.id, 1, "No"));
        QVERIFY(ida.withdraw(view.id, 1)->state == ReviewState::InReview);
        QVERIFY(ada.withdraw(view.id, 1)->state == ReviewState::Draft);
        QCOMPARE(ada.withdraw(view.id, 1).error().id, std::string("template.nothing_to_withdraw"));
        // Of a template whose id begins alike nothing is taken over.
        std::vector<TemplateView> more;
        for (int i = 0; i < 20; ++i) {
            model::EmailTemplate email = news();
            email.name = "News " + std::to_string(i);
            more.push_back(saved(*office.ada, {{}, 0, email}));
        }
        NEED(ada.ask(more.back().id, 1));
        int inReview = 0;
        const auto states = ada.states();
        NEED(states);
        for (const auto &[id, state] : *states)
            inReview += state == ReviewState::InReview ? 1 : 0;
        QCOMPARE(inReview, 1);
    }

    void aSendWaitsForApprovalWhereTheWorkspaceWantsIt() {
        const Office office;
        QFile csv(office.file("people.csv"));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("id,email,newsletter\n1,a@example.com,yes\n2,b@example.com,yes\n");
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "newsletter";
        NEED(DataService(*office.ada).importFile(import));
        SegmentView all;
        all.name = "Everybody";
        all.rule = *SegmentService(*office.ada).fromText("email is not empty");
        TemplateView view = saved(*office.ada, {{}, 0, news()});
        CampaignView campaign;
        campaign.campaign.name = "Spring";
        campaign.campaign.segment = SegmentService(*office.ada).save(all)->id;
        campaign.campaign.emailTemplate = view.id;
        CampaignService campaigns(*office.ada);
        const auto made = campaigns.save(campaign);
        NEED(made);
        const auto has = [&](const char *id) {
            const auto checks = campaigns.check(made->id);
            return checks && std::any_of(checks->begin(), checks->end(), [&](const CheckView &one) { return one.id == id; });
        };
        QVERIFY(!has("check.template_not_approved") && !has("check.template_approved")); // off by default
        NEED(WorkspaceService(*office.ada).setSetting("require_template_approval", "true"));
        QVERIFY(has("check.template_not_approved"));
        QCOMPARE(campaigns.arm(made->id).error().id, std::string("check.template_not_approved"));
        NEED(TemplateReviewService(*office.ada).ask(view.id, view.revision));
        NEED(TemplateReviewService(*office.ida).approve(view.id, view.revision));
        QVERIFY(has("check.template_approved"));
        NEED(campaigns.arm(made->id));
        // Whatever becomes of the template, the armed campaign sends what was approved.
        view.email.subject = "Changed";
        view = saved(*office.ada, view);
        QVERIFY(has("check.template_approved"));
        QVERIFY(campaigns.preview(campaigns.find(made->id)->campaign)->subject == "News");
        NEED(campaigns.run(made->id));
        QCOMPARE(campaigns.status(made->id)->states.at("accepted"), 2);
        const auto versions = TemplateVersionService(*office.ada).list(view.id);
        NEED(versions);
        QCOMPARE(versions->size(), std::size_t(2));
        QVERIFY(!versions->at(0).isSent && versions->at(0).state == ReviewState::Draft);
        QVERIFY(versions->at(1).isSent && versions->at(1).state == ReviewState::Approved);
        QCOMPARE(versions->at(1).approvedBy, std::string("ida"));
    }
};

AUDIENCE_TEST(TemplateReviewTest)
#include "template_review_test.moc"
