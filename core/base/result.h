// Result<T>: a value or an Error, returned instead of thrown. Core code never throws on its own;
// a module that calls a throwing library catches at its border.
#pragma once

#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace audience {

enum class ErrorKind {
    Invalid,    // the caller's input is wrong
    NotFound,   // the thing named does not exist
    Conflict,   // somebody else changed it, or it is in use
    Refused,    // a rule of ours forbids it (safety, trust, consent)
    Corrupt,    // stored data is damaged
    Io,         // disk or operating system
    Network,    // the request may be tried again
    Auth,       // credentials are missing or wrong
    Limit,      // a limit was reached (size, time, quota)
    Cancelled,  // the user or a shutdown stopped it
    Internal    // a bug
};

// An error as data: `id` is stable and is turned into a sentence by ui/text with `args`;
// `detail` is for the log and the "details" fold, never the first thing a person reads.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string id;
    std::vector<std::pair<std::string, std::string>> args;
    std::string detail;
    std::optional<std::chrono::milliseconds> retryAfter;

    Error() = default;
    Error(ErrorKind k, std::string_view stableId) : kind(k), id(stableId) {}
    Error &&with(std::string_view name, std::string_view value) && {
        args.emplace_back(name, value);
        return std::move(*this);
    }
    Error &&because(std::string_view text) && {
        detail = text;
        return std::move(*this);
    }
    std::string_view arg(std::string_view name) const {
        for (const auto &[key, value] : args)
            if (key == name)
                return value;
        return {};
    }
};

template <class T> class [[nodiscard]] Result {
public:
    using value_type = T;
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    T &value() & { return check(), *std::get_if<0>(&m_state); }
    const T &value() const & { return check(), *std::get_if<0>(&m_state); }
    T &&value() && { return check(), std::move(*std::get_if<0>(&m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    template <class U> T value_or(U &&fallback) const & {
        return has_value() ? value() : static_cast<T>(std::forward<U>(fallback));
    }
    const Error &error() const & { return *std::get_if<1>(&m_state); }
    Error &&error() && { return std::move(*std::get_if<1>(&m_state)); }

private:
    void check() const {
        if (!has_value())
            std::abort(); // reading the value of a failed result is a bug, not an input error
    }
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void> {
public:
    using value_type = void;
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }
    const Error &error() const & { return *m_error; }
    Error &&error() && { return std::move(*m_error); }

private:
    std::optional<Error> m_error;
};

} // namespace audience

#define AUDIENCE_CONCAT_(a, b) a##b
#define AUDIENCE_CONCAT(a, b) AUDIENCE_CONCAT_(a, b)

// TRY_ASSIGN(auto rows, readRows(file)); declares `rows`, or returns the error from this function.
#define TRY_ASSIGN(declaration, expression)                                                        \
    auto AUDIENCE_CONCAT(result_, __LINE__) = (expression);                                        \
    if (!AUDIENCE_CONCAT(result_, __LINE__))                                                       \
        return std::move(AUDIENCE_CONCAT(result_, __LINE__)).error();                              \
    declaration = *std::move(AUDIENCE_CONCAT(result_, __LINE__))

// TRY(write(row)); returns the error from this function if there is one.
#define TRY(expression)                                                                            \
    do {                                                                                           \
        if (auto tried = (expression); !tried)                                                     \
            return std::move(tried).error();                                                       \
    } while (false)
