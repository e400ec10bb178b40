// What a campaign is set up with on the command line beside its plan: notes, a budget, tags, the archive; and the rules of all.
#include "cli/sending.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::test;

class CampaignSettingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void notesTagsAndTheArchive() {
        Cli cli;
        fillWithPeople(cli, 6);
        const QString id = makeCampaign(cli, QStringLiteral("Spring"), QStringLiteral("everyone"), QStringLiteral("practice"));
        const QString other = makeCampaign(cli, QStringLiteral("Summer"), QStringLiteral("everyone"), QStringLiteral("practice"));
        RAN(cli.run(words("campaign approve") << id));
        const Json set = cli.json(words("campaign set --notes later --budget 0.01 --tag season --tag sale") << id);
        QVERIFY(set["tags"] == (Json{"season", "sale"}));
        QCOMPARE(jsonText(set, "budget"), std::string("0.01"));
        const Json status = cli.json(words("campaign status") << id);
        QCOMPARE(jsonText(status, "state"), std::string("approved"));
        QCOMPARE(jsonText(status["cost"], "expected"), std::string("0.01"));
        QCOMPARE(jsonText(status["cost"], "currency"), std::string("USD"));
        QCOMPARE(jsonText(status["cost"], "budget"), std::string("0.01"));
        QCOMPARE(cli.json(words("campaign list --tag sale")).size(), std::size_t{1});
        QCOMPARE(cli.json(words("campaign list --tag winter")).size(), std::size_t{0});
        QCOMPARE(cli.json(words("campaign list")).size(), std::size_t{2});
        RAN(cli.run(words("campaign send --wait") << id));
        RAN(cli.run(words("campaign set --archive") << id)); // it is over
        QCOMPARE(jsonText(cli.json(words("campaign status") << id), "state"), std::string("finished"));
        const Json left = cli.json(words("campaign list")), archived = cli.json(words("campaign list --archived"));
        QCOMPARE(left.size(), std::size_t{1});
        QCOMPARE(QString::number(left.front()["id"].get<std::int64_t>()), other);
        QCOMPARE(archived.size(), std::size_t{1});
        RAN(cli.run(words("campaign set --unarchive --tag none") << id));
        QCOMPARE(cli.json(words("campaign list")).size(), std::size_t{2});
        REFUSED(cli.run(words("campaign set --budget much") << other), 1);
        RAN(cli.run(words("doctor")));
    }
    void aPlanWithAllOfIt() {
        Cli cli;
        fillWithPeople(cli, 6);
        const QString id = makeCampaign(cli, QStringLiteral("Spring"), QStringLiteral("everyone"), QStringLiteral("practice"));
        const QByteArray plan = R"({"max_people": 2, "most_by": "-id", "once_per": "id", "only_domains": ["example.com"], "at_best_hour": true, "most_in_period": 100,
            "period_minutes": 60, "follow_opens": false, "follow_clicks": false, "utm": {"utm_source": "news"}})";
        RAN(cli.run(words("campaign set --plan") << cli.write(QStringLiteral("plan.json"), plan) << id));
        const CliResult checked = cli.run(words("campaign check") << id);
        RAN(checked);
        QVERIFY(checked.out.contains("Openings are not followed") && checked.out.contains("best hour"));
        RAN(cli.run(words("campaign send --wait") << id));
        const Json status = cli.json(words("campaign status") << id);
        QCOMPARE(stateOf(status, "accepted"), 2);
        QVERIFY(status["kept_back"] == (Json{{"over_limit", 4}}));
        QVERIFY(status["followed"] == (Json{{"opens", false}, {"clicks", false}}));
        const auto refused = [&](const char *text) { return cli.run(words("campaign set --plan") << cli.write(QStringLiteral("bad.json"), text) << id); };
        REFUSED(refused(R"({"recurrence": {"repeat": "cron", "cron": "0 25 * * *"}})"), 1);
        REFUSED(refused(R"({"utm": {"source": "x"}})"), 1);
        REFUSED(refused(R"({"only_domains": ["example.com", 7]})"), 1);
        REFUSED(refused(R"({"most_in_period": 5})"), 1);
    }
    void theRulesOfAll() {
        Cli cli;
        fillWithPeople(cli, 6);
        REFUSED(cli.run(words("setting sending --topic-cap news=1/7")), 1); // there is no such topic yet
        RAN(cli.run(words("topic save news")));
        const Json rules = cli.json(words("setting sending --topic-cap news=1/7 --deny-domain example.org,example.net"));
        QVERIFY(rules["topic_caps"] == (Json{{"news", {{"messages", 1}, {"days", 7}}}}));
        QVERIFY(rules["not_domains"] == (Json{"example.org", "example.net"}));
        QVERIFY(cli.json(words("setting sending --topic-cap none --deny-domain none")).empty());
        REFUSED(cli.run(words("setting sending --topic-cap news=1")), 1);
        REFUSED(cli.run(words("setting sending --deny-domain nowhere")), 1);
        RAN(cli.run(words("setting set sending_rules no-rules")));
        REFUSED(cli.run(words("setting sending --hours always")), 1); // nobody can read them
        QVERIFY(cli.json(words("setting sending --default")).empty());
        QCOMPARE(jsonText(cli.json(words("setting price")), "per_thousand"), std::string("0.10"));
        const Json price = cli.json(words("setting price --per-thousand 0.35 --currency EUR --source contract"));
        QCOMPARE(jsonText(price, "currency"), std::string("EUR"));
        QCOMPARE(jsonText(price, "source"), std::string("contract"));
        REFUSED(cli.run(words("setting price --per-thousand cheap")), 1);
    }
};
AUDIENCE_TEST(CampaignSettingsTest)

#include "campaign_settings_test.moc"
