// The Liquid template language: parse once into an immutable Program, render it for each recipient.
// A Program may be rendered by many threads at once; values come through ValueSource and the output
// is appended to the caller's string. No I/O, no clock and no zone of its own: all are passed in.
#pragma once

#include "base/result.h"
#include "liquid/value.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::liquid {

enum class Severity { Warning, Error };

// A remark about a place in a template: a stable id with args, as in Error. `snippet` is empty for
// the template itself. Lines and columns count from 1, columns in characters.
struct Finding {
    Severity severity = Severity::Error;
    int line = 0;
    int column = 0;
    std::string snippet;
    std::string id;
    std::vector<std::pair<std::string, std::string>> args;
};

// Lax reads what the reference implementation reads, Warn prefers the strict grammar and reports
// where it had to give in, Strict refuses.
enum class ErrorMode { Lax, Warn, Strict };

// Where {% render %} and {% include %} find their text. Asked only while parsing.
class SnippetLoader {
public:
    virtual ~SnippetLoader() = default;
    virtual std::optional<std::string> load(const std::string &name) const = 0;
    // Every name, for an {% include %} whose name is known only at render time.
    virtual std::vector<std::string> names() const = 0;
};

struct ParseOptions {
    ErrorMode mode = ErrorMode::Lax;
    const SnippetLoader *snippets = nullptr;
    std::size_t maxBytes = 16 * 1024 * 1024; // of one template or snippet
};

// The recipient's data: the names a template can use at its top level.
class ValueSource {
public:
    virtual ~ValueSource() = default;
    // False when there is no such name. What is returned lives until the render ends.
    virtual bool find(std::string_view name, Arena &arena, Value &value) const = 0;
};

enum class Escape { None, Html };
enum class Missing { Empty, Error };

struct Zone {
    int offsetSeconds = 0; // east of UTC is positive
    std::string abbreviation = "UTC";
};

struct Limits {
    std::size_t steps = 1'000'000;
    std::size_t outputBytes = 1024 * 1024;
    std::size_t memoryBytes = 64 * 1024 * 1024;
    int depth = 100;
    std::chrono::microseconds time{200'000}; // used when RenderOptions::clock is given
};

// An output of the template or of a snippet that wrote nothing but blanks.
struct EmptyOutput {
    int line = 0, column = 0; // of its opening braces, as in Finding
    std::string snippet;
    std::size_t at = 0; // in what this render wrote
};

struct RenderOptions {
    Escape escape = Escape::Html;
    Missing missing = Missing::Empty;
    // True: the first error ends the render. False: its text is written where it happened, as the
    // reference implementation does; limits and missing fields end the render in either case.
    bool stopAtError = true;
    Limits limits;
    Instant now;
    std::function<Zone(Instant)> zone; // UTC when empty
    std::function<std::chrono::microseconds()>
        clock; // steady; looked at now and then, for Limits::time
    // Takes those that were reached; what is written into a capture is not among them.
    std::vector<EmptyOutput> *empties = nullptr;
};

struct ProgramData;

class Program {
public:
    explicit Program(std::unique_ptr<const ProgramData> data);
    ~Program();
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    // Appends to `out`; on an error `out` is as it was. The error has the args line, column and
    // snippet. Errors written into the output are added to `findings` where it is given.
    Result<void> render(const ValueSource &source, const RenderOptions &options, std::string &out,
                        std::vector<Finding> *findings = nullptr) const;

    // Paths read from the data, such as "customer.first_name", sorted, without the template's own
    // variables; and the names of all filters used. Snippets are included.
    const std::vector<std::string> &usedFields() const;
    const std::vector<std::string> &usedFilters() const;

private:
    std::unique_ptr<const ProgramData> m_data;
};

// `program` is empty when the template cannot be parsed; `findings` then holds the error. A snippet
// that is missing or wrong is a finding too, and an error only if a render reaches it.
struct Parsed {
    std::shared_ptr<const Program> program;
    std::vector<Finding> findings;
};
Parsed parse(std::string_view source, const ParseOptions &options = {});

// Names for completion and checks.
std::vector<std::string_view> filterNames();
std::vector<std::string_view> tagNames();

} // namespace audience::liquid
