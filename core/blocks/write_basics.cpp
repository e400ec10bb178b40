// Rich text and the blocks that most emails are made of.
#include "blocks/block_writer.h"

#include "model/block_values.h"

#include <algorithm>
#include <cmath>

namespace audience::blocks {

using model::under;

std::string BlockWriter::spans(const Json &spans, const std::string &path) {
    std::string out;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Json &span = spans[i];
        std::string inside = escapedText(jsonText(span, "text")) + escapedText(jsonText(span, "liquid"));
        if (inside.empty())
            continue;
        for (const auto &[mark, tag] : {std::pair{"bold", "strong"}, {"italic", "em"}, {"underline", "u"}, {"strike", "s"}})
            if (jsonBool(span, mark))
                inside = '<' + std::string(tag) + '>' + inside + "</" + tag + '>';
        const bool coloured = span.contains("color");
        const std::string address = url(span, "link", UrlUse::Link, under(path, i));
        const Ink own = coloured ? colour(span, "color", {}) : m_link;
        if (!address.empty())
            inside = link(address, inside, "color:" + own.light + ";text-decoration:underline", darkText(own));
        else if (coloured)
            inside = "<span" + classes({darkText(own)}) + attribute("style", "color:" + own.light) + '>' + inside + "</span>";
        out += inside;
    }
    return out;
}

std::string BlockWriter::listOf(const Json &items, bool numbered, const std::string &path, int margin) {
    std::string out = numbered ? "<ol" : "<ul";
    out += attribute("style", "margin:0 0 " + px(margin) + " 0;padding:" + (m_rtl ? "0 24px 0 0" : "0 0 0 24px")) + '>';
    for (std::size_t i = 0; i < items.size(); ++i)
        out += "<li style=\"margin:0 0 4px 0\">" + spans(items[i], under(path, i)) + "</li>";
    return out + (numbered ? "</ol>" : "</ul>");
}

std::string BlockWriter::flow(const Json &flow, const std::string &path, int size) {
    std::string out;
    for (std::size_t i = 0; i < flow.size(); ++i) {
        const Json &part = flow[i];
        const int margin = i + 1 < flow.size() ? size : 0;
        const std::string at = under(path, i);
        if (const std::string kind = jsonText(part, "list"); !kind.empty() && part.contains("items"))
            out += listOf(part.at("items"), kind == "number", under(at, "items"), margin);
        else if (const Json *line = jsonMember(part, "spans"))
            out += "<p style=\"margin:0 0 " + px(margin) + " 0\">" + spans(*line, under(at, "spans")) + "</p>";
    }
    return out;
}

std::string BlockWriter::heading(const Json &block, const std::string &path) {
    const int level = static_cast<int>(jsonNumber(block, "level", 1));
    const int sizes[] = {32, 24, 20, 16};
    const Json &page = m_document.page();
    TextLook own = look(block, {}, sizes[std::clamp(level, 1, 4) - 1], 1.25);
    if (!block.contains("color") && page.contains("heading_color"))
        own.color = colour(page, "heading_color", "brand.text");
    if (!block.contains("font"))
        own.font = font(page, "heading_font", "brand.heading");
    const std::string tag = "h" + std::to_string(std::clamp(level, 1, 4));
    const std::string inside = block.contains("content") ? spans(block.at("content"), under(path, "content")) : std::string();
    if (inside.empty())
        return {};
    return '<' + tag + wordsMark(under(path, "content")) + classes({mobileClass(block, true), darkText(own.color)}) + attribute("style", "margin:0;" + css(own) + ";font-weight:bold;text-align:" + m_align) +
           '>' + inside + "</" + tag + '>';
}

std::string BlockWriter::text(const Json &block, const std::string &path) {
    const TextLook own = look(block, {}, m_body.size, m_body.lineHeight);
    const std::string inside = block.contains("content") ? flow(block.at("content"), under(path, "content"), own.size) : std::string();
    if (inside.empty())
        return {};
    return "<div" + wordsMark(under(path, "content")) + classes({mobileClass(block, true), darkText(own.color)}) + attribute("style", css(own) + ";text-align:" + m_align) + '>' + inside + "</div>";
}

