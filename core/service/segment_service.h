// Segments: saved rules, and what a rule means right now.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/views.h"

#include <memory>
#include <optional>

namespace audience::service {

class Session;

// A field or event a rule may use, for pickers.
struct RuleVocabulary {
    std::vector<FieldView> attributes;
    std::vector<FieldView> traits; // "trait:ltv": in rules wherever an attribute may stand
    struct Event {
        std::string name;
        std::vector<FieldView> properties;
    };
    std::vector<Event> events;
    struct Named {
        std::string id, name;
    };
    std::vector<Named> topics, lists, segments, campaigns, templates;
    // Rows of a dataset that belong to people, over one link or more.
    struct Table {
        std::string dataset;
        std::vector<FieldView> fields;
        bool ofPeople = false;
    };
    std::vector<Table> tables;
    std::vector<std::pair<std::string, std::string>> links; // datasets that are linked, in either direction; "": the people's
    std::string purchase; // the event, where purchases have a value
    std::string purchaseValue, currency; // its number, and in which money
    std::vector<std::string> emailFacts; // of model::messageFacts(); none before an email was really sent
};

// People in an order, to page through; of one version of the data.
struct MemberList {
    std::vector<Ordinal> people;
};

// How the numbers of a column are spread: equal steps from `low`; what lies beyond the last counts there.
struct Spread {
    double low = 0, step = 0;
    bool isWhole = false; // no digits after the point
    std::vector<std::int64_t> counts;
};

// What stands in an attribute, before a rule asks about it.
struct FieldPeek {
    std::int64_t people = 0, filled = 0;
    std::int64_t distinct = 0;  // of texts
    std::vector<Bucket> top;    // of texts, the most frequent first; of flags "true" and "false"
    std::string low, high;      // of what has an order
    Spread spread;              // of numbers
};
struct ValueHit {
    std::string field, value;
    std::int64_t people = 0;
};
// A value that a rule names and nobody has.
struct MissingValue {
    std::string path, field, value; // path: of the condition
    std::vector<std::string> near;  // values that are written much like it, the nearest first
};

// A rule as SQL for a database.
struct SqlRequest {
    std::string dialect = "sqlite"; // one of SegmentService::sqlDialects()
    bool literals = false;          // values stand in the text, which then runs as it is
    bool dbtModel = false;          // a dbt model, with literals
    // What datasets are called there: {"customers": {"table": ["crm", "people"], "columns": {"country": "land"}}}.
    // Whatever is not named keeps its name.
    Json tables;
};
struct SqlView {
    std::string text;
    struct Parameter {
        std::string placeholder, type; // "int64", "double", "text", "decimal"
        Json value;
    };
    std::vector<Parameter> parameters;
};

// Who of a rule's people can be emailed, and why not the others.
struct SegmentReach {
    std::int64_t reachable = 0;
    std::vector<ReasonCount> keptBack; // the most frequent first
};

struct TopicReach {
    std::string key, name;
    std::int64_t reachable = 0;
};

class SegmentService {
public:
    explicit SegmentService(Session &session) : m_session(session) {}

    Result<std::vector<SegmentView>> list() const;
    Result<SegmentView> find(SegmentId id) const;
    Result<SegmentView> findByName(const std::string &name) const;
    // id 0: a new one. Errors: "definition.stale", "definition.name_taken", "definition.no_name".
    Result<SegmentView> save(const SegmentView &segment);
    Result<void> remove(SegmentId id);

