#include "email/preview_look.h"

#include "base/text.h"
#include "email/css_colour.h"
#include "email/html_tags.h"
#include "email/source_edits.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

namespace audience::email {
namespace {

// From behind the start tag of a style element to its end tag.
void eachSheet(std::string_view html, const std::function<void(const HtmlTag &tag, std::size_t at, std::size_t size)> &visit) {
    scanTags(html, [&](const HtmlTag &tag) {
        if (tag.isEnd || !equalsAscii(tag.name, "style"))
            return;
        std::size_t end = tag.end;
        while ((end = html.find("</", end)) != std::string_view::npos && !equalsAscii(html.substr(end + 2, 5), "style"))
            end += 2;
        visit(tag, tag.end, std::min(end, html.size()) - tag.end);
    });
}

// "(prefers-color-scheme: dark)" as anybody may write it.
struct SchemeQuery {
    std::size_t at = 0, size = 0;
    bool isDark = false;
};
std::vector<SchemeQuery> schemeQueries(std::string_view css) {
    static constexpr std::string_view kName = "prefers-color-scheme";
    const std::string lower = toLowerAscii(css);
    std::vector<SchemeQuery> found;
    for (std::size_t name = lower.find(kName); name != std::string::npos; name = lower.find(kName, name + 1)) {
        const std::size_t open = lower.find_last_not_of(" \t\r\n\f", name - (name > 0 ? 1 : 0));
        const std::size_t close = lower.find(')', name);
        if (open == std::string::npos || lower[open] != '(' || close == std::string::npos)
            continue;
        const std::string rest = lower.substr(name + kName.size(), close - name - kName.size());
        const bool isDark = rest.find("dark") != std::string::npos;
        if (isDark || rest.find("light") != std::string::npos)
            found.push_back({open, close + 1 - open, isDark});
    }
    return found;
}

double lightness(Rgb colour) {
    const auto [low, high] = std::minmax({colour.red, colour.green, colour.blue});
    return (int(low) + int(high)) / 510.0;
}

// The same hue and saturation with another lightness (HSL).
Rgb withLightness(Rgb colour, double wanted) {
    const double low = std::min({colour.red, colour.green, colour.blue}) / 255.0, high = std::max({colour.red, colour.green, colour.blue}) / 255.0;
    const double light = (low + high) / 2, spread = high - low;
    const double saturation = spread == 0 ? 0 : spread / (1 - std::abs(2 * light - 1));
    const double newSpread = saturation * (1 - std::abs(2 * wanted - 1));
    const auto part = [&](std::uint8_t value) {
        const double place = spread == 0 ? 0.5 : (value / 255.0 - low) / spread;
        return static_cast<std::uint8_t>(std::lround(std::clamp((wanted + (place - 0.5) * newSpread) * 255, 0.0, 255.0)));
    };
    return {part(colour.red), part(colour.green), part(colour.blue)};
}

enum class Role { Words, Ground };

class Darkener {
public:
    explicit Darkener(Darkening way) : m_way(way) {}

