#include "engine/pattern.h"

#include <re2/re2.h>

namespace audience::engine {

namespace {

// A pattern whose automaton outgrows this is refused, and states met while matching are dropped beyond it.
constexpr std::int64_t kMemory = 8 << 20;

RE2::Options options(bool ignoreCase) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kMemory);
    options.set_case_sensitive(!ignoreCase);
    return options;
}

} // namespace

struct Pattern::Compiled {
    RE2 pattern;
};

Result<Pattern> Pattern::compile(std::string_view pattern, bool ignoreCase) {
    auto compiled = std::shared_ptr<const Compiled>(
        new Compiled{RE2(re2::StringPiece(pattern.data(), pattern.size()), options(ignoreCase))});
    if (!compiled->pattern.ok())
        return Error(ErrorKind::Invalid, "pattern.invalid").with("reason", compiled->pattern.error());
    Pattern made;
    made.m_compiled = std::move(compiled);
    return made;
}

bool Pattern::occursIn(std::string_view text) const {
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), m_compiled->pattern);
}

} // namespace audience::engine
