#include "store/virtual_table.h"

#include "store/borrowed_connection.h"
#include "store/dataset_catalog.h"
#include "store/sql_functions.h"
#include "store/sqlite_api.h"
#include "store/text_index.h"
#include "store/virtual_table_source.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <new>

namespace audience::store {

using engine::ColumnType;

namespace {

constexpr std::size_t kFieldsPerTable = 1'990;

struct DatasetTable : sqlite3_vtab {
    explicit DatasetTable(sqlite3 *db) : sqlite3_vtab{}, connection(db) {}
    BorrowedConnection connection;
    std::string dataset;
    std::vector<engine::Field> fields; // as declared; then _ordinal and _valid_from
    std::shared_ptr<DatasetSource> source;

    engine::Field fieldOf(int column) const {
        const auto index = static_cast<std::size_t>(column);
        if (index < fields.size())
            return fields[index];
        return {"", index == fields.size() ? ColumnType::Int64 : ColumnType::Instant, 0};
    }
    // Which field of the current generation a declared column is; nothing when it has gone.
    std::optional<int> indexOf(int column) const {
        const auto index = static_cast<std::size_t>(column);
        if (index >= fields.size())
            return index == fields.size() ? kOrdinalField : kValidFromField;
        const DatasetInfo &info = source->reader().info();
        const auto field = info.fieldIndex(fields[index].name);
        if (!field || info.fields[*field] != fields[index])
            return std::nullopt;
        return static_cast<int>(*field);
    }
};

struct DatasetCursor : sqlite3_vtab_cursor {
    DatasetCursor() : sqlite3_vtab_cursor{} {}
    std::shared_ptr<DatasetSource> source;
    std::vector<Filter> filters;
    bool lookedUp = false;
    std::vector<std::int64_t> found; // row ids, of a lookup
    std::vector<std::uint32_t> rows; // of the current chunk, of a scan
    std::size_t chunk = 0;
    std::size_t position = 0;
    bool atEnd = true;
    // Columns of chunk `held`, as far as they were asked for.
    std::size_t held = 0;
    std::vector<std::optional<int>> indexes; // the field of each declared column
    std::vector<std::shared_ptr<const engine::ColumnData>> columns;

