#include "email/address.h"

#include "base/text.h"

#include <idn2.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace audience::email {
namespace {

constexpr std::size_t kMaxLocal = 64, kMaxDomain = 255, kMaxLabel = 63, kMaxAddress = 254;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isAlnum(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool isAtomText(char c) {
    return isAlnum(c) ||
           (c != '\0' && std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos);
}
bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0;;) {
        const std::size_t to = text.find(separator, from);
        parts.push_back(text.substr(from, to == std::string_view::npos ? to : to - from));
        if (to == std::string_view::npos)
            return parts;
        from = to + 1;
    }
}

bool isDotAtom(std::string_view local) {
    const auto atoms = split(local, '.');
    return std::all_of(atoms.begin(), atoms.end(), [](std::string_view atom) {
        return !atom.empty() && std::all_of(atom.begin(), atom.end(), isAtomText);
    });
}

// `text` starts at the opening quote. Length of the quoted string with both quotes, 0 where it is
// none.
std::size_t quotedLength(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1;
        if (text[i] == '\\' && ++i == text.size())
            return 0;
        if (text[i] < 0x20 || text[i] > 0x7e)
            return 0;
    }
    return 0;
}

bool isIpv4(std::string_view text) {
    const auto parts = split(text, '.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
               if (part.empty() || part.size() > 3 ||
                   !std::all_of(part.begin(), part.end(), isDigit))
                   return false;
               int value = 0;
               for (char c : part)
                   value = value * 10 + (c - '0');
               return value <= 255;
           });
}

// Number of 16-bit groups in `text` ("" has none), where the last may be an IPv4 address; -1 if
// malformed.
int ipv6Groups(std::string_view text, bool mayEndInIpv4) {
    if (text.empty())
        return 0;
    int groups = 0;
    const auto parts = split(text, ':');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (mayEndInIpv4 && i + 1 == parts.size() && isIpv4(parts[i]))
            return groups + 2;
        if (parts[i].empty() || parts[i].size() > 4 ||
            !std::all_of(parts[i].begin(), parts[i].end(), isHex))
            return -1;
        ++groups;
    }
    return groups;
}

bool isIpv6(std::string_view text) {
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos)
        return ipv6Groups(text, true) == 8;
    const int before = ipv6Groups(text.substr(0, gap), false);
    const int after = ipv6Groups(text.substr(gap + 2), true);
    return before >= 0 && after >= 0 && before + after <= 7;
}

bool isAddressLiteral(std::string_view domain) {
    if (domain.size() < 2 || domain.front() != '[' || domain.back() != ']')
        return false;
    const std::string_view inner = domain.substr(1, domain.size() - 2);
    return isIpv4(inner) || (startsWithAscii(inner, "IPv6:") && isIpv6(inner.substr(5)));
}

bool isHostName(std::string_view domain) {
    const auto labels = split(domain, '.');
    return std::all_of(labels.begin(), labels.end(), [](std::string_view label) {
        return !label.empty() && label.size() <= kMaxLabel && label.front() != '-' &&
               label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
                   return isAlnum(c) || c == '-';
               });
    });
}

// UTS 46, non-transitional, as browsers do it. ASCII domains do not come here: a mail domain that
// exists must not be refused because its xn-- label is not valid under IDNA 2008.
std::optional<std::string> asciiDomain(const std::string &domain) {
    char *converted = nullptr;
    const int status =
        idn2_to_ascii_8z(domain.c_str(), &converted, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
    if (status != IDN2_OK || !converted)
        return std::nullopt;
    std::string text = converted;
    idn2_free(converted);
    return text;
}

// Position of the @ between local part and domain, past a quoted local part.
std::size_t atPosition(std::string_view address) {
    const std::size_t quoted = address.front() == '"' ? quotedLength(address) : 0;
    return address.find('@', quoted);
}

} // namespace

Result<Address> checkAddress(std::string_view address) {
    const auto refused = [&](std::string_view id) {
        return Error(ErrorKind::Invalid, id).with("address", repairUtf8(address.substr(0, 400)));
    };
    if (address.empty())
        return refused("email.address_empty");
    const std::size_t at = atPosition(address);
    if (at == std::string_view::npos)
        return refused("email.address_no_at");
    Address result;
    result.local = address.substr(0, at);
    if (!isAscii(result.local))
        return refused("email.address_local_not_ascii");
    const bool quoted = !result.local.empty() && result.local.front() == '"';
    if (quoted ? quotedLength(result.local) != result.local.size() : !isDotAtom(result.local))
        return refused("email.address_local_invalid");

    const std::string domain(address.substr(at + 1));
    if (isAddressLiteral(domain)) {
        result.domain = domain;
        result.unusual = true;
    } else {
        auto ascii = isAscii(domain)       ? std::optional(domain)
                     : isValidUtf8(domain) ? asciiDomain(domain)
                                           : std::nullopt;
        if (!ascii || !isHostName(*ascii))
            return refused("email.address_domain_invalid");
        result.domain = toLowerAscii(*ascii);
        const std::size_t dot = result.domain.rfind('.');
        const std::string_view last =
            std::string_view(result.domain).substr(dot == std::string::npos ? 0 : dot + 1);
        result.unusual = dot == std::string::npos || std::all_of(last.begin(), last.end(), isDigit);
    }
    result.unusual = result.unusual || quoted;
    if (result.local.size() > kMaxLocal || result.domain.size() > kMaxDomain ||
        result.text().size() > kMaxAddress)
        return refused("email.address_too_long");
    return result;
}

Result<Mailbox> parseAddress(std::string_view text) {
    text = trimmed(text);
    if (text.empty() || text.back() != '>') {
        TRY_ASSIGN(const Address address, checkAddress(text));
        return Mailbox{{}, address.text()};
    }
    const auto badName = [&] {
        return Error(ErrorKind::Invalid, "email.address_name_invalid")
            .with("address", repairUtf8(text.substr(0, 400)));
    };
    std::string name;
    std::size_t open = 0;
    if (text.front() == '"') {
        for (open = 1; open < text.size() && text[open] != '"'; ++open) {
            if (text[open] == '\\' && open + 1 < text.size())
                ++open;
            name += text[open];
        }
        open = text.find_first_not_of(" \t", std::min(open + 1, text.size()));
        if (open == std::string_view::npos || text[open] != '<')
            return badName();
    } else {
        open = text.find('<');
        if (open == std::string_view::npos)
            return badName();
        name = trimmed(text.substr(0, open));
    }
    if (!isValidUtf8(name) || std::any_of(name.begin(), name.end(),
                                          [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }))
        return badName();
    TRY_ASSIGN(const Address address, checkAddress(text.substr(open + 1, text.size() - open - 2)));
    return Mailbox{std::move(name), address.text()};
}

Result<std::string> normalisedAddress(std::string_view address) {
    TRY_ASSIGN(const Address checked, checkAddress(trimmed(address)));
    return checked.text();
}

std::string addressKey(std::string_view address) {
    const auto canonical = normalisedAddress(address);
    return foldCase(canonical ? *canonical : repairUtf8(trimmed(address)));
}

} // namespace audience::email
