#include "liquid/compiler.h"

#include "base/text.h"

#include <algorithm>

namespace audience::liquid {

namespace {
constexpr int kMaxDepth = 100;
}

Compiler::Compiler(ProgramData &data, const ParseOptions &options, std::vector<Finding> &findings)
    : m_data(data), m_options(options), m_findings(findings) {
    m_data.forloopName = localId("forloop");
    m_data.tablerowloopName = localId("tablerowloop");
}

bool Compiler::compile(std::string_view source) {
    if (!document(source, kNone, m_data.body)) {
        m_findings.push_back(finding(m_problem, Severity::Error));
        return false;
    }
    compileSnippets();
    shareMemos();
    collectUsage();
    return true;
}

bool Compiler::document(std::string_view source, std::uint32_t snippet, Block &result) {
    m_snippet = snippet;
    m_trimNext = false;
    m_depth = m_loops = 0;
    m_source = {};
    m_lineStarts.assign(1, 0);
    m_counted = {};
    if (source.size() > m_options.maxBytes)
        return fail(m_source, "liquid.template_too_large",
                    {{"bytes", std::to_string(source.size())},
                     {"limit", std::to_string(m_options.maxBytes)}});
    m_source = m_data.arena.store(source);
    for (std::size_t at = m_source.find('\n'); at != std::string_view::npos;
         at = m_source.find('\n', at + 1))
        m_lineStarts.push_back(at + 1);
    Scanner scanner(m_source, false);
    std::vector<Node> nodes;
    bool blank = true;
    BlockEnd end;
    if (!block(scanner, nodes, blank, end))
        return false;
    if (end.stop == Stop::Name)
        return unknownTag({}, end.tag);
    result = store(nodes, false);
    return true;
}

Block Compiler::store(const std::vector<Node> &nodes, bool dropText) {
    Block result{static_cast<std::uint32_t>(m_data.nodes.size()), 0};
    for (const Node &node : nodes) {
        if (node.op == Op::Text && (dropText || m_data.texts[node.a].empty()))
            continue;
        m_data.nodes.push_back(node);
        ++result.count;
    }
    return result;
}

bool Compiler::block(Scanner &scanner, std::vector<Node> &nodes, bool &blank, BlockEnd &end) {
    for (;;) {
        const Piece piece = scanner.next();
        if (piece.kind == Piece::Kind::End)
            return true;
        if (piece.kind == Piece::Kind::Unclosed) {
            const bool isTag = piece.whole.substr(0, 2) == "{%";
            return fail(piece.whole, isTag ? "liquid.tag_not_closed" : "liquid.output_not_closed");
        }
        if (piece.kind == Piece::Kind::Text) {
            if (scanner.isLines())
                continue;
            const std::string_view text = m_trimNext ? trimmedLeft(piece.whole) : piece.whole;
            m_trimNext = false;
            Node node;
            node.op = Op::Text;
            node.isBlank = isBlankText(text);
            node.a = static_cast<std::uint32_t>(m_data.texts.size());
            m_data.texts.push_back(text);
            blank = blank && node.isBlank;
            nodes.push_back(node);
            continue;
        }
        if (!scanner.isLines()) {
            if (piece.trimsBefore && !nodes.empty() && nodes.back().op == Op::Text &&
                nodes.back().b == 0)
                m_data.texts[nodes.back().a] = trimmedRight(m_data.texts[nodes.back().a]);
            m_trimNext = piece.trimsAfter;
        }
        if (piece.kind == Piece::Kind::Output) {
            Node node;
            node.op = Op::Output;
            node.place = placeOf(piece.whole.data());
            if (!filtered(piece.markup, node.a))
                return false;
            nodes.push_back(node);
            blank = false;
            continue;
        }
        // A tag that leaves no node still keeps a later {%- from the text before it.
        if (piece.name == "comment" || piece.name == "doc" || piece.name == "#")
            nodes.push_back(verbatimText({}));
        bool isEnd = false;
        if (!tag(piece, scanner, nodes, blank, isEnd))
            return false;
        if (isEnd) {
            end.stop = Stop::Name;
            end.tag = piece;
            return true;
        }
    }
}

bool Compiler::tag(const Piece &piece, Scanner &scanner, std::vector<Node> &nodes, bool &blank,
                   bool &isEnd) {
    const std::string_view name = piece.name;
    if (name == "liquid")
        return liquidTag(piece, nodes, blank);
    if (name == "comment")
        return comment(scanner, piece);
    if (name == "raw" || name == "doc")
        return verbatim(scanner, piece, nodes, blank);
    if (name == "#") {
        for (std::size_t at = piece.markup.find('\n'); at != std::string_view::npos;
             at = piece.markup.find('\n', at + 1)) {
            const std::string_view rest = trimmedLeft(piece.markup.substr(at));
            if (!rest.empty() && rest.front() != '#')
                return fail(rest, "liquid.comment_line");
        }
        return true;
    }
    Node node;
    node.place = placeOf(piece.whole.data());
    bool good = true;
    if (name == "if" || name == "unless")
        good = ifTag(piece, scanner, node);
    else if (name == "case")
        good = caseTag(piece, scanner, node);
    else if (name == "for")
        good = forTag(piece, scanner, node);
    else if (name == "tablerow")
        good = tableRowTag(piece, scanner, node);
    else if (name == "capture")
        good = captureTag(piece, scanner, node);
    else if (name == "ifchanged")
        good = ifChangedTag(piece, scanner, node);
    else if (name == "assign")
        good = assignTag(piece, node);
    else if (name == "cycle")
        good = cycleTag(piece, node);
    else if (name == "include" || name == "render")
        good = partialTag(piece, node);
    else if (name == "echo" || name == "break" || name == "continue" || name == "increment" ||
             name == "decrement")
        good = simpleTag(piece, node);
    else {
        isEnd = true;
        return true;
    }
    if (!good)
        return false;
    blank = blank && node.isBlank;
    nodes.push_back(node);
    return true;
}

bool Compiler::liquidTag(const Piece &piece, std::vector<Node> &nodes, bool &blank) {
    if (++m_depth > kMaxDepth)
        return fail(piece.whole, "liquid.nesting_too_deep");
    Scanner lines(piece.markup, true);
    BlockEnd end;
    if (!block(lines, nodes, blank, end))
        return false;
    --m_depth;
    if (end.stop == Stop::Name)
        return unknownTag("liquid", end.tag);
    return true;
}

// Reads up to the end of a block tag or to a tag that the block must judge itself (`end`).
bool Compiler::body(Scanner &scanner, std::string_view tagName, const Piece &opening,
                    std::vector<Node> &nodes, bool &blank, Piece &end) {
    if (++m_depth > kMaxDepth)
        return fail(opening.whole, "liquid.nesting_too_deep");
    BlockEnd blockEnd;
    if (!block(scanner, nodes, blank, blockEnd))
        return false;
    --m_depth;
    if (blockEnd.stop == Stop::End)
        return fail(opening.whole, "liquid.block_not_closed", {{"tag", std::string(tagName)}});
    end = blockEnd.tag;
    return true;
}

bool Compiler::unknownTag(std::string_view blockName, const Piece &piece) {
    const std::string name(piece.name.empty() ? piece.whole : piece.name);
    if (piece.name == "else" || piece.name == "end" || piece.name == "elsif" ||
        piece.name == "when" || piece.name.substr(0, 3) == "end")
        return fail(piece.whole, "liquid.unexpected_tag",
                    {{"tag", name}, {"block", std::string(blockName)}});
    return fail(piece.whole, "liquid.unknown_tag", {{"tag", name}});
}

bool Compiler::comment(Scanner &scanner, const Piece &piece) {
    int open = 1;
    for (;;) {
        const Piece next = scanner.next();
        if (next.kind == Piece::Kind::End)
            return fail(piece.whole, "liquid.block_not_closed", {{"tag", "comment"}});
        if (next.kind != Piece::Kind::Tag)
            continue;
        if (next.name == "raw") {
            std::string_view skipped;
            bool trims = false, nested = false;
            if (!scanner.skipTo("raw", skipped, trims, nested))
                return fail(next.whole, "liquid.block_not_closed", {{"tag", "raw"}});
        } else if (next.name == "comment") {
            ++open;
        } else if (next.name == "endcomment" && --open == 0) {
            if (!scanner.isLines())
                m_trimNext = next.trimsAfter;
            return true;
        }
    }
}

bool Compiler::verbatim(Scanner &scanner, const Piece &piece, std::vector<Node> &nodes,
                        bool &blank) {
    if (!isBlankText(piece.markup))
        return fail(
            piece.markup, "liquid.tag_syntax",
            {{"tag", std::string(piece.name)}, {"form", "{% " + std::string(piece.name) + " %}"}});
    std::string_view text;
    bool nested = false;
    bool trims = false;
    if (!scanner.skipTo(piece.name, text, trims, nested))
        return fail(piece.whole, "liquid.block_not_closed", {{"tag", std::string(piece.name)}});
    m_trimNext = trims;
    blank = blank && text.empty();
    if (piece.name == "doc")
        return nested ? fail(piece.whole, "liquid.nested_doc") : true;
    nodes.push_back(verbatimText(text));
    return true;
}

Node Compiler::verbatimText(std::string_view text) {
    Node node;
    node.op = Op::Text;
    node.a = static_cast<std::uint32_t>(m_data.texts.size());
    node.b = 1; // a following {%- does not trim it
    m_data.texts.push_back(text);
    return node;
}

bool Compiler::fail(std::string_view at, std::string_view id,
                    std::vector<std::pair<std::string, std::string>> args) {
    m_problem = {at.data(), std::string(id), std::move(args)};
    return false;
}

void Compiler::forgive() {
    if (m_options.mode == ErrorMode::Warn)
        m_findings.push_back(finding(m_problem, Severity::Warning));
    m_problem = {};
}

Finding Compiler::finding(const SyntaxProblem &problem, Severity severity) const {
    const Place place = placeOf(problem.at);
    Finding result;
    result.severity = severity;
    result.line = static_cast<int>(place.line);
    result.column = static_cast<int>(place.column);
    if (m_snippet != kNone)
        result.snippet = m_data.snippets[m_snippet].name;
    result.id = problem.id;
    result.args = problem.args;
    return result;
}

Place Compiler::placeOf(const char *at) const {
    Place place;
    place.snippet = m_snippet;
    if (at == nullptr || at < m_source.data() || at > m_source.data() + m_source.size())
        return place;
    const auto offset = static_cast<std::size_t>(at - m_source.data());
    const auto line = std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), offset) - 1;
    place.line = static_cast<std::uint32_t>(line - m_lineStarts.begin()) + 1;
    // Counting goes on from the last place asked for: places come in order, and a line may be very
    // long.
    if (m_counted.offset < *line || m_counted.offset > offset)
        m_counted = {*line, 1};
    for (; m_counted.offset < offset; ++m_counted.offset)
        m_counted.column += (static_cast<unsigned char>(m_source[m_counted.offset]) & 0xC0) != 0x80;
    place.column = m_counted.column;
    return place;
}

