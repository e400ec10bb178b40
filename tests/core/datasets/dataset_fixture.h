// A workspace file with its schema, and rows for datasets, for the tests of the dataset classes.
#pragma once

#include "base/rng.h"
#include "store/dataset_reader.h"
#include "store/dataset_upkeep.h"
#include "store/dataset_writer.h"
#include "store/identity_map.h"
#include "store/schema.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace audience::test {

// Stops the test program at the first error, with its id: a test cannot go on without the value.
template <class T> T need(Result<T> result) {
    if (!result) {
        std::string args;
        for (const auto &[name, value] : result.error().args)
            args += " " + name + "=" + value;
        qFatal("%s%s: %s", result.error().id.c_str(), args.c_str(), result.error().detail.c_str());
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

class DatasetFile {
public:
    explicit DatasetFile()
        : m_path((m_directory.path() + QStringLiteral("/test.audience")).toStdString()) {
        const store::Connection connection = need(store::Connection::open(
            m_path, {store::OpenMode::Create, {}, std::chrono::milliseconds{5000}}));
        need(connection.execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL"));
        store::Transaction transaction = need(store::Transaction::begin(connection));
        need(store::createSchema(connection));
        need(transaction.commit());
    }
    // Without syncs: a killed process loses nothing by that, and the tests are ten times faster.
    store::Connection open() const {
        store::Connection connection = need(store::Connection::open(m_path));
        need(connection.execute("PRAGMA synchronous = OFF"));
        return connection;
    }
    const std::string &path() const { return m_path; }

private:
    QTemporaryDir m_directory;
    std::string m_path;
};

using Row = std::vector<engine::Cell>;

// Profiles of a shop, keyed by a number: one field of every type.
inline store::DatasetInfo people() {
    using engine::ColumnType;
    store::DatasetInfo info;
    info.name = "people";
    info.role = store::DatasetRole::Profiles;
    info.fields = {{"id", ColumnType::Int64, 0},     {"city", ColumnType::Text, 0},
                   {"note", ColumnType::Text, 0},    {"spent", ColumnType::Decimal, 2},
                   {"rate", ColumnType::Double, 0},  {"born", ColumnType::Date, 0},
                   {"seen", ColumnType::Instant, 0}, {"member", ColumnType::Bool, 0},
                   {"tags", ColumnType::Json, 0}};
    info.keyField = "id";
    return info;
}

inline Row person(std::int64_t id, Rng &rng) {
    const auto maybe = [&](engine::Cell cell) { return rng.chance(0.1) ? engine::Cell() : cell; };
    return {id,
            maybe("city " + std::to_string(rng.below(12))),
            maybe("note " + std::to_string(rng.next())),
            maybe(Decimal{rng.between(-500, 100'000), 2}),
            maybe(rng.real()),
            maybe(CivilDate{static_cast<std::int32_t>(rng.between(0, 20'000))}),
            maybe(Instant{rng.between(1'500'000'000, 1'700'000'000) * kMicrosPerSecond}),
            maybe(rng.chance(0.5)),
            maybe("[\"a\"," + std::to_string(rng.below(3)) + "]")};
}

inline store::ChunkRows toRows(const store::DatasetInfo &info, const std::vector<Row> &rows,
                               store::IdentityMap *identity = nullptr) {
    store::ChunkRows chunk;
    chunk.rows = static_cast<std::uint32_t>(rows.size());
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        engine::ColumnData column;
        column.type = info.fields[i].type;
        column.scale = info.fields[i].scale;
        for (const Row &row : rows)
            engine::appendCell(column, i < row.size() ? row[i] : engine::Cell());
        chunk.columns.push_back(std::move(column));
    }
    if (identity)
        chunk.ordinals = identity->resolve(chunk.columns[*info.fieldIndex(info.profileField)]);
    return chunk;
}

// One whole import of rows.
inline store::WriteResult import(const store::Connection &connection,
                                 const store::DatasetInfo &wanted, const std::vector<Row> &rows,
                                 store::WriteMode mode, Instant now) {
    auto writer = need(store::DatasetWriter::begin(connection, wanted, mode, now));
    if (writer.info().hasOrdinals()) {
        auto identity = need(store::IdentityMap::load(connection));
        need(writer.addRows(toRows(writer.info(), rows, &identity)));
        need(identity.appendTo(writer));
    } else {
        need(writer.addRows(toRows(writer.info(), rows)));
    }
    return need(writer.commit());
}

// Live rows as text, in stored order.
inline std::vector<std::string> dump(const store::DatasetReader &reader) {
    std::vector<std::string> lines;
    for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
        const auto live = need(reader.liveRows(chunk));
        std::vector<engine::ColumnData> columns;
        for (std::size_t field = 0; field < reader.info().fields.size(); ++field)
            columns.push_back(need(reader.column(chunk, field)));
        for (std::uint32_t row = 0; row < reader.chunks()[chunk].rows; ++row) {
            if (!live.empty() && !(live[row >> 6] >> (row & 63) & 1))
                continue;
            std::string line;
            for (const auto &column : columns)
                line +=
                    (column.isNull(row) ? "NULL" : engine::toText(engine::cellAt(column, row))) +
                    "|";
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

inline std::string lineOf(const Row &row) {
    std::string line;
    for (const auto &cell : row)
        line +=
            (std::holds_alternative<std::monostate>(cell) ? "NULL" : engine::toText(cell)) + "|";
    return line;
}

} // namespace audience::test
