#include "model/email_template.h"

#include "base/json.h"
#include "base/text.h"

#include <algorithm>

namespace audience::model {

// An email without blocks, translations and variants is written as the first version, which older programs read.
static constexpr int kVersion = 2;

static std::string_view nameOf(MissingField missing) {
    switch (missing) {
    case MissingField::UseEmpty:
        return "empty";
    case MissingField::SkipPerson:
        return "skip";
    case MissingField::Stop:
        return "stop";
    }
    return "empty";
}

EmailContent contentOf(const EmailTemplate &email) {
    return {email.subject, email.preheader, email.html, email.text, email.blocks};
}

EmailTemplate withContent(EmailTemplate email, EmailContent content) {
    email.subject = std::move(content.subject);
    email.preheader = std::move(content.preheader);
    email.html = std::move(content.html);
    email.text = std::move(content.text);
    email.blocks = std::move(content.blocks);
    return email;
}

EmailContent filledFrom(EmailContent part, const EmailContent &whole) {
    if (part.subject.empty())
        part.subject = whole.subject;
    if (part.preheader.empty())
        part.preheader = whole.preheader;
    if (!part.blocks && part.html.empty()) {
        part.blocks = whole.blocks;
        part.html = whole.html;
        if (part.text.empty())
            part.text = whole.text;
    }
    return part;
}

static Json partsJson(const EmailContent &content) {
    Json json = {{"subject", content.subject}, {"preheader", content.preheader}, {"html", content.html}, {"text", content.text}};
    if (content.blocks)
        json["blocks"] = content.blocks->json();
    return json;
}

static Result<EmailContent> partsFromJson(const Json &json) {
    EmailContent content;
    content.subject = jsonText(json, "subject");
    content.preheader = jsonText(json, "preheader");
    content.html = jsonText(json, "html");
    content.text = jsonText(json, "text");
    if (const auto blocks = json.find("blocks"); blocks != json.end() && !blocks->is_null()) {
        Findings findings;
        content.blocks = blockDocumentFromJson(*blocks, findings);
        if (!content.blocks) {
            const auto fault = std::find_if(findings.begin(), findings.end(), [](const Finding &one) { return one.severity == Finding::Severity::Error; });
            Error error(ErrorKind::Invalid, fault->id);
            error.args = fault->args;
            error.args.emplace_back("path", "/blocks" + fault->path);
            return error;
        }
    }
    return content;
}

using NamedContent = std::vector<std::pair<std::string, EmailContent>>;

static Json namedJson(const NamedContent &parts, const char *key) {
    Json list = Json::array();
    for (const auto &[name, content] : parts) {
        Json one = partsJson(content);
        one[key] = name;
        list.push_back(std::move(one));
    }
    return list;
}

// A tag as in BCP 47, short of the rare forms: "de", "pt-BR", "zh-Hant-TW".
static bool isLanguage(std::string_view text) {
    std::size_t part = 0, length = 0;
    for (std::size_t i = 0; i <= text.size(); ++i)
        if (i == text.size() || text[i] == '-') {
            if (length < 2 || length > 8)
                return false;
            ++part;
            length = 0;
        } else if ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z') || (part > 0 && text[i] >= '0' && text[i] <= '9')) {
            ++length;
        } else {
            return false;
        }
    return part <= 4;
}

static Result<NamedContent> namedFromJson(const Json &json, const char *member, const char *key, bool isLocale) {
    NamedContent parts;
    const auto list = json.find(member);
    if (list == json.end() || !list->is_array())
        return parts;
    for (const Json &one : *list) {
        const std::string name = jsonText(one, key);
        if (isLocale && !isLanguage(name))
            return Error(ErrorKind::Invalid, "template.bad_language").with("value", name);
        const std::string folded = toLowerAscii(name);
        if (name.empty() || std::any_of(parts.begin(), parts.end(), [&](const auto &other) { return toLowerAscii(other.first) == folded; }))
            return Error(ErrorKind::Invalid, "template.twice").with("name", name);
        TRY_ASSIGN(EmailContent content, partsFromJson(one));
        parts.emplace_back(name, std::move(content));
    }
    return parts;
}

Json toJson(const EmailTemplate &value) {
    Json json = partsJson(contentOf(value));
    const bool isFirst = !value.blocks && value.translations.empty() && value.variants.empty() && value.language.empty() && value.linkQuery.empty();
    json["audience_template"] = isFirst ? 1 : kVersion;
    json["name"] = value.name;
    json["missing"] = nameOf(value.missing);
    if (!value.language.empty())
        json["language"] = value.language;
    if (!value.translations.empty())
        json["translations"] = namedJson(value.translations, "locale");
    if (!value.variants.empty())
        json["variants"] = namedJson(value.variants, "variant");
    if (!value.linkQuery.empty())
        json["link_query"] = value.linkQuery;
    return json;
}

Result<EmailTemplate> emailTemplateFromJson(const Json &json) {
    if (!json.is_object())
        return Error(ErrorKind::Invalid, "template.not_an_object");
    if (const auto version = jsonInt(json, "audience_template", kVersion); version > kVersion)
        return Error(ErrorKind::Invalid, "template.newer_version")
            .with("version", std::to_string(version));
    TRY_ASSIGN(EmailContent content, partsFromJson(json));
    EmailTemplate value = withContent({}, std::move(content));
    value.name = jsonText(json, "name");
    const std::string missing = jsonText(json, "missing", "empty");
    if (missing == "skip")
        value.missing = MissingField::SkipPerson;
    else if (missing == "stop")
        value.missing = MissingField::Stop;
    else if (missing != "empty")
        return Error(ErrorKind::Invalid, "template.unknown_missing").with("value", missing);
    value.language = jsonText(json, "language");
    if (!value.language.empty() && !isLanguage(value.language))
        return Error(ErrorKind::Invalid, "template.bad_language").with("value", value.language);
    TRY_ASSIGN(value.translations, namedFromJson(json, "translations", "locale", true));
    TRY_ASSIGN(value.variants, namedFromJson(json, "variants", "variant", false));
    if (const auto query = json.find("link_query"); query != json.end() && query->is_object())
        for (const auto &[name, text] : query->items())
            if (text.is_string())
                value.linkQuery[name] = text.get<std::string>();
    return value;
}

} // namespace audience::model
