// A predicate on values inside JSON, prepared once and asked for each distinct text. Internal to the matcher.
#pragma once

#include "base/json_path.h"
#include "engine/text_test.h"

namespace audience::engine {

class JsonTest {
public:
    explicit JsonTest(const Predicate &predicate);
    // The positive test; `negated` is left to the caller.
    bool passes(std::string_view json) const;

private:
    bool passesValue(std::string_view value) const;

    const Predicate &m_predicate;
    JsonPath m_path;
    bool m_spread; // a list at the path's end is tested element by element
    TextTest m_text;
};

} // namespace audience::engine
