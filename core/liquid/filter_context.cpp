#include "liquid/filters.h"
#include "liquid/operations.h"

#include <unordered_map>

namespace audience::liquid {

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

bool FilterContext::work(std::size_t count) {
    steps += count;
    if (steps > options.limits.steps)
        return limit("liquid.limit_steps");
    return true;
}

bool FilterContext::fits(std::size_t bytes) {
    const std::size_t allowed = options.limits.memoryBytes;
    if (arena.used() > allowed || bytes > allowed - arena.used())
        return limit("liquid.limit_memory");
    return true;
}

void FilterContext::append(std::string_view bytes) {
    if (scratch.size() + bytes.size() > scratch.capacity() && !fits(scratch.size() + bytes.size()))
        return;
    scratch += bytes;
}

Value FilterContext::finishText(bool safe) {
    Value result;
    if (!hasFault() && fits(scratch.size()))
        result = Value::text(arena.store(scratch), safe);
    scratch.clear();
    return result;
}

bool FilterContext::push(Value value) {
    if (!work(1) || (list.size() == list.capacity() && !fits(2 * sizeof(Value) * list.size())))
        return false;
    list.push_back(value);
    return true;
}

Value FilterContext::finishList() {
    Value result;
    if (!hasFault() && fits(sizeof(Value) * list.size()))
        result = Value::list(arena.makeArray(list.data(), list.size()), list.size());
    list.clear();
    return result;
}

std::string_view FilterContext::textOf(Value value) {
    if (value.isText())
        return value.asText();
    if (value.isNil() || value.kind() == Value::Kind::Blank || value.kind() == Value::Kind::Empty)
        return {};
    std::string text;
    appendText(value, text, arena, options.limits.memoryBytes);
    if (!fits(text.size()))
        return {};
    return arena.store(text);
}

void appendEscaped(std::string &out, std::string_view text) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string_view entity;
        switch (text[i]) {
        case '&':
            entity = "&amp;";
            break;
        case '<':
            entity = "&lt;";
            break;
        case '>':
            entity = "&gt;";
            break;
        case '"':
            entity = "&quot;";
            break;
        case '\'':
            entity = "&#39;";
            break;
        default:
            continue;
        }
        out.append(text, from, i - from).append(entity);
        from = i + 1;
    }
    out.append(text, from, text.size() - from);
}

Value FilterContext::htmlSafe(Value value) {
    if (options.escape == Escape::None || value.isSafe())
        return value;
    std::string escaped;
    appendEscaped(escaped, textOf(value));
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
