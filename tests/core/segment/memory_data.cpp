#include "memory_data.h"

#include "base/text.h"
#include "engine/pattern.h"
#include "qbase/time_zone.h"
#include "engine/set_condition.h"

#include <QTest>

#include <sqlite3.h>

#include <algorithm>

namespace audience::test {

using engine::Cell;
using engine::ColumnType;

namespace {

// Cells as one column; `at(i)` gives the i-th.
template <class At>
engine::DenseColumn denseOf(const engine::Field &field, std::size_t rows, At at) {
    std::vector<std::uint64_t> valid((rows + 63) / 64);
    std::vector<std::int64_t> ints(rows);
    std::vector<double> doubles(field.type == ColumnType::Double ? rows : 0);
    std::vector<std::uint32_t> codes(rows);
    engine::DictionaryBuilder dictionary;
    for (std::size_t i = 0; i < rows; ++i) {
        const Cell &cell = at(i);
        if (std::holds_alternative<std::monostate>(cell))
            continue;
        valid[i >> 6] |= std::uint64_t{1} << (i & 63);
        if (const auto *flag = std::get_if<bool>(&cell))
            ints[i] = *flag;
        else if (const auto *number = std::get_if<std::int64_t>(&cell))
            ints[i] = *number;
        else if (const auto *decimal = std::get_if<Decimal>(&cell))
            ints[i] = decimal->mantissa;
        else if (const auto *real = std::get_if<double>(&cell))
            doubles[i] = *real;
        else if (const auto *text = std::get_if<std::string>(&cell))
            codes[i] = dictionary.codeOf(*text);
        else if (const auto *date = std::get_if<CivilDate>(&cell))
            ints[i] = date->days;
        else if (const auto *instant = std::get_if<Instant>(&cell))
            ints[i] = instant->micros;
    }
    if (field.type == ColumnType::Double)
        return engine::denseFromDoubles(std::move(doubles), std::move(valid));
    if (field.type == ColumnType::Text || field.type == ColumnType::Json)
        return engine::denseFromCodes(field.type, std::move(codes), dictionary.finish(), std::move(valid));
    return engine::denseFromInts(field.type, field.scale, ints, std::move(valid));
}

std::size_t indexOf(const std::vector<engine::Field> &fields, const std::string &name) {
    return static_cast<std::size_t>(
        std::find_if(fields.begin(), fields.end(), [&](const auto &f) { return f.name == name; }) -
        fields.begin());
}

} // namespace

engine::Schema MemoryData::schema(std::uint64_t version) const {
    engine::Schema schema;
    schema.profileVersion = version;
    schema.profileFields = fields;
    if (!fields.empty() && fields.back().name == "id")
        schema.profileKey = "id";
    for (const EventTable &table : events) {
        engine::EventSource source;
        source.dataset = table.dataset;
        source.version = version;
        source.fields = table.fields;
        for (const EventRow &row : table.rows)
            if (std::find(source.names.begin(), source.names.end(), row.name) == source.names.end())
                source.names.push_back(row.name);
        schema.events.push_back(std::move(source));
    }
    schema.profileDataset = "profiles";
    schema.links = links;
    for (const PlainTable &table : tables)
        schema.tables.push_back({table.dataset, version, table.fields, !table.people.empty()});
    return schema;
}

segment::SqlNames MemoryData::sqlNames(segment::SqlNames::Times times) const {
    segment::SqlNames names;
    names.times = times;
    names.profiles = "profiles";
    names.keyColumn = "_ordinal";
    for (const EventTable &table : events)
        names.events.push_back({table.dataset, table.dataset, "_ordinal", "at", "name"});
    for (const PlainTable &table : tables)
        names.tables.push_back({table.dataset, table.dataset, table.people.empty() ? "" : "_ordinal"});
    return names;
}

Result<engine::DenseColumn> MemoryProvider::profileColumn(const std::string &field) {
    ++m_loads;
    const std::size_t index = indexOf(m_data.fields, field);
    static const Cell kNull;
    return denseOf(m_data.fields[index], m_data.profiles.size(), [&](std::size_t i) -> const Cell & {
        return m_data.members[i] ? m_data.profiles[i][index] : kNull;
    });
}

std::vector<const EventRow *> MemoryProvider::rowsOf(const std::string &dataset,
                                                     const std::string &name) const {
    std::vector<const EventRow *> rows;
    std::vector<std::int64_t> micros;
    for (const EventTable &table : m_data.events)
        if (table.dataset == dataset)
            for (const EventRow &row : table.rows)
                if (row.name == name && (row.profile >= m_data.profiles.size()) == m_ofGuests) {
                    rows.push_back(&row);
                    micros.push_back(row.micros);
                }
    const auto order = engine::timeOrder(micros);
    if (order.empty())
        return rows;
    std::vector<const EventRow *> sorted;
    for (const std::uint32_t i : order)
        sorted.push_back(rows[i]);
    return sorted;
}

Result<engine::EventSpine> MemoryProvider::spine(const std::string &dataset, const std::string &name) {
    ++m_loads;
    std::vector<Ordinal> profiles;
    std::vector<std::int64_t> micros;
    for (const EventRow *row : rowsOf(dataset, name)) {
        profiles.push_back(m_ofGuests ? 0 : row->profile);
        micros.push_back(row->micros);
    }
    return engine::makeSpine(std::move(profiles), std::move(micros));
}

Result<engine::DenseColumn> MemoryProvider::eventColumn(const std::string &dataset, const std::string &name,
                                                        const std::string &field) {
    ++m_loads;
    for (const EventTable &table : m_data.events)
        if (table.dataset == dataset) {
            const std::size_t index = indexOf(table.fields, field);
            const auto rows = rowsOf(dataset, name);
            return denseOf(table.fields[index], rows.size(),
                           [&](std::size_t i) -> const Cell & { return rows[i]->cells[index]; });
        }
    return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
}

Result<engine::DenseColumn> MemoryProvider::tableColumn(const std::string &dataset, const std::string &field) {
    for (const PlainTable &table : m_data.tables)
        if (table.dataset == dataset) {
            const std::size_t index = indexOf(table.fields, field);
            return denseOf(table.fields[index], table.rows.size(), [&](std::size_t i) -> const Cell & { return table.rows[i][index]; });
        }
    return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
}

Result<std::vector<Ordinal>> MemoryProvider::tablePeople(const std::string &dataset) {
    for (const PlainTable &table : m_data.tables)
        if (table.dataset == dataset)
            return table.people;
    return Error(ErrorKind::NotFound, "engine.no_column").with("column", dataset);
}

engine::Snapshot makeSnapshot(const MemoryData &data, std::uint64_t version) {
    engine::Bitmap members(data.members.size());
    for (std::size_t i = 0; i < data.members.size(); ++i)
        if (data.members[i])
            members.add(static_cast<Ordinal>(i));
    const auto guests = std::make_shared<const engine::Snapshot>(version, data.schema(version), engine::Bitmap(1),
                                                                 std::make_shared<MemoryProvider>(data, true));
    return engine::Snapshot(version, data.schema(version), std::move(members), std::make_shared<MemoryProvider>(data), guests);
}

// Orders of people, their lines, the products in them, and places where people live: with repeats, strangers,
// missing keys and keys that lead nowhere.
template <class Time> static void addTables(MemoryData &data, Rng &rng, std::size_t profiles, Time time) {
    const auto maybe = [&](Cell cell) { return rng.chance(0.1) ? Cell() : cell; };
    static const std::vector<std::string> kKinds = {"shoes", "shirts", "hats", ""};
    PlainTable orders{"orders", {{"order_no", ColumnType::Text, 0}, {"placed", ColumnType::Instant, 0}, {"total", ColumnType::Decimal, 2}}, {}, {}};
    PlainTable lines{"order_lines",
                     {{"order_no", ColumnType::Text, 0}, {"product", ColumnType::Int64, 0}, {"quantity", ColumnType::Int64, 0},
                      {"price", ColumnType::Decimal, 2}}, {}, {}};
    PlainTable products{"products", {{"id", ColumnType::Int64, 0}, {"kind", ColumnType::Text, 0}, {"weight", ColumnType::Double, 0}}, {}, {}};
    PlainTable places{"places", {{"name", ColumnType::Text, 0}, {"size", ColumnType::Int64, 0}, {"founded", ColumnType::Date, 0}}, {}, {}};
    const std::size_t count = profiles * 3;
    for (std::size_t i = 0; i < count; ++i) {
        orders.people.push_back(static_cast<Ordinal>(rng.real() * rng.real() * static_cast<double>(profiles)));
        orders.rows.push_back({maybe("o" + std::to_string(rng.below(count))), maybe(Instant{time()}), maybe(Decimal{rng.between(-100, 9000), 2})});
        for (std::uint64_t line = 0, n = rng.below(3); line < n; ++line)
            lines.rows.push_back({maybe("o" + std::to_string(rng.below(count))), maybe(rng.between(1, 45)), maybe(rng.between(0, 4)),
                                  maybe(Decimal{rng.between(0, 3000), 2})});
    }
    for (std::int64_t id = 0; id < 40; ++id) // ids far apart and close together
        products.rows.push_back({maybe(id % 7 == 0 ? id * 1'000'000'000'000 : id), maybe(kKinds[rng.below(kKinds.size())]),
                                 maybe(static_cast<double>(rng.between(0, 40)) / 4.0)});
    for (const char *name : {"US", "CA", "US", "DE", "Österreich", "Nowhere"})
        places.rows.push_back({std::string(name), maybe(rng.between(1, 5)),
                               maybe(CivilDate{static_cast<std::int32_t>(rng.between(19000, 20600))})});
    data.tables = {std::move(orders), std::move(lines), std::move(products), std::move(places)};
    data.links = {{"order_lines", "order_no", "orders", "order_no"}, {"order_lines", "product", "products", "id"}, {"profiles", "home", "places", "name"}};
}

MemoryData randomData(Rng &rng, std::size_t profiles, std::size_t events, Instant now) {
    static const std::vector<std::string> kCountries = {"US", "CA", "us", "GB", "DE", "", "Österreich", "ÖSTERREICH"};
    const auto maybe = [&](Cell cell) { return rng.chance(0.15) ? Cell() : cell; };
    const auto time = [&] {
        // Whole hours are frequent, so that windows meet their own ends.
        const std::int64_t hours = rng.between(-200 * 24, 10 * 24);
        return now.micros + hours * 3600 * kMicrosPerSecond + (rng.chance(0.3) ? rng.between(-1, 1) : 0);
    };
    MemoryData data;
    data.fields = {{"country", ColumnType::Text, 0},  {"city", ColumnType::Text, 0},
                   {"age", ColumnType::Int64, 0},     {"consent", ColumnType::Bool, 0},
                   {"balance", ColumnType::Decimal, 2}, {"score", ColumnType::Double, 0},
                   {"born", ColumnType::Date, 0},     {"last_seen", ColumnType::Instant, 0},
                   {"points", ColumnType::Int64, 0},  {"email", ColumnType::Text, 0},
                   {"credit", ColumnType::Decimal, 1}, {"home", ColumnType::Text, 0},
                   {"joined", ColumnType::Date, 0},   {"renewed", ColumnType::Instant, 0},
                   {"zone", ColumnType::Text, 0},     {"data", ColumnType::Json, 0},
                   {"id", ColumnType::Text, 0}};
    static const std::vector<std::string> kData = {
        R"({"tags":["a","b",3,null],"n":5,"s":"US","deep":{"x":[{"y":1},{"y":2.5},{"z":[]}]},"flag":true})",
        R"({"tags":[],"n":5.5,"s":"","deep":{"x":{"y":1}},"flag":false,"q":"a\"b\\ö"})",
        R"({"tags":"a","n":-3,"s":null,"deep":{"x":[[1,2],[3]]},"flag":1})",
        R"({"tags":["A","b"],"n":"5","s":"us","deep":null,"a.b":{"c":[1,"1",true]},"flag":"true"})",
        R"({"tags":[["a"],{"a":1}],"n":1e2,"deep":{"x":[1,2,3]},"flag":null})",
        R"(["a","b",{"y":1},[7]])", R"([])", R"({})", "no JSON", "", R"("a")", "5"};
    static const std::vector<std::string> kZones = {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati",
                                                    "Etc/UTC", "Nowhere/Atall", "", "Australia/Lord_Howe"};
    static const std::vector<std::string> kEmails = {"ann@Example.com", "b.o\\b%_*?[x@ÖST.at", "a@b@c.org", "@", "no address", "", "x@"};
    for (std::size_t i = 0; i < profiles; ++i) {
        data.members.push_back(rng.chance(0.95));
        data.profiles.push_back(
            {maybe(kCountries[rng.below(kCountries.size())]),
             maybe("city " + std::to_string(rng.below(400)) + (rng.chance(0.3) ? "burg" : "")),
             maybe(rng.between(-3, 80)), maybe(rng.chance(0.6)),
             maybe(Decimal{rng.between(-5000, 20000), 2}),
             maybe(static_cast<double>(rng.between(-40, 200)) / 4.0),
             maybe(CivilDate{static_cast<std::int32_t>(now.micros / kMicrosPerDay + rng.between(-400, 30))}),
             maybe(Instant{time()}), maybe(rng.between(-4, 4) * 1'000'000'000'000),
             maybe(kEmails[rng.below(kEmails.size())]), maybe(Decimal{rng.between(-500, 2000), 1}),
             maybe(kCountries[rng.below(kCountries.size())]),
             maybe(CivilDate{static_cast<std::int32_t>(now.micros / kMicrosPerDay + rng.between(-400, 30))}),
             maybe(Instant{time()}), maybe(kZones[rng.below(kZones.size())]),
             maybe(kData[rng.below(kData.size())]), "person " + std::to_string(i)});
        // Pairs that are equal, so that comparisons of two fields meet their border.
        std::vector<Cell> &row = data.profiles.back();
        if (rng.chance(0.2))
            row[13] = row[7];
        if (rng.chance(0.1))
            row[12] = row[6];
        if (const auto *age = std::get_if<std::int64_t>(&row[2]); age && rng.chance(0.2))
            row[10] = Decimal{*age * 10, 1};
    }
    const auto fill = [&](EventTable &table, const std::vector<std::string> &names, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            EventRow row;
            // A few people do most of it.
            const double skewed = rng.real() * rng.real();
            row.profile = static_cast<Ordinal>(skewed * static_cast<double>(profiles));
            if (rng.chance(0.06))
                row.profile = rng.chance(0.3) ? kNobody : static_cast<Ordinal>(profiles + rng.below(20));
            row.micros = time();
            row.name = names[rng.below(names.size())];
            row.cells = {maybe(kCountries[rng.below(kCountries.size())]),
                         maybe(Decimal{rng.between(-200, 5000), 2}),
                         maybe(static_cast<double>(rng.between(-8, 40)) / 4.0), maybe(rng.between(0, 3)),
                         maybe(rng.chance(0.5)), maybe(Instant{time()})};
            table.rows.push_back(std::move(row));
        }
    };
    EventTable shop;
    shop.dataset = "shop";
    shop.fields = {{"category", ColumnType::Text, 0}, {"amount", ColumnType::Decimal, 2},
                   {"weight", ColumnType::Double, 0}, {"items", ColumnType::Int64, 0},
                   {"gift", ColumnType::Bool, 0}};
    shop.fields.push_back({"due", ColumnType::Instant, 0});
    EventTable site = shop;
    site.dataset = "site";
    fill(shop, {"purchase", "refund"}, events / 2);
    fill(site, {"view", "purchase"}, events - events / 2);
    data.events = {std::move(shop), std::move(site)};
    addTables(data, rng, profiles, time);
    return data;
}

