// Whose people a rule may be about, what can be asked of them, and a look at rows that stay in their database. What talks to a
// source says so, and belongs on workers.
#pragma once

#include "async/cancel.h"
#include "model/segment_rule.h"
#include "service/segment_service.h"
#include "service/views.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct PeopleChoice {
    std::string name;         // of the dataset
    std::string connection;   // in which they stay; "": they are here
    std::int64_t people = -1; // of those who stay as many as their database believed when it was looked at; -1: it does not know
    Instant at;               // when they came, or were looked at
};
// Those who are here first, then by name. Asks nobody.
Result<std::vector<PeopleChoice>> peopleChoices(Session &session);

// What rules about these people ("": those that a rule without a name means) may use. Of people who stay: their columns, what their
// database holds of them, computed values, and segments of the same people. Asks nobody. Errors: "remote.unknown" {name}, "remote.no_people" {name}.
Result<RuleVocabulary> vocabularyOf(Session &session, const std::string &people);
// As SegmentService::topValues(); of people who stay their database is asked. Error also "data.unknown_column".
Result<std::vector<Bucket>> topValuesOf(Session &session, const std::string &people, const std::string &field, int most = 50, const CancelToken &cancel = {});

struct RemoteRows {
    RowsPage page; // `total` as the database believed when it was looked at; -1: it does not know
    EngineView engine;
};
// The first rows that come, in no order: every column as rules see it. Talks to the source. Errors: "remote.unknown" {name}, those of the source.
Result<RemoteRows> remoteRows(Session &session, const std::string &dataset, int count, const CancelToken &cancel = {});

// How large the tables are that a rule about people who stay looks at, in bytes: as much is read there, or less where an index
// helps. Nothing where they are here, or where the source does not tell, as of views. Talks to the source.
std::optional<std::int64_t> bytesLookedAt(Session &session, const model::SegmentRule &rule, const CancelToken &cancel = {});

} // namespace audience::service
