// The same data as rows in memory and as datasets in a workspace file must answer every rule alike:
// several chunks, superseded rows, events out of order, strangers, nulls.
#include "workspace/snapshot_loader.h"

#include "memory_data.h"
#include "random_rule.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "store/dataset_reader.h"
#include "store/dataset_writer.h"
#include "store/identity_map.h"
#include "store/virtual_table.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

using engine::Cell;
using engine::ColumnType;

class SnapshotLoaderTest : public QObject {
    Q_OBJECT

    static engine::ColumnData columnOf(const engine::Field &field) {
        engine::ColumnData column;
        column.type = field.type;
        column.scale = field.scale;
        return column;
    }

    static Result<void> import(const store::Connection &connection, const store::DatasetInfo &info,
                               store::WriteMode mode, const std::vector<std::vector<Cell>> &rows,
                               const std::vector<Ordinal> &ordinals, store::IdentityMap &identity) {
        TRY_ASSIGN(auto writer, store::DatasetWriter::begin(connection, info, mode, TempWorkspace::kStart));
        store::ChunkRows chunk;
        chunk.rows = static_cast<std::uint32_t>(rows.size());
        chunk.ordinals = ordinals;
        for (std::size_t i = 0; i < writer.info().fields.size(); ++i) {
            engine::ColumnData column = columnOf(writer.info().fields[i]);
            for (const auto &row : rows)
                if (!engine::appendCell(column, row[i]) && !std::holds_alternative<std::monostate>(row[i]))
                    return Error(ErrorKind::Internal, "test.cell");
            chunk.columns.push_back(std::move(column));
        }
        TRY(writer.addRows(std::move(chunk)));
        TRY(identity.appendTo(writer));
        TRY_ASSIGN(const auto result, writer.commit());
        (void)result;
        return {};
    }

    static Result<void> fill(workspace::Workspace &workspace, const MemoryData &data) {
        TRY_ASSIGN(const auto connection, workspace.connect(workspace::Durability::Normal));
        TRY_ASSIGN(auto identity, store::IdentityMap::load(connection));
        for (std::size_t i = 0; i < data.profiles.size(); ++i)
            (void)identity.findOrAdd("person " + std::to_string(i));
        store::DatasetInfo people;
        people.name = "people";
        people.role = store::DatasetRole::Profiles;
        people.fields = {{"key", ColumnType::Text, 0}};
        people.fields.insert(people.fields.end(), data.fields.begin(), data.fields.end());
        people.keyField = people.profileField = "key";
        // First with other values for some, so that the second import supersedes them.
        for (const bool last : {false, true}) {
            std::vector<std::vector<Cell>> rows;
            std::vector<Ordinal> ordinals;
            for (std::size_t i = 0; i < data.profiles.size(); ++i) {
                if (!data.members[i] || (last ? i % 3 == 0 : i % 3 == 1))
                    continue; // a third is in both imports
                rows.push_back({"person " + std::to_string(i)});
                const auto &cells = data.profiles[last || i % 3 == 0 ? i : (i + 7) % data.profiles.size()];
                rows.back().insert(rows.back().end(), cells.begin(), cells.end());
                ordinals.push_back(static_cast<Ordinal>(i));
            }
            TRY(import(connection, people, store::WriteMode::Upsert, rows, ordinals, identity));
        }
        for (const EventTable &table : data.events) {
            store::DatasetInfo info;
            info.name = table.dataset;
            info.role = store::DatasetRole::Events;
            info.fields = {{"who", ColumnType::Text, 0}, {"at", ColumnType::Instant, 0}, {"event", ColumnType::Text, 0}};
            info.fields.insert(info.fields.end(), table.fields.begin(), table.fields.end());
            info.profileField = "who";
            info.timeField = "at";
            info.nameField = "event";
            for (const std::size_t part : {0U, 1U}) {
                std::vector<std::vector<Cell>> rows;
                std::vector<Ordinal> ordinals;
                for (std::size_t i = part; i < table.rows.size(); i += 2) {
                    const EventRow &row = table.rows[i];
                    const std::string who = "person " + std::to_string(row.profile);
                    rows.push_back({row.profile == kNobody ? Cell() : Cell(who), Instant{row.micros}, row.name});
                    rows.back().insert(rows.back().end(), row.cells.begin(), row.cells.end());
                    ordinals.push_back(row.profile < data.profiles.size() || row.profile == kNobody ? row.profile : identity.findOrAdd(who));
                }
                TRY(import(connection, info, store::WriteMode::Append, rows, ordinals, identity));
            }
        }
        for (const PlainTable &table : data.tables) {
            store::DatasetInfo info;
            info.name = table.dataset;
            info.role = store::DatasetRole::Table;
            if (!table.people.empty()) {
                info.fields = {{"who", ColumnType::Text, 0}};
                info.profileField = "who";
            }
            info.fields.insert(info.fields.end(), table.fields.begin(), table.fields.end());
            for (const std::size_t part : {0U, 1U}) {
                std::vector<std::vector<Cell>> rows;
                std::vector<Ordinal> ordinals;
                for (std::size_t i = part; i < table.rows.size(); i += 2) {
                    rows.emplace_back();
                    if (!table.people.empty()) {
                        rows.back().push_back("person " + std::to_string(table.people[i]));
                        ordinals.push_back(table.people[i]);
                    }
                    rows.back().insert(rows.back().end(), table.rows[i].begin(), table.rows[i].end());
                }
                TRY(import(connection, info, store::WriteMode::Append, rows, ordinals, identity));
            }
        }
        std::vector<engine::TableLink> links = data.links;
        links.back().fromDataset = "people";
        return workspace::setDatasetLinks(workspace, links);
    }

