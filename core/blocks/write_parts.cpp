// Blocks made of a few parts each.
#include "blocks/block_writer.h"

#include "model/block_values.h"

#include <algorithm>

namespace audience::blocks {

using model::under;

std::string BlockWriter::avatar(const Json &block, const std::string &path) {
    const int size = static_cast<int>(jsonNumber(block, "size", 56));
    const std::string src = picture(block, "src", path), address = url(block, "href", UrlUse::Link, path);
    const std::string title = words(block, "title", path), text = words(block, "text", path);
    std::string photo = src.empty() ? std::string() : pictureOf(src, jsonText(block, "alt"), size, "left", ";border-radius:" + px(size / 2));
    if (!photo.empty())
        photo.replace(photo.find("width:100%"), 10, "width:" + px(size));
    photo = link(address, photo, "text-decoration:none");
    std::string beside;
    if (!title.empty())
        beside += textCell({m_body.color, m_body.font, 16, 1.4}, side("start"), "<strong>" + title + "</strong>");
    if (!text.empty())
        beside += textCell({m_body.color, m_body.font, 14, 1.4}, side("start"), text);
    if (beside.empty())
        return photo;
    return "<table role=\"presentation\"" + attribute("align", m_align) + " cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td width=\"" + std::to_string(size) +
           "\" valign=\"middle\" style=\"width:" + px(size) + "\">" + photo + "</td><td valign=\"middle\" style=\"padding:0 12px\">" + beside + "</td></tr></table>";
}

std::string BlockWriter::video(const Json &block, const std::string &path) {
    const std::string src = picture(block, "src", path), address = url(block, "href", UrlUse::Link, path);
    const int width = std::min(static_cast<int>(jsonNumber(block, "width", m_room)), m_room);
    std::string out = src.empty() ? std::string() : link(address, pictureOf(src, jsonText(block, "alt"), width, m_align), "text-decoration:none");
    // No mailbox plays it, so the words say where the click goes.
    if (const std::string text = words(block, "text", path); !text.empty())
        out += textCell({m_body.color, m_body.font, 14, 1.5}, m_align, link(address, "&#9654; " + text, "color:" + m_link.light + ";text-decoration:underline", darkText(m_link)),
                        ";padding:8px 0 0 0");
    return out;
}

std::string BlockWriter::quote(const Json &block, const std::string &path) {
    const TextLook own = look(block, {}, m_body.size + 2);
    const Ink bar = colour(block, "bar", "brand.primary");
    std::string inside = block.contains("content") ? flow(block.at("content"), under(path, "content"), own.size) : std::string();
    if (!inside.empty())
        inside = "<blockquote" + wordsMark(under(path, "content")) + classes({darkText(own.color)}) + attribute("style", "margin:0;" + css(own) + ";font-style:italic;text-align:" + m_align) + '>' + inside + "</blockquote>";
    std::string by = words(block, "author", path);
    if (!by.empty())
        by = "<strong>" + by + "</strong>";
    if (const std::string role = words(block, "role", path); !role.empty())
        by += (by.empty() ? "" : ", ") + role;
    if (!by.empty())
        inside += textCell({own.color, own.font, 14, 1.5}, m_align, by, ";padding:8px 0 0 0");
    if (inside.empty())
        return {};
    const std::string line = (m_rtl ? "border-right:4px solid " : "border-left:4px solid ") + bar.light;
    return cellTable(" width=\"100%\" style=\"width:100%\"", classes({darkBorder(bar)}) + attribute("style", line + (m_rtl ? ";padding:0 16px 0 0" : ";padding:0 0 0 16px")), inside);
}

std::string BlockWriter::code(const Json &block) {
    TextLook own = look(block, {}, 14);
    own.font = "Consolas, Menlo, 'Courier New', monospace";
    const Ink fill = colour(block, "fill", "brand.background");
    return cellTable(" width=\"100%\" style=\"width:100%\"",
                     " dir=\"ltr\" bgcolor=\"" + fill.light + '"' + classes({darkGround(fill)}) + attribute("style", "background-color:" + fill.light + ";border-radius:4px;padding:12px 16px;text-align:left"),
                     "<pre" + classes({darkText(own.color)}) + attribute("style", "margin:0;" + css(own) + ";white-space:pre-wrap;word-break:break-word") + ">\n" + escapedVerbatim(jsonText(block, "text")) + "</pre>");
}

std::string BlockWriter::countdown(const Json &block, const std::string &path) {
    const std::string src = url(block, "src", UrlUse::Picture, path), text = words(block, "text", path);
    const std::string address = url(block, "href", UrlUse::Link, path);
    const int width = std::min(static_cast<int>(jsonNumber(block, "width", 320)), m_room);
    std::string out = src.empty() ? std::string() : link(address, pictureOf(src, jsonText(block, "alt", jsonText(block, "text")), width, m_align), "text-decoration:none");
    if (!text.empty()) {
        const TextLook own = look(block, {}, 20);
        out += textCell(own, m_align, "<strong>" + (src.empty() ? link(address, text, "color:" + own.color.light + ";text-decoration:none", darkText(own.color)) : text) + "</strong>");
    }
    return out;
}

std::string BlockWriter::coupon(const Json &block, const std::string &path) {
    const Ink ink = block.contains("color") ? colour(block, "color", {}) : m_body.color;
    const Ink fill = colour(block, "fill", "brand.background"), border = colour(block, "border", "brand.primary");
    std::string code = "<strong>" + words(block, "code", path) + "</strong>";
    code = link(url(block, "href", UrlUse::Link, path), code, "color:" + ink.light + ";text-decoration:none", darkText(ink));
    std::string inside;
    if (const std::string title = words(block, "title", path); !title.empty())
        inside += textCell({ink, m_body.font, 14, 1.5}, "center", title);
    inside += textCell({ink, "Consolas, Menlo, 'Courier New', monospace", 24, 1.4}, "center", code, ";letter-spacing:2px");
    if (const std::string text = words(block, "text", path); !text.empty())
        inside += textCell({ink, m_body.font, 13, 1.5}, "center", text);
    return cellTable(" width=\"100%\" style=\"width:100%;border-collapse:separate\"",
                     " align=\"center\" bgcolor=\"" + fill.light + '"' + classes({darkGround(fill), darkBorder(border)}) +
                         attribute("style", "background-color:" + fill.light + ";border:2px dashed " + border.light + ";border-radius:8px;padding:16px"),
                     inside);
}

std::string BlockWriter::qr(const Json &block, const std::string &path) {
    const std::string src = url(block, "src", UrlUse::Picture, path), value = jsonText(block, "value");
    const int size = std::min(static_cast<int>(jsonNumber(block, "size", 160)), m_room);
    std::string out;
    if (!src.empty()) {
        out = pictureOf(src, jsonText(block, "alt", value), size, m_align);
        out.replace(out.find("width:100%"), 10, "width:" + px(size)); // a code that shrinks cannot be read
    }
    if (const std::string text = words(block, "text", path); !text.empty())
        out += textCell({m_body.color, m_body.font, 13, 1.5}, m_align, text, ";padding:8px 0 0 0");
    return out;
}

std::string BlockWriter::signature(const Json &block, const std::string &path) {
    const Ink ink = block.contains("color") ? colour(block, "color", {}) : m_body.color;
    const std::string src = picture(block, "src", path);
    const int width = std::min(static_cast<int>(jsonNumber(block, "width", 120)), m_room);
    std::string out = src.empty() ? std::string() : pictureOf(src, jsonText(block, "alt"), width, m_align);
    out += textCell({ink, m_body.font, 16, 1.5}, m_align, "<strong>" + words(block, "person", path) + "</strong>");
    if (const std::string role = words(block, "role", path); !role.empty())
        out += textCell({ink, m_body.font, 14, 1.5}, m_align, role);
    if (const Json *lines = jsonMember(block, "lines"))
        for (std::size_t i = 0; i < lines->size(); ++i)
            out += textCell({ink, m_body.font, 14, 1.5}, m_align, asWords(escapedText((*lines)[i].get<std::string>()), under(under(path, "lines"), i)));
    return out;
}

std::string BlockWriter::footer(const Json &block, const std::string &path) {
    const TextLook own = look(block, "brand.muted", 13);
    const auto quiet = [&](std::string_view variable, const std::string &inside) {
        return link("{{ " + std::string(variable) + " }}", inside, "color:" + own.color.light + ";text-decoration:underline", darkText(own.color));
    };
    std::string out;
    if (block.contains("content"))
        out += flow(block.at("content"), under(path, "content"), own.size);
    else if (!m_kit.footer.empty())
        out += "<p style=\"margin:0\">" + escapedText(m_kit.footer) + "</p>";
    if (m_marksParts)
        out = "<div" + wordsMark(under(path, "content")) + '>' + out + "</div>"; // also an empty one: it is written in by key
    // The law asks for a postal address: the block's own, the brand's, or that of the workspace.
    std::string address = words(block, "address", path);
    if (address.empty())
        address = m_kit.address.empty() ? "{{ sender_name }}<br>{{ postal_address }}" : escapedText(m_kit.company.empty() ? m_kit.address : m_kit.company + '\n' + m_kit.address);
    out += "<p style=\"margin:8px 0 0 0\">" + address + "</p>";
    out += "<p style=\"margin:8px 0 0 0\">" + quiet("unsubscribe_url", words(block, "unsubscribe", path));
    if (const std::string preferences = words(block, "preferences", path); !preferences.empty())
        out += " &middot; " + quiet("preferences_url", preferences);
    return textCell(own, m_align, out + "</p>");
}

std::string BlockWriter::viewInBrowser(const Json &block, const std::string &path) {
    const TextLook own = look(block, "brand.muted", 12);
    return textCell(own, m_align, link("{{ view_in_browser_url }}", words(block, "text", path), "color:" + own.color.light + ";text-decoration:underline", darkText(own.color)));
}

} // namespace audience::blocks
