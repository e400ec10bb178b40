// What a person decides about a file before it is kept, guessed from the file and from what the workspace
// has. A plain value; the questions edit it, the view turns it into an import.
#pragma once

#include "service/data_service.h"
#include "service/definition_service.h"

#include <QString>

#include <optional>
#include <vector>

namespace audience::ui {

enum class Agreement { Column, Everybody, Nobody };

// What is there before the import.
struct ImportSurroundings {
    std::vector<service::DatasetView> datasets;
    service::DefinitionView definition;
    model::WorkspaceDefinition guess;
    service::PeopleKeys keys; // of the people that are there, and where the file holds them
    const service::DatasetView *find(const std::string &name) const;
    const service::DatasetView *people() const;
    std::vector<const service::DatasetView *> ofRole(store::DatasetRole role) const;
};

struct ImportChoices {
    ingest::ImportSpec spec; // all answers, also those the role does not need
    Agreement agreement = Agreement::Nobody;
    std::string basis, statement;         // where everybody agreed
    model::WorkspaceDefinition definition; // what a purchase is, as it will be saved
    // Two columns whose product could be the value of a purchase; "" where the file has none.
    std::string quantity, price;
    std::string value;            // the column that offers itself as the value; "" where the product does
    bool hasAmount = false;       // the file says what was paid, so something in it should be a purchase
    bool hasSaidPurchase = false; // the person has said what a purchase is
    QString reason; // why the file is taken for this, a sentence; empty once the person has chosen

    bool isPeople() const { return spec.role == store::DatasetRole::Profiles; }
    bool isEvents() const { return spec.role == store::DatasetRole::Events; }
    // The value of a purchase is quantity x price: a column of its own, under that name.
    bool isProduct() const { return !spec.derived.empty() && spec.derived.front().name == definition.valueField; }
    void useProduct(const ingest::Preview &preview);
    void useGuessedValue(const ingest::Preview &preview);
    void useValue(const std::string &column); // "": not known
    // The import itself: only what the role needs.
    ingest::ImportSpec toSpec() const;
    // The first question that has no answer yet, as the object name of its control; empty: all have.
    QString openQuestion() const;
};

// The person says what one row is about: the columns, and what a purchase is, are guessed anew.
void chooseRole(ImportChoices &choices, store::DatasetRole role, const ingest::Preview &preview, const ImportSurroundings &around);
// The whole file has told which names of events it holds: what a purchase is, if nothing said it before.
void guessPurchase(ImportChoices &choices, const std::vector<service::Bucket> &eventNames, const ImportSurroundings &around);
// `path` decides the name of the dataset.
ImportChoices guessChoices(const QString &path, const ingest::Preview &preview, const ImportSurroundings &around);

} // namespace audience::ui
