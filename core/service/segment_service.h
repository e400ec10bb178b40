// Segments: saved rules, and what a rule means right now.
#pragma once

#include "async/cancel.h"
#include "service/views.h"

#include <optional>

namespace audience::service {

class Session;

// A field or event a rule may use, for pickers.
struct RuleVocabulary {
    std::vector<FieldView> attributes;
    struct Event {
        std::string name;
        std::vector<FieldView> properties;
    };
    std::vector<Event> events;
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
    std::vector<FindingView> check(const model::SegmentRule &rule) const;
    // `topics`: keys of the topics for "can be emailed"; empty: the default topic.
    Result<CountView> count(const model::SegmentRule &rule, const std::vector<std::string> &topics = {},
                            const CancelToken &cancel = {});
    // Keys and columns of the first people in it, in the order of their ordinals.
    Result<RowsPage> members(const model::SegmentRule &rule, const std::vector<std::string> &columns, std::int64_t first,
                             int count, const CancelToken &cancel = {});
    Result<std::string> sql(const model::SegmentRule &rule, const std::string &dialect) const;
    Result<model::SegmentRule> fromText(const std::string &text) const;
    std::string toText(const model::SegmentRule &rule) const;

private:
    Session &m_session;
};

} // namespace audience::service
