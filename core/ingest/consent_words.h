// The words in which files say that somebody consented or did not. Anything else is no statement.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

// "yes", "true", "1", "subscribed", ... and their opposites, in any case; nothing for other words.
std::optional<bool> consentFromText(std::string_view text);
// The same where a person said which values mean yes: these and no others; what says no stays a no.
std::optional<bool> consentFromText(std::string_view text, const std::vector<std::string> &yes);

} // namespace audience::ingest
