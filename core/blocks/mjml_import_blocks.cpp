// The blocks of MJML.
#include "blocks/mjml_importer.h"

#include "base/text.h"
#include "blocks/html_text.h"
#include "blocks/rich_text.h"

#include <algorithm>
#include <utility>

namespace audience::blocks {

Json MjmlImporter::blocksOf(const MjmlNode &node) {
    Json blocks = Json::array();
    eachPart(node.children, [&](const MjmlNode &child, const MjmlLogic &logic) {
        Json block = readBlock(child);
        put(block, logic);
        blocks.push_back(std::move(block));
    });
    return blocks;
}

Json MjmlImporter::ownHtml(std::string html) {
    Json block = withId('b');
    block["kind"] = "html";
    block["html"] = std::move(html);
    block["align"] = "start";
    block["padding"] = 0;
    return block;
}

Json MjmlImporter::htmlBlock(const MjmlNode &node) {
    Json block = ownHtml(std::string(node.name == "mj-raw" ? trimmed(node.inner) : node.outer));
    if (node.name != "mj-raw")
        report("blocks.mjml_as_html", node.name, node.line);
    return block;
}

Json MjmlImporter::started(const char *kind) {
    Json block = withId('b');
    block["kind"] = kind;
    return block;
}

void MjmlImporter::common(Tag &tag, Json &block, const char *align) {
    block["align"] = alignOf(tag.take("align", align));
    tag.box(block, "padding", "padding", "10px 25px");
    tag.colour(block, "background", "container-background-color");
    show(tag, block);
    finish(tag, block);
}

void MjmlImporter::look(Tag &tag, Json &block, std::string_view colour, std::string_view size) {
    tag.colour(block, "color", "color", colour);
    tag.font(block);
    tag.number(block, "size", "font-size", 8, 72, size);
}

Json MjmlImporter::readBlock(const MjmlNode &node) {
    const std::string &name = node.name;
    if (name == "mj-text")
        return readText(node);
    Tag tag(node, m_defaults, m_classes);
    if (name == "mj-button")
        return readButton(tag);
    if (name == "mj-image")
        return readImage(tag);
    if (name == "mj-divider") {
        Json block = started("divider");
        tag.number(block, "thickness", "border-width", 1, 20, "4px");
        const std::string line = tag.take("border-style", "solid");
        block["line"] = line == "dashed" || line == "dotted" ? line : "solid";
        tag.colour(block, "color", "border-color", "#000000");
        tag.number(block, "width", "width", 5, 100, "100");
        common(tag, block, "center");
        return block;
    }
    if (name == "mj-spacer") {
        Json block = started("spacer");
        tag.number(block, "height", "height", 1, 400, "20px");
        tag.box(block, "padding", "padding", "0px");
        tag.colour(block, "background", "container-background-color");
        show(tag, block);
        finish(tag, block);
        return block;
    }
    if (name == "mj-social" || name == "mj-navbar")
        return readItems(tag, name == "mj-social");
    if (name == "mj-table") {
        Json block = started("html");
        std::string style = "color:" + tag.take("color", "#000000") + ";font-family:" + tag.take("font-family", "Ubuntu, Helvetica, Arial, sans-serif") + ";font-size:" + tag.take("font-size", "13px") +
                            ";line-height:" + tag.take("line-height", "22px") + ";width:100%";
        block["html"] = "<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" width=\"100%\" style=\"" + escapedAttribute(style) + "\">" + std::string(node.inner) + "</table>";
        for (const char *said : {"cellpadding", "cellspacing", "width", "table-layout"})
            tag.take(said);
        common(tag, block, "left");
        report("blocks.mjml_as_html", name, node.line);
        return block;
    }
    return htmlBlock(node);
}

Json MjmlImporter::readText(const MjmlNode &node) {
    Tag tag(node, m_defaults, m_classes);
    const auto rich = (" " + tag.take("css-class") + " ").find(" as-html ") != std::string::npos ? std::nullopt : richTextFromHtml(node.inner);
    Tag again(node, m_defaults, m_classes);
    if (!rich) {
        Json block = started("html");
        const bool own = (" " + tag.take("css-class") + " ").find(" as-html ") != std::string::npos;
        std::string html(trimmed(node.inner));
        if (!own) {
            const std::string style = "font-family:" + again.take("font-family", "Ubuntu, Helvetica, Arial, sans-serif") + ";font-size:" + again.take("font-size", "13px") + ";line-height:" + again.take("line-height", "1") +
                                      ";color:" + again.take("color", "#000000") + ";text-align:" + again.take("align", "left");
            html = "<div style=\"" + escapedAttribute(style) + "\">" + html + "</div>";
            report("blocks.mjml_as_html", node.name, node.line);
        }
        block["html"] = html;
        common(again, block, "left");
        return block;
    }
    Json block = started(rich->heading > 0 ? "heading" : "text");
    if (rich->heading > 0)
        block["level"] = rich->heading;
    look(again, block, "#000000", "13px");
    const std::string height = again.take("line-height", "1");
    if (rich->heading == 0)
        if (const auto value = leadingNumber(height))
            block["line_height"] = numberWithin(height.find("px") != std::string::npos ? *value / jsonNumber(block, "size", 13) : height.back() == '%' ? *value / 100 : *value, 1, 3);
    block["content"] = rich->content;
    common(again, block, "left");
    return block;
}

Json MjmlImporter::readButton(Tag &tag) {
    Json block = started("button");
    block["text"] = words(tag.node());
    block["href"] = tag.take("href");
    tag.colour(block, "fill", "background-color", "#414141");
    tag.colour(block, "color", "color", "#ffffff");
    tag.font(block);
    tag.number(block, "size", "font-size", 8, 72, "13px");
    tag.number(block, "radius", "border-radius", 0, 100, "3px");
    tag.box(block, "inner", "inner-padding", "10px 25px");
    if (const std::string border = tag.take("border", "none"); border.find('#') != std::string::npos)
        if (const std::string colour = fullColour(border.substr(border.find('#'))); !colour.empty())
            block["border"] = colour;
    if (const std::string width = tag.take("width"); !width.empty()) {
        if (width == "100%")
            block["full_width"] = true;
        else if (const auto value = leadingNumber(width); value && width.back() != '%')
            block["width"] = numberWithin(*value, 40, 900);
    }
    tag.take("font-weight");
    tag.take("target");
    common(tag, block, "center");
    return block;
}

Json MjmlImporter::readImage(Tag &tag) {
    Json block = started("image");
    block["src"] = tag.take("src");
    block["alt"] = tag.take("alt");
    tag.text(block, "href", "href");
    tag.number(block, "width", "width", 1, 900);
    tag.number(block, "radius", "border-radius", 0, 500);
    tag.take("target");
    common(tag, block, "center");
    return block;
}

Json MjmlImporter::itemsAsHtml(Tag &tag, std::string_view itemName) {
    std::string html;
    for (const MjmlNode &child : tag.node().children) {
        if (child.name == "#comment") {
            m_notes.push_back(std::string(child.inner));
        } else if (child.name == itemName) {
            Tag one(child, m_defaults, m_classes);
            std::string label = words(child);
            for (const char *other : {"alt", "name"})
                label = label.empty() ? one.take(other) : label;
            const std::string address = safeUrl(one.take("href"), UrlUse::Link);
            html += address.empty() ? escapedText(label) + "\n" : "<a href=\"" + escapedAttribute(address) + "\">" + escapedText(label) + "</a>\n";
        } else {
            html += std::string(child.name == "mj-raw" ? trimmed(child.inner) : child.outer) + '\n';
        }
    }
    Json block = started("html");
    block["html"] = std::move(html);
    report("blocks.mjml_as_html", tag.node().name, tag.node().line);
    common(tag, block, "center");
    return block;
}

Json MjmlImporter::readItems(Tag &tag, bool social) {
    const char *const itemName = social ? "mj-social-element" : "mj-navbar-link";
    const auto isItem = [&](const MjmlNode &child) { return child.name == itemName || child.name == "#comment"; };
    if (!std::all_of(tag.node().children.begin(), tag.node().children.end(), isItem))
        return itemsAsHtml(tag, itemName);
    Json block = started(social ? "social" : "menu");
    Json items = Json::array();
    Json linkLook = Json::object();
    eachPart(tag.node().children, [&](const MjmlNode &child, const MjmlLogic &) {
        Tag one(child, m_defaults, m_classes);
        Json item = Json::object();
        const std::string label = words(child);
        if (social) {
            const std::string network = one.take("name"), alt = one.take("alt");
            item["network"] = network.empty() ? "web" : network;
            item["href"] = one.take("href");
            item["label"] = !label.empty() ? label : !alt.empty() ? alt : jsonText(item, "network");
            one.text(item, "icon", "src");
        } else {
            item["text"] = label;
            item["href"] = one.take("href");
            if (linkLook.empty())
                look(one, linkLook, "#000000", "13px");
            for (const char *said : {"color", "font-family", "font-size", "line-height", "padding", "text-transform", "target"})
                one.take(said);
        }
        finish(one, item);
        items.push_back(std::move(item));
    });
    block["items"] = std::move(items);
    if (social) {
        tag.number(block, "icon_size", "icon-size", 12, 64, "20px");
        tag.colour(block, "color", "color", "#333333");
        tag.number(block, "size", "font-size", 8, 72, "13px");
        for (const char *said : {"mode", "font-family", "line-height"})
            tag.take(said);
    } else {
        linkLook.erase("font");
        for (const auto &[name, value] : linkLook.items())
            block[name] = value;
    }
    common(tag, block, "center");
    return block;
}

} // namespace audience::blocks
