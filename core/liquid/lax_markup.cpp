// The lax grammar: what the reference implementation makes of markup that breaks the rules. It
// reads "fragments" (see findFragment) and skips what it does not understand.
#include "liquid/compiler.h"
#include "liquid/number_text.h"
#include "liquid/tokens.h"

namespace audience::liquid {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t skipBlanks(std::string_view text, std::size_t at) {
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

std::size_t quotedEnd(std::string_view text, std::size_t at) {
    if (at >= text.size() || (text[at] != '\'' && text[at] != '"'))
        return at;
    const std::size_t close = text.find(text[at], at + 1);
    return close == std::string_view::npos ? at : close + 1;
}

bool isOperatorCharacter(char c) {
    return c == '=' || c == '!' || c == '<' || c == '>' || c == '_' || (c >= 'a' && c <= 'z');
}

// The words `and` and `or` on their own.
std::string_view joinWord(std::string_view text, std::size_t at) {
    if (at > 0 && isWordCharacter(text[at - 1]))
        return {};
    for (const std::string_view word : {std::string_view("and"), std::string_view("or")}) {
        if (text.substr(at, word.size()) != word)
            continue;
        const std::size_t end = at + word.size();
        if (end >= text.size() || !isWordCharacter(text[end]))
            return text.substr(at, word.size());
    }
    return {};
}

Operator operatorOf(std::string_view text) {
    static constexpr std::pair<std::string_view, Operator> kOperators[] = {
        {"==", Operator::Equal},        {"!=", Operator::NotEqual},      {"<>", Operator::NotEqual},
        {"<", Operator::Less},          {"<=", Operator::LessEqual},     {">", Operator::Greater},
        {">=", Operator::GreaterEqual}, {"contains", Operator::Contains}};
    for (const auto &[name, op] : kOperators)
        if (name == text)
            return op;
    return Operator::Unknown;
}

// "(from..to)", where both are free of blanks but may be anything else.
bool splitRange(std::string_view text, std::string_view &from, std::string_view &to) {
    if (text.size() < 2 || text.front() != '(' || text.back() != ')')
        return false;
    text = trimmedRight(trimmedLeft(text.substr(1, text.size() - 2)));
    std::size_t run = 0;
    while (run < text.size() && !isSpace(text[run]))
        ++run;
    std::size_t dots = text.substr(0, run).rfind("..");
    if (dots == std::string_view::npos || dots == 0) {
        dots = skipBlanks(text, run);
        if (dots == run || text.substr(dots, 2) != "..")
            return false;
    }
    from = trimmedRight(text.substr(0, dots));
    to = trimmedLeft(text.substr(dots + 2));
    for (const char c : to)
        if (isSpace(c))
            return false;
    return !from.empty() && !to.empty();
}

std::string_view wordAt(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && isWordCharacter(text[end]))
        ++end;
    return text.substr(at, end - at);
}

} // namespace

std::string_view fragmentAt(std::string_view text, std::size_t at) {
    const std::size_t quoted = quotedEnd(text, at);
    if (quoted > at)
        return text.substr(at, quoted - at);
    std::size_t end = at;
    while (end < text.size()) {
        const char c = text[end];
        if (c == '\'' || c == '"') {
            const std::size_t close = quotedEnd(text, end);
            if (close == end)
                break;
            end = close;
        } else if (isSpace(c) || c == ',' || c == '|') {
            break;
        } else {
            ++end;
        }
    }
    return text.substr(at, end - at);
}

std::string_view findFragment(std::string_view text, std::size_t at) {
    for (; at < text.size(); ++at) {
        const std::string_view fragment = fragmentAt(text, at);
        if (!fragment.empty())
            return fragment;
    }
    return {};
}

std::uint32_t Compiler::laxExpression(std::string_view fragment, bool inCondition, int depth) {
    fragment = trimmedRight(trimmedLeft(fragment));
    if (fragment.empty() || depth > 100)
        return constant(Value());
    Tokens tokens(fragment);
    std::uint32_t id = kNone;
    const std::size_t uses = m_uses.size();
    const SyntaxProblem before = m_problem;
    if (expression(tokens, inCondition, depth, id) && tokens.is(Token::Kind::End))
        return id;
    m_uses.resize(uses);
    m_problem = before;
    const char first = fragment.front();
    if (fragment.size() > 1 && (first == '\'' || first == '"') && fragment.back() == first)
        return constant(Value::text(fragment.substr(1, fragment.size() - 2), true));
    const std::size_t sign = first == '-' ? 1 : 0;
    if (fragment.size() > sign && isDigit(fragment[sign]) &&
        fragment.find_first_not_of("0123456789.", sign) == std::string_view::npos) {
        const std::size_t dot = fragment.find('.');
        const std::size_t end = dot == std::string_view::npos ? dot : fragment.find('.', dot + 1);
        std::string digits(fragment.substr(0, end));
        if (digits.back() == '.')
            digits.push_back('0');
        return constant(numberFromLiteral(digits));
    }
    std::string_view start, end;
    if (splitRange(fragment, start, end)) {
        const std::uint32_t from = laxExpression(start, false, depth + 1);
        return rangeOf(from, laxExpression(end, false, depth + 1));
    }
    return laxPath(fragment, depth);
}

