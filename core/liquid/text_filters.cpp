// Filters on text. Safe (already HTML) input stays safe where the result is made of its pieces
// only.
#include "liquid/characters.h"
#include "liquid/filters.h"
#include "liquid/number_text.h"
#include "liquid/operations.h"
#include "liquid/scanner.h"

#include <utf8proc.h>

#include <algorithm>

namespace audience::liquid {

namespace {

enum class Case { Upper, Lower, Capitalized };

void appendCodePoint(std::string &out, utf8proc_int32_t code) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(code, bytes);
    out.append(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(size));
}

// Beyond ASCII a letter may change its length.
void appendChanged(std::string &result, std::string_view text, Case target) {
    bool first = true;
    for (std::size_t at = 0; at < text.size();) {
        const bool upper = target == Case::Upper || (target == Case::Capitalized && first);
        first = false;
        utf8proc_int32_t code = 0;
        const auto size =
            utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t *>(text.data() + at),
                             static_cast<utf8proc_ssize_t>(text.size() - at), &code);
        if (size <= 0) {
            result.push_back(text[at++]);
            continue;
        }
        at += static_cast<std::size_t>(size);
        if (upper && code == 0xDF) // the sharp s has no single capital
            result += target == Case::Upper ? "SS" : "Ss";
        else
            appendCodePoint(result, upper ? utf8proc_toupper(code) : utf8proc_tolower(code));
    }
}

