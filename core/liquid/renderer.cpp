#include "liquid/renderer.h"

#include "liquid/number_text.h"
#include "liquid/show.h"

#include <array>
#include <charconv>
#include <limits>

namespace audience::liquid {

namespace {
constexpr std::size_t kStepsPerClock = 512;
constexpr std::size_t kMostSlots = 16 * 1024; // of a frame that is kept
}

void Frame::begin(const ProgramData &program, bool seesAll) {
    slots.resize(program.names.size());
    for (Slot &slot : slots)
        slot.hasLocal = slot.hasGlobal = slot.hasData = false;
    memos.resize(program.memoCount);
    for (Memo &memo : memos)
        memo.isKnown = false;
    seesData = seesAll;
    registers.cycles.clear();
    registers.offsets.clear();
    registers.loops.clear();
    registers.hasChanged = false;
}

void Workspace::reset() {
    constexpr std::size_t kMostFrames = 16;
    memory.reset();
    out.reset();
    if (frames.size() > kMostFrames)
        frames.resize(kMostFrames);
    std::erase_if(frames, [](const auto &frame) { return frame->slots.capacity() > kMostSlots; });
}

Renderer::Renderer(const ProgramData &program, const ValueSource &source,
                   const RenderOptions &options, Workspace &workspace,
                   std::vector<Finding> *findings)
    : m_program(program), m_source(source), m_options(options), m_workspace(workspace),
      m_arena(workspace.memory.arena), m_out(workspace.out), m_findings(findings),
      m_context(workspace.memory, options),
      m_nextClock(options.clock ? kStepsPerClock : std::numeric_limits<std::size_t>::max()) {}

Result<void> Renderer::run(std::string &out) {
    if (m_options.clock)
        m_start = m_options.clock();
    m_out.setLimit(m_options.limits.outputBytes);
    m_frame = &nextFrame(true);
    if (block(m_program.body) == Flow::Failed)
        return error();
    out.append(m_out.from(0));
    return {};
}

Frame &Renderer::nextFrame(bool seesAll) {
    if (m_frames == m_workspace.frames.size())
        m_workspace.frames.push_back(std::make_unique<Frame>());
    Frame &frame = *m_workspace.frames[m_frames++];
    frame.begin(m_program, seesAll);
    return frame;
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
    return node.isBlank || write(text) ? Flow::Next : Flow::Failed;
}

bool Renderer::isInTime() {
    m_nextClock = m_context.steps + kStepsPerClock;
    const auto now = m_options.clock();
    return now - *m_start <= m_options.limits.time || m_context.limit("liquid.limit_time");
}

bool Renderer::tooMuch() {
    return m_context.limit(m_captures > 0 ? "liquid.limit_memory" : "liquid.limit_output");
}

bool Renderer::writeHtml(std::string_view text) {
    for (;;) {
        const std::size_t plain = plainHtml(text);
        if (!write(text.substr(0, plain)))
            return false;
        if (plain == text.size())
            return true;
        if (!write(entityOf(text[plain])))
            return false;
        text.remove_prefix(plain + 1);
    }
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
    const Node *at = m_program.nodes.data() + block.first;
    for (const Node *const end = at + block.count; at != end && flow == Flow::Next; ++at) {
        if (at->op == Op::Text)
            flow = write(m_program.texts[at->a]) ? Flow::Next : Flow::Failed;
        else
            flow = node(*at);
    }
    --m_depth;
    return flow;
}

Renderer::Flow Renderer::node(const Node &node) {
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
    const bool isHtml = m_options.escape == Escape::Html && !value.isSafe();
    const std::size_t from = m_out.size();
    bool good = true;
    if (value.isText())
        good = isHtml ? writeHtml(value.asText()) : write(value.asText());
    else if (isHtml && value.isArray())
        good = writeItems(value);
    else if (!value.isNil())
        good = writeShown(value, isHtml && value.kind() == Value::Kind::Object);
    if (m_options.empties != nullptr && m_captures == 0 && good)
        noteEmpty(node, from);
    return good ? Flow::Next : Flow::Failed;
}

void Renderer::noteEmpty(const Node &node, std::size_t from) {
    if (m_out.from(from).find_first_not_of(" \t\r\n") == std::string_view::npos)
        m_options.empties->push_back({static_cast<int>(node.place.line),
                                      static_cast<int>(node.place.column),
                                      snippetName(node.place.snippet), from});
}

bool Renderer::writeShown(Value value, bool asHtml) {
    if (value.kind() == Value::Kind::Int) {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value.asInt());
        return write({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
    }
    std::string &shown = m_workspace.memory.shown;
    shown.clear();
    appendOutput(value, shown, m_arena, m_options.limits.memoryBytes);
    return asHtml ? writeHtml(shown) : write(shown);
}

// Each item on its own: some may be HTML already.
bool Renderer::writeItems(Value value) {
    const Sequence items(value, m_arena);
    if (!step(items.size()))
        return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Value item = items.at(i);
        if (!m_context.fits(0) || !writeShown(item, !item.isSafe()))
            return false;
    }
    return true;
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

Renderer::Flow Renderer::captured(Block body, std::string_view &text) {
    const std::size_t start = m_out.size(), limit = m_out.limit();
    const std::size_t memory = m_options.limits.memoryBytes;
    if (m_captures == 0) // captures inside one share what it may hold
        m_out.setLimit(memory < std::numeric_limits<std::size_t>::max() - start ? start + memory
                                                                                : memory);
    ++m_captures;
    const Flow flow = block(body);
    --m_captures;
    text = m_out.from(start);
    if (flow != Flow::Failed && m_context.fits(text.size()))
        text = m_arena.store(text);
    m_out.truncate(start);
    m_out.setLimit(limit);
    return m_context.hasFault() ? Flow::Failed : flow;
}

Renderer::Flow Renderer::capture(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    std::string_view text;
    const Flow flow = captured({node.b, node.c}, text);
    Slot &slot = m_frame->slots[node.a];
    slot.global = Value::text(text, true);
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
    Value subject;
    bool matched = false, hasSubject = false;
    for (std::uint32_t i = 0; i < node.c; ++i) {
        const Branch &branch = m_program.branches[node.b + i];
        bool holds = !matched;
        if (branch.when != kNone) {
            Value when;
            m_place = node.place;
            if (!step() || (!hasSubject && !evaluate(node.a, subject)) ||
                !evaluate(branch.when, when))
                return failed(node);
            hasSubject = true;
            holds = isSame(subject, when);
            matched = matched || holds;
        }
        if (!holds)
            continue;
        const Flow flow = block(branch.body);
        if (flow != Flow::Next)
            return flow;
        hasSubject = false; // the block may have assigned it
    }
    return Flow::Next;
}

// Where the key is a constant, so is its place; equal keys have the same one.
CycleState &Renderer::cycleState(const Cycle &cycle, Value key) {
    std::vector<CycleState> &states = m_frame->registers.cycles;
    for (CycleState &state : states)
        if (cycle.id != kNone && state.id != kNone
                ? state.id == cycle.id
                : state.key.kind() == key.kind() && equals(state.key, key, m_arena))
            return state;
    states.push_back({key, cycle.id, 0});
    return states.back();
}

Renderer::Flow Renderer::cycle(const Node &node) {
    const Cycle &cycle = m_program.cycles[node.a];
    Value key, value;
    if (!evaluate(cycle.key, key))
        return failed(node);
    CycleState &state = cycleState(cycle, key);
    const std::uint32_t position = state.position;
    state.position = position + 1 >= cycle.count ? 0 : position + 1;
    if (position >= cycle.count)
        return Flow::Next;
    if (!evaluate(m_program.arguments[cycle.first + position], value))
        return failed(node);
    const Value safe = m_context.htmlSafe(value);
    const bool good = safe.isText() ? write(safe.asText()) : writeShown(safe, false);
    return good && !m_context.hasFault() ? Flow::Next : Flow::Failed;
}

Renderer::Flow Renderer::count(const Node &node) {
    Slot &slot = m_frame->slots[node.a];
    std::int64_t value = integerPrefix(slot.hasData ? slot.data : dataOf(slot, node.a));
    if (node.op == Op::Decrement)
        --value;
    const std::int64_t shown = value;
    slot.data = Value::integer(node.op == Op::Increment ? value + 1 : value);
    return writeShown(Value::integer(shown), false) ? Flow::Next : Flow::Failed;
}

Renderer::Flow Renderer::ifChanged(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    std::string_view text;
    const Flow flow = captured({node.a, node.b}, text);
    if (flow == Flow::Failed)
        return flow;
    Registers &registers = m_frame->registers;
    if (registers.hasChanged && registers.changed == text)
        return flow;
    registers.hasChanged = true;
    registers.changed = text;
    return write(text) ? flow : Flow::Failed;
}

} // namespace audience::liquid
