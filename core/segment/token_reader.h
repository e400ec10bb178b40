// The text form of rules as words, symbols and values, without the grammar that the parser and the condition
// families know; the first fault stays. Internal.
#pragma once

#include "base/result.h"
#include "segment/rule_reader.h"

#include <optional>

namespace audience::segment {

class TokenReader : public RuleReader {
public:
    explicit TokenReader(std::string_view text) : m_text(text) {}

    bool failed() const override { return m_failed.has_value(); }
    void fail(std::string_view expected) override;
    bool words(std::string_view wanted) override;
    bool symbol(std::string_view wanted) override;
    void expect(std::string_view wanted) override;
    char peek() override;
    std::size_t position() const override { return m_at; }
    void goBack(std::size_t position) override { m_at = position; }
    Json value() override;
    std::string name(std::string_view expected) override;

protected:
    void skipBlanks();
    std::string bareWord(); // "" when none begins here
    // A JSON value that begins here, ended by its own closing quote or bracket.
    Json jsonHere();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<Error> m_failed;
};

} // namespace audience::segment
