#include "service/template_words.h"

#include "base/json.h"
#include "blocks/html_text.h"

namespace audience::service {

namespace {

using Change = std::function<std::string(const std::string &)>;

constexpr std::string_view kOpen = "{% if ", kClose = " %}";

std::string changedExpression(const std::string &expression, const Change &change) {
    std::string made = change(std::string(kOpen) + expression + std::string(kClose));
    const bool isWhole = made.size() >= kOpen.size() + kClose.size() && made.compare(0, kOpen.size(), kOpen) == 0 &&
                         made.compare(made.size() - kClose.size(), kClose.size(), kClose) == 0;
    return isWhole ? made.substr(kOpen.size(), made.size() - kOpen.size() - kClose.size()) : expression;
}

void changeIn(Json &json, std::string_view member, const Change &change) {
    if (json.is_object()) {
        const bool isRepeat = member == "repeat";
        for (auto &[name, value] : json.items())
            if (value.is_string() && (name == "when" || (isRepeat && name == "list")))
                value = changedExpression(value.get<std::string>(), change);
            else if (name != "id" && name != "kind")
                changeIn(value, name, change);
    } else if (json.is_array()) {
        for (Json &value : json)
            changeIn(value, {}, change);
    } else if (json.is_string()) {
        if (const std::string before = json.get<std::string>(); before.find('{') != std::string::npos)
            json = change(before);
    }
}

void changeContent(model::EmailContent &content, const Change &change) {
    for (std::string *part : {&content.subject, &content.preheader, &content.html, &content.text})
        *part = change(*part);
    if (!content.blocks)
        return;
    Json json = content.blocks->json();
    changeIn(json, {}, change);
    model::Findings findings;
    if (json != content.blocks->json())
        if (auto read = model::blockDocumentFromJson(json, findings))
            content.blocks = *std::move(read);
}

} // namespace

model::EmailTemplate withWords(model::EmailTemplate email, const Change &change) {
    model::EmailContent content = contentOf(email);
    changeContent(content, change);
    email = withContent(std::move(email), std::move(content));
    for (auto &[locale, one] : email.translations)
        changeContent(one, change);
    for (auto &[name, one] : email.variants)
        changeContent(one, change);
    return email;
}

std::string preheaderOf(const model::EmailTemplate &email) {
    if (!email.preheader.empty() || !email.blocks)
        return email.preheader;
    return blocks::escapedText(jsonText(email.blocks->page(), "preheader"));
}

} // namespace audience::service
