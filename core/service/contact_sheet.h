// One email as a dozen people at once: those it is most likely to look wrong for, and others by chance. Any thread.
#pragma once

#include "async/progress.h"
#include "service/edge_people.h"
#include "service/imprint.h"

#include <functional>
#include <optional>

namespace audience::service {

struct SheetCard {
    std::string key, name, to;
    std::vector<EdgePerson> why;         // empty: by chance
    std::optional<EmailPreview> preview; // nothing where it cannot be made for them
    std::optional<Error> error;
};

struct SheetOptions {
    int people = 12;        // 1 to 48
    std::uint64_t seed = 1; // another number: others by chance
    Imprint instead;        // where the workspace has no name or address of its own
};

// Half of them at most by reason, the rest by chance from all over the data; fewer where there are fewer people.
// `each`: told as soon as a card is made, in order. Errors: "data.no_people", "cancelled", "template.sheet_people" {count}.
Result<std::vector<SheetCard>> contactSheet(Session &session, const model::EmailTemplate &email, const SheetOptions &options,
                                            const std::function<void(const SheetCard &card)> &each = {}, const CancelToken &cancel = {});

// The sheet as files that a browser shows without loading anything: index.html and 01.html, 02.html, ...; files of these
// names are written over. `words`: a sentence for an id. Gives their paths, index.html first. Errors: "data.cannot_write" {path}.
using SheetWords = std::function<std::string(const std::string &id, const std::vector<std::pair<std::string, std::string>> &args)>;
Result<std::vector<std::string>> writeSheet(const std::vector<SheetCard> &cards, const std::string &title, const std::string &folder, const SheetWords &words);

} // namespace audience::service
