#include "base/json_slice.h"

#include "base/json.h"

#include <charconv>

namespace audience {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::size_t behindBlanks(std::string_view text, std::size_t at) {
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

std::size_t endOfText(std::string_view text, std::size_t at) { // at its opening quote
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\')
            ++at;
    return std::min(at + 1, text.size());
}

// One past the value that begins here.
std::size_t endOfValue(std::string_view text, std::size_t at) {
    if (at >= text.size())
        return text.size();
    if (text[at] == '"')
        return endOfText(text, at);
    if (text[at] != '{' && text[at] != '[') {
        while (at < text.size() && !isBlank(text[at]) && text[at] != ',' && text[at] != ']' && text[at] != '}')
            ++at;
        return at;
    }
    for (std::size_t depth = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"') {
            at = endOfText(text, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            break;
    }
    return at;
}

std::string decoded(std::string_view quoted) {
    if (quoted.find('\\') == std::string_view::npos)
        return std::string(quoted.substr(1, quoted.size() - 2));
    const auto text = parseJson(quoted);
    return text && text->is_string() ? text->get<std::string>() : std::string(quoted);
}

// "~1" is a slash, "~0" a tilde.
std::string pointerPart(std::string_view part) {
    std::string name;
    for (std::size_t i = 0; i < part.size(); ++i) {
        const bool isEscape = part[i] == '~' && i + 1 < part.size() && (part[i + 1] == '0' || part[i + 1] == '1');
        name += !isEscape ? part[i] : part[++i] == '1' ? '/' : '~';
    }
    return name;
}

// With zeros for numbers that no double can hold, which are JSON all the same.
std::string withinDoubles(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool isNumber = text[at] == '-' || (text[at] >= '0' && text[at] <= '9');
        const std::size_t end = text[at] == '"' ? endOfText(text, at) : isNumber ? endOfValue(text, at) : at + 1;
        double value = 0;
        const auto read = isNumber ? std::from_chars(text.data() + at, text.data() + end, value) : std::from_chars_result{};
        if (read.ec == std::errc::result_out_of_range && read.ptr == text.data() + end)
            out += '0';
        else
            out += text.substr(at, end - at);
        at = end;
    }
    return out;
}

} // namespace

Result<JsonSlice> JsonSlice::parse(std::string_view text) {
    // Every value is built once to know that it is one; what follows only reads places.
    auto whole = parseJson(text);
    if (!whole && whole.error().arg("reason").find("number overflow") != std::string_view::npos)
        whole = parseJson(withinDoubles(text));
    if (!whole)
        return std::move(whole).error();
    const std::size_t begin = behindBlanks(text, 0);
    return JsonSlice(text.substr(begin, endOfValue(text, begin) - begin));
}

JsonSlice::Kind JsonSlice::kind() const {
    if (m_text.empty())
        return Kind::Nothing;
    switch (m_text.front()) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::Text;
    case 't':
    case 'f':
        return Kind::Bool;
    case 'n':
        return Kind::Null;
    default:
        return Kind::Number;
    }
}

std::string JsonSlice::text() const { return kind() == Kind::Text ? decoded(m_text) : std::string(m_text); }

void JsonSlice::eachMember(const std::function<bool(std::string, JsonSlice)> &visit) const {
    if (kind() != Kind::Object)
        return;
    for (std::size_t at = behindBlanks(m_text, 1); at < m_text.size() && m_text[at] == '"';) {
        const std::size_t nameEnd = endOfText(m_text, at);
        const std::size_t colon = behindBlanks(m_text, nameEnd);
        const std::size_t begin = behindBlanks(m_text, colon + 1);
        const std::size_t end = endOfValue(m_text, begin);
        if (begin >= end || !visit(decoded(m_text.substr(at, nameEnd - at)), JsonSlice(m_text.substr(begin, end - begin))))
            return;
        at = behindBlanks(m_text, end);
        if (at < m_text.size() && m_text[at] == ',')
            at = behindBlanks(m_text, at + 1);
    }
}

void JsonSlice::eachItem(const std::function<bool(JsonSlice)> &visit) const {
    if (kind() != Kind::Array)
        return;
    for (std::size_t at = behindBlanks(m_text, 1); at < m_text.size() && m_text[at] != ']';) {
        const std::size_t end = endOfValue(m_text, at);
        if (at >= end || !visit(JsonSlice(m_text.substr(at, end - at))))
            return;
        at = behindBlanks(m_text, end);
        if (at < m_text.size() && m_text[at] == ',')
            at = behindBlanks(m_text, at + 1);
    }
}

JsonSlice JsonSlice::at(std::string_view pointer) const {
    JsonSlice here = *this;
    while (!pointer.empty() && here.isThere()) {
        if (pointer.front() != '/')
            return {};
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string name = pointerPart(pointer.substr(1, end - 1));
        pointer.remove_prefix(end);
        JsonSlice next;
        here.eachMember([&](const std::string &member, JsonSlice value) {
            if (member == name)
                next = value;
            return !next.isThere();
        });
        std::size_t index = 0;
        const auto number = std::from_chars(name.data(), name.data() + name.size(), index);
        if (here.kind() == Kind::Array && number.ec == std::errc() && number.ptr == name.data() + name.size())
            here.eachItem([&](JsonSlice value) {
                if (index-- == 0)
                    next = value;
                return !next.isThere();
            });
        here = next;
    }
    return here;
}

} // namespace audience