std::uint32_t Compiler::nameId(std::string_view name) {
    const auto found = m_data.nameIds.find(name);
    if (found != m_data.nameIds.end())
        return found->second;
    const auto id = static_cast<std::uint32_t>(m_data.names.size());
    const std::string_view kept = m_data.arena.store(name);
    m_data.names.push_back(kept);
    m_data.nameIds.emplace(kept, id);
    return id;
}

std::uint32_t Compiler::localId(std::string_view name) {
    const std::uint32_t id = nameId(name);
    m_locals.insert(id);
    return id;
}

std::uint32_t Compiler::snippetId(std::string_view name, const char *at) {
    const auto found = m_data.snippetIds.find(name);
    if (found != m_data.snippetIds.end())
        return found->second;
    const auto id = static_cast<std::uint32_t>(m_data.snippets.size());
    Snippet snippet;
    snippet.name = name;
    snippet.nameId = nameId(name);
    snippet.namedAt = placeOf(at);
    const std::size_t slash = name.rfind('/');
    snippet.variableId = localId(slash == std::string_view::npos ? name : name.substr(slash + 1));
    m_data.snippets.push_back(std::move(snippet));
    m_data.snippetIds.emplace(std::string(name), id);
    return id;
}

// Snippets may name further snippets while they are compiled, so the list grows under the loop.
void Compiler::compileSnippets() {
    for (std::uint32_t id = 0; id < m_data.snippets.size(); ++id) {
        const std::string name = m_data.snippets[id].name;
        const auto source = m_options.snippets ? m_options.snippets->load(name) : std::nullopt;
        if (!source) {
            m_data.snippets[id].isMissing = true;
            const Place place = m_data.snippets[id].namedAt;
            Finding missing;
            missing.severity = Severity::Warning;
            missing.line = static_cast<int>(place.line);
            missing.column = static_cast<int>(place.column);
            if (place.snippet != kNone)
                missing.snippet = m_data.snippets[place.snippet].name;
            missing.id = "liquid.snippet_missing";
            missing.args = {{"name", name}};
            m_findings.push_back(std::move(missing));
            continue;
        }
        Block result;
        if (document(*source, id, result)) {
            m_data.snippets[id].body = result;
        } else {
            m_data.snippets[id].problem = finding(m_problem, Severity::Error);
            m_findings.push_back(*m_data.snippets[id].problem);
        }
    }
}

