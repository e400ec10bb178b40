// The ready templates that come with the program, in the order they are shown. Original work.
#pragma once

#include "model/email_template.h"

#include <vector>

namespace audience::service {

std::vector<model::EmailTemplate> sampleTemplates();

} // namespace audience::service
