// What the words of a condition family are read with. Every step gives up once one has failed. Internal.
#pragma once

#include "base/json.h"
#include "model/segment_rule.h"

#include <string>
#include <string_view>

namespace audience::segment {

class RuleReader {
public:
    virtual ~RuleReader() = default;
    virtual bool failed() const = 0;
    virtual void fail(std::string_view expected) = 0;
    // The words one after the other, or nothing at all.
    virtual bool words(std::string_view wanted) = 0;
    virtual bool symbol(std::string_view wanted) = 0;
    virtual void expect(std::string_view wanted) = 0;
    virtual char peek() = 0; // the next character that is no blank; NUL at the end
    virtual std::size_t position() const = 0;
    virtual void goBack(std::size_t position) = 0;

    virtual Json value() = 0;
    virtual std::string name(std::string_view expected) = 0;
    // "name" and "dataset"; then "window", if one is here; then "where", if one is here.
    virtual void eventName(Json &json) = 0;
    virtual void eventWindow(Json &json) = 0;
    virtual void eventWhere(Json &json) = 0;
    // A test on a field: what of it, its operator and operands.
    virtual void fieldTest(Json &json) = 0;
    // An operator and its operands.
    virtual void comparison(Json &json) = 0;
    // A rule up to the bracket that closes it.
    virtual model::RuleNode rule() = 0;
};

} // namespace audience::segment
