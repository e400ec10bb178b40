#include "model/block_values.h"

#include <algorithm>

namespace audience::model {
namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

template <class Test> bool allOf(std::string_view text, Test test) { return std::all_of(text.begin(), text.end(), test); }

} // namespace

bool isHexColour(std::string_view text) {
    return (text.size() == 4 || text.size() == 7) && text.front() == '#' &&
           allOf(text.substr(1), [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

bool isIdentifier(std::string_view text) {
    return !text.empty() && text.size() <= 64 && (isLetter(text.front()) || text.front() == '_') &&
           allOf(text, [](char c) { return isLetter(c) || isDigit(c) || c == '_'; });
}

bool isBrandToken(std::string_view text) { return text.substr(0, 6) == "brand." && isIdentifier(text.substr(6)); }

bool isFontList(std::string_view text) {
    const auto quotes = [&](char quote) { return std::count(text.begin(), text.end(), quote) % 2 == 0; };
    return !text.empty() && text.size() <= 200 && quotes('\'') && quotes('"') &&
           allOf(text, [](char c) { return isLetter(c) || isDigit(c) || std::string_view(" ,'\"-").find(c) != std::string_view::npos; });
}

bool isPartId(std::string_view text) {
    return !text.empty() && text.size() <= 64 && allOf(text, [](char c) { return isLetter(c) || isDigit(c) || c == '_' || c == '-'; });
}

bool isLiquidExpression(std::string_view text) {
    for (const std::string_view mark : {"{%", "%}", "{{", "}}", "-%", "\n", "\r"})
        if (text.find(mark) != std::string_view::npos)
            return false;
    // "%" at the end would join with the "}" of nothing, but with a blank between them it is only a wrong condition.
    return text.size() <= 2000 && text.find_first_not_of(" \t") != std::string_view::npos;
}

bool checkColour(const Json &value, const std::string &path, Findings &out) {
    if (value.is_string()) {
        const auto &text = value.get_ref<const std::string &>();
        if (isHexColour(text) || isBrandToken(text))
            return true;
        addFinding(out, "blocks.bad_colour", path, {{"value", text}});
        return false;
    }
    if (!value.is_object() || !value.contains("light")) {
        addFinding(out, "blocks.wrong_type", path, {{"expected", "colour"}});
        return false;
    }
    for (const char *side : {"light", "dark"})
        if (const Json *one = jsonMember(value, side)) {
            if (one->is_object()) {
                addFinding(out, "blocks.wrong_type", under(path, side), {{"expected", "colour"}});
                return false;
            }
            if (!checkColour(*one, under(path, side), out))
                return false;
        }
    return true;
}

void addFinding(Findings &out, std::string_view id, std::string path, std::vector<std::pair<std::string, std::string>> args,
                Finding::Severity severity) {
    out.push_back({severity, std::string(id), std::move(path), std::move(args)});
}

std::string under(const std::string &path, std::string_view name) {
    std::string out = path + '/';
    for (const char c : name) {
        if (c == '~' || c == '/')
            out += c == '~' ? "~0" : "~1";
        else
            out += c;
    }
    return out;
}

std::string under(const std::string &path, std::size_t index) { return path + '/' + std::to_string(index); }

} // namespace audience::model
