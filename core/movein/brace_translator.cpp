// {{ values }} and {% tags %} of Klaviyo, Braze and Customer.io.
#include "base/text.h"
#include "movein/brace_expression.h"
#include "movein/template_translator.h"

#include <algorithm>

namespace audience::movein {

namespace {

constexpr std::size_t kMaxMark = 20'000;

// A tag that stands for an address here; with words of its own it becomes a link.
struct Known {
    Tool tool;
    std::string_view tag, value;
    bool isLink; // of itself, with words
};
constexpr Known kTags[] = {
    {Tool::Klaviyo, "unsubscribe", "unsubscribe_url", true},
    {Tool::Klaviyo, "unsubscribe_link", "unsubscribe_url", false},
    {Tool::Klaviyo, "manage_preferences", "preferences_url", true},
    {Tool::Klaviyo, "manage_preferences_link", "preferences_url", false},
    {Tool::Klaviyo, "web_view", "view_in_browser_url", true},
    {Tool::Klaviyo, "web_view_link", "view_in_browser_url", false},
    {Tool::Klaviyo, "view_in_browser", "view_in_browser_url", true},
    {Tool::CustomerIo, "unsubscribe_url", "unsubscribe_url", false},
    {Tool::CustomerIo, "view_in_browser_url", "view_in_browser_url", false},
    {Tool::CustomerIo, "manage_subscription_preferences_url", "preferences_url", false},
};
constexpr std::string_view kLinkWords[] = {"Unsubscribe", "Manage preferences", "View in browser"};

// Where a mark ends that begins at `at`; npos: nowhere. Texts and Braze's ${} may hold what looks like an end.
std::size_t endOf(std::string_view source, std::size_t at, std::string_view end) {
    for (std::size_t i = at + 2; i < source.size() && i - at < kMaxMark;) {
        if (source.substr(i, 2) == "${") {
            const std::size_t close = source.find('}', i);
            if (close == std::string_view::npos)
                break;
            i = close + 1;
        } else if (source[i] == '\'' || source[i] == '"') {
            const std::size_t close = source.find(source[i], i + 1);
            const std::size_t newLine = source.find('\n', i + 1);
            i = close == std::string_view::npos || newLine < close ? i + 1 : close + 1;
        } else if (source.substr(i, 2) == end) {
            return i + 2;
        } else {
            ++i;
        }
    }
    const std::size_t plain = source.find(end, at + 2); // an apostrophe that begins no text
    return plain == std::string_view::npos || plain - at > kMaxMark ? std::string_view::npos : plain + 2;
}

class Braces {
public:
    Braces(Tool tool, std::string_view source, TranslationWriter &writer) : m_tool(tool), m_source(source), m_writer(writer) {}

    void run() {
        std::size_t at = 0;
        while (at < m_source.size()) {
            const std::size_t brace = nextMark(at);
            if (brace == std::string_view::npos)
                break;
            m_writer.text(m_source.substr(at, brace - at));
            at = take(brace);
        }
        m_writer.text(m_source.substr(std::min(at, m_source.size())));
        for (auto open = m_open.rbegin(); open != m_open.rend(); ++open) {
            m_writer.note(open->mark, open->at, "movein.template_block");
            if (open->isTranslated && !open->ours.empty())
                m_writer.text("{% end" + open->ours + " %}");
        }
    }

private:
    struct Open {
        std::string name, ours; // as there, and as it is written here; empty: not at all
        bool isTranslated = false;
        std::string_view mark;
        std::size_t at = 0;
    };

    std::size_t nextMark(std::size_t from) const {
        for (std::size_t at = m_source.find('{', from); at != std::string_view::npos; at = m_source.find('{', at + 1)) {
            const char next = at + 1 < m_source.size() ? m_source[at + 1] : ' ';
            if (next == '{' || next == '%' || (next == '#' && m_tool == Tool::Klaviyo))
                return at;
        }
        return std::string_view::npos;
    }

