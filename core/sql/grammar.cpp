#include "sql/grammar.h"

#include <charconv>

namespace audience::sql {

namespace {

std::string doubleText(double number) {
    char digits[40];
    return std::string(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

} // namespace

std::string Grammar::quoted(std::string_view name) const {
    std::string quoted = "\"";
    for (const char c : name) {
        if (!mayBeInName(c))
            continue;
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string Grammar::literal(const Value &value) const {
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto *real = std::get_if<double>(&value))
        return doubleText(*real);
    if (const auto *decimal = std::get_if<Decimal>(&value))
        return audience::toText(*decimal);
    return textLiteral(std::get<std::string>(value));
}

std::string Grammar::textLiteral(std::string_view text) const {
    std::string literal = "'";
    for (const char c : text)
        literal += c == '\'' ? std::string("''") : std::string(1, c);
    return literal + '\'';
}

Value Grammar::momentValue(Instant at) const { return toIso(at); }
Value Grammar::dayValue(CivilDate day) const { return toIso(day); }

std::string Grammar::cast(const std::string &expression, Type type) const {
    return "CAST(" + expression + " AS " + typeName(type) + ")";
}

std::string Grammar::column(const std::string &name, Type type) const {
    return type == Type::Double ? "NULLIF(" + name + ", " + cast("'NaN'", Type::Double) + ")" : name;
}

std::string Grammar::isOneOf(const std::string &text, const std::vector<std::string> &values) const {
    std::string test = text + " IN (";
    for (std::size_t i = 0; i < values.size(); ++i)
        test += (i == 0 ? "" : ", ") + values[i];
    return test + ")";
}

std::string Grammar::contains(const std::string &text, const std::string &part) const {
    return "STRPOS(" + text + ", " + part + ") > 0";
}

std::string Grammar::likePattern(std::string_view pattern) const {
    std::string made;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool escapes = pattern[i] == '\\' && i + 1 < pattern.size() &&
                             (pattern[i + 1] == '%' || pattern[i + 1] == '_' || pattern[i + 1] == '\\');
        if (escapes)
            ++i;
        made += escapes || pattern[i] == '\\' ? "\\" : "";
        made += pattern[i];
    }
    return made;
}

std::string Grammar::translated(const std::string &text, const std::string &from, const std::string &to) const {
    return "TRANSLATE(" + text + ", " + from + ", " + to + ")";
}

std::string Grammar::wholeQuotient(const std::string &a, const std::string &b) const {
    return cast("FLOOR(" + cast(a, Type::Double) + " / " + b + ")", Type::Integer);
}

std::optional<std::string> Grammar::pattern(std::string_view, bool) const { return std::nullopt; }
std::string Grammar::matches(const std::string &, const std::string &, bool) const { return {}; }

Value Grammar::linesValue(const std::vector<std::string> &lines) const {
    std::string text;
    for (const std::string &line : lines)
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

std::string Grammar::zone(const std::string &named, const std::string &otherwise, const std::string &known) const {
    return named.empty() ? otherwise : "CASE WHEN " + isLine(named, known) + " THEN " + named + " ELSE " + otherwise + " END";
}

const Grammar &grammarOf(Dialect dialect, Times sqliteTimes) {
    static const std::unique_ptr<Grammar> grammars[] = {
        sqliteGrammar(Times::Micros), postgresqlGrammar(), redshiftGrammar(), snowflakeGrammar(),
        bigqueryGrammar(),            databricksGrammar(), fabricGrammar(),   sqliteGrammar(Times::IsoText)};
    const auto index = static_cast<std::size_t>(dialect);
    return *grammars[dialect == Dialect::Sqlite && sqliteTimes == Times::IsoText ? 7 : index];
}

} // namespace audience::sql
