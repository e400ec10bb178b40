// Folders and tags of segments: kept beside them, so no segment changes; and what uses a segment.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/policy.h"
#include "service/campaign_service.h"
#include "service/definition_shelves.h"
#include "service/definition_store.h"
#include "service/demo_service.h"
#include "service/safety.h"
#include "service/segment_overlap.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/trait_service.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

class DefinitionShelvesTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;

    SegmentView save(const std::string &name, const std::string &text) {
        SegmentView segment;
        segment.name = name;
        segment.rule = *SegmentService(*m_session).fromText(text);
        auto saved = SegmentService(*m_session).save(segment);
        return saved ? *saved : SegmentView();
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261122);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_session = *session;
        DemoShopOptions shop;
        shop.people = 300;
        shop.events = 3000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_session->now().micros / kMicrosPerDay - 1)};
        QVERIFY(DemoService(*m_session).fill(shop));
        QVERIFY(DemoService(*m_session).history(shop));
    }
    void cleanupTestCase() { m_session.reset(); }

    void putAwayAndBack() {
        DefinitionShelves shelves(*m_session, "segment");
        const SegmentView one = save("One", "country = DE"), two = save("Two", "country = FR");
        const auto before = shelves.put({{one.id.value, {" Spring ", {"#vip", "vip", "Big  Spender", ""}}}, {two.id.value, {"", {"VIP"}}}});
        QVERIFY(before && before->at(one.id.value) == Shelf());
        auto all = shelves.all();
        QVERIFY(all);
        QCOMPARE(all->at(one.id.value).folder, std::string("Spring"));
        QVERIFY((all->at(one.id.value).tags == std::vector<std::string>{"Big--Spender", "vip"}));
        QVERIFY(hasTag(all->at(two.id.value), "#vip"));
        // No new version of what was put away.
        QCOMPARE(SegmentService(*m_session).find(one.id)->revision, one.revision);
        QVERIFY(DefinitionShelves(*m_session, "template").all()->empty());
        const auto again = shelves.put(*before);
        QVERIFY(again && again->at(one.id.value).folder == "Spring");
        QVERIFY(shelves.all()->empty());
        const auto refused = shelves.put({{one.id.value, {std::string(300, 'x'), {}}}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, "definition.long_shelf");
        QVERIFY(shelves.all()->empty());
    }

    void everyUseIsNamed() {
        const SegmentView buyers = save("Buyers", "did purchase");
        const std::string in = "in segment \"" + std::to_string(buyers.id.value) + "\"";
        const SegmentView deep = save("Deep", "country = DE or not (country = FR and " + in + ")");
        auto campaigns = CampaignService(*m_session).list();
        QVERIFY(campaigns && !campaigns->empty());
        CampaignView campaign = campaigns->front();
        campaign.campaign.butNot = {buyers.id};
        campaign.id = {};
        campaign.revision = 0;
        campaign.campaign.name = "Uses it";
        QVERIFY(CampaignService(*m_session).save(campaign));
        QVERIFY(saveSafetySets(*m_session, {{std::to_string(buyers.id.value)}, {}}));
        const auto uses = DefinitionStore(*m_session, "segment").uses();
        QVERIFY(uses);
        using By = DefinitionUse::By;
        std::map<By, std::string> of;
        for (const DefinitionUse &use : uses->at(buyers.id.value))
            of[use.by] = use.name;
        QCOMPARE(of.size(), std::size_t(3));
        QCOMPARE(of[By::Campaign], std::string("Uses it"));
        QCOMPARE(of[By::Segment], std::string("Deep"));
        QVERIFY(of.count(By::Safety) == 1);
        QVERIFY(uses->find(deep.id.value) == uses->end());
        QVERIFY(saveSafetySets(*m_session, {}));
    }

    // Who had as many emails as the cap allows cannot be emailed, and is counted for that reason.
    void theCapIsAmongTheReasons() {
        SegmentService segments(*m_session);
        const auto before = segments.count({});
        QVERIFY(before && before->reachable > 0);
        const auto capped = [](const CountView &count) {
            for (const ReasonCount &reason : count.keptBack)
                if (reason.reason == delivery::toText(delivery::Reason::OverCap))
                    return reason.count;
            return std::int64_t(0);
        };
        QCOMPARE(capped(*before), std::int64_t(0));
        // As long as the history of the demo shop reaches back.
        QVERIFY(m_session->workspace().setSetting("sending_rules", Json{{"cap", {{"messages", 1}, {"days", 365}}}}));
        const auto after = segments.count({});
        QVERIFY(after);
        QVERIFY(capped(*after) > 0);
        QCOMPARE(after->reachable + capped(*after), before->reachable);
        std::int64_t all = after->reachable;
        for (const ReasonCount &reason : after->keptBack)
            all += reason.count;
        QCOMPARE(all, after->count);
        const auto people = segments.keptBackList({}, std::string(delivery::toText(delivery::Reason::OverCap)));
        QVERIFY(people);
        QCOMPARE(std::int64_t((*people)->people.size()), capped(*after));
        QVERIFY(m_session->workspace().setSetting("sending_rules", Json()));
    }
};

AUDIENCE_TEST(DefinitionShelvesTest)
#include "definition_shelves_test.moc"
