// One outgoing email and the RFC 5322 message made of it: multipart/alternative with a text and an
// HTML part, one-click unsubscribe (RFC 8058), and no way for a value to become a header of its
// own. Stateless, any thread, the same bytes for the same input. Consent and policy are decided
// elsewhere.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "email/address.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

struct Header {
    std::string name;
    std::string value;
    friend bool operator==(const Header &, const Header &) = default;
};

// Where one person unsubscribes. One-click (RFC 8058) needs the https address; a mailto: alone is
// RFC 2369.
struct Unsubscribe {
    std::string url;    // https://...
    std::string mailto; // mailto:...
};

struct OutgoingEmail {
    Mailbox from;
    Mailbox to;
    std::optional<Mailbox> replyTo;
    std::string subject; // UTF-8, one line
    std::string html;    // UTF-8; empty for a text-only email
    std::string text;    // UTF-8; empty: made from the HTML
    std::vector<Header> headers;
    Unsubscribe unsubscribe;
    Instant date;
    std::string
        messageId; // local@domain, with or without <>; empty leaves the header to the carrier
};

// The whole message, CRLF line ends, pure ASCII.
// Errors: those of checkAddress, email.header_control_character{header},
// email.header_not_utf8{header}, email.header_name_invalid{header}, email.header_reserved{header},
// email.header_duplicate{header}, email.header_too_long{header}, email.body_empty,
// email.body_not_utf8{part}, email.html_too_complex, email.message_id_invalid{value},
// email.date_out_of_range, email.unsubscribe_url_invalid{url},
// email.unsubscribe_mailto_invalid{url}.
Result<std::string> composeMime(const OutgoingEmail &email);

// List-Unsubscribe and List-Unsubscribe-Post, ready for a message or a JSON request: one line each,
// printable ASCII, at most 995 characters. Empty if there is no address to unsubscribe at.
Result<std::vector<Header>> listHeaders(const Unsubscribe &unsubscribe);

// listHeaders() and the email's own headers in the form a JSON request takes (values of one line of
// printable ASCII, at most 995 characters, other text as encoded words).
Result<std::vector<Header>> requestHeaders(const OutgoingEmail &email);

// `Name <address>` on one line of ASCII, for a request field or a log of what was sent.
Result<std::string> mailboxText(const Mailbox &mailbox, std::string_view header);

// The text part: the email's own, or what plainText() makes of the HTML.
Result<std::string> textPart(const OutgoingEmail &email);

// Hex SHA-256 of what the reader gets: everything but date and message id, which differ by attempt.
std::string contentHash(const OutgoingEmail &email);

// Whether `postalAddress` stands in `text`, whatever the line breaks, blanks and letter case.
bool containsPostalAddress(std::string_view text, std::string_view postalAddress);

} // namespace audience::email
