// Welch's t against figures worked out elsewhere (statistics tables and R).
#include "insight/difference.h"
#include "support/test_main.h"

#include <QTest>

#include <cmath>
#include <initializer_list>

using namespace audience::insight;

class DifferenceTest : public QObject {
    Q_OBJECT
    static Moments of(std::initializer_list<double> values) {
        Moments moments;
        for (const double value : values)
            moments.add(value);
        return moments;
    }
    static bool near(double found, double wanted, double within = 1e-8) {
        if (std::abs(found - wanted) <= within)
            return true;
        qWarning("%.12g, wanted %.12g", found, wanted);
        return false;
    }

private Q_SLOTS:
    void asWelchHasIt() {
        const Moments a = of({12.1, 15.4, 9.8, 11.0, 14.2, 10.5, 13.3, 12.7});
        const Moments b = of({14.9, 18.2, 13.5, 16.8, 12.9, 19.4, 15.1, 17.7, 14.0, 16.3});
        QVERIFY(near(a.mean(), 12.375) && near(b.mean(), 15.88));
        QVERIFY(near(a.variance(), 3.6507142857) && near(b.variance(), 4.6395555556));
        const auto found = difference(b, a);
        QVERIFY(found);
        QVERIFY(near(found->freedom, 15.7815707945));
        QVERIFY(near(found->low, 1.4690424451) && near(found->high, 5.5409575549));
        QVERIFY(found->isClear());
        const auto turned = difference(a, b);
        QVERIFY(turned && near(turned->low, -found->high) && near(turned->high, -found->low));
    }

    void quantiles() {
        QVERIFY(near(studentQuantile(0.975, 1), 12.7062047364));
        QVERIFY(near(studentQuantile(0.975, 2), 4.3026527297));
        QVERIFY(near(studentQuantile(0.975, 30), 2.0422724563));
        QVERIFY(near(studentQuantile(0.95, 5), 2.0150483733));
        QVERIFY(near(studentQuantile(0.975, 1e6), 1.9599663, 1e-5));
    }

    void zerosAtOnce() {
        Moments one, many;
        for (const double value : {3.0, 0.0, 8.5, 0.0, 0.0, 0.0, 21.0})
            one.add(value);
        for (const double value : {3.0, 8.5, 21.0})
            many.add(value);
        many.addZeros(4);
        QCOMPARE(many.count(), one.count());
        QVERIFY(near(many.mean(), one.mean()) && near(many.variance(), one.variance()));
        Moments none;
        none.addZeros(5);
        QCOMPARE(none.mean(), 0.0);
        QVERIFY(!difference(none, none));
        QVERIFY(!difference(of({1}), of({1, 2})));
        const auto unclear = difference(of({1, 2, 3}), of({1, 2, 4}));
        QVERIFY(unclear && !unclear->isClear());
    }
};

AUDIENCE_TEST(DifferenceTest)
#include "difference_test.moc"
