#include "blocks/mjml_importer.h"

#include "base/text.h"
#include "blocks/html_text.h"
#include "blocks/rich_text.h"
#include "email/html_document.h"
#include "liquid/liquid.h"
#include "model/block_values.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace audience::blocks {
namespace {

// Whether tags that open in it close in it, so that a condition or a loop can stand around it.
bool isWhole(const MjmlNode &node) { return node.name == "#comment" || liquid::parse(node.inner).program != nullptr; }
bool areWhole(const std::vector<MjmlNode> &nodes) { return std::all_of(nodes.begin(), nodes.end(), isWhole); }
std::size_t partsIn(const std::vector<MjmlNode> &nodes) {
    return static_cast<std::size_t>(std::count_if(nodes.begin(), nodes.end(), [](const MjmlNode &node) { return node.name != "#comment"; }));
}

void appendWords(const GumboNode *node, std::string &out) {
    if (email::isText(node)) {
        const std::string_view words = trimmed(node->v.text.text);
        if (!words.empty())
            out += (out.empty() ? "" : " ") + std::string(words);
    }
    if (email::isElement(node) && node->v.element.tag != GUMBO_TAG_STYLE && node->v.element.tag != GUMBO_TAG_SCRIPT)
        for (const GumboNode *child : email::childrenOf(node))
            appendWords(child, out);
}

} // namespace

MjmlImport MjmlImporter::run(std::string_view source) {
    const std::string repaired = repairUtf8(source);
    const MjmlTree tree = parseMjml(repaired);
    const MjmlNode *mjml = tree.root.child("mjml");
    if (!tree.error.empty() || !mjml) {
        model::addFinding(m_findings, tree.error.empty() ? "blocks.mjml_syntax" : tree.error, {}, {{"line", std::to_string(std::max<std::size_t>(tree.line, 1))}});
        return {std::nullopt, std::move(m_findings)};
    }
    for (const MjmlNode &node : tree.root.children)
        if (node.name == "#comment")
            m_notes.push_back(std::string(node.inner));
    Json page = Json::object();
    for (const auto &[name, value] : mjml->attributes) {
        if (name == "lang")
            page["language"] = value;
        else if (name == "dir" && (value == "ltr" || value == "rtl"))
            page["direction"] = value;
    }
    m_rtl = jsonText(page, "direction") == "rtl";
    if (const MjmlNode *head = mjml->child("mj-head"))
        readHead(*head, page);
    if (const MjmlNode *body = mjml->child("mj-body")) {
        Tag tag(*body, m_defaults, m_classes);
        tag.number(page, "width", "width", 320, 900, "600");
        tag.colour(page, "background", "background-color", "#ffffff");
        m_width = jsonNumber(page, "width", 600);
        readBody(*body);
    }
    page["content"] = jsonText(page, "background", "#ffffff");
    if (!m_notes.empty())
        page["mjml_notes"] = m_notes;
    MjmlImport out;
    out.document = model::blockDocumentFromJson(Json{{"audience_blocks", 1}, {"page", std::move(page)}, {"sections", std::move(m_sections)}}, m_findings);
    out.findings = std::move(m_findings);
    return out;
}

void MjmlImporter::report(std::string_view id, std::string value, std::size_t line) {
    model::addFinding(m_findings, id, {}, {{"value", std::move(value)}, {"line", std::to_string(line)}}, model::Finding::Severity::Warning);
}

std::string MjmlImporter::words(const MjmlNode &node) {
    const auto rich = richTextFromHtml(node.inner);
    const auto isLine = [](const Json &part) { return part.contains("spans"); };
    std::string out;
    if (rich && rich->heading == 0 && std::all_of(rich->content.begin(), rich->content.end(), isLine)) {
        for (const Json &part : rich->content) {
            out += out.empty() ? "" : " ";
            for (const Json &span : part.at("spans"))
                out += jsonText(span, "text") + jsonText(span, "liquid");
        }
        return out;
    }
    if (const auto document = email::HtmlDocument::parse("<!DOCTYPE html><body>" + std::string(node.inner)))
        for (const GumboNode *root : email::childrenOf(document->document()))
            appendWords(root, out);
    report("blocks.mjml_words", node.name, node.line);
    return out;
}

