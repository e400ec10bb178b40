// What an imported email is written in, and the variables it has: Liquid is ours, Handlebars and Mustache
// look like it and are not. Stateless, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

enum class TemplateDialect { None, Liquid, Handlebars, OtherTool };
std::string_view toText(TemplateDialect dialect); // "none", "liquid", "handlebars", "other"

struct TemplateVariable {
    enum class Use { Value, List, Section }; // {{x}}, {{#each x}}, {{#x}} or {{#if x}}
    std::string name;
    Use use = Use::Value;
    std::size_t count = 0;
};
std::string_view toText(TemplateVariable::Use use); // "value", "list", "section"

struct TemplateMarks {
    TemplateDialect dialect = TemplateDialect::None; // where several are mixed: the one that would not render
    std::vector<TemplateVariable> variables;         // in the order they come first; none of Liquid's own tags
};
TemplateMarks templateMarks(std::string_view text);

} // namespace audience::email
