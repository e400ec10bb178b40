// What a compiled email says in <style> beyond its inline styles: colours on dark, and overrides on phones.
// Each different declaration gets one class, numbered in the order of first use. Owner: one compile.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::blocks {

class StyleBook {
public:
    // Name of the class; `property` is "color", "background-color" or "border-color".
    std::string dark(std::string_view property, std::string_view colour);
    // Declarations without "!important", one per entry.
    std::string mobile(const std::vector<std::string> &declarations);
    void useDarkPicture() { m_darkPicture = true; }
    // The content of <style>.
    std::string css(int breakpoint) const;

private:
    struct Rule {
        std::string name, property, css;
    };
    struct Rules {
        std::vector<Rule> list;
        std::map<std::string, std::size_t> byCss;
    };
    static std::string rule(Rules &rules, std::string_view prefix, std::string_view property, const std::string &css);
    Rules m_dark, m_mobile;
    bool m_darkPicture = false;
};

} // namespace audience::blocks
