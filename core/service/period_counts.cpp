#include "service/period_counts.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace audience::service {

double standardErrors(std::int64_t hits, std::int64_t of, std::int64_t otherHits, std::int64_t otherOf) {
    if (of <= 0 || otherOf <= 0)
        return 0;
    const double n = static_cast<double>(of), m = static_cast<double>(otherOf);
    const double pooled = static_cast<double>(hits + otherHits) / (n + m);
    const double error = std::sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    return error > 0 ? (static_cast<double>(hits) / n - static_cast<double>(otherHits) / m) / error : 0;
}

std::vector<Occurrence> PeriodCounts::in(Outcome what, Span span) const {
    const auto &all = m_outcomes.of(what == Outcome::Bought ? Outcome::Purchase : what);
    const auto since = [&](Instant at) {
        return std::partition_point(all.begin(), all.end(), [&](const Occurrence &one) { return one.at < at; });
    };
    std::vector<Occurrence> found(since(span.from), since(std::max(span.from, span.until)));
    if (what == Outcome::Bought) {
        std::unordered_set<std::int64_t> seen;
        std::erase_if(found, [&](const Occurrence &one) { return !seen.insert(one.message).second; });
    }
    return found;
}

PeriodFigure PeriodCounts::figure(Outcome what, Period period, const ZoneDays::Compared &spans) const {
    PeriodFigure figure;
    figure.id = kOutcomeNames[static_cast<std::size_t>(what)];
    figure.perDay.assign(static_cast<std::size_t>(period.days()), 0);
    for (const Occurrence &one : in(what, spans.current)) {
        ++figure.count;
        const int day = m_days.dayOf(one.at).days - period.first.days;
        ++figure.perDay[static_cast<std::size_t>(std::clamp(day, 0, period.days() - 1))];
    }
    figure.before = count(what, spans.before);
    figure.share = shareOf(what, spans.current);
    figure.shareBefore = shareOf(what, spans.before);
    return figure;
}

// Of the emails handed over in the span and, but for bounces, delivered in it: what people did to emails that went
// out before is no part of them, else a quiet week would have more readers than emails.
Share PeriodCounts::shareOf(Outcome what, Span span) const {
    std::unordered_set<std::int64_t> base;
    for (const Occurrence &one : in(Outcome::HandedOver, span))
        base.insert(one.message);
    if (what != Outcome::Delivered && what != Outcome::Bounced && what != Outcome::HandedOver) {
        std::unordered_set<std::int64_t> delivered;
        for (const Occurrence &one : in(Outcome::Delivered, span))
            if (base.count(one.message) > 0)
                delivered.insert(one.message);
        base = std::move(delivered);
    }
    std::unordered_set<std::int64_t> hit;
    for (const Occurrence &one : in(what, span))
        if (base.count(one.message) > 0)
            hit.insert(one.message);
    return {static_cast<std::int64_t>(hit.size()), static_cast<std::int64_t>(base.size())};
}

std::optional<Earnings> PeriodCounts::earned(const std::vector<Occurrence> &purchases, const std::vector<Occurrence> &conversions) const {
    if (!m_definition.hasPurchase())
        return std::nullopt;
    Earnings earnings;
    earnings.definition = m_definition;
    insight::DecimalSum sum;
    std::unordered_set<Ordinal> buyers;
    for (const Occurrence &purchase : purchases) {
        buyers.insert(purchase.person);
        if (purchase.value)
            sum.add(*purchase.value);
        else
            ++earnings.withoutValue;
    }
    earnings.buyers = static_cast<std::int64_t>(buyers.size());
    earnings.purchases = static_cast<std::int64_t>(purchases.size());
    earnings.conversions = static_cast<std::int64_t>(conversions.size());
    earnings.revenue = sum.total();
    return earnings;
}

std::vector<Decimal> PeriodCounts::revenuePerDay(Period period, Span span) const {
    std::vector<insight::DecimalSum> sums(static_cast<std::size_t>(period.days()));
    for (const Occurrence &purchase : in(Outcome::Purchase, span))
        if (purchase.value)
            sums[static_cast<std::size_t>(std::clamp(m_days.dayOf(purchase.at).days - period.first.days, 0, period.days() - 1))].add(*purchase.value);
    std::vector<Decimal> totals;
    for (const auto &sum : sums)
        totals.push_back(sum.total());
    return totals;
}

std::vector<Bucket> PeriodCounts::funnel(Span span) const {
    std::unordered_set<std::int64_t> sent;
    for (const Occurrence &one : in(Outcome::HandedOver, span))
        sent.insert(one.message);
    std::vector<Bucket> steps;
    for (const Outcome step : {Outcome::HandedOver, Outcome::Delivered, Outcome::Opened, Outcome::Clicked, Outcome::Bought}) {
        if (step == Outcome::Bought && !m_definition.hasPurchase())
            continue;
        const auto found = in(step, span);
        steps.push_back({std::string(kOutcomeNames[static_cast<std::size_t>(step)]),
                         std::count_if(found.begin(), found.end(), [&](const Occurrence &one) { return sent.count(one.message) > 0; })});
    }
    return steps;
}

std::array<std::array<std::int64_t, 24>, 7> PeriodCounts::clicksByHour(Span span) const {
    std::array<std::array<std::int64_t, 24>, 7> hours{};
    for (const Occurrence &click : in(Outcome::Click, span))
        ++hours[static_cast<std::size_t>(ZoneDays::weekdayOf(m_days.dayOf(click.at)))][static_cast<std::size_t>(m_days.hourOf(click.at))];
    return hours;
}

} // namespace audience::service
