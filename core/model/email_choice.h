// Which words of an email a reader gets: a variant where one is chosen, then the translation for the language they read.
// Stateless, any thread.
#pragma once

#include "model/email_template.h"

#include <string>
#include <string_view>

namespace audience::model {

// A language as data write it, to be compared: "de_AT.UTF-8", "DE-at" and " de-AT " are "de-at"; empty where it is none.
std::string languageTag(std::string_view written);
// The translation for a reader of this language, the whole tag before its beginning ("de-at" before "de"); the language of
// the email itself counts as one. -1: the email itself. `tags`: those of the translations, `own` that of the email.
int translationFor(std::string_view tag, const std::vector<std::string> &tags, std::string_view own);
int translationFor(const EmailTemplate &email, std::string_view written);
// What those readers get: what the translation leaves empty is the email's own; without other translations.
EmailTemplate inLanguage(EmailTemplate email, int translation);
// What everybody gets who is sent that variant, its translations included; without variants. A translation comes before
// a variant: what it says itself stays. Empty or "A": the email itself. Error "template.no_such_variant" {name, variant}.
Result<EmailTemplate> asVariant(EmailTemplate email, std::string_view variant);
// Written from right to left.
bool isRightToLeft(std::string_view language);

} // namespace audience::model
