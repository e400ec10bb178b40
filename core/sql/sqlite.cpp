// SQLite with the functions fold, re2, local_time and bucket_of. Dates are ISO text, booleans 0 and 1, decimals
// floating point; instants are microseconds or, in a workspace's own tables, ISO text ending in Z.
#include "base/json.h"
#include "sql/grammar.h"
#include "sql/json_grammar.h"

namespace audience::sql {

namespace {

// The path cut at each [], in the notation of SQLite.
std::vector<std::string> piecesOf(const JsonPath &path) {
    std::vector<std::string> pieces{"$"};
    for (const JsonStep &step : path) {
        if (step.kind == JsonStep::Kind::Each)
            pieces.emplace_back("$");
        else if (step.kind == JsonStep::Kind::Index)
            pieces.back() += '[' + std::to_string(step.index) + ']';
        else
            pieces.back() += ".\"" + step.name + '"';
    }
    return pieces;
}

class SqliteJson final : public JsonRows {
public:
    Rows rows(const std::string &column, const JsonPath &path, bool whole, const Hold &hold) const override {
        const std::vector<std::string> pieces = piecesOf(path);
        const bool endsInEach = !path.empty() && path.back().kind == JsonStep::Kind::Each;
        const std::size_t lists = pieces.size() - 1, levels = lists + (endsInEach ? 0 : 1);
        const auto alias = [](std::size_t level) { return "j" + std::to_string(level); };
        const auto source = [&](std::size_t level) {
            return level == 0 ? "CASE WHEN json_valid(" + column + ") THEN " + column + " END"
                              : "CASE WHEN " + alias(level) + ".type IN ('array', 'object') THEN " + alias(level) + ".value END";
        };
        const auto at = [&](std::size_t level) { return source(level) + ", " + hold(pieces[level]); };
        std::string from = " FROM ";
        for (std::size_t level = 0; level < levels; ++level) {
            from += level == 0 ? "json_each(" : ", json_each(";
            if (level < lists)
                from += at(level);
            else if (whole)
                from += "json_array(json_extract(" + at(level) + "))";
            else // a list gives its elements, an object one row that is an object
                from += "CASE json_type(" + at(level) + ") WHEN 'object' THEN '[{}]' ELSE " + source(level) + " END, CASE json_type(" +
                        at(level) + ") WHEN 'object' THEN '$' ELSE " + hold(pieces[level]) + " END";
            from += ") AS " + alias(level + 1);
        }
        from += " WHERE 1 = 1";
        for (std::size_t level = 0; level < lists; ++level)
            from += " AND json_type(" + at(level) + ") = 'array'";
        if (!endsInEach && whole)
            from += " AND json_type(" + at(lists) + ") IS NOT NULL";
        return {from, alias(levels)};
    }
    std::string is(const std::string &leaf, Kind kind) const override {
        return leaf + ".type = " + (kind == Kind::Text ? "'text'" : kind == Kind::True ? "'true'" : "'false'");
    }
    std::string text(const std::string &leaf) const override { return leaf + ".value"; }
    std::string isNumber(const std::string &leaf, const Test &whole, const Test &real) const override {
        return leaf + ".type = 'integer' AND (" + whole(leaf + ".value") + ") OR " + leaf + ".type = 'real' AND (" + real(leaf + ".value") +
               ")";
    }
    std::string size(const std::string &leaf) const override {
        return "CASE " + leaf + ".type WHEN 'array' THEN json_array_length(" + leaf +
               ".value) WHEN 'object' THEN (SELECT COUNT(*) FROM json_each(" + leaf + ".value)) WHEN 'text' THEN length(" + leaf +
               ".value) END";
    }
    std::string isNotBlank(const std::string &leaf) const override {
        return leaf + ".type <> 'null' AND " + leaf + ".value NOT IN ('', '[]', '{}') OR " + leaf + ".type = 'text' AND " + leaf +
               ".value IN ('[]', '{}')";
    }
};

class Sqlite final : public Grammar {
public:
    explicit Sqlite(Times times) : m_iso(times == Times::IsoText) {}
    Dialect dialect() const override { return Dialect::Sqlite; }
    std::string placeholder(std::size_t n) const override { return '?' + std::to_string(n); }
    Value momentValue(Instant at) const override {
        if (!m_iso)
            return at.micros;
        std::string iso = toIso(at);
        iso.pop_back(); // the Z, as column() takes it off
        return iso;
    }
    Value numberValue(Decimal number) const override { return toDouble(number); }
    std::string isFlag(const std::string &column, bool wanted) const override { return column + (wanted ? " = 1" : " = 0"); }

    std::string typeName(Type type) const override {
        return type == Type::Text ? "TEXT" : type == Type::Double || type == Type::Decimal ? "REAL" : "INTEGER";
    }
    // ISO text of any number of digits compares right once the Z at its end is gone.
    std::string column(const std::string &name, Type type) const override {
        return m_iso && type == Type::Instant ? "rtrim(" + name + ", 'Z')" : name;
    }

