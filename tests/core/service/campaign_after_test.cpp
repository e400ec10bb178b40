// What is made of a send that is over: who gets it again, against plain SQL over the same file.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/campaign_service.h"
#include "service/demo_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

class CampaignAfterTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_shop;

    CampaignView named(const char *name) const {
        const auto all = CampaignService(*m_shop).list();
        for (const CampaignView &one : all ? *all : std::vector<CampaignView>())
            if (one.campaign.name == name)
                return one;
        return {};
    }
    std::int64_t number(const std::string &sql) const {
        const auto reader = m_shop->workspace().reader();
        const auto found = reader ? (*reader)->scalar(sql) : Result<std::int64_t>(reader.error());
        return found ? *found : -1;
    }
    static std::string runOf(const CampaignView &campaign) { return "(SELECT max(id) FROM run WHERE campaign = " + std::to_string(campaign.id.value) + ")"; }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261122);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_shop = *session;
        DemoShopOptions shop;
        shop.people = 2'000;
        shop.events = 40'000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_shop->now().micros / kMicrosPerDay - 1)};
        DemoService demo(*m_shop);
        QVERIFY(demo.fill(shop));
        QVERIFY(demo.history(shop));
    }

    void whoMissedItGetsItAgain() {
        CampaignService campaigns(*m_shop);
        const CampaignView over = named("Newsletter 45");
        QVERIFY(over.id.isValid());
        const auto missed = [&](const char *did) {
            return number("SELECT count(DISTINCT ordinal) FROM message m WHERE run = " + runOf(over) +
                          " AND state = 'accepted' AND NOT EXISTS (SELECT 1 FROM message_event e WHERE e.message = m.id AND (kind IN ('bounce', 'complaint', "
                          "'subscription') OR (machine = 0 AND kind IN (" + did + "))))");
        };
        const auto openers = campaigns.resend(over.id, CampaignService::ResendTo::NonOpeners, "Newsletter 45, again", "Did not open Newsletter 45");
        QVERIFY2(openers, openers ? "" : openers.error().id.c_str());
        QCOMPARE(openers->campaign.state, model::CampaignState::Draft);
        QCOMPARE(openers->campaign.campaign.emailTemplate, over.campaign.emailTemplate);
        QCOMPARE(openers->campaign.campaign.topics, over.campaign.topics);
        const auto count = campaigns.count(openers->campaign.campaign);
        QVERIFY(count);
        QVERIFY(count->count > 100);
        QCOMPARE(count->count, missed("'open', 'click'"));
        // Programs that open by themselves are not people.
        QVERIFY(count->count > number("SELECT count(*) FROM message m WHERE run = " + runOf(over) +
                                      " AND state = 'accepted' AND NOT EXISTS (SELECT 1 FROM message_event e WHERE e.message = m.id AND kind IN ('open', 'click', 'bounce', "
                                      "'complaint', 'subscription'))"));
        // Asked again when it starts: who opens it meanwhile is not in it.
        const std::int64_t one = number("SELECT max(id) FROM message m WHERE run = " + runOf(over) +
                                        " AND state = 'accepted' AND NOT EXISTS (SELECT 1 FROM message_event e WHERE e.message = m.id AND kind <> 'delivery')");
        QVERIFY(m_shop->workspace().write([&](const store::Connection &c) {
            return c.execute("INSERT INTO message_event(dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, link, machine, at, received_at, body) "
                             "SELECT 'late', 'open', '', run, id, '', '', '', '', 0, changed_at + 1, 0, '{}' FROM message WHERE id = " + std::to_string(one));
        }));
        const auto later = campaigns.count(openers->campaign.campaign);
        QVERIFY(later);
        QCOMPARE(later->count, count->count - 1);
        // A second time: the same segment, another name.
        const auto again = campaigns.resend(over.id, CampaignService::ResendTo::NonOpeners, "Newsletter 45, again", "Did not open Newsletter 45");
        QVERIFY(again);
        QVERIFY(!again->made.isValid());
        QCOMPARE(again->campaign.campaign.segment, openers->made);
        QCOMPARE(again->campaign.campaign.name, std::string("Newsletter 45, again 2"));
        const auto clickers = campaigns.resend(over.id, CampaignService::ResendTo::NonClickers, "Once more", "Did not click");
        QVERIFY(clickers);
        const auto clicked = campaigns.count(clickers->campaign.campaign);
        QVERIFY(clicked);
        QCOMPARE(clicked->count, missed("'click'"));
        QVERIFY(clicked->count > later->count);
    }

    void whatIsNotOverIsNotSentAgain() {
        const CampaignView planned = named("Newsletter 47");
        QVERIFY(planned.id.isValid());
        const auto refused = CampaignService(*m_shop).resend(planned.id, CampaignService::ResendTo::NonOpeners, "x", "y");
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, "campaign.not_over");
        QVERIFY(!SegmentService(*m_shop).findByName("y"));
    }
};

AUDIENCE_TEST(CampaignAfterTest)
#include "campaign_after_test.moc"
