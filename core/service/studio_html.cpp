// Blocks as HTML: for sends, for canvases and for pictures of saved parts.
#include "blocks/block_lint.h"
#include "base/text.h"
#include "blocks/block_texts.h"
#include "email/html_edit.h"
#include "email/plain_text.h"
#include "model/delivery_plan.h"
#include "service/email_texts.h"
#include "service/session.h"
#include "service/studio_parts.h"
#include "service/studio_service.h"
#include "workspace/definition_repository.h"

#include <algorithm>

namespace audience::service {

namespace {

FindingView viewOf(const model::Finding &finding, const std::string &before) {
    return {finding.id, finding.args, before + finding.path, 0, 0, finding.severity == model::Finding::Severity::Error};
}

BlockHtml htmlOf(const blocks::CompiledEmail &email) {
    BlockHtml html{email.html, email.bytes, {}, {}};
    for (const model::Finding &finding : email.findings)
        html.findings.push_back(viewOf(finding, {}));
    for (const blocks::PartSize &section : email.sections)
        html.sections.emplace_back(section.id, section.bytes);
    return html;
}

} // namespace

BlockHtml blockHtml(const model::BlockDocument &document, const model::BrandKit &kit, bool marksParts) {
    blocks::CompileOptions options;
    options.marksParts = marksParts;
    options.hasPreheader = false;
    return htmlOf(blocks::compile(document, kit, options));
}

BlockHtml savedBlockHtml(const Json &part, bool isSection, const model::BrandKit &kit) {
    const auto document = documentOfPart(part, isSection);
    if (!document) {
        BlockHtml none;
        none.findings.push_back({document.error().id, document.error().args, std::string(document.error().arg("path")), 0, 0, true});
        return none;
    }
    return blockHtml(*document, kit, true); // whatever its conditions say, there is something to see
}

bool hasBlocks(const model::EmailTemplate &email) {
    bool found = false;
    forEachContent(email, [&](const auto &document, const std::string &, const std::string &, const std::string &) { found = found || document.has_value(); });
    return found;
}

std::vector<FindingView> blockFindings(const model::EmailTemplate &email, const model::BrandKit &kit) {
    std::vector<FindingView> findings;
    forEachContent(email, [&](const auto &document, const std::string &, const std::string &, const std::string &path) {
        if (!document)
            return;
        for (const model::Finding &finding : blocks::compile(*document, kit).findings)
            findings.push_back(viewOf(finding, path));
        for (const model::Finding &finding : blocks::lintBlocks(*document))
            findings.push_back(viewOf(finding, path));
    });
    return findings;
}

std::vector<FindingView> blockFindings(Session &session, const model::EmailTemplate &email) {
    if (!hasBlocks(email))
        return {};
    const auto brand = StudioService(session).brand();
    std::vector<FindingView> findings = blockFindings(email, brand ? brand->kit : model::defaultBrandKit());
    if (!brand)
        findings.push_back({brand.error().id, brand.error().args, "brand", 0, 0, false}); // no HTML that is there gets worse by it
    return findings;
}

Result<model::EmailTemplate> compiledWith(model::EmailTemplate email, const model::BrandKit &kit, const SavedParts &saved) {
    std::optional<Error> failed;
    const std::optional<model::BlockDocument> before = email.blocks;
    forEachContent(email, [&](auto &document, std::string &html, const std::string &language, const std::string &path) {
        if (!document || failed)
            return;
        // A translation follows the email, which comes first, in its own words: a saved block has none in its language.
        const bool isTranslated = before && path.rfind("translations/", 0) == 0;
        auto current = !isTranslated ? upToDate(*document, saved) : *before == *email.blocks ? *document : blocks::inStep(*before, *email.blocks, *document);
        if (!current) {
            failed = current.error();
            for (auto &[name, value] : failed->args)
                if (name == "path")
                    value.insert(0, path);
            return;
        }
        document = *std::move(current);
        blocks::CompileOptions options;
        options.hasPreheader = false;
        options.language = language;
        html = blocks::compile(*document, kit, options).html;
    });
    if (failed)
        return *failed;
    return email;
}

Result<model::EmailTemplate> StudioService::compiled(model::EmailTemplate email) const {
    if (!hasBlocks(email))
        return email;
    TRY_ASSIGN(const BrandView own, brand());
    TRY_ASSIGN(const SavedParts saved, savedParts(m_session));
    return compiledWith(std::move(email), own.kit, saved);
}

// Translations are built like the email from one version to the next, in the words they have.
static model::EmailTemplate afterStored(Session &session, std::int64_t id, model::EmailTemplate email) {
    const bool follows = std::any_of(email.translations.begin(), email.translations.end(), [](const auto &one) { return one.second.blocks.has_value(); });
    if (id == 0 || !follows)
        return email;
    const auto stored = workspace::DefinitionRepository(session.workspace()).find(workspace::DefinitionKind::Template, id);
    const auto before = stored ? model::emailTemplateFromJson(stored->body) : Result<model::EmailTemplate>(stored.error());
    return before ? inStep(*before, std::move(email)) : email; // a damaged one says nothing
}

// HTML from a hand or a file as importing takes it; what blocks make is well.
static Result<void> checkContent(const model::EmailContent &content) {
    const auto hasOneLine = [](const std::string &text) { return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos; };
    if (!hasOneLine(content.subject))
        return Error(ErrorKind::Invalid, "template.subject_line_break");
    for (const auto &[part, text] : {std::pair<const char *, const std::string *>{"html", &content.html}, {"text", &content.text}}) {
        if (part == std::string_view("html") && content.blocks)
            continue;
        if (!isValidUtf8(*text))
            return Error(ErrorKind::Invalid, "email.body_not_utf8").with("part", part);
        if (text->find('\0') != std::string::npos)
            return Error(ErrorKind::Invalid, "template.not_text").with("part", part);
        if (text->size() > email::kMostHtml)
            return Error(ErrorKind::Limit, "email.html_too_complex");
    }
    if (content.blocks || content.html.empty())
        return {};
    const std::string_view words = trimmed(content.html);
    if (!words.empty() && (words.front() == '{' || words.front() == '[') && parseJson(words))
        return Error(ErrorKind::Invalid, "template.not_html");
    TRY(email::htmlElements(content.html));
    return {};
}

static Result<void> checkContents(const model::EmailTemplate &email) {
    TRY(checkContent(model::contentOf(email)));
    for (const auto *others : {&email.translations, &email.variants})
        for (const auto &[name, content] : *others)
            TRY(checkContent(content));
    return {};
}

Result<model::EmailTemplate> readyToStore(Session &session, model::EmailTemplate email, std::int64_t id) {
    TRY(checkContents(email));
    TRY(model::emailTemplateFromJson(model::toJson(email)));
    email = afterStored(session, id, std::move(email));
    model::DeliveryPlan links;
    links.utm = email.linkQuery;
    TRY(model::checkPlan(links));
    return StudioService(session).compiled(email);
}

Result<Json> readyToStore(Session &session, const Json &body, std::int64_t id) {
    TRY_ASSIGN(const model::EmailTemplate email, model::emailTemplateFromJson(body));
    TRY_ASSIGN(const model::EmailTemplate made, readyToStore(session, email, id));
    return hasBlocks(email) ? model::toJson(made) : body;
}

} // namespace audience::service
