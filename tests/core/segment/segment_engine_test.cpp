// The engine below the rules: widths, kernels at odd offsets, laziness, caching, cancelling, threads.
#include "async/parallel.h"
#include "engine/number_test.h"
#include "engine/plan.h"
#include "memory_data.h"
#include "support/test_main.h"

#include <QTest>

#include <cmath>

namespace audience::test {

using engine::Bitmap;
using engine::Cell;
using engine::ColumnType;
using engine::DenseColumn;
using engine::IntRange;
using engine::Predicate;

class SegmentEngineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void widths_data() {
        QTest::addColumn<qint64>("low");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<int>("width");
        QTest::newRow("u8") << qint64{-100} << qint64{1} << 1;
        QTest::newRow("u16") << qint64{1'000'000} << qint64{200} << 2;
        QTest::newRow("u32") << qint64{-5} << qint64{10'000'000} << 3;
        QTest::newRow("i64") << qint64{-4'000'000'000'000} << qint64{1'000'000'000'000'000} << 4;
        QTest::newRow("whole range") << std::numeric_limits<qint64>::min() << (qint64{1} << 55) << 4;
    }
    // Every width, slice and set of ranges against the plain loop.
    void widths() {
        QFETCH(qint64, low);
        QFETCH(qint64, step);
        QFETCH(int, width);
        SeededRng rng(7);
        std::vector<std::int64_t> values(1000);
        std::vector<std::uint64_t> valid((values.size() + 63) / 64, ~std::uint64_t{0});
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::uint64_t k = i < 256 ? i : rng.below(256);
            values[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(low) +
                                                  k * static_cast<std::uint64_t>(step));
            if (rng.chance(0.1))
                valid[i >> 6] &= ~(std::uint64_t{1} << (i & 63));
        }
        const DenseColumn column = engine::denseFromInts(ColumnType::Int64, 0, values, valid);
        QCOMPARE(static_cast<int>(column.width), width);
        for (int round = 0; round < 200; ++round) {
            Predicate predicate;
            predicate.kind = Predicate::Kind::Ints;
            predicate.negated = rng.chance(0.5);
            std::vector<std::int64_t> ends;
            for (std::uint64_t i = 0, n = 2 * rng.between(0, 10); i < n; ++i)
                ends.push_back(values[rng.below(values.size())] + rng.between(-1, 0));
            std::sort(ends.begin(), ends.end());
            ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
            for (std::size_t i = 0; i + 1 < ends.size(); i += 2)
                predicate.ints.push_back({ends[i], ends[i + 1]});
            if (rng.chance(0.2) && !predicate.ints.empty())
                predicate.ints.front().low = engine::kNoLow;
            if (rng.chance(0.2) && !predicate.ints.empty())
                predicate.ints.back().high = engine::kNoHigh;
            const std::size_t begin = rng.below(values.size()), end = begin + rng.below(values.size() - begin + 1);
            std::vector<std::uint64_t> words((end - begin + 63) / 64, 0xA5A5A5A5A5A5A5A5);
            engine::Matcher(predicate, column).match(begin, end, words.data());
            for (std::size_t i = begin; i < end; ++i) {
                bool expected = false;
                for (const IntRange &range : predicate.ints)
                    expected |= column.isValid(i) && values[i] >= range.low && values[i] <= range.high;
                QCOMPARE((words[(i - begin) >> 6] >> ((i - begin) & 63) & 1) != 0, expected != predicate.negated);
            }
            if ((end - begin) % 64 != 0)
                QCOMPARE(words.back() >> ((end - begin) % 64), 0U);
        }
    }

    void instantsBecomeSeconds() {
        const std::int64_t base = 1'700'000'000 * kMicrosPerSecond;
        const DenseColumn seconds =
            engine::denseFromInts(ColumnType::Instant, 0, {base + 5 * kMicrosPerSecond, base}, {});
        QCOMPARE(seconds.factor, kMicrosPerSecond);
        QCOMPARE(seconds.intAt(0), base + 5 * kMicrosPerSecond);
        const DenseColumn micros = engine::denseFromInts(ColumnType::Instant, 0, {base + 1, base}, {});
        QCOMPARE(micros.factor, 1);
        QCOMPARE(micros.intAt(0), base + 1);
    }

