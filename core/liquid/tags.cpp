// The tags: what each expects after its name and inside its block.
#include "liquid/compiler.h"
#include "liquid/show.h"

#include <optional>

namespace audience::liquid {

namespace {

bool isSignature(char c) {
    return isWordCharacter(c) || c == '-' || c == '.' || c == '[' || c == ']' || c == '(' ||
           c == ')';
}

std::string_view signatureAt(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && isSignature(text[end]))
        ++end;
    return text.substr(at, end - at);
}

std::string_view trimmedBoth(std::string_view text) {
    return trimmedLeft(trimmedRight(text));
}

bool skipBlanks(std::string_view text, std::size_t &at) {
    const std::size_t start = at;
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at > start;
}

bool takeWord(std::string_view text, std::size_t &at, std::string_view word) {
    if (text.substr(at, word.size()) != word)
        return false;
    at += word.size();
    return true;
}

std::string_view isVariableSegment(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && (isWordCharacter(text[end]) || text[end] == '-'))
        ++end;
    return text.substr(at, end - at);
}

} // namespace

bool Compiler::ifTag(const Piece &piece, Scanner &scanner, Node &node) {
    std::vector<Branch> branches;
    std::vector<std::vector<Node>> bodies;
    bool blank = true;
    Piece opening = piece;
    const std::string endName = "end" + std::string(piece.name);
    for (;;) {
        Branch branch;
        branch.negated = branches.empty() && piece.name == "unless";
        if (opening.name != "else" && !condition(opening.markup, branch.comparison))
            return false;
        branches.push_back(branch);
        bodies.emplace_back();
        Piece end;
        if (!body(scanner, piece.name, piece, bodies.back(), blank, end))
            return false;
        if (end.name == endName)
            break;
        if (end.name != "else" && end.name != "elsif")
            return unknownTag(piece.name, end);
        opening = end;
    }
    for (std::size_t i = 0; i < branches.size(); ++i)
        branches[i].body = store(bodies[i], blank);
    node.op = Op::If;
    node.isBlank = blank;
    node.a = static_cast<std::uint32_t>(m_data.branches.size());
    node.b = static_cast<std::uint32_t>(branches.size());
    m_data.branches.insert(m_data.branches.end(), branches.begin(), branches.end());
    return true;
}

bool Compiler::caseTag(const Piece &piece, Scanner &scanner, Node &node) {
    const std::string_view subject = findFragment(piece.markup);
    if (subject.empty())
        return fail(piece.markup, "liquid.tag_syntax",
                    {{"tag", "case"}, {"form", "{% case value %}"}});
    node.op = Op::Case;
    node.a = laxExpression(subject);
    std::vector<Branch> branches;
    std::vector<std::size_t> bodyOf;
    std::vector<std::vector<Node>> bodies(1); // the first is what stands before any `when`
    bool blank = true;
    for (;;) {
        Piece end;
        if (!body(scanner, "case", piece, bodies.back(), blank, end))
            return false;
        if (end.name == "endcase")
            break;
        bodies.emplace_back();
        if (end.name == "when") {
            std::vector<std::uint32_t> values;
            if (!whenList(end, values))
                return false;
            for (const std::uint32_t value : values) {
                Branch branch;
                branch.when = value;
                branches.push_back(branch);
                bodyOf.push_back(bodies.size() - 1);
            }
        } else if (end.name == "else") {
            if (!isBlankText(end.markup))
                return fail(end.markup, "liquid.tag_syntax",
                            {{"tag", "else"}, {"form", "{% else %}"}});
            branches.emplace_back();
            bodyOf.push_back(bodies.size() - 1);
        } else {
            return unknownTag("case", end);
        }
    }
    std::vector<std::optional<Block>> stored(bodies.size());
    for (std::size_t i = 0; i < branches.size(); ++i) {
        auto &block = stored[bodyOf[i]];
        if (!block)
            block = store(bodies[bodyOf[i]], blank);
        branches[i].body = *block;
    }
    node.isBlank = blank;
    node.b = static_cast<std::uint32_t>(m_data.branches.size());
    node.c = static_cast<std::uint32_t>(branches.size());
    m_data.branches.insert(m_data.branches.end(), branches.begin(), branches.end());
    return true;
}

