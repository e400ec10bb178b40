// What an export holds, by reading all of it: whose export it is, which file is what, who the people are and what each said,
// the emails in our Liquid, and how much of the past there is. Writes nothing into a workspace.
#pragma once

#include "async/progress.h"
#include "base/clock.h"
#include "movein/export_files.h"
#include "movein/recipes.h"
#include "movein/template_translator.h"

#include <functional>
#include <map>
#include <unordered_map>

namespace audience::movein {

struct SurveyOptions {
    std::optional<Tool> tool; // none: told from the files
    std::string zone;         // of times that say none; empty: not known
};

struct SurveyedFile {
    std::string name;
    FileKind kind = FileKind::Unknown;
    const Recipe *recipe = nullptr;
    std::int64_t rows = 0, rejected = 0;
    std::size_t place = 0; // among the files of the export
};

struct Statement {
    Standing standing = Standing::Silent;
    bool hasTime = false, isOfPast = false; // isOfPast: from what happened to an email
    std::uint32_t source = 0;               // place among the sources
    Instant at;
};

struct FoundTemplate {
    std::string name, subject, preheader, html, text, file; // translated
    std::vector<Finding> findings;
    int translated = 0;
};

struct ExportSurvey {
    Tool tool = Tool::Mailchimp;
    std::vector<SurveyedFile> files;
    std::vector<std::string> columns; // of the people beside "id" and "email"
    std::int64_t people = 0, withoutAddress = 0, twice = 0, conflicts = 0; // twice: rows of somebody who stood in a row before
    std::map<Standing, std::int64_t> standings;                         // addresses by what stands for them
    std::map<std::string, std::int64_t> past;                           // by toText(PastKind)
    std::int64_t mailings = 0;
    std::vector<FoundTemplate> templates;
    std::vector<Finding> findings;
    std::string localTime; // the first one that says no zone, while none is known

    std::unordered_map<std::string, Statement> byAddress, byKey; // by email::addressKey(); by the tool's own id
    std::vector<std::string> sources;                            // "" is the first
};

// Errors: "movein.nothing_found" {path}, "movein.mixed_tools" {tools}, "movein.other_tool" {tool, found}, "zone.unknown" {zone},
// "cancelled", those of reading.
Result<ExportSurvey> surveyExport(const ExportFiles &files, const SurveyOptions &options, Progress *progress = nullptr, const CancelToken &cancel = {});

// One row for each row of a person as CSV: "id", "email" and the columns, then those that the workspace has beside them, with
// what it has (of the person with this id). The same export gives the same bytes. Error "store.file_unwritable" {path, reason}.
struct KeptColumns {
    std::vector<std::string> names;
    std::function<std::string(const std::string &id, std::size_t column)> valueOf;
};
Result<void> writePeople(const ExportFiles &files, const ExportSurvey &survey, const KeptColumns &kept, const std::string &path, const CancelToken &cancel = {});

struct PastEvent {
    PastKind kind = PastKind::Sent;
    Instant at;
    std::string address, key; // addressKey; either may be empty
    std::string mailing, message, link;
    bool isMachine = false;
};
// Of one file of the survey; an error of `use` ends it.
Result<void> forEachPastEvent(const ExportFiles &files, const SurveyedFile &file, const std::string &zone, const std::function<Result<void>(const PastEvent &)> &use,
                              const CancelToken &cancel = {});

} // namespace audience::movein
