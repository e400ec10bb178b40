#include "liquid/renderer.h"

#include "liquid/loop_object.h"

namespace audience::liquid {

namespace {
constexpr std::size_t kStepsPerClock = 512;
}

Renderer::Renderer(const ProgramData &program, const ValueSource &source,
                   const RenderOptions &options, Arena &arena, std::string &out,
                   std::vector<Finding> *findings)
    : m_program(program), m_source(source), m_options(options), m_arena(arena), m_out(&out),
      m_result(out), m_outStart(out.size()), m_findings(findings), m_context(arena, options) {}

Result<void> Renderer::run() {
    Frame frame;
    frame.slots.resize(m_program.names.size());
    m_frame = &frame;
    if (block(m_program.body) != Flow::Failed)
        return {};
    m_result.resize(m_outStart);
    return error();
}

Error Renderer::error() const {
    Error error(m_context.fault.kind, m_context.fault.id);
    error.args = m_context.fault.args;
    error.detail = m_context.fault.text;
    return std::move(error)
        .with("line", std::to_string(m_place.line))
        .with("column", std::to_string(m_place.column))
        .with("snippet", snippetName(m_place.snippet));
}

std::string Renderer::snippetName(std::uint32_t snippet) const {
    return snippet == kNone ? std::string() : m_program.snippets[snippet].name;
}

Renderer::Flow Renderer::failed(const Node &node) {
    const Fault &fault = m_context.fault;
    if (m_options.stopAtError || fault.kind == ErrorKind::Limit ||
        fault.kind == ErrorKind::NotFound)
        return Flow::Failed;
    if (m_findings != nullptr)
        m_findings->push_back({Severity::Error, static_cast<int>(m_place.line),
                               static_cast<int>(m_place.column), snippetName(m_place.snippet),
                               fault.id, fault.args});
    const std::string text = fault.id == "liquid.snippet_broken"
                                 ? "Liquid syntax error: " + fault.text
                                 : "Liquid error: " + fault.text;
    m_context.fault = {};
    if (!node.isBlank)
        write(text);
    return m_context.hasFault() ? Flow::Failed : Flow::Next;
}

bool Renderer::step(std::size_t count) {
    if (!m_context.work(count))
        return false;
    if (m_context.steps >= m_nextClock && m_options.elapsed) {
        m_nextClock = m_context.steps + kStepsPerClock;
        if (m_options.elapsed() > m_options.limits.time)
            return m_context.limit("liquid.limit_time");
    }
    return true;
}

void Renderer::write(std::string_view text) {
    const bool isCapture = m_out != &m_result;
    const std::size_t used = m_out->size() - (isCapture ? 0 : m_outStart);
    const std::size_t allowed =
        isCapture ? m_options.limits.memoryBytes : m_options.limits.outputBytes;
    if (used > allowed || text.size() > allowed - used) {
        m_context.limit(isCapture ? "liquid.limit_memory" : "liquid.limit_output");
        return;
    }
    m_out->append(text);
}

bool Renderer::enter(const Node &node) {
    if (m_depth < m_options.limits.depth)
        return true;
    m_place = node.place;
    return m_context.limit("liquid.limit_depth");
}

Renderer::Flow Renderer::block(Block block) {
    ++m_depth;
    Flow flow = Flow::Next;
    for (std::uint32_t i = 0; i < block.count && flow == Flow::Next; ++i)
        flow = node(m_program.nodes[block.first + i]);
    --m_depth;
    return flow;
}

Renderer::Flow Renderer::node(const Node &node) {
    if (node.op == Op::Text) {
        write(m_program.texts[node.a]);
        return m_context.hasFault() ? Flow::Failed : Flow::Next;
    }
    m_place = node.place;
    if (!step())
        return Flow::Failed;
    switch (node.op) {
    case Op::Text:
        break;
    case Op::Output:
        return output(node);
    case Op::Assign:
        return assign(node);
    case Op::Capture:
        return capture(node);
    case Op::If:
        return ifNode(node);
    case Op::Case:
        return caseNode(node);
    case Op::For:
        return forNode(node);
    case Op::TableRow:
        return tableRow(node);
    case Op::Cycle:
        return cycle(node);
    case Op::Increment:
    case Op::Decrement:
        return count(node);
    case Op::Break:
        return Flow::Break;
    case Op::Continue:
        return Flow::Continue;
    case Op::IfChanged:
        return ifChanged(node);
    case Op::Include:
        return include(node);
    case Op::Render:
        return render(node);
    }
    return Flow::Next;
}

Renderer::Flow Renderer::output(const Node &node) {
    Value value;
    if (!filtered(m_program.filtered[node.a], value, true))
        return failed(node);
    if (value.isText()) {
        if (m_options.escape == Escape::Html && !value.isSafe()) {
            const std::string_view text = value.asText();
            if (text.find_first_of("&<>\"'") != std::string_view::npos) {
                // The limit is checked on the text's own size first, so a huge one is not escaped.
                std::string &scratch = m_context.scratch;
                if (text.size() <= m_options.limits.outputBytes)
                    appendEscaped(scratch, text);
                else
                    m_context.limit("liquid.limit_output");
                write(scratch);
                scratch.clear();
                return m_context.hasFault() ? Flow::Failed : Flow::Next;
            }
        }
        write(value.asText());
    } else if (!value.isNil()) {
        std::string text;
        const std::size_t limit = m_options.limits.memoryBytes;
        const Sequence items(value, m_arena);
        if (value.isArray() && m_options.escape == Escape::Html) {
            // Each item on its own: some may be HTML already.
            if (!step(items.size()))
                return Flow::Failed;
            for (std::size_t i = 0; i < items.size() && text.size() <= limit; ++i) {
                const Value item = items.at(i);
                std::string part;
                appendOutput(item, part, m_arena, limit);
                if (item.isSafe())
                    text += part;
                else
                    appendEscaped(text, part);
            }
        } else {
            appendOutput(value, text, m_arena, limit);
            if (m_options.escape == Escape::Html && value.kind() == Value::Kind::Object) {
                std::string escaped;
                appendEscaped(escaped, text);
                text.swap(escaped);
            }
        }
        write(text);
    }
    return m_context.hasFault() ? Flow::Failed : Flow::Next;
}

Renderer::Flow Renderer::assign(const Node &node) {
    Value value;
    if (!filtered(m_program.filtered[node.b], value, false))
        return failed(node);
    Slot &slot = m_frame->slots[node.a];
    slot.global = value;
    slot.hasGlobal = true;
    return Flow::Next;
}

Renderer::Flow Renderer::capture(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    std::string text;
    std::string *outer = m_out;
    m_out = &text;
    const Flow flow = block({node.b, node.c});
    m_out = outer;
    if (flow == Flow::Failed || !m_context.fits(text.size()))
        return Flow::Failed;
    Slot &slot = m_frame->slots[node.a];
    slot.global = Value::text(m_arena.store(text), true);
    slot.hasGlobal = true;
    return flow;
}

Renderer::Flow Renderer::ifNode(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    for (std::uint32_t i = 0; i < node.b; ++i) {
        const Branch &branch = m_program.branches[node.a + i];
        bool holds = true;
        if (branch.comparison != kNone && !condition(branch.comparison, holds))
            return failed(node);
        if (holds != branch.negated)
            return block(branch.body);
    }
    return Flow::Next;
}

Renderer::Flow Renderer::caseNode(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    bool matched = false;
    for (std::uint32_t i = 0; i < node.c; ++i) {
        const Branch &branch = m_program.branches[node.b + i];
        bool holds = !matched;
        if (branch.when != kNone) {
            Comparison comparison;
            comparison.left = node.a;
            comparison.right = branch.when;
            comparison.op = Operator::Equal;
            Value value;
            m_place = node.place;
            if (!step() || !compared(comparison, value))
                return failed(node);
            holds = value.asBool();
            matched = matched || holds;
        }
        if (!holds)
            continue;
        const Flow flow = block(branch.body);
        if (flow != Flow::Next)
            return flow;
    }
    return Flow::Next;
}

Renderer::Flow Renderer::cycle(const Node &node) {
    const Cycle &cycle = m_program.cycles[node.a];
    Value key, value;
    if (!evaluate(cycle.key, key))
        return failed(node);
    std::vector<CycleState> &states = m_frame->registers.cycles;
    CycleState *state = nullptr;
    for (CycleState &candidate : states)
        if (candidate.key.kind() == key.kind() && equals(candidate.key, key, m_arena))
            state = &candidate;
    if (state == nullptr) {
        states.push_back({key, 0});
        state = &states.back();
    }
    const std::uint32_t position = state->position;
    state->position = position + 1 >= cycle.count ? 0 : position + 1;
    if (position >= cycle.count)
        return Flow::Next;
    if (!evaluate(m_program.arguments[cycle.first + position], value))
        return failed(node);
    const Value safe = m_context.htmlSafe(value);
    std::string text;
    appendOutput(safe, text, m_arena, m_options.limits.memoryBytes);
    write(text);
    return m_context.hasFault() ? Flow::Failed : Flow::Next;
}

Renderer::Flow Renderer::count(const Node &node) {
    Slot &slot = m_frame->slots[node.a];
    if (!slot.hasData) {
        slot.hasData = true;
        if (!m_frame->seesData || !m_source.find(m_program.names[node.a], m_arena, slot.data))
            slot.data = {};
    }
    std::int64_t value = integerPrefix(slot.data);
    if (node.op == Op::Decrement)
        --value;
    const std::int64_t shown = value;
    slot.data = Value::integer(node.op == Op::Increment ? value + 1 : value);
    write(std::to_string(shown));
    return m_context.hasFault() ? Flow::Failed : Flow::Next;
}

Renderer::Flow Renderer::ifChanged(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    std::string text;
    std::string *outer = m_out;
    m_out = &text;
    const Flow flow = block({node.a, node.b});
    m_out = outer;
    if (flow == Flow::Failed || !m_context.fits(text.size()))
        return Flow::Failed;
    Registers &registers = m_frame->registers;
    if (registers.hasChanged ? registers.changed != text : true) {
        registers.hasChanged = true;
        registers.changed = m_arena.store(text);
        write(text);
    }
    return m_context.hasFault() ? Flow::Failed : flow;
}

} // namespace audience::liquid
