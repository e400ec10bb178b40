#include "base/json.h"

namespace audience {

static bool nestsTooDeep(std::string_view text) {
    constexpr int kMaxDepth = 512;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

// Of the parser's words those that tell: "[json.exception...] parse error at WHERE: syntax error while parsing X - WHAT".
static std::string reasonOf(std::string_view what) {
    constexpr std::string_view kPlace = "parse error at ", kSyntax = ": syntax error while parsing ", kWhat = " - ";
    const std::size_t place = what.find(kPlace), syntax = what.find(kSyntax);
    const std::size_t told = syntax == std::string_view::npos ? syntax : what.find(kWhat, syntax);
    if (place == std::string_view::npos || told == std::string_view::npos || syntax < place)
        return std::string(what);
    const std::size_t from = place + kPlace.size();
    return std::string(what.substr(from, syntax - from)) + ": " + std::string(what.substr(told + kWhat.size()));
}

Result<Json> parseJson(std::string_view text) {
    if (nestsTooDeep(text))
        return Error(ErrorKind::Invalid, "json.syntax").with("reason", "nested too deeply").with("offset", "0");
    // The parser would take it for the end and ignore what comes behind it.
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
        return Error(ErrorKind::Invalid, "json.syntax").with("reason", "a NUL byte").with("offset", std::to_string(nul));
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::parse_error &error) {
        return Error(ErrorKind::Invalid, "json.syntax")
            .with("offset", std::to_string(error.byte))
            .with("reason", reasonOf(error.what()));
    } catch (const nlohmann::json::exception &error) {
        return Error(ErrorKind::Invalid, "json.syntax").with("offset", "0").with("reason", error.what());
    }
}

const Json *jsonMember(const Json &object, std::string_view key) {
    if (!object.is_object())
        return nullptr;
    const auto it = object.find(key);
    return it == object.end() ? nullptr : &*it;
}

std::string jsonText(const Json &object, std::string_view key, std::string_view fallback) {
    const Json *member = jsonMember(object, key);
    return member && member->is_string() ? member->get<std::string>() : std::string(fallback);
}

std::int64_t jsonInt(const Json &object, std::string_view key, std::int64_t fallback) {
    const Json *member = jsonMember(object, key);
    return member && member->is_number_integer() ? member->get<std::int64_t>() : fallback;
}

double jsonNumber(const Json &object, std::string_view key, double fallback) {
    const Json *member = jsonMember(object, key);
    return member && member->is_number() ? member->get<double>() : fallback;
}

bool jsonBool(const Json &object, std::string_view key, bool fallback) {
    const Json *member = jsonMember(object, key);
    return member && member->is_boolean() ? member->get<bool>() : fallback;
}

std::vector<std::string> jsonTexts(const Json &object, std::string_view key) {
    std::vector<std::string> texts;
    if (const Json *member = jsonMember(object, key); member && member->is_array())
        for (const Json &one : *member)
            if (one.is_string())
                texts.push_back(one.get<std::string>());
    return texts;
}

std::string dumpJson(const Json &json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string dumpJsonPretty(const Json &json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace audience
