#include "liquid/compiler.h"
#include "liquid/renderer.h"

namespace audience::liquid {

Program::Program(std::unique_ptr<const ProgramData> data) : m_data(std::move(data)) {}
Program::~Program() = default;

const std::vector<std::string> &Program::usedFields() const {
    return m_data->usedFields;
}

const std::vector<std::string> &Program::usedFilters() const {
    return m_data->usedFilters;
}

Result<void> Program::render(const ValueSource &source, const RenderOptions &options,
                             std::string &out, std::vector<Finding> *findings) const {
    // Each thread keeps its memory, so that a campaign does not allocate for every recipient. A
    // value source that renders a template itself gets memory of its own.
    thread_local Workspace shared;
    thread_local bool isInUse = false;
    if (isInUse) {
        Workspace own;
        return Renderer(*m_data, source, options, own, findings).run(out);
    }
    struct Use { // ended also where a value source throws
        Use() { isInUse = true; }
        ~Use() {
            shared.reset();
            isInUse = false;
        }
    } use;
    return Renderer(*m_data, source, options, shared, findings).run(out);
}

Parsed parse(std::string_view source, const ParseOptions &options) {
    Parsed parsed;
    auto data = std::make_unique<ProgramData>();
    if (Compiler(*data, options, parsed.findings).compile(source))
        parsed.program = std::make_shared<const Program>(std::move(data));
    return parsed;
}

std::vector<std::string_view> tagNames() {
    return {"assign",    "break",  "capture", "case",   "comment",  "continue",  "cycle",
            "decrement", "doc",    "echo",    "for",    "if",       "ifchanged", "include",
            "increment", "liquid", "raw",     "render", "tablerow", "unless",    "#"};
}

} // namespace audience::liquid