void MjmlImporter::readHead(const MjmlNode &head, Json &page) {
    std::string kept;
    for (const MjmlNode &node : head.children) {
        if (node.name == "mj-title") {
            page["title"] = words(node);
        } else if (node.name == "mj-preview") {
            page["preheader"] = words(node);
        } else if (node.name == "mj-breakpoint") {
            Tag tag(node, m_defaults, m_classes);
            tag.number(page, "breakpoint", "width", 320, 900, "480");
        } else if (node.name == "mj-attributes") {
            for (const MjmlNode &one : node.children) {
                std::string key = one.name;
                auto &to = one.name == "mj-class" ? m_classes : m_defaults;
                Attributes values;
                for (const auto &[name, value] : one.attributes)
                    (one.name == "mj-class" && name == "name") ? void(key = value) : void(values[name] = value);
                for (auto &[name, value] : values)
                    to[key][name] = value;
            }
        } else if (node.name == "#comment") {
            m_notes.push_back(std::string(node.inner));
        } else if (node.name != "mj-style" || node.inner.find(".as-desktop{display:none") == std::string_view::npos) {
            kept += "    " + std::string(node.outer) + '\n';
            report("blocks.mjml_kept", node.name, node.line);
        }
    }
    if (!kept.empty())
        page["mjml_head"] = kept;
}

std::string_view MjmlImporter::tagOf(const MjmlNode &node) {
    const std::string_view text = trimmed(node.inner);
    const auto pieces = liquidPieces(text);
    return node.name == "mj-raw" && pieces.size() == 1 && pieces[0].liquid && text.substr(0, 2) == "{%" ? trimmed(text.substr(2, text.size() - 4)) : std::string_view();
}

bool MjmlImporter::readLoop(std::string_view tag, Json &repeat) {
    if (tag.substr(0, 4) != "for ")
        return false;
    const std::string_view rest = trimmed(tag.substr(4));
    const std::size_t in = rest.find(" in ");
    if (in == std::string_view::npos || !model::isIdentifier(trimmed(rest.substr(0, in))))
        return false;
    std::string_view list = trimmed(rest.substr(in + 4));
    repeat = Json::object();
    if (const std::size_t limit = list.rfind(" limit:"); limit != std::string_view::npos) {
        const auto most = leadingNumber(trimmed(list.substr(limit + 7)));
        if (!most || *most < 1 || *most > 1000)
            return false;
        repeat["limit"] = static_cast<int>(*most);
        list = trimmed(list.substr(0, limit));
    }
    repeat["list"] = std::string(list);
    repeat["as"] = std::string(trimmed(rest.substr(0, in)));
    return model::isLiquidExpression(list);
}

bool MjmlImporter::readLogic(const std::vector<MjmlNode> &nodes, std::size_t &at, std::size_t &after, MjmlLogic &logic, std::size_t *end) {
    std::size_t i = at;
    std::vector<std::string_view> closes;
    if (const std::string_view tag = tagOf(nodes[i]); tag.substr(0, 3) == "if " && model::isLiquidExpression(tag.substr(3))) {
        logic.when = trimmed(tag.substr(3));
        closes.push_back("endif");
        ++i;
    }
    if (i < nodes.size() && readLoop(tagOf(nodes[i]), logic.repeat)) {
        closes.push_back("endfor");
        ++i;
    }
    const std::size_t inside = i;
    if (closes.empty() || i >= nodes.size() || nodes[i].name[0] == '#' || !tagOf(nodes[i]).empty())
        return false;
    for (++i; end && i < nodes.size() && tagOf(nodes[i]).empty();)
        ++i;
    const std::size_t last = i;
    for (std::size_t n = inside; n < last; ++n)
        if (nodes[n].name == "mj-raw" && !isWhole(nodes[n]))
            return false;
    for (; !closes.empty(); ++i, closes.pop_back())
        if (i >= nodes.size() || tagOf(nodes[i]) != closes.back())
            return false;
    at = inside;
    after = i;
    if (end)
        *end = last;
    return true;
}

