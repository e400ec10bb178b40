// The guided check of ODBC: which drivers and data sources this computer has, what a kind of source lacks, and where that
// is to be had.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
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
// What ServerInfo::encryption says where a data source that somebody set up decides about it.
constexpr std::string_view kUpToTheSource = "as the data source has it";
// Loads no driver.
OdbcCheck checkOdbc();

} // namespace audience::warehouse
