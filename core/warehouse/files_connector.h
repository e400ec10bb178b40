// Files and folders of them: CSV, JSON Lines, both also packed with gzip, and the sheets of Excel workbooks. A table is a
// file ("people.csv"), a sheet ("book.xlsx/People") or a set of files ("orders_*.csv"), which has a column _file.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"

#include <map>
#include <string>

namespace audience::warehouse {

// Errors: "ingest.bad_delimiter" {delimiter}, "ingest.unknown_encoding" {encoding}, "source.bad_option" {name, value, choices}.
Result<std::unique_ptr<Connector>> makeFilesConnector(const model::SourceConnection &connection, Secret);

// How the days of a table are written, by column; see ingest::dateNotation(). Of a set, as its newest file has them. Errors: those
// of makeFilesConnector() and of the connector's shape().
Result<std::map<std::string, std::string>> notationsOfFiles(const model::SourceConnection &connection, const std::string &table, const CancelToken &cancel = {});

} // namespace audience::warehouse
