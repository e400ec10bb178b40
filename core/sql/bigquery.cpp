// BigQuery (GoogleSQL) with named parameters p1, p2, ... Columns: BOOL, INT64, NUMERIC or BIGNUMERIC, FLOAT64, STRING
// without a collation, DATE, TIMESTAMP and JSON.
#include "sql/backslash_text.h"
#include "sql/grammar.h"
#include "sql/json_grammar.h"

namespace audience::sql {

namespace {

class BigqueryJson final : public JsonRows {
public:
    Rows rows(const std::string &column, const JsonPath &path, bool whole, const Hold &hold) const override {
        std::string from = " FROM ", value = column;
        std::size_t level = 0;
        const auto spread = [&](const std::string &list) {
            const std::string alias = "j" + std::to_string(++level);
            from += (level == 1 ? "UNNEST(" : ", UNNEST(") + list + ") AS " + alias;
            value = alias;
        };
        // What is no list has no elements, and what is no object no members.
        for (const JsonStep &step : path) {
            if (step.kind == JsonStep::Kind::Member)
                value += '[' + hold(step.name) + ']';
            else if (step.kind == JsonStep::Kind::Index)
                value += '[' + std::to_string(step.index) + ']';
            else
                spread("JSON_QUERY_ARRAY(" + value + ")");
        }
        if (path.empty() || path.back().kind != JsonStep::Kind::Each) {
            const std::string single = "WHEN " + value + " IS NOT NULL THEN [" + value + "] END";
            spread(whole ? "CASE " + single : "CASE WHEN JSON_TYPE(" + value + ") = 'array' THEN JSON_QUERY_ARRAY(" + value + ") " + single);
        }
        return {from + " WHERE TRUE", value};
    }
    std::string is(const std::string &leaf, Kind kind) const override {
        return kind == Kind::Text ? "JSON_TYPE(" + leaf + ") = 'string'"
                                  : "TO_JSON_STRING(" + leaf + ") = " + (kind == Kind::True ? "'true'" : "'false'");
    }
    std::string text(const std::string &leaf) const override { return "JSON_VALUE(" + leaf + ")"; }
    std::string isNumber(const std::string &leaf, const Test &whole, const Test &real) const override {
        const auto as = [&](const char *type) { return "SAFE_CAST(JSON_VALUE(" + leaf + ") AS " + type + ")"; };
        return "CASE WHEN JSON_TYPE(" + leaf + ") <> 'number' THEN FALSE WHEN " + as("INT64") + " IS NOT NULL THEN " + whole(as("INT64")) +
               " ELSE " + real(as("FLOAT64")) + " END";
    }
    std::string size(const std::string &leaf) const override {
        return "CASE JSON_TYPE(" + leaf + ") WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(" + leaf +
               ")) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(" + leaf + ", 1)) WHEN 'string' THEN LENGTH(" + text(leaf) + ") END";
    }
    std::string isNotBlank(const std::string &leaf) const override {
        return "TO_JSON_STRING(" + leaf + ") NOT IN ('null', '\"\"', '[]', '{}')";
    }
};

class Bigquery final : public Grammar {
public:
    Dialect dialect() const override { return Dialect::Bigquery; }
    std::string quoted(std::string_view name) const override {
        std::string quoted = "`";
        for (const char c : name) {
            if (static_cast<unsigned char>(c) < 0x20)
                continue;
            if (c == '`' || c == '\\')
                quoted += '\\';
            quoted += c;
        }
        return quoted + '`';
    }
    // Letters, digits and _ alone; all others by their number, so that different names stay different.
    std::string madeColumn(std::string_view name) const override {
        constexpr const char *kDigits = "0123456789abcdef";
        std::string made;
        for (const char c : name) {
            const auto byte = static_cast<unsigned char>(c);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
                made += c;
            else
                ((made += '_') += kDigits[byte >> 4]) += kDigits[byte & 15];
        }
        return made;
    }
    std::string placeholder(std::size_t n) const override { return "@p" + std::to_string(n); }
    std::string textLiteral(std::string_view text) const override { return backslashLiteral(text); }
    std::string typeName(Type type) const override {
        constexpr const char *kNames[] = {"BOOL", "INT64", "BIGNUMERIC", "FLOAT64", "STRING", "DATE", "TIMESTAMP", "JSON"};
        return kNames[static_cast<int>(type)];
    }
    std::string column(const std::string &name, Type type) const override {
        return type == Type::Double ? "IF(IS_NAN(" + name + "), NULL, " + name + ")" : name;
    }
    std::string startsWith(const std::string &text, const std::string &part) const override {
        return "STARTS_WITH(" + text + ", " + part + ")";
    }
    std::string endsWith(const std::string &text, const std::string &part) const override {
        return "ENDS_WITH(" + text + ", " + part + ")";
    }
    std::string afterLastAt(const std::string &text) const override { return "REGEXP_EXTRACT(" + text + ", '@([^@]*)$')"; }
    std::optional<std::string> pattern(std::string_view re2, bool) const override { return std::string(re2); }
    std::string matches(const std::string &text, const std::string &pattern, bool ignoreCase) const override {
        return "REGEXP_CONTAINS(" + text + ", " + (ignoreCase ? "CONCAT('(?i)', " + pattern + ")" : pattern) + ")";
    }
    std::string isLine(const std::string &text, const std::string &lines) const override {
        return text + " IN UNNEST(SPLIT(" + lines + ", '\\n'))";
    }
    std::string bucket(const std::string &text) const override {
        return "MOD(CAST(CONCAT('0x', SUBSTR(TO_HEX(MD5(" + text + ")), 1, 8)) AS INT64), 10000)";
    }
    std::string micros(const std::string &moment) const override { return "UNIX_MICROS(" + moment + ")"; }
    std::string momentOf(const std::string &micros) const override { return "TIMESTAMP_MICROS(" + micros + ")"; }
    std::string microsOfDay(const std::string &day) const override { return "UNIX_DATE(" + day + ") * 86400000000"; }
    std::string onTheWall(const std::string &moment, const std::string &zone) const override {
        return "DATETIME(" + moment + ", " + zone + ")";
    }
    std::string part(DatePart part, const std::string &timeOrDate) const override {
        constexpr const char *kNames[] = {"HOUR", "DAYOFWEEK", "DAY", "MONTH", "YEAR"};
        const std::string value = std::string("EXTRACT(") + kNames[static_cast<int>(part)] + " FROM " + timeOrDate + ")";
        return part == DatePart::Weekday ? "(MOD(" + value + " + 5, 7) + 1)" : value; // it counts from Sunday, 1
    }
    std::string exactSum(const std::string &number, Type type) const override {
        return "SUM(" + (type == Type::Double ? number : cast(number, Type::Decimal)) + ")";
    }
    const JsonGrammar *json() const override { return &m_json; }

private:
    BigqueryJson m_json;
};

} // namespace

std::unique_ptr<Grammar> bigqueryGrammar() { return std::make_unique<Bigquery>(); }

} // namespace audience::sql