void MjmlImporter::put(Json &part, const MjmlLogic &logic) {
    if (!logic.when.empty())
        part["when"] = logic.when;
    if (!logic.repeat.is_null())
        part["repeat"] = logic.repeat;
}

void MjmlImporter::finish(Tag &tag, Json &part) {
    tag.keep(part);
    if (const std::string rest = std::exchange(m_classesLeft, {}); !rest.empty())
        part["mjml"]["css-class"] = part.contains("mjml") && part["mjml"].contains("css-class") ? jsonText(part["mjml"], "css-class") + ' ' + rest : rest;
    for (const std::string &name : tag.left())
        report("blocks.mjml_kept", tag.node().name + ' ' + name, tag.node().line);
}

void MjmlImporter::show(Tag &tag, Json &part) {
    const std::string classes = tag.take("css-class");
    std::string rest;
    for (std::size_t from = 0; from < classes.size();) {
        const std::size_t to = std::min(classes.find(' ', from), classes.size());
        const std::string one = classes.substr(from, to - from);
        if (one == "as-desktop" || one == "as-mobile")
            part["show"] = one.substr(3);
        else if (one != "as-html" && !one.empty())
            rest += (rest.empty() ? "" : " ") + one;
        from = to + 1;
    }
    m_classesLeft = rest;
}

void MjmlImporter::readBody(const MjmlNode &body) {
    eachPart(body.children, [&](const MjmlNode &node, const MjmlLogic &logic) { readSection(node, logic, nullptr); });
}

void MjmlImporter::readSection(const MjmlNode &node, const MjmlLogic &logic, const Json *wrapper) {
    if (node.name == "mj-wrapper" && !wrapper)
        return readWrapper(node, logic);
    if (node.name == "mj-hero")
        return readHero(node, logic);
    if (node.name != "mj-section")
        return alone(node, logic);
    Tag tag(node, m_defaults, m_classes);
    Json section = withId('s');
    put(section, logic);
    tag.colour(section, "background", "background-color");
    if (wrapper && !section.contains("background") && wrapper->contains("background"))
        section["background"] = wrapper->at("background");
    readPicture(tag, section, 0);
    tag.box(section, "padding", "padding", "20px 0");
    tag.number(section, "radius", "border-radius", 0, 100);
    if (tag.take("full-width") == "full-width")
        section["full_width"] = true;
    tag.take("text-align"); // of inline columns; they are aligned by their own
    const bool reverse = (tag.take("direction", m_rtl ? "rtl" : "ltr") == "rtl") != m_rtl;
    readColumns(node, section, reverse);
    show(tag, section);
    finish(tag, section);
    m_sections.push_back(std::move(section));
}

void MjmlImporter::readPicture(Tag &tag, Json &section, double height) {
    if (const std::string src = tag.take("background-url"); !src.empty()) {
        Json picture{{"src", src}};
        if (tag.take("background-repeat", "repeat") == "repeat")
            picture["repeat"] = true;
        const std::string position = tag.take("background-position", "top center");
        picture["position"] = position.substr(0, 3) == "top" ? "top" : position.substr(0, 6) == "bottom" ? "bottom" : "center";
        if (height > 0)
            picture["height"] = numberWithin(height, 0, 2000);
        section["picture"] = std::move(picture);
        tag.take("background-size");
    }
}

std::string MjmlImporter::opening(const MjmlLogic &logic) {
    std::string out = logic.when.empty() ? std::string() : "{% if " + logic.when + " %}";
    if (!logic.repeat.is_null())
        out += "{% for " + jsonText(logic.repeat, "as") + " in " + jsonText(logic.repeat, "list") +
               (logic.repeat.contains("limit") ? " limit:" + std::to_string(jsonInt(logic.repeat, "limit")) : std::string()) + " %}";
    return out;
}

