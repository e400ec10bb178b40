// Events of a person grouped into sessions: an event that comes at most `gap` after the one before belongs to
// the same session. Only selected events count, so a window cuts a session that reaches beyond it.
#pragma once

#include "engine/event_condition.h"
#include "engine/person_values.h"

namespace audience::engine {

struct SessionMeasure {
    enum class Of : std::uint8_t { Count, Total, Longest, Shortest, Average };
    Of of = Of::Count;
    std::int64_t gap = 0; // microseconds
    EventSelection selection;
};

// How many sessions, or their lengths in minutes from the first event to the last (a lone event has 0) as
// 64-bit floating point numbers. Without events Count and Total are 0, the others missing.
class SessionValues final : public PersonValues {
public:
    SessionValues(std::string name, SessionMeasure measure)
        : PersonValues({std::move(name), measure.of == SessionMeasure::Of::Count ? ColumnType::Int64 : ColumnType::Double, 0},
                       measure.of == SessionMeasure::Of::Count || measure.of == SessionMeasure::Of::Total),
          m_measure(std::move(measure)) {}
    const SessionMeasure &measure() const { return m_measure; }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override { return m_measure.selection.versions(snapshot); }
    Result<DenseColumn> compute(const EvaluateContext &context) const override;

private:
    SessionMeasure m_measure;
};

} // namespace audience::engine
