// Checks that offer themselves from what the data are, each with its reason, and traps: what already goes wrong, or will when
// somebody adds the rows up. No suggested check fails today. Reads through pooled connections; writes nothing.
#pragma once

#include "async/cancel.h"
#include "ingest/relation_names.h"
#include "quality/column_facts.h"
#include "quality/quality_run.h"

#include <map>

namespace audience::workspace {
class Workspace;
}

namespace audience::quality {

// Something worth knowing with how much of it there is; `check` shows the rows where single rows are at fault.
struct Trap {
    model::Finding finding; // "quality.trap.*"; paths are not used
    std::int64_t count = 0;
    std::optional<model::QualityCheck> check;
};

// How much of a dataset was looked at. What is suggested was tried on all rows; a trap counts those that were looked at.
struct Looked {
    std::int64_t rows = 0, ofRows = 0;
    std::size_t columns = 0, ofColumns = 0;
    bool isWhole() const { return rows >= ofRows && columns >= ofColumns; }
};

struct Suggestions {
    std::vector<model::QualityCheck> checks;
    std::vector<Trap> traps; // the gravest first
    Looked looked;
};

// Of one dataset, by itself and against the others. `notations`: how days were written where they came from, by dataset and
// column. Errors: "dataset.unknown" {dataset}, "cancelled".
using Notations = std::map<std::string, std::map<std::string, std::string>>;
Result<Suggestions> suggest(const workspace::Workspace &workspace, const std::string &dataset, Instant now, const Notations &notations, const CancelToken &cancel = {});

// The parts of it; internal.
constexpr std::int64_t kFewRows = 10; // fewer say nothing about a column as a whole
constexpr std::size_t kMostLookedAt = 300; // columns
struct Subject {
    const store::DatasetReader &rows;
    std::vector<ColumnFacts> facts; // by field, of the first kMostLookedAt
    Instant now;
    const CancelToken &cancel;

    const store::DatasetInfo &info() const { return rows.info(); }
    // One suggested check of this dataset, with the reason.
    model::QualityCheck check(model::QualityKind kind, std::vector<std::string> columns, const std::string &reason) const;
    bool isName(const std::string &column) const; // names a row or somebody: its size says nothing
};
void suggestByColumn(const Subject &subject, Suggestions &out);
Result<void> suggestByRows(const Subject &subject, Suggestions &out); // keys, what goes together, repeated rows
// `others`: every other dataset with its facts.
struct Neighbour {
    store::DatasetInfo info;
    std::vector<ColumnFacts> facts;
};
void findTrapsBetween(const Subject &subject, const std::vector<Neighbour> &others, const Notations &notations, Suggestions &out);
void findTrapsWithin(const Subject &subject, Suggestions &out);

} // namespace audience::quality