void MjmlImporter::readWrapper(const MjmlNode &node, const MjmlLogic &logic) {
    Tag tag(node, m_defaults, m_classes);
    Json ground = Json::object();
    tag.colour(ground, "background", "background-color");
    tag.box(ground, "padding", "padding", "20px 0");
    const bool inEach = !logic.any() || (areWhole(node.children) && (logic.repeat.is_null() || partsIn(node.children) == 1));
    if (!inEach)
        m_sections.push_back(htmlSection(opening(logic)));
    const std::size_t first = m_sections.size();
    eachPart(node.children, [&](const MjmlNode &child, const MjmlLogic &own) { readSection(child, own.any() || !inEach ? own : logic, &ground); });
    report("blocks.mjml_as_sections", node.name, node.line);
    if (m_sections.size() > first) {
        addRoom(m_sections[first], 0, ground["padding"]);
        addRoom(m_sections.back(), 2, ground["padding"]);
        Json device = Json::object();
        show(tag, device);
        for (std::size_t i = first; device.contains("show") && i < m_sections.size(); ++i)
            if (!m_sections[i].contains("show"))
                m_sections[i]["show"] = device["show"];
        finish(tag, m_sections[first]);
    }
    if (!inEach)
        m_sections.push_back(htmlSection(closing(logic)));
}

void MjmlImporter::addRoom(Json &section, std::size_t side, const Json &padding) {
    const Json own = section.value("padding", Json(0));
    Json sides = own.is_array() ? own : Json::array({own, own, own, own});
    const double more = padding.is_array() ? padding[side].get<double>() : padding.get<double>();
    sides[side] = numberWithin(sides[side].get<double>() + more, 0, 200);
    section["padding"] = std::move(sides);
}

void MjmlImporter::readHero(const MjmlNode &node, const MjmlLogic &logic) {
    Tag tag(node, m_defaults, m_classes);
    Json section = withId('s');
    put(section, logic);
    tag.colour(section, "background", "background-color", "#ffffff");
    const double height = leadingNumber(tag.take("height")).value_or(leadingNumber(tag.take("background-height")).value_or(0));
    for (const char *name : {"mode", "background-height", "background-width", "width"})
        tag.take(name);
    readPicture(tag, section, height);
    if (section.contains("picture"))
        section["picture"].erase("repeat");
    tag.box(section, "padding", "padding", "0px");
    const std::string valign = tag.take("vertical-align", "top");
    section["valign"] = valign == "middle" || valign == "bottom" ? valign : "top";
    Json column = withId('c');
    column["blocks"] = blocksOf(node);
    section["columns"] = Json::array({std::move(column)});
    show(tag, section);
    finish(tag, section);
    m_sections.push_back(std::move(section));
}

void MjmlImporter::alone(const MjmlNode &node, const MjmlLogic &logic) {
    Json section = htmlSection({});
    put(section, logic);
    section["columns"][0]["blocks"] = Json::array({htmlBlock(node)});
    m_sections.push_back(std::move(section));
}

Json MjmlImporter::htmlSection(const std::string &html) {
    Json section = withId('s'), column = withId('c');
    column["blocks"] = html.empty() ? Json::array() : Json::array({ownHtml(html)});
    section["columns"] = Json::array({std::move(column)});
    return section;
}

bool MjmlImporter::collect(const std::vector<MjmlNode> &nodes, const MjmlLogic &outer, std::vector<Placed> &out, bool &grouped) {
    for (std::size_t i = 0; i < nodes.size();) {
        MjmlLogic own;
        std::size_t at = i, after = i + 1, end = i + 1;
        if (!readLogic(nodes, at, after, own, &end))
            own = {}, at = i, end = after = i + 1;
        if ((own.any() && outer.any()) || (!own.repeat.is_null() && end - at > 1))
            return false;
        const MjmlLogic &logic = own.any() ? own : outer;
        for (std::size_t n = at; n < end; ++n) {
            const MjmlNode &child = nodes[n];
            const bool group = child.name == "mj-group";
            if ((child.name == "mj-raw" || (logic.any() && !group)) && !isWhole(child))
                return false;
            if (!logic.repeat.is_null() && (group || (child.name == "mj-column" && partsIn(child.children) != 1)))
                return false;
            if (group && !collect(child.children, logic, out, grouped))
                return false;
            if (group)
                grouped = true;
            else if (child.name == "mj-column" && logic.any() && !areWhole(child.children))
                return false;
            else
                out.push_back({&child, logic});
        }
        i = after;
    }
    return true;
}

