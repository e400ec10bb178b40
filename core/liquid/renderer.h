// Runs a compiled program once: the variables, the loops and the limits of one render. One thread,
// one use. Internal to this module.
#pragma once

#include "liquid/operations.h"
#include "liquid/output_buffer.h"
#include "liquid/program_data.h"

#include <memory>
#include <string>
#include <vector>

namespace audience::liquid {

class ForLoop;

// A variable: a loop's goes before an assigned one, and that before the data's.
struct Slot {
    Value local, global, data;
    bool hasLocal = false, hasGlobal = false, hasData = false;
};
struct CycleState {
    Value key;
    std::uint32_t id = kNone; // of a constant key
    std::uint32_t position = 0;
};
struct LoopState {
    std::uint32_t name = 0;
    std::int64_t offset = 0;
};
// The value of a path that cannot change during a render.
struct Memo {
    Value value;
    bool isKnown = false;
};
// What tags remember between their runs.
struct Registers {
    std::vector<CycleState> cycles;
    std::vector<LoopState> offsets;
    std::vector<ForLoop *> loops;
    std::string_view changed;
    bool hasChanged = false;
};
// The variables of the template, or of a snippet that sees only what it is given.
struct Frame {
    std::vector<Slot> slots;
    std::vector<Memo> memos;
    bool seesData = true;
    Registers registers;
    void begin(const ProgramData &program, bool seesAll);
};

// Everything a render needs to allocate, kept for the next one on the same thread.
struct Workspace {
    RenderMemory memory;
    OutputBuffer out;
    std::vector<std::unique_ptr<Frame>> frames;
    void reset();
};

class Renderer {
public:
    Renderer(const ProgramData &program, const ValueSource &source, const RenderOptions &options,
             Workspace &workspace, std::vector<Finding> *findings);
    Result<void> run(std::string &out);

private:
    // What the block did: went on, or is leaving a loop.
    enum class Flow { Next, Break, Continue, Failed };
    // A local variable for as long as a block runs; the last one made must go first.
    class Local {
    public:
        Local(Frame &frame, std::uint32_t name)
            : m_slot(frame.slots[name]), m_value(m_slot.local), m_has(m_slot.hasLocal) {}
        ~Local() {
            m_slot.local = m_value;
            m_slot.hasLocal = m_has;
        }
        Local(const Local &) = delete;
        Local &operator=(const Local &) = delete;
        void set(Value value) {
            m_slot.local = value;
            m_slot.hasLocal = true;
        }

    private:
        Slot &m_slot;
        Value m_value;
        bool m_has;
    };
    struct Locals {
        std::vector<std::unique_ptr<Local>> all;
        ~Locals() {
            while (!all.empty())
                all.pop_back();
        }
    };

    Frame &nextFrame(bool seesAll);
    Flow block(Block block);
    Flow node(const Node &node);
    Flow output(const Node &node);
    void noteEmpty(const Node &node, std::size_t from);
    Flow assign(const Node &node);
    Flow capture(const Node &node);
    Flow ifNode(const Node &node);
    Flow caseNode(const Node &node);
    Flow forNode(const Node &node);
    Flow tableRow(const Node &node);
    Flow cycle(const Node &node);
    CycleState &cycleState(const Cycle &cycle, Value key);
    Flow count(const Node &node);
    Flow ifChanged(const Node &node);
    Flow include(const Node &node);
    Flow render(const Node &node);
    Flow isolated(const Node &node, const Partial &partial, const Snippet &snippet, Value with,
                  ForLoop *loop);
    const Snippet *snippetOf(const Partial &partial);

    bool evaluate(std::uint32_t id, Value &value) {
        const Expression &expression = m_program.expressions[id];
        if (expression.kind == Expression::Kind::Constant) {
            value = m_program.constants[expression.a];
            return true;
        }
        return expression.kind == Expression::Kind::Path
                   ? path(m_program.paths[expression.a], value)
                   : range(expression, value);
    }
    bool path(const Path &path, Value &value);
    bool walk(const Path &path, Value &value);
    bool segment(const Segment &segment, Value &value, bool &found);
    Value command(Value value, const Filter &filter);
    bool range(const Expression &expression, Value &value);
    bool rangeBound(Value value, std::int64_t &bound);
    bool filtered(const Filtered &filtered, Value &value, bool isOutput);
    bool call(const FilterCall &call, Value &value, bool mayMiss) {
        if (!call.isPlain || !mayMiss)
            return callWith(call, value, mayMiss);
        return m_context.work(1) &&
               call.filter->function(m_context, value,
                                     {m_program.constantArguments.data() + call.constants,
                                      call.argumentCount, nullptr, 0});
    }
    bool callWith(const FilterCall &call, Value &value, bool mayMiss);
    bool missing(std::uint32_t expression);
    bool condition(std::uint32_t first, bool &result);
    bool compared(const Comparison &comparison, Value &value);
    bool isSame(Value left, Value right);
    bool order(const Comparison &comparison, Value left, Value right, Value &value);
    bool integerOf(Value value, std::int64_t &result);
    void segmentOf(Value collection, std::int64_t from, bool hasTo, std::int64_t to, Value &single,
                   std::size_t &first, std::size_t &size);
    Value lookup(std::uint32_t name) {
        Slot &slot = m_frame->slots[name];
        if (slot.hasLocal)
            return slot.local;
        if (slot.hasGlobal)
            return slot.global;
        return slot.hasData ? slot.data : dataOf(slot, name);
    }
    Value dataOf(Slot &slot, std::uint32_t name);

    // Both false on a fault.
    bool write(std::string_view text) { return m_out.append(text) || tooMuch(); }
    bool writeHtml(std::string_view text);
    bool writeShown(Value value, bool asHtml);
    bool writeItems(Value value);
    bool tooMuch();
    bool enter(const Node &node);
    bool step(std::size_t count = 1) {
        return m_context.work(count) && (m_context.steps < m_nextClock || isInTime());
    }
    bool isInTime();
    // Runs a block whose output is not written but given.
    Flow captured(Block body, std::string_view &text);
    // Keeps the fault; writes it where errors are shown. Next means: go on after the node.
    Flow failed(const Node &node);
    Error error() const;
    std::string snippetName(std::uint32_t snippet) const;

    const ProgramData &m_program;
    const ValueSource &m_source;
    const RenderOptions &m_options;
    Workspace &m_workspace;
    Arena &m_arena;
    OutputBuffer &m_out;
    std::vector<Finding> *m_findings;
    FilterContext m_context;
    Frame *m_frame = nullptr;
    std::size_t m_frames = 0; // in use
    Place m_place;
    int m_depth = 0, m_captures = 0;
    std::size_t m_nextClock = 0;
    std::optional<std::chrono::microseconds> m_start;
};

} // namespace audience::liquid
