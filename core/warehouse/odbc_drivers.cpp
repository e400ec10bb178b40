#include "warehouse/odbc_drivers.h"

#include "model/source_connection.h"
#include "warehouse/odbc_settings.h"
#ifdef AUDIENCE_WITH_ODBC
#include "warehouse/odbc_link.h"
#endif

#include <algorithm>

namespace audience::warehouse {

OdbcCheck checkOdbc() {
    OdbcCheck check;
#ifdef AUDIENCE_WITH_ODBC
    check.isBuiltIn = true;
    const OdbcRegistered registered = odbcRegistered();
#else
    const OdbcRegistered registered;
#endif
    for (const std::string &name : registered.drivers) {
        const OdbcMaker maker = odbcMaker(name);
        check.drivers.push_back({name, maker == OdbcMaker::Microsoft || maker == OdbcMaker::PostgreSql || maker == OdbcMaker::Sqlite});
    }
    for (const auto &[name, driver] : registered.sources)
        check.sources.push_back({name, driver, std::find(registered.drivers.begin(), registered.drivers.end(), driver) != registered.drivers.end()});
    model::SourceConnection sqlServer;
    sqlServer.kind = "sqlserver";
    sqlServer.host = "server";
    auto settings = odbcSettings(sqlServer, registered);
    if (settings)
        check.forSqlServer = settings->driver;
    if (!check.isBuiltIn)
        check.advice.emplace_back(ErrorKind::NotFound, "odbc.not_built_in");
    else if (registered.drivers.empty())
        check.advice.emplace_back(ErrorKind::NotFound, "odbc.no_drivers");
    if (check.isBuiltIn && !settings)
        check.advice.push_back(std::move(settings).error());
    return check;
}

} // namespace audience::warehouse