    Result<RuleVocabulary> vocabulary() const;
    // The most frequent values of a text attribute, with counts; for pickers.
    Result<std::vector<Bucket>> topValues(const std::string &field, int most = 50) const;
    // Of tests that compare a text attribute with whole values; columns where nearly everybody has their own are left out.
    Result<std::vector<MissingValue>> missingValues(const model::SegmentRule &rule, const CancelToken &cancel = {}) const;
    std::vector<FindingView> check(const model::SegmentRule &rule) const;
    // `topics`: keys of the topics for "can be emailed"; empty: the default topic.
    Result<CountView> count(const model::SegmentRule &rule, const std::vector<std::string> &topics = {},
                            const CancelToken &cancel = {});
    // Its two halves: the figures of the rule, which take a few milliseconds once its columns are loaded (`reachable` and
    // `keptBack` are not set), and who of its people can be emailed, which looks at every address.
    Result<CountView> figures(const model::SegmentRule &rule, const CancelToken &cancel = {});
    Result<SegmentReach> reach(const model::SegmentRule &rule, const std::vector<std::string> &topics = {},
                               const CancelToken &cancel = {});
    // Of people who stay in a database in the order of their keys, their columns alone, and `total` is -1.
    // Keys and columns (or traits, "trait:ltv") of the first people in it, in the order of their ordinals.
    Result<RowsPage> members(const model::SegmentRule &rule, const std::vector<std::string> &columns, std::int64_t first,
                             int count, const CancelToken &cancel = {});
    // How many are in it, without asking who of them can be emailed.
    Result<std::int64_t> size(const model::SegmentRule &rule, const CancelToken &cancel = {});
    Result<std::vector<TopicReach>> reachPerTopic(const model::SegmentRule &rule, const CancelToken &cancel = {});
    // Sorted by a column (empty: as they came); people without a value stand last.
    Result<std::shared_ptr<const MemberList>> memberList(const model::SegmentRule &rule, const std::string &sortBy = {}, bool descending = false,
                                                         const CancelToken &cancel = {});
    // Those of its people who cannot be emailed about these topics, for one of CountView's reasons.
    Result<std::shared_ptr<const MemberList>> keptBackList(const model::SegmentRule &rule, const std::string &reason,
                                                           const std::vector<std::string> &topics = {}, const std::string &sortBy = {},
                                                           bool descending = false, const CancelToken &cancel = {});
    // Those who are left where these reasons keep people back; nothing: every reason, so who can be emailed.
    Result<std::shared_ptr<const MemberList>> leftList(const model::SegmentRule &rule, const std::optional<std::vector<std::string>> &reasons,
                                                       const std::vector<std::string> &topics = {}, const CancelToken &cancel = {});
    Result<RowsPage> rowsOf(const MemberList &list, const std::vector<std::string> &columns, std::int64_t first, int count) const;
    // CSV with formulas disarmed; gives the number of people. Errors: those of exportMembers().
    Result<std::int64_t> exportList(const MemberList &list, const std::vector<std::string> &columns, const std::string &path,
                                    Progress *progress = nullptr, const CancelToken &cancel = {});
    // CSV with formulas disarmed; gives the number of people. Errors: "data.cannot_write" {path}, "data.is_the_workspace" {path}.
    Result<std::int64_t> exportMembers(const model::SegmentRule &rule, const std::vector<std::string> &columns, const std::string &path,
                                       Progress *progress = nullptr, const CancelToken &cancel = {});
    // Error "data.unknown_column" for what is no number.
    Result<Spread> spread(const std::string &field, const CancelToken &cancel = {}) const;
    // The same of what a formula comes to for each person, as of a computed value that is not saved, of those for whom it
    // comes to something; no counts for what is no number. Errors: the first finding of the formula.
    Result<Spread> spreadOfFormula(const Json &formula, const CancelToken &cancel = {}) const;
    // Error "data.unknown_column".
    Result<FieldPeek> peek(const std::string &field, const CancelToken &cancel = {}) const;
    // Values of text attributes that contain these words in any case, the most frequent first.
    Result<std::vector<ValueHit>> findValues(const std::string &words, std::size_t most = 20, const CancelToken &cancel = {}) const;
    static std::vector<std::string> sqlDialects();
    // Errors: "segment.unknown_dialect", those of segment::toSql(), "segment.bad_tables" {at}.
    Result<SqlView> sql(const model::SegmentRule &rule, const SqlRequest &request) const;
    // With literals, over the workspace's own tables or some of the same names.
    Result<std::string> sql(const model::SegmentRule &rule, const std::string &dialect) const;
    // Saved segments by number or by name. Errors: those of segment::ruleFromText(), "segment.several_called" {name, id, other}.
    Result<model::SegmentRule> fromText(const std::string &text) const;
    std::string toText(const model::SegmentRule &rule) const;

private:
    Session &m_session;
};

} // namespace audience::service
