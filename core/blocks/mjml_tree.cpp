#include "blocks/mjml_tree.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace audience::blocks {
namespace {

constexpr std::size_t kMaxBytes = 2'000'000, kMaxNodes = 20'000, kMaxDepth = 40;
constexpr std::array<std::string_view, 14> kEnding{"mj-text",  "mj-button", "mj-table", "mj-raw", "mj-style", "mj-title", "mj-preview",
                                                   "mj-navbar-link", "mj-social-element", "mj-accordion-title", "mj-accordion-text",
                                                   "mj-carousel-image", "mj-image", "mj-html-attributes"};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool isNameLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

void appendCodePoint(std::string &out, unsigned code) {
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 63));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 63));
        out += static_cast<char>(0x80 | (code & 63));
    } else {
        out += static_cast<char>(0xf0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 63));
        out += static_cast<char>(0x80 | (code >> 6 & 63));
        out += static_cast<char>(0x80 | (code & 63));
    }
}

std::string decoded(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNamed{
        {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\xc2\xa0"}}};
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end = text[i] == '&' ? text.substr(i, 11).find(';') : std::string_view::npos; // from i
        if (end == std::string_view::npos) {
            out += text[i];
            continue;
        }
        const std::string_view name = text.substr(i + 1, end - 1);
        const auto known = std::find_if(kNamed.begin(), kNamed.end(), [&](const auto &one) { return one.first == name; });
        if (known != kNamed.end()) {
            out += known->second;
            i += end;
        } else if (name.size() > 1 && name[0] == '#') {
            const bool hex = name[1] == 'x' || name[1] == 'X';
            const std::string_view digits = name.substr(hex ? 2 : 1);
            unsigned code = 0;
            const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
            if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
                out += text[i];
                continue;
            }
            appendCodePoint(out, code);
            i += end;
        } else {
            out += text[i];
        }
    }
    return out;
}

class Parser {
public:
    explicit Parser(std::string_view source) : m_source(source) {}

