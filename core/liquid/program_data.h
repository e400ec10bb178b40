// The compiled form of a template and its snippets: flat tables that refer to each other by index.
// Built by Compiler, read by Renderer, never changed in between. Internal to this module.
#pragma once

#include "liquid/program_parts.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace audience::liquid {

struct ProgramData {
    Arena arena;         // owns the text of everything below
    RenderMemory folded; // and this what filters made of constants
    std::vector<std::string_view> texts;
    std::vector<Node> nodes;
    std::vector<Expression> expressions;
    std::vector<Value> constants, constantArguments;
    std::vector<Path> paths;
    std::vector<Segment> segments;
    std::vector<FilterCall> calls;
    std::vector<Filtered> filtered;
    std::vector<std::uint32_t> arguments; // expressions
    std::vector<NamedExpression> options;
    std::vector<Comparison> comparisons;
    std::vector<Branch> branches;
    std::vector<Loop> loops;
    std::vector<Cycle> cycles;
    std::vector<Partial> partials;
    std::vector<Snippet> snippets;
    std::map<std::string, std::uint32_t, std::less<>> snippetIds;
    std::vector<std::string_view> names;
    std::map<std::string_view, std::uint32_t> nameIds;
    std::uint32_t memoCount = 0;
    std::uint32_t forloopName = 0, tablerowloopName = 0;
    Block body;
    std::vector<std::string> usedFields, usedFilters;
};

} // namespace audience::liquid
