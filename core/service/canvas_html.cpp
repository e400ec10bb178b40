#include "service/canvas_html.h"

#include "blocks/editable.h"
#include "blocks/html_text.h"
#include "email/html_sanitiser.h"
#include "service/asset_service.h"
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

} // namespace

Result<CanvasHtml> canvasHtml(const Session &session, const model::BlockDocument &document, const model::BrandKit &kit,
                              const std::map<std::string, std::string> &values) {
    CanvasHtml canvas;
    BlockHtml sent = blockHtml(document, kit);
    canvas.bytes = sent.bytes;
    canvas.findings = std::move(sent.findings);
    canvas.sections = std::move(sent.sections);
    TRY_ASSIGN(const std::string pictured, withPicturesInside(session, blockHtml(document, kit, true).html));
    email::SanitiserOptions options;
    options.keepsParts = true;
    TRY_ASSIGN(const email::SanitisedHtml safe, email::sanitiseHtml(pictured, options));
    canvas.html = withChips(safe.html, [&](std::string_view liquid) {
        const auto value = values.find(std::string(liquid));
        return value == values.end() || value->second.empty() ? blocks::chipWords(liquid) : value->second;
    });
    return canvas;
}

CanvasText canvasText(const model::BlockDocument &document, std::string_view block) {
    const Json *part = document.part(block);
    const auto text = part && part->contains("kind") && !jsonBool(*part, "locked") ? blocks::editableText(*part) : std::nullopt;
    if (!text)
        return {};
    return {true, text->kind != blocks::EditableKind::Line, text->kind == blocks::EditableKind::Flow, text->html};
}

std::string canvasChip(std::string_view liquid) {
    return blocks::chip(liquid);
}

Result<model::BlockDocument> withCanvasText(const model::BlockDocument &document, std::string_view block, std::string_view html) {
    const Json *part = document.part(block);
    const auto before = part ? blocks::editableText(*part) : std::nullopt;
    if (!before)
        return Error(ErrorKind::Invalid, "blocks.not_text");
    TRY_ASSIGN(const Json written, blocks::textFromEditable(html, before->kind));
    TRY_ASSIGN(const Json was, blocks::textFromEditable(before->html, before->kind));
    return written == was ? document : model::setPartProperty(document, block, before->property, written);
}

} // namespace audience::service
