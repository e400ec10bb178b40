// What can be seen wrong with the address of a link without asking for it. Stateless, any thread.
#pragma once

#include <string_view>

namespace audience::email {

enum class LinkFault {
    None,      // also where a variable decides
    Empty,     // "", "#"
    Malformed, // "htp://", "https//", two schemes, no host, a file of one's own computer
    NoScheme,  // "www.example.org", "/shop"
    Blank,     // in the middle of it
    Example,   // example.com, yourdomain.com, localhost
    Insecure   // http://
};

// `url` as the attribute holds it, entities decoded. Liquid marks in it stand for anything.
LinkFault linkFault(std::string_view url);
// "lint.link_empty", ...; "" for None.
std::string_view toLintId(LinkFault fault);

} // namespace audience::email
