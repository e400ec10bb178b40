#include "warehouse/odbc_link.h"

#include "warehouse/odbc_core.h"

#include <array>
#include <thread>

namespace audience::warehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kStep = 20ms;
constexpr auto kCancelPatience = 120ms; // for a driver to end what it was told to end
constexpr auto kFarewell = 1500ms;

std::string textOf(std::array<char16_t, 1024> &text, SQLSMALLINT size) {
    std::string out;
    appendUtf8(out, std::u16string_view(text.data(), std::min<std::size_t>(static_cast<std::size_t>(std::max<SQLSMALLINT>(size, 0)), text.size() - 1)));
    return out;
}

SQLSMALLINT shortSize(const std::u16string &text) { return static_cast<SQLSMALLINT>(std::min<std::size_t>(text.size(), 32'000)); }

// The whole answer of the open statement.
Result<void> gatherRows(OdbcCore &core, OdbcAnswer &answer) {
    SQLSMALLINT width = 0;
    if (!SQL_SUCCEEDED(SQLNumResultCols(core.statement, &width)))
        return core.statementFailure();
    for (SQLSMALLINT i = 1; i <= width; ++i) {
        std::array<char16_t, 1024> name{};
        SQLSMALLINT size = 0, type = 0, digits = 0, nullable = 0;
        SQLULEN length = 0;
        if (!SQL_SUCCEEDED(SQLDescribeColW(core.statement, static_cast<SQLUSMALLINT>(i), reinterpret_cast<SQLWCHAR *>(name.data()), static_cast<SQLSMALLINT>(name.size()), &size, &type,
                                           &length, &digits, &nullable)))
            return core.statementFailure();
        answer.columns.push_back(textOf(name, size));
    }
    while (width > 0) {
        const SQLRETURN code = SQLFetch(core.statement);
        if (code == SQL_NO_DATA)
            break;
        if (!SQL_SUCCEEDED(code))
            return core.statementFailure();
        std::vector<std::optional<std::string>> cells;
        for (SQLSMALLINT i = 1; i <= width; ++i) {
            std::array<char16_t, 1024> text{};
            std::optional<std::string> cell;
            SQLLEN bytes = 0;
            const SQLRETURN got = SQLGetData(core.statement, static_cast<SQLUSMALLINT>(i), SQL_C_WCHAR, text.data(), static_cast<SQLLEN>(sizeof text), &bytes);
            if (!SQL_SUCCEEDED(got) && got != SQL_NO_DATA)
                return core.statementFailure();
            if (SQL_SUCCEEDED(got) && bytes != SQL_NULL_DATA) {
                const std::size_t there = bytes == SQL_NO_TOTAL ? text.size() - 1 : std::min<std::size_t>(static_cast<std::size_t>(bytes) / sizeof(char16_t), text.size() - 1);
                appendUtf8(cell.emplace(), std::u16string_view(text.data(), there));
            }
            cells.push_back(std::move(cell));
        }
        answer.rows.push_back(std::move(cells));
    }
    return {};
}

// What stands for a value until the statement was run.
struct Bound {
    OdbcValue value;
    std::u16string text;
    SQL_TIMESTAMP_STRUCT moment{};
    SQLLEN length = 0;
};

bool bindValue(SQLHSTMT statement, SQLUSMALLINT number, Bound &bound) {
    const OdbcMoment &at = bound.value.moment;
    const auto day = static_cast<SQLUSMALLINT>(at.day), month = static_cast<SQLUSMALLINT>(at.month);
    switch (bound.value.kind) {
    case OdbcOrder::Whole:
    case OdbcOrder::Decimal: {
        bound.length = SQL_NTS;
        const bool isWhole = bound.value.kind == OdbcOrder::Whole;
        const auto point = bound.value.text.find('.');
        const auto behind = point == std::string::npos ? 0 : bound.value.text.size() - point - 1;
        return SQL_SUCCEEDED(SQLBindParameter(statement, number, SQL_PARAM_INPUT, SQL_C_CHAR, isWhole ? SQL_BIGINT : SQL_DECIMAL, isWhole ? 19 : 38,
                                              isWhole ? SQLSMALLINT{0} : static_cast<SQLSMALLINT>(behind), bound.value.text.data(),
                                              static_cast<SQLLEN>(bound.value.text.size() + 1), &bound.length));
    }
    case OdbcOrder::Date:
        bound.moment.year = static_cast<SQLSMALLINT>(at.year), bound.moment.month = month, bound.moment.day = day;
        bound.length = sizeof(SQL_DATE_STRUCT);
        return SQL_SUCCEEDED(SQLBindParameter(statement, number, SQL_PARAM_INPUT, SQL_C_TYPE_DATE, SQL_TYPE_DATE, 10, 0, &bound.moment, sizeof(SQL_DATE_STRUCT), &bound.length));
    case OdbcOrder::Time:
        bound.moment = {static_cast<SQLSMALLINT>(at.year), month, day, static_cast<SQLUSMALLINT>(at.hour), static_cast<SQLUSMALLINT>(at.minute),
                        static_cast<SQLUSMALLINT>(at.second), at.nanos};
        bound.length = sizeof(SQL_TIMESTAMP_STRUCT);
        return SQL_SUCCEEDED(SQLBindParameter(statement, number, SQL_PARAM_INPUT, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, 27, at.nanos % 1000 != 0 ? 7 : 6, &bound.moment,
                                              sizeof bound.moment, &bound.length));
    case OdbcOrder::Text: {
        constexpr std::size_t kLongest = 4000;
        bound.text = utf16FromUtf8(bound.value.text);
        const auto bytes = static_cast<SQLLEN>(bound.text.size() * sizeof(char16_t));
        bound.length = bound.value.isNothing ? SQL_NULL_DATA : bytes;
        return SQL_SUCCEEDED(SQLBindParameter(statement, number, SQL_PARAM_INPUT, SQL_C_WCHAR, bound.text.size() > kLongest ? SQL_WLONGVARCHAR : SQL_WVARCHAR,
                                              std::max<SQLULEN>(bound.text.size(), 1), 0, bound.text.data(), bytes, &bound.length));
    }
    }
    return false;
}

std::shared_ptr<std::vector<Bound>> boundOf(const std::vector<OdbcValue> &values) {
    auto bound = std::make_shared<std::vector<Bound>>();
    for (const OdbcValue &value : values)
        bound->push_back({value, {}, {}, 0});
    return bound;
}

Result<void> bindValues(OdbcCore &core, std::vector<Bound> &bound) {
    for (std::size_t i = 0; i < bound.size(); ++i)
        if (!bindValue(core.statement, static_cast<SQLUSMALLINT>(i + 1), bound[i]))
            return core.statementFailure();
    return {};
}

} // namespace

OdbcRegistered odbcRegistered() {
    OdbcRegistered found;
    SQLHENV environment = nullptr;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment)))
        return found;
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(std::size_t{SQL_OV_ODBC3}), 0);
    std::array<char16_t, 1024> name{}, other{};
    SQLSMALLINT size = 0, otherSize = 0;
    const auto ask = [&](auto function, SQLUSMALLINT direction) {
        return SQL_SUCCEEDED(function(environment, direction, reinterpret_cast<SQLWCHAR *>(name.data()), static_cast<SQLSMALLINT>(name.size()), &size,
                                      reinterpret_cast<SQLWCHAR *>(other.data()), static_cast<SQLSMALLINT>(other.size()), &otherSize));
    };
    for (bool more = ask(SQLDriversW, SQL_FETCH_FIRST); more; more = ask(SQLDriversW, SQL_FETCH_NEXT))
        found.drivers.push_back(textOf(name, size));
    for (bool more = ask(SQLDataSourcesW, SQL_FETCH_FIRST); more; more = ask(SQLDataSourcesW, SQL_FETCH_NEXT))
        found.sources.emplace_back(textOf(name, size), textOf(other, otherSize));
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
    return found;
}