    void nanIsNoValue() {
        const DenseColumn column = engine::denseFromDoubles({1.0, std::nan(""), 2.0}, {});
        Predicate predicate;
        predicate.kind = Predicate::Kind::Doubles;
        predicate.doubles = {{}};
        std::uint64_t word = 0;
        engine::Matcher(predicate, column).match(0, 3, &word);
        QCOMPARE(word, 5U);
    }

    void spineFindsItsTimes() {
        const std::int64_t base = -5 * kMicrosPerSecond;
        const auto whole = engine::makeSpine({0, 1, 2}, {base, base + kMicrosPerSecond, base + 3 * kMicrosPerSecond});
        const auto exact = engine::makeSpine({0, 1, 2}, {base, base + 1, base + 3});
        QVERIFY(whole.micros.empty());
        QVERIFY(exact.seconds.empty());
        QCOMPARE(whole.firstAt(base), 0U);
        QCOMPARE(whole.firstAt(base + 1), 1U);
        QCOMPARE(whole.firstAt(base + kMicrosPerSecond), 1U);
        QCOMPARE(whole.firstAt(base + 3 * kMicrosPerSecond + 1), 3U);
        QCOMPARE(whole.firstAt(engine::kNoHigh), 3U);
        QCOMPARE(whole.firstAt(engine::kNoHigh - 1), 3U);
        QCOMPARE(whole.firstAt(engine::kNoLow + 1), 0U);
        QCOMPARE(exact.firstAt(base + 2), 2U);
        QCOMPARE(engine::makeSpine({}, {}).firstAt(0), 0U);
    }

    void loadsOnlyWhatIsAsked() {
        SeededRng rng(3);
        const Instant now = *instantFromIso("2026-04-01T00:00:00Z");
        const MemoryData data = randomData(rng, 100, 200, now);
        auto provider = std::make_shared<MemoryProvider>(data);
        Bitmap members(100);
        members.add(5);
        const engine::Snapshot snapshot(1, data.schema(), members, provider);
        QCOMPARE(provider->loads(), 0);
        QVERIFY(snapshot.profileColumn("age"));
        QVERIFY(snapshot.profileColumn("age"));
        QCOMPARE(provider->loads(), 1);
        QVERIFY(snapshot.eventColumn("shop", "refund", "amount"));
        QCOMPARE(provider->loads(), 3); // the spine and the column
        const auto missing = snapshot.profileColumn("shoe");
        QVERIFY(!missing);
        QCOMPARE(missing.error().id, std::string("engine.no_column"));
        QVERIFY(snapshot.loadedBytes() > 100);
    }

    void refusesAColumnThatDoesNotFit() {
        MemoryData data;
        data.fields = {{"age", ColumnType::Int64, 0}};
        data.profiles = {{std::int64_t{1}}, {std::int64_t{2}}};
        data.members = {true, true};
        EventTable table;
        table.dataset = "shop";
        table.rows.push_back({1, 0, "purchase", {}}); // beyond the ordinals
        data.events.push_back(table);
        const engine::Snapshot broken(1, data.schema(), Bitmap(1), std::make_shared<MemoryProvider>(data));
        QCOMPARE(broken.spine("shop", "purchase").error().id, std::string("engine.bad_column"));
        const engine::Snapshot longer(1, data.schema(), Bitmap(9), std::make_shared<MemoryProvider>(data));
        QCOMPARE(longer.profileColumn("age").error().id, std::string("engine.bad_column"));
    }

    void cachesByVersionOnly() {
        SeededRng rng(3);
        const Instant now = *instantFromIso("2026-04-01T00:00:00Z");
        MemoryData data = randomData(rng, 200, 10, now);
        Predicate predicate;
        predicate.field = "age";
        predicate.kind = Predicate::Kind::Ints;
        predicate.ints = {{30, engine::kNoHigh}};
        engine::Plan plan;
        plan.addLeaf(std::make_shared<engine::ColumnCondition>(predicate), "/rule");
        engine::Evaluator evaluator;
        const auto first = evaluator.evaluate(plan, makeSnapshot(data, 1));
        QVERIFY(first);
        for (auto &row : data.profiles)
            row[2] = std::int64_t{99};
        QCOMPARE(evaluator.evaluate(plan, makeSnapshot(data, 1))->count(), first->count());
        QVERIFY(evaluator.evaluate(plan, makeSnapshot(data, 2))->count() > first->count());
    }

