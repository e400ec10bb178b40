// Turns template text into ProgramData: the tags, and through MarkupParser what stands in them.
// One use, one thread. Internal to this module.
#pragma once

#include "liquid/program_data.h"
#include "liquid/scanner.h"

#include <set>
#include <string>
#include <vector>

namespace audience::liquid {

struct Tokens;

// A problem at a place in the source that is being read.
struct SyntaxProblem {
    const char *at = nullptr;
    std::string id;
    std::vector<std::pair<std::string, std::string>> args;
};

class Compiler {
public:
    Compiler(ProgramData &data, const ParseOptions &options, std::vector<Finding> &findings);
    // False when the template itself cannot be parsed; the finding says why.
    bool compile(std::string_view source);

private:
    // Blocks and tags (compiler.cpp, tags.cpp)
    enum class Stop { End, Name }; // the source's end, or a tag this block does not know
    struct BlockEnd {
        Stop stop = Stop::End;
        Piece tag;
    };
    bool document(std::string_view source, std::uint32_t snippet, Block &body);
    bool block(Scanner &scanner, std::vector<Node> &nodes, bool &blank, BlockEnd &end);
    bool tag(const Piece &piece, Scanner &scanner, std::vector<Node> &nodes, bool &blank,
             bool &isEnd);
    bool liquidTag(const Piece &piece, std::vector<Node> &nodes, bool &blank);
    bool body(Scanner &scanner, std::string_view tagName, const Piece &opening,
              std::vector<Node> &nodes, bool &blank, Piece &end);
    Block store(const std::vector<Node> &nodes, bool dropText);
    bool comment(Scanner &scanner, const Piece &piece);
    bool verbatim(Scanner &scanner, const Piece &piece, std::vector<Node> &nodes, bool &blank);
    Node verbatimText(std::string_view text);
    bool ifTag(const Piece &piece, Scanner &scanner, Node &node);
    bool caseTag(const Piece &piece, Scanner &scanner, Node &node);
    bool forTag(const Piece &piece, Scanner &scanner, Node &node);
    bool tableRowTag(const Piece &piece, Scanner &scanner, Node &node);
    bool captureTag(const Piece &piece, Scanner &scanner, Node &node);
    bool ifChangedTag(const Piece &piece, Scanner &scanner, Node &node);
    bool assignTag(const Piece &piece, Node &node);
    bool cycleTag(const Piece &piece, Node &node);
    void identify(Cycle &cycle);
    bool partialTag(const Piece &piece, Node &node);
    bool simpleTag(const Piece &piece, Node &node);
    bool unknownTag(std::string_view blockName, const Piece &piece);

    // Markup (markup.cpp, lax_markup.cpp)
    bool filtered(std::string_view markup, std::uint32_t &id);
    void fold(Filtered &result);
    bool strictFiltered(std::string_view markup, Filtered &result);
    void laxFiltered(std::string_view markup, Filtered &result);
    void laxFilter(std::string_view text, Filtered &result);
    bool condition(std::string_view markup, std::uint32_t &comparison);
    bool strictCondition(std::string_view markup, std::vector<Comparison> &chain);
    bool laxCondition(std::string_view markup, std::vector<Comparison> &chain);
    bool laxComparison(std::string_view text, Comparison &comparison);
    bool loop(std::string_view markup, Loop &loop);
    bool strictLoop(std::string_view markup, Loop &loop);
    bool laxLoop(std::string_view markup, Loop &loop);
    bool whenList(const Piece &piece, std::vector<std::uint32_t> &values);
    bool expression(Tokens &tokens, bool inCondition, int depth, std::uint32_t &id);
    bool lookups(Tokens &tokens, int depth, Path &path, std::vector<Segment> &segments);
    std::uint32_t laxExpression(std::string_view fragment, bool inCondition = false, int depth = 0);
    std::uint32_t laxPath(std::string_view fragment, int depth);
    std::uint32_t pathOf(Path path, const std::vector<Segment> &segments, const char *at);
    std::uint32_t constant(Value value);
    std::uint32_t wordOrPath(std::string_view word, bool inCondition);
    std::uint32_t numberOf(std::string_view text);
    std::uint32_t rangeOf(std::uint32_t first, std::uint32_t last);
    void filterCall(FilterCall call, const std::vector<std::uint32_t> &arguments,
                    const std::vector<NamedExpression> &options, Filtered &result);
    std::vector<NamedExpression> attributes(std::string_view markup);

    bool fail(std::string_view at, std::string_view id,
              std::vector<std::pair<std::string, std::string>> args = {});
    // In Warn mode the strict grammar's complaint becomes a warning; in Lax mode it is forgotten.
    void forgive();
    Finding finding(const SyntaxProblem &problem, Severity severity) const;
    Place placeOf(const char *at) const;
    void nameLoop(Loop &loop, const std::string &name);
    std::uint32_t nameId(std::string_view name);
    std::uint32_t localId(std::string_view name); // a name the template sets itself
    std::uint32_t snippetId(std::string_view name, const char *at);
    void compileSnippets();
    void shareMemos();
    void collectUsage();

    struct FieldUse {
        std::uint32_t name = 0;
        std::uint32_t snippet = kNone;
        std::string path;
    };
    ProgramData &m_data;
    const ParseOptions &m_options;
    std::vector<Finding> &m_findings;
    std::string_view m_source;
    std::vector<std::size_t> m_lineStarts;
    struct Counted {
        std::size_t offset = 0;
        std::uint32_t column = 1;
    };
    mutable Counted m_counted; // where placeOf() stopped
    std::uint32_t m_snippet = kNone;
    bool m_trimNext = false;
    int m_depth = 0, m_loops = 0;
    int m_cycles = 0;
    SyntaxProblem m_problem;
    std::vector<FieldUse> m_uses;
    std::set<std::uint32_t> m_locals;
    std::map<std::string_view, std::uint32_t, std::less<>> m_loopIds;
    std::map<std::string, std::uint32_t> m_cycleIds;
    std::set<std::string> m_filterNames;
};

// The loose pieces of the lax grammar: a quoted string, or a run without blanks, commas and bars.
// `find` gives the first at or after `at`; its size is 0 when there is none.
std::string_view findFragment(std::string_view text, std::size_t at = 0);
std::string_view fragmentAt(std::string_view text, std::size_t at);
// What `.size`, `.first` and `.last` are of values that have no such member; else null.
const Filter *commandOf(std::string_view key);

} // namespace audience::liquid