    std::string contains(const std::string &text, const std::string &part) const override {
        return "instr(" + text + ", " + part + ") > 0";
    }
    std::string startsWith(const std::string &text, const std::string &part) const override {
        return "substr(" + text + ", 1, length(" + part + ")) = " + part;
    }
    std::string endsWith(const std::string &text, const std::string &part) const override {
        return "substr(" + text + ", -length(" + part + ")) = " + part;
    }
    // GLOB minds case where SQLite's LIKE does not.
    std::string like(const std::string &text, const std::string &pattern) const override { return text + " GLOB " + pattern; }
    std::string likePattern(std::string_view like) const override {
        std::string glob;
        for (std::size_t i = 0; i < like.size(); ++i) {
            const bool escapes = like[i] == '\\' && i + 1 < like.size() &&
                                 (like[i + 1] == '%' || like[i + 1] == '_' || like[i + 1] == '\\');
            if (!escapes && (like[i] == '%' || like[i] == '_')) {
                glob += like[i] == '%' ? '*' : '?';
                continue;
            }
            const char literal = escapes ? like[++i] : like[i];
            const bool special = literal == '*' || literal == '?' || literal == '[';
            glob += special ? std::string{'[', literal, ']'} : std::string(1, literal);
        }
        return glob;
    }
    std::string length(const std::string &text) const override { return "length(" + text + ")"; }
    // rtrim takes off all that is no @, which leaves what ends in the last one
    std::string afterLastAt(const std::string &text) const override {
        return "CASE WHEN instr(" + text + ", '@') > 0 THEN substr(" + text + ", length(rtrim(" + text + ", replace(" + text +
               ", '@', ''))) + 1) END";
    }
    bool hasFold() const override { return true; }
    std::optional<std::string> pattern(std::string_view re2, bool) const override { return std::string(re2); }
    std::string matches(const std::string &text, const std::string &pattern, bool ignoreCase) const override {
        return "re2(" + pattern + ", " + text + (ignoreCase ? ", 1)" : ", 0)");
    }
    std::string isLine(const std::string &text, const std::string &lines) const override {
        return text + " IN (SELECT value FROM json_each(" + lines + "))";
    }
    Value linesValue(const std::vector<std::string> &lines) const override { return dumpJson(Json(lines)); }
    std::string bucket(const std::string &text) const override { return "bucket_of(" + text + ")"; }

    std::string asMoment(const std::string &value) const override { return value; }
    std::string asDay(const std::string &value) const override { return value; }
    // SQLite counts seconds; up to six digits after the point are added as they stand.
    std::string micros(const std::string &moment) const override {
        return m_iso ? "(CAST(strftime('%s', substr(" + moment + ", 1, 19)) AS INTEGER) * 1000000 + CAST(substr(substr(" + moment +
                           ", 21) || '000000', 1, 6) AS INTEGER))"
                     : moment;
    }
    // Whole seconds from below, then the digits after the point without zeros at their end.
    std::string momentOf(const std::string &micros) const override {
        const std::string rest = "((" + micros + ") % 1000000 + 1000000) % 1000000";
        return m_iso ? "rtrim(rtrim(strftime('%Y-%m-%dT%H:%M:%S', ((" + micros + ") - " + rest + ") / 1000000, 'unixepoch') || '.' || printf('%06d', " +
                           rest + "), '0'), '.')"
                     : micros;
    }
    std::string microsOfDay(const std::string &day) const override {
        return m_iso ? "(CAST(strftime('%s', " + day + ") AS INTEGER) * 1000000)" : day;
    }
    std::string dayAsMoment(const std::string &day) const override { return m_iso ? "(" + day + " || 'T00:00:00')" : day; }
    std::string zone(const std::string &named, const std::string &otherwise, const std::string &) const override {
        return (named.empty() ? "NULL" : named) + ", " + otherwise;
    }
    std::string onTheWall(const std::string &moment, const std::string &zone) const override {
        return "local_time(" + moment + ", " + zone + ")";
    }
    std::string part(DatePart part, const std::string &time) const override {
        const auto digits = [&](const char *at) { return "CAST(substr(" + time + ", " + at + ") AS INTEGER)"; };
        switch (part) {
        case DatePart::Hour:
            return digits("12, 2");
        case DatePart::Day:
            return digits("9, 2");
        case DatePart::Month:
            return digits("6, 2");
        case DatePart::Year:
            return digits("1, 4");
        case DatePart::Weekday: // %w counts from Sunday, 0
            break;
        }
        return "((strftime('%w', substr(" + time + ", 1, 10)) + 6) % 7 + 1)";
    }

    bool scalesDecimals() const override { return true; }
    std::string wholeQuotient(const std::string &a, const std::string &b) const override { return a + " / " + b; }
    const JsonGrammar *json() const override { return &m_json; }

private:
    bool m_iso;
    SqliteJson m_json;
};

} // namespace

std::unique_ptr<Grammar> sqliteGrammar(Times times) { return std::make_unique<Sqlite>(times); }

} // namespace audience::sql