std::string BlockWriter::buttonOf(const std::string &label, const std::string &address, const Ink &fill, const Ink &color, const std::string &font,
                                  int size, int radius, Sides inner, const std::string &align, bool wide, const std::string &border) {
    const std::string face = "font-family:" + font + ";font-size:" + px(size) + ";line-height:" + px(static_cast<int>(std::lround(size * 1.25))) +
                             ";font-weight:bold;text-decoration:none;color:" + color.light;
    const std::string classNames = "as-button" + (color.dark.empty() ? "" : ' ' + darkText(color));
    const std::string style = "display:" + std::string(wide ? "block" : "inline-block") + ";padding:" + inner.css() + ";" + face +
                              ";mso-padding-alt:0;border-radius:" + px(radius) + ";text-align:center";
    // Without an address it still looks like the button it becomes: in its own colour, on its own ground.
    const std::string inside = address.empty() ? "<span" + attribute("class", classNames) + attribute("style", style) + '>' + label + "</span>" : link(address, label, style, classNames);
    return cellTable(attribute("align", wide ? "" : align) + (wide ? " width=\"100%\"" : "") + attribute("style", "border-collapse:separate" + std::string(wide ? ";width:100%" : "")),
                     " align=\"center\" bgcolor=\"" + fill.light + '"' + classes({darkGround(fill)}) +
                         attribute("style", "background-color:" + fill.light + ";border-radius:" + px(radius) + ";mso-padding-alt:" + inner.css() + border), inside);
}

std::string BlockWriter::button(const Json &block, const std::string &path) {
    const Json &page = m_document.page();
    const Ink fill = block.contains("fill") ? colour(block, "fill", {}) : colour(page, "button_fill", "brand.primary");
    const Ink ink = block.contains("color") ? colour(block, "color", {}) : colour(page, "button_color", "brand.on_primary");
    const std::string face = font(block, "font", "brand.body");
    const int size = static_cast<int>(jsonNumber(block, "size", 16)), radius = static_cast<int>(jsonNumber(block, "radius", 6));
    const Sides inner = box(block, "inner", {12, 24, 12, 24});
    const std::string label = words(block, "text", path), address = url(block, "href", UrlUse::Link, path);
    std::string border;
    if (block.contains("border"))
        border = ";border:1px solid " + colour(block, "border", {}).light;
    const bool wide = jsonBool(block, "full_width");
    const int width = wide ? m_room : std::min(static_cast<int>(jsonNumber(block, "width")), m_room);
    const std::string html = buttonOf(label, address, fill, ink, face, size, radius, inner, m_align, wide, border);
    if (width == 0 || address.empty())
        return html;
    // Rounded corners and a click on the whole face need VML in Outlook, and VML needs a width.
    const int height = static_cast<int>(std::lround(size * 1.25)) + inner.top + inner.bottom;
    const int arc = std::min(50, radius * 100 / std::max(1, std::min(height, width)));
    const std::string shape = mso("<v:roundrect xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:w=\"urn:schemas-microsoft-com:office:word\" href=\"" +
                                  escapedAttribute(address) + "\" style=\"height:" + px(height) + ";v-text-anchor:middle;width:" + px(width) + "\" arcsize=\"" +
                                  std::to_string(arc) + "%\" " + (border.empty() ? "stroke=\"f\"" : "strokecolor=\"" + colour(block, "border", {}).light + '"') +
                                  " fillcolor=\"" + fill.light + "\"><w:anchorlock/><center style=\"color:" + ink.light + ";font-family:" + face +
                                  ";font-size:" + px(size) + ";font-weight:bold\">" + label + "</center></v:roundrect>");
    if (shape.empty())
        return html;
    return shape + notMso(wide ? html : cellTable(attribute("align", m_align) + " style=\"width:" + px(width) + ";max-width:100%\"", "", buttonOf(label, address, fill, ink, face, size, radius, inner, m_align, true, border)));
}

