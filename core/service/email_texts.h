// The texts of an email beside those of a translation or a variant, place by place, for whoever writes it. Pure, but for
// what looks into the data; any thread.
#pragma once

#include "model/email_template.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::service {

class Session;

// The column that says which language each person reads; "" where none is called so, or there are no people.
std::string languageColumn(Session &session);

struct EmailText {
    std::string key;  // for withText()
    std::string what; // "subject", "preheader", "html", "text", "block"
    std::string id, kind, property; // of a block: its id ("page": the page), its kind, the property
    std::string original, words;    // words: "" where it says nothing of its own; pieces with marks as <1>…</1>
    bool isAddress = false;         // of a link or a picture: may stay as it is
    bool isMissing() const { return words.empty() && !isAddress; }
};
// What is empty in `email` is not asked for.
std::vector<EmailText> emailTexts(const model::EmailContent &email, const model::EmailContent &other);
// `other` with these words in that place; empty words: what the email says. `language`: of a translation; empty: `other` is
// a variant.
// What it says in blocks has to be compiled before it is sent. Errors: "blocks.unknown_id", those of the blocks.
Result<model::EmailContent> withText(model::EmailContent other, const model::EmailContent &email, std::string_view key, const std::string &words,
                                     std::string_view language = {});

// The email after a change, with translations whose blocks follow it: built like the email, in the words they had. A variant
// stands for itself.
model::EmailTemplate inStep(const model::EmailTemplate &before, model::EmailTemplate after);

} // namespace audience::service
