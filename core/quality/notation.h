// How the days of a file's columns are written: "YYYYMMDD", "M/D/YYYY". The types of a dataset do not tell any more.
#pragma once

#include "ingest/inspect.h"

#include <map>
#include <string>

namespace audience::quality {

// By column, of those whose cells are days and tell how.
std::map<std::string, std::string> notationsIn(const ingest::Preview &preview);

} // namespace audience::quality
