// Turns the core's stable ids into sentences for people, for the window and the command line alike:
// what is wrong, what it means, what to do. The only place where core errors become words.
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace audience::ui {

// One sentence; an id without one gives its id and details, which a test keeps from happening.
QString sentence(const Error &error);
QString sentence(std::string_view id, const std::vector<std::pair<std::string, std::string>> &args);
// How the moments in sentences are written ("{at}"); without it by world time, as the command line does. Set once, at the start.
using MomentWords = QString (*)(const QString &iso);
void setMomentWords(MomentWords words);
// Why a person got no email or a send does not go on; a code of the email service stays as it is.
QString reasonText(std::string_view reason);
// Why a whole send stands still; a reason may name a field and a template behind its id.
QString pauseSentence(std::string_view reason);
bool hasSentence(std::string_view id);
QStringList knownSentenceIds();

} // namespace audience::ui
