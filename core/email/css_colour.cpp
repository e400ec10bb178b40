#include "email/css_colour.h"

#include "base/text.h"
#include "email/css_tokens.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace audience::email {
namespace {

constexpr std::array<std::pair<std::string_view, Rgb>, 44> kNames{{
    {"aqua", {0, 255, 255}},         {"beige", {245, 245, 220}},      {"black", {0, 0, 0}},            {"blue", {0, 0, 255}},
    {"brown", {165, 42, 42}},        {"coral", {255, 127, 80}},       {"crimson", {220, 20, 60}},      {"cyan", {0, 255, 255}},
    {"darkblue", {0, 0, 139}},       {"darkgray", {169, 169, 169}},   {"darkgreen", {0, 100, 0}},      {"darkgrey", {169, 169, 169}},
    {"darkred", {139, 0, 0}},        {"dimgray", {105, 105, 105}},    {"fuchsia", {255, 0, 255}},      {"gold", {255, 215, 0}},
    {"gray", {128, 128, 128}},       {"green", {0, 128, 0}},          {"grey", {128, 128, 128}},       {"hotpink", {255, 105, 180}},
    {"indigo", {75, 0, 130}},        {"ivory", {255, 255, 240}},      {"khaki", {240, 230, 140}},      {"lavender", {230, 230, 250}},
    {"lightblue", {173, 216, 230}},  {"lightgray", {211, 211, 211}},  {"lightgreen", {144, 238, 144}}, {"lightgrey", {211, 211, 211}},
    {"lime", {0, 255, 0}},           {"magenta", {255, 0, 255}},      {"maroon", {128, 0, 0}},         {"navy", {0, 0, 128}},
    {"olive", {128, 128, 0}},        {"orange", {255, 165, 0}},       {"pink", {255, 192, 203}},       {"purple", {128, 0, 128}},
    {"red", {255, 0, 0}},            {"silver", {192, 192, 192}},     {"teal", {0, 128, 128}},         {"tomato", {255, 99, 71}},
    {"white", {255, 255, 255}},      {"whitesmoke", {245, 245, 245}}, {"yellow", {255, 255, 0}},       {"yellowgreen", {154, 205, 50}},
}};

int hexDigit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

std::optional<Rgb> fromHex(std::string_view digits) {
    if (digits.size() != 3 && digits.size() != 6)
        return std::nullopt;
    std::array<int, 6> all{};
    for (std::size_t i = 0; i < 6; ++i)
        if ((all[i] = hexDigit(digits[digits.size() == 3 ? i / 2 : i])) < 0)
            return std::nullopt;
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(all[at] * 16 + all[at + 1]); };
    return Rgb{byte(0), byte(2), byte(4)};
}

// rgb(1, 2, 3), rgb(1 2 3), rgba(1, 2, 3, 1)
std::optional<Rgb> fromFunction(std::string_view text) {
    std::vector<double> numbers;
    for (const CssToken &token : cssTokens(text))
        if (token.kind == CssKind::Number) {
            const double value = std::strtod(token.text.c_str(), nullptr);
            const bool isShare = token.text.back() == '%';
            numbers.push_back(isShare && numbers.size() < 3 ? value * 2.55 : isShare ? value / 100 : value);
        }
    if (numbers.size() < 3 || numbers.size() > 4 || (numbers.size() == 4 && numbers[3] < 1))
        return std::nullopt;
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(std::lround(std::clamp(numbers[at], 0.0, 255.0))); };
    return Rgb{byte(0), byte(1), byte(2)};
}

double brightness(Rgb colour) {
    const auto linear = [](std::uint8_t part) {
        const double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

} // namespace

std::optional<Rgb> colourOf(std::string_view text) {
    const std::string lower = toLowerAscii(trimmed(text));
    if (!lower.empty() && lower.front() == '#')
        return fromHex(std::string_view(lower).substr(1));
    if (lower.rfind("rgb(", 0) == 0 || lower.rfind("rgba(", 0) == 0)
        return fromFunction(lower);
    const auto known = std::find_if(kNames.begin(), kNames.end(), [&](const auto &one) { return one.first == lower; });
    return known == kNames.end() ? std::nullopt : std::optional(known->second);
}

double contrast(Rgb one, Rgb other) {
    const double a = brightness(one), b = brightness(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace audience::email
