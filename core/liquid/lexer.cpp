#include "liquid/lexer.h"

#include "liquid/scanner.h"

namespace audience::liquid {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t numberEnd(std::string_view s, std::size_t at) {
    if (s[at] == '-')
        ++at;
    while (at < s.size() && isDigit(s[at]))
        ++at;
    if (at + 1 < s.size() && s[at] == '.' && isDigit(s[at + 1])) {
        ++at;
        while (at < s.size() && isDigit(s[at]))
            ++at;
    }
    return at;
}

std::size_t nameEnd(std::string_view s, std::size_t at) {
    while (at < s.size() && (isWordCharacter(s[at]) || s[at] == '-'))
        ++at;
    if (at < s.size() && s[at] == '?')
        ++at;
    return at;
}

Token::Kind single(char c) {
    using Kind = Token::Kind;
    switch (c) {
    case '|':
        return Kind::Pipe;
    case '.':
        return Kind::Dot;
    case ':':
        return Kind::Colon;
    case ',':
        return Kind::Comma;
    case '[':
        return Kind::OpenSquare;
    case ']':
        return Kind::CloseSquare;
    case '(':
        return Kind::OpenRound;
    case ')':
        return Kind::CloseRound;
    case '?':
        return Kind::Question;
    case '-':
        return Kind::Dash;
    default:
        return Kind::Bad;
    }
}

} // namespace

std::vector<Token> tokenize(std::string_view s) {
    using Kind = Token::Kind;
    std::vector<Token> tokens;
    std::size_t at = 0;
    for (;;) {
        while (at < s.size() && isSpace(s[at]))
            ++at;
        if (at >= s.size())
            break;
        const char c = s[at];
        const char following = at + 1 < s.size() ? s[at + 1] : '\0';
        Kind kind = Kind::Bad;
        std::size_t end = at + 1;
        if (c == '\'' || c == '"') {
            const std::size_t close = s.find(c, at + 1);
            if (close != std::string_view::npos) {
                kind = Kind::Text;
                end = close + 1;
            }
        } else if (isDigit(c) || (c == '-' && isDigit(following))) {
            kind = Kind::Number;
            end = numberEnd(s, at);
        } else if (isWordCharacter(c)) {
            end = nameEnd(s, at);
            const bool afterDot = !tokens.empty() && tokens.back().kind == Kind::Dot;
            kind =
                s.substr(at, end - at) == "contains" && !afterDot ? Kind::Comparison : Kind::Name;
        } else if (c == '<' || c == '>') {
            kind = Kind::Comparison;
            end = at + (following == '=' || (c == '<' && following == '>') ? 2 : 1);
        } else if ((c == '=' || c == '!') && following == '=') {
            kind = Kind::Comparison;
            end = at + 2;
        } else if (c == '.' && following == '.') {
            kind = Kind::DotDot;
            end = at + 2;
        } else {
            kind = single(c);
        }
        if (kind == Kind::Bad)
            while (end < s.size() && (static_cast<unsigned char>(s[end]) & 0xC0) == 0x80)
                ++end;
        tokens.push_back({kind, s.substr(at, end - at)});
        if (kind == Kind::Bad)
            return tokens;
        at = end;
    }
    tokens.push_back({Kind::End, s.substr(s.size())});
    return tokens;
}

std::string_view describe(Token::Kind kind) {
    using Kind = Token::Kind;
    switch (kind) {
    case Kind::Name:
        return "id";
    case Kind::Number:
        return "number";
    case Kind::Text:
        return "string";
    case Kind::Comparison:
        return "comparison";
    case Kind::Dot:
        return "dot";
    case Kind::DotDot:
        return "dotdot";
    case Kind::Colon:
        return "colon";
    case Kind::Comma:
        return "comma";
    case Kind::Pipe:
        return "pipe";
    case Kind::OpenSquare:
        return "open_square";
    case Kind::CloseSquare:
        return "close_square";
    case Kind::OpenRound:
        return "open_round";
    case Kind::CloseRound:
        return "close_round";
    case Kind::Question:
        return "question";
    case Kind::Dash:
        return "dash";
    case Kind::End:
        return "end_of_string";
    case Kind::Bad:
        break;
    }
    return "unexpected character";
}

} // namespace audience::liquid
