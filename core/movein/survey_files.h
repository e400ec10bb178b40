// First look at the files of an export: which tool wrote them, and which file is what. Internal to the survey.
#pragma once

#include "movein/export_survey.h"
#include "movein/recognise.h"

namespace audience::movein {

struct SortedFiles {
    Tool tool = Tool::Mailchimp;
    std::vector<SurveyedFile> files;
    std::vector<Finding> findings;
};
// Errors: "movein.nothing_found" {path}, "movein.mixed_tools" {tools}, "movein.other_tool" {tool, found}, "cancelled".
Result<SortedFiles> sortFiles(const ExportFiles &files, std::optional<Tool> only, const CancelToken &cancel);

// The emails of one file: HTML as it is, or records with a name and HTML in them.
Result<std::vector<FoundTemplate>> readTemplates(const ExportFiles &files, const SurveyedFile &file, Tool tool, const CancelToken &cancel);
bool isTemplateTable(const std::vector<std::string> &columns);

} // namespace audience::movein
