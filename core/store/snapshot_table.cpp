#include "store/snapshot_table.h"

#include "store/sqlite_api.h"

#include <charconv>
#include <new>

namespace audience::store {

using engine::ColumnType;

namespace {

struct Source {
    std::shared_ptr<const engine::Snapshot> snapshot;
    std::vector<SnapshotTable> tables;
};

struct Table : sqlite3_vtab {
    std::shared_ptr<const engine::Snapshot> snapshot;
    const engine::EventSource *events = nullptr; // of the snapshot; null: its people

    const std::vector<engine::Field> &fields() const { return events ? events->fields : snapshot->schema().profileFields; }
    int ownColumns() const { return events ? 3 : 1; }
};

struct Cursor : sqlite3_vtab_cursor {
    std::vector<Ordinal> people;
    std::shared_ptr<const engine::EventSpine> spine; // of the current name
    std::size_t name = 0, row = 0;
    sqlite3_int64 id = 0;
    std::vector<std::shared_ptr<const engine::DenseColumn>> columns; // as far as they were asked for
};

template <class Work> int guarded(sqlite3_vtab *table, Work work) {
    try {
        const Result<void> done = work();
        if (done)
            return SQLITE_OK;
        sqlite3_free(table->zErrMsg);
        table->zErrMsg = sqlite3_mprintf("%s", done.error().id.c_str());
        return SQLITE_ERROR;
    } catch (const std::bad_alloc &) {
        return SQLITE_NOMEM;
    }
}

Table &tableOf(sqlite3_vtab *table) { return *static_cast<Table *>(table); }
Cursor &cursorOf(sqlite3_vtab_cursor *cursor) { return *static_cast<Cursor *>(cursor); }

std::string quotedName(const std::string &name) {
    std::string quoted = "\"";
    for (const char c : name)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

const char *sqlType(ColumnType type) {
    switch (type) {
    case ColumnType::Bool:
    case ColumnType::Int64:
        return "INTEGER";
    case ColumnType::Decimal:
        return "NUMERIC";
    case ColumnType::Double:
        return "REAL";
    default:
        return "TEXT";
    }
}

// USING audience_snapshot(number of the table)
int connectTable(sqlite3 *db, void *registered, int argc, const char *const *argv, sqlite3_vtab **out, char **error) {
    try {
        const auto &source = *static_cast<const Source *>(registered);
        std::size_t index = source.tables.size();
        if (argc == 4)
            std::from_chars(argv[3], argv[3] + std::char_traits<char>::length(argv[3]), index);
        if (index >= source.tables.size())
            return SQLITE_ERROR;
        auto table = std::make_unique<Table>();
        static_cast<sqlite3_vtab &>(*table) = {};
        table->snapshot = source.snapshot;
        table->events = source.tables[index].events.empty() ? nullptr : source.snapshot->source(source.tables[index].events);
        std::string sql = table->events ? "CREATE TABLE x(_ordinal INTEGER, name TEXT, at TEXT" : "CREATE TABLE x(_ordinal INTEGER";
        for (const engine::Field &field : table->fields())
            sql += ", " + quotedName(field.name) + ' ' + sqlType(field.type);
        if (const int code = sqlite3_declare_vtab(db, (sql + ')').c_str()); code != SQLITE_OK) {
            *error = sqlite3_mprintf("%s", sqlite3_errmsg(db));
            return code;
        }
        sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
        *out = table.release();
        return SQLITE_OK;
    } catch (const std::bad_alloc &) {
        return SQLITE_NOMEM;
    }
}

int disconnectTable(sqlite3_vtab *table) {
    delete &tableOf(table);
    return SQLITE_OK;
}

// Every row is looked at, whatever is asked.
int bestIndex(sqlite3_vtab *table, sqlite3_index_info *info) {
    info->estimatedRows = static_cast<sqlite3_int64>(tableOf(table).snapshot->members().count()) + 1;
    info->estimatedCost = static_cast<double>(info->estimatedRows);
    return SQLITE_OK;
}

int openCursor(sqlite3_vtab *, sqlite3_vtab_cursor **out) {
    auto *cursor = new (std::nothrow) Cursor;
    if (!cursor)
        return SQLITE_NOMEM;
    static_cast<sqlite3_vtab_cursor &>(*cursor) = {};
    *out = cursor;
    return SQLITE_OK;
}

int closeCursor(sqlite3_vtab_cursor *cursor) {
    delete &cursorOf(cursor);
    return SQLITE_OK;
}

bool isAtEnd(Cursor &cursor) {
    const Table &table = tableOf(cursor.pVtab);
    return table.events ? cursor.name >= table.events->names.size() : cursor.row >= cursor.people.size();
}

// To the first event of the next name that has any.
Result<void> settle(Cursor &cursor) {
    const Table &table = tableOf(cursor.pVtab);
    while (table.events && cursor.name < table.events->names.size()) {
        if (!cursor.spine) {
            TRY_ASSIGN(cursor.spine, table.snapshot->spine(table.events->dataset, table.events->names[cursor.name]));
        }
        if (cursor.row < cursor.spine->size())
            return {};
        ++cursor.name;
        cursor.row = 0;
        cursor.spine = nullptr;
        cursor.columns.clear();
    }
    return {};
}

int filterCursor(sqlite3_vtab_cursor *raw, int, const char *, int, sqlite3_value **) {
    return guarded(raw->pVtab, [&]() -> Result<void> {
        Cursor &cursor = cursorOf(raw);
        cursor.people.clear();
        cursor.columns.clear();
        cursor.spine = nullptr;
        cursor.name = cursor.row = 0;
        cursor.id = 0;
        const Table &table = tableOf(raw->pVtab);
        if (table.events)
            return settle(cursor);
        table.snapshot->members().forEach([&](Ordinal person) {
            cursor.people.push_back(person);
            return true;
        });
        return {};
    });
}

int nextRow(sqlite3_vtab_cursor *raw) {
    Cursor &cursor = cursorOf(raw);
    ++cursor.row;
    ++cursor.id;
    return guarded(raw->pVtab, [&] { return settle(cursor); });
}

int atEnd(sqlite3_vtab_cursor *cursor) { return isAtEnd(cursorOf(cursor)); }

void setText(sqlite3_context *context, std::string_view text) {
    sqlite3_result_text64(context, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void setResult(sqlite3_context *context, const engine::DenseColumn &column, std::size_t row) {
    if (row >= column.size || !column.isValid(row))
        return sqlite3_result_null(context);
    switch (column.type) {
    case ColumnType::Bool:
    case ColumnType::Int64:
        return sqlite3_result_int64(context, column.intAt(row));
    case ColumnType::Decimal:
        return sqlite3_result_double(context, toDouble(Decimal{column.intAt(row), column.scale}));
    case ColumnType::Double:
        return sqlite3_result_double(context, column.f64[row]);
    case ColumnType::Date:
        return setText(context, toIso(CivilDate{static_cast<std::int32_t>(column.intAt(row))}));
    case ColumnType::Instant:
        return setText(context, toIso(Instant{column.intAt(row)}));
    case ColumnType::Text:
    case ColumnType::Json:
        return setText(context, column.dictionary->at(static_cast<std::uint32_t>(column.intAt(row))));
    }
}

int columnValue(sqlite3_vtab_cursor *raw, sqlite3_context *context, int column) {
    return guarded(raw->pVtab, [&]() -> Result<void> {
        Cursor &cursor = cursorOf(raw);
        const Table &table = tableOf(raw->pVtab);
        const Ordinal person = table.events ? cursor.spine->profiles[cursor.row] : cursor.people[cursor.row];
        if (column < table.ownColumns()) {
            if (column == 0)
                sqlite3_result_int64(context, person);
            else
                setText(context, column == 1 ? table.events->names[cursor.name] : toIso(Instant{cursor.spine->timeAt(cursor.row)}));
            return {};
        }
        cursor.columns.resize(table.fields().size());
        const auto index = static_cast<std::size_t>(column - table.ownColumns());
        auto &held = cursor.columns[index];
        const std::string &field = table.fields()[index].name;
        if (!held && table.events) {
            TRY_ASSIGN(held, table.snapshot->eventColumn(table.events->dataset, table.events->names[cursor.name], field));
        } else if (!held) {
            TRY_ASSIGN(held, table.snapshot->profileColumn(field));
        }
        setResult(context, *held, table.events ? cursor.row : person);
        return {};
    });
}

int rowIdOf(sqlite3_vtab_cursor *cursor, sqlite3_int64 *id) {
    *id = cursorOf(cursor).id;
    return SQLITE_OK;
}

const sqlite3_module &snapshotModule() {
    static const sqlite3_module module = [] {
        sqlite3_module made{};
        made.xCreate = connectTable;
        made.xConnect = connectTable;
        made.xBestIndex = bestIndex;
        made.xDisconnect = disconnectTable;
        made.xDestroy = disconnectTable;
        made.xOpen = openCursor;
        made.xClose = closeCursor;
        made.xFilter = filterCursor;
        made.xNext = nextRow;
        made.xEof = atEnd;
        made.xColumn = columnValue;
        made.xRowid = rowIdOf;
        return made;
    }();
    return module;
}

constexpr const char *kModule = "audience_snapshot";

Result<bool> isTaken(const Connection &connection, const std::string &name) {
    TRY_ASSIGN(Statement row, connection.prepare("SELECT 1 FROM (SELECT name FROM sqlite_temp_schema UNION ALL SELECT name FROM "
                                                 "main.sqlite_schema) WHERE lower(name) = lower(?1)"));
    row.bind(1, name);
    return row.step();
}

} // namespace

Result<std::unique_ptr<SnapshotTables>> SnapshotTables::attach(const Connection &connection, std::shared_ptr<const engine::Snapshot> snapshot,
                                                               const std::vector<SnapshotTable> &tables) {
    std::unique_ptr<SnapshotTables> attached(new SnapshotTables(connection));
    auto *source = new Source{std::move(snapshot), tables};
    // SQLite destroys it, also when it cannot take it.
    if (sqlite3_create_module_v2(connection.raw(), kModule, &snapshotModule(), source,
                                 [](void *registered) { delete static_cast<Source *>(registered); }) != SQLITE_OK)
        return lastError(connection.raw(), "create_module");
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TRY_ASSIGN(const bool taken, isTaken(connection, tables[i].name));
        if (taken)
            continue;
        TRY(connection.execute("CREATE VIRTUAL TABLE temp." + quotedName(tables[i].name) + " USING " + kModule + "(" + std::to_string(i) + ")"));
        attached->m_made.push_back(tables[i].name);
    }
    return attached;
}

SnapshotTables::~SnapshotTables() {
    for (const std::string &name : m_made)
        (void)m_connection.execute("DROP TABLE temp." + quotedName(name));
    sqlite3_create_module_v2(m_connection.raw(), kModule, nullptr, nullptr, nullptr);
}

} // namespace audience::store
