// Runs a compiled program once: the variables, the loops and the limits of one render. One thread,
// one use. Internal to this module.
#pragma once

#include "liquid/operations.h"
#include "liquid/program_data.h"

#include <memory>
#include <string>
#include <vector>

namespace audience::liquid {

class ForLoop;

class Renderer {
public:
    Renderer(const ProgramData &program, const ValueSource &source, const RenderOptions &options,
             Arena &arena, std::string &out, std::vector<Finding> *findings);
    Result<void> run();

private:
    // What the block did: went on, or is leaving a loop.
    enum class Flow { Next, Break, Continue, Failed };
    struct Slot {
        Value local, global, data;
        bool hasLocal = false, hasGlobal = false, hasData = false;
    };
    struct CycleState {
        Value key;
        std::uint32_t position = 0;
    };
    struct LoopState {
        std::string_view name;
        std::int64_t offset = 0;
    };
    // What tags remember between their runs.
    struct Registers {
        std::vector<CycleState> cycles;
        std::vector<LoopState> offsets;
        std::vector<ForLoop *> loops;
        std::string_view changed;
        bool hasChanged = false;
    };
    struct Frame {
        std::vector<Slot> slots;
        bool seesData = true;
        Registers registers;
    };
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

    Flow block(Block block);
    Flow node(const Node &node);
    Flow output(const Node &node);
    Flow assign(const Node &node);
    Flow capture(const Node &node);
    Flow ifNode(const Node &node);
    Flow caseNode(const Node &node);
    Flow forNode(const Node &node);
    Flow tableRow(const Node &node);
    Flow cycle(const Node &node);
    Flow count(const Node &node);
    Flow ifChanged(const Node &node);
    Flow include(const Node &node);
    Flow render(const Node &node);
    Flow isolated(const Node &node, const Partial &partial, const Snippet &snippet, Value with,
                  ForLoop *loop);
    const Snippet *snippetOf(const Partial &partial);

    bool evaluate(std::uint32_t expression, Value &value);
    bool path(const Path &path, Value &value);
    bool segment(const Segment &segment, Value &value, bool &found);
    Value command(Value value, std::string_view name);
    bool range(const Expression &expression, Value &value);
    bool rangeBound(Value value, std::int64_t &bound);
    bool filtered(const Filtered &filtered, Value &value, bool isOutput);
    bool call(const FilterCall &call, Value &value, bool mayMiss);
    bool missing(std::uint32_t expression);
    bool condition(std::uint32_t first, bool &result);
    bool compared(const Comparison &comparison, Value &value);
    bool order(const Comparison &comparison, Value left, Value right, Value &value);
    bool integerOf(Value value, std::int64_t &result);
    void segmentOf(Value collection, std::int64_t from, bool hasTo, std::int64_t to, Value &single,
                   std::size_t &first, std::size_t &size);
    Value lookup(std::uint32_t name);

    void write(std::string_view text);
    bool enter(const Node &node);
    bool step(std::size_t count = 1);
    // Keeps the fault; writes it where errors are shown. Next means: go on after the node.
    Flow failed(const Node &node);
    Error error() const;
    std::string snippetName(std::uint32_t snippet) const;

    const ProgramData &m_program;
    const ValueSource &m_source;
    const RenderOptions &m_options;
    Arena &m_arena;
    std::string *m_out;
    std::string &m_result;
    std::size_t m_outStart = 0;
    std::vector<Finding> *m_findings;
    FilterContext m_context;
    Frame *m_frame = nullptr;
    Place m_place;
    int m_depth = 0;
    std::size_t m_nextClock = 0;
};

} // namespace audience::liquid
