// Filters on arrays. Their input is flattened; an object or a single value is an array of one.
#include "liquid/characters.h"
#include "liquid/filters.h"
#include "liquid/number.h"
#include "liquid/number_text.h"
#include "liquid/operations.h"
#include "liquid/show.h"

#include <algorithm>
#include <span>
#include <string>
#include <unordered_set>

namespace audience::liquid {

namespace {

using Kind = Value::Kind;
constexpr int kMaxNesting = 100;

// The items a filter works on: in the arena, or where a list has them already.
using Items = std::span<const Value>;

// Values in a row that grow in the arena, so that a filter's result is made where it stays.
class Row {
public:
    explicit Row(Arena &arena) : m_arena(arena) {}
    void reserve(std::size_t capacity) {
        if (capacity <= m_capacity)
            return;
        auto *items =
            static_cast<Value *>(m_arena.allocate(capacity * sizeof(Value), alignof(Value)));
        std::copy(m_items, m_items + m_size, items);
        m_items = items;
        m_capacity = capacity;
    }
    void add(Value value) {
        if (m_size == m_capacity)
            reserve(m_capacity < 4 ? 8 : 2 * m_capacity);
        m_items[m_size++] = value;
    }
    Items items() const { return {m_items, m_size}; }
    Value value() const { return Value::list(m_items, m_size); }

private:
    Arena &m_arena;
    Value *m_items = nullptr;
    std::size_t m_size = 0, m_capacity = 0;
};

bool flatten(FilterContext &context, Value value, Row &row, int depth = 0) {
    const Sequence sequence(value, context.arena);
    if (depth > kMaxNesting || sequence.size() > context.options.limits.steps)
        return context.limit("liquid.limit_steps");
    if (!context.work(sequence.size()) ||
        !context.fits((row.items().size() + sequence.size()) * sizeof(Value)))
        return false;
    row.reserve(row.items().size() + sequence.size());
    for (std::size_t i = 0; i < sequence.size(); ++i) {
        const Value item = sequence.at(i);
        if (!item.isArray())
            row.add(item);
        else if (!flatten(context, item, row, depth + 1))
            return false;
    }
    return context.fits(0);
}

bool itemsOf(FilterContext &context, Value value, Row &row) {
    if (value.isArray() || value.kind() == Kind::Range)
        return flatten(context, value, row);
    if (!value.isNil())
        row.add(value);
    return true;
}

bool itemsOf(FilterContext &context, Value value, Items &items) {
    if (value.kind() == Kind::List) {
        items = {value.items(), value.listSize()};
        if (std::none_of(items.begin(), items.end(), [](Value item) { return item.isArray(); }))
            return context.work(items.size());
    }
    Row row(context.arena);
    const bool good = itemsOf(context, value, row);
    items = row.items();
    return good;
}

// Room for a result; null with a fault when it does not fit.
template <class T> T *roomFor(FilterContext &context, std::size_t count) {
    return context.fits(count * sizeof(T))
               ? static_cast<T *>(context.arena.allocate(count * sizeof(T), alignof(T)))
               : nullptr;
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
            if (context.search(text, property.asText()) && text.find(property.asText()) != std::string_view::npos)
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
    Items items;
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

// -1, 0 or 1, letters of ASCII without their case.
int compareNatural(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    };
    const std::size_t shared = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < shared; ++i)
        if (lower(a[i]) != lower(b[i]))
            return lower(a[i]) < lower(b[i]) ? -1 : 1;
    return a.size() < b.size() ? -1 : a.size() > b.size();
}

// -1, 0 or 1; 2 when the two cannot be compared.
int orderOf(FilterContext &context, Value a, Value b, Sorting sorting) {
    if (a.isNil() || b.isNil())
        return a.isNil() && b.isNil() ? 0 : a.isNil() ? 1 : -1;
    if (sorting == Sorting::Natural) {
        return compareNatural(context.textOf(a), context.textOf(b));
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
// Gives where the sorted items are: `items` or `other`, or null with a fault.
Keyed *sortKeyed(FilterContext &context, Keyed *items, Keyed *other, std::size_t count,
                 Sorting sorting) {
    for (std::size_t width = 1; width < count; width *= 2) {
        if (!context.work(count))
            return nullptr;
        for (std::size_t start = 0; start < count; start += 2 * width) {
            const std::size_t middle = std::min(start + width, count);
            const std::size_t end = std::min(start + 2 * width, count);
            std::size_t left = start, right = middle;
            for (std::size_t out = start; out < end; ++out) {
                bool takeRight = left == middle;
                if (left < middle && right < end) {
                    const int order = orderOf(context, items[right].key, items[left].key, sorting);
                    if (order == 2) {
                        context.fail("liquid.not_sortable",
                                     "cannot sort values of incompatible types");
                        return nullptr;
                    }
                    takeRight = order < 0;
                }
                other[out] = takeRight ? items[right++] : items[left++];
            }
        }
        std::swap(items, other);
        if (!context.fits(0))
            return nullptr;
    }
    return items;
}

bool sorted(FilterContext &context, Value &value, const FilterArguments &arguments,
            Sorting sorting) {
    const Value property = arguments.at(0);
    Items items;
    if (!itemsOf(context, value, items))
        return false;
    if (!property.isNil() && !std::all_of(items.begin(), items.end(), isIndexable)) {
        value = {};
        return true;
    }
    auto *keyed = roomFor<Keyed>(context, 2 * items.size());
    auto *result = roomFor<Value>(context, items.size());
    if (keyed == nullptr || result == nullptr)
        return items.empty() && !context.hasFault();
    for (std::size_t i = 0; i < items.size(); ++i) {
        keyed[i] = {items[i], items[i]};
        // A single item is never compared, so its property is not asked for.
        if (!property.isNil() && items.size() > 1 &&
            propertyOf(context, items[i], property, keyed[i].key) == Property::Wrong)
            return wrongProperty(context, property);
    }
    keyed = sortKeyed(context, keyed, keyed + items.size(), items.size(), sorting);
    if (keyed == nullptr)
        return false;
    for (std::size_t i = 0; i < items.size(); ++i)
        result[i] = keyed[i].item;
    value = Value::list(result, items.size());
    return true;
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
    Items items;
    Row kept(context.arena);
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
            kept.add(items[i]);
            continue;
        } else
            continue;
        return true;
    }
    if (selection == Selection::Where || selection == Selection::Reject)
        value = kept.value();
    else
        value = selection == Selection::Has ? Value::boolean(false) : Value();
    return context.fits(0);
}

bool map(FilterContext &context, Value &value, const FilterArguments &arguments) {
    Items items;
    if (!itemsOf(context, value, items))
        return false;
    auto *members = roomFor<Value>(context, items.size());
    if (context.hasFault())
        return false;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (propertyOf(context, items[i], arguments.at(0), members[i]) == Property::Wrong)
            return wrongProperty(context, arguments.at(0));
    value = Value::list(members, items.size());
    return context.fits(0);
}

// The items with their keys: themselves, or a property of theirs, which a single item is asked for
// only where `asksOne`. False where one has none; `value` is nil then, or there is a fault.
bool keyedItems(FilterContext &context, Value &value, Value property, bool asksOne,
                std::span<Keyed> &keyed) {
    Items items;
    if (!itemsOf(context, value, items))
        return false;
    auto *room = roomFor<Keyed>(context, items.size());
    if (context.hasFault())
        return false;
    const bool asks = !property.isNil() && (asksOne || items.size() > 1);
    for (std::size_t i = 0; i < items.size(); ++i) {
        room[i] = {items[i], items[i]};
        const Property found =
            !asks ? Property::Found : propertyOf(context, items[i], property, room[i].key);
        if (found == Property::Wrong)
            return wrongProperty(context, property);
        if (found == Property::NotIndexable) {
            value = {};
            return false;
        }
    }
    keyed = {room, items.size()};
    return context.fits(0);
}

// A few texts and numbers are compared with each other, which is faster than showing them.
bool areFewAndPlain(std::span<const Keyed> items) {
    constexpr std::size_t kFew = 24;
    return items.size() <= kFew && std::all_of(items.begin(), items.end(), [](const Keyed &one) {
               return one.key.isText() || one.key.kind() == Kind::Int || one.key.isNil();
           });
}

bool addUnique(FilterContext &context, std::span<const Keyed> keyed, Row &kept) {
    std::unordered_set<std::string> seen;
    std::size_t bytes = 0;
    for (const Keyed &one : keyed) {
        std::string shown(1, static_cast<char>(one.key.kind()));
        appendInspected(one.key, shown, context.arena, context.options.limits.memoryBytes);
        bytes += shown.size();
        if (!context.fits(bytes))
            return false;
        if (seen.insert(std::move(shown)).second)
            kept.add(one.item);
    }
    return true;
}

bool uniq(FilterContext &context, Value &value, const FilterArguments &arguments) {
    std::span<Keyed> keyed;
    if (!keyedItems(context, value, arguments.at(0), false, keyed))
        return !context.hasFault();
    Row kept(context.arena);
    kept.reserve(keyed.size());
    if (!areFewAndPlain(keyed)) {
        if (!addUnique(context, keyed, kept))
            return false;
    } else {
        for (std::size_t i = 0; i < keyed.size(); ++i)
            if (std::none_of(
                    keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const Keyed &one) { return equals(one.key, keyed[i].key, context.arena); }))
                kept.add(keyed[i].item);
    }
    value = kept.value();
    return context.fits(0);
}

