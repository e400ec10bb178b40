#include "model/email_choice.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace audience::model {

std::string languageTag(std::string_view written) {
    std::string_view text = trimmed(written);
    text = text.substr(0, std::min(text.find('.'), text.find('@'))); // of an operating system: de_AT.UTF-8@euro
    std::string tag = toLowerAscii(text);
    std::replace(tag.begin(), tag.end(), '_', '-');
    const auto isPlain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    const std::size_t first = std::min(tag.find('-'), tag.size());
    return first >= 2 && first <= 8 && std::all_of(tag.begin(), tag.end(), isPlain) ? tag : std::string();
}

int translationFor(std::string_view tag, const std::vector<std::string> &tags, std::string_view own) {
    while (!tag.empty()) {
        if (tag == own)
            return -1;
        if (const auto found = std::find(tags.begin(), tags.end(), tag); found != tags.end())
            return static_cast<int>(found - tags.begin());
        const std::size_t end = tag.rfind('-');
        tag = tag.substr(0, end == std::string_view::npos ? 0 : end);
    }
    return -1;
}

int translationFor(const EmailTemplate &email, std::string_view written) {
    std::vector<std::string> tags;
    for (const auto &[locale, content] : email.translations)
        tags.push_back(languageTag(locale));
    return translationFor(languageTag(written), tags, languageTag(email.language));
}

EmailTemplate inLanguage(EmailTemplate email, int translation) {
    if (translation >= 0 && translation < static_cast<int>(email.translations.size())) {
        const auto &[locale, content] = email.translations[static_cast<std::size_t>(translation)];
        EmailContent filled = filledFrom(content, contentOf(email));
        email.language = locale;
        email = withContent(std::move(email), std::move(filled));
    }
    email.translations.clear();
    return email;
}

Result<EmailTemplate> asVariant(EmailTemplate email, std::string_view variant) {
    const auto variants = std::move(email.variants);
    email.variants.clear();
    if (variant.empty())
        return email;
    const std::string wanted = toLowerAscii(variant);
    for (const auto &[name, content] : variants)
        if (toLowerAscii(name) == wanted) {
            EmailContent filled = filledFrom(content, contentOf(email));
            return withContent(std::move(email), std::move(filled));
        }
    if (wanted == "a") // what the email itself is called beside B and C
        return email;
    return Error(ErrorKind::NotFound, "template.no_such_variant").with("name", email.name).with("variant", variant);
}

bool isRightToLeft(std::string_view language) {
    constexpr std::array<std::string_view, 10> kLanguages{"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"};
    const std::string tag = languageTag(language);
    const std::string_view first = std::string_view(tag).substr(0, tag.find('-'));
    return std::find(kLanguages.begin(), kLanguages.end(), first) != kLanguages.end() || tag.find("-arab") != std::string::npos || tag.find("-hebr") != std::string::npos;
}

} // namespace audience::model
