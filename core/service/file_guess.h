// What a file is about, guessed from its columns before it is imported: people, what people did (purchases above
// all) or a plain list, with the columns for each role and the reason in one sentence. Pure; the person decides.
#pragma once

#include "ingest/inspect.h"
#include "store/dataset_info.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace audience::service {

// The people the workspace has.
struct PeopleKeys {
    std::string key;                   // the column they are recognised by; "" without people
    std::vector<std::string> pointing; // columns of the file whose values are such keys
};

struct FileGuess {
    store::DatasetRole role = store::DatasetRole::Table;
    bool isPurchases = false;
    // A sentence of ui/text: "guess.purchases", "guess.events", "guess.people", ...
    std::string reason;
    std::vector<std::pair<std::string, std::string>> args;
    // Columns; "" where none offers itself.
    std::string key, email, consent, profile, time, nameColumn, value, order;
    // Two columns whose product is what was paid; "" where none offer themselves. `isProduct`: no column says it itself.
    std::string quantity, price;
    bool isProduct = false;
    std::string currency; // of the value, as the file says; else ""
    std::string zone;     // of the times, where a name says UTC
};

// `role`: the person has said what the file is; only the columns are guessed.
FileGuess guessFile(const ingest::Preview &preview, const PeopleKeys &people, std::optional<store::DatasetRole> role = {});

} // namespace audience::service
