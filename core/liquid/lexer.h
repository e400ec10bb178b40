// The tokens of the strict grammar: what stands inside {{ }} and after a tag's name.
#pragma once

#include <string_view>
#include <vector>

namespace audience::liquid {

struct Token {
    enum class Kind {
        Name,
        Number,
        Text,
        Comparison,
        Dot,
        DotDot,
        Colon,
        Comma,
        Pipe,
        OpenSquare,
        CloseSquare,
        OpenRound,
        CloseRound,
        Question,
        Dash,
        End,
        Bad
    };
    Kind kind = Kind::End;
    std::string_view text; // a view of the source; quotes included
};

// Ends with an End token, or with a Bad one holding the character that no token starts with.
std::vector<Token> tokenize(std::string_view markup);
// For messages: "a name", "'|'", "the end".
std::string_view describe(Token::Kind kind);

} // namespace audience::liquid
