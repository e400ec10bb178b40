// Rules found for lists that were made by a rule, and for lists that were not.
#include "insight/rule_finder.h"
#include "support/test_main.h"

#include "base/rng.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace audience;
using namespace audience::insight;

namespace {

constexpr std::size_t kPeople = 4'000;
enum Column : std::size_t { Spend, Orders, Country, Noise };

// Spend in cents (some have none), orders, one of 30 countries, and a number that means nothing.
std::vector<Feature> people() {
    SeededRng rng(3);
    std::vector<Feature> features(4);
    features[Country].values = 30;
    for (std::size_t i = 0; i < kPeople; ++i) {
        features[Spend].numbers.push_back(rng.chance(0.1) ? std::numeric_limits<double>::quiet_NaN()
                                                           : static_cast<double>(rng.below(100'000)));
        features[Orders].numbers.push_back(static_cast<double>(rng.below(20)));
        features[Country].codes.push_back(static_cast<std::uint32_t>(rng.below(31)));
        features[Noise].numbers.push_back(rng.real());
    }
    return features;
}

Membership listOf(const std::function<bool(std::size_t)> &isIn) {
    Membership list(kPeople);
    for (std::size_t i = 0; i < kPeople; ++i)
        list[i] = isIn(i);
    return list;
}

} // namespace

class RuleFinderTest : public QObject {
    Q_OBJECT
    std::vector<Feature> m_people = people();

private Q_SLOTS:
    void findsOneLimitExactly() {
        const auto rule = findRule(m_people, listOf([&](auto i) { return m_people[Spend].numbers[i] >= 61'234; }));
        QVERIFY(rule);
        QCOMPARE(rule->any.size(), std::size_t{1});
        QCOMPARE(rule->any[0].size(), std::size_t{1});
        const RuleTest &test = rule->any[0][0];
        QVERIFY(test.feature == Spend && test.kind == Cut::Kind::AtLeast && !test.isNot);
        QVERIFY(test.neighbour < 61'234 && test.number >= 61'234); // 61,234 lies between the two
        QCOMPARE(rule->precision(), 1.0);
        QCOMPARE(rule->recall(), 1.0);
    }

    void findsSomeValuesAndALimit() {
        const auto rule = findRule(m_people, listOf([&](auto i) {
            const auto country = m_people[Country].codes[i];
            return (country == 4 || country == 9 || country == 17) && m_people[Orders].numbers[i] <= 6;
        }));
        QVERIFY(rule);
        QCOMPARE(rule->any.size(), std::size_t{1});
        QCOMPARE(rule->any[0].size(), std::size_t{2});
        for (const RuleTest &test : rule->any[0]) {
            if (test.feature == Country)
                QVERIFY(test.codes == std::vector<std::uint32_t>({4, 9, 17}) && !test.isNot);
            else
                QVERIFY(test.feature == Orders && test.kind == Cut::Kind::AtMost && test.number == 6.0);
        }
        QCOMPARE(rule->balance(), 1.0);
    }

    void findsTwoParts() {
        const auto rule = findRule(m_people, listOf([&](auto i) {
            return m_people[Country].codes[i] == 2 || m_people[Spend].numbers[i] <= 5'000;
        }));
        QVERIFY(rule);
        QCOMPARE(rule->balance(), 1.0);
        QCOMPARE(rule->any.size(), std::size_t{2});
    }

    void findsWhoHasNoValue() {
        const auto rule = findRule(m_people, listOf([&](auto i) { return m_people[Spend].isEmpty(i); }));
        QVERIFY(rule);
        QCOMPARE(rule->balance(), 1.0);
        QCOMPARE(rule->any[0].size(), std::size_t{1});
        QVERIFY(rule->any[0][0].kind == Cut::Kind::Filled && rule->any[0][0].isNot);
    }

    void aFewMistakesDoNotTwistIt() {
        SeededRng rng(9);
        const auto rule = findRule(m_people, listOf([&](auto i) { return (m_people[Orders].numbers[i] >= 15) != rng.chance(0.02); }));
        QVERIFY(rule);
        QVERIFY(rule->precision() > 0.95 && rule->recall() > 0.9);
        QVERIFY(rule->any.size() <= 2);
    }

    void saysHowPoorARuleIs() {
        SeededRng rng(10);
        const auto rule = findRule(m_people, listOf([&](auto) { return rng.chance(0.1); }));
        QVERIFY(rule);
        QVERIFY(rule->precision() < 0.5 || rule->recall() < 0.2); // there is none
        QCOMPARE(rule->wanted > 0, true);
    }

    void nothingToFind() {
        for (const bool everybody : {false, true}) {
            const auto rule = findRule(m_people, listOf([&](auto) { return everybody; }));
            QVERIFY(rule);
            QVERIFY(rule->any.empty());
        }
        QVERIFY(findRule({}, {})->any.empty());
        QVERIFY(findRule({}, Membership{1, 0})->any.empty());
    }

    void canBeCancelled() {
        CancelSource source;
        source.cancel();
        RuleFinderOptions options;
        options.cancel = source.token();
        QCOMPARE(findRule(m_people, listOf([&](auto i) { return i % 2 == 0; }), options).error().id, std::string("cancelled"));
    }
};

AUDIENCE_TEST(RuleFinderTest)
#include "rule_finder_test.moc"
