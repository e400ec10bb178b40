// The links of an HTML email in the order they are written, for click reports and checks.
// Stateless, any thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

struct EmailLink {
    std::size_t index = 0; // among all links of the email, from 0
    std::string href;      // blanks trimmed, entities decoded, never empty
    std::string text;  // what is clicked: words, or the alternative text of pictures; may be empty
    unsigned line = 0; // of the opening tag, from 1
    unsigned column = 0; // in bytes, from 1
    std::size_t inside = 0; // the byte after the opening tag
};

// Every a and area with an address; places inside the email ("#top") are no links.
// Errors: email.html_too_complex.
Result<std::vector<EmailLink>> emailLinks(std::string_view html);

} // namespace audience::email
