// A predicate on texts, prepared once and asked for each distinct text.
#pragma once

#include "engine/pattern.h"
#include "engine/predicate.h"

#include <optional>

namespace audience::engine {

// What follows the last @, folded; nothing without one.
std::optional<std::string> domainOf(std::string_view text);
// SQL's LIKE: % is any run, _ one code point, \ takes the meaning from %, _ and itself.
bool isLike(std::string_view text, std::string_view pattern);

class TextTest {
public:
    explicit TextTest(const Predicate &predicate);
    // The positive test; `negated` is left to the caller.
    bool passes(std::string_view text) const;

private:
    bool passesWhole(std::string_view text) const;

    const Predicate &m_predicate;
    std::vector<std::string> m_wanted; // folded where case is ignored, sorted
    std::vector<Pattern> m_patterns;
};

} // namespace audience::engine