    std::size_t take(std::size_t at) {
        const char kind = m_source[at + 1];
        const std::size_t end = endOf(m_source, at, kind == '{' ? "}}" : kind == '%' ? "%}" : "#}");
        m_at = at;
        m_mark = m_source.substr(at, end == std::string_view::npos ? 2 : end - at);
        if (end == std::string_view::npos) {
            m_writer.kept(m_mark, at, "movein.template_tag");
            return at + 2;
        }
        if (kind == '#') { // a note for whoever writes
            m_writer.written("{% comment %}" + std::string(m_mark.find('{', 2) == std::string_view::npos ? m_mark.substr(2, m_mark.size() - 4) : std::string_view()) + "{% endcomment %}");
            return end;
        }
        std::string_view inside = m_mark.substr(2, m_mark.size() - 4);
        m_before = inside.starts_with('-') ? "-" : "";
        m_after = inside.ends_with('-') && inside.size() > 1 ? "-" : "";
        inside = trimmed(inside.substr(m_before.size(), inside.size() - m_before.size() - m_after.size()));
        return kind == '{' ? takeOutput(inside, end) : takeTag(inside, end);
    }

    void keep(const BraceExpression::Trouble &trouble) {
        std::vector<std::pair<std::string, std::string>> more;
        if (!trouble.filter.empty())
            more.emplace_back("filter", trouble.filter);
        m_writer.kept(m_mark, m_at, trouble.id ? trouble.id : "movein.template_tag", std::move(more));
    }
    void tag(const std::string &words) { m_writer.written("{%" + m_before + ' ' + words + ' ' + m_after + "%}"); }
    std::optional<BraceExpression> expression(std::string_view text) const {
        auto tokens = tokensOf(text);
        return tokens ? std::optional(BraceExpression(m_tool, *std::move(tokens), m_locals)) : std::nullopt;
    }

    std::size_t takeOutput(std::string_view inside, std::size_t end) {
        auto words = expression(inside);
        const auto value = words ? words->output() : std::nullopt;
        if (value)
            m_writer.written("{{" + m_before + ' ' + *value + ' ' + m_after + "}}");
        else
            keep(words ? words->trouble() : BraceExpression::Trouble{});
        return end;
    }

    std::size_t takeTag(std::string_view inside, std::size_t end) {
        std::size_t size = 0;
        while (size < inside.size() && ((inside[size] >= 'a' && inside[size] <= 'z') || (inside[size] >= 'A' && inside[size] <= 'Z') || inside[size] == '_' || (size > 0 && inside[size] >= '0' && inside[size] <= '9')))
            ++size;
        std::string name(inside.substr(0, size));
        const std::string_view rest = trimmed(inside.substr(size));
        if (name == "raw" || name == "verbatim" || name == "comment")
            return takeWhole(name, end);
        if (name == "elif")
            name = "elsif";
        if (name == "empty" && m_tool == Tool::Klaviyo)
            name = "else";
        if (name == "if" || name == "unless" || name == "for" || name == "case" || name == "capture" || name == "ifchanged" || name == "tablerow") {
            open(name, rest);
        } else if (name == "elsif" || name == "else" || name == "when") {
            middle(name, rest);
        } else if (name.starts_with("end") && isBlock(name.substr(3))) {
            close(name.substr(3));
        } else if (name == "assign") {
            assign(rest);
        } else if (name == "with" && m_tool == Tool::Klaviyo) {
            with(rest);
        } else if ((name == "break" || name == "continue") && rest.empty()) {
            tag(name);
        } else if ((name == "increment" || name == "decrement" || name == "cycle") && rest.find_first_of("{}$") == std::string_view::npos && m_tool != Tool::Klaviyo) {
            tag(name + ' ' + std::string(rest));
        } else {
            special(name, rest);
        }
        return end;
    }

    static bool isBlock(const std::string &name) {
        return name == "if" || name == "unless" || name == "for" || name == "case" || name == "capture" || name == "ifchanged" || name == "tablerow" || name == "with";
    }

