// What TemplateService, DefinitionStore and StudioService share about emails made of blocks. Private to service. Any thread.
#pragma once

#include "blocks/compile.h"
#include "service/linked_blocks.h"
#include "service/views.h"

namespace audience::service {

class Session;

bool hasBlocks(const model::EmailTemplate &email);
// The library, without asking who uses it.
Result<SavedParts> savedParts(Session &session);
// What the compiler says of the blocks of an email, its translations and variants; `path`: "blocks/sections/0/...",
// "translations/de/blocks/sections/0/...".
std::vector<FindingView> blockFindings(const model::EmailTemplate &email, const model::BrandKit &kit);
// The same by the brand of the workspace, where it can be read.
std::vector<FindingView> blockFindings(Session &session, const model::EmailTemplate &email);
// Errors: those of the documents.
Result<model::EmailTemplate> compiledWith(model::EmailTemplate email, const model::BrandKit &kit, const SavedParts &saved);
// The email as it may be stored: compiled, and such that it can be read again. Errors: those of the documents, of the brand and
// of emailTemplateFromJson(), "campaign.bad_utm" {name}, "template.subject_line_break", "template.not_html", "template.not_text" {part},
// "email.body_not_utf8" {part}, "email.html_too_complex". `id`: of the template that it is the next version of; its
// translations are built like it.
Result<model::EmailTemplate> readyToStore(Session &session, model::EmailTemplate email, std::int64_t id = 0);
// The same for JSON, which stays as it is where there are no blocks.
Result<Json> readyToStore(Session &session, const Json &body, std::int64_t id = 0);

} // namespace audience::service
