// A driver for tests: SQLite's own, but it gives many rows at once, cannot be asked for a value again, and has an error in
// the second row of each lot, whose place still holds what was there before.
#include <dlfcn.h>
#include <sql.h>
#include <sqlext.h>

namespace {

SQLUSMALLINT *g_status = nullptr;
SQLULEN *g_fetched = nullptr;

template <class Function> Function real(const char *name) {
    static void *driver = dlopen(AUDIENCE_SQLITE_ODBC, RTLD_NOW | RTLD_LOCAL);
    return reinterpret_cast<Function>(dlsym(driver, name));
}

void note(SQLINTEGER attribute, SQLPOINTER value) {
    if (attribute == SQL_ATTR_ROW_STATUS_PTR)
        g_status = static_cast<SQLUSMALLINT *>(value);
    if (attribute == SQL_ATTR_ROWS_FETCHED_PTR)
        g_fetched = static_cast<SQLULEN *>(value);
}

bool isAboutGetData(SQLUSMALLINT what, SQLPOINTER value) {
    if (what != SQL_GETDATA_EXTENSIONS)
        return false;
    *static_cast<SQLUINTEGER *>(value) = 0;
    return true;
}

} // namespace

extern "C" {

SQLRETURN SQL_API SQLGetInfo(SQLHDBC connection, SQLUSMALLINT what, SQLPOINTER value, SQLSMALLINT room, SQLSMALLINT *length) {
    return isAboutGetData(what, value) ? SQL_SUCCESS : real<decltype(&SQLGetInfo)>("SQLGetInfo")(connection, what, value, room, length);
}

SQLRETURN SQL_API SQLSetStmtAttr(SQLHSTMT statement, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) {
    note(attribute, value);
    return real<decltype(&SQLSetStmtAttr)>("SQLSetStmtAttr")(statement, attribute, value, length);
}

SQLRETURN SQL_API SQLFreeHandle(SQLSMALLINT kind, SQLHANDLE handle) {
    if (kind == SQL_HANDLE_STMT) {
        g_status = nullptr;
        g_fetched = nullptr;
    }
    return real<decltype(&SQLFreeHandle)>("SQLFreeHandle")(kind, handle);
}

SQLRETURN SQL_API SQLFetch(SQLHSTMT statement) {
    const SQLRETURN code = real<decltype(&SQLFetch)>("SQLFetch")(statement);
    if (!SQL_SUCCEEDED(code) || !g_status || !g_fetched || *g_fetched < 2)
        return code;
    g_status[1] = SQL_ROW_ERROR;
    return SQL_SUCCESS_WITH_INFO;
}
}
