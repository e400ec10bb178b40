#include "movein/brace_expression.h"

#include "liquid/liquid.h"
#include "movein/record_reader.h"
#include "movein/template_translator.h"

#include <algorithm>

namespace audience::movein {

namespace {

constexpr const char *kTag = "movein.template_tag", *kData = "movein.template_data", *kFilter = "movein.template_filter", *kCondition = "movein.template_condition";

bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

struct Known {
    Tool tool;
    std::string_view from, to; // to: empty for what only the tool has
};
// Whole paths. A "$" stands before what Braze writes in ${}.
constexpr Known kPaths[] = {
    {Tool::Klaviyo, "organization.name", "sender_name"},
    {Tool::Klaviyo, "organization.full_address", "postal_address"},
    {Tool::Klaviyo, "organization.address", "postal_address"},
    {Tool::Klaviyo, "unsubscribe_link", "unsubscribe_url"},
    {Tool::Klaviyo, "unsubscribe_url", "unsubscribe_url"},
    {Tool::Klaviyo, "manage_preferences_link", "preferences_url"},
    {Tool::Klaviyo, "manage_preferences_url", "preferences_url"},
    {Tool::Klaviyo, "web_view_link", "view_in_browser_url"},
    {Tool::Klaviyo, "web_view_url", "view_in_browser_url"},
    {Tool::Klaviyo, "campaign.name", "campaign_name"},
    {Tool::Klaviyo, "message.campaign_name", "campaign_name"},
    {Tool::Braze, "$email_address", "email"},
    {Tool::Braze, "$user_id", "id"},
    {Tool::Braze, "$set_user_to_unsubscribed_url", "unsubscribe_url"},
    {Tool::Braze, "$unsubscribe_url", "unsubscribe_url"},
    {Tool::Braze, "$preference_center", "preferences_url"},
    {Tool::Braze, "campaign.$name", "campaign_name"},
    {Tool::Braze, "canvas.$name", "campaign_name"},
    {Tool::CustomerIo, "unsubscribe_url", "unsubscribe_url"},
    {Tool::CustomerIo, "view_in_browser_url", "view_in_browser_url"},
    {Tool::CustomerIo, "manage_subscription_preferences_url", "preferences_url"},
    {Tool::CustomerIo, "campaign.name", "campaign_name"},
};
// Before a column of the person.
constexpr Known kPeople[] = {{Tool::Klaviyo, "person.location", ""}, {Tool::Klaviyo, "person", ""}, {Tool::CustomerIo, "customer", ""}, {Tool::Braze, "custom_attribute", ""}};
// What is of the event, the catalogue or the tool itself.
constexpr Known kElsewhere[] = {{Tool::Klaviyo, "event", ""},        {Tool::Klaviyo, "organization", ""},    {Tool::Klaviyo, "feeds", ""},       {Tool::Klaviyo, "message", ""},
                                {Tool::Klaviyo, "campaign", ""},     {Tool::Klaviyo, "catalog_item", ""},    {Tool::Klaviyo, "item", ""},        {Tool::Klaviyo, "extra", ""},
                                {Tool::CustomerIo, "event", ""},     {Tool::CustomerIo, "trigger", ""},      {Tool::CustomerIo, "snippets", ""}, {Tool::CustomerIo, "content", ""},
                                {Tool::CustomerIo, "layout", ""},    {Tool::CustomerIo, "workspace", ""},    {Tool::CustomerIo, "message", ""},  {Tool::CustomerIo, "objects", ""},
                                {Tool::CustomerIo, "delivery_id", ""}, {Tool::CustomerIo, "campaign", ""},   {Tool::CustomerIo, "journey", ""},  {Tool::CustomerIo, "event_timestamp", ""},
                                {Tool::CustomerIo, "event_id", ""},  {Tool::CustomerIo, "collections", ""},  {Tool::CustomerIo, "transactional", ""}};
// Of what Braze knows of everybody, these alone are in its exports.
constexpr std::string_view kBrazePeople[] = {"first_name", "last_name", "city", "country", "language", "gender", "date_of_birth", "phone_number", "email", "time_zone"};

struct KnownFilter {
    std::string_view from, to; // to: empty: the filter goes, as nothing is to be done
};
constexpr KnownFilter kKlaviyoFilters[] = {{"upper", "upcase"},           {"lower", "downcase"},     {"title", "capitalize"}, {"capfirst", "capitalize"},
                                           {"truncatechars", "truncate"}, {"striptags", "strip_html"}, {"urlencode", "url_encode"}, {"floatformat", "round"},
                                           {"add", "plus"},               {"length", "size"},        {"default_if_none", "default"}, {"format_date_string", ""},
                                           {"safe", "raw"},               {"multiply", "times"},     {"divide", "divided_by"}, {"subtract", "minus"}, {"linebreaksbr", "newline_to_br"}};
constexpr KnownFilter kBrazeFilters[] = {{"url_param_escape", "url_encode"}, {"url_escape", "url_encode"}};
constexpr KnownFilter kCustomerFilters[] = {{"titlecase", "capitalize"}};

template <std::size_t N> const KnownFilter *find(const KnownFilter (&list)[N], std::string_view name) {
    const auto *const found = std::find_if(std::begin(list), std::end(list), [&](const KnownFilter &one) { return one.from == name; });
    return found == std::end(list) ? nullptr : found;
}

bool isOurFilter(std::string_view name) {
    const auto names = liquid::filterNames();
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<std::string> quoted(std::string_view text) {
    const char sign = text.find('\'') == std::string_view::npos ? '\'' : '"';
    if (text.find(sign) != std::string_view::npos || text.find("}}") != std::string_view::npos || text.find("%}") != std::string_view::npos)
        return std::nullopt;
    return sign + std::string(text) + sign;
}

} // namespace

std::optional<std::vector<Token>> tokensOf(std::string_view text) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        std::size_t end = at + 1;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at;
            continue;
        }
        if (c == '\'' || c == '"') {
            end = text.find(c, at + 1);
            if (end == std::string_view::npos)
                return std::nullopt;
            tokens.push_back({Token::Kind::Text, text.substr(at + 1, end - at - 1), end + 1});
            at = end + 1;
            continue;
        }
        if (c == '$' && text.substr(at, 2) == "${") {
            end = text.find('}', at);
            if (end == std::string_view::npos)
                return std::nullopt;
            tokens.push_back({Token::Kind::Field, text.substr(at + 2, end - at - 2), end + 1});
            at = end + 1;
            continue;
        }
        if (isNameStart(c)) {
            while (end < text.size() && (isNameStart(text[end]) || isDigit(text[end]) || (text[end] == '-' && end + 1 < text.size() && isNameStart(text[end + 1]))))
                ++end;
            if (end < text.size() && text[end] == '?')
                ++end;
            tokens.push_back({Token::Kind::Name, text.substr(at, end - at), end});
        } else if (isDigit(c) || (c == '-' && end < text.size() && isDigit(text[end]))) {
            while (end < text.size() && (isDigit(text[end]) || (text[end] == '.' && end + 1 < text.size() && isDigit(text[end + 1]))))
                ++end;
            tokens.push_back({Token::Kind::Number, text.substr(at, end - at), end});
        } else {
            const std::string_view two = text.substr(at, 2);
            if (two == "{{" || two == "}}" || two == "==" || two == "!=" || two == "<>" || two == "<=" || two == ">=" || two == "..")
                end = at + 2;
            else if (std::string_view("|:,.[]<>=()").find(c) == std::string_view::npos)
                return std::nullopt;
            tokens.push_back({Token::Kind::Sign, text.substr(at, end - at), end});
        }
        at = end;
    }
    return tokens;
}

