// Questions about segments as a whole, each answer held against plain counts of the rules it gives.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "segment/rule_text.h"
#include "service/data_service.h"
#include "service/definition_service.h"
#include "service/demo_service.h"
#include "service/segment_service.h"
#include "service/segment_study.h"
#include "service/session.h"
#include "service/trait_service.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace audience;
using namespace audience::service;

class SegmentStudyTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;

    static model::SegmentRule rule(const std::string &text) {
        auto read = segment::ruleFromText(text);
        if (!read)
            qFatal("%s: %s", text.c_str(), read.error().id.c_str());
        return *std::move(read);
    }
    std::int64_t size(const model::SegmentRule &of) {
        const auto counted = SegmentService(*m_session).size(of);
        if (!counted)
            qWarning("%s %s", counted.error().id.c_str(), segment::toText(of).c_str());
        return counted.value_or(-1);
    }
    static model::SegmentRule both(const model::SegmentRule &first, const model::RuleNode &second, bool isNot = false) {
        model::SegmentRule rule;
        rule.root = model::groupNode(model::RuleNode::Kind::All,
                                     {isNot ? model::groupNode(model::RuleNode::Kind::Not, {first.root}) : first.root, second});
        return rule;
    }
    static bool near(double a, double b, double within) { return std::abs(a - b) <= within; }

    std::shared_ptr<Session> workspace(const QString &name, bool isDemo) {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261122);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(name).toStdString(), options);
        if (!session)
            qFatal("no workspace");
        if (isDemo) {
            DemoShopOptions shop;
            shop.people = 1'500;
            shop.events = 20'000;
            shop.lastDay = CivilDate{static_cast<std::int32_t>((*session)->now().micros / kMicrosPerDay - 1)};
            if (!DemoService(**session).fill(shop))
                qFatal("no demo");
        }
        return *session;
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = workspace(QStringLiteral("shop.audience"), true);
        QVERIFY(DefinitionService(*m_session).definition()->isSet());
    }
    void cleanupTestCase() { m_session.reset(); }

    void findsTheRuleOfAList_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("values") << "country in (\"DE\", \"FR\")";
        QTest::newRow("often") << "did purchase at least 5 times";
        QTest::newRow("lately") << "did purchase in the last 40 days";
        QTest::newRow("not lately") << "did purchase and did not purchase in the last 60 days";
        QTest::newRow("never") << "did not purchase";
        QTest::newRow("much") << "did purchase with sum of VALUE >= 500";
        QTest::newRow("little") << "did purchase with sum of VALUE <= 90";
        QTest::newRow("two things") << "country = \"DE\" and did purchase at least 3 times";
    }
    void findsTheRuleOfAList() {
        QFETCH(QString, text);
        text.replace(QStringLiteral("VALUE"), QString::fromStdString(DefinitionService(*m_session).definition()->definition.valueField));
        const model::SegmentRule list = rule(text.toStdString());
        const auto found = describeList(*m_session, list);
        QVERIFY2(found, found ? "" : found.error().id.c_str());
        qInfo("%s -> %s (%.3f, %.3f)", qPrintable(text), found->text.c_str(), found->precision(), found->recall());
        QCOMPARE(found->wanted, size(list));
        QCOMPARE(found->found, size(found->rule));
        QCOMPARE(found->right, size(both(list, found->rule.root)));
        QVERIFY(found->wanted > 20);
        QVERIFY(found->precision() > 0.97 && found->recall() > 0.97);
        const auto again = model::segmentRuleFromJson(model::toJson(found->rule));
        QVERIFY(again && *again == found->rule);
    }

    void findsNothingForNobody() {
        const auto found = describeList(*m_session, rule("country = \"nowhere\""));
        QVERIFY(found);
        QCOMPARE(found->found, 0);
        QCOMPARE(found->wanted, 0);
    }

    void whatSetsThemApartCanBeCounted() {
        const model::SegmentRule list = rule("did purchase at least 4 times");
        const auto traits = whatSetsApart(*m_session, list);
        QVERIFY(traits);
        QVERIFY(traits->size() >= 3);
        const double people = static_cast<double>(size(list)), all = static_cast<double>(size(model::SegmentRule()));
        double before = 1;
        for (const SegmentTrait &trait : *traits) {
            QVERIFY(trait.insideShare - trait.outsideShare <= before + 1e-12);
            before = trait.insideShare - trait.outsideShare;
            QVERIFY(near(trait.insideShare, static_cast<double>(trait.inside) / people, 1e-12));
            QVERIFY(near(trait.outsideShare, static_cast<double>(trait.outside) / (all - people), 1e-12));
            QCOMPARE(size(both(list, trait.part)), trait.inside);
            QCOMPARE(size(both(list, trait.part, true)), trait.outside);
        }
        QVERIFY(traits->front().text.find("purchase") != std::string::npos); // that is how they were chosen
        QVERIFY(traits->front().adjusted < 1e-6);
        QCOMPARE(traits->front().insideShare, 1.0);
    }

    // Who bought today is among those who bought.
    void whoBoughtIsSaidWithoutALimit() {
        const auto traits = whatSetsApart(*m_session, rule("did purchase"));
        QVERIFY(traits && !traits->empty());
        QCOMPARE(traits->front().text, std::string("did purchase"));
        QCOMPARE(traits->front().insideShare, 1.0);
        QCOMPARE(traits->front().outside, 0);
    }

    void overlapsAddUp() {
        const std::vector<model::SegmentRule> rules{rule("country in (\"DE\", \"FR\")"), rule("did purchase at least 3 times"),
                                                    rule("did purchase in the last 60 days")};
        const auto overlap = overlapOf(*m_session, rules);
        QVERIFY(overlap);
        std::int64_t all = overlap->outside, before = std::numeric_limits<std::int64_t>::max();
        std::vector<std::int64_t> sizes(rules.size()), pairs(rules.size());
        for (const SegmentOverlap::Part &part : overlap->parts) {
            QVERIFY(part.people > 0 && part.people <= before);
            before = part.people;
            all += part.people;
            for (std::size_t i = 0; i < rules.size(); ++i) {
                sizes[i] += (part.in >> i & 1) != 0 ? part.people : 0;
                pairs[i] += (part.in >> i & 1) != 0 && (part.in >> ((i + 1) % 3) & 1) != 0 ? part.people : 0;
            }
        }
        QCOMPARE(all, size(model::SegmentRule()));
        QVERIFY(sizes == overlap->sizes);
        for (std::size_t i = 0; i < rules.size(); ++i) {
            QCOMPARE(overlap->sizes[i], size(rules[i]));
            QCOMPARE(pairs[i], size(both(rules[i], rules[(i + 1) % 3].root)));
        }
        const auto many = overlapOf(*m_session, std::vector<model::SegmentRule>(17, rules[0]));
        QCOMPARE(many.error().id, std::string("segment.too_many"));
    }

    void groupsOfBuyers() {
        const auto told = suggestGroups(*m_session);
        QVERIFY2(told, told ? "" : told.error().id.c_str());
        QCOMPARE(told->buyers, size(rule("did purchase")));
        QCOMPARE(told->choices.size(), std::size_t{7});
        double inertia = std::numeric_limits<double>::infinity();
        for (const SuggestedGroups::Choice &choice : told->choices) {
            QVERIFY(choice.inertia < inertia); // each further group explains more
            inertia = choice.inertia;
            QVERIFY(choice.silhouette > -1 && choice.silhouette < 1 && choice.agreement <= 1 + 1e-12);
        }
        QVERIFY(told->chosen >= 3);
        std::int64_t people = 0;
        double share = 0, spent = std::numeric_limits<double>::infinity();
        for (const SuggestedGroups::Group &group : told->groups) {
            people += group.people;
            share += group.spentShare;
            QVERIFY(group.spent <= spent);
            spent = group.spent;
            QVERIFY(near(group.perPurchase * group.purchases, group.spent, group.spent)); // of the same order
            QCOMPARE(group.rule.wanted, group.people);
            QVERIFY(group.rule.found == size(group.rule.rule));
            QVERIFY(group.rule.precision() > 0.6 && group.rule.recall() > 0.6);
        }
        QCOMPARE(people, told->buyers);
        QVERIFY(near(share, 1, 1e-9));
        const auto two = suggestGroups(*m_session, {2, {}});
        QVERIFY(two);
        QCOMPARE(two->groups.size(), std::size_t{2});
    }

    // Grouped once, any number of groups is only described, and says what asking for it alone says.
    void groupsAreKeptForAnotherNumber() {
        SuggestOptions options;
        int asked = 0;
        options.threads = [&asked] {
            ++asked;
            return 1;
        };
        const auto grouped = groupBuyers(*m_session, options);
        QVERIFY(grouped && *grouped);
        QCOMPARE(asked, 7); // once for each number
        for (const int groups : {0, 2, 5}) {
            options.groups = groups;
            const auto kept = suggestGroups(*m_session, **grouped, options), alone = suggestGroups(*m_session, {groups, {}});
            QVERIFY(kept && alone);
            QCOMPARE(kept->chosen, alone->chosen);
            QCOMPARE(kept->buyers, alone->buyers);
            QCOMPARE(kept->groups.size(), alone->groups.size());
            for (std::size_t i = 0; i < kept->groups.size(); ++i) {
                QVERIFY(kept->groups[i].members == alone->groups[i].members);
                QVERIFY(kept->groups[i].rule.rule == alone->groups[i].rule.rule);
            }
            for (std::size_t i = 0; i < kept->choices.size(); ++i)
                QCOMPARE(kept->choices[i].inertia, alone->choices[i].inertia);
        }
        QCOMPARE(asked, 7); // describing groups nobody again
        SuggestOptions few;
        few.mostBuyers = 10;
        const auto many = groupBuyers(*m_session, few);
        QVERIFY(many && !*many);
    }

    // More columns than are held at once: the last ones are looked at like the first.
    void wideTablesAreLookedThrough() {
        constexpr int kWide = 40;
        const auto name = [](int i) { return "wide " + std::to_string(i); };
        TraitService service(*m_session);
        const auto formula = service.fromText("count over purchase");
        QVERIFY(formula);
        for (int i = 0; i < kWide; ++i)
            QVERIFY(service.save(name(i), *formula));
        const auto told = whatSetsApart(*m_session, rule("did purchase at least 3 times"));
        QVERIFY(told);
        int seen = 0;
        const SegmentTrait *first = nullptr;
        for (const SegmentTrait &trait : *told) {
            if (trait.text.find("wide ") == std::string::npos)
                continue;
            ++seen;
            first = first == nullptr ? &trait : first;
            QCOMPARE(trait.inside, first->inside);
            QCOMPARE(trait.outside, first->outside);
            QCOMPARE(trait.adjusted, first->adjusted);
        }
        QCOMPARE(seen, kWide);
        for (int i = 0; i < kWide; ++i)
            QVERIFY(service.remove(name(i)));
    }

    // The same key, the same answer; whatever may change the answer changes the key.
    void whatSetsApartIsKnownByItsKey() {
        const auto buyers = rule("did purchase"), germans = rule("country = \"DE\"");
        const auto key = whatSetsApartKey(*m_session, buyers);
        QVERIFY(key);
        QCOMPARE(*whatSetsApartKey(*m_session, buyers), *key);
        QVERIFY(*whatSetsApartKey(*m_session, germans) != *key);
        const TraitService traits(*m_session);
        QVERIFY(TraitService(*m_session).save("For the key", *traits.fromText("count over purchase")));
        QVERIFY(*whatSetsApartKey(*m_session, buyers) != *key);
        QVERIFY(TraitService(*m_session).remove("For the key"));
        QVERIFY(*whatSetsApartKey(*m_session, buyers) == *key);
        QCOMPARE(whatSetsApartKey(*m_session, rule("shoe_size = 3")).has_value(), false);
    }

    void asksForWhatAPurchaseIs() {
        const auto empty = workspace(QStringLiteral("empty.audience"), false);
        QCOMPARE(suggestGroups(*empty).error().id, std::string("data.no_people"));
    }

    void canBeCancelled() {
        CancelSource source;
        source.cancel();
        QCOMPARE(suggestGroups(*m_session, {0, source.token()}).error().id, std::string("cancelled"));
        QCOMPARE(whatSetsApart(*m_session, rule("did purchase"), source.token()).error().id, std::string("cancelled"));
    }
};

AUDIENCE_TEST(SegmentStudyTest)
#include "segment_study_test.moc"
