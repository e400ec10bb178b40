// The groups that the program suggests: found once, never in the way of a count, shown with what speaks for their number,
// saved as rules and as lists with exactly their people; and a list described as a rule.
#ifndef Q_MOC_RUN
#include "service/list_service.h"
#include "service/segment_service.h"
#include "service/segment_study.h"
#include "service/trait_service.h"
#include "ui/kit/theme.h"
#include "ui/segments/choice_curve.h"
#include "ui/segments/group_finder.h"
#include "ui/segments/group_words.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/sets_view.h"
#include "ui/segments/suggested_list.h"
#include "ui/segments/suggestions_panel.h"
#endif
#include "demo_session.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::ui;
using audience::test::DemoSession;
using audience::test::part;
using audience::test::settle;

class SuggestionsTest final : public QObject {
    Q_OBJECT
    DemoSession m_demo;
    std::shared_ptr<service::Session> m_session;
    std::unique_ptr<SegmentsPage> m_page;
    std::function<void()> m_undo;

    std::vector<workspace::KeyList> lists() { return *service::ListService(*m_session).lists(); }
    std::int64_t size(const model::SegmentRule &rule) { return service::SegmentService(*m_session).size(rule).value_or(-1); }
    GroupFinder *finder() { return m_page->findChild<GroupFinder *>(); }
    const service::SuggestedGroups &groups() { return **finder()->groups(); }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo.file(QStringLiteral("config")));
        Theme::instance().apply(Scheme::Light);
        m_session = m_demo.make();
        QVERIFY(m_session);
    }
    void init() {
        m_page = std::make_unique<SegmentsPage>(m_session);
        connect(m_page.get(), &Page::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undo = undo; });
        m_page->resize(1280, 800);
        m_page->setVisible(true);
        QVERIFY(settle(*m_page));
    }
    void cleanup() { m_page.reset(); }

    void groupsStandBelowTheSegments() {
        auto *list = part<SuggestedList>(*m_page, "suggestedGroups");
        QTRY_VERIFY_WITH_TIMEOUT(finder()->groups(), 30'000);
        QVERIFY(list->isVisible());
        QCOMPARE(list->itemCount(), int(groups().groups.size()));
        QStringList names = groupNames(groups());
        QCOMPARE(names.removeDuplicates(), 0);
        QVERIFY(list->itemName(0).startsWith(names.first()));
        // A click opens them; the keyboard as well.
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(settle(*m_page));
        QVERIFY(part<SuggestionsPanel>(*m_page, "suggestionsPanel")->isVisible());
        QCOMPARE(m_page->place(), QStringLiteral("suggest"));
        m_page->up();
        QVERIFY(!part<SuggestionsPanel>(*m_page, "suggestionsPanel")->isVisible());
    }

    void anotherNumberOfGroups() {
        m_page->open(QStringLiteral("suggest"));
        QVERIFY(settle(*m_page, 60'000));
        QVERIFY(finder()->groups());
        auto *curve = part<ChoiceCurve>(*m_page, "choiceSilhouette");
        QCOMPARE(curve->itemCount(), int(groups().choices.size()));
        const int chosen = groups().chosen;
        curve->activateItem(0);
        QVERIFY(settle(*m_page, 60'000));
        QCOMPARE(groups().chosen, 2);
        QVERIFY(m_page->findChild<QWidget *>(QStringLiteral("group1")) && !m_page->findChild<QWidget *>(QStringLiteral("group2")));
        // What is known is there at once.
        finder()->ask(0);
        QVERIFY(!finder()->isFinding());
        QCOMPARE(groups().chosen, chosen);
        // Nothing changed in the data: nothing is worked out again, and whoever walks the cards stays where they are.
        const auto *before = finder()->groups();
        QPointer<QWidget> save = part<QWidget>(*part<QWidget>(*m_page, "group0"), "groupSave");
        m_page->workspaceChanged();
        QVERIFY(settle(*m_page, 60'000));
        QCOMPARE(finder()->groups(), before);
        QVERIFY(save);
    }

    // An edit delays the beginning; what has begun for the same data goes on and ends.
    void anEditBeginsNothingAgain() {
        GroupFinder finder(m_session, [] { return false; }, nullptr);
        finder.suggest();
        QTest::qWait(700); // it has begun
        QElapsedTimer clock;
        clock.start();
        while (finder.groups() == nullptr && clock.elapsed() < 30'000) { // as somebody who goes on working
            finder.giveWay();
            QTest::qWait(20);
        }
        QVERIFY(finder.groups() && *finder.groups());
    }

    void veryManyBuyersAreLookedAtWhenAsked() {
        GroupFinder finder(m_session, [] { return false; }, nullptr);
        finder.setMostUnasked(10);
        finder.suggest();
        QTRY_VERIFY_WITH_TIMEOUT(!finder.isFinding(), 30'000);
        QVERIFY(finder.isOffered() && !finder.groups());
        finder.lookAgain(); // the same data: still nothing
        QTRY_VERIFY_WITH_TIMEOUT(!finder.isFinding(), 30'000);
        QVERIFY(finder.isOffered() && !finder.groups());
        finder.ask();
        QTRY_VERIFY_WITH_TIMEOUT(!finder.isFinding(), 60'000);
        QVERIFY(!finder.isOffered());
        QVERIFY(finder.groups() && *finder.groups());
    }

    // The list offers it as an act, which opens the page and begins.
    void lookingIsOfferedInTheList() {
        SegmentsPage page(m_session);
        page.findChild<GroupFinder *>()->setMostUnasked(10);
        page.resize(1280, 800);
        page.setVisible(true);
        QVERIFY(settle(page, 60'000));
        auto *list = part<SuggestedList>(page, "suggestedGroups");
        QTRY_VERIFY_WITH_TIMEOUT(list->itemCount() == 1, 30'000);
        QCOMPARE(list->itemName(0), QStringLiteral("Look for groups…"));
        list->activateItem(0);
        QVERIFY(settle(page, 60'000));
        QVERIFY(page.findChild<GroupFinder *>()->groups());
        QVERIFY(list->itemCount() > 1);
    }

    void aGroupBecomesASegment() {
        m_page->open(QStringLiteral("suggest:0"));
        QVERIFY(settle(*m_page, 60'000));
        const auto group = groups().groups.front();
        const QString name = groupNames(groups()).first();
        auto *card = part<QWidget>(*m_page, "group0");
        QCOMPARE(part<QLabel>(*card, "groupFit")->text(), fitWords(group.rule));
        QCOMPARE(size(group.rule.rule), group.rule.found);
        part<QPushButton>(*card, "groupSave")->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->name(), name);
        QCOMPARE(part<QLabel>(*m_page, "segmentCount")->text(), QString::number(group.rule.found));
    }

    void allGroupsAreKeptAsLists() {
        m_page->open(QStringLiteral("suggest"));
        QVERIFY(settle(*m_page, 60'000));
        part<QPushButton>(*m_page, "keepGroups")->click();
        QVERIFY(settle(*m_page));
        const auto kept = lists();
        QCOMPARE(kept.size(), groups().groups.size());
        std::int64_t people = 0;
        for (const auto &list : kept) {
            model::SegmentRule rule;
            rule.root = model::conditionNode(Json{{"type", "list"}, {"id", std::to_string(list.id)}});
            QCOMPARE(size(rule), list.keys);
            people += list.keys;
        }
        QCOMPARE(people, groups().buyers);
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QVERIFY(settle(*m_page));
        QVERIFY(lists().empty());
    }

    void theGroupsBecomeOneValue() {
        m_page->open(QStringLiteral("suggest"));
        QVERIFY(settle(*m_page, 60'000));
        part<QPushButton>(*m_page, "keepColumn")->click();
        QVERIFY(settle(*m_page));
        const auto kept = service::TraitService(*m_session).list();
        QVERIFY(kept);
        const auto found = std::find_if(kept->begin(), kept->end(), [](const auto &trait) { return trait.name == "buyer group"; });
        QVERIFY(found != kept->end());
        QCOMPARE(found->field.type, std::string("text"));
        // The first group is first: it has whoever its rule finds.
        const std::string first = groupNames(groups()).first().toStdString();
        model::SegmentRule rule;
        rule.root = model::conditionNode(Json{{"type", "attribute"}, {"field", "trait:buyer group"}, {"op", "="}, {"value", first}});
        QCOMPARE(size(rule), groups().groups.front().rule.found);
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QVERIFY(settle(*m_page));
        QVERIFY(!service::TraitService(*m_session).find("buyer group"));
    }

    void aListIsDescribedAsARule() {
        const auto rule = service::SegmentService(*m_session).fromText("did purchase at least 3 times");
        QVERIFY(rule && service::ListService(*m_session).keep("Guests", *rule, "test"));
        m_page->open(QStringLiteral("sets"));
        QVERIFY(settle(*m_page));
        part<QPushButton>(*m_page, "listsDescribe")->click();
        QVERIFY(settle(*m_page));
        const auto told = service::describeList(*m_session, *rule);
        QVERIFY(told && told->found > 0);
        QCOMPARE(part<QLabel>(*m_page, "describedFit")->text(), fitWords(*told));
        QVERIFY(!part<QLabel>(*m_page, "describedRule")->text().isEmpty());
        part<QPushButton>(*m_page, "describedOpen")->click();
        QVERIFY(settle(*m_page));
        QCOMPARE(m_page->name(), QStringLiteral("Guests"));
        QCOMPARE(part<QLabel>(*m_page, "segmentCount")->text(), QString::number(told->found));
    }

    void withoutPurchasesNothingIsSuggested() {
        DemoSession empty;
        const auto session = empty.make(false);
        QVERIFY(session);
        SegmentsPage page(session);
        page.resize(1000, 700);
        page.setVisible(true);
        QVERIFY(settle(page));
        QVERIFY(!part<SuggestedList>(page, "suggestedGroups")->isVisible());
        page.open(QStringLiteral("suggest"));
        QVERIFY(settle(page));
        QVERIFY(page.findChild<GroupFinder *>()->groups() && !*page.findChild<GroupFinder *>()->groups());
        QVERIFY(!part<QPushButton>(page, "keepGroups")->isVisible());
    }
};

AUDIENCE_TEST(SuggestionsTest)
#include "suggestions_test.moc"
