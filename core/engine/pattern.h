// A regular expression (RE2 syntax) that takes time linear in the text whatever the pattern and the text
// are, and bounded memory. Thread-safe once made.
#pragma once

#include "base/result.h"

#include <memory>
#include <string_view>

namespace audience::engine {

class Pattern {
public:
    // Error "pattern.invalid" {reason}: no pattern, or one that needs too much memory.
    static Result<Pattern> compile(std::string_view pattern, bool ignoreCase);
    // Whether it occurs anywhere in the text.
    bool occursIn(std::string_view text) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace audience::engine
