// Words for the public corner: what does not work without it, what its test found. Plain functions.
#pragma once

#include "service/corner_service.h"

#include <QString>
#include <QStringList>

namespace audience::ui {

QString featureTitle(service::CornerFeature feature);
QString featureWords(service::CornerFeature feature); // what happens without it
QString checkTitle(const std::string &id);
QString checkWords(const service::CornerCheck &check);
// "a@example.com", or the beginning of a message.
QString entryTitle(const service::CornerSignUp &entry);
// A sentence for each kind of sign-up there is.
QStringList countWords(const service::CornerCounts &counts);
QString partState(const service::CornerStep &step);

} // namespace audience::ui
