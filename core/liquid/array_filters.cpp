// Filters on arrays. Their input is flattened; an object or a single value is an array of one.
#include "base/text.h"
#include "liquid/characters.h"
#include "liquid/filters.h"
#include "liquid/number.h"
#include "liquid/number_text.h"
#include "liquid/operations.h"
#include "liquid/show.h"

#include <unordered_set>

namespace audience::liquid {

namespace {

using Kind = Value::Kind;
constexpr int kMaxNesting = 100;

bool flatten(FilterContext &context, Value value, std::vector<Value> &items, int depth = 0) {
    const Sequence sequence(value, context.arena);
    if (depth > kMaxNesting || sequence.size() > context.options.limits.steps)
        return context.limit("liquid.limit_steps");
    if (!context.work(sequence.size()))
        return false;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
        const Value item = sequence.at(i);
        if (!item.isArray())
            items.push_back(item);
        else if (!flatten(context, item, items, depth + 1))
            return false;
    }
    return context.fits(items.size() * sizeof(Value));
}

bool itemsOf(FilterContext &context, Value value, std::vector<Value> &items) {
    if (value.isArray() || value.kind() == Kind::Range)
        return flatten(context, value, items);
    if (!value.isNil())
        items.push_back(value);
    return true;
}

Value listOf(FilterContext &context, const std::vector<Value> &items) {
    if (!context.fits(items.size() * sizeof(Value)))
        return {};
    return Value::list(context.arena.makeArray(items.data(), items.size()), items.size());
}

enum class Property { Found, NotIndexable, Wrong };

bool isIndexable(Value value) {
    return value.kind() == Kind::Object || value.isText() || value.kind() == Kind::Int;
}

// item[property] as Ruby reads it: members of objects, pieces of text, bits of integers.
Property propertyOf(FilterContext &context, Value item, Value property, Value &result) {
    result = {};
    if (item.kind() == Kind::Object) {
        if (property.isText())
            item.asObject().find(property.asText(), context.arena, result);
        return Property::Found;
    }
    if (item.isText()) {
        const std::string_view text = item.asText();
        if (property.isText()) {
            if (text.find(property.asText()) != std::string_view::npos)
                result = property;
            return Property::Found;
        }
        if (!property.isNumber())
            return Property::Wrong;
        std::int64_t index = integerPrefix(property);
        const auto count = static_cast<std::int64_t>(characterCount(text));
        index = index < 0 ? index + count : index;
        if (index >= 0 && index < count) {
            const std::size_t from = byteOffset(text, static_cast<std::size_t>(index));
            result = Value::text(text.substr(from, characterEnd(text, from) - from), item.isSafe());
        }
        return Property::Found;
    }
    if (item.kind() == Kind::Int) {
        if (!property.isNumber())
            return Property::Wrong;
        const std::int64_t bit = integerPrefix(property);
        const std::int64_t sign = item.asInt() < 0 ? 1 : 0;
        result = Value::integer(bit < 0 ? 0 : bit > 62 ? sign : (item.asInt() >> bit) & 1);
        return Property::Found;
    }
    return Property::NotIndexable;
}

bool wrongProperty(FilterContext &context, Value property) {
    const std::string name(context.textOf(property));
    return context.fail("liquid.wrong_property", "cannot select the property '" + name + "'",
                        {{"property", name}});
}

bool join(FilterContext &context, Value &value, const FilterArguments &arguments) {
    const Value glue = arguments.has(0) ? arguments.at(0) : Value::text(" ", true);
    std::vector<Value> items;
    if (!itemsOf(context, value, items))
        return false;
    // The glue is the template's HTML; what it joins is data, escaped unless it is safe.
    const bool safe = context.options.escape == Escape::Html && glue.isSafe();
    const std::string_view between = context.textOf(glue);
    for (std::size_t i = 0; i < items.size() && !context.hasFault(); ++i) {
        if (i > 0)
            context.append(between);
        context.append(context.textOf(safe ? context.htmlSafe(items[i]) : items[i]));
    }
    value = context.finishText(safe);
    return !context.hasFault();
}

enum class Sorting { Exact, Natural };

// -1, 0 or 1; 2 when the two cannot be compared.
int orderOf(FilterContext &context, Value a, Value b, Sorting sorting) {
    if (a.isNil() || b.isNil())
        return a.isNil() && b.isNil() ? 0 : a.isNil() ? 1 : -1;
    if (sorting == Sorting::Natural) {
        const int order = toLowerAscii(context.textOf(a)).compare(toLowerAscii(context.textOf(b)));
        return order < 0 ? -1 : order > 0;
    }
    switch (compare(a, b, context.arena)) {
    case Order::Less:
        return -1;
    case Order::Equal:
        return 0;
    case Order::Greater:
        return 1;
    case Order::None:
        break;
    }
    return 2;
}

struct Keyed {
    Value key, item;
};

// A merge sort of our own: it is stable and stays within its bounds whatever the comparison says.
bool sortKeyed(FilterContext &context, std::vector<Keyed> &items, Sorting sorting) {
    std::vector<Keyed> other(items.size());
    for (std::size_t width = 1; width < items.size(); width *= 2) {
        if (!context.work(items.size()))
            return false;
        for (std::size_t start = 0; start < items.size(); start += 2 * width) {
            const std::size_t middle = std::min(start + width, items.size());
            const std::size_t end = std::min(start + 2 * width, items.size());
            std::size_t left = start, right = middle;
            for (std::size_t out = start; out < end; ++out) {
                bool takeRight = left == middle;
                if (left < middle && right < end) {
                    const int order = orderOf(context, items[right].key, items[left].key, sorting);
                    if (order == 2)
                        return context.fail("liquid.not_sortable",
                                            "cannot sort values of incompatible types");
                    takeRight = order < 0;
                }
                other[out] = takeRight ? items[right++] : items[left++];
            }
        }
        items.swap(other);
        if (!context.fits(0))
            return false;
    }
    return true;
}

bool sorted(FilterContext &context, Value &value, const FilterArguments &arguments,
            Sorting sorting) {
    const Value property = arguments.at(0);
    std::vector<Value> items;
    if (!itemsOf(context, value, items))
        return false;
    std::vector<Keyed> keyed;
    keyed.reserve(items.size());
    if (!property.isNil())
        for (const Value &item : items)
            if (!isIndexable(item)) {
                value = {};
                return true;
            }
    for (const Value &item : items) {
        Keyed entry{item, item};
        // A single item is never compared, so its property is not asked for.
        if (!property.isNil() && items.size() > 1 &&
            propertyOf(context, item, property, entry.key) == Property::Wrong)
            return wrongProperty(context, property);
        keyed.push_back(entry);
    }
    if (!sortKeyed(context, keyed, sorting))
        return false;
    for (std::size_t i = 0; i < keyed.size(); ++i)
        items[i] = keyed[i].item;
    value = listOf(context, items);
    return !context.hasFault();
}

bool sort(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return sorted(context, value, arguments, Sorting::Exact);
}

bool sortNatural(FilterContext &context, Value &value, const FilterArguments &arguments) {
    return sorted(context, value, arguments, Sorting::Natural);
}

enum class Selection { Where, Reject, Has, Find, FindIndex };

bool matches(FilterContext &context, Value item, const FilterArguments &arguments, bool &match,
             Property &property) {
    Value member;
    property = propertyOf(context, item, arguments.at(0), member);
    if (property == Property::Wrong)
        return wrongProperty(context, arguments.at(0));
    const Value target = arguments.at(1);
    match = target.isNil() ? !member.isFalsy() : equals(member, target, context.arena);
    return context.work(1);
}

template <Selection selection>
bool select(FilterContext &context, Value &value, const FilterArguments &arguments) {
    std::vector<Value> items, kept;
    if (!itemsOf(context, value, items))
        return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        bool match = false;
        Property property = Property::Found;
        if (!matches(context, items[i], arguments, match, property))
            return false;
        if (property == Property::NotIndexable) {
            value = {};
            return true;
        }
        if (match && selection == Selection::Has)
            value = Value::boolean(true);
        else if (match && selection == Selection::Find)
            value = items[i];
        else if (match && selection == Selection::FindIndex)
            value = Value::integer(static_cast<std::int64_t>(i));
        else if (match == (selection == Selection::Where)) {
            kept.push_back(items[i]);
            continue;
        } else
            continue;
        return true;
    }
    if (selection == Selection::Where || selection == Selection::Reject)
        value = listOf(context, kept);
    else
        value = selection == Selection::Has ? Value::boolean(false) : Value();
    return !context.hasFault();
}

