#include "ingest/consent_words.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace audience::ingest {

std::optional<ConsentWord> consentFromText(std::string_view text) {
    static constexpr std::array<std::string_view, 19> kYes = {
        "yes",    "y",      "true",     "t",        "1",  "on",  "x",          "granted",      "subscribed", "opt-in",
        "opt in", "optin",  "opted in", "opted-in", "ja", "oui", "angemeldet", "einverstanden", "confirmed"};
    static constexpr std::array<std::string_view, 16> kNo = {
        "no",   "n",   "false", "f",    "0",    "off",  "denied", "nein",
        "non",  "none", "never_subscribed", "never subscribed", "not_subscribed", "not subscribed", "non-subscribed", "pending"};
    static constexpr std::array<std::string_view, 12> kWithdrawn = {
        "withdrawn", "unsubscribed", "unsubscribe", "opt-out",   "opt out",    "optout",
        "opted out", "opted-out",    "revoked",     "abgemeldet", "widerrufen", "cleaned"};
    const std::string word = toLowerAscii(trimmed(text));
    const auto isOneOf = [&](const auto &words) { return std::find(words.begin(), words.end(), word) != words.end(); };
    if (isOneOf(kYes))
        return ConsentWord::Yes;
    if (isOneOf(kNo))
        return ConsentWord::No;
    if (isOneOf(kWithdrawn))
        return ConsentWord::Withdrawn;
    return std::nullopt;
}

std::optional<ConsentWord> consentFromText(std::string_view text, const std::vector<std::string> &yes) {
    const std::optional<ConsentWord> usual = consentFromText(text);
    if (yes.empty())
        return usual;
    const std::string_view word = trimmed(text);
    const bool isYes = std::any_of(yes.begin(), yes.end(),
                                   [&](const std::string &one) { return equalsAscii(word, trimmed(one)); });
    return isYes ? ConsentWord::Yes : usual == ConsentWord::Withdrawn ? ConsentWord::Withdrawn : ConsentWord::No;
}

} // namespace audience::ingest
