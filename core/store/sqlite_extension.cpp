// The loadable extension of the sqlite3 shell:  .load audience_sqlite  in an open workspace makes
// its datasets tables of the TEMP schema. Uses the shell's own SQLite.
#include "store/borrowed_connection.h"
#include "store/virtual_table.h"

#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT1

#ifdef _WIN32
#define AUDIENCE_EXPORT __declspec(dllexport)
#else
#define AUDIENCE_EXPORT __attribute__((visibility("default")))
#endif

// The name SQLite derives from the file's: letters only, so the underscore is missing.
extern "C" AUDIENCE_EXPORT int sqlite3_audiencesqlite_init(sqlite3 *db, char **error,
                                                           const sqlite3_api_routines *api) {
    SQLITE_EXTENSION_INIT2(api);
    // Older ones have no sqlite3_vtab_in(), and calling it would crash.
    if (sqlite3_libversion_number() < 3'038'000) {
        *error = sqlite3_mprintf("audience_sqlite needs SQLite 3.38 or later");
        return SQLITE_ERROR;
    }
    const audience::store::BorrowedConnection connection(db);
    const auto registered = audience::store::registerDatasets(*connection);
    if (registered)
        return SQLITE_OK;
    *error =
        sqlite3_mprintf("%s: %s", registered.error().id.c_str(), registered.error().detail.c_str());
    return SQLITE_ERROR;
}
