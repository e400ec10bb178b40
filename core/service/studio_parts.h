// What TemplateService, DefinitionStore and StudioService share about emails made of blocks. Private to service. Any thread.
#pragma once

#include "blocks/compile.h"
#include "service/linked_blocks.h"
#include "service/views.h"

namespace audience::service {

class Session;

bool hasBlocks(const model::EmailTemplate &email);
// What the compiler says of the blocks of an email, its translations and variants; `path`: "blocks/sections/0/...",
// "translations/de/blocks/sections/0/...".
std::vector<FindingView> blockFindings(const model::EmailTemplate &email, const model::BrandKit &kit);
// The same by the brand of the workspace, where it can be read.
std::vector<FindingView> blockFindings(Session &session, const model::EmailTemplate &email);
// Errors: those of the documents.
Result<model::EmailTemplate> compiledWith(model::EmailTemplate email, const model::BrandKit &kit, const SavedParts &saved);
// What a stored template is to hold: as JSON, compiled; a body that cannot be read stays as it is.
Result<Json> compiledBody(Session &session, const Json &body);

} // namespace audience::service
