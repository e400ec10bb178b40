// An email as its author wrote it: Liquid in subject, preheader, HTML and text. Stored as JSON with
// a version; rendering is liquid's and composing is email's business.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"

#include <string>

namespace audience::model {

// What happens to a person for whom a field used by the template is empty.
enum class MissingField {
    UseEmpty,   // the field's own default filter, else nothing
    SkipPerson, // the person is kept back, with the field named
    Stop        // the campaign stops and says so
};

struct EmailTemplate {
    std::string name;
    std::string subject;
    std::string preheader;
    std::string html;
    std::string text; // empty: made from the HTML
    MissingField missing = MissingField::UseEmpty;
    friend bool operator==(const EmailTemplate &, const EmailTemplate &) = default;
};

Json toJson(const EmailTemplate &value);
// Errors: "template.not_an_object", "template.newer_version" {version}, "template.unknown_missing"
// {value}.
Result<EmailTemplate> emailTemplateFromJson(const Json &json);

} // namespace audience::model