bool Compiler::forTag(const Piece &piece, Scanner &scanner, Node &node) {
    Loop loop;
    if (!this->loop(piece.markup, loop))
        return false;
    std::vector<Node> nodes, otherwise;
    bool blank = true;
    Piece end;
    ++m_loops;
    if (!body(scanner, "for", piece, nodes, blank, end))
        return false;
    --m_loops;
    if (end.name == "else") {
        loop.hasElse = true;
        if (!body(scanner, "for", piece, otherwise, blank, end))
            return false;
    }
    if (end.name != "endfor")
        return unknownTag("for", end);
    loop.body = store(nodes, blank);
    loop.otherwise = store(otherwise, blank);
    node.op = Op::For;
    node.isBlank = blank;
    node.a = static_cast<std::uint32_t>(m_data.loops.size());
    m_data.loops.push_back(loop);
    return true;
}

bool Compiler::tableRowTag(const Piece &piece, Scanner &scanner, Node &node) {
    Loop loop;
    bool found = false;
    const std::string_view markup = piece.markup;
    for (std::size_t at = markup.find("in"); at != std::string_view::npos && !found;
         at = markup.find("in", at + 1)) {
        std::size_t left = at, right = at + 2;
        while (left > 0 && isSpace(markup[left - 1]))
            --left;
        if (left == at)
            continue;
        std::size_t start = left;
        while (start > 0 && isWordCharacter(markup[start - 1]))
            --start;
        if (start == left || !skipBlanks(markup, right))
            continue;
        const std::string_view collection = fragmentAt(markup, right);
        if (collection.empty())
            continue;
        loop.variable = localId(markup.substr(start, left - start));
        loop.collection = laxExpression(collection);
        found = true;
    }
    if (!found)
        return fail(markup, "liquid.tag_syntax",
                    {{"tag", "tablerow"}, {"form", "{% tablerow item in items cols: 3 %}"}});
    for (const NamedExpression &attribute : attributes(markup)) {
        if (attribute.name == "limit") {
            loop.limit = attribute.expression;
            loop.hasLimit = true;
        } else if (attribute.name == "offset") {
            loop.offset = attribute.expression;
            loop.hasOffset = true;
        } else if (attribute.name == "cols") {
            loop.columns = attribute.expression;
            loop.hasColumns = true;
        }
    }
    std::vector<Node> nodes;
    bool blank = true;
    Piece end;
    ++m_loops;
    if (!body(scanner, "tablerow", piece, nodes, blank, end))
        return false;
    --m_loops;
    if (end.name != "endtablerow")
        return unknownTag("tablerow", end);
    loop.body = store(nodes, false);
    node.op = Op::TableRow;
    node.isBlank = blank;
    node.a = static_cast<std::uint32_t>(m_data.loops.size());
    m_data.loops.push_back(loop);
    return true;
}

bool Compiler::captureTag(const Piece &piece, Scanner &scanner, Node &node) {
    std::size_t at = 0;
    while (at < piece.markup.size() && !isSignature(piece.markup[at]))
        ++at;
    const std::string_view name = signatureAt(piece.markup, at);
    if (name.empty())
        return fail(piece.markup, "liquid.tag_syntax",
                    {{"tag", "capture"}, {"form", "{% capture name %}"}});
    std::vector<Node> nodes;
    bool blank = true;
    Piece end;
    if (!body(scanner, "capture", piece, nodes, blank, end))
        return false;
    if (end.name != "endcapture")
        return unknownTag("capture", end);
    const Block block = store(nodes, false);
    node.op = Op::Capture;
    node.isBlank = true;
    node.a = localId(name);
    node.b = block.first;
    node.c = block.count;
    return true;
}

