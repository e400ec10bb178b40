// Snowflake, in a session whose TIMEZONE is UTC. Columns: BOOLEAN, NUMBER, FLOAT, VARCHAR without a collation, DATE,
// any TIMESTAMP and VARIANT.
#include "sql/backslash_text.h"
#include "sql/json_grammar.h"
#include "sql/portable_pattern.h"

namespace audience::sql {

namespace {

// In a VARIANT. AS_X() is NULL for what is no X; GET() for what has no such member or element.
class SnowflakeJson final : public JsonLists {
public:
    std::string is(const std::string &leaf, Kind kind) const override {
        return kind == Kind::Text ? "IS_VARCHAR(" + leaf + ")" : "AS_BOOLEAN(" + leaf + ") = " + (kind == Kind::True ? "TRUE" : "FALSE");
    }
    std::string text(const std::string &leaf) const override { return "AS_VARCHAR(" + leaf + ")"; }
    std::string isNumber(const std::string &leaf, const Test &whole, const Test &real) const override {
        return "CASE WHEN IS_INTEGER(" + leaf + ") THEN " + whole("AS_INTEGER(" + leaf + ")") + " WHEN IS_DOUBLE(" + leaf + ") THEN " +
               real("AS_DOUBLE(" + leaf + ")") + " ELSE FALSE END";
    }
    std::string size(const std::string &leaf) const override {
        return "COALESCE(ARRAY_SIZE(AS_ARRAY(" + leaf + ")), ARRAY_SIZE(OBJECT_KEYS(AS_OBJECT(" + leaf + "))), LENGTH(" + text(leaf) + "))";
    }
    std::string isNotBlank(const std::string &leaf) const override {
        return "NOT IS_NULL_VALUE(" + leaf + ") AND COALESCE(" + size(leaf) + ", 1) > 0";
    }

protected:
    std::string member(const std::string &value, const std::string &name, const Place &place) const override {
        return "GET(" + value + ", " + place.hold(name) + ")";
    }
    std::string element(const std::string &value, std::size_t index) const override {
        return "GET(AS_ARRAY(" + value + "), " + std::to_string(index) + ")";
    }
    std::string elements(const std::string &value) const override { return "AS_ARRAY(" + value + ")"; }
    std::string asList(const std::string &value) const override { return "TO_ARRAY(" + value + ")"; }
    std::string count(const std::string &list) const override { return "ARRAY_SIZE(" + list + ")"; }
};

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
    std::optional<std::string> pattern(std::string_view re2, bool ignoreCase) const override { return portablePattern(re2, ignoreCase, PatternWords::Posix); }
    std::string matches(const std::string &text, const std::string &pattern, bool) const override {
        return "REGEXP_INSTR(" + text + ", " + pattern + ") > 0";
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
    const JsonGrammar *json() const override { return &m_json; }

private:
    SnowflakeJson m_json;
};

} // namespace

std::unique_ptr<Grammar> snowflakeGrammar() { return std::make_unique<Snowflake>(); }

} // namespace audience::sql
