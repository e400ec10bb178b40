#include "blocks/block_writer.h"

#include "liquid/liquid.h"
#include "model/block_kinds.h"
#include "model/block_values.h"

#include <algorithm>
#include <cmath>

namespace audience::blocks {

using model::under;

std::string px(int pixels) { return std::to_string(pixels) + "px"; }

std::string Sides::css() const { return px(top) + ' ' + px(right) + ' ' + px(bottom) + ' ' + px(left); }

std::string attribute(std::string_view name, std::string_view value) {
    return value.empty() ? std::string() : ' ' + std::string(name) + "=\"" + std::string(value) + '"';
}

std::string cellTable(std::string_view tableAttributes, std::string_view cellAttributes, std::string_view inside) {
    std::string out = "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";
    out.append(tableAttributes).append("><tr><td").append(cellAttributes).append(">").append(inside).append("</td></tr></table>");
    return out;
}

BlockWriter::BlockWriter(const model::BlockDocument &document, const model::BrandKit &kit, bool marksParts)
    : m_document(document), m_kit(kit), m_defaults(model::defaultBrandKit()), m_marksParts(marksParts) {
    const Json &page = document.page();
    m_path = "/page";
    m_rtl = jsonText(page, "direction") == "rtl";
    m_width = static_cast<int>(jsonNumber(page, "width", 600));
    m_body = {colour(page, "color", "brand.text"), font(page, "font", "brand.body"), static_cast<int>(jsonNumber(page, "size", 16)),
              jsonNumber(page, "line_height", 1.5)};
    m_link = colour(page, "link_color", "brand.link");
}

void BlockWriter::report(std::string_view id, const std::string &path, std::string_view name, std::string_view value,
                         model::Finding::Severity severity) {
    std::string key(id);
    key.append(1, '\n').append(path).append(1, '\n').append(value);
    if (m_reported.insert(std::move(key)).second)
        model::addFinding(m_findings, id, path, {{std::string(name), std::string(value)}}, severity);
}

std::string BlockWriter::plainColour(const std::string &value, bool dark, const std::string &path) {
    if (model::isHexColour(value))
        return value;
    const model::BrandColour *token = m_kit.colour(value);
    if (!token && !(token = m_defaults.colour(value))) {
        report("blocks.unknown_token", path, "value", value);
        token = m_defaults.colour("text");
    }
    return dark && !token->dark.empty() ? token->dark : token->light;
}

Ink BlockWriter::ink(const Json &value, const std::string &path) {
    if (value.is_object()) {
        const std::string dark = jsonText(value, "dark");
        return {plainColour(jsonText(value, "light"), false, path), dark.empty() ? "" : plainColour(dark, true, path)};
    }
    const std::string text = value.is_string() ? value.get<std::string>() : std::string();
    if (model::isHexColour(text))
        return {text, {}};
    const std::string light = plainColour(text, false, path), dark = plainColour(text, true, path);
    return {light, dark == light ? "" : dark};
}

Ink BlockWriter::colour(const Json &part, std::string_view name, std::string_view fallback) {
    if (const Json *value = jsonMember(part, name))
        return ink(*value, under(m_path, name));
    return fallback.empty() ? Ink() : ink(Json(std::string(fallback)), {});
}

std::string BlockWriter::font(const Json &part, std::string_view name, std::string_view fallback) {
    std::string families = jsonText(part, name, fallback);
    if (model::isBrandToken(families)) {
        const std::string token = families;
        families = m_kit.font(token);
        if (families.empty())
            families = m_defaults.font(token);
        if (families.empty()) {
            report("blocks.unknown_token", under(m_path, name), "value", token);
            families = m_defaults.font("body");
        }
    }
    std::replace(families.begin(), families.end(), '"', '\'');
    return families;
}

std::string BlockWriter::url(const Json &part, std::string_view name, UrlUse use, const std::string &path) {
    const std::string given = jsonText(part, name);
    const std::string safe = safeUrl(given, use);
    if (safe.empty() && !given.empty())
        report("blocks.bad_address", under(path, name), "url", given);
    return safe;
}

std::string BlockWriter::picture(const Json &part, std::string_view name, const std::string &path) {
    if (jsonText(part, name) != "brand.logo")
        return url(part, name, UrlUse::Picture, path);
    if (m_kit.logo.empty())
        report("blocks.unknown_token", under(path, name), "value", "brand.logo");
    return safeUrl(m_kit.logo, UrlUse::Picture);
}

Sides BlockWriter::box(const Json &part, std::string_view name, Sides fallback) const {
    const Json *value = jsonMember(part, name);
    if (!value)
        return fallback;
    const auto pixels = [](const Json &number) { return static_cast<int>(std::lround(number.get<double>())); };
    if (value->is_number()) {
        const int all = pixels(*value);
        return {all, all, all, all};
    }
    return {pixels((*value)[0]), pixels((*value)[1]), pixels((*value)[2]), pixels((*value)[3])};
}

std::string BlockWriter::side(std::string_view align) const {
    if (align == "center")
        return "center";
    return (align == "end") != m_rtl ? "right" : "left";
}

TextLook BlockWriter::look(const Json &block, std::string_view token, int size, double lineHeight) {
    return {token.empty() && !block.contains("color") ? m_body.color : colour(block, "color", token),
            block.contains("font") ? font(block, "font", "brand.body") : m_body.font, static_cast<int>(jsonNumber(block, "size", size)),
            jsonNumber(block, "line_height", lineHeight)};
}

std::string BlockWriter::css(const TextLook &look) const {
    return "font-family:" + look.font + ";font-size:" + px(look.size) + ";line-height:" + px(static_cast<int>(std::lround(look.size * look.lineHeight))) +
           ";mso-line-height-rule:exactly;color:" + look.color.light;
}

std::string BlockWriter::classes(std::initializer_list<std::string> names) const {
    std::string all;
    for (const std::string &name : names)
        if (!name.empty())
            all += (all.empty() ? "" : " ") + name;
    return attribute("class", all);
}

std::string BlockWriter::mobileClass(const Json &part, bool text) {
    const Json *mobile = jsonMember(part, "mobile");
    std::vector<std::string> rules;
    if (mobile && !text && mobile->contains("padding"))
        rules.push_back("padding:" + box(*mobile, "padding", {}).css());
    if (mobile && mobile->contains("align"))
        rules.push_back("text-align:" + side(jsonText(*mobile, "align")));
    if (mobile && text && mobile->contains("size")) {
        const int size = static_cast<int>(jsonNumber(*mobile, "size"));
        rules.push_back("font-size:" + px(size));
        rules.push_back("line-height:" + px(static_cast<int>(std::lround(size * 1.4))));
    }
    return rules.empty() ? std::string() : m_styles.mobile(rules);
}

std::string BlockWriter::mso(std::string_view inside) const {
    // A comment ends at "-->" whatever stands there; Liquid of an author may hold one.
    if (!m_mso || inside.find("-->") != std::string_view::npos || inside.find("--!>") != std::string_view::npos)
        return {};
    return "<!--[if mso]>" + std::string(inside) + "<![endif]-->";
}

std::string BlockWriter::notMso(std::string_view inside) const {
    return m_mso ? "<!--[if !mso]><!-->" + std::string(inside) + "<!--<![endif]-->" : std::string(inside);
}

std::string BlockWriter::link(const std::string &address, std::string_view inside, std::string_view style, std::string_view classNames) const {
    if (address.empty())
        return std::string(inside);
    return "<a href=\"" + escapedAttribute(address) + "\" target=\"_blank\"" + attribute("class", classNames) + attribute("style", style) + '>' +
           std::string(inside) + "</a>";
}

bool BlockWriter::isCondition(const std::string &liquid, const std::string &path) {
    if (liquid::parse(liquid).program)
        return true;
    report("blocks.bad_condition", path, "value", liquid, model::Finding::Severity::Error);
    return false;
}

std::string BlockWriter::mark(const Json &part) const { return m_marksParts ? attribute("data-part", jsonText(part, "id")) : std::string(); }

std::string BlockWriter::wordsMark(const std::string &path) const {
    return m_marksParts ? attribute("data-words", path.substr(m_path.size())) : std::string();
}

std::string BlockWriter::asWords(const std::string &inside, const std::string &path) const {
    return m_marksParts && !inside.empty() ? "<span" + wordsMark(path) + '>' + inside + "</span>" : inside;
}

std::string BlockWriter::words(const Json &of, std::string_view name, const std::string &path) const {
    return asWords(escapedText(jsonText(of, name)), under(path, name));
}

std::string BlockWriter::withLogic(const Json &part, const std::string &path, std::string inside) {
    if (const Json *repeat = jsonMember(part, "repeat")) {
        std::string open = "{% for " + jsonText(*repeat, "as") + " in " + jsonText(*repeat, "list");
        if (repeat->contains("limit"))
            open += " limit:" + std::to_string(static_cast<int>(jsonNumber(*repeat, "limit")));
        open += " %}";
        if (!isCondition(open + "{% endfor %}", under(path, "repeat")) && !m_marksParts)
            return {};
        if (!m_marksParts)
            inside = open + inside + "{% endfor %}";
    }
    if (const std::string when = jsonText(part, "when"); !when.empty()) {
        const std::string open = "{% if " + when + " %}";
        if (!isCondition(open + "{% endif %}", under(path, "when")) && !m_marksParts)
            return {}; // what was meant for some must not go to everybody
        if (!m_marksParts)
            inside = open + inside + "{% endif %}";
    }
    return inside;
}

bool BlockWriter::isMobileOnly(const Json &part) const { return m_mso && jsonText(part, "show") == "mobile"; }

std::string BlockWriter::shown(const Json &part, std::string inside, bool mobileOnly) const {
    if (mobileOnly)
        return "<!--[if !mso]><!--><div class=\"as-mobile\" style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">" + inside +
               "</div><!--<![endif]-->";
    if (jsonText(part, "show") == "desktop")
        return "<div class=\"as-desktop\">" + inside + "</div>";
    return inside;
}

std::string BlockWriter::section(const Json &section, const std::string &path) {
    m_path = path;
    const bool mobileOnly = isMobileOnly(section);
    const bool msoBefore = std::exchange(m_mso, m_mso && !mobileOnly);
    const Sides padding = box(section, "padding", {});
    const Ink ground = section.contains("background") ? colour(section, "background", {}) : pageColour("content", "brand.surface");
    const int radius = static_cast<int>(jsonNumber(section, "radius"));
    const bool wide = jsonBool(section, "full_width");
    std::string inside = columns(section, path, m_width - padding.left - padding.right);

    std::string cell = " align=\"center\"" + classes({mobileClass(section, false)});
    std::string style = "padding:" + padding.css() + ";font-size:0;line-height:0;text-align:center";
    std::string tableStyle = "width:100%;border-collapse:separate";
    std::string table = " width=\"100%\"" + mark(section);
    if (!ground.light.empty()) {
        table += " bgcolor=\"" + ground.light + '"' + classes({darkGround(ground)});
        tableStyle += ";background-color:" + ground.light;
    }
    if (radius > 0)
        tableStyle += ";border-radius:" + px(radius);
    inside = withPicture(section, path, ground, std::move(inside), cell, style);
    std::string out = cellTable(table + attribute("style", tableStyle), cell + attribute("style", style), inside);
    if (!wide) {
        const std::string ghost = "<table role=\"presentation\" align=\"center\" width=\"" + std::to_string(m_width) +
                                  "\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:" + px(m_width) + "\"><tr><td>";
        out = mso(ghost) + "<div style=\"max-width:" + px(m_width) + ";margin:0 auto\">" + out + "</div>" + mso("</td></tr></table>");
    }
    m_mso = msoBefore;
    out = withLogic(section, path, shown(section, std::move(out), mobileOnly));
    return out.empty() ? out : out + '\n';
}

std::string BlockWriter::withPicture(const Json &section, const std::string &path, const Ink &ground, std::string inside, std::string &cell,
                                     std::string &style) {
    const Json *settings = jsonMember(section, "picture");
    const std::string address = settings ? url(*settings, "src", UrlUse::Picture, under(path, "picture")) : std::string();
    if (address.empty())
        return inside;
    const bool repeated = jsonBool(*settings, "repeat");
    const int height = static_cast<int>(jsonNumber(*settings, "height"));
    const std::string src = escapedAttribute(address);
    // In CSS the address stands in single quotes; its own would end them.
    std::string quoted;
    for (const TextPiece &piece : liquidPieces(src))
        for (const char c : piece.text) {
            if (!piece.liquid && std::string_view("'()\\").find(c) != std::string_view::npos)
                quoted += c == '\'' ? "%27" : c == '(' ? "%28" : c == ')' ? "%29" : "%5C";
            else
                quoted += c;
        }
    cell += " background=\"" + src + '"' + (height > 0 ? " height=\"" + std::to_string(height) + '"' : "");
    style += ";background-image:url('" + quoted + "');background-repeat:" + (repeated ? "repeat" : "no-repeat") +
             ";background-size:" + (repeated ? "auto" : "cover") + ";background-position:" + jsonText(*settings, "position", "center") +
             (height > 0 ? ";height:" + px(height) : "");
    const std::string open = "<v:rect xmlns:v=\"urn:schemas-microsoft-com:vml\" fill=\"true\" stroke=\"false\" style=\"width:" + px(m_width) +
                             (height > 0 ? ";height:" + px(height) : "") + "\"><v:fill type=\"" + (repeated ? "tile" : "frame") + "\" src=\"" + src + '"' +
                             attribute("color", ground.light) + " /><v:textbox inset=\"0,0,0,0\"" +
                             (height > 0 ? ">" : " style=\"mso-fit-shape-to-text:true\">");
    const std::string opened = mso(open);
    return opened.empty() ? inside : opened + "<div style=\"font-size:0;line-height:0\">" + inside + "</div>" + mso("</v:textbox></v:rect>");
}

std::string BlockWriter::columns(const Json &section, const std::string &path, int width) {
    const Json &all = section.at("columns");
    const std::size_t count = all.size();
    double open = 100, unset = 0;
    for (const Json &one : all) {
        open -= jsonNumber(one, "width");
        unset += jsonNumber(one, "width") == 0;
    }
    const int gap = static_cast<int>(jsonNumber(section, "gap"));
    const std::string stack = jsonText(section, "stack", "stack"), valign = jsonText(section, "valign", "top");
    std::vector<std::string> cells;
    std::vector<int> widths;
    int left = width;
    for (std::size_t i = 0; i < count; ++i) {
        const double share = jsonNumber(all[i], "width") > 0 ? jsonNumber(all[i], "width") : open / unset;
        widths.push_back(i + 1 == count ? left : static_cast<int>(width * share / 100));
        left -= widths.back();
        Sides gaps;
        (m_rtl ? gaps.right : gaps.left) = i == 0 ? 0 : gap / 2;
        (m_rtl ? gaps.left : gaps.right) = i + 1 == count ? 0 : gap - gap / 2;
        cells.push_back(column(all[i], under(under(path, "columns"), i), widths.back(), gaps));
    }
    const std::string direction = m_rtl ? "rtl" : "ltr", align = side("start");
    std::string out;
    if (stack == "keep") {
        for (std::size_t i = 0; i < count; ++i)
            out += "<td width=\"" + std::to_string(widths[i]) + '"' + mark(all[i]) + " valign=\"" + valign + "\" style=\"width:" +
                   std::to_string(static_cast<int>(std::lround(100.0 * widths[i] / std::max(1, width)))) + "%;vertical-align:" + valign + ";text-align:" + align +
                   "\">" + cells[i] + "</td>";
        return "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" dir=\"" + direction +
               "\" style=\"width:100%\"><tr>" + out + "</tr></table>";
    }
    // Written the other way round in the other direction: the same side by side, the last first when stacked.
    const bool reversed = stack == "reverse" && count > 1;
    const std::string order = reversed ? (m_rtl ? "ltr" : "rtl") : direction;
    for (std::size_t n = 0; n < count; ++n) {
        const std::size_t i = reversed ? count - 1 - n : n;
        out += mso("<td width=\"" + std::to_string(widths[i]) + "\" valign=\"" + valign + "\" style=\"width:" + px(widths[i]) + "\">");
        out += "<div class=\"as-col\"" + mark(all[i]) + " dir=\"" + direction + "\" style=\"display:inline-block;width:100%;max-width:" + px(widths[i]) +
               ";vertical-align:" + valign + ";text-align:" + align + "\">" + cells[i] + "</div>" + mso("</td>");
    }
    out = mso("<table role=\"presentation\" width=\"" + std::to_string(width) + "\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" dir=\"" + order +
              "\" style=\"width:" + px(width) + "\"><tr>") +
          out + mso("</tr></table>");
    return reversed ? "<div dir=\"" + order + "\">" + out + "</div>" : out;
}

std::string BlockWriter::column(const Json &column, const std::string &path, int width, Sides gaps) {
    m_path = path;
    const Sides padding = box(column, "padding", {});
    const Ink ground = colour(column, "background", {});
    const int radius = static_cast<int>(jsonNumber(column, "radius"));
    const int room = std::max(1, width - padding.left - padding.right - gaps.left - gaps.right);
    const Json &blocks = column.at("blocks");
    std::string inside;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        inside += block(blocks[i], under(under(path, "blocks"), i), room);
    if (inside.empty())
        inside = "&nbsp;";
    std::string table = " width=\"100%\"", style = "width:100%;border-collapse:separate";
    if (!ground.light.empty()) {
        table += " bgcolor=\"" + ground.light + '"' + classes({darkGround(ground)});
        style += ";background-color:" + ground.light;
    }
    if (radius > 0)
        style += ";border-radius:" + px(radius);
    // The cell of the section has no letters, so that columns stand without room between them; here they begin again.
    inside = cellTable(table + attribute("style", style), classes({darkText(m_body.color)}) + attribute("style", "padding:" + padding.css() + ';' + css(m_body)), inside);
    if (gaps.left + gaps.right > 0)
        inside = cellTable(" width=\"100%\" style=\"width:100%\"",
                           classes({m_styles.mobile({"padding-left:0", "padding-right:0"})}) + attribute("style", "padding:" + gaps.css()), inside);
    return inside;
}

std::string BlockWriter::block(const Json &block, const std::string &path, int width) {
    m_path = path;
    const bool mobileOnly = isMobileOnly(block);
    const bool msoBefore = std::exchange(m_mso, m_mso && !mobileOnly);
    const std::string kind = jsonText(block, "kind");
    const bool bare = kind == "html" || kind == "spacer";
    const Sides padding = box(block, "padding", bare ? Sides{} : Sides{10, 24, 10, 24});
    const Ink ground = colour(block, "background", {});
    const bool centred = kind == "button" || kind == "image" || kind == "divider" || kind == "social" || kind == "menu" || kind == "video" ||
                         kind == "countdown" || kind == "coupon" || kind == "qr" || kind == "survey" || kind == "footer" || kind == "view_in_browser";
    m_align = side(jsonText(block, "align", centred ? "center" : "start"));
    m_room = std::max(1, width - padding.left - padding.right);
    std::string inside = content(block, path);
    if (!inside.empty() || m_marksParts) {
        std::string cell = " align=\"" + m_align + '"' + classes({mobileClass(block, false), darkGround(ground)});
        std::string style = "padding:" + padding.css();
        if (!ground.light.empty()) {
            cell += " bgcolor=\"" + ground.light + '"';
            style += ";background-color:" + ground.light;
        }
        inside = cellTable(" width=\"100%\"" + mark(block) + " style=\"width:100%\"", cell + attribute("style", style), inside);
        inside = withLogic(block, path, shown(block, std::move(inside), mobileOnly));
        if (!inside.empty())
            inside += '\n';
    }
    m_mso = msoBefore;
    return inside;
}

std::string BlockWriter::content(const Json &block, const std::string &path) {
    using Write = std::string (BlockWriter::*)(const Json &, const std::string &);
    static const std::vector<std::pair<std::string_view, Write>> writers{
        {"heading", &BlockWriter::heading},     {"text", &BlockWriter::text},           {"button", &BlockWriter::button},
        {"image", &BlockWriter::image},         {"avatar", &BlockWriter::avatar},       {"social", &BlockWriter::social},
        {"menu", &BlockWriter::menu},           {"video", &BlockWriter::video},         {"quote", &BlockWriter::quote},
        {"list", &BlockWriter::list},           {"products", &BlockWriter::products},   {"countdown", &BlockWriter::countdown},
        {"coupon", &BlockWriter::coupon},       {"qr", &BlockWriter::qr},               {"calendar", &BlockWriter::calendar},
        {"survey", &BlockWriter::survey},       {"signature", &BlockWriter::signature}, {"footer", &BlockWriter::footer},
        {"table", &BlockWriter::table},         {"view_in_browser", &BlockWriter::viewInBrowser}};
    const std::string kind = jsonText(block, "kind");
    for (const auto &[name, write] : writers)
        if (name == kind)
            return (this->*write)(block, path);
    if (kind == "divider")
        return divider(block);
    if (kind == "spacer")
        return spacer(block);
    if (kind == "code")
        return code(block);
    if (kind == "html")
        return html(block);
    report("blocks.unknown_kind", under(path, "kind"), "value", kind);
    return {};
}

std::string BlockWriter::textCell(const TextLook &look, std::string_view align, std::string_view inside, std::string_view more, std::string_view attributes) {
    return "<div" + std::string(attributes) + classes({darkText(look.color)}) + attribute("style", css(look) + ";text-align:" + std::string(align) + std::string(more)) + '>' +
           std::string(inside) + "</div>";
}

} // namespace audience::blocks
