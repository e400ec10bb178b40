// Round, equal steps for numbers and times, so that a chart's bars begin and end where people would draw the line.
// Internal to service; pure.
#pragma once

#include <string>
#include <vector>

namespace audience::service {

struct Steps {
    std::vector<std::string> values; // few whole numbers stand for themselves; then there are no edges
    std::vector<std::string> edges;  // rising, as rules write them: "12.5", "2026-03-01"
    bool isOpenBelow = false, isOpenAbove = false; // something lies below the first, at or above the last
};

Steps numberSteps(std::vector<double> numbers, bool isWhole);
// Days since 1970, or microseconds where `isInstant`; edges are days of the zone that begin a day, month, quarter or year.
Steps timeSteps(std::vector<double> times, bool isInstant, const std::string &zone);

} // namespace audience::service
