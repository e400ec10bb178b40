// CSV files of a large shop: people, and what they did over a year, in order of time. The same
// sizes give the same files. 71 bytes per person, 50 per event.
#pragma once

#include <cstdint>
#include <string>

namespace audience::bench {

inline constexpr const char *kPeopleHeader = "id,email,country,city,age,consent,last_seen";
inline constexpr const char *kEventsHeader = "profile_id,ts,name,category,amount";
inline constexpr const char *kShopNow = "2026-11-21T00:00:00Z"; // just behind the last event

// People 0..count-1.
void writePeople(const std::string &path, std::int64_t count);
// One in ten of them, scattered, with other values.
void writeChangedPeople(const std::string &path, std::int64_t people);
// Events of these people, oldest first.
void writeEvents(const std::string &path, std::int64_t people, std::int64_t count);
// Events of these people at any time of the year, in no order.
void writeLateEvents(const std::string &path, std::int64_t people, std::int64_t count);

} // namespace audience::bench