    std::string colour(std::string_view text, Role role) const {
        const auto read = colourOf(text);
        if (!read)
            return std::string(text);
        const double light = lightness(*read);
        const bool isTurned = m_way == Darkening::Fully || (role == Role::Words ? light < 0.5 : light >= 0.5);
        if (!isTurned)
            return std::string(text);
        // Not quite black: what stands on the ground is still told from it.
        const Rgb turned = withLightness(*read, role == Role::Ground ? 0.08 + 0.92 * (1 - light) : 1 - light);
        static constexpr char kDigits[] = "0123456789abcdef";
        std::string out = "#";
        for (const std::uint8_t part : {turned.red, turned.green, turned.blue}) {
            out += kDigits[part >> 4];
            out += kDigits[part & 15];
        }
        return out;
    }
    // Declarations or a whole sheet: the values of properties that colour.
    std::string css(std::string_view source) const {
        std::string out;
        std::size_t from = 0;
        int depth = 0;
        char quote = 0;
        for (std::size_t at = 0; at <= source.size(); ++at) {
            const char c = at < source.size() ? source[at] : ';';
            if (quote) {
                quote = c == quote && at < source.size() ? '\0' : quote;
                if (at < source.size())
                    continue;
            } else if (c == '"' || c == '\'') {
                quote = c;
                continue;
            }
            depth = std::max(0, depth + (c == '(' ? 1 : c == ')' ? -1 : 0));
            const bool isEnd = at == source.size() || (depth == 0 && (c == ';' || c == '{' || c == '}'));
            if (!isEnd)
                continue;
            out += declaration(source.substr(from, at - from));
            if (at < source.size())
                out += c;
            from = at + 1;
        }
        return out;
    }

private:
    std::string declaration(std::string_view text) const {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos)
            return std::string(text);
        const std::string name = toLowerAscii(trimmed(text.substr(0, colon)));
        const bool isGround = name.rfind("background", 0) == 0 || name.rfind("border", 0) == 0 || name.rfind("outline", 0) == 0;
        if (name != "color" && !isGround)
            return std::string(text);
        return std::string(text.substr(0, colon + 1)) + values(text.substr(colon + 1), isGround ? Role::Ground : Role::Words);
    }
    // Word by word; what stands in brackets belongs to its word.
    std::string values(std::string_view text, Role role) const {
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const auto isBetween = [&](std::size_t i) { return text[i] == ' ' || text[i] == ',' || text[i] == '!' || text[i] == '\n' || text[i] == '\t' || text[i] == '/'; };
            if (isBetween(at)) {
                out += text[at++];
                continue;
            }
            const std::size_t from = at;
            int depth = 0;
            for (; at < text.size() && (depth > 0 || !isBetween(at)); ++at)
                depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            out += colour(text.substr(from, at - from), role);
        }
        return out;
    }
    const Darkening m_way;
};

std::string escapedText(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    return out;
}

std::string valueOf(const HtmlTag &tag, std::string_view name) {
    const TagAttribute *found = tag.find(name);
    std::string out;
    for (const char c : found ? found->value : std::string_view())
        out += c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

std::string lengthOf(const std::string &attribute) {
    const std::size_t digits = std::min(attribute.find_first_not_of("0123456789"), attribute.size());
    if (digits == 0 || digits > 5)
        return {};
    return attribute.substr(0, digits) + (attribute.substr(digits, 1) == "%" ? "%" : "px");
}

std::string placeOfPicture(const HtmlTag &tag) {
    const std::string width = lengthOf(valueOf(tag, "width")), height = lengthOf(valueOf(tag, "height"));
    std::string out = "<span";
    for (const char *name : {"class", "id", "title"})
        if (const std::string value = valueOf(tag, name); !value.empty())
            out += " " + std::string(name) + "=\"" + value + "\"";
    // Its own styles stay, for that is what mail programs write the text with.
    out += " style=\"display:inline-block;box-sizing:border-box;max-width:100%;min-height:1.2em;overflow:hidden;border:1px dashed #98a2b3;";
    out += (width.empty() ? "" : "width:" + width + ";") + (height.empty() ? "" : "height:" + height + ";") + valueOf(tag, "style") + "\">";
    return out + escapedText(valueOf(tag, "alt")) + "</span>";
}

// Pictures of styles; what a sheet or an attribute has besides stays.
std::string withoutUrls(std::string_view css) {
    const std::string lower = toLowerAscii(css);
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = lower.find("url("); at != std::string::npos; at = lower.find("url(", from)) {
        std::size_t end = at + 4;
        char quote = 0;
        for (; end < css.size() && (quote || css[end] != ')'); ++end)
            if (css[end] == '"' || css[end] == '\'')
                quote = quote == 0 ? css[end] : quote == css[end] ? '\0' : quote;
        out += std::string(css.substr(from, at - from)) + "none";
        from = std::min(end + 1, css.size());
    }
    return out + std::string(css.substr(std::min(from, css.size())));
}

} // namespace

