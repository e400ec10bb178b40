// Guesses the definition of a workspace from names and types: which event is the purchase, which number its
// value, which currency and which column of the people says who agreed. Pure; the person decides.
#pragma once

#include "model/workspace_definition.h"
#include "service/definition_service.h"
#include "store/dataset_info.h"

#include <string_view>

namespace audience::service {

// How much a name looks like it, 0: not at all. Also used before an import, on the columns of a file.
int purchaseScore(std::string_view eventName);
int valueScore(std::string_view fieldName);
int consentScore(std::string_view columnName);
// "amount_eur" -> "EUR", "" where the name says nothing.
std::string currencyInName(std::string_view fieldName);
// The currency of this computer's region, else of its time zone; "" where neither has one.
std::string systemCurrency();

model::WorkspaceDefinition guessDefinition(const std::vector<EventChoice> &events, const std::vector<store::DatasetInfo> &datasets);

} // namespace audience::service