bool map(FilterContext &context, Value &value, const FilterArguments &arguments) {
    std::vector<Value> items;
    if (!itemsOf(context, value, items))
        return false;
    for (Value &item : items) {
        Value member;
        if (propertyOf(context, item, arguments.at(0), member) == Property::Wrong)
            return wrongProperty(context, arguments.at(0));
        item = member;
    }
    value = listOf(context, items);
    return !context.hasFault();
}

bool uniq(FilterContext &context, Value &value, const FilterArguments &arguments) {
    const Value property = arguments.at(0);
    std::vector<Value> items, kept;
    if (!itemsOf(context, value, items))
        return false;
    if (items.size() < 2) {
        value = listOf(context, items);
        return !context.hasFault();
    }
    std::unordered_set<std::string> seen;
    std::size_t bytes = 0;
    for (const Value &item : items) {
        Value key = item;
        const Property found =
            property.isNil() ? Property::Found : propertyOf(context, item, property, key);
        if (found == Property::Wrong)
            return wrongProperty(context, property);
        if (found == Property::NotIndexable) {
            value = {};
            return true;
        }
        std::string shown(1, static_cast<char>(key.kind()));
        appendInspected(key, shown, context.arena, context.options.limits.memoryBytes);
        bytes += shown.size();
        if (!context.fits(bytes))
            return false;
        if (seen.insert(std::move(shown)).second)
            kept.push_back(item);
    }
    value = listOf(context, kept);
    return !context.hasFault();
}

