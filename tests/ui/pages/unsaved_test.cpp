// What was written and not saved, on the pages: what was recovered is neither written over nor lost, goes and
// comes back with its definition, and older answers do not win over newer ones.
#ifndef Q_MOC_RUN
#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/definition_store.h"
#include "service/draft_service.h"
#include "service/segment_service.h"
#include "service/template_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/jobs.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QFrame>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QUndoStack>

#include <algorithm>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class UnsavedTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::function<void()> m_undo;

    template <class P, class... Args> std::unique_ptr<P> make(Args... args) {
        auto page = std::make_unique<P>(m_session, args...);
        connect(page.get(), &Page::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undo = undo; });
        page->resize(1100, 760);
        page->setVisible(true);
        return page;
    }
    template <class P> static void show(P &page, std::int64_t id) {
        QVERIFY(settle(page));
        page.open(QString::number(id));
        QVERIFY(settle(page));
    }
    model::SegmentRule rule(const char *text) { return *service::SegmentService(*m_session).fromText(text); }
    std::int64_t segment(const char *name) {
        service::SegmentView view;
        view.name = name;
        view.rule = rule("country = DE");
        return service::SegmentService(*m_session).save(view)->id.value;
    }
    service::DefinitionStore store() { return service::DefinitionStore(*m_session, "segment"); }
    std::size_t draftsOf(std::int64_t id) {
        const auto list = service::DraftService(*m_session).list();
        return std::size_t(std::count_if(list->drafts.begin(), list->drafts.end(), [id](const service::Draft &one) { return one.id == id; }));
    }
    service::CampaignService campaigns() { return service::CampaignService(*m_session); }
    service::CampaignView campaign(const char *name) {
        service::CampaignView view;
        view.campaign.name = name;
        view.campaign.segment = service::SegmentService(*m_session).list()->front().id;
        view.campaign.emailTemplate = service::TemplateService(*m_session).list()->front().id;
        return *campaigns().save(view);
    }
    void change(const std::string &sql) {
        QVERIFY(m_session->workspace().write([&](const store::Connection &connection) { return connection.execute(sql); }).has_value());
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }

    void writingOnKeepsWhatWasRecovered() {
        const std::int64_t id = segment("Crashed");
        const auto saved = *store().find(id);
        const service::DraftService drafts(*m_session);
        QVERIFY(drafts.save({"segment", id, saved.revision, saved.name, model::toJson(rule("country = ES")), {}}).has_value());
        {
            const auto page = make<SegmentsPage>();
            show(*page, id);
            QTRY_VERIFY(part<QFrame>(*page, "segmentRecovered")->isVisible());
            page->document()->change(QStringLiteral("test"), rule("country = FR"));
        }
        QCOMPARE(draftsOf(id), std::size_t(2));
        const auto page = make<SegmentsPage>();
        show(*page, id);
        QTRY_VERIFY(part<QFrame>(*page, "segmentRecovered")->isVisible());
        part<QPushButton>(*page, "segmentRecoveredShow")->click();
        QCOMPARE(page->document()->rule(), rule("country = FR"));
        part<QPushButton>(*page, "segmentSave")->click();
        // What was written first is offered then.
        QTRY_VERIFY(store().find(id)->body == model::toJson(rule("country = FR")));
        QVERIFY(settle(*page));
        QTRY_VERIFY(part<QFrame>(*page, "segmentRecovered")->isVisible());
        part<QPushButton>(*page, "segmentRecoveredShow")->click();
        QCOMPARE(page->document()->rule(), rule("country = ES"));
        QVERIFY(store().remove(id).has_value());
    }

    void aRemovedOneTakesItsDraftAlong() {
        const std::int64_t id = segment("Half written");
        const auto page = make<SegmentsPage>();
        show(*page, id);
        page->document()->change(QStringLiteral("test"), rule("country = ES"));
        m_undo = {};
        QTest::keyClick(part<QListView>(*page, "segmentList"), Qt::Key_Delete);
        QTRY_VERIFY(m_undo);
        QVERIFY(settle(*page));
        QTRY_COMPARE(draftsOf(id), std::size_t(0));
        std::exchange(m_undo, {})();
        QTRY_VERIFY(store().find(id).has_value());
        QTRY_COMPARE(page->document()->rule(), rule("country = ES"));
        QVERIFY(settle(*page));
        part<QPushButton>(*page, "segmentSave")->click(); // on top of what came back
        QTRY_VERIFY(store().find(id)->body == model::toJson(rule("country = ES")));
        QVERIFY(settle(*page));
        QVERIFY(store().remove(id).has_value());
    }

    void aCopyGoesByItsOwnName() {
        const std::int64_t id = segment("Twice");
        const auto page = make<SegmentsPage>();
        show(*page, id);
        auto theirs = *store().find(id);
        theirs.body = model::toJson(rule("country = FR"));
        QVERIFY(store().save(theirs).has_value());
        page->document()->change(QStringLiteral("test"), rule("country = ES"));
        part<QPushButton>(*page, "segmentSave")->click();
        QTRY_VERIFY(part<QFrame>(*page, "segmentStale")->isVisible());
        part<QPushButton>(*page, "segmentStaleCopy")->click();
        QTRY_COMPARE(page->name(), QStringLiteral("Twice (2)"));
        QCOMPARE(part<QLineEdit>(*page, "segmentName")->text(), QStringLiteral("Twice (2)"));
        QVERIFY(settle(*page));
        QVERIFY(store().find(id)->body == theirs.body);
        QVERIFY(store().remove(id).has_value());
    }

    void aListThatCannotBeReadIsReadAgain() {
        const std::string id = std::to_string(segment("Damaged"));
        change("UPDATE definition SET body = '{' WHERE id = " + id);
        const auto page = make<SegmentsPage>();
        QVERIFY(settle(*page));
        auto *state = part<StateView>(*page, "segmentsState");
        QCOMPARE(state->state(), StateView::State::Error);
        change("DELETE FROM definition WHERE id = " + id);
        Q_EMIT state->actionWanted();
        QTRY_COMPARE(state->state(), StateView::State::Content);
        QVERIFY(settle(*page));
    }

    void anOlderListDoesNotTakeBackWhatWasSaved() {
        const auto made = campaign("Newer");
        Jobs jobs;
        const auto page = make<CampaignsPage>(&jobs);
        show(*page, made.id.value);
        auto *subject = part<QLineEdit>(*page, "campaignSubject");
        QTest::keyClicks(subject, QStringLiteral("Saved"));
        QVERIFY(settle(*page));
        QCOMPARE(campaigns().find(made.id)->campaign.subject, std::string("Saved"));
        // As a list that was read before that save tells it.
        change("UPDATE definition SET revision = " + std::to_string(made.revision) + ", body = replace(body, 'Saved', 'Older') WHERE id = " + std::to_string(made.id.value));
        page->workspaceChanged();
        QVERIFY(settle(*page));
        QCOMPARE(subject->text(), QStringLiteral("Saved"));
        QVERIFY(campaigns().remove(made.id).has_value());
    }

    void aRecoveredCampaignIsShownBesideANewerOne() {
        auto saved = campaign("Recovered");
        model::Campaign mine = saved.campaign;
        mine.subject = "Mine";
        QVERIFY(service::DraftService(*m_session).save({"campaign", saved.id.value, saved.revision, mine.name, model::toJson(mine), {}}).has_value());
        saved.campaign.subject = "Theirs";
        saved = *campaigns().save(saved);
        Jobs jobs;
        const auto page = make<CampaignsPage>(&jobs);
        show(*page, saved.id.value);
        QTRY_VERIFY(part<QFrame>(*page, "campaignRecovered")->isVisible());
        // Thrown away, and back.
        m_undo = {};
        part<QPushButton>(*page, "campaignRecoveredDiscard")->click();
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        auto *stale = part<StalePanel>(*page, "campaignStale");
        QTRY_VERIFY(stale->isVisible());
        QCOMPARE(campaigns().find(saved.id)->campaign.subject, std::string("Theirs"));
        // Theirs, as an edit that can be taken back.
        auto *subject = part<QLineEdit>(*page, "campaignSubject");
        QCOMPARE(subject->text(), QStringLiteral("Mine"));
        part<QPushButton>(*page, "campaignStaleTheirs")->click();
        QCOMPARE(subject->text(), QStringLiteral("Theirs"));
        QVERIFY(settle(*page));
        QCOMPARE(campaigns().find(saved.id)->revision, saved.revision);
        page->findChild<ComposerView *>()->undoStack().undo();
        QCOMPARE(subject->text(), QStringLiteral("Mine"));
        QVERIFY(settle(*page));
        QCOMPARE(campaigns().find(saved.id)->campaign.subject, std::string("Mine"));
        QVERIFY(campaigns().remove(saved.id).has_value());
    }

    void whatWaitsIsSavedWhenThePageGoes() {
        const auto made = campaign("Left");
        Jobs jobs;
        {
            const auto page = make<CampaignsPage>(&jobs);
            show(*page, made.id.value);
            QTest::keyClicks(part<QLineEdit>(*page, "campaignSubject"), QStringLiteral("In a hurry"));
        }
        QTRY_COMPARE(campaigns().find(made.id)->campaign.subject, std::string("In a hurry"));
        QVERIFY(campaigns().remove(made.id).has_value());
    }
};
AUDIENCE_TEST(UnsavedTest)

#include "unsaved_test.moc"
