// A brand as a value: colours with their counterparts on dark, fonts, logo, words of the footer, tone. Block
// documents refer to it by "brand.NAME", so a change here changes every email made of blocks.
// Stored as JSON with a version; members it does not know are kept. Any thread.
#pragma once

#include "base/json.h"
#include "model/finding.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace audience::model {

struct BrandColour {
    std::string name, light, dark; // "#rrggbb"; dark empty: the same
    friend bool operator==(const BrandColour &, const BrandColour &) = default;
};

struct BrandKit {
    std::string name;
    std::vector<BrandColour> colours;
    std::vector<std::pair<std::string, std::string>> fonts; // name, families
    std::string logo, logoDark, logoAlt, logoHref;
    int logoWidth = 160; // pixels
    std::string company, address, footer;
    std::string tone; // how the brand speaks, for people and for drafts
    Json others = Json::object();

    const BrandColour *colour(std::string_view token) const; // "brand.NAME" or NAME
    std::string font(std::string_view token) const;          // empty when unknown
    friend bool operator==(const BrandKit &, const BrandKit &) = default;
};

// Neutral and legible on white and on dark: text, muted, background, surface, soft (ground of panels), primary,
// on_primary, accent, link, border;
// fonts heading and body.
BrandKit defaultBrandKit();

Json toJson(const BrandKit &kit);
// The kit is empty when there is an error among the findings: blocks.not_an_object, blocks.newer_version {version},
// blocks.wrong_type {expected}, blocks.bad_colour {value}, blocks.bad_name {value}.
std::optional<BrandKit> brandKitFromJson(const Json &json, Findings &findings);

} // namespace audience::model
