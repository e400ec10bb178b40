// What changed between versions of an email, in words. Stateless, main thread.
#pragma once

#include "service/template_versions.h"

#include <QString>

namespace audience::ui {

// "Button "Shop now": words changed"; `withPlace`: with the language or variant before it.
QString changeWords(const service::TemplateChange &change, bool withPlace = true);
// "Subject; button "Shop now" and 3 more"
QString summaryOf(const std::vector<service::TemplateChange> &changes);

} // namespace audience::ui
