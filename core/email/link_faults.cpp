#include "email/link_faults.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace audience::email {
namespace {

// As templates and tutorials leave them behind.
constexpr std::array<std::string_view, 14> kExamples{
    "example", "example.com", "example.org", "example.net", "yourdomain.com", "your-domain.com", "yoursite.com",
    "your-site.com", "yourcompany.com", "mywebsite.com", "yourwebsite.com", "domain.tld", "localhost", "127.0.0.1"};
constexpr std::array<std::string_view, 8> kMistyped{"htp", "htps", "hhtp", "hhtps", "htttp", "htttps", "ttp", "ttps"};

// Each Liquid mark becomes one letter; browsers drop what a URL cannot hold.
std::string plain(std::string_view url) {
    std::string out;
    for (std::size_t at = 0; at < url.size();) {
        const std::string_view two = url.substr(at, 2);
        const std::size_t close = two == "{{" ? url.find("}}", at) : two == "{%" ? url.find("%}", at) : std::string_view::npos;
        if (close != std::string_view::npos) {
            out += two == "{{" ? "x" : "";
            at = close + 2;
        } else {
            const auto c = static_cast<unsigned char>(url[at++]);
            if (c >= 0x20 && c != 0x7f)
                out += static_cast<char>(c);
        }
    }
    return std::string(trimmed(out));
}

LinkFault faultOfHost(std::string_view rest, bool isSecure) {
    std::string host = toLowerAscii(rest.substr(0, rest.find_first_of("/?#")));
    if (const auto at = host.rfind('@'); at != std::string::npos)
        host.erase(0, at + 1);
    if (const auto port = host.find(':'); port != std::string::npos && host.find(':', port + 1) == std::string::npos)
        host.erase(port);
    if (host.rfind("www.", 0) == 0)
        host.erase(0, 4);
    if (std::find(kExamples.begin(), kExamples.end(), host) != kExamples.end())
        return LinkFault::Example;
    const bool isName = !host.empty() && host.front() != '.' && host.find("..") == std::string::npos && host.find('.') != std::string::npos;
    if (!isName && host.find_first_of("[x") == std::string::npos) // an IPv6 literal, a variable
        return LinkFault::Malformed;
    if (host == "http" || host == "https")
        return LinkFault::Malformed;
    return isSecure ? LinkFault::None : LinkFault::Insecure;
}

} // namespace

LinkFault linkFault(std::string_view url) {
    const std::string_view written = trimmed(url);
    if (written.substr(0, 2) == "{{" || written.substr(0, 2) == "{%")
        return LinkFault::None;
    const std::string text = plain(url);
    if (text.empty() || text == "#" || equalsAscii(text, "about:blank"))
        return LinkFault::Empty;
    if (text.front() == '#')
        return LinkFault::None; // a place in the email
    const std::size_t colon = text.find(':');
    const std::string scheme = toLowerAscii(std::string_view(text).substr(0, colon == std::string::npos ? 0 : colon));
    const bool isScheme = !scheme.empty() && scheme.front() >= 'a' && scheme.front() <= 'z' &&
                          std::all_of(scheme.begin(), scheme.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-'; });
    if (!isScheme)
        return startsWithAscii(text, "https//") || startsWithAscii(text, "http//") ? LinkFault::Malformed : LinkFault::NoScheme;
    if (std::find(kMistyped.begin(), kMistyped.end(), scheme) != kMistyped.end() || scheme == "file")
        return LinkFault::Malformed;
    const bool isWeb = scheme == "http" || scheme == "https";
    if (isWeb && text.compare(colon, 3, "://") != 0)
        return LinkFault::Malformed;
    const bool hasBlank = text.find(' ') != std::string::npos;
    if (hasBlank && (isWeb || (scheme == "mailto" && text.find(' ') < text.find('?'))))
        return LinkFault::Blank;
    return isWeb ? faultOfHost(std::string_view(text).substr(colon + 3), scheme == "https") : LinkFault::None;
}

std::string_view toLintId(LinkFault fault) {
    switch (fault) {
    case LinkFault::None: return {};
    case LinkFault::Empty: return "lint.link_empty";
    case LinkFault::Malformed: return "lint.link_malformed";
    case LinkFault::NoScheme: return "lint.link_no_scheme";
    case LinkFault::Blank: return "lint.link_blank";
    case LinkFault::Example: return "lint.link_example";
    case LinkFault::Insecure: return "lint.link_insecure";
    }
    return {};
}

} // namespace audience::email
