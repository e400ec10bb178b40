#include "engine/text_test.h"

#include "base/text.h"

#include <algorithm>

namespace audience::engine {

namespace {

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t nextCodePoint(std::string_view text, std::size_t at) {
    ++at;
    while (at < text.size() && isContinuation(text[at]))
        ++at;
    return at;
}

bool isEscaped(std::string_view pattern, std::size_t at) {
    return pattern[at] == '\\' && at + 1 < pattern.size() &&
           (pattern[at + 1] == '%' || pattern[at + 1] == '_' || pattern[at + 1] == '\\');
}

bool liesIn(const std::vector<IntRange> &ranges, std::int64_t value) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [value](const IntRange &range) { return value >= range.low && value <= range.high; });
}

} // namespace

std::optional<std::string> domainOf(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos)
        return std::nullopt;
    return foldCase(text.substr(at + 1));
}

// Only the last % is gone back to: what an earlier one could take more of, the last one can as well.
bool isLike(std::string_view text, std::string_view pattern) {
    constexpr std::size_t kNone = std::string_view::npos;
    std::size_t t = 0, p = 0, afterRun = kNone, runEnd = 0;
    while (true) {
        if (p < pattern.size() && pattern[p] == '%') {
            afterRun = ++p;
            runEnd = t;
            continue;
        }
        if (p == pattern.size() && t == text.size())
            return true;
        if (p < pattern.size() && t < text.size()) {
            if (pattern[p] == '_') {
                t = nextCodePoint(text, t);
                ++p;
                continue;
            }
            const std::size_t literal = isEscaped(pattern, p) ? p + 1 : p;
            if (pattern[literal] == text[t]) {
                ++t;
                p = literal + 1;
                continue;
            }
        }
        if (afterRun == kNone || runEnd >= text.size())
            return false;
        runEnd = t = nextCodePoint(text, runEnd);
        p = afterRun;
    }
}

TextTest::TextTest(const Predicate &predicate) : m_predicate(predicate), m_wanted(predicate.texts) {
    const bool folds = predicate.ignoreCase || predicate.part == Predicate::Part::Domain;
    if (predicate.kind == Predicate::Kind::TextMatches) {
        for (const std::string &text : predicate.texts)
            if (auto pattern = Pattern::compile(text, folds))
                m_patterns.push_back(std::move(*pattern));
        return;
    }
    if (folds)
        for (std::string &text : m_wanted)
            text = foldCase(text);
    std::sort(m_wanted.begin(), m_wanted.end());
}

bool TextTest::passes(std::string_view text) const {
    switch (m_predicate.part) {
    case Predicate::Part::Length:
        return m_predicate.kind == Predicate::Kind::Present ||
               liesIn(m_predicate.ints, static_cast<std::int64_t>(codePoints(text)));
    case Predicate::Part::Domain: {
        const auto domain = domainOf(text);
        return domain && passesWhole(*domain);
    }
    case Predicate::Part::Whole:
        break;
    }
    // A pattern ignores case by itself: folding would change what it is matched against.
    return m_predicate.ignoreCase && m_patterns.empty() ? passesWhole(foldCase(text)) : passesWhole(text);
}

bool TextTest::passesWhole(std::string_view text) const {
    const auto any = [&](auto test) { return std::any_of(m_wanted.begin(), m_wanted.end(), test); };
    switch (m_predicate.kind) {
    case Predicate::Kind::NotBlank:
        return !text.empty();
    case Predicate::Kind::TextIn:
        return std::binary_search(m_wanted.begin(), m_wanted.end(), text, std::less<>());
    case Predicate::Kind::TextContains:
        return any([&](const std::string &part) { return text.find(part) != std::string_view::npos; });
    case Predicate::Kind::TextStarts:
        return any([&](const std::string &part) { return text.substr(0, part.size()) == part; });
    case Predicate::Kind::TextEnds:
        return any([&](const std::string &part) {
            return text.size() >= part.size() && text.substr(text.size() - part.size()) == part;
        });
    case Predicate::Kind::TextLike:
        return any([&](const std::string &pattern) { return isLike(text, pattern); });
    case Predicate::Kind::TextMatches:
        return std::any_of(m_patterns.begin(), m_patterns.end(),
                           [&](const Pattern &pattern) { return pattern.occursIn(text); });
    default:
        return false;
    }
}

} // namespace audience::engine
