// What the linter says about a translation or a variant: of what it says itself, the email itself having been looked at.
// Private to service. Any thread.
#pragma once

#include "email/lint.h"
#include "model/email_template.h"

#include <functional>
#include <string>
#include <vector>

namespace audience::service {

// Those of a part that is empty in `content`, and so the email's own, are left out.
std::vector<email::LintFinding> lintOf(const model::EmailContent &content, const model::EmailContent &email);
// Every translation and variant with what its places begin with: "translations/de/", "variants/B/".
void forEachOther(const model::EmailTemplate &email, const std::function<void(const std::string &before, const model::EmailContent &content)> &look);

} // namespace audience::service
