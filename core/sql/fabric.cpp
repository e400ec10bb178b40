// Microsoft Fabric Warehouse and SQL analytics endpoints (T-SQL over ODBC, so parameters are question marks). Columns:
// BIT, BIGINT, DECIMAL, FLOAT, VARCHAR (also of JSON), DATE and DATETIME2 in UTC. Its texts compare by a collation and without the
// blanks at their ends, so both sides get a binary collation and a sign behind them. It knows no IANA zones.
#include "sql/grammar.h"
#include "sql/json_grammar.h"

namespace audience::sql {

namespace {

constexpr const char *kBytes = " COLLATE Latin1_General_100_BIN2_UTF8";

std::string ended(const std::string &text) { return "(" + text + " + '|')"; }
// How many characters, those at the end too.
std::string counted(const std::string &text, const char *collation) { return "LEN(" + ended(text) + collation + ") - 1"; }

// In code points.
std::string lengthOf(const std::string &text) { return "(" + counted(text, " COLLATE Latin1_General_100_CS_AS_KS_WS_SC_UTF8") + ")"; }

// OPENJSON gives a row per member or element: key, value and type (0 null, 1 text, 2 number, 3 boolean, 4 list,
// 5 object). Of a list around a value that is the value itself.
class FabricJson final : public JsonRows {
public:
    Rows rows(const std::string &column, const JsonPath &path, bool whole, const Hold &hold) const override {
        const std::string list = "'[' + " + column + " + ']'";
        std::string from = " FROM OPENJSON(CASE WHEN ISJSON(" + list + ") = 1 THEN " + list + " END) AS j1", tests = " WHERE 1 = 1", leaf = "j1";
        std::size_t level = 1;
        for (const JsonStep &step : path) {
            const std::string inside = insideOf(leaf, step.kind == JsonStep::Kind::Member ? "5" : "4");
            leaf = "j" + std::to_string(++level);
            from += " CROSS APPLY " + inside + " AS " + leaf;
            if (step.kind == JsonStep::Kind::Member)
                tests += " AND " + ended(leaf + ".[key]") + kBytes + " = " + ended(hold(step.name));
            else if (step.kind == JsonStep::Kind::Index)
                tests += " AND " + leaf + ".[key] = '" + std::to_string(step.index) + "'";
        }
        if (!whole && (path.empty() || path.back().kind != JsonStep::Kind::Each)) {
            const std::string last = "j" + std::to_string(++level);
            from += " CROSS APPLY (SELECT value, type FROM " + insideOf(leaf, "4") + " AS list UNION ALL SELECT " + leaf + ".value, " + leaf +
                    ".type WHERE " + leaf + ".type <> 4) AS " + last;
            leaf = last;
        }
        return {from + tests, leaf};
    }
    std::string is(const std::string &leaf, Kind kind) const override {
        return kind == Kind::Text ? leaf + ".type = 1" : leaf + ".type = 3 AND " + leaf + ".value = " + (kind == Kind::True ? "'true'" : "'false'");
    }
    std::string text(const std::string &leaf) const override { return leaf + ".value"; }
    std::string isNumber(const std::string &leaf, const Test &whole, const Test &real) const override {
        const auto as = [&](const char *type) { return "TRY_CAST(" + leaf + ".value AS " + type + ")"; };
        return leaf + ".type = 2 AND (" + as("BIGINT") + " IS NOT NULL AND (" + whole(as("BIGINT")) + ") OR " + as("BIGINT") + " IS NULL AND (" +
               real(as("FLOAT")) + "))";
    }
    std::string size(const std::string &leaf) const override {
        return "CASE WHEN " + leaf + ".type IN (4, 5) THEN (SELECT COUNT(*) FROM " + insideOf(leaf, "4, 5") + " AS inside) WHEN " + leaf +
               ".type = 1 THEN " + lengthOf(leaf + ".value") + " END";
    }
    std::string isNotBlank(const std::string &leaf) const override {
        return leaf + ".type IN (2, 3) OR " + leaf + ".type = 1 AND " + ended(leaf + ".value") + " <> '|' OR EXISTS (SELECT 1 FROM " +
               insideOf(leaf, "4, 5") + " AS inside)";
    }

private:
    static std::string insideOf(const std::string &value, const char *types) {
        return "OPENJSON(CASE WHEN " + value + ".type IN (" + types + ") THEN " + value + ".value END)";
    }
};

class Fabric final : public Grammar {
public:
    Dialect dialect() const override { return Dialect::Fabric; }
    std::string quoted(std::string_view name) const override {
        std::string quoted = "[";
        for (const char c : name) {
            if (static_cast<unsigned char>(c) < 0x20)
                continue;
            if (c == ']')
                quoted += ']';
            quoted += c;
        }
        return quoted + ']';
    }
    std::string placeholder(std::size_t) const override { return "?"; }
    bool isPositional() const override { return true; }
    Value momentValue(Instant at) const override {
        std::string iso = toIso(at);
        iso.pop_back(); // a DATETIME2 has no zone
        return iso;
    }
    // A condition is no value here.
    std::string isNotTrue(const std::string &test) const override { return "CASE WHEN " + test + " THEN 0 ELSE 1 END = 1"; }
    std::string isFlag(const std::string &column, bool wanted) const override { return column + (wanted ? " = 1" : " = 0"); }
    std::string typeName(Type type) const override {
        constexpr const char *kNames[] = {"BIT", "BIGINT", "DECIMAL(38, 12)", "FLOAT", "VARCHAR(8000)", "DATE", "DATETIME2(6)", "VARCHAR(MAX)"};
        return kNames[static_cast<int>(type)];
    }
    std::string column(const std::string &name, Type type) const override {
        return type == Type::Text ? ended(name) + kBytes : name; // there is no NaN
    }

