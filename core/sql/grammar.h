// How one database says things: its names, types, texts, times and numbers, as pieces of SQL made of pieces.
// One subclass per dialect, each in its own file; whoever writes a statement asks here and never for the
// dialect. Stateless, thread-safe. The meaning is fixed: every grammar says exactly the same of the same data.
#pragma once

#include "base/clock.h"
#include "sql/dialect.h"

#include <memory>

namespace audience::sql {

class JsonGrammar;

enum class Type { Bool, Integer, Decimal, Double, Text, Date, Instant, Json };
enum class DatePart { Hour, Weekday, Day, Month, Year }; // weekdays from Monday, 1

// NUL ends names in some databases; the other two mark the values that a statement builder holds.
constexpr bool mayBeInName(char c) { return c != '\0' && c != '\x01' && c != '\x02'; }

class Grammar {
public:
    virtual ~Grammar() = default;
    virtual Dialect dialect() const = 0;

    // What a column that a statement makes for this is called, where columns cannot have any name.
    virtual std::string madeColumn(std::string_view name) const { return std::string(name); }

    // Names and values. A quote inside a name is escaped; what cannot be in a name is left out.
    virtual std::string quoted(std::string_view name) const;
    virtual std::string placeholder(std::size_t n) const = 0; // from 1
    // Each use of a value is a parameter of its own, in the order of the text.
    virtual bool isPositional() const { return false; }
    std::string literal(const Value &value) const;
    virtual std::string textLiteral(std::string_view text) const;
    virtual Value momentValue(Instant at) const; // as asMoment() takes it
    virtual Value dayValue(CivilDate day) const;
    virtual Value numberValue(Decimal number) const { return number; }

    // Tests. A negated test holds where the test is false or unknown.
    virtual std::string isNotTrue(const std::string &test) const { return "(" + test + ") IS NOT TRUE"; }
    virtual std::string isFlag(const std::string &column, bool wanted) const { return column + (wanted ? " = TRUE" : " = FALSE"); }

    // Types
    virtual std::string typeName(Type type) const = 0;
    std::string cast(const std::string &expression, Type type) const;
    // A column's value as it compares, sorts and counts: NaN is no value.
    virtual std::string column(const std::string &name, Type type) const;
    // column() of a text undone: the text itself.
    virtual std::string plainText(const std::string &compared) const { return compared; }

    // Texts: by bytes, code point by code point
    virtual std::string isOneOf(const std::string &text, const std::vector<std::string> &values) const;
    virtual std::string isSameText(const std::string &a, const std::string &b) const { return a + " = " + b; }
    virtual std::string isNotEmpty(const std::string &text) const { return text + " <> ''"; }
    virtual std::string contains(const std::string &text, const std::string &part) const;
    virtual std::string startsWith(const std::string &text, const std::string &part) const = 0;
    virtual std::string endsWith(const std::string &text, const std::string &part) const = 0;
    virtual std::string like(const std::string &text, const std::string &pattern) const { return text + " LIKE " + pattern; }
    // A pattern with % and _, where \ before one of %, _ and \ takes its meaning away, as like() takes it.
    virtual std::string likePattern(std::string_view pattern) const;
    virtual std::string length(const std::string &text) const { return "LENGTH(" + text + ")"; }
    // What follows the last @; NULL without one.
    virtual std::string afterLastAt(const std::string &text) const = 0;
    // Each character of `from` replaced by the one at its place in `to`.
    virtual std::string translated(const std::string &text, const std::string &from, const std::string &to) const;
    // SQLite has Unicode simple case folding as a function of its own; others translate().
    virtual bool hasFold() const { return false; }
    // A pattern of RE2 as matches() takes it; nothing where the database cannot read it the same way.
    virtual std::optional<std::string> pattern(std::string_view re2, bool ignoreCase) const;
    // It occurs in the text.
    virtual std::string matches(const std::string &text, const std::string &pattern, bool ignoreCase) const;
    virtual bool wantsLiteralPatterns() const { return false; }
    // The text is one of the lines of a value made by linesValue(); "" where there are too many.
    virtual std::string isLine(const std::string &text, const std::string &lines) const = 0;
    virtual Value linesValue(const std::vector<std::string> &lines) const;
    virtual std::size_t maxLineBytes() const { return static_cast<std::size_t>(-1); }
    // int(first 8 hexadecimal digits of MD5(text)) mod 10000
    virtual std::string bucket(const std::string &text) const = 0;
    virtual std::string joined(const std::string &a, const std::string &b) const { return a + " || " + b; }
    virtual std::string byBytes(const std::string &text) const { return text; } // as it is put in order

    // Times
    virtual std::string asMoment(const std::string &value) const { return cast(value, Type::Instant); }
    virtual std::string asDay(const std::string &value) const { return cast(value, Type::Date); }
    virtual std::string micros(const std::string &moment) const = 0;   // since 1970, whole
    virtual std::string microsOfDay(const std::string &day) const = 0; // of its start, UTC
    virtual std::string momentOf(const std::string &micros) const = 0; // micros() undone
    // An event on a day is at its start: the day as it compares with asMoment(); "" where days compare with days.
    virtual std::string dayAsMoment(const std::string &) const { return {}; }
    // The zone that is named, if that is one of the lines of `known`, or else `otherwise`; `named` may be "".
    virtual std::string zone(const std::string &named, const std::string &otherwise, const std::string &known) const;
    virtual std::string onTheWall(const std::string &moment, const std::string &zone) const = 0; // a time without a zone
    virtual bool knowsZone(std::string_view) const { return true; }
    virtual bool knowsAllZones() const { return true; }
    virtual std::string part(DatePart part, const std::string &timeOrDate) const = 0;

    // Numbers
    // SQLite holds decimals as floating point and counts them as integers of the smallest unit.
    virtual bool scalesDecimals() const { return false; }
    virtual std::string wholeQuotient(const std::string &a, const std::string &b) const; // of positive whole numbers
    virtual std::string exactSum(const std::string &number, Type) const { return "SUM(" + number + ")"; }

    virtual const JsonGrammar *json() const { return nullptr; }
};

// How SQLite's tables hold instants: a workspace's own tables show ISO text ending in Z.
enum class Times { Micros, IsoText };
const Grammar &grammarOf(Dialect dialect, Times sqliteTimes = Times::Micros);

// Each in the file of its dialect.
std::unique_ptr<Grammar> sqliteGrammar(Times times);
std::unique_ptr<Grammar> postgresqlGrammar();
std::unique_ptr<Grammar> redshiftGrammar();
std::unique_ptr<Grammar> snowflakeGrammar();
std::unique_ptr<Grammar> bigqueryGrammar();
std::unique_ptr<Grammar> databricksGrammar();
std::unique_ptr<Grammar> fabricGrammar();

} // namespace audience::sql
