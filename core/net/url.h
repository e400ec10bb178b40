// The parts of an http(s) URL exactly as they go on the wire, and percent-encoding as RFC 3986 has
// it.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace audience::net {

struct Url {
    std::string scheme; // "http" or "https"
    std::string host;   // as given; an IPv6 address keeps its brackets
    int port = 0;
    std::string path;  // begins with '/', as given (not normalised)
    std::string query; // without '?'

    // Errors: "net.url_invalid" {url} (no http(s) URL, or one that carries a user name),
    // "net.plain_http_refused" {host} (without TLS only this computer may be asked).
    static Result<Url> parse(std::string_view text);

    bool isLoopback() const;
    std::string hostHeader() const; // with the port only where it is not the scheme's own
    std::string origin() const;     // "https://host:port" in lower case: compares two URLs' owners
    std::string target() const;     // path and query: what the request line names
};

// Leaves A-Z a-z 0-9 - _ . ~ and the characters of `keep`; everything else becomes %XX.
std::string percentEncode(std::string_view text, std::string_view keep = {});
// Undoes %XX; a malformed escape stays as it is.
std::string percentDecode(std::string_view text);

} // namespace audience::net
