#include "net/http_request.h"

#include "base/text.h"

#include <algorithm>

namespace audience::net {

std::string_view headerValue(const HttpHeaders &headers, std::string_view name) {
    for (const HttpHeader &header : headers)
        if (equalsAscii(header.name, name))
            return header.value;
    return {};
}

void removeHeader(HttpHeaders &headers, std::string_view name) {
    std::erase_if(headers,
                  [&](const HttpHeader &header) { return equalsAscii(header.name, name); });
}

void setHeader(HttpHeaders &headers, std::string_view name, std::string_view value) {
    removeHeader(headers, name);
    headers.push_back({std::string(name), std::string(value)});
}

} // namespace audience::net