char upperAscii(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

char lowerAscii(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

Value changeCase(FilterContext &context, Value input, Case target) {
    const std::string_view text = context.textOf(input);
    if (text.empty() || !context.fits(text.size()))
        return context.hasFault() ? Value() : Value::text({}, input.isSafe());
    if (!isAscii(text)) {
        appendChanged(context.scratch, text, target);
        return context.finishText(input.isSafe());
    }
    auto *bytes = static_cast<char *>(context.arena.allocate(text.size(), 1));
    if (target == Case::Upper)
        std::transform(text.begin(), text.end(), bytes, upperAscii);
    else
        std::transform(text.begin(), text.end(), bytes, lowerAscii);
    if (target == Case::Capitalized)
        bytes[0] = upperAscii(text[0]);
    return Value::text({bytes, text.size()}, input.isSafe());
}

bool upcase(FilterContext &context, Value &value, const FilterArguments &) {
    value = changeCase(context, value, Case::Upper);
    return !context.hasFault();
}

bool downcase(FilterContext &context, Value &value, const FilterArguments &) {
    value = changeCase(context, value, Case::Lower);
    return !context.hasFault();
}

bool capitalize(FilterContext &context, Value &value, const FilterArguments &) {
    value = changeCase(context, value, Case::Capitalized);
    return !context.hasFault();
}

// Literal text in the template is HTML, so data joined with it is escaped first.
bool joined(FilterContext &context, Value &value, Value first, Value second) {
    const bool safe = context.options.escape == Escape::Html && (first.isSafe() || second.isSafe());
    const std::string_view head = context.textOf(safe ? context.htmlSafe(first) : first);
    value =
        context.joinedText(head, context.textOf(safe ? context.htmlSafe(second) : second), safe);
    return !context.hasFault();
}

bool append(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return joined(context, value, value, arguments.at(0));
}

bool prepend(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return joined(context, value, arguments.at(0), value);
}

bool strip(FilterContext &context, Value &value, const FilterArguments &) {
    value = Value::text(trimmedLeft(trimmedRight(context.textOf(value))), value.isSafe());
    return true;
}

bool lstrip(FilterContext &context, Value &value, const FilterArguments &) {
    value = Value::text(trimmedLeft(context.textOf(value)), value.isSafe());
    return true;
}

bool rstrip(FilterContext &context, Value &value, const FilterArguments &) {
    value = Value::text(trimmedRight(context.textOf(value)), value.isSafe());
    return true;
}

bool squish(FilterContext &context, Value &value, const FilterArguments &) {
    if (value.isNil())
        return true;
    const std::string_view text = trimmedLeft(trimmedRight(context.textOf(value)));
    bool inBlank = false;
    for (const char c : text) {
        if (!isSpace(c))
            context.append({&c, 1});
        else if (!inBlank)
            context.append(" ");
        inBlank = isSpace(c);
    }
    value = context.finishText(value.isSafe());
    return !context.hasFault();
}

// A replacement may name the match (\0, \&); a doubled backslash is one.
void appendReplacement(FilterContext &context, std::string_view replacement,
                       std::string_view match) {
    if (replacement.find('\\') == std::string_view::npos) {
        context.append(replacement);
        return;
    }
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        if (replacement[i] != '\\' || i + 1 == replacement.size()) {
            context.append(replacement.substr(i, 1));
            continue;
        }
        const char c = replacement[++i];
        if (c == '0' || c == '&')
            context.append(match);
        else if (c == '\\')
            context.append("\\");
        else if (c < '1' || c > '9')
            context.append(replacement.substr(i - 1, 2));
    }
}

void replaceMatches(FilterContext &context, std::string_view text, std::string_view pattern,
                    std::string_view replacement, bool all) {
    std::size_t at = 0;
    for (;;) {
        const std::size_t found = text.find(pattern, at);
        if (found == std::string_view::npos || context.hasFault() || !context.work(1))
            break;
        context.append(text.substr(at, found - at));
        appendReplacement(context, replacement, pattern);
        at = found + pattern.size();
        if (pattern.empty()) {
            if (at >= text.size())
                return;
            const std::size_t next = characterEnd(text, at);
            if (!all)
                break;
            context.append(text.substr(at, next - at));
            at = next;
        }
        if (!all)
            break;
    }
    context.append(text.substr(at));
}

bool replaced(FilterContext &context, Value &value, Value pattern, Value replacement, bool all) {
    const bool safe =
        value.isSafe() && (replacement.isSafe() || context.textOf(replacement).empty());
    const std::string_view text = context.textOf(value), wanted = context.textOf(pattern);
    if (!context.search(text, wanted))
        return false;
    if (text.find(wanted) == std::string_view::npos) {
        value = Value::text(text, safe);
        return !context.hasFault();
    }
    replaceMatches(context, text, wanted, context.textOf(replacement), all);
    value = context.finishText(safe);
    return !context.hasFault();
}

bool replacedLast(FilterContext &context, Value &value, Value pattern, Value replacement) {
    const bool safe =
        value.isSafe() && (replacement.isSafe() || context.textOf(replacement).empty());
    const std::string_view text = context.textOf(value), wanted = context.textOf(pattern);
    if (!context.search(text, wanted))
        return false;
    const std::size_t found = text.rfind(wanted);
    if (found == std::string_view::npos) {
        value = Value::text(text, value.isSafe());
        return true;
    }
    context.append(text.substr(0, found));
    context.append(context.textOf(replacement));
    context.append(text.substr(found + wanted.size()));
    value = context.finishText(safe);
    return !context.hasFault();
}

bool replace(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return replaced(context, value, arguments.at(0), arguments.at(1), true);
}

bool replaceFirst(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return replaced(context, value, arguments.at(0), arguments.at(1), false);
}

bool replaceLast(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return replacedLast(context, value, arguments.at(0), arguments.at(1));
}

bool remove(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return replaced(context, value, arguments.at(0), {}, true);
}

bool removeFirst(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return replaced(context, value, arguments.at(0), {}, false);
}

bool removeLast(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return replacedLast(context, value, arguments.at(0), {});
}

bool integerArgument(FilterContext &context, Value argument, std::int64_t &result) {
    if (toInteger(argument, context.arena, result))
        return true;
    return context.fail("liquid.invalid_integer", "invalid integer",
                        {{"value", std::string(context.textOf(argument))}});
}

bool truncate(FilterContext &context, Value &value, const FilterArguments &arguments) {
    if (value.isNil())
        return true;
    std::int64_t length = 50;
    if (arguments.has(0) && !integerArgument(context, arguments.at(0), length))
        return false;
    const Value end = arguments.has(1) ? arguments.at(1) : Value::text("...", true);
    const std::string_view text = context.textOf(value), ending = context.textOf(end);
    if (static_cast<std::int64_t>(characterCount(text)) <= length) {
        value = Value::text(text, value.isSafe());
        return true;
    }
    const std::int64_t kept = length - static_cast<std::int64_t>(characterCount(ending));
    const std::size_t bytes = byteOffset(text, kept > 0 ? static_cast<std::size_t>(kept) : 0);
    value = context.joinedText(text.substr(0, bytes), ending, value.isSafe() && end.isSafe());
    return !context.hasFault();
}

bool truncateWords(FilterContext &context, Value &value, const FilterArguments &arguments) {
    if (value.isNil())
        return true;
    std::int64_t words = 15;
    if (arguments.has(0) && !integerArgument(context, arguments.at(0), words))
        return false;
    words = words < 1 ? 1 : words;
    const Value end = arguments.has(1) ? arguments.at(1) : Value::text("...", true);
    const std::string_view text = context.textOf(value);
    std::size_t at = 0;
    for (std::int64_t taken = 0;; ++taken) {
        const bool afterBlank = at < text.size() && isSpace(text[at]);
        while (at < text.size() && isSpace(text[at]))
            ++at;
        if (at >= text.size() && !(taken == words && afterBlank)) {
            context.scratch.clear();
            value = Value::text(text, value.isSafe());
            return true;
        }
        if (taken == words)
            break;
        const std::size_t start = at;
        while (at < text.size() && !isSpace(text[at]))
            ++at;
        if (taken > 0)
            context.append(" ");
        context.append(text.substr(start, at - start));
    }
    context.append(context.textOf(end));
    value = context.finishText(value.isSafe() && end.isSafe());
    return !context.hasFault();
}

bool split(FilterContext &context, Value &value, const FilterArguments &arguments) {
    const std::string_view text = context.textOf(value), by = context.textOf(arguments.at(0));
    const bool safe = value.isSafe();
    std::size_t at = 0;
    bool good = true;
    if (by == " ") {
        while (good) {
            while (at < text.size() && (isSpace(text[at]) || text[at] == '\0'))
                ++at;
            if (at >= text.size())
                break;
            const std::size_t start = at;
            while (at < text.size() && !isSpace(text[at]) && text[at] != '\0')
                ++at;
            good = context.push(Value::text(text.substr(start, at - start), safe));
        }
    } else if (by.empty()) {
        while (good && at < text.size()) {
            const std::size_t end = characterEnd(text, at);
            good = context.push(Value::text(text.substr(at, end - at), safe));
            at = end;
        }
    } else {
        good = context.search(text, by);
        while (good && at <= text.size()) {
            const std::size_t end = std::min(text.find(by, at), text.size());
            good = context.push(Value::text(text.substr(at, end - at), safe));
            at = end + by.size();
        }
        while (!context.list.empty() && context.list.back().asText().empty())
            context.list.pop_back();
    }
    value = context.finishList();
    return !context.hasFault();
}

bool slice(FilterContext &context, Value &value, const FilterArguments &arguments) {
    std::int64_t offset = 0, length = 1;
    if (!integerArgument(context, arguments.at(0), offset))
        return false;
    if (!arguments.at(1).isFalsy() && !integerArgument(context, arguments.at(1), length))
        return false;
    const bool isArray = value.isArray();
    const std::string_view text = isArray ? std::string_view() : context.textOf(value);
    const auto size = static_cast<std::int64_t>(isArray ? Sequence(value, context.arena).size()
                                                        : characterCount(text));
    if (offset < 0)
        offset = offset < -size ? -1 : offset + size;
    const bool outside = offset < 0 || offset > size || length < 0;
    const std::int64_t count = outside ? 0 : std::min(length, size - offset);
    if (isArray) {
        const Sequence items(value, context.arena);
        for (std::int64_t i = 0; i < count; ++i)
            if (!context.push(items.at(static_cast<std::size_t>(offset + i))))
                return false;
        value = context.finishList();
        return !context.hasFault();
    }
    const std::size_t from = outside ? 0 : byteOffset(text, static_cast<std::size_t>(offset));
    const std::string_view rest = text.substr(from);
    value = Value::text(rest.substr(0, byteOffset(rest, static_cast<std::size_t>(count))),
                        value.isSafe());
    return true;
}

// Puts something else in the place of each line end (\n or \r\n).
bool newlines(FilterContext &context, Value &value, std::string_view replacement,
              bool makesMarkup) {
    if (makesMarkup)
        value = context.htmlSafe(value);
    const std::string_view text = context.textOf(value);
    if (text.find('\n') == std::string_view::npos) {
        value = Value::text(text, value.isSafe());
        return !context.hasFault();
    }
    std::size_t from = 0;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
        const std::size_t end = at > from && text[at - 1] == '\r' ? at - 1 : at;
        context.append(text.substr(from, end - from));
        context.append(replacement);
        from = at + 1;
    }
    context.append(text.substr(from));
    value = context.finishText(value.isSafe());
    return !context.hasFault();
}

