// What emails made of blocks share: the brand kit of the workspace and the library of saved sections and blocks; and
// their HTML. A change of the brand or of a linked block makes the HTML of every template that uses it anew, as a new
// version; what an armed campaign sends stays as it was. Any thread.
#pragma once

#include "async/cancel.h"
#include "model/brand_kit.h"
#include "model/email_template.h"
#include "service/views.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct BrandView {
    std::int64_t id = 0, revision = 0; // 0: nobody has saved one, the neutral default
    model::BrandKit kit;
};

struct SavedBlockView {
    std::int64_t id = 0, revision = 0;
    std::string name;
    bool isSection = false;
    Json part;                       // a section or a block as in a document
    int usedIn = 0;                  // templates that are linked to it
    std::vector<std::string> usedBy; // their names
};

// The HTML of a document, and what its compiler has to say.
struct BlockHtml {
    std::string html;
    std::size_t bytes = 0;
    std::vector<FindingView> findings; // `path`: JSON pointer into the document
    std::vector<std::pair<std::string, std::size_t>> sections; // id and bytes
};
// Without the preheader, which whoever sends or previews the email adds.
// `marksParts`: every section, column and block carries data-part="its id", and stands there once whatever its conditions
// and repeats say (for a canvas; never for sending).
BlockHtml blockHtml(const model::BlockDocument &document, const model::BrandKit &kit, bool marksParts = false);
// One saved part in an email of its own, to be pictured.
BlockHtml savedBlockHtml(const Json &part, bool isSection, const model::BrandKit &kit);

// A kit as it stands in a file. Errors: the first of the reader's, with {path}.
Result<model::BrandKit> brandKitOf(const Json &json);

struct Recompiled {
    struct Left {
        std::string name;
        Error error;
    };
    std::vector<std::string> templates; // that got a new version, by name
    std::vector<Left> left;             // that stay as they were: the change would break them, or they cannot be read
};

class StudioService {
public:
    explicit StudioService(Session &session) : m_session(session) {}

    // Errors: those of the kit, where the saved one cannot be read; saving one without an id replaces it.
    Result<BrandView> brand() const;
    // All of it or nothing. Errors: "definition.stale", those of the kit. `made`: what it changed.
    Result<BrandView> saveBrand(const BrandView &value, Recompiled *made = nullptr);
    Result<std::vector<std::string>> brandUsers() const; // the templates made of blocks, by name

    Result<std::vector<SavedBlockView>> savedBlocks() const; // by name
    // All of it or nothing. Linked places keep what is their own: id, lock, condition, repeat and devices.
    // Errors: "definition.stale", "definition.name_taken", "definition.no_name", those of the document.
    Result<SavedBlockView> saveBlock(const SavedBlockView &value, Recompiled *made = nullptr);
    // Linked ones in templates stay as they are, as copies.
    Result<void> removeBlock(std::int64_t id);
    // One that was removed; what is linked to it follows it again from its next change on.
    Result<SavedBlockView> restoreBlock(std::int64_t id);

    // The email, its translations and variants with the HTML of their blocks by the brand as it is now; linked blocks
    // are brought up to date first. Others are left alone. What the compiler has to say is TemplateService::check()'s business.
    Result<model::EmailTemplate> compiled(model::EmailTemplate email) const;

private:
    Session &m_session;
};

} // namespace audience::service
