// The values of a JSON text as they are written, every digit of their numbers kept, without building anything. The text has
// to be JSON (JsonSlice::parse() says so); views into it, which must live as long.
#pragma once

#include "base/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace audience {

class JsonSlice {
public:
    enum class Kind { Nothing, Object, Array, Text, Number, Bool, Null };

    JsonSlice() = default;
    // Error "json.syntax" {offset, reason}. Nesting above 512 levels is refused.
    static Result<JsonSlice> parse(std::string_view text);

    Kind kind() const;
    std::string_view raw() const { return m_text; }
    bool isThere() const { return !m_text.empty(); }
    // A text without its quotes and escapes; of others what is written.
    std::string text() const;
    // The value at a JSON pointer (RFC 6901); "" is this one. One that is not there is Nothing. Of members that are
    // named twice the first.
    JsonSlice at(std::string_view pointer) const;
    // In their order; false from the visitor ends it. Of anything but an object or array none.
    void eachMember(const std::function<bool(std::string name, JsonSlice value)> &visit) const;
    void eachItem(const std::function<bool(JsonSlice value)> &visit) const;

private:
    explicit JsonSlice(std::string_view text) : m_text(text) {}
    std::string_view m_text; // without blanks around it
};

} // namespace audience
