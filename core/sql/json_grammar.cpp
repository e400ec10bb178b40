#include "sql/json_grammar.h"

namespace audience::sql {

std::string JsonRows::passes(const Grammar &grammar, const Place &place, const LeafTest &test) const {
    const Rows one = rows(place.column, place.path, place.whole, place.hold);
    const std::string some = "EXISTS (SELECT 1" + one.from + " AND (" + test(one.leaf) + "))";
    if (!place.all)
        return some;
    const Rows other = rows(place.column, place.path, place.whole, place.hold);
    return some + " AND NOT EXISTS (SELECT 1" + other.from + " AND " + grammar.isNotTrue(test(other.leaf)) + ")";
}

std::string JsonLists::passes(const Grammar &, const Place &place, const LeafTest &test) const {
    std::string value = root(place.column);
    const bool ofElements = !place.path.empty() && place.path.back().kind == JsonStep::Kind::Each;
    for (std::size_t i = 0; i < place.path.size() && !value.empty(); ++i) {
        const JsonStep &step = place.path[i];
        if (step.kind == JsonStep::Kind::Member)
            value = member(value, step.name, place);
        else if (step.kind == JsonStep::Kind::Index)
            value = element(value, step.index);
        else if (i + 1 < place.path.size())
            return {};
    }
    if (value.empty())
        return {};
    if (place.whole && !ofElements)
        return value + " IS NOT NULL AND (" + test(value) + ")";
    const std::string list = ofElements ? elements(value) : asList(value);
    const std::string passing = count("FILTER(" + list + ", j -> " + test("j") + ")");
    return passing + " > 0" + (place.all ? " AND " + passing + " = " + count(list) : "");
}

} // namespace audience::sql
