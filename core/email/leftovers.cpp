#include "email/leftovers.h"

#include <algorithm>

namespace audience::email {
namespace {

constexpr std::size_t kLongest = 200;

bool isWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// What stands between the two is one short line without tags.
bool isShort(std::string_view inside) {
    return !inside.empty() && inside.size() <= kLongest && inside.find_first_of("<>\r\n") == std::string_view::npos;
}

class Finder {
public:
    explicit Finder(std::string_view text) : m_text(text) {}

    void liquid(bool rendered) {
        for (std::size_t at = m_text.find('{'); at != std::string_view::npos; at = m_text.find('{', at)) {
            const char next = at + 1 < m_text.size() ? m_text[at + 1] : '\0';
            if (next != '{' && next != '%') {
                ++at;
                continue;
            }
            const std::size_t end = near(next == '{' ? "}}" : "%}", at + 2);
            if (end == std::string_view::npos) {
                at += 2;
                continue;
            }
            const std::size_t first = m_text.find_first_not_of(" \t-~", at + 2);
            const bool isForeign = next == '{' && (m_text[first] == '#' || m_text[first] == '/' || m_text[first] == '^' || m_text[first] == '>' ||
                                                   m_text[first] == '!' || m_text[first] == '{' || m_text.substr(first, 6) == "else}}");
            std::size_t size = end + 2 - at;
            size += m_text.substr(at, 3) == "{{{" && m_text.substr(end, 3) == "}}}" ? 1 : 0;
            if (isForeign || rendered)
                m_found.push_back({isForeign ? Leftover::Kind::Handlebars : Leftover::Kind::Liquid, at, size});
            at += size;
        }
    }
    void pairs(std::string_view open, std::string_view close, bool startsWithWord) {
        for (std::size_t at = m_text.find(open); at != std::string_view::npos; at = m_text.find(open, at)) {
            const std::size_t from = at + open.size(), end = near(close, from);
            const std::string_view inside = end == std::string_view::npos ? std::string_view() : m_text.substr(from, end - from);
            if (!isShort(inside) || (startsWithWord && !isWordStart(inside.front()))) {
                at += 1;
                continue;
            }
            m_found.push_back({Leftover::Kind::OtherTool, at, end + close.size() - at});
            at = end + close.size();
        }
    }
    std::vector<Leftover> take() {
        std::sort(m_found.begin(), m_found.end(), [](const Leftover &a, const Leftover &b) { return a.at < b.at; });
        return std::move(m_found);
    }

private:
    // No further than a mark may be long.
    std::size_t near(std::string_view what, std::size_t from) const {
        const std::size_t found = m_text.substr(from, kLongest + what.size()).find(what);
        return found == std::string_view::npos ? found : from + found;
    }

    std::string_view m_text;
    std::vector<Leftover> m_found;
};

} // namespace

std::vector<Leftover> leftovers(std::string_view text, bool rendered) {
    Finder finder(text);
    finder.liquid(rendered);
    finder.pairs("*|", "|*", false);
    finder.pairs("%%", "%%", true);
    finder.pairs("[[", "]]", true);
    finder.pairs("<%=", "%>", false);
    return finder.take();
}

} // namespace audience::email
