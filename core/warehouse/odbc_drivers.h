// The guided check of ODBC: which drivers and data sources this computer has, what a kind of source lacks, and where that
// is to be had.
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace audience::warehouse {

struct OdbcCheck {
    struct Driver {
        std::string name;
        bool isProtected = false; // it is told here to verify whom it talks to
    };
    struct Source {
        std::string name, driver;
        bool isUsable = false; // its driver is a registered one
    };
    bool isBuiltIn = false; // this build knows ODBC
    std::vector<Driver> drivers;
    std::vector<Source> sources;
    std::string forSqlServer; // the driver that SQL Server would be read with; empty: none
    // What to do next, as sentences: "odbc.not_built_in", "odbc.no_sqlserver_driver", "odbc.no_drivers".
    std::vector<Error> advice;
};
// Loads no driver.
OdbcCheck checkOdbc();

} // namespace audience::warehouse
