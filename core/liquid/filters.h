// The standard filters. A filter changes a value in place; on a problem it reports to the context
// and returns false. Internal to this module.
#pragma once

#include "liquid/liquid.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::liquid {

struct FilterOption {
    std::string_view name;
    Value value;
};

// What went wrong in a render: `text` is the reference implementation's wording for the output.
struct Fault {
    ErrorKind kind = ErrorKind::Invalid;
    std::string id;
    std::vector<std::pair<std::string, std::string>> args;
    std::string text;
};

// The memory that renders of one thread use again and again.
struct RenderMemory {
    Arena arena;
    std::string scratch, shown;
    std::vector<Value> list;
    // Forgets what is in it, and gives back what an unusually large render needed.
    void reset();
};

// What filters may use of the render. Text and lists are built in the two scratch buffers and then
// kept in the arena; both refuse to grow beyond the render's memory limit.
class FilterContext {
public:
    FilterContext(RenderMemory &memory, const RenderOptions &options)
        : arena(memory.arena), options(options), scratch(memory.scratch), list(memory.list) {}

    bool fail(std::string_view id, std::string_view text,
              std::vector<std::pair<std::string, std::string>> args = {});
    bool limit(std::string_view id);
    bool hasFault() const { return !fault.id.empty(); }
    // Counts work; false when the limit is reached.
    bool work(std::size_t count) {
        steps += count;
        return steps <= options.limits.steps || limit("liquid.limit_steps");
    }
    // Looking for a text in another, at its worst.
    bool search(std::string_view in, std::string_view what) { return work(in.size() / 64 * (1 + what.size() / 64)); }
    bool fits(std::size_t bytes) {
        const std::size_t allowed = options.limits.memoryBytes;
        return (arena.used() <= allowed && bytes <= allowed - arena.used()) ||
               limit("liquid.limit_memory");
    }
    // To `scratch`.
    void append(std::string_view bytes) {
        if (scratch.size() + bytes.size() <= scratch.capacity() ||
            fits(scratch.size() + bytes.size()))
            scratch.append(bytes);
    }
    Value finishText(bool safe);
    // To `list`.
    bool push(Value value) {
        if (!work(1) || (list.size() == list.capacity() && !fits(2 * sizeof(Value) * list.size())))
            return false;
        list.push_back(value);
        return true;
    }
    Value finishList();
    // Both, one after the other.
    Value joinedText(std::string_view first, std::string_view second, bool safe);
    // The text of any value, valid until the render ends.
    std::string_view textOf(Value value) {
        return value.isText() ? value.asText() : shownText(value);
    }
    Value htmlSafe(Value value); // escaped unless it is safe, or escaping is off

    Arena &arena;
    const RenderOptions &options;
    std::string &scratch;
    std::vector<Value> &list;
    std::size_t steps = 0;
    Fault fault;

private:
    std::string_view shownText(Value value);
};

struct FilterArguments {
    const Value *values = nullptr;
    std::size_t count = 0;
    const FilterOption *options = nullptr;
    std::size_t optionCount = 0;
    Value at(std::size_t index) const { return index < count ? values[index] : Value(); }
    bool has(std::size_t index) const { return index < count; }
};

using FilterFunction = bool (*)(FilterContext &, Value &, const FilterArguments &);

struct Filter {
    std::string_view name;
    FilterFunction function;
    int required, allowed; // arguments after the input
};

const Filter *findFilter(std::string_view name);
// Each file of filters gives its part of the table.
std::vector<Filter> textFilters();
std::vector<Filter> htmlFilters();
std::vector<Filter> numberFilters();
std::vector<Filter> arrayFilters();
std::vector<Filter> dateFilters();

void appendEscaped(std::string &out, std::string_view text);
// How much of `text` can stand in HTML as it is, and what the character after it becomes.
std::size_t plainHtml(std::string_view text);
std::string_view entityOf(char c);

} // namespace audience::liquid