std::uint32_t Compiler::laxPath(std::string_view fragment, int depth) {
    Path path;
    path.text = fragment;
    std::vector<Segment> segments;
    bool hasRoot = false;
    for (std::size_t at = 0; at < fragment.size();) {
        Segment segment;
        if (fragment[at] == '[') {
            int open = 0;
            std::size_t end = at;
            for (; end < fragment.size(); ++end) {
                open += fragment[end] == '[' ? 1 : fragment[end] == ']' ? -1 : 0;
                if (open == 0)
                    break;
            }
            if (end == fragment.size()) {
                ++at;
                continue;
            }
            segment.expression =
                laxExpression(fragment.substr(at + 1, end - at - 1), false, depth + 1);
            const Expression inner = m_data.expressions[segment.expression];
            if (inner.kind == Expression::Kind::Constant && m_data.constants[inner.a].isText()) {
                segment.key = m_data.constants[inner.a].asText();
                segment.expression = kNone;
            }
            at = end + 1;
        } else if (isWordCharacter(fragment[at]) || fragment[at] == '-') {
            std::size_t end = at;
            while (end < fragment.size() &&
                   (isWordCharacter(fragment[end]) || fragment[end] == '-'))
                ++end;
            if (end < fragment.size() && fragment[end] == '?')
                ++end;
            segment.key = fragment.substr(at, end - at);
            segment.command = commandOf(segment.key);
            at = end;
        } else {
            ++at;
            continue;
        }
        if (hasRoot) {
            segments.push_back(segment);
        } else {
            hasRoot = true;
            if (segment.expression == kNone)
                path.name = nameId(segment.key);
            path.rootExpression = segment.expression;
        }
    }
    if (!hasRoot)
        return constant(Value());
    return pathOf(path, segments, fragment.data());
}

void Compiler::laxFiltered(std::string_view markup, Filtered &result) {
    const std::string_view head = findFragment(markup);
    result.expression = laxExpression(head);
    result.firstCall = static_cast<std::uint32_t>(m_data.calls.size());
    if (head.empty())
        return;
    const auto after = static_cast<std::size_t>(head.data() - markup.data()) + head.size();
    std::size_t at = markup.find('|', after);
    while (at < markup.size()) {
        ++at;
        const std::size_t start = at;
        while (at < markup.size() && markup[at] != '|') {
            const std::size_t quoted = quotedEnd(markup, at);
            if (quoted == at && (markup[at] == '\'' || markup[at] == '"'))
                break;
            at = quoted > at ? quoted : at + 1;
        }
        laxFilter(markup.substr(start, at - start), result);
    }
}

void Compiler::laxFilter(std::string_view text, Filtered &result) {
    std::size_t at = 0;
    while (at < text.size() && !isWordCharacter(text[at]))
        ++at;
    FilterCall call;
    call.name = wordAt(text, at);
    if (call.name.empty())
        return;
    std::vector<std::uint32_t> arguments;
    std::vector<NamedExpression> options;
    at += call.name.size();
    while (at < text.size()) {
        if (text[at] != ':' && text[at] != ',') {
            ++at;
            continue;
        }
        at = skipBlanks(text, at + 1);
        NamedExpression option;
        const std::string_view word = wordAt(text, at);
        const std::size_t colon = skipBlanks(text, at + word.size());
        std::string_view value;
        if (!word.empty() && colon < text.size() && text[colon] == ':') {
            value = fragmentAt(text, skipBlanks(text, colon + 1));
            if (!value.empty())
                option.name = word;
        }
        if (value.empty())
            value = fragmentAt(text, at);
        if (value.empty())
            continue;
        option.expression = laxExpression(value);
        if (option.name.empty())
            arguments.push_back(option.expression);
        else
            options.push_back(option);
        at = static_cast<std::size_t>(value.data() - text.data()) + value.size();
    }
    filterCall(call, arguments, options, result);
}