bool Compiler::ifChangedTag(const Piece &piece, Scanner &scanner, Node &node) {
    std::vector<Node> nodes;
    bool blank = true;
    Piece end;
    if (!body(scanner, "ifchanged", piece, nodes, blank, end))
        return false;
    if (end.name != "endifchanged")
        return unknownTag("ifchanged", end);
    const Block block = store(nodes, false);
    node.op = Op::IfChanged;
    node.isBlank = blank;
    node.a = block.first;
    node.b = block.count;
    return true;
}

bool Compiler::assignTag(const Piece &piece, Node &node) {
    const std::string_view markup = piece.markup;
    for (std::size_t at = 0; at < markup.size();) {
        const std::string_view name = signatureAt(markup, at);
        if (name.empty()) {
            ++at;
            continue;
        }
        at += name.size();
        std::size_t equals = at;
        skipBlanks(markup, equals);
        if (equals >= markup.size() || markup[equals] != '=')
            continue;
        node.op = Op::Assign;
        node.isBlank = true;
        node.a = localId(name);
        return filtered(markup.substr(equals + 1), node.b);
    }
    return fail(markup, "liquid.tag_syntax",
                {{"tag", "assign"}, {"form", "{% assign name = value %}"}});
}

void Compiler::identify(Cycle &cycle) {
    const Expression key = m_data.expressions[cycle.key];
    if (key.kind != Expression::Kind::Constant)
        return;
    std::string shown(1, static_cast<char>(m_data.constants[key.a].kind()));
    appendInspected(m_data.constants[key.a], shown, m_data.arena, m_options.maxBytes);
    const auto id = static_cast<std::uint32_t>(m_cycleIds.size());
    cycle.id = m_cycleIds.emplace(std::move(shown), id).first->second;
}

bool Compiler::cycleTag(const Piece &piece, Node &node) {
    std::string_view markup = piece.markup;
    const std::string_view first = fragmentAt(markup, 0);
    if (first.empty())
        return fail(markup, "liquid.tag_syntax",
                    {{"tag", "cycle"}, {"form", "{% cycle 'one', 'two' %}"}});
    std::string_view key;
    std::size_t after = first.size();
    skipBlanks(markup, after);
    const std::size_t colon =
        first.front() == '\'' || first.front() == '"' ? std::string_view::npos : first.rfind(':');
    if (after < markup.size() && markup[after] == ':') {
        key = first;
        markup.remove_prefix(after + 1);
    } else if (colon != std::string_view::npos && colon > 0) {
        key = first.substr(0, colon);
        markup.remove_prefix(colon + 1);
    }
    Cycle cycle;
    std::vector<std::uint32_t> values;
    std::string literals = "[";
    bool isLiteral = true;
    for (std::size_t at = 0; at <= markup.size();) {
        const std::size_t comma = std::min(markup.find(',', at), markup.size());
        const std::string_view fragment = findFragment(markup.substr(at, comma - at));
        at = comma + 1;
        if (fragment.empty())
            continue;
        const std::uint32_t value = laxExpression(fragment);
        const Expression read = m_data.expressions[value];
        const bool isConstant = read.kind == Expression::Kind::Constant;
        if (isConstant && m_data.constants[read.a].isNil())
            continue; // the word nil is no member
        values.push_back(value);
        isLiteral = isLiteral && isConstant;
        literals += std::string(fragment) + ", ";
    }
    if (!key.empty()) {
        cycle.key = laxExpression(key);
    } else {
        // Equal lists of literals share their position; a list with variables keeps its own.
        if (!isLiteral)
            literals.append("#").append(std::to_string(++m_cycles));
        cycle.key = constant(Value::text(m_data.arena.store(literals)));
    }
    identify(cycle);
    cycle.first = static_cast<std::uint32_t>(m_data.arguments.size());
    cycle.count = static_cast<std::uint32_t>(values.size());
    m_data.arguments.insert(m_data.arguments.end(), values.begin(), values.end());
    node.op = Op::Cycle;
    node.a = static_cast<std::uint32_t>(m_data.cycles.size());
    m_data.cycles.push_back(cycle);
    return true;
}