// A path into the data that no tag can change is looked up once in a render if it is read twice or
// stands in a loop.
void Compiler::shareMemos() {
    struct Use {
        std::uint32_t first = kNone, memo = kNone;
    };
    std::map<std::string, Use> uses;
    std::string key;
    for (std::uint32_t id = 0; id < m_data.paths.size(); ++id) {
        Path &path = m_data.paths[id];
        const auto begin = m_data.segments.begin() + path.firstSegment;
        const auto end = begin + path.segmentCount;
        if (path.name == kNone || path.segmentCount == 0 || m_locals.count(path.name) != 0 ||
            std::any_of(begin, end, [](const Segment &one) { return one.expression != kNone; })) {
            path.memo = kNone;
            continue;
        }
        key = std::to_string(path.name);
        for (auto at = begin; at != end; ++at)
            key.append(at->command == nullptr ? "[" : ".")
                .append(std::to_string(at->key.size()))
                .append(":")
                .append(at->key);
        Use &use = uses[key];
        if (use.memo == kNone && (use.first != kNone || path.memo != kNone))
            use.memo = m_data.memoCount++;
        if (use.first == kNone)
            use.first = id;
        path.memo = use.memo;
        m_data.paths[use.first].memo = use.memo;
    }
}

void Compiler::collectUsage() {
    std::set<std::string> fields;
    for (const FieldUse &use : m_uses) {
        const bool seesData = use.snippet == kNone || m_data.snippets[use.snippet].isIncluded;
        if (seesData && m_locals.count(use.name) == 0)
            fields.insert(use.path);
    }
    m_data.usedFields.assign(fields.begin(), fields.end());
    m_data.usedFilters.assign(m_filterNames.begin(), m_filterNames.end());
}

} // namespace audience::liquid
