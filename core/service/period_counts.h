// Counting in what came of emails: slices of the time-ordered lists, per day, per hour, per campaign.
// Private to the period report. Pure.
#pragma once

#include "service/outcomes.h"
#include "service/period_report.h"

#include <unordered_set>

namespace audience::service {

class PeriodCounts {
public:
    PeriodCounts(const Outcomes &outcomes, const model::WorkspaceDefinition &definition, const ZoneDays &days)
        : m_outcomes(outcomes), m_definition(definition), m_days(days) {}

    // What happened in the span; of Bought the first purchase of each email in it.
    std::vector<Occurrence> in(Outcome what, Span span) const;
    std::int64_t count(Outcome what, Span span) const { return static_cast<std::int64_t>(in(what, span).size()); }
    Share shareOf(Outcome what, Span span) const;
    PeriodFigure figure(Outcome what, Period period, const ZoneDays::Compared &spans) const;
    std::optional<Earnings> earned(const std::vector<Occurrence> &purchases, const std::vector<Occurrence> &conversions) const;
    std::optional<Earnings> earned(Span span) const { return earned(in(Outcome::Purchase, span), in(Outcome::Conversion, span)); }
    std::vector<Decimal> revenuePerDay(Period period, Span span) const;
    std::vector<Bucket> funnel(Span span) const;
    std::array<std::array<std::int64_t, 24>, 7> clicksByHour(Span span) const;

private:
    const Outcomes &m_outcomes;
    const model::WorkspaceDefinition &m_definition;
    const ZoneDays &m_days;
};

// How many standard errors the first share lies above the second; 0 where either is empty.
double standardErrors(std::int64_t hits, std::int64_t of, std::int64_t otherHits, std::int64_t otherOf);

} // namespace audience::service