    // What people's values come to is kept for other tests of it, by what they are worked out of and of which data.
    void valuesAreWorkedOutOnce() {
        SeededRng rng(3);
        const MemoryData data = randomData(rng, 200, 10, *instantFromIso("2026-04-01T00:00:00Z"));
        static int worked;
        worked = 0;
        struct Counted final : engine::PersonValues {
            Counted() : PersonValues({"counted", ColumnType::Int64, 0}, false) {}
            std::string key() const override { return "counted"; }
            std::string versions(const engine::Snapshot &snapshot) const override { return std::to_string(snapshot.schema().profileVersion); }
            Result<DenseColumn> compute(const engine::EvaluateContext &context) const override {
                ++worked;
                TRY(context.cancel.check());
                std::vector<std::int64_t> values(context.snapshot.ordinals());
                for (std::size_t i = 0; i < values.size(); ++i)
                    values[i] = static_cast<std::int64_t>(i);
                return engine::denseFromInts(ColumnType::Int64, 0, values, {});
            }
        };
        engine::Evaluator evaluator;
        const auto above = [&](std::int64_t low, const engine::Snapshot &snapshot, CancelToken cancel = {}) {
            Predicate predicate;
            predicate.field = "counted";
            predicate.kind = Predicate::Kind::Ints;
            predicate.ints = {{low, engine::kNoHigh}};
            engine::Plan plan;
            plan.addLeaf(std::make_shared<engine::ColumnCondition>(predicate, engine::ValueSources{std::make_shared<Counted>()}), "/rule");
            return evaluator.evaluate(plan, snapshot, std::move(cancel));
        };
        const auto snapshot = makeSnapshot(data, 1);
        CancelSource stop;
        stop.cancel();
        QCOMPARE(above(1, snapshot, stop.token()).error().id, std::string("cancelled"));
        QCOMPARE(worked, 1); // and nothing of it is kept
        const auto many = above(1, snapshot), few = above(150, snapshot);
        QVERIFY(many && few && few->count() < many->count());
        QCOMPARE(worked, 2);
        QVERIFY(evaluator.values(Counted(), snapshot));
        QCOMPARE(worked, 2);
        QVERIFY(above(1, makeSnapshot(data, 2)));
        QCOMPARE(worked, 3);
        evaluator.forgetAnswers();
        QVERIFY(above(1, snapshot));
        QCOMPARE(worked, 4);
    }

    void cacheForgetsTheLeastUsed() {
        engine::ConditionCache cache(3000);
        const auto bitmap = std::make_shared<const Bitmap>(6400); // 800 bytes
        cache.store("a", bitmap);
        cache.store("b", bitmap);
        cache.store("c", bitmap);
        QVERIFY(cache.find("a"));
        cache.store("d", bitmap);
        QVERIFY(!cache.find("b"));
        QVERIFY(cache.find("a"));
        QVERIFY(cache.find("d"));
        cache.clear();
        QVERIFY(!cache.find("a"));
    }

