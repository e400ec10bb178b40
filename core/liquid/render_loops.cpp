// The renderer's loops and snippets.
#include "liquid/loop_object.h"
#include "liquid/number_text.h"
#include "liquid/renderer.h"

namespace audience::liquid {

// The part [from, to) of a collection: its first index and its size, or a text as its only item.
void Renderer::segmentOf(Value collection, std::int64_t from, bool hasTo, std::int64_t to,
                         Value &single, std::size_t &first, std::size_t &size) {
    single = {};
    first = size = 0;
    if (collection.isText()) {
        single = collection;
        size = collection.asText().empty() ? 0 : 1;
        return;
    }
    const Sequence items(collection, m_arena);
    const auto all = static_cast<std::int64_t>(items.size());
    const std::int64_t start = from < 0 ? 0 : from > all ? all : from;
    const std::int64_t end = !hasTo || to > all ? all : to;
    first = static_cast<std::size_t>(start);
    size = end > start ? static_cast<std::size_t>(end - start) : 0;
}

Renderer::Flow Renderer::forNode(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    const Loop &loop = m_program.loops[node.a];
    std::vector<LoopState> &offsets = m_frame->registers.offsets;
    std::size_t state = 0;
    while (state < offsets.size() && offsets[state].name != loop.nameId)
        ++state;
    if (state == offsets.size())
        offsets.push_back({loop.nameId, 0});
    std::int64_t from = loop.continues ? offsets[state].offset : 0, limit = 0;
    Value collection, value;
    if (loop.hasOffset && !loop.continues) {
        if (!evaluate(loop.offset, value) || (!value.isNil() && !integerOf(value, from)))
            return failed(node);
    }
    if (!evaluate(loop.collection, collection))
        return failed(node);
    value = {};
    if (loop.hasLimit &&
        (!evaluate(loop.limit, value) || (!value.isNil() && !integerOf(value, limit))))
        return failed(node);
    Value single;
    std::size_t first = 0, size = 0;
    segmentOf(collection, from, !value.isNil(),
              limit > 0 && from > INT64_MAX - limit ? INT64_MAX : limit + from, single, first,
              size);
    offsets[state].offset = from + static_cast<std::int64_t>(size);
    if (size == 0)
        return loop.hasElse ? block(loop.otherwise) : Flow::Next;

    const Sequence items(collection, m_arena);
    std::vector<ForLoop *> &stack = m_frame->registers.loops;
    auto *object = new (m_arena.allocate(sizeof(ForLoop), alignof(ForLoop)))
        ForLoop(loop.name, size, stack.empty() ? nullptr : stack.back());
    Local forloop(*m_frame, m_program.forloopName), variable(*m_frame, loop.variable);
    forloop.set(Value::object(object));
    stack.push_back(object);
    Flow flow = Flow::Next;
    for (std::size_t i = 0; i < size; ++i) {
        if (!step() || !m_context.fits(0)) {
            flow = Flow::Failed;
            break;
        }
        const std::size_t index = first + (loop.reversed ? size - 1 - i : i);
        variable.set(single.isNil() ? items.at(index) : single);
        flow = block(loop.body);
        object->advance();
        if (flow == Flow::Break || flow == Flow::Failed)
            break;
    }
    stack.pop_back();
    return flow == Flow::Failed ? flow : Flow::Next;
}

Renderer::Flow Renderer::tableRow(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    const Loop &loop = m_program.loops[node.a];
    Value collection, offset, limit, columns;
    if (!evaluate(loop.collection, collection))
        return failed(node);
    if (collection.isFalsy())
        return Flow::Next;
    if ((loop.hasOffset && !evaluate(loop.offset, offset)) ||
        (loop.hasLimit && !evaluate(loop.limit, limit)) ||
        (loop.hasColumns && !evaluate(loop.columns, columns)))
        return failed(node);
    for (const Value value : {offset, limit, columns}) {
        if (!value.isNil() && !value.isNumber() && !value.isText()) {
            m_context.fail("liquid.invalid_integer", "invalid integer",
                           {{"value", std::string(m_context.textOf(value))}});
            return failed(node);
        }
    }
    const std::int64_t from = integerPrefix(offset), count = integerPrefix(limit);
    Value single;
    std::size_t first = 0, size = 0;
    segmentOf(collection, from, loop.hasLimit,
              count > 0 && from > INT64_MAX - count ? INT64_MAX : from + count, single, first,
              size);
    auto *object = new (m_arena.allocate(sizeof(TableRowLoop), alignof(TableRowLoop))) TableRowLoop(
        size, loop.hasColumns ? integerPrefix(columns) : static_cast<std::int64_t>(size));
    const Sequence items(collection, m_arena);
    Local tablerowloop(*m_frame, m_program.tablerowloopName), variable(*m_frame, loop.variable);
    tablerowloop.set(Value::object(object));
    if (!write("<tr class=\"row1\">\n"))
        return Flow::Failed;
    for (std::size_t i = 0; i < size; ++i) {
        if (!step() || !m_context.fits(0))
            return Flow::Failed;
        variable.set(single.isNil() ? items.at(first + i) : single);
        if (!write("<td class=\"col") || !writeShown(Value::integer(object->column()), false) ||
            !write("\">"))
            return Flow::Failed;
        const Flow flow = block(loop.body);
        if (flow == Flow::Failed)
            return flow;
        if (!write("</td>"))
            return Flow::Failed;
        if (flow == Flow::Break)
            break;
        if (object->isLastColumn() && !object->isLast() &&
            (!write("</tr>\n<tr class=\"row") ||
             !writeShown(Value::integer(object->row() + 1), false) || !write("\">")))
            return Flow::Failed;
        object->advance();
    }
    return write("</tr>\n") ? Flow::Next : Flow::Failed;
}

// The snippet a tag names, or null with a fault.
const Snippet *Renderer::snippetOf(const Partial &partial) {
    Value name;
    if (!evaluate(partial.name, name))
        return nullptr;
    if (!name.isText()) {
        m_context.fail("liquid.snippet_name",
                       "Argument error in tag 'include' - Illegal template name");
        return nullptr;
    }
    const auto found = m_program.snippetIds.find(name.asText());
    const Snippet *snippet =
        found == m_program.snippetIds.end() ? nullptr : &m_program.snippets[found->second];
    if (snippet == nullptr || snippet->isMissing) {
        m_context.fail("liquid.snippet_missing",
                       "No such template '" + std::string(name.asText()) + "'",
                       {{"name", std::string(name.asText())}});
        return nullptr;
    }
    if (snippet->problem) {
        m_context.fail("liquid.snippet_broken", snippet->problem->id, {{"name", snippet->name}});
        return nullptr;
    }
    return snippet;
}

Renderer::Flow Renderer::include(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    if (!m_frame->seesData) {
        m_context.fail("liquid.include_in_render", "include usage is not allowed in this context");
        return failed(node);
    }
    const Partial &partial = m_program.partials[node.a];
    const Snippet *snippet = snippetOf(partial);
    if (snippet == nullptr)
        return failed(node);
    Value with;
    if (partial.with == kNone)
        with = lookup(snippet->nameId);
    else if (!evaluate(partial.with, with))
        return failed(node);
    Locals options;
    for (std::uint32_t i = 0; i < partial.optionCount; ++i) {
        const NamedExpression &option = m_program.options[partial.firstOption + i];
        Value value;
        if (!evaluate(option.expression, value))
            return failed(node);
        options.all.push_back(std::make_unique<Local>(*m_frame, option.nameId));
        options.all.back()->set(value);
    }
    Local variable(*m_frame, partial.aliasName == kNone ? snippet->variableId : partial.aliasName);
    Flow flow = Flow::Next;
    if (!with.isArray()) {
        variable.set(with);
        flow = block(snippet->body);
    } else {
        const Sequence items(with, m_arena);
        for (std::size_t i = 0; i < items.size() && flow != Flow::Failed; ++i) {
            if (!step())
                return Flow::Failed;
            variable.set(items.at(i));
            const Flow one = block(snippet->body);
            flow = one == Flow::Next ? flow : one;
        }
    }
    return flow;
}

Renderer::Flow Renderer::isolated(const Node &node, const Partial &partial, const Snippet &snippet,
                                  Value with, ForLoop *loop) {
    // A frame has a place for each name of the template, and as many stand as snippets are open.
    const std::size_t names = m_program.names.size();
    if (!m_context.fits((m_frames + 1) * names * sizeof(Slot)) || !m_context.work(names / 8))
        return Flow::Failed;
    Frame &inner = nextFrame(false);
    const auto set = [&inner](std::uint32_t name, Value value) {
        inner.slots[name].global = value;
        inner.slots[name].hasGlobal = true;
    };
    if (loop != nullptr)
        set(m_program.forloopName, Value::object(loop));
    for (std::uint32_t i = 0; i < partial.optionCount; ++i) {
        const NamedExpression &option = m_program.options[partial.firstOption + i];
        Value value;
        if (!evaluate(option.expression, value)) {
            --m_frames;
            return failed(node);
        }
        set(option.nameId, value);
    }
    if (!with.isNil())
        set(partial.aliasName == kNone ? snippet.variableId : partial.aliasName, with);
    // What the caller has begun (a cycle, an `offset: continue`) goes on in the snippet and after
    // it; what the snippet begins by itself ends with it.
    Frame *outer = m_frame;
    inner.registers = outer->registers;
    m_frame = &inner;
    const Flow flow = block(snippet.body);
    m_frame = outer;
    --m_frames;
    if (!outer->registers.cycles.empty())
        outer->registers.cycles = std::move(inner.registers.cycles);
    if (!outer->registers.offsets.empty())
        outer->registers.offsets = std::move(inner.registers.offsets);
    return flow == Flow::Failed ? flow : Flow::Next;
}

Renderer::Flow Renderer::render(const Node &node) {
    if (!enter(node))
        return Flow::Failed;
    const Partial &partial = m_program.partials[node.a];
    const Snippet *snippet = snippetOf(partial);
    if (snippet == nullptr)
        return failed(node);
    Value with;
    if (partial.with != kNone && !evaluate(partial.with, with))
        return failed(node);
    const Sequence items(with, m_arena);
    if (!partial.isLoop || !items.isIterable())
        return isolated(node, partial, *snippet, with, nullptr);
    auto *object = new (m_arena.allocate(sizeof(ForLoop), alignof(ForLoop)))
        ForLoop(snippet->name, items.size(), nullptr);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!step(1 + m_program.names.size() / 8) || !m_context.fits(0))
            return Flow::Failed;
        if (isolated(node, partial, *snippet, items.at(i), object) == Flow::Failed)
            return Flow::Failed;
        object->advance();
    }
    return Flow::Next;
}

} // namespace audience::liquid
