// MJML, the format that other tools share: what both know goes in and out; what only one of them knows is kept and
// reported. Written from the public description of MJML 4. Stateless, any thread; nothing is fetched or included.
#pragma once

#include "model/block_document.h"
#include "model/brand_kit.h"

#include <optional>
#include <string>
#include <string_view>

namespace audience::blocks {

struct MjmlExport {
    std::string mjml;
    model::Findings findings; // warnings: blocks.not_in_mjml {value}, a kind that is written as HTML
};
MjmlExport toMjml(const model::BlockDocument &document, const model::BrandKit &kit);

struct MjmlImport {
    std::optional<model::BlockDocument> document;
    // Errors: blocks.mjml_syntax {line}, blocks.mjml_too_large, and those of the reader of documents. Warnings, all with
    // {value, line}: blocks.mjml_as_html (became a block of HTML), blocks.mjml_kept (kept for the way back, not shown),
    // blocks.mjml_as_sections (a wrapper), blocks.mjml_columns (more than four), blocks.mjml_stacked (conditions or
    // loops around columns that only one column can hold), blocks.mjml_words (pictures and the like where words belong).
    // What stands in a condition or a loop stays in it.
    model::Findings findings;
};
MjmlImport fromMjml(std::string_view mjml);

} // namespace audience::blocks