OdbcLink::OdbcLink(model::SourceConnection connection, OdbcSettings settings, Secret password, const LinePatience &patience)
    : m_about(std::move(connection)), m_settings(std::move(settings)), m_password(std::move(password)), m_patience(patience), m_core(std::make_shared<OdbcCore>()) {
    m_core->about = m_about;
    m_core->driver = m_settings.driver;
    m_core->connectSeconds = static_cast<unsigned>(std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(patience.connect).count()));
    OdbcCore::start(m_core);
}

OdbcLink::~OdbcLink() {
    std::unique_lock lock(m_core->mutex);
    m_core->isEnding = true;
    m_core->changed.notify_all();
    // A driver that does not come back is left alone with its thread.
    if (!m_isDead)
        m_core->changed.wait_for(lock, kFarewell, [&] { return m_core->isOver; });
}

Result<std::unique_ptr<OdbcLink>> OdbcLink::connected(const model::SourceConnection &connection, const OdbcSettings &settings, const Secret &password,
                                                      const LinePatience &patience, const CancelToken &cancel) {
    TRY(cancel.check());
    std::unique_ptr<OdbcLink> link(new OdbcLink(connection, settings, password.clone(), patience));
    const auto about = std::make_shared<About>();
    const auto text = std::make_shared<std::string>(odbcConnectionString(settings, password));
    const auto made = link->run(
        [text, about, use = settings.use](OdbcCore &core) -> Result<void> {
            auto done = core.connect(*text, use);
            secureZero(text->data(), text->size());
            TRY(std::move(done));
            *about = {core.info(SQL_DBMS_NAME), core.info(SQL_DBMS_VER), core.info(SQL_USER_NAME), core.info(SQL_DATABASE_NAME), core.info(SQL_IDENTIFIER_QUOTE_CHAR)};
            return {};
        },
        Clock::now() + patience.connect, cancel);
    if (!made && made.error().id == "source.stalled")
        return Error(ErrorKind::Network, "source.unreachable").with("host", connection.host).because("no answer");
    TRY(made);
    link->m_aboutServer = *about;
    return link;
}

