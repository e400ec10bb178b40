// The saved versions of a template and what differs between two of them: subject, preheader, plain text and HTML line by
// line, an email of blocks part by part, translations and variants. Plain values for window and command line. Any thread.
#pragma once

#include "model/email_template.h"
#include "service/line_changes.h"
#include "service/template_review.h"

#include <string>
#include <vector>

namespace audience::service {

struct TemplateChange {
    enum class What { Added, Removed, Moved, Changed } what = What::Changed;
    // "name", "subject", "preheader", "html", "text", "missing", "language", "link" (a parameter of links, called `name`), "body"
    // (from HTML to blocks or back: "html", "blocks"), "page", "section", "column", "block", "translation", "variant" (the whole of it)
    std::string part;
    std::string language, variant; // what it is a part of; both empty: the email itself
    std::string kind, id, name;    // of a block: its kind, id, and what it is called or says
    std::vector<std::string> properties; // what was changed of a page, section, column or block
    std::string before, after;           // words as a reader reads them where they changed, else the value
    std::vector<LineChange> lines;       // of "html" and "text"
    bool isWords = false;                // what a reader reads changed, not only how it looks
};
std::vector<TemplateChange> templateChanges(const model::EmailTemplate &before, const model::EmailTemplate &after);

struct TemplateVersion {
    std::int64_t revision = 0;
    std::string name, by; // by: "" where the log does not say
    Instant savedAt;
    bool isRestored = false; // brought back after it was removed
    ReviewState state = ReviewState::Draft;
    std::string approvedBy;
    bool isSent = false;                 // a campaign sends it, or has
    std::vector<TemplateChange> changes; // from the version before; `before`, `after` and `lines` are empty
};

class TemplateVersionService {
public:
    explicit TemplateVersionService(Session &session) : m_session(session) {}
    // The newest first. Error "definition.not_found".
    Result<std::vector<TemplateVersion>> list(TemplateId id) const;
    // Error "template.no_such_version" {name, revision}.
    Result<model::EmailTemplate> find(TemplateId id, std::int64_t revision) const;
    Result<std::vector<TemplateChange>> changes(TemplateId id, std::int64_t before, std::int64_t after) const;

private:
    Session &m_session;
};

} // namespace audience::service
