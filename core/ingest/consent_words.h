// The words in which files say that somebody consented or did not. Anything else is no statement.
#pragma once

#include <optional>
#include <string_view>

namespace audience::ingest {

// "yes", "true", "1", "subscribed", ... and their opposites, in any case; nothing for other words.
std::optional<bool> consentFromText(std::string_view text);

} // namespace audience::ingest
