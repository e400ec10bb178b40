// The strict grammar: expressions, filters, conditions and loops from tokens.
#include "liquid/compiler.h"
#include "liquid/number_text.h"
#include "liquid/tokens.h"

#include <algorithm>
#include <array>

namespace audience::liquid {

namespace {

constexpr int kMaxNesting = 100;
using Kind = Token::Kind;

std::vector<std::pair<std::string, std::string>> expected(Kind wanted, const Token &found) {
    return {{"expected", std::string(describe(wanted))},
            {"found", std::string(describe(found.kind))}};
}

std::string withoutBlanks(std::string_view text) {
    std::string result;
    for (const char c : text)
        if (!isSpace(c))
            result.push_back(c);
    return result;
}

Operator operatorOf(std::string_view text) {
    if (text == "==")
        return Operator::Equal;
    if (text == "!=" || text == "<>")
        return Operator::NotEqual;
    if (text == "<")
        return Operator::Less;
    if (text == "<=")
        return Operator::LessEqual;
    if (text == ">")
        return Operator::Greater;
    if (text == ">=")
        return Operator::GreaterEqual;
    return text == "contains" ? Operator::Contains : Operator::Unknown;
}

} // namespace

const Filter *commandOf(std::string_view key) {
    return key == "size" || key == "first" || key == "last" ? findFilter(key) : nullptr;
}

void Compiler::nameLoop(Loop &loop, const std::string &name) {
    const auto found = m_loopIds.find(name);
    if (found != m_loopIds.end()) {
        loop.name = found->first;
        loop.nameId = found->second;
        return;
    }
    loop.name = m_data.arena.store(name);
    loop.nameId = static_cast<std::uint32_t>(m_loopIds.size());
    m_loopIds.emplace(loop.name, loop.nameId);
}

std::uint32_t Compiler::constant(Value value) {
    m_data.constants.push_back(value);
    Expression expression;
    expression.a = static_cast<std::uint32_t>(m_data.constants.size() - 1);
    m_data.expressions.push_back(expression);
    return static_cast<std::uint32_t>(m_data.expressions.size() - 1);
}

std::uint32_t Compiler::numberOf(std::string_view text) {
    return constant(numberFromLiteral(text));
}

std::uint32_t Compiler::wordOrPath(std::string_view word, bool inCondition) {
    if (word == "nil" || word == "null")
        return constant(Value());
    if (word == "true" || word == "false")
        return constant(Value::boolean(word == "true"));
    if (word == "blank" || word == "empty") {
        if (!inCondition)
            return constant(Value::text({}, true));
        return constant(word == "blank" ? Value::blank() : Value::empty());
    }
    Path path;
    path.name = nameId(word);
    path.text = word;
    return pathOf(path, {}, word.data());
}

std::uint32_t Compiler::rangeOf(std::uint32_t first, std::uint32_t last) {
    const Expression a = m_data.expressions[first], b = m_data.expressions[last];
    if (a.kind == Expression::Kind::Constant && b.kind == Expression::Kind::Constant) {
        Range range;
        range.first = integerPrefix(m_data.constants[a.a]);
        range.last = integerPrefix(m_data.constants[b.a]);
        return constant(Value::range(m_data.arena.make<Range>(range)));
    }
    Expression expression;
    expression.kind = Expression::Kind::Range;
    expression.a = first;
    expression.b = last;
    m_data.expressions.push_back(expression);
    return static_cast<std::uint32_t>(m_data.expressions.size() - 1);
}

std::uint32_t Compiler::pathOf(Path path, const std::vector<Segment> &segments, const char *at) {
    path.firstSegment = static_cast<std::uint32_t>(m_data.segments.size());
    path.segmentCount = static_cast<std::uint32_t>(segments.size());
    std::string used = path.name == kNone ? std::string() : std::string(m_data.names[path.name]);
    bool isPlain = true;
    for (const Segment &segment : segments) {
        m_data.segments.push_back(segment);
        isPlain = isPlain && segment.expression == kNone && segment.command == nullptr;
        if (isPlain)
            used.append(".").append(segment.key);
    }
    if (path.text.empty())
        path.text = m_data.arena.store(used);
    if (path.name != kNone && at != nullptr)
        m_uses.push_back({path.name, m_snippet, std::move(used)});
    Expression expression;
    expression.kind = Expression::Kind::Path;
    expression.a = static_cast<std::uint32_t>(m_data.paths.size());
    path.memo = m_loops > 0 || m_snippet != kNone ? 0 : kNone; // until shareMemos() knows them all
    m_data.paths.push_back(path);
    m_data.expressions.push_back(expression);
    return static_cast<std::uint32_t>(m_data.expressions.size() - 1);
}

bool Compiler::lookups(Tokens &tokens, int depth, Path &path, std::vector<Segment> &segments) {
    const char *start = path.text.data();
    for (;;) {
        Segment segment;
        if (tokens.takeIf(Kind::OpenSquare)) {
            std::uint32_t index = kNone;
            if (!expression(tokens, false, depth + 1, index))
                return false;
            if (!tokens.is(Kind::CloseSquare))
                return fail(tokens.peek().text, "liquid.expected",
                            expected(Kind::CloseSquare, tokens.peek()));
            const std::string_view close = tokens.take().text;
            path.text = std::string_view(start, static_cast<std::size_t>(close.data() - start) + 1);
            segment.expression = index;
            const Expression key = m_data.expressions[index];
            if (key.kind == Expression::Kind::Constant && m_data.constants[key.a].isText()) {
                segment.key = m_data.constants[key.a].asText();
                segment.expression = kNone;
            }
        } else if (tokens.is(Kind::Dot)) {
            tokens.take();
            if (!tokens.is(Kind::Name))
                return fail(tokens.peek().text, "liquid.expected",
                            expected(Kind::Name, tokens.peek()));
            segment.key = tokens.take().text;
            segment.command = commandOf(segment.key);
            path.text = std::string_view(
                start, static_cast<std::size_t>(segment.key.data() - start) + segment.key.size());
        } else {
            return true;
        }
        segments.push_back(segment);
    }
}

bool Compiler::expression(Tokens &tokens, bool inCondition, int depth, std::uint32_t &id) {
    const Token token = tokens.peek();
    if (depth > kMaxNesting)
        return fail(token.text, "liquid.nesting_too_deep");
    switch (token.kind) {
    case Kind::Text:
        tokens.take();
        id = constant(Value::text(token.text.substr(1, token.text.size() - 2), true));
        return true;
    case Kind::Number:
        tokens.take();
        id = numberOf(token.text);
        return true;
    case Kind::OpenRound: {
        tokens.take();
        std::uint32_t first = kNone, last = kNone;
        if (!expression(tokens, false, depth + 1, first))
            return false;
        if (!tokens.takeIf(Kind::DotDot))
            return fail(tokens.peek().text, "liquid.expected",
                        expected(Kind::DotDot, tokens.peek()));
        if (!expression(tokens, false, depth + 1, last))
            return false;
        if (!tokens.takeIf(Kind::CloseRound))
            return fail(tokens.peek().text, "liquid.expected",
                        expected(Kind::CloseRound, tokens.peek()));
        id = rangeOf(first, last);
        return true;
    }
    case Kind::Name: {
        tokens.take();
        Path path;
        path.text = token.text;
        std::vector<Segment> segments;
        if (!lookups(tokens, depth, path, segments))
            return false;
        if (segments.empty()) {
            id = wordOrPath(token.text, inCondition);
            return true;
        }
        path.name = nameId(token.text);
        id = pathOf(path, segments, token.text.data());
        return true;
    }
    case Kind::OpenSquare: {
        tokens.take();
        Path path;
        if (!expression(tokens, false, depth + 1, path.rootExpression))
            return false;
        if (!tokens.is(Kind::CloseSquare))
            return fail(tokens.peek().text, "liquid.expected",
                        expected(Kind::CloseSquare, tokens.peek()));
        const std::string_view close = tokens.take().text;
        path.text = std::string_view(
            token.text.data(), static_cast<std::size_t>(close.data() - token.text.data()) + 1);
        const Expression root = m_data.expressions[path.rootExpression];
        if (root.kind == Expression::Kind::Constant && m_data.constants[root.a].isText())
            path.name = nameId(m_data.constants[root.a].asText());
        std::vector<Segment> segments;
        if (!lookups(tokens, depth, path, segments))
            return false;
        id = pathOf(path, segments, token.text.data());
        return true;
    }
    case Kind::Bad:
        return fail(token.text, "liquid.unexpected_character",
                    {{"character", std::string(token.text)}});
    default:
        return fail(token.text, "liquid.not_an_expression",
                    {{"found", std::string(describe(token.kind))}});
    }
}

void Compiler::filterCall(FilterCall call, const std::vector<std::uint32_t> &arguments,
                          const std::vector<NamedExpression> &options, Filtered &result) {
    call.filter = findFilter(call.name);
    call.place = placeOf(call.name.data());
    call.firstArgument = static_cast<std::uint32_t>(m_data.arguments.size());
    call.argumentCount = static_cast<std::uint32_t>(arguments.size());
    m_data.arguments.insert(m_data.arguments.end(), arguments.begin(), arguments.end());
    call.firstOption = static_cast<std::uint32_t>(m_data.options.size());
    call.optionCount = static_cast<std::uint32_t>(options.size());
    m_data.options.insert(m_data.options.end(), options.begin(), options.end());
    const bool areConstant =
        std::all_of(arguments.begin(), arguments.end(), [this](std::uint32_t id) {
            return m_data.expressions[id].kind == Expression::Kind::Constant;
        });
    if (areConstant) {
        call.constants = static_cast<std::uint32_t>(m_data.constantArguments.size());
        for (const std::uint32_t id : arguments)
            m_data.constantArguments.push_back(m_data.constants[m_data.expressions[id].a]);
    }
    const int given = static_cast<int>(arguments.size());
    call.isPlain = areConstant && options.empty() && call.filter != nullptr &&
                   given >= call.filter->required && given <= call.filter->allowed;
    m_filterNames.emplace(call.name);
    result.hasDefault = result.hasDefault || call.name == "default";
    if (call.filter == nullptr) {
        SyntaxProblem problem{
            call.name.data(), "liquid.unknown_filter", {{"filter", std::string(call.name)}}};
        m_findings.push_back(finding(problem, Severity::Warning));
    }
    m_data.calls.push_back(call);
    ++result.callCount;
}

bool Compiler::strictFiltered(std::string_view markup, Filtered &result) {
    struct Call {
        FilterCall call;
        std::vector<std::uint32_t> arguments;
        std::vector<NamedExpression> options;
    };
    Tokens tokens(markup);
    std::vector<Call> calls;
    if (tokens.is(Kind::End)) {
        result.expression = constant(Value());
        return true;
    }
    if (!expression(tokens, false, 0, result.expression))
        return false;
    while (tokens.takeIf(Kind::Pipe)) {
        if (!tokens.is(Kind::Name))
            return fail(tokens.peek().text, "liquid.expected", expected(Kind::Name, tokens.peek()));
        Call call;
        call.call.name = tokens.take().text;
        if (tokens.takeIf(Kind::Colon)) {
            do {
                NamedExpression option;
                if (tokens.is(Kind::Name) && tokens.is(Kind::Colon, 1)) {
                    option.name = tokens.take().text;
                    tokens.take();
                }
                if (!expression(tokens, false, 0, option.expression))
                    return false;
                if (option.name.empty())
                    call.arguments.push_back(option.expression);
                else
                    call.options.push_back(option);
            } while (tokens.takeIf(Kind::Comma));
        }
        calls.push_back(std::move(call));
    }
    if (tokens.is(Kind::Bad))
        return fail(tokens.peek().text, "liquid.unexpected_character",
                    {{"character", std::string(tokens.peek().text)}});
    if (!tokens.is(Kind::End))
        return fail(tokens.peek().text, "liquid.expected", expected(Kind::End, tokens.peek()));
    result.firstCall = static_cast<std::uint32_t>(m_data.calls.size());
    for (const Call &call : calls)
        filterCall(call.call, call.arguments, call.options, result);
    return true;
}

// A constant goes through filters that depend on nothing else once, here: `'a,b' | split: ','`.
void Compiler::fold(Filtered &result) {
    static constexpr std::array<std::string_view, 18> kPure = {
        "abs",    "capitalize", "ceil",   "divided_by", "downcase", "floor",
        "lstrip", "minus",      "modulo", "plus",       "replace",  "round",
        "rstrip", "slice",      "split",  "strip",      "times",    "upcase"};
    RenderOptions options;
    options.limits.memoryBytes = 256 * 1024; // for all constants of the program
    options.limits.steps = 10'000;
    while (result.callCount > 0) {
        const Expression input = m_data.expressions[result.expression];
        const FilterCall &call = m_data.calls[result.firstCall];
        if (input.kind != Expression::Kind::Constant || !call.isPlain ||
            std::find(kPure.begin(), kPure.end(), call.name) == kPure.end())
            return;
        Value value = m_data.constants[input.a];
        FilterContext context(m_data.folded, options);
        const bool good = !value.isNil() &&
                          call.filter->function(context, value,
                                                {m_data.constantArguments.data() + call.constants,
                                                 call.argumentCount, nullptr, 0});
        m_data.folded.scratch.clear();
        m_data.folded.list.clear();
        if (!good || context.hasFault())
            return; // the render says what is wrong
        result.expression = constant(value);
        ++result.firstCall;
        --result.callCount;
    }
}

bool Compiler::filtered(std::string_view markup, std::uint32_t &id) {
    Filtered result;
    if (!strictFiltered(markup, result)) {
        if (m_options.mode == ErrorMode::Strict)
            return false;
        forgive();
        result = {};
        laxFiltered(markup, result);
    }
    fold(result);
    id = static_cast<std::uint32_t>(m_data.filtered.size());
    m_data.filtered.push_back(result);
    return true;
}

bool Compiler::strictCondition(std::string_view markup, std::vector<Comparison> &chain) {
    Tokens tokens(markup);
    for (;;) {
        Comparison comparison;
        if (!expression(tokens, true, 0, comparison.left))
            return false;
        if (tokens.is(Kind::Comparison)) {
            comparison.op = operatorOf(tokens.take().text);
            if (!expression(tokens, true, 0, comparison.right))
                return false;
        }
        const bool isAnd = tokens.takeWord("and");
        if (isAnd || tokens.takeWord("or")) {
            comparison.join = isAnd ? Join::And : Join::Or;
            chain.push_back(comparison);
            continue;
        }
        chain.push_back(comparison);
        if (tokens.is(Kind::Bad))
            return fail(tokens.peek().text, "liquid.unexpected_character",
                        {{"character", std::string(tokens.peek().text)}});
        if (!tokens.is(Kind::End))
            return fail(tokens.peek().text, "liquid.expected", expected(Kind::End, tokens.peek()));
        return true;
    }
}

bool Compiler::condition(std::string_view markup, std::uint32_t &comparison) {
    std::vector<Comparison> chain;
    if (m_options.mode == ErrorMode::Lax) {
        if (!laxCondition(markup, chain))
            return false;
    } else if (!strictCondition(markup, chain)) {
        if (m_options.mode == ErrorMode::Strict)
            return false;
        forgive();
        chain.clear();
        if (!laxCondition(markup, chain))
            return false;
    }
    comparison = static_cast<std::uint32_t>(m_data.comparisons.size());
    m_data.comparisons.insert(m_data.comparisons.end(), chain.begin(), chain.end());
    return true;
}

bool Compiler::strictLoop(std::string_view markup, Loop &loop) {
    Tokens tokens(markup);
    if (!tokens.is(Kind::Name))
        return fail(tokens.peek().text, "liquid.expected", expected(Kind::Name, tokens.peek()));
    const std::string_view variable = tokens.take().text;
    if (!tokens.takeWord("in"))
        return fail(tokens.peek().text, "liquid.for_without_in");
    const char *start = tokens.peek().text.data();
    if (!expression(tokens, false, 0, loop.collection))
        return false;
    const auto length = static_cast<std::size_t>(tokens.peek().text.data() - start);
    loop.variable = localId(variable);
    nameLoop(loop, std::string(variable) + "-" + withoutBlanks(std::string_view(start, length)));
    loop.reversed = tokens.takeWord("reversed");
    while (tokens.is(Kind::Comma) || tokens.is(Kind::Name)) {
        tokens.takeIf(Kind::Comma);
        const bool isLimit = tokens.takeWord("limit");
        if (!isLimit && !tokens.takeWord("offset"))
            return fail(tokens.peek().text, "liquid.for_attribute");
        if (!tokens.takeIf(Kind::Colon))
            return fail(tokens.peek().text, "liquid.expected",
                        expected(Kind::Colon, tokens.peek()));
        if (!isLimit && tokens.takeWord("continue")) {
            loop.continues = true;
            continue;
        }
        if (!expression(tokens, false, 0, isLimit ? loop.limit : loop.offset))
            return false;
        (isLimit ? loop.hasLimit : loop.hasOffset) = true;
    }
    if (!tokens.is(Kind::End))
        return fail(tokens.peek().text, "liquid.expected", expected(Kind::End, tokens.peek()));
    return true;
}

bool Compiler::loop(std::string_view markup, Loop &loop) {
    if (m_options.mode == ErrorMode::Lax)
        return laxLoop(markup, loop);
    if (strictLoop(markup, loop))
        return true;
    if (m_options.mode == ErrorMode::Strict)
        return false;
    forgive();
    loop = {};
    return laxLoop(markup, loop);
}

} // namespace audience::liquid
