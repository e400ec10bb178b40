#include "base/digest.h"
#include "base/text.h"
#include "email/mime.h"
#include "email/mime_encoding.h"
#include "email/plain_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace audience::email {
namespace {

constexpr std::size_t kMaxHeaderName = 126, kMaxHeaderValue = 995, kMaxNameAndValue = 996;

Error headerError(std::string_view id, std::string_view header) {
    return Error(ErrorKind::Invalid, id)
        .with("header", repairUtf8(header.substr(0, kMaxHeaderName)));
}

// The proof against header injection rests on this: no value reaches the message without it.
Result<void> checkValue(std::string_view header, std::string_view value) {
    if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
        return headerError("email.header_control_character", header);
    if (!isValidUtf8(value))
        return headerError("email.header_not_utf8", header);
    return {};
}

bool isPrintableAscii(std::string_view text, char low) {
    return std::all_of(text.begin(), text.end(), [low](char c) { return c >= low && c <= 0x7e; });
}

// What the builder writes itself, and what SES refuses in its list of headers.
bool isReserved(std::string_view name) {
    constexpr std::array kReserved{
        "bcc",        "cc",           "date",     "from",        "list-unsubscribe",
        "message-id", "mime-version", "reply-to", "return-path", "list-unsubscribe-post",
        "sender",     "subject",      "to"};
    const std::string lower = toLowerAscii(name);
    return lower.rfind("content-", 0) == 0 || lower.rfind("resent-", 0) == 0 ||
           std::find(kReserved.begin(), kReserved.end(), lower) != kReserved.end();
}

Result<void> checkHeaders(const std::vector<Header> &headers) {
    std::vector<std::string> seen;
    for (const Header &header : headers) {
        if (header.name.empty() || header.name.size() > kMaxHeaderName ||
            !isPrintableAscii(header.name, '!') || header.name.find(':') != std::string::npos)
            return headerError("email.header_name_invalid", header.name);
        if (isReserved(header.name))
            return headerError("email.header_reserved", header.name);
        std::string lower = toLowerAscii(header.name);
        if (std::find(seen.begin(), seen.end(), lower) != seen.end())
            return headerError("email.header_duplicate", header.name);
        seen.push_back(std::move(lower));
        TRY(checkValue(header.name, header.value));
    }
    return {};
}

// People's names come out of customer data: line ends and other control characters become blanks
// instead of keeping the email from being sent.
std::string tidyName(std::string_view name) {
    std::string out;
    for (const char c : repairUtf8(name)) {
        const bool control = (c >= 0 && c < 0x20) || c == 0x7f;
        if (!control && c != ' ')
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return std::string(trimmed(out));
}

bool isAtomPhrase(std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return c == ' ' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z');
    });
}

