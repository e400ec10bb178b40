#include "ingest/consent_words.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace audience::ingest {

std::optional<bool> consentFromText(std::string_view text) {
    static constexpr std::array<std::string_view, 16> kYes = {
        "yes",        "y",      "true",   "t",     "1",        "on",       "x",  "granted",
        "subscribed", "opt-in", "opt in", "optin", "opted in", "opted-in", "ja", "oui"};
    static constexpr std::array<std::string_view, 16> kNo = {
        "no",        "n",         "false",        "f",       "0",       "off",
        "withdrawn", "denied",    "unsubscribed", "opt-out", "opt out", "optout",
        "opted out", "opted-out", "nein",         "non"};
    const std::string word = toLowerAscii(trimmed(text));
    if (std::find(kYes.begin(), kYes.end(), word) != kYes.end())
        return true;
    if (std::find(kNo.begin(), kNo.end(), word) != kNo.end())
        return false;
    return std::nullopt;
}

std::optional<bool> consentFromText(std::string_view text, const std::vector<std::string> &yes) {
    const std::optional<bool> usual = consentFromText(text);
    if (yes.empty())
        return usual;
    const std::string_view word = trimmed(text);
    const bool isYes = std::any_of(yes.begin(), yes.end(),
                                   [&](const std::string &one) { return equalsAscii(word, trimmed(one)); });
    return isYes ? std::optional(true) : usual == false ? usual : std::nullopt;
}

} // namespace audience::ingest
