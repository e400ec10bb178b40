// One HTTP request and its answer as plain values, shared by HttpClient and EffectSender.
// The URL is in its wire form: whoever builds it has already percent-encoded it.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::net {

struct HttpHeader {
    std::string name, value;
    friend bool operator==(const HttpHeader &, const HttpHeader &) = default;
};
using HttpHeaders = std::vector<HttpHeader>;

// The first value of that name (ASCII case is ignored), or nothing at all.
std::string_view headerValue(const HttpHeaders &headers, std::string_view name);
void removeHeader(HttpHeaders &headers, std::string_view name);
void setHeader(HttpHeaders &headers, std::string_view name, std::string_view value);

struct HttpTimeouts {
    std::chrono::milliseconds connect{10'000}; // name, connection and TLS
    std::chrono::milliseconds idle{30'000};    // no byte in either direction
    std::chrono::milliseconds answer{60'000};  // from the request being on a connection to its end
};

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    HttpHeaders headers;
    std::string body;
    HttpTimeouts timeouts;
    std::size_t maxAnswerBytes = 16 << 20; // after decompression
};

struct HttpResponse {
    int status = 0;
    HttpHeaders headers;
    std::string body;
};

} // namespace audience::net