std::string quotedString(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

Result<std::string> mailboxValue(const Mailbox &mailbox, std::size_t used,
                                 std::string_view separator) {
    constexpr std::size_t kMaxPlainName = 56; // a longer name is folded as encoded words
    TRY_ASSIGN(const Address address, checkAddress(mailbox.address));
    const std::string name = tidyName(mailbox.name);
    if (name.empty())
        return address.text();
    std::string out;
    if (needsEncodedWords(name) || name.size() > kMaxPlainName)
        out = encodedWords(name, used, separator);
    else
        out = isAtomPhrase(name) ? name : quotedString(name);
    const std::size_t lineStart = out.rfind('\n');
    const std::size_t column =
        lineStart == std::string::npos ? used + out.size() : out.size() - lineStart - 1;
    const std::string bracketed = '<' + address.text() + '>';
    out += column + 1 + bracketed.size() > 76 ? separator : " ";
    return out + bracketed;
}

Result<std::string> mailboxHeader(std::string_view name, const Mailbox &mailbox) {
    TRY_ASSIGN(const std::string value, mailboxValue(mailbox, name.size() + 2, "\r\n "));
    return std::string(name) + ": " + value + "\r\n";
}

Result<std::string> dateHeader(Instant instant) {
    constexpr std::array kDays{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::int64_t seconds = instant.micros / kMicrosPerSecond;
    constexpr std::int64_t kYear10000 = 253'402'300'800;
    if (instant.micros < 0 || seconds >= kYear10000)
        return Error(ErrorKind::Invalid, "email.date_out_of_range");
    const std::int64_t day = seconds / 86'400, second = seconds % 86'400;
    const YearMonthDay ymd = ymdFromCivil({static_cast<std::int32_t>(day)});
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n",
                  kDays[static_cast<std::size_t>(day % 7)], ymd.day,
                  kMonths[static_cast<std::size_t>(ymd.month - 1)], ymd.year,
                  static_cast<int>(second / 3600), static_cast<int>(second / 60 % 60),
                  static_cast<int>(second % 60));
    return std::string(text.data());
}

Result<std::string> messageIdHeader(std::string_view id) {
    if (id.empty())
        return std::string();
    std::string_view inner = id;
    if (inner.size() > 2 && inner.front() == '<' && inner.back() == '>')
        inner = inner.substr(1, inner.size() - 2);
    const std::size_t at = inner.find('@');
    if (inner.size() > 200 || at == 0 || at == std::string_view::npos || at + 1 == inner.size() ||
        !isPrintableAscii(inner, '!') ||
        inner.find_first_of("<>()[]\\,;:\"") != std::string_view::npos ||
        inner.find('@', at + 1) != std::string_view::npos)
        return Error(ErrorKind::Invalid, "email.message_id_invalid")
            .with("value", repairUtf8(id.substr(0, 200)));
    return "Message-ID: <" + std::string(inner) + ">\r\n";
}

// Printable ASCII without what would end the <...> it is put in.
bool isBracketSafe(std::string_view url) {
    return isPrintableAscii(url, '!') && url.find_first_of("<>\"\\^`{|}") == std::string_view::npos;
}

Result<void> checkUnsubscribe(const Unsubscribe &unsubscribe) {
    const auto refused = [](std::string_view id, std::string_view url) {
        return Error(ErrorKind::Invalid, id).with("url", repairUtf8(url.substr(0, 400)));
    };
    const std::string &url = unsubscribe.url;
    if (!url.empty()) {
        const std::string_view rest =
            std::string_view(url).substr(std::min<std::size_t>(8, url.size()));
        const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
        if (!startsWithAscii(url, "https://") || host.empty() || !isBracketSafe(url))
            return refused("email.unsubscribe_url_invalid", url);
    }
    const std::string &mailto = unsubscribe.mailto;
    if (!mailto.empty()) {
        const std::string_view rest =
            std::string_view(mailto).substr(std::min<std::size_t>(7, mailto.size()));
        if (!startsWithAscii(mailto, "mailto:") || !isBracketSafe(mailto) ||
            !isValidAddress(rest.substr(0, rest.find('?'))))
            return refused("email.unsubscribe_mailto_invalid", mailto);
    }
    return {};
}

std::string bodyPart(std::string_view type, std::string_view body) {
    return "Content-Type: " + std::string(type) +
           "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
           quotedPrintable(body) + "\r\n";
}

std::string collapsedBlanks(std::string_view text) {
    std::string out;
    for (char c : foldCase(text)) {
        const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return std::string(trimmed(out));
}

} // namespace

Result<std::vector<Header>> listHeaders(const Unsubscribe &unsubscribe) {
    TRY(checkUnsubscribe(unsubscribe));
    std::vector<Header> headers;
    std::string value;
    for (const std::string *url : {&unsubscribe.url, &unsubscribe.mailto})
        if (!url->empty())
            value += (value.empty() ? "<" : ", <") + *url + '>';
    if (value.empty())
        return headers;
    headers.push_back({"List-Unsubscribe", value});
    // Folding would be legal, but signers and mailbox providers are known to trip over it.
    if (headers.front().name.size() + value.size() > kMaxNameAndValue)
        return headerError("email.header_too_long", headers.front().name);
    if (!unsubscribe.url.empty())
        headers.push_back({"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"});
    return headers;
}

Result<std::vector<Header>> requestHeaders(const OutgoingEmail &email) {
    TRY_ASSIGN(std::vector<Header> headers, listHeaders(email.unsubscribe));
    TRY(checkHeaders(email.headers));
    for (const Header &header : email.headers) {
        std::string value =
            needsEncodedWords(header.value) ? encodedWords(header.value, 0, " ") : header.value;
        if (value.size() > kMaxHeaderValue || header.name.size() + value.size() > kMaxNameAndValue)
            return headerError("email.header_too_long", header.name);
        headers.push_back({header.name, std::move(value)});
    }
    return headers;
}

Result<std::string> mailboxText(const Mailbox &mailbox, std::string_view header) {
    return mailboxValue(mailbox, header.size() + 2, " ");
}

Result<std::string> textPart(const OutgoingEmail &email) {
    if (email.text.empty() && email.html.empty())
        return Error(ErrorKind::Invalid, "email.body_empty");
    for (const auto &[part, body] :
         {std::pair("html", &email.html), std::pair("text", &email.text)})
        if (!isValidUtf8(*body))
            return Error(ErrorKind::Invalid, "email.body_not_utf8").with("part", part);
    if (!email.text.empty())
        return email.text;
    return plainText(email.html);
}

Result<std::string> composeMime(const OutgoingEmail &email) {
    TRY(checkValue("Subject", email.subject));
    TRY_ASSIGN(std::string message, mailboxHeader("From", email.from));
    TRY_ASSIGN(const std::string to, mailboxHeader("To", email.to));
    message += to;
    if (email.replyTo) {
        TRY_ASSIGN(const std::string replyTo, mailboxHeader("Reply-To", *email.replyTo));
        message += replyTo;
    }
    message += textHeader("Subject", email.subject);
    TRY_ASSIGN(const std::string date, dateHeader(email.date));
    TRY_ASSIGN(const std::string messageId, messageIdHeader(email.messageId));
    message += date + messageId + "MIME-Version: 1.0\r\n";
    TRY_ASSIGN(const std::vector<Header> list, listHeaders(email.unsubscribe));
    for (const Header &header : list)
        message += header.name + ": " + header.value + "\r\n";
    TRY(checkHeaders(email.headers));
    for (const Header &header : email.headers)
        message += textHeader(header.name, header.value);

    TRY_ASSIGN(const std::string text, textPart(email));
    if (email.html.empty())
        return message + bodyPart("text/plain", text);
    // "=_" cannot occur in quoted-printable text, so no content can contain the boundary.
    const std::string boundary = "=_as_" + contentHash(email).substr(0, 32);
    message += "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n";
    message += "--" + boundary + "\r\n" + bodyPart("text/plain", text);
    message += "--" + boundary + "\r\n" + bodyPart("text/html", email.html);
    return message + "--" + boundary + "--\r\n";
}

std::string contentHash(const OutgoingEmail &email) {
    Sha256Stream stream;
    const auto add = [&stream](std::string_view field) {
        stream.add(std::to_string(field.size()) +
                   ':'); // the length keeps neighbouring fields apart
        stream.add(field);
    };
    add(email.from.name), add(email.from.address);
    add(email.to.name), add(email.to.address);
    add(email.replyTo ? "1" : "0");
    if (email.replyTo)
        add(email.replyTo->name), add(email.replyTo->address);
    add(email.subject), add(email.html), add(email.text);
    add(email.unsubscribe.url), add(email.unsubscribe.mailto);
    for (const Header &header : email.headers)
        add(header.name), add(header.value);
    return toHex(stream.finish());
}

bool containsPostalAddress(std::string_view text, std::string_view postalAddress) {
    const std::string wanted = collapsedBlanks(postalAddress);
    return !wanted.empty() && collapsedBlanks(text).find(wanted) != std::string::npos;
}

} // namespace audience::email
