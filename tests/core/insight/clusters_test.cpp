// Groups by k-means: known shapes, and the published solution of a real shop with the best sums found for it.
#include "insight/clusters.h"
#include "support/shared_data.h"
#include "support/test_main.h"

#include "base/rng.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <map>

using namespace audience;
using namespace audience::insight;

namespace {

bool near(double found, double wanted, double within) {
    if (std::abs(found - wanted) <= within)
        return true;
    qWarning("%.14g, wanted %.14g", found, wanted);
    return false;
}

// `each` rows around every middle.
Points heaps(const std::vector<std::pair<double, double>> &middles, int each, double spread) {
    SeededRng rng(7);
    Points points{2, {}};
    for (int i = 0; i < each; ++i)
        for (const auto &[x, y] : middles) {
            points.values.push_back(x + spread * (rng.real() - 0.5));
            points.values.push_back(y + spread * (rng.real() - 0.5));
        }
    return points;
}

const std::vector<std::pair<double, double>> kCorners{{0, 0}, {10, 0}, {0, 10}, {10, 10}};

struct Shop {
    Points points{4, {}};
    Labels published;
};

// Recency, frequency, spend and order value of each customer, standardised, and the published group of each.
Shop shop() {
    const auto lines = [](const QString &file) {
        QFile input(test::sharedPath(QStringLiteral("data/seed004_ecommerce/expected/") + file));
        QList<QByteArrayList> rows;
        if (input.open(QIODevice::ReadOnly)) {
            input.readLine();
            while (!input.atEnd())
                rows.append(input.readLine().trimmed().split(','));
        }
        return rows;
    };
    std::map<QByteArray, std::uint8_t> groups;
    for (const auto &row : lines(QStringLiteral("published_customer_segments.csv")))
        groups[row[0]] = static_cast<std::uint8_t>(row[1].toInt());
    Shop shop;
    for (const auto &row : lines(QStringLiteral("rfm_seed004.csv"))) {
        for (int i = 1; i <= 4; ++i)
            shop.points.values.push_back(row[i].toDouble());
        shop.published.push_back(groups.at(row[0]));
    }
    standardise(shop.points);
    return shop;
}

} // namespace

class ClustersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void standardisesEachColumn() {
        Points points{2, {2, 5, 4, 5, 4, 5, 4, 5, 5, 5, 5, 5, 7, 5, 9, 5}};
        const Scale scale = standardise(points);
        QCOMPARE(scale.mean[0], 5.0);
        QCOMPARE(scale.deviation[0], 2.0);
        QCOMPARE(points.values[0], -1.5);
        QCOMPARE(points.values[14], 2.0);
        QCOMPARE(scale.deviation[1], 0.0); // all the same: no distance
        QCOMPARE(points.values[1], 0.0);
    }

    void findsHeapsThatLieApart() {
        const Points points = heaps(kCorners, 50, 2);
        const auto best = findGroups(points, 4, {20, 3, 20'000, {}});
        QVERIFY(best);
        QVERIFY(best->grouping.sizes == std::vector<std::int64_t>({50, 50, 50, 50}));
        for (std::size_t i = 0; i < points.size(); ++i)
            QCOMPARE(best->grouping.labels[i], best->grouping.labels[i % 4]);
        QVERIFY(best->silhouette > 0.8);
        QVERIFY(near(best->agreement, 1, 1e-12)); // every beginning ends there
        QVERIFY(near(groupingOf(points, best->grouping.labels, 4).inertia, best->grouping.inertia, 1e-9));
    }

    void triesASampleAndEndsOnEverybody() {
        const Points points = heaps(kCorners, 3'000, 2);
        const auto sampled = findGroups(points, 4, {10, 3, 1'000, {}});
        const auto whole = findGroups(points, 4, {10, 3, 20'000, {}});
        QVERIFY(sampled && whole);
        QCOMPARE(agreement(sampled->grouping.labels, whole->grouping.labels), 1.0);
        QVERIFY(near(sampled->grouping.inertia, whole->grouping.inertia, 1e-6));
        // Whoever takes one thread for it comes to the same.
        const auto alone = findGroups(points, 4, {10, 3, 1'000, {}, 1});
        QVERIFY(alone);
        QVERIFY(alone->grouping.labels == sampled->grouping.labels);
        QCOMPARE(alone->grouping.inertia, sampled->grouping.inertia);
        QCOMPARE(alone->silhouette, sampled->silhouette);
    }

    void saysHowFarTwoGroupingsAgree() {
        QCOMPARE(agreement({0, 0, 1, 1}, {1, 1, 0, 0}), 1.0); // names do not matter
        QVERIFY(near(agreement({0, 0, 1, 1}, {0, 0, 1, 2}), 4.0 / 7, 1e-12));
        QVERIFY(near(agreement({0, 0, 1, 1}, {0, 1, 0, 1}), -0.5, 1e-12));
    }

    void silhouetteOfTwoPairs() {
        const Points points{1, {0, 1, 10, 11}};
        // (10.5 - 1) / 10.5 and (9.5 - 1) / 9.5
        QVERIFY(near(silhouette(points, {0, 0, 1, 1}, 2), (9.5 / 10.5 + 8.5 / 9.5) / 2, 1e-12));
    }

    void aGroupThatLosesEverybodyIsFilled() {
        Points points{1, std::vector<double>(40, 1.0)};
        points.values[7] = 2;
        points.values[9] = 3;
        const auto best = findGroups(points, 3, {5, 1, 20'000, {}});
        QVERIFY(best);
        QVERIFY(best->grouping.sizes == std::vector<std::int64_t>({38, 1, 1}));
        QCOMPARE(best->grouping.inertia, 0.0);
    }

    void fewerPeopleThanGroups() {
        const Points points{1, {1, 1, 1, 2}};
        const auto best = findGroups(points, 3);
        QVERIFY(!best);
        QCOMPARE(best.error().id, std::string("insight.too_few"));
        QVERIFY(!findGroups(Points{3, {}}, 2));
    }

    void canBeCancelled() {
        CancelSource source;
        source.cancel();
        const auto best = findGroups(heaps(kCorners, 50, 2), 4, {20, 3, 20'000, source.token()});
        QVERIFY(!best);
        QCOMPARE(best.error().id, std::string("cancelled"));
    }

    void thePublishedGroupsOfARealShop() {
        AUDIENCE_NEED_SHARED("data/seed004_ecommerce");
        const Shop s = shop();
        QCOMPARE(s.points.size(), std::size_t{1468});
        const Grouping published = groupingOf(s.points, s.published, 5);
        // The file has six decimals of what the authors had.
        QVERIFY(near(published.inertia, 2097.05599156852, 1e-6));
        QVERIFY(near(silhouette(s.points, s.published, 5), 0.31855749577506, 1e-8));
    }

    void comesNearTheBestSumsKnown_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("known");
        QTest::newRow("3") << 3 << 3273.94199;
        QTest::newRow("4") << 4 << 2593.97604;
        QTest::newRow("5") << 5 << 2074.26248;
        QTest::newRow("6") << 6 << 1762.88694;
    }
    void comesNearTheBestSumsKnown() {
        AUDIENCE_NEED_SHARED("data/seed004_ecommerce");
        QFETCH(int, count);
        QFETCH(double, known);
        const auto best = findGroups(shop().points, count);
        QVERIFY(best);
        qInfo("%.5f (best known %.5f), silhouette %.6f, agreement %.3f", best->grouping.inertia, known, best->silhouette,
              best->agreement);
        QVERIFY(best->grouping.inertia <= known * 1.005);
    }
};

AUDIENCE_TEST(ClustersTest)
#include "clusters_test.moc"
