#include "service/canvas_html.h"

#include "base/text.h"
#include "blocks/editable.h"
#include "blocks/html_text.h"
#include "email/html_sanitiser.h"
#include "service/asset_service.h"
#include "service/audience_question.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/session.h"
#include "service/studio_service.h"

namespace audience::service {

namespace {

std::string decoded(std::string_view text) {
    static constexpr std::pair<std::string_view, char> kEntities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t taken = 0;
        for (const auto &[entity, letter] : kEntities)
            if (taken == 0 && text.substr(i, entity.size()) == entity) {
                out += letter;
                taken = entity.size();
            }
        if (taken == 0)
            out += text[i];
        i += std::max<std::size_t>(taken, 1);
    }
    return out;
}

// Sanitised HTML has no ">" inside its tags; what stands between them is text, but for style and title.
std::string withChips(std::string_view html, const blocks::ChipWords &words) {
    std::string out;
    out.reserve(html.size() + 1024);
    bool isText = false;
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] == '<') {
            const std::size_t end = std::min(html.find('>', i), html.size() - 1) + 1;
            if (const std::string_view tag = html.substr(i, end - i); tag.substr(0, 5) == "<body")
                isText = true;
            else if (tag.substr(0, 6) == "<style" || tag.substr(0, 7) == "</style" || tag.substr(0, 6) == "</body")
                isText = tag.substr(0, 7) == "</style" && out.find("<body") != std::string::npos;
            out += html.substr(i, end - i);
            i = end;
            continue;
        }
        const std::size_t end = std::min(html.find('<', i), html.size());
        const std::string_view text = html.substr(i, end - i);
        for (const blocks::TextPiece &piece : blocks::liquidPieces(isText ? text : std::string_view()))
            out += piece.liquid ? blocks::chip(decoded(piece.text), words) : std::string(piece.text);
        if (!isText)
            out += text;
        i = end;
    }
    return out;
}

blocks::ChipWords wordsFrom(const CanvasValues &values) {
    return [&values](std::string_view liquid) {
        const auto value = values.find(std::string(liquid));
        return value == values.end() || value->second.empty() ? blocks::chipWords(liquid) : value->second;
    };
}

// The block as it is shown: a footer that says nothing itself says what the brand does.
Json shownBlock(const Json &block, const model::BrandKit &kit) {
    Json shown = block;
    if (jsonText(block, "kind") == "footer" && !block.contains("content") && !kit.footer.empty())
        shown["content"] = Json::array({Json{{"spans", Json::array({Json{{"text", kit.footer}}})}}});
    return shown;
}

} // namespace

Result<CanvasHtml> canvasHtml(const Session &session, const model::BlockDocument &document, const model::BrandKit &kit, const CanvasValues &values) {
    CanvasHtml canvas;
    BlockHtml sent = blockHtml(document, kit);
    canvas.bytes = sent.bytes;
    canvas.findings = std::move(sent.findings);
    canvas.sections = std::move(sent.sections);
    TRY_ASSIGN(const std::string pictured, withPicturesInside(session, blockHtml(document, kit, true).html));
    email::SanitiserOptions options;
    options.keepsParts = true;
    TRY_ASSIGN(const email::SanitisedHtml safe, email::sanitiseHtml(pictured, options));
    canvas.html = withChips(safe.html, wordsFrom(values));
    return canvas;
}

Result<CanvasValues> canvasValues(Session &session, const model::BlockDocument &document, const model::BrandKit &kit, const std::string &personKey) {
    constexpr std::size_t kMost = 500;
    CanvasValues values;
    const std::string html = blockHtml(document, kit, true).html;
    for (const blocks::TextPiece &piece : blocks::liquidPieces(html))
        if (piece.liquid && piece.text[1] == '{' && values.size() < kMost)
            values.emplace(piece.text, std::string());
    if (values.empty())
        return values;
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Ordinal person, personKey.empty() ? people.first() : people.find(personKey));
    TRY_ASSIGN(const Imprint imprint, imprintOf(session));
    const ExtraValues extra = EmailRenderer::extraValues({}, {}, {}, imprint.name, imprint.postalAddress, {});
    const std::string zone = workspaceZone(session);
    for (auto &[liquid, value] : values) {
        model::EmailTemplate one; // each alone: a mistake in one takes no value from the others
        one.text = liquid;
        one.missing = model::MissingField::UseEmpty;
        const auto renderer = EmailRenderer::make(one, people, session.now(), zone);
        if (auto said = renderer ? (*renderer)->render(person, extra) : Result<RenderedEmail>(renderer.error()))
            value = std::move(said->text);
    }
    std::erase_if(values, [](const auto &one) { return trimmed(one.second).empty(); });
    return values;
}

CanvasText canvasText(const model::BlockDocument &document, const model::BrandKit &kit, std::string_view block, std::string_view place, const CanvasValues &values) {
    const Json *part = document.part(block);
    const bool isOpen = part && part->contains("kind") && !jsonBool(*part, "locked");
    const auto text = isOpen ? blocks::editableText(shownBlock(*part, kit), place, wordsFrom(values)) : std::nullopt;
    if (!text)
        return {};
    return {true, static_cast<CanvasText::Kind>(text->kind), text->path, text->html};
}

std::string canvasChip(std::string_view liquid, const CanvasValues &values) {
    return blocks::chip(liquid, wordsFrom(values));
}

Result<model::BlockDocument> withCanvasText(const model::BlockDocument &document, const model::BrandKit &kit, std::string_view block, std::string_view place,
                                            std::string_view html) {
    const Json *part = document.part(block);
    const auto before = part && part->contains("kind") ? blocks::editableText(shownBlock(*part, kit), place) : std::nullopt;
    if (!before)
        return Error(ErrorKind::Invalid, "blocks.not_text");
    TRY_ASSIGN(const Json written, blocks::textFromEditable(html, before->kind));
    TRY_ASSIGN(const Json was, blocks::textFromEditable(before->html, before->kind));
    if (written == was)
        return document;
    const std::string property = before->path.substr(1, before->path.find('/', 1) - 1);
    const Json after = blocks::withEditable(*part, before->path, written);
    return model::setPartProperty(document, block, property, after.at(property));
}

} // namespace audience::service
