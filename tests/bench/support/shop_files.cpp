#include "support/shop_files.h"

#include "base/clock.h"
#include "base/rng.h"

#include <cmath>
#include <fstream>

namespace audience::bench {

namespace {

constexpr std::int64_t kYearSeconds = 365 * 86'400;

std::string timeText(std::int64_t secondsBefore) {
    const auto end = instantFromIso(kShopNow).value_or(Instant());
    std::string text = toIso(Instant{end.micros - secondsBefore * kMicrosPerSecond});
    text[10] = ' ';
    text.pop_back();
    return text;
}

std::string person(std::int64_t id, SeededRng &rng) {
    static constexpr const char *kHosts[] = {"gmail.com", "outlook.com", "yahoo.com", "example.org",
                                             "corp.example"};
    static constexpr const char *kCountries[] = {"US", "CA", "GB", "DE", "FR", "IN",
                                                 "BR", "JP", "AU", "NL", "SE", "ES"};
    static constexpr const char *kCities[] = {"Hamburg",      "Paris", "Austin", "Edinburgh",
                                              "Toronto",      "Lyon",  "Pune",   "Tokyo",
                                              "Johannesburg", "Boston"};
    const std::string number = std::to_string(id);
    return number + ",user" + number + "@" + kHosts[rng.below(5)] + "," +
           kCountries[rng.below(12)] + "," + kCities[rng.below(10)] + " " +
           std::to_string(rng.below(500)) + "," + std::to_string(18 + rng.below(60)) +
           (rng.below(100) < 72 ? ",true," : ",false,") + timeText(rng.between(0, 400 * 86'400)) +
           "\n";
}

// A few people do much, most do little.
std::string event(std::int64_t people, std::int64_t secondsBefore, SeededRng &rng) {
    static constexpr const char *kCategories[] = {"Apparel", "Office",     "Drinkware", "Lifestyle",
                                                  "Bags",    "Headgear",   "Notebooks", "Nest",
                                                  "Gift",    "Accessories"};
    const auto dice = rng.below(100);
    const char *name = dice < 12   ? "purchase"
                       : dice < 30 ? "add_to_cart"
                       : dice < 75 ? "view"
                                   : "email_open";
    const double share = static_cast<double>(rng.below(1'000'000'007)) / 1'000'000'007.0;
    const auto who = static_cast<std::int64_t>(static_cast<double>(people) * std::pow(share, 1.7));
    const std::uint64_t cents = rng.below(20'000);
    return std::to_string(who) + "," + timeText(secondsBefore) + "," + name + "," +
           kCategories[rng.below(10)] + "," + std::to_string(cents / 100) + "." +
           std::to_string(cents / 10 % 10) + std::to_string(cents % 10) + "\n";
}

template <class Row>
void writeRows(const std::string &path, const char *header, std::int64_t count, Row row) {
    std::ofstream out(path, std::ios::binary);
    out << header << '\n';
    for (std::int64_t i = 0; i < count; ++i)
        out << row(i);
}

} // namespace

void writePeople(const std::string &path, std::int64_t count) {
    SeededRng rng(1);
    writeRows(path, kPeopleHeader, count, [&](std::int64_t i) { return person(i, rng); });
}

void writeChangedPeople(const std::string &path, std::int64_t people) {
    SeededRng rng(2);
    writeRows(path, kPeopleHeader, people / 10, [&](std::int64_t i) {
        return person(i * 10 + static_cast<std::int64_t>(rng.below(10)), rng);
    });
}

void writeEvents(const std::string &path, std::int64_t people, std::int64_t count) {
    SeededRng rng(3);
    writeRows(path, kEventsHeader, count, [&](std::int64_t i) {
        const double left = 1.0 - static_cast<double>(i) / static_cast<double>(count);
        return event(people, static_cast<std::int64_t>(left * kYearSeconds), rng);
    });
}

void writeLateEvents(const std::string &path, std::int64_t people, std::int64_t count) {
    SeededRng rng(4);
    writeRows(path, kEventsHeader, count,
              [&](std::int64_t) { return event(people, rng.between(1, kYearSeconds), rng); });
}

} // namespace audience::bench
