// What sets a group apart: the best test of each column against trying them all, and chances that hold.
#include "insight/contrast.h"
#include "support/test_main.h"

#include "base/rng.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace audience;
using namespace audience::insight;

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

Feature numbers(std::vector<double> values) {
    return {std::move(values), {}, 0};
}
Feature values(std::vector<std::uint32_t> codes, std::uint32_t count) {
    return {{}, std::move(codes), count};
}

double shareOf(const Feature &feature, const Cut &cut, const Membership &group, std::uint8_t side) {
    double meeting = 0, all = 0;
    for (std::size_t row = 0; row < group.size(); ++row)
        if (group[row] == side) {
            ++all;
            meeting += cut.meets(feature, row);
        }
    return meeting / all;
}

// Every test a column has, tried one by one.
double bestByTrying(const Feature &feature, const Membership &group) {
    std::vector<Cut> cuts{{Cut::Kind::Empty, 0, 0}, {Cut::Kind::Filled, 0, 0}};
    for (const double value : feature.numbers)
        if (!std::isnan(value)) {
            cuts.push_back({Cut::Kind::AtMost, value, 0});
            cuts.push_back({Cut::Kind::AtLeast, value, 0});
        }
    for (std::uint32_t code = 1; code <= feature.values; ++code) {
        cuts.push_back({Cut::Kind::Is, 0, code});
        cuts.push_back({Cut::Kind::IsNot, 0, code});
    }
    double best = 0;
    for (const Cut &cut : cuts)
        best = std::max(best, shareOf(feature, cut, group, 1) - shareOf(feature, cut, group, 0));
    return best;
}

} // namespace

class ContrastTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTestThatTellsThemApart() {
        const Membership group{1, 1, 1, 1, 0, 0, 0, 0};
        const auto found = contrasts({numbers({5, 5, 5, 5, 5, 5, 5, 5}),                 // no difference
                                      numbers({10, 11, 12, 0, 1, 2, 3, kNothing}),       // 3 of 4 from 10
                                      values({1, 1, 1, 1, 2, 2, 2, 3}, 3),               // all against none
                                      numbers({1, kNothing, 2, 3, kNothing, kNothing, kNothing, kNothing})},
                                     group);
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{3});
        QCOMPARE(found->at(0).feature, std::size_t{2});
        QVERIFY(found->at(0).cut.kind == Cut::Kind::Is && found->at(0).cut.code == 1);
        QCOMPARE(found->at(0).insideShare, 1.0);
        QCOMPARE(found->at(0).outsideShare, 0.0);
        QCOMPARE(found->at(0).inside, 4);
        QVERIFY(found->at(1).cut.kind == Cut::Kind::AtLeast && found->at(1).cut.number == 10.0);
        QCOMPARE(found->at(1).difference(), 0.75);
        QVERIFY(found->at(2).cut.kind == Cut::Kind::AtLeast || found->at(2).cut.kind == Cut::Kind::Filled ||
                found->at(2).cut.kind == Cut::Kind::AtMost);
        QCOMPARE(found->at(2).difference(), 0.75);
    }

    void isTheBestOfAllTests() {
        SeededRng rng(11);
        for (int round = 0; round < 200; ++round) {
            const std::size_t rows = 2 + rng.below(60);
            Membership group(rows);
            for (auto &member : group)
                member = rng.chance(0.3);
            group[0] = 1;
            group[1] = 0;
            std::vector<double> some(rows);
            for (double &value : some)
                value = rng.chance(0.2) ? kNothing : static_cast<double>(rng.below(9));
            std::vector<std::uint32_t> codes(rows);
            for (auto &code : codes)
                code = static_cast<std::uint32_t>(rng.below(5));
            const std::vector<Feature> features{numbers(some), values(codes, 4)};
            const auto found = contrasts(features, group);
            QVERIFY(found);
            std::vector<double> best(features.size());
            for (const Contrast &one : *found) {
                best[one.feature] = one.difference();
                const Feature &feature = features[one.feature];
                QVERIFY(std::abs(shareOf(feature, one.cut, group, 1) - one.insideShare) < 1e-12);
                QVERIFY(std::abs(shareOf(feature, one.cut, group, 0) - one.outsideShare) < 1e-12);
            }
            for (std::size_t i = 0; i < features.size(); ++i)
                QVERIFY(std::abs(best[i] - bestByTrying(features[i], group)) < 1e-12);
        }
    }

    void chanceAloneIsNotCalledClear() {
        SeededRng rng(5);
        int clear = 0;
        for (int round = 0; round < 40; ++round) {
            Membership group(600);
            for (auto &member : group)
                member = rng.chance(0.25);
            std::vector<Feature> features;
            for (int i = 0; i < 20; ++i) {
                std::vector<double> some(group.size());
                for (double &value : some)
                    value = rng.real();
                features.push_back(numbers(std::move(some)));
                std::vector<std::uint32_t> codes(group.size());
                for (auto &code : codes)
                    code = 1 + static_cast<std::uint32_t>(rng.below(6));
                features.push_back(values(std::move(codes), 6));
            }
            const auto found = contrasts(features, group);
            QVERIFY(found);
            clear += std::any_of(found->begin(), found->end(), [](const Contrast &one) { return one.adjusted <= 0.05; });
        }
        qInfo("%d of 40 rounds of 40 columns of noise called something clear", clear);
        QVERIFY(clear <= 6); // 2 are to be expected; 7 and more in one of 100 repetitions
    }

    void aRealDifferenceIsClear() {
        SeededRng rng(6);
        Membership group(400);
        std::vector<double> some(group.size());
        for (std::size_t i = 0; i < group.size(); ++i) {
            group[i] = i % 4 == 0;
            some[i] = rng.real() + (group[i] ? 0.3 : 0);
        }
        const auto found = contrasts({numbers(some)}, group);
        QVERIFY(found && found->size() == 1);
        QVERIFY(found->front().adjusted < 1e-4);
        QVERIFY(found->front().cut.kind == Cut::Kind::AtLeast);
    }

    void asBenjaminiAndHochbergHaveIt() {
        // p.adjust(c(0.01, 0.04, 0.03, 0.2), "BH") of R
        const auto adjusted = adjustedForMany({0.01, 0.04, 0.03, 0.2});
        const std::vector<double> wanted{0.04, 0.16 / 3, 0.16 / 3, 0.2};
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QVERIFY(std::abs(adjusted[i] - wanted[i]) < 1e-12);
        QVERIFY(adjustedForMany({}).empty());
    }

    void nobodyToCompareWith() {
        QVERIFY(contrasts({numbers({1, 2})}, {1, 1})->empty());
        QVERIFY(contrasts({numbers({1, 2})}, {0, 0})->empty());
        QVERIFY(contrasts({numbers({})}, {})->empty());
    }
};

AUDIENCE_TEST(ContrastTest)
#include "contrast_test.moc"
