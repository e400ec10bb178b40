// One template, compiled once, rendered for many people: subject, preheader, HTML and text with the
// values of each person escaped for where they stand. Used by previews and by sends, so that what was
// previewed is what is sent. One renderer may serve many threads.
#pragma once

#include "liquid/liquid.h"
#include "model/email_template.h"
#include "service/people.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace audience::service {

struct RenderedEmail {
    std::string subject, preheader, html, text;
};

// Values beside the person's own: unsubscribe_url, sender_name, postal_address, ...
using ExtraValues = std::map<std::string, std::string, std::less<>>;

class EmailRenderer {
public:
    // The findings of all four parts; `path` names the part. No renderer can be made while one is an error.
    static std::vector<FindingView> check(const model::EmailTemplate &email, const store::DatasetInfo *people);
    // Error: the first finding.
    static Result<std::shared_ptr<const EmailRenderer>> make(const model::EmailTemplate &email, const People &people,
                                                             Instant now, std::string zone) {
        return make(email, &people, now, std::move(zone));
    }
    // For anybody, while there are no people: every field is empty.
    static Result<std::shared_ptr<const EmailRenderer>> forAnybody(model::EmailTemplate email, Instant now, std::string zone) {
        email.missing = model::MissingField::UseEmpty;
        return make(email, nullptr, now, std::move(zone));
    }
    static std::vector<std::string> usedFields(const model::EmailTemplate &email);
    // A name every template may use beside the columns of the people.
    static bool isOwnName(std::string_view name);

    // Errors: those of the render with {template, part, line, column}; "liquid.missing_field" {field} for a person who
    // lacks a field where the template says so.
    Result<RenderedEmail> render(Ordinal person, const ExtraValues &extra) const;

private:
    struct Part {
        std::string name;
        std::shared_ptr<const liquid::Program> program;
        bool isHtml = false;
    };
    static Result<std::shared_ptr<const EmailRenderer>> make(const model::EmailTemplate &email, const People *people, Instant now, std::string zone);
    Result<std::string> renderPart(const Part &part, const liquid::ValueSource &source) const;
    std::string m_name;
    Part m_subject, m_preheader, m_html, m_text;
    bool m_hasText = false;
    model::MissingField m_missing = model::MissingField::UseEmpty;
    std::map<std::string, std::shared_ptr<const engine::DenseColumn>, std::less<>> m_columns;
    Instant m_now;
    std::string m_zone;
};

} // namespace audience::service
