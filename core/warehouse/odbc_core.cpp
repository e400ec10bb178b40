#include "warehouse/odbc_core.h"

#include "base/text.h"

#include <array>
#include <cstring>
#include <thread>

namespace audience::warehouse {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

SQLPOINTER number(std::size_t value) { return reinterpret_cast<SQLPOINTER>(value); }

} // namespace

void OdbcCore::start(const std::shared_ptr<OdbcCore> &core) {
    std::thread([core] {
        std::unique_lock lock(core->mutex);
        for (;;) {
            core->changed.wait(lock, [&] { return core->isEnding || !core->jobs.empty(); });
            if (core->jobs.empty())
                break;
            const auto job = std::move(core->jobs.front());
            core->jobs.pop_front();
            lock.unlock();
            job();
            lock.lock();
        }
        lock.unlock();
        core->close();
        lock.lock();
        core->isOver = true;
        core->changed.notify_all();
    }).detach();
}

Result<void> OdbcCore::connect(const std::string &text, OdbcUse use) {
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment)) ||
        !SQL_SUCCEEDED(SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3), 0)) ||
        !SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection)))
        return Error(ErrorKind::Io, "odbc.driver_broken").with("driver", driver);
    SQLSetConnectAttrW(connection, SQL_ATTR_LOGIN_TIMEOUT, number(connectSeconds), SQL_IS_UINTEGER);
    if (use == OdbcUse::Reading)
        SQLSetConnectAttrW(connection, SQL_ATTR_ACCESS_MODE, number(SQL_MODE_READ_ONLY), SQL_IS_UINTEGER);
    std::u16string said = utf16FromUtf8(text);
    const SQLRETURN code = SQLDriverConnectW(connection, nullptr, wide(said), static_cast<SQLSMALLINT>(said.size()), nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
    secureZero(said.data(), said.size() * sizeof(char16_t));
    if (!SQL_SUCCEEDED(code))
        return failure(SQL_HANDLE_DBC, connection);
    isConnected = true;
    // In one transaction, reading of one moment; a driver that has no such thing says so and goes on without. SQL Server would
    // keep everybody from changing each row that was read until the end of it: there, what is committed is what is read.
    if (use == OdbcUse::Reading && !contains(info(SQL_DBMS_NAME), "Microsoft"))
        SQLSetConnectAttrW(connection, SQL_ATTR_TXN_ISOLATION, number(SQL_TXN_REPEATABLE_READ), SQL_IS_UINTEGER);
    SQLSetConnectAttrW(connection, SQL_ATTR_AUTOCOMMIT, number(SQL_AUTOCOMMIT_OFF), SQL_IS_UINTEGER);
    return {};
}

Result<void> OdbcCore::newStatement() {
    dropStatement();
    SQLHSTMT made = nullptr;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection, &made)))
        return failure(SQL_HANDLE_DBC, connection);
    const std::lock_guard lock(mutex); // a cancel looks at it
    statement = made;
    SQLSetStmtAttrW(statement, SQL_ATTR_QUERY_TIMEOUT, number(static_cast<std::size_t>(about.statementSeconds)), SQL_IS_UINTEGER);
    return {};
}

// Not while somebody cancels it.
void OdbcCore::dropStatement() {
    std::unique_lock lock(mutex);
    const SQLHSTMT old = std::exchange(statement, nullptr);
    changed.wait(lock, [&] { return cancelling == 0; });
    lock.unlock();
    if (old)
        SQLFreeHandle(SQL_HANDLE_STMT, old);
}

void OdbcCore::close() {
    dropStatement();
    if (connection) {
        if (isConnected) {
            SQLEndTran(SQL_HANDLE_DBC, connection, SQL_ROLLBACK);
            SQLDisconnect(connection);
        }
        SQLFreeHandle(SQL_HANDLE_DBC, connection);
    }
    if (environment)
        SQLFreeHandle(SQL_HANDLE_ENV, environment);
    connection = nullptr;
    environment = nullptr;
}