bool Compiler::laxComparison(std::string_view text, Comparison &comparison) {
    const std::string_view left = findFragment(text);
    if (left.empty())
        return false;
    comparison.left = laxExpression(left, true);
    std::size_t at =
        skipBlanks(text, static_cast<std::size_t>(left.data() - text.data()) + left.size());
    std::size_t end = at;
    while (end < text.size() && isOperatorCharacter(text[end]))
        ++end;
    if (end == at)
        return true;
    const std::string_view name = text.substr(at, end - at);
    comparison.op = operatorOf(name);
    comparison.unknown = name;
    comparison.right = laxExpression(fragmentAt(text, skipBlanks(text, end)), true);
    return true;
}

bool Compiler::laxCondition(std::string_view markup, std::vector<Comparison> &chain) {
    std::size_t at = 0;
    for (;;) {
        const std::size_t start = at;
        std::string_view join;
        for (;;) {
            at = skipBlanks(markup, at);
            if (at >= markup.size())
                break;
            join = joinWord(markup, at);
            if (!join.empty())
                break;
            const std::string_view fragment = fragmentAt(markup, at);
            if (!fragment.empty()) {
                at += fragment.size();
                continue;
            }
            while (at < markup.size() && !isSpace(markup[at]))
                ++at;
        }
        Comparison comparison;
        if (!laxComparison(markup.substr(start, at - start), comparison))
            return fail(markup, "liquid.tag_syntax",
                        {{"tag", "if"}, {"form", "{% if value == value and value %}"}});
        if (!join.empty())
            comparison.join = join == "and" ? Join::And : Join::Or;
        chain.push_back(comparison);
        if (join.empty())
            return true;
        at += join.size();
    }
}

std::vector<NamedExpression> Compiler::attributes(std::string_view markup) {
    std::vector<NamedExpression> result;
    for (std::size_t at = 0; at < markup.size();) {
        if (!isWordCharacter(markup[at])) {
            const std::size_t quoted = quotedEnd(markup, at);
            at = quoted > at ? quoted : at + 1;
            continue;
        }
        std::size_t end = at;
        while (end < markup.size() && (isWordCharacter(markup[end]) || markup[end] == '-'))
            ++end;
        const std::string_view name = markup.substr(at, end - at);
        const std::size_t colon = skipBlanks(markup, end);
        at = end;
        if (colon >= markup.size() || markup[colon] != ':')
            continue;
        const std::string_view value = fragmentAt(markup, skipBlanks(markup, colon + 1));
        if (value.empty())
            continue;
        at = static_cast<std::size_t>(value.data() - markup.data()) + value.size();
        NamedExpression attribute;
        attribute.name = name;
        attribute.expression = laxExpression(value);
        result.push_back(attribute);
    }
    return result;
}

bool Compiler::laxLoop(std::string_view markup, Loop &loop) {
    std::size_t at = 0;
    while (at < markup.size() && (isWordCharacter(markup[at]) || markup[at] == '-'))
        ++at;
    const std::string_view variable = markup.substr(0, at);
    std::size_t next = skipBlanks(markup, at);
    std::string_view collection;
    if (!variable.empty() && next > at && markup.substr(next, 2) == "in") {
        at = next + 2;
        next = skipBlanks(markup, at);
        if (next > at)
            collection = fragmentAt(markup, next);
    }
    if (collection.empty())
        return fail(markup, "liquid.tag_syntax",
                    {{"tag", "for"}, {"form", "{% for item in items %}"}});
    loop.variable = localId(variable);
    loop.collection = laxExpression(collection);
    nameLoop(loop, std::string(variable) + "-" + std::string(collection));
    at = skipBlanks(markup, next + collection.size());
    loop.reversed = markup.substr(at, 8) == "reversed";
    for (std::size_t from = 0; from < markup.size(); ++from) {
        // `offset: continue` is a word of the grammar, not a variable.
        from = markup.find("offset", from);
        if (from == std::string_view::npos)
            break;
        const std::size_t colon = skipBlanks(markup, from + 6);
        if (colon < markup.size() && markup[colon] == ':' &&
            fragmentAt(markup, skipBlanks(markup, colon + 1)) == "continue")
            loop.continues = true;
    }
    for (const NamedExpression &attribute : attributes(markup)) {
        if (attribute.name == "limit") {
            loop.limit = attribute.expression;
            loop.hasLimit = true;
        } else if (attribute.name == "offset") {
            loop.offset = attribute.expression;
            loop.hasOffset = true;
        }
    }
    return true;
}

} // namespace audience::liquid
