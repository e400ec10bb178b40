// The rows of a compiled program's tables: nodes, expressions, loops and so on, which refer to each
// other by index. Internal to this module.
#pragma once

#include "liquid/filters.h"
#include "liquid/liquid.h"

#include <optional>
#include <string_view>

namespace audience::liquid {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

struct Place {
    std::uint32_t line = 1, column = 1;
    std::uint32_t snippet = kNone; // index of the snippet, kNone for the template itself
};

// A run of nodes.
struct Block {
    std::uint32_t first = 0, count = 0;
};

struct Expression {
    enum class Kind : std::uint8_t { Constant, Path, Range };
    Kind kind = Kind::Constant;
    std::uint32_t a = 0, b = 0; // constants[a]; paths[a]; expressions a and b
};

struct Segment {
    std::string_view key;
    std::uint32_t expression = kNone; // a[expression] rather than a.key
    const Filter *command = nullptr;  // size, first or last after a dot: what it means of values
};

struct Path {
    std::uint32_t name = kNone; // names[name], or kNone for [expression] at the root
    std::uint32_t rootExpression = kNone;
    std::uint32_t firstSegment = 0, segmentCount = 0;
    std::uint32_t memo = kNone; // of a path into the data that is read more than once
    std::string_view text;      // as written, for messages
};

struct FilterCall {
    const Filter *filter = nullptr; // null: unknown, the value passes through
    std::string_view name;
    std::uint32_t firstArgument = 0, argumentCount = 0;
    std::uint32_t firstOption = 0, optionCount = 0;
    std::uint32_t constants =
        kNone;            // where all arguments are constants: constantArguments[constants]
    bool isPlain = false; // constants in the right number, no options
    Place place;
};

struct NamedExpression {
    std::string_view name;
    std::uint32_t nameId = kNone; // where it becomes a variable of a snippet
    std::uint32_t expression = kNone;
};

// expression | filter | filter
struct Filtered {
    std::uint32_t expression = kNone;
    std::uint32_t firstCall = 0, callCount = 0;
    bool hasDefault = false;
};

enum class Operator : std::uint8_t {
    None,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Contains,
    Unknown
};
enum class Join : std::uint8_t { End, And, Or };

struct Comparison {
    std::uint32_t left = kNone, right = kNone;
    Operator op = Operator::None;
    Join join = Join::End; // with the comparison that follows
    std::string_view unknown;
};

struct Branch {
    std::uint32_t comparison = kNone; // kNone: else
    bool negated = false;
    std::uint32_t when = kNone; // of a case: the expression to equal
    Block body;
};

struct Loop {
    std::uint32_t variable = 0;
    std::string_view name;    // "item-collection", the key of `offset: continue`
    std::uint32_t nameId = 0; // of that name
    std::uint32_t collection = kNone, limit = kNone, offset = kNone, columns = kNone;
    bool continues = false, reversed = false, hasElse = false;
    bool hasLimit = false, hasOffset = false, hasColumns = false;
    Block body, otherwise;
};

struct Cycle {
    std::uint32_t key = kNone;
    std::uint32_t id = kNone;           // the same for equal constant keys
    std::uint32_t first = 0, count = 0; // in `arguments`
};

struct Partial {
    std::uint32_t name = kNone;      // expression
    std::uint32_t with = kNone;      // expression
    std::uint32_t aliasName = kNone; // a name id
    bool isLoop = false;
    std::uint32_t firstOption = 0, optionCount = 0;
};

enum class Op : std::uint8_t {
    Text,    // texts[a]; b: verbatim
    Output,  // filtered[a]
    Assign,  // names[a] = filtered[b]
    Capture, // names[a] = block (b, c)
    If,      // branches[a, a + b)
    Case,    // expression a; branches[b, b + c)
    For,
    TableRow, // loops[a]
    Cycle,    // cycles[a]
    Increment,
    Decrement, // names[a]
    Break,
    Continue,
    IfChanged, // block (a, b)
    Include,
    Render // partials[a]
};

struct Node {
    Op op = Op::Text;
    bool isBlank = false; // makes no output of its own: its errors are not written out
    std::uint32_t a = 0, b = 0, c = 0;
    Place place;
};

struct Snippet {
    std::string name;
    std::uint32_t nameId = kNone;     // names[] of the whole name
    std::uint32_t variableId = kNone; // and of its last part, the variable it is given
    Place namedAt;                    // where a tag names it first
    bool isMissing = false;
    bool isIncluded = false;        // by {% include %}, so that it sees the data
    std::optional<Finding> problem; // it cannot be parsed
    Block body;
};

} // namespace audience::liquid