bool newlineToBr(FilterContext &context, Value &value, const FilterArguments &) {
    return newlines(context, value, "<br />\n", true);
}

bool stripNewlines(FilterContext &context, Value &value, const FilterArguments &) {
    return newlines(context, value, "", false);
}

} // namespace

std::vector<Filter> textFilters() {
    return {{"upcase", upcase, 0, 0},
            {"downcase", downcase, 0, 0},
            {"capitalize", capitalize, 0, 0},
            {"append", append, 1, 1},
            {"prepend", prepend, 1, 1},
            {"strip", strip, 0, 0},
            {"lstrip", lstrip, 0, 0},
            {"rstrip", rstrip, 0, 0},
            {"squish", squish, 0, 0},
            {"replace", replace, 1, 2},
            {"replace_first", replaceFirst, 1, 2},
            {"replace_last", replaceLast, 2, 2},
            {"remove", remove, 1, 1},
            {"remove_first", removeFirst, 1, 1},
            {"remove_last", removeLast, 1, 1},
            {"truncate", truncate, 0, 2},
            {"truncatewords", truncateWords, 0, 2},
            {"split", split, 1, 1},
            {"slice", slice, 1, 2},
            {"newline_to_br", newlineToBr, 0, 0},
            {"strip_newlines", stripNewlines, 0, 0}};
}

} // namespace audience::liquid
