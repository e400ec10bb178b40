// A rule asked of the data as they were just after a moment finds whom it finds in data that end there, with the
// clock at that moment.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "engine/past.h"
#include "memory_data.h"
#include "random_rule.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/rule_text.h"
#include "segment/undated.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <algorithm>

namespace audience::test {

namespace {

const engine::TimeFields kTimes = {{"orders", "placed"}};

// Only what had happened by then; the names of events stay known.
MemoryData upTo(const MemoryData &data, Instant moment) {
    MemoryData then = data;
    for (EventTable &table : then.events)
        table.rows.erase(std::remove_if(table.rows.begin(), table.rows.end(), [&](const EventRow &row) { return row.micros > moment.micros; }),
                         table.rows.end());
    for (PlainTable &table : then.tables) {
        const auto time = kTimes.find(table.dataset);
        if (time == kTimes.end())
            continue;
        const auto field = std::find_if(table.fields.begin(), table.fields.end(), [&](const auto &one) { return one.name == time->second; });
        const auto column = static_cast<std::size_t>(field - table.fields.begin());
        PlainTable kept = table;
        kept.rows.clear();
        kept.people.clear();
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto *at = std::get_if<Instant>(&table.rows[row][column]);
            if (at && at->micros > moment.micros)
                continue;
            kept.rows.push_back(table.rows[row]);
            kept.people.push_back(table.people[row]);
        }
        table = std::move(kept);
    }
    return then;
}

void typesIn(const Json &json, std::set<std::string> &types) {
    if (json.is_object() && json.contains("type"))
        types.insert(json["type"].get<std::string>());
    for (const Json &part : json)
        if (part.is_structured())
            typesIn(part, types);
}

engine::Bitmap membersOf(const MemoryData &data) {
    engine::Bitmap members(data.members.size());
    for (std::size_t i = 0; i < data.members.size(); ++i)
        if (data.members[i])
            members.add(static_cast<Ordinal>(i));
    return members;
}

} // namespace

