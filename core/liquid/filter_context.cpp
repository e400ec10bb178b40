#include "liquid/filters.h"
#include "liquid/show.h"

#include <array>
#include <unordered_map>

namespace audience::liquid {

void RenderMemory::reset() {
    constexpr std::size_t kMostKept = 1024 * 1024;
    arena.reset();
    list.clear();
    if (list.capacity() * sizeof(Value) > kMostKept)
        list.shrink_to_fit();
    for (std::string *text : {&scratch, &shown}) {
        text->clear();
        if (text->capacity() > kMostKept)
            text->shrink_to_fit();
    }
}

bool FilterContext::fail(std::string_view id, std::string_view text,
                         std::vector<std::pair<std::string, std::string>> args) {
    if (!hasFault())
        fault = {ErrorKind::Invalid, std::string(id), std::move(args), std::string(text)};
    return false;
}

bool FilterContext::limit(std::string_view id) {
    if (!hasFault() || fault.kind != ErrorKind::Limit)
        fault = {ErrorKind::Limit, std::string(id), {}, {}};
    return false;
}

Value FilterContext::finishText(bool safe) {
    Value result;
    if (!hasFault() && fits(scratch.size()))
        result = Value::text(arena.store(scratch), safe);
    scratch.clear();
    return result;
}

Value FilterContext::finishList() {
    Value result;
    if (!hasFault() && fits(sizeof(Value) * list.size()))
        result = Value::list(arena.makeArray(list.data(), list.size()), list.size());
    list.clear();
    return result;
}

Value FilterContext::joinedText(std::string_view first, std::string_view second, bool safe) {
    const std::size_t size = first.size() + second.size();
    if (hasFault() || !fits(size) || size == 0)
        return hasFault() ? Value() : Value::text({}, safe);
    auto *bytes = static_cast<char *>(arena.allocate(size, 1));
    first.copy(bytes, first.size());
    second.copy(bytes + first.size(), second.size());
    return Value::text({bytes, size}, safe);
}

std::string_view FilterContext::shownText(Value value) {
    if (value.isNil() || value.kind() == Value::Kind::Blank || value.kind() == Value::Kind::Empty)
        return {};
    std::string text;
    appendText(value, text, arena, options.limits.memoryBytes);
    if (!fits(text.size()))
        return {};
    return arena.store(text);
}

std::size_t plainHtml(std::string_view text) {
    static constexpr auto kSpecial = [] {
        std::array<bool, 256> special{};
        for (const char c : std::string_view("&<>\"'"))
            special[static_cast<unsigned char>(c)] = true;
        return special;
    }();
    std::size_t at = 0;
    while (at < text.size() && !kSpecial[static_cast<unsigned char>(text[at])])
        ++at;
    return at;
}

std::string_view entityOf(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return "&#39;";
    }
}

void appendEscaped(std::string &out, std::string_view text) {
    for (;;) {
        const std::size_t plain = plainHtml(text);
        out.append(text.substr(0, plain));
        if (plain == text.size())
            return;
        out.append(entityOf(text[plain]));
        text.remove_prefix(plain + 1);
    }
}

Value FilterContext::htmlSafe(Value value) {
    if (options.escape == Escape::None || value.isSafe())
        return value;
    const std::string_view text = textOf(value);
    if (plainHtml(text) == text.size())
        return Value::text(text, true);
    std::string escaped;
    appendEscaped(escaped, text);
    if (!fits(escaped.size()))
        return {};
    return Value::text(arena.store(escaped), true);
}

namespace {

const std::unordered_map<std::string_view, Filter> &table() {
    static const std::unordered_map<std::string_view, Filter> filters = [] {
        std::unordered_map<std::string_view, Filter> all;
        for (const auto &part :
             {textFilters(), htmlFilters(), numberFilters(), arrayFilters(), dateFilters()})
            for (const Filter &filter : part)
                all.emplace(filter.name, filter);
        return all;
    }();
    return filters;
}

} // namespace

const Filter *findFilter(std::string_view name) {
    const auto found = table().find(name);
    return found == table().end() ? nullptr : &found->second;
}

std::vector<std::string_view> filterNames() {
    std::vector<std::string_view> names;
    for (const auto &[name, filter] : table())
        names.push_back(name);
    return names;
}

} // namespace audience::liquid
