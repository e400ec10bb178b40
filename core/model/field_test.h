// One test on one attribute or one event property, as a rule writes it: operators, operands, spans of
// time, and what of the value is looked at. Read from JSON with findings at the member at fault.
#pragma once

#include "base/json.h"
#include "model/finding.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::model {

enum class TimeUnit { Minutes, Hours, Days, Weeks, Months, Years };
std::string_view toText(TimeUnit unit); // "minutes", ...
std::optional<TimeUnit> timeUnitFromText(std::string_view text);

enum class CalendarUnit { Day, Week, Month, Quarter, Year };
std::string_view toText(CalendarUnit unit); // "day", ...
std::optional<CalendarUnit> calendarUnitFromText(std::string_view text);
std::string_view weekdayName(int day); // 1: "monday", ...
std::optional<int> weekdayFromName(std::string_view name);

// A span of time relative to "now" or between two points; both ends optional.
struct Window {
    enum class Kind {
        AllTime,
        Last,      // now - n units <= t <= now
        OlderThan, // t < now - n units
        Next,      // now <= t <= now + n units
        Between,   // from <= t < to; a date in `to` counts to its end
        Calendar,  // the n-th calendar day, week, ... after the one that now lies in; n may be negative
        AnniversaryLast, // month and day lie in the last (next) n days, whatever the year; attributes only
        AnniversaryNext
    };
    Kind kind = Kind::AllTime;
    std::int64_t n = 0;
    TimeUnit unit = TimeUnit::Days;
    std::string from, to; // ISO date or instant; empty: open
    CalendarUnit calendar = CalendarUnit::Day;
    int weekStart = 1; // 1 Monday to 7 Sunday
    friend bool operator==(const Window &, const Window &) = default;
};

enum class TestOp {
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Between, NotBetween,
    In, NotIn, Contains, NotContains, StartsWith, NotStartsWith, EndsWith, NotEndsWith,
    IsEmpty, IsNotEmpty, IsTrue, IsFalse, Before, After, On, NotOn, Within, NotWithin,
    Like, NotLike, Matches, NotMatches, Exists, NotExists
};
constexpr TestOp kLastTestOp = TestOp::NotExists;
std::string_view toText(TestOp op); // "=", "!=", ..., "in", "not_in", "is_empty", "within", ...
std::optional<TestOp> testOpFromText(std::string_view text);
bool comparesNumbers(TestOp op); // =, <, <=, >, >=, between and their negatives
bool isNegative(TestOp op);      // the exact complement of positiveOf(op)
TestOp positiveOf(TestOp op);    // op itself when it is positive
// "Nothing", "one", "two" or "list" of values, or a window.
enum class Operand { None, One, Two, List, Window };
Operand operandOf(TestOp op);

// What of the value is tested. Parts are numbers (weekdays from 1, Monday), except for the domain.
enum class FieldPart { Whole, Length, Domain, Hour, Weekday, Day, Month, Year };
constexpr FieldPart kLastFieldPart = FieldPart::Year;
std::string_view toText(FieldPart part); // "", "length", "domain", "hour", ...
std::optional<FieldPart> fieldPartFromText(std::string_view text);

// How many of the values that a path leads to must pass: at least one, each of at least one, not one.
enum class Match { Any, All, None };
std::string_view toText(Match match); // "any", "all", "none"

struct FieldTest {
    std::string field;
    TestOp op = TestOp::Equal;
    std::vector<Json> values; // strings, numbers, booleans; or one {"field": name} or {"average_of": name}
    Window window;
    bool ignoreCase = false;
    FieldPart part = FieldPart::Whole;
    std::string zone;      // in which times are meant; empty: the workspace's
    std::string zoneField; // or the text field of the person that names it
    std::string path;      // into a JSON field (base/json_path.h)
    Match match = Match::Any;
};
// The other field that the test compares with; a null pointer when it compares with values.
const std::string *otherField(const FieldTest &test);
// The field whose average over everybody the test compares with, likewise.
const std::string *averagedField(const FieldTest &test);

std::optional<FieldTest> readFieldTest(const Json &json, bool isCondition, const std::string &path, Findings &out);
// The member "where": all of them; false with findings when one cannot be read.
bool readWhere(const Json &json, const std::string &path, std::vector<FieldTest> &to, Findings &out);
// The member "window", all time without one.
std::optional<Window> readWindowMember(const Json &json, const std::string &path, Findings &out);

Json toJson(const Window &window);
Json toJson(const FieldTest &test); // without "type"
Json whereJson(const std::vector<FieldTest> &where);
// The lowest version of the format whose readers understand the test.
std::int64_t versionOfTest(const Json &test);

} // namespace audience::model