    // Nothing in it is read, there as here.
    std::size_t takeWhole(const std::string &name, std::size_t from) {
        const std::string ours = name == "verbatim" ? "raw" : name;
        for (std::size_t at = m_source.find("{%", from); at != std::string_view::npos; at = m_source.find("{%", at + 2)) {
            const std::size_t end = m_source.find("%}", at);
            if (end == std::string_view::npos)
                break;
            std::string_view word = trimmed(m_source.substr(at + 2, end - at - 2));
            if (word.starts_with('-'))
                word = trimmed(word.substr(1));
            if (!word.starts_with("end" + name))
                continue;
            m_writer.text("{% " + ours + " %}");
            m_writer.text(m_source.substr(from, at - from));
            m_writer.text("{% end" + ours + " %}");
            return end + 2;
        }
        m_writer.kept(m_mark, m_at, "movein.template_block");
        return from;
    }

    void open(const std::string &name, std::string_view rest) {
        std::optional<std::string> words;
        std::string ours = name;
        BraceExpression::Trouble trouble{"movein.template_condition", {}};
        if (name == "ifchanged" && rest.empty()) {
            words = std::string();
        } else if (name == "capture") {
            if (tokensOf(rest).value_or(std::vector<Token>()).size() == 1) {
                words = std::string(rest);
                m_locals.insert(std::string(rest));
            }
        } else if (auto inside = expression(rest)) {
            words = name == "for" || name == "tablerow" ? loop(*inside) : name == "case" ? whole(*inside) : inside->condition();
            if (!words && inside->trouble().id && std::string_view(inside->trouble().id) != "movein.template_tag")
                trouble = inside->trouble();
            if (inside->isNegated())
                ours = name == "if" ? "unless" : "if"; // of these two alone a condition is asked
        }
        m_open.push_back({name, ours, words.has_value(), m_mark, m_at});
        if (words)
            tag(ours + (words->empty() ? "" : " ") + *words);
        else
            keep(trouble);
    }

    static std::optional<std::string> whole(BraceExpression &words) {
        auto value = words.operand();
        return words.isAtEnd() ? value : std::nullopt;
    }

    // item in list limit: 3
    std::optional<std::string> loop(BraceExpression &words) {
        const Token *name = words.peek(), *in = words.peek(1);
        if (!name || name->kind != Token::Kind::Name || !in || !in->isName("in"))
            return std::nullopt;
        const std::string local(name->text);
        words.skip();
        words.skip();
        std::string list;
        if (words.peek() && words.peek()->isSign("(")) { // (1..5)
            words.skip();
            const auto from = words.operand();
            if (!from || !words.peek() || !words.peek()->isSign(".."))
                return std::nullopt;
            words.skip();
            const auto to = words.operand();
            if (!to || !words.peek() || !words.peek()->isSign(")"))
                return std::nullopt;
            words.skip();
            list = '(' + *from + ".." + *to + ')';
        } else {
            const auto value = words.operand();
            if (!value)
                return std::nullopt;
            list = *value;
        }
        while (!words.isAtEnd()) {
            const Token *key = words.peek();
            if (key->isName("reversed")) {
                list += " reversed";
                words.skip();
                continue;
            }
            if (!(key->isName("limit") || key->isName("offset") || key->isName("cols")) || !words.peek(1) || !words.peek(1)->isSign(":"))
                return std::nullopt;
            const std::string what(key->text);
            words.skip();
            words.skip();
            const auto value = words.operand();
            if (!value)
                return std::nullopt;
            list += ' ' + what + ": " + *value;
        }
        m_locals.insert(local);
        return local + " in " + list;
    }

    void middle(const std::string &name, std::string_view rest) {
        if (m_open.empty())
            return m_writer.kept(m_mark, m_at, "movein.template_block");
        const Open &block = m_open.back();
        if (!block.isTranslated)
            return m_writer.kept(m_mark, m_at, "movein.template_condition");
        const bool fits = name == "else" ? block.name != "capture" && block.name != "ifchanged" && block.name != "tablerow" && block.name != "with" : name == "when" ? block.name == "case" : block.name == "if" || block.name == "unless";
        if (!fits)
            return m_writer.kept(m_mark, m_at, "movein.template_block");
        if (name == "else")
            return tag(name);
        if (auto inside = expression(rest)) {
            if (name == "elsif") {
                if (const auto words = inside->condition(); words && !inside->isNegated())
                    return tag("elsif " + *words);
            } else if (const auto words = values(*inside)) {
                return tag("when " + *words);
            }
        }
        // What stands behind it must not hide behind a condition that nobody translated.
        tag("else");
        m_writer.kept(m_mark, m_at, "movein.template_condition");
    }

