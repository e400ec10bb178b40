// SQLite's C interface: the linked library in our programs, the host's own copy in the loadable
// extension. Never both in one process.
#pragma once

#ifdef AUDIENCE_SQLITE_EXTENSION
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#else
#include <sqlite3.h>
#endif
