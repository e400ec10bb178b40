// The ready templates that come with the program, in the order they are shown. Original work.
#pragma once

#include "engine/column.h"
#include "model/email_template.h"

#include <vector>

namespace audience::service {

std::vector<model::EmailTemplate> sampleTemplates();
// The same email for these people: where they have no "first_name" but a "Vorname", it is read instead.
model::EmailTemplate fitToPeople(model::EmailTemplate email, const std::vector<engine::Field> &people);

} // namespace audience::service