std::optional<std::string> BraceExpression::known(const std::vector<std::string> &parts, const std::string &rest) {
    std::string whole;
    for (const std::string &part : parts)
        whole += (whole.empty() ? "" : ".") + part;
    for (const Known &one : kPaths)
        if (one.tool == m_tool && one.from == whole && rest.empty())
            return std::string(one.to);
    if (m_locals.contains(parts.front()) || parts.front() == "forloop" || parts.front() == "blank" || parts.front() == "empty" || parts.front() == "nil" || parts.front() == "null")
        return parts.front().starts_with('$') ? fail(kData) : whole + rest;
    for (const Known &one : kPeople)
        if (one.tool == m_tool && whole.starts_with(one.from) && whole.size() > one.from.size() && whole[one.from.size()] == '.') {
            const std::string field = whole.substr(one.from.size() + 1);
            if (field.starts_with('$') && m_tool != Tool::Braze)
                return fail(kTag);
            const std::size_t dot = field.find('.');
            const std::string_view first = std::string_view(field).substr(field.starts_with('$') ? 1 : 0, dot == std::string::npos ? dot : dot - (field.starts_with('$') ? 1 : 0));
            const std::string column = columnName(first);
            if (column.empty())
                return fail(kTag);
            if (isDigit(column.front())) // no name in Liquid; the person has every column by its name
                return "person['" + column + "']" + (dot == std::string::npos ? std::string() : field.substr(dot)) + rest;
            return column + (dot == std::string::npos ? std::string() : field.substr(dot)) + rest;
        }
    for (const Known &one : kElsewhere)
        if (one.tool == m_tool && parts.front() == one.from)
            return fail(kData);
    if (m_tool == Tool::Braze && parts.size() == 1 && parts.front().starts_with('$')) {
        const std::string_view name = std::string_view(parts.front()).substr(1);
        const bool isKept = std::find(std::begin(kBrazePeople), std::end(kBrazePeople), name) != std::end(kBrazePeople);
        return isKept ? std::optional(std::string(name) + rest) : fail(kData);
    }
    if (std::any_of(parts.begin(), parts.end(), [](const std::string &part) { return part.starts_with('$'); }))
        return fail(kData);
    if (m_tool == Tool::Klaviyo && parts.size() == 1 && (parts.front() == "True" || parts.front() == "False"))
        return std::string(parts.front() == "True" ? "true" : "false");
    if (m_tool == Tool::Klaviyo && whole == "None")
        return std::string("nil");
    return whole + rest;
}

