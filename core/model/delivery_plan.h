// How a campaign is sent: to how many of its audience, when each email may leave, how fast, and what ends it.
// Plain values with their JSON; what they do is delivery's and the services' business. Any thread.
#pragma once

#include "base/clock.h"
#include "base/json_fwd.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace audience::model {

// Bulk: marketing; obeys caps, quiet hours and consent. Transactional: what a person asked for (a receipt);
// only to required topics, obeys suppression but neither caps nor quiet hours.
enum class Stream { Bulk, Transactional };
enum class Repeat { Never, Daily, Weekly, Monthly, Cron };

inline constexpr std::uint8_t kEveryWeekday = 0x7f; // bit 0: Monday

// The hours in which an email may leave, on the clock of the campaign's zone or of each person's.
struct SendHours {
    int fromMinute = 0, toMinute = 24 * 60; // of the day; to before from: over midnight; equal: never
    std::uint8_t weekdays = kEveryWeekday;
    bool isAlways() const { return fromMinute == 0 && toMinute == 24 * 60 && weekdays == kEveryWeekday; }
    friend bool operator==(const SendHours &, const SendHours &) = default;
};

struct Recurrence {
    Repeat repeat = Repeat::Never;
    int every = 1;                  // days, weeks or months
    std::uint8_t weekdays = 0;      // weekly; 0: the start's
    Instant until;                  // 0: no end
    std::int64_t times = 0;         // 0: no limit
    std::string cron;               // Repeat::Cron: minute hour day month weekday, on the clock of the campaign's zone
    friend bool operator==(const Recurrence &, const Recurrence &) = default;
};

struct DeliveryPlan {
    Stream stream = Stream::Bulk;
    int priority = 3; // 1 (first) .. 5 (last), where campaigns compete

    // To whom of the audience.
    double holdoutShare = 0;         // 0 .. 0.5 are picked at random and get nothing, to compare with
    std::int64_t maxPeople = 0;      // 0: everybody; else that many, picked at random or
    std::string mostBy;              // those with the highest value of this field; "-field": with the lowest
    std::string oncePer;             // a field: of people with the same value one gets the email; empty: of the same address
    std::vector<std::string> onlyDomains, notDomains; // of addresses
    bool audienceWhenArmed = false;  // the people of now, not those of the start

    // When.
    bool inLocalTime = false; // the start means the clock of each person's zone
    bool atBestHour = false;  // within a day of the start, at the hour in which a person opened most emails so far
    SendHours hours;
    std::vector<CivilDate> notOn; // days without any email
    Recurrence recurrence;
    std::int64_t batchSize = 0, batchEveryMinutes = 0; // that many every so often; 0: all at once
    std::int64_t expireAfterMinutes = 0;               // later than that it is not sent any more; 0: never

    // How fast; the campaign's rate and the account's stand above these.
    double perDomainPerSecond = 0;          // to any one domain; 0: no limit
    std::map<std::string, double> domains;  // domain -> emails a second, instead of that
    std::int64_t mostInPeriod = 0, periodMinutes = 0; // at most that many in any so many minutes; 0: no limit
    std::vector<std::int64_t> warmUp;       // most emails of the first day, the second, ...; then no limit

    std::int64_t pauseAfter = 0; // so many first, and then it waits for a person's word; 0: all of them

    // What ends it: paused when this share of the last 100 was refused by the service; 0: never.
    double stopErrorShare = 0;

    bool viewInBrowser = false; // publish a copy for "view in browser"
    bool followOpens = true, followClicks = true; // false: what comes in about them is not kept of this campaign
    std::map<std::string, std::string> utm;       // "utm_source" -> text, put on every link to a website

    friend bool operator==(const DeliveryPlan &, const DeliveryPlan &) = default;
};

std::string_view toText(Stream stream); // "bulk", "transactional"
std::string_view toText(Repeat repeat); // "never", "daily", ...

// Only what differs from the default is written. What cannot be read is the default.
Json toJson(const DeliveryPlan &plan);
DeliveryPlan deliveryPlanFromJson(const Json &json);
// Error "campaign.bad_plan" {field, value}: a value outside its range, a domain that is none.
Result<void> checkPlan(const DeliveryPlan &plan);

} // namespace audience::model
