// Where people stand when they are ordered by an attribute or by an aggregate of their events. Ranked is
// who belongs to the group and has a number: a value of the attribute, or at least one selected event (for
// average, minimum and maximum one with the property). Equal numbers stand at the same place.
#pragma once

#include "engine/event_condition.h"
#include "engine/plan.h"

namespace audience::engine {

struct RankBy {
    std::string attribute; // a number, date or instant; empty: the aggregate
    ValueSources computed; // the attribute itself, where it is no column of the profiles
    EventSelection selection;
    Aggregate aggregate = Aggregate::Count; // an average is ranked by its double
    std::string field;                      // empty for Count
};

struct RankBand {
    enum class Kind : std::uint8_t {
        Top,       // fewer than `people` of the ranked stand above
        Bottom,    // fewer than `people` of the ranked stand below
        Percentile // from <= 100 * (number below) / max(1, ranked - 1) <= to
    };
    Kind kind = Kind::Top;
    std::uint64_t people = 0;
    Decimal from, to; // per cent, of the same scale
};

class RankCondition final : public Condition {
public:
    // `among` absent: everybody.
    RankCondition(RankBy by, RankBand band, std::shared_ptr<const Plan> among)
        : m_by(std::move(by)), m_band(band), m_among(std::move(among)) {}
    const RankBy &by() const { return m_by; }
    const RankBand &band() const { return m_band; }
    const Plan *among() const { return m_among.get(); }
    std::string key() const override;
    std::string versions(const Snapshot &snapshot) const override;
    Result<Bitmap> evaluate(const EvaluateContext &context) const override;

private:
    RankBy m_by;
    RankBand m_band;
    std::shared_ptr<const Plan> m_among;
};

} // namespace audience::engine
