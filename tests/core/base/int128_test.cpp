// TwoLimbs, which stands in for the compiler's 128-bit numbers where it has none, against those where it has them.
#include "base/int128.h"
#include "base/rng.h"
#include "support/test_main.h"

#include <QTest>

#include <bit>
#include <vector>

using namespace audience;

#ifdef __SIZEOF_INT128__
__extension__ using Theirs = __int128;
__extension__ using Bits = unsigned __int128;

static TwoLimbs ours(Theirs number) { return std::bit_cast<TwoLimbs>(number); }
static Theirs theirs(TwoLimbs number) { return std::bit_cast<Theirs>(number); }

// Every power of two and its neighbours, the ends, and some of every length.
static std::vector<Theirs> numbers() {
    std::vector<Theirs> all{0, static_cast<Theirs>(Bits{1} << 127)};
    for (int bit = 0; bit < 127; ++bit)
        for (const int beside : {-1, 0, 1})
            for (const int sign : {-1, 1})
                all.push_back(static_cast<Theirs>((Bits{1} << bit) + static_cast<Bits>(beside)) * sign);
    SeededRng rng(20261122);
    for (int i = 0; i < 150; ++i)
        all.push_back(static_cast<Theirs>(Bits{rng.next()} << 64 | rng.next()) >> (rng.next() % 128));
    return all;
}
#endif

class Int128Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sayTheSame() {
#ifdef __SIZEOF_INT128__
        const std::vector<Theirs> all = numbers();
        const Theirs lowest = all[1];
        for (const Theirs a : all)
            for (const Theirs b : all) {
                const TwoLimbs x = ours(a), y = ours(b);
                const auto p = static_cast<Bits>(a), q = static_cast<Bits>(b);
                bool same = theirs(x + y) == static_cast<Theirs>(p + q) && theirs(x - y) == static_cast<Theirs>(p - q) &&
                            theirs(x * y) == static_cast<Theirs>(p * q) && (x < y) == (a < b) && (x == y) == (a == b);
                if (b != 0 && (a != lowest || b != -1))
                    same = same && theirs(x / y) == a / b && theirs(x % y) == a % b;
                TwoLimbs mine;
                Theirs their = 0;
                same = same && addOverflows(x, y, mine) == addOverflows(a, b, their) && theirs(mine) == their;
                same = same && multiplyOverflows(x, y, mine) == multiplyOverflows(a, b, their) && theirs(mine) == their;
                QVERIFY2(same, qPrintable(QStringLiteral("%1 and %2").arg(static_cast<double>(a)).arg(static_cast<double>(b))));
            }
#else
        QSKIP("there is nothing to compare with");
#endif
    }
    void convertTheSame() {
#ifdef __SIZEOF_INT128__
        for (const Theirs a : numbers()) {
            const TwoLimbs x = ours(a);
            QCOMPARE(static_cast<double>(x), static_cast<double>(a));
            QVERIFY(static_cast<long double>(x) == static_cast<long double>(a));
            QCOMPARE(static_cast<float>(x), static_cast<float>(a));
            QCOMPARE(static_cast<std::int64_t>(x), static_cast<std::int64_t>(a));
            QCOMPARE(static_cast<bool>(x), static_cast<bool>(a));
            QVERIFY(theirs(-x) == static_cast<Theirs>(-static_cast<Bits>(a)));
            for (int bits = 0; bits < 128; ++bits) {
                QVERIFY(theirs(x >> bits) == a >> bits);
                QVERIFY(theirs(x << bits) == static_cast<Theirs>(static_cast<Bits>(a) << bits));
            }
        }
#else
        QSKIP("there is nothing to compare with");
#endif
    }
    void products() {
        SeededRng rng(7);
        for (int i = 0; i < 10'000; ++i) {
            const std::uint64_t a = rng.next() >> (rng.next() % 64), b = rng.next() >> (rng.next() % 64);
            const WideProduct whole = wideProduct(a, b), halves = wideProductOfHalves(a, b);
            QCOMPARE(whole.low, halves.low);
            QCOMPARE(whole.high, halves.high);
            QCOMPARE(whole.low, a * b);
        }
        static_assert(TwoLimbs(7) * -3 / 2 == -10 && TwoLimbs(-21) % 2 == -1 && (TwoLimbs(1) << 100) >> 99 == 2);
    }
};

AUDIENCE_TEST(Int128Test)
#include "int128_test.moc"