    static std::optional<std::string> values(BraceExpression &words) {
        std::string all;
        for (;;) {
            const auto value = words.operand();
            if (!value)
                return std::nullopt;
            all += *value;
            if (words.isAtEnd())
                return all;
            if (!words.peek()->isSign(",") && !words.peek()->isName("or"))
                return std::nullopt;
            all += ", ";
            words.skip();
        }
    }

    void close(const std::string &name) {
        if (m_open.empty() || m_open.back().name != name)
            return m_writer.kept(m_mark, m_at, "movein.template_block");
        if (m_open.back().isTranslated && !m_open.back().ours.empty())
            tag("end" + m_open.back().ours);
        else if (!m_open.back().isTranslated)
            m_writer.kept(m_mark, m_at, "movein.template_condition");
        m_open.pop_back();
    }

    // Whether it could be said.
    bool assign(std::string_view rest) {
        const std::size_t equals = rest.find('=');
        return set(rest.substr(0, equals), equals == std::string_view::npos ? std::string_view() : rest.substr(equals + 1));
    }

    bool set(std::string_view local, std::string_view what) {
        const auto name = tokensOf(local);
        if (what.empty() || !name || name->size() != 1 || name->front().kind != Token::Kind::Name) {
            m_writer.kept(m_mark, m_at, "movein.template_tag");
            return false;
        }
        auto words = expression(what);
        const auto value = words ? words->output() : std::nullopt;
        if (!value) {
            keep(words ? words->trouble() : BraceExpression::Trouble{});
            return false;
        }
        m_locals.emplace(name->front().text);
        tag("assign " + std::string(name->front().text) + " = " + *value);
        return true;
    }

    // with name=value, or value as name: known to the end of the block there, from here on here.
    void with(std::string_view rest) {
        const std::size_t as = rest.rfind(" as ");
        const bool isSet = as == std::string_view::npos ? assign(rest) : set(rest.substr(as + 4), rest.substr(0, as));
        m_open.push_back({"with", {}, isSet, m_mark, m_at});
    }

    // Addresses and dates that have tags of their own.
    void special(const std::string &name, std::string_view rest) {
        const auto tokens = tokensOf(rest);
        const std::string_view words = tokens && tokens->size() == 1 && tokens->front().kind == Token::Kind::Text ? tokens->front().text : std::string_view();
        const bool isPlain = tokens && (tokens->empty() || !words.empty());
        for (const Known &one : kTags) {
            if (one.tool != m_tool || one.tag != name || !isPlain)
                continue;
            if (!one.isLink)
                return m_writer.written("{{ " + std::string(one.value) + " }}");
            const std::string_view standard = one.value == "unsubscribe_url" ? kLinkWords[0] : one.value == "preferences_url" ? kLinkWords[1] : kLinkWords[2];
            const std::string_view shown = words.empty() ? standard : words;
            if (shown.find_first_of("<>{}") == std::string_view::npos)
                return m_writer.written("<a href=\"{{ " + std::string(one.value) + " }}\">" + std::string(shown) + "</a>");
        }
        if (m_tool == Tool::Klaviyo && name == "current_year" && rest.empty())
            return m_writer.written("{{ 'now' | date: '%Y' }}");
        if (m_tool == Tool::Klaviyo && (name == "today" || name == "now" || name == "current_date") && !words.empty())
            if (const auto format = dateFormat(words))
                return m_writer.written("{{ 'now' | date: '" + *format + "' }}");
        m_writer.kept(m_mark, m_at, "movein.template_tag");
    }

    Tool m_tool;
    std::string_view m_source, m_mark;
    std::size_t m_at = 0;
    std::string m_before, m_after;
    TranslationWriter &m_writer;
    std::vector<Open> m_open;
    std::set<std::string, std::less<>> m_locals;
};

} // namespace

void translateBraces(Tool from, std::string_view source, TranslationWriter &writer) { Braces(from, source, writer).run(); }

} // namespace audience::movein