std::string BlockWriter::pictureOf(const std::string &src, const std::string &alt, int width, const std::string &align, const std::string &more,
                                   const std::string &classNames) const {
    const std::string margin = align == "center" ? "0 auto" : align == "right" ? "0 0 0 auto" : "0";
    return "<img src=\"" + escapedAttribute(src) + "\" alt=\"" + escapedAttribute(alt) + "\" width=\"" + std::to_string(width) + '"' +
           attribute("class", classNames) + " style=\"display:block;width:100%;max-width:" + px(width) + ";height:auto;margin:" + margin +
           ";border:0;outline:none;text-decoration:none;font-family:" + m_body.font + ";font-size:14px;line-height:20px" + more + "\">";
}

std::string BlockWriter::image(const Json &block, const std::string &path) {
    const bool logo = jsonText(block, "src") == "brand.logo";
    const std::string src = picture(block, "src", path);
    if (src.empty())
        return {};
    const std::string alt = jsonText(block, "alt", logo ? m_kit.logoAlt : std::string());
    const int width = std::min(static_cast<int>(jsonNumber(block, "width", logo ? m_kit.logoWidth : m_room)), m_room);
    const int radius = static_cast<int>(jsonNumber(block, "radius"));
    const std::string more = radius > 0 ? ";border-radius:" + px(radius) : std::string();
    const std::string dark = logo && !block.contains("dark_src") ? safeUrl(m_kit.logoDark, UrlUse::Picture) : url(block, "dark_src", UrlUse::Picture, path);
    std::string out = pictureOf(src, alt, width, m_align, more, dark.empty() ? "" : "as-light");
    if (!dark.empty()) {
        m_styles.useDarkPicture();
        std::string second = pictureOf(dark, alt, width, m_align, more, "as-dark");
        second.replace(second.find("display:block"), 13, "display:none");
        out += notMso(second);
    }
    const std::string address = logo && !block.contains("href") ? safeUrl(m_kit.logoHref, UrlUse::Link) : url(block, "href", UrlUse::Link, path);
    return link(address, out, "text-decoration:none;color:" + m_link.light);
}

std::string BlockWriter::divider(const Json &block) {
    const Ink ink = block.contains("color") ? colour(block, "color", {}) : colour(m_document.page(), "border_color", "brand.border");
    const std::string percent = std::to_string(static_cast<int>(jsonNumber(block, "width", 100))) + '%';
    return cellTable(attribute("align", m_align) + attribute("width", percent) + attribute("style", "width:" + percent),
                     classes({darkBorder(ink)}) + attribute("style", "border-top:" + px(static_cast<int>(jsonNumber(block, "thickness", 1))) + ' ' +
                                                                         jsonText(block, "line", "solid") + ' ' + ink.light + ";font-size:0;line-height:0"),
                     "&nbsp;");
}

std::string BlockWriter::spacer(const Json &block) const {
    const int height = static_cast<int>(jsonNumber(block, "height", 24));
    return "<div style=\"height:" + px(height) + ";line-height:" + px(height) + ";font-size:1px;mso-line-height-rule:exactly\">&nbsp;</div>";
}

std::string BlockWriter::html(const Json &block) const {
    std::string out = jsonText(block, "html");
    if (m_mso)
        return out;
    // It stands in what Outlook skips, where its own conditional comments would end the skipping.
    for (std::size_t from = 0; (from = out.find("<!--[if ", from)) != std::string::npos;) {
        const bool others = out.compare(from, 12, "<!--[if !mso") == 0;
        const std::string_view close = others ? "<!--<![endif]-->" : "<![endif]-->";
        const std::size_t opened = out.find("-->", from), closed = out.find(close, from);
        if (closed == std::string::npos || opened == std::string::npos)
            break;
        if (others)
            out.erase(closed, close.size()).erase(from, opened + 3 - from);
        else
            out.erase(from, closed + close.size() - from);
    }
    return out;
}

} // namespace audience::blocks
