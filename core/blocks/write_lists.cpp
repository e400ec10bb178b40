// Blocks made of rows and items.
#include "blocks/block_writer.h"

#include "model/block_values.h"

#include <algorithm>
#include <cmath>

namespace audience::blocks {

using model::under;

namespace {

const Json &itemsOf(const Json &block, const char *name) {
    static const Json none = Json::array();
    const Json *items = jsonMember(block, name);
    return items ? *items : none;
}

} // namespace

std::string BlockWriter::social(const Json &block, const std::string &path) {
    const Json &items = itemsOf(block, "items");
    const TextLook own = look(block, {}, 14);
    const int size = static_cast<int>(jsonNumber(block, "icon_size", 24));
    std::string cells;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string at = under(under(path, "items"), i);
        const std::string label = jsonText(items[i], "label", jsonText(items[i], "network"));
        const std::string address = url(items[i], "href", UrlUse::Link, at), icon = url(items[i], "icon", UrlUse::Picture, at);
        std::string inside = items[i].contains("label") ? words(items[i], "label", at) : escapedText(label);
        if (!icon.empty()) {
            inside = pictureOf(icon, label, size, "left");
            inside.replace(inside.find("width:100%"), 10, "width:" + px(size));
        }
        cells += "<td style=\"padding:0 8px;" + css(own) + "\">" + link(address, inside, "color:" + own.color.light + ";text-decoration:none", darkText(own.color)) + "</td>";
    }
    if (cells.empty())
        return {};
    return "<table role=\"presentation\"" + attribute("align", m_align) + " cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>" + cells + "</tr></table>";
}

std::string BlockWriter::menu(const Json &block, const std::string &path) {
    const Json &items = itemsOf(block, "items");
    const TextLook own = look(block, {}, 14, 1.7);
    const std::string separator = escapedText(jsonText(block, "separator"));
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string address = url(items[i], "href", UrlUse::Link, under(under(path, "items"), i));
        if (i > 0)
            out += separator.empty() ? " " : ' ' + separator + ' ';
        out += link(address, words(items[i], "text", under(under(path, "items"), i)), "color:" + own.color.light + ";text-decoration:none;padding:0 6px;white-space:nowrap",
                    darkText(own.color));
    }
    return out.empty() ? out : textCell(own, m_align, out);
}

std::string BlockWriter::list(const Json &block, const std::string &path) {
    const Json &items = itemsOf(block, "items");
    const TextLook own = look(block, {}, m_body.size);
    const std::string marks = jsonText(block, "marks", "bullet"), at = under(path, "items");
    if (items.empty())
        return {};
    if (marks != "check" && !block.contains("mark_color"))
        return textCell(own, m_align, listOf(items, marks == "number", at, 0), {}, wordsMark(at));
    const Ink mark = colour(block, "mark_color", "brand.primary");
    std::string rows;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string sign = marks == "check" ? "&#10003;" : marks == "number" ? std::to_string(i + 1) + "." : "&bull;";
        rows += "<tr><td width=\"28\" valign=\"top\"" + classes({darkText(mark)}) + attribute("style", "width:28px;" + css({mark, own.font, own.size, own.lineHeight}) + ";font-weight:bold") + '>' + sign +
                "</td><td valign=\"top\"" + classes({darkText(own.color)}) + attribute("style", css(own) + ";padding:0 0 6px 0;text-align:" + side("start")) + '>' + spans(items[i], under(at, i)) + "</td></tr>";
    }
    const std::string out = "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:100%\">" + rows + "</table>";
    return m_marksParts ? textCell(own, side("start"), out, {}, wordsMark(at)) : out;
}