    // The events of one name and some of their columns, loaded from either.
    static void holdTheSame(const engine::Snapshot &anew, const engine::Snapshot &next, const char *name, Rng &rng) {
        if (rng.below(4) == 0)
            return;
        const auto a = anew.spine("shop", name), b = next.spine("shop", name);
        QVERIFY(a && b);
        QVERIFY((*a)->profiles == (*b)->profiles);
        for (std::size_t i = 0; i < (*a)->size(); ++i)
            QVERIFY((*a)->timeAt(i) == (*b)->timeAt(i));
        const auto at = [](const engine::DenseColumn &column, std::size_t i) -> std::string {
            if (!column.isValid(i))
                return "-";
            if (column.type == ColumnType::Double)
                return std::to_string(column.f64[i]);
            if (column.dictionary)
                return std::string(column.dictionary->at(static_cast<std::uint32_t>(column.intAt(i))));
            return std::to_string(column.intAt(i));
        };
        for (const engine::Field &field : anew.source("shop")->fields) {
            if (rng.below(4) == 0)
                continue;
            const auto x = anew.eventColumn("shop", name, field.name);
            const auto y = next.eventColumn("shop", name, field.name);
            QVERIFY(x && y);
            QCOMPARE((*x)->size, (*y)->size);
            for (std::size_t i = 0; i < (*x)->size; ++i)
                QCOMPARE(at(**y, i), at(**x, i));
        }
    }

private Q_SLOTS:
    void answersAlike() {
        SeededRng rng(77);
        const Instant now = *instantFromIso("2026-04-01T12:00:00Z");
        const MemoryData data = randomData(rng, 500, 4000, now);
        TempWorkspace workspace;
        const auto empty = workspace::loadSnapshot(*workspace);
        QVERIFY(empty);
        QVERIFY(!*empty);
        const auto before = workspace::dataGeneration(*workspace);
        const auto filled = fill(*workspace, data);
        QVERIFY2(filled, filled ? "" : (filled.error().id + ' ' + filled.error().detail).c_str());
        const auto generation = workspace::dataGeneration(*workspace);
        QVERIFY(before && generation && *before != *generation);
        const auto loaded = workspace::loadSnapshot(*workspace);
        QVERIFY2(loaded, loaded ? "" : loaded.error().id.c_str());
        QVERIFY(*loaded);
        QCOMPARE((*loaded)->generation(), *generation);
        const engine::Snapshot memory = makeSnapshot(data);
        QCOMPARE((*loaded)->members().count(), memory.members().count());
        engine::Evaluator evaluator, other;
        segment::CompileOptions options;
        options.now = now;
        options.zone = "Europe/Berlin";
        const RandomSets sets;
        options.sets = &sets;
        segment::SqlNames names = data.sqlNames(segment::SqlNames::Times::IsoText);
        names.profiles = "people";
        for (auto &events : names.events)
            events.nameColumn = "event";
        const auto reader = workspace->reader();
        QVERIFY(reader);
        QVERIFY(store::registerDatasets(**reader));
        for (int i = 0; i < 300; ++i) {
            const model::SegmentRule rule = randomRule(rng, now);
            const auto stored = segment::compile(rule, (*loaded)->schema(), options);
            const auto plain = segment::compile(rule, memory.schema(), options);
            QVERIFY2(stored.plan && plain.plan, dumpJson(toJson(rule)).c_str());
            const auto members = segment::members(evaluator, *stored.plan, **loaded);
            QVERIFY2(members, members ? "" : members.error().id.c_str());
            QVERIFY2(*members == *segment::members(other, *plain.plan, memory), dumpJson(toJson(rule)).c_str());
            if (i % 4 != 0)
                continue;
            // And as SQL over the workspace's own tables.
            const auto sql = segment::toSql(*stored.plan, (*loaded)->schema(), names, sql::Dialect::Sqlite);
            QVERIFY(sql);
            std::string error;
            const auto keys = keysOf((*reader)->raw(), *sql, error);
            QVERIFY2(error.empty(), (error + '\n' + sql->text).c_str());
            QVERIFY2(keys == *members, (dumpJson(toJson(rule)) + '\n' + sql->text).c_str());
        }
    }

