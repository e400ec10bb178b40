// The ready templates that come with the program, made of blocks in the colours and fonts of the brand, in the order they
// are shown. Original work, and without pictures: what a mailbox hides is not missed, and they can be sent as they are.
#pragma once

#include "engine/column.h"
#include "model/email_template.h"

#include <string>
#include <vector>

namespace audience::service {

struct ReadyTemplate {
    std::string id;       // "price_drop"
    std::string category; // "relations", "sales", "news", "feedback", "service"
    std::string use;      // when to use it, one line in English
    model::EmailTemplate email; // its HTML in the neutral brand
};
const std::vector<ReadyTemplate> &readyTemplates();
// Their emails.
std::vector<model::EmailTemplate> sampleTemplates();
// The same email for these people: where they have no "first_name" but a "Vorname", it is read instead.
model::EmailTemplate fitToPeople(model::EmailTemplate email, const std::vector<engine::Field> &people);

} // namespace audience::service
