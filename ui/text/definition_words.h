// The definition behind a figure in one short line, to stand under it.
#pragma once

#include "model/workspace_definition.h"

#include <QList>
#include <QString>

#include <utility>

namespace audience::ui {

// "Purchases within 7 days of the last click, in EUR"; empty where nobody has said what a purchase is.
QString definitionWords(const model::WorkspaceDefinition &definition);
// What counts as a conversion: "People who did sign up within 7 days of the last click"; the line above where it is the purchase.
QString conversionWords(const model::WorkspaceDefinition &definition);

// All of it part by part, {"Currency", "EUR"}, always the same parts in the same order: to set two side by side.
QList<std::pair<QString, QString>> definitionParts(const model::WorkspaceDefinition &definition);

} // namespace audience::ui
