// The words in which files say whether somebody may be emailed. Not having agreed is not the same as having left:
// "no" and "never subscribed" are no consent, "unsubscribed" and "opted out" are a withdrawal.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

enum class ConsentWord { Yes, No, Withdrawn };

// "yes", "true", "1", "subscribed", ... and their opposites, in any case; nothing for other words.
std::optional<ConsentWord> consentFromText(std::string_view text);
// The same where a person said which values mean yes: these and no others. What says that somebody left stays so,
// all else is a no.
std::optional<ConsentWord> consentFromText(std::string_view text, const std::vector<std::string> &yes);

} // namespace audience::ingest