class TimeTravelTest : public QObject {
    Q_OBJECT
    std::set<std::string> m_types; // families that were asked

private Q_SLOTS:
    void equalsARecountWithTheClockSetBack_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<QString>("zone");
        const char *zones[] = {"Europe/Berlin", "UTC", "America/Los_Angeles", "Asia/Kolkata"};
        // Each row holds 150 rules at 4 moments; AUDIENCE_LONG_RULES widens the run.
        const int rows = std::max(6, qEnvironmentVariableIntValue("AUDIENCE_LONG_RULES") / 150);
        for (int i = 0; i < rows; ++i)
            QTest::addRow("seed %d", i) << static_cast<quint64>(7000 + i) << QString::fromLatin1(zones[i % 4]);
    }

    void equalsARecountWithTheClockSetBack() {
        QFETCH(quint64, seed);
        QFETCH(QString, zone);
        SeededRng rng(seed);
        const Instant now = *instantFromIso("2026-04-01T12:00:00Z");
        const MemoryData data = randomData(rng, 500, 5000, now);
        const auto today = std::make_shared<const engine::Snapshot>(1, data.schema(), membersOf(data), std::make_shared<MemoryProvider>(data));
        const RandomSets sets;
        // One evaluator for all moments: an answer for one must not be taken for that of another.
        engine::Evaluator travelling;
        int interesting = 0, changed = 0;
        std::vector<std::pair<Instant, std::shared_ptr<const engine::Snapshot>>> recounts;
        std::vector<std::shared_ptr<const engine::Snapshot>> then;
        for (const std::int64_t hours : {std::int64_t{-150 * 24}, std::int64_t{-75 * 24}, std::int64_t{-20 * 24}, -rng.between(0, 190 * 24)}) { // on and back again
            const Instant moment{now.micros + hours * 3600 * kMicrosPerSecond}; // many events lie at whole hours
            recounts.emplace_back(moment, std::make_shared<engine::Snapshot>(1, data.schema(), membersOf(data),
                                                                             std::make_shared<MemoryProvider>(upTo(data, moment))));
            then.push_back(engine::pastOf(today, moment.micros + 1, kTimes));
        }
        for (int i = 0; i < 150; ++i) {
            const model::SegmentRule rule = randomRule(rng, now);
            const std::string json = dumpJson(toJson(rule));
            typesIn(toJson(rule), m_types);
            std::vector<Ordinal> before;
            for (std::size_t at = 0; at < then.size(); ++at) {
                segment::CompileOptions options;
                options.now = recounts[at].first;
                options.zone = zone.toStdString();
                options.sets = &sets;
                const auto compiled = segment::compile(rule, today->schema(), options);
                QVERIFY2(compiled.plan, json.c_str());
                const auto members = segment::members(travelling, *compiled.plan, *then[at]);
                engine::Evaluator fresh;
                const auto expected = segment::members(fresh, *compiled.plan, *recounts[at].second);
                QVERIFY2(members && expected, json.c_str());
                QVERIFY2(*members == *expected, (json + " at " + toIso(options.now) + ": " + std::to_string(members->size()) + " against " +
                                                 std::to_string(expected->size())).c_str());
                interesting += !members->empty() && members->size() < today->members().count();
                changed += at > 0 && *members != before;
                before = *members;
            }
        }
        QVERIFY2(interesting > 60 && changed > 20, qPrintable(QStringLiteral("%1 %2").arg(interesting).arg(changed)));
    }

    void everyFamilyWasAsked() {
        for (const char *type : {"attribute", "bucket", "event", "held", "latest", "list", "rank", "recency", "related", "rfm", "segment", "sequence",
                                 "sessions", "since"})
            QVERIFY2(m_types.contains(type), type);
    }

    void eventsAreNotLoadedAgain() {
        SeededRng rng(3);
        const Instant now = *instantFromIso("2026-04-01T12:00:00Z");
        const MemoryData data = randomData(rng, 50, 400, now);
        const auto provider = std::make_shared<MemoryProvider>(data);
        const auto today = std::make_shared<const engine::Snapshot>(1, data.schema(), membersOf(data), provider);
        const auto rule = segment::ruleFromText("did view at least 2 times");
        segment::CompileOptions options;
        options.now = now;
        const auto compiled = segment::compile(*rule, today->schema(), options);
        QVERIFY(compiled.plan);
        engine::Evaluator evaluator;
        std::size_t before = 0;
        for (int days = 100; days >= 0; days -= 10) {
            const auto members = segment::members(evaluator, *compiled.plan, *engine::pastOf(today, now.micros - days * kMicrosPerDay));
            QVERIFY(members && members->size() >= before); // who did it stays so
            before = members->size();
        }
        QVERIFY(before > 0);
        QCOMPARE(provider->loads(), 1);
    }

    void namesWhatKeepsNoHistory() {
        SeededRng rng(4);
        const Instant now = *instantFromIso("2026-04-01T12:00:00Z");
        const engine::Schema schema = randomData(rng, 20, 200, now).schema();
        const RandomSets sets;
        const auto partsOf = [&](const char *text) {
            segment::CompileOptions options;
            options.now = now;
            options.sets = &sets;
            const auto rule = segment::ruleFromText(text);
            const auto compiled = segment::compile(*rule, schema, options);
            if (!compiled.plan)
                qFatal("%s", text);
            return segment::undatedParts(*compiled.plan, kTimes);
        };
        QVERIFY(partsOf("did view at least 2 times in the last 30 days").none());
        QVERIFY((partsOf("country = \"US\" and age > 30 and did view").attributes == std::set<std::string>{"age", "country"}));
        QVERIFY(partsOf("not (country = \"US\")").attributes.contains("country"));
    }
};

} // namespace audience::test

using audience::test::TimeTravelTest;
AUDIENCE_TEST(TimeTravelTest)
#include "time_travel_test.moc"
