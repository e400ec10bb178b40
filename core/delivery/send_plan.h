// Who of an audience gets an email and when, as a campaign's plan has it: those held out, at most so many, each at
// their time, in batches and over the days of a warm-up. Pure and the same for the same run and people.
#pragma once

#include "delivery/ledger_types.h"
#include "delivery/policy.h"
#include "delivery/send_times.h"

#include <functional>
#include <span>
#include <string_view>

namespace audience::delivery {

inline constexpr std::string_view kHoldout = "holdout";
inline constexpr std::string_view kOverLimit = "over_limit";
inline constexpr std::string_view kExpired = "expired";

struct SendStart {
    Instant now;                            // the run is frozen
    Instant meant;                          // 0: now
    std::string zone{"UTC"};                // in which it was meant
    std::chrono::seconds takeBack{0};       // nothing leaves before that
    std::chrono::seconds grace{2 * 60 * 60}; // so late is still in time
};

// Whose clock counts for that person; empty: the campaign's.
using ZoneOf = std::function<std::string(Ordinal)>;
// The hour of the day, on the clock that counts for that person, that is best for an email; -1: not known.
using HourOf = std::function<int(Ordinal)>;

// What a plan that chooses by people has to know of them.
struct PeopleFacts {
    PersonOrder order = {}; // who of too many gets it; else drawn by lot, as is between equals
    HourOf hourOf = {};
};

// Fills keptBack, dueAt and expiresAt of those who are not kept back yet; `run` is the uid of the run.
void planRecipients(const model::DeliveryPlan &plan, const SendTimes &times, const SendStart &start, std::string_view run, std::span<Recipient> people,
                    const ZoneOf &zoneOf = {}, const PeopleFacts &facts = {});

} // namespace audience::delivery
