// The small values of a block document and a brand kit, checked. Stateless, any thread.
#pragma once

#include "base/json.h"
#include "model/finding.h"

#include <string>
#include <string_view>

namespace audience::model {

bool isHexColour(std::string_view text);  // #rgb or #rrggbb
bool isBrandToken(std::string_view text); // brand.NAME
bool isFontList(std::string_view text);   // families as in CSS: letters, digits, blanks, commas, quotes, hyphens
bool isIdentifier(std::string_view text); // of Liquid, at most 64 bytes
bool isPartId(std::string_view text);     // letters, digits, _ and -, at most 64 bytes
// Text that can stand between "{% if" and "%}": not empty, and without the marks of a tag or an output.
bool isLiquidExpression(std::string_view text);

// Whether `value` is "#...", "brand.NAME" or {"light":..., "dark":...} of these; else a finding at `path`.
bool checkColour(const Json &value, const std::string &path, Findings &out);
void addFinding(Findings &out, std::string_view id, std::string path, std::vector<std::pair<std::string, std::string>> args = {},
                Finding::Severity severity = Finding::Severity::Error);
// A step of a JSON pointer, escaped.
std::string under(const std::string &path, std::string_view name);
std::string under(const std::string &path, std::size_t index);

} // namespace audience::model
