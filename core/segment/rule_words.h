// The words of the text form, shared by its printer and its parser. Internal.
#pragma once

#include "model/segment_condition.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace audience::segment {

inline constexpr std::pair<model::TestOp, std::string_view> kOpWords[] = {
    {model::TestOp::Equal, "="},
    {model::TestOp::NotEqual, "!="},
    {model::TestOp::Less, "<"},
    {model::TestOp::LessOrEqual, "<="},
    {model::TestOp::Greater, ">"},
    {model::TestOp::GreaterOrEqual, ">="},
    {model::TestOp::Between, "between"},
    {model::TestOp::NotBetween, "not between"},
    {model::TestOp::In, "in"},
    {model::TestOp::NotIn, "not in"},
    {model::TestOp::Contains, "contains"},
    {model::TestOp::NotContains, "does not contain"},
    {model::TestOp::StartsWith, "starts with"},
    {model::TestOp::NotStartsWith, "does not start with"},
    {model::TestOp::EndsWith, "ends with"},
    {model::TestOp::NotEndsWith, "does not end with"},
    {model::TestOp::IsEmpty, "is empty"},
    {model::TestOp::IsNotEmpty, "is not empty"},
    {model::TestOp::IsTrue, "is true"},
    {model::TestOp::IsFalse, "is false"},
    {model::TestOp::Before, "before"},
    {model::TestOp::After, "after"},
    {model::TestOp::On, "on"},
    {model::TestOp::NotOn, "not on"},
    {model::TestOp::Like, "like"},
    {model::TestOp::NotLike, "not like"},
    {model::TestOp::Matches, "matches"},
    {model::TestOp::NotMatches, "does not match"},
    {model::TestOp::Exists, "exists"},
    {model::TestOp::NotExists, "does not exist"},
};

// Spans of the calendar that have words of their own.
struct CalendarWords {
    model::CalendarUnit unit;
    std::int64_t offset;
    std::string_view words;
};
inline constexpr CalendarWords kCalendarWords[] = {
    {model::CalendarUnit::Day, 0, "today"},         {model::CalendarUnit::Day, -1, "yesterday"},
    {model::CalendarUnit::Day, 1, "tomorrow"},      {model::CalendarUnit::Week, 0, "this week"},
    {model::CalendarUnit::Week, -1, "last week"},   {model::CalendarUnit::Week, 1, "next week"},
    {model::CalendarUnit::Month, 0, "this month"},  {model::CalendarUnit::Month, -1, "last month"},
    {model::CalendarUnit::Month, 1, "next month"},  {model::CalendarUnit::Quarter, 0, "this quarter"},
    {model::CalendarUnit::Quarter, -1, "last quarter"}, {model::CalendarUnit::Quarter, 1, "next quarter"},
    {model::CalendarUnit::Year, 0, "this year"},    {model::CalendarUnit::Year, -1, "last year"},
    {model::CalendarUnit::Year, 1, "next year"},
};

inline std::string_view wordsOf(model::TestOp op) {
    for (const auto &[known, words] : kOpWords)
        if (known == op)
            return words;
    return {};
}

// Words that begin something else where a name may stand; a name like these is written in quotes.
inline bool isReserved(std::string_view word) {
    constexpr std::string_view kWords[] = {"all",  "any",   "none",  "not",      "did",       "first",
                                           "last", "json",  "and",   "or",       "everybody", "nobody",
                                           "true", "false", "of",    "anything", "where",     "with",
                                           "in",   "at",    "older", "exactly"};
    return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

inline bool isWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
inline bool isWordPart(char c) { return isWordStart(c) || (c >= '0' && c <= '9') || c == '.' || c == ':'; }

} // namespace audience::segment