    void cancels() {
        SeededRng rng(3);
        const MemoryData data = randomData(rng, 200, 500, *instantFromIso("2026-04-01T00:00:00Z"));
        engine::EventSelection selection;
        selection.sources = {{"shop", "purchase"}};
        engine::NumberTest test;
        test.low = engine::NumberTest::End{Decimal{2, 0}, true};
        engine::Plan plan;
        plan.addLeaf(std::make_shared<engine::AggregateCondition>(selection, engine::Aggregate::Count, "", test), "/rule");
        engine::Evaluator evaluator;
        CancelSource source;
        source.cancel();
        const auto stopped = evaluator.evaluate(plan, makeSnapshot(data), source.token());
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().id, std::string("cancelled"));
        QVERIFY(evaluator.evaluate(plan, makeSnapshot(data))); // nothing half-done was kept
    }

    // Several threads and one give the same; enough rows that the kernels do split.
    void threadsAgree() {
        constexpr std::size_t kProfiles = 20'000, kEvents = 3'500'000;
        class Many final : public engine::ColumnProvider {
        public:
            Result<DenseColumn> profileColumn(const std::string &) override { return DenseColumn(); }
            Result<engine::EventSpine> spine(const std::string &, const std::string &) override {
                std::vector<Ordinal> profiles(kEvents);
                std::vector<std::int64_t> micros(kEvents);
                SeededRng rng(11);
                for (std::size_t i = 0; i < kEvents; ++i) {
                    profiles[i] = static_cast<Ordinal>(rng.below(kProfiles));
                    micros[i] = static_cast<std::int64_t>(i) * kMicrosPerSecond;
                }
                return engine::makeSpine(std::move(profiles), std::move(micros));
            }
            Result<DenseColumn> eventColumn(const std::string &, const std::string &, const std::string &) override {
                std::vector<std::int64_t> values(kEvents);
                SeededRng rng(12);
                for (auto &value : values)
                    value = rng.between(-100, 20000);
                return engine::denseFromInts(ColumnType::Decimal, 2, values, {});
            }
        };
        engine::Schema schema;
        schema.events = {{"shop", 1, {{"amount", ColumnType::Decimal, 2}}, {"purchase"}}};
        Bitmap members(kProfiles);
        for (Ordinal i = 0; i < kProfiles; ++i)
            members.add(i);
        const engine::Snapshot snapshot(1, schema, members, std::make_shared<Many>());
        engine::EventSelection selection;
        selection.sources = {{"shop", "purchase"}};
        engine::ScratchPool scratch;
        engine::Evaluator evaluator;
        const auto evaluate = [&](const engine::Condition &condition, int threads) {
            return *condition.evaluate({snapshot, scratch, evaluator, {}, threads});
        };
        const auto atLeast = [](Decimal value) {
            engine::NumberTest test;
            test.low = engine::NumberTest::End{value, true};
            return test;
        };
        const engine::AggregateCondition exists(selection, engine::Aggregate::Count, "", atLeast({1, 0}));
        const engine::AggregateCondition count(selection, engine::Aggregate::Count, "", atLeast({175, 0}));
        const engine::AggregateCondition many(selection, engine::Aggregate::Count, "", atLeast({300, 0}));
        const engine::AggregateCondition sum(selection, engine::Aggregate::Sum, "amount", atLeast({1'750'000, 2}));
        for (const engine::Condition *condition : std::initializer_list<const engine::Condition *>{&exists, &count, &many, &sum}) {
            const Bitmap one = evaluate(*condition, 1);
            QVERIFY(one == evaluate(*condition, 3));
            QVERIFY(condition == &many || one.count() > 0);
        }
    }

    void averagesAreExact() {
        const auto holds = [](const char *low, Int128 sum, std::uint64_t count, int scale, bool inclusive = true) {
            engine::NumberTest test;
            test.low = engine::NumberTest::End{*decimalFromText(low), inclusive};
            return engine::averageHolds(test, sum, count, scale);
        };
        QVERIFY(holds("0.3333", 1, 3, 0));
        QVERIFY(!holds("0.3334", 1, 3, 0));
        QVERIFY(holds("0.5", 1, 2, 0));
        QVERIFY(!holds("0.5", 1, 2, 0, false));
        QVERIFY(holds("-0.3334", -1, 3, 0));
        QVERIFY(!holds("-0.3333", -1, 3, 0));
        QVERIFY(holds("12", 1200, 1, 2));
        QVERIFY(!holds("999999999999999999", engine::kNoHigh, 1, 18));
        QVERIFY(holds("-999999999999999999", -1, 1, 18));
    }
};

} // namespace audience::test

using audience::test::SegmentEngineTest;
AUDIENCE_TEST(SegmentEngineTest)
#include "segment_engine_test.moc"
