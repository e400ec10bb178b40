// PostgreSQL 14 or later with a UTF8 database. Columns: BOOLEAN, BIGINT, NUMERIC, DOUBLE PRECISION, TEXT, DATE,
// TIMESTAMPTZ and JSONB (or JSON).
#include "sql/json_grammar.h"
#include "sql/portable_pattern.h"
#include "sql/postgresql_like.h"

namespace audience::sql {

std::string PostgresqlLike::typeName(Type type) const {
    switch (type) {
    case Type::Bool:
        return "BOOLEAN";
    case Type::Integer:
        return "BIGINT";
    case Type::Decimal:
        return "NUMERIC";
    case Type::Double:
        return "DOUBLE PRECISION";
    case Type::Date:
        return "DATE";
    case Type::Instant:
        return "TIMESTAMPTZ";
    case Type::Json:
        return "JSONB";
    case Type::Text:
        break;
    }
    return "TEXT";
}

std::string PostgresqlLike::endsWith(const std::string &text, const std::string &part) const {
    return "RIGHT(" + text + ", LENGTH(" + part + ")) = " + part;
}

std::string PostgresqlLike::onTheWall(const std::string &moment, const std::string &zone) const {
    return "(" + moment + " AT TIME ZONE " + zone + ")";
}

std::string PostgresqlLike::part(DatePart part, const std::string &timeOrDate) const {
    constexpr const char *kNames[] = {"HOUR", "ISODOW", "DAY", "MONTH", "YEAR"};
    return std::string("EXTRACT(") + kNames[static_cast<int>(part)] + " FROM " + timeOrDate + ")";
}

namespace {

class PostgresqlJson final : public JsonRows {
public:
    explicit PostgresqlJson(const Grammar &grammar) : m_grammar(grammar) {}

    Rows rows(const std::string &column, const JsonPath &path, bool whole, const Hold &hold) const override {
        std::string from = " FROM ", value = m_grammar.cast(column, Type::Json);
        std::size_t level = 0;
        const auto spread = [&](const std::string &list) {
            const std::string alias = "j" + std::to_string(++level);
            from += (level == 1 ? "" : ", ") + ("jsonb_array_elements(" + list) + ") AS " + alias + " (value)";
            value = alias + ".value";
        };
        for (const JsonStep &step : path) {
            // A number inside -> picks an element, a text a member; a scalar would give itself for [0].
            if (step.kind == JsonStep::Kind::Member)
                value = "(" + value + " -> " + m_grammar.cast(hold(step.name), Type::Text) + ")";
            else if (step.kind == JsonStep::Kind::Index)
                value = "CASE jsonb_typeof(" + value + ") WHEN 'array' THEN " + value + " -> " + std::to_string(step.index) + " END";
            else
                spread("CASE jsonb_typeof(" + value + ") WHEN 'array' THEN " + value + " END");
        }
        if (path.empty() || path.back().kind != JsonStep::Kind::Each) {
            const std::string single = "WHEN " + value + " IS NOT NULL THEN jsonb_build_array(" + value + ") END";
            spread(whole ? "CASE " + single : "CASE WHEN jsonb_typeof(" + value + ") = 'array' THEN " + value + " " + single);
        }
        return {from + " WHERE TRUE", value};
    }
    std::string is(const std::string &leaf, Kind kind) const override {
        return kind == Kind::Text ? "jsonb_typeof(" + leaf + ") = 'string'"
                                  : leaf + " = " + m_grammar.cast(kind == Kind::True ? "'true'" : "'false'", Type::Json);
    }
    std::string text(const std::string &leaf) const override { return "(" + leaf + " #>> '{}')"; }
    std::string isNumber(const std::string &leaf, const Test &whole, const Test &real) const override {
        const std::string number = m_grammar.cast(leaf, Type::Decimal);
        return "CASE WHEN jsonb_typeof(" + leaf + ") <> 'number' THEN FALSE WHEN " + number + " % 1 = 0 THEN " + whole(number) + " ELSE " +
               real(m_grammar.cast(leaf, Type::Double)) + " END";
    }
    std::string size(const std::string &leaf) const override {
        return "CASE jsonb_typeof(" + leaf + ") WHEN 'array' THEN jsonb_array_length(" + leaf +
               ") WHEN 'object' THEN (SELECT COUNT(*) FROM jsonb_object_keys(" + leaf + ")) WHEN 'string' THEN LENGTH(" + text(leaf) +
               ") END";
    }
    std::string isNotBlank(const std::string &leaf) const override {
        return "CAST(" + leaf + " AS TEXT) NOT IN ('null', '\"\"', '[]', '{}')";
    }

private:
    const Grammar &m_grammar;
};

class Postgresql final : public PostgresqlLike {
public:
    Dialect dialect() const override { return Dialect::Postgresql; }
    std::string startsWith(const std::string &text, const std::string &part) const override {
        return "STARTS_WITH(" + text + ", " + part + ")";
    }
    std::optional<std::string> pattern(std::string_view re2, bool ignoreCase) const override { return portablePattern(re2, ignoreCase, PatternWords::Postgresql); }
    std::string matches(const std::string &text, const std::string &pattern, bool) const override { return text + " ~ " + pattern; }
    std::string afterLastAt(const std::string &text) const override { return "SUBSTRING(" + text + " FROM '@([^@]*)$')"; }
    std::string isLine(const std::string &text, const std::string &lines) const override {
        return text + " = ANY (STRING_TO_ARRAY(" + lines + ", CHR(10)))";
    }
    std::string bucket(const std::string &text) const override {
        return "CAST(CAST('x' || SUBSTR(MD5(" + text + "), 1, 8) AS BIT(32)) AS BIGINT) % 10000";
    }
    std::string micros(const std::string &moment) const override {
        return "CAST(EXTRACT(EPOCH FROM " + moment + ") * 1000000 AS BIGINT)";
    }
    std::string momentOf(const std::string &micros) const override {
        return "TIMESTAMPTZ 'epoch' + (" + micros + ") * INTERVAL '1 microsecond'";
    }
    std::string byBytes(const std::string &text) const override { return text + " COLLATE \"C\""; }
    std::string microsOfDay(const std::string &day) const override { return "(" + day + " - DATE '1970-01-01') * 86400000000"; }
    const JsonGrammar *json() const override { return &m_json; }

private:
    PostgresqlJson m_json{*this};
};

} // namespace

std::unique_ptr<Grammar> postgresqlGrammar() { return std::make_unique<Postgresql>(); }

} // namespace audience::sql