std::string OdbcCore::info(SQLUSMALLINT what) const {
    std::array<char16_t, 512> text{};
    SQLSMALLINT bytes = 0;
    if (!SQL_SUCCEEDED(SQLGetInfoW(connection, what, text.data(), static_cast<SQLSMALLINT>(sizeof text), &bytes)) || bytes < 0)
        return {};
    std::string out;
    appendUtf8(out, std::u16string_view(text.data(), std::min<std::size_t>(static_cast<std::size_t>(bytes) / sizeof(char16_t), text.size() - 1)));
    return out;
}

// The states of ODBC tell little of why a connection was not made: the words of the drivers tell more.
Error OdbcCore::failure(SQLSMALLINT kind, SQLHANDLE handle) const {
    std::string state, words, first;
    std::array<char16_t, 1024> text{};
    std::array<char16_t, 6> code{};
    SQLINTEGER native = 0;
    SQLSMALLINT size = 0;
    for (SQLSMALLINT record = 1; record < 5; ++record) {
        if (!SQL_SUCCEEDED(SQLGetDiagRecW(kind, handle, record, reinterpret_cast<SQLWCHAR *>(code.data()), &native, reinterpret_cast<SQLWCHAR *>(text.data()),
                                          static_cast<SQLSMALLINT>(text.size()), &size)))
            break;
        std::string one;
        appendUtf8(one, std::u16string_view(text.data(), std::min<std::size_t>(static_cast<std::size_t>(std::max<SQLSMALLINT>(size, 0)), text.size() - 1)));
        if (state.empty()) {
            appendUtf8(state, std::u16string_view(code.data(), 5));
            first = one;
        }
        words += (words.empty() ? "" : "; ") + one;
    }
    const auto at = [&](ErrorKind what, std::string_view id) { return Error(what, id).with("host", about.host.empty() ? driver : about.host).because(state + ' ' + words); };
    const auto told = [&](ErrorKind what, std::string_view id) { return Error(what, id).with("reason", first).because(state + ' ' + words); };
    const std::string small = toLowerAscii(words);
    const auto says = [&](std::string_view part) { return contains(small, part); };
    if (!isConnected) {
        if (state == "IM002" || state == "IM003" || state == "IM004" || says("can't open lib") || says("specified driver could not be loaded"))
            return Error(ErrorKind::Io, "odbc.driver_broken").with("driver", driver).because(words);
        if (says("does not support ssl") || says("does not support encryption"))
            return at(ErrorKind::Refused, "source.no_tls");
        if (says("certificate") || says("ssl provider") || says("ssl error"))
            return at(ErrorKind::Refused, "source.certificate");
        if (state == "28000" || state == "28P01" || says("authentication failed") || says("no password supplied") || says("login failed") || says("no pg_hba.conf entry"))
            return Error(ErrorKind::Auth, "source.login_refused").with("host", about.host).with("user", about.user).because(words);
        if (state == "3D000" || (says("database") && says("does not exist")) || says("cannot open database") || says("unable to open database") || says("connect failed"))
            return Error(ErrorKind::NotFound, "source.no_database").with("database", about.database).because(words);
        if (says("too many connections") || says("too many clients"))
            return at(ErrorKind::Network, "source.too_many_connections");
        return at(ErrorKind::Network, "source.unreachable");
    }
    if (state == "42S02" || state == "42P01" || state == "S0002" || state == "3F000" || says("no such table"))
        return told(ErrorKind::NotFound, "source.table_gone");
    if (state == "42S22" || state == "42703" || state == "S0022" || says("no such column"))
        return told(ErrorKind::NotFound, "source.no_column");
    if (state == "42501" || says("permission denied") || says("permission was denied") || state == "25006")
        return told(ErrorKind::Refused, "source.not_allowed");
    if (state == "HYT00" || says("statement timeout"))
        return Error(ErrorKind::Limit, "source.too_slow").with("seconds", std::to_string(about.statementSeconds)).because(words);
    if (state == "HY008" || state == "57014" || says("user request") || says("interrupted"))
        return at(ErrorKind::Cancelled, "source.cancelled_there");
    if (state == "40001" || state == "40P01" || says("database is locked"))
        return told(ErrorKind::Network, "source.changed");
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "HYT01" || says("could not receive") || says("server closed the connection") ||
        says("connection not open") || says("no connection to the server") || says("terminating connection") || says("lost the connection"))
        return at(ErrorKind::Network, "source.connection_lost");
    return told(ErrorKind::Invalid, "source.refused");
}

} // namespace audience::warehouse
