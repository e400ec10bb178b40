#include "blocks/style_book.h"

namespace audience::blocks {

std::string StyleBook::rule(Rules &rules, std::string_view prefix, std::string_view property, const std::string &css) {
    const auto [found, isNew] = rules.byCss.emplace(css, rules.list.size());
    if (isNew)
        rules.list.push_back({std::string(prefix) + std::to_string(rules.list.size() + 1), std::string(property), css});
    return rules.list[found->second].name;
}

std::string StyleBook::dark(std::string_view property, std::string_view colour) {
    return rule(m_dark, "as-d", property, std::string(property) + ":" + std::string(colour) + "!important");
}

std::string StyleBook::mobile(const std::vector<std::string> &declarations) {
    std::string css;
    for (const std::string &one : declarations)
        css += (css.empty() ? "" : ";") + one + "!important";
    return rule(m_mobile, "as-m", {}, css);
}

std::string StyleBook::css(int breakpoint) const {
    std::string out = ":root{color-scheme:light dark;supported-color-schemes:light dark}\n"
                      "body{margin:0;padding:0;width:100%!important;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}\n"
                      "table{border-spacing:0;mso-table-lspace:0pt;mso-table-rspace:0pt}\n"
                      "img{-ms-interpolation-mode:bicubic}\n"
                      "a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}\n"
                      "@media (max-width:" +
                      std::to_string(breakpoint) +
                      "px){\n"
                      ".as-col{display:block!important;width:100%!important;max-width:100%!important}\n"
                      ".as-desktop{display:none!important}\n"
                      ".as-mobile{display:block!important;max-height:none!important;overflow:visible!important}\n";
    for (const Rule &one : m_mobile.list)
        out += '.' + one.name + '{' + one.css + "}\n";
    out += "}\n";
    if (m_dark.list.empty() && !m_darkPicture)
        return out;
    const std::string hideLight = ".as-light{display:none!important}\n", showDark = ".as-dark{display:block!important}\n";
    out += "@media (prefers-color-scheme:dark){\n";
    for (const Rule &one : m_dark.list)
        out += '.' + one.name + '{' + one.css + "}\n";
    if (m_darkPicture)
        out += hideLight + showDark;
    out += "}\n";
    // Outlook's apps mark what they darkened: text and backgrounds with attributes of their own.
    for (const Rule &one : m_dark.list)
        out += (one.property == "background-color" ? "[data-ogsb] ." : "[data-ogsc] .") + one.name + '{' + one.css + "}\n";
    if (m_darkPicture)
        out += "[data-ogsc] " + hideLight + "[data-ogsc] " + showDark;
    return out;
}

} // namespace audience::blocks
