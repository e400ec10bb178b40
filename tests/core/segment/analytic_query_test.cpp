// Analytic queries at their edges, on data small enough to see: nothing at all, missing values, NaN, ties, changes of the
// clock, bins of one value; several threads give what one gives; faults are told at the part at fault.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "memory_data.h"
#include "segment/compile_query.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <cmath>

namespace audience::test {

using engine::Cell;
using engine::ColumnType;

class AnalyticQueryTest : public QObject {
    Q_OBJECT

    const Instant m_now = *instantFromIso("2026-11-01T00:00:00Z");

    static MemoryData shop() {
        MemoryData data;
        data.fields = {{"country", ColumnType::Text, 0}, {"age", ColumnType::Int64, 0}, {"score", ColumnType::Double, 0}, {"born", ColumnType::Date, 0}};
        EventTable events;
        events.dataset = "shop";
        events.fields = {{"item", ColumnType::Text, 0}, {"amount", ColumnType::Decimal, 2}};
        data.events = {events};
        return data;
    }
    static void person(MemoryData &data, Cell country, Cell age = {}, Cell score = {}) {
        data.profiles.push_back({std::move(country), std::move(age), std::move(score), Cell()});
        data.members.push_back(true);
    }
    static void bought(MemoryData &data, Ordinal who, const char *when, Cell item, Cell amount) {
        data.events[0].rows.push_back({who, instantFromIso(when)->micros, "purchase", {std::move(item), std::move(amount)}});
    }
    static std::string text(const engine::GroupTable &table) {
        std::string all;
        for (const auto &row : table.rows) {
            all += all.empty() ? "" : "; ";
            for (std::size_t i = 0; i < row.size(); ++i)
                all += (i == 0 ? "" : " ") + (std::holds_alternative<std::monostate>(row[i]) ? std::string("-") : engine::toText(row[i]));
        }
        return all;
    }
    Result<engine::GroupTable> ask(const MemoryData &data, const std::string &members, int threads = 1) const {
        model::Findings findings;
        const auto query = model::analyticQueryFromText(R"({"audience_query":1,)" + members + "}", findings);
        if (!query)
            return segment::asError(findings);
        const engine::Snapshot snapshot = makeSnapshot(data);
        segment::CompileOptions options;
        options.now = m_now;
        const auto compiled = segment::compileQuery(*query, snapshot.schema(), options);
        if (!compiled.query)
            return segment::asError(compiled.findings);
        engine::Evaluator evaluator;
        engine::ScratchPool scratch;
        return engine::evaluate(*compiled.query, {snapshot, scratch, evaluator, {}, threads});
    }
    std::string answer(const MemoryData &data, const std::string &members) const {
        const auto table = ask(data, members);
        return table ? text(*table) : table.error().id + " " + std::string(table.error().arg("path"));
    }

private Q_SLOTS:
    void nothingAtAll() {
        MemoryData data = shop();
        const std::string measures = R"("measures":[{"of":"count"},{"of":"people"},{"of":"sum","field":"amount"},{"of":"avg","field":"amount"},)"
                                     R"({"of":"min","field":"amount"},{"of":"quantile","field":"amount"},{"of":"distinct","field":"item"}])";
        QCOMPARE(answer(data, R"("events":{},)" + measures), std::string("0 0 0.00 - - - 0"));
        QCOMPARE(answer(data, R"("events":{},"group_by":[{"field":"item"}],)" + measures), std::string());
        person(data, std::string("DE"));
        bought(data, 0, "2026-10-01T00:00:00Z", Cell(), Cell());
        QCOMPARE(answer(data, R"("events":{"name":"purchase"},)" + measures), std::string("1 1 0.00 - - - 0"));
        QCOMPARE(answer(data, R"("events":{"name":"purchase"},"group_by":[{"field":"item"}],)" + measures), std::string("- 1 1 0.00 - - - 0"));
        QCOMPARE(answer(data, R"("events":{"name":"purchase","window":{"last":1,"unit":"days"}},)" + measures), std::string("0 0 0.00 - - - 0"));
    }

