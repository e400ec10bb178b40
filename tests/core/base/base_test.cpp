#include "support/test_main.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/rng.h"
#include "base/secret.h"
#include "base/text.h"

#include <QTest>

using namespace audience;
using namespace std::chrono_literals;

class BaseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isoInstants() {
        QCOMPARE(toIso(Instant{0}), std::string("1970-01-01T00:00:00Z"));
        QCOMPARE(toIso(Instant{-1}), std::string("1969-12-31T23:59:59.999999Z"));
        for (const char *text : {"2026-11-21T09:00:00Z", "2024-02-29T23:59:59.123Z", "1601-01-01T00:00:00.000001Z"})
            QCOMPARE(toIso(*instantFromIso(text)), std::string(text));
        QCOMPARE(toIso(*instantFromIso("2026-01-02 03:04+05:30")), std::string("2026-01-01T21:34:00Z"));
        for (const char *text : {"2023-02-29", "2026-13-01", "2026-1-1", "2026-01-01T24:00", "x", "", "2026-01-01T1"})
            QVERIFY2(!instantFromIso(text), text);
    }
    void civilDatesRoundTrip() {
        for (std::int32_t days = -200000; days < 200000; days += 97)
            QCOMPARE(civilFromYmd(ymdFromCivil({days})).days, days);
    }
    void decimals() {
        QCOMPARE(toText(*decimalFromText("-12.50")), std::string("-12.50"));
        QCOMPARE(toText(*decimalFromText(".5")), std::string("0.5"));
        QCOMPARE(decimalFromText("0.05")->mantissa, 5);
        for (const char *text : {"", "-", "1.2.3", "1,2", "1e5", "1234567890123456789"})
            QVERIFY2(!decimalFromText(text), text);
        QVERIFY(compare({15, 1}, {150, 2}) == 0);
        QVERIFY(compare({-1, 0}, {1, 18}) < 0);
        QVERIFY(!rescaled({15, 1}, 0));
        QCOMPARE(rescaled({20, 1}, 0)->mantissa, 2);
        QCOMPARE(toText(Int128{-467079462}, 2), std::string("-4670794.62"));
    }
    void digests() {
        QCOMPARE(toHex(sha256("abc")), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(toHex(md5("abc")), std::string("900150983cd24fb0d6963f7d28e17f72"));
        Sha256Stream stream;
        stream.add("a");
        stream.add("bc");
        QCOMPARE(stream.finish(), sha256("abc"));
        Xxh128Stream quick;
        QCOMPARE(toHex(quick.finish()), std::string("99aa06d3014798d86001c324468d497f"));
        quick.add("a");
        quick.add("bc");
        QCOMPARE(toHex(quick.finish()), std::string("06b05ab6733a618578af5f94892f3950"));
        for (const std::string text : {"", "a", "ab", "abc", "abcd"})
            QCOMPARE(*fromBase64(toBase64(text)), text);
        QCOMPARE(*fromHex("00ff"), std::string("\0\xff", 2));
        QVERIFY(!fromHex("0g"));
        QCOMPARE(crc32("123456789"), 0xCBF43926u);
    }
    void json() {
        const auto bad = parseJson("{\"a\": }");
        QVERIFY(!bad);
        QCOMPARE(bad.error().id, std::string("json.syntax"));
        QVERIFY(!parseJson(std::string(600, '[') + std::string(600, ']')));
        const Json good = *parseJson("{\"n\": 9007199254740993, \"t\": \"x\"}");
        QCOMPARE(jsonInt(good, "n"), 9007199254740993LL);
        QCOMPARE(jsonText(good, "n", "no"), std::string("no"));
    }
    void text() {
        QCOMPARE(toNfc("e\xCC\x81"), std::string("\xC3\xA9"));
        QCOMPARE(foldCase("\xC3\x89T\xC3\x89 Stra\xC3\x9F" "e"), std::string("\xC3\xA9t\xC3\xA9 stra\xC3\x9F" "e"));
        std::size_t replaced = 0;
        QCOMPARE(repairUtf8("a\xFFz", &replaced), std::string("a\xEF\xBF\xBDz"));
        QCOMPARE(replaced, std::size_t{1});
        QVERIFY(!isValidUtf8("\xED\xA0\x80"));
        QCOMPARE(trimmed(" \t a b \r\n"), std::string_view("a b"));
    }
    void randomNumbersRepeat() {
        SeededRng a(7), b(7), c(8);
        QCOMPARE(a.next(), b.next());
        QVERIFY(a.next() != c.next());
        for (int i = 0; i < 1000; ++i) {
            QVERIFY(a.below(3) < 3);
            const auto value = a.between(-2, 2);
            QVERIFY(value >= -2 && value <= 2);
        }
        QCOMPARE(makeUuid(a).size(), std::size_t{36});
    }
    void fakeClockMovesOnlyWhenTold() {
        FakeClock clock(Instant{1000});
        clock.sleepFor(5us);
        QCOMPARE(clock.now().micros, 1005);
        QCOMPARE(clock.steady(), 5us);
    }
    void secretsMoveAndCannotBeCopied() {
        static_assert(!std::is_copy_constructible_v<Secret>);
        Secret a("key");
        Secret b = std::move(a);
        QCOMPARE(b.view(), std::string_view("key"));
        QCOMPARE(b.clone().view(), std::string_view("key"));
    }
};

AUDIENCE_TEST(BaseTest)
#include "base_test.moc"
