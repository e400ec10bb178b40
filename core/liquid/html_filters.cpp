// Filters that encode or decode: HTML, URLs and base64.
#include "base/digest.h"
#include "base/text.h"
#include "liquid/filters.h"
#include "liquid/scanner.h"

namespace audience::liquid {

namespace {

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool escape(FilterContext &context, Value &value, const FilterArguments &) {
    // With escaping on, what is HTML already (a capture, another escape) is not escaped twice.
    if (value.isNil() ||
        (context.options.escape == Escape::Html && value.isSafe() && value.isText()))
        return true;
    const std::string_view text = context.textOf(value);
    if (plainHtml(text) == text.size()) {
        value = Value::text(text, true);
        return !context.hasFault();
    }
    if (!context.fits(text.size()))
        return false;
    appendEscaped(context.scratch, text);
    value = context.finishText(true);
    return !context.hasFault();
}

bool isEntity(std::string_view text) {
    std::size_t at = 1;
    if (at < text.size() && text[at] == '#') {
        const std::size_t start = ++at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at > start && at < text.size() && text[at] == ';';
    }
    while (at < text.size() && isLetter(text[at]))
        ++at;
    return at > 1 && at < text.size() && text[at] == ';';
}

bool escapeOnce(FilterContext &context, Value &value, const FilterArguments &) {
    std::string_view text = context.textOf(value);
    for (;;) {
        const std::size_t plain = plainHtml(text);
        context.append(text.substr(0, plain));
        if (plain == text.size())
            break;
        context.append(text[plain] == '&' && isEntity(text.substr(plain)) ? "&"
                                                                          : entityOf(text[plain]));
        text.remove_prefix(plain + 1);
    }
    value = context.finishText(true);
    return !context.hasFault();
}

bool raw(FilterContext &context, Value &value, const FilterArguments &) {
    if (context.options.escape == Escape::Html && !value.isNil())
        value = Value::text(context.textOf(value), true);
    return !context.hasFault();
}

// Removes every `open ... close`, the shortest first; what is never closed stays.
std::string without(std::string_view text,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
    std::string result;
    std::size_t from = 0;
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
        std::size_t end = at;
        for (const auto &[open, close] : pairs) {
            if (text.substr(at, open.size()) != open)
                continue;
            const std::size_t found = text.find(close, at + open.size());
            if (found == std::string_view::npos)
                continue;
            end = found + close.size();
            break;
        }
        if (end == at) {
            ++at;
            continue;
        }
        result.append(text, from, at - from);
        from = at = end;
    }
    return result.append(text, from, std::string_view::npos);
}

bool stripHtml(FilterContext &context, Value &value, const FilterArguments &) {
    const std::string_view text = context.textOf(value);
    if (text.find('<') == std::string_view::npos) {
        value = Value::text(text, false);
        return !context.hasFault();
    }
    // Each unclosed opening makes the search run to the end once more.
    if (!context.work(text.size() / 64))
        return false;
    const std::string blocks =
        without(text, {{"<script", "</script>"}, {"<!--", "-->"}, {"<style", "</style>"}});
    context.append(without(blocks, {{"<", ">"}}));
    value = context.finishText(false);
    return !context.hasFault();
}

bool urlEncode(FilterContext &context, Value &value, const FilterArguments &) {
    if (value.isNil())
        return true;
    static constexpr char kHex[] = "0123456789ABCDEF";
    const std::string_view text = context.textOf(value);
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (isLetter(c) || isDigit(c) || c == '_' || c == '.' || c == '-' || c == '~')
            continue;
        context.append(text.substr(from, at - from));
        from = at + 1;
        const auto byte = static_cast<unsigned char>(c);
        const char encoded[3] = {'%', kHex[byte >> 4], kHex[byte & 15]};
        context.append(c == ' ' ? std::string_view("+") : std::string_view(encoded, 3));
    }
    context.append(text.substr(from));
    value = context.finishText(true);
    return !context.hasFault();
}

bool urlDecode(FilterContext &context, Value &value, const FilterArguments &) {
    if (value.isNil())
        return true;
    const std::string_view text = context.textOf(value);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte =
            text[i] == '%' && i + 2 < text.size() ? fromHex(text.substr(i + 1, 2)) : std::nullopt;
        if (byte) {
            context.append(*byte);
            i += 2;
        } else {
            context.append(text[i] == '+' ? std::string_view(" ") : text.substr(i, 1));
        }
    }
    value = context.finishText(false);
    if (!context.hasFault() && !isValidUtf8(value.asText()))
        return context.fail("liquid.invalid_utf8", "invalid byte sequence in UTF-8",
                            {{"filter", "url_decode"}});
    return !context.hasFault();
}

std::string swapped(std::string_view text, std::string_view from, std::string_view to) {
    std::string result(text);
    for (char &c : result)
        if (const std::size_t i = from.find(c); i != std::string_view::npos)
            c = to[i];
    return result;
}

bool base64Encode(FilterContext &context, Value &value, const FilterArguments &) {
    context.append(toBase64(context.textOf(value)));
    value = context.finishText(false);
    return !context.hasFault();
}

bool base64UrlSafeEncode(FilterContext &context, Value &value, const FilterArguments &) {
    context.append(swapped(toBase64(context.textOf(value)), "+/", "-_"));
    value = context.finishText(false);
    return !context.hasFault();
}

bool decoded(FilterContext &context, Value &value, std::string_view text, std::string_view filter) {
    const auto bytes = fromBase64(text);
    if (!bytes)
        return context.fail("liquid.invalid_base64",
                            "invalid base64 provided to " + std::string(filter),
                            {{"filter", std::string(filter)}});
    context.append(*bytes);
    value = context.finishText(false);
    return !context.hasFault();
}

bool base64Decode(FilterContext &context, Value &value, const FilterArguments &) {
    return decoded(context, value, context.textOf(value), "base64_decode");
}

bool base64UrlSafeDecode(FilterContext &context, Value &value, const FilterArguments &) {
    std::string text = swapped(context.textOf(value), "-_", "+/");
    if (text.empty() || text.back() != '=')
        text.append((4 - text.size() % 4) % 4, '=');
    return decoded(context, value, text, "base64_url_safe_decode");
}

} // namespace

std::vector<Filter> htmlFilters() {
    return {{"escape", escape, 0, 0},
            {"h", escape, 0, 0},
            {"escape_once", escapeOnce, 0, 0},
            {"raw", raw, 0, 0},
            {"strip_html", stripHtml, 0, 0},
            {"url_encode", urlEncode, 0, 0},
            {"url_decode", urlDecode, 0, 0},
            {"base64_encode", base64Encode, 0, 0},
            {"base64_decode", base64Decode, 0, 0},
            {"base64_url_safe_encode", base64UrlSafeEncode, 0, 0},
            {"base64_url_safe_decode", base64UrlSafeDecode, 0, 0}};
}

} // namespace audience::liquid