// A name with what hangs on it.
std::optional<std::string> BraceExpression::path() {
    std::vector<std::string> parts;
    std::string rest; // from the first index on
    const auto add = [&](const Token &token) { parts.push_back(token.kind == Token::Kind::Field ? '$' + std::string(token.text) : std::string(token.text)); };
    add(*peek());
    skip();
    for (;;) {
        const Token *sign = peek(), *next = peek(1);
        if (sign && sign->isSign(".") && next && (next->kind == Token::Kind::Name || next->kind == Token::Kind::Field || (next->kind == Token::Kind::Number && next->text.find('.') == std::string_view::npos))) {
            if (next->kind == Token::Kind::Number)
                rest += '[' + std::string(next->text) + ']';
            else if (rest.empty())
                add(*next);
            else if (next->kind == Token::Kind::Name)
                rest += '.' + std::string(next->text);
            else
                return fail(kTag);
            m_at += 2;
        } else if (sign && sign->isSign("[") && next && peek(2) && peek(2)->isSign("]")) {
            if (next->kind == Token::Kind::Text && rest.empty())
                parts.emplace_back(next->text);
            else if (next->kind == Token::Kind::Number || next->kind == Token::Kind::Name)
                rest += '[' + std::string(next->text) + ']';
            else if (const auto text = quoted(next->text); text && next->kind == Token::Kind::Text)
                rest += '[' + *text + ']';
            else
                return fail(kTag);
            m_at += 3;
        } else {
            break;
        }
    }
    if (m_tool == Tool::Klaviyo && parts.size() == 1 && rest.empty())
        if (const Token *pipe = peek(), *name = peek(1); pipe && pipe->isSign("|") && name && name->isName("lookup"))
            return lookup(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i)
        if (parts[i].find_first_of("'\"{}%.") != std::string::npos)
            return fail(kTag);
    return known(parts, rest);
}

// person|lookup:'Loyalty Points'
std::optional<std::string> BraceExpression::lookup(std::string_view base) {
    const Token *colon = peek(2), *name = peek(3);
    if (!colon || !colon->isSign(":") || !name || name->kind != Token::Kind::Text)
        return fail(kFilter);
    m_at += 4;
    if (base != "person")
        return fail(kData);
    const std::string column = columnName(name->text);
    if (column.empty())
        return fail(kTag);
    return isDigit(column.front()) ? "person['" + column + "']" : column;
}

std::optional<std::string> BraceExpression::operand() {
    const Token *token = peek();
    if (!token)
        return fail(kTag);
    switch (token->kind) {
    case Token::Kind::Text: {
        skip();
        const auto text = quoted(token->text);
        return text ? text : fail(kTag);
    }
    case Token::Kind::Number:
        skip();
        return std::string(token->text);
    case Token::Kind::Name:
    case Token::Kind::Field:
        return path();
    case Token::Kind::Sign:
        break;
    }
    return token->isSign("{{") ? inner(&BraceExpression::operand) : fail(kTag);
}

// Braze writes a value within a tag as it does elsewhere: {% if {{custom_attribute.${tier}}} == 'gold' %}
std::optional<std::string> BraceExpression::inner(std::optional<std::string> (BraceExpression::*what)()) {
    if (m_tool != Tool::Braze)
        return fail(kTag);
    skip();
    const auto value = (this->*what)();
    if (!value)
        return std::nullopt;
    if (!peek() || !peek()->isSign("}}"))
        return fail(peek() && peek()->isSign("|") ? kCondition : kTag);
    skip();
    return value;
}

