// Amazon Redshift. Columns: BOOLEAN, BIGINT, DECIMAL, DOUBLE PRECISION, VARCHAR, DATE, TIMESTAMPTZ. It compares
// texts without the blanks at their ends, so both sides get a sign behind them; texts are at most 65,535 bytes.
#include "sql/portable_pattern.h"
#include "sql/postgresql_like.h"

namespace audience::sql {

namespace {

std::string ended(const std::string &text) { return "(" + text + " || '|')"; }

class Redshift final : public PostgresqlLike {
public:
    Dialect dialect() const override { return Dialect::Redshift; }
    std::string textLiteral(std::string_view text) const override {
        std::string literal = "'";
        for (const char c : text)
            literal += c == '\'' ? std::string("''") : c == '\\' ? std::string("\\\\") : std::string(1, c);
        return literal + '\'';
    }
    std::string typeName(Type type) const override {
        return type == Type::Text ? "VARCHAR(65535)" : type == Type::Json ? "SUPER" : PostgresqlLike::typeName(type);
    }
    std::string column(const std::string &name, Type type) const override {
        return type == Type::Text ? ended(name) : PostgresqlLike::column(name, type);
    }
    std::string plainText(const std::string &compared) const override { return "LEFT(" + compared + ", LENGTH(" + compared + ") - 1)"; }
    std::string byBytes(const std::string &text) const override { return "FROM_VARBYTE(TO_VARBYTE(" + text + ", 'utf8'), 'hex')"; }
    std::string isOneOf(const std::string &text, const std::vector<std::string> &values) const override {
        std::vector<std::string> all;
        for (const std::string &value : values)
            all.push_back(ended(value));
        return PostgresqlLike::isOneOf(ended(text), all);
    }
    std::string isSameText(const std::string &a, const std::string &b) const override { return ended(a) + " = " + ended(b); }
    std::string isNotEmpty(const std::string &text) const override { return ended(text) + " <> '|'"; }
    std::string startsWith(const std::string &text, const std::string &part) const override {
        return isSameText("LEFT(" + text + ", LENGTH(" + part + "))", part);
    }
    std::string endsWith(const std::string &text, const std::string &part) const override {
        return isSameText("RIGHT(" + text + ", LENGTH(" + part + "))", part);
    }
    std::string like(const std::string &text, const std::string &pattern) const override {
        return text + " LIKE " + pattern + " ESCAPE '\\\\'";
    }
    // Nothing says whether it counts characters or bytes.
    std::optional<std::string> pattern(std::string_view re2, bool ignoreCase) const override { return portablePattern(re2, ignoreCase, PatternWords::PosixBytes); }
    std::string matches(const std::string &text, const std::string &pattern, bool) const override {
        return "REGEXP_INSTR(" + text + ", " + pattern + ") > 0";
    }
    bool wantsLiteralPatterns() const override { return true; }
    std::string afterLastAt(const std::string &text) const override {
        return "CASE WHEN STRPOS(" + text + ", '@') > 0 THEN RIGHT(" + text + ", STRPOS(REVERSE(" + text + "), '@') - 1) END";
    }
    // A line that holds a line end is none of them.
    std::string isLine(const std::string &text, const std::string &lines) const override {
        return "(STRPOS(" + lines + ", CHR(10) || " + text + " || CHR(10)) > 0 AND STRPOS(" + text + ", CHR(10)) = 0)";
    }
    Value linesValue(const std::vector<std::string> &lines) const override {
        return "\n" + std::get<std::string>(PostgresqlLike::linesValue(lines)) + "\n";
    }
    std::size_t maxLineBytes() const override { return 65'000; }
    std::string bucket(const std::string &text) const override { return "STRTOL(SUBSTRING(MD5(" + text + "), 1, 8), 16) % 10000"; }
    std::string micros(const std::string &moment) const override {
        return "DATEDIFF(MICROSECOND, TIMESTAMPTZ '1970-01-01 00:00:00+00', " + moment + ")";
    }
    // It adds integers of 32 bits only: days, seconds of the day and what is left.
    std::string momentOf(const std::string &micros) const override {
        const auto whole = [](const std::string &number) { return "CAST(" + number + " AS INTEGER)"; };
        const std::string all = "(" + micros + ")";
        return "DATEADD(MICROSECOND, " + whole(all + " % 1000000") + ", DATEADD(SECOND, " + whole(all + " / 1000000 % 86400") +
               ", DATEADD(DAY, " + whole(all + " / 86400000000") + ", TIMESTAMPTZ '1970-01-01 00:00:00+00')))";
    }
    std::string microsOfDay(const std::string &day) const override { return "DATEDIFF(DAY, DATE '1970-01-01', " + day + ") * 86400000000"; }
    std::string part(DatePart part, const std::string &timeOrDate) const override {
        return part == DatePart::Weekday ? "((EXTRACT(DOW FROM " + timeOrDate + ") + 6) % 7 + 1)" : PostgresqlLike::part(part, timeOrDate);
    }
};

} // namespace

std::unique_ptr<Grammar> redshiftGrammar() { return std::make_unique<Redshift>(); }

} // namespace audience::sql
