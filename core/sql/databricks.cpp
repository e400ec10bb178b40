// Databricks SQL with named parameters p1, p2, ..., in a session whose TIMEZONE is UTC. Columns: BOOLEAN, BIGINT,
// DECIMAL, DOUBLE, STRING without a collation, DATE and TIMESTAMP.
#include "sql/backslash_text.h"
#include "sql/json_grammar.h"
#include "sql/portable_pattern.h"

namespace audience::sql {

namespace {

// In a STRING, read as a VARIANT.
class DatabricksJson final : public JsonLists {
public:
    std::string is(const std::string &leaf, Kind kind) const override {
        return kind == Kind::Text ? kindOf(leaf) + " = 'STRING'"
                                  : kindOf(leaf) + " = 'BOOLEAN' AND " + as(leaf, "BOOLEAN") + " = " + (kind == Kind::True ? "TRUE" : "FALSE");
    }
    std::string text(const std::string &leaf) const override { return as(leaf, "STRING"); }
    std::string isNumber(const std::string &leaf, const Test &whole, const Test &real) const override {
        return "CASE WHEN " + kindOf(leaf) + " = 'BIGINT' THEN " + whole(as(leaf, "BIGINT")) + " WHEN " + kindOf(leaf) + " = 'DOUBLE' OR " +
               kindOf(leaf) + " LIKE 'DECIMAL%' THEN " + real(as(leaf, "DOUBLE")) + " ELSE FALSE END";
    }
    std::string size(const std::string &leaf) const override {
        return "CASE WHEN " + kindOf(leaf) + " LIKE 'ARRAY%' THEN " + count(elements(leaf)) + " WHEN " + kindOf(leaf) + " LIKE 'OBJECT%' THEN " +
               count("MAP_KEYS(" + as(leaf, "MAP<STRING, VARIANT>") + ")") + " WHEN " + is(leaf, Kind::Text) + " THEN LENGTH(" + text(leaf) + ") END";
    }
    std::string isNotBlank(const std::string &leaf) const override {
        return "NOT IS_VARIANT_NULL(" + leaf + ") AND COALESCE(" + size(leaf) + ", 1) > 0";
    }

protected:
    std::string root(const std::string &column) const override { return "TRY_PARSE_JSON(" + column + ")"; }
    std::string member(const std::string &value, const std::string &name, const Place &place) const override {
        if (name.empty() || name.find_first_of("\"'?\\") != std::string::npos)
            return {};
        return "TRY_VARIANT_GET(" + value + ", " + place.literal("$[\"" + name + "\"]") + ", 'VARIANT')";
    }
    std::string element(const std::string &value, std::size_t index) const override {
        return "TRY_VARIANT_GET(" + value + ", '$[" + std::to_string(index) + "]', 'VARIANT')";
    }
    std::string elements(const std::string &value) const override { return as(value, "ARRAY<VARIANT>"); }
    std::string asList(const std::string &value) const override { return "COALESCE(" + elements(value) + ", ARRAY(" + value + "))"; }
    std::string count(const std::string &list) const override { return "ARRAY_SIZE(" + list + ")"; }

private:
    static std::string kindOf(const std::string &leaf) { return "SCHEMA_OF_VARIANT(" + leaf + ")"; }
    static std::string as(const std::string &leaf, const std::string &type) { return "TRY_VARIANT_GET(" + leaf + ", '$', '" + type + "')"; }
};

class Databricks final : public Grammar {
public:
    Dialect dialect() const override { return Dialect::Databricks; }
    std::string quoted(std::string_view name) const override {
        std::string quoted = "`";
        for (const char c : name) {
            if (static_cast<unsigned char>(c) < 0x20)
                continue;
            if (c == '`')
                quoted += '`';
            quoted += c;
        }
        return quoted + '`';
    }
    std::string placeholder(std::size_t n) const override { return ":p" + std::to_string(n); }
    std::string textLiteral(std::string_view text) const override { return backslashLiteral(text); }
    std::string typeName(Type type) const override {
        constexpr const char *kNames[] = {"BOOLEAN", "BIGINT", "DECIMAL(38, 12)", "DOUBLE", "STRING", "DATE", "TIMESTAMP", "STRING"};
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
    // Before the line end at the end of a text is a $, too.
    std::optional<std::string> pattern(std::string_view re2, bool ignoreCase) const override { return portablePattern(re2, ignoreCase, PatternWords::Java); }
    std::string matches(const std::string &text, const std::string &pattern, bool) const override { return text + " RLIKE " + pattern; }
    std::string afterLastAt(const std::string &text) const override {
        return "CASE WHEN " + contains(text, "'@'") + " THEN SUBSTRING_INDEX(" + text + ", '@', -1) END";
    }
    std::string isLine(const std::string &text, const std::string &lines) const override {
        return "ARRAY_CONTAINS(SPLIT(" + lines + ", '\\n'), " + text + ")";
    }
    std::string bucket(const std::string &text) const override {
        return "CAST(CONV(SUBSTR(MD5(" + text + "), 1, 8), 16, 10) AS BIGINT) % 10000";
    }
    std::string micros(const std::string &moment) const override { return "UNIX_MICROS(" + moment + ")"; }
    std::string momentOf(const std::string &micros) const override { return "TIMESTAMP_MICROS(" + micros + ")"; }
    std::string microsOfDay(const std::string &day) const override { return "UNIX_DATE(" + day + ") * 86400000000"; }
    std::string onTheWall(const std::string &moment, const std::string &zone) const override {
        return "CONVERT_TIMEZONE('UTC', " + zone + ", CAST(" + moment + " AS TIMESTAMP_NTZ))";
    }
    std::string part(DatePart part, const std::string &timeOrDate) const override {
        constexpr const char *kNames[] = {"HOUR", "WEEKDAY", "DAY", "MONTH", "YEAR"};
        const std::string value = kNames[static_cast<int>(part)] + ("(" + timeOrDate) + ")";
        return part == DatePart::Weekday ? "(" + value + " + 1)" : value; // it counts from Monday, 0
    }
    std::string exactSum(const std::string &number, Type type) const override {
        return type == Type::Integer ? "SUM(CAST(" + number + " AS DECIMAL(38, 0)))" : "SUM(" + number + ")";
    }
    const JsonGrammar *json() const override { return &m_json; }

private:
    DatabricksJson m_json;
};

} // namespace

std::unique_ptr<Grammar> databricksGrammar() { return std::make_unique<Databricks>(); }

} // namespace audience::sql
