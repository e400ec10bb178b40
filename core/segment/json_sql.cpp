// Tests inside JSON: of the values that a path leads to one or all must pass.
#include "segment/field_sql.h"
#include "sql/json_grammar.h"

namespace audience::segment {

using engine::Predicate;
using Kind = sql::JsonGrammar::Kind;

std::string FieldSql::jsonLeaf(const Predicate &test, const std::string &leaf) {
    const sql::JsonGrammar &grammar = *m_grammar.json();
    switch (test.kind) {
    case Predicate::Kind::Present:
        return "1 = 1";
    case Predicate::Kind::NotBlank:
        return grammar.isNotBlank(leaf);
    case Predicate::Kind::Ints:
        if (test.part == Predicate::Part::Length)
            return ranges(grammar.size(leaf), test.ints, {});
        return grammar.is(leaf, test.ints[0].low == 1 ? Kind::True : Kind::False);
    case Predicate::Kind::Doubles:
        return grammar.isNumber(
            leaf, [&](const std::string &number) { return ranges(number, test.ints, {}); },
            [&](const std::string &number) { return doubleTest(number, test.doubles); });
    default:
        break;
    }
    m_leaf = grammar.text(leaf);
    const std::string passes = grammar.is(leaf, Kind::Text) + " AND (" + textTest(test) + ")";
    m_leaf.clear();
    return passes;
}

std::string FieldSql::json(const Predicate &test) {
    const sql::JsonGrammar *grammar = m_grammar.json();
    if (!grammar)
        return fail("segment.no_sql_json");
    const JsonPath path = jsonPathFromText(test.jsonPath).value_or(JsonPath());
    const bool ofWhole = test.kind == Predicate::Kind::Present || test.kind == Predicate::Kind::NotBlank ||
                         test.part == Predicate::Part::Length;
    const sql::JsonGrammar::Place place{rawColumn(test.field), path, ofWhole, test.jsonAll, [this](sql::Value value) { return held(std::move(value)); },
                                        [this](sql::Value value) { return m_sql.holdLiteral(std::move(value)); }};
    const std::string passes = grammar->passes(m_grammar, place, [&](const std::string &leaf) { return jsonLeaf(test, leaf); });
    return passes.empty() ? fail("segment.no_sql_json") : passes;
}

} // namespace audience::segment
