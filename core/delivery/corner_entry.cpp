#include "delivery/corner_entry.h"

#include "base/text.h"
#include "net/url.h"

#include <algorithm>

namespace audience::delivery {

namespace {

constexpr std::size_t kMaxFields = 64, kMaxName = 64, kMaxValue = 4'096, kMaxForm = 64 * 1024;
constexpr std::size_t kMaxToken = 200, kMaxRequestId = 128;

Error malformed(std::string_view part) {
    return Error(ErrorKind::Invalid, "corner.entry_malformed").with("part", part);
}

bool isTokenText(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

std::string attributeOf(const Json &attributes, std::string_view name) {
    const Json *one = jsonMember(attributes, name);
    return one && one->is_object() ? jsonText(*one, "StringValue") : std::string();
}

Instant fromMillis(const std::string &text) {
    if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != std::string::npos)
        return {};
    return {std::stoll(text) * 1'000};
}

// Blanks stay, other control characters go.
std::string cleaned(std::string_view text) {
    std::string out = repairUtf8(text);
    out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; }),
              out.end());
    return std::string(trimmed(out));
}

Result<void> keepField(CornerFields &fields, std::string_view name, std::string_view value) {
    if (fields.size() >= kMaxFields)
        return Error(ErrorKind::Limit, "corner.too_many_fields").with("limit", std::to_string(kMaxFields));
    std::string cleanName = cleaned(name), cleanValue = cleaned(value);
    if (cleanName.empty())
        return {};
    if (cleanName.size() > kMaxName || cleanValue.size() > kMaxValue)
        return Error(ErrorKind::Limit, "corner.field_too_long")
            .with("field", std::string_view(cleanName).substr(0, kMaxName))
            .with("limit", std::to_string(cleanName.size() > kMaxName ? kMaxName : kMaxValue));
    fields.emplace_back(std::move(cleanName), std::move(cleanValue));
    return {};
}

std::string formText(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), '+', ' ');
    return net::percentDecode(out);
}

Result<CornerFields> jsonFields(std::string_view body) {
    const auto document = parseJson(body);
    if (!document || !document->is_object())
        return Error(ErrorKind::Invalid, "corner.body_malformed");
    CornerFields fields;
    for (const auto &[name, value] : document->items()) {
        if (value.is_object() || value.is_array())
            return Error(ErrorKind::Invalid, "corner.body_malformed");
        TRY(keepField(fields, name, value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : dumpJson(value)));
    }
    return fields;
}

} // namespace

Result<CornerEntry> cornerEntryFromMessage(const Json &message) {
    if (!message.is_object())
        return malformed("message");
    const Json *attributes = jsonMember(message, "MessageAttributes");
    if (!attributes || !attributes->is_object())
        return malformed("attributes");
    CornerEntry entry;
    entry.kind = attributeOf(*attributes, "kind");
    if (!isTokenText(entry.kind) || entry.kind.size() > 16)
        return malformed("kind");
    entry.token = attributeOf(*attributes, "token");
    if (!isTokenText(entry.token) || entry.token.size() > kMaxToken)
        return malformed("token");
    entry.requestId = attributeOf(*attributes, "rid").substr(0, kMaxRequestId);
    if (entry.requestId.empty())
        return malformed("rid");
    entry.at = fromMillis(attributeOf(*attributes, "at"));
    entry.body = jsonText(message, "Body");
    return entry;
}

Result<CornerFields> cornerFields(std::string_view body) {
    const std::string_view text = trimmed(body);
    if (text.size() > kMaxForm)
        return Error(ErrorKind::Limit, "corner.body_too_large")
            .with("bytes", std::to_string(text.size()))
            .with("limit", std::to_string(kMaxForm));
    if (!text.empty() && text.front() == '{')
        return jsonFields(text);
    CornerFields fields;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('&', start), text.size());
        const std::string_view pair = text.substr(start, end - start);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        TRY(keepField(fields, formText(pair.substr(0, equals)), formText(pair.substr(std::min(equals + 1, pair.size())))));
        start = end + 1;
    }
    return fields;
}

std::string_view fieldOf(const CornerFields &fields, std::string_view name) {
    for (const auto &[key, value] : fields)
        if (key == name)
            return value;
    return {};
}

} // namespace audience::delivery
