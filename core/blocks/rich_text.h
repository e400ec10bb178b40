// HTML of the small kind that our rich text can say, read into it. Internal to blocks; stateless.
#pragma once

#include "base/json.h"

#include <optional>
#include <string_view>

namespace audience::blocks {

struct RichText {
    int heading = 0; // 1 to 4: the whole is one heading, `content` its spans; 0: `content` is a flow
    Json content = Json::array();
};
// Nothing when the HTML says more than that: it is then better kept as HTML.
std::optional<RichText> richTextFromHtml(std::string_view html);

} // namespace audience::blocks
