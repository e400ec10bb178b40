// What an ODBC driver is told: which of the registered ones it is, whom it talks to and how that is protected. Settings that
// a person adds can change how a driver reads, never whom it trusts, whom it asks, or what else it runs. Knows no ODBC.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "model/source_connection.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::warehouse {

enum class OdbcMaker { Other, Microsoft, FreeTds, PostgreSql, Sqlite };
OdbcMaker odbcMaker(std::string_view driver);

// What this computer's list of ODBC knows.
struct OdbcRegistered {
    std::vector<std::string> drivers;
    std::vector<std::pair<std::string, std::string>> sources; // a data source and the name of its driver
};

using OdbcPairs = std::vector<std::pair<std::string, std::string>>;

// "Key=value;Other={a;b}" as it is written in connection strings. Errors: "odbc.bad_attributes" {text},
// "odbc.attribute_refused" {name}.
Result<OdbcPairs> odbcAttributes(std::string_view text);

enum class OdbcUse { Reading, Writing };

struct OdbcSettings {
    std::string driver;
    OdbcMaker maker = OdbcMaker::Other;
    OdbcUse use = OdbcUse::Reading;
    OdbcPairs pairs; // without the password
};
// Errors: those of odbcAttributes(), "odbc.no_driver" {driver, drivers}, "odbc.no_sqlserver_driver", "odbc.no_source" {name},
// "odbc.source_driver" {name, driver}, "odbc.protects_not" {driver}, "odbc.no_own_root" {driver}, "source.needs" {what},
// "source.no_roots", "source.root_unreadable" {path}.
Result<OdbcSettings> odbcSettings(const model::SourceConnection &connection, const OdbcRegistered &registered, OdbcUse use = OdbcUse::Reading);
// Holds the password: wipe it after use.
std::string odbcConnectionString(const OdbcSettings &settings, const Secret &password);

} // namespace audience::warehouse