    void missingValuesAreAGroupAndComeLast() {
        MemoryData data = shop();
        person(data, std::string("DE"), std::int64_t{30});
        person(data, Cell(), std::int64_t{40});
        person(data, std::string(""), Cell());
        person(data, std::string("AT"), Cell());
        person(data, std::string("DE"), std::int64_t{50});
        QCOMPARE(answer(data, R"("group_by":[{"field":"country"}])"), std::string(" 1; AT 1; DE 2; - 1"));
        QCOMPARE(answer(data, R"("group_by":[{"field":"country"}],"order_by":[{"group":0,"descending":true}])"), std::string("DE 2; AT 1;  1; - 1"));
        const std::string ages = R"("group_by":[{"field":"country"}],"measures":[{"of":"avg","field":"age"}],)";
        QCOMPARE(answer(data, ages + R"("order_by":[{"measure":0}])"), std::string("DE 40; - 40;  -; AT -"));
        QCOMPARE(answer(data, ages + R"("order_by":[{"measure":0,"descending":true}],"limit":3)"), std::string("DE 40; - 40;  -"));
    }

    void notANumberIsNoValue() {
        MemoryData data = shop();
        for (const double score : {0.0, -0.0, std::nan(""), 2.5})
            person(data, std::string("DE"), Cell(), score);
        QCOMPARE(answer(data, R"("group_by":[{"field":"score"}])"), std::string("0 2; 2.5 1; - 1"));
        QCOMPARE(answer(data, R"("measures":[{"of":"avg","field":"score"},{"of":"max","field":"score"},{"of":"distinct","field":"score"}])"),
                 std::string("0.8333333333333334 2.5 2"));
    }

    void tiesStandInOrderOfTheirGroups() {
        MemoryData data = shop();
        for (const char *country : {"C", "A", "B", "A", "C", "B", "D"})
            person(data, std::string(country));
        const std::string top = R"("group_by":[{"field":"country"}],"order_by":[{"measure":0,"descending":true}],"limit":)";
        QCOMPARE(answer(data, top + "2"), std::string("A 2; B 2"));
        QCOMPARE(answer(data, top + "4"), std::string("A 2; B 2; C 2; D 1"));
        const auto cut = ask(data, top + "1");
        QVERIFY(cut);
        QCOMPARE(cut->groups, std::uint64_t{4});
        QCOMPARE(cut->counted, std::uint64_t{7});
    }

