// Snowflake, in a session whose TIMEZONE is UTC. Columns: BOOLEAN, NUMBER, FLOAT, VARCHAR without a collation, DATE
// and any TIMESTAMP.
#include "sql/backslash_text.h"
#include "sql/grammar.h"

namespace audience::sql {

namespace {

class Snowflake final : public Grammar {
public:
    Dialect dialect() const override { return Dialect::Snowflake; }
    std::string placeholder(std::size_t) const override { return "?"; }
    bool isPositional() const override { return true; }
    std::string textLiteral(std::string_view text) const override { return backslashLiteral(text); }
    std::string isNotTrue(const std::string &test) const override { return "NOT COALESCE((" + test + "), FALSE)"; }
    std::string typeName(Type type) const override {
        constexpr const char *kNames[] = {"BOOLEAN", "NUMBER(38, 0)", "NUMBER(38, 12)", "FLOAT",
                                          "VARCHAR", "DATE",          "TIMESTAMP_TZ",   "VARIANT"};
        return kNames[static_cast<int>(type)];
    }
    std::string contains(const std::string &text, const std::string &part) const override {
        return "CONTAINS(" + text + ", " + part + ")";
    }
    std::string startsWith(const std::string &text, const std::string &part) const override {
        return "STARTSWITH(" + text + ", " + part + ")";
    }
    std::string endsWith(const std::string &text, const std::string &part) const override {
        return "ENDSWITH(" + text + ", " + part + ")";
    }
    std::string like(const std::string &text, const std::string &pattern) const override {
        return text + " LIKE " + pattern + " ESCAPE '\\\\'";
    }
    std::string afterLastAt(const std::string &text) const override {
        return "CASE WHEN " + contains(text, "'@'") + " THEN SPLIT_PART(" + text + ", '@', -1) END";
    }
    std::string isLine(const std::string &text, const std::string &lines) const override {
        return "ARRAY_CONTAINS(" + cast(text, Type::Json) + ", SPLIT(" + lines + ", '\\n'))";
    }
    std::string bucket(const std::string &text) const override {
        return "MOD(TO_NUMBER(SUBSTR(MD5(" + text + "), 1, 8), 'XXXXXXXX'), 10000)";
    }
    std::string micros(const std::string &moment) const override { return "DATE_PART(EPOCH_MICROSECOND, " + moment + ")"; }
    std::string momentOf(const std::string &micros) const override { return "TO_TIMESTAMP_TZ(" + micros + ", 6)"; }
    std::string microsOfDay(const std::string &day) const override { return "DATEDIFF(DAY, DATE '1970-01-01', " + day + ") * 86400000000"; }
    std::string onTheWall(const std::string &moment, const std::string &zone) const override {
        return "CONVERT_TIMEZONE(" + zone + ", " + moment + ")";
    }
    std::string part(DatePart part, const std::string &timeOrDate) const override {
        constexpr const char *kNames[] = {"HOUR", "DAYOFWEEKISO", "DAY", "MONTH", "YEAR"};
        return kNames[static_cast<int>(part)] + ("(" + timeOrDate) + ")";
    }
};

} // namespace

std::unique_ptr<Grammar> snowflakeGrammar() { return std::make_unique<Snowflake>(); }

} // namespace audience::sql