bool compact(FilterContext &context, Value &value, const FilterArguments &arguments) {
    std::span<Keyed> keyed;
    if (!keyedItems(context, value, arguments.at(0), true, keyed))
        return !context.hasFault();
    Row kept(context.arena);
    kept.reserve(keyed.size());
    for (const Keyed &one : keyed)
        if (!one.key.isNil())
            kept.add(one.item);
    value = kept.value();
    return context.fits(0);
}

bool reverse(FilterContext &context, Value &value, const FilterArguments &) {
    Items items;
    if (!itemsOf(context, value, items))
        return false;
    auto *result = roomFor<Value>(context, items.size());
    if (context.hasFault())
        return false;
    std::reverse_copy(items.begin(), items.end(), result);
    value = Value::list(result, items.size());
    return true;
}

bool concat(FilterContext &context, Value &value, const FilterArguments &arguments) {
    if (!arguments.at(0).isArray())
        return context.fail("liquid.concat_needs_array",
                            "concat filter requires an array argument");
    Items items;
    if (!itemsOf(context, value, items))
        return false;
    const Sequence more(arguments.at(0), context.arena);
    if (!context.work(more.size()) || !context.fits((items.size() + more.size()) * sizeof(Value)))
        return false;
    Row row(context.arena);
    row.reserve(items.size() + more.size());
    for (const Value item : items)
        row.add(item);
    for (std::size_t i = 0; i < more.size(); ++i)
        row.add(more.at(i));
    value = row.value();
    return context.fits(0);
}

bool sum(FilterContext &context, Value &value, const FilterArguments &arguments) {
    const Value property = arguments.at(0);
    Items items;
    if (!itemsOf(context, value, items))
        return false;
    if (!property.isNil()) {
        Row members(context.arena);
        for (const Value item : items) {
            Value member;
            if (propertyOf(context, item, property, member) == Property::Wrong)
                return wrongProperty(context, property);
            if (!itemsOf(context, member, members))
                return false;
        }
        items = members.items();
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
