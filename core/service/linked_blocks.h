// The library of saved sections and blocks, and documents brought up to date with it. A linked part follows the saved
// one, but for what is its own: its id, lock, condition, repeat and devices. Ids inside it stay where they can, so that a document
// that is up to date is not changed at all. A value; it stores nothing. Any thread.
#pragma once

#include "base/result.h"
#include "model/email_template.h"

#include <map>
#include <set>
#include <string>

namespace audience::service {

struct SavedPart {
    bool isSection = false;
    Json part;
};
using SavedParts = std::map<std::string, SavedPart>; // by id, as `saved` of a document names it

// The part in a document of its own. Errors: those of the reader of documents, with {path}.
Result<model::BlockDocument> documentOfPart(const Json &part, bool isSection);
// The ids of the saved parts that it is linked to.
std::set<std::string> linksIn(const model::BlockDocument &document);
// Saved sections may hold linked blocks themselves: these first.
SavedParts upToDate(SavedParts saved);
Result<model::BlockDocument> upToDate(const model::BlockDocument &document, const SavedParts &saved);

// Every content of an email that may be made of blocks: visit(blocks, html, language, path), `path` as findings
// name it: "blocks", "translations/de/blocks", "variants/B/blocks".
template <class Email, class Visit> void forEachContent(Email &email, Visit visit) {
    visit(email.blocks, email.html, email.language, std::string("blocks"));
    for (auto &[locale, content] : email.translations)
        visit(content.blocks, content.html, locale, "translations/" + locale + "/blocks");
    for (auto &[name, content] : email.variants)
        visit(content.blocks, content.html, email.language, "variants/" + name + "/blocks");
}

// The first error among the findings, with {path}.
Error firstError(const model::Findings &findings);

} // namespace audience::service