void MjmlImporter::stack(const std::vector<MjmlNode> &nodes, Json &blocks) {
    for (const MjmlNode &node : nodes) {
        std::string valign;
        if (node.name == "#comment")
            m_notes.push_back(std::string(node.inner));
        else if (node.name == "mj-group")
            stack(node.children, blocks);
        else if (node.name != "mj-column")
            blocks.push_back(htmlBlock(node));
        else {
            Json column = readColumn(node, valign);
            for (Json &block : column["blocks"])
                blocks.push_back(std::move(block));
        }
    }
}

void MjmlImporter::readColumns(const MjmlNode &node, Json &section, bool reverse) {
    Json columns = Json::array();
    std::string valign;
    double widths = 0;
    const auto one = [&](const MjmlNode &child, const MjmlLogic &logic) {
        if (child.name == "#comment") {
            m_notes.push_back(std::string(child.inner));
            return;
        }
        if (child.name == "mj-column") {
            columns.push_back(readColumn(child, valign));
            widths += jsonNumber(columns.back(), "width");
        } else {
            Json column = withId('c');
            column["blocks"] = Json::array({htmlBlock(child)});
            columns.push_back(std::move(column));
        }
        for (Json &block : columns.back()["blocks"])
            put(block, logic);
    };
    std::vector<Placed> placed;
    bool grouped = false;
    if (collect(node.children, {}, placed, grouped)) {
        if (grouped)
            section["stack"] = "keep";
        for (const Placed &each : placed)
            one(*each.node, each.logic);
    } else {
        report("blocks.mjml_stacked", node.name, node.line);
        Json column = withId('c');
        column["blocks"] = Json::array();
        stack(node.children, column["blocks"]);
        columns.push_back(std::move(column));
    }
    if (columns.empty()) {
        Json column = withId('c');
        column["blocks"] = Json::array();
        columns.push_back(std::move(column));
    }
    if (columns.size() > 4) { // we have four at most; nothing of the others is lost
        report("blocks.mjml_columns", node.name, node.line);
        while (columns.size() > 4) {
            for (const Json &block : columns.back()["blocks"])
                columns[3]["blocks"].push_back(block);
            columns.erase(columns.size() - 1);
        }
        widths = 0;
    }
    const bool all = std::all_of(columns.begin(), columns.end(), [](const Json &column) { return column.contains("width"); });
    if (!all || std::abs(widths - 100) > 0.5)
        for (Json &column : columns)
            column.erase("width");
    if (reverse && columns.size() > 1) {
        std::reverse(columns.begin(), columns.end());
        if (!section.contains("stack"))
            section["stack"] = "reverse";
    }
    if (valign == "middle" || valign == "bottom")
        section["valign"] = valign;
    section["columns"] = std::move(columns);
}

Json MjmlImporter::readColumn(const MjmlNode &node, std::string &valign) {
    Tag tag(node, m_defaults, m_classes);
    Json column = withId('c');
    if (const std::string width = tag.take("width"); !width.empty())
        if (const auto value = leadingNumber(width))
            column["width"] = numberWithin(width.back() == '%' ? *value : *value * 100 / m_width, 5, 100);
    tag.colour(column, "background", "background-color");
    tag.box(column, "padding", "padding", "0px");
    tag.number(column, "radius", "border-radius", 0, 100);
    valign = tag.take("vertical-align", "top");
    column["blocks"] = blocksOf(node);
    finish(tag, column);
    return column;
}

MjmlImport fromMjml(std::string_view mjml) { return MjmlImporter().run(mjml); }

} // namespace audience::blocks