    std::int64_t rowId() const {
        return lookedUp
                   ? found[position]
                   : static_cast<std::int64_t>(chunk << DatasetSource::kRowBits | rows[position]);
    }
};

DatasetTable &tableOf(sqlite3_vtab *table) {
    return *static_cast<DatasetTable *>(table);
}
DatasetCursor &cursorOf(sqlite3_vtab_cursor *cursor) {
    return *static_cast<DatasetCursor *>(cursor);
}

// The cause of a failure stays what it is when it passes through SQLite.
int sqliteCode(const Error &error) {
    if (error.id == "store.disk_full")
        return SQLITE_FULL;
    if (error.id == "store.busy")
        return SQLITE_BUSY;
    if (error.id == "dataset.stale")
        return SQLITE_ABORT;
    switch (error.kind) {
    case ErrorKind::Io: return SQLITE_IOERR;
    case ErrorKind::Corrupt: return SQLITE_CORRUPT;
    case ErrorKind::Cancelled: return SQLITE_INTERRUPT;
    default: return SQLITE_ERROR;
    }
}

// SQLite must see no exception; memory is all that can run out.
int guarded(sqlite3_vtab *table, const std::function<Result<void>()> &work) {
    try {
        const auto done = work();
        if (done)
            return SQLITE_OK;
        const Error &error = done.error();
        std::string text = error.id;
        for (const auto &[name, value] : error.args)
            text += " " + name + "=" + value;
        sqlite3_free(table->zErrMsg);
        table->zErrMsg = sqlite3_mprintf("%s", text.c_str());
        return sqliteCode(error);
    } catch (const std::bad_alloc &) {
        return SQLITE_NOMEM;
    }
}

Result<void> refresh(DatasetTable &table) {
    if (table.source) {
        TRY_ASSIGN(const bool current, table.source->reader().isCurrent());
        if (current)
            return {};
    }
    TRY_ASSIGN(auto reader, DatasetReader::open(*table.connection, table.dataset));
    table.source = std::make_shared<DatasetSource>(std::move(reader));
    return {};
}

std::string quoted(std::string_view name) {
    std::string text = "\"";
    for (const char c : name)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

std::string_view sqlType(const engine::Field &field) {
    switch (field.type) {
    case ColumnType::Bool:
    case ColumnType::Int64:
        return "INTEGER";
    case ColumnType::Decimal:
        return field.scale == 0 ? "INTEGER" : "REAL";
    case ColumnType::Double:
        return "REAL";
    default:
        return "TEXT";
    }
}

std::string unquoted(std::string_view text) {
    std::string plain;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        plain += text[i];
        if (text[i] == '\'')
            ++i;
    }
    return plain;
}

// USING audience_dataset('name', part, 'fingerprint of the fields')
int connectTable(sqlite3 *db, void *, int argc, const char *const *argv, sqlite3_vtab **out,
                 char **error) {
    try {
        if (argc != 6)
            return SQLITE_ERROR;
        auto table = std::make_unique<DatasetTable>(db);
        table->dataset = unquoted(argv[3]);
        std::size_t part = 0;
        const std::string_view number(argv[4]);
        std::from_chars(number.data(), number.data() + number.size(), part);
        const auto opened = refresh(*table);
        if (!opened) {
            *error = sqlite3_mprintf("%s %s", opened.error().id.c_str(), table->dataset.c_str());
            return sqliteCode(opened.error());
        }
        const auto &fields = table->source->reader().info().fields;
        const std::size_t begin = std::min(part * kFieldsPerTable, fields.size());
        const std::size_t end = std::min(begin + kFieldsPerTable, fields.size());
        std::string sql = "CREATE TABLE x(";
        for (std::size_t i = begin; i < end; ++i) {
            table->fields.push_back(fields[i]);
            sql += quoted(fields[i].name) + " " + std::string(sqlType(fields[i])) + ", ";
        }
        sql += "_ordinal INTEGER HIDDEN, _valid_from TEXT HIDDEN)";
        if (const int code = sqlite3_declare_vtab(db, sql.c_str()); code != SQLITE_OK) {
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

std::optional<Comparison> comparisonOf(unsigned char op) {
    switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
        return Comparison::Equal;
    case SQLITE_INDEX_CONSTRAINT_LT:
        return Comparison::Less;
    case SQLITE_INDEX_CONSTRAINT_LE:
        return Comparison::LessOrEqual;
    case SQLITE_INDEX_CONSTRAINT_GT:
        return Comparison::Greater;
    case SQLITE_INDEX_CONSTRAINT_GE:
        return Comparison::GreaterOrEqual;
    default:
        return std::nullopt;
    }
}

// idxStr: one entry "column,comparison,in;" per argument, the best column for a lookup first.
Result<void> plan(DatasetTable &table, sqlite3_index_info &info) {
    TRY(refresh(table));
    const auto all = static_cast<double>(table.source->reader().info().rows);
    struct Use {
        int constraint;
        Comparison comparison;
        bool in;
        double share; // of the rows that pass
    };
    std::vector<Use> uses;
    for (int i = 0; i < info.nConstraint; ++i) {
        const auto &constraint = info.aConstraint[i];
        const auto comparison = comparisonOf(constraint.op);
        if (!constraint.usable || constraint.iColumn < 0 || !comparison)
            continue;
        const engine::Field field = table.fieldOf(constraint.iColumn);
        const auto index = table.indexOf(constraint.iColumn);
        const bool equal = *comparison == Comparison::Equal;
        const std::string_view collation = sqlite3_vtab_collation(&info, i);
        if (!index || *index == kValidFromField ||
            (engine::isTextual(field.type) && (!equal || collation != "BINARY")))
            continue;
        const bool in = equal && sqlite3_vtab_in(&info, i, -1) != 0;
        double share = 0.3;
        if (equal)
            share = std::min(1.0, table.source->rowsPerValue(*index) * (in ? 20 : 1) /
                                      std::max(1.0, all));
        uses.push_back({i, *comparison, in, share});
    }
    std::stable_sort(uses.begin(), uses.end(),
                     [](const Use &a, const Use &b) { return a.share < b.share; });
    double rows = all;
    std::string text;
    int argument = 0;
    for (const Use &use : uses) {
        if (use.in)
            sqlite3_vtab_in(&info, use.constraint, 1);
        info.aConstraintUsage[use.constraint].argvIndex = ++argument;
        text += std::to_string(info.aConstraint[use.constraint].iColumn) + "," +
                std::to_string(static_cast<int>(use.comparison)) + "," + (use.in ? "1;" : "0;");
        rows *= use.share;
    }
    const bool lookup = !uses.empty() && uses.front().comparison == Comparison::Equal;
    info.estimatedRows = std::max<sqlite3_int64>(1, static_cast<sqlite3_int64>(rows));
    info.estimatedCost = lookup ? 20 + rows * 4 : 100 + all * 0.5 + rows * 2;
    info.idxStr = sqlite3_mprintf("%s", text.c_str());
    info.needToFreeIdxStr = 1;
    return {};
}

int bestIndex(sqlite3_vtab *table, sqlite3_index_info *info) {
    return guarded(table, [&] { return plan(tableOf(table), *info); });
}

int openCursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out) {
    return guarded(table, [&]() -> Result<void> {
        TRY(refresh(tableOf(table)));
        auto cursor = std::make_unique<DatasetCursor>();
        cursor->source = tableOf(table).source;
        const auto declared = static_cast<int>(tableOf(table).fields.size());
        for (int column = 0; column < declared + 2; ++column)
            cursor->indexes.push_back(tableOf(table).indexOf(column));
        *out = cursor.release();
        return {};
    });
}

int closeCursor(sqlite3_vtab_cursor *cursor) {
    delete &cursorOf(cursor);
    return SQLITE_OK;
}

// A value of an IN list lives until the next one is asked for, so each becomes a filter by itself.
std::optional<Filter> filterFor(const engine::Field &field, int index, Comparison comparison,
                                sqlite3_value *argument, bool in) {
    if (!in)
        return makeFilter(field, index, comparison, {argument});
    Filter all;
    all.field = index;
    sqlite3_value *value = nullptr;
    for (int code = sqlite3_vtab_in_first(argument, &value); code == SQLITE_OK && value;
         code = sqlite3_vtab_in_next(argument, &value)) {
        const auto one = makeFilter(field, index, comparison, {value});
        if (!one)
            return std::nullopt;
        all.integers.insert(all.integers.end(), one->integers.begin(), one->integers.end());
        all.reals.insert(all.reals.end(), one->reals.begin(), one->reals.end());
        all.texts.insert(one->texts.begin(), one->texts.end());
    }
    std::sort(all.integers.begin(), all.integers.end());
    std::sort(all.reals.begin(), all.reals.end());
    return all;
}

Result<void> scanOn(DatasetCursor &cursor) {
    const std::size_t chunks = cursor.source->reader().chunks().size();
    for (; cursor.chunk < chunks; ++cursor.chunk) {
        TRY_ASSIGN(cursor.rows, cursor.source->select(cursor.chunk, cursor.filters));
        if (!cursor.rows.empty()) {
            cursor.position = 0;
            return {};
        }
    }
    cursor.atEnd = true;
    return {};
}

Result<void> start(DatasetCursor &cursor, const char *plan, int argc, sqlite3_value **argv) {
    const DatasetTable &table = tableOf(cursor.pVtab);
    cursor.filters.clear();
    cursor.lookedUp = cursor.atEnd = false;
    cursor.chunk = cursor.position = 0;
    bool first = true;
    std::optional<Filter> lookup;
    for (int i = 0; i < argc; ++i, first = false) {
        int parts[3] = {0, 0, 0};
        for (int &part : parts)
            plan = std::from_chars(plan, plan + 12, part).ptr + 1;
        const auto index = cursor.indexes[static_cast<std::size_t>(parts[0])];
        if (!index)
            continue;
        auto filter = filterFor(table.fieldOf(parts[0]), *index, static_cast<Comparison>(parts[1]),
                                argv[i], parts[2] != 0);
        if (!filter)
            continue;
        if (first && filter->comparison == Comparison::Equal)
            lookup = filter;
        cursor.filters.push_back(std::move(*filter));
    }
    if (lookup) {
        TRY_ASSIGN(auto rows, cursor.source->lookUp(*lookup));
        if (rows) {
            cursor.lookedUp = true;
            cursor.found = std::move(*rows);
            cursor.atEnd = cursor.found.empty();
            return {};
        }
    }
    return scanOn(cursor);
}

int filterCursor(sqlite3_vtab_cursor *cursor, int, const char *plan, int argc,
                 sqlite3_value **argv) {
    return guarded(cursor->pVtab, [&] { return start(cursorOf(cursor), plan, argc, argv); });
}

int nextRow(sqlite3_vtab_cursor *raw) {
    DatasetCursor &cursor = cursorOf(raw);
    ++cursor.position;
    if (cursor.lookedUp) {
        cursor.atEnd = cursor.position >= cursor.found.size();
        return SQLITE_OK;
    }
    if (cursor.position < cursor.rows.size())
        return SQLITE_OK;
    return guarded(raw->pVtab, [&] {
        ++cursor.chunk;
        return scanOn(cursor);
    });
}

int atEnd(sqlite3_vtab_cursor *cursor) {
    return cursorOf(cursor).atEnd;
}

void setResult(sqlite3_context *context, const engine::ColumnData &column, std::uint32_t row) {
    if (column.isNull(row))
        return sqlite3_result_null(context);
    const auto text = [&](std::string_view bytes) {
        sqlite3_result_text64(context, bytes.data() ? bytes.data() : "", bytes.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8);
    };
    switch (column.type) {
    case ColumnType::Bool:
    case ColumnType::Int64:
        return sqlite3_result_int64(context, column.ints[row]);
    case ColumnType::Decimal:
        if (column.scale == 0)
            return sqlite3_result_int64(context, column.ints[row]);
        return sqlite3_result_double(context, toDouble(Decimal{column.ints[row], column.scale}));
    case ColumnType::Double:
        return sqlite3_result_double(context, column.doubles[row]);
    case ColumnType::Date:
        return text(toIso(CivilDate{static_cast<std::int32_t>(column.ints[row])}));
    case ColumnType::Instant:
        return text(toIso(Instant{column.ints[row]}));
    case ColumnType::Text:
    case ColumnType::Json:
        return text(column.textAt(row));
    }
}

int columnValue(sqlite3_vtab_cursor *raw, sqlite3_context *context, int column) {
    return guarded(raw->pVtab, [&]() -> Result<void> {
        DatasetCursor &cursor = cursorOf(raw);
        const auto index = cursor.indexes[static_cast<std::size_t>(column)];
        if (!index)
            return {}; // null
        const auto id = static_cast<std::uint64_t>(cursor.rowId());
        const std::size_t chunk = id >> DatasetSource::kRowBits;
        if (cursor.held != chunk || cursor.columns.empty()) {
            cursor.columns.assign(cursor.indexes.size(), nullptr);
            cursor.held = chunk;
        }
        auto &held = cursor.columns[static_cast<std::size_t>(column)];
        if (!held) {
            TRY_ASSIGN(held, cursor.source->column(chunk, *index));
        }
        setResult(context, *held,
                  static_cast<std::uint32_t>(id & ((1U << DatasetSource::kRowBits) - 1)));
        return {};
    });
}

int rowIdOf(sqlite3_vtab_cursor *cursor, sqlite3_int64 *id) {
    *id = cursorOf(cursor).rowId();
    return SQLITE_OK;
}

const sqlite3_module &datasetModule() {
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

// The statement that makes a table; it changes when the fields do.
std::string createSql(const DatasetInfo &info, std::size_t part) {
    std::string fields;
    for (const engine::Field &field : info.fields)
        fields +=
            field.name + '\n' + std::string(sqlType(field)) + std::to_string(field.scale) + '\n';
    std::string name = info.name;
    if (part > 0)
        name += "__" + std::to_string(part + 1);
    std::string literal;
    for (const char c : info.name)
        literal += c == '\'' ? std::string("''") : std::string(1, c);
    return "CREATE VIRTUAL TABLE temp." + quoted(name) + " USING audience_dataset('" + literal +
           "'," + std::to_string(part) + ",'" + std::to_string(textHash(fields)) + "')";
}

} // namespace

Result<void> registerDatasets(const Connection &connection) {
    sqlite3 *db = connection.raw();
    TRY(registerSqlFunctions(connection));
    TRY_ASSIGN(const auto catalog, readCatalog(connection));
    // What is there, by the statement that made it; SQLite keeps it without the "temp." qualifier.
    std::vector<std::pair<std::string, std::string>> present;
    {
        TRY_ASSIGN(Statement rows,
                   connection.prepare("SELECT name, sql FROM sqlite_temp_schema WHERE sql LIKE "
                                      "'%USING audience_dataset(%'"));
        while (true) {
            TRY_ASSIGN(const bool more, rows.step());
            if (!more)
                break;
            present.emplace_back(rows.text(0), rows.text(1));
        }
    }
    if (present.empty() && sqlite3_create_module_v2(db, "audience_dataset", &datasetModule(),
                                                    nullptr, nullptr) != SQLITE_OK)
        return lastError(db, "create_module");
    std::vector<std::string> wanted;
    for (const CatalogEntry &entry : catalog)
        for (std::size_t part = 0; part == 0 || part * kFieldsPerTable < entry.info.fields.size();
             ++part)
            wanted.push_back(createSql(entry.info, part));
    const auto tail = [](std::string_view sql) { return sql.substr(sql.find(" USING ")); };
    for (const auto &[name, sql] : present) {
        const auto same =
            std::find_if(wanted.begin(), wanted.end(), [&, &made = sql](const std::string &want) {
                return tail(want) == tail(made);
            });
        if (same != wanted.end())
            wanted.erase(same);
        else
            TRY(connection.execute("DROP TABLE temp." + quoted(name)));
    }
    for (const std::string &sql : wanted)
        TRY(connection.execute(sql));
    return {};
}

} // namespace audience::store