bool compact(FilterContext &context, Value &value, const FilterArguments &arguments) {
    const Value property = arguments.at(0);
    std::vector<Value> items, kept;
    if (!itemsOf(context, value, items))
        return false;
    for (const Value &item : items) {
        Value key = item;
        const Property found =
            property.isNil() ? Property::Found : propertyOf(context, item, property, key);
        if (found == Property::Wrong)
            return wrongProperty(context, property);
        if (found == Property::NotIndexable) {
            value = {};
            return true;
        }
        if (!key.isNil())
            kept.push_back(item);
    }
    value = listOf(context, kept);
    return !context.hasFault();
}

bool reverse(FilterContext &context, Value &value, const FilterArguments &) {
    std::vector<Value> items;
    if (!itemsOf(context, value, items))
        return false;
    value = listOf(context, {items.rbegin(), items.rend()});
    return !context.hasFault();
}

bool concat(FilterContext &context, Value &value, const FilterArguments &arguments) {
    if (!arguments.at(0).isArray())
        return context.fail("liquid.concat_needs_array",
                            "concat filter requires an array argument");
    std::vector<Value> items;
    if (!itemsOf(context, value, items))
        return false;
    const Sequence more(arguments.at(0), context.arena);
    if (!context.work(more.size()) || !context.fits((items.size() + more.size()) * sizeof(Value)))
        return false;
    for (std::size_t i = 0; i < more.size(); ++i)
        items.push_back(more.at(i));
    value = listOf(context, items);
    return !context.hasFault();
}

bool sum(FilterContext &context, Value &value, const FilterArguments &arguments) {
    const Value property = arguments.at(0);
    std::vector<Value> items;
    if (!itemsOf(context, value, items))
        return false;
    if (!property.isNil()) {
        std::vector<Value> members;
        for (const Value &item : items) {
            Value member;
            if (propertyOf(context, item, property, member) == Property::Wrong)
                return wrongProperty(context, property);
            if (!itemsOf(context, member, members))
                return false;
        }
        items.swap(members);
    }
    Value total = Value::integer(0);
    for (const Value &item : items)
        calculate(Arithmetic::Add, total, toNumber(item), total);
    value = total;
    return true;
}

bool size(FilterContext &context, Value &value, const FilterArguments &) {
    if (value.isText())
        value = Value::integer(static_cast<std::int64_t>(characterCount(value.asText())));
    else if (value.kind() == Kind::Int)
        value = Value::integer(8); // the bytes of an integer, as the reference has it
    else
        value = Value::integer(static_cast<std::int64_t>(Sequence(value, context.arena).size()));
    return true;
}

bool end(FilterContext &context, Value &value, bool isFirst) {
    if (value.isText()) {
        const std::string_view text = value.asText();
        const std::size_t count = characterCount(text);
        const std::size_t from = isFirst || count == 0 ? 0 : byteOffset(text, count - 1);
        const std::size_t to = count == 0 ? 0 : characterEnd(text, from);
        value = Value::text(text.substr(from, to - from), value.isSafe());
        return true;
    }
    if (value.kind() == Kind::Range) {
        value = Value::integer(isFirst ? value.asRange().first : value.asRange().last);
        return true;
    }
    const Sequence items(value, context.arena);
    if (items.size() == 0 || (!isFirst && value.kind() == Kind::Object))
        value = {};
    else
        value = items.at(isFirst ? 0 : items.size() - 1);
    return true;
}

bool first(FilterContext &context, Value &value, const FilterArguments &) {
    return end(context, value, true);
}

bool last(FilterContext &context, Value &value, const FilterArguments &) {
    return end(context, value, false);
}

bool defaultTo(FilterContext &, Value &value, const FilterArguments &arguments) {
    bool allowFalse = false;
    for (std::size_t i = 0; i < arguments.optionCount; ++i)
        if (arguments.options[i].name == "allow_false")
            allowFalse = !arguments.options[i].value.isFalsy();
    if ((allowFalse ? value.isNil() : value.isFalsy()) || isEmpty(value))
        value = arguments.has(0) ? arguments.at(0) : Value::text({}, true);
    return true;
}

} // namespace

std::vector<Filter> arrayFilters() {
    return {{"join", join, 0, 1},
            {"sort", sort, 0, 1},
            {"sort_natural", sortNatural, 0, 1},
            {"where", select<Selection::Where>, 1, 2},
            {"reject", select<Selection::Reject>, 1, 2},
            {"has", select<Selection::Has>, 1, 2},
            {"find", select<Selection::Find>, 1, 2},
            {"find_index", select<Selection::FindIndex>, 1, 2},
            {"map", map, 1, 1},
            {"uniq", uniq, 0, 1},
            {"compact", compact, 0, 1},
            {"reverse", reverse, 0, 0},
            {"concat", concat, 1, 1},
            {"sum", sum, 0, 1},
            {"size", size, 0, 0},
            {"first", first, 0, 0},
            {"last", last, 0, 0},
            {"default", defaultTo, 0, 2}};
}

} // namespace audience::liquid
