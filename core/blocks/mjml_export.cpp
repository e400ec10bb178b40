#include "blocks/mjml.h"

#include "blocks/block_writer.h"
#include "blocks/html_text.h"
#include "model/block_values.h"

#include <algorithm>
#include <cmath>

namespace audience::blocks {
namespace {

using model::under;

std::string number(double value) {
    std::string out = std::to_string(value);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.')
        out.pop_back();
    return out;
}

class Exporter {
public:
    Exporter(const model::BlockDocument &document, const model::BrandKit &kit) : m_document(document), m_kit(kit), m_defaults(model::defaultBrandKit()) {}

    MjmlExport run() {
        const Json &page = m_document.page();
        const std::string language = jsonText(page, "language", "en");
        m_out.mjml = "<mjml" + attribute("lang", language) + attribute("dir", jsonText(page, "direction", "ltr")) + ">\n  <mj-head>\n";
        m_out.mjml += "    <mj-title>" + escapedVerbatim(jsonText(page, "title")) + "</mj-title>\n";
        if (const std::string preview = jsonText(page, "preheader"); !preview.empty())
            m_out.mjml += "    <mj-preview>" + escapedVerbatim(preview) + "</mj-preview>\n";
        const std::string breakpoint = number(jsonNumber(page, "breakpoint", 480));
        m_out.mjml += "    <mj-breakpoint width=\"" + breakpoint + "px\" />\n";
        if (shows(m_document.sections()))
            m_out.mjml += "    <mj-style>@media (max-width:" + breakpoint + "px){.as-desktop{display:none!important}}@media (min-width:" +
                          std::to_string(static_cast<int>(jsonNumber(page, "breakpoint", 480)) + 1) + "px){.as-mobile{display:none!important}}</mj-style>\n";
        m_out.mjml += jsonText(page, "mjml_head");
        m_out.mjml += "  </mj-head>\n  <mj-body" + attribute("width", number(jsonNumber(page, "width", 600)) + "px") +
                      attribute("background-color", colour(page, "background", "brand.background")) + ">\n";
        for (std::size_t i = 0; i < m_document.sections().size(); ++i)
            section(m_document.sections()[i], under("/sections", i));
        m_out.mjml += "  </mj-body>\n</mjml>\n";
        return std::move(m_out);
    }

private:
    static std::string attribute(std::string_view name, std::string_view value) {
        return value.empty() ? std::string() : ' ' + std::string(name) + "=\"" + escapedAttribute(value) + '"';
    }
    static bool shows(const Json &parts) {
        return std::any_of(parts.begin(), parts.end(), [](const Json &part) {
            const std::string show = jsonText(part, "show", "all");
            return show != "all" || (part.contains("columns") && shows(part.at("columns"))) || (part.contains("blocks") && shows(part.at("blocks")));
        });
    }
    std::string colourOf(const Json &value) const {
        if (value.is_object())
            return colourOf(value.at("light"));
        const std::string text = value.is_string() ? value.get<std::string>() : std::string();
        if (model::isHexColour(text))
            return text;
        const model::BrandColour *token = m_kit.colour(text);
        if (!token)
            token = m_defaults.colour(text);
        return token ? token->light : m_defaults.colour("text")->light;
    }
    std::string colour(const Json &part, const char *name, std::string_view fallback) const {
        if (const Json *value = jsonMember(part, name))
            return colourOf(*value);
        return fallback.empty() ? std::string() : colourOf(Json(std::string(fallback)));
    }
    std::string pageColour(const char *name, std::string_view fallback) const { return colour(m_document.page(), name, fallback); }
    std::string font(const Json &part, const char *name, std::string_view fallback) const {
        std::string families = jsonText(part, name, fallback);
        if (model::isBrandToken(families)) {
            const std::string token = families;
            families = m_kit.font(token).empty() ? m_defaults.font(token) : m_kit.font(token);
        }
        std::replace(families.begin(), families.end(), '"', '\'');
        return families.empty() ? m_defaults.font("body") : families;
    }
    static std::string box(const Json &part, const char *name, std::string_view fallback) {
        const Json *value = jsonMember(part, name);
        if (!value)
            return std::string(fallback);
        if (value->is_number())
            return number(value->get<double>()) + "px";
        std::string out;
        for (const Json &side : *value)
            out += (out.empty() ? "" : " ") + number(side.get<double>()) + "px";
        return out;
    }
    static std::string px(double pixels) { return number(pixels) + "px"; }
    // What the importer kept of MJML that we do not know goes back where it was; all classes stand in one attribute.
    static std::string kept(const Json &part, std::string_view more = {}) {
        std::string out, classes;
        const auto addClasses = [&](std::string_view words) {
            for (std::size_t from = 0; from < words.size();) {
                const std::size_t to = std::min(words.find(' ', from), words.size());
                const std::string one(words.substr(from, to - from));
                if (!one.empty() && (' ' + classes + ' ').find(' ' + one + ' ') == std::string::npos)
                    classes += (classes.empty() ? "" : " ") + one;
                from = to + 1;
            }
        };
        addClasses(more);
        if (const std::string show = jsonText(part, "show", "all"); show != "all")
            addClasses("as-" + show);
        if (const Json *attributes = jsonMember(part, "mjml"); attributes && attributes->is_object())
            for (const auto &[name, value] : attributes->items()) {
                if (value.is_string() && name == "css-class")
                    addClasses(value.get<std::string>());
                else if (value.is_string() && !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos)
                    out += ' ' + name + "=\"" + escapedAttribute(value.get<std::string>()) + '"';
            }
        return attribute("css-class", classes) + out;
    }
    void logic(const Json &part, const std::string &indent, bool opening) {
        const Json *repeat = jsonMember(part, "repeat");
        const std::string when = jsonText(part, "when");
        const auto raw = [&](const std::string &tag) { m_out.mjml += indent + "<mj-raw>" + tag + "</mj-raw>\n"; };
        if (opening && !when.empty())
            raw("{% if " + when + " %}");
        if (repeat)
            raw(!opening ? "{% endfor %}"
                         : "{% for " + jsonText(*repeat, "as") + " in " + jsonText(*repeat, "list") +
                               (repeat->contains("limit") ? " limit:" + number(jsonNumber(*repeat, "limit")) : std::string()) + " %}");
        if (!opening && !when.empty())
            raw("{% endif %}");
    }
    void section(const Json &section, const std::string &path) {
        logic(section, "    ", true);
        const std::string stack = jsonText(section, "stack", "stack");
        const bool rtl = jsonText(m_document.page(), "direction") == "rtl";
        std::string tag = attribute("background-color", section.contains("background") ? colour(section, "background", {}) : pageColour("content", "brand.surface"));
        if (const Json *picture = jsonMember(section, "picture"))
            if (const std::string src = safeUrl(jsonText(*picture, "src"), UrlUse::Picture); !src.empty())
                tag += attribute("background-url", src) + attribute("background-repeat", jsonBool(*picture, "repeat") ? "repeat" : "no-repeat") +
                       attribute("background-size", jsonBool(*picture, "repeat") ? "auto" : "cover") + attribute("background-position", jsonText(*picture, "position", "center") + " center");
        if (jsonNumber(section, "radius") > 0)
            tag += attribute("border-radius", px(jsonNumber(section, "radius")));
        if (jsonBool(section, "full_width"))
            tag += attribute("full-width", "full-width");
        tag += attribute("direction", (stack == "reverse") != rtl ? "rtl" : "ltr") + attribute("padding", box(section, "padding", "0px")) + kept(section);
        m_out.mjml += "    <mj-section" + tag + ">\n";
        const std::string inside = stack == "keep" ? "        " : "      ";
        if (stack == "keep")
            m_out.mjml += "      <mj-group>\n";
        const Json &columns = section.at("columns");
        double open = 100, unset = 0;
        for (const Json &one : columns) {
            open -= jsonNumber(one, "width");
            unset += jsonNumber(one, "width") == 0;
        }
        for (std::size_t n = 0; n < columns.size(); ++n) {
            const std::size_t i = stack == "reverse" ? columns.size() - 1 - n : n;
            const Json &column = columns[i];
            const double share = jsonNumber(column, "width") > 0 ? jsonNumber(column, "width") : open / unset;
            m_out.mjml += inside + "<mj-column" + attribute("width", number(share) + '%') + attribute("vertical-align", jsonText(section, "valign", "top")) +
                          attribute("background-color", colour(column, "background", {})) +
                          (jsonNumber(column, "radius") > 0 ? attribute("border-radius", px(jsonNumber(column, "radius"))) : std::string()) +
                          attribute("padding", box(column, "padding", "0px")) + kept(column) + ">\n";
            const Json &blocks = column.at("blocks");
            for (std::size_t b = 0; b < blocks.size(); ++b)
                block(blocks[b], under(under(under(path, "columns"), i) + "/blocks", b), inside + "  ");
            m_out.mjml += inside + "</mj-column>\n";
        }
        if (stack == "keep")
            m_out.mjml += "      </mj-group>\n";
        m_out.mjml += "    </mj-section>\n";
        logic(section, "    ", false);
    }
    std::string side(const Json &block, const char *fallback) const {
        const std::string align = jsonText(block, "align", fallback);
        const bool rtl = jsonText(m_document.page(), "direction") == "rtl";
        return align == "center" ? "center" : (align == "end") != rtl ? "right" : "left";
    }
    std::string common(const Json &block, const char *align, const char *padding, const std::string &cssClass = {}) const {
        return attribute("align", side(block, align)) + attribute("padding", box(block, "padding", padding)) +
               attribute("container-background-color", colour(block, "background", {})) + kept(block, cssClass);
    }
    std::string look(const Json &block, int size, double height, std::string_view colourToken, const char *pageColourName) const {
        const Json &page = m_document.page();
        const double own = jsonNumber(block, "size", size);
        return attribute("color", block.contains("color") ? colour(block, "color", {}) : pageColour(pageColourName, colourToken)) +
               attribute("font-family", block.contains("font") ? font(block, "font", "brand.body") : font(page, "font", "brand.body")) + attribute("font-size", px(own)) +
               attribute("line-height", px(std::round(own * jsonNumber(block, "line_height", height))));
    }
    std::string spans(const Json &list) const {
        std::string out;
        for (const Json &span : list) {
            std::string inside = escapedText(jsonText(span, "text")) + escapedText(jsonText(span, "liquid"));
            if (inside.empty())
                continue;
            for (const auto &[mark, tag] : {std::pair{"bold", "strong"}, {"italic", "em"}, {"underline", "u"}, {"strike", "s"}})
                if (jsonBool(span, mark))
                    inside = '<' + std::string(tag) + '>' + inside + "</" + tag + '>';
            const std::string address = safeUrl(jsonText(span, "link"), UrlUse::Link), own = colour(span, "color", {});
            if (!address.empty())
                inside = "<a href=\"" + escapedAttribute(address) + "\" style=\"color:" + (own.empty() ? pageColour("link_color", "brand.link") : own) + "\">" + inside + "</a>";
            else if (!own.empty())
                inside = "<span style=\"color:" + own + "\">" + inside + "</span>";
            out += inside;
        }
        return out;
    }
    std::string flow(const Json &parts) const {
        std::string out;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const std::string margin = i + 1 < parts.size() ? "margin:0 0 16px 0" : "margin:0";
            if (parts[i].contains("list") && parts[i].contains("items")) {
                const std::string tag = jsonText(parts[i], "list") == "number" ? "ol" : "ul";
                out += '<' + tag + " style=\"" + margin + ";padding:0 0 0 24px\">";
                for (const Json &item : parts[i].at("items"))
                    out += "<li>" + spans(item) + "</li>";
                out += "</" + tag + '>';
            } else if (const Json *line = jsonMember(parts[i], "spans")) {
                out += "<p style=\"" + margin + "\">" + spans(*line) + "</p>";
            }
        }
        return out;
    }
    void block(const Json &block, const std::string &path, const std::string &indent) {
        const std::string inside = content(block, path);
        if (inside.empty())
            return;
        logic(block, indent, true);
        m_out.mjml += indent + inside + '\n';
        logic(block, indent, false);
    }
    std::string content(const Json &block, const std::string &path) {
        const std::string kind = jsonText(block, "kind");
        if (kind == "heading" || kind == "text")
            return words(block, kind == "heading");
        if (kind == "button")
            return button(block);
        if (kind == "image")
            return image(block);
        if (kind == "divider")
            return "<mj-divider" + attribute("border-width", px(jsonNumber(block, "thickness", 1))) + attribute("border-style", jsonText(block, "line", "solid")) +
                   attribute("border-color", block.contains("color") ? colour(block, "color", {}) : pageColour("border_color", "brand.border")) +
                   attribute("width", number(jsonNumber(block, "width", 100)) + '%') + common(block, "center", "10px 24px") + " />";
        if (kind == "spacer")
            return "<mj-spacer" + attribute("height", px(jsonNumber(block, "height", 24))) + attribute("padding", box(block, "padding", "0px")) +
                   attribute("container-background-color", colour(block, "background", {})) + kept(block) + " />";
        if (kind == "social")
            return social(block);
        if (kind == "menu")
            return menu(block);
        if (kind == "html")
            return "<mj-text" + common(block, "start", "0px", "as-html") + ">" + jsonText(block, "html") + "</mj-text>";
        model::addFinding(m_out.findings, "blocks.not_in_mjml", path, {{"value", kind}}, model::Finding::Severity::Warning);
        // Condition, loop and device stand at the tag already.
        Json bare = block;
        for (const char *said : {"when", "repeat", "show"})
            bare.erase(said);
        BlockWriter writer(m_document, m_kit);
        std::string html = kind.empty() ? std::string() : writer.block(bare, {}, writer.pageWidth());
        while (!html.empty() && html.back() == '\n')
            html.pop_back();
        return html.empty() ? html : "<mj-text padding=\"0px\"" + kept(block, "as-html") + '>' + html + "</mj-text>";
    }
    std::string words(const Json &block, bool heading) const {
        const Json &page = m_document.page();
        if (!heading)
            return "<mj-text" + look(block, static_cast<int>(jsonNumber(page, "size", 16)), jsonNumber(page, "line_height", 1.5), "brand.text", "color") +
                   common(block, "start", "10px 24px") + '>' + (block.contains("content") ? flow(block.at("content")) : std::string()) + "</mj-text>";
        const int level = std::clamp(static_cast<int>(jsonNumber(block, "level", 1)), 1, 4), sizes[] = {32, 24, 20, 16};
        const std::string tag = "h" + std::to_string(level);
        Json styled = block;
        if (!styled.contains("font"))
            styled["font"] = jsonText(page, "heading_font", "brand.heading");
        if (!styled.contains("color") && !page.contains("heading_color"))
            styled["color"] = pageColour("color", "brand.text");
        return "<mj-text" + look(styled, sizes[level - 1], 1.25, "brand.text", "heading_color") + common(block, "start", "10px 24px") + "><" + tag + " style=\"margin:0\">" +
               (block.contains("content") ? spans(block.at("content")) : std::string()) + "</" + tag + "></mj-text>";
    }
    std::string button(const Json &block) const {
        const double width = jsonNumber(block, "width");
        std::string tag = attribute("href", safeUrl(jsonText(block, "href"), UrlUse::Link)) +
                          attribute("background-color", block.contains("fill") ? colour(block, "fill", {}) : pageColour("button_fill", "brand.primary")) +
                          attribute("color", block.contains("color") ? colour(block, "color", {}) : pageColour("button_color", "brand.on_primary")) +
                          attribute("font-family", font(block, "font", "brand.body")) + attribute("font-size", px(jsonNumber(block, "size", 16))) +
                          attribute("font-weight", "bold") + attribute("border-radius", px(jsonNumber(block, "radius", 6))) + attribute("inner-padding", box(block, "inner", "12px 24px"));
        if (jsonBool(block, "full_width"))
            tag += attribute("width", "100%");
        else if (width > 0)
            tag += attribute("width", px(width));
        if (block.contains("border"))
            tag += attribute("border", "1px solid " + colour(block, "border", {}));
        return "<mj-button" + tag + common(block, "center", "10px 24px") + '>' + escapedText(jsonText(block, "text")) + "</mj-button>";
    }
    std::string image(const Json &block) const {
        const bool logo = jsonText(block, "src") == "brand.logo";
        const std::string src = safeUrl(logo ? m_kit.logo : jsonText(block, "src"), UrlUse::Picture);
        if (src.empty())
            return {};
        const double width = jsonNumber(block, "width", logo ? m_kit.logoWidth : 0);
        return "<mj-image" + attribute("src", src) + " alt=\"" + escapedAttribute(jsonText(block, "alt", logo ? m_kit.logoAlt : std::string())) + '"' +
               attribute("href", safeUrl(jsonText(block, "href", logo ? m_kit.logoHref : std::string()), UrlUse::Link)) + (width > 0 ? attribute("width", px(width)) : std::string()) +
               (jsonNumber(block, "radius") > 0 ? attribute("border-radius", px(jsonNumber(block, "radius"))) : std::string()) + common(block, "center", "10px 24px") + " />";
    }
    std::string social(const Json &block) const {
        std::string out = "<mj-social mode=\"horizontal\"" + attribute("icon-size", px(jsonNumber(block, "icon_size", 24))) + look(block, 14, 1.5, "brand.text", "color") +
                          common(block, "center", "10px 24px") + '>';
        if (const Json *items = jsonMember(block, "items"))
            for (const Json &item : *items)
                out += "<mj-social-element" + attribute("name", jsonText(item, "network")) + attribute("src", safeUrl(jsonText(item, "icon"), UrlUse::Picture)) +
                       attribute("href", safeUrl(jsonText(item, "href"), UrlUse::Link)) + attribute("alt", jsonText(item, "label", jsonText(item, "network"))) + '>' +
                       (item.contains("icon") ? "" : escapedText(jsonText(item, "label", jsonText(item, "network")))) + "</mj-social-element>";
        return out + "</mj-social>";
    }
    std::string menu(const Json &block) const {
        std::string out = "<mj-navbar" + attribute("align", side(block, "center")) + attribute("padding", box(block, "padding", "10px 24px")) + kept(block) + '>';
        const std::string style = look(block, 14, 1.7, "brand.text", "color");
        if (const Json *items = jsonMember(block, "items"))
            for (const Json &item : *items)
                out += "<mj-navbar-link" + attribute("href", safeUrl(jsonText(item, "href"), UrlUse::Link)) + style + " padding=\"0px 6px\" text-transform=\"none\">" +
                       escapedText(jsonText(item, "text")) + "</mj-navbar-link>";
        return out + "</mj-navbar>";
    }

    const model::BlockDocument &m_document;
    const model::BrandKit &m_kit;
    const model::BrandKit m_defaults;
    MjmlExport m_out;
};

} // namespace

MjmlExport toMjml(const model::BlockDocument &document, const model::BrandKit &kit) { return Exporter(document, kit).run(); }

} // namespace audience::blocks