Result<std::unique_ptr<OdbcLink>> OdbcLink::open(const model::SourceConnection &connection, const OdbcSettings &settings, const Secret &password,
                                                 const LinePatience &patience, const CancelToken &cancel) {
    TRY_ASSIGN(auto link, connected(connection, settings, password, patience, cancel));
    if (settings.maker == OdbcMaker::PostgreSql) {
        TRY_ASSIGN(const OdbcAnswer backend, link->ask("SELECT pg_catalog.pg_backend_pid()", cancel));
        if (backend.number(0, 0) > 0)
            link->m_backend = std::to_string(backend.number(0, 0));
    }
    if (settings.maker == OdbcMaker::Sqlite && settings.use == OdbcUse::Reading)
        TRY(link->ask("PRAGMA query_only = ON", cancel));
    link->m_isIn = true;
    return link;
}

// Of PostgreSQL it can be asked what it does; of others only whether they still answer.
bool OdbcLink::isWorkingThere(const CancelToken &cancel) const {
    if (m_settings.maker == OdbcMaker::Sqlite)
        return true;
    LinePatience hurried = m_patience;
    hurried.connect = m_patience.second;
    auto other = connected(m_about, m_settings, m_password, hurried, cancel);
    if (!other)
        return other.error().id == "source.too_many_connections";
    if (m_settings.maker != OdbcMaker::PostgreSql)
        return true;
    const auto found = (*other)->ask("SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE pid = " + (m_backend.empty() ? "0" : m_backend) +
                                         " AND state = 'active' AND coalesce(wait_event_type, '') <> 'Client'",
                                     cancel);
    return found && found->number(0, 0) > 0;
}

