// The verbs of `template` that live in a file of their own, and what all of them write findings with.
#pragma once

#include "app/cli/console.h"
#include "service/views.h"

namespace audience::cli {

inline constexpr std::size_t kMostTemplateFile = 20'000'000; // bytes: a template with all its translations and variants
// As readText() of console.h, of no more bytes than that. Errors also "cli.file_too_large" {path, limit}.
Result<std::string> readText(const std::string &path, std::size_t most);

void addContentCommands(CLI::App &noun, Console &console);
void addPreflightCommand(CLI::App &noun, Console &console);
void addSheetCommand(CLI::App &noun, Console &console);
void addVersionCommands(CLI::App &noun, Console &console); // versions, diff, restore, review, translate, variant
void addStudioCommands(CLI::App &noun, Console &console); // brand, block

// FILE:line:column, or the snippet's name for a finding inside one.
std::string placed(const std::string &file, const service::FindingView &finding);
Json findingJson(const service::FindingView &finding);

} // namespace audience::cli
