#include "model/brand_kit.h"

#include "model/block_values.h"

#include <algorithm>
#include <array>

namespace audience::model {
namespace {

constexpr int kVersion = 1;
constexpr std::array<std::string_view, 7> kKnown{"audience_brand", "name", "colours", "fonts", "logo", "footer", "tone"};

std::string_view bare(std::string_view token) { return token.substr(0, 6) == "brand." ? token.substr(6) : token; }

bool text(const Json &object, const char *name, const std::string &path, std::string &to, Findings &out) {
    const Json *value = jsonMember(object, name);
    if (!value)
        return true;
    if (!value->is_string()) {
        addFinding(out, "blocks.wrong_type", under(path, name), {{"expected", "text"}});
        return false;
    }
    to = value->get<std::string>();
    return true;
}

const Json *objectOf(const Json &json, const char *name, Findings &out) {
    const Json *value = jsonMember(json, name);
    if (value && !value->is_object()) {
        addFinding(out, "blocks.wrong_type", under({}, name), {{"expected", "object"}});
        return nullptr;
    }
    return value;
}

void readColours(const Json &json, BrandKit &kit, Findings &out) {
    const Json *colours = objectOf(json, "colours", out);
    if (!colours)
        return;
    for (const auto &[name, value] : colours->items()) {
        const std::string path = under("/colours", name);
        if (!isIdentifier(name)) {
            addFinding(out, "blocks.bad_name", path, {{"value", name}});
            continue;
        }
        BrandColour colour{name, {}, {}};
        if (value.is_string())
            colour.light = value.get<std::string>();
        else if (value.is_object())
            colour.light = jsonText(value, "light"), colour.dark = jsonText(value, "dark");
        if (!isHexColour(colour.light) || (!colour.dark.empty() && !isHexColour(colour.dark)))
            addFinding(out, "blocks.bad_colour", path, {{"value", isHexColour(colour.light) ? colour.dark : colour.light}});
        else
            kit.colours.push_back(std::move(colour));
    }
}

void readFonts(const Json &json, BrandKit &kit, Findings &out) {
    const Json *fonts = objectOf(json, "fonts", out);
    if (!fonts)
        return;
    for (const auto &[name, value] : fonts->items()) {
        const std::string families = value.is_string() ? value.get<std::string>() : std::string();
        if (!isIdentifier(name) || !isFontList(families))
            addFinding(out, "blocks.bad_font", under("/fonts", name), {{"value", families}});
        else
            kit.fonts.emplace_back(name, families);
    }
}

} // namespace

const BrandColour *BrandKit::colour(std::string_view token) const {
    const auto found = std::find_if(colours.begin(), colours.end(), [&](const BrandColour &one) { return one.name == bare(token); });
    return found == colours.end() ? nullptr : &*found;
}

std::string BrandKit::font(std::string_view token) const {
    const auto found = std::find_if(fonts.begin(), fonts.end(), [&](const auto &one) { return one.first == bare(token); });
    return found == fonts.end() ? std::string() : found->second;
}

BrandKit defaultBrandKit() {
    BrandKit kit;
    kit.colours = {{"text", "#1f2933", "#e6e9ed"},       {"muted", "#5f6b78", "#a9b3be"},   {"background", "#f3f5f7", "#14181d"},
                   {"surface", "#ffffff", "#1d232a"},    {"primary", "#1257c9", "#6ea4ff"}, {"on_primary", "#ffffff", "#0b1524"},
                   {"soft", "#eaf1fc", "#26303d"},       {"accent", "#a84a0a", "#ffb27a"},  {"link", "#1257c9", "#8ab4ff"},
                   {"border", "#d9dfe5", "#3a434d"}};
    kit.fonts = {{"heading", "Helvetica, Arial, sans-serif"}, {"body", "Helvetica, Arial, sans-serif"}};
    return kit;
}

Json toJson(const BrandKit &kit) {
    Json json = kit.others.is_object() ? kit.others : Json::object();
    Json colours = Json::object(), fonts = Json::object();
    for (const BrandColour &colour : kit.colours)
        colours[colour.name] = colour.dark.empty() ? Json(colour.light) : Json{{"light", colour.light}, {"dark", colour.dark}};
    for (const auto &[name, families] : kit.fonts)
        fonts[name] = families;
    json["audience_brand"] = kVersion;
    json["name"] = kit.name;
    json["colours"] = std::move(colours);
    json["fonts"] = std::move(fonts);
    json["logo"] = Json{{"src", kit.logo}, {"dark_src", kit.logoDark}, {"alt", kit.logoAlt}, {"href", kit.logoHref}, {"width", kit.logoWidth}};
    json["footer"] = Json{{"company", kit.company}, {"address", kit.address}, {"text", kit.footer}};
    json["tone"] = kit.tone;
    return json;
}

std::optional<BrandKit> brandKitFromJson(const Json &json, Findings &findings) {
    if (!json.is_object()) {
        addFinding(findings, "blocks.not_an_object", {});
        return {};
    }
    if (const auto version = jsonInt(json, "audience_brand", kVersion); version > kVersion) {
        addFinding(findings, "blocks.newer_version", "/audience_brand", {{"version", std::to_string(version)}});
        return {};
    }
    BrandKit kit;
    Findings found;
    text(json, "name", {}, kit.name, found);
    text(json, "tone", {}, kit.tone, found);
    readColours(json, kit, found);
    readFonts(json, kit, found);
    if (const Json *logo = objectOf(json, "logo", found)) {
        text(*logo, "src", "/logo", kit.logo, found);
        text(*logo, "dark_src", "/logo", kit.logoDark, found);
        text(*logo, "alt", "/logo", kit.logoAlt, found);
        text(*logo, "href", "/logo", kit.logoHref, found);
        kit.logoWidth = static_cast<int>(std::clamp<std::int64_t>(jsonInt(*logo, "width", 160), 1, 900));
    }
    if (const Json *footer = objectOf(json, "footer", found)) {
        text(*footer, "company", "/footer", kit.company, found);
        text(*footer, "address", "/footer", kit.address, found);
        text(*footer, "text", "/footer", kit.footer, found);
    }
    for (const auto &[name, value] : json.items())
        if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
            kit.others[name] = value;
    const bool wrong = hasErrors(found);
    findings.insert(findings.end(), found.begin(), found.end());
    return wrong ? std::nullopt : std::optional(std::move(kit));
}

} // namespace audience::model
