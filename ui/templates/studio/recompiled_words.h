// What a change of the brand or of a saved block did to templates, in words. Main thread.
#pragma once

#include "service/studio_service.h"

#include <QString>

namespace audience::ui {

// What is said, and behind it the templates that the change would have broken, with the reason of the first.
QString withLeftTemplates(const QString &said, const service::Recompiled &made);

} // namespace audience::ui
