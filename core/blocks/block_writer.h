// Writes the parts of a block document as HTML. Internal to blocks: compile() is the door. Owner: one compile.
#pragma once

#include "blocks/html_text.h"
#include "blocks/style_book.h"
#include "model/block_document.h"
#include "model/brand_kit.h"

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace audience::blocks {

// A colour on light ground and, where it differs, on dark.
struct Ink {
    std::string light, dark;
};
struct Sides {
    int top = 0, right = 0, bottom = 0, left = 0;
    std::string css() const; // "1px 2px 1px 2px"
};
struct TextLook {
    Ink color;
    std::string font;
    int size = 16;
    double lineHeight = 1.5;
};

std::string px(int pixels);
// name="value", with a blank before it; nothing for an empty value.
std::string attribute(std::string_view name, std::string_view escapedValue);
// A layout table with one row and one cell: what stands around `inside`.
std::string cellTable(std::string_view tableAttributes, std::string_view cellAttributes, std::string_view inside);

class BlockWriter {
public:
    BlockWriter(const model::BlockDocument &document, const model::BrandKit &kit, bool marksParts = false);

    std::string section(const Json &section, const std::string &path);
    // `width`: pixels there are for it, padding included.
    std::string block(const Json &block, const std::string &path, int width);

    const TextLook &bodyLook() const { return m_body; }
    Ink pageColour(std::string_view name, std::string_view token) { return colour(m_document.page(), name, token); }
    bool rightToLeft() const { return m_rtl; }
    int pageWidth() const { return m_width; }
    StyleBook &styles() { return m_styles; }
    // class="..." for the inks, "" when nothing differs on dark.
    std::string classes(std::initializer_list<std::string> names) const;
    std::string darkText(const Ink &ink) { return ink.dark.empty() ? "" : m_styles.dark("color", ink.dark); }
    std::string darkGround(const Ink &ink) { return ink.dark.empty() ? "" : m_styles.dark("background-color", ink.dark); }
    std::string darkBorder(const Ink &ink) { return ink.dark.empty() ? "" : m_styles.dark("border-color", ink.dark); }
    model::Findings takeFindings() { return std::move(m_findings); }

private:
    // Where the properties of the block at hand are, for findings.
    void report(std::string_view id, const std::string &path, std::string_view name, std::string_view value,
                model::Finding::Severity severity = model::Finding::Severity::Warning);
    Ink colour(const Json &part, std::string_view name, std::string_view fallback);
    Ink ink(const Json &value, const std::string &path);
    std::string plainColour(const std::string &value, bool dark, const std::string &path);
    std::string font(const Json &part, std::string_view name, std::string_view fallback);
    std::string url(const Json &part, std::string_view name, UrlUse use, const std::string &path);
    std::string picture(const Json &part, std::string_view name, const std::string &path);
    Sides box(const Json &part, std::string_view name, Sides fallback) const;
    std::string side(std::string_view align) const; // "left", "center", "right"
    TextLook look(const Json &block, std::string_view token, int size, double lineHeight = 1.5);
    std::string css(const TextLook &look) const;
    std::string mobileClass(const Json &part, bool text);
    std::string mso(std::string_view inside) const;
    std::string notMso(std::string_view inside) const;
    std::string link(const std::string &address, std::string_view inside, std::string_view style, std::string_view classNames = {}) const;
    // data-part="its id", with a blank before it, where parts are marked.
    std::string mark(const Json &part) const;
    // Where parts are marked, also the words that can be written in where they stand: data-words="place in the block at hand",
    // as an attribute and around words. `path`: of the words in the document.
    std::string wordsMark(const std::string &path) const;
    std::string asWords(const std::string &inside, const std::string &path) const;
    std::string words(const Json &of, std::string_view name, const std::string &path) const; // escaped
    std::string withLogic(const Json &part, const std::string &path, std::string inside);
    std::string shown(const Json &part, std::string inside, bool mobileOnly) const;
    bool isMobileOnly(const Json &part) const;
    bool isCondition(const std::string &liquid, const std::string &path);

    // Rich text.
    std::string spans(const Json &spans, const std::string &path);
    std::string flow(const Json &flow, const std::string &path, int size);
    std::string listOf(const Json &items, bool numbered, const std::string &path, int margin);

    std::string columns(const Json &section, const std::string &path, int width);
    std::string column(const Json &column, const std::string &path, int width, Sides gaps);
    std::string withPicture(const Json &section, const std::string &path, const Ink &ground, std::string inside, std::string &cell, std::string &style);

    std::string content(const Json &block, const std::string &path);
    std::string textCell(const TextLook &look, std::string_view align, std::string_view inside, std::string_view more = {}, std::string_view attributes = {});
    // Basics.
    std::string heading(const Json &block, const std::string &path);
    std::string text(const Json &block, const std::string &path);
    std::string button(const Json &block, const std::string &path);
    std::string buttonOf(const std::string &label, const std::string &address, const Ink &fill, const Ink &color, const std::string &font,
                         int size, int radius, Sides inner, const std::string &align, bool wide, const std::string &border);
    std::string image(const Json &block, const std::string &path);
    std::string pictureOf(const std::string &src, const std::string &alt, int width, const std::string &align, const std::string &more = {},
                          const std::string &classNames = {}) const;
    std::string divider(const Json &block);
    std::string spacer(const Json &block) const;
    std::string html(const Json &block) const;
    // Made of rows and items.
    std::string social(const Json &block, const std::string &path);
    std::string menu(const Json &block, const std::string &path);
    std::string list(const Json &block, const std::string &path);
    std::string table(const Json &block, const std::string &path);
    std::string products(const Json &block, const std::string &path);
    std::string product(const Json &item, const Json &block, const std::string &path, int width);
    std::string calendar(const Json &block, const std::string &path);
    std::string calendarAddress(const Json &block, const Json &link, const std::string &path);
    std::string survey(const Json &block, const std::string &path);
    // Made of a few parts.
    std::string avatar(const Json &block, const std::string &path);
    std::string video(const Json &block, const std::string &path);
    std::string quote(const Json &block, const std::string &path);
    std::string code(const Json &block);
    std::string countdown(const Json &block, const std::string &path);
    std::string coupon(const Json &block, const std::string &path);
    std::string qr(const Json &block, const std::string &path);
    std::string signature(const Json &block, const std::string &path);
    std::string footer(const Json &block, const std::string &path);
    std::string viewInBrowser(const Json &block, const std::string &path);

    const model::BlockDocument &m_document;
    const model::BrandKit &m_kit;
    const model::BrandKit m_defaults;
    StyleBook m_styles;
    model::Findings m_findings;
    std::set<std::string> m_reported;
    const bool m_marksParts;
    bool m_rtl = false;
    bool m_mso = true;     // false inside what Outlook skips: its comments must not nest
    int m_width = 600;
    int m_room = 600;      // pixels inside the block at hand
    std::string m_align;   // of the block at hand
    std::string m_path;    // of the part at hand
    TextLook m_body;
    Ink m_link;
};

} // namespace audience::blocks
