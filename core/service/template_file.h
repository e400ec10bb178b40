// Templates that are files and need no workspace: rendering with JSON data and checking, for the
// command line.
#pragma once

#include "base/result.h"
#include "service/views.h"

#include <optional>

namespace audience::service {

struct RenderFileOptions {
    bool strict = false; // strict grammar, and the first error of the render ends it
    bool missingIsError = false;
    bool escapeHtml = true;
    std::string zone = "UTC";
    std::string snippetDirectory; // NAME is DIR/NAME, else DIR/NAME.liquid, never outside DIR
};

struct RenderedText {
    std::optional<std::string> output; // nothing when it failed; the findings say why
    std::vector<FindingView> findings;
};

// Errors: "json.syntax", "json.not_an_object", "zone.unknown".
Result<RenderedText> renderTemplateText(const std::string &source, const std::string &jsonData, const RenderFileOptions &options);

struct TemplateCheck {
    std::vector<FindingView> findings;
    std::vector<std::string> fields, filters;
};
TemplateCheck checkTemplateText(const std::string &source, const std::string &snippetDirectory);

} // namespace audience::service
