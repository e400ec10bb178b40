// What a column of decimals becomes by the digits of its values.
#include "warehouse/decimal_scale.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::warehouse;
using engine::ColumnType;

class DecimalScaleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void digitsAreCounted_data() {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("digits"); // before and behind the point; empty: no number
        QTest::newRow("whole") << QStringLiteral("1200") << QStringLiteral("4 0");
        QTest::newRow("zeros at the ends") << QStringLiteral("-0012.3400") << QStringLiteral("2 2");
        QTest::newRow("behind alone") << QStringLiteral("0.0005") << QStringLiteral("0 4");
        QTest::newRow("no zero before") << QStringLiteral(".5") << QStringLiteral("0 1");
        QTest::newRow("nothing") << QStringLiteral("0.00") << QStringLiteral("0 0");
        QTest::newRow("exponent") << QStringLiteral("1.5e+20") << QStringLiteral("21 0");
        QTest::newRow("small exponent") << QStringLiteral("+1.50E-7") << QStringLiteral("0 8");
        QTest::newRow("NaN") << QStringLiteral("NaN") << QString();
        QTest::newRow("infinity") << QStringLiteral("-Infinity") << QString();
        QTest::newRow("two points") << QStringLiteral("1.2.3") << QString();
        QTest::newRow("no digit") << QStringLiteral("-.") << QString();
        QTest::newRow("no exponent") << QStringLiteral("1e") << QString();
        QTest::newRow("an exponent beyond all") << QStringLiteral("1e99999999999") << QString();
    }
    void digitsAreCounted() {
        QFETCH(QString, number);
        QFETCH(QString, digits);
        DigitTally tally;
        tally.add(number.toStdString());
        const auto counts = tally.counts();
        QCOMPARE(counts.size(), digits.isEmpty() ? std::size_t{0} : std::size_t{1});
        if (!counts.empty())
            QCOMPARE(QStringLiteral("%1 %2").arg(counts[0].before).arg(counts[0].behind), digits);
    }

    void theTypeHoldsTheLargestAndTheFinest_data() {
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<int>("scale"); // as declared
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("misfits");
        QTest::newRow("nothing seen") << QStringList{} << 10 << QStringLiteral("decimal 10") << 0;
        QTest::newRow("as declared") << QStringList{QStringLiteral("12.50")} << 10 << QStringLiteral("decimal 10") << 0;
        QTest::newRow("more digits than declared") << QStringList{QStringLiteral("0.1234")} << 2 << QStringLiteral("decimal 4") << 0;
        QTest::newRow("large ones leave less behind, and room") << QStringList{QStringLiteral("1234567890")} << 10 << QStringLiteral("decimal 6") << 0;
        QTest::newRow("no room left") << QStringList{QStringLiteral("1234567890.12345678")} << 2 << QStringLiteral("decimal 8") << 0;
        QTest::newRow("both do not fit") << QStringList{QStringLiteral("1234567890"), QStringLiteral("0.123456789")} << 2 << QStringLiteral("double 0") << 0;
        QTest::newRow("rounded") << QStringList{QStringLiteral("3.3333333333333333"), QStringLiteral("1234.5")} << 2 << QStringLiteral("double 0") << 1;
        QTest::newRow("long whole ones") << QStringList{QStringLiteral("12345678901234567890")} << 0 << QStringLiteral("text 0") << 0;
    }
    void theTypeHoldsTheLargestAndTheFinest() {
        QFETCH(QStringList, values);
        QFETCH(int, scale);
        QFETCH(QString, type);
        QFETCH(int, misfits);
        DigitTally tally;
        for (const QString &value : values)
            tally.add(value.toStdString());
        ColumnInfo column;
        column.field = {"n", ColumnType::Decimal, static_cast<std::uint8_t>(scale)};
        settleDecimal(column, tally);
        QCOMPARE(QString::fromUtf8(engine::toText(column.field.type).data(), int(engine::toText(column.field.type).size())) + QLatin1Char(' ') + QString::number(column.field.scale), type);
        QCOMPARE(warehouse::misfits(column.digits, column.field), std::int64_t{misfits});
    }

    void oneThatDoesNotFitIsCounted() {
        DigitTally tally;
        for (const char *value : {"1.5", "2.25", "2.25", "1234567890123456789"})
            tally.add(value);
        QCOMPARE(misfits(tally.counts(), {"n", ColumnType::Decimal, 1}), std::int64_t{3});
        QCOMPARE(misfits(tally.counts(), {"n", ColumnType::Decimal, 2}), std::int64_t{1});
        QCOMPARE(misfits(tally.counts(), {"n", ColumnType::Text, 0}), std::int64_t{0});
    }
};

AUDIENCE_TEST(DecimalScaleTest)
#include "decimal_scale_test.moc"
