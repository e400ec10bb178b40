// Tests inside JSON with SQLite's own functions: the values that a path leads to become rows of json_each.
#include "base/json_path.h"
#include "segment/field_sql.h"

namespace audience::segment {

using engine::Predicate;

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

std::string aliasOf(std::size_t level) { return "j" + std::to_string(level); }

} // namespace

void FieldSql::jsonSource(const Predicate &test, std::size_t level) {
    if (level == 0)
        m_sql.add("CASE WHEN json_valid(").name(test.field).add(") THEN ").name(test.field).add(" END");
    else
        m_sql.add("CASE WHEN " + aliasOf(level) + ".type IN ('array', 'object') THEN " + aliasOf(level) + ".value END");
}

// FROM ... WHERE ..., one row for each value, the last table's; gives its alias.
std::string FieldSql::jsonRows(const Predicate &test) {
    const JsonPath path = jsonPathFromText(test.jsonPath).value_or(JsonPath());
    const std::vector<std::string> pieces = piecesOf(path);
    const bool endsInEach = !path.empty() && path.back().kind == JsonStep::Kind::Each;
    const bool ofWhole = test.kind == Predicate::Kind::Present || test.kind == Predicate::Kind::NotBlank ||
                         test.part == Predicate::Part::Length;
    const std::size_t lists = pieces.size() - 1, levels = lists + (endsInEach ? 0 : 1);
    const auto at = [&](std::size_t level) { jsonSource(test, level), m_sql.add(", ").value(pieces[level]); };
    m_sql.add(" FROM ");
    for (std::size_t level = 0; level < levels; ++level) {
        m_sql.add(level == 0 ? "json_each(" : ", json_each(");
        if (level < lists) {
            at(level);
        } else if (ofWhole) {
            m_sql.add("json_array(json_extract("), at(level), m_sql.add("))");
        } else { // a list gives its elements, an object one row that is an object
            m_sql.add("CASE json_type("), at(level), m_sql.add(") WHEN 'object' THEN '[{}]' ELSE ");
            jsonSource(test, level), m_sql.add(" END, CASE json_type("), at(level);
            m_sql.add(") WHEN 'object' THEN '$' ELSE ").value(pieces[level]).add(" END");
        }
        m_sql.add(") AS " + aliasOf(level + 1));
    }
    m_sql.add(" WHERE 1 = 1");
    for (std::size_t level = 0; level < lists; ++level)
        m_sql.add(" AND json_type("), at(level), m_sql.add(") = 'array'");
    if (!endsInEach && ofWhole)
        m_sql.add(" AND json_type("), at(lists), m_sql.add(") IS NOT NULL");
    return aliasOf(levels);
}

void FieldSql::jsonLeaf(const Predicate &test, const std::string &leaf) {
    m_leaf = leaf;
    switch (test.kind) {
    case Predicate::Kind::Present:
        m_sql.add("1 = 1");
        break;
    case Predicate::Kind::NotBlank:
        m_sql.add(leaf + ".type <> 'null' AND " + leaf + ".value NOT IN ('', '[]', '{}') OR " + leaf + ".type = 'text' AND " + leaf +
                  ".value IN ('[]', '{}')");
        break;
    case Predicate::Kind::Ints:
        if (test.part == Predicate::Part::Length)
            intTest(test, {});
        else
            m_sql.add(leaf + ".type = ").add(test.ints[0].low == 1 ? "'true'" : "'false'");
        break;
    case Predicate::Kind::Doubles:
        m_sql.add(leaf + ".type = 'integer' AND (");
        intTest(test, {});
        m_sql.add(") OR " + leaf + ".type = 'real' AND (");
        doubleTest(test);
        m_sql.add(")");
        break;
    default:
        m_sql.add(leaf + ".type = 'text' AND (");
        plain(test, {}, {});
        m_sql.add(")");
    }
    m_leaf.clear();
}

void FieldSql::json(const Predicate &test) {
    m_sql.add("EXISTS (SELECT 1");
    std::string leaf = jsonRows(test);
    m_sql.add(" AND (");
    jsonLeaf(test, leaf);
    m_sql.add("))");
    if (!test.jsonAll)
        return;
    m_sql.add(" AND NOT EXISTS (SELECT 1");
    leaf = jsonRows(test);
    m_sql.add(" AND (");
    jsonLeaf(test, leaf);
    m_sql.add(") IS NOT TRUE)");
}

} // namespace audience::segment
