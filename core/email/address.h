// Email addresses: syntax (RFC 5321 mailboxes), canonical form, the key they are matched by.
// Stateless, any thread. Nothing here asks the DNS, and nothing rewrites what a person typed before
// the @.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace audience::email {

// An address with the name shown beside it; the name is UTF-8 and may be empty.
struct Mailbox {
    std::string name;
    std::string address;
};

struct Address {
    std::string local;  // as written, ASCII
    std::string domain; // lower-case ASCII; an internationalised domain in its xn-- form
    // Valid, but hardly what a customer has: quoted local part, address literal, no dot in the
    // domain, numeric last label. Worth showing to a person, never changed.
    bool unusual = false;

    std::string text() const { return local + '@' + domain; }
};

// One bare address without blanks around it. Comments, folding white space and obsolete forms are
// refused. Errors, all with {address}: email.address_empty, email.address_no_at,
// email.address_local_invalid, email.address_local_not_ascii, email.address_domain_invalid,
// email.address_too_long.
Result<Address> checkAddress(std::string_view address);
inline bool isValidAddress(std::string_view address) {
    return checkAddress(address).has_value();
}

// `Ada Lovelace <ada@example.com>`, `"Lovelace, Ada" <ada@example.com>`, `<ada@example.com>` or the
// bare address, blanks around it ignored; the address comes back in canonical form. Errors: those
// of checkAddress, email.address_name_invalid{address}.
Result<Mailbox> parseAddress(std::string_view text);

// The form to store and send to: blanks trimmed, domain in lower-case ASCII, local part untouched.
Result<std::string> normalisedAddress(std::string_view address);

// The form to compare by (suppression, duplicates): the whole canonical address case-folded. Total:
// what is no address gives its trimmed, folded text, so that a block list entry still matches
// itself.
std::string addressKey(std::string_view address);

} // namespace audience::email