static void foldFunction(sqlite3_context *context, int, sqlite3_value **values) {
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(values[0]));
    if (!text) {
        sqlite3_result_null(context);
        return;
    }
    const std::string folded =
        foldCase(std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))));
    sqlite3_result_text(context, folded.data(), static_cast<int>(folded.size()), SQLITE_TRANSIENT);
}

static void re2Function(sqlite3_context *context, int, sqlite3_value **values) {
    const auto textOf = [](sqlite3_value *value) {
        return std::string_view(reinterpret_cast<const char *>(sqlite3_value_text(value)),
                                static_cast<std::size_t>(sqlite3_value_bytes(value)));
    };
    if (sqlite3_value_type(values[1]) == SQLITE_NULL)
        return sqlite3_result_null(context);
    const auto pattern = engine::Pattern::compile(textOf(values[0]), sqlite3_value_int(values[2]) != 0);
    QVERIFY(pattern);
    sqlite3_result_int(context, pattern->occursIn(textOf(values[1])));
}

static void localTimeFunction(sqlite3_context *context, int, sqlite3_value **values) {
    const auto textOf = [](sqlite3_value *value) {
        const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
        return std::string(text ? text : "");
    };
    if (sqlite3_value_type(values[0]) == SQLITE_NULL)
        return sqlite3_result_null(context);
    const bool isText = sqlite3_value_type(values[0]) == SQLITE_TEXT;
    const Instant at = isText ? *instantFromIso(textOf(values[0])) : Instant{sqlite3_value_int64(values[0])};
    const std::string zone = textOf(values[1]);
    const auto local = civilAt(at, isKnownZone(zone) ? zone : textOf(values[2]));
    QVERIFY(local);
    const std::string iso = toIso(Instant{local->date.days * kMicrosPerDay + local->secondOfDay * kMicrosPerSecond});
    sqlite3_result_text(context, iso.data(), 19, SQLITE_TRANSIENT);
}

