// The renderer's expressions: variables, filters and conditions.
#include "liquid/bytes.h"
#include "liquid/number_text.h"
#include "liquid/renderer.h"

namespace audience::liquid {

using Kind = Value::Kind;

Value Renderer::dataOf(Slot &slot, std::uint32_t name) {
    slot.hasData = true;
    if (!m_frame->seesData || !m_source.find(m_program.names[name], m_arena, slot.data))
        slot.data = {};
    return slot.data;
}

bool Renderer::path(const Path &path, Value &value) {
    if (path.memo == kNone)
        return walk(path, value);
    Memo &memo = m_frame->memos[path.memo];
    if (!memo.isKnown) {
        if (!walk(path, memo.value))
            return false;
        memo.isKnown = true;
    }
    value = memo.value;
    return true;
}

bool Renderer::walk(const Path &path, Value &value) {
    if (path.name != kNone) {
        value = lookup(path.name);
    } else {
        Value name;
        if (!evaluate(path.rootExpression, name))
            return false;
        value = {};
        if (name.isText()) {
            const auto known = m_program.nameIds.find(name.asText());
            if (known != m_program.nameIds.end())
                value = lookup(known->second);
            else if (m_frame->seesData && !m_source.find(name.asText(), m_arena, value))
                value = {};
        }
    }
    for (std::uint32_t i = 0; i < path.segmentCount; ++i) {
        const Segment &next = m_program.segments[path.firstSegment + i];
        bool found = false;
        if (next.command == nullptr && next.expression == kNone && value.kind() == Kind::Object) {
            const Object &object = value.asObject();
            found = object.find(next.key, m_arena, value);
        } else if (!segment(next, value, found))
            return false;
        if (!found) {
            value = {};
            return true;
        }
    }
    return true;
}

bool Renderer::segment(const Segment &segment, Value &value, bool &found) {
    Value key;
    if (segment.expression == kNone)
        key = Value::text(segment.key);
    else if (!evaluate(segment.expression, key))
        return false;
    if (value.kind() == Kind::Object && key.isText()) {
        Value member;
        found = value.asObject().find(key.asText(), m_arena, member);
        if (found) {
            value = member;
            return true;
        }
    } else if (value.isArray() && key.kind() == Kind::Int) {
        const Sequence items(value, m_arena);
        const auto size = static_cast<std::int64_t>(items.size());
        const std::int64_t index = key.asInt() < 0 ? key.asInt() + size : key.asInt();
        found = true;
        value = index >= 0 && index < size ? items.at(static_cast<std::size_t>(index)) : Value();
        return true;
    }
    if (segment.command != nullptr) {
        value = command(value, *segment.command);
        found = true;
    }
    return true;
}

Value Renderer::command(Value value, const Filter &filter) {
    const bool isSequence = Sequence(value, m_arena).isIterable();
    if (!isSequence && !value.isText() && !(value.kind() == Kind::Int && filter.name == "size"))
        return {};
    return filter.function(m_context, value, {}) ? value : Value();
}

bool Renderer::rangeBound(Value value, std::int64_t &bound) {
    if (value.kind() == Kind::Int || value.isNil() || value.isText()) {
        bound = integerPrefix(value);
        return true;
    }
    return integerOf(value, bound);
}

bool Renderer::range(const Expression &expression, Value &value) {
    Value first, last;
    Range bounds;
    if (!evaluate(expression.a, first) || !evaluate(expression.b, last) ||
        !rangeBound(first, bounds.first) || !rangeBound(last, bounds.last))
        return false;
    value = Value::range(m_arena.make<Range>(bounds));
    return true;
}

bool Renderer::integerOf(Value value, std::int64_t &result) {
    if (toInteger(value, m_arena, result))
        return true;
    return m_context.fail("liquid.invalid_integer", "invalid integer",
                          {{"value", std::string(m_context.textOf(value))}});
}

// A field of the data that is not there, where the template does not say what to do without it.
bool Renderer::missing(std::uint32_t id) {
    const Expression &expression = m_program.expressions[id];
    if (expression.kind != Expression::Kind::Path)
        return true;
    const Path &path = m_program.paths[expression.a];
    m_context.fail("liquid.missing_field", "missing field " + std::string(path.text),
                   {{"field", std::string(path.text)}});
    m_context.fault.kind = ErrorKind::NotFound;
    return false;
}

bool Renderer::callWith(const FilterCall &call, Value &value, bool mayMiss) {
    constexpr std::size_t kUsual = 4;
    Value few[kUsual];
    FilterOption fewOptions[kUsual];
    std::vector<Value> many;
    std::vector<FilterOption> manyOptions;
    Value *values = few;
    FilterOption *options = fewOptions;
    if (call.argumentCount > kUsual) {
        many.resize(call.argumentCount);
        values = many.data();
    }
    if (call.optionCount > kUsual) {
        manyOptions.resize(call.optionCount);
        options = manyOptions.data();
    }
    for (std::uint32_t i = 0; i < call.argumentCount; ++i) {
        const std::uint32_t expression = m_program.arguments[call.firstArgument + i];
        if (!evaluate(expression, values[i]))
            return false;
        if (!mayMiss && values[i].isNil() && !missing(expression))
            return false;
    }
    for (std::uint32_t i = 0; i < call.optionCount; ++i) {
        const NamedExpression &option = m_program.options[call.firstOption + i];
        options[i].name = option.name;
        if (!evaluate(option.expression, options[i].value))
            return false;
    }
    if (call.filter == nullptr)
        return true;
    const int given = static_cast<int>(call.argumentCount) + (call.optionCount > 0);
    const Filter &filter = *call.filter;
    if (given < filter.required || given > filter.allowed) {
        std::string expected = std::to_string(filter.required + 1);
        if (filter.allowed != filter.required)
            expected += ".." + std::to_string(filter.allowed + 1);
        return m_context.fail("liquid.filter_arguments",
                              "wrong number of arguments (given " + std::to_string(given + 1) +
                                  ", expected " + expected + ")",
                              {{"filter", std::string(call.name)},
                               {"given", std::to_string(given)},
                               {"least", std::to_string(filter.required)},
                               {"most", std::to_string(filter.allowed)}});
    }
    if (!m_context.work(1))
        return false;
    return filter.function(m_context, value,
                           {values, call.argumentCount, options, call.optionCount});
}

bool Renderer::filtered(const Filtered &filtered, Value &value, bool isOutput) {
    if (!evaluate(filtered.expression, value))
        return false;
    const bool strict = m_options.missing == Missing::Error && !filtered.hasDefault &&
                        (isOutput || filtered.callCount > 0);
    if (strict && value.isNil() && !missing(filtered.expression))
        return false;
    const bool wasNil = value.isNil();
    for (std::uint32_t i = 0; i < filtered.callCount; ++i) {
        const FilterCall &filterCall = m_program.calls[filtered.firstCall + i];
        if (!call(filterCall, value, !strict)) {
            m_place = filterCall.place;
            m_context.scratch.clear();
            m_context.list.clear();
            return false;
        }
    }
    // A default that is missing itself.
    if (isOutput && m_options.missing == Missing::Error && wasNil && value.isNil())
        return missing(filtered.expression);
    return true;
}

bool Renderer::order(const Comparison &comparison, Value left, Value right, Value &value) {
    const auto isOrdered = [](Value v) {
        return v.isNumber() || v.isText() || v.kind() == Kind::Instant || v.kind() == Kind::Date;
    };
    value = {};
    if (!isOrdered(left) || !isOrdered(right))
        return true;
    const Order order = compare(left, right, m_arena);
    if (order == Order::None) {
        const std::string what(right.isText() || !left.isText()
                                   ? std::string(typeName(right))
                                   : std::string(m_context.textOf(right)));
        return m_context.fail(
            "liquid.not_comparable",
            "comparison of " + std::string(typeName(left)) + " with " + what + " failed",
            {{"left", std::string(typeName(left))}, {"right", std::string(typeName(right))}});
    }
    switch (comparison.op) {
    case Operator::Less:
        value = Value::boolean(order == Order::Less);
        break;
    case Operator::LessEqual:
        value = Value::boolean(order != Order::Greater);
        break;
    case Operator::Greater:
        value = Value::boolean(order == Order::Greater);
        break;
    default:
        value = Value::boolean(order != Order::Less);
        break;
    }
    return true;
}

namespace {

bool isLiteralWord(Value value) {
    return value.kind() == Kind::Blank || value.kind() == Kind::Empty;
}

bool matchesWord(Value word, Value value) {
    return word.kind() == Kind::Blank ? isBlank(value) : isEmpty(value);
}

} // namespace

bool Renderer::isSame(Value left, Value right) {
    if (left.isText() && right.isText())
        return sameBytes(left.asText(), right.asText());
    if (isLiteralWord(left))
        return matchesWord(left, right);
    return isLiteralWord(right) ? matchesWord(right, left) : equals(left, right, m_arena);
}

bool Renderer::compared(const Comparison &comparison, Value &value) {
    Value left, right;
    if (!evaluate(comparison.left, left))
        return false;
    if (comparison.op == Operator::None) {
        value = left;
        return true;
    }
    if (!evaluate(comparison.right, right))
        return false;
    switch (comparison.op) {
    case Operator::Equal:
    case Operator::NotEqual:
        value = Value::boolean(isSame(left, right) == (comparison.op == Operator::Equal));
        return true;
    case Operator::Contains:
        if (left.isText() ? !m_context.search(left.asText(), right.isText() ? right.asText() : std::string_view())
                          : left.isArray() && !m_context.work(Sequence(left, m_arena).size()))
            return false;
        value = Value::boolean(contains(left, right, m_arena));
        return true;
    case Operator::Unknown:
        return m_context.fail("liquid.unknown_operator",
                              "Unknown operator " + std::string(comparison.unknown),
                              {{"operator", std::string(comparison.unknown)}});
    default:
        return order(comparison, left, right, value);
    }
}

bool Renderer::condition(std::uint32_t first, bool &result) {
    for (std::uint32_t i = first;; ++i) {
        const Comparison &comparison = m_program.comparisons[i];
        Value value;
        if (!step() || !compared(comparison, value))
            return false;
        result = !value.isFalsy();
        if (comparison.join == Join::End || result == (comparison.join == Join::Or))
            return true;
    }
}

} // namespace audience::liquid
