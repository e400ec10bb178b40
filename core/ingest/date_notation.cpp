#include "ingest/date_notation.h"

namespace audience::ingest {

namespace {

// The first character that is no digit.
std::string separatorOf(std::string_view cell) {
    for (const char c : cell)
        if (c < '0' || c > '9')
            return std::string(1, c);
    return {};
}

} // namespace

// Of 3/4/2026 nothing is known until a cell has a day above twelve.
std::string dateNotation(std::uint32_t common, std::string_view example) {
    const std::string between = separatorOf(example);
    if ((common & shape::kYmd) != 0)
        return "YYYY" + between + "MM" + between + "DD";
    if ((common & shape::kCompact) != 0)
        return "YYYYMMDD";
    if ((common & (shape::kDmy | shape::kMdy)) == (shape::kDmy | shape::kMdy) || (common & (shape::kDmy | shape::kMdy)) == 0)
        return {};
    return (common & shape::kDmy) != 0 ? "D" + between + "M" + between + "YYYY" : "M" + between + "D" + between + "YYYY";
}

std::string dateNotation(const TypeTally &tally) {
    std::uint32_t common = 0;
    for (const std::uint32_t bit : {shape::kYmd, shape::kCompact, shape::kDmy, shape::kMdy})
        if (tally.all([&](std::uint32_t bits) { return (bits & bit) != 0; }))
            common |= bit;
    return dateNotation(common, tally.exampleWithout(0));
}

} // namespace audience::ingest