static void bucketFunction(sqlite3_context *context, int, sqlite3_value **values) {
    sqlite3_result_int64(context, engine::bucketOf(reinterpret_cast<const char *>(sqlite3_value_text(values[0]))));
}

SqliteData::SqliteData(const MemoryData &data, segment::SqlNames::Times times)
    : m_iso(times == segment::SqlNames::Times::IsoText) {
    QVERIFY(sqlite3_open(":memory:", &m_db) == SQLITE_OK);
    sqlite3_create_function(m_db, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                            foldFunction, nullptr, nullptr);
    sqlite3_create_function(m_db, "re2", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, re2Function, nullptr, nullptr);
    sqlite3_create_function(m_db, "local_time", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, localTimeFunction, nullptr,
                            nullptr);
    sqlite3_create_function(m_db, "bucket_of", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                            bucketFunction, nullptr, nullptr);
    const auto create = [&](const std::string &table, const std::string &fixed,
                            const std::vector<engine::Field> &fields) {
        std::string sql = "CREATE TABLE " + table + " (_ordinal INTEGER" + fixed;
        for (const engine::Field &field : fields)
            sql += ", \"" + field.name + "\"";
        QVERIFY(sqlite3_exec(m_db, (sql + ")").c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    create("profiles", "", data.fields);
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < data.profiles.size(); ++i)
        if (data.members[i]) {
            rows.push_back({static_cast<std::int64_t>(i)});
            rows.back().insert(rows.back().end(), data.profiles[i].begin(), data.profiles[i].end());
        }
    insert("profiles", rows);
    for (const EventTable &table : data.events) {
        create(table.dataset, ", at, name TEXT", table.fields);
        rows.clear();
        for (const EventRow &row : table.rows) {
            rows.push_back({row.person(), Instant{row.micros}, row.name});
            rows.back().insert(rows.back().end(), row.cells.begin(), row.cells.end());
        }
        insert(table.dataset, rows);
    }
    for (const PlainTable &table : data.tables) {
        create(table.dataset, "", table.fields);
        rows.clear();
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            rows.push_back({table.people.empty() ? Cell() : Cell(static_cast<std::int64_t>(table.people[i]))});
            rows.back().insert(rows.back().end(), table.rows[i].begin(), table.rows[i].end());
        }
        insert(table.dataset, rows);
    }
}

SqliteData::~SqliteData() { sqlite3_close(m_db); }

void SqliteData::insert(const std::string &table, const std::vector<std::vector<Cell>> &rows) {
    if (rows.empty())
        return;
    std::string sql = "INSERT INTO " + table + " VALUES (?";
    for (std::size_t i = 1; i < rows[0].size(); ++i)
        sql += ", ?";
    sqlite3_stmt *statement = nullptr;
    QVERIFY(sqlite3_prepare_v2(m_db, (sql + ")").c_str(), -1, &statement, nullptr) == SQLITE_OK);
    sqlite3_exec(m_db, "BEGIN", nullptr, nullptr, nullptr);
    for (const auto &row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int at = static_cast<int>(i) + 1;
            const Cell &cell = row[i];
            if (const auto *flag = std::get_if<bool>(&cell))
                sqlite3_bind_int64(statement, at, *flag);
            else if (const auto *number = std::get_if<std::int64_t>(&cell))
                sqlite3_bind_int64(statement, at, *number);
            else if (const auto *decimal = std::get_if<Decimal>(&cell))
                sqlite3_bind_double(statement, at, toDouble(*decimal));
            else if (const auto *real = std::get_if<double>(&cell))
                sqlite3_bind_double(statement, at, *real);
            else if (const auto *instant = std::get_if<Instant>(&cell); instant && !m_iso)
                sqlite3_bind_int64(statement, at, instant->micros);
            else if (std::holds_alternative<std::monostate>(cell))
                sqlite3_bind_null(statement, at);
            else {
                const std::string text = engine::toText(cell);
                sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
            }
        }
        QVERIFY(sqlite3_step(statement) == SQLITE_DONE);
        sqlite3_reset(statement);
    }
    sqlite3_exec(m_db, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_finalize(statement);
}

std::vector<Ordinal> SqliteData::keys(const sql::Statement &sql, std::string &error) const {
    return keysOf(m_db, sql, error);
}

std::vector<Ordinal> keysOf(sqlite3 *db, const sql::Statement &sql, std::string &error) {
    std::vector<Ordinal> keys;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(db, sql.text.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
        error = sqlite3_errmsg(db);
        return keys;
    }
    for (std::size_t i = 0; i < sql.parameters.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        if (const auto *number = std::get_if<std::int64_t>(&sql.parameters[i]))
            sqlite3_bind_int64(statement, at, *number);
        else if (const auto *real = std::get_if<double>(&sql.parameters[i]))
            sqlite3_bind_double(statement, at, *real);
        else if (const auto *text = std::get_if<std::string>(&sql.parameters[i]))
            sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
    }
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        keys.push_back(static_cast<Ordinal>(sqlite3_column_int64(statement, 0)));
    if (code != SQLITE_DONE)
        error = sqlite3_errmsg(db);
    sqlite3_finalize(statement);
    return keys;
}

} // namespace audience::test
