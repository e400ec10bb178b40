// The people of a segment as a table of a database: written beside what is there and put in its place at once.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "model/segment_rule.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct Materialised {
    std::string connection, table; // "schema.name"
    std::int64_t rows = 0;
    double seconds = 0;
    bool there = false; // the people stay in that database, so nothing went over the line
};

// Their keys and these columns (of people who are here also computed values, "trait:ltv"). Errors: "remote.other_connection"
// {people, connection}: people who stay in one database do not go to another; "source.not_ours" {table}, "data.unknown_column",
// "remote.may_not_write" {table, connection}, "remote.no_schema" {schema, connection}, those of the source.
Result<Materialised> materialiseSegment(Session &session, const model::SegmentRule &rule, const std::vector<std::string> &columns,
                                        const std::string &connection, const std::string &table, Progress *progress = nullptr,
                                        const CancelToken &cancel = {});

} // namespace audience::service