    // Generation after generation, loaded or half loaded: what goes on from the snapshot before holds the
    // same as one that is read anew.
    void appendsExtendWhatIsLoaded() {
        TempWorkspace workspace;
        const auto connection = workspace->connect(workspace::Durability::Normal);
        QVERIFY(connection);
        auto identity = store::IdentityMap::load(*connection);
        QVERIFY(identity);
        store::DatasetInfo people, shop;
        people.name = "people";
        people.role = store::DatasetRole::Profiles;
        people.fields = {{"key", ColumnType::Text, 0}};
        people.keyField = people.profileField = "key";
        shop.name = "shop";
        shop.role = store::DatasetRole::Events;
        shop.fields = {{"who", ColumnType::Text, 0},    {"at", ColumnType::Instant, 0},
                       {"event", ColumnType::Text, 0},  {"sum", ColumnType::Decimal, 2},
                       {"place", ColumnType::Text, 0},  {"gift", ColumnType::Bool, 0},
                       {"ratio", ColumnType::Double, 0}, {"due", ColumnType::Instant, 0}};
        shop.profileField = "who";
        shop.timeField = "at";
        shop.nameField = "event";
        const auto addPeople = [&](int from, int to) {
            std::vector<std::vector<Cell>> rows;
            std::vector<Ordinal> ordinals;
            for (int i = from; i < to; ++i) {
                rows.push_back({"person " + std::to_string(i)});
                ordinals.push_back(identity->findOrAdd(std::get<std::string>(rows.back()[0])));
            }
            return import(*connection, people, store::WriteMode::Upsert, rows, ordinals, *identity);
        };
        QVERIFY(addPeople(0, 40));
        SeededRng rng(5);
        std::shared_ptr<const engine::Snapshot> kept;
        std::map<std::string, std::size_t> rowsOf;
        std::size_t guestRows = 0;
        for (int round = 0; round < 24; ++round) {
            if (round == 7)
                QVERIFY(addPeople(5, 20)); // known ones again
            if (round == 12)
                QVERIFY(addPeople(40, 50)); // strangers become people: their events come in
            if (round == 18)
                QVERIFY(addPeople(100, 130)); // nobody knew them
            const bool late = round % 3 == 2, nulls = round > 3, wide = round % 5 == 4, fine = round == 20;
            std::vector<std::vector<Cell>> rows;
            std::vector<Ordinal> ordinals;
            for (std::uint64_t i = rng.below(300); i > 0; --i) {
                const std::int64_t day = late ? rng.between(0, round) : round;
                const auto person = rng.below(12) == 0 ? kNobody : static_cast<Ordinal>(rng.below(round < 12 ? 45 : 50));
                const auto orNull = [&](Cell cell) { return nulls && rng.below(4) == 0 ? Cell() : std::move(cell); };
                rows.push_back({person == kNobody ? Cell() : Cell("person " + std::to_string(person)),
                                Instant{day * kMicrosPerDay + rng.between(0, 5000) * kMicrosPerSecond + (fine ? 7 : 0)},
                                std::string(rng.below(2) == 0 ? "view" : "buy"),
                                orNull(Decimal{rng.between(wide ? -9'000'000 : 0, 200), 2}),
                                orNull("place " + std::to_string(rng.below(static_cast<std::uint64_t>(round) * 20 + 5))),
                                orNull(rng.below(2) == 0), orNull(static_cast<double>(rng.below(100)) / 8),
                                orNull(Instant{rng.between(0, 1000) * kMicrosPerSecond})});
                ordinals.push_back(person);
                ++rowsOf[std::get<std::string>(rows.back()[2])];
            }
            QVERIFY(import(*connection, shop, store::WriteMode::Append, rows, ordinals, *identity));
            const auto anew = workspace::loadSnapshot(*workspace);
            const auto next = workspace::loadSnapshot(*workspace, kept);
            QVERIFY(anew && *anew && next && *next);
            QVERIFY((*anew)->members() == (*next)->members());
            for (const char *name : {"view", "buy"}) {
                holdTheSame(**anew, **next, name, rng);
                holdTheSame(*(*anew)->guests(), *(*next)->guests(), name, rng);
                if (QTest::currentTestFailed())
                    return;
                const auto known = (*anew)->spine("shop", name), guests = (*anew)->guests()->spine("shop", name);
                QVERIFY(known && guests);
                QCOMPARE((*known)->size() + (*guests)->size(), rowsOf[name]);
                guestRows += (*guests)->size();
            }
            kept = *next;
        }
        QVERIFY(guestRows > 1'000);
    }

    // What is loaded of events stays when people come or change, unless it lacks some of theirs now.
    void eventsOutlastOtherPeople() {
        TempWorkspace workspace;
        const auto connection = workspace->connect(workspace::Durability::Normal);
        QVERIFY(connection);
        auto identity = store::IdentityMap::load(*connection);
        QVERIFY(identity);
        store::DatasetInfo people, shop;
        people.name = "people";
        people.role = store::DatasetRole::Profiles;
        people.fields = {{"key", ColumnType::Text, 0}};
        people.keyField = people.profileField = "key";
        shop.name = "shop";
        shop.role = store::DatasetRole::Events;
        shop.fields = {{"who", ColumnType::Text, 0}, {"at", ColumnType::Instant, 0}, {"event", ColumnType::Text, 0}};
        shop.profileField = "who";
        shop.timeField = "at";
        shop.nameField = "event";
        const auto add = [&](const store::DatasetInfo &info, store::WriteMode mode, int from, int to,
                             const char *event) {
            std::vector<std::vector<Cell>> rows;
            std::vector<Ordinal> ordinals;
            for (int i = from; i < to; ++i) {
                const std::string who = "person " + std::to_string(i);
                ordinals.push_back(identity->findOrAdd(who));
                rows.push_back(*event == '\0' ? std::vector<Cell>{who}
                                              : std::vector<Cell>{who, Instant{i * kMicrosPerDay}, std::string(event)});
            }
            return import(*connection, info, mode, rows, ordinals, *identity);
        };
        const auto upsert = store::WriteMode::Upsert, append = store::WriteMode::Append,
                   replace = store::WriteMode::Replace;
        std::shared_ptr<const engine::Snapshot> kept;
        const auto next = [&] { // gives the rows of view and buy that were there already
            const auto loaded = workspace::loadSnapshot(*workspace, kept);
            std::pair<std::size_t, std::size_t> rows{0, 0};
            if (loaded && *loaded) {
                kept = *loaded;
                for (const bool view : {true, false})
                    if (const auto spine = kept->loadedSpine("shop", view ? "view" : "buy"))
                        (view ? rows.first : rows.second) = spine->size();
                (void)kept->spine("shop", "view");
                (void)kept->spine("shop", "buy");
            }
            return rows;
        };
        using Rows = std::pair<std::size_t, std::size_t>;
        QVERIFY(add(people, upsert, 0, 40, ""));
        QVERIFY(add(shop, append, 0, 40, "view"));
        QVERIFY(add(shop, append, 30, 45, "buy")); // five strangers among them
        QVERIFY(next() == Rows(0, 0));
        QVERIFY(next() == Rows(40, 10));
        QVERIFY(add(people, upsert, 0, 20, ""));
        QVERIFY(next() == Rows(40, 10));
        QVERIFY(add(people, upsert, 50, 60, "")); // the strangers stand before them
        QVERIFY(next() == Rows(40, 0));
        QVERIFY(next() == Rows(40, 15));
        QVERIFY(add(people, upsert, 40, 45, ""));
        QVERIFY(next() == Rows(40, 15));
        QVERIFY(add(people, replace, 0, 20, "")); // fewer: events of nobody would stand there
        QVERIFY(next() == Rows(0, 0));
        QVERIFY(next() == Rows(20, 0));
    }

    // A span that ends now is answered from the chunks that reach into it, as all of them would answer.
    void recentEventsComeFirst() {
        TempWorkspace workspace;
        const auto connection = workspace->connect(workspace::Durability::Normal);
        QVERIFY(connection);
        auto identity = store::IdentityMap::load(*connection);
        QVERIFY(identity);
        store::DatasetInfo people, shop;
        people.name = "people";
        people.role = store::DatasetRole::Profiles;
        people.fields = {{"key", ColumnType::Text, 0}};
        people.keyField = people.profileField = "key";
        std::vector<std::vector<Cell>> rows;
        std::vector<Ordinal> ordinals;
        for (int i = 0; i < 50; ++i) {
            rows.push_back({"person " + std::to_string(i)});
            ordinals.push_back(identity->findOrAdd(std::get<std::string>(rows.back()[0])));
        }
        QVERIFY(import(*connection, people, store::WriteMode::Upsert, rows, ordinals, *identity));
        shop.name = "shop";
        shop.role = store::DatasetRole::Events;
        shop.fields = {{"who", ColumnType::Text, 0}, {"at", ColumnType::Instant, 0}, {"event", ColumnType::Text, 0}};
        shop.profileField = "who";
        shop.timeField = "at";
        shop.nameField = "event";
        SeededRng rng(3);
        constexpr int kChunks = 9;
        for (int chunk = 0; chunk < kChunks; ++chunk) { // the last one is late and of the whole time
            rows.clear();
            ordinals.clear();
            for (int i = 0; i < 300; ++i) {
                const std::int64_t day = chunk == kChunks - 1 ? rng.between(0, 80) : chunk * 10 + rng.between(0, 9);
                const auto person = static_cast<Ordinal>(rng.below(50));
                rows.push_back({"person " + std::to_string(person),
                                Instant{day * kMicrosPerDay + rng.between(0, 1000) * kMicrosPerSecond},
                                std::string(rng.below(2) == 0 ? "view" : "buy")});
                ordinals.push_back(person);
            }
            QVERIFY(import(*connection, shop, store::WriteMode::Append, rows, ordinals, *identity));
        }
        const auto whole = workspace::loadSnapshot(*workspace);
        QVERIFY(whole && *whole);
        const auto all = (*whole)->spine("shop", "view");
        QVERIFY(all);
        const auto same = [&](const engine::EventSpine &spine, std::int64_t from) {
            const std::size_t first = spine.firstAt(from), expected = (*all)->firstAt(from);
            bool equal = spine.size() - first == (*all)->size() - expected;
            for (std::size_t i = 0; equal && first + i < spine.size(); ++i)
                equal = spine.profiles[first + i] == (*all)->profiles[expected + i] &&
                        spine.timeAt(first + i) == (*all)->timeAt(expected + i);
            return equal;
        };
        for (const std::int64_t day : {0, 1, 35, 40, 79, 200}) {
            const auto fresh = workspace::loadSnapshot(*workspace);
            QVERIFY(fresh && *fresh);
            const std::int64_t from = day * kMicrosPerDay;
            const auto recent = (*fresh)->recentSpine("shop", "view", from);
            QVERIFY(recent);
            QVERIFY(same(**recent, from));
            QVERIFY(day < 35 || (*recent)->size() < (*all)->size() * 3 / 4); // chunks were left out
            const auto later = (*fresh)->recentSpine("shop", "view", from + 5 * kMicrosPerDay);
            QVERIFY(later && *later == *recent);
            const auto earlier = (*fresh)->recentSpine("shop", "view", from - 5 * kMicrosPerDay);
            QVERIFY(earlier && same(**earlier, from - 5 * kMicrosPerDay));
            QCOMPARE((*earlier)->size(), (*all)->size());
        }
    }
};

} // namespace audience::test

using audience::test::SnapshotLoaderTest;
AUDIENCE_TEST(SnapshotLoaderTest)
#include "snapshot_loader_test.moc"