// From its name on.
std::optional<std::string> BraceExpression::filter() {
    const Token *name = peek();
    if (!name || name->kind != Token::Kind::Name)
        return fail(kFilter);
    skip();
    const KnownFilter *mapped = m_tool == Tool::Klaviyo ? find(kKlaviyoFilters, name->text) : m_tool == Tool::Braze ? find(kBrazeFilters, name->text) : find(kCustomerFilters, name->text);
    const std::string ours(mapped ? mapped->to : name->text);
    if (!ours.empty() && !isOurFilter(ours)) {
        m_trouble.filter = name->text;
        return fail(kFilter);
    }
    std::string arguments;
    if (peek() && peek()->isSign(":")) {
        skip();
        for (;;) {
            std::string keyword;
            if (peek() && peek()->kind == Token::Kind::Name && peek(1) && peek(1)->isSign(":")) {
                keyword = std::string(peek()->text) + ": ";
                m_at += 2;
            }
            const Token *argument = peek();
            auto value = operand();
            if (!value)
                return std::nullopt;
            if (m_tool == Tool::Klaviyo && ours == "date" && argument->kind == Token::Kind::Text) {
                const auto format = dateFormat(argument->text);
                if (!format) {
                    m_trouble.filter = name->text;
                    return fail(kFilter);
                }
                value = '\'' + *format + '\'';
            }
            arguments += (arguments.empty() ? ": " : ", ") + keyword + *value;
            if (!peek() || !peek()->isSign(","))
                break;
            skip();
        }
    }
    return ours.empty() ? std::string() : " | " + ours + arguments;
}

std::optional<std::string> BraceExpression::filtered() {
    auto value = peek() && peek()->isSign("{{") ? inner(&BraceExpression::filtered) : operand();
    while (value && peek() && peek()->isSign("|")) {
        skip();
        const auto next = filter();
        if (!next)
            return std::nullopt;
        *value += *next;
    }
    return value;
}

std::optional<std::string> BraceExpression::output() {
    auto value = filtered();
    return !value || isAtEnd() ? value : fail(kTag);
}

std::optional<std::string> BraceExpression::term() {
    const bool isNot = m_tool == Tool::Klaviyo && peek() && peek()->isName("not");
    if (isNot)
        skip();
    const auto left = operand();
    if (!left)
        return std::nullopt;
    const Token *sign = peek();
    if (sign && sign->isSign("|"))
        return fail(kCondition);
    const bool isComparison = sign && ((sign->kind == Token::Kind::Sign && (sign->text == "==" || sign->text == "!=" || sign->text == "<>" || sign->text == "<" || sign->text == ">" ||
                                                                           sign->text == "<=" || sign->text == ">=")) ||
                                       sign->isName("contains"));
    const bool isNotIn = m_tool == Tool::Klaviyo && sign && sign->isName("not") && peek(1) && peek(1)->isName("in");
    const bool isIn = isNotIn || (m_tool == Tool::Klaviyo && sign && sign->isName("in"));
    if (!isComparison && !isIn)
        return isNot ? *left + " == blank" : *left;
    m_at += isNotIn ? 2 : 1;
    const auto right = operand();
    if (!right)
        return std::nullopt;
    if (isIn) {
        m_isNegated = isNot != isNotIn; // Liquid can only say so of all that a tag asks
        return *right + " contains " + *left;
    }
    if (isNot && sign->text != "==" && sign->text != "!=")
        return fail(kCondition);
    return *left + ' ' + (isNot ? (sign->text == "==" ? "!=" : "==") : std::string(sign->text)) + ' ' + *right;
}

std::optional<std::string> BraceExpression::condition() {
    std::string all;
    std::string_view joined;
    for (;;) {
        const auto one = term();
        if (!one)
            return std::nullopt;
        if (m_isNegated && (!all.empty() || !isAtEnd()))
            return fail(kCondition);
        all += *one;
        if (isAtEnd())
            return all;
        if (!peek()->isName("and") && !peek()->isName("or"))
            return fail(kCondition);
        if (m_tool == Tool::Klaviyo && !joined.empty() && !peek()->isName(joined))
            return fail(kCondition); // there "and" binds first, in Liquid it does not
        joined = peek()->text;
        all += ' ' + std::string(joined) + ' ';
        skip();
    }
}

} // namespace audience::movein