    std::string plainText(const std::string &compared) const override { return "LEFT(" + compared + ", LEN(" + compared + ") - 1)"; }
    std::string byBytes(const std::string &text) const override { return "CAST(" + text + " AS VARBINARY(8000))"; }

    std::string isOneOf(const std::string &text, const std::vector<std::string> &values) const override {
        std::vector<std::string> all;
        for (const std::string &value : values)
            all.push_back(ended(value));
        return Grammar::isOneOf(ended(text) + kBytes, all);
    }
    std::string isSameText(const std::string &a, const std::string &b) const override { return ended(a) + kBytes + " = " + ended(b); }
    std::string contains(const std::string &text, const std::string &part) const override {
        return "CHARINDEX(" + part + ", " + text + kBytes + ") > 0";
    }
    std::string isNotEmpty(const std::string &text) const override { return ended(text) + " <> '|'"; }
    std::string startsWith(const std::string &text, const std::string &part) const override {
        return isSameText("LEFT(" + text + kBytes + ", " + counted(part, kBytes) + ")", part);
    }
    std::string endsWith(const std::string &text, const std::string &part) const override {
        return isSameText("RIGHT(" + text + kBytes + ", " + counted(part, kBytes) + ")", part);
    }
    std::string like(const std::string &text, const std::string &pattern) const override {
        return ended(text) + kBytes + " LIKE " + ended(pattern) + " ESCAPE '\\'";
    }
    std::string likePattern(std::string_view pattern) const override {
        std::string escaped;
        for (const char c : Grammar::likePattern(pattern))
            escaped += c == '[' ? std::string("\\[") : std::string(1, c);
        return escaped;
    }
    std::string length(const std::string &text) const override {
        return lengthOf(text);
    }
    std::string afterLastAt(const std::string &text) const override {
        return "CASE WHEN CHARINDEX('@', " + text + ") > 0 THEN RIGHT(" + text + ", CHARINDEX('@', REVERSE(" + text + ")) - 1) END";
    }
    std::string translated(const std::string &text, const std::string &from, const std::string &to) const override {
        return Grammar::translated(text + kBytes, from, to);
    }
    // Its patterns are RE2's, of up to 8,000 bytes; a flag says whether case counts, whatever the collation does.
    std::optional<std::string> pattern(std::string_view re2, bool) const override {
        return re2.size() <= 8'000 ? std::optional<std::string>(re2) : std::nullopt;
    }
    std::string matches(const std::string &text, const std::string &pattern, bool ignoreCase) const override {
        return "REGEXP_LIKE(" + text + ", " + pattern + (ignoreCase ? ", 'i')" : ", 'c')");
    }
    std::string isLine(const std::string &text, const std::string &lines) const override {
        return ended(text) + kBytes + " IN (SELECT value + '|' FROM STRING_SPLIT(" + lines + ", CHAR(10)))";
    }
    std::string bucket(const std::string &text) const override {
        return "CAST(SUBSTRING(HASHBYTES('MD5', (" + text + ")" + kBytes + "), 1, 4) AS BIGINT) % 10000";
    }
    std::string joined(const std::string &a, const std::string &b) const override { return a + " + " + b; }

    std::string micros(const std::string &moment) const override { return "DATEDIFF_BIG(MICROSECOND, '1970-01-01', " + moment + ")"; }
    // It adds integers of 32 bits only: days, seconds of the day and what is left.
    std::string momentOf(const std::string &micros) const override {
        const auto whole = [](const std::string &number) { return "CAST(" + number + " AS INT)"; };
        const std::string all = "(" + micros + ")";
        return "DATEADD(MICROSECOND, " + whole(all + " % 1000000") + ", DATEADD(SECOND, " + whole(all + " / 1000000 % 86400") +
               ", DATEADD(DAY, " + whole(all + " / 86400000000") + ", " + cast("'1970-01-01'", Type::Instant) + ")))";
    }
    std::string microsOfDay(const std::string &day) const override { return micros(cast(day, Type::Instant)); }
    std::string onTheWall(const std::string &moment, const std::string &) const override { return moment; }
    bool knowsZone(std::string_view zone) const override { return zone == "UTC" || zone == "Etc/UTC"; }
    bool knowsAllZones() const override { return false; }
    std::string part(DatePart part, const std::string &timeOrDate) const override {
        constexpr const char *kNames[] = {"HOUR", "", "DAY", "MONTH", "YEAR"};
        if (part == DatePart::Weekday) // whatever day the session takes for the first; 1900-01-01 was a Monday
            return "((DATEDIFF(DAY, '1900-01-01', " + timeOrDate + ") % 7 + 7) % 7 + 1)";
        return std::string("DATEPART(") + kNames[static_cast<int>(part)] + ", " + timeOrDate + ")";
    }
    std::string exactSum(const std::string &number, Type type) const override {
        return type == Type::Integer ? "SUM(CAST(" + number + " AS DECIMAL(38, 0)))" : "SUM(" + number + ")";
    }
    const JsonGrammar *json() const override { return &m_json; }

private:
    FabricJson m_json;
};

} // namespace

std::unique_ptr<Grammar> fabricGrammar() { return std::make_unique<Fabric>(); }

} // namespace audience::sql
