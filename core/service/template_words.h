// One change made wherever an email says something: subject, preheader, HTML, text, blocks, also of its translations and
// variants. Pure. What it makes of blocks has to be compiled again.
#pragma once

#include "model/email_template.h"

#include <functional>
#include <string>

namespace audience::service {

// Conditions and lists of blocks come as `{% if ... %}`, as they are meant. Blocks that the change would break stay as they are.
model::EmailTemplate withWords(model::EmailTemplate email, const std::function<std::string(const std::string &)> &change);

// What an inbox shows after the subject: the preheader of the email, else that of the page of its blocks.
std::string preheaderOf(const model::EmailTemplate &email);

} // namespace audience::service
