// What a campaign puts on the links of an email to websites: query parameters, and Amazon's word that clicks on them are
// not to be followed. Works on the finished email of one person, in one pass. Stateless, any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::email {

struct LinkMarks {
    std::vector<std::pair<std::string, std::string>> query; // as they are meant, not yet encoded
    bool isUntracked = false;                               // ses:no-track
    bool isOn() const { return !query.empty() || isUntracked; }
};

// Links to http and https get the parameters that they do not have yet, before the fragment. Those that are, or go on from,
// one of `leave` get none: ways out are nobody's visit. Comments stay, but for what Outlook reads in them.
std::string markedHtml(std::string_view html, const LinkMarks &marks, const std::vector<std::string> &leave);
std::string markedText(std::string_view text, const LinkMarks &marks, const std::vector<std::string> &leave);

} // namespace audience::email
