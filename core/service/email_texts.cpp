#include "service/email_texts.h"

#include "base/json.h"
#include "blocks/block_texts.h"
#include "model/email_choice.h"
#include "service/email_renderer.h"
#include "service/people.h"

#include <map>
#include <utility>

namespace audience::service {

namespace {

constexpr std::string_view kBlock = "block:";

struct Part {
    const char *name;
    std::string model::EmailContent::*text;
};
constexpr Part kParts[] = {{"subject", &model::EmailContent::subject},
                           {"preheader", &model::EmailContent::preheader},
                           {"html", &model::EmailContent::html},
                           {"text", &model::EmailContent::text}};

model::BlockDocument inLanguage(const model::BlockDocument &document, std::string_view language) {
    if (language.empty())
        return document;
    auto changed = model::setPartProperty(document, "page", "language", std::string(language));
    if (!changed)
        return document;
    if (auto turned = model::setPartProperty(*changed, "page", "direction", model::isRightToLeft(language) ? "rtl" : "ltr"))
        changed = std::move(turned);
    return *std::move(changed);
}

bool saysTheSame(const model::BlockDocument &a, const model::BlockDocument &b) {
    const auto left = blocks::blockTexts(a, &b), right = blocks::blockTexts(b);
    return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(), [](const auto &one, const auto &other) {
               return one.part == other.part && one.path == other.path && one.words == other.words;
           });
}

} // namespace

std::string languageColumn(Session &session) {
    const auto people = People::load(session);
    return people ? EmailRenderer::languageColumn(people->dataset()) : std::string();
}

std::vector<EmailText> emailTexts(const model::EmailContent &email, const model::EmailContent &other) {
    std::vector<EmailText> texts;
    const auto addPart = [&](const Part &part) {
        if (!(email.*part.text).empty())
            texts.push_back({part.name, part.name, {}, {}, {}, email.*part.text, other.*part.text, false});
    };
    addPart(kParts[0]);
    addPart(kParts[1]);
    if (!email.blocks) {
        addPart(kParts[2]);
    } else {
        std::map<std::pair<std::string, std::string>, std::string> said;
        if (other.blocks)
            for (blocks::BlockText &text : blocks::blockTexts(*other.blocks, &*email.blocks))
                said.emplace(std::pair(text.part, text.path), std::move(text.words));
        for (blocks::BlockText &text : blocks::blockTexts(*email.blocks)) {
            const auto own = said.find({text.part, text.path});
            const bool isOwn = own != said.end() && own->second != text.words;
            texts.push_back({std::string(kBlock) + text.part + text.path, "block", text.part, text.kind, text.property, text.words, isOwn ? own->second : std::string(),
                             text.isAddress});
        }
    }
    addPart(kParts[3]);
    return texts;
}

Result<model::EmailContent> withText(model::EmailContent other, const model::EmailContent &email, std::string_view key, const std::string &words,
                                     std::string_view language) {
    for (const Part &part : kParts)
        if (key == part.name) {
            other.*part.text = words;
            return other;
        }
    const std::size_t slash = key.find('/');
    if (key.substr(0, kBlock.size()) != kBlock || slash == std::string_view::npos || !email.blocks)
        return Error(ErrorKind::NotFound, "blocks.unknown_id").with("id", key);
    const std::string_view part = key.substr(kBlock.size(), slash - kBlock.size()), path = key.substr(slash);
    // A translation is built like the email first: it may be older than its blocks. A variant stands for itself.
    const bool isTranslation = !language.empty();
    model::BlockDocument document = other.blocks ? *other.blocks : *email.blocks;
    if (isTranslation)
        document = inLanguage(blocks::inStep(*email.blocks, *email.blocks, document), language);
    std::string said = words;
    if (said.empty())
        for (const blocks::BlockText &text : blocks::blockTexts(*email.blocks))
            if (text.part == part && text.path == path)
                said = text.words;
    TRY_ASSIGN(document, blocks::withBlockText(document, part, path, said, &*email.blocks));
    other.html.clear();
    other.blocks.reset();
    if (!isTranslation || !saysTheSame(document, *email.blocks))
        other.blocks = std::move(document);
    return other;
}

model::EmailTemplate inStep(const model::EmailTemplate &before, model::EmailTemplate after) {
    if (!before.blocks || !after.blocks || *before.blocks == *after.blocks)
        return after;
    for (auto &[locale, content] : after.translations)
        if (content.blocks)
            content.blocks = blocks::inStep(*before.blocks, *after.blocks, *content.blocks);
    return after;
}

} // namespace audience::service