    void moneyIsExact() {
        MemoryData data = shop();
        person(data, std::string("DE"));
        for (int i = 0; i < 10; ++i)
            bought(data, 0, "2026-10-01T00:00:00Z", std::string("a"), Decimal{10, 2});
        bought(data, 0, "2026-10-01T00:00:00Z", std::string("a"), Decimal{900'000'000'000'000'000, 2});
        QCOMPARE(answer(data, R"("events":{},"measures":[{"of":"sum","field":"amount"}])"), std::string("9000000000000001.00"));
        for (int i = 0; i < 10; ++i)
            bought(data, 0, "2026-10-01T00:00:00Z", std::string("a"), Decimal{900'000'000'000'000'000, 2});
        const auto over = ask(data, R"("events":{},"measures":[{"of":"sum","field":"amount"}])");
        QVERIFY(!over);
        QCOMPARE(over.error().id, std::string("engine.number_too_large"));
        QCOMPARE(std::string(over.error().arg("field")), std::string("amount"));
    }

    void daysAndHoursFollowTheClockOnTheWall() {
        MemoryData data = shop();
        person(data, std::string("DE"));
        // The clock goes back from 03:00 to 02:00 at 01:00 UTC on 25 October in Berlin.
        for (const char *when : {"2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T22:59:59Z",
                                 "2026-10-25T23:00:00Z"})
            bought(data, 0, when, Cell(), Decimal{100, 2});
        const std::string berlin = R"("zone":"Europe/Berlin")";
        QCOMPARE(answer(data, R"("events":{},"group_by":[{"event":"time","by":"day",)" + berlin + "}]"), std::string("2026-10-24 1; 2026-10-25 4; 2026-10-26 1"));
        QCOMPARE(answer(data, R"("events":{},"group_by":[{"event":"time","by":"hour",)" + berlin + "}]"),
                 std::string("2026-10-24T21:00:00Z 1; 2026-10-24T22:00:00Z 1; 2026-10-25T00:00:00Z 1; 2026-10-25T01:00:00Z 1; "
                             "2026-10-25T22:00:00Z 1; 2026-10-25T23:00:00Z 1"));
        QCOMPARE(answer(data, R"("events":{},"group_by":[{"event":"time","part":"hour",)" + berlin + "}]"), std::string("0 2; 2 2; 23 2"));
        QCOMPARE(answer(data, R"("events":{},"group_by":[{"event":"time","by":"week",)" + berlin + "}]"), std::string("2026-10-19 5; 2026-10-26 1"));
        QCOMPARE(answer(data, R"("events":{},"group_by":[{"event":"time","by":"week","week_start":"sunday",)" + berlin + "}]"),
                 std::string("2026-10-18 1; 2026-10-25 5"));
        bought(data, 0, "2026-10-28T12:00:00Z", Cell(), Decimal{100, 2});
        QCOMPARE(answer(data, R"("events":{},"group_by":[{"event":"time","by":"day","fill":true,)" + berlin + "}]"),
                 std::string("2026-10-24 1; 2026-10-25 4; 2026-10-26 1; 2026-10-27 0; 2026-10-28 1"));
    }

    void bins() {
        MemoryData data = shop();
        for (const std::int64_t age : {-1, 0, 9, 10, 35})
            person(data, std::string("DE"), age, static_cast<double>(age));
        person(data, std::string("DE"));
        QCOMPARE(answer(data, R"("group_by":[{"field":"age","bins":{"width":10}}])"), std::string("-10 1; 0 2; 10 1; 30 1; - 1"));
        QCOMPARE(answer(data, R"("group_by":[{"field":"age","bins":{"width":10},"fill":true}])"), std::string("-10 1; 0 2; 10 1; 20 0; 30 1; - 1"));
        QCOMPARE(answer(data, R"("group_by":[{"field":"age","bins":{"count":2}}])"), std::string("-1 4; 18 1; - 1")); // steps of 19
        QCOMPARE(answer(data, R"("group_by":[{"field":"score","bins":{"count":4}}])"), std::string("-1 2; 8 2; 26 1; - 1")); // of 9; the highest is in the last
        MemoryData constant = shop();
        for (int i = 0; i < 3; ++i)
            person(constant, std::string("DE"), std::int64_t{7}, 7.0);
        QCOMPARE(answer(constant, R"("group_by":[{"field":"age","bins":{"count":20}}])"), std::string("7 3"));
        QCOMPARE(answer(constant, R"("group_by":[{"field":"score","bins":{"count":20}}])"), std::string("7 3"));
        QCOMPARE(answer(shop(), R"("group_by":[{"field":"score","bins":{"count":20}}])"), std::string());
        person(constant, std::string("DE"), std::int64_t{1} << 60);
        QCOMPARE(answer(constant, R"("group_by":[{"field":"age","bins":{"width":1}}])"), std::string("query.too_many_groups "));
        const auto widths = ask(data, R"("group_by":[{"field":"age","bins":{"count":2}}])");
        QVERIFY(widths && widths->widths[0]);
        QCOMPARE(engine::toText(*widths->widths[0]), std::string("19"));
    }

    void quantilesAreValuesThatOccur() {
        MemoryData data = shop();
        for (const std::int64_t age : {10, 20, 30, 40})
            person(data, std::string("DE"), age);
        QCOMPARE(answer(data, R"("measures":[{"of":"quantile","field":"age","at":0},{"of":"quantile","field":"age","at":0.25},{"of":"quantile","field":"age"},)"
                              R"({"of":"quantile","field":"age","at":0.51},{"of":"quantile","field":"age","at":1}])"),
                 std::string("10 10 20 30 40"));
    }

    void eventsOfPeopleAndPeopleByTheirEvents() {
        MemoryData data = shop();
        person(data, std::string("DE"), std::int64_t{30});
        person(data, std::string("AT"), std::int64_t{70});
        person(data, std::string("AT"), std::int64_t{20});
        person(data, std::string("FR"));
        data.members[3] = false; // whose events count for nobody
        bought(data, 0, "2026-10-01T00:00:00Z", std::string("a"), Decimal{100, 2});
        bought(data, 1, "2026-10-02T00:00:00Z", std::string("b"), Decimal{250, 2});
        bought(data, 1, "2026-10-03T00:00:00Z", std::string("b"), Decimal{50, 2});
        bought(data, 3, "2026-10-03T00:00:00Z", std::string("b"), Decimal{5000, 2});
        QCOMPARE(answer(data, R"("events":{},"group_by":[{"person":"country"}],"measures":[{"of":"sum","field":"amount"},{"of":"people"}])"),
                 std::string("AT 3.00 1; DE 1.00 1"));
        QCOMPARE(answer(data, R"("group_by":[{"formula":{"of":"count","name":"purchase"}}])"), std::string("0 1; 1 1; 2 1"));
        QCOMPARE(answer(data, R"("group_by":[{"field":"country"}],"measures":[{"of":"count"},{"of":"count","people":{"type":"event","name":"purchase"}}])"),
                 std::string("AT 2 1; DE 1 1"));
        QCOMPARE(answer(data, R"("events":{},"people":{"type":"attribute","field":"age","op":">","value":50},"group_by":[{"event":"name"},{"field":"item"}])"),
                 std::string("purchase b 2"));
        QCOMPARE(answer(data, R"("events":{},"measures":[{"of":"min","event":"time"},{"of":"max","person":"age"}])"), std::string("2026-10-01T00:00:00Z 70"));
    }

    void threadsGiveWhatOneGives() {
        MemoryData data = shop();
        SeededRng rng(4);
        for (int i = 0; i < 2'000; ++i)
            person(data, std::string(1, static_cast<char>('A' + rng.below(20))), rng.between(0, 90));
        const std::int64_t first = instantFromIso("2026-01-01T00:00:00Z")->micros;
        for (std::int64_t i = 0; i < 450'000; ++i)
            data.events[0].rows.push_back({static_cast<Ordinal>(rng.below(2'000)), first + i * 60 * kMicrosPerSecond, "purchase",
                                           {std::to_string(rng.below(3'000)), rng.chance(0.1) ? Cell() : Cell(Decimal{rng.between(0, 9'999), 2})}});
        const std::string measures = R"("measures":[{"of":"count"},{"of":"sum","field":"amount"},{"of":"people"},{"of":"quantile","field":"amount"},)"
                                     R"({"of":"max","field":"amount"},{"of":"distinct","field":"item"}])";
        // Few groups, groups that are looked up, more than fit one number of 16 bits.
        for (const char *groups : {R"({"person":"country"})", R"({"event":"time","by":"day"},{"field":"item"})", R"({"field":"item"},{"person":"age"},{"person":"country"})"}) {
            const std::string query = std::string(R"("events":{},"group_by":[)") + groups + "]," + measures + R"(,"order_by":[{"measure":1,"descending":true}],"limit":500)";
            const auto one = ask(data, query, 1), several = ask(data, query, 3);
            QVERIFY(one && several);
            QCOMPARE(several->groups, one->groups);
            QCOMPARE(text(*several), text(*one));
        }
    }

    void stopsWhenItIsCancelled() {
        MemoryData data = shop();
        person(data, std::string("DE"));
        const engine::Snapshot snapshot = makeSnapshot(data);
        engine::Evaluator evaluator;
        CancelSource source;
        source.cancel();
        engine::GroupQuery query;
        query.measures.emplace_back();
        const auto table = evaluator.evaluate(query, snapshot, source.token());
        QVERIFY(!table);
        QCOMPARE(table.error().id, std::string("cancelled"));
    }

    void faultsAreToldWhereTheyAre_data() {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *members, const char *fault) { QTest::addRow("%s", members) << QString::fromUtf8(members) << QString::fromUtf8(fault); };
        row(R"("group_by":[{"field":"nothing"}])", "segment.unknown_field /group_by/0/field");
        row(R"("group_by":[{"field":"age","person":"age"}])", "query.column_expected /group_by/0");
        row(R"("group_by":[{"event":"time"}])", "query.events_only /group_by/0/event");
        row(R"("group_by":[{"field":"age","by":"month"}])", "query.not_for_type /group_by/0/by");
        row(R"("group_by":[{"field":"born","by":"hour"}])", "query.not_for_type /group_by/0/by");
        row(R"("group_by":[{"field":"born","by":"century"}])", "query.unknown_step /group_by/0/by");
        row(R"("group_by":[{"field":"born","by":"month","part":"month"}])", "query.one_step /group_by/0");
        row(R"("group_by":[{"field":"born","by":"month","zone":"Berlin"}])", "zone.unknown /group_by/0/zone");
        row(R"("group_by":[{"field":"country","bins":{"count":3}}])", "query.not_for_type /group_by/0/bins");
        row(R"("group_by":[{"field":"age","bins":{"count":0}}])", "query.bad_bin_count /group_by/0/bins/count");
        row(R"("group_by":[{"field":"age","bins":{"width":0}}])", "query.bad_bin_width /group_by/0/bins/width");
        row(R"("group_by":[{"field":"age","bins":{"width":0.5}}])", "query.bad_bin_width /group_by/0/bins/width");
        row(R"("group_by":[{"field":"age","bins":{}}])", "query.bad_bins /group_by/0/bins");
        row(R"("group_by":[{"field":"age","fill":true}])", "query.bad_fill /group_by/0/fill");
        row(R"("measures":[{"of":"sum","field":"country"}])", "query.not_for_type /measures/0/of");
        row(R"("measures":[{"of":"mode","field":"age"}])", "query.unknown_measure /measures/0/of");
        row(R"("measures":[{"of":"quantile","field":"age","at":1.5}])", "query.bad_quantile /measures/0/at");
        row(R"("measures":[{"of":"count","people":{"type":"attribute","field":"nothing","op":"is_empty"}}])", "segment.unknown_field /measures/0/people/field");
        row(R"("people":{"all":[{"type":"moon"}]})", "segment.unknown_type /people/all/0/type");
        row(R"("order_by":[{"measure":1}])", "query.bad_order /order_by/0/measure");
        row(R"("order_by":[{"group":0}])", "query.bad_order /order_by/0/group");
        row(R"("limit":0)", "query.bad_limit /limit");
        row(R"("totals":1)", "segment.bool_expected /totals");
        row(R"("goup_by":[])", "segment.unknown_member ");
        row(R"("events":[])", "query.events_expected /events");
        row(R"("events":{"where":[{"field":"nothing","op":"is_empty"}],"name":"purchase"})", "segment.unknown_field /events/where/0/field");
    }
    void faultsAreToldWhereTheyAre() {
        QFETCH(QString, members);
        QFETCH(QString, fault);
        MemoryData data = shop();
        person(data, std::string("DE"));
        bought(data, 0, "2026-10-01T00:00:00Z", Cell(), Cell());
        QCOMPARE(answer(data, members.toStdString()), fault.toStdString());
    }
};

} // namespace audience::test

using audience::test::AnalyticQueryTest;
AUDIENCE_TEST(AnalyticQueryTest)
#include "analytic_query_test.moc"