// The one kind of table that is data: read out with its headings, so without role=presentation.
std::string BlockWriter::table(const Json &block, const std::string &path) {
    const Json &head = itemsOf(block, "head"), &rows = itemsOf(block, "rows"), &aligns = itemsOf(block, "aligns");
    const TextLook own = look(block, {}, 14);
    const Ink border = block.contains("border") ? colour(block, "border", {}) : colour(m_document.page(), "border_color", "brand.border");
    std::size_t columns = head.size();
    for (const Json &row : rows)
        columns = std::max(columns, row.size());
    const auto cells = [&](const Json &row, const std::string &at, const char *tag, const char *more) {
        std::string out;
        for (std::size_t i = 0; i < columns; ++i) {
            const std::string text = i < row.size() ? row[i].get<std::string>() : std::string();
            const std::string align = i < aligns.size() ? side(aligns[i].get<std::string>()) : side("start");
            out += '<' + std::string(tag) + more + attribute("align", align) + classes({darkText(own.color), darkBorder(border)}) +
                   attribute("style", css(own) + ";padding:8px;border-bottom:1px solid " + border.light + ";text-align:" + align + (tag[1] == 'h' ? ";font-weight:bold" : "")) + '>' +
                   (text.empty() ? "&nbsp;" : asWords(escapedText(text), under(at, i))) + "</" + tag + '>';
        }
        return "<tr>" + out + "</tr>";
    };
    if (columns == 0)
        return {};
    std::string out = "<table class=\"as-data\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:100%;border-collapse:collapse\">";
    if (const std::string caption = words(block, "caption", path); !caption.empty())
        out += "<caption" + classes({darkText(own.color)}) + attribute("style", css(own) + ";text-align:" + side("start") + ";padding:0 8px 8px 8px") + '>' + caption + "</caption>";
    if (!head.empty())
        out += "<thead>" + cells(head, under(path, "head"), "th", " scope=\"col\"") + "</thead>";
    out += "<tbody>";
    for (std::size_t i = 0; i < rows.size(); ++i)
        out += cells(rows[i], under(under(path, "rows"), i), "td", "");
    return out + "</tbody></table>";
}

std::string BlockWriter::product(const Json &item, const Json &block, const std::string &path, int width) {
    const int inner = std::max(1, width - 16);
    const TextLook own = look(block, {}, 14);
    const Ink price = colour(block, "price_color", "brand.primary");
    const std::string address = url(item, "href", UrlUse::Link, path), src = picture(item, "src", path);
    const std::string title = jsonText(item, "title");
    std::string out;
    if (!src.empty())
        out += link(address, pictureOf(src, jsonText(item, "alt", title), inner, "center"), "text-decoration:none");
    if (!title.empty())
        out += textCell({own.color, own.font, own.size + 2, 1.4}, side("start"), link(address, "<strong>" + words(item, "title", path) + "</strong>", "color:" + own.color.light + ";text-decoration:none", darkText(own.color)), ";padding:8px 0 0 0");
    if (const std::string text = words(item, "text", path); !text.empty())
        out += textCell(own, side("start"), text);
    std::string amount = words(item, "price", path);
    if (const std::string old = words(item, "old_price", path); !old.empty())
        amount += (amount.empty() ? "<s>" : " <s>") + old + "</s>";
    if (!amount.empty())
        out += textCell({price, own.font, own.size + 2, 1.5}, side("start"), amount, ";font-weight:bold");
    if (const std::string label = words(item, "button", path); !label.empty()) {
        const Ink fill = block.contains("fill") ? colour(block, "fill", {}) : colour(m_document.page(), "button_fill", "brand.primary");
        const Ink ink = colour(m_document.page(), "button_color", "brand.on_primary");
        out += cellTable(" width=\"100%\" style=\"width:100%\"", " style=\"padding:8px 0 0 0\"",
                         buttonOf(label, address, fill, ink, own.font, own.size, 6, {8, 12, 8, 12}, side("start"), false, {}));
    }
    return cellTable(" width=\"100%\" style=\"width:100%\"", " align=\"" + side("start") + "\" style=\"padding:8px\"", out);
}

std::string BlockWriter::products(const Json &block, const std::string &path) {
    const int columns = static_cast<int>(jsonNumber(block, "columns", 2));
    const int width = std::max(1, m_room / std::max(1, columns));
    const Json *loop = jsonMember(block, "loop"), *item = jsonMember(block, "item");
    const auto cell = [&](const Json &one, const std::string &at) {
        return mso("<td width=\"" + std::to_string(width) + "\" valign=\"top\" style=\"width:" + px(width) + "\">") +
               "<div class=\"as-col\" style=\"display:inline-block;width:100%;max-width:" + px(width) + ";vertical-align:top\">" + product(one, block, at, width) +
               "</div>" + mso("</td>");
    };
    const std::string open = mso("<table role=\"presentation\" width=\"" + std::to_string(m_room) + "\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>");
    std::string out;
    if (loop && item) {
        std::string tag = "{% for " + jsonText(*loop, "as") + " in " + jsonText(*loop, "list");
        if (loop->contains("limit"))
            tag += " limit:" + std::to_string(static_cast<int>(jsonNumber(*loop, "limit")));
        tag += " %}";
        if (!isCondition(tag + "{% endfor %}", under(path, "loop")))
            return {};
        const std::string full = "{% assign as_rest = forloop.index | modulo: " + std::to_string(columns) + " %}{% if as_rest == 0 and forloop.last == false %}";
        out = tag + cell(*item, under(path, "item")) + (m_mso ? full + mso("</tr><tr>") + "{% endif %}" : std::string()) + "{% endfor %}";
    } else {
        const Json &items = itemsOf(block, "items");
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0 && i % static_cast<std::size_t>(columns) == 0)
                out += mso("</tr><tr>");
            out += cell(items[i], under(under(path, "items"), i));
        }
    }
    if (out.empty())
        return {};
    return "<div style=\"font-size:0;text-align:" + side("start") + "\">" + open + out + mso("</tr></table>") + "</div>";
}

