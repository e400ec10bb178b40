// An email as its author wrote it: Liquid in subject, preheader, HTML and text, the HTML by hand or made of blocks;
// with its translations and variants. Stored as JSON with a version; rendering is liquid's and composing is email's business.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"
#include "model/block_document.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace audience::model {

// What happens to a person for whom a field used by the template is empty.
enum class MissingField {
    UseEmpty,   // the field's own default filter, else nothing
    SkipPerson, // the person is kept back, with the field named
    Stop        // the campaign stops and says so
};

// What reaches a reader. In a variant or a translation an empty part is the one of the email itself.
struct EmailContent {
    std::string subject, preheader, html;
    std::string text;                    // empty: made from the HTML
    std::optional<BlockDocument> blocks = {}; // then `html` is what they compile to, and nobody edits it
    friend bool operator==(const EmailContent &, const EmailContent &) = default;
};

struct EmailTemplate {
    std::string name;
    std::string subject;
    std::string preheader;
    std::string html;
    std::string text; // empty: made from the HTML
    MissingField missing = MissingField::UseEmpty;
    std::optional<BlockDocument> blocks = {};                            // then `html` is what they compile to, and nobody edits it
    std::vector<std::pair<std::string, EmailContent>> translations = {}; // by locale, "de" or "de-AT"; in the author's order
    std::string language = {};                                           // of the email itself; "" : not said
    std::vector<std::pair<std::string, EmailContent>> variants = {};     // beside the email itself, by name: "B", "C"
    std::map<std::string, std::string> linkQuery = {};                   // put on links to websites unless the campaign says otherwise: utm_source, ...
    friend bool operator==(const EmailTemplate &, const EmailTemplate &) = default;
};

// The parts of the email itself, and the email with other ones; translations and variants stay.
EmailContent contentOf(const EmailTemplate &email);
EmailTemplate withContent(EmailTemplate email, EmailContent content);
// `part` with what it leaves empty taken from `whole`: blocks and HTML go together.
EmailContent filledFrom(EmailContent part, const EmailContent &whole);

Json toJson(const EmailTemplate &value);
// Errors: "template.not_an_object", "template.newer_version" {version}, "template.unknown_missing"
// {value}, "template.bad_language" {value}, "template.twice" {name} (a locale or variant), and the first error of the blocks.
Result<EmailTemplate> emailTemplateFromJson(const Json &json);

} // namespace audience::model
