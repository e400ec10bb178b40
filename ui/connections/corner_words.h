// Words for the public corner: what does not work without it, what its test found. Plain functions.
#pragma once

#include "service/corner_service.h"

#include <QString>

namespace audience::ui {

QString featureTitle(service::CornerFeature feature);
QString featureWords(service::CornerFeature feature); // what happens without it
QString checkTitle(const std::string &id);
QString checkWords(const service::CornerCheck &check);
QString partState(const service::CornerStep &step);

} // namespace audience::ui