std::string BlockWriter::calendarAddress(const Json &block, const Json &item, const std::string &path) {
    const std::string service = jsonText(item, "service");
    if (service == "file")
        return url(item, "href", UrlUse::Link, path);
    const auto part = [&](const char *name) { return percentEncoded(jsonText(block, name)); };
    if (service == "google") {
        // 2026-03-01T10:00:00Z as Google writes it; Liquid is the author's to format.
        const auto compact = [&](const char *name) {
            std::string time = jsonText(block, name);
            if (time.find('{') == std::string::npos)
                time.erase(std::remove_if(time.begin(), time.end(), [](char c) { return c == '-' || c == ':'; }), time.end());
            return percentEncoded(time);
        };
        return "https://calendar.google.com/calendar/render?action=TEMPLATE&text=" + part("title") + "&dates=" + compact("start") + "/" + compact("end") +
               "&location=" + part("place") + "&details=" + part("details");
    }
    const std::string host = service == "office" ? "https://outlook.office.com" : "https://outlook.live.com";
    return host + "/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject=" + part("title") + "&startdt=" + part("start") +
           "&enddt=" + part("end") + "&location=" + part("place") + "&body=" + part("details");
}

std::string BlockWriter::calendar(const Json &block, const std::string &path) {
    const Json &links = itemsOf(block, "links");
    const TextLook own = look(block, {}, m_body.size);
    std::string out;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const std::string address = calendarAddress(block, links[i], under(under(path, "links"), i));
        out += (i > 0 ? " &middot; " : "") + link(address, words(links[i], "text", under(under(path, "links"), i)), "color:" + m_link.light + ";text-decoration:underline", darkText(m_link));
    }
    return out.empty() ? out : textCell(own, m_align, out);
}

std::string BlockWriter::survey(const Json &block, const std::string &path) {
    const TextLook own = look(block, {}, 14);
    const Ink fill = block.contains("fill") ? colour(block, "fill", {}) : colour(m_document.page(), "button_fill", "brand.primary");
    const Ink ink = block.contains("color") ? colour(block, "color", {}) : colour(m_document.page(), "button_color", "brand.on_primary");
    const int from = static_cast<int>(jsonNumber(block, "from", 0)), to = static_cast<int>(jsonNumber(block, "to", 10));
    const std::string address = url(block, "href", UrlUse::Link, path);
    std::string cells;
    for (int score = from; score <= to; ++score) {
        std::string one = address;
        const std::string number = std::to_string(score);
        for (std::size_t at = 0; (at = one.find("{score}", at)) != std::string::npos; at += number.size())
            one.replace(at, 7, number);
        cells += "<td align=\"center\" style=\"padding:2px\">" +
                 cellTable(" width=\"100%\" style=\"width:100%;border-collapse:separate\"",
                           " align=\"center\" bgcolor=\"" + fill.light + '"' + classes({darkGround(fill)}) + attribute("style", "background-color:" + fill.light + ";border-radius:4px"),
                           link(one, number, "display:block;padding:8px 0;min-width:" + px(std::max(24, own.size * 12 / 7)) + ";" + css({ink, own.font, own.size, 1.4}) + ";text-decoration:none;text-align:center", darkText(ink))) +
                 "</td>";
    }
    std::string out;
    const TextLook question{m_body.color, own.font, own.size + 2, 1.5};
    if (const std::string text = words(block, "question", path); !text.empty())
        out += textCell(question, m_align, text, ";padding:0 0 8px 0");
    out += "<table role=\"presentation\"" + attribute("align", m_align) + " cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>" + cells + "</tr></table>";
    const std::string low = words(block, "low", path), high = words(block, "high", path);
    if (!low.empty() || !high.empty()) {
        const TextLook small{m_body.color, own.font, std::min(own.size - 1, 14), 1.5}; // words beside large numbers stay words
        const auto end = [&](const std::string &said, const char *at) {
            return "<td width=\"50%\"" + attribute("align", side(at)) + classes({darkText(small.color)}) + attribute("style", css(small) + ";text-align:" + side(at)) + '>' + (said.empty() ? "&nbsp;" : said) + "</td>";
        };
        out += "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:100%\"><tr>" + end(low, "start") + end(high, "end") + "</tr></table>";
    }
    return out;
}

} // namespace audience::blocks