Result<void> OdbcLink::run(Job job, Clock::time_point until, const CancelToken &cancel) {
    if (m_isDead)
        return Error(ErrorKind::Network, "source.connection_lost").with("host", m_about.host);
    TRY(cancel.check());
    const auto outcome = std::make_shared<std::optional<Result<void>>>();
    std::unique_lock lock(m_core->mutex);
    m_core->jobs.emplace_back([core = m_core, outcome, job = std::move(job)] {
        auto done = job(*core);
        const std::lock_guard guard(core->mutex);
        outcome->emplace(std::move(done));
        core->changed.notify_all();
    });
    m_core->changed.notify_all();
    const auto isOver = [&] { return outcome->has_value(); };
    auto idleEnd = Clock::now() + m_patience.idle;
    std::int64_t came = m_core->rowsCame;
    while (!m_core->changed.wait_for(lock, kStep, isOver)) {
        bool stands = Clock::now() >= until;
        if (const std::int64_t now = m_core->rowsCame; now != came) {
            came = now;
            idleEnd = Clock::now() + m_patience.idle;
        } else if (m_isIn && !stands && Clock::now() >= idleEnd) {
            lock.unlock();
            stands = !isWorkingThere(cancel);
            lock.lock();
            idleEnd = Clock::now() + m_patience.idle;
        }
        if (!stands && !cancel.isCancelled())
            continue;
        giveUp(lock, isOver);
        return cancel.isCancelled() ? Error(ErrorKind::Cancelled, "cancelled") : Error(ErrorKind::Network, "source.stalled").with("host", m_about.host);
    }
    return **outcome;
}

void OdbcLink::giveUp(std::unique_lock<std::mutex> &lock, const std::function<bool()> &isOver) {
    if (SQLHSTMT statement = m_core->statement) { // telling a driver may take it some time, too
        ++m_core->cancelling;
        std::thread([core = m_core, statement] {
            SQLCancel(statement);
            const std::lock_guard guard(core->mutex);
            --core->cancelling;
            core->changed.notify_all();
        }).detach();
    }
    m_core->changed.wait_for(lock, kCancelPatience, isOver);
    m_isDead = m_core->isEnding = true; // nobody waits for it to say goodbye either
}

OdbcLink::Clock::time_point OdbcLink::statementEnd() const {
    return Clock::now() + (m_isIn ? std::chrono::seconds(m_about.statementSeconds) + 5s : std::chrono::ceil<std::chrono::seconds>(m_patience.second));
}

Result<OdbcAnswer> OdbcLink::gather(Job begin, const CancelToken &cancel) {
    const auto answer = std::make_shared<OdbcAnswer>();
    TRY(run(
        [answer, begin = std::move(begin)](OdbcCore &core) -> Result<void> {
            TRY(core.newStatement());
            TRY(begin(core));
            return gatherRows(core, *answer);
        },
        statementEnd(), cancel));
    return std::move(*answer);
}

Result<OdbcAnswer> OdbcLink::ask(const std::string &sql, const std::vector<OdbcValue> &values, const CancelToken &cancel) {
    return gather(
        [text = utf16FromUtf8(sql), bound = boundOf(values)](OdbcCore &core) mutable -> Result<void> {
            TRY(bindValues(core, *bound));
            const SQLRETURN code = SQLExecDirectW(core.statement, wide(text), static_cast<SQLINTEGER>(text.size()));
            return SQL_SUCCEEDED(code) || code == SQL_NO_DATA ? Result<void>() : core.statementFailure();
        },
        cancel);
}

Result<OdbcAnswer> OdbcLink::tables(const std::string &schema, const std::string &table, const CancelToken &cancel) {
    return gather(
        [of = utf16FromUtf8(schema), name = utf16FromUtf8(table)](OdbcCore &core) mutable -> Result<void> {
            std::u16string kinds = u"TABLE,VIEW";
            const SQLRETURN code = SQLTablesW(core.statement, nullptr, 0, of.empty() ? nullptr : wide(of), shortSize(of), name.empty() ? nullptr : wide(name), shortSize(name),
                                              wide(kinds), shortSize(kinds));
            return SQL_SUCCEEDED(code) ? Result<void>() : core.statementFailure();
        },
        cancel);
}

Result<OdbcAnswer> OdbcLink::columns(const TableName &table, const CancelToken &cancel) {
    return gather(
        [of = utf16FromUtf8(table.schema), name = utf16FromUtf8(table.name)](OdbcCore &core) mutable -> Result<void> {
            const SQLRETURN code = SQLColumnsW(core.statement, nullptr, 0, of.empty() ? nullptr : wide(of), shortSize(of), wide(name), shortSize(name), nullptr, 0);
            return SQL_SUCCEEDED(code) ? Result<void>() : core.statementFailure();
        },
        cancel);
}

