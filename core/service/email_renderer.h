// One template, compiled once with its translations, rendered for many people: subject, preheader, HTML and text in the
// language of each person, with their values escaped for where they stand. Used by previews and by sends, so that what was
// previewed is what is sent. One renderer may serve many threads.
#pragma once

#include "liquid/liquid.h"
#include "model/delivery_plan.h"
#include "model/email_template.h"
#include "service/people.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace audience::service {

struct RenderedEmail {
    std::string subject, preheader, html, text;
};

// What checks of many people want to know of a render, and what they can do without.
struct RenderTrace {
    // An output that wrote nothing.
    struct Gap {
        enum class Where { Alone, AmongWords, InLink, InTag };
        std::string_view part; // "subject", "preheader", "html", "text"
        int line = 0, column = 0;
        Where where = Where::Alone;
    };
    bool makesText = true; // false: a text of its own is rendered, but none is made from the HTML
    std::vector<Gap> gaps;
    int translation = -1; // of the template, that the person reads; -1: the email itself
};

// Values beside the person's own: unsubscribe_url, sender_name, postal_address, ...
using ExtraValues = std::map<std::string, std::string, std::less<>>;

// What a campaign puts on the links to websites: query parameters, which may have Liquid, and that clicks are not followed.
struct LinkSettings {
    std::map<std::string, std::string> query = {};
    bool isUntracked = false;
};
// The campaign's own parameters, else those of the template.
LinkSettings linksOf(const model::DeliveryPlan &plan, const model::EmailTemplate &email);

class EmailRenderer {
public:
    // The findings of all parts, without the linter's notes; `path` names the part: "html", "translations/de/html",
    // "variants/B/subject". No renderer can be made while one is an error.
    static std::vector<FindingView> check(const model::EmailTemplate &email, const store::DatasetInfo *people);
    // Syntax and fields alone, without what the linter says.
    static std::vector<FindingView> checkFields(const model::EmailTemplate &email, const store::DatasetInfo *people);
    // The same of what a campaign puts on links; `path` is the parameter.
    static std::vector<FindingView> checkLinks(const LinkSettings &links, const store::DatasetInfo *people);
    // Error: the first finding.
    static Result<std::shared_ptr<const EmailRenderer>> make(const model::EmailTemplate &email, const People &people,
                                                             Instant now, std::string zone, const LinkSettings &links = {}) {
        return make(email, &people, now, std::move(zone), links);
    }
    // For anybody, while there are no people: every field is empty.
    static Result<std::shared_ptr<const EmailRenderer>> forAnybody(model::EmailTemplate email, Instant now, std::string zone,
                                                                   const LinkSettings &links = {}) {
        email.missing = model::MissingField::UseEmpty;
        return make(email, nullptr, now, std::move(zone), links);
    }
    static std::vector<std::string> usedFields(const model::EmailTemplate &email);
    // The column that says which language a person reads; "" where none is called so.
    static std::string languageColumn(const store::DatasetInfo &people);
    // What a send gives every template beside the person: one list for previews, checks and sends.
    static ExtraValues extraValues(const std::string &unsubscribeUrl, const std::string &preferencesUrl, const std::string &copyUrl,
                                   const std::string &senderName, const std::string &postalAddress, const std::string &campaign);
    // A name every template may use beside the columns of the people.
    static bool isOwnName(std::string_view name);

    // Errors: those of the render with {template, part, line, column}; "liquid.missing_field" {field} for a person who
    // lacks a field where the template says so.
    Result<RenderedEmail> render(Ordinal person, const ExtraValues &extra, RenderTrace *trace = nullptr) const;

private:
    struct Part {
        std::string name;
        std::shared_ptr<const liquid::Program> program;
        bool isHtml = false;
    };
    // What stands in one language.
    struct Words {
        Part subject, preheader, html, text;
        bool hasText = false;
    };
    static Result<std::shared_ptr<const EmailRenderer>> make(const model::EmailTemplate &email, const People *people, Instant now, std::string zone,
                                                             const LinkSettings &links);
    // What is the same as in `email` is compiled already.
    Result<Words> compileWords(const model::EmailContent &content, const model::EmailContent &email, const People *people, bool &readsEverything);
    Result<void> addTranslations(const model::EmailTemplate &email, const People *people, bool &readsEverything);
    int translationOf(Ordinal person) const;
    Result<Part> compile(std::string_view name, std::string_view text, const People *people, bool &readsEverything);
    Result<void> markLinks(RenderedEmail &email, const liquid::ValueSource &source, const ExtraValues &extra) const;
    Result<std::string> renderPart(const Part &part, const liquid::ValueSource &source, RenderTrace *trace) const;
    std::string m_name;
    Words m_own;
    std::vector<Words> m_translations;
    std::vector<std::string> m_tags; // of the translations
    std::string m_ownTag;
    std::shared_ptr<const engine::DenseColumn> m_language; // of each person; none without translations
    std::vector<Part> m_linkQuery;                         // the name of each is the parameter's
    bool m_isUntracked = false;
    model::MissingField m_missing = model::MissingField::UseEmpty;
    std::map<std::string, std::shared_ptr<const engine::DenseColumn>, std::less<>> m_columns;
    Instant m_now;
    std::string m_zone;
};

} // namespace audience::service
