// A cursor over the tokens of one piece of markup.
#pragma once

#include "liquid/lexer.h"

namespace audience::liquid {

struct Tokens {
    std::vector<Token> all;
    std::size_t at = 0;

    explicit Tokens(std::string_view markup) : all(tokenize(markup)) {}
    const Token &peek(std::size_t ahead = 0) const {
        return all[at + ahead < all.size() ? at + ahead : all.size() - 1];
    }
    bool is(Token::Kind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
    bool isWord(std::string_view word) const {
        return is(Token::Kind::Name) && peek().text == word;
    }
    Token take() {
        const Token token = peek();
        if (at + 1 < all.size())
            ++at;
        return token;
    }
    bool takeIf(Token::Kind kind) {
        if (!is(kind))
            return false;
        take();
        return true;
    }
    bool takeWord(std::string_view word) {
        if (!isWord(word))
            return false;
        take();
        return true;
    }
};

} // namespace audience::liquid
