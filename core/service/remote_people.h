// Tables whose rows stay in their database, and what a rule about their people becomes there. A rule says whom it is about
// with "people", the name of such a dataset of role profiles; without it the workspace's own people are meant, and where it
// has none, the only remote ones there are. Calls talk to the source unless they say otherwise, and belong on workers.
#pragma once

#include "async/cancel.h"
#include "engine/snapshot.h"
#include "model/remote_dataset.h"
#include "model/segment_rule.h"
#include "segment/rule_sql.h"
#include "service/views.h"
#include "warehouse/connector.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct RemoteView {
    std::int64_t id = 0, revision = 0;
    model::RemoteDataset dataset;
    Instant lookedAt; // when its shape was read
};

class RemoteService {
public:
    explicit RemoteService(Session &session) : m_session(session) {}

    Result<std::vector<RemoteView>> list() const; // by name; asks nobody
    Result<RemoteView> find(const std::string &name) const; // asks nobody; error "remote.unknown" {name}
    // Looks at the table and keeps its shape under the name, also over an older one. Errors: "remote.needs" {role, what},
    // "remote.name_taken" {name}, "sync.unknown_column" {column, table}, "remote.key_not_unique" {column, table},
    // "remote.bad_time" {column, type}, "remote.too_many_names" {column, limit}, "remote.no_dialect" {dialect}, those of the source.
    Result<RemoteView> define(model::RemoteDataset draft, const CancelToken &cancel = {});
    Result<void> remove(const std::string &name); // asks nobody; the table stays as it is
    // One that was removed, as it was; asks nobody. Error "remote.name_taken" {name}.
    Result<RemoteView> putBack(const model::RemoteDataset &dataset);

private:
    Session &m_session;
};

// How a source is spoken to. Asks nobody. Errors: "connection.unknown" {name}, "remote.no_dialect" {dialect}: nothing can be counted in such a source.
Result<sql::Dialect> remoteDialect(Session &session, const std::string &connection);

// Stands beside the names that events have: rules that name some never name this one, so that names which come up later are left
// out, as they have to be; "any event" means all of them, and then nothing is asked of the name.
inline constexpr char kOtherEventNames[] = "(any other)";

// All remote tables of one source as one body of data, from its people on.
struct RemotePeople {
    model::RemoteDataset people;
    std::vector<model::RemoteDataset> all; // of the same connection, the people included
    engine::Schema schema;
    sql::Dialect dialect = sql::Dialect::Postgresql;
    bool wholeKeys = false;
};
// Nothing where the rule is about the workspace's own people. Asks nobody. Errors: "remote.unknown" {name},
// "remote.no_people" {name}: that one holds no people; "remote.which_people" {names}: it names none, there are none here and several elsewhere.
Result<std::optional<RemotePeople>> remotePeopleOf(Session &session, const model::SegmentRule &rule);
// The name in the rule, or "".
std::string peopleNamed(const model::SegmentRule &rule);
// Whether its people are another database's.
bool staysElsewhere(Session &session, const model::SegmentRule &rule);
model::SegmentRule aboutPeople(model::SegmentRule rule, const std::string &dataset); // "": the workspace's own

// One statement that selects the members' keys, as it runs there, with literals and in no order. Asks nobody. Errors: the first
// finding of the rule, "remote.mixed" {people, path}: that part is of data that are here or of another source; what the dialect
// cannot say exactly ("segment.no_sql..." {dialect, path}).
Result<std::string> remoteSql(Session &session, const RemotePeople &there, const model::SegmentRule &rule);
std::vector<FindingView> remoteFindings(Session &session, const RemotePeople &there, const model::SegmentRule &rule);

struct RemoteAnswer {
    warehouse::QueryAnswer answer;
    EngineView engine;
};
// Runs a statement of remoteSql() or around it. Errors: those of the source, "remote.table_gone" {connection, reason}.
Result<RemoteAnswer> askRemote(Session &session, const RemotePeople &there, const std::string &sql, std::int64_t maxRows, const CancelToken &cancel);
// What the people are called in a statement that has remoteSql() around or in it: its SELECT of all people, and their key.
Result<std::string> remotePeopleSql(const RemotePeople &there);

// `reachable` and `steps` stay empty: consent is here, and the people are there. `everyone`: how many there are altogether, where that
// was asked a moment ago; to count them all takes longer than a rule that an index answers.
Result<CountView> countRemote(Session &session, const RemotePeople &there, const model::SegmentRule &rule, const CancelToken &cancel = {},
                              std::optional<std::int64_t> everyone = {});
struct SegmentBreakdown;
// As breakDown(), of a column: all rows are counted in one statement, at one moment.
Result<SegmentBreakdown> breakDownRemote(Session &session, const RemotePeople &there, const model::SegmentRule &rule, const std::string &field,
                                         const CancelToken &cancel = {});
// Keys and columns in the order of the keys' texts.
Result<RowsPage> remoteMembers(Session &session, const RemotePeople &there, const model::SegmentRule &rule, const std::vector<std::string> &columns,
                               std::int64_t first, int count, const CancelToken &cancel = {});

} // namespace audience::service