bool Compiler::partialTag(const Piece &piece, Node &node) {
    const bool isRender = piece.name == "render";
    const std::string_view markup = piece.markup;
    std::size_t at = 0;
    std::string_view name = findFragment(markup);
    if (isRender) {
        at = markup.find_first_of("'\"");
        name = at == std::string_view::npos ? std::string_view() : fragmentAt(markup, at);
    }
    if (name.empty() || (isRender && name.front() != '\'' && name.front() != '"'))
        return fail(markup, "liquid.tag_syntax",
                    {{"tag", std::string(piece.name)},
                     {"form", "{% " + std::string(piece.name) + " 'name', option: value %}"}});
    Partial partial;
    partial.name = laxExpression(name);
    at = static_cast<std::size_t>(name.data() - markup.data()) + name.size();
    std::size_t next = at;
    if (skipBlanks(markup, next)) {
        const bool isFor = takeWord(markup, next, "for");
        if (isFor || takeWord(markup, next, "with")) {
            const std::string_view value =
                skipBlanks(markup, next) ? fragmentAt(markup, next) : std::string_view();
            if (!value.empty()) {
                partial.with = laxExpression(value);
                partial.isLoop = isFor;
                at = next + value.size();
            }
        }
    }
    next = at;
    if (skipBlanks(markup, next) && takeWord(markup, next, "as") && skipBlanks(markup, next)) {
        const std::string_view alias = isVariableSegment(markup, next);
        if (!alias.empty())
            partial.aliasName = localId(alias);
    }
    std::vector<NamedExpression> options = attributes(markup.substr(at));
    partial.firstOption = static_cast<std::uint32_t>(m_data.options.size());
    partial.optionCount = static_cast<std::uint32_t>(options.size());
    for (NamedExpression &option : options) {
        option.nameId = localId(option.name);
        m_data.options.push_back(option);
    }
    const Expression nameExpression = m_data.expressions[partial.name];
    if (nameExpression.kind == Expression::Kind::Constant) {
        const Value value = m_data.constants[nameExpression.a];
        if (value.isText()) {
            const std::uint32_t id = snippetId(value.asText(), name.data());
            m_data.snippets[id].isIncluded = m_data.snippets[id].isIncluded || !isRender;
        }
    } else if (m_options.snippets) {
        for (const std::string &known : m_options.snippets->names())
            m_data.snippets[snippetId(known, name.data())].isIncluded = true;
    }
    node.op = isRender ? Op::Render : Op::Include;
    node.a = static_cast<std::uint32_t>(m_data.partials.size());
    m_data.partials.push_back(partial);
    return true;
}

bool Compiler::simpleTag(const Piece &piece, Node &node) {
    if (piece.name == "echo") {
        node.op = Op::Output;
        return filtered(piece.markup, node.a);
    }
    if (piece.name == "break" || piece.name == "continue") {
        node.op = piece.name == "break" ? Op::Break : Op::Continue;
        return true;
    }
    node.op = piece.name == "increment" ? Op::Increment : Op::Decrement;
    node.a = localId(trimmedBoth(piece.markup));
    return true;
}

bool Compiler::whenList(const Piece &piece, std::vector<std::uint32_t> &values) {
    std::string_view markup = piece.markup;
    for (bool more = true; more;) {
        const std::string_view fragment = findFragment(markup);
        if (fragment.empty())
            return fail(markup, "liquid.tag_syntax",
                        {{"tag", "when"}, {"form", "{% when value or value %}"}});
        values.push_back(laxExpression(fragment, true));
        std::size_t at =
            static_cast<std::size_t>(fragment.data() - markup.data()) + fragment.size();
        const bool blanks = skipBlanks(markup, at);
        more = false;
        std::size_t next = at;
        if (blanks && takeWord(markup, next, "or") && skipBlanks(markup, next))
            more = !fragmentAt(markup, next).empty();
        if (!more && at < markup.size() && markup[at] == ',') {
            next = at + 1;
            skipBlanks(markup, next);
            more = !fragmentAt(markup, next).empty();
        }
        if (more)
            markup.remove_prefix(next);
    }
    return true;
}

} // namespace audience::liquid
