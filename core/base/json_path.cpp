#include "base/json_path.h"

#include "base/json.h"

#include <algorithm>
#include <charconv>

namespace audience {

namespace {

// Walks over JSON text without building a tree. Positions never leave the text; a fault ends the walk.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    char peek() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\t' || m_text[m_at] == '\r'))
            ++m_at;
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }
    bool take(char wanted) {
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }
    // The text of the value that begins here; empty at a fault. Brackets are counted, not matched in kind.
    std::string_view value() {
        (void)peek();
        const std::size_t start = m_at;
        std::size_t depth = 0;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                if (!skipString())
                    return {};
            } else if (c == '{' || c == '[') {
                ++depth;
                ++m_at;
            } else if (c == '}' || c == ']') {
                if (depth == 0)
                    break;
                --depth;
                ++m_at;
            } else if (depth == 0 && (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
                break;
            } else {
                ++m_at;
                continue;
            }
            if (depth == 0)
                break;
        }
        return depth == 0 ? m_text.substr(start, m_at - start) : std::string_view();
    }

private:
    bool skipString() {
        ++m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        if (m_at >= m_text.size())
            return false;
        ++m_at;
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

// Calls each(key, value) for the members or elements (key empty) until it gives false.
template <class Each> void children(std::string_view json, Each each) {
    Scanner scanner(json);
    const bool isObject = scanner.peek() == '{';
    if (!scanner.take('{') && !scanner.take('['))
        return;
    while (scanner.peek() != '\0' && scanner.peek() != '}' && scanner.peek() != ']') {
        const std::string_view key = isObject ? scanner.value() : std::string_view();
        if (isObject && !scanner.take(':'))
            return;
        const std::string_view value = scanner.value();
        if (value.empty() || !each(key, value) || !scanner.take(','))
            return;
    }
}

bool isKey(std::string_view key, const std::string &name) {
    if (key.size() == name.size() + 2 && key.substr(1, name.size()) == name)
        return true;
    return key.find('\\') != std::string_view::npos && jsonString(key) == name;
}

// False: the visitor has seen enough.
bool visitFrom(std::string_view json, const JsonPath &path, std::size_t step, bool spread,
               const std::function<bool(std::string_view)> &visit) {
    const bool isList = !json.empty() && json[0] == '[', isObject = !json.empty() && json[0] == '{';
    bool more = true;
    if (step == path.size()) {
        if (!spread || !isList)
            return visit(json);
        children(json, [&](std::string_view, std::string_view value) { return more = visit(value); });
        return more;
    }
    const JsonStep &wanted = path[step];
    std::size_t index = 0;
    if (isObject != (wanted.kind == JsonStep::Kind::Member) || (!isObject && !isList))
        return true;
    children(json, [&](std::string_view key, std::string_view value) {
        switch (wanted.kind) {
        case JsonStep::Kind::Member:
            if (!isKey(key, wanted.name))
                return true;
            more = visitFrom(value, path, step + 1, spread, visit);
            return false;
        case JsonStep::Kind::Index:
            if (index++ != wanted.index)
                return true;
            more = visitFrom(value, path, step + 1, spread, visit);
            return false;
        case JsonStep::Kind::Each:
            break;
        }
        return more = visitFrom(value, path, step + 1, spread, visit);
    });
    return more;
}

} // namespace

std::optional<JsonPath> jsonPathFromText(std::string_view text) {
    constexpr std::size_t kMaxSteps = 64;
    JsonPath path;
    std::size_t at = 0;
    bool first = true;
    if (text.substr(0, 1) == "$") {
        at = 1;
        first = false;
    } else if (text.empty()) {
        return std::nullopt;
    }
    while (at < text.size() && path.size() < kMaxSteps) {
        JsonStep step;
        if (text[at] == '[') {
            const std::size_t end = text.find(']', at);
            if (end == std::string_view::npos)
                return std::nullopt;
            step.kind = end == at + 1 ? JsonStep::Kind::Each : JsonStep::Kind::Index;
            const char *last = text.data() + end;
            if (end != at + 1) {
                const auto [stop, error] = std::from_chars(text.data() + at + 1, last, step.index);
                if (error != std::errc() || stop != last || end - at > 10)
                    return std::nullopt;
            }
            at = end + 1;
        } else {
            if (!first && text[at++] != '.')
                return std::nullopt;
            if (at < text.size() && text[at] == '"') {
                const std::size_t end = text.find('"', at + 1);
                if (end == std::string_view::npos)
                    return std::nullopt;
                step.name = text.substr(at + 1, end - at - 1);
                at = end + 1;
            } else {
                const std::size_t end = std::min(text.find_first_of(".[]\"", at), text.size());
                step.name = text.substr(at, end - at);
                at = end;
            }
            if (step.name.empty())
                return std::nullopt;
        }
        path.push_back(std::move(step));
        first = false;
    }
    return at == text.size() ? std::optional(path) : std::nullopt;
}

void visitJson(std::string_view json, const JsonPath &path, bool spread, const std::function<bool(std::string_view)> &visit) {
    const std::string_view whole = Scanner(json).value();
    // Lists and objects are trusted as the column's type promises; what is neither may be any text.
    const bool isContainer = !whole.empty() && (whole[0] == '{' || whole[0] == '[');
    // The parser takes a NUL for the end, whatever comes behind it.
    const bool isScalar = !isContainer && json.find('\0') == std::string_view::npos && Json::accept(json.begin(), json.end());
    if (isContainer ? whole.size() == json.size() : isScalar)
        (void)visitFrom(whole, path, 0, spread, visit);
}

std::size_t jsonSize(std::string_view json) {
    std::size_t size = 0;
    children(json, [&](std::string_view, std::string_view) { return ++size != 0; });
    return size;
}

std::string jsonString(std::string_view json) {
    if (json.size() < 2)
        return {};
    if (json.find('\\') == std::string_view::npos)
        return std::string(json.substr(1, json.size() - 2));
    const auto parsed = parseJson(json);
    return parsed && parsed->is_string() ? parsed->get<std::string>() : std::string();
}

} // namespace audience
