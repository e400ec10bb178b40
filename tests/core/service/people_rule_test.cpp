// The people behind every figure as a rule: just them, as a condition where one means the same, else by name or as a list.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/campaign_service.h"
#include "service/demo_service.h"
#include "service/list_service.h"
#include "service/people_rule.h"
#include "service/segment_service.h"
#include "service/session.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace audience;
using namespace audience::service;

class PeopleRuleTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;

    std::vector<Ordinal> people(const model::SegmentRule &rule) {
        const auto list = SegmentService(*m_session).memberList(rule);
        std::vector<Ordinal> found = list ? (*list)->people : std::vector<Ordinal>();
        std::sort(found.begin(), found.end());
        return found;
    }
    static bool isOfEmails(const model::SegmentRule &rule) {
        return jsonText(rule.root.children.front().condition, "type") == "message";
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
        shop.people = 1'500;
        shop.events = 9000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_session->now().micros / kMicrosPerDay - 1)};
        QVERIFY(DemoService(*m_session).fill(shop));
        QVERIFY(DemoService(*m_session).history(shop));
    }
    void cleanupTestCase() { m_session.reset(); }

    void figuresOfCampaigns() {
        const auto campaigns = CampaignService(*m_session).list();
        QVERIFY(campaigns);
        int figures = 0, conditions = 0;
        for (const CampaignView &campaign : *campaigns)
            for (const char *fact : {"handed_over", "delivered", "opened", "opened_by_machine", "clicked", "bounced", "unsubscribed", "audience", "skipped"}) {
                PeopleQuestion question;
                question.campaign = campaign.id;
                question.fact = fact;
                const auto list = PeopleList::load(*m_session, question);
                QVERIFY2(list, fact);
                if ((*list)->people() == 0)
                    continue;
                const auto rule = ruleOf(*m_session, question, campaign.campaign.name + " " + fact);
                QVERIFY2(rule, rule ? "" : rule.error().id.c_str());
                QVERIFY2(people(*rule) == (*list)->persons(), fact);
                ++figures;
                conditions += isOfEmails(*rule) ? 1 : 0;
            }
        qInfo("%d figures, %d of them conditions on emails", figures, conditions);
        QVERIFY(figures > 5 && conditions > 3);
    }

    // Of a link, of a day, of an hour that no rule can say.
    void partsOfAFigure() {
        const auto campaigns = CampaignService(*m_session).list();
        for (const CampaignView &campaign : *campaigns) {
            PeopleQuestion question;
            question.campaign = campaign.id;
            question.fact = "click";
            const auto clicks = PeopleList::load(*m_session, question);
            if (!clicks || (*clicks)->total() == 0)
                continue;
            question.link = (*clicks)->rows(0, 1)->front().detail;
            auto rule = ruleOf(*m_session, question, "of a link");
            QVERIFY(rule);
            QVERIFY(people(*rule) == (*PeopleList::load(*m_session, question))->persons());
            question.link.clear();
            for (int hour = 0; hour < 24; ++hour) {
                question.hour = hour;
                const auto some = PeopleList::load(*m_session, question);
                if (!some || (*some)->people() == 0)
                    continue;
                rule = ruleOf(*m_session, question, "of an hour");
                QVERIFY(rule);
                QVERIFY(!isOfEmails(*rule));
                QVERIFY(people(*rule) == (*some)->persons());
                return;
            }
        }
        QFAIL("nobody clicked");
    }

    void manyBecomeAList() {
        std::vector<Ordinal> all = people({});
        QVERIFY(all.size() > kMostNamedPeople + 1);
        all.resize(kMostNamedPeople + 1);
        const auto rule = ruleOfPeople(*m_session, all, "A thousand and one");
        QVERIFY2(rule, rule ? "" : rule.error().id.c_str());
        QVERIFY(people(*rule) == all);
        const auto list = ListService(*m_session).find("A thousand and one");
        QVERIFY(list);
        QCOMPARE(std::size_t(list->keys), all.size());
        QVERIFY(ruleOfPeople(*m_session, all, "A thousand and one"));
        QVERIFY(ListService(*m_session).find("A thousand and one (2)"));
        const auto nobody = ruleOfPeople(*m_session, {}, "x");
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().id, "list.no_people");
    }
};

AUDIENCE_TEST(PeopleRuleTest)
#include "people_rule_test.moc"
