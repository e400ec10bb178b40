#include "engine/json_test.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace audience::engine {

namespace {

bool isNumber(std::string_view value) { return value[0] == '-' || (value[0] >= '0' && value[0] <= '9'); }

template <class Ranges, class T> bool liesIn(const Ranges &ranges, T value) {
    return std::any_of(ranges.begin(), ranges.end(), [value](const auto &range) { return value >= range.low && value <= range.high; });
}

// Whole numbers are tested exactly, all others as doubles.
bool numberPasses(const Predicate &predicate, std::string_view value) {
    const char *last = value.data() + value.size();
    std::int64_t whole = 0;
    if (const auto [end, error] = std::from_chars(value.data(), last, whole); error == std::errc() && end == last)
        return liesIn(predicate.ints, whole);
    double real = 0;
    const auto [end, error] = std::from_chars(value.data(), last, real);
    return error == std::errc() && end == last && liesIn(predicate.doubles, real);
}

} // namespace

JsonTest::JsonTest(const Predicate &predicate)
    : m_predicate(predicate), m_path(jsonPathFromText(predicate.jsonPath).value_or(JsonPath())), m_text(predicate) {
    const bool ofWhole = predicate.kind == Predicate::Kind::Present || predicate.kind == Predicate::Kind::NotBlank ||
                         predicate.part == Predicate::Part::Length;
    m_spread = !ofWhole && (m_path.empty() || m_path.back().kind != JsonStep::Kind::Each);
}

bool JsonTest::passes(std::string_view json) const {
    bool any = false, all = true;
    visitJson(json, m_path, m_spread, [&](std::string_view value) {
        const bool passes = passesValue(value);
        any |= passes;
        all &= passes;
        return m_predicate.jsonAll ? all : !any;
    });
    return any && (all || !m_predicate.jsonAll);
}

bool JsonTest::passesValue(std::string_view value) const {
    const bool isText = value[0] == '"', isContainer = value[0] == '[' || value[0] == '{';
    switch (m_predicate.kind) {
    case Predicate::Kind::Present:
        return true;
    case Predicate::Kind::NotBlank:
        return isContainer ? jsonSize(value) > 0 : isText ? value.size() > 2 : value != "null";
    case Predicate::Kind::Ints:
        if (m_predicate.part == Predicate::Part::Length)
            return isContainer ? liesIn(m_predicate.ints, static_cast<std::int64_t>(jsonSize(value)))
                               : isText && liesIn(m_predicate.ints, static_cast<std::int64_t>(codePoints(jsonString(value))));
        return (value == "true" && liesIn(m_predicate.ints, 1)) || (value == "false" && liesIn(m_predicate.ints, 0));
    case Predicate::Kind::Doubles:
        return isNumber(value) && numberPasses(m_predicate, value);
    default:
        return isText && m_text.passes(jsonString(value));
    }
}

} // namespace audience::engine
