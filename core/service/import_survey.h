// What an import would do, before anything of it is kept: the whole file is read and judged as the import
// itself would, with the same reader, the same types and the same rules about keys, addresses and consent.
// Writes nothing; asked through DataService::survey().
#pragma once

#include "ingest/import_spec.h"
#include "service/views.h"

#include <optional>

namespace audience::service {

// Something a person should know, how often, and one example of it.
struct ImportFinding {
    enum class Effect {
        None,       // nothing is lost; it only says how the file was read
        LeftOut,    // these rows are not kept
        LastCounts, // of rows with the same key the last one is kept
        NotEmailed, // kept, but never written to
        Repaired,   // kept with the damaged characters replaced
        NoConsent,  // kept, without a statement about consent
        Renamed,    // the column has another name in the workspace
        Waiting     // kept, and counted once the people they belong to are there
    };
    std::string id; // a sentence of ui/text, with `args`
    std::vector<std::pair<std::string, std::string>> args;
    std::int64_t count = 0; // 0: not a matter of rows
    std::string example;
    std::int64_t row = 0;   // of the example, counted over all records of the file; 0: not known
    Effect effect = Effect::None;
};

struct ConsentValue {
    std::string text;
    std::int64_t count = 0;
    bool isYes = false, isWithdrawal = false; // as the import takes it; else no consent
};

struct SurveyedColumn {
    FieldView field;
    std::int64_t empty = 0; // among the rows kept
};

struct ImportFindings {
    std::int64_t rows = 0, kept = 0, rejected = 0;
    std::int64_t duplicates = 0;          // kept rows that a later row of the same key stands for
    std::int64_t added = 0, replaced = 0; // as ImportReport: rows brought, rows of the dataset they supersede
    std::int64_t updated = 0;             // of the rows superseded those that hold something else now
    std::int64_t existing = 0;            // rows the dataset has now

    // People only, each person once, as the last row says.
    std::int64_t withAddress = 0, withoutAddress = 0, invalidAddresses = 0, sharedAddresses = 0, suppressed = 0;
    std::int64_t agreed = 0, saidNothing = 0;
    std::int64_t disagreed = 0;          // no consent, or withdrawn
    std::int64_t withdrawn = 0;          // of these: unsubscribed, opted out
    std::int64_t canBeEmailed = 0;       // address fine and agreed
    std::int64_t canBeEmailedIfAll = 0;  // the same if everybody had agreed who has not withdrawn
    std::vector<ConsentValue> consentValues;   // of the consent column, the most frequent first
    std::vector<Bucket> eventNames;      // of events, the most frequent first
    std::optional<std::int64_t> ofKnownPeople; // rows of events whose person the workspace has; none: it has no people

    std::vector<SurveyedColumn> columns;
    std::vector<ImportFinding> findings; // what costs rows first
    std::optional<Instant> importedBefore; // the same bytes into the same dataset
    double seconds = 0;
};

} // namespace audience::service
