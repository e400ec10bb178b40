// BigQuery (GoogleSQL) with named parameters p1, p2, ... Columns: BOOL, INT64, NUMERIC or BIGNUMERIC, FLOAT64, STRING
// without a collation, DATE and TIMESTAMP.
#include "sql/backslash_text.h"
#include "sql/grammar.h"

namespace audience::sql {

namespace {

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
};

} // namespace

std::unique_ptr<Grammar> bigqueryGrammar() { return std::make_unique<Bigquery>(); }

} // namespace audience::sql