Result<OdbcAnswer> OdbcLink::primaryKey(const TableName &table, const CancelToken &cancel) {
    return gather(
        [of = utf16FromUtf8(table.schema), name = utf16FromUtf8(table.name)](OdbcCore &core) mutable -> Result<void> {
            const SQLRETURN code = SQLPrimaryKeysW(core.statement, nullptr, 0, of.empty() ? nullptr : wide(of), shortSize(of), wide(name), shortSize(name));
            return SQL_SUCCEEDED(code) ? Result<void>() : core.statementFailure();
        },
        cancel);
}

Result<OdbcAnswer> OdbcLink::uniqueIndexes(const TableName &table, const CancelToken &cancel) {
    return gather(
        [of = utf16FromUtf8(table.schema), name = utf16FromUtf8(table.name)](OdbcCore &core) mutable -> Result<void> {
            const SQLRETURN code =
                SQLStatisticsW(core.statement, nullptr, 0, of.empty() ? nullptr : wide(of), shortSize(of), wide(name), shortSize(name), SQL_INDEX_UNIQUE, SQL_QUICK);
            return SQL_SUCCEEDED(code) ? Result<void>() : core.statementFailure();
        },
        cancel);
}

Result<OdbcAnswer> OdbcLink::foreignKeys(const TableName &table, const CancelToken &cancel) {
    return gather(
        [of = utf16FromUtf8(table.schema), name = utf16FromUtf8(table.name)](OdbcCore &core) mutable -> Result<void> {
            const SQLRETURN code =
                SQLForeignKeysW(core.statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, of.empty() ? nullptr : wide(of), shortSize(of), wide(name), shortSize(name));
            return SQL_SUCCEEDED(code) ? Result<void>() : core.statementFailure();
        },
        cancel);
}

Result<void> OdbcLink::start(const std::string &sql, const std::vector<OdbcValue> &values, const OdbcLayout &layout, const CancelToken &cancel) {
    m_fetch = std::make_shared<OdbcFetch>(layout);
    m_bytes = 0;
    return run(
        [fetch = m_fetch, bound = boundOf(values), text = utf16FromUtf8(sql)](OdbcCore &core) mutable -> Result<void> {
            TRY(core.newStatement());
            TRY(bindValues(core, *bound));
            if (!SQL_SUCCEEDED(SQLExecDirectW(core.statement, wide(text), static_cast<SQLINTEGER>(text.size()))))
                return core.statementFailure();
            return fetch->bind(core);
        },
        statementEnd(), cancel);
}

Result<std::optional<RawPage>> OdbcLink::nextPage(const CancelToken &cancel) {
    const auto page = std::make_shared<std::optional<RawPage>>();
    const auto bytes = std::make_shared<std::int64_t>(0);
    const auto read = run(
        [fetch = m_fetch, page, bytes](OdbcCore &core) -> Result<void> {
            TRY_ASSIGN(*page, fetch->page(core));
            *bytes = fetch->bytes();
            return {};
        },
        statementEnd(), cancel);
    if (!read) {
        m_isDead = true; // its rows are of no use any more
        return read.error();
    }
    m_bytes = *bytes;
    return std::move(*page);
}

Result<void> OdbcLink::commit(const CancelToken &cancel) {
    return run(
        [](OdbcCore &core) -> Result<void> {
            if (core.statement)
                SQLFreeStmt(core.statement, SQL_CLOSE);
            return SQL_SUCCEEDED(SQLEndTran(SQL_HANDLE_DBC, core.connection, SQL_COMMIT)) ? Result<void>() : core.failure(SQL_HANDLE_DBC, core.connection);
        },
        Clock::now() + m_patience.whole, cancel);
}

std::string OdbcLink::quoted(std::string_view identifier) const {
    const std::string &sign = m_aboutServer.quote;
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    // One that knows no quotes; what needs them it refuses then.
    if ((sign.size() != 1 || sign == " ") && identifier.find_first_not_of(kPlain) == std::string_view::npos)
        return std::string(identifier);
    if (sign.size() != 1 || sign == " ")
        return "\"\"";
    const char end = sign == "[" ? ']' : sign.front();
    std::string text = sign;
    for (const char c : identifier)
        text.append(c == end ? 2 : 1, c);
    return text + end;
}

} // namespace audience::warehouse