    bool children(MjmlNode &parent, std::size_t depth) {
        if (depth > kMaxDepth)
            return tooLarge();
        while (m_at < m_source.size()) {
            if (rest("</"))
                return depth > 0 || wrong();
            if (!one(parent, depth))
                return false;
        }
        return depth == 0 || wrong(); // the end came before the closing tag
    }
    MjmlTree finish(MjmlNode root, bool read) {
        MjmlTree tree;
        tree.root = std::move(root);
        if (!read) {
            tree.error = m_tooLarge ? "blocks.mjml_too_large" : "blocks.mjml_syntax";
            tree.line = lineOf(m_at);
        }
        return tree;
    }

private:
    bool wrong() { return false; }
    bool tooLarge() {
        m_tooLarge = true;
        return false;
    }
    bool rest(std::string_view begin) const { return m_source.substr(m_at, begin.size()) == begin; }
    std::size_t lineOf(std::size_t at) {
        if (at < m_lineAt)
            m_lineAt = 0, m_line = 1;
        m_line += static_cast<std::size_t>(std::count(m_source.begin() + static_cast<std::ptrdiff_t>(m_lineAt), m_source.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        m_lineAt = at;
        return m_line;
    }
    MjmlNode &add(MjmlNode &parent, std::string name, std::size_t from, std::size_t to) {
        MjmlNode node;
        node.name = std::move(name);
        node.outer = node.inner = m_source.substr(from, to - from);
        node.line = lineOf(from);
        parent.children.push_back(std::move(node));
        return parent.children.back();
    }
    bool one(MjmlNode &parent, std::size_t depth) {
        if (++m_nodes > kMaxNodes)
            return tooLarge();
        const std::size_t from = m_at;
        if (rest("<!--")) {
            const std::size_t end = m_source.find("-->", m_at + 4);
            if (end == std::string_view::npos)
                return wrong();
            m_at = end + 3;
            add(parent, "#comment", from, m_at);
            return true;
        }
        if (rest("<!") || rest("<?")) { // a doctype or a declaration says nothing to us
            const std::size_t end = m_source.find('>', m_at);
            if (end == std::string_view::npos)
                return wrong();
            m_at = end + 1;
            return true;
        }
        if (m_source[m_at] == '<' && m_at + 1 < m_source.size() && isNameLetter(m_source[m_at + 1]))
            return element(parent, depth);
        m_at = std::min(m_source.find('<', m_at + 1), m_source.size());
        if (!trimmed(m_source.substr(from, m_at - from)).empty())
            add(parent, "#text", from, m_at);
        return true;
    }
    std::string name() {
        const std::size_t from = m_at;
        while (m_at < m_source.size() && isNameLetter(m_source[m_at]))
            ++m_at;
        return toLowerAscii(m_source.substr(from, m_at - from));
    }
    void blanks() {
        while (m_at < m_source.size() && isBlank(m_source[m_at]))
            ++m_at;
    }
    bool attributes(MjmlNode &node, bool &closed) {
        for (;;) {
            blanks();
            if (rest("/>") || rest(">")) {
                closed = rest("/>");
                m_at += closed ? 2 : 1;
                return true;
            }
            const std::string key = name();
            if (key.empty())
                return wrong();
            blanks();
            std::string value;
            if (rest("=")) {
                ++m_at;
                blanks();
                const char quote = m_at < m_source.size() ? m_source[m_at] : '\0';
                if (quote != '"' && quote != '\'')
                    return wrong();
                const std::size_t end = m_source.find(quote, m_at + 1);
                if (end == std::string_view::npos)
                    return wrong();
                value = decoded(m_source.substr(m_at + 1, end - m_at - 1));
                m_at = end + 1;
            }
            node.attributes.emplace_back(key, std::move(value));
        }
    }
    // The place of the closing tag of content that is not ours to read.
    std::size_t closing(const std::string &tag) const {
        std::size_t level = 1;
        for (std::size_t at = m_at; (at = m_source.find('<', at)) != std::string_view::npos; ++at) {
            const bool closes = m_source.substr(at, 2) == "</";
            const std::string_view word = m_source.substr(at + (closes ? 2 : 1), tag.size());
            const std::size_t after = at + (closes ? 2 : 1) + tag.size();
            if (!equalsAscii(word, tag) || (after < m_source.size() && isNameLetter(m_source[after])))
                continue;
            level += closes ? static_cast<std::size_t>(-1) : 1;
            if (level == 0)
                return at;
        }
        return std::string_view::npos;
    }
    bool element(MjmlNode &parent, std::size_t depth) {
        const std::size_t from = m_at++;
        MjmlNode node;
        node.line = lineOf(from);
        node.name = name();
        bool closed = false;
        if (!attributes(node, closed))
            return false;
        const std::size_t inside = m_at;
        std::size_t end = m_at;
        if (!closed) {
            const bool ours = node.name.substr(0, 2) == "mj" && std::find(kEnding.begin(), kEnding.end(), node.name) == kEnding.end();
            if (ours) {
                if (!children(node, depth + 1))
                    return false;
                end = m_at;
            } else {
                end = closing(node.name);
                if (end == std::string_view::npos)
                    return wrong();
                m_at = end;
            }
            m_at += 2;
            if (name() != node.name)
                return wrong();
            blanks();
            if (!rest(">"))
                return wrong();
            ++m_at;
        }
        node.inner = m_source.substr(inside, end - inside);
        node.outer = m_source.substr(from, m_at - from);
        parent.children.push_back(std::move(node));
        return true;
    }

    std::string_view m_source;
    std::size_t m_at = 0, m_nodes = 0, m_lineAt = 0, m_line = 1;
    bool m_tooLarge = false;
};

} // namespace

const MjmlNode *MjmlNode::child(std::string_view wanted) const {
    const auto found = std::find_if(children.begin(), children.end(), [&](const MjmlNode &one) { return one.name == wanted; });
    return found == children.end() ? nullptr : &*found;
}

MjmlTree parseMjml(std::string_view source) {
    if (source.size() > kMaxBytes)
        return {{}, "blocks.mjml_too_large", 0};
    Parser parser(source);
    MjmlNode root;
    const bool read = parser.children(root, 0);
    return parser.finish(std::move(root), read);
}

} // namespace audience::blocks
