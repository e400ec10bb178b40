#include "service/template_outputs.h"

#include <algorithm>
#include <array>

namespace audience::service {

namespace {

bool isWordSign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

// The name that stands at `at`: "city", "person.city" or person["Home town"]; `end` is behind it.
std::string fieldAt(const std::string &source, std::size_t at, std::size_t close, std::size_t &end) {
    static constexpr std::string_view kBracket = "person[";
    end = at;
    if (source.compare(at, kBracket.size(), kBracket) == 0) {
        const std::size_t quote = at + kBracket.size();
        const std::size_t last = quote < close ? source.find(source[quote], quote + 1) : std::string::npos;
        if (last == std::string::npos || last + 1 >= close || source[last + 1] != ']')
            return {};
        end = last + 2;
        return source.substr(quote + 1, last - quote - 1);
    }
    while (end < close && isWordSign(source[end]))
        ++end;
    std::string field = source.substr(at, end - at);
    return field.rfind("person.", 0) == 0 ? field.substr(7) : field;
}

// A tag such as {% if city %} asks for it.
bool isAskedFor(const std::string &source, std::string_view field) {
    for (std::size_t open = source.find("{%"); open != std::string::npos; open = source.find("{%", open + 2)) {
        const std::size_t close = source.find("%}", open);
        if (close == std::string::npos)
            return false;
        std::size_t at = source.find_first_not_of(" \t\r\n-", open + 2);
        std::size_t end = 0;
        const std::string tag = at < close ? fieldAt(source, at, close, end) : std::string();
        static constexpr std::array<std::string_view, 4> kAsking{"if", "elsif", "unless", "case"};
        if (std::find(kAsking.begin(), kAsking.end(), tag) == kAsking.end())
            continue;
        while ((at = source.find_first_not_of(" \t\r\n", end)) < close) {
            if (source[at] == '"' || source[at] == '\'') { // a text is no name
                end = std::min(source.find(source[at], at + 1), close) + 1;
                continue;
            }
            if (fieldAt(source, at, close, end) == field)
                return true;
            end = std::max(end, at + 1);
        }
    }
    return false;
}

} // namespace

std::vector<TemplateOutput> outputsOf(const std::string &source) {
    std::vector<TemplateOutput> outputs;
    for (std::size_t open = source.find("{{"); open != std::string::npos; open = source.find("{{", open + 2)) {
        const std::size_t close = source.find("}}", open);
        if (close == std::string::npos)
            break;
        const std::size_t at = source.find_first_not_of(" \t\r\n-", open + 2);
        std::size_t end = at;
        std::string field = at < close ? fieldAt(source, at, close, end) : std::string();
        if (field.empty())
            continue;
        const std::string rest = source.substr(end, close - end);
        const std::size_t filter = rest.find("default");
        outputs.push_back({std::move(field), end, filter != std::string::npos && rest.rfind('|', filter) != std::string::npos, open});
    }
    return outputs;
}

std::size_t placeOfField(const std::string &source, std::string_view field) {
    for (const TemplateOutput &output : outputsOf(source))
        if (!output.hasFallback && std::string_view(output.field).substr(0, output.field.find('.')) == field)
            return output.at;
    for (std::size_t open = source.find('{'); open != std::string::npos; open = source.find('{', open + 1)) {
        const char *close = source.compare(open, 2, "{%") == 0 ? "%}" : source.compare(open, 2, "{{") == 0 ? "}}" : nullptr;
        if (!close)
            continue;
        const std::size_t end = source.find(close, open);
        if (end == std::string::npos)
            break;
        const std::string_view tag = std::string_view(source).substr(open, end - open);
        for (std::size_t at = tag.find(field); at != std::string_view::npos; at = tag.find(field, at + 1))
            if (!isWordSign(tag[at - 1]) && (at + field.size() == tag.size() || !isWordSign(tag[at + field.size()]) || tag[at + field.size()] == '.'))
                return open;
    }
    return std::string::npos;
}

bool isCovered(const std::string &source, std::string_view field) {
    const auto outputs = outputsOf(source);
    const auto isOf = [&](const TemplateOutput &output) { return std::string_view(output.field).substr(0, output.field.find('.')) == field; };
    const bool hasBare = std::any_of(outputs.begin(), outputs.end(), [&](const TemplateOutput &output) { return isOf(output) && !output.hasFallback; });
    const bool isWritten = std::any_of(outputs.begin(), outputs.end(), isOf);
    return (isWritten && !hasBare) || isAskedFor(source, field);
}

} // namespace audience::service
