#include "email/template_dialect.h"

#include "base/text.h"
#include "email/leftovers.h"

#include <algorithm>
#include <cstring>

namespace audience::email {
namespace {

using Use = TemplateVariable::Use;

bool isNameByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == ':' || c == '@' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::string_view firstName(std::string_view text) {
    text = trimmed(text);
    std::size_t end = 0;
    while (end < text.size() && isNameByte(text[end]))
        ++end;
    return text.substr(0, end);
}

void note(std::vector<TemplateVariable> &variables, std::string_view name, Use use) {
    if (name.empty() || name == "this" || name == "." || name == "else")
        return;
    const auto found = std::find_if(variables.begin(), variables.end(), [&](const TemplateVariable &one) { return one.name == name && one.use == use; });
    if (found != variables.end())
        ++found->count;
    else
        variables.push_back({std::string(name), use, 1});
}

// The inside of {{ … }}: the sign it begins with says what it is.
void noteBraces(std::vector<TemplateVariable> &variables, std::string_view inside) {
    inside = trimmed(inside);
    while (!inside.empty() && (inside.front() == '-' || inside.front() == '~' || inside.front() == '{' || inside.front() == '&'))
        inside = trimmed(inside.substr(1));
    if (inside.empty() || std::strchr("/!>\"'", inside.front()))
        return;
    if (inside.front() != '#' && inside.front() != '^')
        return note(variables, firstName(inside), Use::Value);
    const std::string_view name = firstName(inside.substr(1));
    const std::string_view rest = trimmed(trimmed(inside.substr(1)).substr(name.size()));
    const bool isHelper = name == "each" || name == "if" || name == "unless" || name == "with";
    note(variables, isHelper ? firstName(rest) : name, name == "each" ? Use::List : Use::Section);
}

} // namespace

std::string_view toText(TemplateDialect dialect) {
    switch (dialect) {
    case TemplateDialect::None: return "none";
    case TemplateDialect::Liquid: return "liquid";
    case TemplateDialect::Handlebars: return "handlebars";
    case TemplateDialect::OtherTool: return "other";
    }
    return {};
}

std::string_view toText(TemplateVariable::Use use) { return use == Use::List ? "list" : use == Use::Section ? "section" : "value"; }

TemplateMarks templateMarks(std::string_view text) {
    TemplateMarks marks;
    bool hasLiquid = text.find("{%") != std::string_view::npos, hasHandlebars = false, hasOther = false;
    for (const Leftover &one : leftovers(text, true)) {
        const std::string_view mark = text.substr(one.at, one.size);
        hasHandlebars = hasHandlebars || one.kind == Leftover::Kind::Handlebars;
        hasLiquid = hasLiquid || one.kind == Leftover::Kind::Liquid;
        if (one.kind == Leftover::Kind::OtherTool) {
            hasOther = true;
            note(marks.variables, trimmed(mark.substr(2, mark.size() - 4)), Use::Value);
        } else if (mark.substr(0, 2) == "{{") {
            noteBraces(marks.variables, mark.substr(2, mark.size() - 4));
        }
    }
    marks.dialect = hasHandlebars ? TemplateDialect::Handlebars
                    : hasOther    ? TemplateDialect::OtherTool
                    : hasLiquid   ? TemplateDialect::Liquid
                                  : TemplateDialect::None;
    return marks;
}

} // namespace audience::email
