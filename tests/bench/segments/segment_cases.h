// What the segment benchmark asks, in words; the program hands them on as rule JSON.
#pragma once

namespace audience::bench {

struct SegmentCase {
    const char *name;
    const char *rule;
};
inline constexpr SegmentCase kSegmentCases[] = {
    {"attr_in", "country in (US, CA)"},
    {"attr_and", "age between 25 and 34 and consent is true"},
    {"recency", "last_seen within the last 30 days"},
    {"contains", "city contains burg"},
    {"count_window", "did purchase at least 3 times in the last 90 days"},
    {"sum_window", "did purchase with sum of amount > 500 in the last 180 days"},
    {"lapsed", "did purchase where (category = Apparel) and did not purchase in the last 30 days"},
    {"view_not_buy", "did view in the last 14 days and did not purchase in the last 14 days"},
    {"top10", "top 10 percent by sum of amount over purchase"},
    {"first_buy", "first purchase in the last 60 days"},
    {"compound", "(country in (US, CA) or last_seen within the last 30 days) and "
                 "did purchase at least 3 times in the last 90 days and "
                 "did not purchase where (category = Apparel)"},
    {"sequence", "sequence (add_to_cart in the last 30 days then not purchase within 24 hours)"},
};

// Ten conditions, each with one number that a person may change.
inline constexpr const char *kEditedConditions[] = {
    "age >= %d",
    "age <= %d",
    "last_seen within the last %d days",
    "did purchase at least 1 times in the last %d days",
    "did purchase with sum of amount > %d in the last 180 days",
    "did view at least 1 times in the last %d days",
    "did not purchase in the last %d days where (category = Apparel)",
    "did add_to_cart at least %d times",
    "first purchase in the last %d days",
    "did email_open at most %d times in the last 30 days",
};

} // namespace audience::bench