bool hasDarkStyles(std::string_view html) {
    bool found = false;
    eachSheet(html, [&](const HtmlTag &tag, std::size_t at, std::size_t size) {
        const TagAttribute *media = tag.find("media");
        for (const std::string_view css : {html.substr(at, size), media ? media->value : std::string_view()})
            for (const SchemeQuery &one : schemeQueries(css))
                found = found || one.isDark;
    });
    return found;
}

std::string inScheme(std::string_view html, bool dark) {
    std::vector<SourceEdit> edits;
    const auto edit = [&](std::size_t at, std::string_view css) {
        for (const SchemeQuery &one : schemeQueries(css))
            edits.push_back({at + one.at, one.size, one.isDark == dark ? "(min-width:0px)" : "(max-width:0px)"});
    };
    eachSheet(html, [&](const HtmlTag &tag, std::size_t at, std::size_t size) {
        if (const TagAttribute *media = tag.find("media"); media && media->valueAt > 0)
            edit(media->valueAt, media->value);
        edit(at, html.substr(at, size));
    });
    std::string out = withEdits(html, std::move(edits));
    if (dark && hasDarkStyles(html)) // where the email has no ground of its own, the program's is dark
        out += "<style>:where(html){color-scheme:dark}</style>";
    return out;
}

std::string darkened(std::string_view html, Darkening way) {
    const Darkener darkener(way);
    std::vector<SourceEdit> edits;
    scanTags(html, [&](const HtmlTag &tag) {
        for (const TagAttribute &one : tag.attributes) {
            if (one.valueAt == 0)
                continue;
            std::string turned(one.value);
            if (equalsAscii(one.name, "style"))
                turned = darkener.css(one.value);
            else if (equalsAscii(one.name, "bgcolor") || equalsAscii(one.name, "bordercolor"))
                turned = darkener.colour(one.value, Role::Ground);
            else if (equalsAscii(one.name, "color") || equalsAscii(one.name, "text") || equalsAscii(one.name, "link") || equalsAscii(one.name, "vlink"))
                turned = darkener.colour(one.value, Role::Words);
            if (turned != one.value)
                edits.push_back({one.valueAt, one.value.size(), std::move(turned)});
        }
    });
    eachSheet(html, [&](const HtmlTag &, std::size_t at, std::size_t size) { edits.push_back({at, size, darkener.css(html.substr(at, size))}); });
    return withEdits(html, std::move(edits)) +
           "<style>:where(html){background-color:#141414;color:#e8e8e8}:where(a:link,a:visited){color:#8ab4f8}</style>";
}

std::string withoutPictures(std::string_view html) {
    std::vector<SourceEdit> edits;
    scanTags(html, [&](const HtmlTag &tag) {
        if (!tag.isEnd && equalsAscii(tag.name, "img")) {
            edits.push_back({tag.at, tag.end - tag.at, placeOfPicture(tag)});
            return;
        }
        for (const TagAttribute &one : tag.attributes) {
            const std::size_t behind = one.valueAt + one.value.size();
            const bool isQuoted = behind < html.size() && (html[behind] == '"' || html[behind] == '\'');
            if (equalsAscii(one.name, "background") && one.valueAt > 0)
                edits.push_back({one.at, behind - one.at + (isQuoted ? 1 : 0), {}});
            else if (equalsAscii(one.name, "style") && one.valueAt > 0)
                edits.push_back({one.valueAt, one.value.size(), withoutUrls(one.value)});
        }
    });
    eachSheet(html, [&](const HtmlTag &, std::size_t at, std::size_t size) { edits.push_back({at, size, withoutUrls(html.substr(at, size))}); });
    return withEdits(html, std::move(edits));
}

} // namespace audience::email
