// Conditions on emails, consent, blocked addresses and lists in a marketer's words.
#pragma once

#include "base/json.h"
#include "ui/segments/rule_names.h"

#include <QString>

namespace audience::ui {

QString messageWord(const std::string &what);     // "open an email", after "did" or "did not"
QString messageTurn(const Json &condition);       // "did", "did not", "did first", "did last"
QString messageTurnWord(const QString &turn);     // of the id: "did", "did_not", "first", "last"
QString messageDetails(const Json &condition, const RuleNames &names = {}); // "campaign Spring, at least 3 emails"; what a row only shows
QString consentWord(const std::string &state);    // "is given", "was taken back", "is not known"
// One short line; empty for what is none of these.
QString ledgerWords(const Json &condition, const RuleNames &names);

} // namespace audience::ui
