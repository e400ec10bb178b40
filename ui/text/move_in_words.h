// The report of a move from another tool as a page of Markdown, from its JSON; the same words for both programs.
#pragma once

#include "base/json_fwd.h"

#include <QString>

namespace audience::ui {

// `report` as service::toJson(MoveInReport) gives it. What did not come over stands in it by its file, with the line.
QString moveInMarkdown(const Json &report);
QString moveInKindWord(std::string_view kind);         // "suppressions" -> "addresses never to be written to"
QString moveInStandingWord(std::string_view standing); // "implied" -> "written to without a yes on record"

} // namespace audience::ui
